//! The boxes of visits, day by day: the same on the sheet of a month and on a telephone.

use super::fact;
use super::place::Place;
use super::plan::{items, typed};
use super::week::{Fault, ITEMS, Visit, time};
use crate::delivery;
use crate::delivery::hours;
use kit::types::Day;
use kit::web::{Ctx, Form};
use std::collections::BTreeMap;
use ui::Field;

/// No more visits on a day.
const MOST: usize = 6;

/// The boxes of one visit.
pub struct Boxes {
    /// Unique in the page.
    pub name: String,
    /// From when.
    pub from: Field,
    /// Until when.
    pub until: Field,
    /// Code, words, chosen.
    pub items: Vec<(String, String, bool)>,
}

/// A day with its boxes.
pub struct DayRow {
    /// Its number in the month.
    pub number: i8,
    /// The day in words.
    pub day: String,
    /// A weekend or holiday.
    pub is_off: bool,
    /// What is planned, in words.
    pub planned: String,
    /// What does not fit or excludes the service.
    pub tags: Vec<String>,
    /// The visits.
    pub boxes: Vec<Boxes>,
    /// One more visit can be asked for.
    pub can_more: bool,
}

fn box_name(day: Day, number: usize, part: &str) -> String {
    format!("v{}-{number}-{part}", day.0.day())
}

fn is_filled(form: &Form, day: Day, number: usize) -> bool {
    ["from", "until"].iter().any(|part| !form.get(&box_name(day, number, part)).is_empty())
}

fn boxes(ctx: &Ctx, form: &Form, (day, number): (Day, usize)) -> Boxes {
    let name = box_name(day, number, "item");
    let chosen = form.all(&name);
    let item = |code: &&str| {
        let is_chosen = chosen.contains(code);
        ((*code).to_owned(), ctx.t(&format!("homecare-item-{code}")).into_owned(), is_chosen)
    };
    Boxes {
        from: form.field(&box_name(day, number, "from")),
        until: form.field(&box_name(day, number, "until")),
        items: ITEMS.iter().map(item).collect(),
        name,
    }
}

/// Visits as the values of their boxes.
#[must_use]
pub fn values(visits: &[Visit]) -> Vec<(String, String)> {
    let mut counts: BTreeMap<Day, usize> = BTreeMap::new();
    let mut values = Vec::new();
    for visit in visits {
        let count = counts.entry(visit.day).or_default();
        values.push((box_name(visit.day, *count, "from"), time(visit.from)));
        values.push((box_name(visit.day, *count, "until"), time(visit.until)));
        for item in &visit.items {
            values.push((box_name(visit.day, *count, "item"), item.clone()));
        }
        *count += 1;
    }
    values
}

/// The form with the plan in the boxes of the days of which nothing is typed.
#[must_use]
pub fn filled(form: &Form, place: &Place, today: Day) -> Form {
    let empty = |visit: &Visit| (0..MOST).all(|number| !is_filled(form, visit.day, number));
    let added: Vec<Visit> = place.as_planned(today).into_iter().filter(empty).collect();
    let typed = form.fields().iter().filter(|(name, value)| {
        let is_kept = !name.starts_with('v') || !value.is_empty();
        is_kept && name != "more" && name != "do"
    });
    let values = typed.cloned().chain(values(&added));
    Form::filled(form.lang(), values.collect::<Vec<_>>())
}

/// The words of a fault.
#[must_use]
pub fn fault_words(ctx: &Ctx, fault: Fault) -> String {
    ctx.t(&format!("homecare-fault-{}", fault.code())).into_owned()
}

/// What excludes the service on a day, in words.
#[must_use]
pub fn exclusion_words(ctx: &Ctx, one: &fact::Exclusion) -> String {
    ctx.t(&format!("homecare-fact-{}", one.kind)).into_owned()
}

/// Some days of a month with their boxes.
#[must_use]
pub fn draw(ctx: &Ctx, (place, form): (&Place, &Form), days: &[Day]) -> Vec<DayRow> {
    let faults = place.faults(place.visits());
    let more = form.get("more").to_owned();
    let row = |day: &Day| {
        let day = *day;
        let slots = place.planned(day);
        let last = (0..MOST).rfind(|number| is_filled(form, day, *number)).map_or(0, |n| n + 1);
        let asked = usize::from(more == day.0.day().to_string());
        let count = (last.max(slots.len()).max(1) + asked).min(MOST);
        let planned = slots.iter().map(|slot| format!("{}–{}", time(slot.from), time(slot.until)));
        let mut tags: Vec<String> =
            place.excluded(day).map(|one| exclusion_words(ctx, one)).into_iter().collect();
        let found = faults.get(&day).into_iter().flatten();
        tags.extend(found.filter(|f| **f != Fault::Excluded).map(|f| fault_words(ctx, *f)));
        DayRow {
            number: day.0.day(),
            day: delivery::day_short(ctx.lang, day),
            is_off: place.off.contains(&day) || day.0.weekday().to_monday_one_offset() > 5,
            planned: planned.collect::<Vec<_>>().join(", "),
            tags,
            boxes: (0..count).map(|number| boxes(ctx, form, (day, number))).collect(),
            can_more: count < MOST,
        }
    };
    days.iter().map(row).collect()
}

/// What was typed; mistakes stand beside the boxes. Items that nobody chose are those of the plan.
pub fn read(form: &mut Form, (place, today): (&Place, Day), days: &[Day]) -> Vec<Visit> {
    let mut all: Vec<Visit> = Vec::new();
    for day in days.iter().copied() {
        for number in 0..MOST {
            if !is_filled(form, day, number) {
                continue;
            }
            let from_name = box_name(day, number, "from");
            let from = typed(form, &from_name);
            let until = typed(form, &box_name(day, number, "until"));
            let Some((from, until)) = from.zip(until) else { continue };
            let mut chosen = items(form, &box_name(day, number, "item"));
            if chosen.is_empty() {
                let slots = place.planned(day);
                let near = slots.iter().find(|slot| slot.from < until && from < slot.until);
                let near = near.or(slots.first());
                chosen = near.map(|slot| slot.items.clone()).unwrap_or_default();
            }
            let visit = Visit { day, from, until, items: chosen };
            if until <= from {
                form.wrong(&box_name(day, number, "until"), "homecare-until-wrong");
            } else if all.iter().any(|other| visit.meets(other)) {
                form.wrong(&from_name, "homecare-visits-meet");
            } else if let Some(key) = place.refused(&visit, today) {
                form.wrong(&from_name, key);
            }
            all.push(visit);
        }
    }
    all
}

/// Sums of a report in words.
#[must_use]
pub fn sums_words(ctx: &Ctx, place: &Place, visits: &[Visit]) -> String {
    let (minutes, days) = super::week::sums(visits);
    let args = [
        ("hours", hours(minutes)),
        ("days", days.to_string()),
        ("agreed", hours(place.line.agreed(place.month))),
    ];
    ctx.ta("homecare-report-sums", &args).into_owned()
}
