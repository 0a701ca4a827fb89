//! What each column of the file holds, and from which month the agreements are kept here.

use super::RunId;
use super::field::{FIELDS, Field as Known, column_faults};
use super::list::frame;
use super::steps::tell_columns;
use super::store::{self, Detail, Progress};
use crate::app::App;
use crate::imports::Stage;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, again, html, see};
use ui::{Choice, Field, Lang};

/// Letters of a sample at most: enough to recognise a column by.
const SAMPLE: usize = 30;

/// A column with its box.
struct Column {
    head: String,
    samples: String,
    label: String,
    field: Field,
}

#[derive(Template)]
#[template(path = "brought/columns.html")]
struct ColumnsPage {
    page: ui::Page,
    action: String,
    cancel: String,
    heads: Vec<ui::Head>,
    columns: Vec<Column>,
    /// What a column may hold, once for all boxes: a list in each would make the page heavy.
    known: Vec<String>,
    rule: Field,
    rules: Vec<Choice>,
}

/// The file's name; it is known only while the import is.
pub fn name_of_file(ctx: &Ctx, detail: &Detail) -> String {
    if detail.file_name.is_empty() {
        return ctx.t("imports-file").into_owned();
    }
    detail.file_name.clone()
}

fn box_name(at: usize) -> String {
    format!("column-{at}")
}

/// What a field is called on the page.
fn words(lang: Lang, code: &str) -> String {
    ui::text::text(lang, &format!("brought-field-{code}")).into_owned()
}

/// The code of the field that is named in a box: by its words in either language, by a head under
/// which it is known, or by its code. Empty when the column is left out, none when nothing is
/// called so.
pub fn code_of(said: &str) -> Option<&'static str> {
    let said = said.trim().to_lowercase();
    if said.is_empty() {
        return Some("");
    }
    let is_called = |field: &Known| {
        field.code == said
            || [Lang::Bg, Lang::En]
                .iter()
                .any(|lang| words(*lang, field.code).to_lowercase() == said)
    };
    let found = FIELDS.iter().find(|field| is_called(field));
    found.or_else(|| FIELDS.iter().find(|field| field.fits(&said))).map(|field| field.code)
}

fn draw(ctx: &Ctx, (run, detail): (&Progress, &Detail), form: &Form) -> ColumnsPage {
    let columns = detail.heads.iter().enumerate().map(|(at, head)| {
        let samples = detail.samples.iter().filter_map(|row| row.get(at));
        let samples = samples.filter(|cell| !cell.is_empty());
        let samples: Vec<String> =
            samples.map(|cell| cell.chars().take(SAMPLE).collect()).collect();
        Column {
            head: head.clone(),
            label: ctx.ta("imports-column-of", &[("head", head.as_str())]).into_owned(),
            samples: samples.join(" · "),
            field: form.field(&box_name(at)),
        }
    });
    let mut page = frame(ctx, "imports-columns");
    page.errors = form.errors();
    let rule = form.field("from");
    let rules = months(run.here_from).map(|day| {
        let month = law::Month::of(day.0).to_string();
        let text = ctx.ta("brought-month", &[("month", month.as_str())]).into_owned();
        Choice::new(day.to_string(), text).checked(rule.value == day.to_string())
    });
    ColumnsPage {
        page,
        action: ctx.url(&format!("/brought/{}/columns", run.id)),
        cancel: ctx.url(&format!("/brought/{}/cancel", run.id)),
        heads: ["imports-column-head", "imports-column-samples", "imports-column-holds"]
            .map(|key| ui::Head::new(ctx.t(key)))
            .into(),
        columns: columns.collect(),
        known: FIELDS.iter().map(|field| words(ctx.lang, field.code)).collect(),
        rule,
        rules: rules.to_vec(),
    }
}

/// The months that may be the first one here: that of the table, the one before it and the next.
fn months(of: Day) -> [Day; 3] {
    let first = |day: Day| Day(law::Month::of(day.0).first_day());
    let this = first(of);
    [first(this.plus(-1)), this, first(this.plus(31))]
}

async fn load(app: &App, ctx: &Ctx, id: RunId) -> Result<(Progress, Detail), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let run = store::progress(&tx, id).await?;
    let detail = store::detail(&tx, &run)?;
    tx.audit(Entry::read("brought", id.0));
    tx.commit().await?;
    Ok((run, detail))
}

pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
) -> Result<Response, Problem> {
    let (run, detail) = load(&app, &ctx, id).await?;
    if !matches!(run.stage(), Stage::Columns | Stage::Checked) {
        return Ok(see(&ctx, &format!("/brought/{id}"), None));
    }
    let columns = detail.columns.iter().enumerate().filter(|(_, code)| !code.is_empty());
    let mut values: Vec<(String, String)> =
        columns.map(|(at, code)| (box_name(at), words(ctx.lang, code))).collect();
    values.push(("from".into(), run.here_from.to_string()));
    let form = Form::filled(ctx.lang, values);
    html(&draw(&ctx, (&run, &detail), &form))
}

pub async fn save(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (run, detail) = load(&app, &ctx, id).await?;
    let mut codes = Vec::with_capacity(detail.heads.len());
    for at in 0..detail.heads.len() {
        let code = code_of(form.get(&box_name(at)));
        if code.is_none() {
            form.wrong(&box_name(at), "brought-column-unknown");
        }
        codes.push(code.unwrap_or_default().to_owned());
    }
    // What else is missing is told when each box says something known.
    let faults = if form.ok() { column_faults(&codes) } else { Vec::new() };
    for (at, key) in faults {
        form.wrong(&box_name(at), key);
    }
    let here_from = form.get("from").parse::<Day>().ok();
    let here_from = here_from.filter(|day| months(run.here_from).contains(day));
    let Some(here_from) = here_from.filter(|_| form.ok()) else {
        if form.ok() {
            form.wrong("from", "form-choose");
        }
        return again(&draw(&ctx, (&run, &detail), &form));
    };
    let to = format!("/brought/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&to)).await?;
    tell_columns(&mut tx, id, codes, here_from).await?;
    tx.commit().await?;
    Ok(see(&ctx, &to, None))
}
