//! The office as it is made up: units and posts.

use super::appointment::Payer;
use super::course::Lasts;
use super::load::{self, Post, Unit};
use super::store::{workforce_post, workforce_unit};
use super::{PostId, UnitId};
use crate::municipality::ServicePointId;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{IntoActiveModel, Set};

/// A unit to be entered, or what is known of it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUnit {
    /// The unit above.
    pub parent: Option<UnitId>,
    /// Its name.
    pub name: String,
    /// The first day, and the last one when it is closed.
    pub span: (Day, Option<Day>),
}

/// Enters a unit.
///
/// # Errors
/// When the database refuses.
pub async fn add_unit(tx: &mut Tx, new: &NewUnit) -> Result<UnitId, StoreError> {
    let id = UnitId(tx.new_id());
    let row = workforce_unit::Model {
        municipality_id: tx.municipality(),
        id,
        parent_id: new.parent,
        name: new.name.clone(),
        from_on: new.span.0,
        until_on: new.span.1,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("workforce-unit", id.0));
    Ok(id)
}

/// Changes a unit.
///
/// # Errors
/// When it would stand under itself, or was changed meanwhile.
pub async fn change_unit(tx: &mut Tx, one: &Unit, new: &NewUnit) -> Result<(), Problem> {
    let all = load::units(tx).await?;
    let mut above = new.parent;
    // A chain of units is no longer than there are units.
    for _ in 0..=all.len() {
        let Some(id) = above else { break };
        if id == one.id {
            return Err(Problem::Impossible("workforce-refused-unit"));
        }
        above = all.iter().find(|unit| unit.id == id).and_then(|unit| unit.parent_id);
    }
    let row = workforce_unit::ActiveModel {
        parent_id: Set(new.parent),
        name: Set(new.name.clone()),
        from_on: Set(new.span.0),
        until_on: Set(new.span.1),
        account_name: Set(tx.actor().name.to_string()),
        ..Default::default()
    };
    tx.update::<workforce_unit::Entity>(one.id, one.version, row).await?;
    tx.audit(Entry::write("workforce-unit", one.id.0));
    Ok(())
}

/// A post to be entered, or what is known of it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPost {
    /// In which unit.
    pub unit: UnitId,
    /// At which service point.
    pub point: Option<ServicePointId>,
    /// Its title.
    pub title: String,
    /// Its code of the national classification; empty when it is not known.
    pub class_code: String,
    /// A code of [`super::course::GROUPS`].
    pub group: String,
    /// So many places.
    pub places: i32,
    /// Who pays for it.
    pub payer: Payer,
    /// The first day, and the last one when it is closed.
    pub span: (Day, Option<Day>),
}

/// Enters a post.
///
/// # Errors
/// When the database refuses.
pub async fn add_post(tx: &mut Tx, new: &NewPost) -> Result<PostId, StoreError> {
    let id = PostId(tx.new_id());
    let row = workforce_post::Model {
        municipality_id: tx.municipality(),
        id,
        unit_id: new.unit,
        point_id: new.point,
        title: new.title.clone(),
        class_code: new.class_code.clone(),
        staff_group: new.group.clone(),
        places: new.places,
        source: new.payer.source.clone(),
        project_id: new.payer.project,
        from_on: new.span.0,
        until_on: new.span.1,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("workforce-post", id.0));
    Ok(id)
}

/// Changes a post.
///
/// # Errors
/// When more people are appointed than there would be places, or it was changed meanwhile.
pub async fn change_post(tx: &mut Tx, one: &Post, new: &NewPost) -> Result<(), Problem> {
    let today = tx.today();
    let all = load::appointments(tx).await?;
    let holds = |row: &&load::Appointment| {
        row.post_id == one.id && row.revoked_at.is_none() && row.holds(today)
    };
    let taken = i32::try_from(all.iter().filter(holds).count()).unwrap_or(i32::MAX);
    if new.places < taken {
        return Err(Problem::Impossible("workforce-refused-places"));
    }
    let row = workforce_post::ActiveModel {
        unit_id: Set(new.unit),
        point_id: Set(new.point),
        title: Set(new.title.clone()),
        class_code: Set(new.class_code.clone()),
        staff_group: Set(new.group.clone()),
        places: Set(new.places),
        source: Set(new.payer.source.clone()),
        project_id: Set(new.payer.project),
        from_on: Set(new.span.0),
        until_on: Set(new.span.1),
        account_name: Set(tx.actor().name.to_string()),
        ..Default::default()
    };
    tx.update::<workforce_post::Entity>(one.id, one.version, row).await?;
    tx.audit(Entry::write("workforce-post", one.id.0));
    Ok(())
}
