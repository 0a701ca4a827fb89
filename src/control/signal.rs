//! The register of complaints and signals (чл. 21, ал. 2, т. 9 и 10 ЗЛП): what came, the visit that
//! follows, the decision in its term, the answer.

use super::content::{Said, sealed};
use super::course::{KINDS, Signalled};
use super::frame::{SIGNAL, bg, bg_with, term};
use super::load::{self, Signal};
use super::paper;
use super::store::control_signal::{ActiveModel, Entity, Model};
use super::visit::{self, NewVisit};
use super::{SignalId, VisitId};
use crate::assistance::Pair;
use crate::assistants::Press;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::Problem;
use law::Law;
use sea_orm::{IntoActiveModel, Set};
use serde_json::json;

/// What it is; words have the key `control-signal-kind-<code>`.
pub const SORTS: [&str; 3] = ["complaint", "signal", "conflict"];
/// How it came; words have the key `control-via-<code>`.
pub const VIAS: [&str; 6] = ["desk", "phone", "letter", "email", "service", "visit"];
/// What was found; words have the key `control-signal-outcome-<code>`.
pub const OUTCOMES: [&str; 4] = ["founded", "partly", "unfounded", "elsewhere"];

/// A complaint or a signal that came.
#[derive(Clone, Debug)]
pub struct NewSignal {
    /// A code of [`SORTS`].
    pub kind: String,
    /// A code of [`VIAS`].
    pub via: String,
    /// The day.
    pub received_on: Day,
    /// What it says.
    pub content: Said,
}

/// Enters a complaint or a signal; about a pair, when it is known.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    law: &Law,
    (new, pair): (&NewSignal, Option<&Pair>),
) -> Result<SignalId, StoreError> {
    let id = SignalId(tx.new_id());
    let year = i32::from(new.received_on.0.year());
    let number = tx.next_number("control-signal", year).await?;
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        year,
        number,
        kind: new.kind.clone(),
        via: new.via.clone(),
        person_id: pair.map(|pair| pair.user),
        agreement_id: pair.map(|pair| pair.agreement),
        received_on: new.received_on,
        due_on: term(law, SIGNAL, new.received_on)?,
        state: Signalled::Open.code().to_owned(),
        outcome: String::new(),
        decided_on: None,
        answered_on: None,
        content_sealed: sealed(tx, ("control_signal", id.0), &new.content)?,
        paper_id: None,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    if let Some(pair) = pair {
        let one = load::signal(tx, id).await?;
        let data = vec![("note", one.number())];
        let (kind, person) = ("control-signalled", Some(pair.user.0));
        tx.event(Event { kind, person, case: None, data }).await?;
    }
    tx.audit(Entry::write("control-signal", id.0).about(pair.map(|pair| pair.user.0)));
    Ok(id)
}

/// A visit on a signal (чл. 12, ал. 3 Наредба № РД-07-7).
///
/// # Errors
/// When the signal is decided, or about no pair.
pub async fn visit(
    tx: &mut Tx,
    (signal, pair): (&Signal, &Pair),
    (on, officer): (Day, Option<AccountId>),
) -> Result<VisitId, Problem> {
    if signal.state != Signalled::Open || signal.row.agreement_id != Some(pair.agreement) {
        return Err(Problem::Impossible("control-refused-signal"));
    }
    let usual = NewVisit::usual(on, signal.row.due_on, officer);
    let new = NewVisit { kind: KINDS[1], signal: Some(signal.row.id), ..usual };
    Ok(visit::plan(tx, pair, &new).await?)
}

/// Decides, with reasons.
///
/// # Errors
/// When it was decided before, or the day is not between its coming and today.
pub async fn decide(
    tx: &mut Tx,
    signal: &Signal,
    (on, outcome): (Day, &str),
    (decision, action): (&str, &str),
) -> Result<(), Problem> {
    let in_time = signal.row.received_on <= on && on <= tx.today();
    if signal.state != Signalled::Open || !in_time || !OUTCOMES.contains(&outcome) {
        return Err(Problem::Impossible("control-refused-signal"));
    }
    let id = signal.row.id;
    let content =
        Said { decision: decision.to_owned(), action: action.to_owned(), ..signal.content.clone() };
    let active = ActiveModel {
        state: Set(Signalled::Decided.code().to_owned()),
        outcome: Set(outcome.to_owned()),
        decided_on: Set(Some(on)),
        content_sealed: Set(sealed(tx, ("control_signal", id.0), &content)?),
        ..Default::default()
    };
    tx.update::<Entity>(id, signal.row.version, active).await?;
    let about = signal.row.person_id.map(|person| person.0);
    tx.audit(Entry::write("control-signal", id.0).about(about));
    Ok(())
}

/// Answers who is named, with a letter; of nobody it is noted that there is nobody to answer.
///
/// # Errors
/// When it is not decided, or answered already.
pub async fn answer(
    tx: &mut Tx,
    signal: &Signal,
    (on, text, press): (Day, &str, &Press),
) -> Result<(), Problem> {
    let decided = signal.row.decided_on.is_some_and(|day| day <= on);
    if signal.state != Signalled::Decided || !decided || on > tx.today() {
        return Err(Problem::Impossible("control-refused-signal"));
    }
    let id = signal.row.id;
    let content = Said { answer: text.to_owned(), ..signal.content.clone() };
    let paper = if content.from.is_empty() {
        None
    } else {
        let mut data = press.frame(&bg("control-paper-answer"), &bg("control-answer-ground"));
        data["addressee"] = json!([content.from, content.address]);
        let args = [("number", signal.number()), ("received", signal.row.received_on.bg())];
        data["opening"] = bg_with("control-answer-opening", &args).into();
        data["sections"] = json!([{ "title": bg("control-answer"), "text": text }]);
        data["signatures"] = json!([{ "role": bg("assistants-mayor"), "name": press.mayor() }]);
        Some(paper::add(tx, (paper::ANSWER, ""), (data, &press.verify)).await?)
    };
    let active = ActiveModel {
        state: Set(Signalled::Closed.code().to_owned()),
        answered_on: Set(Some(on)),
        paper_id: Set(paper),
        content_sealed: Set(sealed(tx, ("control_signal", id.0), &content)?),
        ..Default::default()
    };
    tx.update::<Entity>(id, signal.row.version, active).await?;
    let about = signal.row.person_id.map(|person| person.0);
    tx.audit(Entry::write("control-signal", id.0).about(about));
    Ok(())
}
