//! What is said in a talk. A line that a page shows was committed before.

use super::course::VIAS;
use super::store::desk_line;
use super::talk::{self, Talk};
use super::{LineId, TalkId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Instant};
use kit::web::Problem;
use sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};

const TABLE: &str = "desk_line";
/// The longest line.
pub const LONGEST: usize = 2_000;
/// So many lines a talk has at most: nobody reads more, and a machine fills no disk.
const MOST: u64 = 500;
/// So many lines a citizen sends in a minute.
const MOST_A_MINUTE: u64 = 15;
const MINUTE_MS: i64 = 60_000;

/// A line, opened.
#[derive(Clone, Debug)]
pub struct Line {
    /// A code of [`VIAS`].
    pub via: String,
    /// When.
    pub at: Instant,
    /// What was said.
    pub text: String,
}

impl Line {
    /// Whether the citizen said it.
    #[must_use]
    pub fn is_citizen(&self) -> bool {
        self.via == VIAS[0]
    }
}

/// Adds a line: of the citizen, or of a worker.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &Tx,
    talk: TalkId,
    (worker, text): (Option<AccountId>, &str),
) -> Result<(), StoreError> {
    let id = LineId(tx.new_id());
    let via = VIAS[usize::from(worker.is_some())];
    tx.insert(desk_line::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        talk_id: Set(talk),
        via: Set(via.to_owned()),
        at: Set(tx.now()),
        account_id: Set(worker),
        text_sealed: Set(tx.seal(TABLE, "text_sealed", id.0, text)?),
    })
    .await
}

/// Says something in a talk that goes on.
///
/// # Errors
/// [`Problem::Impossible`] when it ended meanwhile; [`Problem::TooMany`] when too much is sent.
pub async fn say(
    tx: &mut Tx,
    talk: &Talk,
    (worker, text): (Option<AccountId>, &str),
) -> Result<(), Problem> {
    let rows = tx.find::<desk_line::Entity>().filter(desk_line::Column::TalkId.eq(talk.row.id));
    let all = rows.clone().count(tx.conn()).await?;
    let late = rows
        .filter(desk_line::Column::At.gt(tx.now().plus_ms(-MINUTE_MS)))
        .filter(desk_line::Column::Via.eq(VIAS[0]))
        .count(tx.conn())
        .await?;
    if all >= MOST || (worker.is_none() && late >= MOST_A_MINUTE) {
        return Err(Problem::TooMany);
    }
    // Of danger tells only what the citizen writes.
    let told = if worker.is_none() { text } else { "" };
    if !talk::heard(tx, talk, told).await? {
        return Err(Problem::Impossible("desk-refused-ended"));
    }
    add(tx, talk.row.id, (worker, text)).await?;
    tx.audit(Entry::write("desk-line", talk.row.id.0));
    Ok(())
}

/// The lines of a talk, in order; none when their time is over.
///
/// # Errors
/// When the database does not answer.
pub async fn lines(tx: &Tx, talk: &Talk) -> Result<Vec<Line>, StoreError> {
    let is_over = talk.row.lines_until.is_some_and(|until| until <= tx.now());
    if is_over || talk.row.is_cleared {
        return Ok(Vec::new());
    }
    let rows = tx
        .find::<desk_line::Entity>()
        .filter(desk_line::Column::TalkId.eq(talk.row.id))
        .order_by_asc(desk_line::Column::Id)
        .limit(MOST);
    let line = |row: desk_line::Model| {
        let text = tx.open(TABLE, "text_sealed", row.id.0, &row.text_sealed)?;
        Ok::<Line, StoreError>(Line { via: row.via, at: row.at, text })
    };
    rows.all(tx.conn()).await?.into_iter().map(line).collect()
}

/// Removes the lines of a talk.
///
/// # Errors
/// When the database refuses.
pub async fn clear(tx: &Tx, talk: TalkId) -> Result<(), StoreError> {
    desk_line::Entity::delete_many()
        .filter(desk_line::Column::MunicipalityId.eq(tx.municipality()))
        .filter(desk_line::Column::TalkId.eq(talk))
        .exec(tx.conn())
        .await?;
    Ok(())
}
