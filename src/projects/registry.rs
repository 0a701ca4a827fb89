//! Projects: entered, corrected.

use super::content::{About, sealed};
use super::load::Project;
use super::money::{Split, code};
use super::store::project;
use super::{ProjectId, contract};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Currency;
use sea_orm::{IntoActiveModel, Set};

/// A project to be entered.
#[derive(Clone, Debug)]
pub struct NewProject {
    /// What it is.
    pub about: About,
    /// The currency of the contract.
    pub currency: Currency,
    /// First and last day by the contract.
    pub period: (Day, Day),
    /// The grant.
    pub grant: Split,
}

/// Enters a project.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, new: &NewProject) -> Result<ProjectId, StoreError> {
    let id = ProjectId(tx.new_id());
    let row = project::Model {
        municipality_id: tx.municipality(),
        id,
        contract_key: contract::key(&new.about.contract),
        currency: code(new.currency).to_owned(),
        from_on: new.period.0,
        until_on: new.period.1,
        european: new.grant.european,
        national: new.grant.national,
        content_sealed: sealed(tx, ("project", id.0), &new.about)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("project", id.0));
    Ok(id)
}

/// Corrects a project; its period by the contract and its currency stay.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn correct(
    tx: &mut Tx,
    one: &Project,
    (about, grant, version): (&About, Split, i32),
) -> Result<(), StoreError> {
    let id = one.row.id;
    let active = project::ActiveModel {
        contract_key: Set(contract::key(&about.contract)),
        european: Set(grant.european),
        national: Set(grant.national),
        content_sealed: Set(sealed(tx, ("project", id.0), about)?),
        ..Default::default()
    };
    tx.update::<project::Entity>(id, version, active).await?;
    tx.audit(Entry::write("project-corrected", id.0));
    Ok(())
}
