//! An extract of the register with a number and a code that anybody may check.

use super::course::BODIES;
use super::frame::{self, HOME, Press, bg, bg_with, day};
use super::list::year_choices;
use super::load::{self, Decision, Sought};
use super::store::decision_paper::{self, Column, Entity};
use super::{DecisionPaperId, course};
use crate::app::App;
use crate::people::{Answered, Keeps, Verified, ask_print, coded, print_kept, verify_address};
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Pdf, Problem, chosen, pdf, see};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter};
use serde_json::{Value, json};

/// More rows than these would make a paper that nobody reads, and more than the printer takes.
const MOST: usize = 400;

fn number(year: i32, number: i64) -> String {
    bg_with(
        "decisions-paper-number",
        &[("year", year.to_string()), ("number", format!("{number:04}"))],
    )
}

fn table(all: &[Decision], today: Day) -> Value {
    let row = |one: &Decision| {
        json!([
            one.content.number,
            one.content.text,
            one.row.taken_on.bg(),
            one.content.responsible,
            day(one.row.due_on),
            bg(&format!("decisions-state-{}", one.standing(today))),
        ])
    };
    let heads = ["number", "text", "taken", "responsible", "due", "state"];
    let heads = heads.map(|name| bg(&format!("decisions-column-{name}")));
    json!([{
        "title": bg("decisions-title"),
        "heads": heads,
        "rows": all.iter().map(row).collect::<Vec<_>>(),
    }])
}

/// Writes an extract down; it is printed afterwards. The decisions are those of one body and year.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    (body, year): (&str, i32),
    press: &Press,
) -> Result<DecisionPaperId, StoreError> {
    let today = tx.today();
    let sought = Sought { body: body.to_owned(), year: Some(year), ..Sought::default() };
    let mut all = load::decisions(tx, &sought).await?;
    all.truncate(MOST);
    let rows: Vec<_> =
        all.iter().map(|one| (course::State::of(&one.row.state), one.row.due_on)).collect();
    let counts = course::counted(&rows, today);
    let mut data = press.frame(&bg("decisions-paper"));
    data["about"] = bg(&format!("decisions-body-{body}")).into();
    data["facts"] = json!([
        [bg("decisions-year"), year.to_string()],
        [bg("decisions-count-taken"), counts[0].to_string()],
        [bg("decisions-count-done"), counts[1].to_string()],
        [bg("decisions-count-late"), counts[2].to_string()],
    ]);
    data["sections"] = table(&all, today);
    let id = DecisionPaperId(tx.new_id());
    let made_in = i32::from(today.0.year());
    let next = tx.next_number("decision-paper", made_in).await?;
    let code = coded(&mut data, &press.verify);
    data["register"] = json!({
        "number": number(made_in, next), "date": format!("{} г.", today.bg()),
    });
    let row = decision_paper::Model {
        municipality_id: tx.municipality(),
        id,
        year: made_in,
        number: next,
        code,
        data_sealed: tx.seal(Entity::TABLE, "data_sealed", id.0, &data.to_string())?,
        sealed: Vec::new(),
        sha256: String::new(),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    ask_print::<Entity>(tx, id.0).await?;
    tx.audit(Entry::write("decision-paper", id.0));
    Ok(id)
}

async fn shown(app: &App, ctx: &Ctx, form: &Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let years = load::years(&tx).await?;
    tx.audit(Entry::list("decision-paper"));
    tx.commit().await?;
    let both = (ctx, form);
    let label = ctx.t("decisions-year").into_owned();
    let act = Act::new("decisions-paper", "/paper", "decisions-paper-make")
        .lead(ctx.t("decisions-paper-lead"))
        .one(both, "body", ("decisions-column-body", &BODIES), |code| {
            format!("decisions-body-{code}")
        })
        .choice(both, "year", (label, year_choices(&years, form.get("year"))));
    let page = frame::page(ctx, ctx.t("decisions-paper"));
    act.shown(ctx, Around { page, home: HOME.to_owned(), version: 0 }, form)
}

/// `GET /decisions/paper`.
pub async fn form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let year = app.today().0.year().to_string();
    let values = [("body", BODIES[0].to_owned()), ("year", year)];
    shown(&app, &ctx, &Form::filled(ctx.lang, values)).await
}

/// `POST /decisions/paper`.
pub async fn make(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let body = chosen(&mut form, "body", &BODIES);
    let year: Option<i32> = form.parsed("year", "form-choose");
    let (Some(year), true) = (year, form.ok()) else { return shown(&app, &ctx, &form).await };
    let verify = verify_address(&app, &ctx, &headers);
    let press = Press::of(&app, ctx.actor.municipality, verify)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let made = add(&mut tx, (&body, year), &press).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/extracts/{made}"), None))
}

/// `GET /decisions/extracts/{id}`.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<DecisionPaperId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    let row = row.ok_or(Problem::NotFound)?;
    tx.audit(Entry::print("decision-paper", id.0));
    tx.commit().await?;
    let bytes = print_kept::<Entity>(&app, &ctx.actor, id.0).await?;
    Ok(pdf(Pdf { name: format!("decisions-{}-{}", row.year, row.number), bytes }))
}

/// A paper with a code, for the public check.
#[must_use]
pub fn by_code<'a>(tx: &'a Tx, code: &'a str) -> Answered<'a> {
    Box::pin(async move {
        let row = tx.find::<Entity>().filter(Column::Code.eq(code)).one(tx.conn()).await?;
        Ok(row.map(|row| Verified {
            key: "decisions-paper",
            number: number(row.year, row.number),
            day: row.made_at.day().bg(),
            sha256: row.sha256,
        }))
    })
}
