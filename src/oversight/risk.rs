//! Who is checked first: the reasons with their arithmetic, and how the checks of a year are spread over
//! its months. Without a database.

use kit::types::Day;
use serde::{Deserialize, Serialize};

/// So many places make one unit of size.
pub const PLACES: i64 = 10;
/// Months of a year.
const MONTHS: u8 = 12;

/// What is known of a provider.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// When a check began last.
    pub last: Option<Day>,
    /// Open complaints.
    pub complaints: i64,
    /// Prescriptions that were not done in time.
    pub undone: i64,
    /// Services without a good licence, or one that must be renewed.
    pub licences: i64,
    /// Places of all services.
    pub places: i64,
}

/// How much a reason weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Weight {
    /// Points for a unit.
    pub points: i32,
    /// The most points.
    pub most: i32,
}

/// All weights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weights {
    /// For each month since the last check.
    pub since: Weight,
    /// For never having been checked.
    pub never: Weight,
    /// For each open complaint.
    pub complaints: Weight,
    /// For each prescription not done in time.
    pub undone: Weight,
    /// For each service whose licence is not good or is being renewed.
    pub licence: Weight,
    /// For each ten places.
    pub size: Weight,
}

/// A reason with its arithmetic; words have the key `oversight-risk-<code>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = OversightReason)]
pub struct Reason {
    /// `since`, `never`, `complaints`, `undone`, `licence`, `size`.
    pub code: String,
    /// So many units.
    pub amount: i64,
    /// Points for one.
    pub each: i64,
    /// The most points.
    pub most: i64,
    /// Points.
    pub points: i64,
}

/// Whole months between two days.
#[must_use]
pub fn months(from: Day, to: Day) -> i64 {
    let count = i64::from(to.0.year() - from.0.year()) * i64::from(MONTHS)
        + i64::from(to.0.month() - from.0.month());
    let is_short = to.0.day() < from.0.day();
    (count - i64::from(is_short)).max(0)
}

/// The reasons to check a provider, without those that say nothing.
#[must_use]
pub fn reasons(facts: &Facts, weights: &Weights, today: Day) -> Vec<Reason> {
    let since = match facts.last {
        Some(last) => ("since", months(last, today), weights.since),
        None => ("never", 1, weights.never),
    };
    let all = [
        since,
        ("complaints", facts.complaints, weights.complaints),
        ("undone", facts.undone, weights.undone),
        ("licence", facts.licences, weights.licence),
        ("size", facts.places / PLACES, weights.size),
    ];
    let reason = |(code, amount, weight): (&str, i64, Weight)| {
        let (each, most) = (i64::from(weight.points), i64::from(weight.most));
        let points = (amount * each).min(most);
        (points > 0).then(|| Reason { code: code.to_owned(), amount, each, most, points })
    };
    all.into_iter().filter_map(reason).collect()
}

/// All points.
#[must_use]
pub fn total(reasons: &[Reason]) -> i64 {
    reasons.iter().map(|one| one.points).sum()
}

/// A provider that may stand in the programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// All points.
    pub points: i64,
    /// The last day of the two years; none for whoever was never checked.
    pub must_by: Option<Day>,
}

impl Ranked {
    /// Whether the provider must be checked in a year: its two years end in it, or it never was.
    #[must_use]
    pub fn is_must(&self, year: i16) -> bool {
        self.must_by.is_none_or(|day| day.0.year() <= year)
    }
}

/// Who is checked in which month of a year: the place in the list, and the month. Those who must come by
/// their last day and are all in; the others by their points while there is room.
#[must_use]
pub fn spread(list: &[Ranked], (year, first): (i16, u8), per_month: i32) -> Vec<(usize, u8)> {
    let room = usize::try_from(per_month.max(1)).unwrap_or(1);
    let first = first.clamp(1, MONTHS);
    let mut order: Vec<usize> = (0..list.len()).collect();
    let last_day = |at: usize| list[at].must_by.unwrap_or(Day(jiff::civil::Date::MAX));
    order.sort_by_key(|&at| {
        let must = list[at].is_must(year);
        // Who was never checked has no last day: among those who must they come by their points.
        let day = if must { last_day(at) } else { Day(jiff::civil::Date::MAX) };
        (!must, day, -list[at].points, at)
    });
    let months = usize::from(MONTHS - first) + 1;
    let mut chosen = Vec::new();
    for (place, at) in order.into_iter().enumerate() {
        let month = place / room;
        if month >= months && !list[at].is_must(year) {
            break;
        }
        let month = u8::try_from(month.min(months - 1)).unwrap_or(0);
        chosen.push((at, first + month));
    }
    chosen
}
