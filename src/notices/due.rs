//! What is due, in the order of each receiver: one that waits for its moment holds up the younger
//! ones behind it.

use super::NoticeId;
use super::course::{EMAIL, SMS, WAITING};
use super::queue::{ANSWER, Outcome, json};
use super::store::notice::{self, Column, Entity, Model};
use kit::store::{StoreError, Tx};
use kit::types::Instant;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use std::collections::HashMap;

/// So many are taken up at once; the rest follow in the next turn.
const AT_ONCE: u64 = 100;
/// A notice that is being sent belongs to its process for so long.
const CLAIM_MS: i64 = 10 * 60 * 1000;

/// The lane of a notice: one receiver, urgent ones apart. Within a lane the order is kept.
pub type Lane = (Vec<u8>, bool);

/// What a turn takes up.
pub struct Due {
    /// Oldest first, none before an older one of its lane.
    pub rows: Vec<Model>,
    /// Lanes with notices behind one that waits for its moment, and that moment.
    pub behind: Vec<(Lane, Instant)>,
    /// There may be more.
    pub is_full: bool,
}

/// The oldest notice of each lane that waits for its moment, among some receivers.
async fn heads(
    tx: &Tx,
    receivers: Vec<Vec<u8>>,
) -> Result<HashMap<Lane, (NoticeId, Instant)>, StoreError> {
    let rows: Vec<(Vec<u8>, bool, NoticeId, Instant)> = tx
        .find::<Entity>()
        .filter(Column::State.eq(WAITING))
        .filter(Column::NextAt.gt(tx.now()))
        .filter(Column::ReceiverBlind.is_in(receivers))
        .select_only()
        .columns([Column::ReceiverBlind, Column::IsUrgent, Column::Id, Column::NextAt])
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut heads: HashMap<Lane, (NoticeId, Instant)> = HashMap::new();
    for (receiver, is_urgent, id, at) in rows {
        let head = heads.entry((receiver, is_urgent)).or_insert((id, at));
        if id < head.0 {
            *head = (id, at);
        }
    }
    Ok(heads)
}

/// What is due.
///
/// # Errors
/// When the database does not answer.
pub async fn due(tx: &Tx) -> Result<Due, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::State.eq(WAITING))
        .filter(Column::NextAt.lte(tx.now()))
        .filter(Column::Channel.is_in([EMAIL, SMS]))
        .order_by_asc(Column::Id)
        .limit(AT_ONCE)
        .all(tx.conn())
        .await?;
    let mut due =
        Due { rows: Vec::new(), behind: Vec::new(), is_full: rows.len() as u64 == AT_ONCE };
    if rows.is_empty() {
        return Ok(due);
    }
    let heads = heads(tx, rows.iter().map(|row| row.receiver_blind.clone()).collect()).await?;
    for row in rows {
        let lane = (row.receiver_blind.clone(), row.is_urgent);
        match heads.get(&lane) {
            // One that waits for its moment holds up the younger ones behind it.
            Some((first, at)) if row.id > *first => due.behind.push((lane, *at)),
            _ => due.rows.push(row),
        }
    }
    Ok(due)
}

/// How many went today to each of some receivers, and how many short messages to all.
///
/// # Errors
/// When the database does not answer.
pub async fn sent_today(
    tx: &Tx,
    rows: &[Model],
) -> Result<(HashMap<Vec<u8>, i64>, i64), StoreError> {
    let receivers: Vec<Vec<u8>> = rows.iter().map(|row| row.receiver_blind.clone()).collect();
    let sent = || tx.find::<Entity>().filter(Column::SentOn.eq(tx.today()));
    let each: Vec<(Vec<u8>, i64)> = sent()
        .filter(Column::ReceiverBlind.is_in(receivers))
        .select_only()
        .column(Column::ReceiverBlind)
        .column_as(Column::Id.count(), "sent")
        .group_by(Column::ReceiverBlind)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let short: Option<i64> = sent()
        .filter(Column::Channel.eq(SMS))
        .select_only()
        .column_as(Column::Id.count(), "sent")
        .into_tuple()
        .one(tx.conn())
        .await?;
    Ok((each.into_iter().collect(), short.unwrap_or_default()))
}

/// Takes a notice for this process; says no when another has it.
///
/// # Errors
/// When the database refuses.
pub async fn claim(tx: &Tx, row: &Model) -> Result<bool, StoreError> {
    let active = notice::ActiveModel {
        next_at: Set(tx.now().plus_ms(CLAIM_MS)),
        attempts: Set(row.attempts + 1),
        ..Default::default()
    };
    match tx.update::<Entity>(row.id, row.version, active).await {
        Ok(()) => Ok(true),
        Err(StoreError::Conflict) => Ok(false),
        Err(other) => Err(other),
    }
}

/// Puts a lane off: no notice of it goes before a moment.
///
/// # Errors
/// When the database refuses.
pub async fn put_off(tx: &Tx, lane: &Lane, until: Instant) -> Result<(), StoreError> {
    Entity::update_many()
        .set(notice::ActiveModel { next_at: Set(until), ..Default::default() })
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::ReceiverBlind.eq(lane.0.clone()))
        .filter(Column::IsUrgent.eq(lane.1))
        .filter(Column::State.eq(WAITING))
        .filter(Column::NextAt.lt(until))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Puts a notice that was tried back until a moment, with what the server said.
///
/// # Errors
/// When the database refuses.
pub async fn put_back(
    tx: &Tx,
    row: &Model,
    (until, answer): (Instant, &str),
) -> Result<(), StoreError> {
    let outcome = Outcome { answer: answer.chars().take(ANSWER).collect(), ..Outcome::default() };
    let active = notice::ActiveModel {
        next_at: Set(until),
        result_sealed: Set(Some(tx.seal("notice", "result_sealed", row.id.0, &json(&outcome)?)?)),
        ..Default::default()
    };
    tx.update::<Entity>(row.id, row.version, active).await
}

/// The next moment at which something is due; nothing when nothing waits.
///
/// # Errors
/// When the database does not answer.
pub async fn next_moment(tx: &Tx) -> Result<Option<Instant>, StoreError> {
    let row = tx
        .find::<Entity>()
        .filter(Column::State.eq(WAITING))
        .filter(Column::Channel.is_in([EMAIL, SMS]))
        .order_by_asc(Column::NextAt)
        .one(tx.conn())
        .await?;
    Ok(row.map(|row| row.next_at))
}
