//! A picture of numbers as bars. The table beside it says the same to who does not see it.

use askama::Template;

/// A bar.
struct Drawn {
    y: i64,
    width: i64,
    label: String,
    value: String,
}

/// Bars under each other.
#[derive(Template)]
#[template(path = "reporting/bars.html")]
pub struct Bars {
    title: String,
    hint: String,
    height: i64,
    bars: Vec<Drawn>,
}

/// Height of a bar with its gap and label, and width of the longest.
const STEP: i64 = 44;
const WIDE: i64 = 520;
/// More bars are no picture any more.
pub const SHOWN: usize = 24;
/// So many letters of a label.
const LABEL: usize = 60;

fn short(label: &str) -> String {
    if label.chars().count() <= LABEL {
        return label.to_owned();
    }
    label.chars().take(LABEL - 1).chain(['…']).collect()
}

impl Bars {
    /// The picture of some numbers; the first ones when there are many.
    #[must_use]
    pub fn new((title, hint): (String, String), rows: &[(String, i64)]) -> Bars {
        let rows = &rows[..rows.len().min(SHOWN)];
        let most = rows.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
        let draw = |(at, (label, count)): (i64, &(String, i64))| Drawn {
            y: at * STEP,
            width: (count * WIDE / most).max(2),
            label: short(label),
            value: count.to_string(),
        };
        let bars: Vec<Drawn> = (0..).zip(rows).map(draw).collect();
        let height = STEP * i64::try_from(bars.len()).unwrap_or_default() + 6;
        Bars { title, hint, height, bars }
    }

    /// The markup; nothing when there is nothing to compare.
    ///
    /// # Errors
    /// When the template fails, which is a defect.
    pub fn drawn(&self) -> Result<String, askama::Error> {
        if self.bars.len() < 2 { Ok(String::new()) } else { self.render() }
    }
}
