//! Bringing a table in: the file, what was brought before, an empty table to fill in.

use super::catalogue::catalogue;
use super::columns::BOUNDS;
use super::frame::{self, HOME};
use super::import_deed::{self, Head, standing};
use super::view::{Line, Part};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Problem, again, html, see};
use sheet::{GridRow, ReadError};
use ui::Link;

/// The columns of the empty table: ends of the keys `figures-meaning-<code>`.
const EXAMPLE: [&str; 7] = ["territory", "group", "kind", "day", "amount", "source", "note"];

#[derive(Template)]
#[template(path = "figures/import.html")]
struct ImportPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    lead: String,
    action: String,
    file: ui::Field,
    example: Link,
    part: Part,
}

async fn earlier(app: &App, ctx: &Ctx) -> Result<Vec<Head>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = import_deed::earlier(&tx).await?;
    tx.audit(Entry::list("figure-import"));
    tx.commit().await?;
    Ok(all)
}

fn line(ctx: &Ctx, one: &Head) -> Line {
    let (word, colour) = standing(one.entered_at, one.revoked_at);
    Line {
        href: ctx.url(&format!("{HOME}/figure-imports/{}", one.id)),
        cells: vec![
            one.file_name.clone(),
            one.total.to_string(),
            format!("{}, {}", one.account_name, one.read_at.bg()),
        ],
        word: ctx.t(&format!("figures-import-{word}")).into_owned(),
        colour,
    }
}

fn shown(ctx: &Ctx, earlier: &[Head], form: &Form) -> Result<Response, Problem> {
    let mut page = frame::below(ctx, ctx.t("figures-import"));
    page.errors = form.errors();
    let rows = earlier.iter().map(|one| line(ctx, one)).collect();
    let mut part = Part::new(ctx, "figures-import-earlier", &["file", "lines", "who"], rows);
    part.empty = ctx.t("figures-import-no-earlier").into_owned();
    let args = [("rows", BOUNDS.rows), ("columns", BOUNDS.columns)];
    let page = ImportPage {
        page,
        sections: frame::lists(ctx, "/import"),
        lead: ctx.ta("figures-import-lead", &args).into_owned(),
        action: ctx.url(&format!("{HOME}/import")),
        file: form.field("file"),
        example: Link::new(ctx.url(&format!("{HOME}/import.csv")), ctx.t("figures-import-example")),
        part,
    };
    if form.ok() { html(&page) } else { again(&page) }
}

/// `GET /figures/import`.
pub async fn form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let earlier = earlier(&app, &ctx).await?;
    shown(&ctx, &earlier, &Form::empty(ctx.lang))
}

/// Reads a file into rows.
///
/// # Errors
/// The key of what is wrong with it as a whole.
pub fn read(bytes: &[u8], name: &str) -> Result<Vec<GridRow>, &'static str> {
    let kind = sheet::detect(bytes, name).ok_or("figures-import-broken")?;
    sheet::grid(bytes, kind, BOUNDS).map_err(|why| match why {
        ReadError::Broken => "figures-import-broken",
        ReadError::Empty => "figures-import-empty",
        ReadError::TooLarge => "figures-import-large",
    })
}

/// `POST /figures/import`: the file is read and kept; nothing of it counts yet.
pub async fn save(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let earlier = earlier(&app, &ctx).await?;
    let file = form.file("file").filter(|file| !file.bytes.is_empty()).cloned();
    let rows = match &file {
        None => Err("figures-import-none"),
        Some(file) => read(&file.bytes, &file.file_name),
    };
    let rows = match rows {
        Ok(rows) => rows,
        Err(key) => {
            form.wrong("file", key);
            return shown(&ctx, &earlier, &form);
        }
    };
    let name = file.map(|file| file.file_name).unwrap_or_default();
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/import"))).await?;
    let known = catalogue(&tx).await?;
    let id = import_deed::add(&mut tx, (&name, &rows), &known).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/figure-imports/{id}/columns"), None))
}

/// `GET /figures/import.csv`: the heads of an empty table.
pub async fn example(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    tx.audit(Entry::new("print", "figure-import", "example"));
    tx.commit().await?;
    let heads = EXAMPLE.map(|code| ctx.t(&format!("figures-meaning-{code}")).into_owned());
    super::view::file(("figures-table", &form), &heads, Vec::new())
}
