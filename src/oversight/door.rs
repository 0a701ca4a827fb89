//! What other capabilities ask: what checks of a period found, and whom no check has reached.

use super::course::{FOLLOWED, State};
use super::load;
use super::store::{oversight_check, oversight_plan, oversight_prescription};
use crate::services::{self, ProviderId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};
use std::collections::BTreeMap;

/// What checks of a period found, for the analysis of the year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Lines of the programmes whose month is in the period.
    pub planned: i64,
    /// Checks whose visit ended.
    pub held: i64,
    /// Prescriptions given.
    pub prescriptions: i64,
    /// Of them done.
    pub done: i64,
    /// Checks reported to АКСУ.
    pub reported: i64,
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// What checks of a period found, for the analysis of the year: checks planned, held, prescriptions
/// given, prescriptions done, reported to АКСУ.
///
/// # Errors
/// When the database does not answer.
pub async fn checked(tx: &Tx, from: Day, to: Day) -> Result<Checked, StoreError> {
    use oversight_check::Column as Check;
    use oversight_prescription::Column as Given;
    let (first, last) = (i32::from(from.0.year()), i32::from(to.0.year()));
    let lines = tx
        .find::<oversight_plan::Entity>()
        .filter(oversight_plan::Column::Year.between(first, last))
        .filter(oversight_plan::Column::Turn.eq(0))
        .all(tx.conn())
        .await?;
    let in_period = |row: &&oversight_plan::Model| {
        let day = super::programme::last_day(row);
        from <= day && day <= to
    };
    let planned = whole(lines.iter().filter(in_period).count() as u64);
    let held = tx.find::<oversight_check::Entity>().filter(Check::EndedOn.between(from, to));
    let held = held.filter(Check::State.ne(State::Cancelled.code())).count(tx.conn()).await?;
    let told = tx.find::<oversight_check::Entity>().filter(Check::AgencyOn.between(from, to));
    let reported = told.count(tx.conn()).await?;
    let given =
        || tx.find::<oversight_prescription::Entity>().filter(Given::GivenOn.between(from, to));
    let prescriptions = given().count(tx.conn()).await?;
    let done = given().filter(Given::State.eq(FOLLOWED[1])).count(tx.conn()).await?;
    Ok(Checked {
        planned,
        held: whole(held),
        prescriptions: whole(prescriptions),
        done: whole(done),
        reported: whole(reported),
    })
}

/// Providers that no check has reached since a day, with their names.
///
/// # Errors
/// When the database does not answer.
pub async fn unchecked_since(tx: &Tx, day: Day) -> Result<Vec<(ProviderId, String)>, StoreError> {
    let last = load::last_checks(tx).await?;
    let services = services::all(tx).await?;
    let all = services.into_iter().filter(|one| one.in_zsu);
    let known: BTreeMap<ProviderId, String> =
        all.map(|one| (one.provider_id, one.provider)).collect();
    let is_reached = |id: &ProviderId| last.get(id).is_some_and(|began| *began >= day);
    let mut list: Vec<(ProviderId, String)> =
        known.into_iter().filter(|(id, _)| !is_reached(id)).collect();
    list.sort_by_cached_key(|(_, name)| kit::search::plain(name));
    Ok(list)
}
