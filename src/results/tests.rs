//! Tests of results.

mod consulted;
mod counting;
mod office;
mod packed;
mod packing;
