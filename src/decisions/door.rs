//! What other capabilities ask of decisions: to be entered, to be shown beside their record, to be
//! counted.

use super::DecisionId;
use super::content::Content;
use super::course::{BODIES, counted, number_key};
use super::load;
use super::register::{self, Entered};
use kit::store::{StoreError, Tx};
use kit::types::Day;

/// A decision that was taken and is to be followed to its end.
pub struct NewDecision {
    /// Who took it: `council` (СВСУ), `municipal-council`, `mayor`, `check`.
    pub body: &'static str,
    /// The meeting, check or other record it comes from, by its own id; none for decisions entered
    /// by hand.
    pub origin: Option<i64>,
    /// Where that record is shown, below the municipality.
    pub href: String,
    /// Number as the body gave it, e.g. "3/2026".
    pub number: String,
    /// When it was taken.
    pub taken_on: Day,
    /// What was decided.
    pub text: String,
    /// Who answers for it, in words; none when it needs no doing.
    pub responsible: Option<String>,
    /// Until when it is carried out.
    pub due_on: Option<Day>,
    /// Whether the public may read it.
    pub is_public: bool,
}

/// A decision as others show it.
pub struct DecisionName {
    /// Which.
    pub id: DecisionId,
    /// Number as the body gave it.
    pub number: String,
    /// When it was taken.
    pub taken_on: Day,
    /// What was decided.
    pub text: String,
    /// Where it stands today: `open`, `in-progress`, `done`, `dropped`, `noted`, `late`.
    pub state: &'static str,
    /// Until when it is carried out.
    pub due_on: Option<Day>,
}

/// Whether a body has a decision with this number in the year of the day: asked before one is entered,
/// so that the mistake stands beside its field.
///
/// # Errors
/// When the database does not answer.
pub async fn is_taken(tx: &Tx, body: &str, number: &str, on: Day) -> Result<bool, StoreError> {
    register::is_taken(tx, body, (number, on), None).await
}

/// Enters a decision. Whoever calls audits.
///
/// # Errors
/// [`StoreError::Duplicate`] when the body has a decision with this number in the year of the day;
/// [`StoreError::Other`] for a body that is not known or a number without a letter or digit.
pub async fn enter(tx: &Tx, new: NewDecision) -> Result<DecisionId, StoreError> {
    if !BODIES.contains(&new.body) || number_key(&new.number, new.taken_on).is_empty() {
        return Err(StoreError::Other(format!("no decision: {} {}", new.body, new.number)));
    }
    let content = Content {
        number: new.number,
        text: new.text,
        responsible: new.responsible.unwrap_or_default(),
        source: String::new(),
    };
    let entered = Entered {
        body: new.body,
        origin: new.origin.map(|origin| (origin, new.href)),
        taken_on: new.taken_on,
        due_on: new.due_on,
        is_public: new.is_public,
        content,
    };
    register::add(tx, entered).await
}

/// Decisions of a record, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_origin(tx: &Tx, body: &str, origin: i64) -> Result<Vec<DecisionName>, StoreError> {
    let today = tx.today();
    let name = |one: load::Decision| DecisionName {
        id: one.row.id,
        state: one.standing(today),
        number: one.content.number,
        taken_on: one.row.taken_on,
        text: one.content.text,
        due_on: one.row.due_on,
    };
    Ok(load::of_origin(tx, body, origin).await?.into_iter().map(name).collect())
}

/// Withdraws a decision entered by mistake with its record. Withdrawn already, it stays as it is.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn withdraw(tx: &Tx, id: DecisionId, reason: &str) -> Result<(), StoreError> {
    let one = load::decision(tx, id).await?;
    if one.row.withdrawn_at.is_some() {
        return Ok(());
    }
    register::withdraw(tx, &one, (reason, one.row.version)).await
}

/// How many were taken, done and are late in a period: for the reports of the year. What needs no
/// doing counts as done.
///
/// # Errors
/// When the database does not answer.
pub async fn counts(tx: &Tx, body: &str, from: Day, to: Day) -> Result<[i64; 3], StoreError> {
    Ok(counted(&load::states(tx, body, (from, to)).await?, tx.today()))
}
