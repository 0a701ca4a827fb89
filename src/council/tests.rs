//! What the council promises.

mod office;
mod pure;
