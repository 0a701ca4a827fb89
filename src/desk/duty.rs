//! Who is on duty at the desk, who of them is really there, and whether the desk is open.

use super::DutyId;
use super::course::State;
use super::opening;
use super::store::{desk_duty, desk_talk};
use crate::app::App;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Instant};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QueryOrder, Set};

/// So many at most are on duty at once; more are not looked for.
const MOST: usize = 200;
/// A duty that nobody ended is over after so long: a working day with its evening.
const LONGEST_MS: i64 = 14 * 60 * 60 * 1000;

/// The desk while it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// How many people are on duty and there.
    pub on_duty: usize,
    /// How many wait.
    pub waiting: u64,
}

/// Those who are on duty and there.
#[derive(Clone, Debug, Default)]
pub struct Here {
    /// Who.
    pub people: Vec<AccountId>,
    /// One of them answers beyond the hours of the desk.
    pub is_extra: bool,
}

impl Here {
    /// Whether somebody is there.
    #[must_use]
    pub fn anybody(&self) -> bool {
        !self.people.is_empty()
    }

    /// Whether this worker is there.
    #[must_use]
    pub fn has(&self, account: Option<AccountId>) -> bool {
        account.is_some_and(|account| self.people.contains(&account))
    }
}

/// The duties that nobody has ended, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn open_duties(tx: &Tx) -> Result<Vec<desk_duty::Model>, StoreError> {
    let rows = tx.find::<desk_duty::Entity>().filter(desk_duty::Column::EndedAt.is_null());
    let mut rows = rows.order_by_asc(desk_duty::Column::Id).all(tx.conn()).await?;
    rows.retain(|row| tx.now().0 - row.began_at.0 < LONGEST_MS);
    rows.truncate(MOST);
    Ok(rows)
}

/// Who is there.
///
/// # Errors
/// When the database does not answer.
pub async fn here(tx: &Tx, app: &App) -> Result<Here, StoreError> {
    let mut here = Here::default();
    for row in open_duties(tx).await? {
        if app.desk.is_here((tx.municipality(), row.account_id)) {
            here.people.push(row.account_id);
            here.is_extra |= row.is_extra;
        }
    }
    Ok(here)
}

/// How many wait.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting(tx: &Tx) -> Result<u64, StoreError> {
    let rows = tx.find::<desk_talk::Entity>();
    let rows = rows.filter(desk_talk::Column::State.eq(State::Waiting.code()));
    Ok(rows.count(tx.conn()).await?)
}

/// The desk when it is open now: within its hours, or beyond them when somebody answers all the same.
///
/// # Errors
/// When the database does not answer.
pub async fn is_open(tx: &Tx, app: &App) -> Result<Option<Open>, StoreError> {
    let here = here(tx, app).await?;
    if !here.anybody() {
        return Ok(None);
    }
    let hours = opening::hours(tx).await?;
    let law = app.law(tx.municipality());
    if !here.is_extra && !opening::is_within(law.calendar(), &hours, tx.now()) {
        return Ok(None);
    }
    Ok(Some(Open { on_duty: here.people.len(), waiting: waiting(tx).await? }))
}

/// When the desk opens next.
///
/// # Errors
/// When the database does not answer.
pub async fn opens(tx: &Tx, app: &App) -> Result<Option<Instant>, StoreError> {
    let hours = opening::hours(tx).await?;
    Ok(opening::next(app.law(tx.municipality()).calendar(), &hours, tx.now()))
}

/// The duty of a worker that is open.
///
/// # Errors
/// When the database does not answer.
pub async fn of(tx: &Tx, account: AccountId) -> Result<Option<desk_duty::Model>, StoreError> {
    Ok(open_duties(tx).await?.into_iter().find(|row| row.account_id == account))
}

/// Puts a worker on duty, or off. Doing it twice changes nothing.
///
/// # Errors
/// When the database refuses.
pub async fn set(
    tx: &mut Tx,
    account: AccountId,
    (is_on, is_extra): (bool, bool),
) -> Result<(), StoreError> {
    let rows = tx
        .find::<desk_duty::Entity>()
        .filter(desk_duty::Column::AccountId.eq(account))
        .filter(desk_duty::Column::EndedAt.is_null())
        .all(tx.conn())
        .await?;
    let same = |row: &desk_duty::Model| {
        is_on && row.is_extra == is_extra && tx.now().0 - row.began_at.0 < LONGEST_MS
    };
    if rows.iter().any(same) {
        tx.audit(Entry::new("write", "desk-duty", "same"));
        return Ok(());
    }
    for row in rows {
        let ended = desk_duty::ActiveModel { ended_at: Set(Some(tx.now())), ..Default::default() };
        tx.update::<desk_duty::Entity>(row.id, row.version, ended).await?;
        tx.audit(Entry::write("desk-duty-ended", row.id.0));
    }
    if is_on {
        let id = DutyId(tx.new_id());
        tx.insert(desk_duty::ActiveModel {
            municipality_id: Set(tx.municipality()),
            id: Set(id),
            account_id: Set(account),
            is_extra: Set(is_extra),
            began_at: Set(tx.now()),
            ended_at: Set(None),
            version: Set(1),
        })
        .await?;
        tx.audit(Entry::write("desk-duty-begun", id.0));
    } else {
        tx.audit(Entry::new("write", "desk-duty", "off"));
    }
    Ok(())
}
