//! Tests of projects.

mod office;
mod pure;
