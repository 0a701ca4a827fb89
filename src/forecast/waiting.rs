//! A forecast of the waiting lists in blocks: who will wait and how long, and how far the same method
//! was off in the months that are known.

use super::assumption::written;
use super::chance::Spread;
use super::content::{QueueInputs, QueueOutcome};
use super::frame::{interval, kind_name, numbers, whole};
use super::months::{Ahead, Compared};
use super::table::Block;
use super::words::{rows, t, ta};
use crate::atlas::draw::{self, Series};
use law::Month;
use ui::Lang;

/// What the forecast of a list is read from.
pub type Read<'a> = (&'a QueueInputs, &'a QueueOutcome);

/// The last known month of a list.
#[must_use]
pub fn known_until(inputs: &QueueInputs) -> Option<Month> {
    inputs.months.last().map(|one| one.month)
}

/// The name of a month so many months after the last known one: `03.2027`.
fn ahead_name(inputs: &QueueInputs, after: usize) -> String {
    let until = known_until(inputs);
    let after = i64::try_from(after).unwrap_or_default();
    until.map(|month| month_name(month.plus(after))).unwrap_or_default()
}

fn month_name(month: Month) -> String {
    let first = month.first_day();
    format!("{:02}.{}", first.month(), first.year())
}

fn with_interval(spread: &Spread) -> String {
    format!("{} ({})", whole(spread.middle), interval(spread, 0))
}

/// All lists beside each other: now and at the end.
#[must_use]
pub fn lists(lang: Lang, all: &[Read<'_>]) -> Block {
    let row = |(inputs, outcome): &Read<'_>| {
        let last = outcome.ahead.last().copied().unwrap_or_default();
        vec![
            kind_name(lang, &inputs.kind),
            inputs.start.waiting.to_string(),
            with_interval(&last.waiting),
            written(last.wait.middle, 1),
            inputs.start.users.to_string(),
            with_interval(&last.users),
            (inputs.start.places + inputs.start.added).to_string(),
        ]
    };
    Block {
        title: t(lang, "forecast-lists"),
        lines: vec![t(lang, "forecast-how-lists"), t(lang, "forecast-how-queue")],
        heads: numbers(
            lang,
            &[
                "kind",
                "waiting-now",
                "waiting-last",
                "wait-last",
                "users-now",
                "users-last",
                "places",
            ],
        ),
        rows: rows(all.iter().map(row)),
        ..Block::default()
    }
}

/// What the simulation of a list begins with, in a sentence.
#[must_use]
pub fn begun(lang: Lang, inputs: &QueueInputs) -> Vec<String> {
    let start = &inputs.start;
    let args = [
        ("months", inputs.months.len().to_string()),
        ("arrivals", written(start.arrivals, 2)),
        ("leaving", written(start.leaving * 100.0, 2)),
        ("places", start.places.to_string()),
        ("users", start.users.to_string()),
        ("waiting", start.waiting.to_string()),
        ("giving", written(start.giving_up * 100.0, 1)),
    ];
    let mut lines = vec![ta(lang, "forecast-begun", &args)];
    if start.added != 0 {
        let args = [("count", start.added.to_string()), ("months", start.added_after.to_string())];
        lines.push(ta(lang, "forecast-begun-added", &args));
    }
    lines
}

/// Known months, and from there the interval: one line of a chart.
fn line(lang: Lang, (inputs, outcome): Read<'_>) -> (Vec<String>, Series) {
    let known = inputs.months.iter().map(|one| (month_name(one.month), one.waiting as f64));
    let mut months = Vec::new();
    let name = t(lang, "forecast-column-waiting");
    let mut series = Series { name, values: Vec::new(), low: Vec::new(), high: Vec::new() };
    for (month, waiting) in known {
        months.push(month);
        series.values.push(Some(waiting));
        series.low.push(None);
        series.high.push(None);
    }
    for (at, one) in outcome.ahead.iter().enumerate() {
        months.push(ahead_name(inputs, at + 1));
        series.values.push(Some(one.waiting.middle));
        series.low.push(Some(one.waiting.low));
        series.high.push(Some(one.waiting.high));
    }
    (months, series)
}

/// A list by itself, month by month.
#[must_use]
pub fn list(lang: Lang, (inputs, outcome): Read<'_>) -> Block {
    let row = |(at, one): (usize, &Ahead)| {
        vec![
            ahead_name(inputs, at + 1),
            whole(one.waiting.middle),
            interval(&one.waiting, 0),
            written(one.wait.middle, 1),
            interval(&one.wait, 1),
            whole(one.users.middle),
        ]
    };
    let title = kind_name(lang, &inputs.kind);
    let (months, series) = line(lang, (inputs, outcome));
    Block {
        charts: vec![draw::lines(&title, &months, &[series])],
        title,
        lines: begun(lang, inputs),
        heads: numbers(lang, &["month", "waiting", "interval", "wait", "interval", "users"]),
        rows: rows(outcome.ahead.iter().enumerate().map(row)),
        ..Block::default()
    }
}

/// The forecast of the past of a list against the months that are known by now.
#[must_use]
pub fn tested(lang: Lang, (inputs, outcome): Read<'_>) -> Block {
    let args = [("kind", kind_name(lang, &inputs.kind))];
    let title = ta(lang, "forecast-tested-list", &args);
    if outcome.tested.is_empty() {
        let lines = vec![t(lang, "forecast-tested-few")];
        return Block { title, lines, ..Block::default() };
    }
    let row = |one: &Compared| {
        vec![
            month_name(one.month),
            whole(one.forecast.middle),
            interval(&one.forecast, 0),
            one.known.to_string(),
            written(one.error(), 0),
        ]
    };
    let count = outcome.tested.len();
    let errors: f64 = outcome.tested.iter().map(|one| one.error().abs()).sum();
    let is_inside = |one: &&Compared| one.forecast.holds(one.known as f64);
    let args = [
        ("error", written(errors / count as f64, 1)),
        ("inside", outcome.tested.iter().filter(is_inside).count().to_string()),
        ("count", count.to_string()),
    ];
    Block {
        title,
        lines: vec![ta(lang, "forecast-tested-months", &args)],
        heads: numbers(lang, &["month", "forecast", "interval", "known", "error-people"]),
        rows: rows(outcome.tested.iter().map(row)),
        ..Block::default()
    }
}

/// All blocks of a forecast of waiting lists.
#[must_use]
pub fn blocks(lang: Lang, all: &[Read<'_>]) -> Vec<Block> {
    let own = all.iter().flat_map(|read| [list(lang, *read), tested(lang, *read)]);
    std::iter::once(lists(lang, all)).chain(own).collect()
}
