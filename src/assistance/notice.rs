//! A change that is told to АСП and НОИ (чл. 3б, ал. 2 Наредба № РД-07-7): entered by hand when it
//! comes from the user, and the written notice of any message, numbered.

use super::content::{Note, opened};
use super::frame::{self, agreement_path, pdf, press};
use super::load::{self, Agreement, Filed};
use super::message::{self, BODIES, NewMessage};
use super::paper::{bg, bg_with, kept};
use super::store::assistance_message;
use super::{AgreementId, MessageId};
use crate::app::App;
use crate::assistants::Press;
use crate::people::{self, PaperId};
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Problem, day_values, see};
use law::Law;
use sea_orm::Set;
use serde_json::json;
use ui::Choice;

const MESSAGES: &str = "/assistance/messages";

/// What is told, a line each.
fn facts(note: &Note) -> Vec<[String; 2]> {
    let fact = |(key, value): &(String, String)| {
        let shown = value.parse::<Day>().map_or_else(|_| value.clone(), Day::bg);
        [bg(&format!("assistance-fact-{key}")), shown]
    };
    note.facts.iter().map(fact).collect()
}

/// The written notice of a message: made once, then the same one.
async fn paper(
    tx: &mut Tx,
    (row, filed): (&assistance_message::Model, &Filed),
    press: &Press,
) -> Result<PaperId, StoreError> {
    if let Some(paper) = row.paper_id {
        return Ok(paper);
    }
    let note: Note = opened(tx, ("assistance_message", row.id.0), &row.content_sealed)?;
    let person = filed.row.person_id;
    let values = crate::assistants::who(tx, person, "assistance-notice").await?;
    let value = |key: &str| values.get(key).cloned().unwrap_or_default();
    let mut data = press.frame(&bg("people-paper-assistance-notice"), &bg("assistance-notice-law"));
    data["addressee"] = json!([bg(&format!("assistance-body-{}", row.body))]);
    let args = [
        ("what", bg(&format!("assistance-message-{}", row.kind))),
        ("number", filed.number()),
        ("known", row.known_on.bg()),
    ];
    data["opening"] = bg_with("assistance-notice-opening", &args).into();
    let mut lines = vec![
        [bg("assistance-plan-user"), value("name")],
        [bg("assistance-identifier"), value("identifier")],
    ];
    lines.extend(facts(&note));
    data["sections"] = json!([{ "title": bg("assistance-notice-what"), "lines": lines }]);
    data["signatures"] = json!([{ "role": bg("assistants-mayor"), "name": press.mayor() }]);
    let paper = kept(tx, (person, "assistance-notice"), (data, press)).await?;
    let active =
        assistance_message::ActiveModel { paper_id: Set(Some(paper)), ..Default::default() };
    tx.update::<assistance_message::Entity>(row.id, row.version, active).await?;
    tx.audit(Entry::write("assistance-message", row.id.0).about(Some(person.0)));
    Ok(paper)
}

fn print_act(ctx: &Ctx, row: &assistance_message::Model) -> Act {
    let what = ctx.t(&format!("assistance-message-{}", row.kind)).into_owned();
    let args = [
        ("body", ctx.t(&format!("assistance-body-{}", row.body)).into_owned()),
        ("what", what),
        ("due", row.due_on.bg()),
    ];
    Act::new("assistance-notice-pdf", "/paper", "assistance-notice-button")
        .lead(ctx.ta("assistance-notice-lead", &args))
}

/// `GET /assistance/messages/{message}/paper`: asks before a numbered paper is made.
pub async fn print_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, MessageId)>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = message::one(&tx, id).await?;
    let person = load::application(&tx, row.application_id).await?.row.person_id;
    tx.audit(Entry::read("assistance-message", id.0).about(Some(person.0)));
    tx.commit().await?;
    let page = frame::page(&ctx, ctx.t("assistance-notice-pdf"));
    let around = Around { page, home: format!("{MESSAGES}/{id}"), version: row.version };
    print_act(&ctx, &row).shown(&ctx, around, &Form::empty(ctx.lang))
}

/// `POST /assistance/messages/{message}/paper`.
pub async fn print_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, MessageId)>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let press = press(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(MESSAGES)).await?;
    let mut row = message::one(&tx, id).await?;
    row.version = form.version_or(row.version);
    let filed = load::application(&tx, row.application_id).await?;
    let paper = paper(&mut tx, (&row, &filed), &press).await?;
    tx.audit(Entry::read("assistance-message", id.0).about(Some(filed.row.person_id.0)));
    tx.commit().await?;
    Ok(see(&ctx, &format!("/people/{}/papers/{paper}", filed.row.person_id), None))
}

/// Whom the change concerns: who pays the aid or the supplement, else АСП.
fn told(filed: &Filed) -> &'static str {
    message::bodies(&filed.content).first().copied().unwrap_or(BODIES[0])
}

async fn behind(
    app: &App,
    ctx: &Ctx,
    id: AgreementId,
) -> Result<(Agreement, Filed, String), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let agreement = load::agreement(&tx, id).await?;
    let filed = load::application(&tx, agreement.row.application_id).await?;
    let name = people::head(&tx, agreement.row.person_id).await?.name;
    tx.audit(Entry::read("assistance-agreement", id.0).about(Some(agreement.row.person_id.0)));
    tx.commit().await?;
    Ok((agreement, filed, name))
}

fn shown(
    ctx: &Ctx,
    form: &Form,
    (agreement, name): (&Agreement, &str),
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let body = |code: &str| Choice::new(code, ctx.t(&format!("assistance-body-{code}")));
    let bodies: Vec<Choice> = BODIES.iter().map(|code| body(code)).collect();
    let act = Act::new("assistance-change-told", "/notice", "ui-save")
        .lead(ctx.t("assistance-change-lead"))
        .day(both, "on", ("assistance-known-on", String::new()))
        .among(both, "body", ("assistance-column-to", bodies))
        .area(both, "text", ("assistance-change-text", "assistance-change-hint"));
    let page = frame::page_under(ctx, (agreement, name), act.title());
    let home = agreement_path(agreement.row.id, "");
    act.shown(ctx, Around { page, home, version: 0 }, form)
}

/// `GET /assistance/agreements/{agreement}/notice`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, AgreementId)>,
) -> Result<Response, Problem> {
    let (agreement, filed, name) = behind(&app, &ctx, id).await?;
    let mut values = day_values("on", Some(app.today()));
    values.push(("body".to_owned(), told(&filed).to_owned()));
    shown(&ctx, &Form::filled(ctx.lang, values), (&agreement, &name))
}

/// A change that came to be known: a message with its last day.
///
/// # Errors
/// When the database refuses.
pub async fn tell(
    tx: &mut Tx,
    law: &Law,
    agreement: &Agreement,
    (body, known_on, text): (&'static str, Day, &str),
) -> Result<MessageId, StoreError> {
    let new = NewMessage {
        application: agreement.row.application_id,
        agreement: Some(agreement.row.id),
        body,
        kind: "changed",
        known_on,
        facts: vec![
            ("agreement".to_owned(), agreement.number()),
            ("change".to_owned(), text.to_owned()),
        ],
    };
    let id = message::add(tx, law, &new).await?;
    tx.audit(Entry::write("assistance-message", id.0).about(Some(agreement.row.person_id.0)));
    Ok(id)
}

/// `POST /assistance/agreements/{agreement}/notice`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, AgreementId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (agreement, _, name) = behind(&app, &ctx, id).await?;
    let on = form.day("on");
    if on.is_some_and(|on| on > app.today()) {
        form.wrong("on", "assistance-day-wrong");
    }
    let body = kit::web::chosen(&mut form, "body", &BODIES);
    let text = form.required("text", 2_000);
    let body = BODIES.into_iter().find(|known| *known == body);
    let (Some(on), Some(body), true) = (on, body, form.ok()) else {
        return shown(&ctx, &form, (&agreement, &name));
    };
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(MESSAGES)).await?;
    tell(&mut tx, &law, &agreement, (body, on, &text)).await?;
    tx.commit().await?;
    Ok(see(&ctx, MESSAGES, Some("assistance-done")))
}

/// `GET /assistance/messages.csv`: all messages with their days and outgoing documents.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = message::list(&tx, false).await?;
    tx.audit(Entry::new("print", "assistance-messages", "list"));
    tx.commit().await?;
    let names = ["to", "what", "known", "due", "sent", "document"];
    let heads = names.map(|name| ctx.t(&format!("assistance-column-{name}")).into_owned());
    let line = |row: assistance_message::Model| {
        [
            ctx.t(&format!("assistance-body-{}", row.body)).into_owned(),
            ctx.t(&format!("assistance-message-{}", row.kind)).into_owned(),
            row.known_on.bg(),
            row.due_on.bg(),
            row.sent_on.map(Day::bg).unwrap_or_default(),
            row.document,
        ]
    };
    let text = sheet::csv(&heads, all.into_iter().map(line)).map_err(Problem::internal)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"messages.csv\""),
    ];
    Ok((headers, text).into_response())
}

/// Where the notice of a message is, or is made.
#[must_use]
pub fn address(ctx: &Ctx, row: &assistance_message::Model, person: people::PersonId) -> String {
    match row.paper_id {
        Some(_) => pdf(ctx, person, row.paper_id),
        None => ctx.url(&format!("{MESSAGES}/{}/paper", row.id)),
    }
}
