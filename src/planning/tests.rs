//! What planning promises.

mod drafts;
mod office;
mod pure;
