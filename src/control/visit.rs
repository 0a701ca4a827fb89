//! Visits: planned, made by the protocol, called off; and what follows from one.

use super::content::{Measure, Protocol, sealed};
use super::course::{KINDS, State, is_bad, lacks};
use super::frame::{FOLLOW, MEASURE, VISIT, term};
use super::load::{self, Asked, Visit};
use super::protocol;
use super::store::{control_measure, control_visit};
use super::{MeasureId, SignalId, VisitId};
use crate::assistance::Pair;
use crate::assistants::Press;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::Problem;
use law::Law;
use sea_orm::{IntoActiveModel, Set};

/// A visit to be planned.
#[derive(Clone, Copy, Debug)]
pub struct NewVisit {
    /// A code of `KINDS`.
    pub kind: &'static str,
    /// The day.
    pub planned_on: Day,
    /// The last day.
    pub due_on: Day,
    /// Who goes.
    pub officer: Option<AccountId>,
    /// The signal that asks for it.
    pub signal: Option<SignalId>,
    /// The visit that it follows.
    pub after: Option<VisitId>,
}

impl NewVisit {
    /// A visit of the usual course.
    #[must_use]
    pub fn usual(planned_on: Day, due_on: Day, officer: Option<AccountId>) -> NewVisit {
        NewVisit { kind: KINDS[0], planned_on, due_on, officer, signal: None, after: None }
    }
}

/// The last day of the next visit to a pair: from the last one, else from the first day of work.
///
/// # Errors
/// When the law does not know the day.
pub fn due(law: &Law, pair: &Pair, held: Option<Day>) -> Result<Day, StoreError> {
    term(law, VISIT, held.or(pair.since).unwrap_or(pair.concluded_on))
}

/// Plans a visit.
///
/// # Errors
/// When the database refuses.
pub async fn plan(tx: &mut Tx, pair: &Pair, new: &NewVisit) -> Result<VisitId, StoreError> {
    let id = VisitId(tx.new_id());
    let row = control_visit::Model {
        municipality_id: tx.municipality(),
        id,
        agreement_id: pair.agreement,
        person_id: pair.user,
        assistant_id: pair.assistant,
        kind: new.kind.to_owned(),
        signal_id: new.signal,
        after_id: new.after,
        due_on: new.due_on,
        planned_on: new.planned_on,
        officer_id: new.officer,
        state: State::Planned.code().to_owned(),
        held_on: None,
        is_bad: false,
        is_absent: false,
        content_sealed: sealed(tx, ("control_visit", id.0), &Protocol::default())?,
        paper_id: None,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("control-visit", id.0).about(Some(pair.user.0)));
    Ok(id)
}

/// A visit that was made.
#[derive(Clone, Debug)]
pub struct Held {
    /// On which day.
    pub on: Day,
    /// The assistant was not met, for a good reason.
    pub is_absent: bool,
    /// The protocol.
    pub protocol: Protocol,
    /// Until when the recommendation is to be followed; the law's day when none.
    pub until: Option<Day>,
    /// By whom it is to be followed.
    pub who: String,
}

/// Writes the protocol of a visit: prints it, asks for the measure it recommends, plans the visit
/// that follows when the assistant was not met.
///
/// # Errors
/// When the visit was made or called off, or the protocol lacks what the form demands.
pub async fn hold(
    tx: &mut Tx,
    law: &Law,
    (visit, pair): (&Visit, &Pair),
    (held, press): (&Held, &Press),
) -> Result<(), Problem> {
    if visit.state != State::Planned {
        return Err(Problem::Impossible("control-refused-state"));
    }
    if held.on > tx.today() || !lacks(&held.protocol, held.is_absent).is_empty() {
        return Err(Problem::Impossible("control-refused-protocol"));
    }
    let id = visit.row.id;
    let paper = protocol::add(tx, pair, (held, press)).await?;
    let active = control_visit::ActiveModel {
        state: Set(State::Held.code().to_owned()),
        held_on: Set(Some(held.on)),
        is_bad: Set(is_bad(&held.protocol)),
        is_absent: Set(held.is_absent),
        content_sealed: Set(sealed(tx, ("control_visit", id.0), &held.protocol)?),
        paper_id: Set(Some(paper)),
        account_name: Set(tx.actor().name.to_string()),
        ..Default::default()
    };
    tx.update::<control_visit::Entity>(id, visit.row.version, active).await?;
    if !held.protocol.recommendation.is_empty() {
        let due_on = match held.until {
            Some(day) => day,
            None => term(law, MEASURE, held.on)?,
        };
        let content = Measure {
            text: held.protocol.recommendation.clone(),
            who: held.who.clone(),
            ..Measure::default()
        };
        ask(tx, visit, (due_on, &content)).await?;
    }
    if held.is_absent {
        let due_on = term(law, FOLLOW, held.on)?;
        let (kind, after, officer) = (KINDS[2], Some(id), visit.row.officer_id);
        let new = NewVisit { after, kind, ..NewVisit::usual(due_on, due_on, officer) };
        plan(tx, pair, &new).await?;
    }
    let data = vec![("note", pair.number.clone()), ("day", held.on.bg())];
    let kind = "control-visited";
    tx.event(Event { kind, person: Some(pair.user.0), case: None, data }).await?;
    tx.audit(Entry::write("control-protocol", id.0).about(Some(pair.user.0)));
    Ok(())
}

/// Calls a planned visit off, with the reason.
///
/// # Errors
/// When it was made or called off.
pub async fn cancel(tx: &mut Tx, visit: &Visit, why: &str) -> Result<(), Problem> {
    if visit.state != State::Planned {
        return Err(Problem::Impossible("control-refused-state"));
    }
    let id = visit.row.id;
    let protocol = Protocol { note: why.to_owned(), ..visit.protocol.clone() };
    let active = control_visit::ActiveModel {
        state: Set(State::Cancelled.code().to_owned()),
        content_sealed: Set(sealed(tx, ("control_visit", id.0), &protocol)?),
        ..Default::default()
    };
    tx.update::<control_visit::Entity>(id, visit.row.version, active).await?;
    tx.audit(Entry::write("control-visit", id.0).about(Some(visit.row.person_id.0)));
    Ok(())
}

/// Asks for something to be done after a visit.
///
/// # Errors
/// When the database refuses.
pub async fn ask(
    tx: &mut Tx,
    visit: &Visit,
    (due_on, content): (Day, &Measure),
) -> Result<MeasureId, StoreError> {
    let id = MeasureId(tx.new_id());
    let row = control_measure::Model {
        municipality_id: tx.municipality(),
        id,
        visit_id: visit.row.id,
        person_id: visit.row.person_id,
        due_on,
        done_on: None,
        outcome: String::new(),
        content_sealed: sealed(tx, ("control_measure", id.0), content)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    Ok(id)
}

/// What came of a measure: `done`, `partly`, `not`; words have the key `control-outcome-<code>`.
pub const OUTCOMES: [&str; 3] = ["done", "partly", "not"];

/// A measure is followed up.
///
/// # Errors
/// When it was followed up before, or the day is ahead.
pub async fn follow(
    tx: &mut Tx,
    asked: &Asked,
    (on, outcome, result): (Day, &str, &str),
) -> Result<(), Problem> {
    if asked.row.done_on.is_some() || on > tx.today() || !OUTCOMES.contains(&outcome) {
        return Err(Problem::Impossible("control-refused-measure"));
    }
    let id = asked.row.id;
    let content = Measure {
        result: result.to_owned(),
        by: tx.actor().name.to_string(),
        ..asked.content.clone()
    };
    let active = control_measure::ActiveModel {
        done_on: Set(Some(on)),
        outcome: Set(outcome.to_owned()),
        content_sealed: Set(sealed(tx, ("control_measure", id.0), &content)?),
        ..Default::default()
    };
    tx.update::<control_measure::Entity>(id, asked.row.version, active).await?;
    if outcome != OUTCOMES[0] {
        // Not done is asked for again: the next one has a term of its own.
        let visit = load::visit(tx, asked.row.visit_id).await?;
        let again = Measure {
            text: asked.content.text.clone(),
            who: asked.content.who.clone(),
            ..Measure::default()
        };
        let span = asked.row.due_on.days_since(visit.row.held_on.unwrap_or(asked.row.due_on));
        ask(tx, &visit, (on.plus(span.max(1)), &again)).await?;
    }
    tx.audit(Entry::write("control-measure", id.0).about(Some(asked.row.person_id.0)));
    Ok(())
}
