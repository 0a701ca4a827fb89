//! How a point receives: the public addresses, whether numbers are given, how long an hour is.

use super::line;
use super::overview::frame;
use super::store::setting::{self, Door, Ways};
use crate::app::App;
use crate::municipality::{self, ServicePointId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::web::{Compared, Ctx, Form, Id, Problem, again, html, see};
use ui::Choice;

#[derive(Template)]
#[template(path = "reception/settings.html")]
struct SettingsPage {
    page: ui::Page,
    form: Form,
    path: String,
    version: i32,
    doors: Option<(String, String)>,
    gives: Vec<Choice>,
    hours: String,
    subjects: String,
    calendar: String,
}

fn path_of(id: ServicePointId) -> String {
    format!("/reception/points/{id}/settings")
}

async fn settings_page(
    app: &App,
    ctx: &Ctx,
    id: ServicePointId,
    typed: Option<Form>,
) -> Result<SettingsPage, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let place = municipality::service_point(&tx, id).await?;
    let row = setting::point(&tx, id).await?;
    let doors = match &row {
        None => None,
        Some(row) => {
            let touch = setting::secret(&tx, row, Door::Touch)?;
            let hall = setting::secret(&tx, row, Door::Hall)?;
            Some((ctx.url(&format!("/touch/{touch}")), ctx.url(&format!("/hall/{hall}"))))
        }
    };
    tx.audit(Entry::read("reception-point", id.0));
    tx.commit().await?;
    let version = row.as_ref().map_or(0, |row| row.version);
    let form = typed.unwrap_or_else(|| {
        let Some(row) = &row else { return Form::empty(ctx.lang) };
        let gives = if row.gives_tickets { "yes" } else { "no" };
        Form::filled(
            ctx.lang,
            [
                ("gives", gives.to_owned()),
                ("per_minute", row.per_minute.to_string()),
                ("slot_minutes", row.slot_minutes.to_string()),
            ],
        )
    });
    let gives = ["yes", "no"].map(|code| {
        let choice = Choice::new(code, ctx.t(&format!("reception-gives-{code}")));
        choice.checked(form.get("gives") == code)
    });
    let mut page = frame(ctx, place.name, &[]);
    page.errors = form.errors();
    Ok(SettingsPage {
        page,
        path: ctx.url(&format!("/reception/points/{id}")),
        version: if form.version() > 0 { form.version() } else { version },
        doors,
        gives: gives.into(),
        hours: ctx.url(&format!("/reception/points/{id}/hours")),
        subjects: ctx.url("/reception/subjects"),
        calendar: ctx.url(&format!("/reception/points/{id}/calendar")),
        form,
    })
}

pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
) -> Result<Response, Problem> {
    html(&settings_page(&app, &ctx, id, None).await?)
}

/// The first time sets the point up; later changes what is set.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let path = path_of(id);
    if form.has("set_up") {
        let mut tx = app.db.write(&ctx.actor).await?;
        municipality::service_point(&tx, id).await?;
        tx.use_form(&form.key(), &ctx.url(&path)).await?;
        line::set_up(&tx, id).await?;
        tx.audit(Entry::write("reception-point-set-up", id.0));
        tx.commit().await?;
        return Ok(see(&ctx, &path, Some("reception-saved")));
    }
    let gives = form.required("gives", 5);
    let mut whole = |name: &str, from: i32, to: i32| {
        let value: Option<i32> = form.parsed(name, "reception-number-wrong");
        if value.is_some_and(|value| !(from..=to).contains(&value)) {
            form.wrong(name, "reception-number-wrong");
        }
        value
    };
    let (per_minute, slot) = (whole("per_minute", 1, 60), whole("slot_minutes", 5, 240));
    if slot.is_some_and(|slot| slot % super::slots::PIECE_MINUTES != 0) {
        form.wrong("slot_minutes", "reception-time-step");
    }
    let (Some(per_minute), Some(slot_minutes), true) = (per_minute, slot, form.ok()) else {
        return again(&settings_page(&app, &ctx, id, Some(form)).await?);
    };
    let ways = Ways { gives_tickets: gives == "yes", per_minute, slot_minutes };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let done = setting::set_ways(&tx, (id, form.version()), ways).await;
    if let Err(StoreError::Conflict) = done {
        let row = line::point(&tx, id).await?;
        tx.rollback().await;
        let compared = |key: &str, mine: String, theirs: String| Compared {
            label: ctx.t(key).into_owned(),
            mine,
            theirs,
        };
        return Err(Problem::Conflict(vec![
            compared("reception-per-minute", per_minute.to_string(), row.per_minute.to_string()),
            compared("reception-slot", slot_minutes.to_string(), row.slot_minutes.to_string()),
        ]));
    }
    done?;
    tx.audit(Entry::write("reception-point-changed", id.0));
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("reception-saved")))
}

/// A new address for one of the public pages; the old one opens nothing any more.
pub async fn renew(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    form: Form,
) -> Result<Response, Problem> {
    let door = if form.get("door") == "hall" { Door::Hall } else { Door::Touch };
    let path = path_of(id);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let row = line::point(&tx, id).await?;
    setting::renew(&tx, &row, door, row.version).await?;
    tx.audit(Entry::write("reception-address-renewed", id.0));
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("reception-renewed")))
}
