//! All imports, and the file that begins one.

use super::columns::name_of_file;
use super::store::{self, Detail, Progress};
use super::{RunId, Stage};
use crate::app::App;
use askama::Template;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::web::{Ctx, Form, PAGE_ROWS, Paging, Problem, again, html, paged, see};
use sheet::{Field, Kind, ReadError};
use ui::{Field as Box, Head, Pages};

/// The largest file: below what a form may carry.
const FILE_MAX: usize = 20 * 1024 * 1024;
/// Letters of a file's name that are kept.
const NAME_MAX: usize = 200;
/// Rows kept to recognise the columns by.
const SAMPLES: usize = 3;

/// Why a file begins no import; its text has the key `imports-file-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal(pub &'static str);

/// A file that was read: a table that can be imported.
pub struct Arrived {
    name: String,
    kind: Kind,
    heads: Vec<String>,
    samples: Vec<Vec<String>>,
    total: i32,
    bytes: Bytes,
}

impl Arrived {
    /// Reads a file, beside the database.
    ///
    /// # Errors
    /// When it is no table that can be read.
    pub async fn read(name: &str, bytes: Bytes) -> Result<Arrived, Refusal> {
        if bytes.len() > FILE_MAX {
            return Err(Refusal("large"));
        }
        let kind = sheet::detect(&bytes, name).ok_or(Refusal("kind"))?;
        let content = bytes.clone();
        let read = tokio::task::spawn_blocking(move || sheet::read(&content, kind)).await;
        let table = read.unwrap_or(Err(ReadError::Broken)).map_err(|e| match e {
            ReadError::Broken => Refusal("broken"),
            ReadError::Empty => Refusal("empty"),
            ReadError::TooLarge => Refusal("large"),
        })?;
        Ok(Arrived {
            name: name.chars().take(NAME_MAX).collect(),
            kind,
            heads: table.heads().to_vec(),
            samples: table.rows_from(0).take(SAMPLES).map(|row| row.cells()).collect(),
            total: i32::try_from(table.len()).unwrap_or(i32::MAX),
            bytes,
        })
    }

    /// What stands above the columns.
    #[must_use]
    pub fn heads(&self) -> &[String] {
        &self.heads
    }

    /// Its name, the first rows, and as what kind it is read.
    #[must_use]
    pub fn about(&self) -> (&str, &[Vec<String>], Kind) {
        (&self.name, &self.samples, self.kind)
    }

    /// How many rows there are.
    #[must_use]
    pub fn total(&self) -> i32 {
        self.total
    }

    /// The content of the file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Keeps a file that was read: what each column holds is guessed, or remembered from a file with
/// the same heads.
///
/// # Errors
/// When the database refuses.
pub async fn begin(tx: &mut Tx, file: Arrived) -> Result<RunId, StoreError> {
    let guessed = Field::guess(&file.heads);
    let guessed = guessed.into_iter().map(|field| field.map_or("", Field::code).to_owned());
    let columns = match store::remembered(tx, &file.heads).await? {
        Some(columns) => columns,
        None => guessed.collect(),
    };
    let Arrived { name, kind, heads, samples, total, bytes } = file;
    let detail = Detail { file_name: name, samples, heads, columns };
    let id = store::begin(tx, (kind.code(), total), &detail, &bytes).await?;
    let data = vec![("rows", total.to_string())];
    tx.event(Event { kind: "import-begun", data, ..Event::default() }).await?;
    Ok(id)
}

struct Line {
    href: String,
    name: String,
    begun: String,
    state: String,
    colour: &'static str,
    total: i32,
    created: i32,
}

#[derive(Template)]
#[template(path = "imports/list.html")]
struct ListPage {
    page: ui::Page,
    action: String,
    file: Box,
    template: String,
    heads: Vec<Head>,
    lines: Vec<Line>,
    pages: Pages,
}

/// Where an import is looked at, by its stage.
pub fn path(run: &Progress) -> String {
    let tail = if run.stage() == Stage::Columns { "/columns" } else { "" };
    format!("/imports/{}{tail}", run.id)
}

async fn draw(app: &App, ctx: &Ctx, form: &Form) -> Result<ListPage, Problem> {
    let asked = Paging::asked(form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = store::list(&tx, (asked - 1) * PAGE_ROWS, PAGE_ROWS + 1).await?;
    let (found, paging) = paged(found, asked, ctx.url("/imports"));
    let mut lines = Vec::new();
    for run in &found {
        lines.push(Line {
            href: ctx.url(&path(run)),
            name: name_of_file(ctx, &store::detail(&tx, run)?),
            begun: run.started_at.bg(),
            state: ctx.t(&format!("imports-state-{}", run.state)).into_owned(),
            colour: run.stage().colour(),
            total: run.total,
            created: run.created_count,
        });
    }
    tx.audit(Entry::list("import"));
    tx.commit().await?;
    let mut page = ctx.page(ctx.t("imports-title"));
    page.errors = form.errors();
    let pages = Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() };
    let heads = ["imports-begun", "imports-name", "imports-state"];
    let mut heads: Vec<Head> = heads.iter().map(|key| Head::new(ctx.t(key))).collect();
    heads.push(Head::new(ctx.t("imports-count-rows")).numeric());
    heads.push(Head::new(ctx.t("imports-count-created")).numeric());
    Ok(ListPage {
        page,
        action: ctx.url("/imports"),
        file: form.field("file"),
        template: ctx.url("/imports/template"),
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
    // The same file again, while its import is not over, is the same import.
    let id = match store::unfinished(&tx, arrived.bytes()).await? {
        Some(id) => id,
        None => begin(&mut tx, arrived).await?,
    };
    tx.audit(Entry::write("import-begun", id.0));
    tx.use_form(&form.key(), &ctx.url(&format!("{base}/{id}"))).await?;
    tx.commit().await?;
    Ok(Some(id))
}

pub async fn upload(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    match receive(&app, &ctx, &mut form, "/imports").await? {
        Some(id) => Ok(see(&ctx, &format!("/imports/{id}"), None)),
        None => again(&draw(&app, &ctx, &form).await?),
    }
}
