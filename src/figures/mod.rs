//! Figures with a pedigree (показатели): how many people of a group there are in a territory on a day,
//! by which count, and who says so.
//!
//! Purpose: needs analyses and plans rest on figures of official sources only (чл. 3 НПСУ): what is
//! counted, how (by present address first, чл. 39, ал. 2), where, when, from where; tables of others
//! are read with their columns mapped; what contradicts itself is shown side by side.
//! Invariants: a value never changes: a correction is a row of its own and the one before stays with
//! who ended it and why, so that an old question has its old answer; of one group, kind, territory, day
//! and source one value counts; a table is entered as a whole or not at all, a wrong cell is never
//! mended in silence.
//! Tables owned: figure, figure_import, figure_group.

mod api;
mod api_import;
mod catalogue;
mod check;
mod columns;
mod columns_page;
mod deed;
mod door;
mod fill;
mod frame;
mod group_page;
mod import;
mod import_deed;
mod import_page;
mod import_view;
mod list;
mod load;
mod overview;
mod page;
mod store;
mod value;
mod value_form;
mod view;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use catalogue::{BANDS, Catalogue, Group, age_code, age_of, catalogue};
pub use door::{Cell, ages, by_settlement, chosen, chosen_as_known};
pub use fill::{Told, fill};
pub use frame::written;
pub use load::is_filled;
pub use value::{Chosen, KINDS, Territory, Value};

use crate::app::App;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A value.
    ValueId
}
kit::id! {
    /// A table that was brought in.
    FigureImportId
}
kit::id! {
    /// An own group of the municipality.
    FigureGroupId
}

/// May see the figures.
pub const READ: kit::access::Right = "figures.read";
/// May enter, correct and bring them in.
pub const WRITE: kit::access::Right = "figures.write";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "figures", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin() -> Routes<App> {
    Routes::new("figures", "figures: чл. 3, 39 НПСУ")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/figures", read, row, list::page)
        .get("/figures/file", read, row, list::file)
        .get("/figures/conflicts", read, row, overview::conflicts)
        .get("/figures/checks", read, row, overview::checks)
        .get("/figures/groups", read, row, group_page::list)
        .get("/figures/groups/new", write, row, group_page::new_form)
        .post("/figures/groups/new", write, row, group_page::new_save)
        .get("/figures/own-groups/{id}", write, row, group_page::form)
        .post("/figures/own-groups/{id}", write, row, group_page::save)
        .get("/figures/new", write, row, value_form::new_form)
        .post("/figures/new", write, row, value_form::new_save)
        .get("/figures/{id}", read, row, page::page)
        .get("/figures/{id}/correct", write, row, value_form::correct_form)
        .post("/figures/{id}/correct", write, row, value_form::correct_save)
        .get("/figures/{id}/withdraw", write, row, value_form::withdraw_form)
        .post("/figures/{id}/withdraw", write, row, value_form::withdraw_save)
        .merge(import_routes())
        .merge(api_routes())
}

/// Tables of others.
fn import_routes() -> Routes<App> {
    let (write, row) = (Need::Right(WRITE), Audit::Row);
    begin()
        .get("/figures/import", write, row, import_page::form)
        .post("/figures/import", write, row, import_page::save)
        .get("/figures/import.csv", write, row, import_page::example)
        .get("/figures/figure-imports/{id}", write, row, import_view::page)
        .get("/figures/figure-imports/{id}/columns", write, row, columns_page::form)
        .post("/figures/figure-imports/{id}/columns", write, row, columns_page::save)
        .post("/figures/figure-imports/{id}/enter", write, row, import_view::enter)
        .get("/figures/figure-imports/{id}/revoke", write, row, import_view::revoke_form)
        .post("/figures/figure-imports/{id}/revoke", write, row, import_view::revoke_save)
}

/// The same as JSON.
fn api_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin()
        .get("/api/figures", read, row, api::list)
        .post("/api/figures", write, row, api::add)
        .get("/api/figures/chosen", read, row, api::chosen_one)
        .post("/api/figures/{id}/correct", write, row, api::correct)
        .post("/api/figures/{id}/withdraw", write, row, api::withdraw)
        .post("/api/figures/import", write, row, api_import::import)
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
