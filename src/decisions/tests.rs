//! Tests of decisions.

mod office;
mod pure;
