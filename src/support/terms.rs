//! The days by which documents are due, by the law.

use super::course::Kind;
use crate::placement::Brief;
use crate::referral;
use kit::store::StoreError;
use kit::types::Day;
use law::{Duration, Law, LawError};

fn broken(e: LawError) -> StoreError {
    StoreError::Other(e.to_string())
}

/// The last day of a term of the law.
fn last_day(law: &Law, rule: &str, from: Day) -> Result<Option<Day>, StoreError> {
    let due = law.deadline(rule).and_then(|deadline| deadline.day(from.0)).map_err(broken)?;
    Ok(due.date().map(Day))
}

/// A day with the articles that give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The day.
    pub day: Day,
    /// `чл. 33, ал. 3 ППЗСУ`.
    pub articles: String,
}

fn term(law: &Law, rule: &str, from: Day) -> Result<Option<Term>, StoreError> {
    let due = law.due(rule, from.0, &[]).map_err(broken)?;
    let articles = due.derivation.articles.join("; ");
    Ok(due.due.map(|day| Term { day: Day(day), articles }))
}

/// The first day on which the person may ask for an update (чл. 33, ал. 3 ППЗСУ).
pub fn wish_from(law: &Law, brief: &Brief) -> Result<Option<Term>, StoreError> {
    let Some(contract) = &brief.contract else { return Ok(None) };
    let rule = match referral::duration(&brief.duration) {
        Some(Duration::Long | Duration::Residential) => "D19.long",
        _ => "D19",
    };
    term(law, rule, contract.updated_on.unwrap_or(contract.signed_on))
}

/// The last day of a joint plan (чл. 45 ППЗСУ).
pub fn joint_by(law: &Law, brief: &Brief, longer: bool) -> Result<Option<Day>, StoreError> {
    let rule = if longer { "D46.extended" } else { "D46" };
    match &brief.contract {
        Some(contract) => last_day(law, rule, contract.signed_on),
        None => Ok(None),
    }
}

/// The last day on which a signed assessment or plan is sent (чл. 26, 27 ППЗСУ).
pub fn send_by(law: &Law, kind: Kind, signed_on: Day) -> Result<Option<Day>, StoreError> {
    match kind {
        Kind::Assessment | Kind::Plan => last_day(law, "D15", signed_on),
        Kind::Joint | Kind::Evaluation => Ok(None),
    }
}

/// The last day on which a version is to be signed.
pub fn sign_by(
    law: &Law,
    brief: &Brief,
    (kind, ground, longer): (Kind, &str, bool),
) -> Result<Option<Day>, StoreError> {
    match (kind, ground) {
        (Kind::Assessment | Kind::Plan, "first") => {
            let rule = if longer { "D14.extended" } else { "D14" };
            last_day(law, rule, brief.stated_on)
        }
        (Kind::Assessment | Kind::Plan, "term") => Ok(brief.update_by),
        (Kind::Assessment | Kind::Plan, _) => Ok(None),
        (Kind::Joint, "first") => joint_by(law, brief, longer),
        (Kind::Joint, _) => Ok(None),
        (Kind::Evaluation, _) => match &brief.contract {
            Some(contract) => last_day(law, "D21", contract.until_on),
            None => Ok(None),
        },
    }
}
