//! Where a talk stands and what may be done with it. No database.

/// Who said something.
pub const VIAS: [&str; 2] = ["citizen", "worker"];
/// Into what a talk is handed over; each has its own form.
pub const PASSES: [&str; 3] = ["contact", "wish", "appointment"];

/// What a row says of a talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has taken it yet.
    Waiting,
    /// A worker has it.
    Taken,
    /// It is over.
    Ended,
}

impl State {
    /// As the database keeps it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Taken => "taken",
            State::Ended => "ended",
        }
    }

    /// What a code means; what is not known is over.
    #[must_use]
    pub fn of(code: &str) -> State {
        let all = [State::Waiting, State::Taken];
        all.into_iter().find(|state| state.code() == code).unwrap_or(State::Ended)
    }
}

/// How a talk came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The citizen ended it.
    Citizen,
    /// The worker ended it.
    Worker,
    /// Nobody said anything for long.
    Idle,
    /// It became a question with a promised term.
    Question,
}

impl How {
    /// As the database keeps it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            How::Citizen => "citizen",
            How::Worker => "worker",
            How::Idle => "idle",
            How::Question => "question",
        }
    }
}

/// How a talk stands for its citizen at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Somebody will take it.
    Waiting,
    /// A worker is there.
    Talking,
    /// Nobody is at the desk any more: what was typed can become a question.
    Left,
    /// It is over.
    Ended,
}

impl Stand {
    /// The code that its words and its page go by.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Stand::Waiting => "waiting",
            Stand::Talking => "talking",
            Stand::Left => "left",
            Stand::Ended => "ended",
        }
    }
}

/// How a talk stands: whether its own worker is there, and whether anybody is.
#[must_use]
pub fn stand(state: State, own_is_here: bool, anybody: bool) -> Stand {
    match state {
        State::Ended => Stand::Ended,
        State::Taken if own_is_here => Stand::Talking,
        _ if anybody => Stand::Waiting,
        _ => Stand::Left,
    }
}

/// Whether a worker may take a talk: one that waits, or whose worker is away.
#[must_use]
pub fn may_take(state: State, own_is_here: bool) -> bool {
    match state {
        State::Waiting => true,
        State::Taken => !own_is_here,
        State::Ended => false,
    }
}

/// A minute and a day in milliseconds.
const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
/// After a worker ended a talk its citizen may read and copy the last words so long.
const READ_MINUTES: i64 = 15;

/// Until when the lines of a talk stay that ended at a moment. Without the citizen's agreement they go at
/// once; when another than the citizen ended it, after the time to read the last words.
#[must_use]
pub fn lines_until(ended: i64, how: How, (is_kept, keep_days): (bool, i32)) -> i64 {
    match how {
        _ if is_kept => ended + i64::from(keep_days) * DAY_MS,
        How::Worker => ended + READ_MINUTES * MINUTE_MS,
        How::Citizen | How::Idle | How::Question => ended,
    }
}

/// The moment before which a talk in which nobody spoke is over.
#[must_use]
pub fn silent_since(now: i64, idle_minutes: i32) -> i64 {
    now - i64::from(idle_minutes) * MINUTE_MS
}
