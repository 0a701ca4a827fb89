//! The calendar of a month or of a year on paper, numbered, with a code that anybody may check.

use super::DutyPaperId;
use super::frame::{self, HOME, bg, bg_with, sections};
use super::load::{self, Row};
use super::store::duty_paper::{Column, Entity, Model};
use super::table::{Cell, Line, Part, Thing};
use crate::app::App;
use crate::municipality::Settings;
use crate::people::{Answered, Keeps, Verified, ask_print, coded, print_kept, verify_address};
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Municipality, StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::{Act, Around, Ctx, Form, Id, Pdf, Problem, pdf, see};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value, json};
use std::collections::HashMap;
use ui::{Choice, Lang, Link};

const BACK: (&str, &str) = ("/papers", "duties-papers");
const COLUMNS: [&str; 3] = ["number", "period", "who"];
/// So many papers are shown.
const MOST: u64 = 50;

fn number(row: &Model) -> String {
    numbered(row.year, row.number)
}

fn numbered(year: i32, number: i64) -> String {
    bg_with(
        "duties-paper-number",
        &[("year", year.to_string()), ("number", format!("{number:05}"))],
    )
}

/// A period as it is chosen: `2026`, or `2026-11`.
fn period(text: &str) -> Option<(i16, Option<i8>)> {
    let (year, month) = match text.split_once('-') {
        Some((year, month)) => (year, Some(month.parse::<i8>().ok()?)),
        None => (text, None),
    };
    let year: i16 = year.parse().ok()?;
    let is_month = month.is_none_or(|month| (1..=12).contains(&month));
    (is_month && (2021..=2100).contains(&year)).then_some((year, month))
}

fn words(text: &str) -> String {
    match text.split_once('-') {
        Some((year, month)) => format!("{month}.{year} г."),
        None => format!("{text} г."),
    }
}

fn rows_of(rows: &[&Row], names: &HashMap<AccountId, String>, today: Day) -> Vec<[String; 4]> {
    let row = |row: &&Row| {
        let owner = row.owner.and_then(|id| names.get(&id).cloned());
        let state = ui::text::text(Lang::Bg, &format!("duties-state-{}", row.state(today)));
        [
            row.one.due.bg(),
            format!("{} ({})", row.name(), row.one.duty.articles.join("; ")),
            owner.unwrap_or_else(|| bg("duties-nobody")),
            state.into_owned(),
        ]
    };
    rows.iter().map(row).collect()
}

/// A section for each month that has something.
fn months(rows: &[Row], names: &HashMap<AccountId, String>, today: Day) -> Vec<Value> {
    let heads = ["due", "duty", "owner", "state"].map(|name| bg(&format!("duties-column-{name}")));
    let section = |month: i8| {
        let own: Vec<&Row> = rows.iter().filter(|row| row.one.due.0.month() == month).collect();
        let first = own.first()?;
        let title = format!("{month:02}.{} г.", first.one.due.0.year());
        Some(json!({ "title": title, "heads": heads, "rows": rows_of(&own, names, today) }))
    };
    (1..=12).filter_map(section).collect()
}

/// Writes the calendar of a period down; it is printed afterwards.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    (office, verify): (&Municipality, &str),
    (rows, chosen): (&[Row], &str),
) -> Result<DutyPaperId, StoreError> {
    let id = DutyPaperId(tx.new_id());
    let year = i32::from(tx.today().0.year());
    let (_, names) = frame::people(tx).await?;
    let settings = Settings::of(office);
    let kind = if chosen.contains('-') { "month" } else { "year" };
    let mut data = json!({
        "office": settings.office(office),
        "name": bg(&format!("duties-paper-{kind}")),
        "about": words(chosen),
        "sections": months(rows, &names, tx.today()),
        "signatures": [{ "role": bg("duties-signs"), "name": tx.actor().name.to_string() }],
    });
    let next = tx.next_number("duties", year).await?;
    let code = coded(&mut data, verify);
    data["register"] = json!({
        "number": numbered(year, next),
        "date": format!("{} г.", tx.today().bg()),
    });
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        kind: kind.to_owned(),
        period: chosen.to_owned(),
        year,
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
    tx.audit(Entry::write("duty-paper", id.0));
    Ok(id)
}

/// `GET /duties/papers`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = tx.find::<Entity>().order_by_desc(Column::Id).limit(MOST).all(tx.conn()).await;
    let rows = rows.map_err(StoreError::from)?;
    tx.audit(Entry::list("duty-papers"));
    tx.commit().await?;
    let line = |row: &Model| Line {
        href: ctx.url(&format!("{HOME}/calendars/{}", row.id)),
        cells: vec![
            Cell::new(number(row)),
            Cell::new(words(&row.period)),
            Cell::new(format!("{}, {}", row.account_name, row.made_at.bg())),
        ],
        ..Line::default()
    };
    let mut page = ctx.page(ctx.t("duties-papers"));
    page.breadcrumbs =
        vec![Link::new(ctx.url(HOME), ctx.t("duties-title")), Link::new("", page.title.clone())];
    let mut thing = Thing::new(page, ctx.t("duties-papers"));
    thing.actions =
        vec![Link::new(ctx.url(&format!("{HOME}/papers/new")), ctx.t("duties-paper-new"))];
    let lines = rows.iter().map(line).collect();
    thing.parts = vec![Part::new(&ctx, "duties-papers-made", &COLUMNS, lines)];
    let others = sections(&ctx, BACK.0).into_iter().filter(|one| !one.current);
    thing.links = others.map(|one| Link::new(one.href, one.text)).collect();
    thing.shown()
}

fn periods(today: Day) -> Vec<Choice> {
    let year = today.0.year();
    let whole = [year, year + 1].map(|year| year.to_string());
    let months = (1..=12).map(|month| format!("{year}-{month:02}"));
    let all = whole.into_iter().chain(months);
    all.map(|text| Choice::new(text.clone(), words(&text))).collect()
}

fn new_shown(ctx: &Ctx, form: &Form, today: Day) -> Result<Response, Problem> {
    let label = ctx.t("duties-column-period").into_owned();
    let page = frame::page(ctx, ctx.t("duties-paper-new"), BACK);
    Act::new("duties-paper-new", "/new", "duties-paper-make")
        .choice((ctx, form), "period", (label, periods(today)))
        .shown(ctx, Around { page, home: format!("{HOME}/papers"), version: 0 }, form)
}

/// `GET /duties/papers/new`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let today = app.today();
    let now = format!("{}-{:02}", today.0.year(), today.0.month());
    new_shown(&ctx, &Form::filled(ctx.lang, [("period", now)]), today)
}

/// `POST /duties/papers/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let text = form.required("period", 7);
    let chosen = period(&text);
    if chosen.is_none() && !text.is_empty() {
        form.wrong("period", "form-choose");
    }
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    let (Some((year, month)), true) = (chosen, form.ok()) else {
        tx.audit(Entry::list("duty-papers"));
        tx.commit().await?;
        return new_shown(&ctx, &form, app.today());
    };
    let home = format!("{HOME}/papers");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let mut rows = load::year(&tx, &law, year).await?;
    rows.retain(|row| month.is_none_or(|month| row.one.due.0.month() == month));
    let verify = verify_address(&app, &ctx, &headers);
    add(&mut tx, (&*ctx.municipality, &verify), (&rows, &text)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("duties-saved")))
}

/// `GET /duties/calendars/{id}`.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<DutyPaperId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await;
    let row = row.map_err(StoreError::from)?.ok_or(Problem::NotFound)?;
    tx.audit(Entry::print("duty-paper", id.0));
    tx.commit().await?;
    let bytes = print_kept::<Entity>(&app, &ctx.actor, id.0).await?;
    Ok(pdf(Pdf { name: format!("duties-{}-{}", row.year, row.number), bytes }))
}

/// A paper with a code, for the public check.
#[must_use]
pub fn by_code<'a>(tx: &'a Tx, code: &'a str) -> Answered<'a> {
    Box::pin(async move {
        let row = tx.find::<Entity>().filter(Column::Code.eq(code)).one(tx.conn()).await?;
        Ok(row.map(|row| Verified {
            key: if row.kind == "month" { "duties-paper-month" } else { "duties-paper-year" },
            number: number(&row),
            day: row.made_at.day().bg(),
            sha256: row.sha256,
        }))
    })
}
