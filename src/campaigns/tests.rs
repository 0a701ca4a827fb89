//! What campaigns promise.

mod import;
mod office;
mod pages;
mod pure;
