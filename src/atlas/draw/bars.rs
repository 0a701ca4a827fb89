//! Bars that lie, one beneath the other: names have room.

use super::paper::{DARK, INK, Paper, Stand, WARM, bounds, fitted, number, width};

const WIDTH: f64 = 640.0;
/// Height of a row.
const ROW: f64 = 28.0;
/// Height of a bar in it.
const BAR: f64 = 18.0;
/// The most that names take.
const NAMES_MAX: f64 = 250.0;
/// Room for the number at the end of a bar.
const NUMBERS: f64 = 78.0;
/// More bars than this cannot be read; the table has all of them.
const ROWS_MAX: usize = 60;

/// One bar for each row, in the order given, with its number. Numbers below zero go to the left.
#[must_use]
pub fn bars(title: &str, rows: &[(String, f64)]) -> String {
    let rows = &rows[..rows.len().min(ROWS_MAX)];
    if rows.is_empty() {
        return String::new();
    }
    let widest = rows.iter().map(|(name, _)| width(name)).fold(0.0, f64::max);
    let names = widest.min(NAMES_MAX) + 10.0;
    let (least, most) = bounds(rows.iter().map(|(_, value)| *value));
    let left = if least < 0.0 { names + NUMBERS } else { names };
    let room = WIDTH - left - NUMBERS;
    let span = if most - least > 0.0 { most - least } else { 1.0 };
    let place = |value: f64| left + (value - least) / span * room;
    let height = ROW * rows.len() as f64 + 8.0;
    let mut paper = Paper::picture(title, WIDTH, height);
    for (index, (name, value)) in rows.iter().enumerate() {
        let y = 4.0 + ROW * index as f64;
        let line = y + BAR - 1.0;
        let value = if value.is_finite() { *value } else { 0.0 };
        let (from, to) = (place(value.min(0.0)), place(value.max(0.0)));
        let said = format!("{name}: {}", number(value));
        let fill = if value < 0.0 { WARM } else { DARK };
        paper.text((names - 8.0, line), Stand::End, &fitted(name, NAMES_MAX));
        paper.bar((from, y + 2.0), (to - from, BAR), (fill, &said));
        if value < 0.0 {
            paper.text((from - 6.0, line), Stand::End, &number(value));
        } else {
            paper.text((to + 6.0, line), Stand::Start, &number(value));
        }
    }
    paper.rule((place(0.0), 2.0), (place(0.0), height - 2.0), INK);
    paper.done()
}
