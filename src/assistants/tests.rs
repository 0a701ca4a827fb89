//! Tests of assistants.

mod office;
mod pure;
