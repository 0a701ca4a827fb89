//! Writing a move down: the new state, who keeps the place, the clock of the assessment, the next
//! step and its day, all in the transaction of the move.

use super::course::{Facts, Hold, Move, State, next};
use super::load::{self, state};
use super::places::{self, Kept};
use super::step::{Dates, next_step};
use super::store::placement;
use super::{PlacementId, UnitId, waiting};
use crate::app::App;
use crate::people::PersonId;
use crate::referral::{self, CaseId, Chosen, ProposalId};
use crate::services::{Service, ServiceId};
use kit::store::{Event, StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::Problem;
use law::Law;
use sea_orm::Set;

/// A step that is not possible, as a problem.
pub fn refused(refusal: super::course::Refusal) -> Problem {
    Problem::Impossible(refusal.key())
}

/// What the law cannot count is a defect of its data, not of what was typed.
pub fn broken(e: law::LawError) -> StoreError {
    StoreError::Other(e.to_string())
}

/// What begins a placement.
#[derive(Clone, Debug)]
pub struct Begin {
    /// Whose it is.
    pub person: PersonId,
    /// The case and the chosen service of its assessment; none for urgent support without referral.
    pub chosen: Option<(CaseId, ProposalId)>,
    /// The service.
    pub service: ServiceId,
    /// `short`, `medium`, `long`, `residential`.
    pub duration: String,
    /// Support in a crisis, violence or trafficking goes before those who wait (чл. 79, ал. 4 ЗСУ):
    /// the ground and the reason.
    pub urgent: Option<(String, String)>,
    /// The day of the wish stated to the provider.
    pub on: Day,
    /// The placement that this choice replaces.
    pub follows: Option<PlacementId>,
    /// Who works on it.
    pub officer: Option<AccountId>,
}

impl Begin {
    /// From a service chosen in an assessment, presented on a day.
    #[must_use]
    pub fn of(chosen: &Chosen, on: Day) -> Begin {
        Begin {
            person: chosen.person,
            chosen: Some((chosen.case, chosen.proposal)),
            service: chosen.service,
            duration: chosen.duration.clone(),
            urgent: None,
            on,
            follows: None,
            officer: chosen.officer,
        }
    }
}

/// Begins a placement: a place is kept when one is free and nobody waits for it; otherwise the
/// person is put on the list.
///
/// # Errors
/// When the database refuses.
pub async fn begin(
    tx: &mut Tx,
    law: &Law,
    new: &Begin,
) -> Result<(PlacementId, State), StoreError> {
    places::lock(tx, new.service).await?;
    let kept = places::keep(tx, new.service, new.urgent.is_some()).await?;
    let state = if kept == Kept::Nothing { State::Waiting } else { State::AtProvider };
    let id = PlacementId(tx.new_id());
    let dates = Dates { stated_on: Some(new.on), ..Dates::default() };
    let step = next_step(law, state, &dates).map_err(broken)?;
    tx.insert(placement::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        person_id: Set(new.person),
        case_id: Set(new.chosen.map(|(case, _)| case)),
        proposal_id: Set(new.chosen.map(|(_, proposal)| proposal)),
        service_id: Set(new.service),
        unit_id: Set(kept.unit()),
        follows_id: Set(new.follows),
        state: Set(state.code().to_owned()),
        duration: Set(new.duration.clone()),
        urgent: Set(new.urgent.is_some()),
        stated_on: Set(new.on),
        next_on: Set(step.on),
        next_kind: Set(step.kind.to_owned()),
        officer_id: Set(new.officer),
        accepted_on: Set(None),
        ended_on: Set(None),
        end_ground: Set(String::new()),
        end_reason_sealed: Set(None),
        closed_at: Set(None),
        version: Set(1),
    })
    .await?;
    let row = load::row(tx, id).await?;
    told(tx, &row, "placement-begun", vec![("state", state.code().to_owned())]).await?;
    match (&new.urgent, state) {
        (urgent, State::Waiting) => waiting::enter(tx, law, &row, urgent.as_ref()).await?,
        (Some(urgent), _) => waiting::went_first(tx, &row, urgent).await?,
        (None, _) => {}
    }
    Ok((id, state))
}

/// Support that began at once without a referral: the person uses the service, with a place when
/// one is free and over the number when none is (чл. 77, ал. 3 ЗСУ).
///
/// # Errors
/// When the database refuses.
pub async fn begin_urgent(tx: &mut Tx, law: &Law, new: &Begin) -> Result<PlacementId, StoreError> {
    let (id, state) = begin(tx, law, new).await?;
    let row = load::row(tx, id).await?;
    if state == State::Waiting {
        waiting::given_up(tx, &row).await?;
    }
    put(tx, law, &row, State::InService, Moved::default()).await?;
    told(tx, &row, "placement-urgent", Vec::new()).await?;
    Ok(id)
}

/// Records what happened to a placement, on the timelines of the person and of the case.
///
/// # Errors
/// When the database refuses.
pub async fn told(
    tx: &mut Tx,
    row: &placement::Model,
    kind: &'static str,
    mut data: Vec<(&'static str, String)>,
) -> Result<(), StoreError> {
    let service = crate::services::service(tx, row.service_id).await?;
    data.push(("service", service.name));
    let (person, case) = (Some(row.person_id.0), row.case_id.map(|case| case.0));
    tx.event(Event { kind, person, case, data }).await
}

/// Why a placement ends when another choice takes its place.
pub const REPLACED: &str = "replaced";

/// Where a move leads, and what comes with it.
#[derive(Clone, Debug, Default)]
pub struct Moved {
    /// The unit in which a place is kept from now on.
    pub unit: Option<UnitId>,
    /// The day and the ground of an end.
    pub ended: Option<(Day, String)>,
    /// Why it ends, in words; may be empty.
    pub end_reason: String,
    /// Another day of the wish from which the provider's term runs: of leaving the list.
    pub stated_on: Option<Day>,
    /// Days that are not read from the rows.
    pub extended: bool,
    /// The day the unpaid months were full.
    pub unpaid_on: Option<Day>,
}

/// Brings a placement into a state: place, clock of the assessment, next step.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody moved it meanwhile.
pub async fn put(
    tx: &mut Tx,
    law: &Law,
    row: &placement::Model,
    after: State,
    with: Moved,
) -> Result<(), StoreError> {
    let before = state(row)?;
    let unit = with.unit.or(row.unit_id);
    // A unit that was kept in the same transaction is counted there.
    let counted = if with.unit.is_some() { Hold::Reserved } else { before.hold() };
    if let Some(unit) = unit {
        places::count(tx, unit, counted, after.hold()).await?;
    }
    clock(tx, law, row, (before, after)).await?;
    let replaced = with.ended.as_ref().is_some_and(|(_, ground)| ground == REPLACED);
    if after == State::Closed && !replaced {
        give_back(tx, law, row).await?;
    }
    let stated_on = with.stated_on.unwrap_or(row.stated_on);
    let dates = Dates {
        stated_on: Some(stated_on),
        extended: with.extended,
        unpaid_on: with.unpaid_on,
        open_on: Some(tx.today()),
        duration: referral::duration(&row.duration),
        ..dates(tx, row).await?
    };
    let step = next_step(law, after, &dates).map_err(broken)?;
    let (ended_on, ground) = match with.ended {
        Some((day, ground)) => (Some(day), ground),
        None => (row.ended_on, row.end_ground.clone()),
    };
    let end_reason = match with.end_reason.as_str() {
        "" => row.end_reason_sealed.clone(),
        words => Some(tx.seal("placement", "end_reason_sealed", row.id.0, words)?),
    };
    let active = placement::ActiveModel {
        state: Set(after.code().to_owned()),
        unit_id: Set(unit.filter(|_| after.hold() != Hold::None)),
        stated_on: Set(stated_on),
        next_on: Set(step.on),
        next_kind: Set(step.kind.to_owned()),
        // Each time the assessment comes to a provider it is accepted anew.
        accepted_on: Set(row.accepted_on.filter(|_| before == after)),
        ended_on: Set(ended_on),
        end_ground: Set(ground),
        end_reason_sealed: Set(end_reason),
        closed_at: Set(after.is_over().then(|| tx.now())),
        ..Default::default()
    };
    tx.update::<placement::Entity>(row.id, row.version, active).await
}

/// A provider that has nothing to do with the assessment any more leaves the person free to present
/// it elsewhere, while it is valid.
async fn give_back(tx: &Tx, law: &Law, row: &placement::Model) -> Result<(), StoreError> {
    let Some(of) = row.case_id.zip(row.proposal_id) else { return Ok(()) };
    referral::give_back(tx, law, of).await
}

/// The clock of the assessment stands still while the person waits.
async fn clock(
    tx: &Tx,
    law: &Law,
    row: &placement::Model,
    (before, after): (State, State),
) -> Result<(), StoreError> {
    let Some(of) = row.case_id.zip(row.proposal_id) else { return Ok(()) };
    let today = tx.today();
    match (before.waits(), after.waits()) {
        (false, true) => referral::begin_waiting(tx, law, of, today).await?,
        (true, false) => referral::end_waiting(tx, law, of, today).await?,
        _ => {}
    }
    Ok(())
}

/// The days on which the next step of a placement hangs, of its rows.
async fn dates(tx: &Tx, row: &placement::Model) -> Result<Dates, StoreError> {
    let entry = load::open_entry(tx, row.id).await?;
    let offer = load::offers(tx, row.id).await?.pop();
    let refusal = load::refusals(tx, row.id).await?.pop();
    let contract = load::contracts(tx, row.id).await?.pop();
    Ok(Dates {
        ask_on: entry.and_then(|entry| entry.ask_on),
        answer_by: offer.filter(|offer| offer.answered_on.is_none()).map(|o| o.answer_by),
        refused_on: refusal.as_ref().map(|refusal| refusal.received_on),
        may_appeal: refusal.is_some_and(|refusal| refusal.ground == "unfit"),
        contract: contract.as_ref().map(load::contract_days),
        ..Dates::default()
    })
}

/// A move of a placement, decided by the machine and written down.
///
/// # Errors
/// When the machine refuses, or somebody was quicker.
pub async fn go(
    tx: &mut Tx,
    app: &App,
    row: &placement::Model,
    (step, facts): (Move, &Facts),
    with: Moved,
) -> Result<State, Problem> {
    let after = next(state(row)?, step, facts).map_err(refused)?;
    put(tx, &app.law(tx.municipality()), row, after, with).await?;
    Ok(after)
}

/// Whether a fee for the service goes to the state (чл. 102, ал. 2 ЗСУ).
#[must_use]
pub fn pays_to_state(service: &Service) -> bool {
    matches!(service.funding.as_str(), "state" | "mixed")
}
