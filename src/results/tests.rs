//! Tests of results.

mod consulted;
mod counting;
mod demo;
mod office;
mod packed;
mod packing;
