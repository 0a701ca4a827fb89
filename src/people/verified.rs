//! Papers that anybody may check by their code, capability by capability. The list of those who
//! answer is [`crate::app::App::verifiers`].

use kit::store::{StoreError, Tx};
use std::pin::Pin;

/// What anybody may learn of a paper by its code: nothing personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Key of its name.
    pub key: &'static str,
    /// Its number in words.
    pub number: String,
    /// The day it was made.
    pub day: String,
    /// Fingerprint; empty until it is printed.
    pub sha256: String,
}

/// The answer of a capability.
pub type Answered<'a> =
    Pin<Box<dyn Future<Output = Result<Option<Verified>, StoreError>> + Send + 'a>>;

/// Finds a paper of a capability by its code.
pub type Verifier = for<'a> fn(&'a Tx, &'a str) -> Answered<'a>;
