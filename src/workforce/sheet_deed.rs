//! What is done with a time sheet: its paper is made, both sign it, it is revoked.

use super::TimeSheetId;
use super::frame::{self, HOME, TEXT, press};
use super::load::{self, TimeSheet};
use super::sheet_page::BACK;
use super::supplement;
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values, see};

/// A deed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Print,
    Sign,
    Revoke,
}

fn shown(ctx: &Ctx, form: &Form, (deed, sheet): (Deed, &TimeSheet)) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = match deed {
        Deed::Print => Act::new("workforce-sheet-print", "/print", "workforce-sheet-print")
            .lead(ctx.t("workforce-sheet-print-lead")),
        Deed::Sign => Act::new("workforce-sheet-sign", "/sign", "ui-save")
            .day(both, "on", ("workforce-signed-on", String::new()))
            .line(both, "by", "workforce-signed-by"),
        Deed::Revoke => Act::new("workforce-revoke", "/revoke", "workforce-revoke")
            .grave()
            .lead(ctx.t("workforce-revoke-lead"))
            .area(both, "why", ("workforce-revoked-why", "")),
    };
    let around = Around {
        page: frame::page(ctx, ctx.t(act.title()), BACK),
        home: format!("{HOME}/timesheets/{}", sheet.id),
        version: form.version_or(sheet.version),
    };
    act.shown(ctx, around, form)
}

async fn asked(app: &App, ctx: &Ctx, (id, deed): (TimeSheetId, Deed)) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let sheet = load::sheet(&tx, id).await?;
    tx.audit(audit::Entry::read("time-sheet", id.0));
    tx.commit().await?;
    let form = Form::filled(ctx.lang, day_values("on", Some(app.today())));
    shown(ctx, &form, (deed, &sheet))
}

/// `GET /workforce/timesheets/{id}/print`.
pub async fn print_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TimeSheetId>,
) -> Result<Response, Problem> {
    asked(&app, &ctx, (id, Deed::Print)).await
}

/// `GET /workforce/timesheets/{id}/sign`.
pub async fn sign_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TimeSheetId>,
) -> Result<Response, Problem> {
    asked(&app, &ctx, (id, Deed::Sign)).await
}

/// `GET /workforce/timesheets/{id}/revoke`.
pub async fn revoke_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TimeSheetId>,
) -> Result<Response, Problem> {
    asked(&app, &ctx, (id, Deed::Revoke)).await
}

/// `POST /workforce/timesheets/{id}/print`.
pub async fn print_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TimeSheetId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let press = press(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut sheet = load::sheet(&tx, id).await?;
    sheet.version = form.version_or(sheet.version);
    let home = format!("{HOME}/timesheets/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    supplement::print(&mut tx, &sheet, &press).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("workforce-done")))
}

/// `POST /workforce/timesheets/{id}/sign`.
pub async fn sign_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TimeSheetId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (on, by) = (form.day("on"), form.required("by", 200));
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut sheet = load::sheet(&tx, id).await?;
    let (Some(on), true) = (on, form.ok()) else {
        tx.rollback().await;
        return shown(&ctx, &form, (Deed::Sign, &sheet));
    };
    sheet.version = form.version_or(sheet.version);
    let home = format!("{HOME}/timesheets/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    supplement::sign(&mut tx, &sheet, (on, &by)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("workforce-done")))
}

/// `POST /workforce/timesheets/{id}/revoke`.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TimeSheetId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let why = form.required("why", TEXT);
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut sheet = load::sheet(&tx, id).await?;
    if !form.ok() {
        tx.rollback().await;
        return shown(&ctx, &form, (Deed::Revoke, &sheet));
    }
    sheet.version = form.version_or(sheet.version);
    let home = format!("{HOME}/timesheets/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    supplement::revoke_sheet(&mut tx, &sheet, &why).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("workforce-done")))
}
