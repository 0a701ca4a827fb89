//! Writing a move down: the new state, the next step and its day, in the same transaction.

use super::case::State;
use super::load;
use super::step::{Dates, next_step};
use super::store::{assessment, meeting, pause, proposal, referral_case};
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use law::{Duration, Law, PauseGround, ValidityInput, ValidityPause};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

/// What the law cannot count is a defect of its data, not of what was typed.
pub fn broken(e: law::LawError) -> StoreError {
    StoreError::Other(e.to_string())
}

/// Brings a case into a state and works out its next step from what the database now holds.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody moved the case meanwhile.
pub async fn put_state(
    tx: &Tx,
    law: &Law,
    case: &referral_case::Model,
    state: State,
) -> Result<(), StoreError> {
    let dates = dates(tx, law, case).await?;
    let step = next_step(law, state, &dates).map_err(broken)?;
    let waits = state == State::ClosedDeclined && dates.given_on.is_none();
    let closed = (state.is_closed() && !waits).then(|| case.closed_at.unwrap_or(tx.now()));
    let row = referral_case::ActiveModel {
        state: Set(state.code().to_owned()),
        next_on: Set(step.on),
        next_kind: Set(step.kind.to_owned()),
        closed_at: Set(closed),
        ..Default::default()
    };
    tx.update::<referral_case::Entity>(case.id, case.version, row).await
}

/// The days on which the next step of a case hangs.
pub async fn dates(tx: &Tx, law: &Law, case: &referral_case::Model) -> Result<Dates, StoreError> {
    let meetings = load::meetings(tx, case.id).await?;
    let assessments = load::assessments(tx, case.id).await?;
    let requests = load::requests(tx, case.id).await?;
    let current = assessments.iter().rev().find(|row| row.annulled_on.is_none());
    let validity = match current {
        Some(row) if row.signed_on.is_some() => validities(tx, law, row, tx.today()).await?,
        _ => Vec::new(),
    };
    Ok(Dates {
        wish_on: Some(case.wish_on),
        // Set when the case was opened: the file goes to the competent body at once.
        hand_over_on: case.next_on,
        offered: latest(&meetings).is_some_and(|row| row.state == "offered"),
        meeting_on: latest(&meetings)
            .filter(|row| row.state == "agreed")
            .map(|row| row.planned_at.day()),
        answer_on: requests
            .iter()
            .filter(|row| row.answered_on.is_none())
            .map(|row| row.due_on)
            .min(),
        signed_on: current.and_then(|row| row.signed_on),
        given_on: current.and_then(|row| row.handed_over_at).map(Instant::day),
        valid_until: longest(&validity),
        taken_up: !validity.is_empty() && waiting_for(&validity).next().is_none(),
    })
}

fn latest(meetings: &[meeting::Model]) -> Option<&meeting::Model> {
    meetings.last()
}

/// The validity of one chosen service.
#[derive(Clone, Debug)]
pub struct Validity {
    /// The service's row.
    pub proposal: super::ProposalId,
    /// Which service.
    pub service: crate::services::ServiceId,
    /// What the law says today, with its arithmetic.
    pub law: law::Validity,
    /// The day on which the person presented the assessment to the provider: from then on the
    /// service is taken up and nothing of it runs out.
    pub taken_on: Option<Day>,
}

/// The duration with this name in data.
#[must_use]
pub fn duration(code: &str) -> Option<Duration> {
    serde_json::from_value(code.into()).ok()
}

/// The ground with this name in data.
pub fn ground(code: &str) -> Option<PauseGround> {
    serde_json::from_value(code.into()).ok()
}

/// The validity of each chosen service of a signed assessment, on a day.
pub async fn validities(
    tx: &Tx,
    law: &Law,
    row: &assessment::Model,
    as_of: Day,
) -> Result<Vec<Validity>, StoreError> {
    let proposals = load::proposals(tx, row.id).await?;
    let pauses = load::pauses(tx, row.id).await?;
    validities_of(law, row, (&proposals, &pauses), as_of)
}

/// As [`validities`], of rows already loaded.
pub fn validities_of(
    law: &Law,
    row: &assessment::Model,
    (proposals, pauses): (&[proposal::Model], &[pause::Model]),
    as_of: Day,
) -> Result<Vec<Validity>, StoreError> {
    let Some(signed) = row.signed_on else {
        return Ok(Vec::new());
    };
    let mut list = Vec::new();
    for proposal in proposals.iter().filter(|row| row.chosen) {
        let Some(duration) = proposal.duration.as_deref().and_then(duration) else {
            continue;
        };
        let mine = pauses.iter().filter(|p| p.proposal_id.is_none_or(|id| id == proposal.id));
        let pauses = mine.filter_map(|pause| {
            Some(ValidityPause {
                ground: ground(&pause.ground)?,
                from: pause.first_day.0,
                to: pause.last_day.map(|day| day.0),
            })
        });
        let input = ValidityInput {
            signed: signed.0,
            duration,
            pauses: pauses.collect(),
            as_of: as_of.max(signed).0,
        };
        let law = law.validity(&input).map_err(broken)?;
        list.push(Validity {
            proposal: proposal.id,
            service: proposal.service_id,
            law,
            taken_on: proposal.taken_on,
        });
    }
    Ok(list)
}

/// The services not yet taken up.
fn waiting_for(list: &[Validity]) -> impl Iterator<Item = &Validity> {
    list.iter().filter(|one| one.taken_on.is_none())
}

/// The last day of the longest validity; none while one stands still, nothing is chosen or all is
/// taken up.
pub fn longest(list: &[Validity]) -> Option<Day> {
    let all: Option<Vec<Day>> = waiting_for(list).map(|v| v.law.valid_until.map(Day)).collect();
    all?.into_iter().max()
}

/// Whether the validity of every chosen service is over. While one is taken up, none is.
pub fn all_over(list: &[Validity]) -> bool {
    !list.is_empty()
        && list.iter().all(|v| v.taken_on.is_none() && v.law.state == law::ValidityState::Expired)
}

/// Writes down until when each chosen service may be taken up, for lists and reminders.
pub async fn put_validity(tx: &Tx, validity: &[Validity]) -> Result<(), StoreError> {
    for one in validity {
        let active = proposal::ActiveModel {
            valid_until: Set(one.law.valid_until.map(Day)),
            ..Default::default()
        };
        proposal::Entity::update_many()
            .set(active)
            .filter(proposal::Column::MunicipalityId.eq(tx.municipality()))
            .filter(proposal::Column::Id.eq(one.proposal))
            .exec(tx.conn())
            .await?;
    }
    Ok(())
}
