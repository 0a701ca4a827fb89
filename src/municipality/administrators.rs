//! Somebody must always be able to administer: the last administrator keeps the right.

use super::ADMIN;
use kit::access;
use kit::store::entity::municipality;
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use sea_orm::{EntityTrait, QuerySelect};

/// How many open accounts may administer today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Administrators {
    all: usize,
    /// Of them those that can sign in: an invitation not taken up opens nothing.
    able: usize,
}

/// Counts them. Two such counts of one municipality wait for each other, so that two
/// administrators cannot take the right from one another at the same moment.
pub(super) async fn administrators(tx: &Tx) -> Result<Administrators, StoreError> {
    municipality::Entity::find_by_id(tx.municipality()).lock_exclusive().one(tx.conn()).await?;
    let roles = access::role_rights(tx).await?;
    let accounts = access::accounts(tx, tx.today()).await?;
    let administers = |role: &String| {
        let held = roles.iter().find(|(row, _)| row.id == *role);
        held.is_some_and(|(_, rights)| rights.iter().any(|right| right == ADMIN))
    };
    let open = accounts.iter().filter(|a| a.disabled_at.is_none());
    let those: Vec<_> = open.filter(|account| account.roles.iter().any(administers)).collect();
    let able = those.iter().filter(|account| account.has_second_factor).count();
    Ok(Administrators { all: those.len(), able })
}

/// Refuses a change after which nobody could administer, where somebody could before.
pub(super) async fn still_administered(tx: &Tx, before: Administrators) -> Result<(), Problem> {
    let after = administrators(tx).await?;
    let lost = (before.able > 0 && after.able == 0) || (before.all > 0 && after.all == 0);
    if lost { Err(Problem::Impossible("office-last-administrator")) } else { Ok(()) }
}
