//! What scenarios promise.

mod office;
mod pure;
