//! How many contacts and how many people, by everything that is asked of an office. Each number
//! opens the list behind it.

use super::chart::{Bar, Chart};
use super::desk::{Boxes, Desk};
use super::filter::{Filter, NONE, TEXTS};
use super::list::{chips, point_words, sections, value_words};
use super::own_fields::{self, OwnFilter};
use super::store::contact::{Column, Entity};
use super::table::{self, Table};
use crate::app::App;
use crate::forms::Field;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day, Instant};
use kit::web::{Ctx, Form, Problem, html};
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{ExprTrait, QuerySelect, Select};
use std::collections::BTreeMap;
use ui::{Head, Link, NavItem};

#[derive(Template)]
#[template(path = "contacts/statistics.html")]
struct StatisticsPage {
    page: ui::Page,
    form: Form,
    sections: Vec<NavItem>,
    action: String,
    export: String,
    periods: Vec<NavItem>,
    list: String,
    people_list: String,
    anonymous_list: String,
    total: Count,
    boxes: Boxes,
    own: Vec<OwnFilter>,
    chips: Vec<Link>,
    heads: Vec<Head>,
    chart: Chart,
    kinds: Vec<NavItem>,
    tables: Vec<Shown>,
}

/// One table: the most frequent lines, and where all of them are.
struct Shown {
    title: String,
    lines: Vec<Line>,
    all: Option<Link>,
}

/// Lines of a table when several are shown.
const FIRST: usize = 10;
/// The tables that stand first; the others open from the list of all.
const FIRST_TABLES: [&str; 3] = ["point", "month", "topic"];

/// How many contacts, different people, contacts without a name, minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub contacts: i64,
    pub people: i64,
    pub anonymous: i64,
    pub minutes: i64,
}

/// A line: what, its numbers, and the lists behind them.
pub struct Line {
    pub text: String,
    pub href: String,
    pub people_href: String,
    pub anonymous_href: String,
    pub count: Count,
}

/// What is counted by, in the order of the page: the name in [`TEXTS`] or `point`, `worker`.
const BY: [(&str, &str); 11] = [
    ("point", "contacts-point"),
    ("month", "contacts-month"),
    ("topic", "contacts-topic"),
    ("channel", "contacts-channel"),
    ("law", "contacts-law"),
    ("worker", "contacts-worker"),
    ("ekatte", "contacts-ekatte"),
    ("sex", "contacts-sex"),
    ("age", "contacts-age"),
    ("outcome", "contacts-outcome"),
    ("campaign", "contacts-campaign"),
];

/// Contacts counted by a text; nothing known is the empty one.
pub async fn counted(
    tx: &Tx,
    rows: Select<Entity>,
    by: SimpleExpr,
) -> Result<Vec<(String, Count)>, StoreError> {
    let rows = numbers_of(rows.select_only().expr_as(by.clone(), "what")).group_by(by);
    let rows: Vec<(Option<String>, i64, i64, i64, i64)> = rows.into_tuple().all(tx.conn()).await?;
    let line = |(text, a, b, c, d): (Option<String>, i64, i64, i64, i64)| {
        (text.unwrap_or_default(), count((a, b, c, d)))
    };
    Ok(rows.into_iter().map(line).collect())
}

fn numbers_of(rows: Select<Entity>) -> Select<Entity> {
    let column = |column: Column| Expr::col((Entity, column));
    rows.expr_as(column(Column::Id).count(), "contacts")
        .expr_as(column(Column::PersonId).count_distinct(), "people")
        .expr_as(column(Column::PersonId).count(), "named")
        .expr_as(column(Column::Minutes).sum(), "minutes")
}

fn count((contacts, people, named, minutes): (i64, i64, i64, i64)) -> Count {
    Count { contacts, people, anonymous: contacts - named, minutes }
}

/// By a column of texts or ids; nothing known is the empty text.
async fn by_column(tx: &Tx, filter: &Filter, by: &str) -> Result<Vec<(String, Count)>, StoreError> {
    let ids = match by {
        "point" => Some(Column::ServicePointId),
        "worker" => Some(Column::AccountId),
        _ => None,
    };
    if let Some(column) = ids {
        let by = Expr::col(column);
        let rows = filter.matching(tx).select_only().expr_as(by.clone(), "what");
        let rows = numbers_of(rows).group_by(by);
        let rows: Vec<(Option<i64>, i64, i64, i64, i64)> = rows.into_tuple().all(tx.conn()).await?;
        let named = |(id, a, b, c, d): (Option<i64>, i64, i64, i64, i64)| {
            (id.map(|id| AccountId(id).to_string()).unwrap_or_default(), count((a, b, c, d)))
        };
        return Ok(rows.into_iter().map(named).collect());
    }
    let column = TEXTS[super::filter::at(by)].1;
    counted(tx, filter.matching(tx), Expr::col(column)).await
}

/// The first and last day of each month in Sofia between the first and the last contact.
async fn months(tx: &Tx, filter: &Filter) -> Result<Vec<(Day, Day)>, StoreError> {
    let ends = filter
        .matching(tx)
        .select_only()
        .expr_as(Expr::col(Column::At).min(), "first")
        .expr_as(Expr::col(Column::At).max(), "last");
    let ends: Option<(Option<i64>, Option<i64>)> = ends.into_tuple().one(tx.conn()).await?;
    let Some((Some(first), Some(last))) = ends else { return Ok(Vec::new()) };
    let (mut month, last) = (Instant(first).day().0.first_of_month(), Instant(last).day());
    let mut months = Vec::new();
    while month <= last.0 && months.len() < MONTHS_MAX {
        let end = month.last_of_month();
        let from = filter.from.map_or(Day(month), |from| Ord::max(from, Day(month)));
        let to = filter.to.map_or(Day(end), |to| Ord::min(to, Day(end)));
        months.push((from, to));
        month = Day(end).plus(1).0;
    }
    Ok(months)
}

/// Ten years of months: longer than any programme period.
const MONTHS_MAX: usize = 120;

/// Whole of a filter.
pub async fn total(tx: &Tx, filter: &Filter) -> Result<Count, StoreError> {
    let rows = numbers_of(filter.matching(tx).select_only());
    let found: Option<(i64, i64, i64, Option<i64>)> = rows.into_tuple().one(tx.conn()).await?;
    Ok(found.map(|(a, b, c, d)| count((a, b, c, d.unwrap_or_default()))).unwrap_or_default())
}

/// What is counted by, the key of its words, and its lines.
pub type CountedBy = (&'static str, &'static str, Vec<(String, Count)>);

/// Everything that the page, its table and the interface show.
pub struct Numbers {
    pub total: Count,
    /// One for each thing that is counted by.
    pub tables: Vec<CountedBy>,
    /// By the answers in own fields.
    pub own: Vec<(Field, Vec<(String, Count)>)>,
    /// By the first day of each month.
    pub months: BTreeMap<Day, (Day, Count)>,
}

/// Counts by everything.
pub async fn numbers(tx: &Tx, desk: &Desk, filter: &Filter) -> Result<Numbers, StoreError> {
    let mut tables = Vec::new();
    for (by, key) in BY.iter().filter(|(by, _)| *by != "month") {
        tables.push((*by, *key, by_column(tx, filter, by).await?));
    }
    let mut by_month = BTreeMap::new();
    for (from, to) in months(tx, filter).await? {
        let month = Filter { from: Some(from), to: Some(to), ..filter.clone() };
        by_month.insert(from, (to, total(tx, &month).await?));
    }
    let own = own_fields::counts(tx, desk, filter).await?;
    Ok(Numbers { total: total(tx, filter).await?, tables, own, months: by_month })
}

pub async fn statistics(
    State(app): State<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let period = form.get("period").to_owned();
    let filter = Filter::read(&mut form).in_period(&period, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let desk = Desk::load(&ctx, &tx).await?;
    let numbers = numbers(&tx, &desk, &filter).await?;
    tx.audit(Entry::list("contact-statistics"));
    tx.commit().await?;
    let told = tables(&ctx, &desk, &filter, &numbers);
    let by = form.get("by");
    let list = |filter: &Filter| ctx.url(&format!("/contacts?{}", filter.query()));
    let known = |who: &str| Filter { who: who.into(), ..filter.clone() };
    html(&StatisticsPage {
        page: ctx.page(ctx.t("contacts-statistics")),
        sections: sections(&ctx),
        action: ctx.url("/contacts/statistics"),
        export: ctx.url(&format!("/contacts/statistics/export?{}", filter.query())),
        periods: periods(&ctx, &filter, (&form, &period)),
        list: list(&filter),
        people_list: ctx.url(&format!("/contacts/people?{}", filter.query())),
        anonymous_list: list(&known("anonymous")),
        total: numbers.total,
        boxes: Boxes::of(&ctx, &desk),
        own: own_fields::filters(&ctx, &desk, (&form, app.today())),
        chips: chips(&ctx, &filter, (&desk, "/contacts/statistics")),
        heads: heads(&ctx),
        chart: chart(&ctx, &numbers),
        kinds: kinds(&ctx, &filter, by, &told),
        tables: shown(&ctx, &filter, by, told),
        form,
    })
}

/// The page with one table.
fn alone(ctx: &Ctx, filter: &Filter, by: &str) -> String {
    // Without days the page would take this year's.
    let whole = if filter.from.or(filter.to).is_none() { "&period=all" } else { "" };
    ctx.url(&format!("/contacts/statistics?{}&by={by}{whole}", filter.query()))
}

/// What can be counted by, each leading to its table.
fn kinds(ctx: &Ctx, filter: &Filter, by: &str, tables: &[Told]) -> Vec<NavItem> {
    let item = |told: &Told| {
        NavItem::new(alone(ctx, filter, &told.by), told.title.clone()).current(told.by == by)
    };
    tables.iter().map(item).collect()
}

/// The tables of a page: the first lines of each, or all lines of the one that was asked for.
fn shown(ctx: &Ctx, filter: &Filter, by: &str, tables: Vec<Told>) -> Vec<Shown> {
    let known = tables.iter().any(|told| told.by == by);
    let is_shown =
        |told: &Told| if known { told.by == by } else { FIRST_TABLES.contains(&told.by.as_str()) };
    let tables = tables.into_iter().filter(is_shown);
    let one = |mut told: Told| {
        let count = told.lines.len();
        let is_cut = !known && count > FIRST;
        told.lines.truncate(if is_cut { FIRST } else { count });
        let words = || ctx.ta("contacts-all-lines", &[("count", count.to_string())]).into_owned();
        let all = is_cut.then(|| Link::new(alone(ctx, filter, &told.by), words()));
        Shown { title: told.title, lines: told.lines, all }
    };
    tables.map(one).collect()
}

fn heads(ctx: &Ctx) -> Vec<Head> {
    vec![
        Head::new(ctx.t("contacts-by-what")),
        Head::new(ctx.t("contacts-count")).numeric(),
        Head::new(ctx.t("contacts-people")).numeric(),
        Head::new(ctx.t("contacts-anonymous-count")).numeric(),
        Head::new(ctx.t("contacts-minutes")).numeric(),
    ]
}

/// This month, quarter, year, everything: with the other filters as they are.
fn periods(ctx: &Ctx, filter: &Filter, (form, period): (&Form, &str)) -> Vec<NavItem> {
    let bare = Filter { from: None, to: None, ..filter.clone() };
    let typed = ["from", "from-day", "to", "to-day"].iter().any(|name| !form.get(name).is_empty());
    let names = [
        ("month", "contacts-period-month"),
        ("quarter", "contacts-period-quarter"),
        ("year", "contacts-period-year"),
        ("all", "contacts-period-all"),
    ];
    let item = |(name, key): (&str, &str)| {
        let href = format!("/contacts/statistics?{}&period={name}", bare.query());
        let current = !typed && (period == name || (period.is_empty() && name == "year"));
        NavItem::new(ctx.url(&href), ctx.t(key)).current(current)
    };
    names.into_iter().map(item).collect()
}

fn chart(ctx: &Ctx, numbers: &Numbers) -> Chart {
    let bars = numbers.months.iter().map(|(first, (_, count))| Bar {
        label: format!("{:02}.{}", first.0.month(), first.0.year() % 100),
        value: count.contacts,
        part: count.contacts - count.anonymous,
    });
    Chart::new(
        ctx.t("contacts-chart").into_owned(),
        (ctx.t("contacts-count").into(), ctx.t("contacts-chart-part").into()),
        bars.collect(),
    )
}

/// A line of a table: its numbers with the lists behind them.
pub fn line(ctx: &Ctx, text: String, narrow: &Filter, count: Count) -> Line {
    let anonymous = Filter { who: "anonymous".into(), ..narrow.clone() };
    Line {
        text,
        href: ctx.url(&format!("/contacts?{}", narrow.query())),
        people_href: ctx.url(&format!("/contacts/people?{}", narrow.query())),
        anonymous_href: ctx.url(&format!("/contacts?{}", anonymous.query())),
        count,
    }
}

/// A table with all its lines.
pub struct Told {
    pub by: String,
    pub title: String,
    pub lines: Vec<Line>,
}

fn tables(ctx: &Ctx, desk: &Desk, filter: &Filter, numbers: &Numbers) -> Vec<Told> {
    let months = numbers.months.iter().rev().map(|(first, (last, count))| {
        let narrow = Filter { from: Some(*first), to: Some(*last), ..filter.clone() };
        line(ctx, format!("{:02}.{}", first.0.month(), first.0.year()), &narrow, *count)
    });
    let mut months = Some(months.collect::<Vec<_>>());
    let mut all = Vec::new();
    for (by, key, rows) in &numbers.tables {
        let only_unknown = rows.iter().all(|(value, _)| value.is_empty());
        if *by == "campaign" && only_unknown {
            continue;
        }
        let mut lines: Vec<Line> =
            rows.iter().map(|(value, count)| one(ctx, desk, filter, (by, value, *count))).collect();
        lines.sort_by(|a, b| b.count.contacts.cmp(&a.count.contacts).then(a.text.cmp(&b.text)));
        all.push(Told { by: (*by).to_owned(), title: ctx.t(key).into_owned(), lines });
        if let Some(lines) = months.take() {
            all.push(Told {
                by: "month".to_owned(),
                title: ctx.t("contacts-month").into_owned(),
                lines,
            });
        }
    }
    all.extend(
        numbers.own.iter().map(|(field, rows)| own_fields::table(ctx, filter, (field, rows))),
    );
    all
}

fn one(ctx: &Ctx, desk: &Desk, filter: &Filter, (by, value, n): (&str, &str, Count)) -> Line {
    let stored = if value.is_empty() { NONE } else { value };
    match by {
        "point" => {
            let narrow = Filter { point: stored.into(), ..filter.clone() };
            line(ctx, point_words(ctx, desk, value), &narrow, n)
        }
        "worker" => {
            let narrow = Filter { worker: value.parse().ok(), ..filter.clone() };
            line(ctx, Boxes::words(&desk.workers, value), &narrow, n)
        }
        by => line(ctx, value_words(ctx, desk, (by, value)), &filter.with(by, stored), n),
    }
}

/// All tables one under the other, as a table for a spreadsheet.
pub async fn export(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let period = form.get("period").to_owned();
    let filter = Filter::read(&mut form).in_period(&period, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let desk = Desk::load(&ctx, &tx).await?;
    let numbers = numbers(&tx, &desk, &filter).await?;
    tx.audit(Entry::print("contact-statistics", 0));
    tx.commit().await?;
    let cells = |name: &str, line: &Line| -> Vec<String> {
        let n = line.count;
        let numbers = [n.contacts, n.people, n.anonymous, n.minutes].map(|n| n.to_string());
        [name.to_owned(), line.text.clone()].into_iter().chain(numbers).collect()
    };
    let whole = Filter::default();
    let whole = line(&ctx, ctx.t("contacts-total").into(), &whole, numbers.total);
    let mut rows = vec![cells("", &whole)];
    for told in tables(&ctx, &desk, &filter, &numbers) {
        rows.extend(told.lines.iter().map(|line| cells(&told.title, line)));
    }
    let mut names = vec![ctx.t("contacts-table").into_owned()];
    names.extend(heads(&ctx).into_iter().map(|head| head.text.to_string()));
    table::csv(&Table { name: "contact-statistics".to_owned(), heads: names, rows })
}
