//! The way of a report, without a database: states and moves.

use law::ReportStatus;

/// Where a report stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Being written.
    Draft,
    /// Sent by the assistant; the user has not confirmed yet.
    Sent,
    /// Confirmed by both and filed in time.
    Confirmed,
    /// Filed late: explanations of both are awaited or lie here (чл. 32, ал. 3 ЗЛП).
    Late,
    /// Filed too late for any rule: an officer decides.
    Manual,
    /// Accepted: its hours are paid.
    Accepted,
    /// Sent back with a reason: a next attempt is awaited.
    Returned,
    /// Refused with reasons.
    Refused,
}

/// What is done with a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The assistant sends it.
    Send,
    /// User or representative confirms; how it stands then, the law says.
    Confirm(ReportStatus),
    /// The office accepts it.
    Accept,
    /// The office sends it back.
    Return,
    /// The office refuses it.
    Refuse,
}

impl State {
    /// All, in the order of the way.
    pub const ALL: [State; 8] = [
        State::Draft,
        State::Sent,
        State::Confirmed,
        State::Late,
        State::Manual,
        State::Accepted,
        State::Returned,
        State::Refused,
    ];

    /// As it is stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Sent => "sent",
            State::Confirmed => "confirmed",
            State::Late => "late",
            State::Manual => "manual",
            State::Accepted => "accepted",
            State::Returned => "returned",
            State::Refused => "refused",
        }
    }

    /// Of a stored code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|one| one.code() == code)
    }

    /// Colour of its tag.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            State::Draft => "grey",
            State::Sent => "light-blue",
            State::Confirmed => "turquoise",
            State::Late | State::Returned => "yellow",
            State::Manual => "orange",
            State::Accepted => "green",
            State::Refused => "red",
        }
    }

    /// Lies with the office, signed by both.
    #[must_use]
    pub fn is_filed(self) -> bool {
        matches!(self, State::Confirmed | State::Late | State::Manual)
    }

    /// It may still be paid, or was.
    #[must_use]
    pub fn may_be_paid(self) -> bool {
        !matches!(self, State::Returned | State::Refused)
    }

    /// A next attempt may begin without the office.
    #[must_use]
    pub fn is_open_to_write(self) -> bool {
        matches!(self, State::Draft | State::Returned)
    }

    /// The state after a move; none when it is not possible.
    #[must_use]
    pub fn after(self, what: Move) -> Option<State> {
        match (self, what) {
            (State::Draft, Move::Send) => Some(State::Sent),
            (State::Sent, Move::Confirm(ReportStatus::Late)) => Some(State::Late),
            (State::Sent, Move::Confirm(ReportStatus::TooLate)) => Some(State::Manual),
            (State::Sent, Move::Confirm(_)) => Some(State::Confirmed),
            (state, Move::Accept) if state.is_filed() => Some(State::Accepted),
            (state, Move::Return) if state.is_filed() || state == State::Sent => {
                Some(State::Returned)
            }
            (state, Move::Refuse) if state.is_filed() => Some(State::Refused),
            _ => None,
        }
    }
}
