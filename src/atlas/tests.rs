//! What the atlas promises.

mod office;
mod pure;
