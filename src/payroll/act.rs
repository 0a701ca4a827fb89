//! Begin, submit, approve, return, release, cancel: the buttons of a run.

use super::RunId;
use super::count;
use super::frame::{self, HOME, month_of, run_number, run_path};
use super::load;
use super::moves;
use super::store::payroll_run;
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, see};

/// `POST /payroll/begin`: `month` and `kind`.
pub async fn begin(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let id = count::begin(&mut tx, &law, (month, form.get("kind"))).await?;
    tx.commit().await?;
    Ok(see(&ctx, &run_path(id, ""), None))
}

/// The run as the page showed it: two who move it at once are told so.
async fn behind(tx: &Tx, id: RunId, form: &Form) -> Result<payroll_run::Model, Problem> {
    let mut run = load::run(tx, id).await?;
    run.version = form.version_or(run.version);
    Ok(run)
}

async fn open(
    app: &App,
    ctx: &Ctx,
    (id, form): (RunId, &Form),
) -> Result<(Tx, payroll_run::Model), Problem> {
    let tx = app.db.write(&ctx.actor).await?;
    let run = behind(&tx, id, form).await?;
    tx.use_form(&form.key(), &ctx.url(&run_path(id, ""))).await?;
    Ok((tx, run))
}

/// `POST /payroll/{id}/submit`.
pub async fn submit(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
    form: Form,
) -> Result<Response, Problem> {
    let (mut tx, run) = open(&app, &ctx, (id, &form)).await?;
    moves::submit(&mut tx, &run).await?;
    tx.commit().await?;
    Ok(see(&ctx, &run_path(id, ""), Some("payroll-done-submit")))
}

/// `POST /payroll/{id}/approve`.
pub async fn approve(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
    form: Form,
) -> Result<Response, Problem> {
    let (mut tx, run) = open(&app, &ctx, (id, &form)).await?;
    moves::approve(&mut tx, &run).await?;
    tx.commit().await?;
    Ok(see(&ctx, &run_path(id, ""), Some("payroll-done-approve")))
}

/// `POST /payroll/{id}/release`.
pub async fn release(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
    form: Form,
) -> Result<Response, Problem> {
    let (mut tx, run) = open(&app, &ctx, (id, &form)).await?;
    moves::release(&mut tx, &run).await?;
    tx.commit().await?;
    Ok(see(&ctx, &run_path(id, ""), Some("payroll-done-release")))
}

fn stop_act(ctx: &Ctx, form: &Form, given_up: bool) -> Act {
    let act = if given_up {
        Act::new("payroll-cancel", "/cancel", "payroll-cancel-button")
            .lead(ctx.t("payroll-cancel-lead"))
            .grave()
    } else {
        Act::new("payroll-return", "/return", "payroll-return-button")
            .lead(ctx.t("payroll-return-lead"))
    };
    act.area((ctx, form), "why", ("payroll-why", ""))
}

async fn stop_form(
    app: &App,
    ctx: &Ctx,
    (id, given_up): (RunId, bool),
    form: &Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let run = load::run(&tx, id).await?;
    tx.audit(Entry::read("payroll-run", id.0));
    tx.commit().await?;
    let act = stop_act(ctx, form, given_up);
    let page = frame::page(ctx, format!("{}: {}", ctx.t(act.title()), run_number(&run)));
    let version = form.version_or(run.version);
    act.shown(ctx, Around { page, home: run_path(id, ""), version }, form)
}

async fn stop(
    app: &App,
    ctx: &Ctx,
    (id, given_up): (RunId, bool),
    mut form: Form,
) -> Result<Response, Problem> {
    let why = form.required("why", 1_000);
    if !form.ok() {
        return stop_form(app, ctx, (id, given_up), &form).await;
    }
    let (mut tx, run) = open(app, ctx, (id, &form)).await?;
    ctx.sent(&tx, &form).await?;
    moves::stop(&mut tx, &run, (given_up, &why)).await?;
    tx.commit().await?;
    Ok(see(ctx, &run_path(id, ""), Some("payroll-done")))
}

/// `GET /payroll/{id}/return`.
pub async fn return_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
) -> Result<Response, Problem> {
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    stop_form(&app, &ctx, (id, false), &form).await
}

/// `POST /payroll/{id}/return`.
pub async fn give_back(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
    form: Form,
) -> Result<Response, Problem> {
    stop(&app, &ctx, (id, false), form).await
}

/// `GET /payroll/{id}/cancel`.
pub async fn cancel_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
) -> Result<Response, Problem> {
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    stop_form(&app, &ctx, (id, true), &form).await
}

/// `POST /payroll/{id}/cancel`.
pub async fn cancel(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
    form: Form,
) -> Result<Response, Problem> {
    stop(&app, &ctx, (id, true), form).await
}
