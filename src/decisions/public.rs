//! What anybody may read of the decisions: those that are public, with their state, in pages and as
//! a table.

use super::course::{BODIES, STANDINGS, colour};
use super::frame::{HOME, day};
use super::list::year_choices;
use super::load::{self, Decision, Sought};
use super::table::{self, Cell, Line};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, choices, cut, html, list_address};
use ui::Choice;

const COLUMNS: [&str; 7] = ["number", "taken", "body", "text", "responsible", "due", "done"];

/// A decision as anybody reads it.
struct Shown {
    title: String,
    body: String,
    text: Vec<String>,
    responsible: String,
    due: String,
    done: String,
    word: String,
    colour: &'static str,
}

#[derive(Template)]
#[template(path = "decisions/public.html")]
struct PublicPage {
    page: ui::Page,
    action: String,
    form: Form,
    bodies: Vec<Choice>,
    years: Vec<Choice>,
    states: Vec<Choice>,
    found: usize,
    shown: Vec<Shown>,
    pages: ui::Pages,
    file: String,
}

fn shown(ctx: &Ctx, one: &Decision, today: Day) -> Shown {
    let standing = one.standing(today);
    let title = ctx.ta("decisions-one", &[("number", one.content.number.as_str())]);
    Shown {
        title: format!("{title} / {}", one.row.taken_on.bg()),
        body: ctx.t(&format!("decisions-body-{}", one.row.body)).into_owned(),
        text: one.content.text.lines().map(str::to_owned).collect(),
        responsible: one.content.responsible.clone(),
        due: day(one.row.due_on),
        done: day(one.row.done_on),
        word: ctx.t(&format!("decisions-state-{standing}")).into_owned(),
        colour: colour(standing),
    }
}

/// The public decisions that an address asks for. Withdrawn ones are nobody's.
async fn asked(app: &App, ctx: &Ctx, form: &Form) -> Result<(Vec<Decision>, Vec<i32>), Problem> {
    let known = |name: &str, codes: &[&str]| {
        let code = form.get(name);
        if codes.contains(&code) { code.to_owned() } else { String::new() }
    };
    let sought = Sought {
        body: known("body", &BODIES),
        standing: known("state", &STANDINGS[..6]),
        year: form.get("year").parse().ok(),
        is_public: true,
    };
    let tx = app.db.read(&ctx.actor).await?;
    let mut all = load::decisions(&tx, &sought).await?;
    let years = load::years(&tx).await?;
    let today = tx.today();
    tx.commit().await?;
    let text = kit::search::plain(form.get("q"));
    all.retain(|one| {
        let holds = [&one.content.number, &one.content.text, &one.content.responsible];
        let fits = sought.standing.is_empty() || one.standing(today) == sought.standing;
        fits && holds.iter().any(|held| kit::search::plain(held).contains(&text))
    });
    Ok((all, years))
}

/// `GET /decisions/public`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let (all, years) = asked(&app, &ctx, &form).await?;
    let path = ctx.url(&format!("{HOME}/public"));
    let filters = ["q", "body", "year", "state"].map(|name| (name, form.get(name)));
    let base = list_address(&path, &filters);
    let file = list_address(&ctx.url(&format!("{HOME}/public.csv")), &filters);
    let found = all.len();
    let (rows, pages) = cut(all, &form, &base);
    let today = app.today();
    html(&PublicPage {
        page: ctx.public_page(ctx.t("decisions-public")),
        action: path,
        bodies: choices(&ctx, &BODIES, form.get("body"), |code| format!("decisions-body-{code}")),
        years: year_choices(&years, form.get("year")),
        states: choices(&ctx, &STANDINGS[..6], form.get("state"), |code| {
            format!("decisions-state-{code}")
        }),
        found,
        shown: rows.iter().map(|one| shown(&ctx, one, today)).collect(),
        pages,
        file,
        form,
    })
}

/// `GET /decisions/public.csv`: the same as open data.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let (all, _) = asked(&app, &ctx, &form).await?;
    let today = app.today();
    let line = |one: &Decision| {
        let standing = one.standing(today);
        Line {
            href: String::new(),
            cells: vec![
                Cell::new(one.content.number.clone()),
                Cell::day(Some(one.row.taken_on)),
                Cell::new(ctx.t(&format!("decisions-body-{}", one.row.body))),
                Cell::new(one.content.text.clone()),
                Cell::new(one.content.responsible.clone()),
                Cell::day(one.row.due_on),
                Cell::day(one.row.done_on),
            ],
            word: ctx.t(&format!("decisions-state-{standing}")).into_owned(),
            colour: colour(standing),
        }
    };
    let lines = all.iter().map(line).collect();
    table::file(&ctx, &Form::empty(ctx.lang), &COLUMNS, lines)
}
