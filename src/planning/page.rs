//! One cycle on the screen: how far it came, its documents, its discussion.

use super::course::STEPS;
use super::document::KINDS;
use super::frame::{self, DISCUSSION, heads, home, name, public_home, reasons, sending};
use super::load::{self, Cycle};
use super::record::{self, Asked, Demanded};
use super::release::{self, Published};
use super::store::planning_paper;
use super::summary::Held;
use super::table::{Block, Line, PlanningPage};
use super::{CycleId, WRITE, opinion, paper};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Id, Problem};
use ui::Link;

fn day(day: Option<Day>) -> String {
    day.map(|day| day.bg()).unwrap_or_default()
}

fn say_facts(ctx: &Ctx, page: &mut PlanningPage, (cycle, law): (&Cycle, &law::Law)) {
    let row = &cycle.row;
    page.say(ctx, "planning-figures-on", row.figures_on.bg());
    if row.kind == KINDS[1] {
        page.say(ctx, "planning-due", day(sending(law, row.year)));
    }
    page.say(ctx, "planning-proposed-at", row.proposed_at.map(|at| at.bg()).unwrap_or_default());
    page.say(ctx, "planning-decision-number", row.decision_number.as_str());
    page.say(ctx, "planning-decided-on", day(row.decided_on));
    page.say(ctx, "planning-sent-number", row.sent_number.as_str());
    page.say(ctx, "planning-sent-on", day(row.sent_on));
}

/// A part of a document: it opens its page.
fn part(ctx: &Ctx, cycle: &Cycle, code: &str) -> Line {
    let edition = cycle.part(code).map_or(0, |part| part.edition);
    let written = if edition > 0 { "planning-written" } else { "planning-unwritten" };
    let path = format!("{}/part?part={code}", home(cycle.row.id));
    Line {
        href: ctx.url(&path),
        cells: vec![ctx.t(&format!("planning-part-{code}")).into_owned(), edition.to_string()],
        word: ctx.t(written).into_owned(),
        colour: if edition > 0 { "green" } else { "grey" },
    }
}

/// The documents with their parts, division by division below their headings.
fn documents(ctx: &Ctx, cycle: &Cycle) -> Vec<Block> {
    let mut all = Vec::new();
    for document in cycle.documents() {
        let word = format!("{}/docx?document={}", home(cycle.row.id), document.code);
        let mut links = vec![Link::new(ctx.url(&word), ctx.t("planning-docx"))];
        for parts in document.divisions() {
            let name = ctx.t(&format!("planning-document-{}", document.code));
            let headed = parts.first().filter(|code| document.headed.contains(code));
            let title = headed.map_or(name.clone().into_owned(), |code| {
                format!("{name}. {}", ctx.t(&format!("planning-over-{code}")))
            });
            all.push(Block {
                title,
                heads: heads(ctx, &["part", "edition", "state"]),
                rows: parts.iter().map(|code| part(ctx, cycle, code)).collect(),
                links: std::mem::take(&mut links),
                ..Block::default()
            });
        }
    }
    all
}

fn published(ctx: &Ctx, all: &[Published]) -> Block {
    let row = |one: &Published| Line {
        cells: vec![
            one.row.published_on.bg(),
            one.row.ends_on.bg(),
            day(one.row.withdrawn_on),
            one.said.reason.clone(),
        ],
        ..Line::default()
    };
    Block {
        title: ctx.t("planning-releases").into_owned(),
        heads: heads(ctx, &["published", "ends", "withdrawn", "reason"]),
        rows: all.iter().map(row).collect(),
        empty: ctx.t("planning-releases-none").into_owned(),
        ..Block::default()
    }
}

fn debates(ctx: &Ctx, all: &[Held], at: &str) -> Block {
    let row = |one: &Held| Line {
        cells: vec![
            one.on.bg(),
            ctx.t(&format!("planning-debate-{}", one.kind)).into_owned(),
            one.place.clone(),
            one.people.to_string(),
        ],
        ..Line::default()
    };
    let mut links = Vec::new();
    if ctx.actor.may(WRITE) {
        links.push(Link::new(ctx.url(&format!("{at}/debate")), ctx.t("planning-debate-new")));
    }
    Block {
        title: ctx.t("planning-debates").into_owned(),
        heads: heads(ctx, &["day", "kind", "place", "people"]),
        rows: all.iter().map(row).collect(),
        empty: ctx.t("planning-debates-none").into_owned(),
        links,
        ..Block::default()
    }
}

fn inquiries(ctx: &Ctx, all: &[Asked], (at, today): (&str, Day)) -> Block {
    let row = |one: &Asked| {
        let (word, colour) = match one.row.answered_on {
            Some(_) => ("planning-answered", "green"),
            None if one.row.due_on < today => ("planning-late", "red"),
            None => ("planning-waits", "yellow"),
        };
        Line {
            href: ctx.url(&format!("{}/inquiries/{}", frame::HOME, one.row.id)),
            cells: vec![one.content.body.clone(), one.row.sent_on.bg(), one.row.due_on.bg()],
            word: ctx.t(word).into_owned(),
            colour,
        }
    };
    let mut links = Vec::new();
    if ctx.actor.may(WRITE) {
        links.push(Link::new(ctx.url(&format!("{at}/inquiry")), ctx.t("planning-inquiry-new")));
    }
    Block {
        title: ctx.t("planning-inquiries").into_owned(),
        empty: ctx.t("planning-inquiries-none").into_owned(),
        heads: heads(ctx, &["body", "sent", "due", "state"]),
        rows: all.iter().map(row).collect(),
        links,
        ..Block::default()
    }
}

fn demands(ctx: &Ctx, all: &[Demanded], at: &str) -> Block {
    let row = |one: &Demanded| {
        let (word, colour) = match one.row.handled_on {
            Some(_) => ("planning-handled", "green"),
            None => ("planning-waits", "orange"),
        };
        Line {
            href: ctx.url(&format!("{}/demands/{}", frame::HOME, one.row.id)),
            cells: vec![
                one.content.number.clone(),
                one.row.received_on.bg(),
                ctx.t(&format!("planning-defect-{}", one.row.kind)).into_owned(),
            ],
            word: ctx.t(word).into_owned(),
            colour,
        }
    };
    let mut links = Vec::new();
    if ctx.actor.may(WRITE) {
        links.push(Link::new(ctx.url(&format!("{at}/demand")), ctx.t("planning-demand-new")));
    }
    Block {
        title: ctx.t("planning-demands").into_owned(),
        empty: ctx.t("planning-demands-none").into_owned(),
        heads: heads(ctx, &["number", "received", "defect", "state"]),
        rows: all.iter().map(row).collect(),
        links,
        ..Block::default()
    }
}

fn papers(ctx: &Ctx, all: &[planning_paper::Model], at: &str) -> Block {
    let row = |one: &planning_paper::Model| Line {
        href: ctx.url(&format!("{at}/pdf?paper={}", one.id)),
        cells: vec![
            ctx.t(&format!("planning-document-{}", one.document)).into_owned(),
            format!("{}/{}", one.number, one.year),
            one.made_at.day().bg(),
            ctx.t(&format!("planning-phase-{}", one.phase)).into_owned(),
        ],
        ..Line::default()
    };
    Block {
        title: ctx.t("planning-papers").into_owned(),
        heads: heads(ctx, &["paper", "number", "day", "phase"]),
        rows: all.iter().map(row).collect(),
        ..Block::default()
    }
}

/// What must be told above the page.
fn warnings(ctx: &Ctx, (all, waiting): (&[Published], u64), today: Day) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(one) = release::standing(all).filter(|one| one.row.ends_on >= today) {
        let args = [("day", one.row.ends_on.bg())];
        lines.push(ctx.ta("planning-warn-open", &args).into_owned());
    }
    if waiting > 0 {
        lines.push(ctx.ta("planning-warn-opinions", &[("count", waiting)]).into_owned());
    }
    lines
}

fn actions(ctx: &Ctx, cycle: &Cycle) -> Vec<Link> {
    if !ctx.actor.may(WRITE) {
        return Vec::new();
    }
    let can = STEPS.into_iter().filter(|step| step.after(cycle.state()).is_ok());
    let link = |code: &str| {
        let path = format!("{}/{code}", home(cycle.row.id));
        Link::new(ctx.url(&path), ctx.t(&format!("planning-do-{code}")))
    };
    can.map(|step| link(step.code())).collect()
}

/// `GET /planning/cycles/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let cycle = load::cycle(&tx, id).await?;
    let releases = release::releases(&tx, id).await?;
    let held = record::held(&tx, id).await?;
    let asked = record::inquiries(&tx, id).await?;
    let demanded = record::demands(&tx, id).await?;
    let kept = paper::papers(&tx, id).await?;
    let waiting = opinion::unanswered(&tx, id).await?;
    tx.audit(Entry::read("planning-cycle", id.0));
    tx.commit().await?;
    let (state, today, at) = (cycle.state(), app.today(), home(id));
    let mut page =
        PlanningPage::new(frame::page(&ctx, name(&ctx, &cycle.row.kind, cycle.row.year)));
    page.state = ctx.t(&format!("planning-state-{}", state.code())).into_owned();
    page.colour = state.colour();
    page.warnings = warnings(&ctx, (&releases, waiting), today);
    page.actions = actions(&ctx, &cycle);
    say_facts(&ctx, &mut page, (&cycle, &law));
    let from = release::standing(&releases).map_or(today, |one| one.row.published_on);
    page.how = reasons(&law, DISCUSSION, from);
    page.blocks = documents(&ctx, &cycle);
    page.blocks.push(published(&ctx, &releases));
    page.blocks.push(debates(&ctx, &held, &at));
    page.blocks.push(inquiries(&ctx, &asked, (&at, today)));
    if cycle.row.kind == KINDS[0] {
        page.blocks.push(demands(&ctx, &demanded, &at));
    }
    page.blocks.push(papers(&ctx, &kept, &at));
    let link = |path: String, key: &str| Link::new(ctx.url(&path), ctx.t(key));
    page.links.push(link(format!("{at}/lines"), "planning-lines"));
    page.links.push(link(format!("{at}/opinions"), "planning-opinions"));
    if !releases.is_empty() {
        page.links.push(link(public_home(id), "planning-public"));
    }
    page.shown()
}
