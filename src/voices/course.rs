//! What a complaint, a signal or a proposal may become, without a database.

use kit::types::Day;

/// What came; words have the key `voices-sort-<code>`.
pub const SORTS: [&str; 3] = ["complaint", "signal", "proposal"];
/// How it came; words have the key `voices-via-<code>`.
pub const VIAS: [&str; 6] = ["desk", "phone", "letter", "email", "page", "visit"];
/// What about; words have the key `voices-topic-<code>`.
pub const TOPICS: [&str; 10] = [
    "access",
    "quality",
    "staff",
    "rights",
    "safety",
    "food",
    "fees",
    "premises",
    "information",
    "other",
];
/// What came of it; words have the key `voices-outcome-<code>`.
pub const OUTCOMES: [&str; 6] =
    ["founded", "partly", "unfounded", "accepted", "declined", "elsewhere"];
/// To whom it is passed on; words have the key `voices-to-<code>`.
pub const BODIES: [&str; 3] = ["aksu", "provider", "other"];
/// What is done; words have the key `voices-step-<code>`.
pub const STEPS: [&str; 6] = ["received", "assigned", "done", "forwarded", "answered", "reopened"];

/// The term of an answer to a complaint.
const COMPLAINT: &str = "W21";
/// The term of a decision on a signal.
const SIGNAL: &str = "W22";
/// The term of a decision on a proposal.
const PROPOSAL: &str = "W23";

/// The rule that gives the term of what came.
#[must_use]
pub fn rule(sort: &str) -> &'static str {
    match sort {
        "signal" => SIGNAL,
        "proposal" => PROPOSAL,
        _ => COMPLAINT,
    }
}

/// Where a complaint stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Came in, or was opened again: to be looked into and answered.
    Open,
    /// Answered.
    Answered,
}

impl State {
    /// Both of them, as lists show them.
    pub const ALL: [State; 2] = [State::Open, State::Answered];

    /// The code kept.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Answered => "answered",
        }
    }

    /// By its code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// How a complaint stands on a day, as lists show it; words have the key `voices-stand-<code>`.
pub const STANDS: [&str; 4] = ["open", "late", "answered", "answered-late"];

/// How a complaint stands on a day, and the colour of its tag.
#[must_use]
pub fn stands(
    state: State,
    (due, answered): (Day, Option<Day>),
    today: Day,
) -> (&'static str, &'static str) {
    match (state, answered) {
        (State::Open, _) if due < today => (STANDS[1], "red"),
        (State::Open, _) => (STANDS[0], "yellow"),
        (State::Answered, Some(day)) if day > due => (STANDS[3], "orange"),
        (State::Answered, _) => (STANDS[2], "green"),
    }
}

/// Whether an answer of a day may be given: not before it came, not in the future.
#[must_use]
pub fn may_answer((state, received): (State, Day), on: Day, today: Day) -> bool {
    state == State::Open && received <= on && on <= today
}
