//! What may be done when: the states of a check, how a line of the checklist is judged, when a report is
//! late. Without a database.

use kit::types::Day;

/// Where a check stands; words have the key `oversight-state-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Without an order yet.
    Prepared,
    /// Ordered by the mayor.
    Ordered,
    /// The checkers are there.
    Visiting,
    /// The visit is over, the report is written.
    Ended,
    /// The report is there.
    Reported,
    /// Over.
    Closed,
    /// Called off.
    Cancelled,
}

impl State {
    /// All of them in their order.
    pub const ALL: [State; 7] = [
        State::Prepared,
        State::Ordered,
        State::Visiting,
        State::Ended,
        State::Reported,
        State::Closed,
        State::Cancelled,
    ];

    /// As it is kept.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Prepared => "prepared",
            State::Ordered => "ordered",
            State::Visiting => "visiting",
            State::Ended => "ended",
            State::Reported => "reported",
            State::Closed => "closed",
            State::Cancelled => "cancelled",
        }
    }

    /// From what is kept.
    #[must_use]
    pub fn from_code(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The colour of its tag.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            State::Prepared => "grey",
            State::Ordered => "blue",
            State::Visiting | State::Ended => "yellow",
            State::Reported => "turquoise",
            State::Closed => "green",
            State::Cancelled => "red",
        }
    }

    /// Whether the provider has an open check.
    #[must_use]
    pub fn is_open(self) -> bool {
        !matches!(self, State::Closed | State::Cancelled)
    }
}

/// Kinds of checks; words have the key `oversight-kind-<code>`.
pub const KINDS: [&str; 5] = ["periodic", "signal", "complaint", "initiative", "follow-up"];
/// What can be found of a line; words have the key `oversight-result-<code>`.
pub const RESULTS: [&str; 3] = ["met", "not-met", "skipped"];
/// Said to be met without the evidence that it needs.
pub const UNPROVEN: &str = "unproven";
/// How a user agreed to be asked; words have the key `oversight-consent-<code>`. The last one did not.
pub const CONSENTS: [&str; 3] = ["written", "spoken", "none"];
/// What became of a prescription; words have the key `oversight-follow-<code>`.
pub const FOLLOWED: [&str; 3] = ["open", "done", "not-done"];
/// Monitoring by one of the methods, and a visit of the council.
pub const RECORDS: [&str; 2] = ["monitoring", "observation"];

/// How a line is kept: what is said to be met without the evidence that it needs is not met.
#[must_use]
pub fn judged(result: &str, (needs, has): (bool, bool)) -> &str {
    match result {
        "met" if needs && !has => UNPROVEN,
        other => other,
    }
}

/// The colour of a result.
#[must_use]
pub fn colour(result: &str) -> &'static str {
    match result {
        "met" => "green",
        "not-met" => "red",
        UNPROVEN => "orange",
        _ => "grey",
    }
}

/// Why a visit cannot begin on a day, as a key.
#[must_use]
pub fn begin_refused(
    state: State,
    ordered_on: Option<Day>,
    (on, today): (Day, Day),
) -> Option<&'static str> {
    match (state, ordered_on) {
        (State::Prepared, _) | (_, None) => Some("oversight-refused-order"),
        (State::Ordered, Some(ordered)) if on < ordered => Some("oversight-refused-before"),
        (State::Ordered, Some(_)) if on > today => Some("oversight-refused-ahead"),
        (State::Ordered, Some(_)) => None,
        _ => Some("oversight-refused-state"),
    }
}

/// Why a visit cannot end on a day, as a key. `results` are of all lines that were found.
#[must_use]
pub fn end_refused(
    (state, began_on): (State, Option<Day>),
    (on, today): (Day, Day),
    results: &[&str],
) -> Option<&'static str> {
    if state != State::Visiting {
        return Some("oversight-refused-state");
    }
    if began_on.is_none_or(|began| on < began) {
        return Some("oversight-refused-end");
    }
    if on > today {
        return Some("oversight-refused-ahead");
    }
    if results.contains(&UNPROVEN) {
        return Some("oversight-refused-unproven");
    }
    let is_seen = results.iter().any(|one| RESULTS[..2].contains(one));
    (!is_seen).then_some("oversight-refused-empty")
}

/// Why a check cannot be closed, as a key.
#[must_use]
pub fn close_refused(
    state: State,
    (is_bad, agency_on, sent_on): (bool, Option<Day>, Option<Day>),
) -> Option<&'static str> {
    match state {
        State::Reported if sent_on.is_none() => Some("oversight-refused-unsent"),
        State::Reported if is_bad && agency_on.is_none() => Some("oversight-refused-agency"),
        State::Reported => None,
        _ => Some("oversight-refused-state"),
    }
}

/// Why somebody's words are not taken, as a key.
#[must_use]
pub fn talk_refused(consent: &str, by: &str) -> Option<&'static str> {
    let agreed = CONSENTS[..2].contains(&consent) && !by.trim().is_empty();
    (!agreed).then_some("oversight-refused-consent")
}
