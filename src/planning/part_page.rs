//! One part of a document: its text with figures that open their lists, the figures beside what they are now,
//! its planned services, its versions; the files of a document.

use super::charts;
use super::document::{Document, document_of, documents, part};
use super::figure::{resolved, written};
use super::frame::{self, bg, heads, home, name};
use super::load::{self, Cycle, Figure, Part};
use super::neighbours::{self, Found};
use super::store::{planning_paper, planning_part};
use super::table::{Block, Line, PlanningPage, bits, cut_all};
use super::{CycleId, PlanPaperId, WRITE, line_page, paper, planned};
use crate::app::App;
use crate::people::print_kept;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::web::{Ctx, Form, Id, Pdf, Problem, pdf};
use std::collections::HashMap;
use ui::Link;

/// The columns of figures; their codes are for whoever writes the text.
const FIGURES: [&str; 6] = ["figure", "value", "now", "day", "source", "state"];
const FIGURES_TO_WRITE: [&str; 7] =
    ["figure", "value", "now", "day", "source", "reference", "state"];
/// So many versions of a part are shown.
const EDITIONS: usize = 20;

/// The part of a cycle that an address or a form names.
///
/// # Errors
/// [`Problem::NotFound`] when it is none.
pub fn part_of(kind: &str, form: &Form) -> Result<&'static str, Problem> {
    part(kind, form.get("part")).ok_or(Problem::NotFound)
}

/// The document that an address names; the first one of the cycle when it names none.
fn asked_document(kind: &str, form: &Form) -> &'static Document {
    let all = documents(kind);
    let asked = form.get("document");
    all.iter().find(|one| one.code == asked).unwrap_or(&all[0])
}

fn figure_line(ctx: &Ctx, one: &Figure, (now, has_code): (&HashMap<String, Found>, bool)) -> Line {
    let found = now.get(&one.row.code);
    let (word, colour) = match found {
        None => ("planning-gone", "grey"),
        Some(found) if found.value == one.value => ("planning-same", "green"),
        Some(_) => ("planning-changed", "orange"),
    };
    let mut cells = vec![
        one.name(ctx.lang),
        written(one.value),
        found.map(|found| written(found.value)).unwrap_or_default(),
        one.row.known_on.bg(),
        one.told.source.clone(),
    ];
    if has_code {
        cells.push(one.key.reference());
    }
    Line { href: ctx.url(&one.row.list), cells, word: ctx.t(word).into_owned(), colour }
}

fn links(ctx: &Ctx, (cycle, code): (&Cycle, &str)) -> Vec<Link> {
    let at = home(cycle.row.id);
    let link =
        |rest: &str, key: &str| Link::new(ctx.url(&format!("{at}/{rest}?part={code}")), ctx.t(key));
    let mut all = vec![link("editions", "planning-editions")];
    if cycle.state().is_open() && ctx.actor.may(WRITE) {
        all.insert(0, link("edit", "planning-edit"));
    }
    all
}

/// Says which texts are older than the planned services of which they tell, with the way to each.
pub fn outdated(ctx: &Ctx, page: &mut PlanningPage, (cycle, parts): (&Cycle, &[&Part])) {
    if parts.is_empty() {
        return;
    }
    page.warnings.push(ctx.t("planning-warn-outdated").into_owned());
    let link = |part: &&Part| {
        let path = format!("{}/part?part={}", home(cycle.row.id), part.code);
        Link::new(ctx.url(&path), ctx.t(&format!("planning-part-{}", part.code)))
    };
    let links = parts.iter().map(link).collect();
    page.blocks.insert(0, Block { links, ..Block::default() });
}

/// `GET /planning/cycles/{id}/part?part=`.
pub async fn show(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
    form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let cycle = load::cycle(&tx, id).await?;
    let code = part_of(&cycle.row.kind, &form).unwrap_or(cycle.parts[0].code);
    let gathered = neighbours::gathered(&tx, &law, cycle.row.figures_on).await?;
    let old = planned::outdated(&tx, &cycle).await?;
    tx.audit(Entry::read("planning-cycle", id.0));
    tx.commit().await?;
    let now: HashMap<String, Found> =
        gathered.found.into_iter().map(|one| (one.key.to_string(), one)).collect();
    let title = ctx.t(&format!("planning-part-{code}"));
    let whole = name(&ctx, &cycle.row.kind, cycle.row.year);
    let mut page = PlanningPage::new(frame::below(&ctx, title, (id, whole)));
    let document = document_of(&cycle.row.kind, code).map_or("", |one| one.code);
    page.lead = ctx.t(&format!("planning-document-{document}")).into_owned();
    if old.iter().any(|part| part.code == code) {
        page.warnings.push(ctx.t("planning-warn-outdated-part").into_owned());
        let path = format!("{}/lines", home(id));
        page.links.push(Link::new(ctx.url(&path), ctx.t("planning-lines")));
    }
    let text = cycle.part(code).map(|one| bits(&ctx, &cycle, &one.text)).unwrap_or_default();
    page.blocks.push(Block { lines: text, links: links(&ctx, (&cycle, code)), ..Block::default() });
    let may_write = cycle.state().is_open() && ctx.actor.may(WRITE);
    let rows = cycle.figures_of(code).map(|one| figure_line(&ctx, one, (&now, may_write)));
    let rows: Vec<Line> = rows.collect();
    if rows.iter().any(|row| row.colour == "orange") {
        page.warnings.push(ctx.t("planning-warn-changed").into_owned());
    }
    let base = ctx.url(&format!("{}/part?part={code}", home(id)));
    let title = ctx.t("planning-figures").into_owned();
    let columns: &[&str] = if may_write { &FIGURES_TO_WRITE } else { &FIGURES };
    let figures = Block { title, heads: heads(&ctx, columns), rows, ..Block::default() };
    let lines: Vec<_> = cycle.lines_of(code).collect();
    let tables = vec![figures, line_page::block(&ctx, (&cycle, &lines))];
    let (tables, pages) = cut_all(tables, &form, &base);
    page.blocks.extend(tables);
    page.pages = pages;
    page.charts = charts::of(code, &cycle);
    page.shown()
}

/// `GET /planning/cycles/{id}/editions?part=`: who wrote what and when, and what lost a race.
pub async fn editions(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let cycle = load::cycle(&tx, id).await?;
    let row = &cycle.row;
    let code = part_of(&row.kind, &form).unwrap_or(documents(&row.kind)[0].parts[0]);
    let all = load::editions(&tx, (id, code)).await?;
    tx.audit(Entry::read("planning-cycle", id.0));
    tx.commit().await?;
    let whole = name(&ctx, &row.kind, row.year);
    let mut page = PlanningPage::new(frame::below(&ctx, ctx.t("planning-editions"), (id, whole)));
    page.lead = ctx.t(&format!("planning-part-{code}")).into_owned();
    let title = |row: &planning_part::Model| {
        let (who, when) = (&row.account_name, row.made_at.bg());
        match row.edition {
            1.. => format!("№ {}: {who}, {when}", row.edition),
            _ => format!("{}: {who}, {when}", ctx.t("planning-aside")),
        }
    };
    // Whoever writes takes a text back from here, so with its codes; whoever reads sees the numbers.
    let value = |code: &str| match cycle.figure(code) {
        Some(one) if !ctx.actor.may(WRITE) => written(one.value),
        _ => format!("[[{code}]]"),
    };
    let block = |(row, text): &(planning_part::Model, String)| {
        Block { title: title(row), ..Block::default() }.said(&resolved(text, &value))
    };
    page.blocks = all.iter().take(EDITIONS).map(block).collect();
    page.shown()
}

/// A document for a word processor.
#[must_use]
pub fn word(name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}.docx\"");
    let headers = [
        (header::CONTENT_TYPE, crate::docx::MEDIA.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, bytes).into_response()
}

/// `GET /planning/cycles/{id}/docx?document=`: as it stands now; of an adopted cycle the document that was adopted.
pub async fn document(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let cycle = load::cycle(&tx, id).await?;
    let asked = asked_document(&cycle.row.kind, &form);
    let kept = match cycle.state().is_open() {
        true => None,
        false => {
            let all = paper::papers(&tx, id).await?;
            all.into_iter().find(|one| one.document == asked.code && one.phase == "adopted")
        }
    };
    let bytes = match &kept {
        Some(kept) => paper::document(&tx, kept)?,
        None => {
            let draft = [bg("planning-is-draft")];
            paper::word(&cycle, asked, (&ctx.municipality.name, &draft))?
        }
    };
    tx.audit(Entry::print("planning-cycle", id.0));
    tx.commit().await?;
    Ok(word(&format!("{}-{}", asked.code, cycle.row.year), bytes))
}

/// `GET /planning/cycles/{id}/pdf?paper=`: a paper of the cycle, the newest when none is named.
pub async fn printed(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = paper::papers(&tx, id).await?;
    let asked: Option<PlanPaperId> = form.get("paper").parse().ok();
    let row = all.into_iter().find(|one| asked.is_none_or(|id| id == one.id));
    let row = row.ok_or(Problem::NotFound)?;
    tx.audit(Entry::print("planning-paper", row.id.0));
    tx.commit().await?;
    let bytes = print_kept::<planning_paper::Entity>(&app, &ctx.actor, row.id.0).await?;
    Ok(pdf(Pdf { name: format!("{}-{}-{}", row.document, row.year, row.number), bytes }))
}
