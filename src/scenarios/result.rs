//! What a what-if says, in blocks: today and then beside each other, who loses, with which assumptions.

use super::change::Changes;
use super::effect::{Beside, Effect, Fair, Moves, Shift};
use super::model::{AGES, World};
use super::table::{Block, Line};
use super::words::{both, eur, heads, mean, more, number, percent, rows, t, ta, tenths};
use crate::atlas::draw;
use ui::Lang;

/// So many settlements with who gains and loses are shown.
const SHOWN: usize = 60;

/// What a what-if was worked out from and what came of it.
#[derive(Clone, Copy)]
pub struct Read<'a> {
    /// Today's municipality.
    pub today: &'a World,
    /// What is changed.
    pub changes: &'a Changes,
    /// What came of it.
    pub beside: &'a Beside,
}

/// The name of a service: its number and what it is.
#[must_use]
pub fn service_name(world: &World, no: u8) -> String {
    let known = world.services.iter().find(|one| one.number == no);
    known.map_or_else(|| format!("№ {no}"), |one| format!("№ {no} {}", one.name))
}

fn sum(effects: &[Effect], of: impl Fn(&Effect) -> i64) -> i64 {
    effects.iter().map(of).sum()
}

/// The mean way of all who are served, kept as [`Fair::mean`] is.
fn mean_way(effects: &[Effect]) -> i64 {
    let served = sum(effects, |one| one.served).max(1);
    sum(effects, |one| one.fair.mean.saturating_mul(one.served)) / served
}

/// All services together, today and then.
#[must_use]
pub fn totals(lang: Lang, [one, other]: [&[Effect]; 2], people: [u64; 2]) -> Vec<Line> {
    let row = |key: &str, [before, after]: [i64; 2], written: fn(i64) -> String| {
        let difference = after - before;
        let sign = if difference > 0 { "+" } else { "" };
        let name = t(lang, &format!("scenario-sum-{key}"));
        vec![name, written(before), written(after), format!("{sign}{}", written(difference))]
    };
    let of = |value: fn(&Effect) -> i64| [sum(one, value), sum(other, value)];
    let people = people.map(|people| i64::try_from(people).unwrap_or(i64::MAX));
    rows([
        row("people", people, number),
        row("places", of(|one| one.places), number),
        row("asked", of(|one| one.asked), number),
        row("served", of(|one| one.served), number),
        row("waiting", of(|one| one.waiting), number),
        row("way", [mean_way(one), mean_way(other)], mean),
        row("cost", of(|one| one.cost), eur),
        row("income", of(|one| one.income), eur),
        row("net", of(|one| one.cost - one.income), eur),
    ])
}

fn months(lang: Lang, effect: &Effect) -> String {
    effect.months.map_or_else(|| t(lang, "scenario-never"), tenths)
}

fn services(lang: Lang, read: Read<'_>) -> Block {
    let beside = read.beside;
    let line = |(one, other): (&Effect, &Effect)| {
        let cells = vec![
            service_name(read.today, one.number),
            both(number(one.places), number(other.places)),
            both(number(one.served), number(other.served)),
            both(number(one.waiting), number(other.waiting)),
            both(months(lang, one), months(lang, other)),
            both(mean(one.fair.mean), mean(other.fair.mean)),
            both(eur(one.cost), eur(other.cost)),
        ];
        Line { href: one.number.to_string(), ..Line::of(cells) }
    };
    let names = ["service", "places", "served", "waiting", "months", "minutes", "cost"];
    let bars: Vec<(String, f64)> = beside
        .then
        .iter()
        .filter(|one| one.waiting > 0)
        .map(|one| (format!("№ {}", one.number), one.waiting as f64))
        .collect();
    let chart = draw::bars(&t(lang, "scenario-chart-waiting"), &bars);
    Block {
        title: t(lang, "scenario-block-services"),
        lines: vec![t(lang, "scenario-arrow"), t(lang, "scenario-how-months")],
        charts: if chart.is_empty() { Vec::new() } else { vec![chart] },
        heads: heads(lang, &names, 1),
        rows: beside.today.iter().zip(&beside.then).map(line).collect(),
        ..Block::default()
    }
}

fn moves(name: String, moves: Moves) -> Vec<String> {
    let Moves { gained, lost, farther, nearer, dearer } = moves;
    let mut cells = vec![name];
    cells.extend([gained, lost, farther, nearer, dearer].map(number));
    cells
}

const MOVES: [&str; 5] = ["gained", "lost", "farther", "nearer", "dearer"];

fn move_heads(lang: Lang, first: &str) -> Vec<ui::Head> {
    let mut names = vec![first];
    names.extend(MOVES);
    heads(lang, &names, 1)
}

fn losers(lang: Lang, read: Read<'_>) -> Block {
    let moved = read.beside.shifts.iter().filter(|one| !one.all.is_still());
    let row = |one: &Shift| moves(service_name(read.today, one.number), one.all);
    let rows = rows(moved.map(row));
    let key = if rows.is_empty() { "scenario-nobody-moves" } else { "scenario-how-moves" };
    Block {
        title: t(lang, "scenario-block-losers"),
        lines: vec![t(lang, key)],
        heads: move_heads(lang, "service"),
        rows,
        ..Block::default()
    }
}

/// What is assumed, each in a line.
#[must_use]
pub fn assumptions(lang: Lang, today: &World, changes: &Changes) -> Vec<String> {
    let mut lines = Vec::new();
    if changes.years > 0 {
        let [children, working, old] = changes.growth.map(|growth| percent(i64::from(growth)));
        let args = [
            ("years", changes.years.to_string()),
            ("children", children),
            ("working", working),
            ("old", old),
        ];
        lines.push(ta(lang, "scenario-assumes-growth", &args));
    }
    for change in &changes.places {
        let at = today.place_of(&change.ekatte).and_then(|at| today.settlements.get(at));
        let args = [
            ("service", service_name(today, change.service)),
            ("where", at.map(|one| one.name.clone()).unwrap_or_default()),
            ("places", more(i64::from(change.places))),
        ];
        lines.push(ta(lang, "scenario-assumes-places", &args));
    }
    for change in &changes.scales {
        let all = || t(lang, "scenario-all-services");
        let args = [
            ("what", t(lang, &format!("scenario-scaled-{}", change.what.code()))),
            ("service", change.service.map_or_else(all, |no| service_name(today, no))),
            ("percent", more(i64::from(change.percent))),
        ];
        lines.push(ta(lang, "scenario-assumes-scale", &args));
    }
    lines.push(t(lang, &format!("scenario-order-{}", changes.order.code())));
    lines.push(t(lang, &format!("scenario-demand-{}", changes.demand.code())));
    if let Some(limit) = changes.limit {
        lines.push(ta(lang, "scenario-assumes-limit", &[("minutes", limit.to_string())]));
    }
    lines
}

fn assumed(lang: Lang, read: Read<'_>) -> Block {
    let mut lines = assumptions(lang, read.today, read.changes);
    let missing: Vec<String> = read
        .today
        .services
        .iter()
        .filter(|one| !one.missing.is_empty())
        .map(|one| format!("№ {}", one.number))
        .collect();
    if !missing.is_empty() {
        lines.push(ta(lang, "scenario-missing", &[("services", missing.join(", "))]));
    }
    lines.push(t(lang, "scenario-how-drawn"));
    lines.push(t(lang, "scenario-how-group"));
    Block { title: t(lang, "scenario-block-assumed"), lines, ..Block::default() }
}

/// All blocks of a what-if. Of a row of services the address is its number.
#[must_use]
pub fn blocks(lang: Lang, read: Read<'_>) -> Vec<Block> {
    let beside = read.beside;
    let sums = Block {
        title: t(lang, "scenario-block-sums"),
        heads: heads(lang, &["what", "today", "then", "difference"], 1),
        rows: totals(lang, [&beside.today, &beside.then], beside.people),
        ..Block::default()
    };
    vec![sums, services(lang, read), losers(lang, read), assumed(lang, read)]
}

/// Rows on how fair ways are, of any number of states.
#[must_use]
pub fn fair_rows(lang: Lang, states: &[Fair]) -> Vec<Line> {
    let row = |key: &str, value: &dyn Fn(&Fair) -> String| {
        let mut cells = vec![t(lang, &format!("scenario-fair-{key}"))];
        cells.extend(states.iter().map(value));
        cells
    };
    let times = |hundredths: i64| format!("{},{:02}", hundredths / 100, hundredths % 100);
    rows([
        row("mean", &|one| mean(one.mean)),
        row("median", &|one| tenths(one.median)),
        row("nine-tenths", &|one| tenths(one.nine_tenths)),
        row("longest", &|one| tenths(one.longest)),
        row("gini", &|one| format!("0,{:03}", one.gini.clamp(0, 999))),
        row("farthest", &|one| percent(one.farthest_fifth)),
        row("disparity", &|one| one.disparity.map_or_else(|| "–".to_owned(), times)),
    ])
}

/// How fair ways are today and then.
#[must_use]
pub fn fair(lang: Lang, today: Fair, then: Fair) -> Block {
    Block {
        title: t(lang, "scenario-block-fair"),
        lines: vec![t(lang, "scenario-how-gini"), t(lang, "scenario-how-disparity")],
        heads: heads(lang, &["what", "today", "then"], 1),
        rows: fair_rows(lang, &[today, then]),
        ..Block::default()
    }
}

fn moved(lang: Lang, (title, first): (&str, &str), all: Vec<(String, Moves)>) -> Option<Block> {
    (!all.is_empty()).then(|| Block {
        title: t(lang, title),
        heads: move_heads(lang, first),
        rows: rows(all.into_iter().map(|(name, one)| moves(name, one))),
        ..Block::default()
    })
}

/// The blocks of one service; none when nobody knows it. Groups have names of the law.
#[must_use]
pub fn service(
    lang: Lang,
    (read, no): (Read<'_>, u8),
    group: &dyn Fn(&str) -> String,
) -> Option<Vec<Block>> {
    let at = read.beside.shifts.iter().position(|one| one.number == no)?;
    let (one, other) = (read.beside.today.get(at)?, read.beside.then.get(at)?);
    let shift = &read.beside.shifts[at];
    let known = read.today.services.get(at)?;
    let [places, users, waiting] = known.recorded.map(number);
    let args = [("places", places), ("users", users), ("waiting", waiting)];
    let mut lines = vec![ta(lang, "scenario-recorded", &args)];
    if !known.missing.is_empty() {
        let names: Vec<String> = known.missing.iter().map(|code| group(code)).collect();
        lines.push(ta(lang, "scenario-missing-groups", &[("groups", names.join(", "))]));
    }
    let sums = Block {
        title: service_name(read.today, no),
        lines,
        heads: heads(lang, &["what", "today", "then", "difference"], 1),
        rows: totals(
            lang,
            [std::slice::from_ref(one), std::slice::from_ref(other)],
            read.beside.people,
        ),
        ..Block::default()
    };
    let name = |at: &usize| read.today.settlements.get(*at).map(|one| one.name.clone());
    let mut settlements: Vec<(String, Moves)> = shift
        .settlements
        .iter()
        .map(|(at, moves)| (name(at).unwrap_or_default(), *moves))
        .collect();
    settlements.sort_by_key(|(name, moves)| (-moves.lost, -moves.farther, name.clone()));
    settlements.truncate(SHOWN);
    let age = |at: &usize| AGES.get(*at).map(|code| t(lang, &format!("scenario-age-{code}")));
    let ages = shift.ages.iter().map(|(at, one)| (age(at).unwrap_or_default(), *one)).collect();
    let groups = shift.groups.iter().map(|(code, one)| (group(code), *one)).collect();
    let mut blocks = vec![sums, fair(lang, one.fair, other.fair)];
    blocks.extend(moved(lang, ("scenario-block-settlements", "settlement"), settlements));
    blocks.extend(moved(lang, ("scenario-block-ages", "age"), ages));
    blocks.extend(moved(lang, ("scenario-block-groups", "group"), groups));
    Some(blocks)
}
