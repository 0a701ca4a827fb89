//! A line is held with a reason, or let go again: while the run is a draft. What is held stops nobody
//! else, and comes with the next run by itself.

use super::LineId;
use super::count::Totals;
use super::course::State;
use super::frame::{self, line_path, refused, run_path};
use super::load;
use super::store::{payroll_line, payroll_run};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, see};
use sea_orm::Set;

/// Why a line is held; the words have the key `payroll-held-<code>`.
pub const HELD: [&str; 3] = ["account", "doubt", "other"];

async fn drafted(
    tx: &Tx,
    id: LineId,
) -> Result<(payroll_run::Model, payroll_line::Model), Problem> {
    let row = load::line(tx, id).await?;
    let run = load::run(tx, row.run_id).await?;
    if run.state != State::Draft.code() {
        return Err(refused("payroll-refused-draft"));
    }
    Ok((run, row))
}

/// Holds a line, or lets it go when there is no reason; the head of the run is summed anew.
///
/// # Errors
/// When the run is no draft, or somebody changed the line meanwhile.
pub async fn set(
    tx: &mut Tx,
    (id, version): (LineId, i32),
    reason: Option<(&str, &str)>,
) -> Result<(), Problem> {
    let (run, row) = drafted(tx, id).await?;
    let name = tx.actor().name.to_string();
    let active = match reason {
        Some((kind, why)) => payroll_line::ActiveModel {
            held_kind: Set(kind.to_owned()),
            held_by: Set(name),
            held_sealed: Set(Some(tx.seal("payroll_line", "held_sealed", id.0, why)?)),
            ..Default::default()
        },
        None => payroll_line::ActiveModel {
            held_kind: Set(String::new()),
            held_by: Set(String::new()),
            held_sealed: Set(None),
            ..Default::default()
        },
    };
    let version = if version > 0 { version } else { row.version };
    tx.update::<payroll_line::Entity>(id, version, active).await?;
    let rows = load::lines(tx, run.id).await?;
    tx.update::<payroll_run::Entity>(run.id, run.version, Totals::of(&rows).active()).await?;
    let what = if reason.is_some() { "payroll-held" } else { "payroll-freed" };
    tx.audit(Entry::write(what, id.0).about(Some(row.person_id.0)));
    Ok(())
}

async fn shown(app: &App, ctx: &Ctx, (id, form): (LineId, &Form)) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (run, row) = drafted(&tx, id).await?;
    let around = load::around(&tx, run.id, std::slice::from_ref(&row)).await?;
    tx.audit(Entry::read("payroll-line", id.0).about(Some(row.person_id.0)));
    tx.commit().await?;
    let page = frame::page(ctx, format!("{}: {}", ctx.t("payroll-hold"), around.assistant(&row)));
    let act = Act::new("payroll-hold", "/hold", "payroll-hold-button")
        .lead(ctx.t("payroll-hold-lead"))
        .one((ctx, form), "kind", ("payroll-held-why", &HELD), |code| {
            format!("payroll-held-{code}")
        })
        .area((ctx, form), "why", ("payroll-why", ""));
    let version = form.version_or(row.version);
    act.shown(ctx, Around { page, home: line_path(id, ""), version }, form)
}

/// `GET /payroll/lines/{id}/hold`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<LineId>,
) -> Result<Response, Problem> {
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    shown(&app, &ctx, (id, &form)).await
}

/// `POST /payroll/lines/{id}/hold`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<LineId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let kind = chosen(&mut form, "kind", &HELD);
    let why = form.required("why", 1_000);
    if !form.ok() {
        return shown(&app, &ctx, (id, &form)).await;
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    let (run, _) = drafted(&tx, id).await?;
    tx.use_form(&form.key(), &ctx.url(&line_path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    set(&mut tx, (id, form.version()), Some((&kind, &why))).await?;
    tx.commit().await?;
    Ok(see(&ctx, &run_path(run.id, ""), Some("payroll-done-hold")))
}

/// `POST /payroll/lines/{id}/free`.
pub async fn free(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<LineId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&line_path(id, ""))).await?;
    set(&mut tx, (id, form.version()), None).await?;
    tx.commit().await?;
    Ok(see(&ctx, &line_path(id, ""), Some("payroll-done")))
}
