//! Notes on a person: one that may be shown to them, and a private one of the office beside it.
//! A correction is a new version with its reason; the old one stays to be read.

use super::store::facts::{self, person_note};
use super::{NoteId, PRIVATE, PersonId};
use kit::store::{Event, StoreError, Tx};
use kit::types::Instant;
use sea_orm::Set;

/// Kinds of notes; the name has the key `people-note-<code>`.
pub const NOTES: [&str; 2] = ["shared", "private"];

/// A note, or an earlier version of one.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Note {
    /// The row.
    #[schema(value_type = String)]
    pub id: NoteId,
    /// The first version of the same note.
    #[schema(value_type = String)]
    pub line: NoteId,
    /// `shared` or `private`.
    pub kind: String,
    /// What it says.
    pub text: String,
    /// Why this version was made; empty for the first.
    pub why: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    #[schema(value_type = i64)]
    pub made_at: Instant,
    /// A newer version holds.
    pub is_replaced: bool,
    /// Version of the row.
    pub version: i32,
}

/// All notes of a person that the reader may see, with earlier versions, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn notes(tx: &Tx, id: PersonId) -> Result<Vec<Note>, StoreError> {
    let may = tx.actor().may(PRIVATE);
    let rows = facts::notes(tx, id).await?.into_iter();
    rows.filter(|row| may || row.kind == "shared").map(|row| opened(tx, row)).collect()
}

/// One note that the reader may see.
pub(super) async fn note(tx: &Tx, person: PersonId, id: NoteId) -> Result<Note, StoreError> {
    let row = facts::note(tx, person, id).await?;
    if row.kind == "private" && !tx.actor().may(PRIVATE) {
        return Err(StoreError::NotFound);
    }
    opened(tx, row)
}

fn opened(tx: &Tx, row: person_note::Model) -> Result<Note, StoreError> {
    let open =
        |column: &'static str, sealed: &[u8]| tx.open("person_note", column, row.id.0, sealed);
    Ok(Note {
        text: open("text_sealed", &row.text_sealed)?,
        why: open("why_sealed", &row.why_sealed)?,
        id: row.id,
        line: row.line_id,
        kind: row.kind,
        by: row.account_name,
        made_at: row.made_at,
        is_replaced: row.replaced_by.is_some(),
        version: row.version,
    })
}

/// Writes a note.
///
/// # Errors
/// When the database refuses.
pub async fn add_note(
    tx: &mut Tx,
    person: PersonId,
    (kind, text): (&str, &str),
) -> Result<NoteId, StoreError> {
    let id = NoteId(tx.new_id());
    insert(tx, person, (id, id), (kind, text, "")).await?;
    let data = vec![("note", kind.to_owned())];
    let kind = "note-added";
    tx.event(Event { kind, person: Some(person.0), data, ..Event::default() }).await?;
    Ok(id)
}

async fn insert(
    tx: &Tx,
    person: PersonId,
    (id, line): (NoteId, NoteId),
    (kind, text, why): (&str, &str, &str),
) -> Result<(), StoreError> {
    tx.insert(person_note::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        person_id: Set(person),
        kind: Set(kind.to_owned()),
        line_id: Set(line),
        replaced_by: Set(None),
        text_sealed: Set(tx.seal("person_note", "text_sealed", id.0, text)?),
        why_sealed: Set(tx.seal("person_note", "why_sealed", id.0, why)?),
        account_id: Set(tx.actor().account),
        account_name: Set(tx.actor().name.to_string()),
        made_at: Set(tx.now()),
        version: Set(1),
    })
    .await
}

/// Puts a new version in the place of a note, for a reason.
pub(super) async fn correct(
    tx: &mut Tx,
    person: PersonId,
    (id, version): (NoteId, i32),
    (text, why): (&str, &str),
) -> Result<NoteId, StoreError> {
    let old = note(tx, person, id).await?;
    if old.is_replaced {
        return Err(StoreError::Conflict);
    }
    let new = NoteId(tx.new_id());
    let active = person_note::ActiveModel { replaced_by: Set(Some(new)), ..Default::default() };
    tx.update::<person_note::Entity>(id, version, active).await?;
    insert(tx, person, (new, old.line), (&old.kind, text, why)).await?;
    let data = vec![("note", old.kind)];
    let kind = "note-corrected";
    tx.event(Event { kind, person: Some(person.0), data, ..Event::default() }).await?;
    Ok(new)
}
