//! Placements end to end, and places under many hands.

mod journey;
mod line;
mod link;
mod machine;
mod provider;
mod support;
