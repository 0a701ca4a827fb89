//! Tests of personal assistance.

mod door;
mod office;
mod pure;
mod ready;
