//! What campaigns promise.

mod office;
mod pages;
mod pure;
