//! Staff as the reporting layer counts it: who works where, from which day to which.

use super::EmployeeId;
use super::load;
use crate::services::ProviderId;
use kit::store::{StoreError, Tx};
use kit::types::Day;

/// A time in which somebody works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Employed {
    /// Who.
    pub id: EmployeeId,
    /// For which provider; none for the municipality's own staff.
    pub provider: Option<ProviderId>,
    /// First day. Of people of providers the day on which they were entered: more is not known.
    pub from_on: Day,
    /// Last day.
    pub until_on: Option<Day>,
}

/// All times in which somebody works or worked. Two queries.
///
/// # Errors
/// When the database does not answer.
pub async fn employed(tx: &Tx) -> Result<Vec<Employed>, StoreError> {
    let own = load::appointments(tx).await?.into_iter().filter(|one| one.revoked_at.is_none());
    let mut all: Vec<Employed> = own
        .map(|one| Employed {
            id: one.employee_id,
            provider: None,
            from_on: one.from_on,
            until_on: one.until_on,
        })
        .collect();
    let others = load::people(tx).await?.into_iter().filter(|one| one.provider_id.is_some());
    all.extend(others.map(|one| Employed {
        id: one.id,
        provider: one.provider_id,
        from_on: one.entered_at.day(),
        until_on: one.gone_on,
    }));
    Ok(all)
}
