//! Charts and maps as SVG: data and texts in, a drawing out. Nothing here knows a database or a
//! page.
//!
//! Invariants: colours and sizes are attributes, so a drawing looks the same in a page (which
//! allows no styles of its own), in a file and on paper; every text is escaped here; the same data
//! give the same bytes; without data there is no drawing but an empty text. What a colour says, a
//! shape, dashes or a word says too. The numbers stand in a table beside it, which the page writes.

mod bars;
mod flows;
mod lines;
mod map;
mod paper;
mod pyramid;

#[cfg(test)]
mod tests;

pub use bars::bars;
pub use flows::flows;
pub use lines::{Series, lines};
pub use map::{Area, At, Look, Map, Mark, map};
pub use paper::{number, titled};
pub use pyramid::pyramid;
