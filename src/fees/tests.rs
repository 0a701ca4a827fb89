//! Tests of fees.

mod office;
mod sums;
