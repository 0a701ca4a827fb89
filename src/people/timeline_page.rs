//! What happened to a person, newest first: sifted by capability, by days and by case.

use super::PersonId;
use super::person_page::Bar;
use super::store::happened::{self, Row, Sieve};
use super::store::read;
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Happened;
use kit::types::{decode_id, encode_id};
use kit::web::{Ctx, Form, Id, PAGE_ROWS, Problem, html, list_address};
use ui::{Choice, Pages};

/// Rows of a timeline, in words.
pub fn events(ctx: &Ctx, happened: &[Happened]) -> Vec<ui::Event> {
    let event = |row: &Happened| ui::Event {
        title: row.text(ctx.lang),
        href: leads_to(ctx, row),
        by: row.by.clone(),
        when: row.at.bg(),
        iso: row.at.local().strftime("%Y-%m-%dT%H:%M").to_string(),
        text: String::new(),
    };
    happened.iter().map(event).collect()
}

/// What an event itself leads to, such as its paper, or else its case: there its events are worked
/// on. People knows the address of a case and no more.
fn leads_to(ctx: &Ctx, row: &Happened) -> String {
    if let Some(path) = row.leads_to() {
        return ctx.url(path);
    }
    row.case
        .filter(|_| ctx.actor.may("referral.read"))
        .map(|case| ctx.url(&format!("/referrals/{}", encode_id(case))))
        .unwrap_or_default()
}

/// A row as the timeline of kit gives it.
pub fn told(row: Row) -> Happened {
    let data: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&row.data).unwrap_or_default();
    let data = data.into_iter().map(|(name, value)| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        (name, text)
    });
    Happened {
        id: row.id,
        at: row.at,
        kind: row.kind,
        by: row.account_name,
        case: row.case_id,
        data: data.collect(),
    }
}

/// The beginning of the keys that tell of events.
const EVENT: &str = "event-";

/// The kinds of events that a capability tells of: those its texts name.
fn kinds(capability: &str) -> Vec<&'static str> {
    let own = ui::text::keys(EVENT).into_iter().filter(|(bundle, _)| *bundle == capability);
    own.filter_map(|(_, key)| key.strip_prefix(EVENT)).collect()
}

/// The capabilities that tell of events about people, with their names.
fn capabilities(ctx: &Ctx, chosen: &str) -> Vec<Choice> {
    let mut names: Vec<&str> = ui::text::keys(EVENT).into_iter().map(|(name, _)| name).collect();
    names.dedup();
    let named = names.into_iter().filter_map(|name| {
        let text = ui::text::find(ctx.lang, &format!("people-of-{name}"))?;
        Some(Choice::new(name, text).checked(name == chosen))
    });
    named.collect()
}

/// The filters of a timeline; the last place is for the bound of the page.
const FILTERS: [&str; 9] = [
    "of",
    "case",
    "from-day",
    "from-month",
    "from-year",
    "to-day",
    "to-month",
    "to-year",
    "before",
];

/// What a query asks for.
pub fn sieve(form: &mut Form) -> Sieve {
    let of = form.get("of").to_owned();
    // An unknown capability has no kinds, and none would mean all.
    let kinds = match of.as_str() {
        "" => Vec::new(),
        of => Some(kinds(of)).filter(|kinds| !kinds.is_empty()).unwrap_or_else(|| vec!["-"]),
    };
    Sieve {
        kinds,
        from: form.day_optional("from"),
        to: form.day_optional("to"),
        case: decode_id(form.get("case")),
    }
}

#[derive(Template)]
#[template(path = "people/timeline.html")]
struct TimelinePage {
    page: ui::Page,
    bar: Bar,
    form: Form,
    action: String,
    of: Vec<Choice>,
    cases: Vec<Choice>,
    events: Vec<ui::Event>,
    pages: Pages,
    is_sifted: bool,
}

/// `GET /people/{id}/timeline?of=&case=&from-…&to-…&before=`.
pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let before = decode_id(form.get("before"));
    let sieve = sieve(&mut form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = read::person(&tx, id).await?;
    let bar = Bar::new(&tx, &ctx, &row, "/timeline").await?;
    let mut rows = happened::older(&tx, (id, &sieve), (before, PAGE_ROWS + 1)).await?;
    let more = rows.len() as u64 > PAGE_ROWS;
    rows.truncate(PAGE_ROWS as usize);
    let newer = match (before, rows.first()) {
        (Some(_), Some(first)) => happened::newer(&tx, (id, &sieve), (first.id, PAGE_ROWS)).await?,
        _ => None,
    };
    let known = happened::cases(&tx, id).await?;
    tx.audit(Entry::read("timeline", id.0).about(Some(id.0)));
    tx.commit().await?;
    let path = ctx.url(&format!("/people/{id}/timeline"));
    let href = |bound: i64| {
        let bound = encode_id(bound);
        let value = |name| if name == "before" { bound.as_str() } else { form.get(name) };
        list_address(&path, &FILTERS.map(|name| (name, value(name))))
    };
    let older = rows.last().filter(|_| more).map(|row| href(row.id));
    let pages = Pages { previous: newer.map(href), next: older, items: Vec::new() };
    let mut page = ctx.page(format!("{} – {}", bar.name, ctx.t("people-section-timeline")));
    page.errors = form.errors();
    page.breadcrumbs = vec![
        ui::Link::new(ctx.url("/people"), ctx.t("people-title")),
        ui::Link::new(ctx.url(&format!("/people/{id}")), bar.name.clone()),
        ui::Link::new("", ctx.t("people-section-timeline")),
    ];
    let rows: Vec<Happened> = rows.into_iter().map(told).collect();
    let case = |(place, id): (usize, &i64)| {
        let (id, args) = (encode_id(*id), [("number", place + 1)]);
        let checked = form.get("case") == id;
        Choice::new(id, ctx.ta("people-timeline-case", &args)).checked(checked)
    };
    html(&TimelinePage {
        page,
        events: events(&ctx, &rows),
        bar,
        pages,
        of: capabilities(&ctx, form.get("of")),
        // Counted from the oldest, so that a new case renames none.
        cases: known.iter().rev().enumerate().map(case).collect(),
        is_sifted: FILTERS.iter().any(|name| *name != "before" && !form.get(name).is_empty()),
        action: path,
        form,
    })
}
