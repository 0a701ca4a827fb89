//! Tests of cooperation with institutions.

mod office;
mod pure;
