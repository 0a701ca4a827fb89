//! What anybody may read: the plans that are discussed and adopted, with their documents as they were published,
//! the opinions with their answers, the data for programs; and the form for an opinion. Network addresses are not
//! kept. A publication that was withdrawn stands with its day and its reason, without its documents.

use super::course::State;
use super::frame::{bg, name, public_home};
use super::opinion::{self, MOST_A_DAY, Said};
use super::opinion_page::{discussed, read};
use super::paper;
use super::release::{self, Published, public_cycle};
use super::store::{planning_cycle, planning_paper};
use super::{CycleId, record};
use crate::app::App;
use crate::docx::Section;
use crate::people::print_kept;
use askama::Template;
use axum::Json;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::{FormKey, StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Pdf, Problem, again, choices, html, pdf, see};
use ui::{Choice, Head, Link};

#[derive(Template)]
#[template(path = "planning/public_list.html")]
struct ListPage {
    page: ui::Page,
    rows: Vec<(Link, String, &'static str)>,
}

/// The state of a cycle as anybody is told it.
fn state_of(row: &planning_cycle::Model) -> (String, &'static str) {
    let state = State::of(&row.state);
    (format!("planning-public-{}", state.code()), state.colour())
}

/// `GET /planning-public`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.nobody()).await?;
    let all = release::public_cycles(&tx).await?;
    tx.rollback().await;
    let row = |row: &planning_cycle::Model| {
        let (word, colour) = state_of(row);
        let link = Link::new(ctx.url(&public_home(row.id)), name(&ctx, &row.kind, row.year));
        (link, ctx.t(&word).into_owned(), colour)
    };
    let rows = all.iter().map(row).collect();
    html(&ListPage { page: ctx.public_page(ctx.t("planning-public-title")), rows })
}

/// The papers that anybody may read: of the publication that stands, and what was adopted.
fn readable(
    papers: Vec<planning_paper::Model>,
    standing: Option<&Published>,
) -> Vec<planning_paper::Model> {
    let adopted = papers.iter().any(|one| one.phase == paper::PHASES[1]);
    let fits = |one: &planning_paper::Model| match one.phase.as_str() {
        "adopted" => true,
        "draft" => !adopted && standing.is_some_and(|known| one.release_id == Some(known.row.id)),
        _ => false,
    };
    papers.into_iter().filter(fits).collect()
}

/// What a page for anybody knows of a cycle.
struct Behind {
    row: planning_cycle::Model,
    releases: Vec<Published>,
    papers: Vec<planning_paper::Model>,
    opinions: Vec<Said>,
}

async fn behind(tx: &Tx, id: CycleId) -> Result<Behind, Problem> {
    let (row, releases) = public_cycle(tx, id).await?;
    let papers = readable(paper::papers(tx, id).await?, release::standing(&releases));
    let opinions = opinion::all(tx, id).await?;
    Ok(Behind { row, releases, papers, opinions })
}

impl Behind {
    /// The last day on which opinions are taken, while the discussion goes on.
    fn open_until(&self, today: Day) -> Option<Day> {
        let is_open = State::of(&self.row.state) == State::Open;
        let one = release::standing(&self.releases).filter(|_| is_open)?;
        Some(one.row.ends_on).filter(|day| *day >= today)
    }

    /// The newest paper of a document; of the first one when none is named.
    fn paper(&self, asked: &str) -> Result<&planning_paper::Model, Problem> {
        let found = self.papers.iter().find(|one| one.document == asked);
        found.or(self.papers.last()).ok_or(Problem::NotFound)
    }
}

#[derive(Template)]
#[template(path = "planning/public.html")]
struct PublicPage {
    page: ui::Page,
    state: String,
    colour: &'static str,
    lines: Vec<String>,
    papers: Vec<(Link, Link, Link)>,
    until: String,
    action: String,
    form: Form,
    documents: Vec<Choice>,
    opinions: Vec<(String, String, String)>,
    count: usize,
    debates: Vec<String>,
    data: Vec<Link>,
}

fn release_lines(ctx: &Ctx, all: &[Published]) -> Vec<String> {
    let line = |one: &Published| {
        let args = [("from", one.row.published_on.bg()), ("to", one.row.ends_on.bg())];
        let text = ctx.ta("planning-public-release", &args).into_owned();
        match one.row.withdrawn_on {
            None => text,
            Some(on) => {
                let args = [("on", on.bg()), ("reason", one.said.reason.clone())];
                format!("{text} {}", ctx.ta("planning-public-withdrawn", &args))
            }
        }
    };
    all.iter().map(line).collect()
}

fn draw(
    ctx: &Ctx,
    form: Form,
    (behind, debates): (&Behind, Vec<String>),
    today: Day,
) -> PublicPage {
    let row = &behind.row;
    let at = public_home(row.id);
    let mut page = ctx.public_page(name(ctx, &row.kind, row.year));
    page.errors = form.errors();
    let (word, colour) = state_of(row);
    let paper = |one: &planning_paper::Model| {
        let link = |rest: &str, text: String| {
            let path = format!("{at}/{rest}?document={}", one.document);
            Link::new(ctx.url(&path), text)
        };
        let title = ctx.t(&format!("planning-document-{}", one.document)).into_owned();
        let (pdf, docx) = ("PDF".to_owned(), "DOCX".to_owned());
        (link("document", title), link("pdf", pdf), link("docx", docx))
    };
    let shown = behind.opinions.iter().filter(|one| one.row.is_shown);
    let opinion = |one: &Said| {
        let args = [("number", one.row.number.to_string()), ("day", one.row.received_on.bg())];
        let title = ctx.ta("planning-public-opinion", &args).into_owned();
        (title, one.content.text.clone(), one.content.answer.clone())
    };
    let codes = discussed(&row.kind);
    let data = |rest: &str| Link::new(ctx.url(&format!("{at}/{rest}")), rest.to_owned());
    PublicPage {
        page,
        state: ctx.t(&word).into_owned(),
        colour,
        lines: release_lines(ctx, &behind.releases),
        papers: behind.papers.iter().rev().map(paper).collect(),
        until: behind.open_until(today).map(|day| day.bg()).unwrap_or_default(),
        action: ctx.url(&format!("{at}/opinion")),
        documents: choices(ctx, &codes, form.get("document"), |code| {
            format!("planning-document-{code}")
        }),
        opinions: shown.map(opinion).collect(),
        count: behind.opinions.len(),
        debates,
        data: if behind.papers.is_empty() {
            Vec::new()
        } else {
            vec![data("data.json"), data("data.csv")]
        },
        form,
    }
}

async fn debates(ctx: &Ctx, tx: &Tx, id: CycleId) -> Result<Vec<String>, StoreError> {
    let line = |one: &super::summary::Held| {
        let kind = ctx.t(&format!("planning-debate-{}", one.kind));
        format!("{}: {kind}, {}", one.on.bg(), one.place)
    };
    Ok(record::held(tx, id).await?.iter().map(line).collect())
}

/// `GET /planning-public/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.nobody()).await?;
    let behind = behind(&tx, id).await?;
    let held = debates(&ctx, &tx, id).await?;
    tx.rollback().await;
    html(&draw(&ctx, Form::empty(ctx.lang), (&behind, held), app.today()))
}

/// `POST /planning-public/{id}/opinion`.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
    mut form: Form,
) -> Result<Response, Problem> {
    if app.kit.guesses.stopped(&ctx.actor.ip, app.clock().now()) {
        return Err(Problem::TooMany);
    }
    let mut tx = app.db.write(&ctx.nobody()).await?;
    let behind = behind(&tx, id).await?;
    let today = tx.today();
    if behind.open_until(today).is_none() {
        return Err(Problem::Impossible("planning-refused-over"));
    }
    let form_key = form.key().0;
    let new = read(&mut form, &behind.row.kind);
    if !form.ok() {
        let held = debates(&ctx, &tx, id).await?;
        tx.audit(Entry::refused("planning-opinion"));
        tx.commit().await?;
        return again(&draw(&ctx, form, (&behind, held), today));
    }
    let there = public_home(id);
    match tx.use_form(&FormKey(form_key), &ctx.url(&there)).await {
        Ok(()) => {}
        // Sent before: it is there once.
        Err(StoreError::FormUsed(_)) => {
            tx.audit(Entry::refused("planning-opinion"));
            tx.commit().await?;
            return Ok(see(&ctx, &there, Some("planning-filed")));
        }
        Err(other) => return Err(other.into()),
    }
    // Whoever files many is stopped for an hour, as one who guesses; a machine fills no register.
    app.kit.guesses.wrong(&ctx.actor.ip, app.clock().now());
    if opinion::came_by_page(&tx, today).await? >= MOST_A_DAY {
        return Err(Problem::TooMany);
    }
    opinion::add(&mut tx, &behind.row, (&new, today)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &there, Some("planning-filed")))
}

#[derive(Template)]
#[template(path = "planning/public_document.html")]
struct DocumentPage {
    page: ui::Page,
    closing: String,
    /// The sections; above some the heading of the part that begins with them.
    parts: Vec<(String, Link)>,
    /// The heading of the part in which the section stands.
    over: String,
    section: Section,
    heads: Vec<Head>,
    lines: Vec<String>,
    back: String,
}

/// `GET /planning-public/{id}/document?document=&section=`: a document as it was published, section by section.
pub async fn document(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
    form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.nobody()).await?;
    let behind = behind(&tx, id).await?;
    let row = behind.paper(form.get("document"))?;
    let (sections, _) = paper::said(&tx, row)?;
    tx.rollback().await;
    let at = format!("{}/document?document={}", public_home(id), row.document);
    let part = |(at_section, one): (usize, &Section)| {
        let path = format!("{at}&section={}", at_section + 1);
        (one.over.clone(), Link::new(ctx.url(&path), one.title.clone()))
    };
    let parts = sections.iter().enumerate().map(part).collect();
    let asked: usize = form.get("section").parse().unwrap_or(1);
    let asked = Some(asked.saturating_sub(1)).filter(|at| *at < sections.len()).unwrap_or(0);
    let section = sections.get(asked).cloned().unwrap_or_default();
    let mut before = sections.iter().take(asked + 1).rev();
    let over = before.find(|one| !one.over.is_empty()).map(|one| one.over.clone());
    let title = ctx.t(&format!("planning-document-{}", row.document)).into_owned();
    let numbers = ["value", "now", "planned"].map(|name| bg(&format!("planning-column-{name}")));
    let head = |text: &String| match numbers.contains(text) {
        true => Head::new(text).numeric(),
        false => Head::new(text),
    };
    let lines = section.text.lines().filter(|line| !line.trim().is_empty());
    html(&DocumentPage {
        page: ctx.public_page(title),
        closing: ctx.ta("planning-public-as-of", &[("day", row.made_at.day().bg())]).into_owned(),
        parts,
        over: over.unwrap_or_default(),
        lines: lines.map(str::to_owned).collect(),
        heads: section.heads.iter().map(head).collect(),
        section,
        back: ctx.url(&public_home(id)),
    })
}

/// `GET /planning-public/{id}/docx?document=`.
pub async fn word(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
    form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.nobody()).await?;
    let behind = behind(&tx, id).await?;
    let row = behind.paper(form.get("document"))?;
    let bytes = paper::document(&tx, row)?;
    tx.rollback().await;
    Ok(super::part_page::word(&format!("{}-{}", row.document, behind.row.year), bytes))
}

/// `GET /planning-public/{id}/pdf?document=`.
pub async fn printed(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
    form: Form,
) -> Result<Response, Problem> {
    let actor = ctx.nobody();
    let tx = app.db.read(&actor).await?;
    let behind = behind(&tx, id).await?;
    let row = behind.paper(form.get("document"))?.clone();
    tx.rollback().await;
    let bytes = print_kept::<planning_paper::Entity>(&app, &actor, row.id.0).await?;
    Ok(pdf(Pdf { name: format!("{}-{}-{}", row.document, row.year, row.number), bytes }))
}

async fn data(app: &App, ctx: &Ctx, id: CycleId) -> Result<super::opened::Open, Problem> {
    let tx = app.db.read(&ctx.nobody()).await?;
    let behind = behind(&tx, id).await?;
    let (_, open) = paper::said(&tx, behind.paper("")?)?;
    tx.rollback().await;
    Ok(open)
}

/// `GET /planning-public/{id}/data.json`: the data that was published with the documents.
pub async fn json(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
) -> Result<Response, Problem> {
    Ok(Json(data(&app, &ctx, id).await?).into_response())
}

/// `GET /planning-public/{id}/data.csv`.
pub async fn csv(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
) -> Result<Response, Problem> {
    let open = data(&app, &ctx, id).await?;
    let bytes = super::opened::table(&open)?;
    let disposition = format!("attachment; filename=\"planning-{}.csv\"", open.year);
    let headers = [
        (header::CONTENT_TYPE, sheet::Format::Csv.media().to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, bytes).into_response())
}
