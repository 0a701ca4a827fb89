//! Stops of the clock: days that a term does not count.
//!
//! A pause is first..last day, both counted as paused (reading O5). An open pause has no last day
//! yet. Overlapping pauses count once.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::LawError;
use crate::day::{DayNo, number, parse_day};

/// A stop of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// First paused day.
    pub from: Date,
    /// Last paused day; none while the pause goes on.
    pub to: Option<Date>,
}

impl Pause {
    /// A pause of known length.
    ///
    /// # Errors
    /// `BadInput` when the last day is before the first.
    pub fn new(from: Date, to: Option<Date>) -> Result<Self, LawError> {
        match to {
            Some(to) if to < from => {
                Err(LawError::input(format!("спирането свършва ({to}) преди да започне ({from})")))
            }
            _ => Ok(Self { from, to }),
        }
    }

    /// Reads `2026-12-20..2027-01-05`, or `2026-12-20..` for one that goes on.
    ///
    /// # Errors
    /// `BadInput` when the text has another shape or the days are out of order.
    pub fn parse(text: &str) -> Result<Self, LawError> {
        let (from, to) = text.split_once("..").ok_or_else(|| {
            LawError::input(format!("„{text}“ не е спиране във вида ГГГГ-ММ-ДД..ГГГГ-ММ-ДД"))
        })?;
        let to = if to.is_empty() { None } else { Some(parse_day(to)?) };
        Self::new(parse_day(from)?, to)
    }
}

/// A paused span in day numbers; `to` is [`DayNo::MAX`] while open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub from: DayNo,
    pub to: DayNo,
}

/// Sorts, merges and cuts pauses to the days after `after`.
pub(crate) fn merged(pauses: &[Pause], after: DayNo, last_counts: bool) -> Vec<Span> {
    let shorten = DayNo::from(!last_counts);
    let mut spans: Vec<Span> = pauses
        .iter()
        .map(|p| Span {
            from: number(p.from).max(after + 1),
            to: p.to.map_or(DayNo::MAX, |to| number(to) - shorten),
        })
        .filter(|s| s.from <= s.to)
        .collect();
    spans.sort_by_key(|s| (s.from, s.to));
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if span.from <= last.to.saturating_add(1) => last.to = last.to.max(span.to),
            _ => out.push(span),
        }
    }
    out
}

/// Where a term that would end on `end` ends when the paused days inside it are not counted.
/// `None` when an open pause stops it for now. Spans must be merged.
pub(crate) fn lengthened(mut end: DayNo, spans: &[Span]) -> Option<DayNo> {
    for span in spans {
        if span.from > end {
            break;
        }
        if span.to == DayNo::MAX {
            return None;
        }
        end += span.to - span.from + 1;
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::date;
    use jiff::civil::date as civil;

    fn pause(text: &str) -> Pause {
        Pause::parse(text).unwrap()
    }

    #[test]
    fn overlapping_pauses_count_once() {
        let after = number(civil(2026, 12, 1));
        let spans = merged(
            &[pause("2026-12-10..2026-12-12"), pause("2026-12-11..2026-12-15")],
            after,
            true,
        );
        let end = lengthened(number(civil(2026, 12, 20)), &spans).unwrap();
        assert_eq!(date(end), civil(2026, 12, 26));
    }

    #[test]
    fn a_pause_over_the_end_counts_whole() {
        let spans = merged(&[pause("2027-02-10..2027-02-20")], number(civil(2026, 12, 15)), true);
        let end = lengthened(number(civil(2027, 2, 15)), &spans).unwrap();
        assert_eq!(date(end), civil(2027, 2, 26));
    }

    #[test]
    fn a_pause_after_the_end_does_not_count() {
        let spans = merged(&[pause("2027-02-16..")], number(civil(2026, 12, 15)), true);
        let end = number(civil(2027, 2, 15));
        assert_eq!(lengthened(end, &spans), Some(end));
    }

    #[test]
    fn an_open_pause_stops_the_clock() {
        let spans = merged(&[pause("2027-02-15..")], number(civil(2026, 12, 15)), true);
        assert_eq!(lengthened(number(civil(2027, 2, 15)), &spans), None);
    }

    #[test]
    fn backwards_pauses_are_refused() {
        assert!(Pause::parse("2027-02-15..2027-02-14").is_err());
        assert!(Pause::parse("2027-02-15").is_err());
    }
}
