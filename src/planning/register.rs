//! What planning enters elsewhere: a point for the council on social services, a decision for the register.

use crate::{council, decisions};
use kit::store::{StoreError, Tx};
use kit::types::Day;

/// Brings planning before the council on social services.
///
/// # Errors
/// When the database refuses.
pub async fn propose(tx: &Tx, title: &str, href: &str) -> Result<(), StoreError> {
    council::propose(tx, title, href).await
}

/// The body that adopts.
const BODY: &str = "municipal-council";

/// Whether the municipal council has a decision with this number in the year of the day.
///
/// # Errors
/// When the database does not answer.
pub async fn is_taken(tx: &Tx, number: &str, on: Day) -> Result<bool, StoreError> {
    decisions::is_taken(tx, BODY, number, on).await
}

/// A decision of the municipal council for the register.
pub struct Decided<'a> {
    /// The cycle.
    pub origin: i64,
    /// Its page.
    pub href: String,
    /// Number of the decision.
    pub number: &'a str,
    /// Its day.
    pub on: Day,
    /// What was decided.
    pub text: String,
}

/// Enters the decision into the register. It needs no doing there: that it is sent is followed here.
///
/// # Errors
/// [`StoreError::Duplicate`] when the number is taken.
pub async fn decide(tx: &Tx, new: Decided<'_>) -> Result<(), StoreError> {
    let decision = decisions::NewDecision {
        body: BODY,
        origin: Some(new.origin),
        href: new.href,
        number: new.number.to_owned(),
        taken_on: new.on,
        text: new.text,
        responsible: None,
        due_on: None,
        is_public: true,
    };
    decisions::enter(tx, decision).await?;
    Ok(())
}
