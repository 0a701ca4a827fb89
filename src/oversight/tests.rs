//! What oversight promises.

mod office;
mod pure;
