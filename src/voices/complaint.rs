//! Complaints, signals and proposals: entered with a number and a code by which whoever sent them follows
//! them, given to somebody, looked into step by step, passed on, answered, opened again.

use super::content::{Done, Said, opened, sealed};
use super::course::{BODIES, OUTCOMES, STEPS, State, may_answer, rule};
use super::frame::{Press, bg, bg_with, term};
use super::paper;
use super::sheet::digits_of;
use super::store::{voice_complaint, voice_step};
use super::{ComplaintId, StepId, VoicePaperId};
use crate::services::{ProviderId, ServiceId};
use kit::audit::Entry;
use kit::crypto::{Index, fingerprint};
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::Problem;
use law::Law;
use sea_orm::{ColumnTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, Set};
use serde_json::json;
use ui::Lang;

/// By what the codes are made with which a complaint is followed.
pub const SECRET: Index = Index::new("voice_complaint", "secret");
/// So many a day are taken from the page for anybody; the rest come to the office.
pub const MOST_A_DAY: u64 = 200;
/// Sixteen digits: nobody guesses them.
const DIGITS: u64 = 10_000_000_000_000_000;

/// A complaint, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The row.
    pub row: voice_complaint::Model,
    /// Where it stands.
    pub state: State,
    /// What it says.
    pub content: Said,
}

/// The number of a complaint in words.
#[must_use]
pub fn number(row: &voice_complaint::Model) -> String {
    let args = [("year", row.year.to_string()), ("number", format!("{:05}", row.number))];
    let key = format!("voices-number-{}", row.kind);
    ui::text::text_args(Lang::Bg, &key, &args).into_owned()
}

/// Where a row stands.
#[must_use]
pub fn state(row: &voice_complaint::Model) -> State {
    State::from_code(&row.state).unwrap_or(State::Open)
}

/// What came.
#[derive(Clone, Debug, Default)]
pub struct New {
    /// A code of [`super::course::SORTS`].
    pub kind: String,
    /// A code of [`super::course::VIAS`].
    pub via: String,
    /// A code of [`super::course::TOPICS`].
    pub topic: String,
    /// About which service, and whose.
    pub service: Option<(ServiceId, ProviderId)>,
    /// About which provider, when about no service alone.
    pub provider: Option<ProviderId>,
    /// What it says.
    pub content: Said,
    /// The key of the form that anybody sent: the code is made of it, so that who sends it twice is led
    /// to the same page. Empty when it was entered in the office.
    pub form_key: String,
}

/// The code by which a complaint is followed, made of something that only its sender knows.
///
/// # Errors
/// When the municipality's key is gone.
pub fn code_of(tx: &Tx, seed: &str) -> Result<String, StoreError> {
    Ok(digits_of(&tx.key().secret(&SECRET, seed)?, DIGITS))
}

async fn step(
    tx: &mut Tx,
    (complaint, paper): (ComplaintId, Option<VoicePaperId>),
    (kind, day, text): (&'static str, Day, &str),
) -> Result<(), StoreError> {
    let id = StepId(tx.new_id());
    let content = Done { text: text.to_owned() };
    let row = voice_step::Model {
        municipality_id: tx.municipality(),
        id,
        complaint_id: complaint,
        kind: kind.to_owned(),
        day,
        content_sealed: sealed(tx, ("voice_step", id.0), &content)?,
        paper_id: paper,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("voice-complaint", complaint.0));
    Ok(())
}

/// Enters what came on a day.
///
/// # Errors
/// When it says nothing, or the database refuses.
pub async fn add(tx: &mut Tx, law: &Law, (new, on): (&New, Day)) -> Result<ComplaintId, Problem> {
    if new.content.about.trim().is_empty() || on > tx.today() {
        return Err(Problem::Impossible("voices-refused-empty"));
    }
    let id = ComplaintId(tx.new_id());
    let year = i32::from(on.0.year());
    let seed = if new.form_key.is_empty() { id.to_string() } else { new.form_key.clone() };
    let code = code_of(tx, &seed)?;
    let print = fingerprint(&code);
    let content = Said { code, ..new.content.clone() };
    let row = voice_complaint::Model {
        municipality_id: tx.municipality(),
        id,
        year,
        number: tx.next_number("voice-complaint", year).await?,
        kind: new.kind.clone(),
        via: new.via.clone(),
        topic: new.topic.clone(),
        service_id: new.service.map(|(service, _)| service),
        provider_id: new.service.map(|(_, provider)| provider).or(new.provider),
        received_on: on,
        due_on: term(law, rule(&new.kind), on)?,
        state: State::Open.code().to_owned(),
        outcome: String::new(),
        officer_id: None,
        forwarded: String::new(),
        answered_on: None,
        is_anonymous: new.content.from.is_empty(),
        reopened: 0,
        fingerprint: print,
        content_sealed: sealed(tx, ("voice_complaint", id.0), &content)?,
        paper_id: None,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    step(tx, (id, None), (STEPS[0], on, "")).await?;
    Ok(id)
}

/// How many came through the page for anybody on a day.
///
/// # Errors
/// When the database does not answer.
pub async fn came_by_page(tx: &Tx, day: Day) -> Result<u64, StoreError> {
    use voice_complaint::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::ReceivedOn.eq(day));
    Ok(rows.filter(Column::Via.eq("page")).count(tx.conn()).await?)
}

fn opened_one(tx: &Tx, row: voice_complaint::Model) -> Result<Complaint, StoreError> {
    let content = opened(tx, ("voice_complaint", row.id.0), &row.content_sealed)?;
    Ok(Complaint { state: state(&row), row, content })
}

/// One complaint.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn complaint(tx: &Tx, id: ComplaintId) -> Result<Complaint, StoreError> {
    let row = tx.find::<voice_complaint::Entity>().filter(voice_complaint::Column::Id.eq(id));
    opened_one(tx, row.one(tx.conn()).await?.ok_or(StoreError::NotFound)?)
}

/// The complaint behind a code.
///
/// # Errors
/// [`Problem::NotFound`] when there is none: guessing is counted by the guard.
pub async fn behind(tx: &Tx, code: &str) -> Result<Complaint, Problem> {
    use voice_complaint::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Fingerprint.eq(fingerprint(code)));
    let row = row.one(tx.conn()).await?.ok_or(Problem::NotFound)?;
    Ok(opened_one(tx, row)?)
}

/// What came between two days, oldest first. Nothing personal is opened.
///
/// # Errors
/// When the database does not answer.
pub async fn between(
    tx: &Tx,
    (from, to): (Day, Day),
) -> Result<Vec<voice_complaint::Model>, StoreError> {
    use voice_complaint::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::ReceivedOn.between(from, to))
        .order_by_asc(Column::ReceivedOn)
        .order_by_asc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// What was done with a complaint, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn steps(
    tx: &Tx,
    id: ComplaintId,
) -> Result<Vec<(voice_step::Model, String)>, StoreError> {
    use voice_step::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::ComplaintId.eq(id)).order_by_asc(Column::Id);
    let read = |row: voice_step::Model| {
        let done: Done = opened(tx, ("voice_step", row.id.0), &row.content_sealed)?;
        Ok((row, done.text))
    };
    rows.all(tx.conn()).await?.into_iter().map(read).collect()
}

async fn change(
    tx: &Tx,
    one: &Complaint,
    active: voice_complaint::ActiveModel,
) -> Result<(), StoreError> {
    tx.update::<voice_complaint::Entity>(one.row.id, one.row.version, active).await
}

fn refused() -> Problem {
    Problem::Impossible("voices-refused-state")
}

/// Gives a complaint to somebody.
///
/// # Errors
/// When it is answered.
pub async fn assign(
    tx: &mut Tx,
    one: &Complaint,
    (officer, name): (AccountId, &str),
) -> Result<(), Problem> {
    if one.state != State::Open {
        return Err(refused());
    }
    let active =
        voice_complaint::ActiveModel { officer_id: Set(Some(officer)), ..Default::default() };
    change(tx, one, active).await?;
    let today = tx.today();
    Ok(step(tx, (one.row.id, None), (STEPS[1], today, name)).await?)
}

/// Notes what was done.
///
/// # Errors
/// When it is answered, or the day is before it came or in the future.
pub async fn note(tx: &mut Tx, one: &Complaint, (on, text): (Day, &str)) -> Result<(), Problem> {
    if !may_answer((one.state, one.row.received_on), on, tx.today()) {
        return Err(refused());
    }
    // The version is raised: whoever answers over an older page sees that something was done.
    change(tx, one, voice_complaint::ActiveModel::default()).await?;
    Ok(step(tx, (one.row.id, None), (STEPS[2], on, text)).await?)
}

/// Passes a complaint on, with a letter. It stays open until whoever sent it is answered.
///
/// # Errors
/// When it is answered, or nobody such is known.
pub async fn forward(
    tx: &mut Tx,
    (one, press): (&Complaint, &Press),
    (body, whom, text): (&str, &str, &str),
) -> Result<(), Problem> {
    if one.state != State::Open || !BODIES.contains(&body) {
        return Err(refused());
    }
    let mut data = press.frame(&bg("voices-paper-forward"), &bg("voices-forward-ground"));
    data["addressee"] = json!([whom]);
    let args = [("number", number(&one.row)), ("received", one.row.received_on.bg())];
    data["opening"] = bg_with("voices-forward-opening", &args).into();
    data["sections"] = json!([
        { "title": bg("voices-about"), "text": one.content.about },
        { "title": bg("voices-forward-asked"), "text": text },
    ]);
    data["signatures"] = json!([{ "role": bg("voices-mayor"), "name": press.mayor() }]);
    let paper = paper::add(tx, press, (paper::FORWARD, one.row.id.0, data)).await?;
    let active =
        voice_complaint::ActiveModel { forwarded: Set(body.to_owned()), ..Default::default() };
    change(tx, one, active).await?;
    let (today, said) = (tx.today(), format!("{whom}\n{text}"));
    Ok(step(tx, (one.row.id, Some(paper)), (STEPS[3], today, &said)).await?)
}

/// Answers, with a letter to whoever is named; also after the term, which lists then show.
///
/// # Errors
/// When it is answered already, or the day is before it came or in the future.
pub async fn answer(
    tx: &mut Tx,
    (one, press): (&Complaint, &Press),
    (on, outcome, text): (Day, &str, &str),
) -> Result<(), Problem> {
    let may = may_answer((one.state, one.row.received_on), on, tx.today());
    if !may || !OUTCOMES.contains(&outcome) || text.trim().is_empty() {
        return Err(refused());
    }
    let id = one.row.id;
    let paper = if one.content.from.is_empty() {
        None
    } else {
        let mut data = press.frame(&bg("voices-paper-answer"), &bg("voices-answer-ground"));
        data["addressee"] = json!([one.content.from, one.content.contact]);
        let args = [("number", number(&one.row)), ("received", one.row.received_on.bg())];
        data["opening"] = bg_with("voices-answer-opening", &args).into();
        data["sections"] = json!([{ "title": bg("voices-answer"), "text": text }]);
        data["signatures"] = json!([{ "role": bg("voices-mayor"), "name": press.mayor() }]);
        Some(paper::add(tx, press, (paper::ANSWER, id.0, data)).await?)
    };
    let content = Said { answer: text.to_owned(), ..one.content.clone() };
    let active = voice_complaint::ActiveModel {
        state: Set(State::Answered.code().to_owned()),
        outcome: Set(outcome.to_owned()),
        answered_on: Set(Some(on)),
        content_sealed: Set(sealed(tx, ("voice_complaint", id.0), &content)?),
        paper_id: Set(paper),
        ..Default::default()
    };
    change(tx, one, active).await?;
    Ok(step(tx, (id, paper), (STEPS[4], on, text)).await?)
}

/// Opens a complaint again: a new term runs from today.
///
/// # Errors
/// When it is not answered.
pub async fn reopen(tx: &mut Tx, law: &Law, (one, why): (&Complaint, &str)) -> Result<(), Problem> {
    if one.state != State::Answered {
        return Err(refused());
    }
    let today = tx.today();
    let active = voice_complaint::ActiveModel {
        state: Set(State::Open.code().to_owned()),
        outcome: Set(String::new()),
        answered_on: Set(None),
        due_on: Set(term(law, rule(&one.row.kind), today)?),
        reopened: Set(one.row.reopened + 1),
        ..Default::default()
    };
    change(tx, one, active).await?;
    Ok(step(tx, (one.row.id, None), (STEPS[5], today, why)).await?)
}
