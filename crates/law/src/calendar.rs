//! Working and non-working days (чл. 154 КТ), as a table of bits made once from the rules.
//!
//! Invariants: the table covers whole years from the first day of the weekend rule to
//! [`LAST_YEAR`]; every bit follows from a rule; outside the table only weekends are known.
//! Orthodox Easter is astronomy (Meeus, Julian calendar), not law, so it is code.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::LawError;
use crate::day::{self, DayNo, date, from_ymd, iso_weekday, number};
use crate::draft::{OFF, WORK};
use crate::reader::{Reader, RuleNo};
use crate::rule::Rule;

/// Last year of the table. Retention terms of fifty years fit with room.
pub const LAST_YEAR: i16 = 2150;

/// A day off that is not a plain weekend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NonWorking {
    /// The day.
    pub day: Date,
    /// Why it is off, in Bulgarian.
    pub reason: String,
}

#[derive(Debug, Clone)]
struct Named {
    reason: String,
    rules: Vec<RuleNo>,
}

/// The calendar of one law.
#[derive(Debug, Clone)]
pub struct Calendar {
    first: DayNo,
    last: DayNo,
    first_year: i16,
    weekend: [bool; 8],
    off: Vec<u64>,
    named: BTreeMap<DayNo, Named>,
}

impl Calendar {
    pub(crate) fn read(reader: &Reader<'_>) -> Result<Self, LawError> {
        let (_, weekend_rule) = reader.one("calendar.weekend")?;
        let mut weekend = [false; 8];
        for weekday in weekend_rule.typed::<Vec<usize>>()? {
            *weekend
                .get_mut(weekday)
                .ok_or_else(|| LawError::rules("calendar.weekend: дните са от 1 до 7"))? = true;
        }
        let first_year = weekend_rule.valid_from.year();
        let first = from_ymd(i32::from(first_year), 1, 1);
        let last = from_ymd(i32::from(LAST_YEAR), 12, 31);
        let words = usize::try_from((last - first) / 64 + 1).unwrap_or(0);
        let mut calendar =
            Self { first, last, first_year, weekend, off: vec![0; words], named: BTreeMap::new() };
        for no in first..=last {
            if weekend[usize::from(iso_weekday(no))] {
                calendar.mark(no);
            }
        }
        calendar.add_holidays(reader)?;
        Ok(calendar)
    }

    fn add_holidays(&mut self, reader: &Reader<'_>) -> Result<(), LawError> {
        let rules = HolidayRules::read(reader)?;
        let mut to_replace: Vec<(DayNo, &Rule)> = Vec::new();
        for year in i32::from(self.first_year)..=i32::from(LAST_YEAR) {
            let easter = orthodox_easter(year);
            let mut easter_days = Vec::new();
            for (no, rule, shift) in &rules.easter {
                let day = easter + shift;
                if rule.in_force(date(day)) {
                    easter_days.push(day);
                    self.name(day, &rule.title, &[*no]);
                }
            }
            for (no, rule, (month, day)) in &rules.fixed {
                let day = from_ymd(year, *month, *day);
                if !rule.in_force(date(day)) {
                    continue;
                }
                let replaced = rules.easter_overlap_replaced || !easter_days.contains(&day);
                self.name(day, &rule.title, &[*no]);
                if rules.substitution.1.in_force(date(day)) && rules.substitutes && replaced {
                    to_replace.push((day, rule));
                }
            }
        }
        for (no, rule, day) in &rules.declared {
            self.name(*day, &rule.title, &[*no]);
        }
        self.replace_weekend_holidays(&rules, to_replace);
        for (_, _, day) in &rules.worked {
            self.work(*day);
        }
        Ok(())
    }

    fn replace_weekend_holidays(
        &mut self,
        rules: &HolidayRules<'_>,
        mut days: Vec<(DayNo, &Rule)>,
    ) {
        days.sort_by_key(|(no, _)| *no);
        for (holiday, rule) in days {
            if !self.weekend[usize::from(iso_weekday(holiday))] {
                continue;
            }
            let mut day = holiday + 1;
            while self.is_off(day) {
                day += 1;
            }
            let reason = format!("вместо {} ({})", day::written(date(holiday)), rule.title);
            let mut because = vec![rules.substitution.0];
            if self.named.get(&holiday).is_some_and(|n| n.rules.len() > 1) {
                because.push(rules.easter_overlap);
            }
            self.name(day, &reason, &because);
        }
    }

    fn name(&mut self, no: DayNo, reason: &str, rules: &[RuleNo]) {
        if no < self.first || no > self.last {
            return;
        }
        self.mark(no);
        let entry = self
            .named
            .entry(no)
            .or_insert_with(|| Named { reason: String::new(), rules: Vec::new() });
        if !entry.reason.is_empty() {
            entry.reason.push_str("; ");
        }
        entry.reason.push_str(reason);
        entry.rules.extend_from_slice(rules);
    }

    /// A day off that is worked in place of another.
    fn work(&mut self, no: DayNo) {
        if no >= self.first && no <= self.last {
            let place = (no - self.first) as usize;
            self.off[place / 64] &= !(1 << (place % 64));
            self.named.remove(&no);
        }
    }

    fn mark(&mut self, no: DayNo) {
        let place = (no - self.first) as usize;
        self.off[place / 64] |= 1 << (place % 64);
    }

    /// Whether the day is off. Outside the table only weekends are known.
    #[inline]
    pub(crate) fn is_off(&self, no: DayNo) -> bool {
        if no < self.first || no > self.last {
            return self.weekend[usize::from(iso_weekday(no))];
        }
        let place = (no - self.first) as usize;
        self.off[place / 64] >> (place % 64) & 1 == 1
    }

    /// The day itself if working, else the next working day.
    #[inline]
    pub(crate) fn forward(&self, mut no: DayNo) -> DayNo {
        while self.is_off(no) {
            no += 1;
        }
        no
    }

    /// The day itself if working, else the last working day before it.
    #[inline]
    pub(crate) fn backward(&self, mut no: DayNo) -> DayNo {
        while self.is_off(no) {
            no -= 1;
        }
        no
    }

    /// Fails when a day lies outside the table.
    #[inline]
    pub(crate) fn check(&self, no: DayNo) -> Result<(), LawError> {
        if no < self.first || no > self.last { Err(self.outside(no)) } else { Ok(()) }
    }

    #[cold]
    fn outside(&self, no: DayNo) -> LawError {
        LawError::OutsideCalendar { day: date(no), first: self.first_year, last: LAST_YEAR }
    }

    /// Why a day is off in words, and by which rules; none for a working day.
    pub(crate) fn why(&self, no: DayNo) -> Option<(String, &[RuleNo])> {
        if let Some(named) = self.named.get(&no) {
            return Some((named.reason.clone(), &named.rules));
        }
        let weekend = self.is_off(no) && self.weekend[usize::from(iso_weekday(no))];
        weekend.then(|| (day::weekday_name(date(no)).to_owned(), &[][..]))
    }

    /// Whether the municipality works on this day.
    #[must_use]
    pub fn is_working(&self, day: Date) -> bool {
        !self.is_off(number(day))
    }

    /// The day itself if it is working, else the first working day after it (чл. 60, ал. 6 ГПК).
    #[must_use]
    pub fn next_working(&self, day: Date) -> Date {
        date(self.forward(number(day)))
    }

    /// The day itself if it is working, else the last working day before it.
    #[must_use]
    pub fn previous_working(&self, day: Date) -> Date {
        date(self.backward(number(day)))
    }

    /// The `n`-th working day after `day`; `day` itself never counts. Zero gives `day`.
    #[must_use]
    pub fn add_working_days(&self, day: Date, n: u32) -> Date {
        let mut no = number(day);
        for _ in 0..n {
            no = self.forward(no + 1);
        }
        date(no)
    }

    /// Working days in `first..=last`.
    #[must_use]
    pub fn working_days_between(&self, first: Date, last: Date) -> u32 {
        let days = number(first)..=number(last);
        u32::try_from(days.filter(|&no| !self.is_off(no)).count()).unwrap_or(u32::MAX)
    }

    /// Days off of a year that are not plain weekends, in order. A holiday on a weekend is listed.
    #[must_use]
    pub fn non_working(&self, year: i16) -> Vec<NonWorking> {
        let span = from_ymd(i32::from(year), 1, 1)..=from_ymd(i32::from(year), 12, 31);
        let found = self.named.range(span);
        found.map(|(&no, n)| NonWorking { day: date(no), reason: n.reason.clone() }).collect()
    }

    /// First and last year of the table.
    #[must_use]
    pub fn years(&self) -> (i16, i16) {
        (self.first_year, LAST_YEAR)
    }

    /// Rules behind the named days of a year.
    pub(crate) fn rules_of(&self, year: i16) -> Vec<RuleNo> {
        let span = from_ymd(i32::from(year), 1, 1)..=from_ymd(i32::from(year), 12, 31);
        let mut rules: Vec<_> =
            self.named.range(span).flat_map(|(_, n)| n.rules.iter().copied()).collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }
}

type Numbered<'a, T> = (RuleNo, &'a Rule, T);

struct HolidayRules<'a> {
    fixed: Vec<Numbered<'a, (i32, i32)>>,
    easter: Vec<Numbered<'a, DayNo>>,
    declared: Vec<Numbered<'a, DayNo>>,
    worked: Vec<Numbered<'a, DayNo>>,
    substitution: (RuleNo, &'a Rule),
    substitutes: bool,
    easter_overlap: RuleNo,
    easter_overlap_replaced: bool,
}

impl<'a> HolidayRules<'a> {
    fn read(reader: &Reader<'a>) -> Result<Self, LawError> {
        let mut fixed = Vec::new();
        for (no, rule) in reader.family("calendar.holiday.") {
            fixed.push((no, rule, month_day(rule, rule.word()?)?));
        }
        let (no, school_day) = reader.one("reading.O2")?;
        if !school_day.yes()? {
            let text: String = school_day.key("value_if_false")?;
            fixed.push((no, school_day, month_day(school_day, &text)?));
        }
        let mut easter = Vec::new();
        for (no, rule) in reader.family("calendar.easter.") {
            easter.push((no, rule, rule.int()?));
        }
        let on_day = |(no, rule): (RuleNo, &'a Rule)| Ok((no, rule, number(rule.day()?)));
        let declared: Result<_, LawError> = reader.family(OFF).into_iter().map(on_day).collect();
        let worked: Result<_, LawError> = reader.family(WORK).into_iter().map(on_day).collect();
        let substitution = reader.one("calendar.substitution")?;
        let (easter_overlap, overlap_rule) = reader.one("reading.O1")?;
        Ok(Self {
            fixed,
            easter,
            declared: declared?,
            worked: worked?,
            substitution,
            substitutes: substitution.1.yes()?,
            easter_overlap,
            easter_overlap_replaced: overlap_rule.yes()?,
        })
    }
}

/// Reads `MM-DD`; the day must exist in a leap year.
pub(crate) fn month_day(rule: &Rule, text: &str) -> Result<(i32, i32), LawError> {
    let parsed = text.split_once('-').and_then(|(m, d)| Some((m.parse().ok()?, d.parse().ok()?)));
    let good = |&(m, d): &(i32, i32)| {
        (1..=12).contains(&m) && (1..=day::month_length(2024, m)).contains(&d)
    };
    parsed.filter(good).ok_or_else(|| LawError::rules(format!("„{}“: не е ММ-ДД", rule.id)))
}

/// Easter Sunday of the Orthodox church in the civil calendar (Meeus, Julian reckoning).
fn orthodox_easter(year: i32) -> DayNo {
    let d = (19 * (year % 19) + 15) % 30;
    let e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    let month = (d + e + 114) / 31;
    let day = (d + e + 114) % 31 + 1;
    let julian_lag = year / 100 - year / 400 - 2;
    from_ymd(year, month, day) + julian_lag
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as civil;
    use rstest::rstest;

    #[rstest]
    #[case(2024, civil(2024, 5, 5))]
    #[case(2025, civil(2025, 4, 20))]
    #[case(2026, civil(2026, 4, 12))]
    #[case(2027, civil(2027, 5, 2))]
    #[case(2028, civil(2028, 4, 16))]
    #[case(2029, civil(2029, 4, 8))]
    #[case(2030, civil(2030, 4, 28))]
    fn easter(#[case] year: i32, #[case] sunday: Date) {
        assert_eq!(date(orthodox_easter(year)), sunday);
    }
}
