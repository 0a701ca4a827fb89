//! Requests to institutions and from them: sent, reminded of, answered, refused, forwarded.

use super::content::{Asked, sealed};
use super::load::Inquiry;
use super::store::cooperation_request;
use super::{InquiryId, InstitutionId};
use crate::people::PersonId;
use crate::referral::{Brief, CaseId};
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::{AccountId, Day};
use sea_orm::{IntoActiveModel, Set};

/// The municipality asks.
pub const OUT: &str = "out";
/// The municipality is asked.
pub const IN: &str = "in";

/// Whom a request is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Whom {
    /// The case.
    pub case: Option<CaseId>,
    /// Its person.
    pub person: Option<PersonId>,
    /// Who works on the case, when nobody signed in enters the request.
    pub officer: Option<AccountId>,
}

impl Whom {
    /// The person of a case.
    #[must_use]
    pub fn of(case: &Brief) -> Whom {
        Whom { case: Some(case.id), person: Some(case.person), officer: case.officer }
    }
}

/// A request to be entered.
#[derive(Clone, Debug)]
pub struct NewInquiry {
    /// [`OUT`] or [`IN`].
    pub direction: &'static str,
    /// Whom we ask, or who asks.
    pub institution: InstitutionId,
    /// Whom it is about.
    pub whom: Whom,
    /// The request that was forwarded by somebody else.
    pub previous: Option<InquiryId>,
    /// A code of the grounds.
    pub ground: String,
    /// When it was sent or came.
    pub sent_on: Day,
    /// Until when it is to be answered.
    pub due_on: Day,
    /// What is asked, and for what.
    pub asked: Asked,
}

/// Enters a request; its number is of its own register.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, new: &NewInquiry) -> Result<InquiryId, StoreError> {
    let id = InquiryId(tx.new_id());
    let year = i32::from(new.sent_on.0.year());
    let register = match new.direction {
        OUT => "cooperation-request",
        _ => "cooperation-received",
    };
    let row = cooperation_request::Model {
        municipality_id: tx.municipality(),
        id,
        direction: new.direction.to_owned(),
        year,
        number: tx.next_number(register, year).await?,
        institution_id: new.institution,
        case_id: new.whom.case,
        person_id: new.whom.person,
        officer_id: tx.actor().account.or(new.whom.officer),
        previous_id: new.previous,
        ground: new.ground.clone(),
        sent_on: new.sent_on,
        due_on: new.due_on,
        reminded_on: None,
        answered_on: None,
        outcome: String::new(),
        forwarded_id: None,
        content_sealed: sealed(tx, ("cooperation_request", id.0), &new.asked)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    let kind = if new.direction == OUT { "institution-asked" } else { "institution-asks" };
    told(tx, (kind, id), new.whom, vec![("day", new.due_on.bg())]).await?;
    Ok(id)
}

/// On the timeline of the person when the request is about one, else in the audit alone.
async fn told(
    tx: &mut Tx,
    (kind, id): (&'static str, InquiryId),
    whom: Whom,
    data: Vec<(&'static str, String)>,
) -> Result<(), StoreError> {
    let (person, case) = (whom.person.map(|id| id.0), whom.case.map(|id| id.0));
    if person.is_some() {
        tx.event(Event { kind, person, case, data }).await?;
    }
    tx.audit(Entry::write(kind, id.0).about(person));
    Ok(())
}

/// Whom a request is about.
#[must_use]
pub fn whom(one: &Inquiry) -> Whom {
    let row = &one.row;
    Whom { case: row.case_id, person: row.person_id, officer: row.officer_id }
}

/// Notes that the other side was reminded.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn reminded(tx: &mut Tx, one: &Inquiry, version: i32) -> Result<(), StoreError> {
    let id = one.row.id;
    let mut asked = one.content.clone();
    asked.reminders.push(tx.today());
    let active = cooperation_request::ActiveModel {
        reminded_on: Set(Some(tx.today())),
        content_sealed: Set(sealed(tx, ("cooperation_request", id.0), &asked)?),
        ..Default::default()
    };
    tx.update::<cooperation_request::Entity>(id, version, active).await?;
    tx.audit(Entry::write("cooperation-reminded", id.0).about(one.row.person_id.map(|id| id.0)));
    Ok(())
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// A code of [`super::course::OUTCOMES`].
    pub outcome: String,
    /// The day of the answer, of the refusal, of the forwarding.
    pub on: Day,
    /// To whom it was forwarded.
    pub to: Option<InstitutionId>,
    /// The number of the other side's letter.
    pub number: String,
    /// The answer, or the reason.
    pub text: String,
}

/// What is wrong with the end of a request: field and key of the text.
#[must_use]
pub fn wrong(one: &Inquiry, ended: &Ended, today: Day) -> Vec<(&'static str, &'static str)> {
    let mut wrong = Vec::new();
    if ended.on > today {
        wrong.push(("on", "cooperation-wrong-future"));
    }
    if ended.on < one.row.sent_on {
        wrong.push(("on", "cooperation-wrong-before-it"));
    }
    if ended.to.is_none() && ended.outcome == "forwarded" {
        wrong.push(("to", "form-choose"));
    }
    if ended.to == Some(one.row.institution_id) {
        wrong.push(("to", "cooperation-wrong-same"));
    }
    wrong
}

/// Notes the end of a request. One of ours that was forwarded goes on as a request to whoever
/// answers now, with a term of its own.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn ended(
    tx: &mut Tx,
    one: &Inquiry,
    (ended, due_on): (&Ended, Day),
    version: i32,
) -> Result<Option<InquiryId>, StoreError> {
    let id = one.row.id;
    let mut asked = one.content.clone();
    if one.row.direction == OUT && !ended.number.is_empty() {
        asked.their_number.clone_from(&ended.number);
    }
    match ended.outcome.as_str() {
        "answered" => asked.answer.clone_from(&ended.text),
        _ => asked.why.clone_from(&ended.text),
    }
    let active = cooperation_request::ActiveModel {
        answered_on: Set(Some(ended.on)),
        outcome: Set(ended.outcome.clone()),
        forwarded_id: Set(ended.to),
        content_sealed: Set(sealed(tx, ("cooperation_request", id.0), &asked)?),
        ..Default::default()
    };
    tx.update::<cooperation_request::Entity>(id, version, active).await?;
    let late = if ended.on > one.row.due_on { "yes" } else { "no" };
    let kind = match (one.row.direction == OUT, ended.outcome.as_str()) {
        (_, "withdrawn") => "institution-withdrawn",
        (true, _) => "institution-answered",
        (false, _) => "institution-told",
    };
    told(tx, (kind, id), whom(one), vec![("late", late.to_owned())]).await?;
    let goes_on = ended.to.filter(|_| one.row.direction == OUT && ended.outcome == "forwarded");
    let Some(institution) = goes_on else { return Ok(None) };
    let new = NewInquiry {
        direction: OUT,
        institution,
        whom: whom(one),
        previous: Some(id),
        ground: one.row.ground.clone(),
        sent_on: ended.on,
        due_on,
        asked: Asked {
            question: one.content.question.clone(),
            need: one.content.need.clone(),
            ..Asked::default()
        },
    };
    Ok(Some(add(tx, &new).await?))
}
