//! Tests of the portal.

mod office;
mod public_words;
mod pure;
