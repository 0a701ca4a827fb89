//! The programming interface as a document: every JSON route of every capability, with its right.
//!
//! Purpose: other systems are connected by reading one address, not our source.
//! Invariants: the document holds exactly the routes of the program (a test compares them), and
//! names the right that the guard asks for, taken from the same list. It shows no data of anybody.

mod document;
mod page;

#[cfg(test)]
mod tests;

use crate::app::App;
use axum::routing::get;
use kit::web::Routes;

pub use document::document;

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "interface", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages, outside every municipality.
#[must_use]
pub fn routes() -> Routes<App> {
    Routes::new("interface", "description of the programming interface")
        .outside("/api", get(page::page))
        .outside("/api/openapi.json", get(page::json))
}
