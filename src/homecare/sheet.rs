//! The sheet of a month in the office: all visits of one assistant to one person, in one form.

use super::AssistantId;
use super::frame::{self, contract, days_of, month_of, month_words};
use super::load;
use super::place::Place;
use super::report::{self, By};
use super::rows::{self, DayRow};
use crate::app::App;
use crate::placement::PlacementId;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, again, html, list_address, see};
use ui::Link;

#[derive(Template)]
#[template(path = "homecare/sheet.html")]
struct SheetPage {
    page: ui::Page,
    caption: String,
    action: String,
    cancel: String,
    hidden: Vec<(&'static str, String)>,
    version: i32,
    sums: String,
    over: String,
    rows: Vec<DayRow>,
}

async fn behind(app: &App, ctx: &Ctx, id: PlacementId, form: &Form) -> Result<Place, Problem> {
    let assistant: AssistantId = form.get("assistant").parse().map_err(|_| Problem::NotFound)?;
    let law = app.law(ctx.actor.municipality);
    let month = month_of(form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let place = Place::read(&tx, &law, (id, assistant), month).await?;
    tx.audit(Entry::read("homecare", id.0).about(Some(place.line.of.person.0)));
    tx.commit().await?;
    Ok(place)
}

/// The days of a month that have come and that a contract covers.
fn days(place: &Place, today: Day) -> Vec<Day> {
    let (from, until) = days_of(place.month);
    load::each((from, until.min(today))).filter(|day| place.line.of.covers(*day)).collect()
}

fn draw(ctx: &Ctx, (place, today): (&Place, Day), form: Form) -> SheetPage {
    let id = place.line.of.placement;
    let home = ctx.url(&contract(id, ""));
    let way = vec![Link::new(home.clone(), place.line.name.clone())];
    let mut page = frame::page(ctx, ctx.t("homecare-sheet"), way);
    page.errors = form.errors();
    let over = place.over_month(place.visits());
    let args = [("hours", crate::delivery::hours(over))];
    let over = if over == 0 { String::new() } else { ctx.ta("homecare-over-month", &args).into() };
    let month = month_words(ctx.lang, place.month);
    SheetPage {
        caption: format!("{}, {month}: {}", place.line.name, place.assistant.facts.name),
        action: format!("{home}/sheet"),
        cancel: match &place.report {
            Some(report) => ctx.url(&format!("/homecare/report/{}", report.row.id)),
            None => home,
        },
        hidden: vec![
            ("assistant", place.assistant.row.id.to_string()),
            ("month", place.month.to_string()),
        ],
        version: form.version_or(place.report.as_ref().map_or(0, |report| report.row.version)),
        sums: rows::sums_words(ctx, place, place.visits()),
        over,
        rows: rows::draw(ctx, (place, &form), &days(place, today)),
        page,
    }
}

fn not_open(ctx: &Ctx, place: &Place) -> Result<Response, Problem> {
    match &place.report {
        Some(report) => Ok(see(ctx, &format!("/homecare/report/{}", report.row.id), None)),
        None => Err(Problem::Impossible("homecare-refused-closed")),
    }
}

/// `GET /homecare/contracts/{id}/sheet?assistant=&month=`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    form: Form,
) -> Result<Response, Problem> {
    let place = behind(&app, &ctx, id, &form).await?;
    if !place.is_open() {
        return not_open(&ctx, &place);
    }
    let form = Form::filled(ctx.lang, rows::values(place.visits()));
    html(&draw(&ctx, (&place, app.today()), form))
}

/// `POST /homecare/contracts/{id}/sheet`: kept, or shown again with the plan or one row more.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let place = behind(&app, &ctx, id, &form).await?;
    let today = app.today();
    if !place.is_open() {
        return not_open(&ctx, &place);
    }
    if form.get("do") == "plan" {
        return html(&draw(&ctx, (&place, today), rows::filled(&form, &place, today)));
    }
    if !form.get("more").is_empty() {
        return html(&draw(&ctx, (&place, today), form));
    }
    let visits = rows::read(&mut form, (&place, today), &days(&place, today));
    if !form.ok() {
        return again(&draw(&ctx, (&place, today), form));
    }
    let sheet = list_address(
        &contract(id, "/sheet"),
        &[("assistant", &place.assistant.row.id.to_string()), ("month", &place.month.to_string())],
    );
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&sheet)).await?;
    let name = ctx.actor.name.to_string();
    let by = By { name: &name, via: "office" };
    let report = report::save(&mut tx, &place, (visits, form.version()), by).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("/homecare/report/{report}"), Some("homecare-sheet-done")))
}
