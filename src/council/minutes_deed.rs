//! Minutes are drafted, corrected, signed, sent in the term of the rules, and published redacted.

use super::content::{opened, opened_in, sealed, sealed_in};
use super::minutes::{self, Minutes, Part};
use super::record::Record;
use super::store::council_minutes::{ActiveModel, Column, Entity, Model};
use super::{MinutesId, SittingId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::Law;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set};

const TABLE: &str = "council_minutes";
const PUBLIC: &str = "public_sealed";
/// So many published minutes are listed.
const LISTED: u64 = 100;

/// Minutes, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The row.
    pub row: Model,
    /// Whole.
    pub whole: Minutes,
    /// As everybody may read them.
    pub public: Minutes,
}

impl Kept {
    /// Where they stand on a day; words have the key `council-minutes-state-<code>`.
    #[must_use]
    pub fn state(&self, today: Day) -> &'static str {
        let row = &self.row;
        match (row.published_on, row.sent_on, row.signed_on) {
            (Some(_), ..) => "published",
            (_, Some(sent), _) if sent > row.due_on => "sent-late",
            (_, Some(_), _) => "sent",
            (_, _, Some(_)) if today > row.due_on => "late",
            (_, _, Some(_)) => "signed",
            _ if today > row.due_on => "late",
            _ => "draft",
        }
    }

    /// Whether they went out after their last day, or did not go out yet although it is over.
    #[must_use]
    pub fn is_late(&self, today: Day) -> bool {
        self.row.sent_on.unwrap_or(today) > self.row.due_on
    }
}

fn read(tx: &Tx, row: Model) -> Result<Kept, StoreError> {
    let whole = opened(tx, (TABLE, row.id.0), &row.content_sealed)?;
    let public = opened_in(tx, (TABLE, PUBLIC, row.id.0), &row.public_sealed)?;
    Ok(Kept { row, whole, public })
}

/// The minutes of a meeting.
///
/// # Errors
/// When the database does not answer.
pub async fn of_sitting(tx: &Tx, id: SittingId) -> Result<Option<Kept>, StoreError> {
    let row = tx.find::<Entity>().filter(Column::SittingId.eq(id)).one(tx.conn()).await?;
    row.map(|row| read(tx, row)).transpose()
}

/// The minutes of a meeting, which must be there.
///
/// # Errors
/// [`StoreError::NotFound`] when nobody wrote them.
pub async fn needed(tx: &Tx, id: SittingId) -> Result<Kept, StoreError> {
    of_sitting(tx, id).await?.ok_or(StoreError::NotFound)
}

/// What is known of the minutes of some meetings, without their texts.
///
/// # Errors
/// When the database does not answer.
pub async fn rows(tx: &Tx, ids: &[SittingId]) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::SittingId.is_in(ids.iter().copied()));
    Ok(rows.all(tx.conn()).await?)
}

/// The published minutes, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn published(tx: &Tx) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::PublishedOn.is_not_null());
    let rows = rows.order_by_desc(Column::PublishedOn).order_by_desc(Column::Id).limit(LISTED);
    Ok(rows.all(tx.conn()).await?)
}

/// Minutes that were not sent and whose last day is not after a day.
///
/// # Errors
/// When the database does not answer.
pub async fn due(tx: &Tx, (until, most): (Day, u64)) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::SentOn.is_null());
    let rows = rows.filter(Column::DueOn.lte(until)).order_by_asc(Column::DueOn);
    Ok(rows.order_by_asc(Column::Id).limit(most).all(tx.conn()).await?)
}

/// Writes the minutes of a closed meeting: they write themselves.
///
/// # Errors
/// When it is not closed, or they are there.
pub async fn draft(tx: &mut Tx, (record, law): (&Record, &Law)) -> Result<MinutesId, Problem> {
    let row = &record.sitting.row;
    if record.sitting.state() != "held" {
        return Err(Problem::Impossible("council-refused-state"));
    }
    if of_sitting(tx, row.id).await?.is_some() {
        return Err(Problem::Impossible("council-refused-drafted"));
    }
    let id = MinutesId(tx.new_id());
    let kept = Model {
        municipality_id: tx.municipality(),
        id,
        sitting_id: row.id,
        due_on: record.rules.minutes_by(law, row.day),
        drafted_at: tx.now(),
        signed_on: None,
        sent_on: None,
        published_on: None,
        content_sealed: sealed(tx, (TABLE, id.0), &minutes::write(record))?,
        public_sealed: Vec::new(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(kept.into_active_model()).await?;
    tx.audit(Entry::write("council-minutes", id.0));
    Ok(id)
}

async fn save(
    tx: &mut Tx,
    (id, version): (MinutesId, i32),
    (active, what): (ActiveModel, &'static str),
) -> Result<(), Problem> {
    tx.update::<Entity>(id, version, active).await?;
    tx.audit(Entry::write(what, id.0));
    Ok(())
}

/// Keeps corrected minutes.
///
/// # Errors
/// When they are signed, or somebody else saved meanwhile.
pub async fn correct(
    tx: &mut Tx,
    (old, version): (&Kept, i32),
    whole: &Minutes,
) -> Result<(), Problem> {
    if old.row.signed_on.is_some() {
        return Err(Problem::Impossible("council-refused-signed"));
    }
    let active = ActiveModel {
        content_sealed: Set(sealed(tx, (TABLE, old.row.id.0), whole)?),
        account_name: Set(tx.actor().name.to_string()),
        ..Default::default()
    };
    save(tx, (old.row.id, version), (active, "council-minutes-corrected")).await
}

/// Notes that minutes were signed; they stay as they are from now on.
///
/// # Errors
/// When they were signed before.
pub async fn sign(tx: &mut Tx, (old, version): (&Kept, i32)) -> Result<(), Problem> {
    if old.row.signed_on.is_some() {
        return Err(Problem::Impossible("council-refused-signed"));
    }
    let active = ActiveModel { signed_on: Set(Some(tx.today())), ..Default::default() };
    save(tx, (old.row.id, version), (active, "council-minutes-signed")).await
}

/// Notes that minutes were sent to the members.
///
/// # Errors
/// When they are not signed, or were sent before.
pub async fn send(tx: &mut Tx, (old, version): (&Kept, i32)) -> Result<(), Problem> {
    if old.row.signed_on.is_none() || old.row.sent_on.is_some() {
        return Err(Problem::Impossible("council-refused-send"));
    }
    let active = ActiveModel { sent_on: Set(Some(tx.today())), ..Default::default() };
    save(tx, (old.row.id, version), (active, "council-minutes-sent")).await
}

/// Publishes minutes as everybody may read them; what is published may be redacted further.
///
/// # Errors
/// When they are not signed.
pub async fn publish(
    tx: &mut Tx,
    (old, version): (&Kept, i32),
    public: &Minutes,
) -> Result<(), Problem> {
    if old.row.signed_on.is_none() {
        return Err(Problem::Impossible("council-refused-publish"));
    }
    let day = old.row.published_on.unwrap_or(tx.today());
    let active = ActiveModel {
        published_on: Set(Some(day)),
        public_sealed: Set(sealed_in(tx, (TABLE, PUBLIC, old.row.id.0), public)?),
        ..Default::default()
    };
    save(tx, (old.row.id, version), (active, "council-minutes-published")).await
}

/// Minutes as they were typed: of the parts that are there.
#[must_use]
pub fn typed(old: &Minutes, text: impl Fn(&str) -> String) -> Minutes {
    let part = |(at, part): (usize, &Part)| Part {
        title: part.title.clone(),
        text: text(&format!("part-{at}")),
        is_closed: part.is_closed,
    };
    Minutes {
        opening: text("opening"),
        parts: old.parts.iter().enumerate().map(part).collect(),
        closing: text("closing"),
    }
}
