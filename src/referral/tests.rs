//! Referral under test: the machine, the journey, and what must not happen.

mod journey;
mod machine;
mod support;
mod trouble;
