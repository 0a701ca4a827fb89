//! A picture of shares with their intervals: a bar for each answer, and a line from the lower to
//! the upper bound. The table beneath it says the same to who does not see it.

use super::frame::percent;
use super::interval::Interval;
use askama::Template;

/// Where a bar and its interval stand on the picture.
struct Drawn {
    label: String,
    y: i64,
    width: i64,
    low: i64,
    high: i64,
    text: String,
}

/// Bars under each other.
#[derive(Template)]
#[template(path = "studies/chart.html")]
pub struct Chart {
    title: String,
    hint: String,
    height: i64,
    bars: Vec<Drawn>,
}

/// Where bars begin, how wide a whole one is, and how far the next one stands.
const LEFT: i64 = 30;
const WIDE: i64 = 420;
const STEP: i64 = 34;

fn at(share: f64) -> i64 {
    (share.clamp(0.0, 1.0) * WIDE as f64).round() as i64
}

impl Chart {
    /// The picture of some answers: a short name, and the share when it is shown.
    #[must_use]
    pub fn new(title: String, hint: String, all: &[(String, Option<Interval>)]) -> Chart {
        let mut bars = Vec::new();
        for (number, (label, share)) in (0..).zip(all) {
            let Some(share) = share else { continue };
            bars.push(Drawn {
                label: label.clone(),
                y: 6 + number * STEP,
                width: at(share.value),
                low: LEFT + at(share.low),
                high: LEFT + at(share.high),
                text: percent(share.value),
            });
        }
        let height = 12 + STEP * i64::try_from(all.len()).unwrap_or_default();
        Chart { title, hint, height, bars }
    }

    /// The markup; nothing when there is nothing to draw.
    ///
    /// # Errors
    /// When the template fails, which is a defect.
    pub fn drawn(&self) -> Result<String, askama::Error> {
        if self.bars.is_empty() { Ok(String::new()) } else { self.render() }
    }
}
