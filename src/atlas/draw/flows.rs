//! Who comes from where and goes where: ribbons as wide as they are many.

use super::paper::{DARK, INK, PALE, Paper, Stand, coordinate, escaped, fitted, number};

const WIDTH: f64 = 640.0;
/// Room for the names at each side.
const NAMES: f64 = 190.0;
/// Between two ribbons.
const GAP: f64 = 12.0;
/// A ribbon takes at least so much, for its name.
const ROW: f64 = 20.0;
/// What all ribbons of a side take at most, without gaps.
const THICK: f64 = 220.0;
/// Width of the bar in the middle.
const MIDDLE: f64 = 16.0;
/// More names than this cannot be read; the table has all of them.
const ROWS_MAX: usize = 20;

/// From the left into the middle and from there to the right, each side in the order given.
#[must_use]
pub fn flows(title: &str, middle: &str, from: &[(String, i64)], to: &[(String, i64)]) -> String {
    let from = &from[..from.len().min(ROWS_MAX)];
    let to = &to[..to.len().min(ROWS_MAX)];
    let sum = |side: &[(String, i64)]| side.iter().map(|(_, many)| (*many).max(0)).sum::<i64>();
    let most = sum(from).max(sum(to));
    if most <= 0 {
        return String::new();
    }
    let thick = |many: i64| many.max(0) as f64 * THICK / most as f64;
    let tall = |side: &[(String, i64)]| -> f64 {
        side.iter().map(|(_, many)| thick(*many).max(ROW) + GAP).sum()
    };
    let height = tall(from).max(tall(to)).max(THICK) + 40.0;
    let mut paper = Paper::picture(title, WIDTH, height);
    let centre = (WIDTH - MIDDLE) / 2.0;
    let top = (height - thick(most)) / 2.0 + 8.0;
    paper.text((WIDTH / 2.0, 16.0), Stand::Middle, &fitted(middle, WIDTH - 20.0));
    for (side, is_left) in [(from, true), (to, false)] {
        let colour = if is_left { PALE } else { DARK };
        let mut at = 28.0 + (height - 28.0 - tall(side)) / 2.0;
        let mut inner = top;
        for (name, many) in side {
            let wide = thick(*many);
            let y = at + wide.max(ROW) / 2.0;
            let ends = ((y, inner + wide / 2.0), (centre, is_left));
            ribbon(&mut paper, ends, (wide, colour), &format!("{name}: {}", number(*many as f64)));
            at += wide.max(ROW) + GAP;
            inner += wide;
        }
    }
    paper.bar((centre, top), (MIDDLE, thick(most)), (INK, middle));
    paper.done()
}

/// One ribbon between a name at the side and the bar in the middle.
fn ribbon(
    paper: &mut Paper,
    ((outer, inner), (centre, is_left)): ((f64, f64), (f64, bool)),
    (wide, colour): (f64, &str),
    said: &str,
) {
    let (from, to) = if is_left {
        ((NAMES, outer), (centre, inner))
    } else {
        ((centre + MIDDLE, inner), (WIDTH - NAMES, outer))
    };
    let half = f64::midpoint(from.0, to.0);
    let (x1, y1, x2, y2) =
        (coordinate(from.0), coordinate(from.1), coordinate(to.0), coordinate(to.1));
    let (half, wide, text) = (coordinate(half), coordinate(wide.max(1.0)), escaped(said));
    paper.raw(format_args!(
        "<path d=\"M{x1} {y1}C{half} {y1} {half} {y2} {x2} {y2}\" fill=\"none\" \
         stroke=\"{colour}\" stroke-opacity=\"0.75\" stroke-width=\"{wide}\"><title>{text}</title>\
         </path>"
    ));
    let (x, stand) =
        if is_left { (NAMES - 8.0, Stand::End) } else { (WIDTH - NAMES + 8.0, Stand::Start) };
    paper.text((x, outer + 5.0), stand, &fitted(said, NAMES - 12.0));
}
