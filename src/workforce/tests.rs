//! What the workforce promises.

mod flow;
mod pure;
