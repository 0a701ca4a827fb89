//! Entering an indicator and changing it.

use super::IndicatorId;
use super::count::names;
use super::frame::{self, HOME, TEXT, home};
use super::indicator::{self, NewIndicator, refused};
use super::store::result_indicator::Model;
use crate::app::App;
use crate::projects::{ProjectId, ProjectName};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, see};

fn act(ctx: &Ctx, form: &Form, is_new: bool) -> Act {
    let both = (ctx, form);
    let names = names();
    let (title, rest) = if is_new {
        ("results-indicator-new", "/indicators")
    } else {
        ("results-indicator", "/edit")
    };
    let act = Act::new(title, rest, "ui-save")
        .lead(ctx.t("results-indicator-lead"))
        .line(both, "code", "results-code")
        .line(both, "name", "results-name")
        .area(both, "definition", ("results-definition", "results-definition-hint"))
        .line(both, "unit", "results-unit")
        .line(both, "base", "results-base")
        .line(both, "target", "results-target")
        .one(both, "counted", ("results-counted", &names), |name| {
            format!("results-counted-{name}")
        });
    if is_new { act } else { act.day(both, "closed", ("results-closed-on", String::new())) }
}

fn read(form: &mut Form) -> NewIndicator {
    let new = NewIndicator {
        code: form.required("code", 40),
        name: form.required("name", 300),
        definition: form.optional("definition", TEXT),
        unit: form.required("unit", 60),
        base: form.parsed("base", "results-wrong-number").unwrap_or(0),
        target: form.parsed("target", "results-wrong-number").unwrap_or(0),
        counted: chosen(form, "counted", &names()),
    };
    if let (true, Some((name, why))) = (form.ok(), refused(&new)) {
        form.wrong(name, why);
    }
    new
}

fn new_shown(ctx: &Ctx, project: &ProjectName, form: &Form) -> Result<Response, Problem> {
    let page = frame::page(ctx, ctx.t("results-indicator-new"), project);
    act(ctx, form, true).shown(ctx, Around { page, home: home(project.id), version: 0 }, form)
}

/// `GET /results/projects/{id}/indicators`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let project = frame::project(&tx, id).await?;
    tx.audit(Entry::list("result-indicator"));
    tx.commit().await?;
    new_shown(&ctx, &project, &Form::filled(ctx.lang, [("base", "0")]))
}

/// `POST /results/projects/{id}/indicators`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let new = read(&mut form);
    let mut tx = app.db.write(&ctx.actor).await?;
    let project = frame::project(&tx, id).await?;
    if !form.ok() {
        tx.rollback().await;
        return new_shown(&ctx, &project, &form);
    }
    tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
    let made = indicator::add(&mut tx, id, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/indicators/{made}"), Some("results-done")))
}

async fn read_row(app: &App, ctx: &Ctx, id: IndicatorId) -> Result<(Model, ProjectName), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = indicator::indicator(&tx, id).await?;
    let project = frame::project(&tx, row.project_id).await?;
    tx.audit(Entry::read("result-indicator", id.0));
    tx.commit().await?;
    Ok((row, project))
}

fn edit_shown(
    ctx: &Ctx,
    (row, project): (&Model, &ProjectName),
    form: &Form,
) -> Result<Response, Problem> {
    let page = frame::page(ctx, ctx.t("results-indicator"), project);
    let home = format!("{HOME}/indicators/{}", row.id);
    let version = form.version_or(row.version);
    act(ctx, form, false).shown(ctx, Around { page, home, version }, form)
}

/// `GET /results/indicators/{id}/edit`.
pub async fn edit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<IndicatorId>,
) -> Result<Response, Problem> {
    let (row, project) = read_row(&app, &ctx, id).await?;
    let mut values = day_values("closed", row.closed_on);
    let more = [
        ("code", row.code.clone()),
        ("name", row.name.clone()),
        ("definition", row.definition.clone()),
        ("unit", row.unit.clone()),
        ("base", row.base.to_string()),
        ("target", row.target.to_string()),
        ("counted", row.counted.clone()),
    ];
    values.extend(more.map(|(name, value)| (name.to_owned(), value)));
    edit_shown(&ctx, (&row, &project), &Form::filled(ctx.lang, values))
}

/// `POST /results/indicators/{id}/edit`.
pub async fn edit_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<IndicatorId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (row, project) = read_row(&app, &ctx, id).await?;
    let new = read(&mut form);
    let closed = form.day_optional("closed");
    if !form.ok() {
        return edit_shown(&ctx, (&row, &project), &form);
    }
    let path = format!("{HOME}/indicators/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let version = form.version_or(row.version);
    indicator::change(&mut tx, (id, version), (&new, closed)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("results-done")))
}
