//! One analysis on the screen, the versions of its sections, and its files.

use super::course::{BLOCKS, STEPS, State};
use super::docx;
use super::frame::{self, home};
use super::list_page::heads;
use super::load::{self, Analysis, Figure, Section};
use super::store::review_paper;
use super::table::{Block, Line, ReviewPage};
use super::{AnalysisId, WRITE, paper};
use crate::app::App;
use crate::people::print_kept;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::web::{Ctx, Form, Id, Pdf, Problem, pdf};
use ui::Link;

const FIGURES: [&str; 5] = ["figure", "value", "now", "source", "state"];
/// So many versions of a section are shown.
const EDITIONS: usize = 20;

/// A code of [`BLOCKS`] that an address names.
///
/// # Errors
/// [`Problem::NotFound`] when it is none.
pub fn block_of(form: &Form) -> Result<&'static str, Problem> {
    let asked = form.get("block");
    BLOCKS.into_iter().find(|block| *block == asked).ok_or(Problem::NotFound)
}

fn figure_line(ctx: &Ctx, one: &Analysis, figure: &Figure) -> Line {
    let spec = figure.spec;
    let (word, colour) = match figure.is_changed() {
        true => ("review-changed", "orange"),
        false => ("review-same", "green"),
    };
    Line {
        href: ctx.url(&one.list_of(figure)),
        cells: vec![
            ctx.t(&format!("review-figure-{}", spec.code)).into_owned(),
            figure.words(),
            super::figures::written(spec.unit, figure.now),
            ctx.t(&format!("review-source-{}", spec.source)).into_owned(),
        ],
        word: ctx.t(word).into_owned(),
        colour,
    }
}

fn block(ctx: &Ctx, one: &Analysis, section: &Section) -> Block {
    let at = home(one.row.id);
    let link = |rest: &str, key: &str| {
        let path = format!("{at}/{rest}?block={}", section.block);
        Link::new(ctx.url(&path), ctx.t(key))
    };
    let mut links = vec![link("editions", "review-editions")];
    if one.state().is_open() && ctx.actor.may(WRITE) {
        links.insert(0, link("edit", "review-edit"));
    }
    Block {
        title: ctx.t(&format!("review-block-{}", section.block)).into_owned(),
        lines: section.text.lines().map(str::to_owned).collect(),
        heads: heads(ctx, &FIGURES),
        rows: one.figures_of(section.block).map(|one_of| figure_line(ctx, one, one_of)).collect(),
        links,
    }
}

fn facts(ctx: &Ctx, one: &Analysis) -> Vec<(String, String)> {
    let row = &one.row;
    let day = |day: Option<kit::types::Day>| day.map(|day| day.bg()).unwrap_or_default();
    let at = |at: Option<kit::types::Instant>| at.map(|at| at.bg()).unwrap_or_default();
    let all = [
        ("review-proposed-at", at(row.proposed_at)),
        ("review-decision-number", row.decision_number.clone()),
        ("review-decided-on", day(row.decided_on)),
        ("review-signed-at", at(row.signed_at)),
        ("review-signed-by", row.signed_by.clone()),
        ("review-sent-number", row.sent_number.clone()),
        ("review-sent-on", day(row.sent_on)),
    ];
    let known = all.into_iter().filter(|(_, text)| !text.is_empty());
    known.map(|(key, text)| (ctx.t(key).into_owned(), text)).collect()
}

/// By when it goes to АКСУ, with the arithmetic; a law that cannot be asked tells nothing.
fn due(law: &law::Law, year: i16) -> Option<law::Due> {
    let last = jiff::civil::Date::new(year, 12, 31).ok()?;
    law.due("D26", last, &[]).ok()
}

/// `GET /review/analyses/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AnalysisId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::analysis(&tx, &law, id).await?;
    tx.audit(Entry::read("review-analysis", id.0));
    tx.commit().await?;
    let state = one.state();
    let args = [("year", one.row.year)];
    let mut page = ReviewPage::new(frame::page(&ctx, ctx.ta("review-name", &args)));
    page.state = ctx.t(&format!("review-state-{}", state.code())).into_owned();
    page.colour = state.colour();
    if one.figures.iter().any(Figure::is_changed) {
        let key = if state.is_open() { "review-warn-changed" } else { "review-warn-signed" };
        page.warnings.push(ctx.t(key).into_owned());
    }
    page.facts = facts(&ctx, &one);
    if let Some(due) = due(&law, one.year()) {
        let day = due.due.map(|day| kit::types::Day(day).bg()).unwrap_or_default();
        page.facts.insert(0, (ctx.t("review-due").into_owned(), day));
        page.facts.insert(1, (ctx.t("review-how").into_owned(), due.derivation.steps.join(" ")));
    }
    if ctx.actor.may(WRITE) {
        let can = STEPS.into_iter().filter(|step| step.after(state).is_ok());
        let link = |code: &str| {
            let path = format!("{}/{code}", home(id));
            Link::new(ctx.url(&path), ctx.t(&format!("review-do-{code}")))
        };
        page.actions = can.map(|step| link(step.code())).collect();
    }
    page.blocks = one.sections.iter().map(|section| block(&ctx, &one, section)).collect();
    let file =
        |rest: &str, key: &str| Link::new(ctx.url(&format!("{}/{rest}", home(id))), ctx.t(key));
    page.links.push(file("docx", "review-docx"));
    if !state.is_open() {
        page.links.push(file("pdf", "review-pdf"));
    }
    page.shown()
}

/// `GET /review/analyses/{id}/editions?block=`: who wrote what and when.
pub async fn editions(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AnalysisId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::row(&tx, id).await?;
    let asked = block_of(&form).unwrap_or(BLOCKS[0]);
    let all = load::editions(&tx, (id, asked)).await?;
    tx.audit(Entry::read("review-analysis", id.0));
    tx.commit().await?;
    let name = ctx.ta("review-name", &[("year", row.year)]).into_owned();
    let mut page = ReviewPage::new(frame::page(&ctx, ctx.t("review-editions")));
    let title = ctx.t(&format!("review-block-{asked}"));
    page.lead = format!("{name}. {title}");
    let block = |(row, text): (super::store::review_section::Model, String)| Block {
        title: format!("№ {}: {}, {}", row.edition, row.account_name, row.made_at.bg()),
        lines: text.lines().map(str::to_owned).collect(),
        ..Block::default()
    };
    page.blocks = all.into_iter().take(EDITIONS).map(block).collect();
    page.links.push(Link::new(ctx.url(&home(id)), name));
    page.shown()
}

fn download(name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}.docx\"");
    let headers = [
        (header::CONTENT_TYPE, crate::docx::MEDIA.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, bytes).into_response()
}

/// `GET /review/analyses/{id}/docx`: of a signed analysis the document that was signed.
pub async fn document(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AnalysisId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::row(&tx, id).await?;
    let kept = match State::of(&row.state).is_open() {
        true => None,
        false => paper::of(&tx, id).await?,
    };
    let bytes = match &kept {
        Some(kept) => paper::document(&tx, kept)?,
        None => {
            let one = load::analysis(&tx, &law, id).await?;
            let draft = [frame::bg("review-is-draft")];
            docx::write(&one, (&ctx.municipality.name, &draft)).map_err(Problem::internal)?
        }
    };
    tx.audit(Entry::print("review-analysis", id.0));
    tx.commit().await?;
    Ok(download(&format!("analysis-{}", row.year), bytes))
}

/// `GET /review/analyses/{id}/pdf`: the signed paper.
pub async fn printed(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AnalysisId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = paper::of(&tx, id).await?.ok_or(Problem::NotFound)?;
    tx.audit(Entry::print("review-paper", row.id.0));
    tx.commit().await?;
    let bytes = print_kept::<review_paper::Entity>(&app, &ctx.actor, row.id.0).await?;
    Ok(pdf(Pdf { name: format!("analysis-{}-{}", row.year, row.number), bytes }))
}
