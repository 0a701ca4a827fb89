//! What becomes of what was sent, without a database: states, the moves between them, terms.

use kit::types::Day;

/// Where something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// It came; nobody has taken it yet.
    Received,
    /// Somebody works on it.
    Taken,
    /// Something is missing; whoever sent it was asked.
    Asked,
    /// It is registered: a wish, an application, a signal, a complaint.
    Became,
    /// It is answered.
    Answered,
    /// It was passed on to who is competent.
    Forwarded,
    /// It was refused, with the reason.
    Refused,
}

impl State {
    /// All of them, as lists show them.
    pub const ALL: [State; 7] = [
        State::Received,
        State::Taken,
        State::Asked,
        State::Became,
        State::Answered,
        State::Forwarded,
        State::Refused,
    ];

    /// The code kept; words have the key `online-state-<code>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Received => "received",
            State::Taken => "taken",
            State::Asked => "asked",
            State::Became => "became",
            State::Answered => "answered",
            State::Forwarded => "forwarded",
            State::Refused => "refused",
        }
    }

    /// By its code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether the office still has something to do.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, State::Received | State::Taken | State::Asked)
    }

    /// The colour of its tag.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            State::Received => "blue",
            State::Taken => "yellow",
            State::Asked => "orange",
            State::Became | State::Answered => "green",
            State::Forwarded => "purple",
            State::Refused => "grey",
        }
    }
}

/// The states in which work waits.
pub const OPEN: [&str; 3] = ["received", "taken", "asked"];

/// What is done with it; words have the key `online-step-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Somebody takes it, or is given it.
    Take,
    /// What is missing is asked for.
    Ask,
    /// Whoever sent it adds what was asked for.
    Supplement,
    /// It is registered.
    Become,
    /// It is answered.
    Answer,
    /// It is passed on.
    Forward,
    /// It is refused.
    Refuse,
}

impl Move {
    /// All of them, for those who try each.
    #[cfg(test)]
    pub const ALL: [Move; 7] = [
        Move::Take,
        Move::Ask,
        Move::Supplement,
        Move::Become,
        Move::Answer,
        Move::Forward,
        Move::Refuse,
    ];

    /// The code kept.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Move::Take => "taken",
            Move::Ask => "asked",
            Move::Supplement => "supplemented",
            Move::Become => "became",
            Move::Answer => "answered",
            Move::Forward => "forwarded",
            Move::Refuse => "refused",
        }
    }

    /// The state after it; none when it is not possible in a state.
    #[must_use]
    pub fn from(self, state: State) -> Option<State> {
        let to = match self {
            Move::Take | Move::Supplement => State::Taken,
            Move::Ask => State::Asked,
            Move::Become => State::Became,
            Move::Answer => State::Answered,
            Move::Forward => State::Forwarded,
            Move::Refuse => State::Refused,
        };
        let may = match self {
            Move::Supplement => state == State::Asked,
            _ => state.is_open(),
        };
        may.then_some(to)
    }
}

/// To whom it is passed on; words have the key `online-to-<code>`.
pub const BODIES: [&str; 6] = ["dsp", "municipality", "provider", "asp", "police", "other"];

/// The term in which somebody takes up what came.
pub const TAKE_UP: &str = "W32";
/// The term of the answer to a question.
pub const ANSWER: &str = "W33";
/// How long a form that was begun is kept.
pub const KEEP: &str = "W31";
/// The term in which what is missing is added.
pub const SUPPLEMENT: &str = "D57";

/// The rule that gives the day until which the office acts on what came.
#[must_use]
pub fn rule(kind: &str) -> &'static str {
    if kind == "question" { ANSWER } else { TAKE_UP }
}

/// The rule that gives the day until which whoever sent it hears of us.
#[must_use]
pub fn promise(kind: &str) -> &'static str {
    match kind {
        "wish" => "D02",
        "application" => "Z06",
        kind => rule(kind),
    }
}

/// The rules of what comes next, in their order, told to whoever sent it.
#[must_use]
pub fn terms(kind: &str) -> &'static [&'static str] {
    match kind {
        "wish" => &[TAKE_UP, "D02", "D03", "D01"],
        "application" => &[TAKE_UP, "Z04", "Z06"],
        "question" => &[ANSWER],
        "signal" => &[TAKE_UP],
        // The complaint has the term of its own register.
        _ => &[],
    }
}

/// The last day for work on it: of what is urgent today, whatever else is said.
#[must_use]
pub fn due(is_urgent: bool, (today, by_law): (Day, Day)) -> Day {
    if is_urgent { today } else { by_law }
}

/// The number in words.
#[must_use]
pub fn number(year: i32, number: i64) -> String {
    format!("{year}-{number:05}")
}

/// The digits of what somebody typed: a code is told on the telephone, copied with spaces and dashes.
#[must_use]
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).take(40).collect()
}

/// Digits in groups of four.
#[must_use]
pub fn grouped(code: &str) -> String {
    let all: Vec<char> = code.chars().collect();
    let groups = all.chunks(4).map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join(" ")
}

/// The secret of an address, of the number and the code. A wrong number and a wrong code give a secret
/// of the same kind, which is looked for in the same way.
#[must_use]
pub fn secret(number: &str, code: &str) -> String {
    format!("{}-{}", digits(number), digits(code))
}
