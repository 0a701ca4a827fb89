//! What studies promise.

mod desk;
mod hidden;
mod numbers;
mod pure;
