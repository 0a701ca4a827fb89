//! Tests of personal assistance.

mod batch;
mod door;
mod january;
mod office;
mod pure;
mod ready;
mod undo;
