//! Where a decision stands, without a database: its states, when it is late, when two numbers are the
//! same one.

use kit::types::Day;

/// Who takes decisions; words have the key `decisions-body-<code>`.
pub const BODIES: [&str; 4] = ["council", "municipal-council", "mayor", "check"];

/// What was done about a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing yet.
    Open,
    /// It is being carried out.
    InProgress,
    /// It was carried out.
    Done,
    /// It will not be carried out, for a reason.
    Dropped,
    /// It needs no doing.
    Noted,
}

impl State {
    /// States that a person may set.
    pub const SET: [State; 3] = [State::InProgress, State::Done, State::Dropped];

    /// The code that is stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Open => "open",
            State::InProgress => "in-progress",
            State::Done => "done",
            State::Dropped => "dropped",
            State::Noted => "noted",
        }
    }

    /// The state of a code.
    #[must_use]
    pub fn of(code: &str) -> State {
        match code {
            "in-progress" => State::InProgress,
            "done" => State::Done,
            "dropped" => State::Dropped,
            "noted" => State::Noted,
            _ => State::Open,
        }
    }

    /// Whether something is still to be done.
    #[must_use]
    pub fn waits(self) -> bool {
        matches!(self, State::Open | State::InProgress)
    }

    /// The state in which a decision begins.
    #[must_use]
    pub fn first(responsible: Option<&str>) -> State {
        if responsible.is_some_and(|name| !name.trim().is_empty()) {
            State::Open
        } else {
            State::Noted
        }
    }
}

/// All standings that a list may be filtered by; words have the key `decisions-state-<code>`.
pub const STANDINGS: [&str; 7] =
    ["late", "open", "in-progress", "done", "dropped", "noted", "withdrawn"];

/// Where a decision stands on a day: its state, or `late`.
#[must_use]
pub fn standing(state: State, due_on: Option<Day>, today: Day) -> &'static str {
    if state.waits() && due_on.is_some_and(|due| due < today) { "late" } else { state.code() }
}

/// The colour of a standing.
#[must_use]
pub fn colour(standing: &str) -> &'static str {
    match standing {
        "late" => "red",
        "open" => "yellow",
        "in-progress" => "blue",
        "done" => "green",
        _ => "grey",
    }
}

/// A number as it is compared: without marks, leading zeros and the year of the day on which the
/// decision was taken. Empty when there is no letter or digit in it.
#[must_use]
pub fn number_key(number: &str, taken_on: Day) -> String {
    let parts = number.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let plain = |part: &str| {
        let lower = part.to_lowercase();
        let shorter = lower.trim_start_matches('0');
        if shorter.is_empty() { "0".to_owned() } else { shorter.to_owned() }
    };
    let mut parts: Vec<String> = parts.map(plain).collect();
    let year = taken_on.0.year().to_string();
    if parts.len() > 1 && parts.last() == Some(&year) {
        parts.pop();
    }
    parts.join("-")
}

/// How many were taken, how many of them are done (or need no doing), how many are late.
#[must_use]
pub fn counted(rows: &[(State, Option<Day>)], today: Day) -> [i64; 3] {
    let mut counts = [0; 3];
    for (state, due_on) in rows {
        counts[0] += 1;
        counts[1] += i64::from(matches!(state, State::Done | State::Noted));
        counts[2] += i64::from(standing(*state, *due_on, today) == "late");
    }
    counts
}

/// Why a note cannot be taken, as field and key.
#[must_use]
pub fn refusals(
    (taken_on, today): (Day, Day),
    to: Option<State>,
    (done_on, note): (Option<Day>, &str),
) -> Vec<(&'static str, &'static str)> {
    let mut wrong = Vec::new();
    if note.is_empty() {
        let key = match to {
            Some(State::Dropped) => "decisions-wrong-no-reason",
            _ => "decisions-wrong-no-note",
        };
        wrong.push(("note", key));
    }
    match done_on {
        None if to == Some(State::Done) => wrong.push(("done", "form-day-required")),
        Some(day) if day > today => wrong.push(("done", "decisions-wrong-future")),
        Some(day) if day < taken_on => wrong.push(("done", "decisions-wrong-before")),
        _ => {}
    }
    wrong
}
