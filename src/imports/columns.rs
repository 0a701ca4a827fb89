//! What each column of the file holds, and what becomes of those who are known.

use super::steps::{column_faults, tell_columns};
use super::store::{self, Detail, Progress};
use super::{RunId, Stage};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Id, Problem, again, html, see};
use ui::{Choice, Field};

/// A column with its box.
struct Column {
    head: String,
    samples: String,
    label: String,
    field: Field,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "imports/columns.html")]
struct ColumnsPage {
    page: ui::Page,
    action: String,
    cancel: String,
    heads: Vec<ui::Head>,
    columns: Vec<Column>,
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

fn draw(ctx: &Ctx, (run, detail): (&Progress, &Detail), form: &Form) -> ColumnsPage {
    let columns = detail.heads.iter().enumerate().map(|(at, head)| {
        let field = form.field(&box_name(at));
        let choice = |code: sheet::Field| {
            let text = ctx.t(&format!("imports-field-{}", code.code())).into_owned();
            Choice::new(code.code(), text).checked(field.value == code.code())
        };
        let samples = detail.samples.iter().filter_map(|row| row.get(at));
        let samples: Vec<&str> =
            samples.filter(|cell| !cell.is_empty()).map(String::as_str).collect();
        Column {
            head: head.clone(),
            label: ctx.ta("imports-column-of", &[("head", head.as_str())]).into_owned(),
            samples: samples.join(" · "),
            choices: sheet::Field::all().map(choice).collect(),
            field,
        }
    });
    let mut page = ctx.page(ctx.t("imports-columns"));
    page.errors = form.errors();
    let rule = form.field("rule");
    let rules = ["skip", "update"].map(|code| {
        Choice::new(code, ctx.t(&format!("imports-rule-{code}"))).checked(rule.value == code)
    });
    ColumnsPage {
        page,
        action: ctx.url(&format!("/imports/{}/columns", run.id)),
        cancel: ctx.url(&format!("/imports/{}/cancel", run.id)),
        heads: ["imports-column-head", "imports-column-samples", "imports-column-holds"]
            .map(|key| ui::Head::new(ctx.t(key)))
            .into(),
        columns: columns.collect(),
        rule,
        rules: rules.to_vec(),
    }
}

async fn load(app: &App, ctx: &Ctx, id: RunId) -> Result<(Progress, Detail), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let run = store::progress(&tx, id).await?;
    let detail = store::detail(&tx, &run)?;
    tx.audit(Entry::read("import", id.0));
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
        return Ok(see(&ctx, &format!("/imports/{id}"), None));
    }
    let columns = detail.columns.iter().enumerate();
    let mut values: Vec<(String, String)> =
        columns.map(|(at, code)| (box_name(at), code.clone())).collect();
    values.push(("rule".into(), run.known_rule.clone()));
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
    let codes: Vec<String> =
        (0..detail.heads.len()).map(|at| form.get(&box_name(at)).to_owned()).collect();
    for (at, key) in column_faults(&codes) {
        form.wrong(&box_name(at), key);
    }
    if !form.ok() {
        return again(&draw(&ctx, (&run, &detail), &form));
    }
    let to = format!("/imports/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&to)).await?;
    tell_columns(&mut tx, id, codes, form.get("rule")).await?;
    tx.commit().await?;
    Ok(see(&ctx, &to, None))
}
