//! Lines over time, each with its interval where there is one. Lines differ by their dashes, not by
//! colour alone.

use super::paper::{
    DARK, GRID, INK, Paper, Stand, WARM, bounds, coordinate, escaped, fitted, number, steps, width,
};
use std::fmt::Write;

const WIDTH: f64 = 640.0;
/// Height without the legend.
const HEIGHT: f64 = 320.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 14.0;
const FOOT: f64 = 34.0;
/// Height of a line of the legend.
const LEGEND: f64 = 22.0;
/// A drawing of more lines cannot be read.
const SERIES_MAX: usize = 8;
/// So many points are drawn as points; of more only the line.
const DOTS_MAX: usize = 40;
/// Colour and dashes of each line.
const STROKES: [(&str, &str); SERIES_MAX] = [
    (DARK, ""),
    (WARM, "8 4"),
    ("#5a3d84", "2 3"),
    ("#11633f", "10 3 2 3"),
    ("#8a4b00", "4 4"),
    ("#0a5a80", "14 4"),
    ("#a3231b", "1 4"),
    ("#4c6272", "6 2"),
];

/// A line with its name. `low` and `high` are the ends of the interval; both may be empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// What it shows.
    pub name: String,
    /// A value for each mark of the axis; none where nothing is known, and the line is broken.
    pub values: Vec<Option<f64>>,
    /// The lower end of the interval.
    pub low: Vec<Option<f64>>,
    /// Its upper end.
    pub high: Vec<Option<f64>>,
}

/// Where the axes put a value.
struct Axes {
    least: f64,
    most: f64,
    count: usize,
}

impl Axes {
    fn x(&self, index: usize) -> f64 {
        let room = WIDTH - LEFT - RIGHT;
        let last = self.count.saturating_sub(1);
        if last == 0 { LEFT + room / 2.0 } else { LEFT + room * index as f64 / last as f64 }
    }

    fn y(&self, value: f64) -> f64 {
        let room = HEIGHT - TOP - FOOT;
        TOP + room * (self.most - value) / (self.most - self.least)
    }
}

/// One line for each of the series over the marks of `x`.
#[must_use]
pub fn lines(title: &str, x: &[String], series: &[Series]) -> String {
    let series = &series[..series.len().min(SERIES_MAX)];
    let all = || series.iter().flat_map(|one| one.values.iter().chain(&one.low).chain(&one.high));
    let mut known = all().flatten().copied().filter(|value| value.is_finite()).peekable();
    if x.is_empty() || known.peek().is_none() {
        return String::new();
    }
    let (least, most) = bounds(known);
    let ticks = steps(least, most);
    let ends = (ticks.first().copied().unwrap_or(0.0), ticks.last().copied().unwrap_or(1.0));
    let axes = Axes { least: ends.0, most: ends.1, count: x.len() };
    let height = HEIGHT + LEGEND * series.len() as f64;
    let mut paper = Paper::picture(title, WIDTH, height);
    frame(&mut paper, &axes, (&ticks, x));
    for (one, stroke) in series.iter().zip(STROKES) {
        interval(&mut paper, &axes, (one, stroke.0));
    }
    for (index, (one, stroke)) in series.iter().zip(STROKES).enumerate() {
        line(&mut paper, &axes, (one, stroke), x);
        let y = HEIGHT + LEGEND * index as f64 + 8.0;
        stretch(&mut paper, &format!("M{} {y}h34", coordinate(LEFT)), stroke);
        paper.text((LEFT + 44.0, y + 5.0), Stand::Start, &fitted(&one.name, WIDTH - LEFT - 60.0));
    }
    paper.done()
}

/// Axes, marks and guiding lines; of many marks of time only so many as have room.
fn frame(paper: &mut Paper, axes: &Axes, (ticks, x): (&[f64], &[String])) {
    for tick in ticks {
        let y = axes.y(*tick);
        paper.rule((LEFT, y), (WIDTH - RIGHT, y), GRID);
        paper.text((LEFT - 8.0, y + 5.0), Stand::End, &number(*tick));
    }
    let widest = x.iter().map(|name| width(name)).fold(1.0, f64::max) + 12.0;
    let room = ((WIDTH - LEFT - RIGHT) / widest).floor().max(1.0) as usize;
    let each = x.len().div_ceil(room).max(1);
    for (index, name) in x.iter().enumerate().step_by(each) {
        paper.text((axes.x(index), HEIGHT - FOOT + 20.0), Stand::Middle, name);
    }
    let zero = axes.y(0.0);
    paper.rule((LEFT, zero), (WIDTH - RIGHT, zero), INK);
}

/// The values of a line that stand one after another, without what is not known.
fn stretches(values: &[Option<f64>], count: usize) -> Vec<Vec<(usize, f64)>> {
    let mut all: Vec<Vec<(usize, f64)>> = vec![Vec::new()];
    for (index, value) in values.iter().take(count).enumerate() {
        match (value.filter(|value| value.is_finite()), all.last_mut()) {
            (Some(value), Some(last)) => last.push((index, value)),
            _ => all.push(Vec::new()),
        }
    }
    all.retain(|stretch| !stretch.is_empty());
    all
}

fn interval(paper: &mut Paper, axes: &Axes, (one, colour): (&Series, &str)) {
    let both: Vec<Option<(f64, f64)>> = one
        .low
        .iter()
        .zip(&one.high)
        .map(|(low, high)| Option::zip(*low, *high))
        .map(|ends| ends.filter(|(low, high)| low.is_finite() && high.is_finite()))
        .collect();
    let known: Vec<Option<f64>> = both.iter().map(|ends| ends.map(|(low, _)| low)).collect();
    for stretch in stretches(&known, axes.count) {
        let high = |index: usize| both.get(index).copied().flatten().map_or(0.0, |ends| ends.1);
        let upper = stretch.iter().map(|(index, _)| (*index, high(*index)));
        let lower = stretch.iter().rev().copied();
        let mut d = String::new();
        for (nth, (index, value)) in upper.chain(lower).enumerate() {
            let to = (coordinate(axes.x(index)), coordinate(axes.y(value)));
            let _ = write!(d, "{}{} {}", if nth == 0 { "M" } else { "L" }, to.0, to.1);
        }
        paper.raw(format_args!("<path d=\"{d}Z\" fill=\"{colour}\" fill-opacity=\"0.15\"/>"));
    }
}

fn stretch(paper: &mut Paper, d: &str, (colour, dashes): (&str, &str)) {
    let dashes =
        if dashes.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dashes}\"") };
    paper.raw(format_args!(
        "<path d=\"{d}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2.5\"{dashes}/>"
    ));
}

fn line(paper: &mut Paper, axes: &Axes, (one, stroke): (&Series, (&str, &str)), x: &[String]) {
    for points in stretches(&one.values, axes.count) {
        let mut d = String::new();
        for (nth, (index, value)) in points.iter().enumerate() {
            let to = (coordinate(axes.x(*index)), coordinate(axes.y(*value)));
            let _ = write!(d, "{}{} {}", if nth == 0 { "M" } else { "L" }, to.0, to.1);
        }
        if points.len() > 1 {
            stretch(paper, &d, stroke);
        }
        if axes.count <= DOTS_MAX || points.len() == 1 {
            dots(paper, axes, (&points, one, stroke.0), x);
        }
    }
}

/// Points with what they say to who points at them.
fn dots(
    paper: &mut Paper,
    axes: &Axes,
    (points, one, colour): (&[(usize, f64)], &Series, &str),
    x: &[String],
) {
    let end = |values: &[Option<f64>], index: usize| values.get(index).copied().flatten();
    for (index, value) in points {
        let mark = x.get(*index).map_or("", String::as_str);
        let between = match (end(&one.low, *index), end(&one.high, *index)) {
            (Some(low), Some(high)) => format!(" ({} – {})", number(low), number(high)),
            _ => String::new(),
        };
        let said = escaped(&format!("{}, {mark}: {}{between}", one.name, number(*value)));
        let (cx, cy) = (coordinate(axes.x(*index)), coordinate(axes.y(*value)));
        paper.raw(format_args!(
            "<circle cx=\"{cx}\" cy=\"{cy}\" r=\"3.5\" fill=\"{colour}\"><title>{said}</title>\
             </circle>"
        ));
    }
}
