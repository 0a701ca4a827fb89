//! The mayor's orders that name who refers (чл. 75, ал. 3 ЗСУ; чл. 10, ал. 4 ППЗСУ).
//!
//! Only who is named in an order in force signs a preliminary assessment, whatever the role.

use super::OrderId;
use super::store::{referral_order, referral_order_member};
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

/// An order as it stands on one day.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// Its number.
    pub number: String,
    /// The day it was issued.
    pub day: Day,
    /// Who is named on the day asked about.
    pub members: Vec<AccountId>,
}

/// An order with all its members and days, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WholeOrder {
    /// Its id.
    pub id: OrderId,
    /// Its number.
    pub number: String,
    /// The day it was issued.
    pub day: Day,
    /// First day in force.
    pub from: Day,
    /// Last day in force; none while it is open.
    pub to: Option<Day>,
    /// Everybody it names or named.
    pub members: Vec<Member>,
    /// Version of the row.
    pub version: i32,
}

/// Somebody named in an order; no days of one's own means the order's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub account: AccountId,
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
}

impl Member {
    /// Somebody named for as long as the order is in force.
    #[must_use]
    pub fn whole(account: AccountId) -> Member {
        Member { account, from: None, to: None }
    }

    /// Whether named on a day on which the order is in force.
    #[must_use]
    pub fn named(&self, on: Day) -> bool {
        self.from.is_none_or(|first| first <= on) && self.to.is_none_or(|last| on <= last)
    }
}

impl WholeOrder {
    /// Whether it is in force on a day.
    #[must_use]
    pub fn in_force(&self, on: Day) -> bool {
        self.from <= on && self.to.is_none_or(|last| on <= last)
    }

    /// The same order as something to write.
    #[must_use]
    pub(super) fn as_new(&self) -> NewOrder {
        NewOrder {
            number: self.number.clone(),
            day: self.day,
            valid_from: self.from,
            valid_to: self.to,
            members: self.members.clone(),
        }
    }

    fn on(&self, day: Day) -> Order {
        let named = self.members.iter().filter(|member| member.named(day));
        Order {
            id: self.id,
            number: self.number.clone(),
            day: self.day,
            members: named.map(|member| member.account).collect(),
        }
    }
}

/// What is needed to enter an order.
#[derive(Clone, Debug)]
pub struct NewOrder {
    /// Its number.
    pub number: String,
    /// The day it was issued.
    pub day: Day,
    /// First day in force.
    pub valid_from: Day,
    /// Last day in force, when it names one.
    pub valid_to: Option<Day>,
    /// Whom it names.
    pub members: Vec<Member>,
}

/// Enters an order.
///
/// # Errors
/// [`StoreError::Duplicate`] when there is one with this number and day.
pub async fn create_order(tx: &Tx, new: &NewOrder) -> Result<OrderId, StoreError> {
    let id = OrderId(tx.new_id());
    tx.insert(referral_order::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        number: Set(new.number.clone()),
        day: Set(new.day),
        valid_from: Set(new.valid_from),
        valid_to: Set(new.valid_to),
        version: Set(1),
    })
    .await?;
    put_members(tx, id, &new.members).await?;
    Ok(id)
}

/// Writes an order in place of the one that was read.
pub(super) async fn change(
    tx: &Tx,
    id: OrderId,
    version: i32,
    new: &NewOrder,
) -> Result<(), StoreError> {
    let row = referral_order::ActiveModel {
        number: Set(new.number.clone()),
        day: Set(new.day),
        valid_from: Set(new.valid_from),
        valid_to: Set(new.valid_to),
        ..Default::default()
    };
    tx.update::<referral_order::Entity>(id, version, row).await?;
    put_members(tx, id, &new.members).await
}

/// Writes whom an order names in place of whom it named.
async fn put_members(tx: &Tx, order: OrderId, members: &[Member]) -> Result<(), StoreError> {
    referral_order_member::Entity::delete_many()
        .filter(referral_order_member::Column::MunicipalityId.eq(tx.municipality()))
        .filter(referral_order_member::Column::OrderId.eq(order))
        .exec(tx.conn())
        .await?;
    for member in members {
        tx.insert(referral_order_member::ActiveModel {
            municipality_id: Set(tx.municipality()),
            order_id: Set(order),
            account_id: Set(member.account),
            valid_from: Set(member.from),
            valid_to: Set(member.to),
        })
        .await?;
    }
    Ok(())
}

/// All orders, the newest first. Two queries.
///
/// # Errors
/// When the database does not answer.
pub async fn orders(tx: &Tx) -> Result<Vec<WholeOrder>, StoreError> {
    let rows = tx
        .find::<referral_order::Entity>()
        .order_by_desc(referral_order::Column::ValidFrom)
        .order_by_desc(referral_order::Column::Id)
        .all(tx.conn())
        .await?;
    let members = tx.find::<referral_order_member::Entity>().all(tx.conn()).await?;
    let whole = rows.into_iter().map(|row| WholeOrder {
        members: members
            .iter()
            .filter(|member| member.order_id == row.id)
            .map(|m| Member { account: m.account_id, from: m.valid_from, to: m.valid_to })
            .collect(),
        id: row.id,
        number: row.number,
        day: row.day,
        from: row.valid_from,
        to: row.valid_to,
        version: row.version,
    });
    Ok(whole.collect())
}

/// The order in force on a day; of several the newest.
///
/// # Errors
/// When the database does not answer.
pub async fn order_in_force(tx: &Tx, on: Day) -> Result<Option<Order>, StoreError> {
    let orders = orders(tx).await?;
    Ok(orders.iter().find(|order| order.in_force(on)).map(|order| order.on(on)))
}

/// The order by which an account may sign a preliminary assessment on a day. Any order in force
/// that names the account will do: one may add people to another.
///
/// # Errors
/// When the database does not answer.
pub async fn may_sign(tx: &Tx, account: AccountId, on: Day) -> Result<Option<Order>, StoreError> {
    let orders = orders(tx).await?;
    let in_force = orders.iter().filter(|order| order.in_force(on)).map(|order| order.on(on));
    Ok(in_force.into_iter().find(|order| order.members.contains(&account)))
}
