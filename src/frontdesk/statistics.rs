//! How many contacts: by topic, channel, worker, place and month. Each number opens its list.

use super::contact::Filter;
use super::contact_list::{FilterChoices, chips};
use super::store::contact::{self, Column};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day, Instant};
use kit::web::{Ctx, Form, Problem, html};
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{ExprTrait, QuerySelect};
use std::collections::BTreeMap;
use ui::{Choice, Head, Link};

#[derive(Template)]
#[template(path = "frontdesk/statistics.html")]
struct StatisticsPage {
    page: ui::Page,
    form: Form,
    action: String,
    list: String,
    total: i64,
    minutes: i64,
    choices: FilterChoices,
    chips: Vec<Link>,
    heads: Vec<Head>,
    tables: Vec<(String, Vec<Line>)>,
}

/// A line: what, how many, how many minutes, and the list behind.
struct Line {
    text: String,
    href: String,
    count: i64,
    minutes: i64,
}

type Counted = Vec<(String, i64, i64)>;

/// Contacts and minutes by a column of texts.
async fn by_text(tx: &Tx, filter: &Filter, column: Column) -> Result<Counted, StoreError> {
    let rows = counted(tx, filter, Expr::col(column));
    Ok(rows.into_tuple().all(tx.conn()).await?)
}

/// Contacts and minutes by a column of ids; nothing is the empty text.
async fn by_id(tx: &Tx, filter: &Filter, column: Column) -> Result<Counted, StoreError> {
    let rows = counted(tx, filter, Expr::col(column));
    let rows: Vec<(Option<i64>, i64, i64)> = rows.into_tuple().all(tx.conn()).await?;
    let named = |(id, count, minutes): (Option<i64>, i64, i64)| {
        (id.map(|id| AccountId(id).to_string()).unwrap_or_default(), count, minutes)
    };
    Ok(rows.into_iter().map(named).collect())
}

/// Contacts and minutes by month in Sofia: the first day of each. The clock there is always whole
/// hours away from UTC, so hours can be counted by the database and put into months here.
async fn by_month(tx: &Tx, filter: &Filter) -> Result<BTreeMap<Day, (i64, i64)>, StoreError> {
    let rows = counted(tx, filter, Expr::cust("\"contact\".\"at\" / 3600000"));
    let rows: Vec<(i64, i64, i64)> = rows.into_tuple().all(tx.conn()).await?;
    let mut months: BTreeMap<Day, (i64, i64)> = BTreeMap::new();
    for (hour, count, minutes) in rows {
        let day = Instant(hour * 3_600_000).day();
        let month = months.entry(Day(day.0.first_of_month())).or_default();
        month.0 += count;
        month.1 += minutes;
    }
    Ok(months)
}

fn counted(
    tx: &Tx,
    filter: &Filter,
    by: impl Into<SimpleExpr>,
) -> sea_orm::Select<contact::Entity> {
    let by: SimpleExpr = by.into();
    filter
        .matching(tx)
        .select_only()
        .expr_as(by.clone(), "what")
        .expr_as(Expr::col(Column::Id).count(), "contacts")
        .expr_as(Expr::col(Column::Minutes).sum(), "minutes")
        .group_by(by)
}

pub async fn statistics(
    State(app): State<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut filter = Filter::read(&mut form);
    if filter.from.is_none() && filter.to.is_none() {
        // A year of work, unless asked otherwise.
        filter.from = Some(Day(app.today().0.first_of_year()));
    }
    let mut tx = app.db.read(&ctx.actor).await?;
    let lists = FilterChoices::load(&ctx, &tx).await?;
    let topic = by_text(&tx, &filter, Column::Topic).await?;
    let channel = by_text(&tx, &filter, Column::Channel).await?;
    let worker = by_id(&tx, &filter, Column::AccountId).await?;
    let point = by_id(&tx, &filter, Column::ServicePointId).await?;
    let months = by_month(&tx, &filter).await?;
    tx.audit(Entry::list("contact-statistics"));
    tx.commit().await?;
    let total = topic.iter().map(|(_, count, _)| count).sum();
    let minutes = topic.iter().map(|(_, _, minutes)| minutes).sum();
    let table = |rows: Counted, list: &[Choice], set: fn(&mut Filter, &str)| {
        lines(&ctx, &filter, rows, (list, set))
    };
    let tables = vec![
        ("frontdesk-contact-topic", table(topic, &lists.topic, |f, id| f.topic = id.into())),
        (
            "frontdesk-contact-channel",
            table(channel, &lists.channel, |f, id| f.channel = id.into()),
        ),
        (
            "frontdesk-contact-worker",
            table(worker, &lists.worker, |f, id| f.worker = id.parse().ok()),
        ),
        ("frontdesk-contact-point", table(point, &lists.point, |f, id| f.point = id.parse().ok())),
        ("frontdesk-statistics-month", month_lines(&ctx, &filter, months)),
    ];
    let tables = tables.into_iter().map(|(key, rows)| (ctx.t(key).into_owned(), rows)).collect();
    html(&StatisticsPage {
        page: ctx.page(ctx.t("frontdesk-statistics-title")),
        action: ctx.url("/contacts/statistics"),
        list: ctx.url(&format!("/contacts?{}", filter.query())),
        total,
        minutes,
        chips: chips(&ctx, &filter, &lists),
        choices: lists,
        heads: vec![
            Head::new(ctx.t("frontdesk-statistics-what")),
            Head::new(ctx.t("frontdesk-statistics-count")).numeric(),
            Head::new(ctx.t("frontdesk-contact-minutes")).numeric(),
        ],
        tables,
        form,
    })
}

fn lines(
    ctx: &Ctx,
    filter: &Filter,
    rows: Counted,
    (list, set): (&[Choice], fn(&mut Filter, &str)),
) -> Vec<Line> {
    let mut lines: Vec<Line> = rows
        .into_iter()
        .map(|(value, count, minutes)| {
            let mut narrow = filter.clone();
            set(&mut narrow, &value);
            let text = match value.is_empty() {
                true => ctx.t("frontdesk-no-point").into_owned(),
                false => FilterChoices::words(list, &value),
            };
            let href = ctx.url(&format!("/contacts?{}", narrow.query()));
            Line { text, href, count, minutes }
        })
        .collect();
    lines.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    lines
}

fn month_lines(ctx: &Ctx, filter: &Filter, months: BTreeMap<Day, (i64, i64)>) -> Vec<Line> {
    let line = |(first, (count, minutes)): (Day, (i64, i64))| {
        let last = Day(first.0.last_of_month());
        let from = filter.from.map_or(first, |from| Ord::max(from, first));
        let to = filter.to.map_or(last, |to| Ord::min(to, last));
        let narrow = Filter { from: Some(from), to: Some(to), ..filter.clone() };
        Line {
            text: format!("{:02}.{}", first.0.month(), first.0.year()),
            href: ctx.url(&format!("/contacts?{}", narrow.query())),
            count,
            minutes,
        }
    };
    months.into_iter().rev().map(line).collect()
}
