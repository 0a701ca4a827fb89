//! Two forecasts of the same thing beside each other.

use super::ForecastId;
use super::assumption::written;
use super::bands::SHOWN;
use super::content::{NeedInputs, NeedOutcome, QueueInputs, QueueOutcome, What};
use super::form::{FormPage, Places};
use super::frame::{self, HOME, home, kind_name, numbers, whole};
use super::load;
use super::need::service_name;
use super::result_page::{Done, done};
use super::store::forecast;
use super::table::{Block, ForecastPage};
use super::words::{rows, t};
use crate::app::App;
use crate::atlas::draw::{self, Series};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Problem};
use ui::{Choice, Lang, Link};

/// A value of both, and by how much the second is more.
fn both(first: f64, second: f64, places: usize) -> [String; 3] {
    [first, second, second - first].map(|value| written(value, places))
}

fn place(inputs: &NeedInputs, year: i32) -> usize {
    usize::try_from(year - inputs.year).unwrap_or_default()
}

/// The years that both forecasts tell of.
fn shared(first: &NeedInputs, second: &NeedInputs) -> Vec<i32> {
    let end = |inputs: &NeedInputs| inputs.year + inputs.model.years;
    (first.year.max(second.year)..=end(first).min(end(second))).collect()
}

type OfNeed<'a> = (&'a NeedInputs, &'a NeedOutcome);

fn needs(lang: Lang, names: [&str; 2], [first, second]: [OfNeed<'_>; 2]) -> Vec<Block> {
    let years = shared(first.0, second.0);
    let total = |read: OfNeed<'_>, year: i32| {
        let values = read.1.people.first()?;
        values.get(place(read.0, year)).copied()
    };
    let series = |name: &str, read: OfNeed<'_>| {
        let spreads: Vec<_> = years.iter().map(|year| total(read, *year)).collect();
        Series {
            name: name.to_owned(),
            values: spreads.iter().map(|one| one.map(|one| one.middle)).collect(),
            low: spreads.iter().map(|one| one.map(|one| one.low)).collect(),
            high: spreads.iter().map(|one| one.map(|one| one.high)).collect(),
        }
    };
    let title = t(lang, &format!("forecast-base-{}", SHOWN[0].code()));
    let labels: Vec<String> = years.iter().map(i32::to_string).collect();
    let lines = [series(names[0], first), series(names[1], second)];
    let row = |year: &i32| {
        let [one, other] =
            [first, second].map(|read| total(read, *year).map_or(0.0, |one| one.middle));
        let mut cells = vec![year.to_string()];
        cells.extend(both(one, other, 0));
        cells
    };
    let people = Block {
        charts: vec![draw::lines(&title, &labels, &lines)],
        title,
        heads: numbers(lang, &["year", "first", "second", "difference"]),
        rows: rows(years.iter().map(row)),
        ..Block::default()
    };
    let Some(last) = years.last().copied() else { return vec![people] };
    let value = |read: OfNeed<'_>, number: u8| {
        let at = read.0.services.iter().position(|one| one.number == number)?;
        read.1.needs.get(at)?.get(place(read.0, last)).map(|one| one.middle)
    };
    let service = |one: &super::demand::Service| {
        let (one_value, other) = (value(first, one.number)?, value(second, one.number)?);
        let mut cells = vec![service_name(one)];
        cells.extend(both(one_value, other, 1));
        Some(cells)
    };
    let services = Block {
        title: super::words::ta(lang, "forecast-needs-of", &[("year", last.to_string())]),
        heads: numbers(lang, &["service", "first", "second", "difference"]),
        rows: rows(first.0.services.iter().filter_map(service)),
        ..Block::default()
    };
    vec![people, services]
}

type OfLists<'a> = &'a [(QueueInputs, QueueOutcome)];

fn lists(lang: Lang, [first, second]: [OfLists<'_>; 2]) -> Vec<Block> {
    let row = |(inputs, outcome): &(QueueInputs, QueueOutcome)| {
        let (_, other) = second.iter().find(|(one, _)| one.kind == inputs.kind)?;
        // Of two that look so far ahead as they like the last month that both tell of.
        let last = outcome.ahead.len().min(other.ahead.len()).checked_sub(1)?;
        let (one, other) = (outcome.ahead[last], other.ahead[last]);
        let mut cells = vec![kind_name(lang, &inputs.kind)];
        cells.extend([one.waiting.middle, other.waiting.middle].map(whole));
        cells.push(whole(other.waiting.middle - one.waiting.middle));
        cells.extend(both(one.wait.middle, other.wait.middle, 1));
        Some(cells)
    };
    let names = [
        "kind",
        "waiting-first",
        "waiting-second",
        "difference",
        "wait-first",
        "wait-second",
        "difference",
    ];
    vec![Block {
        title: t(lang, "forecast-lists"),
        lines: vec![t(lang, "forecast-how-shared")],
        heads: numbers(lang, &names),
        rows: rows(first.iter().filter_map(row)),
        ..Block::default()
    }]
}

fn blocks(lang: Lang, names: [&str; 2], pair: [&Done; 2]) -> Option<Vec<Block>> {
    match pair {
        [Done::Need(first, one), Done::Need(second, other)] => {
            Some(needs(lang, names, [(&**first, one), (&**second, other)]))
        }
        [Done::Waiting(first), Done::Waiting(second)] => Some(lists(lang, [first, second])),
        _ => None,
    }
}

fn choices(ctx: &Ctx, all: &[forecast::Model]) -> Vec<Choice> {
    let words = |row: &forecast::Model| {
        let what = ctx.t(&format!("forecast-what-{}", What::of(&row.kind).code()));
        format!("{} ({what}, {})", row.title, row.made_at.day().bg())
    };
    let done = all.iter().filter(|row| row.ended_at.is_some());
    done.map(|row| Choice::new(row.id.to_string(), words(row))).collect()
}

fn asked(ctx: &Ctx, all: &[forecast::Model], form: &Form) -> Result<Response, Problem> {
    let places =
        Places { action: format!("{HOME}/compare"), cancel: HOME, button: "forecast-compare-do" };
    let list = choices(ctx, all);
    FormPage::new(ctx, frame::page(ctx, ctx.t("forecast-compare")), places)
        .asking()
        .lead(ctx.t("forecast-compare-lead"))
        .select((ctx, form), ("one", "forecast-compare-one"), list.clone())
        .select((ctx, form), ("other", "forecast-compare-other"), list)
        .shown(form)
}

/// `GET /forecasts/compare?one=&other=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::all(&tx).await?;
    tx.audit(Entry::list("forecast"));
    let found = |name: &str| {
        let id: Option<ForecastId> = form.get(name).parse().ok();
        all.iter().find(|row| Some(row.id) == id && row.ended_at.is_some())
    };
    let (Some(one), Some(other)) = (found("one"), found("other")) else {
        tx.commit().await?;
        return asked(&ctx, &all, &form);
    };
    let pair = (done(&tx, one.id).await?, done(&tx, other.id).await?);
    tx.commit().await?;
    let (Some(first), Some(second)) = pair else { return Err(Problem::NotFound) };
    let names = [one.title.as_str(), other.title.as_str()];
    let Some(blocks) = blocks(ctx.lang, names, [&first, &second]) else {
        form.wrong("other", "forecast-wrong-compare");
        return asked(&ctx, &all, &form);
    };
    let mut page = ForecastPage::new(frame::page(&ctx, ctx.t("forecast-compare")));
    page.facts = vec![
        (ctx.t("forecast-column-first").into_owned(), names[0].to_owned()),
        (ctx.t("forecast-column-second").into_owned(), names[1].to_owned()),
    ];
    page.blocks = blocks;
    page.links = [one, other]
        .map(|row| Link::new(ctx.url(&home(row.id)), row.title.clone()))
        .into_iter()
        .chain([Link::new(ctx.url(&format!("{HOME}/compare")), ctx.t("forecast-compare-again"))])
        .collect();
    page.shown()
}
