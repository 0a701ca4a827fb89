//! Noting that a duty was done, or is not owed this time, and taking such a note back.

use super::content::{Proof, opened, sealed};
use super::course::{DONE, NONE};
use super::load::Row;
use super::store::{duty_file, duty_mark};
use super::{DutyFileId, DutyMarkId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};

/// What is noted of a duty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewMark {
    /// The day on which it was done; none when it is not owed this time.
    pub done: Option<Day>,
    /// The day of the document.
    pub document: Option<Day>,
    /// What stands behind it.
    pub proof: Proof,
    /// The document itself with its kind.
    pub file: Option<(&'static str, Vec<u8>)>,
}

/// Notes it. One note at most holds.
///
/// # Errors
/// When one holds already, or the database refuses.
pub async fn add(tx: &mut Tx, row: &Row, new: &NewMark) -> Result<DutyMarkId, Problem> {
    if row.mark.is_some() {
        return Err(Problem::Impossible("duties-refused-marked"));
    }
    let id = DutyMarkId(tx.new_id());
    let (state, what) = match new.done {
        Some(_) => (DONE, "duty-done"),
        None => (NONE, "duty-not-owed"),
    };
    let media = new.file.as_ref().map(|(media, _)| (*media).to_owned()).unwrap_or_default();
    let mark = duty_mark::Model {
        municipality_id: tx.municipality(),
        id,
        code: row.one.duty.code.clone(),
        occasion: row.one.occasion.clone(),
        year: row.one.year,
        state: state.to_owned(),
        due_on: row.one.due,
        done_on: new.done,
        document_on: new.document,
        content_sealed: sealed(tx, ("duty_mark", id.0), &new.proof)?,
        media,
        turn: 0,
        entered_at: tx.now(),
        revoked_at: None,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(mark.into_active_model()).await.map_err(|e| match e {
        StoreError::Duplicate(_) => Problem::Impossible("duties-refused-marked"),
        other => other.into(),
    })?;
    if let Some((media, bytes)) = &new.file {
        let own = DutyFileId(tx.new_id());
        let file = duty_file::Model {
            municipality_id: tx.municipality(),
            id: own,
            mark_id: id,
            media: (*media).to_owned(),
            sealed: tx.seal_bytes("duty_file", "sealed", own.0, bytes)?,
            sha256: kit::crypto::fingerprint(bytes),
        };
        tx.insert(file.into_active_model()).await?;
    }
    tx.audit(Entry::write(what, id.0));
    Ok(id)
}

/// A note.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn mark(tx: &Tx, id: DutyMarkId) -> Result<duty_mark::Model, StoreError> {
    let row = tx.find::<duty_mark::Entity>().filter(duty_mark::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// What stands behind a note.
///
/// # Errors
/// When it cannot be opened.
pub fn proof(tx: &Tx, row: &duty_mark::Model) -> Result<Proof, StoreError> {
    opened(tx, ("duty_mark", row.id.0), &row.content_sealed)
}

/// All notes of a duty on one occasion, also those taken back, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_occasion(
    tx: &Tx,
    (code, occasion): (&str, &str),
) -> Result<Vec<duty_mark::Model>, StoreError> {
    use duty_mark::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::Code.eq(code))
        .filter(Column::Occasion.eq(occasion))
        .order_by_asc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// Takes a note back with a reason: the duty is open again.
///
/// # Errors
/// When it was taken back before, or somebody saved meanwhile.
pub async fn revoke(tx: &mut Tx, row: &duty_mark::Model, why: &str) -> Result<(), Problem> {
    if row.turn != 0 {
        return Err(Problem::Impossible("duties-refused-revoked"));
    }
    let content = Proof { why: why.to_owned(), ..proof(tx, row)? };
    let active = duty_mark::ActiveModel {
        turn: Set(row.id.0),
        revoked_at: Set(Some(tx.now())),
        content_sealed: Set(sealed(tx, ("duty_mark", row.id.0), &content)?),
        ..Default::default()
    };
    tx.update::<duty_mark::Entity>(row.id, row.version, active).await?;
    tx.audit(Entry::write("duty-mark-revoked", row.id.0));
    Ok(())
}

/// The document behind a note with its kind.
///
/// # Errors
/// [`StoreError::NotFound`] when none was attached.
pub async fn file(tx: &Tx, id: DutyMarkId) -> Result<(String, Vec<u8>), StoreError> {
    let row = tx.find::<duty_file::Entity>().filter(duty_file::Column::MarkId.eq(id));
    let row = row.one(tx.conn()).await?.ok_or(StoreError::NotFound)?;
    let bytes = tx.key().open("duty_file", "sealed", row.id.0, &row.sealed)?;
    Ok((row.media, bytes))
}
