//! Days on which a person is known to be away, such as a stay in hospital: written down once, seen
//! on every sheet.

use super::AwayId;
use super::days::REASONS;
use super::frame::{self, path};
use super::load::{self, Reason};
use super::person::aways;
use super::store::person_away::{self, Entity};
use crate::app::App;
use crate::people::{self, PersonId};
use crate::placement::{self, PlacementId, Use};
use crate::services::{Service, ServiceId};
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Problem, chosen, day_values, see};
use law::Month;
use sea_orm::Set;
use serde::Serialize;

/// Known absences looked at when a new one is written.
const LOOKED_AT: u64 = 100;

struct Behind {
    service: Service,
    of: Use,
    name: String,
    known: Vec<person_away::Model>,
}

impl Behind {
    fn open(&self) -> Option<&person_away::Model> {
        self.known.iter().find(|row| row.until_on.is_none())
    }
}

async fn behind(
    app: &App,
    ctx: &Ctx,
    (id, placement): (ServiceId, PlacementId),
) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let of = placement::use_of(&tx, placement).await?;
    if of.service != id {
        return Err(Problem::NotFound);
    }
    let service = load::service(&tx, id).await?;
    let name = people::head(&tx, of.person).await?.name;
    let known = aways(&tx, of.person, LOOKED_AT).await?;
    tx.audit(Entry::read("delivery", placement.0).about(Some(of.person.0)));
    tx.commit().await?;
    Ok(Behind { service, of, name, known })
}

fn act(ctx: &Ctx, form: &Form, behind: &Behind) -> Act {
    let boxes = (ctx, form);
    if let Some(open) = behind.open() {
        let args = [("day", open.from_on.bg())];
        return Act::new("delivery-back", "/away", "ui-save")
            .lead(ctx.ta("delivery-back-lead", &args))
            .day(boxes, "until_on", ("delivery-away-last", String::new()));
    }
    Act::new("delivery-away", "/away", "ui-save")
        .lead(ctx.t("delivery-away-lead"))
        .day(boxes, "from_on", ("delivery-away-first", String::new()))
        .day(boxes, "until_on", ("delivery-away-last", ctx.t("delivery-away-hint").into_owned()))
        .one(boxes, "reason", ("delivery-away-reason", &REASONS), |code| {
            format!("delivery-reason-{code}")
        })
        .line(boxes, "note", "delivery-note")
}

fn shown(ctx: &Ctx, behind: &Behind, form: &Form, today: Day) -> Result<Response, Problem> {
    let act = act(ctx, form, behind);
    let title = format!("{}: {}", behind.name, ctx.t(act.title()));
    let mut page = frame::page_of(ctx, &behind.service, (title, Month::of(today.0)));
    page.title = format!("{}: {}", behind.name, ctx.t(act.title()));
    let home = path(behind.service.id, &format!("/people/{}", behind.of.placement));
    let version = behind.open().map_or(0, |row| row.version);
    act.shown(ctx, Around { page, home, version }, form)
}

/// `GET /delivery/{id}/people/{placement}/away`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id, placement)): Path<(String, ServiceId, PlacementId)>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, (id, placement)).await?;
    let box_name = if behind.open().is_some() { "until_on" } else { "from_on" };
    let form = Form::filled(ctx.lang, day_values(box_name, Some(app.today())));
    let form = ctx.resumed(form, &[]).await?;
    shown(&ctx, &behind, &form, app.today())
}

/// Writes a known absence down.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    of: &Use,
    days: (Day, Option<Day>),
    reason: &Reason,
) -> Result<AwayId, StoreError> {
    let id = put(tx, of.person, days, reason).await?;
    // Why is told by nobody's timeline: it may be their health.
    let (person, data) = (Some(of.person.0), vec![("from", days.0.bg())]);
    tx.event(Event { kind: "delivery-away", person, case: None, data }).await?;
    Ok(id)
}

/// The row of a known absence, with whatever is sealed of its reason.
pub(super) async fn put<T: Serialize>(
    tx: &Tx,
    person: PersonId,
    (from_on, until_on): (Day, Option<Day>),
    reason: &T,
) -> Result<AwayId, StoreError> {
    let id = AwayId(tx.new_id());
    tx.insert(person_away::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        person_id: Set(person),
        from_on: Set(from_on),
        until_on: Set(until_on),
        reason_sealed: Set(tx.seal_json("person_away", "reason_sealed", id.0, reason)?),
        made_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
        version: Set(1),
    })
    .await?;
    Ok(id)
}

fn checked(form: &mut Form, behind: &Behind) -> Option<((Day, Option<Day>), Reason)> {
    let from_on = match behind.open() {
        Some(open) => Some(open.from_on),
        None => form.day("from_on"),
    };
    let until_on = match behind.open() {
        Some(_) => form.day("until_on"),
        None => form.day_optional("until_on"),
    };
    if from_on.zip(until_on).is_some_and(|(from, until)| until < from) {
        form.wrong("until_on", "delivery-away-wrong");
    }
    let overlaps = |row: &person_away::Model, from: Day| {
        row.until_on.is_none_or(|last| last >= from)
            && until_on.is_none_or(|until| row.from_on <= until)
    };
    if behind.open().is_none()
        && from_on.is_some_and(|from| behind.known.iter().any(|row| overlaps(row, from)))
    {
        form.wrong("from_on", "delivery-away-twice");
    }
    let mut reason = Reason::default();
    if behind.open().is_none() {
        reason.code = chosen(form, "reason", &REASONS);
        reason.note = form.optional("note", 500);
    }
    form.ok().then_some(((from_on?, until_on), reason))
}

/// `POST /delivery/{id}/people/{placement}/away`: an absence begins, or the person is back.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id, placement)): Path<(String, ServiceId, PlacementId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = behind(&app, &ctx, (id, placement)).await?;
    let Some((days, reason)) = checked(&mut form, &known) else {
        return shown(&ctx, &known, &form, app.today());
    };
    let home = path(id, &format!("/people/{placement}"));
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    ctx.sent(&tx, &form).await?;
    match known.open() {
        None => {
            add(&mut tx, &known.of, days, &reason).await?;
        }
        Some(open) => {
            let active = person_away::ActiveModel { until_on: Set(days.1), ..Default::default() };
            tx.update::<Entity>(open.id, open.version, active).await?;
            let data = vec![("until", days.1.map(Day::bg).unwrap_or_default())];
            let person = Some(known.of.person.0);
            tx.event(Event { kind: "delivery-back", person, case: None, data }).await?;
        }
    }
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("delivery-away-done")))
}
