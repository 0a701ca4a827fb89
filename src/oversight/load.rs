//! Checks and what belongs to them, read and opened.

use super::content::{Found, Objected, Of, Said, Seen, Shown, Told, opened};
use super::course::State;
use super::store::{
    oversight_check, oversight_file, oversight_finding, oversight_objection,
    oversight_prescription, oversight_record, oversight_talk,
};
use super::{CheckId, EvidenceId, ObjectionId, PrescriptionId, RecordId};
use crate::services::ProviderId;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::HashMap;

/// A check, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The row.
    pub row: oversight_check::Model,
    /// Where it stands.
    pub state: State,
    /// What is written.
    pub content: Of,
}

impl Check {
    /// Its page, below the municipality.
    #[must_use]
    pub fn home(&self) -> String {
        format!("{}/checks/{}", super::frame::HOME, self.row.id)
    }
}

fn check_of(tx: &Tx, row: oversight_check::Model) -> Result<Check, StoreError> {
    let content = opened(tx, ("oversight_check", row.id.0), &row.content_sealed)?;
    let state = State::from_code(&row.state);
    let state = state.ok_or_else(|| StoreError::Other(format!("a state {}", row.state)))?;
    Ok(Check { row, state, content })
}

async fn opened_checks(
    tx: &Tx,
    rows: Select<oversight_check::Entity>,
) -> Result<Vec<Check>, StoreError> {
    let rows = rows.order_by_desc(oversight_check::Column::Id).all(tx.conn()).await?;
    rows.into_iter().map(|row| check_of(tx, row)).collect()
}

/// One check.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn check(tx: &Tx, id: CheckId) -> Result<Check, StoreError> {
    let row = tx.find::<oversight_check::Entity>().filter(oversight_check::Column::Id.eq(id));
    check_of(tx, row.one(tx.conn()).await?.ok_or(StoreError::NotFound)?)
}

/// All checks, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn checks(tx: &Tx) -> Result<Vec<Check>, StoreError> {
    opened_checks(tx, tx.find::<oversight_check::Entity>()).await
}

/// The open check of a provider.
///
/// # Errors
/// When the database does not answer.
pub async fn open_of(tx: &Tx, id: ProviderId) -> Result<Option<Check>, StoreError> {
    use oversight_check::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::ProviderId.eq(id)).filter(Column::Turn.eq(0));
    Ok(opened_checks(tx, rows).await?.pop())
}

/// The check whose tablet has a fingerprint.
///
/// # Errors
/// When the database does not answer.
pub async fn behind(tx: &Tx, fingerprint: &str) -> Result<Option<Check>, StoreError> {
    use oversight_check::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::Fingerprint.eq(fingerprint));
    Ok(opened_checks(tx, rows).await?.pop())
}

/// On which day each provider was checked last: the visit began, and was not called off.
///
/// # Errors
/// When the database does not answer.
pub async fn last_checks(tx: &Tx) -> Result<HashMap<ProviderId, Day>, StoreError> {
    use oversight_check::{Column, Entity};
    let rows: Vec<(ProviderId, Option<Day>)> = tx
        .find::<Entity>()
        .filter(Column::BeganOn.is_not_null())
        .filter(Column::State.ne(State::Cancelled.code()))
        .select_only()
        .column(Column::ProviderId)
        .column_as(Column::BeganOn.max(), "last")
        .group_by(Column::ProviderId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().filter_map(|(id, day)| Some((id, day?))).collect())
}

/// A finding, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The row.
    pub row: oversight_finding::Model,
    /// What was seen.
    pub content: Found,
}

/// The findings of a check by the code of their line.
///
/// # Errors
/// When the database does not answer.
pub async fn findings(tx: &Tx, id: CheckId) -> Result<HashMap<String, Finding>, StoreError> {
    use oversight_finding::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::CheckId.eq(id)).all(tx.conn()).await?;
    let open = |row: oversight_finding::Model| {
        let content = opened(tx, ("oversight_finding", row.id.0), &row.content_sealed)?;
        Ok((row.code.clone(), Finding { row, content }))
    };
    rows.into_iter().map(open).collect()
}

#[derive(FromQueryResult)]
struct FileRow {
    id: EvidenceId,
    code: String,
    content_sealed: Vec<u8>,
}

/// A file without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileHead {
    /// The file.
    pub id: EvidenceId,
    /// The line of the checklist.
    pub code: String,
    /// What it shows.
    pub shown: Shown,
}

/// The files of a check, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn files(tx: &Tx, id: CheckId) -> Result<Vec<FileHead>, StoreError> {
    use oversight_file::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::CheckId.eq(id)).order_by_asc(Column::Id);
    let rows = rows.select_only().columns([Column::Id, Column::Code, Column::ContentSealed]);
    let open = |row: FileRow| {
        let shown = opened(tx, ("oversight_file", row.id.0), &row.content_sealed)?;
        Ok(FileHead { id: row.id, code: row.code, shown })
    };
    rows.into_model::<FileRow>().all(tx.conn()).await?.into_iter().map(open).collect()
}

/// What users said at a check, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn talks(tx: &Tx, id: CheckId) -> Result<Vec<(oversight_talk::Model, Said)>, StoreError> {
    use oversight_talk::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::CheckId.eq(id)).order_by_asc(Column::Id);
    let open = |row: oversight_talk::Model| {
        let said = opened(tx, ("oversight_talk", row.id.0), &row.content_sealed)?;
        Ok((row, said))
    };
    rows.all(tx.conn()).await?.into_iter().map(open).collect()
}

/// A prescription, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prescription {
    /// The row.
    pub row: oversight_prescription::Model,
    /// What is to be done, and what came of it.
    pub content: Told,
}

impl Prescription {
    /// Whether it was not done in time.
    #[must_use]
    pub fn is_undone(&self, today: Day) -> bool {
        match self.row.done_on {
            Some(done) => self.row.state != "done" || done > self.row.due_on,
            None => self.row.due_on < today,
        }
    }
}

async fn opened_prescriptions(
    tx: &Tx,
    rows: Select<oversight_prescription::Entity>,
) -> Result<Vec<Prescription>, StoreError> {
    use oversight_prescription::Column;
    let rows = rows.order_by_asc(Column::DueOn).order_by_asc(Column::Id).all(tx.conn()).await?;
    let open = |row: oversight_prescription::Model| {
        let content = opened(tx, ("oversight_prescription", row.id.0), &row.content_sealed)?;
        Ok(Prescription { row, content })
    };
    rows.into_iter().map(open).collect()
}

/// All prescriptions, those that are due first before.
///
/// # Errors
/// When the database does not answer.
pub async fn prescriptions(tx: &Tx) -> Result<Vec<Prescription>, StoreError> {
    opened_prescriptions(tx, tx.find::<oversight_prescription::Entity>()).await
}

/// The prescriptions of a check.
///
/// # Errors
/// When the database does not answer.
pub async fn prescribed(tx: &Tx, id: CheckId) -> Result<Vec<Prescription>, StoreError> {
    let rows = tx.find::<oversight_prescription::Entity>();
    opened_prescriptions(tx, rows.filter(oversight_prescription::Column::CheckId.eq(id))).await
}

/// One prescription.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn prescription(tx: &Tx, id: PrescriptionId) -> Result<Prescription, StoreError> {
    let rows = tx.find::<oversight_prescription::Entity>();
    let rows = rows.filter(oversight_prescription::Column::Id.eq(id));
    opened_prescriptions(tx, rows).await?.pop().ok_or(StoreError::NotFound)
}

/// An objection, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// The row.
    pub row: oversight_objection::Model,
    /// What the provider says, and the answer.
    pub content: Objected,
}

async fn opened_objections(
    tx: &Tx,
    rows: Select<oversight_objection::Entity>,
) -> Result<Vec<Objection>, StoreError> {
    let rows = rows.order_by_asc(oversight_objection::Column::Id).all(tx.conn()).await?;
    let open = |row: oversight_objection::Model| {
        let content = opened(tx, ("oversight_objection", row.id.0), &row.content_sealed)?;
        Ok(Objection { row, content })
    };
    rows.into_iter().map(open).collect()
}

/// The objections to the report of a check.
///
/// # Errors
/// When the database does not answer.
pub async fn objections(tx: &Tx, id: CheckId) -> Result<Vec<Objection>, StoreError> {
    let rows = tx.find::<oversight_objection::Entity>();
    opened_objections(tx, rows.filter(oversight_objection::Column::CheckId.eq(id))).await
}

/// One objection.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn objection(tx: &Tx, id: ObjectionId) -> Result<Objection, StoreError> {
    let rows = tx.find::<oversight_objection::Entity>();
    let rows = rows.filter(oversight_objection::Column::Id.eq(id));
    opened_objections(tx, rows).await?.pop().ok_or(StoreError::NotFound)
}

/// Monitoring or a visit of the council, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The row.
    pub row: oversight_record::Model,
    /// What is written.
    pub content: Seen,
}

async fn opened_records(
    tx: &Tx,
    rows: Select<oversight_record::Entity>,
) -> Result<Vec<Record>, StoreError> {
    use oversight_record::Column;
    let rows = rows.order_by_desc(Column::HeldOn).order_by_desc(Column::Id);
    let open = |row: oversight_record::Model| {
        let content = opened(tx, ("oversight_record", row.id.0), &row.content_sealed)?;
        Ok(Record { row, content })
    };
    rows.all(tx.conn()).await?.into_iter().map(open).collect()
}

/// What was seen between two days, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn records(tx: &Tx, from: Day, to: Day) -> Result<Vec<Record>, StoreError> {
    let rows = tx.find::<oversight_record::Entity>();
    opened_records(tx, rows.filter(oversight_record::Column::HeldOn.between(from, to))).await
}

/// One of them.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn record(tx: &Tx, id: RecordId) -> Result<Record, StoreError> {
    let rows = tx.find::<oversight_record::Entity>();
    let rows = rows.filter(oversight_record::Column::Id.eq(id));
    opened_records(tx, rows).await?.pop().ok_or(StoreError::NotFound)
}
