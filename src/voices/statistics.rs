//! Complaints of a year in numbers: by provider, topic, kind and outcome. Each number opens its list.

use super::complaint;
use super::complaint_page::year_days;
use super::course::{OUTCOMES, SORTS, State, TOPICS};
use super::frame::{self, HOME, around, sections, year_of};
use super::store::voice_complaint::Model;
use super::table::{Cell, Line, Part};
use crate::app::App;
use crate::services::ProviderId;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, html};
use std::collections::BTreeMap;
use ui::{Link, NavItem};

const COLUMNS: [&str; 6] = ["what", "count", "open", "in-time", "too-late", "founded"];

#[derive(Template)]
#[template(path = "voices/statistics.html")]
struct StatisticsPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    around: Vec<Link>,
    lead: String,
    parts: Vec<Part>,
}

/// Numbers of some rows: all, open, answered in time, answered late, found right at least in part.
#[must_use]
pub fn numbers(rows: &[&Model]) -> [i64; 5] {
    let count = |is: &dyn Fn(&Model) -> bool| {
        i64::try_from(rows.iter().filter(|row| is(row)).count()).unwrap_or(i64::MAX)
    };
    let answered = |row: &Model| row.answered_on.map(|on| on <= row.due_on);
    [
        count(&|_| true),
        count(&|row| complaint::state(row) == State::Open),
        count(&|row| answered(row) == Some(true)),
        count(&|row| answered(row) == Some(false)),
        count(&|row| matches!(row.outcome.as_str(), "founded" | "partly" | "accepted")),
    ]
}

fn line(ctx: &Ctx, (text, query): (String, String), rows: &[&Model]) -> Line {
    let mut cells = vec![Cell::new(text)];
    cells.extend(numbers(rows).map(Cell::number));
    Line { href: ctx.url(&format!("{HOME}?{query}")), cells, ..Line::default() }
}

/// Lines by the codes of a column; codes of nothing are left out.
fn by_code(
    ctx: &Ctx,
    (name, prefix, year): (&str, &str, i16),
    (codes, rows): (&[&str], &[Model]),
    of: impl Fn(&Model) -> &str,
) -> Vec<Line> {
    let mut lines = Vec::new();
    for code in codes {
        let own: Vec<&Model> = rows.iter().filter(|row| of(row) == *code).collect();
        if !own.is_empty() {
            let text = ctx.t(&format!("{prefix}{code}")).into_owned();
            lines.push(line(ctx, (text, format!("year={year}&{name}={code}")), &own));
        }
    }
    lines
}

fn by_provider(
    ctx: &Ctx,
    (names, year): (&BTreeMap<ProviderId, String>, i16),
    rows: &[Model],
) -> Vec<Line> {
    let mut groups: BTreeMap<(&str, ProviderId), Vec<&Model>> = BTreeMap::new();
    for row in rows {
        if let Some((id, name)) = row.provider_id.and_then(|id| names.get_key_value(&id)) {
            groups.entry((name.as_str(), *id)).or_default().push(row);
        }
    }
    let one = |((name, id), own): ((&str, ProviderId), Vec<&Model>)| {
        line(ctx, (name.to_owned(), format!("year={year}&provider={id}")), &own)
    };
    groups.into_iter().map(one).collect()
}

/// `GET /voices/statistics?year=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let year = year_of(&form, tx.today());
    let days: (Day, Day) = year_days(year);
    let rows = complaint::between(&tx, days).await?;
    let names = frame::provider_names(&tx).await?;
    tx.audit(audit::Entry::list("voice-complaint"));
    tx.commit().await?;
    let part = |key: &str, lines: Vec<Line>| Part::new(&ctx, key, &COLUMNS, lines);
    let sorts = ("sort-of", "voices-sort-", year);
    let topics = ("topic", "voices-topic-", year);
    let outcomes = ("outcome", "voices-outcome-", year);
    let parts = vec![
        part("voices-by-provider", by_provider(&ctx, (&names, year), &rows)),
        part("voices-by-topic", by_code(&ctx, topics, (&TOPICS, &rows), |row| &row.topic)),
        part("voices-by-sort", by_code(&ctx, sorts, (&SORTS, &rows), |row| &row.kind)),
        part("voices-by-outcome", by_code(&ctx, outcomes, (&OUTCOMES, &rows), |row| &row.outcome)),
    ];
    html(&StatisticsPage {
        page: ctx.page(ctx.t("voices-statistics")),
        sections: sections(&ctx, "/statistics"),
        around: around(&ctx, "/statistics", year),
        lead: ctx.ta("voices-statistics-lead", &[("year", year)]).into_owned(),
        parts,
    })
}
