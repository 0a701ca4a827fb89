//! What forecasts promise.

mod cohort;
mod office;
mod past;
mod queue;
