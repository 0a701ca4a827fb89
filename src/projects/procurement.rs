//! Procurement: what is bought by a procedure, and its steps with terms that the municipality sets.

use super::commitment::line_choices;
use super::content::{Titled, sealed};
use super::frame::{self, HOME, TEXT, amount, path, sections};
use super::load::{self, Line as BudgetLine, Project, Step};
use super::side_load;
use super::side_store::{project_procurement, project_step};
use super::table::{self, Cell, Line, List};
use super::{ProcurementId, ProjectId, StepId, WRITE, money};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, chosen, day_values, see};
use sea_orm::{IntoActiveModel, Set};
use std::collections::HashMap;
use ui::Link;

const COLUMNS: [&str; 6] = ["subject", "step", "due", "done", "line", "estimate"];
const STATES: [&str; 3] = ["late", "ahead", "done"];

/// A procurement to be entered.
#[derive(Clone, Debug)]
pub struct NewProcurement {
    /// The line of the budget.
    pub code: String,
    /// What it may cost.
    pub estimate: i64,
    /// What is bought, and how.
    pub content: Titled,
    /// The day from which the terms run.
    pub from: Day,
}

/// Enters a procurement with the steps that the municipality set, each some days after the one
/// before.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    project: ProjectId,
    new: &NewProcurement,
) -> Result<ProcurementId, StoreError> {
    let (reference, _) = side_load::reference(tx).await?;
    let id = ProcurementId(tx.new_id());
    let row = project_procurement::Model {
        municipality_id: tx.municipality(),
        id,
        project_id: project,
        code: new.code.clone(),
        estimate: new.estimate,
        content_sealed: sealed(tx, ("project_procurement", id.0), &new.content)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    let mut due_on = new.from;
    for (place, term) in (1..).zip(&reference.step) {
        due_on = due_on.plus(term.days);
        let own = StepId(tx.new_id());
        let titled = Titled { title: term.title.clone(), ..Titled::default() };
        let row = project_step::Model {
            municipality_id: tx.municipality(),
            id: own,
            project_id: project,
            procurement_id: id,
            place,
            due_on,
            done_on: None,
            content_sealed: sealed(tx, ("project_step", own.0), &titled)?,
            account_name: tx.actor().name.to_string(),
            version: 1,
        };
        tx.insert(row.into_active_model()).await?;
    }
    tx.audit(Entry::write("project-procurement", id.0));
    Ok(id)
}

/// Notes the day of a step, or moves its term.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn mark(
    tx: &mut Tx,
    step: &Step,
    (due_on, done_on, note): (Day, Option<Day>, String),
    version: i32,
) -> Result<(), StoreError> {
    let id = step.row.id;
    let content = Titled { note, ..step.content.clone() };
    let active = project_step::ActiveModel {
        due_on: Set(due_on),
        done_on: Set(done_on),
        content_sealed: Set(sealed(tx, ("project_step", id.0), &content)?),
        ..Default::default()
    };
    tx.update::<project_step::Entity>(id, version, active).await?;
    tx.audit(Entry::write("project-step", id.0));
    Ok(())
}

fn standing(row: &project_step::Model, today: Day) -> (&'static str, &'static str) {
    match row.done_on {
        Some(_) => ("done", "green"),
        None if row.due_on < today => ("late", "red"),
        None => ("ahead", "blue"),
    }
}

/// `GET /projects/{id}/procurement`.
pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::project(&tx, id).await?;
    let all = side_load::procurements(&tx, id).await?;
    let steps = side_load::steps(&tx, id).await?;
    tx.audit(Entry::list("project-procurement"));
    tx.commit().await?;
    let bought: HashMap<_, _> = all.iter().map(|known| (known.row.id, known)).collect();
    let (today, wanted) = (app.today(), form.get("state").to_owned());
    let mut lines = Vec::new();
    for step in &steps {
        let (word, colour) = standing(&step.row, today);
        let Some(known) = bought.get(&step.row.procurement_id) else { continue };
        if !wanted.is_empty() && wanted != word {
            continue;
        }
        let href = ctx.url(&format!("{HOME}/steps/{}", step.row.id));
        let estimate = known.row.estimate;
        lines.push(Line {
            href: if ctx.actor.may(WRITE) { href } else { String::new() },
            cells: vec![
                Cell::new(known.content.title.clone()),
                Cell::new(step.content.title.clone()),
                Cell::day(Some(step.row.due_on)),
                Cell::day(step.row.done_on),
                Cell::new(known.row.code.clone()),
                Cell::money(money::written(estimate, one.currency()), estimate),
            ],
            word: ctx.t(&format!("projects-activity-{word}")).into_owned(),
            colour,
        });
    }
    let page = frame::page(&ctx, &one, ctx.t("projects-procurement"));
    let around = (page, sections(&ctx, id, "/procurement"));
    let mut list = List::new(around, path(id, "/procurement"), &COLUMNS, lines);
    list.lead = ctx.t("projects-procurement-lead").into_owned();
    list.states = choices(&ctx, &STATES, &wanted, |code| format!("projects-activity-{code}"));
    if ctx.actor.may(WRITE) {
        let new = ctx.url(&path(id, "/procure"));
        list.actions.push(Link::new(new, ctx.t("projects-procure")));
    }
    table::shown(&ctx, form, list)
}

async fn known(app: &App, ctx: &Ctx, id: ProjectId) -> Result<(Project, Vec<BudgetLine>), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = (load::project(&tx, id).await?, load::lines_now(&tx, id).await?);
    tx.audit(Entry::read("project", id.0));
    tx.commit().await?;
    Ok(known)
}

fn new_shown(
    ctx: &Ctx,
    (one, lines): &(Project, Vec<BudgetLine>),
    form: &Form,
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("projects-procure", "/procure", "ui-save")
        .lead(ctx.t("projects-procure-lead"))
        .area(both, "title", ("projects-column-subject", ""))
        .line(both, "who", "projects-way")
        .choice(both, "code", (ctx.t("projects-column-line").into_owned(), line_choices(lines)))
        .line(both, "estimate", "projects-column-estimate")
        .day(both, "from", ("projects-terms-from", String::new()));
    let page = frame::page(ctx, one, ctx.t("projects-procure"));
    act.shown(ctx, Around { page, home: path(one.row.id, ""), version: 0 }, form)
}

/// `GET /projects/{id}/procure`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Response, Problem> {
    let known = known(&app, &ctx, id).await?;
    new_shown(&ctx, &known, &Form::filled(ctx.lang, day_values("from", Some(app.today()))))
}

/// `POST /projects/{id}/procure`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = known(&app, &ctx, id).await?;
    let codes: Vec<&str> = known.1.iter().map(|one| one.row.code.as_str()).collect();
    let content = Titled {
        title: form.required("title", TEXT),
        who: form.optional("who", 200),
        note: String::new(),
    };
    let code = chosen(&mut form, "code", &codes);
    let estimate = amount(&mut form, "estimate").unwrap_or(0);
    let from = form.day("from");
    let (Some(from), true) = (from, form.ok()) else { return new_shown(&ctx, &known, &form) };
    let home = path(id, "/procurement");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    add(&mut tx, id, &NewProcurement { code, estimate, content, from }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("projects-done")))
}

async fn behind(app: &App, ctx: &Ctx, id: StepId) -> Result<(Project, Step), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let step = side_load::step(&tx, id).await?;
    let one = load::project(&tx, step.row.project_id).await?;
    tx.audit(Entry::read("project-step", id.0));
    tx.commit().await?;
    Ok((one, step))
}

fn shown(ctx: &Ctx, (one, step): &(Project, Step), form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let facts = vec![(ctx.t("projects-column-step").into_owned(), step.content.title.clone())];
    let act = Act::new("projects-step", "", "ui-save")
        .facts(facts)
        .day(both, "due", ("projects-column-due", String::new()))
        .day(both, "done", ("projects-column-done", String::new()))
        .area(both, "note", ("projects-column-note", ""));
    let page = frame::page(ctx, one, ctx.t("projects-step"));
    let home = format!("{HOME}/steps/{}", step.row.id);
    act.shown(ctx, Around { page, home, version: form.version_or(step.row.version) }, form)
}

/// `GET /projects/steps/{id}`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StepId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let row = &behind.1.row;
    let mut values = day_values("due", Some(row.due_on));
    values.extend(day_values("done", row.done_on));
    values.push(("note".to_owned(), behind.1.content.note.clone()));
    shown(&ctx, &behind, &Form::filled(ctx.lang, values))
}

/// `POST /projects/steps/{id}`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StepId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let (due, done) = (form.day("due"), form.day_optional("done"));
    if done.is_some_and(|done| done > app.today()) {
        form.wrong("done", "projects-wrong-future");
    }
    let note = form.optional("note", TEXT);
    let (Some(due), true) = (due, form.ok()) else { return shown(&ctx, &behind, &form) };
    let home = path(behind.0.row.id, "/procurement");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let version = form.version_or(behind.1.row.version);
    mark(&mut tx, &behind.1, (due, done, note), version).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("projects-done")))
}
