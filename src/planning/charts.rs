//! Drawings of figures; the numbers stand in the table beside them.

use super::figure::written;
use super::frame::bg;
use super::load::Cycle;
use crate::atlas::draw;

/// The drawings of a part, each with its title.
#[must_use]
pub fn of(part: &str, cycle: &Cycle) -> Vec<(String, String)> {
    match part {
        "analysis-indicators" | "map-new" => vec![bars(cycle, "need")],
        "analysis-services" => vec![bars(cycle, "places")],
        "analysis-demography" => years(cycle),
        _ => Vec::new(),
    }
}

/// The figures of a family as bars.
fn bars(cycle: &Cycle, family: &str) -> (String, String) {
    let own = cycle.figures.iter().filter(|one| one.key.family == family);
    let rows: Vec<(String, f64)> =
        own.map(|one| (one.told.label.clone(), one.value.as_f64())).collect();
    let title = bg(&format!("planning-figure-{family}"));
    let svg = draw::bars(&title, &rows);
    (title, svg)
}

/// The population year by year; nothing without years.
fn years(cycle: &Cycle) -> Vec<(String, String)> {
    let own: Vec<_> = cycle.figures.iter().filter(|one| one.key.family == "year").collect();
    if own.is_empty() {
        return Vec::new();
    }
    let x: Vec<String> = own.iter().map(|one| one.key.item.clone()).collect();
    let name = bg("planning-figure-year");
    let series = draw::Series {
        name: name.clone(),
        values: own.iter().map(|one| Some(one.value.as_f64())).collect(),
        low: vec![None; own.len()],
        high: vec![None; own.len()],
    };
    let last = own.last().map(|one| written(one.value)).unwrap_or_default();
    let svg = draw::lines(&format!("{name}: {last}"), &x, &[series]);
    vec![(name, svg)]
}
