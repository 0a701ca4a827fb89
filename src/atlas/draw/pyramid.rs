//! The population by age and sex: the youngest beneath, one sex to each side.

use super::paper::{DARK, GRID, PALE, Paper, Stand, number, steps};

const WIDTH: f64 = 640.0;
/// Height of an age band.
const BAND: f64 = 20.0;
/// Room in the middle for the names of the bands.
const MIDDLE: f64 = 76.0;
/// Room above for the names of the sides, beneath for the axis.
const EDGE: f64 = 26.0;

/// Bands from the youngest on, each with its name, how many to the left and how many to the right.
#[must_use]
pub fn pyramid(title: &str, bands: &[(String, i64, i64)], left: &str, right: &str) -> String {
    if bands.is_empty() {
        return String::new();
    }
    let most = bands.iter().flat_map(|(_, one, other)| [*one, *other]).max().unwrap_or(0).max(1);
    let axis = steps(0.0, most as f64);
    let end = axis.last().copied().unwrap_or(1.0);
    let half = (WIDTH - MIDDLE) / 2.0 - 24.0;
    let (to_left, to_right) = (WIDTH / 2.0 - MIDDLE / 2.0, WIDTH / 2.0 + MIDDLE / 2.0);
    let long = |people: f64| people.max(0.0) / end * half;
    let height = BAND * bands.len() as f64 + 2.0 * EDGE;
    let foot = height - EDGE;
    let mut paper = Paper::picture(title, WIDTH, height);
    paper.text((to_left, 16.0), Stand::End, left);
    paper.text((to_right, 16.0), Stand::Start, right);
    for mark in &axis {
        for (from, way) in [(to_left, -1.0), (to_right, 1.0)] {
            let x = from + way * long(*mark);
            paper.rule((x, EDGE), (x, foot), GRID);
            paper.text((x, height - 8.0), Stand::Middle, &number(*mark));
        }
    }
    for (index, (name, one, other)) in bands.iter().enumerate() {
        let y = foot - BAND * (index as f64 + 1.0);
        let size = |people: i64| (long(people as f64), BAND - 3.0);
        let said = |side: &str, people: i64| format!("{side}, {name}: {}", number(people as f64));
        let (wide, high) = size(*one);
        paper.bar((to_left - wide, y + 1.0), (wide, high), (DARK, &said(left, *one)));
        paper.bar((to_right, y + 1.0), size(*other), (PALE, &said(right, *other)));
        paper.text((WIDTH / 2.0, y + BAND - 6.0), Stand::Middle, name);
    }
    paper.done()
}
