//! What can become of a number, who is next, and how long somebody waits. Pure.

/// Where a number stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Somebody waits with it.
    Waiting,
    /// It was called and is served at a counter.
    Called,
    /// Its work is done.
    Done,
    /// Nobody came when it was called.
    Missed,
}

/// What is done with a number at a counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Called; also one that did not come and came later.
    Call,
    /// Called once more.
    Again,
    /// Nobody came.
    Miss,
    /// Done.
    Finish,
    /// Passed on: waits again, for another counter.
    Pass,
    /// Goes before others, or no longer.
    Prefer,
}

impl State {
    /// As the database keeps it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Called => "called",
            State::Done => "done",
            State::Missed => "missed",
        }
    }

    /// The state of a code.
    #[must_use]
    pub fn of(code: &str) -> Option<State> {
        let all = [State::Waiting, State::Called, State::Done, State::Missed];
        all.into_iter().find(|state| state.code() == code)
    }

    /// The state after a move; none when it is not possible.
    #[must_use]
    pub fn after(self, step: Move) -> Option<State> {
        match (self, step) {
            (State::Waiting | State::Missed, Move::Call) | (State::Called, Move::Again) => {
                Some(State::Called)
            }
            (State::Called, Move::Miss) => Some(State::Missed),
            (State::Called, Move::Finish) => Some(State::Done),
            (State::Called, Move::Pass) | (State::Waiting, Move::Prefer) => Some(State::Waiting),
            _ => None,
        }
    }
}

impl Move {
    /// As a form and the history name it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Move::Call => "called",
            Move::Again => "called-again",
            Move::Miss => "missed",
            Move::Finish => "done",
            Move::Pass => "passed",
            Move::Prefer => "preferred",
        }
    }

    /// The move of a code.
    #[must_use]
    pub fn of(code: &str) -> Option<Move> {
        let all = [Move::Call, Move::Again, Move::Miss, Move::Finish, Move::Pass, Move::Prefer];
        all.into_iter().find(|step| step.code() == code)
    }
}

/// Why somebody goes before others, the most pressing first; the words have the key
/// `reception-priority-<code>`.
pub const PRIORITIES: [&str; 4] = ["urgent", "disabled", "pregnant", "child"];

/// Somebody who waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InLine<T> {
    /// The number itself.
    pub ticket: T,
    /// What is written on it.
    pub number: i64,
    /// One of [`PRIORITIES`], or empty.
    pub priority: String,
    /// Waits for this counter only.
    pub for_counter: Option<i32>,
}

impl<T> InLine<T> {
    fn rank(&self, counter: i32) -> (u8, i64) {
        let rank = match (self.priority.as_str(), self.for_counter) {
            ("urgent", _) => 0,
            (_, Some(own)) if own == counter => 1,
            ("", _) => 3,
            _ => 2,
        };
        (rank, self.number)
    }
}

/// Who waits, in the order in which a counter calls them: the urgent, those passed on to it, those
/// with priority, the others by number. Those who wait for another counter are not among them.
#[must_use]
pub fn in_order<T>(waiting: Vec<InLine<T>>, counter: i32) -> Vec<InLine<T>> {
    let mut own: Vec<_> = waiting
        .into_iter()
        .filter(|one| one.for_counter.is_none_or(|own| own == counter))
        .collect();
    own.sort_by_key(|one| one.rank(counter));
    own
}

/// How long people are served: a quarter are served faster, a quarter slower. In milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    quick: i64,
    slow: i64,
}

/// So many people must have been served before anything is foretold.
const ENOUGH: usize = 5;
const MINUTE_MS: i64 = 60_000;
/// What is foretold is told in steps of so many minutes.
const STEP: i64 = 5;

impl Pace {
    /// The pace of those who were served; none while they are too few.
    #[must_use]
    pub fn of(mut served: Vec<i64>) -> Option<Pace> {
        if served.len() < ENOUGH {
            return None;
        }
        served.sort_unstable();
        let last = served.len() - 1;
        Some(Pace { quick: served[last / 4], slow: served[last - last / 4] })
    }

    /// From and to how many minutes somebody waits before whom so many stand, at so many counters.
    #[must_use]
    pub fn expected(self, ahead: u32, counters: u32) -> (i64, i64) {
        let (ahead, counters) = (i64::from(ahead), i64::from(counters.max(1)));
        // The first turns come while the counters are still busy with those before.
        let least = ahead / counters * self.quick / MINUTE_MS;
        let most = (ahead + 1).div_euclid(counters) + i64::from((ahead + 1) % counters != 0);
        let most = (most * self.slow + MINUTE_MS - 1) / MINUTE_MS;
        let low = least / STEP * STEP;
        let high = ((most + STEP - 1) / STEP * STEP).max(low + STEP);
        (low, high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(number: i64, priority: &str, for_counter: Option<i32>) -> InLine<i64> {
        InLine { ticket: number, number, priority: priority.into(), for_counter }
    }

    #[test]
    fn a_number_goes_its_way_and_no_other() {
        assert_eq!(State::Waiting.after(Move::Call), Some(State::Called));
        assert_eq!(State::Called.after(Move::Call), None, "a number is not called twice");
        assert_eq!(
            State::Missed.after(Move::Call),
            Some(State::Called),
            "who comes late is served"
        );
        assert_eq!(State::Done.after(Move::Call), None);
        assert_eq!(State::Waiting.after(Move::Finish), None);
        assert_eq!(State::Called.after(Move::Pass), Some(State::Waiting));
        for code in ["called", "called-again", "missed", "done", "passed", "preferred"] {
            assert_eq!(Move::of(code).map(Move::code), Some(code));
        }
    }

    #[test]
    fn the_order_of_calling() {
        let waiting = vec![
            one(1, "", None),
            one(2, "child", None),
            one(3, "", Some(2)),
            one(4, "urgent", None),
            one(5, "", Some(1)),
            one(6, "disabled", None),
        ];
        let order = |counter| -> Vec<i64> {
            in_order(waiting.clone(), counter).into_iter().map(|one| one.number).collect()
        };
        assert_eq!(order(1), [4, 5, 2, 6, 1]);
        assert_eq!(order(2), [4, 3, 2, 6, 1]);
    }

    #[test]
    fn waiting_is_foretold_as_a_range() {
        assert_eq!(Pace::of(vec![1, 2, 3, 4]), None, "four are too few");
        let minutes = |all: &[i64]| Pace::of(all.iter().map(|m| m * MINUTE_MS).collect()).unwrap();
        let pace = minutes(&[4, 5, 10, 15, 30]);
        assert_eq!(pace.expected(0, 1), (0, 15), "nobody ahead, the counter may be busy");
        assert_eq!(pace.expected(3, 1), (15, 60));
        assert_eq!(pace.expected(3, 3), (5, 30));
        assert_eq!(minutes(&[1, 1, 1, 1, 1]).expected(0, 4), (0, 5));
    }
}
