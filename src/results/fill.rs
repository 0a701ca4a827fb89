//! Results of the demonstration: what the projects promised, the points that they opened, participants
//! with their answers, an estimate, a decision. Called by the demonstration only; nobody is real.

use super::after::{self, Grounds};
use super::count::end_of;
use super::estimate::{self, NewEstimate};
use super::indicator::{self, NewIndicator};
use super::opening::{is_likely, put};
use super::participant::{self, NewParticipant};
use super::question::{self, Answers, Question};
use super::report::Asked;
use super::store::result_indicator;
use super::{paper, special};
use crate::municipality;
use crate::projects::{self, ProjectName};
use crate::workforce;
use kit::store::{Municipality, StoreError, Tx};
use kit::web::Problem;

/// So many employees take part.
const PARTICIPANTS: usize = 22;

/// A result as a project promised it.
#[derive(Clone, Debug)]
pub struct NewResult {
    /// Its code.
    pub code: String,
    /// What it says.
    pub text: String,
    /// A short name.
    pub name: String,
    /// In what it is counted.
    pub unit: String,
    /// Where it should come.
    pub target: i64,
    /// Which records count.
    pub counted: String,
}

/// Whether an indicator was ever entered.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, StoreError> {
    Ok(tx.find::<result_indicator::Entity>().one(tx.conn()).await?.is_some())
}

/// The answer of the n-th participant: each answer comes up, some refuse.
fn answer(question: &Question, n: usize) -> String {
    let own = question.options.len();
    match (question.name.as_str(), n % 11) {
        (_, 10) => "refused".to_owned(),
        ("labour", _) => "employed".to_owned(),
        ("age", _) => question.options[1 + n % 3].value.clone(),
        ("sex", _) => question.options[usize::from(n.is_multiple_of(5))].value.clone(),
        _ => question.options[n % own].value.clone(),
    }
}

fn answers(questions: &[Question], n: usize) -> Answers {
    questions.iter().map(|one| (one.name.clone(), answer(one, n))).collect()
}

async fn people(tx: &mut Tx, project: &ProjectName) -> Result<(), Problem> {
    let questions = question::asked_of(tx, false).await?;
    let apart = question::asked_of(tx, true).await?;
    let all = workforce::employees(tx).await?;
    for (n, one) in all.into_iter().take(PARTICIPANTS).enumerate() {
        let days = i32::try_from(30 + n * 3).unwrap_or(30);
        let new = NewParticipant {
            employee: one.id,
            joined_on: project.from.plus(days),
            left_on: (n % 4 != 0).then_some(project.to),
            answers: answers(&questions, n),
        };
        let id = participant::add(tx, project.id, &new).await?;
        if n % 2 == 0 {
            let refused =
                apart.iter().map(|one| (one.name.clone(), "refused".to_owned())).collect();
            special::put(tx, (id, 0), &refused).await?;
        }
    }
    let new = NewEstimate {
        day: project.from.plus(90),
        activity: "Обучение на служителите (измислено)".to_owned(),
        code: "minority".to_owned(),
        people: 2,
        of_people: 22,
        basis: "Преценка на ръководителя на обучението, без лични отговори.".to_owned(),
    };
    Ok(estimate::add(tx, project.id, &new).await?)
}

/// Fills the results of the longest project.
///
/// # Errors
/// When something is not possible, or the database refuses.
pub async fn fill(
    tx: &mut Tx,
    (office, verify): (&Municipality, &str),
    results: &[NewResult],
) -> Result<(), Problem> {
    let all = projects::names(tx).await?;
    let longest = all.into_iter().max_by_key(|one| one.to.days_since(one.from));
    let Some(project) = longest else { return Ok(()) };
    for one in results {
        let new = NewIndicator {
            code: one.code.clone(),
            name: one.name.clone(),
            definition: one.text.clone(),
            unit: one.unit.clone(),
            base: 0,
            target: one.target,
            counted: one.counted.clone(),
        };
        indicator::add(tx, project.id, &new).await?;
    }
    let period = (project.from, project.to);
    for point in municipality::service_points(tx).await? {
        if is_likely(&point, period) {
            let entered = end_of(point.opened_on);
            put(tx, (project.id, point.id), (point.opened_on, entered)).await?;
        }
    }
    people(tx, &project).await?;
    let things = after::things(tx, &project).await?;
    for one in things.iter().filter(|one| !one.next.is_empty()) {
        let grounds = Grounds {
            document: "Решение на общинския съвет № 00 (измислено)".to_owned(),
            note: String::new(),
        };
        let decided = ("municipal", one.ends_on.plus(1));
        after::decide(tx, (project.id, &one.subject), decided, &grounds).await?;
    }
    let known_at = tx.now();
    let asked = Asked { kind: "technical", from: project.from, to: project.to, known_at };
    paper::add(tx, (office, verify), (&project, asked)).await?;
    Ok(())
}
