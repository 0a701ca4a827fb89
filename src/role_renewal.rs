//! How municipalities come to the standard roles and to what a newer version gives them, beside `roles.rs`.

use crate::roles::STANDARD_ROLES;
use kit::access::{Actor, RoleSpec, give_standard_role};
use kit::audit::Entry;
use kit::store::{Db, Event, StoreError, Tx};

/// Writes the standard roles into a municipality.
///
/// # Errors
/// When the database refuses.
pub async fn define_standard_roles(tx: &Tx) -> Result<(), StoreError> {
    for role in STANDARD_ROLES {
        give_standard_role(tx, role).await?;
    }
    Ok(())
}

/// The event by which a municipality changes a role.
const CHANGED: &str = "role-changed";
const PURPOSE: &str = "roles: rights of a newer version";

/// Gives the standard roles of all municipalities the rights that a newer version of the program
/// brings; a role that a municipality made its own stays as it is. Tells how many got rights.
///
/// # Errors
/// When the database refuses.
pub async fn renew_standard_roles(db: &Db) -> Result<usize, StoreError> {
    renew(db, STANDARD_ROLES).await
}

async fn renew(db: &Db, roles: &[RoleSpec<'_>]) -> Result<usize, StoreError> {
    let mut count = 0;
    for municipality in db.municipalities().iter() {
        let mut tx = db.write(&Actor::system(municipality.id, PURPOSE)).await?;
        let renewed = kit::access::renew_standard_roles(&tx, roles, CHANGED).await?;
        for one in &renewed {
            tx.audit(Entry::new("role-renewed", "role", &one.id));
            let named = roles.iter().find(|role| role.id == one.id);
            let name = named.map_or(one.id.clone(), |role| role.name.to_owned());
            let data = vec![("name", name), ("rights", one.rights.join(", "))];
            tx.event(Event { kind: "role-renewed", data, ..Event::default() }).await?;
        }
        tx.commit().await?;
        count += renewed.len();
    }
    Ok(count)
}

#[cfg(test)]
#[path = "roles_tests.rs"]
mod tests;
