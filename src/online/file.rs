//! Files that come along: taken by what is in them and never opened here, few and not too large, kept
//! sealed. What a form may hold is counted before anything is written.

use super::content::{Named, opened, sealed};
use super::store::online_file::{self, Column, Entity};
use super::{DraftId, FileId, SentId};
use crate::people::scanned::Scan;
use kit::audit::Entry;
use kit::crypto::fingerprint;
use kit::store::{StoreError, Tx};
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set,
};

/// So many files come along: papers of one matter.
pub const MOST: usize = 6;
/// So many bytes together: six photographs of pages.
pub const MOST_BYTES: i64 = 24 * 1024 * 1024;
/// The longest name that is kept.
const NAME: usize = 120;

/// Whose files are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Those of a form that was begun.
    Draft(DraftId),
    /// Those of what was sent.
    Sent(SentId),
}

/// A file without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosed {
    /// The file.
    pub id: FileId,
    /// Its name, as it came.
    pub name: String,
    /// Its kind.
    pub media: String,
    /// Bytes.
    pub size: i64,
    sha256: String,
}

/// Id, kind, size, fingerprint and sealed name: a list opens no content.
type Row = (FileId, String, i64, String, Vec<u8>);

/// The files, in the order in which they came.
///
/// # Errors
/// When the database does not answer.
pub async fn of(tx: &Tx, of: Of) -> Result<Vec<Enclosed>, StoreError> {
    let rows = match of {
        Of::Draft(id) => tx.find::<Entity>().filter(Column::DraftId.eq(id)),
        Of::Sent(id) => tx.find::<Entity>().filter(Column::SentId.eq(id)),
    };
    let rows: Vec<Row> = rows
        .order_by_asc(Column::Id)
        .select_only()
        .columns([Column::Id, Column::Media, Column::Size, Column::Sha256, Column::ContentSealed])
        .into_tuple()
        .all(tx.conn())
        .await?;
    let read = |(id, media, size, sha256, sealed): Row| {
        let named: Named = opened(tx, ("online_file", id.0), &sealed)?;
        Ok(Enclosed { id, name: named.name, media, size, sha256 })
    };
    rows.into_iter().map(read).collect()
}

/// Why a file is not taken, as the key of the words; none when it is.
#[must_use]
pub fn refused(there: &[Enclosed], new: &Scan) -> Option<&'static str> {
    let together: i64 = there.iter().map(|one| one.size).sum();
    let print = fingerprint(&new.bytes);
    if there.len() >= MOST {
        Some("online-file-many")
    } else if together + size_of(new) > MOST_BYTES {
        Some("online-file-together")
    } else if there.iter().any(|one| one.sha256 == print) {
        Some("online-file-twice")
    } else {
        None
    }
}

fn size_of(new: &Scan) -> i64 {
    i64::try_from(new.bytes.len()).unwrap_or(i64::MAX)
}

/// Keeps a file.
///
/// # Errors
/// When the database refuses.
pub async fn keep(tx: &mut Tx, of: Of, (name, new): (&str, &Scan)) -> Result<(), StoreError> {
    let id = FileId(tx.new_id());
    let (draft_id, sent_id) = match of {
        Of::Draft(id) => (Some(id), None),
        Of::Sent(id) => (None, Some(id)),
    };
    let named = Named { name: name.chars().take(NAME).collect() };
    let row = online_file::Model {
        municipality_id: tx.municipality(),
        id,
        draft_id,
        sent_id,
        media: new.media.to_owned(),
        size: size_of(new),
        sha256: fingerprint(&new.bytes),
        content_sealed: sealed(tx, ("online_file", id.0), &named)?,
        bytes_sealed: tx.seal_bytes("online_file", "bytes_sealed", id.0, &new.bytes)?,
        made_at: tx.now(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("online-file", id.0));
    Ok(())
}

/// Takes a file away from a form that was not sent yet.
///
/// # Errors
/// When the database refuses.
pub async fn remove(tx: &mut Tx, draft: DraftId, id: FileId) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::DraftId.eq(draft))
        .filter(Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    tx.audit(Entry::write("online-file", id.0));
    Ok(())
}

/// The files of a form go along with what is sent.
///
/// # Errors
/// When the database refuses.
pub async fn send(tx: &Tx, draft: DraftId, sent: SentId) -> Result<(), StoreError> {
    let active = online_file::ActiveModel {
        draft_id: Set(None),
        sent_id: Set(Some(sent)),
        ..Default::default()
    };
    Entity::update_many()
        .set(active)
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::DraftId.eq(draft))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Kind and content of a file of what was sent.
///
/// # Errors
/// [`StoreError::NotFound`] when it has no such file.
pub async fn content(tx: &Tx, sent: SentId, id: FileId) -> Result<(String, Vec<u8>), StoreError> {
    let row = tx.find::<Entity>().filter(Column::SentId.eq(sent)).filter(Column::Id.eq(id));
    let row = row.one(tx.conn()).await?.ok_or(StoreError::NotFound)?;
    let bytes = tx.key().open("online_file", "bytes_sealed", id.0, &row.bytes_sealed)?;
    Ok((row.media, bytes))
}

/// How large a file is, in words.
#[must_use]
pub fn size_words(size: i64) -> String {
    format!("{} kB", (size + 1023) / 1024)
}
