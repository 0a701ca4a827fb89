//! What happened to a person, and a sheet that may be given to them.

use super::person_page::{AddressRow, Bar, Pair, Speaker, address_row, pairs, speaker};
use super::store::read;
use super::{PersonId, addresses, representatives};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Happened, Timeline};
use kit::types::{decode_id, encode_id};
use kit::web::{Ctx, Form, Id, PAGE_ROWS, Problem, html};
use ui::Pages;

/// Rows of the timeline on the sheet for the person.
const PRINTED: u64 = 200;

/// Rows of a timeline, in words.
pub fn events(ctx: &Ctx, happened: &[Happened]) -> Vec<ui::Event> {
    let event = |row: &Happened| ui::Event {
        title: row.text(ctx.lang),
        // A case is where its events are worked on; people knows its address and no more.
        href: row
            .case
            .filter(|_| ctx.actor.may("referral.read"))
            .map(|case| ctx.url(&format!("/referrals/{}", encode_id(case))))
            .unwrap_or_default(),
        by: row.by.clone(),
        when: row.at.bg(),
        iso: row.at.local().strftime("%Y-%m-%dT%H:%M").to_string(),
        text: String::new(),
    };
    happened.iter().map(event).collect()
}

#[derive(Template)]
#[template(path = "people/timeline.html")]
struct TimelinePage {
    page: ui::Page,
    bar: Bar,
    events: Vec<ui::Event>,
    pages: Pages,
}

/// `GET /people/{id}/timeline?before=`.
pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    form: Form,
) -> Result<Response, Problem> {
    let before = decode_id(form.get("before"));
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = read::person(&tx, id).await?;
    let bar = Bar::new(&tx, &ctx, &row, "/timeline").await?;
    let mut rows = tx.timeline(Timeline::Person(id.0), before, PAGE_ROWS + 1).await?;
    let more = rows.len() as u64 > PAGE_ROWS;
    rows.truncate(PAGE_ROWS as usize);
    let newer = match (before, rows.first()) {
        (Some(_), Some(first)) => read::newer_page(&tx, id, first.id, PAGE_ROWS).await?,
        _ => None,
    };
    tx.audit(Entry::read("timeline", id.0).about(Some(id.0)));
    tx.commit().await?;
    let href = |bound: i64| ctx.url(&format!("/people/{id}/timeline?before={}", encode_id(bound)));
    let older = rows.last().filter(|_| more).map(|row| href(row.id));
    let pages = Pages { previous: newer.map(href), next: older, items: Vec::new() };
    let mut page = ctx.page(format!("{} – {}", bar.name, ctx.t("people-section-timeline")));
    page.breadcrumbs = vec![
        ui::Link::new(ctx.url("/people"), ctx.t("people-title")),
        ui::Link::new(ctx.url(&format!("/people/{id}")), bar.name.clone()),
        ui::Link::new("", ctx.t("people-section-timeline")),
    ];
    html(&TimelinePage { page, events: events(&ctx, &rows), bar, pages })
}

#[derive(Template)]
#[template(path = "people/print.html")]
struct PrintPage {
    page: ui::Page,
    bar: Bar,
    printed: String,
    pairs: Vec<Pair>,
    addresses: Vec<AddressRow>,
    speakers: Vec<Speaker>,
    events: Vec<ui::Event>,
    is_cut: bool,
}

/// `GET /people/{id}/print`: for paper. No private note; a protected address never stands on it.
pub async fn print(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = read::person(&tx, id).await?;
    let bar = Bar::new(&tx, &ctx, &row, "/print").await?;
    let today = app.today();
    let list = addresses(&tx, id, false).await?;
    let speaking = representatives(&tx, id, today).await?;
    let earlier = read::earlier_names(&tx, id).await?;
    let happened = tx.timeline(Timeline::Person(id.0), None, PRINTED).await?;
    tx.audit(Entry::print("person", id.0).about(Some(id.0)));
    tx.commit().await?;
    let held = list.iter().filter(|address| address.holds_on(today));
    let page = ctx.page(format!("{} – {}", bar.name, ctx.t("people-section-print")));
    html(&PrintPage {
        page,
        bar,
        printed: app.clock().now().bg(),
        pairs: pairs(&ctx, &row, &earlier),
        addresses: held.map(|address| address_row(&ctx, id, address)).collect(),
        speakers: speaking.iter().map(|who| speaker(&ctx, id, who, today)).collect(),
        is_cut: happened.len() as u64 == PRINTED,
        events: events(&ctx, &happened),
    })
}
