//! Signed attendance lists and photographs: known by their first bytes, sealed, a photograph only with
//! the answer of those who are shown.

use super::content::{Shown, opened, sealed, why};
use super::course;
use super::store::campaign_file::{self, Column, Entity};
use super::{EventId, FileId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Instant;
use kit::web::Problem;
use sea_orm::{
    ColumnTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set,
};

/// The largest file.
pub const SIZE_MAX: usize = 8 * 1024 * 1024;
/// A signed list.
pub const LIST: &str = "list";
/// A photograph.
pub const PHOTO: &str = "photo";

/// A file without its content.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Head {
    /// The file.
    pub id: FileId,
    /// Of which event.
    pub event_id: EventId,
    /// [`LIST`] or [`PHOTO`].
    pub kind: String,
    /// Kind of the file.
    pub media: String,
    /// Bytes.
    pub size: i32,
    /// How many can be recognised.
    pub people: i64,
    /// Who is shown; sealed.
    pub content_sealed: Vec<u8>,
    /// When it was entered.
    pub entered_at: Instant,
    /// When it was withdrawn.
    pub revoked_at: Option<Instant>,
    /// Why; sealed.
    pub why_sealed: Vec<u8>,
    /// Who entered it.
    pub account_name: String,
    /// Version of the row.
    pub version: i32,
}

impl Head {
    /// Who is shown, opened.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn shown(&self, tx: &Tx) -> Result<Shown, StoreError> {
        opened(tx, ("campaign_file", self.id.0), &self.content_sealed)
    }

    /// Why it was withdrawn.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn why(&self, tx: &Tx) -> Result<String, StoreError> {
        why(tx, ("campaign_file", self.id.0), &self.why_sealed)
    }
}

/// The kind of a file by its first bytes; nothing else is taken.
#[must_use]
pub fn media(kind: &str, bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] if kind == LIST => Some("application/pdf"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some("image/png"),
        _ => None,
    }
}

/// The files of an event without their content, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn heads(tx: &Tx, event: EventId) -> Result<Vec<Head>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::EventId.eq(event)).order_by_desc(Column::Id);
    Ok(rows.select_only().columns(COLUMNS).into_model::<Head>().all(tx.conn()).await?)
}

/// The photographs of some events that anybody may see, the newest first: with a consent that holds for
/// it, and not withdrawn. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn public(tx: &Tx, events: &[EventId]) -> Result<Vec<(Head, Shown)>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::EventId.is_in(events.iter().copied()))
        .filter(Column::Kind.eq(PHOTO))
        .filter(Column::RevokedAt.is_null())
        .order_by_desc(Column::Id);
    let mut all = Vec::new();
    for head in rows.select_only().columns(COLUMNS).into_model::<Head>().all(tx.conn()).await? {
        let shown = head.shown(tx)?;
        if shown.is_public {
            all.push((head, shown));
        }
    }
    Ok(all)
}

const COLUMNS: [Column; 12] = [
    Column::Id,
    Column::EventId,
    Column::Kind,
    Column::Media,
    Column::Size,
    Column::People,
    Column::ContentSealed,
    Column::EnteredAt,
    Column::RevokedAt,
    Column::WhySealed,
    Column::AccountName,
    Column::Version,
];

/// One file without its content.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn head(tx: &Tx, id: FileId) -> Result<Head, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).select_only().columns(COLUMNS);
    row.into_model::<Head>().one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// The content of a file that was not withdrawn, with its kind.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn content(tx: &Tx, id: FileId) -> Result<(String, Vec<u8>), StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).filter(Column::RevokedAt.is_null());
    let row = row.one(tx.conn()).await?.ok_or(StoreError::NotFound)?;
    let bytes = tx.key().open("campaign_file", "sealed", id.0, &row.sealed)?;
    Ok((row.media, bytes))
}

/// What is kept.
pub struct NewFile<'a> {
    /// [`LIST`] or [`PHOTO`].
    pub kind: &'static str,
    /// The bytes.
    pub bytes: &'a [u8],
    /// How many can be recognised: the answer that a photograph is not taken without.
    pub people: Option<i64>,
    /// Who is shown and how they agreed.
    pub shown: Shown,
}

/// Keeps a file of an event.
///
/// # Errors
/// When it is no list or photograph, or nobody said whether those who are shown agree.
pub async fn add(tx: &mut Tx, event: EventId, new: &NewFile<'_>) -> Result<FileId, Problem> {
    if new.bytes.len() > SIZE_MAX {
        return Err(Problem::Impossible("campaigns-file-large"));
    }
    let Some(media) = media(new.kind, new.bytes) else {
        return Err(Problem::Impossible("campaigns-file-kind"));
    };
    if new.kind == PHOTO
        && let Some(key) = course::photo_refused(new.people, (&new.shown.how, &new.shown.by))
    {
        return Err(Problem::Impossible(key));
    }
    let id = FileId(tx.new_id());
    let of = ("campaign_file", id.0);
    let row = campaign_file::Model {
        municipality_id: tx.municipality(),
        id,
        event_id: event,
        kind: new.kind.to_owned(),
        media: media.to_owned(),
        size: i32::try_from(new.bytes.len()).unwrap_or(i32::MAX),
        people: new.people.unwrap_or(0),
        sealed: tx.seal_bytes("campaign_file", "sealed", id.0, new.bytes)?,
        content_sealed: sealed(tx, of, &new.shown)?,
        sha256: kit::crypto::fingerprint(new.bytes),
        entered_at: tx.now(),
        revoked_at: None,
        why_sealed: Vec::new(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("campaign-file", id.0));
    Ok(id)
}

/// Withdraws a file: it is no longer shown. A consent that was withdrawn is such a reason.
///
/// # Errors
/// When it is withdrawn already, or somebody saved meanwhile.
pub async fn revoke(tx: &mut Tx, old: &Head, why: &str) -> Result<(), Problem> {
    if old.revoked_at.is_some() {
        return Err(Problem::Impossible("campaigns-refused-revoked"));
    }
    let active = campaign_file::ActiveModel {
        revoked_at: Set(Some(tx.now())),
        why_sealed: Set(tx.seal("campaign_file", "why_sealed", old.id.0, why)?),
        ..Default::default()
    };
    tx.update::<Entity>(old.id, old.version, active).await?;
    tx.audit(Entry::write("campaign-file-revoked", old.id.0));
    Ok(())
}
