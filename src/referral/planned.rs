//! Meetings that are planned, for calendars of other capabilities. Reading only.

use super::CaseId;
use super::store::{meeting, referral_case};
use crate::people::PersonId;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day, Instant};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

/// A calendar shows no more.
const MOST: u64 = 200;

/// A meeting of a case that was offered or agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The case.
    pub case: CaseId,
    /// Whose case it is.
    pub person: PersonId,
    /// Who works on it.
    pub officer: Option<AccountId>,
    /// When it is planned.
    pub at: Instant,
}

/// The meetings that are planned for some days, by time. Two queries.
///
/// # Errors
/// When the database does not answer.
pub async fn planned(tx: &Tx, (from, to): (Day, Day)) -> Result<Vec<Planned>, StoreError> {
    let midnight = |day: Day| Instant::of_local(day.0.to_datetime(jiff::civil::Time::midnight()));
    let meetings = tx
        .find::<meeting::Entity>()
        .filter(meeting::Column::State.is_in(["offered", "agreed"]))
        .filter(meeting::Column::PlannedAt.gte(midnight(from)))
        .filter(meeting::Column::PlannedAt.lt(midnight(to.plus(1))))
        .order_by_asc(meeting::Column::PlannedAt)
        .limit(MOST)
        .all(tx.conn())
        .await?;
    let ids: Vec<CaseId> = meetings.iter().map(|row| row.case_id).collect();
    let cases = tx.find::<referral_case::Entity>();
    let cases = cases.filter(referral_case::Column::Id.is_in(ids)).all(tx.conn()).await?;
    let planned = meetings.into_iter().filter_map(|row| {
        let case = cases.iter().find(|case| case.id == row.case_id)?;
        let (person, officer) = (case.person_id, case.officer_id);
        Some(Planned { case: case.id, person, officer, at: row.planned_at })
    });
    Ok(planned.collect())
}
