//! Booked hours that pass from one worker to another, and what of them comes soon.

use super::AppointmentId;
use super::appointment::note;
use super::store::appointment::{self, Column};
use super::store::appointment_piece;
use super::store::booked::{self, When};
use crate::people::{Task, Wanted};
use kit::store::{StoreError, Tx};
use kit::types::AccountId;
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select};

fn ahead(tx: &Tx) -> Select<appointment::Entity> {
    tx.find::<appointment::Entity>()
        .filter(Column::State.eq("booked"))
        .filter(Column::Day.gte(tx.today()))
        .order_by_asc(Column::StartsAt)
        .order_by_asc(Column::Id)
}

/// The hours booked with a worker from today on.
///
/// # Errors
/// When the database does not answer.
pub async fn open_hours(tx: &Tx, account: AccountId) -> Result<Vec<AppointmentId>, StoreError> {
    let rows = ahead(tx).filter(Column::AccountId.eq(account)).all(tx.conn()).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Passes booked hours on, each at its own time; gives those that passed. One whose time the
/// colleague has promised to somebody else stays where it is: it needs a new time.
///
/// # Errors
/// When the database refuses.
pub async fn pass_hours(
    tx: &mut Tx,
    hours: &[AppointmentId],
    (from, to): (AccountId, AccountId),
) -> Result<Vec<AppointmentId>, StoreError> {
    let mut moved = Vec::new();
    for id in hours {
        let row = booked::one(tx, *id).await?;
        if row.state != "booked" || row.account_id != from || is_taken(tx, &row, to).await? {
            continue;
        }
        let when = When {
            point: row.service_point_id,
            account: to,
            at: row.starts_at,
            minutes: row.minutes,
        };
        booked::change_time(tx, (&row, row.version), when).await?;
        let person = row.person_id.map(|person| person.0);
        note(tx, "appointment-passed", (row.id, person, row.starts_at)).await?;
        moved.push(row.id);
    }
    Ok(moved)
}

async fn is_taken(
    tx: &Tx,
    row: &appointment::Model,
    account: AccountId,
) -> Result<bool, StoreError> {
    let pieces = super::slots::pieces(row.starts_at, row.minutes);
    let taken = tx
        .find::<appointment_piece::Entity>()
        .filter(appointment_piece::Column::AccountId.eq(account))
        .filter(appointment_piece::Column::At.is_in(pieces));
    Ok(taken.count(tx.conn()).await? > 0)
}

/// The booked hours that come until a day.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let mut rows = ahead(tx).filter(Column::Day.lte(wanted.until));
    if let Some(accounts) = wanted.whose {
        rows = rows.filter(Column::AccountId.is_in(accounts.iter().copied()));
    }
    let task = |row: appointment::Model| Task {
        day: row.day,
        key: "reception-task-hour",
        person: row.person_id,
        note: super::slots::clock(row.starts_at),
        path: format!("/reception/appointments/{}", row.id),
    };
    Ok(rows.limit(wanted.most).all(tx.conn()).await?.into_iter().map(task).collect())
}
