//! Tests of needs by the formula of the ordinance.

mod formula;
mod office;
