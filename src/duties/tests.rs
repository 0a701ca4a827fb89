//! What the calendar of duties promises.

mod office;
mod pure;
