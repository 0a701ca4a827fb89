//! What notices promise.

mod gateway;
mod office;
mod pure;
