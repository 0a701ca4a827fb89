//! Surveys: over which services and when, which questions, where they stand.

use super::content::{Asked, opened, sealed};
use super::form::Form;
use super::store::{voice_answer, voice_subject, voice_survey};
use super::{SubjectId, SurveyId};
use crate::services::{ProviderId, ServiceId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set};
use std::collections::HashMap;

/// Where a survey stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its first day is ahead.
    Planned,
    /// Anybody with a sheet answers.
    Open,
    /// The last day is over: papers are entered, nobody answers by phone.
    Entering,
    /// No answer is taken any more; the results are shown.
    Closed,
}

impl State {
    /// All of them, as lists show them.
    pub const ALL: [State; 4] = [State::Planned, State::Open, State::Entering, State::Closed];

    /// Its code; words have the key `voices-state-<code>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Planned => "planned",
            State::Open => "open",
            State::Entering => "entering",
            State::Closed => "closed",
        }
    }

    /// The colour of its tag.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            State::Planned => "grey",
            State::Open => "green",
            State::Entering => "yellow",
            State::Closed => "blue",
        }
    }
}

/// Where a survey of some days stands on a day.
#[must_use]
pub fn state((from, to): (Day, Day), closed: Option<Day>, today: Day) -> State {
    match closed {
        Some(_) => State::Closed,
        None if today < from => State::Planned,
        None if today <= to => State::Open,
        None => State::Entering,
    }
}

/// A survey, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// The row.
    pub row: voice_survey::Model,
    /// What is asked.
    pub asked: Asked,
}

impl Survey {
    /// Where it stands on a day.
    #[must_use]
    pub fn state(&self, today: Day) -> State {
        state((self.row.starts_on, self.row.ends_on), self.row.closed_on, today)
    }

    /// Its days in words.
    #[must_use]
    pub fn period(&self) -> String {
        format!("{} – {}", self.row.starts_on.bg(), self.row.ends_on.bg())
    }
}

fn opened_one(tx: &Tx, row: voice_survey::Model) -> Result<Survey, StoreError> {
    let asked = opened(tx, ("voice_survey", row.id.0), &row.content_sealed)?;
    Ok(Survey { row, asked })
}

/// One survey.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn survey(tx: &Tx, id: SurveyId) -> Result<Survey, StoreError> {
    let row = tx.find::<voice_survey::Entity>().filter(voice_survey::Column::Id.eq(id));
    opened_one(tx, row.one(tx.conn()).await?.ok_or(StoreError::NotFound)?)
}

/// All surveys, the newest first. Questions are not opened.
///
/// # Errors
/// When the database does not answer.
pub async fn surveys(tx: &Tx) -> Result<Vec<voice_survey::Model>, StoreError> {
    let rows = tx
        .find::<voice_survey::Entity>()
        .order_by_desc(voice_survey::Column::StartsOn)
        .order_by_desc(voice_survey::Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// The services of a survey.
///
/// # Errors
/// When the database does not answer.
pub async fn subjects(tx: &Tx, id: SurveyId) -> Result<Vec<voice_subject::Model>, StoreError> {
    let rows = tx
        .find::<voice_subject::Entity>()
        .filter(voice_subject::Column::SurveyId.eq(id))
        .order_by_asc(voice_subject::Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// How many answered each survey.
///
/// # Errors
/// When the database does not answer.
pub async fn counts(tx: &Tx) -> Result<HashMap<SurveyId, i64>, StoreError> {
    use voice_answer::{Column, Entity};
    let rows: Vec<(SurveyId, i64)> = tx
        .find::<Entity>()
        .select_only()
        .column(Column::SurveyId)
        .column_as(Column::Id.count(), "answers")
        .group_by(Column::SurveyId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().collect())
}

/// A survey that is planned.
#[derive(Clone, Debug)]
pub struct NewSurvey {
    /// What it is called.
    pub title: String,
    /// Its first and last day.
    pub days: (Day, Day),
    /// The survey before, to compare with.
    pub before: Option<SurveyId>,
    /// The services, each with its provider.
    pub services: Vec<(ServiceId, ProviderId)>,
}

/// Plans a survey with the questions of a version.
///
/// # Errors
/// When the days are the wrong way round, no service is named, or the survey before asked by another
/// questionnaire.
pub async fn add(tx: &mut Tx, form: &Form, new: &NewSurvey) -> Result<SurveyId, Problem> {
    let (from, to) = new.days;
    if to < from || new.services.is_empty() {
        return Err(Problem::Impossible("voices-refused-survey"));
    }
    if let Some(before) = new.before
        && survey(tx, before).await?.row.code != form.code
    {
        return Err(Problem::Impossible("voices-refused-before"));
    }
    let id = SurveyId(tx.new_id());
    let row = voice_survey::Model {
        municipality_id: tx.municipality(),
        id,
        code: form.code.clone(),
        edition: form.edition,
        title: new.title.clone(),
        starts_on: from,
        ends_on: to,
        closed_on: None,
        before_id: new.before,
        content_sealed: sealed(tx, ("voice_survey", id.0), &form.asked)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    for (service, provider) in &new.services {
        let row = voice_subject::Model {
            municipality_id: tx.municipality(),
            id: SubjectId(tx.new_id()),
            survey_id: id,
            service_id: *service,
            provider_id: *provider,
        };
        tx.insert_later(row.into_active_model()).await?;
    }
    tx.audit(Entry::write("voice-survey", id.0));
    Ok(id)
}

/// Closes a survey: no answer is taken any more.
///
/// # Errors
/// When it is closed, or its first day is ahead.
pub async fn close(tx: &mut Tx, one: &Survey) -> Result<(), Problem> {
    let today = tx.today();
    if matches!(one.state(today), State::Closed | State::Planned) {
        return Err(Problem::Impossible("voices-refused-close"));
    }
    let active = voice_survey::ActiveModel { closed_on: Set(Some(today)), ..Default::default() };
    tx.update::<voice_survey::Entity>(one.row.id, one.row.version, active).await?;
    tx.audit(Entry::write("voice-survey-closed", one.row.id.0));
    Ok(())
}
