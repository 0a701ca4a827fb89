//! What is to be done next in a case, and by when: from its state and days, by the law.

use super::case::State;
use kit::types::Day;
use law::{Law, LawError};

/// The days on which the next step hangs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// The day of the wish: the terms of the referral run from it.
    pub wish_on: Option<Day>,
    /// The day on which the file is to be handed over.
    pub hand_over_on: Option<Day>,
    /// A meeting was offered and is not agreed yet.
    pub offered: bool,
    /// The day of the agreed meeting.
    pub meeting_on: Option<Day>,
    /// The first day on which an institution should answer.
    pub answer_on: Option<Day>,
    /// The day of signing.
    pub signed_on: Option<Day>,
    /// The day the assessment was given to the person.
    pub given_on: Option<Day>,
    /// The last day of the longest validity; none while it stands still.
    pub valid_until: Option<Day>,
    /// Every chosen service is taken up: the way goes on with the providers.
    pub taken_up: bool,
}

/// A step with its last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// `offer_meeting`; its words have the key `referral-next-offer_meeting`.
    pub kind: &'static str,
    /// The last day for it.
    pub on: Option<Day>,
}

impl Step {
    fn new(kind: &'static str, on: Option<Day>) -> Step {
        Step { kind, on }
    }
}

/// The last day of a term of the law.
///
/// # Errors
/// When the law has no such term on that day.
pub fn last_day(law: &Law, rule: &str, from: Day) -> Result<Option<Day>, LawError> {
    Ok(law.deadline(rule)?.day(from.0)?.date().map(Day))
}

/// The next step of a case.
///
/// # Errors
/// As [`last_day`].
pub fn next_step(law: &Law, state: State, dates: &Dates) -> Result<Step, LawError> {
    let from = |rule: &str, day: Option<Day>| match day {
        Some(day) => last_day(law, rule, day),
        None => Ok(None),
    };
    Ok(match state {
        State::MeetingPlanning if dates.offered => {
            Step::new("agree_meeting", from("D03", dates.wish_on)?)
        }
        State::MeetingPlanning => Step::new("offer_meeting", from("D02", dates.wish_on)?),
        State::MeetingSet => Step::new("hold_meeting", dates.meeting_on),
        State::Assessing => {
            let last = from("D01", dates.wish_on)?;
            match dates.answer_on {
                Some(day) if last.is_none_or(|last| day < last) => {
                    Step::new("await_answer", Some(day))
                }
                _ => Step::new("write_assessment", last),
            }
        }
        State::PoIssued | State::ClosedDeclined if dates.given_on.is_none() => {
            Step::new("give_assessment", dates.signed_on)
        }
        State::PoIssued if dates.taken_up => Step::new("follow_placement", None),
        State::PoIssued => Step::new("watch_validity", dates.valid_until),
        State::Appealed => {
            let appeal_over = from("D11", dates.given_on)?;
            Step::new("send_to_court", from("D13", appeal_over)?)
        }
        State::HandOverToDsp | State::HandOverToMunicipality | State::DirectToProvider => {
            Step::new("hand_over", dates.hand_over_on)
        }
        _ => Step::new("", None),
    })
}
