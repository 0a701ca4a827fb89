//! The results of a survey: each question with its numbers beside the survey before, of all services or
//! of one whose group is large enough; and the sheets behind a number.

use super::content::{Question, Sheet};
use super::question::values;
use super::result::{LEAST, Tally, is_shown, mean, permille, shown_groups, tally};
use super::sheet;
use super::store::voice_answer;
use super::survey::{self, State, Survey};
use crate::services::ServiceId;
use kit::store::Tx;
use kit::web::Problem;
use std::collections::BTreeMap;

/// A question with its numbers.
#[derive(Clone, Debug)]
pub struct Found {
    /// The question.
    pub question: Question,
    /// Its numbers; none when too few answered it.
    pub now: Option<Tally>,
    /// Those of the survey before, when it asked the same.
    pub before: Option<Tally>,
}

impl Found {
    /// Part of a value in tenths of a percent: before and now.
    #[must_use]
    pub fn parts(&self, value: &str) -> [Option<i64>; 2] {
        let of = |tally: &Tally| {
            let count = tally.counts.iter().find(|(one, _)| one == value)?.1;
            Some(permille(count, tally.base))
        };
        [self.before.as_ref().and_then(of), self.now.as_ref().and_then(of)]
    }

    /// The means in hundredths: before and now.
    #[must_use]
    pub fn means(&self) -> [Option<i64>; 2] {
        let of = |tally: &Tally| mean(&self.question, tally);
        [self.before.as_ref().and_then(of), self.now.as_ref().and_then(of)]
    }
}

/// The answers of a survey, each with its service.
pub type Answers = Vec<(voice_answer::Model, Sheet)>;

/// A survey with its answers.
pub struct Whole {
    /// The survey.
    pub survey: Survey,
    /// Its answers.
    pub answers: Answers,
    /// The survey before with its answers.
    pub before: Option<(Survey, Answers)>,
}

/// Reads a survey with its answers and those of the survey before.
///
/// # Errors
/// While answers come in: who sees numbers grow by one sees that one.
pub async fn whole(tx: &Tx, survey: Survey) -> Result<Whole, Problem> {
    if survey.state(tx.today()) != State::Closed {
        return Err(Problem::Impossible("voices-refused-results"));
    }
    let answers = sheet::answers(tx, &survey).await?;
    let before = match survey.row.before_id {
        None => None,
        Some(id) => {
            let one = survey::survey(tx, id).await?;
            // Of a survey that takes answers nothing is told, here neither.
            if one.state(tx.today()) == State::Closed {
                let answers = sheet::answers(tx, &one).await?;
                Some((one, answers))
            } else {
                None
            }
        }
    };
    Ok(Whole { survey, answers, before })
}

fn grouped(answers: &Answers) -> Vec<(ServiceId, &Sheet)> {
    answers.iter().map(|(row, sheet)| (row.service_id, sheet)).collect()
}

fn counted(question: &Question, answers: &Answers, group: Option<ServiceId>) -> Option<Tally> {
    let sheets = grouped(answers);
    if !is_shown(question, &sheets, group) {
        return None;
    }
    let own: Vec<&Sheet> = sheets
        .iter()
        .filter(|(service, _)| group.is_none_or(|group| group == *service))
        .map(|(_, sheet)| *sheet)
        .collect();
    Some(tally(question, &own))
}

impl Whole {
    /// How many answered about each service.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<ServiceId, i64> {
        let mut counts: BTreeMap<ServiceId, i64> = BTreeMap::new();
        for (row, _) in &self.answers {
            *counts.entry(row.service_id).or_default() += 1;
        }
        counts
    }

    /// The services that may be shown alone.
    #[must_use]
    pub fn groups(&self) -> Vec<ServiceId> {
        shown_groups(&self.counts())
    }

    /// Whether anything may be shown: of all, or of one service.
    #[must_use]
    pub fn is_shown(&self, group: Option<ServiceId>) -> bool {
        match group {
            None => i64::try_from(self.answers.len()).unwrap_or(i64::MAX) >= LEAST,
            Some(group) => self.groups().contains(&group),
        }
    }

    /// The questions with their numbers.
    #[must_use]
    pub fn found(&self, group: Option<ServiceId>) -> Vec<Found> {
        let found = |question: &Question| {
            let same =
                |other: &&Question| other.code == question.code && other.kind == question.kind;
            let before = self.before.as_ref().and_then(|(survey, answers)| {
                let asked = survey.asked.questions.iter().find(same)?;
                counted(asked, answers, group)
            });
            let now = counted(question, &self.answers, group);
            Found { question: question.clone(), now, before }
        };
        let is_shown = self.is_shown(group);
        self.survey.asked.questions.iter().filter(|_| is_shown).map(found).collect()
    }

    /// The sheets behind a number: of all or of a service, with an answer, or with any to a question.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the group is too small to be shown, or no such question was asked.
    pub fn behind(
        &self,
        group: Option<ServiceId>,
        (code, value): (&str, &str),
    ) -> Result<Vec<&Sheet>, Problem> {
        if !self.is_shown(group) {
            return Err(Problem::NotFound);
        }
        let sheets = grouped(&self.answers);
        let questions = &self.survey.asked.questions;
        let question = questions.iter().find(|one| one.code == code);
        if let Some(question) = question {
            let is_known = value.is_empty() || values(question).contains(&value);
            if !is_known || !is_shown(question, &sheets, group) {
                return Err(Problem::NotFound);
            }
        } else if !code.is_empty() {
            return Err(Problem::NotFound);
        }
        let holds = |sheet: &Sheet| match sheet.get(code) {
            None => code.is_empty(),
            Some(given) => value.is_empty() || given.iter().any(|one| one == value),
        };
        let own: Vec<&Sheet> = sheets
            .into_iter()
            .filter(|(service, sheet)| group.is_none_or(|group| group == *service) && holds(sheet))
            .map(|(_, sheet)| sheet)
            .collect();
        let count = i64::try_from(own.len()).unwrap_or(i64::MAX);
        if count < LEAST { Err(Problem::NotFound) } else { Ok(own) }
    }
}
