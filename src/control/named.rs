//! Whether control knows an agreement: then it is not taken back.

use super::store::{control_attendance, control_line, control_mark, control_signal, control_visit};
use crate::assistance::{AgreementId, ApplicationId};
use crate::assistants::AssistantId;
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

/// What is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Applications.
    pub applications: &'a [ApplicationId],
    /// Agreements.
    pub agreements: &'a [AgreementId],
    /// Assistants.
    pub assistants: &'a [AssistantId],
}

/// Whether there is a visit, a signal, a mark, a checked user or a trained assistant among these.
/// Five queries.
///
/// # Errors
/// When the database does not answer.
pub async fn names(tx: &Tx, asked: Asked<'_>) -> Result<bool, StoreError> {
    let agreements = || asked.agreements.iter().copied();
    let visits = tx.find::<control_visit::Entity>();
    let visits = visits.filter(control_visit::Column::AgreementId.is_in(agreements())).limit(1);
    let signals = tx.find::<control_signal::Entity>();
    let signals = signals.filter(control_signal::Column::AgreementId.is_in(agreements())).limit(1);
    let marks = tx.find::<control_mark::Entity>();
    let marks = marks.filter(control_mark::Column::AgreementId.is_in(agreements())).limit(1);
    let lines = tx.find::<control_line::Entity>();
    let of = control_line::Column::ApplicationId.is_in(asked.applications.iter().copied());
    let lines = lines.filter(of).limit(1);
    let trained = tx.find::<control_attendance::Entity>();
    let of = control_attendance::Column::AssistantId.is_in(asked.assistants.iter().copied());
    let trained = trained.filter(of).limit(1);
    Ok(visits.one(tx.conn()).await?.is_some()
        || signals.one(tx.conn()).await?.is_some()
        || marks.one(tx.conn()).await?.is_some()
        || lines.one(tx.conn()).await?.is_some()
        || trained.one(tx.conn()).await?.is_some())
}
