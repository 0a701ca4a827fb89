//! Tests of results.

mod counting;
mod office;
mod packing;
