//! A small picture of numbers by month. The table beneath it says the same to who does not see it.

use askama::Template;

/// A month: its name, the whole and the darker part of it.
#[derive(Clone, Debug)]
pub struct Bar {
    pub label: String,
    pub value: i64,
    pub part: i64,
}

/// Where a bar stands on the picture.
struct Drawn {
    x: i64,
    y: i64,
    part_y: i64,
    height: i64,
    part_height: i64,
    label: String,
    value: i64,
}

/// Bars beside each other.
#[derive(Template)]
#[template(path = "contacts/chart.html")]
pub struct Chart {
    title: String,
    whole: String,
    part: String,
    width: i64,
    bars: Vec<Drawn>,
}

/// Height of the highest bar, and the width of each with its gap.
const HIGH: i64 = 120;
const STEP: i64 = 46;
/// More months than these are not a picture any more: the last ones are shown.
const SHOWN: usize = 24;

impl Chart {
    /// The picture of some bars; nothing is drawn for less than two.
    pub fn new(title: String, (whole, part): (String, String), mut bars: Vec<Bar>) -> Chart {
        let skipped = bars.len().saturating_sub(SHOWN);
        bars.drain(..skipped);
        if bars.len() < 2 {
            bars.clear();
        }
        let most = bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
        let width = 10 + STEP * i64::try_from(bars.len()).unwrap_or_default();
        let draw = |(number, bar): (i64, Bar)| {
            let (height, part_height) = (bar.value * HIGH / most, bar.part * HIGH / most);
            Drawn {
                x: 5 + number * STEP,
                y: 20 + HIGH - height,
                part_y: 20 + HIGH - part_height,
                height,
                part_height,
                label: bar.label,
                value: bar.value,
            }
        };
        Chart { title, whole, part, width, bars: (0..).zip(bars).map(draw).collect() }
    }
}
