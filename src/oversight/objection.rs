//! Objections of the provider to a report, and what was answered. One after its term is taken, and marked.

use super::check_form::{Behind, around, behind, within};
use super::content::{Objected, sealed};
use super::frame::{self, HOME, TEXT};
use super::load::{self, Objection};
use super::store::oversight_objection::{ActiveModel, Entity, Model};
use super::{CheckId, ObjectionId};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values, see};
use sea_orm::{IntoActiveModel, Set};

const BACK: (&str, &str) = ("", "oversight-checks");

/// Enters an objection.
///
/// # Errors
/// When the report was not sent, or the day is impossible.
pub async fn receive(
    tx: &mut Tx,
    behind: &Behind,
    (on, text): (Day, &str),
) -> Result<ObjectionId, Problem> {
    let row = &behind.check.row;
    let Some(sent) = row.sent_on else {
        return Err(Problem::Impossible("oversight-refused-unsent"));
    };
    if on < sent || on > tx.today() {
        return Err(Problem::Impossible("oversight-refused-day"));
    }
    let id = ObjectionId(tx.new_id());
    let content = Objected { text: text.to_owned(), answer: String::new() };
    let model = Model {
        municipality_id: tx.municipality(),
        id,
        check_id: row.id,
        received_on: on,
        is_late: row.objections_until.is_some_and(|until| on > until),
        answered_on: None,
        content_sealed: sealed(tx, ("oversight_objection", id.0), &content)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(model.into_active_model()).await?;
    tx.audit(Entry::write("oversight-objection", id.0));
    Ok(id)
}

/// Answers an objection.
///
/// # Errors
/// When it was answered, or somebody else saved meanwhile.
pub async fn answer(tx: &mut Tx, one: &Objection, answer: &str) -> Result<(), Problem> {
    if one.row.answered_on.is_some() {
        return Err(Problem::Impossible("oversight-refused-state"));
    }
    let id = one.row.id;
    let content = Objected { answer: answer.to_owned(), ..one.content.clone() };
    let active = ActiveModel {
        answered_on: Set(Some(tx.today())),
        content_sealed: Set(sealed(tx, ("oversight_objection", id.0), &content)?),
        ..Default::default()
    };
    tx.update::<Entity>(id, one.row.version, active).await?;
    tx.audit(Entry::write("oversight-objection", id.0));
    Ok(())
}

fn new_shown(ctx: &Ctx, behind: &Behind, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let until = behind.check.row.objections_until.map(Day::bg).unwrap_or_default();
    Act::new("oversight-do-object", "/object", "ui-save")
        .facts(vec![(ctx.t("oversight-objections-until").into_owned(), until)])
        .day(both, "on", ("oversight-column-received", String::new()))
        .area(both, "text", ("oversight-objection-text", ""))
        .shown(ctx, around(ctx, (behind, form), "oversight-do-object"), form)
}

/// `GET /oversight/checks/{id}/object`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let form = Form::filled(ctx.lang, day_values("on", Some(app.today())));
    new_shown(&ctx, &behind, &form)
}

/// `POST /oversight/checks/{id}/object`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = within(&tx, id).await?;
    let on = form.day("on");
    let sent = behind.check.row.sent_on;
    if on.is_some_and(|on| on > tx.today() || sent.is_some_and(|sent| on < sent)) {
        form.wrong("on", "oversight-refused-day");
    }
    let text = form.required("text", TEXT);
    let (Some(on), true) = (on, form.ok()) else {
        tx.audit(Entry::read("oversight-check", id.0));
        tx.commit().await?;
        return new_shown(&ctx, &behind, &form);
    };
    let home = behind.check.home();
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    receive(&mut tx, &behind, (on, &text)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("oversight-done")))
}

fn shown(ctx: &Ctx, one: &Objection, form: &Form) -> Result<Response, Problem> {
    let row = &one.row;
    let late = if row.is_late { ctx.t("oversight-late").into_owned() } else { String::new() };
    let facts = [
        ("oversight-column-received", format!("{} {late}", row.received_on.bg())),
        ("oversight-objection-text", one.content.text.clone()),
        ("oversight-answer", one.content.answer.clone()),
        ("oversight-column-answered", row.answered_on.map(Day::bg).unwrap_or_default()),
    ]
    .map(|(key, text)| (ctx.t(key).into_owned(), text));
    let mut act = Act::new("oversight-objection", "", "ui-save").facts(facts.into());
    if row.answered_on.is_none() {
        act = act.area((ctx, form), "answer", ("oversight-answer", ""));
    }
    let page = frame::page(ctx, ctx.t("oversight-objection"), BACK);
    let version = form.version_or(row.version);
    act.shown(ctx, Around { page, home: format!("{HOME}/objections/{}", row.id), version }, form)
}

/// `GET /oversight/objections/{id}`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ObjectionId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::objection(&tx, id).await?;
    tx.audit(Entry::read("oversight-objection", id.0));
    tx.commit().await?;
    shown(&ctx, &one, &Form::empty(ctx.lang))
}

/// `POST /oversight/objections/{id}`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ObjectionId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut one = load::objection(&tx, id).await?;
    let text = form.required("answer", TEXT);
    if !form.ok() {
        tx.audit(Entry::read("oversight-objection", id.0));
        tx.commit().await?;
        return shown(&ctx, &one, &form);
    }
    one.row.version = form.version_or(one.row.version);
    let home = format!("{HOME}/checks/{}", one.row.check_id);
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    answer(&mut tx, &one, &text).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("oversight-done")))
}
