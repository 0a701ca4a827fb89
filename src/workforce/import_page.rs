//! The import on the screen: a file, a preview with what is wrong in which row, entering.

use super::employee_form::BACK;
use super::frame::{self, HOME};
use super::import::{self, MOST, Row, Verdict};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::web::{Ctx, Form, Problem, again, html, see};
use ui::{Field, Head};

/// So many new rows are shown; all that are wrong or known are.
const SHOWN: usize = 40;

struct Line {
    number: String,
    name: String,
    word: String,
    colour: &'static str,
}

#[derive(Template)]
#[template(path = "workforce/import.html")]
struct ImportPage {
    page: ui::Page,
    lead: String,
    file: Field,
    action: String,
    enter: String,
    summary: String,
    rows: String,
    heads: Vec<Head>,
    lines: Vec<Line>,
}

fn draw(ctx: &Ctx, form: &Form) -> ImportPage {
    let mut page = frame::page(ctx, ctx.t("workforce-import"), BACK);
    page.errors = form.errors();
    let heads = ["row", "employee", "state"]
        .map(|name| Head::new(ctx.t(&format!("workforce-column-{name}"))));
    ImportPage {
        page,
        lead: ctx.ta("workforce-import-lead", &[("most", MOST)]).into_owned(),
        file: form.field("file"),
        action: ctx.url(&format!("{HOME}/import")),
        enter: ctx.url(&format!("{HOME}/import/enter")),
        summary: String::new(),
        rows: String::new(),
        heads: heads.into(),
        lines: Vec::new(),
    }
}

/// `GET /workforce/import`.
pub async fn page(ctx: Ctx) -> Result<Response, Problem> {
    html(&draw(&ctx, &Form::empty(ctx.lang)))
}

fn line(ctx: &Ctx, row: &Row, verdict: &Verdict) -> Line {
    let (key, colour) = match verdict {
        Verdict::New(_) => ("workforce-row-new", "green"),
        Verdict::Known => ("workforce-row-known", "grey"),
        Verdict::Wrong(key) => (*key, "red"),
    };
    Line {
        number: row.number.to_string(),
        name: row.cells[0].clone(),
        word: ctx.t(key).into_owned(),
        colour,
    }
}

/// `POST /workforce/import`: shows what the file brings; nothing is entered.
pub async fn preview(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let read = match form.file("file") {
        Some(file) => import::rows(&file.bytes, &file.file_name),
        None => Err("workforce-file-none"),
    };
    let rows = match read {
        Ok(rows) => rows,
        Err(key) => {
            form.wrong("file", key);
            return again(&draw(&ctx, &form));
        }
    };
    let mut tx = app.db.read(&ctx.actor).await?;
    let verdicts = import::verdicts(&tx, &rows).await?;
    tx.audit(audit::Entry::new("import-preview", "employee", ""));
    tx.commit().await?;
    let is_new = |verdict: &Verdict| matches!(verdict, Verdict::New(_));
    let both: Vec<(&Row, &Verdict)> = rows.iter().zip(&verdicts).collect();
    let new: Vec<&Row> =
        both.iter().filter(|(_, verdict)| is_new(verdict)).map(|(row, _)| *row).collect();
    let mut page = draw(&ctx, &Form::empty(ctx.lang));
    let args = [("new", new.len()), ("all", rows.len())];
    page.summary = ctx.ta("workforce-import-summary", &args).into_owned();
    if !new.is_empty() {
        page.rows = serde_json::to_string(&new).map_err(Problem::internal)?;
    }
    let others = both.iter().filter(|(_, verdict)| !is_new(verdict));
    let some = both.iter().filter(|(_, verdict)| is_new(verdict)).take(SHOWN);
    page.lines = others.chain(some).map(|(row, verdict)| line(&ctx, row, verdict)).collect();
    html(&page)
}

/// `POST /workforce/import/enter`: the rows are looked at again and entered.
pub async fn enter(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let rows: Result<Vec<Row>, _> = serde_json::from_str(form.get("rows"));
    let rows = rows.map_err(|_| Problem::BadRequest("workforce-file-broken"))?;
    if rows.len() > MOST {
        return Err(Problem::BadRequest("workforce-file-long"));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    import::enter(&mut tx, &rows).await?;
    tx.audit(audit::Entry::new("import", "employee", ""));
    tx.commit().await?;
    Ok(see(&ctx, HOME, Some("workforce-done")))
}
