//! What is to be done next in a placement, and by when: from its state and days, by the law.

use super::course::State;
use kit::types::Day;
use law::{Duration, Law, LawError};

/// The days of a contract on which its next step hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContractDays {
    /// The day it was signed.
    pub signed_on: Day,
    /// First day.
    pub from_on: Day,
    /// Last day.
    pub until_on: Day,
    /// The day it was reported to whoever referred.
    pub reported_on: Option<Day>,
    /// The day of the last update of assessment and plan.
    pub updated_on: Option<Day>,
}

/// The days on which the next step hangs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// The day from which the provider's term runs: of the wish stated to it, or of leaving the
    /// waiting list.
    pub stated_on: Option<Day>,
    /// The term of the provider is the longer one (чл. 25, ал. 3 ППЗСУ).
    pub extended: bool,
    /// The day to ask who waits.
    pub ask_on: Option<Day>,
    /// The last day to answer an offer.
    pub answer_by: Option<Day>,
    /// The day the person learnt of the refusal.
    pub refused_on: Option<Day>,
    /// The refusal hung on an assessment, so it may be appealed.
    pub may_appeal: bool,
    /// The day the choice was open again.
    pub open_on: Option<Day>,
    /// The day the unpaid months were full.
    pub unpaid_on: Option<Day>,
    /// The contract.
    pub contract: Option<ContractDays>,
    /// For how long the service is used.
    pub duration: Option<Duration>,
}

/// The rule by which assessment and plan are brought up to date (чл. 34, ал. 1 ППЗСУ).
fn update_rule(duration: Duration) -> &'static str {
    match duration {
        Duration::Short => "D20",
        Duration::Medium => "D20.medium",
        Duration::Long => "D20.long",
        Duration::Residential => "D20.residential",
    }
}

/// Only the first update of a shorter use is counted from the contract; longer ones go on from the
/// last update.
fn repeats(duration: Duration) -> bool {
    matches!(duration, Duration::Long | Duration::Residential)
}

/// A step with its last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its words have the key `placement-next-<kind>`.
    pub kind: &'static str,
    /// The last day for it.
    pub on: Option<Day>,
}

/// The last day of a term of the law.
///
/// # Errors
/// When the law has no such term on that day.
pub fn last_day(law: &Law, rule: &str, from: Day) -> Result<Option<Day>, LawError> {
    Ok(law.deadline(rule)?.day(from.0)?.date().map(Day))
}

/// The next step of a placement.
///
/// # Errors
/// As [`last_day`].
pub fn next_step(law: &Law, state: State, dates: &Dates) -> Result<Step, LawError> {
    let from = |rule: &str, day: Option<Day>| match day {
        Some(day) => last_day(law, rule, day),
        None => Ok(None),
    };
    let (kind, on) = match state {
        State::AtProvider => {
            let rule = if dates.extended { "D14.extended" } else { "D14" };
            ("await_assessment", from(rule, dates.stated_on)?)
        }
        State::Waiting => ("ask_waiting", dates.ask_on),
        State::Offered => ("await_offer", dates.answer_by),
        State::Assessed => ("sign_contract", None),
        State::Refused => ("await_appeal", from("D11", dates.refused_on)?),
        State::Appealed => ("await_court", None),
        State::ChoiceAgain => ("choose_again", choose_by(law, dates)?),
        State::InService | State::Review => return in_service(law, state, dates),
        State::Arrears => ("await_payment", from("D24", dates.unpaid_on)?),
        State::Ended | State::Closed => ("", None),
    };
    Ok(Step { kind, on })
}

/// Help to choose another service: from the end of the term to appeal, or from the day when the
/// choice was open again and nothing could be appealed.
fn choose_by(law: &Law, dates: &Dates) -> Result<Option<Day>, LawError> {
    let begin = match dates.refused_on.filter(|_| dates.may_appeal) {
        Some(day) => last_day(law, "D11", day)?,
        None => dates.open_on,
    };
    begin.map_or(Ok(None), |day| last_day(law, "D17", day))
}

/// The last day of the next mandatory update of assessment and plan, when it comes before the end of
/// the contract.
///
/// # Errors
/// As [`last_day`].
pub fn update_by(
    law: &Law,
    duration: Duration,
    contract: &ContractDays,
) -> Result<Option<Day>, LawError> {
    let begin = match contract.updated_on {
        None => Some(contract.from_on),
        updated => updated.filter(|_| repeats(duration)),
    };
    let Some(begin) = begin else { return Ok(None) };
    let update = last_day(law, update_rule(duration), begin)?;
    Ok(update.filter(|day| *day < contract.until_on))
}

/// The nearest of: the contract is reported, assessment and plan are brought up to date, the end is
/// evaluated.
fn in_service(law: &Law, state: State, dates: &Dates) -> Result<Step, LawError> {
    let Some(contract) = dates.contract else {
        return Ok(Step { kind: "write_contract", on: None });
    };
    if state == State::Review {
        return Ok(Step { kind: "prolong_or_end", on: Some(contract.until_on) });
    }
    let mut steps = Vec::new();
    if contract.reported_on.is_none() {
        steps.push(("report_contract", last_day(law, "D18", contract.signed_on)?));
    }
    if let Some(duration) = dates.duration {
        steps.push(("update_plan", update_by(law, duration, &contract)?));
    }
    steps.push(("evaluate", last_day(law, "D21", contract.until_on)?));
    let dated = steps.into_iter().filter_map(|(kind, on)| Some((kind, on?)));
    let nearest = dated.min_by_key(|(_, on)| *on);
    Ok(nearest
        .map_or(Step { kind: "evaluate", on: None }, |(kind, on)| Step { kind, on: Some(on) }))
}
