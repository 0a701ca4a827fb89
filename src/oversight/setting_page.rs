//! The numbers of the municipality on the screen: what is in force, what came when, entering one.

use super::frame::{self, HOME, LINE};
use super::risk::Weight;
use super::setting::{self, MOST, NUMBERS, WEIGHTS};
use super::store::oversight_number::Model;
use super::table::{Cell, Line, Part};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, day_values, html, see};
use ui::{Choice, NavItem};

#[derive(Template)]
#[template(path = "oversight/numbers.html")]
struct NumbersPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    parts: Vec<Part>,
    form: Form,
    action: String,
    codes: Vec<Choice>,
    may_write: bool,
}

fn words(ctx: &Ctx, code: &str) -> String {
    let prefix = if WEIGHTS.contains(&code) { "oversight-risk" } else { "oversight-number" };
    ctx.t(&format!("{prefix}-{code}")).into_owned()
}

/// The numbers in force, and all that were ever entered.
struct Known {
    now: setting::Numbers,
    rows: Vec<Model>,
}

async fn known(tx: &Tx) -> Result<Known, StoreError> {
    Ok(Known { now: setting::on(tx, tx.today()).await?, rows: setting::history(tx).await? })
}

fn draw(ctx: &Ctx, form: Form, known: &Known) -> NumbersPage {
    let codes = WEIGHTS.iter().chain(&NUMBERS);
    let now = codes.clone().map(|code| {
        let weight = known.now.of(code);
        Line {
            cells: vec![
                Cell::new(words(ctx, code)),
                Cell::number(weight.points),
                Cell::number(weight.most),
            ],
            ..Line::default()
        }
    });
    let row = |row: &Model| Line {
        cells: vec![
            Cell::new(words(ctx, &row.code)),
            Cell::number(row.points),
            Cell::number(row.most),
            Cell::day(Some(row.valid_from)),
            Cell::new(row.note.clone()),
        ],
        ..Line::default()
    };
    let history = known.rows.iter().rev().map(row).collect();
    let mut page = ctx.page(ctx.t("oversight-numbers"));
    page.errors = form.errors();
    let choice = |code: &&str| {
        let is_chosen = form.get("code") == *code;
        Choice::new(*code, words(ctx, code)).checked(is_chosen)
    };
    let columns = ["number", "points", "most", "from", "note"];
    NumbersPage {
        page,
        sections: frame::sections(ctx, "/numbers"),
        parts: vec![
            Part::new(ctx, "oversight-numbers-now", &columns[..3], now.collect()),
            Part::new(ctx, "oversight-numbers-history", &columns, history),
        ],
        action: ctx.url(&format!("{HOME}/numbers")),
        codes: codes.map(choice).collect(),
        may_write: ctx.actor.may(super::WRITE),
        form,
    }
}

/// `GET /oversight/numbers`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = known(&tx).await?;
    tx.audit(Entry::list("oversight-numbers"));
    tx.commit().await?;
    let form = Form::filled(ctx.lang, day_values("from", Some(app.today())));
    html(&draw(&ctx, form, &known))
}

/// A number of a form, not negative and not absurd.
fn number(form: &mut Form, name: &str) -> i32 {
    let value: Option<i32> = form.parsed(name, "oversight-wrong-number");
    if value.is_some_and(|value| !(0..=MOST).contains(&value)) {
        form.wrong(name, "oversight-wrong-number");
    }
    value.unwrap_or(0)
}

/// Notes what is wrong with the day: what was proposed before would be counted anew.
fn read_from(form: &mut Form, today: Day) -> Option<Day> {
    let from = form.day("from");
    if from.is_some_and(|from| from < today) {
        form.wrong("from", "oversight-refused-past");
    }
    from
}

/// `POST /oversight/numbers`.
pub async fn save(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let code = form.required("code", 40);
    if !code.is_empty() && !WEIGHTS.iter().chain(&NUMBERS).any(|known| *known == code) {
        form.wrong("code", "form-choose");
    }
    let points = number(&mut form, "points");
    // Only a weight has a ceiling; another number is its own.
    let most = if WEIGHTS.contains(&code.as_str()) { number(&mut form, "most") } else { points };
    if NUMBERS.contains(&code.as_str()) && points == 0 {
        form.wrong("points", "oversight-wrong-number");
    }
    let from = read_from(&mut form, tx.today());
    let note = form.required("note", LINE);
    let (Some(from), true) = (from, form.ok()) else {
        let known = known(&tx).await?;
        tx.audit(Entry::list("oversight-numbers"));
        tx.commit().await?;
        return again(&draw(&ctx, form, &known));
    };
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/numbers"))).await?;
    setting::put(&mut tx, (&code, Weight { points, most }), (from, &note)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/numbers"), Some("oversight-done")))
}
