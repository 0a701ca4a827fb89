//! What can go wrong when the law is asked.
//!
//! Every message is one line in Bulgarian, fit to be shown to an officer and to stand on standard
//! error of `opora law` (exit code 2).

use jiff::civil::Date;

/// Why the law gave no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LawError {
    /// No rule has this id.
    #[error("няма правило „{0}“")]
    UnknownRule(String),
    /// The rule exists, but not on this day.
    #[error("правило „{id}“ не важи на {day}")]
    NotInForce {
        /// The rule's id.
        id: String,
        /// The day asked about.
        day: Date,
    },
    /// The rule is not a term and gives no day.
    #[error("правило „{0}“ не е срок")]
    NotATerm(String),
    /// The calendar holds only a limited span of years.
    #[error("{day} е извън календара ({first}–{last} г.)")]
    OutsideCalendar {
        /// The day asked about, or the nearest that can be written.
        day: Date,
        /// First year of the calendar.
        first: i16,
        /// Last year of the calendar.
        last: i16,
    },
    /// The rule files (or a draft laid over them) contradict themselves.
    #[error("грешка в правилата: {0}")]
    BadRules(String),
    /// The question itself makes no sense.
    #[error("{0}")]
    BadInput(String),
}

impl LawError {
    /// Shorthand for [`LawError::BadInput`].
    pub(crate) fn input(text: impl Into<String>) -> Self {
        Self::BadInput(text.into())
    }

    /// Shorthand for [`LawError::BadRules`].
    pub(crate) fn rules(text: impl Into<String>) -> Self {
        Self::BadRules(text.into())
    }
}
