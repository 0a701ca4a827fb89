//! The atlas: where people and services are, how far one is from the other, and pictures of it.
//!
//! Purpose: settlements and services of the municipality on a map, who reaches a service by road
//! and who does not, the population by age and over the years, where users come from (чл. 33, 36
//! ЗСУ). Invariants: each picture stands beside the table that says the same, is walked by keyboard
//! and printed, and leaves as a file; a way is by an imported time of a road, and where none is
//! known by the straight line, and every figure says which; a file of times or borders is entered
//! whole and taken back whole, what it said before is never written over; figures of people come
//! from `figures` and the monthly layer, none is kept here. Tables owned: atlas_import, atlas_road,
//! atlas_border, atlas_setting.

mod ages;
mod api;
mod borders;
mod chart;
mod deed;
pub mod draw;
mod fill;
mod flows_page;
mod frame;
mod import_page;
mod load;
mod map_page;
mod people_page;
mod public;
mod reach;
mod roads;
mod setting;
mod source_page;
mod store;
mod travel;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use fill::{is_filled, roads as fill_roads};
pub use load::{places, travel};
pub use travel::{Guess, Leg, Travel};

use crate::app::App;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A file of times or of borders.
    AtlasImportId
}

/// A settlement with its point, in millionths of a degree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// EKATTE code.
    pub ekatte: String,
    /// `с. Боденец`.
    pub name: String,
    /// Latitude.
    pub lat_e6: i32,
    /// Longitude.
    pub lon_e6: i32,
}

/// May see maps and charts.
pub const READ: kit::access::Right = "atlas.read";
/// May bring in times and borders and decide what is near.
pub const WRITE: kit::access::Right = "atlas.write";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "atlas", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin_routes() -> Routes<App> {
    Routes::new("atlas", "atlas: чл. 33, 36 ЗСУ")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, row) = (Need::Right(READ), Audit::Row);
    begin_routes()
        .get("/atlas", read, row, map_page::show)
        .get("/atlas/map.svg", read, row, map_page::svg)
        .get("/atlas/map.png", read, row, map_page::png)
        .get("/atlas/map.csv", read, row, map_page::csv)
        .get("/atlas/settlements/{ekatte}", read, row, map_page::place)
        .get("/atlas/people", read, row, people_page::people)
        .get("/atlas/people.svg", read, row, people_page::people_svg)
        .get("/atlas/people.png", read, row, people_page::people_png)
        .get("/atlas/people.csv", read, row, people_page::people_csv)
        .get("/atlas/trends", read, row, people_page::trends)
        .get("/atlas/trends.svg", read, row, people_page::trends_svg)
        .get("/atlas/trends.png", read, row, people_page::trends_png)
        .get("/atlas/trends.csv", read, row, people_page::trends_csv)
        .get("/atlas/flows", read, row, flows_page::show)
        .get("/atlas/flows.svg", read, row, flows_page::svg)
        .get("/atlas/flows.png", read, row, flows_page::png)
        .get("/atlas/flows.csv", read, row, flows_page::csv)
        .get("/service-map", Need::Public, Audit::None, public::page)
        .merge(source_routes())
        .merge(api_routes())
}

/// Files of times and borders, and what the municipality decides.
fn source_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/atlas/imports", read, row, import_page::list)
        .post("/atlas/imports", write, row, import_page::save)
        .get("/atlas/roads.csv", write, row, import_page::example)
        .get("/atlas/sources/{id}", read, row, source_page::show)
        .get("/atlas/sources/{id}/revoke", write, row, source_page::revoke_form)
        .post("/atlas/sources/{id}/revoke", write, row, source_page::revoke_save)
        .get("/atlas/settings", write, row, source_page::settings_form)
        .post("/atlas/settings", write, row, source_page::settings_save)
}

/// The same as JSON.
fn api_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/api/atlas/places", read, row, api::places)
        .get("/api/atlas/reach", read, row, api::reach)
        .get("/api/atlas/sources", read, row, api::sources)
        .post("/api/atlas/sources", write, row, api::save)
        .post("/api/atlas/sources/{id}/revoke", write, row, api::revoke)
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
