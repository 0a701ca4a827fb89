//! The states of a pay run and who may move it, without a database. Two persons: who prepared a run
//! does not approve it.

use kit::types::AccountId;

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Its lines are being counted.
    Counting,
    /// Lines may be held; the office looks at it.
    Draft,
    /// Waits for the second person.
    Prepared,
    /// Approved by the second person.
    Approved,
    /// Final: nothing of it changes any more.
    Released,
    /// Given up before it was released.
    Cancelled,
}

/// What may be done with a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Move {
    /// The lines are there.
    Count,
    /// To the second person.
    Submit,
    /// By the second person.
    Approve,
    /// Back to the first one, with a reason.
    Return,
    /// Becomes final.
    Release,
    /// Is given up, with a reason.
    Cancel,
}

impl State {
    /// All of them.
    pub const ALL: [State; 6] = [
        State::Counting,
        State::Draft,
        State::Prepared,
        State::Approved,
        State::Released,
        State::Cancelled,
    ];

    /// The code kept; the name has the key `payroll-state-<code>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Counting => "counting",
            State::Draft => "draft",
            State::Prepared => "prepared",
            State::Approved => "approved",
            State::Released => "released",
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
            State::Counting | State::Cancelled => "grey",
            State::Draft => "yellow",
            State::Prepared | State::Approved => "blue",
            State::Released => "green",
        }
    }

    /// Where a move leads; none when it is not possible.
    #[must_use]
    pub fn after(self, what: Move) -> Option<State> {
        match (self, what) {
            (State::Counting, Move::Count) | (State::Prepared | State::Approved, Move::Return) => {
                Some(State::Draft)
            }
            (State::Draft, Move::Submit) => Some(State::Prepared),
            (State::Prepared, Move::Approve) => Some(State::Approved),
            (State::Approved, Move::Release) => Some(State::Released),
            (State::Counting | State::Draft | State::Prepared | State::Approved, Move::Cancel) => {
                Some(State::Cancelled)
            }
            _ => None,
        }
    }
}

/// Whether somebody is another person than those who made the run. Who has no account is nobody.
#[must_use]
pub fn is_second(by: Option<AccountId>, made: [Option<AccountId>; 2]) -> bool {
    by.is_some_and(|by| !made.contains(&Some(by)))
}
