//! People who work: entered once, changed, gone. The identifier is there only to find a double.

use super::EmployeeId;
use super::load::Employee;
use super::store::employee;
use crate::services::ProviderId;
use kit::audit::Entry;
use kit::crypto::Index;
use kit::search::plain;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, Set};
use std::collections::HashMap;

/// By which blind index an identifier is found.
pub const EGN: Index = Index::new("employee", "egn_blind");

/// Somebody to be entered, or what is known of them now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewEmployee {
    /// The name.
    pub name: String,
    /// A code of [`super::course::GROUPS`].
    pub group: String,
    /// The provider; none for own staff.
    pub provider: Option<ProviderId>,
    /// What they are at the provider.
    pub provider_post: String,
    /// The account of own staff, when there is one.
    pub account: Option<AccountId>,
    /// ЕГН, checked; empty when it is not kept.
    pub egn: String,
    /// Where they are written to; empty when it is not known.
    pub email: String,
}

/// By what an identifier is found; empty when none is kept.
///
/// # Errors
/// When the municipality's key is gone.
pub fn blind(tx: &Tx, egn: &str) -> Result<Vec<u8>, StoreError> {
    if egn.is_empty() { Ok(Vec::new()) } else { Ok(tx.key().blind(&EGN, egn)?) }
}

/// The ЕГН of somebody; empty when it is not kept.
///
/// # Errors
/// When it cannot be opened.
pub fn egn_of(tx: &Tx, row: &Employee) -> Result<String, StoreError> {
    if row.egn_sealed.is_empty() {
        return Ok(String::new());
    }
    tx.open("employee", "egn_sealed", row.id.0, &row.egn_sealed)
}

/// Who has this ЕГН.
///
/// # Errors
/// When the database does not answer.
pub async fn with_egn(tx: &Tx, egn: &str) -> Result<Option<EmployeeId>, StoreError> {
    if egn.is_empty() {
        return Ok(None);
    }
    let rows = tx.find::<employee::Entity>().filter(employee::Column::EgnBlind.eq(blind(tx, egn)?));
    Ok(rows.one(tx.conn()).await?.map(|row| row.id))
}

/// Who has this name at this provider, or among own staff.
///
/// # Errors
/// When the database does not answer.
pub async fn with_name(
    tx: &Tx,
    name: &str,
    provider: Option<ProviderId>,
) -> Result<Option<EmployeeId>, StoreError> {
    let rows = tx.find::<employee::Entity>().filter(employee::Column::Folded.eq(plain(name)));
    let rows = rows.all(tx.conn()).await?;
    Ok(rows.into_iter().find(|row| row.provider_id == provider).map(|row| row.id))
}

fn sealed(tx: &Tx, id: EmployeeId, egn: &str) -> Result<Vec<u8>, StoreError> {
    if egn.is_empty() { Ok(Vec::new()) } else { tx.seal("employee", "egn_sealed", id.0, egn) }
}

fn sealed_email(tx: &Tx, id: EmployeeId, email: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let kept = (!email.is_empty()).then(|| tx.seal("employee", "email_sealed", id.0, email));
    kept.transpose()
}

/// Where somebody is written to; empty when it is not known.
///
/// # Errors
/// When it cannot be opened.
pub fn email_of(tx: &Tx, row: &Employee) -> Result<String, StoreError> {
    match &row.email_sealed {
        Some(sealed) => tx.open("employee", "email_sealed", row.id.0, sealed),
        None => Ok(String::new()),
    }
}

/// Where some of them are written to. Those of whom it is not known are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn addresses(
    tx: &Tx,
    ids: &[EmployeeId],
) -> Result<HashMap<EmployeeId, String>, StoreError> {
    let rows = tx.find::<employee::Entity>();
    let rows = rows.filter(employee::Column::Id.is_in(ids.iter().copied())).all(tx.conn()).await?;
    let mut all = HashMap::new();
    for row in rows.iter().filter(|row| row.email_sealed.is_some()) {
        all.insert(row.id, email_of(tx, row)?);
    }
    Ok(all)
}

/// Enters somebody.
///
/// # Errors
/// When somebody has the same ЕГН.
pub async fn add(tx: &mut Tx, new: &NewEmployee) -> Result<EmployeeId, Problem> {
    if with_egn(tx, &new.egn).await?.is_some() {
        return Err(Problem::Impossible("workforce-refused-egn"));
    }
    let id = EmployeeId(tx.new_id());
    let row = employee::Model {
        municipality_id: tx.municipality(),
        id,
        name: new.name.clone(),
        folded: plain(&new.name),
        staff_group: new.group.clone(),
        provider_id: new.provider,
        provider_post: new.provider_post.clone(),
        account_id: new.account,
        egn_blind: blind(tx, &new.egn)?,
        egn_sealed: sealed(tx, id, &new.egn)?,
        email_sealed: sealed_email(tx, id, &new.email)?,
        entered_at: tx.now(),
        gone_on: None,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("employee", id.0));
    Ok(id)
}

/// Changes what is known of somebody.
///
/// # Errors
/// When somebody else has the same ЕГН, or changed it meanwhile.
pub async fn change(
    tx: &mut Tx,
    (id, version): (EmployeeId, i32),
    new: &NewEmployee,
) -> Result<(), Problem> {
    if with_egn(tx, &new.egn).await?.is_some_and(|other| other != id) {
        return Err(Problem::Impossible("workforce-refused-egn"));
    }
    let row = employee::ActiveModel {
        name: Set(new.name.clone()),
        folded: Set(plain(&new.name)),
        staff_group: Set(new.group.clone()),
        provider_id: Set(new.provider),
        provider_post: Set(new.provider_post.clone()),
        account_id: Set(new.account),
        egn_blind: Set(blind(tx, &new.egn)?),
        egn_sealed: Set(sealed(tx, id, &new.egn)?),
        email_sealed: Set(sealed_email(tx, id, &new.email)?),
        account_name: Set(tx.actor().name.to_string()),
        ..Default::default()
    };
    tx.update::<employee::Entity>(id, version, row).await?;
    tx.audit(Entry::write("employee", id.0));
    Ok(())
}

/// Notes that somebody is gone after a day; appointments are ended apart.
///
/// # Errors
/// When it was changed meanwhile.
pub async fn gone(
    tx: &mut Tx,
    (id, version): (EmployeeId, i32),
    on: Option<Day>,
) -> Result<(), Problem> {
    let row = employee::ActiveModel {
        gone_on: Set(on),
        account_name: Set(tx.actor().name.to_string()),
        ..Default::default()
    };
    tx.update::<employee::Entity>(id, version, row).await?;
    tx.audit(Entry::write("employee-gone", id.0));
    Ok(())
}
