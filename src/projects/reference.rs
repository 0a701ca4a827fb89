//! What the municipality sets itself: steps of procurement with their days, a working day.

use super::ReferenceId;
use super::content::{Reference, Term, sealed};
use super::frame::{self, HOME, TEXT};
use super::side_load;
use super::side_store::project_reference;
use super::spending_form::minutes;
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Act, Around, Ctx, Form, Problem, see};
use sea_orm::{IntoActiveModel, Set};

/// The longest term of a step, in days.
const LONGEST: i32 = 1_000;

fn shown(ctx: &Ctx, version: i32, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("projects-reference", "/reference", "ui-save")
        .lead(ctx.t("projects-reference-lead"))
        .line(both, "day", "projects-day-hours")
        .area(both, "steps", ("projects-steps", "projects-steps-hint"));
    let page = frame::top_page(ctx, ctx.t("projects-reference"));
    let around = Around { page, home: HOME.to_owned(), version: form.version_or(version) };
    act.shown(ctx, around, form)
}

async fn read(
    app: &App,
    ctx: &Ctx,
) -> Result<(Reference, Option<project_reference::Model>), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = side_load::reference(&tx).await?;
    tx.audit(Entry::list("project-reference"));
    tx.commit().await?;
    Ok(known)
}

/// `GET /projects/reference`.
pub async fn form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let (own, row) = read(&app, &ctx).await?;
    let steps = own.step.iter().map(|term| format!("{}; {}", term.days, term.title));
    let day = format!("{}:{:02}", own.day_minutes / 60, own.day_minutes % 60);
    let values = [("day", day), ("steps", steps.collect::<Vec<_>>().join("\n"))];
    shown(&ctx, row.map_or(0, |row| row.version), &Form::filled(ctx.lang, values))
}

/// Reads the steps, each `days; what is done`.
fn terms(text: &str) -> Option<Vec<Term>> {
    let term = |row: &str| {
        let (days, title) = row.split_once(';')?;
        let days: i32 = days.trim().parse().ok()?;
        let title = title.trim().to_owned();
        let is_right = (0..=LONGEST).contains(&days) && !title.is_empty();
        is_right.then_some(Term { title, days })
    };
    text.lines().filter(|row| !row.trim().is_empty()).map(term).collect()
}

async fn keep(
    tx: &mut Tx,
    own: &Reference,
    (row, version): (Option<&project_reference::Model>, i32),
) -> Result<(), StoreError> {
    let table = "project_reference";
    match row {
        Some(row) => {
            let active = project_reference::ActiveModel {
                content_sealed: Set(sealed(tx, (table, row.id.0), own)?),
                account_name: Set(tx.actor().name.to_string()),
                ..Default::default()
            };
            tx.update::<project_reference::Entity>(row.id, version, active).await?;
        }
        None => {
            let id = ReferenceId(tx.new_id());
            let row = project_reference::Model {
                municipality_id: tx.municipality(),
                id,
                content_sealed: sealed(tx, (table, id.0), own)?,
                account_name: tx.actor().name.to_string(),
                version: 1,
            };
            tx.insert(row.into_active_model()).await?;
        }
    }
    tx.audit(Entry::new("write", table, ""));
    Ok(())
}

/// `POST /projects/reference`.
pub async fn save(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let (own, row) = read(&app, &ctx).await?;
    let version = row.as_ref().map_or(0, |row| row.version);
    let day = minutes(&form.required("day", 10));
    if day.is_none() {
        form.wrong("day", "projects-wrong-hours");
    }
    let step = terms(&form.required("steps", TEXT));
    if step.is_none() {
        form.wrong("steps", "projects-wrong-steps");
    }
    let (Some(day), Some(step), true) = (day, step, form.ok()) else {
        return shown(&ctx, version, &form);
    };
    let own = Reference { step, day_minutes: i64::from(day), ..own };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    keep(&mut tx, &own, (row.as_ref(), form.version_or(version))).await?;
    tx.commit().await?;
    Ok(see(&ctx, HOME, Some("projects-done")))
}
