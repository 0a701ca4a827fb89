//! Referral under test: the machine, the journey, and what must not happen.

mod extra;
mod journey;
mod later;
mod machine;
mod papers;
mod support;
mod trouble;
