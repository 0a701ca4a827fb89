//! The calendar of a year: which duties fall due on which day, and how the day was counted. No database.
//!
//! A duty is called by its code and its occasion: the year, the month of work (`2026-10`), or the id of
//! the event. It opens on the day after its trigger: nothing can be done before.

use super::frame::bg_with;
use super::rule::{self, Duty, Every, Kept, in_force};
use jiff::ToSpan;
use jiff::civil::Date;
use kit::types::Day;
use law::{Law, written};

/// A duty as it comes once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Which duty.
    pub duty: &'static Duty,
    /// The year, the month of work, or the event.
    pub occasion: String,
    /// In which year it is due.
    pub year: i32,
    /// It can be done from this day on.
    pub opens: Day,
    /// By this day.
    pub due: Day,
    /// The steps of the count, in Bulgarian.
    pub steps: Vec<String>,
}

/// Something that happened and from which a term runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// Its id in an address.
    pub occasion: String,
    /// Which duty follows.
    pub code: String,
    /// When.
    pub on: Day,
}

/// A counted day: before any move, to be kept, and how.
struct Counted {
    raw: Day,
    due: Day,
    steps: Vec<String>,
}

fn by_law(law: &Law, duty: &Duty, from: Day) -> Option<Counted> {
    let due = law.due(&duty.term, from.0, &[]).ok()?;
    let day = due.due?;
    let raw = Day(due.counted.unwrap_or(day));
    Some(Counted { raw, due: Day(day), steps: due.derivation.steps })
}

/// A day that no rule counts: what falls on a day off is done on the working day before.
fn by_day(law: &Law, raw: Date, (key, text): (&str, &str)) -> Counted {
    let due = law.calendar().previous_working(raw);
    let args = [("text", text.to_owned()), ("day", written(raw))];
    let mut steps = vec![bg_with(key, &args)];
    if due != raw {
        let args = [("day", written(raw)), ("due", written(due))];
        steps.push(bg_with("duties-how-off", &args));
    }
    Counted { raw: Day(raw), due: Day(due), steps }
}

/// What counts the day: the municipality's own text, or else the file's; empty when a rule does.
fn text_of<'a>(duty: &'a Duty, own: Option<&'a Kept>) -> &'a str {
    let own = own.map(|own| own.own_day.as_str()).filter(|text| !text.is_empty());
    match own.filter(|_| duty.is_open()) {
        Some(text) => text,
        None => &duty.day,
    }
}

fn day_of_month(year: i16, month: i8, day: i8) -> Option<Date> {
    let first = Date::new(year, month, 1).ok()?;
    let last = first.last_of_month();
    Date::new(year, month, day.min(last.day())).ok()
}

/// The day after which a duty of a year can be done: the last one of the year before.
fn eve(year: i16) -> Option<Date> {
    Date::new(year.checked_sub(1)?, 12, 31).ok()
}

fn of_year(law: &Law, (duty, all): (&'static Duty, &[Kept]), year: i16) -> Option<Occurrence> {
    let eve = Day(eve(year)?);
    // The version in force on the last day of the year decides: a day set in spring holds for autumn.
    let last = Day(Date::new(year, 12, 31).ok()?);
    let text = text_of(duty, in_force(all, &duty.code, last));
    let counted = match rule::year_day(text) {
        Some((month, day)) => {
            by_day(law, Date::new(year, month, day).ok()?, ("duties-how-year", text))
        }
        None => by_law(law, duty, eve)?,
    };
    made(duty, year.to_string(), (eve.plus(1), counted))
}

fn of_month(law: &Law, (duty, all): (&'static Duty, &[Kept]), first: Date) -> Option<Occurrence> {
    if !duty.months.is_empty() && !duty.months.contains(&first.month()) {
        return None;
    }
    let last = Day(first.last_of_month());
    let next = last.plus(1).0;
    let text = text_of(duty, in_force(all, &duty.code, last));
    let counted = match rule::month_day(text) {
        Some(day) => {
            let raw = day_of_month(next.year(), next.month(), day)?;
            by_day(law, raw, ("duties-how-month", text))
        }
        None => by_law(law, duty, last)?,
    };
    // What is due within its own month opens with it, the rest when the month is over.
    let opens = if counted.raw <= last { Day(first) } else { Day(next) };
    let occasion = format!("{:04}-{:02}", first.year(), first.month());
    made(duty, occasion, (opens, counted))
}

fn made(
    duty: &'static Duty,
    occasion: String,
    (opens, counted): (Day, Counted),
) -> Option<Occurrence> {
    let year = i32::from(counted.raw.0.year());
    let Counted { due, steps, .. } = counted;
    // A term that ends backwards, before an agreed day, can be kept at any time before.
    Some(Occurrence { duty, occasion, year, opens: opens.min(due), due, steps })
}

/// What follows from an event; nothing when its duty is not known.
#[must_use]
pub fn of_event(law: &Law, all: &[Kept], event: &Happened) -> Option<Occurrence> {
    let duty = rule::duty(&event.code)?;
    let text = text_of(duty, in_force(all, &duty.code, event.on));
    let counted = match rule::span(text) {
        Some(days) if duty.unit == "working-days" => {
            let raw = law.add_working_days(event.on.0, days);
            by_day(law, raw, ("duties-how-working", text))
        }
        Some(days) => {
            let raw = event.on.0.checked_add(i64::from(days).days()).ok()?;
            let mut counted = by_day(law, raw, ("duties-how-days", text));
            // Days that run from an event end on the next working day (чл. 60, ал. 6 ГПК).
            let due = law.next_working(raw);
            if due != raw {
                counted.steps.pop();
                let args = [("day", written(raw)), ("due", written(due))];
                counted.steps.push(bg_with("duties-how-next", &args));
            }
            Counted { due: Day(due), ..counted }
        }
        None => by_law(law, duty, event.on)?,
    };
    made(duty, event.occasion.clone(), (event.on, counted))
}

/// Everything that is due in a year, by day. Duties that the municipality does not owe are not there.
#[must_use]
pub fn year(law: &Law, (all, events): (&[Kept], &[Happened]), year: i16) -> Vec<Occurrence> {
    let mut list = Vec::new();
    for duty in &rule::book().duties {
        let both = (duty, all);
        match duty.every {
            Every::Year => list.extend(of_year(law, both, year)),
            Every::Month => {
                // From December of the year before: its work is due in January.
                let first = year.checked_sub(1).and_then(|before| Date::new(before, 12, 1).ok());
                let months = (0..13).filter_map(|n: i64| first?.checked_add(n.months()).ok());
                list.extend(months.filter_map(|first| of_month(law, both, first)));
            }
            Every::Event => {}
        }
    }
    list.extend(events.iter().filter_map(|event| of_event(law, all, event)));
    let owed =
        |one: &Occurrence| in_force(all, &one.duty.code, one.due).is_none_or(|kept| kept.applies);
    list.retain(|one| one.year == i32::from(year) && owed(one));
    list.sort_by(|a, b| {
        (a.due, &a.duty.code, &a.occasion).cmp(&(b.due, &b.duty.code, &b.occasion))
    });
    list
}

/// Which reminder a duty with so many days left asks for: the smallest that has begun.
#[must_use]
pub fn reminder(days: &[i32], left: i32) -> Option<i32> {
    if left < 0 {
        return None;
    }
    days.iter().copied().filter(|before| left <= *before).min()
}
