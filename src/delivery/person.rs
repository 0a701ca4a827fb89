//! A person in a service: the week that is planned, known absences, the days of a month.

use super::Months;
use super::WRITE;
use super::days::{Cell, hours};
use super::entry::in_words;
use super::frame::{self, beside_links, day_short, month_of, month_words, path};
use super::load::{self, Line};
use super::page::sums_words;
use super::plan::week_words;
use super::rows::entry_href;
use super::stay;
use super::store::person_away;
use crate::app::App;
use crate::people::{self, PersonId};
use crate::placement::PlacementId;
use crate::services::ServiceId;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, html};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use ui::{Head, Link};

/// So many of the last known absences are shown.
const AWAY_SHOWN: u64 = 5;

struct Row {
    day: String,
    href: String,
    planned: String,
    said: String,
    by: String,
    tags: Vec<String>,
}

#[derive(Template)]
#[template(path = "delivery/person.html")]
struct PersonPage {
    page: ui::Page,
    name: String,
    service: String,
    month: String,
    beside: [Link; 2],
    sums: String,
    plans: Vec<String>,
    aways: Vec<String>,
    heads: Vec<Head>,
    rows: Vec<Row>,
    actions: Vec<Link>,
    person_href: String,
    placement_href: String,
}

/// A known absence in words.
fn away_words(ctx: &Ctx, tx: &Tx, row: &person_away::Model) -> Result<String, StoreError> {
    let place = ("person_away", "reason_sealed");
    let reason = load::reason(tx, place, row.id.0, &row.reason_sealed)?;
    let words = ctx.t(&format!("delivery-reason-{}", reason.code)).into_owned();
    let args = [("from", row.from_on.bg()), ("reason", words)];
    let text = match row.until_on {
        None => ctx.ta("delivery-away-open", &args).into_owned(),
        Some(until) => {
            let [from, reason] = args;
            ctx.ta("delivery-away-until", &[from, reason, ("until", until.bg())]).into_owned()
        }
    };
    Ok(if reason.note.is_empty() { text } else { format!("{text}: {}", reason.note) })
}

/// The known absences of a person that stand, the newest first.
pub async fn aways(
    tx: &Tx,
    person: PersonId,
    most: u64,
) -> Result<Vec<person_away::Model>, StoreError> {
    let mut standing = Vec::new();
    for row in all_aways(tx, person, most).await? {
        if stay::noted(tx, &row)?.struck.is_none() {
            standing.push(row);
        }
    }
    Ok(standing)
}

/// All absences of a person that were ever written down, the newest first.
pub async fn all_aways(
    tx: &Tx,
    person: PersonId,
    most: u64,
) -> Result<Vec<person_away::Model>, StoreError> {
    let rows = tx
        .find::<person_away::Entity>()
        .filter(person_away::Column::PersonId.eq(person))
        .order_by_desc(person_away::Column::FromOn)
        .limit(most);
    Ok(rows.all(tx.conn()).await?)
}

fn row(ctx: &Ctx, line: &Line, cell: &Cell, (today, is_closed): (Day, bool)) -> Row {
    let mut tags: Vec<String> = Vec::new();
    if let Some(code) = &cell.away {
        let reason = ctx.t(&format!("delivery-reason-{code}"));
        tags.push(ctx.ta("delivery-known-away", &[("reason", reason)]).into_owned());
    }
    for one in &cell.exceptions {
        tags.push(ctx.t(&format!("delivery-exception-{}", one.code())).into_owned());
    }
    Row {
        day: day_short(ctx.lang, cell.day),
        href: entry_href(ctx, line, cell, (today, is_closed)),
        planned: if cell.planned > 0 { hours(cell.planned) } else { String::new() },
        said: cell.said.as_ref().map(|said| in_words(said, ctx.lang)).unwrap_or_default(),
        by: cell.said.as_ref().map(|said| format!("{}, {}", said.by, said.at)).unwrap_or_default(),
        tags,
    }
}

/// `GET /delivery/{id}/people/{placement}?month=`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id, placement)): Path<(String, ServiceId, PlacementId)>,
    form: Form,
) -> Result<Response, Problem> {
    let (today, law) = (app.today(), app.law(ctx.actor.municipality));
    let month = month_of(&form, today);
    let mut tx = app.db.read(&ctx.actor).await?;
    let service = load::service(&tx, id).await?;
    let line = load::line(&tx, &law, (id, placement), load::days_of(month)).await?;
    let is_closed = super::closed::<Months>(&tx, id, month).await?.is_some();
    let units = load::units(&law, service.kind);
    let plans = load::plans(&tx, &[placement]).await?.remove(&placement).unwrap_or_default();
    let known = aways(&tx, line.of.person, AWAY_SHOWN).await?;
    let aways: Result<Vec<String>, StoreError> =
        known.iter().map(|row| away_words(&ctx, &tx, row)).collect();
    let aways = aways?;
    let alarms = people::warnings_now(&tx, line.of.person).await?;
    tx.audit(Entry::read("delivery", placement.0).about(Some(line.of.person.0)));
    tx.commit().await?;
    let is_shown = |cell: &&Cell| {
        cell.planned > 0 || cell.said.is_some() || (cell.is_covered && cell.day <= today)
    };
    let shown = line.cells.iter().filter(is_shown);
    let rows = shown.map(|cell| row(&ctx, &line, cell, (today, is_closed))).collect();
    let home = ctx.url(&path(id, &format!("/people/{placement}")));
    let mut actions = Vec::new();
    if ctx.actor.may(WRITE) {
        actions.push(Link::new(format!("{home}/plan"), ctx.t("delivery-plan")));
        let is_away = known.iter().any(|row| row.until_on.is_none());
        let key = if is_away { "delivery-back" } else { "delivery-away" };
        actions.push(Link::new(format!("{home}/away"), ctx.t(key)));
    }
    let mut page = frame::page_of(&ctx, &service, (line.name.clone(), month));
    page.alarms = people::alarm_lines(&alarms, ctx.lang);
    let head = |name: &str| Head::new(ctx.t(&format!("delivery-column-{name}")));
    html(&PersonPage {
        page,
        name: line.name.clone(),
        service: service.name.clone(),
        month: month_words(ctx.lang, month),
        beside: beside_links(&ctx, &home, month),
        sums: sums_words(&ctx, line.sums),
        plans: plans.iter().map(|row| week_words(ctx.lang, row, &units)).collect(),
        aways,
        heads: ["day", "planned", "said", "by"].map(head).into(),
        rows,
        actions,
        person_href: ctx.url(&format!("/people/{}", line.of.person)),
        placement_href: ctx.url(&format!("/placements/{placement}")),
    })
}
