//! Placements end to end, and places under many hands.

mod again;
mod journey;
mod line;
mod link;
mod machine;
mod mail;
mod many;
mod notice;
mod provider;
mod reasons;
mod support;
