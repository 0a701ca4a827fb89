//! What counts towards a result: records of the capabilities, as the evidence behind a figure.
//!
//! A capability that keeps what a project counts (an appointment, a training, an event) gives the
//! records of a [`Span`] as [`Proof`]s; `results` adds them up and opens each of them.

use kit::types::{Day, Instant};

/// Which records are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    /// The project that pays for them; none asks for all.
    pub project: Option<i64>,
    /// The first day on which something counts.
    pub from: Day,
    /// The last one.
    pub to: Day,
    /// What was known at this moment: what was entered later does not count, what was revoked
    /// later still does. So a value of the past stays as it was.
    pub known_at: Instant,
}

impl Span {
    /// Whether a record of this day, entered and perhaps revoked at these moments, counts.
    #[must_use]
    pub fn holds(&self, day: Day, entered: Instant, revoked: Option<Instant>) -> bool {
        self.from <= day
            && day <= self.to
            && entered <= self.known_at
            && revoked.is_none_or(|at| at > self.known_at)
    }
}

/// A record that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// What is counted once however many records name it: `employee-17`.
    pub once: String,
    /// What it is, in words of the office.
    pub label: String,
    /// When it happened.
    pub day: Day,
    /// The page of the record below the municipality: `/workforce/appointments/…`.
    pub href: String,
    /// How many it stands for: 1, or the copies handed out.
    pub amount: i64,
}
