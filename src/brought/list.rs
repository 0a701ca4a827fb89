//! All tables of agreements that came, and the file that begins one.

use super::RunId;
use super::columns::name_of_file;
use super::field::Field;
use super::store::{self, Detail, Progress};
use crate::app::App;
use crate::imports::{Arrived, Stage};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::web::{Ctx, Form, PAGE_ROWS, Paging, Problem, again, html, paged, see};
use ui::{Field as Box, Head, Link, Pages};

/// Keeps a file that was read: what each column holds is guessed, or remembered from a file with
/// the same heads.
///
/// # Errors
/// When the database refuses.
pub async fn begin(tx: &mut Tx, file: &Arrived) -> Result<RunId, StoreError> {
    let guessed = Field::guess(file.heads());
    let guessed = guessed.into_iter().map(|field| field.map_or("", |field| field.code).to_owned());
    let columns = match store::remembered(tx, file.heads()).await? {
        Some(columns) => columns,
        None => guessed.collect(),
    };
    let (name, samples, kind) = file.about();
    let detail = Detail {
        file_name: name.to_owned(),
        samples: samples.to_vec(),
        heads: file.heads().to_vec(),
        columns,
    };
    let id = store::begin(tx, (kind.code(), file.total()), &detail, file.bytes()).await?;
    let data = vec![("rows", file.total().to_string())];
    tx.event(Event { kind: "brought-begun", data, ..Event::default() }).await?;
    Ok(id)
}

struct Line {
    href: String,
    name: String,
    begun: String,
    state: String,
    colour: &'static str,
    total: i32,
    entered: i32,
}

#[derive(Template)]
#[template(path = "brought/list.html")]
struct ListPage {
    page: ui::Page,
    action: String,
    file: Box,
    template: String,
    heads: Vec<Head>,
    lines: Vec<Line>,
    pages: Pages,
}

/// Where a table is looked at, by its stage.
pub fn path(run: &Progress) -> String {
    let tail = if run.stage() == Stage::Columns { "/columns" } else { "" };
    format!("/brought/{}{tail}", run.id)
}

/// A page below personal assistance.
pub fn frame(ctx: &Ctx, key: &str) -> ui::Page {
    let mut page = ctx.page(ctx.t(key));
    page.breadcrumbs = vec![Link::new(ctx.url("/assistance"), ctx.t("assistance-title"))];
    if key != "brought-title" {
        page.breadcrumbs.push(Link::new(ctx.url("/brought"), ctx.t("brought-title")));
    }
    page.breadcrumbs.push(Link::new("", page.title.clone()));
    page
}

async fn draw(app: &App, ctx: &Ctx, form: &Form) -> Result<ListPage, Problem> {
    let asked = Paging::asked(form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = store::list(&tx, (asked - 1) * PAGE_ROWS, PAGE_ROWS + 1).await?;
    let (found, paging) = paged(found, asked, ctx.url("/brought"));
    let mut lines = Vec::new();
    for run in &found {
        lines.push(Line {
            href: ctx.url(&path(run)),
            name: name_of_file(ctx, &store::detail(&tx, run)?),
            begun: run.started_at.bg(),
            state: ctx.t(&format!("imports-state-{}", run.state)).into_owned(),
            colour: run.stage().colour(),
            total: run.total,
            entered: run.entered_count,
        });
    }
    tx.audit(Entry::list("brought"));
    tx.commit().await?;
    let mut page = frame(ctx, "brought-title");
    page.errors = form.errors();
    let pages = Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() };
    let heads = ["imports-begun", "imports-name", "imports-state"];
    let mut heads: Vec<Head> = heads.iter().map(|key| Head::new(ctx.t(key))).collect();
    heads.push(Head::new(ctx.t("imports-count-rows")).numeric());
    heads.push(Head::new(ctx.t("brought-count-entered")).numeric());
    Ok(ListPage {
        page,
        action: ctx.url("/brought"),
        file: form.field("file"),
        template: ctx.url("/brought/template"),
        heads,
        lines,
        pages,
    })
}

pub async fn page(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    html(&draw(&app, &ctx, &form).await?)
}

/// Takes the file of a form; what is wrong is noted in the form.
pub async fn receive(
    app: &App,
    ctx: &Ctx,
    form: &mut Form,
    base: &str,
) -> Result<Option<RunId>, Problem> {
    let Some(file) = form.file("file").cloned() else {
        form.wrong("file", "imports-file-none");
        return Ok(None);
    };
    let arrived = match Arrived::read(&file.file_name, file.bytes).await {
        Ok(arrived) => arrived,
        Err(refusal) => {
            form.wrong("file", &format!("imports-file-{}", refusal.0));
            return Ok(None);
        }
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    // The same file again, while the work with it is not over, is the same work.
    let id = match store::unfinished(&tx, arrived.bytes()).await? {
        Some(id) => id,
        None => begin(&mut tx, &arrived).await?,
    };
    tx.audit(Entry::write("brought-begun", id.0));
    tx.use_form(&form.key(), &ctx.url(&format!("{base}/{id}"))).await?;
    tx.commit().await?;
    Ok(Some(id))
}

pub async fn upload(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    match receive(&app, &ctx, &mut form, "/brought").await? {
        Some(id) => Ok(see(&ctx, &format!("/brought/{id}"), None)),
        None => again(&draw(&app, &ctx, &form).await?),
    }
}
