//! What hangs on a worker besides cases and unfinished forms: agreed calls and booked hours.

use super::TransferId;
use super::store::transfer_other::{self, Column};
use crate::contacts::{self, ContactId};
use crate::reception::{self, AppointmentId};
use kit::store::{StoreError, Tx};
use kit::types::AccountId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

const CALL: &str = "call";
const HOUR: &str = "hour";
/// Rows of a statement; below SQLite's limit of bound values.
const AT_ONCE: usize = 500;

/// What somebody has agreed on with people.
#[derive(Clone, Debug, Default)]
pub struct Others {
    /// Calls that he promised.
    pub calls: Vec<ContactId>,
    /// Hours booked with him, from today on.
    pub hours: Vec<AppointmentId>,
}

impl Others {
    /// How many they are.
    pub fn len(&self) -> usize {
        self.calls.len() + self.hours.len()
    }
}

pub async fn of(tx: &Tx, account: AccountId) -> Result<Others, StoreError> {
    Ok(Others {
        calls: contacts::open_calls(tx, account).await?,
        hours: reception::open_hours(tx, account).await?,
    })
}

/// How many of each passed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Passed {
    pub calls: usize,
    pub hours: usize,
}

fn row(tx: &Tx, id: TransferId, what: (&str, i64, AccountId)) -> transfer_other::ActiveModel {
    transfer_other::ActiveModel {
        municipality_id: Set(tx.municipality()),
        transfer_id: Set(id),
        kind: Set(what.0.to_owned()),
        row_id: Set(what.1),
        to_id: Set(what.2),
    }
}

/// Passes them on; an hour that the taker has promised to somebody else stays.
pub async fn pass(
    tx: &mut Tx,
    (id, from): (TransferId, AccountId),
    (calls_to, hours_to): (Option<AccountId>, Option<AccountId>),
) -> Result<Passed, StoreError> {
    let others = of(tx, from).await?;
    let mut rows = Vec::new();
    let mut passed = Passed::default();
    if let Some(to) = calls_to {
        let moved = contacts::pass_calls(tx, &others.calls, (from, to)).await?;
        if moved != others.calls.len() as u64 {
            return Err(StoreError::Conflict);
        }
        passed.calls = others.calls.len();
        rows.extend(others.calls.iter().map(|call| row(tx, id, (CALL, call.0, to))));
    }
    if let Some(to) = hours_to {
        let moved = reception::pass_hours(tx, &others.hours, (from, to)).await?;
        passed.hours = moved.len();
        rows.extend(moved.iter().map(|hour| row(tx, id, (HOUR, hour.0, to))));
    }
    for some in rows.chunks(AT_ONCE) {
        tx.later(transfer_other::Entity::insert_many(some.iter().cloned())).await?;
    }
    Ok(passed)
}

/// Gives back what is still with whom it went to; tells how many stay there.
pub async fn give_back(tx: &mut Tx, id: TransferId, to: AccountId) -> Result<usize, StoreError> {
    let rows = tx.find::<transfer_other::Entity>().filter(Column::TransferId.eq(id));
    let rows = rows.all(tx.conn()).await?;
    let mut stayed = 0;
    for row in rows {
        let way = (row.to_id, to);
        let is_back = match row.kind.as_str() {
            CALL => contacts::pass_calls(tx, &[ContactId(row.row_id)], way).await? > 0,
            _ => !reception::pass_hours(tx, &[AppointmentId(row.row_id)], way).await?.is_empty(),
        };
        stayed += usize::from(!is_back);
    }
    Ok(stayed)
}
