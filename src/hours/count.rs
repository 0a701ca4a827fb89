//! Hours that count of a report, with the arithmetic in words (чл. 10, ал. 2 Наредба № РД-07-7).

use super::check::Stay;
use super::sheet::{Sheet, hours};
use crate::assistance::MonthContract;
use law::{Law, Minutes, MonthWork};
use ui::Lang;

/// What counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Minutes.
    pub minutes: u32,
    /// The report matches the plan-schedule day by day.
    pub matches: bool,
    /// The agreed hours count, whatever the month's length.
    pub is_flat: bool,
    /// How it was found.
    pub steps: Vec<String>,
}

fn say(key: &str, args: &[(&str, String)]) -> String {
    ui::text::text_args(Lang::Bg, key, args).into_owned()
}

/// Counts a report. A part of a month has no agreed hours of its own: there the hours done count.
#[must_use]
pub fn counted(law: &Law, contract: &MonthContract, sheet: &Sheet, stays: &[Stay]) -> Counted {
    let agreed = Minutes::hours(contract.hours);
    let done = Minutes(sheet.worked());
    let stay = stays.iter().any(|one| {
        one.from <= contract.last
            && one.until.is_none_or(|until| until >= contract.first)
            && !sheet.accompanies(one.from, one.until)
    });
    let month = law::Month::of(contract.first.0);
    let whole = contract.first.0 <= first_working(law, month)
        && contract.last.0 >= last_working(law, month);
    let matches = sheet.matches(&contract.days);
    let as_scheduled = matches && whole;
    let work = MonthWork { agreed, done, as_scheduled, hospital_stay: stay };
    let minutes = law.counted_hours(&work);
    let would = law.counted_hours(&MonthWork { as_scheduled: false, ..work });
    let blocked = law.counted_hours(&MonthWork { hospital_stay: false, ..work }) != minutes;
    let is_flat =
        as_scheduled && minutes == agreed && !(stay && minutes == would && done != agreed);
    let mut steps = vec![
        say("hours-step-agreed", &[("hours", hours(agreed.0))]),
        say("hours-step-planned", &[("hours", hours(contract.planned()))]),
        say("hours-step-done", &[("hours", hours(done.0)), ("days", sheet.days().to_string())]),
    ];
    steps.push(say(if matches { "hours-step-matches" } else { "hours-step-differs" }, &[]));
    if matches && !whole {
        steps.push(say("hours-step-part", &[]));
    }
    if blocked {
        steps.push(say("hours-step-stay", &[]));
    }
    let result = [("hours", hours(minutes.0))];
    steps.push(say(if is_flat { "hours-step-flat" } else { "hours-step-capped" }, &result));
    Counted { minutes: minutes.0, matches, is_flat, steps }
}

fn first_working(law: &Law, month: law::Month) -> jiff::civil::Date {
    let mut day = month.first_day();
    while !law.is_working(day) && day < month.last_day() {
        day = day.tomorrow().unwrap_or(day);
    }
    day
}

fn last_working(law: &Law, month: law::Month) -> jiff::civil::Date {
    let mut day = month.last_day();
    while !law.is_working(day) && day > month.first_day() {
        day = day.yesterday().unwrap_or(day);
    }
    day
}
