//! What follows from what is known, without a database: when a visit stands, what a protocol must
//! say, what a signal may become, who is behind with training.

use super::content::{Protocol, Row};
use kit::types::Day;

/// The rows of the protocol, in the order of the form; words have the key `control-row-<code>`.
pub const ROWS: [&str; 4] = ["report", "match", "content", "other"];
/// Opinions, as the form has them; words have the key `control-opinion-<code>`.
pub const OPINIONS: [&str; 4] = ["very-good", "good", "bad", "other"];
/// The opinion that asks for a recommendation.
pub const BAD: &str = "bad";
/// Why a visit is made; words have the key `control-kind-<code>`.
pub const KINDS: [&str; 3] = ["planned", "signal", "follow"];

/// Where a visit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// To be made.
    Planned,
    /// Made: the protocol is written.
    Held,
    /// Called off.
    Cancelled,
}

impl State {
    const ALL: [State; 3] = [State::Planned, State::Held, State::Cancelled];

    /// The code kept; words have the key `control-state-<code>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Planned => "planned",
            State::Held => "held",
            State::Cancelled => "cancelled",
        }
    }

    /// By its code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The colour of its tag.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            State::Planned => "blue",
            State::Held => "green",
            State::Cancelled => "grey",
        }
    }
}

/// How a pair stands in the list of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The last day is over.
    Overdue,
    /// The last day is in this month.
    Due,
    /// A visit is planned in this month.
    Planned,
    /// A visit was made in this month.
    Held,
}

impl Standing {
    /// All of them, as lists show them.
    pub const ALL: [Standing; 4] =
        [Standing::Overdue, Standing::Due, Standing::Planned, Standing::Held];

    /// Its code; words have the key `control-standing-<code>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Standing::Overdue => "overdue",
            Standing::Due => "due",
            Standing::Planned => "planned",
            Standing::Held => "held",
        }
    }

    /// The colour of its tag.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            Standing::Overdue => "red",
            Standing::Due => "yellow",
            Standing::Planned => "blue",
            Standing::Held => "green",
        }
    }
}

/// How a pair stands in a month: none when it is not its turn. `held` and `planned` are the last
/// visit made and the next one planned within the month.
#[must_use]
pub fn standing(
    due: Day,
    (held, planned): (Option<Day>, Option<Day>),
    (last, today): (Day, Day),
) -> Option<Standing> {
    if held.is_some() {
        return Some(Standing::Held);
    }
    if planned.is_some() {
        return Some(Standing::Planned);
    }
    match due {
        _ if due > last => None,
        _ if due < today => Some(Standing::Overdue),
        _ => Some(Standing::Due),
    }
}

/// Somebody found something unsatisfactory: the user, the assistant or the officer.
#[must_use]
pub fn is_bad(protocol: &Protocol) -> bool {
    let of = |row: &Row| row.user == BAD || row.officer == BAD;
    protocol.assistant == BAD || protocol.rows.iter().any(of)
}

/// What a protocol lacks: the name of the box, and the key of the words.
#[must_use]
pub fn lacks(protocol: &Protocol, is_absent: bool) -> Vec<(&'static str, &'static str)> {
    let mut all = Vec::new();
    if is_bad(protocol) && protocol.recommendation.is_empty() {
        all.push(("recommendation", "control-wrong-recommendation"));
    }
    if is_absent && protocol.absence.is_empty() {
        all.push(("absence", "control-wrong-absence"));
    }
    all
}

/// Where a signal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Signalled {
    /// Came in: to be looked into.
    Open,
    /// Decided: to be answered.
    Decided,
    /// Answered, or nobody is to be answered.
    Closed,
}

impl Signalled {
    /// All of them, as lists show them.
    pub const ALL: [Signalled; 3] = [Signalled::Open, Signalled::Decided, Signalled::Closed];

    /// The code kept; words have the key `control-signal-state-<code>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Signalled::Open => "open",
            Signalled::Decided => "decided",
            Signalled::Closed => "closed",
        }
    }

    /// By its code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Signalled> {
        Signalled::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The colour of its tag.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            Signalled::Open => "yellow",
            Signalled::Decided => "blue",
            Signalled::Closed => "green",
        }
    }
}

/// What is known of an assistant's training.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Learnt {
    /// Has a paper for experience or a qualification.
    pub has_paper: bool,
    /// Declared a training before.
    pub was_trained: bool,
    /// Minutes of trainings here that were attended.
    pub minutes: u32,
    /// Trainings here to which the assistant was invited and did not come.
    pub missed: u32,
}

impl Learnt {
    /// Nothing shows that this assistant ever learnt the work: the introductory training is for them.
    #[must_use]
    pub fn is_behind(self) -> bool {
        !self.has_paper && !self.was_trained && self.minutes == 0
    }

    /// The end of the key of the words, and a colour.
    #[must_use]
    pub fn word(self) -> (&'static str, &'static str) {
        match self {
            _ if self.is_behind() => ("behind", "red"),
            Learnt { minutes: 1.., .. } => ("trained", "green"),
            _ => ("known", "grey"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn a_month_shows_what_is_late_due_planned_and_held() {
        let month = (day("2026-11-30"), day("2026-11-23"));
        let of = |due: &str, held, planned| standing(day(due), (held, planned), month);
        assert_eq!(of("2026-11-22", None, None), Some(Standing::Overdue));
        assert_eq!(of("2026-11-23", None, None), Some(Standing::Due));
        assert_eq!(of("2026-11-30", None, None), Some(Standing::Due));
        assert_eq!(of("2026-12-01", None, None), None, "not its turn");
        let planned = Some(day("2026-11-25"));
        assert_eq!(of("2026-12-20", None, planned), Some(Standing::Planned));
        assert_eq!(of("2027-05-20", Some(day("2026-11-02")), planned), Some(Standing::Held));
    }

    #[test]
    fn an_unsatisfactory_opinion_asks_for_a_recommendation() {
        let row = |user: &str| Row { user: user.to_owned(), ..Row::default() };
        let mut one = Protocol { rows: vec![row("good"), row("bad")], ..Protocol::default() };
        assert_eq!(lacks(&one, false).len(), 1);
        "Нов график".clone_into(&mut one.recommendation);
        assert!(lacks(&one, false).is_empty());
        assert_eq!(lacks(&one, true), [("absence", "control-wrong-absence")]);
        let own = Protocol { assistant: "bad".to_owned(), ..Protocol::default() };
        assert!(is_bad(&own), "the assistant's own opinion counts too");
        assert!(!is_bad(&Protocol { rows: vec![row("other")], ..Protocol::default() }));
    }

    #[test]
    fn who_showed_nothing_and_came_to_nothing_is_behind() {
        let nobody = Learnt { missed: 2, ..Learnt::default() };
        assert_eq!(nobody.word(), ("behind", "red"));
        assert_eq!(Learnt { minutes: 90, ..nobody }.word(), ("trained", "green"));
        assert_eq!(Learnt { has_paper: true, ..nobody }.word(), ("known", "grey"));
    }
}
