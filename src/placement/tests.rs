//! Placements end to end, and places under many hands.

mod journey;
mod line;
mod link;
mod machine;
mod many;
mod provider;
mod support;
