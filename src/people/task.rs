//! Something that waits until a day: what capabilities tell those who gather the work of a day.

use super::PersonId;
use kit::types::{AccountId, Day};

/// What waits, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The last day, or the day on which it happens.
    pub day: Day,
    /// Key of what is to be done.
    pub key: &'static str,
    /// Who it is about, when they are in the register.
    pub person: Option<PersonId>,
    /// A few more words: an hour, a number. Nothing sensitive.
    pub note: String,
    /// Where it is done, below the municipality.
    pub path: String,
}

/// Which tasks are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Of these workers; of all when none.
    pub whose: Option<&'a [AccountId]>,
    /// Until this day, with all that is late.
    pub until: Day,
    /// No more of a kind.
    pub most: u64,
}
