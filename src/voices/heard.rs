//! What others ask of surveys and complaints: sums for the analysis of the year, reasons for a check.

use super::course::State;
use super::store::{voice_answer, voice_complaint, voice_survey};
use crate::services::ProviderId;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QuerySelect};

/// Surveys and complaints of a period: surveys closed, answers, complaints, answered in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// Surveys that were closed.
    pub surveys: i64,
    /// Answers to them.
    pub answers: i64,
    /// Complaints, signals and proposals that came.
    pub complaints: i64,
    /// Of them those that were answered within their term.
    pub in_time: i64,
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// What was heard between two days.
///
/// # Errors
/// When the database does not answer.
pub async fn heard(tx: &Tx, from: Day, to: Day) -> Result<Heard, StoreError> {
    use voice_survey::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::ClosedOn.between(from, to));
    let surveys: Vec<super::SurveyId> =
        rows.select_only().column(Column::Id).into_tuple().all(tx.conn()).await?;
    let answers = if surveys.is_empty() {
        0
    } else {
        tx.find::<voice_answer::Entity>()
            .filter(voice_answer::Column::SurveyId.is_in(surveys.iter().copied()))
            .count(tx.conn())
            .await?
    };
    let came = super::complaint::between(tx, (from, to)).await?;
    let in_time = came.iter().filter(|row| row.answered_on.is_some_and(|on| on <= row.due_on));
    Ok(Heard {
        surveys: whole(surveys.len() as u64),
        answers: whole(answers),
        complaints: whole(came.len() as u64),
        in_time: whole(in_time.count() as u64),
    })
}

/// Open complaints about each provider that came since a day: a reason to check it sooner.
///
/// # Errors
/// When the database does not answer.
pub async fn complaints_by_provider(
    tx: &Tx,
    since: Day,
) -> Result<Vec<(ProviderId, i64)>, StoreError> {
    use voice_complaint::{Column, Entity};
    let rows: Vec<(ProviderId, i64)> = tx
        .find::<Entity>()
        .filter(Column::ProviderId.is_not_null())
        .filter(Column::State.eq(State::Open.code()))
        .filter(Column::Kind.ne("proposal"))
        .filter(Column::ReceivedOn.gte(since))
        .select_only()
        .column(Column::ProviderId)
        .column_as(Column::Id.count(), "complaints")
        .group_by(Column::ProviderId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows)
}
