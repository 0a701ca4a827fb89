//! The results of a study that is closed: its answers with their weights, each question with its
//! numbers, two questions beside each other, and the sheets behind a number.

use super::content::{Margins, Question, Sheet, opened, sealed};
use super::cross::{Crossed, crossed};
use super::hide::LEAST;
use super::interval;
use super::question::{divides, values};
use super::result::{Found, Weighed, found};
use super::sheet;
use super::store::{study_answer, study_weighting};
use super::study::{self, State, Study};
use super::weight::{Cost, Margin, Refusal, by_stratum, raked};
use super::{StudyId, WeightingId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};

/// A study with its answers and their weights.
pub struct Whole {
    /// The study.
    pub study: Study,
    /// Its answers.
    pub answers: Vec<(study_answer::Model, Sheet)>,
    /// The margins that it is weighted by.
    pub margins: Margins,
    /// The weights of the answers.
    pub weights: Vec<f64>,
}

/// The margins of a study as [`raked`] takes them, with the codes of their questions.
fn margins_of(
    (study, answers): (&Study, &[(study_answer::Model, Sheet)]),
    margins: &Margins,
) -> Vec<(String, Margin)> {
    let mut all = Vec::new();
    for question in study.plan.asked.questions.iter().filter(|one| divides(one)) {
        let Some(known) = margins.known.get(&question.code) else { continue };
        let list = values(question);
        let group = |(_, sheet): &(study_answer::Model, Sheet)| {
            let given = sheet.get(&question.code).and_then(|list| list.first())?;
            list.iter().position(|value| value == given)
        };
        let count = |value: &&str| known.get(*value).copied().unwrap_or(0) as f64;
        let margin = Margin {
            groups: answers.iter().map(group).collect(),
            known: list.iter().map(count).collect(),
        };
        all.push((question.code.clone(), margin));
    }
    all
}

/// The weights of answers: by stratum, and raked to margins.
///
/// # Errors
/// As of [`raked`], with the code of the question and the value when nobody gave it.
pub fn weighed(
    (study, answers): (&Study, &[(study_answer::Model, Sheet)]),
    margins: &Margins,
) -> Result<Vec<f64>, (Refusal, String, String)> {
    let strata: Vec<usize> =
        answers.iter().map(|(row, _)| usize::try_from(row.stratum).unwrap_or(0)).collect();
    let sizes: Vec<i64> = study.plan.strata.iter().map(|one| one.size).collect();
    let start = by_stratum(&strata, &sizes);
    let named = margins_of((study, answers), margins);
    let plain: Vec<Margin> = named.iter().map(|(_, margin)| margin.clone()).collect();
    raked(&start, &plain).map_err(|refusal| {
        let Refusal::Nobody(which, group) = refusal else {
            return (refusal, String::new(), String::new());
        };
        let code = named.get(which).map(|(code, _)| code.clone()).unwrap_or_default();
        let question = study.plan.asked.questions.iter().find(|one| one.code == code);
        let value = question.and_then(|one| values(one).get(group).map(|one| (*one).to_owned()));
        (refusal, code, value.unwrap_or_default())
    })
}

/// The margins of a study that count: the newest.
///
/// # Errors
/// When the database does not answer.
pub async fn margins(tx: &Tx, study: StudyId) -> Result<Margins, StoreError> {
    use study_weighting::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::StudyId.eq(study)).order_by_desc(Column::Id);
    match rows.one(tx.conn()).await? {
        Some(row) => opened(tx, ("study_weighting", row.id.0), &row.content_sealed),
        None => Ok(Margins::default()),
    }
}

/// Keeps margins by which the answers of a study are weighted from now on.
///
/// # Errors
/// When the database refuses.
pub async fn keep_margins(
    tx: &mut Tx,
    study: StudyId,
    margins: &Margins,
) -> Result<(), StoreError> {
    let id = WeightingId(tx.new_id());
    let row = study_weighting::Model {
        municipality_id: tx.municipality(),
        id,
        study_id: study,
        content_sealed: sealed(tx, ("study_weighting", id.0), margins)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("study-weighting", study.0));
    Ok(())
}

/// Reads a study with its answers.
///
/// # Errors
/// While answers come in: who sees numbers grow by one sees that one.
pub async fn whole(tx: &Tx, id: StudyId) -> Result<Whole, Problem> {
    let study = study::study(tx, id).await?;
    if study.state(tx.today()) != State::Closed {
        return Err(Problem::Impossible("studies-refused-results"));
    }
    let answers = sheet::answers(tx, id).await?;
    let margins = margins(tx, id).await?;
    // Margins are kept only when they can be met, and the answers of a closed study stay as they
    // are.
    let weights = weighed((&study, &answers), &margins);
    let weights = weights.unwrap_or_else(|_| vec![1.0; answers.len()]);
    Ok(Whole { study, answers, margins, weights })
}

impl Whole {
    /// How many answered.
    #[must_use]
    pub fn count(&self) -> i64 {
        i64::try_from(self.answers.len()).unwrap_or(i64::MAX)
    }

    /// Whether anything may be shown.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.count() >= LEAST
    }

    /// What the weights cost.
    #[must_use]
    pub fn cost(&self) -> Cost {
        Cost::of(&self.weights)
    }

    /// What of the population was not asked.
    #[must_use]
    pub fn unasked(&self) -> f64 {
        interval::unasked(self.answers.len(), Some(self.study.population()))
    }

    /// How many answered at the address for all: they were not drawn.
    #[must_use]
    pub fn undrawn(&self) -> usize {
        self.answers.iter().filter(|(row, _)| row.how == sheet::HOWS[3]).count()
    }

    fn list(&self) -> Vec<Weighed<'_>> {
        let both = self.answers.iter().zip(&self.weights);
        both.map(|((_, sheet), weight)| Weighed { sheet, weight: *weight }).collect()
    }

    /// The questions with their numbers; nothing when too few answered.
    #[must_use]
    pub fn found(&self) -> Vec<Found> {
        let (answers, unasked) = (self.list(), self.unasked());
        let all = self.study.plan.asked.questions.iter().filter(|_| self.is_shown());
        all.map(|question| found(question, &answers, unasked)).collect()
    }

    /// The questions that divide people.
    #[must_use]
    pub fn dividing(&self) -> Vec<&Question> {
        self.study.plan.asked.questions.iter().filter(|one| divides(one)).collect()
    }

    /// Two questions beside each other.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when they are not two different questions that divide people, or too
    /// few answered.
    pub fn crossed(&self, row: &str, column: &str) -> Result<Crossed, Problem> {
        let all = self.dividing();
        let of = |code: &str| all.iter().copied().find(|one| one.code == code);
        let (Some(row), Some(column)) = (of(row), of(column)) else {
            return Err(Problem::NotFound);
        };
        if row.code == column.code || !self.is_shown() {
            return Err(Problem::NotFound);
        }
        Ok(crossed((row, column), &self.list()))
    }

    /// The sheets behind a number: with an answer to a question, or with any.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the number is not shown, or no such question was asked.
    pub fn behind(&self, code: &str, value: &str) -> Result<Vec<&Sheet>, Problem> {
        let found = self.found();
        let one = found.iter().find(|one| one.question.code == code).ok_or(Problem::NotFound)?;
        let count = match value.is_empty() {
            true => one.base,
            false => one.parts.iter().find(|part| part.value == value).and_then(|part| part.count),
        };
        if count.is_none_or(|count| count < LEAST) {
            return Err(Problem::NotFound);
        }
        let holds = |sheet: &&Sheet| {
            let given = sheet.get(code).filter(|list| !list.is_empty());
            given.is_some_and(|list| value.is_empty() || list.iter().any(|one| one == value))
        };
        Ok(self.answers.iter().map(|(_, sheet)| sheet).filter(holds).collect())
    }
}
