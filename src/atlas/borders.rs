//! Borders from a file of GeoJSON (RFC 7946): which settlement each is of, with fewer points.
//! Without a database. What a file says is never trusted: its size, its depth and its numbers are
//! limited.

use super::draw::At;
use super::roads::{Fault, Read};
use serde_json::Value;
use sheet::Places;
use std::collections::HashSet;

/// The largest file, in bytes.
pub const BYTES_MAX: usize = 8 * 1024 * 1024;
/// So many shapes are taken.
pub const SHAPES_MAX: usize = 400;
/// All points of all shapes together, as they come.
const POINTS_MAX: usize = 400_000;
/// So many points are kept of all shapes: a page with them stays light.
pub const KEPT_MAX: usize = 2_000;
/// The first tolerance, in millionths of a degree: some ten metres.
const FIRST_TOLERANCE: f64 = 100.0;
/// The last one: about a kilometre.
const COARSEST: f64 = 10_000.0;
/// Names of properties that carry the code of a settlement.
const CODES: [&str; 5] = ["ekatte", "EKATTE", "Ekatte", "ekatte_code", "code"];
/// Names of properties that carry a name.
const NAMES: [&str; 6] = ["name", "NAME", "Name", "name_bg", "t_v_m_name", "ime"];
/// The property that marks the border of the municipality whole.
const WHOLE: &str = "municipality";

/// A border.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBorder {
    /// EKATTE code; empty for the municipality whole.
    pub ekatte: String,
    /// The name in the file.
    pub name: String,
    /// Outlines, those of holes too.
    pub rings: Vec<Vec<At>>,
}

/// Reads a file. The border of the municipality whole is a shape whose code is that of the
/// municipality, or which has the property `municipality` and no settlement.
///
/// # Errors
/// The key of what is wrong with it as a whole.
pub fn read(bytes: &[u8], places: &Places, home: &str) -> Result<Read<NewBorder>, &'static str> {
    if bytes.len() > BYTES_MAX {
        return Err("atlas-file-large");
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // The reader itself stops at a depth of 128.
    let whole: Value = serde_json::from_slice(bytes).map_err(|_| "atlas-file-json")?;
    let features = match (whole["type"].as_str(), whole["features"].as_array()) {
        (Some("FeatureCollection"), Some(features)) => features.as_slice(),
        (Some("Feature"), _) => std::slice::from_ref(&whole),
        _ => return Err("atlas-file-geojson"),
    };
    if features.is_empty() {
        return Err("atlas-file-empty");
    }
    if features.len() > SHAPES_MAX {
        return Err("atlas-file-long");
    }
    let mut all = Read { rows: Vec::new(), wrong: Vec::new() };
    let (mut there, mut points) = (HashSet::new(), 0);
    for (feature, number) in features.iter().zip(1_u32..) {
        let name = property(feature, &NAMES).unwrap_or_default();
        let border = border(feature, places, (home, &name)).and_then(|border| {
            let is_first = there.insert(border.ekatte.clone());
            if is_first { Ok(border) } else { Err("atlas-row-twice") }
        });
        match border {
            Ok(border) => {
                points += border.rings.iter().map(Vec::len).sum::<usize>();
                all.rows.push(border);
            }
            Err(key) => all.wrong.push(Fault { row: number, key, typed: name }),
        }
        if points > POINTS_MAX {
            return Err("atlas-file-large");
        }
    }
    light(&mut all.rows);
    Ok(all)
}

/// The first of some properties that is a text or a number.
fn property(feature: &Value, names: &[&str]) -> Option<String> {
    let of = |name: &&str| match &feature["properties"][*name] {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let text = names.iter().find_map(of)?;
    Some(text.chars().take(200).collect())
}

fn border(
    feature: &Value,
    places: &Places,
    (home, name): (&str, &str),
) -> Result<NewBorder, &'static str> {
    let code = property(feature, &CODES).unwrap_or_default();
    let is_whole = code == home || (code.is_empty() && !feature["properties"][WHOLE].is_null());
    let ekatte = if is_whole {
        String::new()
    } else {
        let typed = if code.is_empty() { name } else { code.as_str() };
        places.find(typed).map(str::to_owned).map_err(|_| "atlas-row-settlement")?
    };
    let coordinates = &feature["geometry"]["coordinates"];
    let polygons: Vec<&Value> = match feature["geometry"]["type"].as_str() {
        Some("Polygon") => vec![coordinates],
        Some("MultiPolygon") => coordinates.as_array().into_iter().flatten().collect(),
        _ => return Err("atlas-row-geometry"),
    };
    let mut rings = Vec::new();
    for ring in polygons.into_iter().flat_map(|polygon| polygon.as_array().into_iter().flatten()) {
        let points = ring.as_array().ok_or("atlas-row-geometry")?;
        let points: Option<Vec<At>> = points.iter().map(point).collect();
        let points = points.ok_or("atlas-row-degrees")?;
        if points.len() >= 4 {
            rings.push(points);
        }
    }
    if rings.is_empty() {
        return Err("atlas-row-geometry");
    }
    Ok(NewBorder { ekatte, name: name.to_owned(), rings })
}

/// Longitude and latitude in degrees, as the format has them.
fn point(pair: &Value) -> Option<At> {
    let east = pair.get(0)?.as_f64().filter(|east| (-180.0..=180.0).contains(east))?;
    let north = pair.get(1)?.as_f64().filter(|north| (-90.0..=90.0).contains(north))?;
    let e6 = |degrees: f64| (degrees * 1_000_000.0).round() as i32;
    Some((e6(north), e6(east)))
}

/// Leaves points out, coarser and coarser, until all shapes together are light enough.
fn light(borders: &mut [NewBorder]) {
    let mut tolerance = FIRST_TOLERANCE;
    loop {
        let mut kept = 0;
        for border in borders.iter_mut() {
            for ring in &mut border.rings {
                *ring = simplified(ring, tolerance);
                kept += ring.len();
            }
        }
        if kept <= KEPT_MAX {
            return;
        }
        if tolerance > COARSEST {
            break;
        }
        tolerance *= 2.0;
    }
    // Very many islands: of each border the longest outline stays.
    for border in borders {
        let longest = std::mem::take(&mut border.rings).into_iter().max_by_key(Vec::len);
        border.rings = longest.into_iter().collect();
    }
}

/// The line without points that lie nearer to it than the tolerance (Ramer–Douglas–Peucker): first
/// and last stay, of the rest always the farthest; without recursion, so that a long ring is safe.
fn simplified(ring: &[At], tolerance: f64) -> Vec<At> {
    if ring.len() <= 4 {
        return ring.to_vec();
    }
    let mut keeps = vec![false; ring.len()];
    let last = ring.len() - 1;
    // A ring ends where it begins: the point farthest from there parts it in two lines.
    let middle = (1..last).max_by(|one, other| {
        let far = |at: &usize| distance(ring[*at], ring[0], ring[0]);
        far(one).total_cmp(&far(other))
    });
    let middle = middle.unwrap_or(last / 2);
    keeps[0] = true;
    keeps[middle] = true;
    keeps[last] = true;
    let mut open = vec![(0, middle), (middle, last)];
    while let Some((from, to)) = open.pop() {
        let far = |at: usize| distance(ring[at], ring[from], ring[to]);
        let farthest = (from + 1..to).max_by(|one, other| far(*one).total_cmp(&far(*other)));
        if let Some(at) = farthest.filter(|at| far(*at) > tolerance) {
            keeps[at] = true;
            open.push((from, at));
            open.push((at, to));
        }
    }
    let kept = ring.iter().zip(keeps).filter(|(_, keeps)| *keeps);
    kept.map(|(at, _)| *at).collect()
}

/// How far a point is from the stretch between two others; from the point itself when they are one.
fn distance(at: At, from: At, to: At) -> f64 {
    let (x, y) = (f64::from(at.1) - f64::from(from.1), f64::from(at.0) - f64::from(from.0));
    let (wide, high) = (f64::from(to.1) - f64::from(from.1), f64::from(to.0) - f64::from(from.0));
    let long = wide * wide + high * high;
    if long == 0.0 {
        return x.hypot(y);
    }
    let along = ((x * wide + y * high) / long).clamp(0.0, 1.0);
    (x - along * wide).hypot(y - along * high)
}
