//! Publishing a version of a questionnaire, and beginning the next one.

use super::FormId;
use super::form::{self, Form as Edition};
use super::frame::{self, HOME};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, see};

/// What is done: key of its name, end of its address, key of what it means.
type Deed = (&'static str, &'static str, &'static str);

const PUBLISH: Deed = ("studies-form-publish", "/publish", "studies-form-publish-lead");
const NEXT: Deed = ("studies-form-next", "/next", "studies-form-next-lead");

fn home(id: FormId) -> String {
    format!("{HOME}/study-forms/{id}")
}

fn shown(ctx: &Ctx, (name, rest, lead): Deed, one: &Edition) -> Result<Response, Problem> {
    let act = Act::new(name, rest, name).lead(ctx.t(lead));
    let above = [(home(one.row.id), one.row.title.clone())];
    let page = frame::page(ctx, ctx.t(name), &above);
    let around = Around { page, home: home(one.row.id), version: one.row.version };
    act.shown(ctx, around, &Form::empty(ctx.lang))
}

async fn asked(app: &App, ctx: &Ctx, (id, deed): (FormId, Deed)) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = form::form(&tx, id).await?;
    tx.audit(Entry::read("study-form", id.0));
    tx.commit().await?;
    shown(ctx, deed, &one)
}

/// `GET /studies/study-forms/{id}/publish`.
pub async fn publish_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FormId>,
) -> Result<Response, Problem> {
    asked(&app, &ctx, (id, PUBLISH)).await
}

/// `POST /studies/study-forms/{id}/publish`.
pub async fn publish_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FormId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut one = form::form(&tx, id).await?;
    one.row.version = form.version_or(one.row.version);
    tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
    form::publish(&mut tx, &one).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(id), Some("studies-form-is-published")))
}

/// `GET /studies/study-forms/{id}/next`.
pub async fn next_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FormId>,
) -> Result<Response, Problem> {
    asked(&app, &ctx, (id, NEXT)).await
}

/// `POST /studies/study-forms/{id}/next`.
pub async fn next_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FormId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let one = form::form(&tx, id).await?;
    tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
    let made = form::next(&mut tx, &one).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(made), Some("studies-done")))
}
