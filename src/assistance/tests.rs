//! Tests of personal assistance.

mod door;
mod january;
mod office;
mod pure;
mod ready;
mod undo;
