//! The plan-schedule (план-график): for each working day of the week from, to and what is done.
//! Pure: minutes of a day, what is wrong with a week, which weeks of one assistant overlap.

use law::{Law, WorkLimits};
use serde::{Deserialize, Serialize};

/// A part of a weekday.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema,
)]
pub struct Span {
    /// 1 for Monday, 5 for Friday: the plan is of working days (чл. 3, ал. 5, т. 8).
    pub weekday: u8,
    /// Minutes after midnight.
    pub from: u32,
    /// Minutes after midnight.
    pub to: u32,
    /// What is done.
    #[serde(default)]
    pub activities: String,
}

impl Span {
    /// Its minutes.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.to.saturating_sub(self.from)
    }
}

/// A week.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Week {
    /// Parts of days.
    pub spans: Vec<Span>,
    /// Other conditions.
    pub other: String,
}

/// What is wrong with a week; words have the key `assistance-week-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing is planned.
    Empty,
    /// A weekday that is no working day.
    Weekday,
    /// It ends before it begins, or has no length.
    Order,
    /// Outside the hours of work by day.
    Night,
    /// More than a normal day.
    Long,
    /// Two parts of one day overlap.
    Overlap,
    /// The assistant is with another user then.
    Elsewhere,
    /// All contracts together are more than the common week.
    WeekLong,
}

impl Wrong {
    /// Key of the words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Wrong::Empty => "assistance-week-empty",
            Wrong::Weekday => "assistance-week-weekday",
            Wrong::Order => "assistance-week-order",
            Wrong::Night => "assistance-week-night",
            Wrong::Long => "assistance-week-long",
            Wrong::Overlap => "assistance-week-overlap",
            Wrong::Elsewhere => "assistance-week-elsewhere",
            Wrong::WeekLong => "assistance-week-week-long",
        }
    }
}

/// What else an assistant does in a week.
#[derive(Clone, Debug, Default)]
pub struct Elsewhere {
    /// Weeks with other users.
    pub weeks: Vec<Week>,
    /// Minutes a week with other employers.
    pub other_minutes: u32,
    /// Written consent to a longer week (чл. 113 КТ).
    pub longer_week: bool,
}

/// Days of the working week.
const WORKING_DAYS: std::ops::RangeInclusive<u8> = 1..=5;

impl Week {
    /// Minutes of a weekday, 1 for Monday.
    #[must_use]
    pub fn minutes(&self, weekday: u8) -> u32 {
        self.spans.iter().filter(|span| span.weekday == weekday).map(Span::minutes).sum()
    }

    /// Minutes of the week.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.spans.iter().map(Span::minutes).sum()
    }

    /// Minutes of a date: none on weekends and holidays.
    #[must_use]
    pub fn on(&self, law: &Law, day: jiff::civil::Date) -> u32 {
        if law.is_working(day) { self.minutes(weekday(day)) } else { 0 }
    }

    /// What is wrong with it, each once.
    #[must_use]
    pub fn wrong(&self, limits: &WorkLimits, elsewhere: &Elsewhere) -> Vec<Wrong> {
        let mut all = Vec::new();
        for (wrong, _) in self.faults(limits, elsewhere) {
            if !all.contains(&wrong) {
                all.push(wrong);
            }
        }
        all
    }

    /// What is wrong with it, and which of its spans each is about; none when it is the whole week.
    /// Of a day that is too long it is the last one.
    #[must_use]
    pub fn faults(
        &self,
        limits: &WorkLimits,
        elsewhere: &Elsewhere,
    ) -> Vec<(Wrong, Option<usize>)> {
        let mut all = Vec::new();
        let mut when = |is: bool, wrong, about| {
            if is {
                all.push((wrong, about));
            }
        };
        when(self.spans.is_empty(), Wrong::Empty, None);
        for (n, span) in self.spans.iter().enumerate() {
            when(!WORKING_DAYS.contains(&span.weekday), Wrong::Weekday, Some(n));
            when(span.from >= span.to, Wrong::Order, Some(n));
            let by_night = span.from < limits.from.0 || span.to > limits.to.0;
            when(by_night, Wrong::Night, Some(n));
        }
        for day in WORKING_DAYS {
            let there: u32 = elsewhere.weeks.iter().map(|week| week.minutes(day)).sum();
            let last = self.spans.iter().rposition(|span| span.weekday == day);
            when(last.is_some() && self.minutes(day) + there > limits.day.0, Wrong::Long, last);
        }
        let others = || elsewhere.weeks.iter().flat_map(|week| &week.spans);
        for (n, span) in self.spans.iter().enumerate() {
            let meets_earlier = self.spans.iter().take(n).any(|other| meets(span, other));
            when(meets_earlier, Wrong::Overlap, Some(n));
            when(others().any(|other| meets(span, other)), Wrong::Elsewhere, Some(n));
        }
        let there: u32 = elsewhere.weeks.iter().map(Week::total).sum();
        let week = self.total() + there + elsewhere.other_minutes;
        when(!elsewhere.longer_week && week > limits.week.0, Wrong::WeekLong, None);
        all
    }
}

/// The weekday of a date, 1 for Monday.
#[must_use]
pub fn weekday(day: jiff::civil::Date) -> u8 {
    day.weekday().to_monday_one_offset().unsigned_abs()
}

fn meets(a: &Span, b: &Span) -> bool {
    a.weekday == b.weekday && a.from < b.to && b.from < a.to
}

/// A time of day as it is written: `09:30`.
#[must_use]
pub fn clock(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// A time of day as it is typed: `9`, `9:30`, `09.30`.
#[must_use]
pub fn read_clock(text: &str) -> Option<u32> {
    let (hours, minutes) = text.split_once([':', '.']).unwrap_or((text, "0"));
    let hours: u32 = hours.trim().parse().ok().filter(|hours| *hours <= 24)?;
    let minutes: u32 = minutes.trim().parse().ok().filter(|minutes| *minutes < 60)?;
    Some(hours * 60 + minutes).filter(|all| *all <= 24 * 60)
}
