//! Risks: how likely, how bad, what is done, by whom.

use super::content::{Danger, sealed};
use super::frame::{self, HOME, LINE, TEXT, path, sections};
use super::load::{self, Project, Risk};
use super::registry_page::known;
use super::side_load;
use super::side_store::project_risk;
use super::table::{self, Cell, Line, List};
use super::{ProjectId, RiskId, WRITE};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, chosen, day_values, see};
use sea_orm::{IntoActiveModel, Set};
use ui::Link;

/// Likelihood and impact are told in five steps; words have the key `projects-grade-<code>`.
const GRADES: [&str; 5] = ["1", "2", "3", "4", "5"];
const COLUMNS: [&str; 7] = ["risk", "likelihood", "impact", "weight", "measure", "who", "due"];
const STATES: [&str; 2] = ["open", "closed"];
/// From this product of likelihood and impact on a risk is high, from the other it is middling.
const HIGH: i32 = 15;
const MIDDLE: i32 = 8;

/// Enters a risk.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    project: ProjectId,
    (likelihood, impact, due_on): (i32, i32, Option<Day>),
    content: &Danger,
) -> Result<RiskId, StoreError> {
    let id = RiskId(tx.new_id());
    let row = project_risk::Model {
        municipality_id: tx.municipality(),
        id,
        project_id: project,
        likelihood,
        impact,
        due_on,
        closed_on: None,
        content_sealed: sealed(tx, ("project_risk", id.0), content)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("project-risk", id.0));
    Ok(id)
}

async fn lines(
    app: &App,
    ctx: &Ctx,
    (id, form, what): (ProjectId, &Form, Entry),
) -> Result<(Project, Vec<Line>), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::project(&tx, id).await?;
    let mut all = side_load::risks(&tx, id).await?;
    tx.audit(what);
    tx.commit().await?;
    match form.get("state") {
        "open" => all.retain(|one| one.row.closed_on.is_none()),
        "closed" => all.retain(|one| one.row.closed_on.is_some()),
        _ => {}
    }
    all.sort_by_key(|one| -(one.row.likelihood * one.row.impact));
    let line = |known: &Risk| {
        let (row, content) = (&known.row, &known.content);
        let weight = row.likelihood * row.impact;
        let (word, colour) = match (row.closed_on, weight) {
            (Some(_), _) => ("closed", "grey"),
            (None, HIGH..) => ("high", "red"),
            (None, MIDDLE..) => ("middle", "yellow"),
            (None, _) => ("low", "green"),
        };
        let grade = |grade: i32| Cell::new(ctx.t(&format!("projects-grade-{grade}")));
        let href = ctx.url(&format!("{HOME}/risks/{}", row.id));
        Line {
            href: if ctx.actor.may(WRITE) { href } else { String::new() },
            cells: vec![
                Cell::new(content.risk.clone()),
                grade(row.likelihood),
                grade(row.impact),
                Cell::money(weight.to_string(), i64::from(weight)),
                Cell::new(content.measure.clone()),
                Cell::new(content.owner.clone()),
                Cell::day(row.due_on),
            ],
            word: ctx.t(&format!("projects-risk-{word}")).into_owned(),
            colour,
        }
    };
    let lines = all.iter().map(line).collect();
    Ok((one, lines))
}

/// `GET /projects/{id}/risks`.
pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Response, Problem> {
    let (one, lines) = lines(&app, &ctx, (id, &form, Entry::list("project-risk"))).await?;
    let page = frame::page(&ctx, &one, ctx.t("projects-risks"));
    let around = (page, sections(&ctx, id, "/risks"));
    let mut list = List::new(around, path(id, "/risks"), &COLUMNS, lines);
    list.lead = ctx.t("projects-risks-lead").into_owned();
    list.states = choices(&ctx, &STATES, form.get("state"), |code| format!("projects-risk-{code}"));
    list.file = path(id, "/risks.csv");
    if ctx.actor.may(WRITE) {
        let new = ctx.url(&path(id, "/risk"));
        list.actions.push(Link::new(new, ctx.t("projects-risk-new")));
    }
    table::shown(&ctx, form, list)
}

/// `GET /projects/{id}/risks.csv`.
pub async fn csv(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Response, Problem> {
    let what = Entry::print("project-risk", id.0);
    let (_, lines) = lines(&app, &ctx, (id, &form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "risks"), lines)
}

fn boxes(act: Act, both: (&Ctx, &Form)) -> Act {
    let key = |code: &str| format!("projects-grade-{code}");
    act.area(both, "risk", ("projects-column-risk", ""))
        .one(both, "likelihood", ("projects-column-likelihood", &GRADES), key)
        .one(both, "impact", ("projects-column-impact", &GRADES), key)
        .area(both, "measure", ("projects-column-measure", ""))
        .line(both, "owner", "projects-column-who")
        .day(both, "due", ("projects-column-due", String::new()))
}

type Typed = ((i32, i32, Option<Day>), Danger);

fn typed(form: &mut Form) -> Typed {
    let grade = |text: String| text.parse().unwrap_or(0);
    let likelihood = grade(chosen(form, "likelihood", &GRADES));
    let impact = grade(chosen(form, "impact", &GRADES));
    let content = Danger {
        risk: form.required("risk", TEXT),
        measure: form.required("measure", TEXT),
        owner: form.optional("owner", LINE),
        outcome: form.optional("outcome", TEXT),
    };
    ((likelihood, impact, form.day_optional("due")), content)
}

fn new_shown(ctx: &Ctx, one: &Project, form: &Form) -> Result<Response, Problem> {
    let act = boxes(Act::new("projects-risk-new", "/risk", "ui-save"), (ctx, form));
    let page = frame::page(ctx, one, ctx.t("projects-risk-new"));
    act.shown(ctx, Around { page, home: path(one.row.id, ""), version: 0 }, form)
}

/// `GET /projects/{id}/risk`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Response, Problem> {
    let one = known(&app, &ctx, id).await?;
    new_shown(&ctx, &one, &Form::empty(ctx.lang))
}

/// `POST /projects/{id}/risk`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let one = known(&app, &ctx, id).await?;
    let (numbers, content) = typed(&mut form);
    if !form.ok() {
        return new_shown(&ctx, &one, &form);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, "/risks"))).await?;
    add(&mut tx, id, numbers, &content).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, "/risks"), Some("projects-done")))
}

async fn behind(app: &App, ctx: &Ctx, id: RiskId) -> Result<(Project, Risk), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let risk = side_load::risk(&tx, id).await?;
    let one = load::project(&tx, risk.row.project_id).await?;
    tx.audit(Entry::read("project-risk", id.0));
    tx.commit().await?;
    Ok((one, risk))
}

fn shown(ctx: &Ctx, (one, risk): &(Project, Risk), form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = boxes(Act::new("projects-risk", "", "ui-save"), both)
        .area(both, "outcome", ("projects-outcome", ""))
        .day(both, "closed", ("projects-closed-on", String::new()));
    let page = frame::page(ctx, one, ctx.t("projects-risk"));
    let home = format!("{HOME}/risks/{}", risk.row.id);
    act.shown(ctx, Around { page, home, version: form.version_or(risk.row.version) }, form)
}

/// `GET /projects/risks/{id}`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RiskId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let (row, content) = (&behind.1.row, &behind.1.content);
    let mut values = day_values("due", row.due_on);
    values.extend(day_values("closed", row.closed_on));
    let texts = [
        ("likelihood", row.likelihood.to_string()),
        ("impact", row.impact.to_string()),
        ("risk", content.risk.clone()),
        ("measure", content.measure.clone()),
        ("owner", content.owner.clone()),
        ("outcome", content.outcome.clone()),
    ];
    values.extend(texts.map(|(name, text)| (name.to_owned(), text)));
    shown(&ctx, &behind, &Form::filled(ctx.lang, values))
}

/// `POST /projects/risks/{id}`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RiskId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let ((likelihood, impact, due_on), content) = typed(&mut form);
    let closed_on = form.day_optional("closed");
    if closed_on.is_some() && content.outcome.is_empty() {
        form.wrong("outcome", "form-required");
    }
    if !form.ok() {
        return shown(&ctx, &behind, &form);
    }
    let home = path(behind.0.row.id, "/risks");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let active = project_risk::ActiveModel {
        likelihood: Set(likelihood),
        impact: Set(impact),
        due_on: Set(due_on),
        closed_on: Set(closed_on),
        content_sealed: Set(sealed(&tx, ("project_risk", id.0), &content)?),
        ..Default::default()
    };
    tx.update::<project_risk::Entity>(id, form.version_or(behind.1.row.version), active).await?;
    tx.audit(Entry::write("project-risk", id.0));
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("projects-done")))
}
