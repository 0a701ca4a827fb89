//! Chosen services on their way to the provider: taken up by presenting the assessment, waiting on
//! a list, given back. Others know a case only through this (чл. 14, ал. 2 and чл. 16 ППЗСУ).

use super::case::State;
use super::load::{self, Short};
use super::moves::{put_state, put_validity, validities};
use super::pause::{NewPause, close, insert};
use super::store::{assessment, proposal};
use super::{CaseId, ProposalId};
use crate::people::PersonId;
use crate::services::ServiceId;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use law::Law;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

/// A service that the person chose in a signed assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The case.
    pub case: CaseId,
    /// Its row in the assessment.
    pub proposal: ProposalId,
    /// Whose it is.
    pub person: PersonId,
    /// The service.
    pub service: ServiceId,
    /// `short`, `medium`, `long`, `residential`.
    pub duration: String,
    /// Who works on the case.
    pub officer: Option<AccountId>,
    /// The day the assessment was signed.
    pub signed_on: Day,
    /// Its registration number in parts.
    pub number: Option<(i32, i64)>,
    /// The last day on which it may be presented; none while the clock stands still.
    pub valid_until: Option<Day>,
    /// It may be presented today: given to the person, not appealed, not over.
    pub open: bool,
    /// The day it was presented.
    pub taken_on: Option<Day>,
}

async fn signed(tx: &Tx, case: CaseId) -> Result<Option<(Short, assessment::Model)>, StoreError> {
    let short = load::short(tx, case).await?;
    let row = short.assessment().filter(|row| row.signed_on.is_some()).cloned();
    Ok(row.map(|row| (short, row)))
}

/// The services chosen in the assessment of a case that counts; none before it is signed.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such case.
pub async fn chosen_services(tx: &Tx, law: &Law, case: CaseId) -> Result<Vec<Chosen>, StoreError> {
    let Some((short, row)) = signed(tx, case).await? else { return Ok(Vec::new()) };
    let rows = load::proposals(tx, row.id).await?;
    let validity = validities(tx, law, &row, tx.today()).await?;
    let ready = short.state == State::PoIssued && row.handed_over_at.is_some();
    let one = |chosen: &proposal::Model| {
        let validity = validity.iter().find(|one| one.proposal == chosen.id)?;
        let over = validity.law.state == law::ValidityState::Expired;
        Some(Chosen {
            case,
            proposal: chosen.id,
            person: short.case.person_id,
            service: chosen.service_id,
            duration: chosen.duration.clone().unwrap_or_default(),
            officer: short.case.officer_id,
            signed_on: row.signed_on?,
            number: row.year.zip(row.number),
            valid_until: validity.law.valid_until.map(Day),
            open: ready && !over && chosen.taken_on.is_none(),
            taken_on: chosen.taken_on,
        })
    };
    Ok(rows.iter().filter(|row| row.chosen).filter_map(one).collect())
}

async fn put_taken(tx: &Tx, id: ProposalId, on: Option<Day>) -> Result<(), StoreError> {
    let active = proposal::ActiveModel { taken_on: Set(on), ..Default::default() };
    proposal::Entity::update_many()
        .set(active)
        .filter(proposal::Column::MunicipalityId.eq(tx.municipality()))
        .filter(proposal::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Counts validity and next step of the case anew.
async fn recount(tx: &Tx, law: &Law, case: CaseId) -> Result<(), StoreError> {
    let Some((short, row)) = signed(tx, case).await? else { return Ok(()) };
    put_validity(tx, &validities(tx, law, &row, tx.today()).await?).await?;
    put_state(tx, law, &short.case, short.state).await
}

/// The assessment is presented to the provider on a day: nothing of this service runs out now.
///
/// # Errors
/// When the database refuses.
pub async fn take_up(tx: &Tx, law: &Law, chosen: &Chosen, on: Day) -> Result<(), StoreError> {
    put_taken(tx, chosen.proposal, Some(on)).await?;
    recount(tx, law, chosen.case).await
}

/// The person is free to present the assessment elsewhere: its clock runs again.
///
/// # Errors
/// As [`take_up`].
pub async fn give_back(
    tx: &Tx,
    law: &Law,
    (case, id): (CaseId, ProposalId),
) -> Result<(), StoreError> {
    put_taken(tx, id, None).await?;
    recount(tx, law, case).await
}

/// The time on a waiting list does not count (чл. 16, ал. 2, т. 2 ППЗСУ): it begins.
///
/// # Errors
/// As [`take_up`].
pub async fn begin_waiting(
    tx: &Tx,
    law: &Law,
    (case, id): (CaseId, ProposalId),
    on: Day,
) -> Result<(), StoreError> {
    let Some((_, row)) = signed(tx, case).await? else { return Ok(()) };
    let (assessment, proposal) = (row.id, Some(id));
    let first = on.max(row.signed_on.unwrap_or(on));
    insert(tx, NewPause { assessment, proposal, ground: "waiting", first, last: None }).await?;
    recount(tx, law, case).await
}

/// The time on a waiting list is over; the day itself still counts as waiting.
///
/// # Errors
/// As [`take_up`].
pub async fn end_waiting(
    tx: &Tx,
    law: &Law,
    (case, id): (CaseId, ProposalId),
    on: Day,
) -> Result<(), StoreError> {
    let Some((_, row)) = signed(tx, case).await? else { return Ok(()) };
    let pauses = load::pauses(tx, row.id).await?;
    let open = pauses.iter().filter(|pause| pause.proposal_id == Some(id));
    for pause in open.filter(|pause| pause.ground == "waiting" && pause.last_day.is_none()) {
        close(tx, pause, on.max(pause.first_day)).await?;
    }
    recount(tx, law, case).await
}
