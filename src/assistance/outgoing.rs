//! What goes out: records for the register of employment, and messages to АСП and НОИ; each list with
//! its days, each row to be marked as sent.

use super::annex;
use super::content::{Note, opened};
use super::frame::{self, YES_NO, is_yes, sections};
use super::load;
use super::store::{assistance_contract, assistance_message, assistance_record};
use super::{ApplicationId, ContractId, MessageId, RecordId, WRITE, message, record};
use crate::app::App;
use crate::assistants;
use crate::people;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{
    Act, Around, Ctx, Form, Problem, choices, cut, day_values, html, list_address, see,
};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect, QueryTrait};
use std::collections::HashMap;
use ui::{Choice, Head, Link, NavItem, Pages};

const RECORDS: &str = "/assistance/records";
const MESSAGES: &str = "/assistance/messages";

struct Row {
    href: String,
    notice: String,
    what: String,
    about: String,
    due: String,
    sent: String,
    colour: &'static str,
}

#[derive(Template)]
#[template(path = "assistance/outgoing.html")]
struct OutgoingPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    lead: String,
    action: String,
    file: String,
    january: String,
    annexes: Vec<Link>,
    form: Form,
    shown: Vec<Choice>,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
}

fn colour(sent: Option<Day>, due: Day, today: Day) -> &'static str {
    match sent {
        Some(_) => "green",
        None if due < today => "red",
        None => "yellow",
    }
}

/// One page of what a list asks for: only its rows are looked at more closely.
fn page_of<T>(ctx: &Ctx, (rest, form): (&str, &Form), all: Vec<T>) -> (Vec<T>, Pages) {
    let path = ctx.url(&format!("{}{rest}", frame::HOME));
    cut(all, form, &list_address(&path, &[("shown", form.get("shown"))]))
}

fn drawn(
    ctx: &Ctx,
    (rest, (rows, pages), form): (&str, (Vec<Row>, Pages), Form),
    (title, lead, file): (&str, &str, String),
    annexes: Vec<Link>,
) -> Result<Response, Problem> {
    let path = ctx.url(&format!("{}{rest}", frame::HOME));
    let column = |name: &str| Head::new(ctx.t(&format!("assistance-column-{name}")));
    let is_records = rest == "/records" && ctx.actor.may(WRITE);
    let january = is_records.then_some("/assistance/records/january");
    html(&OutgoingPage {
        page: ctx.page(ctx.t(title)),
        sections: sections(ctx, rest),
        lead: ctx.t(lead).into_owned(),
        action: path,
        january: january.map(|path| ctx.url(path)).unwrap_or_default(),
        annexes,
        file,
        shown: choices(ctx, &["all"], form.get("shown"), |code| format!("assistance-shown-{code}")),
        heads: ["what", "about", "due", "sent"].map(column).into(),
        rows,
        pages,
        form,
    })
}

/// `GET /assistance/records`.
pub async fn records(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = record::list(&tx, form.get("shown") != "all").await?;
    let (all, pages) = page_of(&ctx, ("/records", &form), all);
    let ids: Vec<ContractId> = all.iter().map(|one| one.contract_id).collect();
    let contracts = load::contracts_by(&tx, &ids).await?;
    let names = workers(&tx, &ids).await?;
    let about = |one: &assistance_record::Model| {
        let contract = contracts.get(&one.contract_id);
        let name = contract.and_then(|contract| names.get(&contract.row.assistant_id));
        let number = contract.map(load::Contract::number).unwrap_or_default();
        let parts = [name.cloned().unwrap_or_default(), number, one.code.clone()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let row = |one: &assistance_record::Model| Row {
        href: ctx.url(&format!("{RECORDS}/{}", one.id)),
        notice: String::new(),
        what: ctx.t(&format!("assistance-record-{}", one.kind)).into_owned(),
        about: about(one),
        due: one.due_on.bg(),
        sent: one.sent_on.map(Day::bg).unwrap_or_default(),
        colour: colour(one.sent_on, one.due_on, app.today()),
    };
    let rows: Vec<Row> = all.iter().map(row).collect();
    let annexes = if ctx.actor.may(WRITE) { annex::last(&tx).await? } else { None };
    tx.audit(Entry::list("assistance-records"));
    tx.commit().await?;
    let file = ctx.url("/assistance/records.csv");
    let words = ("assistance-records", "assistance-records-lead", file);
    let annexes = annex::links(&ctx, annexes.as_ref());
    drawn(&ctx, ("/records", (rows, pages), form), words, annexes)
}

/// The names of the assistants of some contracts.
async fn workers(
    tx: &Tx,
    ids: &[ContractId],
) -> Result<HashMap<assistants::AssistantId, String>, StoreError> {
    let own = tx
        .find::<assistance_contract::Entity>()
        .filter(assistance_contract::Column::Id.is_in(ids.iter().copied()))
        .select_only()
        .column(assistance_contract::Column::AssistantId)
        .into_query();
    let known = assistants::assistants_in(tx, own).await?;
    let persons: Vec<people::PersonId> = known.values().map(|one| one.person).collect();
    let heads = people::heads(tx, &persons).await?;
    let named = known.into_iter().filter_map(|(id, one)| {
        let head = heads.get(&one.person)?;
        Some((id, head.name.clone()))
    });
    Ok(named.collect())
}

/// `GET /assistance/messages`.
pub async fn messages(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = message::list(&tx, form.get("shown") != "all").await?;
    let (all, pages) = page_of(&ctx, ("/messages", &form), all);
    let ids: Vec<ApplicationId> = all.iter().map(|one| one.application_id).collect();
    let known = load::applications_by(&tx, &ids).await?;
    let persons: Vec<people::PersonId> = known.values().map(|one| one.row.person_id).collect();
    let heads = people::heads(&tx, &persons).await?;
    let row = |one: &assistance_message::Model| {
        let filed = known.get(&one.application_id)?;
        let person = filed.row.person_id;
        let name = heads.get(&person).map(|head| head.name.clone()).unwrap_or_default();
        let what = ctx.t(&format!("assistance-message-{}", one.kind));
        let body = ctx.t(&format!("assistance-body-{}", one.body));
        Some(Row {
            href: ctx.url(&format!("{MESSAGES}/{}", one.id)),
            notice: super::notice::address(&ctx, one, person),
            what: format!("{body}: {what}"),
            about: format!("{name}, {}", filed.number()),
            due: one.due_on.bg(),
            sent: one.sent_on.map(Day::bg).unwrap_or_default(),
            colour: colour(one.sent_on, one.due_on, app.today()),
        })
    };
    let rows: Vec<Row> = all.iter().filter_map(row).collect();
    tx.audit(Entry::list("assistance-messages"));
    tx.commit().await?;
    let file = ctx.url("/assistance/messages.csv");
    let words = ("assistance-messages", "assistance-messages-lead", file);
    drawn(&ctx, ("/messages", (rows, pages), form), words, Vec::new())
}

fn record_act(ctx: &Ctx, form: &Form, facts: Vec<(String, String)>) -> Act {
    Act::new("assistance-record-sent", "", "ui-save")
        .facts(facts)
        .day((ctx, form), "on", ("assistance-sent-on", String::new()))
        .line((ctx, form), "protocol", "assistance-protocol")
        .one((ctx, form), "rejected", ("assistance-rejected", &YES_NO), |code| {
            format!("assistance-{code}")
        })
}

async fn record_behind(
    app: &App,
    ctx: &Ctx,
    id: RecordId,
) -> Result<(assistance_record::Model, Vec<(String, String)>), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = record::one(&tx, id).await?;
    let contract = load::contract(&tx, row.contract_id).await?;
    let assistant = assistants::assistant(&tx, contract.row.assistant_id).await?.person;
    let name = people::head(&tx, assistant).await?.name;
    tx.audit(Entry::read("assistance-record", id.0).about(Some(assistant.0)));
    tx.commit().await?;
    let facts = [
        ("assistance-column-what", ctx.t(&format!("assistance-record-{}", row.kind)).into_owned()),
        ("assistance-column-code", row.code.clone()),
        ("assistance-contract", contract.number()),
        ("assistance-assistant", name),
        ("assistance-column-due", row.due_on.bg()),
        ("assistance-column-sent", row.sent_on.map(Day::bg).unwrap_or_default()),
        ("assistance-protocol", row.protocol.clone()),
    ]
    .map(|(key, text)| (ctx.t(key).into_owned(), text));
    Ok((row, facts.into()))
}

/// `GET /assistance/records/{record}`.
pub async fn record_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, RecordId)>,
) -> Result<Response, Problem> {
    let (row, facts) = record_behind(&app, &ctx, id).await?;
    let mut values = day_values("on", Some(app.today()));
    values.push(("rejected".to_owned(), "no".to_owned()));
    let form = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    let page = frame::page(&ctx, ctx.t("assistance-record-sent"));
    let home = format!("{RECORDS}/{id}");
    record_act(&ctx, &form, facts).shown(&ctx, Around { page, home, version: row.version }, &form)
}

/// `POST /assistance/records/{record}`.
pub async fn record_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, RecordId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (mut row, facts) = record_behind(&app, &ctx, id).await?;
    if !ctx.actor.may(WRITE) || row.sent_on.is_some() {
        return Err(Problem::Impossible("assistance-refused-sent"));
    }
    let on = form.day("on");
    let protocol = form.required("protocol", 100);
    let rejected = is_yes(&form, "rejected");
    let (Some(on), true) = (on, form.ok()) else {
        let page = frame::page(&ctx, ctx.t("assistance-record-sent"));
        let around = Around { page, home: format!("{RECORDS}/{id}"), version: row.version };
        return record_act(&ctx, &form, facts).shown(&ctx, around, &form);
    };
    row.version = form.version_or(row.version);
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(RECORDS)).await?;
    ctx.sent(&tx, &form).await?;
    record::sent(&mut tx, &law, &row, (on, &protocol, rejected)).await?;
    tx.commit().await?;
    Ok(see(&ctx, RECORDS, Some("assistance-done")))
}

fn message_act(ctx: &Ctx, form: &Form, facts: Vec<(String, String)>) -> Act {
    Act::new("assistance-message-sent", "", "ui-save")
        .facts(facts)
        .day((ctx, form), "on", ("assistance-sent-on", String::new()))
        .line((ctx, form), "document", "assistance-sent-document")
}

async fn message_behind(
    app: &App,
    ctx: &Ctx,
    id: MessageId,
) -> Result<(assistance_message::Model, Vec<(String, String)>), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = message::one(&tx, id).await?;
    let note: Note = opened(&tx, ("assistance_message", id.0), &row.content_sealed)?;
    let filed = load::application(&tx, row.application_id).await?;
    let person = filed.row.person_id;
    let name = people::head(&tx, person).await?.name;
    tx.audit(Entry::read("assistance-message", id.0).about(Some(person.0)));
    tx.commit().await?;
    let mut facts = vec![
        ("assistance-column-to", ctx.t(&format!("assistance-body-{}", row.body)).into_owned()),
        ("assistance-column-what", ctx.t(&format!("assistance-message-{}", row.kind)).into_owned()),
        ("assistance-column-name", name),
        ("assistance-application", filed.number()),
        ("assistance-known-on", row.known_on.bg()),
        ("assistance-column-due", row.due_on.bg()),
        ("assistance-column-sent", row.sent_on.map(Day::bg).unwrap_or_default()),
        ("assistance-sent-document", row.document.clone()),
    ];
    let fact = |(key, value): &(String, String)| {
        let shown = value.parse::<Day>().map_or_else(|_| value.clone(), Day::bg);
        format!("{}: {shown}", ctx.t(&format!("assistance-fact-{key}")))
    };
    facts.push(("assistance-text", note.facts.iter().map(fact).collect::<Vec<_>>().join("; ")));
    let words = facts.into_iter().map(|(key, text)| (ctx.t(key).into_owned(), text));
    Ok((row, words.collect()))
}

/// `GET /assistance/messages/{message}`.
pub async fn message_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, MessageId)>,
) -> Result<Response, Problem> {
    let (row, facts) = message_behind(&app, &ctx, id).await?;
    let form = Form::filled(ctx.lang, day_values("on", Some(app.today())));
    let form = ctx.resumed(form, &[]).await?;
    let page = frame::page(&ctx, ctx.t("assistance-message-sent"));
    let home = format!("{MESSAGES}/{id}");
    message_act(&ctx, &form, facts).shown(&ctx, Around { page, home, version: row.version }, &form)
}

/// `POST /assistance/messages/{message}`.
pub async fn message_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, MessageId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (mut row, facts) = message_behind(&app, &ctx, id).await?;
    if !ctx.actor.may(WRITE) || row.sent_on.is_some() {
        return Err(Problem::Impossible("assistance-refused-sent"));
    }
    let on = form.day("on");
    let document = form.required("document", 200);
    let (Some(on), true) = (on, form.ok()) else {
        let page = frame::page(&ctx, ctx.t("assistance-message-sent"));
        let around = Around { page, home: format!("{MESSAGES}/{id}"), version: row.version };
        return message_act(&ctx, &form, facts).shown(&ctx, around, &form);
    };
    row.version = form.version_or(row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(MESSAGES)).await?;
    ctx.sent(&tx, &form).await?;
    message::sent(&mut tx, &row, (on, &document)).await?;
    tx.commit().await?;
    Ok(see(&ctx, MESSAGES, Some("assistance-done")))
}
