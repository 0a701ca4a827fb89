//! What is done to a meeting as a whole: calling it, calling it off, opening and closing it.

use super::frame::{self, Press, TEXT};
use super::invite::{self, Letter};
use super::minutes::quorum_words;
use super::record::Record;
use super::sitting::{self, Sitting};
use super::sitting_page::BACK;
use super::{SittingId, agenda};
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, see};
use std::collections::HashSet;

async fn record(tx: &mut Tx, id: SittingId) -> Result<Record, Problem> {
    let one = sitting::sitting(tx, id).await?;
    tx.audit(audit::Entry::read("council-sitting", id.0));
    Ok(Record::load(tx, one).await?)
}

fn around(ctx: &Ctx, (one, key): (&Sitting, &str), form: &Form) -> Around {
    let title = format!("{}: {}", ctx.t(key), one.number());
    let version = form.version_or(one.row.version);
    Around { page: frame::page(ctx, title, BACK), home: one.path(), version }
}

/// Whether calling is late, and by when it had to be.
fn lateness(app: &App, ctx: &Ctx, record: &Record) -> (bool, Day) {
    let law = app.law(ctx.actor.municipality);
    sitting::is_late(&law, &record.rules, (record.sitting.row.day, app.today()))
}

fn call_shown(
    ctx: &Ctx,
    form: &Form,
    (record, (is_late, by)): (&Record, (bool, Day)),
) -> Result<Response, Problem> {
    let args = [
        ("days", record.rules.notice_days.to_string()),
        ("day", by.bg()),
        ("count", record.room.members.len().to_string()),
        ("points", record.items.len().to_string()),
    ];
    let key = if is_late { "council-call-late" } else { "council-call-lead" };
    let act = Act::new("council-call", "/call", "council-call").lead(ctx.ta(key, &args));
    let act = match is_late {
        true => act.area((ctx, form), "why", ("council-late-why", "council-late-hint")),
        false => act,
    };
    act.shown(ctx, around(ctx, (&record.sitting, "council-call"), form), form)
}

/// `GET /council/sittings/{id}/call`.
pub async fn call_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SittingId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let record = record(&mut tx, id).await?;
    tx.commit().await?;
    let late = lateness(&app, &ctx, &record);
    call_shown(&ctx, &Form::empty(ctx.lang), (&record, late))
}

/// `POST /council/sittings/{id}/call`: invitations go out.
pub async fn call_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SittingId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let press = Press::here(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let record = record(&mut tx, id).await?;
    let (is_late, by) = lateness(&app, &ctx, &record);
    let why = match is_late {
        true => form.required("why", TEXT),
        false => String::new(),
    };
    if !form.ok() {
        tx.commit().await?;
        return call_shown(&ctx, &form, (&record, (is_late, by)));
    }
    let one = &record.sitting;
    tx.use_form(&form.key(), &ctx.url(&one.path())).await?;
    sitting::call(&mut tx, (one, form.version_or(one.row.version)), (is_late, &why)).await?;
    let invited: Vec<_> = record.room.members.iter().collect();
    let kind = invite::KINDS[0];
    let letter = Letter { kind, sitting: one, items: &record.items, press: &press };
    invite::write(&mut tx, (&letter, &invited), app.mail.is_some()).await?;
    tx.commit().await?;
    Ok(see(&ctx, &one.path(), Some("council-called")))
}

fn revoke_shown(ctx: &Ctx, form: &Form, one: &Sitting) -> Result<Response, Problem> {
    let act = Act::new("council-call-off", "/revoke", "council-call-off")
        .lead(ctx.t("council-call-off-lead"))
        .grave()
        .area((ctx, form), "why", ("council-why", ""));
    act.shown(ctx, around(ctx, (one, "council-call-off"), form), form)
}

/// `GET /council/sittings/{id}/revoke`.
pub async fn revoke_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SittingId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let record = record(&mut tx, id).await?;
    tx.commit().await?;
    revoke_shown(&ctx, &Form::empty(ctx.lang), &record.sitting)
}

/// `POST /council/sittings/{id}/revoke`: who was invited is told.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SittingId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let press = Press::here(&app, &ctx, &headers)?;
    let why = form.required("why", TEXT);
    let mut tx = app.db.write(&ctx.actor).await?;
    let record = record(&mut tx, id).await?;
    let one = &record.sitting;
    if !form.ok() {
        tx.commit().await?;
        return revoke_shown(&ctx, &form, one);
    }
    tx.use_form(&form.key(), &ctx.url(&one.path())).await?;
    sitting::revoke(&mut tx, (one, form.version_or(one.row.version)), &why).await?;
    if one.state() == "called" {
        let off = sitting::sitting(&tx, id).await?;
        let items = agenda::items(&tx, id).await?;
        let invited: Vec<_> = record.room.members.iter().collect();
        let kind = invite::KINDS[2];
        let letter = Letter { kind, sitting: &off, items: &items, press: &press };
        invite::write(&mut tx, (&letter, &invited), app.mail.is_some()).await?;
    }
    tx.commit().await?;
    Ok(see(&ctx, &one.path(), Some("council-done")))
}

/// `POST /council/sittings/{id}/open`.
pub async fn open(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SittingId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let one = sitting::sitting(&tx, id).await?;
    let room = format!("{}/room", one.path());
    tx.use_form(&form.key(), &ctx.url(&room)).await?;
    sitting::open(&mut tx, (&one, form.version_or(one.row.version))).await?;
    tx.commit().await?;
    Ok(see(&ctx, &room, Some("council-opened")))
}

fn close_shown(ctx: &Ctx, form: &Form, record: &Record) -> Result<Response, Problem> {
    let quorum = record.room.quorum(&record.rules, &HashSet::new());
    let act = Act::new("council-close", "/close", "council-close")
        .lead(ctx.t("council-close-lead"))
        .facts(vec![(
            ctx.t("council-quorum").into_owned(),
            quorum_words(ctx.lang, &quorum, &record.rules.quorum),
        )]);
    act.shown(ctx, around(ctx, (&record.sitting, "council-close"), form), form)
}

/// `GET /council/sittings/{id}/close`.
pub async fn close_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SittingId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let record = record(&mut tx, id).await?;
    tx.commit().await?;
    close_shown(&ctx, &Form::empty(ctx.lang), &record)
}

/// `POST /council/sittings/{id}/close`: whether there was a quorum is what was noted. Votes that
/// stand say that there was one, whoever left since.
pub async fn close_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SittingId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let record = record(&mut tx, id).await?;
    let one = &record.sitting;
    tx.use_form(&form.key(), &ctx.url(&one.path())).await?;
    let quorum = record.room.quorum(&record.rules, &HashSet::new());
    let had_quorum = quorum.is_met() || !record.votes.is_empty();
    sitting::close(&mut tx, (one, form.version_or(one.row.version)), had_quorum).await?;
    tx.commit().await?;
    Ok(see(&ctx, &one.path(), Some("council-closed")))
}
