//! A small picture of two means for each question, before and after. The table beneath it says the same
//! to who does not see it.

use askama::Template;

/// A question with its means in hundredths.
#[derive(Clone, Debug)]
pub struct Pair {
    /// A short name: its number in the table.
    pub label: String,
    /// Before and after.
    pub means: [Option<i64>; 2],
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
#[template(path = "training/chart.html")]
pub struct Chart {
    title: String,
    hint: String,
    width: i64,
    bars: Vec<Drawn>,
    labels: Vec<(i64, String)>,
}

/// Height of the highest score, width of a bar, and of a pair with its gap.
const HIGH: i64 = 120;
const BAR: i64 = 34;
const STEP: i64 = 92;
/// The best score, in hundredths.
const BEST: i64 = 600;

impl Chart {
    /// The picture of some questions.
    #[must_use]
    pub fn new(title: String, hint: String, pairs: Vec<Pair>) -> Chart {
        let width = 10 + STEP * i64::try_from(pairs.len()).unwrap_or_default();
        let mut bars = Vec::new();
        let mut labels = Vec::new();
        for (number, pair) in (0..).zip(pairs) {
            let left = 5 + number * STEP;
            labels.push((left + BAR, pair.label));
            let classes = ["opora-chart__whole", "opora-chart__part"];
            for (at, (class, mean)) in (0..).zip(classes.into_iter().zip(pair.means)) {
                let Some(mean) = mean else { continue };
                let height = mean.clamp(0, BEST) * HIGH / BEST;
                let (x, y) = (left + at * (BAR + 2), 20 + HIGH - height);
                bars.push(Drawn { class, x, y, height, text: super::score::hundredths(mean) });
            }
        }
        Chart { title, hint, width, bars, labels }
    }

    /// The markup; nothing when no question was answered.
    ///
    /// # Errors
    /// When the template fails, which is a defect.
    pub fn drawn(&self) -> Result<String, askama::Error> {
        if self.bars.is_empty() { Ok(String::new()) } else { self.render() }
    }
}
