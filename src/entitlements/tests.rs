//! What "What am I entitled to" promises.

mod office;
mod pure;
mod reasons;
