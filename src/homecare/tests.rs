//! Tests of assistant support.

mod entitled;
mod office;
mod phone;
mod pure;
mod support;
