//! What the yearly analysis promises.

mod office;
mod pure;
