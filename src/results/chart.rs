//! The way of an indicator by month against its target. The table beneath says the same.

use askama::Template;
use kit::types::Day;

/// A month of the picture.
struct Drawn {
    x: i64,
    y: i64,
    height: i64,
    label: String,
    value: i64,
}

/// Bars beside each other under the line of the target.
#[derive(Template)]
#[template(path = "results/chart.html")]
pub struct Chart {
    title: String,
    line: String,
    width: i64,
    target_y: i64,
    bars: Vec<Drawn>,
}

/// Height of the highest bar, and the width of each with its gap.
const HIGH: i64 = 120;
const STEP: i64 = 46;
/// More months than these are no picture any more: the last ones are shown.
const SHOWN: usize = 36;

impl Chart {
    /// The picture of the value at the end of each month.
    #[must_use]
    pub fn new((title, line): (String, String), months: &[(Day, i64)], target: i64) -> Chart {
        let months = &months[months.len().saturating_sub(SHOWN)..];
        let highest = months.iter().map(|(_, value)| *value).max().unwrap_or(0);
        let most = highest.max(target).max(1);
        let draw = |(number, (day, value)): (i64, &(Day, i64))| {
            let height = (value * HIGH / most).max(0);
            Drawn {
                x: 5 + number * STEP,
                y: 24 + HIGH - height,
                height,
                label: format!("{:02}.{:02}", day.0.month(), day.0.year().rem_euclid(100)),
                value: *value,
            }
        };
        Chart {
            title,
            line,
            width: 10 + STEP * i64::try_from(months.len()).unwrap_or_default(),
            target_y: 24 + HIGH - target * HIGH / most,
            bars: (0..).zip(months).map(draw).collect(),
        }
    }
}
