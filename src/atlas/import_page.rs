//! Bringing in times of roads and borders on the screen: the file, what is wrong in it row by row,
//! an empty table to fill in, files that were brought in before.

use super::AtlasImportId;
use super::deed::{self, BORDERS, File, KINDS, ROADS, standing};
use super::frame::{self, HOME, LINE, Line, sections};
use super::roads::Fault;
use super::{borders, roads};
use crate::app::App;
use crate::municipality::settlements_of;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::web::{Ctx, Form, Problem, again, choices, chosen, html, see};
use ui::{Choice, Head, Link, NavItem};

/// So many wrong rows are shown: who mends these sees what the others lack.
const FAULTS: usize = 50;

#[derive(Template)]
#[template(path = "atlas/imports.html")]
struct ImportsPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    action: String,
    kinds: Vec<Choice>,
    form: Form,
    may_write: bool,
    wrong: String,
    faults: Vec<Line>,
    fault_heads: Vec<Head>,
    heads: Vec<Head>,
    rows: Vec<Line>,
    example: String,
}

fn line(ctx: &Ctx, file: &File) -> Line {
    let (word, colour) = standing(file);
    Line {
        href: ctx.url(&format!("{HOME}/sources/{}", file.id)),
        cells: vec![
            file.file_name.clone(),
            ctx.t(&format!("atlas-kind-{}", file.kind)).into_owned(),
            file.total.to_string(),
            file.source.clone(),
            format!("{}, {}", file.entered_at.bg(), file.account_name),
        ],
        word: ctx.t(&format!("atlas-file-{word}")).into_owned(),
        colour,
    }
}

fn fault(ctx: &Ctx, one: &Fault) -> Line {
    Line {
        cells: vec![one.row.to_string(), one.typed.clone(), ctx.t(one.key).into_owned()],
        ..Line::default()
    }
}

fn page(ctx: &Ctx, files: &[File], (form, faults): (Form, &[Fault])) -> ImportsPage {
    let mut page = ctx.page(ctx.t("atlas-imports"));
    page.errors = form.errors();
    let mut heads = frame::heads(ctx, &["file", "kind", "rows", "source", "who"]);
    heads.extend(frame::heads(ctx, &["state"]));
    let args = [("count", faults.len()), ("shown", faults.len().min(FAULTS))];
    let wrong = if faults.is_empty() {
        String::new()
    } else {
        ctx.ta("atlas-rows-wrong", &args).into_owned()
    };
    ImportsPage {
        sections: sections(ctx, "/imports"),
        action: ctx.url(&format!("{HOME}/imports")),
        kinds: choices(ctx, &KINDS, form.get("kind"), |code| format!("atlas-kind-{code}")),
        may_write: ctx.actor.may(super::WRITE),
        wrong,
        faults: faults.iter().take(FAULTS).map(|one| fault(ctx, one)).collect(),
        fault_heads: frame::heads(ctx, &["row", "typed", "why"]),
        heads,
        rows: files.iter().map(|file| line(ctx, file)).collect(),
        example: ctx.url(&format!("{HOME}/roads.csv")),
        form,
        page,
    }
}

/// `GET /atlas/imports`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let files = deed::files(&tx).await?;
    tx.audit(Entry::list("atlas-import"));
    tx.commit().await?;
    html(&page(&ctx, &files, (Form::filled(ctx.lang, [("kind", ROADS)]), &[])))
}

/// What a file came to.
pub enum Came {
    /// It was entered.
    Entered(AtlasImportId),
    /// Rows of it are wrong; nothing was entered.
    Wrong(Vec<Fault>),
}

/// Reads a file and enters it, when nothing in it is wrong.
///
/// # Errors
/// The key of what is wrong with the whole file, as [`Problem::Impossible`]; or the database
/// refuses.
pub async fn bring(
    tx: &mut Tx,
    (kind, bytes): (&str, &[u8]),
    (name, source): (&str, &str),
) -> Result<Came, Problem> {
    let places = deed::known(tx).await?;
    if kind == BORDERS {
        let home = tx.home()?.code.clone();
        let read = borders::read(bytes, &places, &home).map_err(Problem::Impossible)?;
        if !read.wrong.is_empty() {
            return Ok(Came::Wrong(read.wrong));
        }
        return Ok(Came::Entered(deed::add_borders(tx, (name, source), &read.rows).await?));
    }
    let read = roads::read((bytes, name), &places).map_err(Problem::Impossible)?;
    if !read.wrong.is_empty() {
        return Ok(Came::Wrong(read.wrong));
    }
    Ok(Came::Entered(deed::add_roads(tx, (name, source), &read.rows).await?))
}

/// `POST /atlas/imports`: the file is entered whole, or not at all.
pub async fn save(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let files = deed::files(&tx).await?;
    tx.audit(Entry::list("atlas-import"));
    tx.commit().await?;
    let kind = chosen(&mut form, "kind", &KINDS);
    let source = form.required("source", LINE);
    let file = form.file("file").filter(|file| !file.bytes.is_empty()).cloned();
    let Some(file) = file else {
        form.wrong("file", "atlas-file-none");
        return again(&page(&ctx, &files, (form, &[])));
    };
    if !form.ok() {
        return again(&page(&ctx, &files, (form, &[])));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/imports"))).await?;
    match bring(&mut tx, (&kind, &file.bytes), (&file.file_name, &source)).await {
        Ok(Came::Entered(id)) => {
            tx.commit().await?;
            Ok(see(&ctx, &format!("{HOME}/sources/{id}"), Some("atlas-saved")))
        }
        Ok(Came::Wrong(faults)) => {
            tx.rollback().await;
            form.wrong("file", "atlas-file-wrong");
            again(&page(&ctx, &files, (form, &faults)))
        }
        Err(Problem::Impossible(key)) => {
            tx.rollback().await;
            form.wrong("file", key);
            again(&page(&ctx, &files, (form, &[])))
        }
        Err(problem) => Err(problem),
    }
}

/// `GET /atlas/roads.csv`: every pair of settlements once, to be filled in; a time is told one way.
pub async fn example(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let own = settlements_of(&tx, &ctx.municipality.code).await?;
    tx.audit(Entry::new("print", "atlas-import", "example"));
    tx.commit().await?;
    let names: Vec<String> = own.into_iter().map(|(_, name)| name).collect();
    let pairs = names.iter().enumerate();
    let pairs = pairs.flat_map(|(at, from)| names[at + 1..].iter().map(move |to| (from, to)));
    let line = |(from, to): (&String, &String)| Line {
        cells: vec![from.clone(), to.clone(), String::new(), String::new()],
        ..Line::default()
    };
    let heads = frame::heads(&ctx, &["from", "to", "in-minutes", "in-km"]);
    frame::csv("roads", &heads, pairs.take(roads::MOST).map(line).collect())
}

/// The way back to the list, for pages below it.
#[must_use]
pub fn above(ctx: &Ctx) -> Link {
    Link::new(ctx.url(&format!("{HOME}/imports")), ctx.t("atlas-imports"))
}
