//! Tables on the screen: sent, looked at with what is wrong in which row, entered.

use super::budget::{self, NewBudget};
use super::content::{Sent, Table};
use super::frame::{self, HOME, path};
use super::load::{self, Activity, Known, Line as BudgetLine, Project};
use super::registry_page::known;
use super::side_load;
use super::side_store::project_upload;
use super::table::{Cell, Line, Part};
use super::upload::{self, FIELDS, TABLES};
use super::{ProjectId, UploadId, spending};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::web::{Ctx, Form, Id, Problem, again, choices, chosen, html, see};
use sea_orm::Set;
use ui::{Choice, Link};

/// So many rows are shown of a table.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "projects/upload.html")]
struct UploadPage {
    page: ui::Page,
    action: String,
    form: Form,
    kinds: Vec<Choice>,
    fields: Vec<String>,
}

fn shown(ctx: &Ctx, one: &Project, form: Form) -> Result<Response, Problem> {
    let mut page = frame::page(ctx, one, ctx.t("projects-upload"));
    page.errors = form.errors();
    let is_ok = form.ok();
    let told = |(name, heads): &(&str, &[&str])| {
        format!("{}: {}", ctx.t(&format!("projects-field-{name}")), heads.join(", "))
    };
    let page = UploadPage {
        page,
        action: ctx.url(&path(one.row.id, "/upload")),
        kinds: choices(ctx, &TABLES, form.get("kind"), |code| format!("projects-table-{code}")),
        fields: FIELDS.iter().map(told).collect(),
        form,
    };
    if is_ok { html(&page) } else { again(&page) }
}

/// `GET /projects/{id}/upload`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Response, Problem> {
    let one = known(&app, &ctx, id).await?;
    shown(&ctx, &one, Form::filled(ctx.lang, [("kind", TABLES[1])]))
}

/// `POST /projects/{id}/upload`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let one = known(&app, &ctx, id).await?;
    let kind = chosen(&mut form, "kind", &TABLES);
    let file = form.file("file").filter(|file| !file.bytes.is_empty()).cloned();
    let read = match &file {
        None => Err("projects-table-none"),
        Some(file) => upload::rows(&file.bytes, &file.file_name),
    };
    let rows = match read {
        Ok(rows) => rows,
        Err(key) => {
            form.wrong("file", key);
            return shown(&ctx, &one, form);
        }
    };
    if !form.ok() {
        return shown(&ctx, &one, form);
    }
    let name = file.map(|file| file.file_name).unwrap_or_default();
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, "/upload"))).await?;
    let made = upload::keep(&mut tx, id, (&kind, &Table { name, rows })).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/tables/{made}"), None))
}

/// A table that was sent, with what it is checked against.
struct Around {
    one: Project,
    sent: Known<project_upload::Model>,
    activities: Vec<Activity>,
    lines: Vec<BudgetLine>,
}

async fn around(tx: &Tx, id: UploadId) -> Result<Around, Problem> {
    let sent = side_load::upload(tx, id).await?;
    let project = sent.row.project_id;
    Ok(Around {
        one: load::project(tx, project).await?,
        activities: load::activities(tx, project).await?,
        lines: load::lines_now(tx, project).await?,
        sent,
    })
}

/// What is wrong with a row by itself: keys of words.
fn wrong(around: &Around, sent: &Sent) -> Vec<&'static str> {
    if around.sent.row.kind == TABLES[0] {
        upload::line(sent, &around.activities).err().into_iter().collect()
    } else {
        upload::spending(sent, (&around.one, &around.lines)).err().unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "projects/table.html")]
struct TablePage {
    page: ui::Page,
    action: String,
    name: String,
    count: usize,
    wrong: usize,
    is_entered: bool,
    part: Part,
    back: Link,
}

/// `GET /projects/tables/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<UploadId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let around = around(&tx, id).await?;
    tx.audit(Entry::read("project-upload", id.0));
    tx.commit().await?;
    let rows = &around.sent.content.rows;
    let told: Vec<(&Sent, Vec<&str>)> =
        rows.iter().map(|sent| (sent, wrong(&around, sent))).collect();
    let bad = told.iter().filter(|(_, keys)| !keys.is_empty()).count();
    // What is wrong comes first: it is what people must see.
    let (first, rest): (Vec<_>, Vec<_>) = told.iter().partition(|(_, keys)| !keys.is_empty());
    let line = |(sent, keys): &&(&Sent, Vec<&str>)| {
        let texts: Vec<String> = sent.cells.values().filter(|t| !t.is_empty()).cloned().collect();
        let is_bad = !keys.is_empty();
        let words = keys.iter().map(|key| ctx.t(key).into_owned()).collect::<Vec<_>>().join(" ");
        Line {
            cells: vec![
                Cell::new(sent.row.to_string()),
                Cell::new(texts.join(" · ")),
                Cell::new(words),
            ],
            word: ctx.t(if is_bad { "projects-row-wrong" } else { "projects-row-right" }).into(),
            colour: if is_bad { "red" } else { "green" },
            ..Line::default()
        }
    };
    let lines = first.iter().chain(&rest).take(SHOWN).map(line).collect();
    let rest = if around.sent.row.kind == TABLES[0] { "/budget" } else { "/spending" };
    let back = ctx.url(&path(around.one.row.id, rest));
    html(&TablePage {
        page: frame::page(&ctx, &around.one, ctx.t("projects-table")),
        action: ctx.url(&format!("{HOME}/tables/{id}")),
        name: around.sent.content.name.clone(),
        count: rows.len(),
        wrong: bad,
        is_entered: around.sent.row.state != "sent",
        part: Part::new(&ctx, "projects-table", &["row", "cells", "wrong"], lines),
        back: Link::new(back, ctx.t("ui-back")),
    })
}

/// Enters the rows as a version of the budget.
async fn enter_budget(tx: &mut Tx, around: &Around) -> Result<(), Problem> {
    let rows = around.sent.content.rows.iter();
    let lines: Result<Vec<_>, _> =
        rows.map(|sent| upload::line(sent, &around.activities)).collect();
    let lines = lines.map_err(Problem::Impossible)?;
    if budget::sums(&around.one, &lines).is_err() {
        return Err(Problem::Impossible("projects-refused-sum"));
    }
    let mut codes: Vec<&str> = lines.iter().map(|line| line.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    if codes.len() != lines.len() {
        return Err(Problem::Impossible("projects-wrong-line-twice"));
    }
    let why = around.sent.content.name.clone();
    let new = NewBudget { valid_from: tx.today(), amendment: None, why, lines };
    budget::add(tx, &around.one, &new).await?;
    Ok(())
}

/// Enters the rows as documents; each is checked as one that is typed.
async fn enter_spending(tx: &mut Tx, around: &Around) -> Result<(), Problem> {
    for sent in &around.sent.content.rows {
        let new = upload::spending(sent, (&around.one, &around.lines));
        let new = new.map_err(|_| Problem::Impossible("projects-refused-rows"))?;
        let refused = spending::refusals(tx, &around.one, &new).await?;
        if let Some(first) = refused.first() {
            return Err(Problem::Impossible(first.plain()));
        }
        spending::add(tx, &around.one, &new).await?;
    }
    Ok(())
}

/// `POST /projects/tables/{id}`: all rows, or none.
pub async fn enter(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<UploadId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let around = around(&tx, id).await?;
    if around.sent.row.state != "sent" {
        return Err(Problem::Impossible("projects-refused-entered"));
    }
    let is_budget = around.sent.row.kind == TABLES[0];
    if is_budget && !ctx.actor.may(super::WRITE) {
        return Err(Problem::Refused);
    }
    let home = path(around.one.row.id, if is_budget { "/budget" } else { "/spending" });
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    if is_budget {
        enter_budget(&mut tx, &around).await?;
    } else {
        enter_spending(&mut tx, &around).await?;
    }
    let active =
        project_upload::ActiveModel { state: Set("entered".to_owned()), ..Default::default() };
    tx.update::<project_upload::Entity>(id, around.sent.row.version, active).await?;
    tx.audit(Entry::write("project-table-entered", id.0));
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("projects-done")))
}
