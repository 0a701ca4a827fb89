//! Standard roles: what the program gave is kept beside what a municipality made of it, so that a
//! newer program brings its new rights to the roles that nobody changed, and to no others.

use super::account::{RoleSpec, define_role, role_rights};
use super::entity::{role, standard_role};
use crate::store::entity::event;
use crate::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use std::collections::{BTreeSet, HashMap};

/// What was given, as it is kept: the rights in order.
fn written(rights: &BTreeSet<&str>) -> String {
    rights.iter().copied().collect::<Vec<_>>().join(" ")
}

async fn remember(tx: &Tx, id: &str, rights: &str) -> Result<(), StoreError> {
    standard_role::Entity::delete_many()
        .filter(standard_role::Column::MunicipalityId.eq(tx.municipality()))
        .filter(standard_role::Column::RoleId.eq(id))
        .exec(tx.conn())
        .await?;
    tx.insert(standard_role::ActiveModel {
        municipality_id: Set(tx.municipality()),
        role_id: Set(id.to_owned()),
        rights: Set(rights.to_owned()),
    })
    .await
}

/// Writes a standard role with its rights and remembers that they were given.
///
/// # Errors
/// When the database refuses.
pub async fn give_standard_role(tx: &Tx, spec: &RoleSpec<'_>) -> Result<(), StoreError> {
    define_role(tx, spec).await?;
    remember(tx, spec.id, &written(&spec.rights.iter().copied().collect())).await
}

/// A standard role that got rights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewed {
    /// The role.
    pub id: String,
    /// The rights that are new.
    pub rights: Vec<String>,
}

/// Brings the standard roles that nobody changed to the rights they have now, and adds those that
/// are missing. Where it was not yet written down what was given, a role counts as changed when an
/// event of the kind `changed` names it, or when it has another name or a right of its own.
///
/// # Errors
/// When the database refuses.
pub async fn renew_standard_roles(
    tx: &Tx,
    specs: &[RoleSpec<'_>],
    changed: &str,
) -> Result<Vec<Renewed>, StoreError> {
    let given = tx.find::<standard_role::Entity>().all(tx.conn()).await?;
    let given: HashMap<String, String> =
        given.into_iter().map(|row| (row.role_id, row.rights)).collect();
    let there = role_rights(tx).await?;
    let changed = if specs.iter().all(|spec| given.contains_key(spec.id)) {
        Vec::new()
    } else {
        names_of(tx, changed).await?
    };
    let mut renewed = Vec::new();
    for spec in specs {
        let now: BTreeSet<&str> = spec.rights.iter().copied().collect();
        let held = there.iter().find(|(role, _)| role.id == spec.id);
        let is_own = match (given.get(spec.id), held) {
            (Some(_), None) => continue,
            (None, None) => false,
            (Some(given), Some((_, rights))) => *given != written(&sorted(rights)),
            (None, Some((role, rights))) => was_changed(spec, (role, rights), &changed),
        };
        if is_own {
            if !given.contains_key(spec.id) {
                remember(tx, spec.id, "").await?;
            }
            continue;
        }
        let held = held.map(|(_, rights)| sorted(rights)).unwrap_or_default();
        let new: Vec<String> = now.difference(&held).map(|right| (*right).to_owned()).collect();
        if !new.is_empty() {
            give_standard_role(tx, spec).await?;
            renewed.push(Renewed { id: spec.id.to_owned(), rights: new });
        } else if !given.contains_key(spec.id) {
            remember(tx, spec.id, &written(&held)).await?;
        }
    }
    Ok(renewed)
}

fn sorted(rights: &[String]) -> BTreeSet<&str> {
    rights.iter().map(String::as_str).collect()
}

/// Whether a municipality made a role its own, as far as can be told afterwards.
fn was_changed(
    spec: &RoleSpec<'_>,
    (role, rights): (&role::Model, &[String]),
    changed: &[String],
) -> bool {
    let has_other = rights.iter().any(|right| !spec.rights.contains(&right.as_str()));
    has_other || role.name != spec.name || changed.contains(&role.name)
}

/// The names that events of a kind tell.
async fn names_of(tx: &Tx, kind: &str) -> Result<Vec<String>, StoreError> {
    let rows = tx.find::<event::Entity>().filter(event::Column::Kind.eq(kind));
    let rows = rows.all(tx.conn()).await?;
    let name = |row: event::Model| {
        let data: serde_json::Value = serde_json::from_str(&row.data).ok()?;
        data["name"].as_str().map(str::to_owned)
    };
    Ok(rows.into_iter().filter_map(name).collect())
}
