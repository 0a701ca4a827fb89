//! What reports promise.

mod guarding;
mod office;
mod pure;
