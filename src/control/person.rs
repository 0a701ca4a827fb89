//! The control of a person's assistance, in their file: pairs, visits, signals, checks.

use super::WRITE;
use super::frame::{HOME, pdf};
use super::load::{self, Visit};
use super::round::{self, Checked};
use super::signal_page;
use super::table::{Cell, Line, Part};
use crate::app::App;
use crate::assistance::{self, Pair, Pairs};
use crate::people::{self, Bar, PersonId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::web::{Ctx, Id, Problem, html};
use ui::Link;

/// Columns of visits.
pub const VISIT_COLUMNS: [&str; 5] = ["planned", "kind", "held", "officers", "recommendation"];

/// Visits as lines, the newest first.
#[must_use]
pub fn visit_lines(ctx: &Ctx, visits: &[Visit]) -> Vec<Line> {
    let line = |one: &Visit| {
        let (word, colour) = match (one.row.is_absent, one.row.is_bad) {
            (true, _) => ("control-result-absent", "orange"),
            (_, true) => ("control-result-bad", "red"),
            _ => match one.row.state.as_str() {
                "held" => ("control-result-good", "green"),
                "cancelled" => ("control-state-cancelled", "grey"),
                _ => ("control-state-planned", "blue"),
            },
        };
        Line {
            href: ctx.url(&format!("{HOME}/visits/{}", one.row.id)),
            cells: vec![
                Cell::day(Some(one.row.planned_on)),
                Cell::new(ctx.t(&format!("control-kind-{}", one.row.kind))),
                Cell::day(one.row.held_on),
                Cell::new(one.protocol.officers.clone()),
                Cell::new(one.protocol.recommendation.clone()),
            ],
            word: ctx.t(word).into_owned(),
            colour,
        }
    };
    visits.iter().rev().map(line).collect()
}

fn check_lines(ctx: &Ctx, all: &[Checked]) -> Vec<Line> {
    let line = |one: &Checked| {
        let (word, colour) = match one.row.result.as_str() {
            "clear" => ("clear", "green"),
            "found" => ("found", "red"),
            _ => ("waiting", "yellow"),
        };
        Line {
            href: ctx.url(&format!("{HOME}/rounds/{}", one.row.round_id)),
            cells: vec![
                Cell::day(one.row.checked_on),
                Cell::new(one.content.sources.clone()),
                Cell::new(one.content.found.clone()),
                Cell::new(one.content.conclusion.clone()),
            ],
            word: ctx.t(&format!("control-line-{word}")).into_owned(),
            colour,
        }
    };
    all.iter().rev().map(line).collect()
}

#[derive(Template)]
#[template(path = "control/person.html")]
struct PersonPage {
    page: ui::Page,
    bar: Bar,
    pairs: Vec<Link>,
    parts: Vec<Part>,
    papers: Vec<Link>,
    new: String,
}

/// `GET /people/{id}/control`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let bar = Bar::of(&tx, &ctx, id, "/control").await?;
    let pairs = assistance::pairs(&tx, Pairs::User(id)).await?;
    let visits = load::visits_to(&tx, id).await?;
    let signals = load::signals_about(&tx, id).await?;
    let signals = signal_page::lines(&tx, &ctx, &signals).await?;
    let checks = round::lines_of(&tx, id).await?;
    let ids: Vec<PersonId> = pairs.iter().map(|pair| pair.assistant_person).collect();
    let heads = people::heads(&tx, &ids).await?;
    tx.audit(audit::Entry::read("control", id.0).about(Some(id.0)));
    tx.commit().await?;
    let mut page = ctx.page(ctx.t("people-section-control"));
    page.breadcrumbs = vec![
        Link::new(ctx.url("/people"), ctx.t("people-title")),
        Link::new(ctx.url(&format!("/people/{id}")), bar.name.clone()),
        Link::new("", page.title.clone()),
    ];
    let link = |pair: &Pair| {
        let name = heads.get(&pair.assistant_person).map(|head| head.name.clone());
        let words = format!("{}, {}", pair.number, name.unwrap_or_default());
        Link::new(ctx.url(&format!("{HOME}/pairs/{}", pair.agreement)), words)
    };
    let held = visits.iter().filter(|one| one.row.paper_id.is_some());
    let paper = |one: &Visit| {
        let day = one.row.held_on.map(kit::types::Day::bg).unwrap_or_default();
        let text = ctx.ta("control-protocol-of", &[("day", day)]).into_owned();
        Link::new(pdf(&ctx, id, one.row.paper_id), text)
    };
    let columns = ["number", "received", "kind", "user", "from", "due", "answered"];
    let checked = ["checked", "sources", "found-support", "conclusion"];
    let parts = vec![
        Part::new(&ctx, "control-visits", &VISIT_COLUMNS, visit_lines(&ctx, &visits)),
        Part::new(&ctx, "control-signals", &columns, signals),
        Part::new(&ctx, "control-rounds", &checked, check_lines(&ctx, &checks)),
    ];
    let new = if ctx.actor.may(WRITE) { ctx.url("/control/signals/new") } else { String::new() };
    html(&PersonPage {
        page,
        bar,
        pairs: pairs.iter().map(link).collect(),
        parts,
        papers: held.map(paper).collect(),
        new,
    })
}
