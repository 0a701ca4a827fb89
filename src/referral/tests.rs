//! Referral under test: the machine, the journey, and what must not happen.

mod extra;
mod journey;
mod later;
mod listed;
mod machine;
mod papers;
pub mod support;
mod trouble;
