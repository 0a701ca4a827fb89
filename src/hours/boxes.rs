//! The days of a report as boxes of a form: filled from the plan-schedule or from what was said,
//! read back into days. The same boxes on a phone, in the office and for a paper.

use super::check::Finding;
use super::filing::Written;
use super::frame::{clock, day_words, finding_words};
use super::load::{Entry, Report};
use super::sheet::{KINDS, Line, Sheet, hours, read_hours};
use kit::types::Day;
use kit::web::{Ctx, Form};
use law::{Law, Month};
use ui::{Choice, Field, Lang};

/// The longest short account.
const ACCOUNT_MAX: usize = 2_000;
/// The longest remark of a day.
const NOTE_MAX: usize = 200;
/// The most days of a month.
const DAYS: i8 = 31;

/// A day with its boxes.
pub struct DayBox {
    /// `вт 3`.
    pub label: String,
    /// What the plan says.
    pub planned: String,
    /// Hours.
    pub hours: Field,
    /// From.
    pub from: Field,
    /// To.
    pub to: Field,
    /// Remark.
    pub note: Field,
    /// Not a working day.
    pub is_off: bool,
    /// The user is in hospital or in residential care.
    pub is_away: bool,
}

fn name(letter: char, day: i8) -> String {
    format!("{letter}{day}")
}

/// The days of a contract in a month as boxes.
#[must_use]
pub fn days(ctx: &Ctx, law: &Law, (entry, form): (&Entry, &Form)) -> Vec<DayBox> {
    let contract = &entry.contract;
    let one = |plan: &crate::assistance::Planned| {
        let number = plan.day.0.day();
        let field = |letter| form.field(&name(letter, number));
        DayBox {
            label: day_words(ctx.lang, plan.day),
            planned: hours(plan.minutes),
            hours: field('h'),
            from: field('f'),
            to: field('t'),
            note: field('n'),
            is_off: !law.is_working(plan.day.0),
            is_away: entry.is_away(plan.day),
        }
    };
    contract.days.iter().map(one).collect()
}

/// The kinds of help as boxes to tick.
#[must_use]
pub fn kinds(ctx: &Ctx, form: &Form) -> Vec<Choice> {
    let choice = |code: &&str| {
        Choice::new(*code, ctx.t(&format!("hours-kind-{code}")))
            .checked(form.has_value("kinds", code))
    };
    KINDS.iter().map(choice).collect()
}

/// What a form shows first: the draft or the returned report, else the plan.
#[must_use]
pub fn filled(lang: Lang, entry: &Entry) -> Form {
    let known = entry.last().filter(|one| one.state.is_open_to_write());
    let lines = known.map_or_else(
        || Sheet::as_planned(&entry.contract.days),
        |report| report.sheet.lines.clone(),
    );
    let account = known.map(|one: &Report| one.sheet.account.clone()).unwrap_or_default();
    let mut values = Vec::new();
    for line in &lines {
        let day = line.day.0.day();
        values.push((name('h', day), hours(line.minutes)));
        values.push((name('f', day), line.from.map(clock).unwrap_or_default()));
        values.push((name('t', day), line.to.map(clock).unwrap_or_default()));
        values.push((name('n', day), line.note.clone()));
    }
    let said: Vec<&String> =
        lines.first().map(|line| line.kinds.iter().collect()).unwrap_or_default();
    let usual = KINDS.iter().take(2).map(|code| (*code).to_owned());
    let kinds: Vec<String> =
        if known.is_some() { said.into_iter().cloned().collect() } else { usual.collect() };
    values.extend(kinds.into_iter().map(|code| ("kinds".to_owned(), code)));
    values.push(("account".to_owned(), account));
    Form::filled(lang, values)
}

fn typed_clock(form: &mut Form, box_name: &str) -> Option<u32> {
    let text = form.optional(box_name, 5);
    if text.is_empty() {
        return None;
    }
    let (hour, minute) = text.split_once([':', '.']).unwrap_or((&text, "0"));
    let read = || {
        let hour: u32 = hour.trim().parse().ok().filter(|hour| *hour <= 24)?;
        let minute: u32 = minute.trim().parse().ok().filter(|minute| *minute < 60)?;
        Some(hour * 60 + minute)
    };
    let found = read();
    if found.is_none() {
        form.wrong(box_name, "hours-wrong-clock");
    }
    found
}

/// A day as it was typed; none when nothing was.
fn typed(form: &mut Form, (day, number): (Option<Day>, i8), kinds: &[String]) -> Option<Line> {
    let box_name = name('h', number);
    let text = form.optional(&box_name, 6);
    let note = form.optional(&name('n', number), NOTE_MAX);
    let from = typed_clock(form, &name('f', number));
    let to = typed_clock(form, &name('t', number));
    let minutes = match read_hours(&text) {
        _ if text.is_empty() => 0,
        Some(minutes) => minutes,
        None => {
            form.wrong(&box_name, "hours-wrong-hours");
            0
        }
    };
    if from.zip(to).is_some_and(|(from, to)| from >= to) {
        form.wrong(&name('t', number), "hours-wrong-order");
    }
    if minutes == 0 && note.is_empty() {
        return None;
    }
    let Some(day) = day else {
        form.wrong(&box_name, "hours-wrong-no-day");
        return None;
    };
    let kinds = if minutes > 0 { kinds.to_vec() } else { Vec::new() };
    Some(Line { day, minutes, from, to, kinds, note })
}

/// Reads the boxes. A day that the month does not have is a mistake beside its box.
pub fn read(form: &mut Form, month: Month, via: (&'static str, &str)) -> Written {
    let chosen: Vec<String> = form
        .all("kinds")
        .into_iter()
        .filter(|code| KINDS.contains(code))
        .map(str::to_owned)
        .collect();
    let mut lines = Vec::new();
    for number in 1..=DAYS {
        let day = month.first_day().with().day(number).build().ok().map(Day);
        lines.extend(typed(form, (day, number), &chosen));
    }
    let account = form.optional("account", ACCOUNT_MAX);
    let sheet = Sheet { lines, account, ..Sheet::default() };
    Written { sheet, via: via.0, village: via.1.to_owned() }
}

/// Puts what cannot be beside the days it is about; what is about the whole month, or about a day
/// that has no box, beside the account.
pub fn stopped(form: &mut Form, law: &Law, (entry, found): (&Entry, &[Finding])) {
    for one in found.iter().filter(|one| one.kind.stops()) {
        let has_box = |day: &&Day| entry.contract.days.iter().any(|plan| plan.day == **day);
        let days: Vec<Day> = one.days.iter().filter(has_box).copied().collect();
        for day in &days {
            let own = Finding { days: vec![*day], ..one.clone() };
            let text = finding_words(form.lang(), law, &own).text;
            form.wrong_text(&name('h', day.0.day()), text);
        }
        if days.is_empty() {
            let text = finding_words(form.lang(), law, one).text;
            form.wrong_text("account", text);
        }
    }
}

/// Nobody reports a day that has not come by the day of filing.
pub fn not_come(form: &mut Form, sheet: &Sheet, by: Day) {
    for line in sheet.lines.iter().filter(|line| line.minutes > 0 && line.day > by) {
        form.wrong(&name('h', line.day.0.day()), "hours-refused-future");
    }
}

/// What is needed before it may be sent: days with work, kinds and the short account.
pub fn complete(form: &mut Form, written: &Written) {
    if written.sheet.worked() == 0 && form.ok() {
        form.wrong("account", "hours-wrong-empty");
    }
    if written.sheet.account.is_empty() {
        form.wrong("account", "hours-wrong-account");
    }
    let has_kinds = written.sheet.lines.iter().any(|line| !line.kinds.is_empty());
    if !has_kinds && written.sheet.worked() > 0 {
        form.wrong("kinds", "hours-wrong-kinds");
    }
}
