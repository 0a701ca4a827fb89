//! The same in JSON: contacts, topics with their answers, numbers.

use super::contact::{self, note_of};
use super::desk::Desk;
use super::filter::Filter;
use super::statistics::{Count, numbers};
use super::store::contact::Model;
use super::{ContactId, ScriptId, entry, lists, script};
use crate::app::App;
use crate::forms::{self, AnswersOut, Kind};
use crate::municipality::ServicePointId;
use crate::people::PersonId;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::civil::DateTime;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::{Ctx, Form, Id, PAGE_ROWS, Paging, Problem, day_values};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ui::Lang;

/// A contact as it is sent.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ContactIn {
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<DateTime>,
    topic: String,
    law: String,
    outcome: String,
    channel: String,
    minutes: i32,
    service_point: String,
    place: String,
    settlement: String,
    person: String,
    asker: String,
    sex: String,
    age: String,
    campaign: String,
    documents: Vec<String>,
    #[schema(value_type = Option<String>, format = Date)]
    follow_up: Option<Day>,
    note: String,
    /// Answers in own fields by key; a day as `2026-11-24`, a sum in cents.
    extra: AnswersOut,
}

/// A contact as it is answered; its note only where one is asked for.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ContactOut {
    #[schema(value_type = String)]
    id: ContactId,
    #[schema(value_type = String, format = DateTime)]
    at: DateTime,
    topic: String,
    law: String,
    outcome: String,
    channel: String,
    minutes: i32,
    #[schema(value_type = Option<String>)]
    service_point: Option<ServicePointId>,
    place: String,
    settlement: Option<String>,
    #[schema(value_type = Option<String>)]
    person: Option<PersonId>,
    asker: String,
    sex: String,
    age: String,
    campaign: String,
    documents: Vec<String>,
    #[schema(value_type = Option<String>, format = Date)]
    follow_up: Option<Day>,
    #[schema(value_type = Option<String>)]
    answer: Option<ScriptId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "AnswersOut::is_empty")]
    extra: AnswersOut,
}

fn out(row: &Model) -> ContactOut {
    ContactOut {
        id: row.id,
        at: row.at.local(),
        topic: row.topic.clone(),
        law: row.law.clone(),
        outcome: row.outcome.clone(),
        channel: row.channel.clone(),
        minutes: row.minutes,
        service_point: row.service_point_id,
        place: row.place.clone(),
        settlement: row.ekatte.clone(),
        person: row.person_id,
        asker: row.asker.clone(),
        sex: row.sex.clone(),
        age: row.age_group.clone(),
        campaign: row.campaign.clone(),
        documents: row.documents.split_whitespace().map(str::to_owned).collect(),
        follow_up: row.follow_up_on,
        answer: row.script_id,
        note: None,
        extra: AnswersOut::new(),
    }
}

/// A page of contacts.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ContactsOut {
    rows: Vec<ContactOut>,
    page: u64,
    more: bool,
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/contacts",
    operation_id = "contacts-list",
    params(("page" = Option<String>, Query), ("sort" = Option<String>, Query), ("topic" = Option<String>, Query), ("channel" = Option<String>, Query), ("law" = Option<String>, Query), ("point" = Option<String>, Query), ("worker" = Option<String>, Query), ("campaign" = Option<String>, Query), ("ekatte" = Option<String>, Query)),
    responses((status = 200, description = "", body = ContactsOut)),
)]
pub async fn contacts(
    State(app): State<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let (page, filter) = (Paging::asked(&form), Filter::read(&mut form));
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut rows = filter.page(&tx, page, form.get("sort")).await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id.0).collect();
    let mut kept = forms::plain_values_of(&tx, Kind::Contact, &ids).await?;
    tx.audit(Entry::list("contact"));
    tx.commit().await?;
    let more = rows.len() as u64 > PAGE_ROWS;
    rows.truncate(usize::try_from(PAGE_ROWS).unwrap_or(usize::MAX));
    let one = |row: &Model| {
        let extra = kept.remove(&row.id.0).unwrap_or_default().values.out();
        ContactOut { extra, ..out(row) }
    };
    Ok(Json(ContactsOut { rows: rows.iter().map(one).collect(), page, more }).into_response())
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/contacts/{id}",
    operation_id = "contacts-show",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = ContactOut)),
)]
pub async fn contact(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ContactId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = contact::contact(&tx, id).await?;
    let note = note_of(&tx, &row)?;
    let extra = extra(&tx, id).await?;
    tx.audit(Entry::read("contact", id.0).about(row.person_id.map(|person| person.0)));
    tx.commit().await?;
    let note = Some(note).filter(|note| !note.is_empty());
    Ok(Json(ContactOut { note, extra, ..out(&row) }).into_response())
}

#[utoipa::path(
    post,
    path = "/{municipality}/api/contacts",
    operation_id = "contacts-enter",
    request_body = ContactIn,
    responses((status = 201, description = "", body = ContactOut)),
)]
pub async fn post_contact(
    State(app): State<App>,
    ctx: Ctx,
    sent: Form,
) -> Result<Response, Problem> {
    let came: ContactIn = sent.json()?;
    let at = came.at.map(|at| super::moment::moment_values("at", Instant::of_local(at)));
    let mut values = at.unwrap_or_default();
    values.extend(day_values("follow", came.follow_up));
    let texts = [
        ("topic", came.topic),
        ("law", came.law),
        ("outcome", came.outcome),
        ("channel", came.channel),
        ("minutes", came.minutes.to_string()),
        ("point", came.service_point),
        ("place", came.place),
        ("ekatte", came.settlement),
        ("person", came.person),
        ("asker", came.asker),
        ("sex", came.sex),
        ("age", came.age),
        ("campaign", came.campaign),
        ("note", came.note),
    ];
    values.extend(texts.map(|(name, value)| (name.to_owned(), value)));
    values.extend(came.documents.into_iter().map(|code| ("documents".to_owned(), code)));
    let tx = app.db.read(&ctx.actor).await?;
    let desk = Desk::load(&ctx, &tx).await?;
    let own = desk.forms.on(Kind::Contact, tx.today());
    values.extend(forms::answers(&own, &came.extra));
    let mut form = Form::filled(ctx.lang, values);
    forms::refuse_unknown(&own, &came.extra, &mut form);
    let new = entry::read(&tx, &desk, &mut form, None).await?;
    tx.commit().await?;
    let new = new.ok_or_else(|| form.problem())?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let id = ContactId(tx.new_id());
    tx.use_form(&sent.key(), &ctx.url(&format!("/api/contacts/{id}"))).await?;
    new.save(&mut tx, id).await?;
    let row = contact::contact(&tx, id).await?;
    let extra = extra(&tx, id).await?;
    tx.commit().await?;
    let at = [(header::LOCATION, ctx.url(&format!("/api/contacts/{id}")))];
    Ok((StatusCode::CREATED, at, Json(ContactOut { extra, ..out(&row) })).into_response())
}

/// What was answered in the own fields of a contact.
async fn extra(tx: &Tx, id: ContactId) -> Result<AnswersOut, StoreError> {
    let mut kept = forms::values_of(tx, Kind::Contact, &[id.0]).await?;
    Ok(kept.remove(&id.0).unwrap_or_default().values.out())
}

/// A topic with the answer that holds today.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct TopicOut {
    code: String,
    bg: String,
    en: String,
    law: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<AnswerOut>,
}

/// A version of an answer.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct AnswerOut {
    #[schema(value_type = String)]
    id: ScriptId,
    version: i32,
    text: String,
    article: String,
    approved_by: String,
    #[schema(value_type = String, format = Date)]
    approved_on: Day,
    #[schema(value_type = String, format = Date)]
    valid_from: Day,
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/topics",
    operation_id = "topics-list",
    responses((status = 200, description = "", body = Vec<TopicOut>)),
)]
pub async fn topics(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (lists, scripts) = (lists::Lists::load(&tx).await?, script::all(&tx).await?);
    let today = tx.today();
    tx.audit(Entry::list("answer-script"));
    tx.commit().await?;
    let answer = |topic: &str| {
        let own = scripts.iter().filter(|s| s.topic == topic && s.valid_from <= today);
        let now = own.max_by_key(|script| (script.valid_from, script.number))?;
        Some(AnswerOut {
            id: now.id,
            version: now.number,
            text: now.answer.clone(),
            article: now.article.clone(),
            approved_by: now.approved_by.clone(),
            approved_on: now.approved_on,
            valid_from: now.valid_from,
        })
    };
    let topics = lists.topics.iter().filter(|line| line.holds(today)).map(|line| TopicOut {
        code: line.code.clone(),
        bg: line.bg.clone(),
        en: line.words(Lang::En).to_owned(),
        law: line.law.clone(),
        answer: answer(&line.code),
    });
    Ok(Json(topics.collect::<Vec<_>>()).into_response())
}

/// How many contacts, people, contacts without a name, minutes.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CountOut {
    contacts: i64,
    people: i64,
    anonymous: i64,
    minutes: i64,
}

/// Numbers of a period: the whole, and by value of each thing that is counted by.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct NumbersOut {
    total: CountOut,
    by: BTreeMap<String, BTreeMap<String, CountOut>>,
}

fn count(n: Count) -> CountOut {
    let Count { contacts, people, anonymous, minutes } = n;
    CountOut { contacts, people, anonymous, minutes }
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/contacts/statistics",
    operation_id = "contacts-count",
    params(("period" = Option<String>, Query), ("point" = Option<String>, Query), ("topic" = Option<String>, Query), ("campaign" = Option<String>, Query), ("ekatte" = Option<String>, Query)),
    responses((status = 200, description = "", body = NumbersOut)),
)]
pub async fn statistics(
    State(app): State<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let period = form.get("period").to_owned();
    let filter = Filter::read(&mut form).in_period(&period, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let desk = Desk::load(&ctx, &tx).await?;
    let found = numbers(&tx, &desk, &filter).await?;
    tx.audit(Entry::list("contact-statistics"));
    tx.commit().await?;
    let mut by = BTreeMap::new();
    for (name, _, rows) in found.tables {
        let rows = rows.into_iter().map(|(value, n)| (value, count(n))).collect();
        by.insert(name.to_owned(), rows);
    }
    for (field, rows) in found.own {
        let rows = rows.into_iter().map(|(value, n)| (value, count(n))).collect();
        by.insert(field.name(), rows);
    }
    let months = found.months.into_iter();
    let months = months.map(|(first, (_, n))| (first.0.strftime("%Y-%m").to_string(), count(n)));
    by.insert("month".to_owned(), months.collect());
    Ok(Json(NumbersOut { total: count(found.total), by }).into_response())
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(contacts, contact, post_contact, topics, statistics))]
pub struct ApiDocument;
