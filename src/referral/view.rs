//! What the pages of a case share: the frame, choices with their words, days and times.

use super::CaseId;
use super::load::Short;
use super::step::last_day;
use crate::municipality::{Numbers, Settings};
use kit::types::{Day, Instant};
use kit::web::{Ctx, Form, Problem};
pub use kit::web::{choices, chosen};
use law::Law;
use ui::Link;

/// The place of a case below the municipality.
pub fn path(id: CaseId, rest: &str) -> String {
    format!("/referrals/{id}{rest}")
}

/// A page about a case: its title, and the way back.
pub fn frame(ctx: &Ctx, short: &Short, key: &str) -> ui::Page {
    let mut page = ctx.page(ctx.t(key));
    page.alarms = alarms(ctx, short);
    page.breadcrumbs = vec![
        Link::new(ctx.url("/referrals"), ctx.t("referral-list")),
        Link::new(ctx.url(&path(short.case.id, "")), short.head.name.clone()),
        Link::new("", ctx.t(key)),
    ];
    page
}

/// What stands above every page of a case: what warns of its person.
pub fn alarms(ctx: &Ctx, short: &Short) -> Vec<String> {
    crate::people::alarm_lines(&short.alarms, ctx.lang)
}

/// The moment typed in the boxes of a day and a box of hours and minutes.
pub fn moment(form: &mut Form, day: &str, time: &str) -> Option<Instant> {
    let on = form.day(day);
    let typed = form.required(time, 10);
    let text = typed.replace('.', ":");
    let at = match text.split_once(':') {
        Some((hour, minute)) => hour.parse().ok().zip(minute.parse().ok()),
        None => text.parse().ok().map(|hour| (hour, 0)),
    };
    let at = at.and_then(|(hour, minute)| jiff::civil::Time::new(hour, minute, 0, 0).ok());
    if at.is_none() && !typed.is_empty() {
        form.wrong(time, "referral-time-wrong");
    }
    Some(Instant::of_local(on?.0.to_datetime(at?)))
}

/// The hours and minutes of a moment.
pub fn time_of(at: Instant) -> String {
    let local = at.local();
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// The last day of a term, written.
pub fn term(law: &Law, rule: &str, from: Day) -> Result<Option<Day>, Problem> {
    last_day(law, rule, from).map_err(Problem::internal)
}

/// A day as it is written, or a dash.
pub fn written(day: Option<Day>) -> String {
    day.map_or_else(|| "–".to_owned(), Day::bg)
}

/// The registration number of an assessment.
pub fn po_number(settings: &Settings, year: Option<i32>, number: Option<i64>) -> String {
    match (year, number) {
        (Some(year), Some(number)) => numbered(&settings.numbers.assessment, year, number),
        _ => String::new(),
    }
}

/// A registration number by a format.
pub fn numbered(format: &str, year: i32, number: i64) -> String {
    Numbers::write(format, i16::try_from(year).unwrap_or_default(), number)
}

/// A yes or no in the data of an event, for its words.
pub fn yes_no(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
}
