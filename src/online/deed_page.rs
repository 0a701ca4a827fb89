//! What the office does with something that came: takes it, asks for what is missing, answers, passes it
//! on, refuses it. What is written whoever sent it reads.

use super::SentId;
use super::course::{BODIES, Move, SUPPLEMENT};
use super::frame::{self, HOME, officers, term};
use super::inbox_page::body_words;
use super::question::{LINE, TEXT};
use super::sent::{self, Matter};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::AccountId;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, see};
use ui::{Choice, Link};

/// What stands around a form: where it is sent, which version is changed.
fn shown(ctx: &Ctx, one: &Matter, (act, form): (Act, &Form)) -> Result<Response, Problem> {
    let home = format!("{HOME}/{}", one.row.id);
    let mut page = frame::page(ctx, format!("{}: {}", ctx.t(act.title()), one.number()));
    page.breadcrumbs.pop();
    page.breadcrumbs.push(Link::new(ctx.url(&home), one.number()));
    page.breadcrumbs.push(Link::new("", ctx.t(act.title())));
    let version = form.version_or(one.row.version);
    act.shown(ctx, Around { page, home, version }, form)
}

/// What a form about something shows: it, and who may be given it.
async fn found(app: &App, ctx: &Ctx, id: SentId) -> Result<(Matter, Vec<Choice>), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = sent::matter(&tx, id).await?;
    let officers = officers(&tx).await?;
    tx.audit(Entry::read("online-sent", id.0).about(one.row.person_id.map(|person| person.0)));
    tx.commit().await?;
    if one.state.is_open() {
        Ok((one, officers))
    } else {
        Err(Problem::Impossible("online-refused-state"))
    }
}

/// A form that was sent with mistakes.
async fn refused(mut tx: Tx) -> Result<(), StoreError> {
    tx.audit(Entry::refused("online-sent"));
    tx.commit().await
}

/// The form is used up; whoever changes over an older page is told so by the version.
async fn used(ctx: &Ctx, tx: &Tx, (one, form): (&mut Matter, &Form)) -> Result<String, Problem> {
    let there = format!("{HOME}/{}", one.row.id);
    tx.use_form(&form.key(), &ctx.url(&there)).await?;
    ctx.sent(tx, form).await?;
    one.row.version = form.version_or(one.row.version);
    Ok(there)
}

fn take_act(ctx: &Ctx, form: &Form, officers: Vec<Choice>) -> Act {
    Act::new("online-do-take", "/take", "ui-save").lead(ctx.t("online-take-lead")).choice(
        (ctx, form),
        "officer",
        (ctx.t("online-column-officer").into_owned(), officers),
    )
}

/// `GET /online/inbox/{id}/take`: oneself stands there first.
pub async fn take_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SentId>,
) -> Result<Response, Problem> {
    let (one, officers) = found(&app, &ctx, id).await?;
    let own = ctx.actor.account.map(|id| id.to_string()).unwrap_or_default();
    let form = Form::filled(ctx.lang, [("officer", own)]);
    shown(&ctx, &one, (take_act(&ctx, &form, officers), &form))
}

/// `POST /online/inbox/{id}/take`.
pub async fn take_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SentId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut one = sent::matter(&tx, id).await?;
    let officers = officers(&tx).await?;
    let officer = form.parsed::<AccountId>("officer", "form-choose");
    let is_known = |id: AccountId| officers.iter().any(|one| one.value == id.to_string());
    if officer.is_some_and(|id| !is_known(id)) {
        form.wrong("officer", "form-choose");
    }
    let (Some(officer), true) = (officer, form.ok()) else {
        refused(tx).await?;
        return shown(&ctx, &one, (take_act(&ctx, &form, officers), &form));
    };
    let there = used(&ctx, &tx, (&mut one, &form)).await?;
    sent::take(&mut tx, &one, officer).await?;
    tx.commit().await?;
    Ok(see(&ctx, &there, Some("online-done")))
}

fn ask_act(app: &App, ctx: &Ctx, form: &Form) -> Result<Act, Problem> {
    let law = app.law(ctx.actor.municipality);
    let until = term(&law, SUPPLEMENT, app.today())?.bg();
    let lead = ctx.ta("online-ask-lead", &[("until", until)]).into_owned();
    let words = ("online-ask-text", "online-text-hint");
    let act = Act::new("online-do-ask", "/ask", "online-do-ask").lead(lead);
    Ok(act.area((ctx, form), "text", words))
}

/// `GET /online/inbox/{id}/ask`.
pub async fn ask_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SentId>,
) -> Result<Response, Problem> {
    let (one, _) = found(&app, &ctx, id).await?;
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    shown(&ctx, &one, (ask_act(&app, &ctx, &form)?, &form))
}

/// `POST /online/inbox/{id}/ask`.
pub async fn ask_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SentId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut one = sent::matter(&tx, id).await?;
    let text = form.required("text", TEXT);
    if !form.ok() {
        refused(tx).await?;
        return shown(&ctx, &one, (ask_act(&app, &ctx, &form)?, &form));
    }
    let there = used(&ctx, &tx, (&mut one, &form)).await?;
    sent::ask(&mut tx, &law, (&one, &text)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &there, Some("online-done")))
}

fn answer_act(ctx: &Ctx, form: &Form) -> Act {
    let words = ("online-answer-text", "online-text-hint");
    let act = Act::new("online-do-answer", "/answer", "online-do-answer");
    act.lead(ctx.t("online-answer-lead")).area((ctx, form), "text", words)
}

/// `GET /online/inbox/{id}/answer`.
pub async fn answer_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SentId>,
) -> Result<Response, Problem> {
    let (one, _) = found(&app, &ctx, id).await?;
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    shown(&ctx, &one, (answer_act(&ctx, &form), &form))
}

/// `POST /online/inbox/{id}/answer`.
pub async fn answer_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SentId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut one = sent::matter(&tx, id).await?;
    let text = form.required("text", TEXT);
    if !form.ok() {
        refused(tx).await?;
        return shown(&ctx, &one, (answer_act(&ctx, &form), &form));
    }
    let there = used(&ctx, &tx, (&mut one, &form)).await?;
    sent::close(&mut tx, (&one, Move::Answer), &text).await?;
    tx.commit().await?;
    Ok(see(&ctx, &there, Some("online-done")))
}

fn refuse_act(ctx: &Ctx, form: &Form) -> Act {
    let words = ("online-refuse-text", "online-text-hint");
    let act = Act::new("online-do-refuse", "/refuse", "online-do-refuse").grave();
    act.lead(ctx.t("online-refuse-lead")).area((ctx, form), "text", words)
}

/// `GET /online/inbox/{id}/refuse`.
pub async fn refuse_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SentId>,
) -> Result<Response, Problem> {
    let (one, _) = found(&app, &ctx, id).await?;
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    shown(&ctx, &one, (refuse_act(&ctx, &form), &form))
}

/// `POST /online/inbox/{id}/refuse`.
pub async fn refuse_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SentId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut one = sent::matter(&tx, id).await?;
    let text = form.required("text", TEXT);
    if !form.ok() {
        refused(tx).await?;
        return shown(&ctx, &one, (refuse_act(&ctx, &form), &form));
    }
    let there = used(&ctx, &tx, (&mut one, &form)).await?;
    sent::close(&mut tx, (&one, Move::Refuse), &text).await?;
    tx.commit().await?;
    Ok(see(&ctx, &there, Some("online-done")))
}

fn forward_act(ctx: &Ctx, form: &Form) -> Act {
    let both = (ctx, form);
    Act::new("online-do-forward", "/forward", "online-do-forward")
        .lead(ctx.t("online-forward-lead"))
        .one(both, "body", ("online-forward-body", &BODIES), |code| format!("online-to-{code}"))
        .line(both, "whom", "online-forward-whom")
        .area(both, "text", ("online-forward-text", "online-text-hint"))
}

/// `GET /online/inbox/{id}/forward`.
pub async fn forward_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SentId>,
) -> Result<Response, Problem> {
    let (one, _) = found(&app, &ctx, id).await?;
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    shown(&ctx, &one, (forward_act(&ctx, &form), &form))
}

/// `POST /online/inbox/{id}/forward`.
pub async fn forward_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SentId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut one = sent::matter(&tx, id).await?;
    let body = chosen(&mut form, "body", &BODIES);
    let (whom, text) = (form.required("whom", LINE), form.required("text", TEXT));
    if !form.ok() {
        refused(tx).await?;
        return shown(&ctx, &one, (forward_act(&ctx, &form), &form));
    }
    let there = used(&ctx, &tx, (&mut one, &form)).await?;
    let told = format!("{}: {whom}\n{text}", body_words(&ctx, &body));
    sent::close(&mut tx, (&one, Move::Forward), &told).await?;
    tx.commit().await?;
    Ok(see(&ctx, &there, Some("online-done")))
}
