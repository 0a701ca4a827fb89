//! What surveys and complaints promise.

mod desk;
mod pure;
