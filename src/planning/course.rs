//! How planning goes from a draft to what was sent, and what is refused: pure.

use super::document::KINDS;
use kit::types::Day;

/// How far a cycle came; words have the key `planning-state-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is written.
    Draft,
    /// It is published and discussed.
    Open,
    /// The municipal council adopted it: it changes no more.
    Adopted,
    /// It was sent to АСП.
    Sent,
}

impl State {
    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Open => "open",
            State::Adopted => "adopted",
            State::Sent => "sent",
        }
    }

    /// The state of a code; a draft when it is none.
    #[must_use]
    pub fn of(code: &str) -> State {
        let all = [State::Open, State::Adopted, State::Sent];
        all.into_iter().find(|one| one.code() == code).unwrap_or(State::Draft)
    }

    /// The colour of its tag.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            State::Draft => "yellow",
            State::Open => "blue",
            State::Adopted | State::Sent => "green",
        }
    }

    /// Whether texts, figures and planned services may still change.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, State::Draft | State::Open)
    }
}

/// Something done to a cycle; words have the key `planning-do-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The figures are taken anew.
    Refresh,
    /// It is brought before the council on social services.
    Council,
    /// It is published for discussion.
    Publish,
    /// The publication is withdrawn.
    Withdraw,
    /// The summary of the discussion is written from what came.
    Summarise,
    /// The decision of the municipal council is entered.
    Adopt,
    /// It is sent to АСП.
    Send,
}

/// All steps in their order.
pub const STEPS: [Step; 7] = [
    Step::Refresh,
    Step::Council,
    Step::Publish,
    Step::Withdraw,
    Step::Summarise,
    Step::Adopt,
    Step::Send,
];

impl Step {
    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Step::Refresh => "refresh",
            Step::Council => "council",
            Step::Publish => "publish",
            Step::Withdraw => "withdraw",
            Step::Summarise => "summarise",
            Step::Adopt => "adopt",
            Step::Send => "send",
        }
    }

    /// Where a cycle is after the step.
    ///
    /// # Errors
    /// The key of the reason when the step cannot be taken.
    pub fn after(self, state: State) -> Result<State, &'static str> {
        match (self, state) {
            (Step::Send, State::Adopted) => Ok(State::Sent),
            (Step::Send, State::Sent) => Err("planning-refused-sent"),
            (_, State::Adopted | State::Sent) => Err("planning-refused-adopted"),
            (Step::Refresh | Step::Council, open) => Ok(open),
            (Step::Publish, State::Draft) => Ok(State::Open),
            (Step::Publish, State::Open) => Err("planning-refused-published"),
            (Step::Withdraw, State::Open) => Ok(State::Draft),
            (Step::Summarise, State::Open) => Ok(State::Open),
            (Step::Adopt, State::Open) => Ok(State::Adopted),
            (Step::Send, _) => Err("planning-refused-unadopted"),
            // Nothing is summed up, withdrawn or adopted that was not published (чл. 42, 62 НПСУ).
            (Step::Withdraw | Step::Summarise | Step::Adopt, State::Draft) => {
                Err("planning-refused-unpublished")
            }
        }
    }
}

/// What is known of the discussion when the council is to adopt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Discussed {
    /// The last day of the discussion.
    pub ends_on: Option<Day>,
    /// Debates with the public.
    pub debates: usize,
    /// Debates in the council on social services.
    pub in_council: usize,
    /// Whether the summary was written.
    pub is_summed: bool,
}

/// Why it cannot be adopted on a day. The discussion must be over: the vote is after its last day.
#[must_use]
pub fn refused_adoption(known: Discussed, decided: Day, today: Day) -> Option<&'static str> {
    let Some(ends_on) = known.ends_on else { return Some("planning-refused-unpublished") };
    if decided > today {
        return Some("planning-wrong-ahead");
    }
    if decided <= ends_on {
        return Some("planning-wrong-early");
    }
    if known.debates == 0 {
        return Some("planning-refused-debates");
    }
    if known.in_council == 0 {
        return Some("planning-refused-council");
    }
    (!known.is_summed).then_some("planning-refused-summary")
}

/// Why a discussion cannot end on a day: it lasts at least until the day that the law counts.
#[must_use]
pub fn refused_end(ends_on: Day, least: Day) -> Option<&'static str> {
    (ends_on < least).then_some("planning-wrong-short")
}

/// Why something cannot have happened on a day: it is ahead, or from before what it follows.
#[must_use]
pub fn refused_day(on: Day, since: Option<Day>, today: Day) -> Option<&'static str> {
    if on > today {
        return Some("planning-wrong-ahead");
    }
    since.is_some_and(|since| on < since).then_some("planning-wrong-before")
}

/// Why planning for a year cannot be begun: a year of this order, at most so many ahead.
#[must_use]
pub fn refused_year(kind: &str, year: i16, today: Day) -> Option<&'static str> {
    if !KINDS.contains(&kind) {
        return Some("form-choose");
    }
    let is_known = (2021..=today.0.year() + AHEAD).contains(&year);
    (!is_known).then_some("planning-wrong-year")
}

/// So many years ahead may be planned.
const AHEAD: i16 = 5;

/// What changes with a planned service; words have the key `planning-change-<code>`.
pub const CHANGES: [&str; 5] = ["keep", "more", "fewer", "new", "end"];
/// How the municipality provides it; words have the key `planning-way-<code>`.
pub const WAYS: [&str; 5] = ["own", "entity", "contract", "agreement", "unsure"];
/// How an opinion was dealt with; words have the key `planning-outcome-<code>`.
pub const OUTCOMES: [&str; 4] = ["accepted", "partly", "rejected", "noted"];
/// How an opinion came; words have the key `planning-via-<code>`.
pub const VIAS: [&str; 4] = ["page", "letter", "mail", "debate"];
/// Where a debate was held; words have the key `planning-debate-<code>`.
pub const DEBATES: [&str; 2] = ["public", "council"];

/// What changes, by the numbers: a service that is planned for nobody ends.
#[must_use]
pub fn change(users_now: i64, planned: i64) -> &'static str {
    match (users_now, planned) {
        (0, 1..) => "new",
        (1.., 0) => "end",
        (now, then) if then > now => "more",
        (now, then) if then < now => "fewer",
        _ => "keep",
    }
}

/// Why the numbers of a planned service do not fit what is said to change.
#[must_use]
pub fn refused_change(said: &str, (users_now, planned): (i64, i64)) -> Option<&'static str> {
    (change(users_now, planned) != said).then_some("planning-wrong-change")
}
