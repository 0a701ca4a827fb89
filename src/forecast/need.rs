//! A forecast of need in blocks: who will live here, what happens, what the services will need, and how
//! far the same method was off in the past.

use super::assumption::{Kind, written};
use super::bands::{BANDS, Base, SHOWN, name};
use super::chance::Spread;
use super::content::{NeedInputs, NeedOutcome};
use super::demand::Service;
use super::frame::{interval, numbers, percent, whole};
use super::table::{Block, Line};
use super::words::{heads, rows, t, ta};
use crate::atlas::draw::{self, Series};
use ui::Lang;

/// The year that stands between the start and the end.
const MIDDLE: usize = 5;

/// What a forecast of need is read from.
pub type Read<'a> = (&'a NeedInputs, &'a NeedOutcome);

fn year_of(inputs: &NeedInputs, after: usize) -> String {
    (inputs.year + i32::try_from(after).unwrap_or_default()).to_string()
}

/// A row of values over years as a line of a chart.
fn series(name: String, spreads: &[Spread]) -> Series {
    let of = |value: fn(&Spread) -> f64| spreads.iter().map(|one| Some(value(one))).collect();
    Series { name, values: of(|one| one.middle), low: of(|one| one.low), high: of(|one| one.high) }
}

fn years(inputs: &NeedInputs, count: usize) -> Vec<String> {
    (0..count).map(|after| year_of(inputs, after)).collect()
}

fn base_name(lang: Lang, base: Base) -> String {
    t(lang, &format!("forecast-base-{}", base.code()))
}

/// The middle with its interval: `17 200 (16 950–17 480)`.
fn with_interval(spread: &Spread) -> String {
    format!("{} ({})", whole(spread.middle), interval(spread, 0))
}

/// The spread of an assumption in its own unit.
#[must_use]
pub fn spread_words(lang: Lang, kind: Kind, spread: f64) -> String {
    let key = if kind == Kind::Migration { "forecast-of-thousand" } else { "forecast-of-hundred" };
    ta(lang, key, &[("value", written(spread, 1))])
}

/// The assumptions with their sources.
#[must_use]
pub fn assumptions(lang: Lang, inputs: &NeedInputs) -> Block {
    let row = |one: &super::assumption::Assumption| {
        let is_fitted = inputs.is_fitted && one.kind == Kind::Migration;
        let name = if is_fitted { t(lang, "forecast-fitted-name") } else { one.name.clone() };
        let source = if is_fitted { t(lang, "forecast-fitted-source") } else { one.source.clone() };
        vec![
            t(lang, &format!("forecast-kind-{}", one.kind.code())),
            name,
            source,
            t(lang, &format!("forecast-mark-{}", one.mark.to_lowercase())),
            one.on.bg(),
            spread_words(lang, one.kind, one.values.spread),
        ]
    };
    Block {
        title: t(lang, "forecast-assumptions"),
        lines: vec![t(lang, "forecast-how-spread")],
        heads: heads(lang, &["assumption", "name", "source", "mark", "on", "spread"]),
        rows: rows(inputs.used.iter().map(row)),
        ..Block::default()
    }
}

/// Who will live here, by the shown parts of the population.
#[must_use]
pub fn people(lang: Lang, (inputs, outcome): Read<'_>) -> Block {
    let count = outcome.people.first().map_or(0, Vec::len);
    let lines = SHOWN.iter().zip(&outcome.people);
    let lines: Vec<Series> =
        lines.map(|(base, values)| series(base_name(lang, *base), values)).collect();
    let row = |after: usize| {
        let mut cells = vec![year_of(inputs, after)];
        cells.extend(outcome.people.iter().map(|values| with_interval(&values[after])));
        cells
    };
    let title = t(lang, "forecast-people");
    Block {
        charts: vec![draw::lines(&title, &years(inputs, count), &lines)],
        title,
        lines: vec![t(lang, "forecast-how-people"), t(lang, "forecast-how-years")],
        heads: numbers(lang, &["year", "all", "children", "adults", "old"]),
        rows: rows((0..count).map(row)),
        ..Block::default()
    }
}

/// What happens in each year, so that the sum can be done again by hand.
#[must_use]
pub fn flows(lang: Lang, (inputs, outcome): Read<'_>) -> Block {
    let row = |pair: &[super::cohort::Year]| {
        let (before, year) = (&pair[0], &pair[1]);
        vec![
            (inputs.year + year.after).to_string(),
            written(before.people.total(), 1),
            written(year.flows.births, 1),
            written(year.flows.deaths, 1),
            written(year.flows.migration, 1),
            written(year.people.total(), 1),
        ]
    };
    Block {
        title: t(lang, "forecast-flows"),
        lines: vec![t(lang, "forecast-how-flows")],
        heads: numbers(lang, &["year", "begins", "births", "deaths", "migration", "ends"]),
        rows: rows(outcome.years.windows(2).map(row)),
        ..Block::default()
    }
}

/// Ages and sexes at the start and at the end.
#[must_use]
pub fn pyramid(lang: Lang, (inputs, outcome): Read<'_>) -> Block {
    let (Some(first), Some(last)) = (outcome.years.first(), outcome.years.last()) else {
        return Block::default();
    };
    let at = |list: &[f64], band: usize| list.get(band).copied().unwrap_or_default();
    let drawn = |year: &super::cohort::Year| {
        let sides = |band: usize| {
            let side = |list: &[f64]| at(list, band).round() as i64;
            (name(band), side(&year.people.men), side(&year.people.women))
        };
        let bands: Vec<(String, i64, i64)> = (0..BANDS).map(sides).collect();
        let args = [("year", (inputs.year + year.after).to_string())];
        let title = ta(lang, "forecast-pyramid-of", &args);
        draw::pyramid(&title, &bands, &t(lang, "forecast-men"), &t(lang, "forecast-women"))
    };
    let row = |band: usize| {
        let mut cells = vec![name(band)];
        for year in [first, last] {
            cells.push(whole(at(&year.people.men, band)));
            cells.push(whole(at(&year.people.women, band)));
        }
        cells
    };
    Block {
        title: t(lang, "forecast-pyramid"),
        charts: vec![drawn(first), drawn(last)],
        heads: numbers(lang, &["band", "men-first", "women-first", "men-last", "women-last"]),
        rows: rows((0..BANDS).map(row)),
        ..Block::default()
    }
}

/// A service as its row names it.
#[must_use]
pub fn service_name(service: &Service) -> String {
    format!("№ {} {}", service.number, service.name)
}

/// What the services will need.
#[must_use]
pub fn needs(lang: Lang, (inputs, outcome): Read<'_>) -> Block {
    let row = |(service, values): (&Service, &Vec<Spread>)| {
        let at = |place: usize| values.get(place).map(|one| written(one.middle, 1));
        let last = values.len().saturating_sub(1);
        let said = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
        let is_known = service.is_known();
        Line {
            cells: vec![
                service_name(service),
                said(is_known.then(|| written(service.today(), 1))),
                said(at(MIDDLE.min(last))),
                said(at(last)),
                said(values.get(last).map(|one| interval(one, 1))),
                service.places.to_string(),
                service.waiting.to_string(),
            ],
            word: if is_known { String::new() } else { t(lang, "forecast-missing") },
            colour: "orange",
            ..Line::default()
        }
    };
    let lines = inputs.services.iter().zip(&outcome.needs).map(row).collect::<Vec<Line>>();
    let mut names = vec!["service", "today", "middle", "last", "interval", "places", "waiting"];
    if lines.iter().any(|line| !line.word.is_empty()) {
        names.push("state");
    }
    let mut said = vec![t(lang, "forecast-how-needs")];
    if inputs.services.iter().any(|one| one.is_wider) {
        said.push(t(lang, "forecast-how-wider"));
    }
    Block {
        title: t(lang, "forecast-needs"),
        lines: said,
        heads: numbers(lang, &names),
        rows: lines,
        ..Block::default()
    }
}

/// The forecast of the past against what is known by now.
#[must_use]
pub fn tested(lang: Lang, (_, outcome): Read<'_>) -> Block {
    let title = t(lang, "forecast-tested");
    let Some(tested) = &outcome.tested else {
        let lines = vec![t(lang, "forecast-tested-none")];
        return Block { title, lines, ..Block::default() };
    };
    let row = |one: &super::fit::Row| {
        vec![
            one.year.to_string(),
            base_name(lang, SHOWN[one.base.min(SHOWN.len() - 1)]),
            whole(one.forecast.middle),
            interval(&one.forecast, 0),
            whole(one.known),
            percent(one.error()),
        ]
    };
    let from = ("from", tested.from.to_string());
    let begun = match tested.fitted_from {
        Some(year) => ta(lang, "forecast-tested-fitted", &[from, ("first", year.to_string())]),
        None => ta(lang, "forecast-tested-assumed", &[from]),
    };
    let args = [
        ("error", percent(tested.error())),
        ("inside", tested.inside().to_string()),
        ("count", tested.rows.len().to_string()),
    ];
    Block {
        title,
        lines: vec![begun, ta(lang, "forecast-tested-error", &args)],
        heads: numbers(lang, &["year", "part", "forecast", "interval", "known", "error"]),
        rows: rows(tested.rows.iter().map(row)),
        ..Block::default()
    }
}

/// All blocks of a forecast of need.
#[must_use]
pub fn blocks(lang: Lang, read: Read<'_>) -> Vec<Block> {
    vec![
        people(lang, read),
        needs(lang, read),
        tested(lang, read),
        flows(lang, read),
        pyramid(lang, read),
        assumptions(lang, read.0),
    ]
}

/// A service by itself: its need year by year, and what it is made of.
#[must_use]
pub fn service(lang: Lang, inputs: &NeedInputs, (service, values): (&Service, &[Spread])) -> Block {
    let title = service_name(service);
    if !service.is_known() {
        let args = [("groups", service.missing.join(", "))];
        let lines = vec![ta(lang, "forecast-missing-groups", &args)];
        return Block { title, lines, ..Block::default() };
    }
    let row = |(after, one): (usize, &Spread)| {
        vec![year_of(inputs, after), written(one.middle, 1), interval(one, 1)]
    };
    let part = |(place, value): (usize, &f64)| {
        let base = super::bands::BASES[place];
        (*value > 0.0).then(|| format!("{} ({})", written(*value, 2), base_name(lang, base)))
    };
    let parts: Vec<String> = service.parts.iter().enumerate().filter_map(part).collect();
    let args = [("parts", parts.join(" + ")), ("sum", written(service.today(), 2))];
    let places = Series {
        name: t(lang, "forecast-column-places"),
        values: vec![Some(service.places as f64); values.len()],
        low: vec![None; values.len()],
        high: vec![None; values.len()],
    };
    let lines = [series(t(lang, "forecast-column-need"), values), places];
    Block {
        charts: vec![draw::lines(&title, &years(inputs, values.len()), &lines)],
        title,
        lines: vec![ta(lang, "forecast-parts", &args), t(lang, "forecast-how-parts")],
        heads: numbers(lang, &["year", "need", "interval"]),
        rows: rows(values.iter().enumerate().map(row)),
        ..Block::default()
    }
}
