//! Scores from 1 to 6: what participants knew before and after, each of their own; and what they think of
//! a seminar or a supervision, kept as sums behind which nobody can be found.

use super::question::Question;
use super::store::{training_invited, training_rating, training_score};
use super::{RatingId, ScoreId, SeminarId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Form, Problem};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder};
use std::collections::BTreeMap;

/// When participants are asked what they know; words have the key `training-when-<code>`.
pub const PHASES: [&str; 2] = ["before", "after"];
/// Scores, the best last.
pub const SCORES: [&str; 6] = ["1", "2", "3", "4", "5", "6"];
/// What can be rated.
pub const SEMINAR: &str = "seminar";
/// As above.
pub const SUPERVISION: &str = "supervision";
/// Fewer ratings than these are not shown: of two people each knows what the other one said.
pub const LEAST_SHOWN: i64 = 3;

/// Answers of one sheet: code of the question and score.
pub type Answers = Vec<(String, i32)>;

/// Reads a score for each question; what is missing stands beside its field.
#[must_use]
pub fn read(form: &mut Form, questions: &[Question]) -> Answers {
    let mut answers = Vec::new();
    for one in questions {
        let name = format!("score-{}", one.code);
        let score: Option<i32> = form.parsed(&name, "training-wrong-score");
        match score.filter(|score| (1..=6).contains(score)) {
            Some(score) => answers.push((one.code.clone(), score)),
            None => form.wrong(&name, "training-wrong-score"),
        }
    }
    answers
}

/// Whether somebody answered in a phase.
///
/// # Errors
/// When the database does not answer.
pub async fn answered(
    tx: &Tx,
    row: &training_invited::Model,
    phase: &str,
) -> Result<bool, StoreError> {
    use training_score::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::InvitedId.eq(row.id));
    Ok(rows.filter(Column::Phase.eq(phase)).one(tx.conn()).await?.is_some())
}

/// Keeps what a participant answered before or after.
///
/// # Errors
/// When they answered in that phase already.
pub async fn put(
    tx: &mut Tx,
    row: &training_invited::Model,
    (phase, answers): (&str, &[(String, i32)]),
) -> Result<(), Problem> {
    if !PHASES.contains(&phase) || answered(tx, row, phase).await? {
        return Err(Problem::Impossible("training-refused-scored"));
    }
    for (question, score) in answers {
        let row = training_score::Model {
            municipality_id: tx.municipality(),
            id: ScoreId(tx.new_id()),
            seminar_id: row.seminar_id,
            invited_id: row.id,
            phase: phase.to_owned(),
            question: question.clone(),
            score: *score,
            made_at: tx.now(),
        };
        tx.insert(row.into_active_model()).await?;
    }
    tx.audit(Entry::write("training-scores", row.id.0));
    Ok(())
}

/// Adds a rating to the sums; who gave it is not known here.
///
/// # Errors
/// When the database refuses.
pub async fn rate(
    tx: &mut Tx,
    (subject, id): (&'static str, i64),
    answers: &[(String, i32)],
) -> Result<(), StoreError> {
    use training_rating::{Column, Entity, Model};
    for (question, score) in answers {
        let none = Model {
            municipality_id: tx.municipality(),
            id: RatingId(tx.new_id()),
            subject: subject.to_owned(),
            subject_id: id,
            question: question.clone(),
            score: *score,
            given: 0,
        };
        let key = [
            Column::MunicipalityId,
            Column::Subject,
            Column::SubjectId,
            Column::Question,
            Column::Score,
        ];
        let none = Entity::insert(none.into_active_model()).on_conflict_do_nothing_on(key);
        none.exec_without_returning(tx.conn()).await?;
        Entity::update_many()
            .col_expr(Column::Given, Expr::col(Column::Given).add(1))
            .filter(Column::MunicipalityId.eq(tx.municipality()))
            .filter(Column::Subject.eq(subject))
            .filter(Column::SubjectId.eq(id))
            .filter(Column::Question.eq(question.as_str()))
            .filter(Column::Score.eq(*score))
            .exec(tx.conn())
            .await?;
    }
    tx.audit(Entry::write("training-rated", id));
    Ok(())
}

/// Some scores added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many.
    pub count: i64,
    /// Together.
    pub total: i64,
}

impl Sum {
    /// With so many more of a score.
    #[must_use]
    pub fn with(self, score: i32, count: i32) -> Sum {
        let count = i64::from(count);
        Sum { count: self.count + count, total: self.total + i64::from(score) * count }
    }

    /// The mean in hundredths, to the nearest; none of nothing.
    #[must_use]
    pub fn mean(self) -> Option<i64> {
        (self.count > 0).then(|| (self.total * 200 + self.count) / (2 * self.count))
    }
}

/// A number of hundredths as it is written: `4,67`.
#[must_use]
pub fn hundredths(number: i64) -> String {
    let sign = if number < 0 { "−" } else { "" };
    format!("{sign}{},{:02}", number.abs() / 100, number.abs() % 100)
}

/// What participants knew before and after, by question.
///
/// # Errors
/// When the database does not answer.
pub async fn changes(tx: &Tx, id: SeminarId) -> Result<BTreeMap<String, [Sum; 2]>, StoreError> {
    use training_score::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::SeminarId.eq(id)).order_by_asc(Column::Id);
    let mut sums: BTreeMap<String, [Sum; 2]> = BTreeMap::new();
    for row in rows.all(tx.conn()).await? {
        let at = usize::from(row.phase == PHASES[1]);
        let own = sums.entry(row.question).or_default();
        own[at] = own[at].with(row.score, 1);
    }
    Ok(sums)
}

/// How often each score was given, by question.
///
/// # Errors
/// When the database does not answer.
pub async fn ratings(
    tx: &Tx,
    (subject, id): (&str, i64),
) -> Result<BTreeMap<String, [i32; 6]>, StoreError> {
    use training_rating::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::Subject.eq(subject));
    let rows = rows.filter(Column::SubjectId.eq(id)).order_by_asc(Column::Id);
    let mut counts: BTreeMap<String, [i32; 6]> = BTreeMap::new();
    for row in rows.all(tx.conn()).await? {
        let at = usize::try_from(row.score - 1).unwrap_or(usize::MAX);
        if let Some(count) = counts.entry(row.question).or_default().get_mut(at) {
            *count = row.given;
        }
    }
    Ok(counts)
}

/// The sum of how often each score was given.
#[must_use]
pub fn sum_of(counts: &[i32; 6]) -> Sum {
    (1..).zip(counts).fold(Sum::default(), |sum, (score, count)| sum.with(score, *count))
}
