//! What is noted of a decision: progress and state, what shows it, that it was entered by mistake.

use super::content::Shown;
use super::course::{State, refusals};
use super::form::known;
use super::frame::{self, HOME, LINE, TEXT};
use super::load::Decision;
use super::store::decision_evidence;
use super::{DecisionId, EvidenceId, register};
use crate::app::App;
use crate::people::scanned::{self, scan_of};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values, see};
use sea_orm::{ColumnTrait, QueryFilter};
use ui::Choice;

fn around(ctx: &Ctx, one: &Decision, (title, form): (&str, &Form)) -> Around {
    let page = frame::page(ctx, ctx.t(title));
    let version = form.version_or(one.row.version);
    Around { page, home: format!("{HOME}/{}", one.row.id), version }
}

fn facts(ctx: &Ctx, one: &Decision) -> Vec<(String, String)> {
    let fact = |key: &str, text: String| (ctx.t(key).into_owned(), text);
    vec![
        fact("decisions-column-number", one.content.number.clone()),
        fact("decisions-column-text", super::list::short(&one.content.text)),
        fact("decisions-column-responsible", one.content.responsible.clone()),
        fact("decisions-column-due", frame::day(one.row.due_on)),
    ]
}

fn shown(ctx: &Ctx, one: &Decision, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let word = |state: State| ctx.t(&format!("decisions-state-{}", state.code())).into_owned();
    let mut states = vec![Choice::new("same", ctx.t("decisions-state-same"))];
    states.extend(State::SET.map(|state| Choice::new(state.code(), word(state))));
    let act = Act::new("decisions-progress", "/progress", "ui-save")
        .facts(facts(ctx, one))
        .area(both, "note", ("decisions-note", "decisions-note-hint"))
        .among(both, "state", ("decisions-column-state", states))
        .day(both, "done", ("decisions-column-done", ctx.t("decisions-done-hint").into_owned()));
    act.shown(ctx, around(ctx, one, ("decisions-progress", form)), form)
}

/// `GET /decisions/{id}/progress`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<DecisionId>,
) -> Result<Response, Problem> {
    let one = known(&app, &ctx, id).await?;
    let mut values = vec![("state".to_owned(), "same".to_owned())];
    values.extend(day_values("done", one.row.done_on));
    shown(&ctx, &one, &Form::filled(ctx.lang, values))
}

/// `POST /decisions/{id}/progress`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<DecisionId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let one = known(&app, &ctx, id).await?;
    let note = form.optional("note", TEXT);
    let code = form.get("state").to_owned();
    let to = State::SET.into_iter().find(|state| state.code() == code);
    if to.is_none() && !matches!(code.as_str(), "" | "same") {
        form.wrong("state", "form-choose");
    }
    let done_on = form.day_optional("done").filter(|_| to == Some(State::Done));
    for (field, key) in refusals((one.row.taken_on, app.today()), to, (done_on, &note)) {
        form.wrong(field, key);
    }
    if !form.ok() {
        return shown(&ctx, &one, &form);
    }
    let home = format!("{HOME}/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let version = form.version_or(one.row.version);
    register::note(&tx, &one, (to, done_on), (note, version)).await?;
    tx.audit(Entry::write("decision-progress", id.0));
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("decisions-saved")))
}

fn evidence_shown(ctx: &Ctx, one: &Decision, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("decisions-show", "/show", "ui-save")
        .facts(facts(ctx, one))
        .line(both, "title", "decisions-column-title")
        .line(both, "link", "decisions-link")
        .file(both, "file", ("decisions-scan", "decisions-scan-hint"));
    act.shown(ctx, around(ctx, one, ("decisions-show", form)), form)
}

/// `GET /decisions/{id}/show`.
pub async fn evidence_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<DecisionId>,
) -> Result<Response, Problem> {
    let one = known(&app, &ctx, id).await?;
    evidence_shown(&ctx, &one, &Form::empty(ctx.lang))
}

/// Whether a text is an address that a browser may follow.
#[must_use]
pub fn is_link(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

/// `POST /decisions/{id}/show`.
pub async fn evidence_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<DecisionId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let one = known(&app, &ctx, id).await?;
    let content = Shown { title: form.required("title", LINE), link: form.optional("link", LINE) };
    if !content.link.is_empty() && !is_link(&content.link) {
        form.wrong("link", "decisions-wrong-link");
    }
    let scan = scan_of(&mut form, "file");
    match (&scan, content.link.is_empty()) {
        (None, true) if form.ok() => form.wrong("link", "decisions-wrong-nothing"),
        (Some(_), false) => form.wrong("link", "decisions-wrong-both"),
        _ => {}
    }
    if !form.ok() {
        return evidence_shown(&ctx, &one, &form);
    }
    let home = format!("{HOME}/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    register::show(&tx, id, &content, scan.as_ref()).await?;
    tx.audit(Entry::write("decision-evidence", id.0));
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("decisions-saved")))
}

/// `GET /decisions/evidence/{id}`.
pub async fn download(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EvidenceId>,
) -> Result<Response, Problem> {
    use decision_evidence::{Column, Entity};
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    // A link has no bytes: there is nothing to send.
    let row = row.filter(|row| !row.sealed.is_empty()).ok_or(Problem::NotFound)?;
    let bytes = tx.key().open("decision_evidence", "sealed", id.0, &row.sealed);
    let bytes = bytes.map_err(StoreError::from)?;
    tx.audit(Entry::print("decision-evidence", id.0));
    tx.commit().await?;
    Ok(scanned::shown(&row.media, "evidence", bytes))
}

fn withdraw_shown(ctx: &Ctx, one: &Decision, form: &Form) -> Result<Response, Problem> {
    let act = Act::new("decisions-withdraw", "/withdraw", "decisions-withdraw")
        .lead(ctx.t("decisions-withdraw-lead"))
        .grave()
        .facts(facts(ctx, one))
        .area((ctx, form), "why", ("decisions-why", ""));
    act.shown(ctx, around(ctx, one, ("decisions-withdraw", form)), form)
}

/// `GET /decisions/{id}/withdraw`.
pub async fn withdraw_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<DecisionId>,
) -> Result<Response, Problem> {
    let one = known(&app, &ctx, id).await?;
    withdraw_shown(&ctx, &one, &Form::empty(ctx.lang))
}

/// `POST /decisions/{id}/withdraw`.
pub async fn withdraw_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<DecisionId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let one = known(&app, &ctx, id).await?;
    let why = form.required("why", TEXT);
    if !form.ok() {
        return withdraw_shown(&ctx, &one, &form);
    }
    let home = format!("{HOME}/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let version = form.version_or(one.row.version);
    register::withdraw(&tx, &one, (&why, version)).await?;
    tx.audit(Entry::write("decision-withdrawn", id.0));
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("decisions-saved")))
}
