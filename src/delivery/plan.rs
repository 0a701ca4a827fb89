//! The week of a person in a service: which days, how many units, on holidays too or not.

use super::Months;
use super::PlanId;
use super::frame::{self, path};
use super::load;
use super::store::delivery_plan::{self, Column, Entity};
use crate::app::App;
use crate::placement::{self, PlacementId, Use};
use crate::services::{Service, ServiceId};
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, day_values, html, see};
use law::{DeliveryUnit, Month};
use sea_orm::{ColumnTrait, QueryFilter, Set};
use ui::{Choice, Lang};

/// A day has so many minutes.
const DAY_MINUTES: u32 = 24 * 60;

/// A week to be planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPlan {
    /// The first day.
    pub from_on: Day,
    /// Weekdays, 1 for Monday.
    pub weekdays: Vec<u8>,
    /// A code of the units of the service's kind.
    pub unit: String,
    /// So many of them on a day.
    pub units: u32,
    /// On official holidays too.
    pub holidays: bool,
}

/// Plans a week from a day on. A plan that began on the same day or later is replaced and kept.
///
/// # Errors
/// When the database refuses.
pub async fn add_plan(tx: &mut Tx, of: &Use, new: &NewPlan) -> Result<PlanId, StoreError> {
    let later = tx
        .find::<Entity>()
        .filter(Column::PlacementId.eq(of.placement))
        .filter(Column::FromOn.gte(new.from_on))
        .filter(Column::ReplacedAt.is_null())
        .all(tx.conn())
        .await?;
    for row in later {
        let active =
            delivery_plan::ActiveModel { replaced_at: Set(Some(tx.now())), ..Default::default() };
        tx.update::<Entity>(row.id, row.version, active).await?;
    }
    let id = PlanId(tx.new_id());
    let mut weekdays = new.weekdays.clone();
    weekdays.sort_unstable();
    weekdays.dedup();
    tx.insert(delivery_plan::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        placement_id: Set(of.placement),
        from_on: Set(new.from_on),
        weekdays: Set(weekdays.iter().map(u8::to_string).collect()),
        unit: Set(new.unit.clone()),
        units: Set(i32::try_from(new.units).unwrap_or(i32::MAX)),
        holidays: Set(new.holidays),
        made_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
        replaced_at: Set(None),
        version: Set(1),
    })
    .await?;
    let data = vec![("from", new.from_on.bg())];
    let person = Some(of.person.0);
    tx.event(Event { kind: "delivery-planned", person, case: None, data }).await?;
    Ok(id)
}

/// A planned week in words: „от 01.11.2026: пон., ср., пет. по 2 × час“.
#[must_use]
pub fn week_words(lang: Lang, row: &delivery_plan::Model, units: &[DeliveryUnit]) -> String {
    let from = row.from_on.bg();
    if row.weekdays.is_empty() {
        return ui::text::text_args(lang, "delivery-week-none", &[("from", from)]).into_owned();
    }
    let short = |day: char| ui::text::text(lang, &format!("delivery-short-{day}"));
    let days: Vec<_> = row.weekdays.chars().map(short).collect();
    let known = units.iter().any(|unit| unit.code == row.unit);
    let unit = if known { row.unit.as_str() } else { "hour" };
    let count = [("count", row.units)];
    let each = ui::text::text_args(lang, &format!("delivery-unit-{unit}"), &count);
    let args = [("from", from), ("days", days.join(", ")), ("each", each.into_owned())];
    let text = ui::text::text_args(lang, "delivery-week-words", &args).into_owned();
    if row.holidays {
        format!("{text}, {}", ui::text::text(lang, "delivery-week-holidays"))
    } else {
        text
    }
}

#[derive(Template)]
#[template(path = "delivery/plan.html")]
struct PlanPage {
    page: ui::Page,
    name: String,
    action: String,
    cancel: String,
    form: Form,
    weekdays: Vec<Choice>,
    units: Vec<Choice>,
    holidays: Vec<Choice>,
    articles: String,
    covered: Vec<String>,
}

/// What is behind the form.
struct Behind {
    service: Service,
    of: Use,
    name: String,
    units: Vec<DeliveryUnit>,
    last: Option<delivery_plan::Model>,
}

async fn behind(
    app: &App,
    ctx: &Ctx,
    (id, placement): (ServiceId, PlacementId),
) -> Result<Behind, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let of = placement::use_of(&tx, placement).await?;
    if of.service != id {
        return Err(Problem::NotFound);
    }
    let service = load::service(&tx, id).await?;
    let name = crate::people::head(&tx, of.person).await?.name;
    let last = load::plans(&tx, &[placement]).await?.remove(&placement).and_then(|mut l| l.pop());
    tx.audit(Entry::read("delivery", placement.0).about(Some(of.person.0)));
    tx.commit().await?;
    let units = load::units(&law, service.kind);
    Ok(Behind { service, of, name, units, last })
}

fn draw(ctx: &Ctx, behind: &Behind, form: Form, today: Day) -> PlanPage {
    let home = path(behind.service.id, &format!("/people/{}", behind.of.placement));
    let chosen = form.all("weekdays");
    let weekday = |n: u8| {
        let code = n.to_string();
        let is_chosen = chosen.contains(&code.as_str());
        Choice::new(code, ctx.t(&format!("delivery-weekday-{n}"))).checked(is_chosen)
    };
    let unit = |unit: &DeliveryUnit| {
        let text = ctx.t(&format!("delivery-unit-name-{}", unit.code));
        Choice::new(unit.code.clone(), text).checked(form.get("unit") == unit.code)
    };
    let holidays = Choice::new("yes", ctx.t("delivery-holidays-yes"));
    let cover = |cover: &placement::Cover| match cover.until_on {
        Some(until) => format!("{} – {}", cover.from_on.bg(), until.bg()),
        None => format!("{} –", cover.from_on.bg()),
    };
    let title = ctx.t("delivery-plan").into_owned();
    let mut page = frame::page_of(ctx, &behind.service, (title, Month::of(today.0)));
    page.errors = form.errors();
    let articles = behind.units.first().map(|unit| unit.articles.join(", "));
    PlanPage {
        page,
        name: behind.name.clone(),
        action: ctx.url(&format!("{home}/plan")),
        cancel: ctx.url(&home),
        weekdays: (1..=7).map(weekday).collect(),
        units: behind.units.iter().map(unit).collect(),
        holidays: vec![holidays.checked(form.get("holidays") == "yes")],
        articles: articles.unwrap_or_default(),
        covered: behind.of.cover.iter().map(cover).collect(),
        form,
    }
}

/// What a fresh form says: the last plan, from today on.
fn fresh(ctx: &Ctx, behind: &Behind, today: Day) -> Form {
    let begins = behind.of.cover.first().map_or(today, |cover| cover.from_on);
    let from = if behind.last.is_some() { today } else { begins };
    let mut values = day_values("from_on", Some(from));
    let mut say = |name: &str, value: String| values.push((name.to_owned(), value));
    match &behind.last {
        Some(row) => {
            row.weekdays.chars().for_each(|day| say("weekdays", day.to_string()));
            say("unit", row.unit.clone());
            say("units", row.units.to_string());
            if row.holidays {
                say("holidays", "yes".to_owned());
            }
        }
        None => {
            let unit = behind.units.last().map(|unit| unit.code.clone()).unwrap_or_default();
            let is_whole_day = unit == "day-night";
            let days = if is_whole_day { 1..=7 } else { 1..=5 };
            days.for_each(|day| say("weekdays", day.to_string()));
            say("unit", unit);
            say("units", "1".to_owned());
            if is_whole_day {
                say("holidays", "yes".to_owned());
            }
        }
    }
    Form::filled(ctx.lang, values)
}

/// `GET /delivery/{id}/people/{placement}/plan`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id, placement)): Path<(String, ServiceId, PlacementId)>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, (id, placement)).await?;
    let form = fresh(&ctx, &behind, app.today());
    let form = ctx.resumed(form, &[]).await?;
    html(&draw(&ctx, &behind, form, app.today()))
}

fn read(form: &mut Form, behind: &Behind) -> Option<NewPlan> {
    let from_on = form.day("from_on");
    let has_cover = |day: &Day| {
        behind.of.cover.iter().any(|cover| cover.until_on.is_none_or(|until| *day <= until))
    };
    if from_on.is_some_and(|day| !has_cover(&day)) {
        form.wrong("from_on", "delivery-plan-outside");
    }
    let chosen = form.all("weekdays");
    let weekdays = chosen.iter().filter_map(|day| day.parse().ok());
    let weekdays: Vec<u8> = weekdays.filter(|day| (1..=7).contains(day)).collect();
    let unit = form.required("unit", 20);
    let known = behind.units.iter().find(|one| one.code == unit);
    if known.is_none() && !unit.is_empty() {
        form.wrong("unit", "form-choose");
    }
    let units: Option<u32> = form.parsed("units", "delivery-units-wrong");
    let most = known.map_or(1, |unit| DAY_MINUTES / unit.minutes.max(1));
    if units.is_some_and(|units| units == 0 || units > most) {
        form.wrong("units", "delivery-units-wrong");
    }
    let holidays = form.has_value("holidays", "yes");
    let (from_on, units) = from_on.zip(units)?;
    Some(NewPlan { from_on, weekdays, unit, units, holidays })
}

/// Whether a month from a day on is closed: its plan stays as it was counted.
async fn is_closed(
    tx: &Tx,
    service: ServiceId,
    (from, today): (Day, Day),
) -> Result<bool, StoreError> {
    let mut month = Month::of(from.0);
    while month <= Month::of(today.0) {
        if super::closed::<Months>(tx, service, month).await?.is_some() {
            return Ok(true);
        }
        month = month.plus(1);
    }
    Ok(false)
}

/// `POST /delivery/{id}/people/{placement}/plan`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id, placement)): Path<(String, ServiceId, PlacementId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, (id, placement)).await?;
    let new = read(&mut form, &behind);
    let today = app.today();
    if let Some(new) = &new {
        let tx = app.db.read(&ctx.actor).await?;
        if is_closed(&tx, id, (new.from_on, today)).await? {
            form.wrong("from_on", "delivery-plan-closed");
        }
        tx.rollback().await;
    }
    let (Some(new), true) = (new, form.ok()) else {
        return again(&draw(&ctx, &behind, form, today));
    };
    let home = path(id, &format!("/people/{placement}"));
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    ctx.sent(&tx, &form).await?;
    let of = placement::use_of(&tx, placement).await?;
    add_plan(&mut tx, &of, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("delivery-plan-done")))
}
