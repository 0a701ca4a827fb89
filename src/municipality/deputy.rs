//! Deputies: somebody is away, a colleague sees his work and acts in his place.
//!
//! The rights stay the colleague's own; what he does on such work is audited on behalf of the
//! absent one. Naming ends by itself after its last day, or earlier by somebody's hand.

use super::DeputyId;
use super::store::deputy::{self, Column};
use kit::access::entity::account;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Set};

/// How many namings a list shows; older ones are history for the audit.
const SHOWN: u64 = 100;

/// A time in which a colleague stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deputy {
    /// Its id.
    pub id: DeputyId,
    /// Who is away.
    pub absent: AccountId,
    /// Who stands in.
    pub deputy: AccountId,
    /// From this day.
    pub first_day: Day,
    /// Until the end of this day.
    pub last_day: Day,
    /// Why: leave, illness.
    pub reason: String,
    /// Set when it ended earlier than named.
    pub ended_on: Option<Day>,
    /// Version of the row.
    pub version: i32,
}

impl Deputy {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds(&self, on: Day) -> bool {
        self.first_day <= on && on <= self.last_day && self.ended_on.is_none()
    }
}

/// What is needed to name a deputy.
#[derive(Clone, Debug)]
pub struct NewDeputy {
    /// Who is away.
    pub absent: AccountId,
    /// Who stands in.
    pub deputy: AccountId,
    /// From this day.
    pub first_day: Day,
    /// Until the end of this day.
    pub last_day: Day,
    /// Why.
    pub reason: String,
}

fn read(row: deputy::Model) -> Deputy {
    Deputy {
        id: row.id,
        absent: row.absent_id,
        deputy: row.deputy_id,
        first_day: row.first_day,
        last_day: row.last_day,
        reason: row.reason,
        ended_on: row.ended_on,
        version: row.version,
    }
}

/// The namings, those that end last first.
///
/// # Errors
/// When the database does not answer.
pub async fn deputies(tx: &Tx) -> Result<Vec<Deputy>, StoreError> {
    let rows = tx.find::<deputy::Entity>().order_by_desc(Column::LastDay);
    let rows = rows.order_by_desc(Column::Id).limit(SHOWN).all(tx.conn()).await?;
    Ok(rows.into_iter().map(read).collect())
}

/// For whom an account stands in today.
///
/// # Errors
/// When the database does not answer.
pub async fn stands_in_for(tx: &Tx, account: AccountId) -> Result<Vec<Deputy>, StoreError> {
    let rows = tx
        .find::<deputy::Entity>()
        .filter(Column::DeputyId.eq(account))
        .filter(Column::LastDay.gte(tx.today()))
        .filter(Column::FirstDay.lte(tx.today()))
        .filter(Column::EndedOn.is_null())
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// Names a deputy.
///
/// # Errors
/// When an account is not there.
pub async fn name_deputy(tx: &Tx, new: &NewDeputy) -> Result<DeputyId, StoreError> {
    let id = DeputyId(tx.new_id());
    tx.insert(deputy::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        absent_id: Set(new.absent),
        deputy_id: Set(new.deputy),
        first_day: Set(new.first_day),
        last_day: Set(new.last_day),
        reason: Set(new.reason.clone()),
        named_by: Set(tx.actor().account),
        ended_on: Set(None),
        version: Set(1),
    })
    .await?;
    Ok(id)
}

/// Ends a naming today.
///
/// # Errors
/// [`StoreError::Conflict`] when it changed meanwhile.
pub async fn end_deputy(tx: &Tx, id: DeputyId, version: i32) -> Result<(), StoreError> {
    let row = deputy::ActiveModel { ended_on: Set(Some(tx.today())), ..Default::default() };
    tx.update::<deputy::Entity>(id, version, row).await
}

/// Says in the audit on whose behalf the actor works, when the work is that of somebody for whom
/// he stands in today. Nothing for one's own work and for that of nobody.
///
/// # Errors
/// When the database does not answer.
pub async fn act_for(tx: &Tx, whose: Option<AccountId>) -> Result<(), StoreError> {
    let (Some(own), Some(whose)) = (tx.actor().account, whose) else {
        return Ok(());
    };
    if own == whose || stands_in_for(tx, own).await?.iter().all(|one| one.absent != whose) {
        return Ok(());
    }
    let account = tx.find::<account::Entity>().filter(account::Column::Id.eq(whose));
    if let Some(account) = account.one(tx.conn()).await? {
        tx.on_behalf_of(&account.username);
    }
    Ok(())
}
