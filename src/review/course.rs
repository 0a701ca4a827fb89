//! How an analysis goes from a draft to what was sent, and what is refused: pure.

use kit::types::Day;

/// The four blocks of чл. 113, ал. 3 ЗСУ; titles have the key `review-block-<code>`.
pub const BLOCKS: [&str; 4] = ["results", "control", "spending", "effectiveness"];

/// How far an analysis came; words have the key `review-state-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is written.
    Draft,
    /// It stands before the council.
    Proposed,
    /// The council discussed it.
    Discussed,
    /// It was signed and changes no more.
    Signed,
    /// It was sent to АКСУ.
    Sent,
}

impl State {
    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Proposed => "proposed",
            State::Discussed => "discussed",
            State::Signed => "signed",
            State::Sent => "sent",
        }
    }

    /// The state of a code; a draft when it is none.
    #[must_use]
    pub fn of(code: &str) -> State {
        let all = [State::Proposed, State::Discussed, State::Signed, State::Sent];
        all.into_iter().find(|one| one.code() == code).unwrap_or(State::Draft)
    }

    /// The colour of its tag.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            State::Draft => "yellow",
            State::Proposed | State::Discussed => "blue",
            State::Signed | State::Sent => "green",
        }
    }

    /// Whether text and figures may still change.
    #[must_use]
    pub fn is_open(self) -> bool {
        !matches!(self, State::Signed | State::Sent)
    }
}

/// Something done to an analysis; words have the key `review-do-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The figures are taken anew.
    Refresh,
    /// It is brought before the council.
    Propose,
    /// The council's decision is entered.
    Discuss,
    /// It is signed.
    Sign,
    /// Its sending is entered.
    Send,
}

/// All steps in their order.
pub const STEPS: [Step; 5] = [Step::Refresh, Step::Propose, Step::Discuss, Step::Sign, Step::Send];

impl Step {
    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Step::Refresh => "refresh",
            Step::Propose => "propose",
            Step::Discuss => "discuss",
            Step::Sign => "sign",
            Step::Send => "send",
        }
    }

    /// Where an analysis is after the step.
    ///
    /// # Errors
    /// The key of the reason when the step cannot be taken.
    pub fn after(self, state: State) -> Result<State, &'static str> {
        match (self, state) {
            (Step::Send, State::Sent) => Err("review-refused-sent"),
            (Step::Send, State::Signed) => Ok(State::Sent),
            (_, State::Signed | State::Sent) => Err("review-refused-signed"),
            (Step::Refresh, open) => Ok(open),
            (Step::Propose, State::Draft) => Ok(State::Proposed),
            (Step::Propose, _) => Err("review-refused-proposed"),
            (Step::Discuss, State::Proposed) => Ok(State::Discussed),
            (Step::Discuss, State::Discussed) => Err("review-refused-discussed"),
            (Step::Sign, State::Discussed) => Ok(State::Signed),
            (Step::Send, State::Discussed) => Err("review-refused-unsigned"),
            // Nothing is signed or sent that the council did not discuss (чл. 27, ал. 2 ЗСУ).
            (Step::Discuss | Step::Sign | Step::Send, _) => Err("review-refused-council"),
        }
    }
}

/// Why an analysis of a year cannot be begun: only of a year that has begun, and of this century.
#[must_use]
pub fn refused_year(year: i16, today: Day) -> Option<&'static str> {
    let is_known = (2021..=today.0.year()).contains(&year);
    (!is_known).then_some("review-wrong-year")
}

/// Why the decision of the council cannot be of a day: it is not ahead, and not from before the analysis
/// was brought there.
#[must_use]
pub fn refused_decision(decided: Day, proposed: Option<Day>, today: Day) -> Option<&'static str> {
    if decided > today {
        return Some("review-wrong-ahead");
    }
    proposed.is_some_and(|proposed| decided < proposed).then_some("review-wrong-decision")
}
