//! What an account asks of those who stand above it and know accounts themselves: what was sent online,
//! and a question to the office. [`crate::app::App::citizens`] says who answers.

use super::CitizenId;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::Problem;
use std::pin::Pin;

/// Something that came from an account: a wish, a signal, a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentOne {
    /// Its number.
    pub number: String,
    /// What it is: `wish`, `application`, `signal`, `complaint`, `question`.
    pub kind: &'static str,
    /// When it came.
    pub at: Instant,
    /// Where its state is told in words.
    pub href: String,
}

/// A question to the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub text: String,
    /// How to reach who asks, or empty.
    pub contact: String,
    /// What it is about, below the municipality.
    pub about: String,
    /// Who asks.
    pub account: CitizenId,
}

/// What is kept of a question by who asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// Its number.
    pub number: String,
    /// The secret code with which its answer is read.
    pub code: String,
    /// The last day of the answer.
    pub answer_until: Day,
}

/// What came from an account, newest first.
pub type SentOf =
    for<'a> fn(
        &'a Tx,
        CitizenId,
    ) -> Pin<Box<dyn Future<Output = Result<Vec<SentOne>, StoreError>> + Send + 'a>>;

/// Takes a question.
pub type Ask = for<'a> fn(
    &'a mut Tx,
    Question,
)
    -> Pin<Box<dyn Future<Output = Result<Registered, Problem>> + Send + 'a>>;

/// Who answers.
#[derive(Clone, Copy)]
pub struct Ways {
    /// What came from an account.
    pub sent: SentOf,
    /// A question.
    pub ask: Ask,
}
