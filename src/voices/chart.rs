//! A small picture of how a question was answered, in percent, beside the survey before. The table beneath
//! it says the same to who does not see it.

use super::result::percent;
use askama::Template;

/// An answer with its parts in tenths of a percent: before, and now.
#[derive(Clone, Debug)]
pub struct Bars {
    /// A short name: its number in the table.
    pub label: String,
    /// Before (none when nothing is known of it) and now.
    pub parts: [Option<i64>; 2],
}

/// Where a bar stands on the picture.
struct Drawn {
    class: &'static str,
    x: i64,
    y: i64,
    height: i64,
    text: String,
}

/// Bars beside each other.
#[derive(Template)]
#[template(path = "voices/chart.html")]
pub struct Chart {
    title: String,
    hint: String,
    width: i64,
    bars: Vec<Drawn>,
    labels: Vec<(i64, String)>,
}

/// Height of the whole, width of a bar, and of a pair with its gap.
const HIGH: i64 = 120;
const BAR: i64 = 44;
const STEP: i64 = 112;
/// A hundred percent, in tenths.
const WHOLE: i64 = 1_000;

impl Chart {
    /// The picture of some answers.
    #[must_use]
    pub fn new(title: String, hint: String, all: Vec<Bars>) -> Chart {
        let width = 10 + STEP * i64::try_from(all.len()).unwrap_or_default();
        let mut bars = Vec::new();
        let mut labels = Vec::new();
        for (number, one) in (0..).zip(all) {
            let left = 5 + number * STEP;
            labels.push((left + BAR, one.label));
            let classes = ["opora-chart__whole", "opora-chart__part"];
            for (at, (class, part)) in (0..).zip(classes.into_iter().zip(one.parts)) {
                let Some(part) = part else { continue };
                let height = part.clamp(0, WHOLE) * HIGH / WHOLE;
                let (x, y) = (left + at * (BAR + 4), 20 + HIGH - height);
                bars.push(Drawn { class, x, y, height, text: percent(part) });
            }
        }
        Chart { title, hint, width, bars, labels }
    }

    /// The markup; nothing when there is nothing to draw.
    ///
    /// # Errors
    /// When the template fails, which is a defect.
    pub fn drawn(&self) -> Result<String, askama::Error> {
        if self.bars.is_empty() { Ok(String::new()) } else { self.render() }
    }
}
