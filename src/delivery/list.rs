//! The month of all services: who was planned, what was given, what should be looked at.

use super::days::{Sums, hours};
use super::frame::{beside_links, month_href, month_of, month_words};
use super::load::{self, Line};
use crate::app::App;
use crate::services::{self, ServiceId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Problem, cut, html, list_address};
use law::{Law, Month};
use std::collections::BTreeMap;
use ui::{Head, Link, Pages};

/// A service with its month.
pub struct Total {
    /// The service.
    pub id: ServiceId,
    /// Its name.
    pub name: String,
    /// Its provider.
    pub provider: String,
    /// People who use it in the month.
    pub people: usize,
    /// Their sums.
    pub sums: Sums,
    /// The month is closed.
    pub is_closed: bool,
}

/// Every service that somebody uses in a month, by name.
pub async fn totals(tx: &Tx, law: &Law, month: Month) -> Result<Vec<Total>, StoreError> {
    let lines = load::lines(tx, law, None, load::days_of(month)).await?;
    let mut of: BTreeMap<ServiceId, Vec<&Line>> = BTreeMap::new();
    for line in &lines {
        of.entry(line.of.service).or_default().push(line);
    }
    let ids: Vec<ServiceId> = of.keys().copied().collect();
    let known = services::by_ids(tx, &ids).await?;
    let closed = load::closed_services(tx, month).await?;
    let total = |(id, lines): (&ServiceId, &Vec<&Line>)| {
        let service = known.get(id);
        Total {
            id: *id,
            name: service.map(|one| one.name.clone()).unwrap_or_default(),
            provider: service.map(|one| one.provider.clone()).unwrap_or_default(),
            people: lines.len(),
            sums: lines.iter().map(|line| line.sums).fold(Sums::default(), std::ops::Add::add),
            is_closed: closed.contains(id),
        }
    };
    let mut all: Vec<Total> = of.iter().map(total).collect();
    all.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    Ok(all)
}

struct Row {
    href: String,
    name: String,
    provider: String,
    people: String,
    planned: String,
    given: String,
    absent: String,
    exceptions: Option<(String, u32)>,
    is_closed: bool,
    day_href: String,
}

#[derive(Template)]
#[template(path = "delivery/list.html")]
struct ListPage {
    page: ui::Page,
    month: String,
    beside: [Link; 2],
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
}

/// `GET /delivery?month=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let month = month_of(&form, app.today());
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = totals(&tx, &law, month).await?;
    tx.audit(Entry::list("delivery"));
    tx.commit().await?;
    let address = list_address(&ctx.url("/delivery"), &[("month", &month.to_string())]);
    let (all, pages) = cut(all, &form, &address);
    let is_now = month == Month::of(app.today().0);
    let row = |total: Total| {
        let home = ctx.url(&format!("/delivery/{}", total.id));
        let rows = list_address(&format!("{home}/rows"), &[("month", &month.to_string())]);
        let some = total.sums.exceptions > 0;
        Row {
            href: month_href(&ctx, total.id, month),
            name: total.name,
            provider: total.provider,
            people: total.people.to_string(),
            planned: hours(total.sums.planned),
            given: hours(total.sums.given),
            absent: total.sums.absent.to_string(),
            exceptions: some.then(|| (format!("{rows}&kind=exceptions"), total.sums.exceptions)),
            is_closed: total.is_closed,
            day_href: if is_now { format!("{home}/day") } else { String::new() },
        }
    };
    let head = |name: &str| Head::new(ctx.t(&format!("delivery-column-{name}")));
    let mut heads = vec![head("service")];
    heads.extend(["people", "planned", "given", "absent", "exceptions"].map(|n| head(n).numeric()));
    heads.push(head("state"));
    html(&ListPage {
        page: ctx.page(ctx.t("delivery-title")),
        month: month_words(ctx.lang, month),
        beside: beside_links(&ctx, &ctx.url("/delivery"), month),
        heads,
        rows: all.into_iter().map(row).collect(),
        pages,
    })
}
