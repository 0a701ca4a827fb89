//! Plans against overload and the list of competences on the screen.

use super::employee_form::BACK as PEOPLE;
use super::employee_page::competence_name;
use super::frame::{self, HOME, TEXT};
use super::load::{self, Known};
use super::plan::{self, Plan, PlanText};
use super::setting::settings;
use super::table::{self, Cell, Line, List};
use super::{CompetenceId, EmployeeId, PlanId, WRITE, competence};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, day_values, see};
use ui::Link;

/// Columns of plans.
pub const COLUMNS: [&str; 5] = ["employee", "noted", "load", "most", "due"];
const BACK: (&str, &str) = ("/plans", "workforce-plans");
/// Whether a plan waits; words have the key `workforce-plan-<code>`.
const STATES: [&str; 2] = ["open", "answered"];
const SKILLS: [&str; 3] = ["competence", "posts", "retired"];
const SKILLS_BACK: (&str, &str) = ("/competences", "workforce-competences");

/// A plan as a line of a list.
#[must_use]
pub fn line(ctx: &Ctx, known: &Known, one: &Plan) -> Line {
    let is_open = one.row.answered_on.is_none();
    let word = if is_open { "workforce-plan-open" } else { "workforce-plan-answered" };
    Line {
        href: ctx.url(&format!("{HOME}/plans/{}", one.row.id)),
        cells: vec![
            Cell::new(known.name(one.row.employee_id)),
            Cell::day(Some(one.row.noted_on)),
            Cell::number(one.row.load),
            Cell::number(one.row.most),
            Cell::day(Some(one.row.due_on)),
        ],
        word: ctx.t(word).into_owned(),
        colour: if is_open { "yellow" } else { "green" },
    }
}

/// The plans that are asked for, and the limit.
async fn read(
    app: &App,
    ctx: &Ctx,
    (form, what): (&Form, audit::Entry),
) -> Result<(Vec<Line>, i32), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (all, known) = (plan::plans(&tx).await?, Known::read(&tx).await?);
    let most = settings(&tx).await?.load_most();
    tx.audit(what);
    tx.commit().await?;
    let fits = |one: &&Plan| match form.get("state") {
        "" => true,
        state => (state == STATES[0]) == one.row.answered_on.is_none(),
    };
    Ok((all.iter().filter(fits).map(|one| line(ctx, &known, one)).collect(), most))
}

/// `GET /workforce/plans.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "load-plan", "list");
    let (lines, _) = read(&app, &ctx, (&form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "plans"), lines)
}

/// `GET /workforce/plans?state=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::list("load-plan");
    let (lines, most) = read(&app, &ctx, (&form, what)).await?;
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = ctx.ta("workforce-plans-lead", &[("most", most)]).into_owned();
    list.states =
        choices(&ctx, &STATES, form.get("state"), |code| format!("workforce-plan-{code}"));
    list.file = "/plans.csv".to_owned();
    let load = ctx.url(&format!("{HOME}/load"));
    list.actions.push(Link::new(load, ctx.t("workforce-load")));
    table::shown(&ctx, form, list)
}

fn new_shown(
    ctx: &Ctx,
    form: &Form,
    (one, most): (&load::Employee, i32),
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("workforce-plan-new", "/plan", "ui-save")
        .lead(ctx.ta("workforce-plans-lead", &[("most", most)]))
        .day(both, "on", ("workforce-column-noted", String::new()))
        .line(both, "load", "workforce-column-load")
        .area(both, "text", ("workforce-plan-text", ""))
        .area(both, "measures", ("workforce-plan-measures", ""))
        .day(both, "due", ("workforce-column-due", String::new()));
    let title = format!("{}: {}", ctx.t("workforce-plan-new"), one.name);
    let home = format!("{HOME}/employees/{}", one.id);
    act.shown(ctx, Around { page: frame::page(ctx, title, PEOPLE), home, version: 0 }, form)
}

/// `GET /workforce/employees/{id}/plan?load=`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EmployeeId>,
    asked: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (one, most) = (load::employee(&tx, id).await?, settings(&tx).await?.load_most());
    tx.audit(audit::Entry::read("employee", id.0));
    tx.commit().await?;
    let mut values = day_values("on", Some(app.today()));
    values.extend(day_values("due", Some(app.today().plus(14))));
    let form = Form::filled(ctx.lang, values).with("load", asked.get("load"));
    new_shown(&ctx, &form, (&one, most))
}

/// `POST /workforce/employees/{id}/plan`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EmployeeId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (on, due) = (form.day("on"), form.day("due"));
    let load: Option<i32> = form.parsed("load", "workforce-wrong-number");
    let content = PlanText {
        text: form.required("text", TEXT),
        measures: form.required("measures", TEXT),
        answer: String::new(),
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    let most = settings(&tx).await?.load_most();
    if load.is_some_and(|load| load <= most) {
        form.wrong("load", "workforce-wrong-load");
    }
    let (Some(load), Some(days), true) = (load, on.zip(due), form.ok()) else {
        let one = load::employee(&tx, id).await?;
        tx.rollback().await;
        return new_shown(&ctx, &form, (&one, most));
    };
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/plans"))).await?;
    plan::add_plan(&mut tx, (id, (load, most)), (days, &content)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/plans"), Some("workforce-done")))
}

fn answer_shown(ctx: &Ctx, form: &Form, (one, name): (&Plan, &str)) -> Result<Response, Problem> {
    let facts = [
        ("workforce-column-noted", one.row.noted_on.bg()),
        ("workforce-column-load", one.row.load.to_string()),
        ("workforce-column-most", one.row.most.to_string()),
        ("workforce-plan-text", one.content.text.clone()),
        ("workforce-plan-measures", one.content.measures.clone()),
        ("workforce-column-due", one.row.due_on.bg()),
        ("workforce-plan-answer", one.content.answer.clone()),
    ];
    let facts = facts.map(|(key, text)| (ctx.t(key).into_owned(), text));
    let act = Act::new("workforce-plan-answer", "", "ui-save").facts(facts.into()).area(
        (ctx, form),
        "answer",
        ("workforce-plan-answer", "workforce-plan-answer-hint"),
    );
    let around = Around {
        page: frame::page(ctx, format!("{}: {name}", ctx.t("workforce-plan")), BACK),
        home: format!("{HOME}/plans/{}", one.row.id),
        version: form.version_or(one.row.version),
    };
    act.shown(ctx, around, form)
}

/// `GET /workforce/plans/{id}`.
pub async fn answer_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlanId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = plan::plan(&tx, id).await?;
    let name = load::employee(&tx, one.row.employee_id).await?.name;
    tx.audit(audit::Entry::read("load-plan", id.0));
    tx.commit().await?;
    answer_shown(&ctx, &Form::empty(ctx.lang), (&one, &name))
}

/// `POST /workforce/plans/{id}`.
pub async fn answer_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlanId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let answer = form.required("answer", TEXT);
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut one = plan::plan(&tx, id).await?;
    if !form.ok() {
        let name = load::employee(&tx, one.row.employee_id).await?.name;
        tx.rollback().await;
        return answer_shown(&ctx, &form, (&one, &name));
    }
    one.row.version = form.version_or(one.row.version);
    let home = format!("{HOME}/plans");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    plan::answer_plan(&mut tx, &one, &answer).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("workforce-done")))
}

/// `GET /workforce/competences`.
pub async fn skills(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (all, needs) = (competence::competences(&tx).await?, competence::needs(&tx).await?);
    tx.audit(audit::Entry::list("competence"));
    tx.commit().await?;
    let lines = all.iter().map(|one| {
        let posts = needs.iter().filter(|need| need.competence_id == one.id && need.level > 0);
        let is_open = one.retired_on.is_none();
        let word = if is_open { "workforce-state-now" } else { "workforce-state-over" };
        Line {
            href: ctx.url(&format!("{HOME}/competences/{}", one.id)),
            cells: vec![
                Cell::new(competence_name(ctx.lang, one)),
                Cell::number(i64::try_from(posts.count()).unwrap_or(0)),
                Cell::day(one.retired_on),
            ],
            word: ctx.t(word).into_owned(),
            colour: if is_open { "green" } else { "grey" },
        }
    });
    let mut list = List::new(SKILLS_BACK, &SKILLS, lines.collect());
    list.lead = ctx.t("workforce-competences-lead").into_owned();
    if ctx.actor.may(WRITE) {
        let new = ctx.url(&format!("{HOME}/competences/new"));
        list.actions.push(Link::new(new, ctx.t("workforce-competence-new")));
    }
    table::shown(&ctx, form, list)
}

fn skill_shown(
    ctx: &Ctx,
    form: &Form,
    there: Option<(CompetenceId, i32)>,
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let (title, rest, home, version) = match there {
        Some((id, version)) => {
            ("workforce-competence-edit", "", format!("{HOME}/competences/{id}"), version)
        }
        None => ("workforce-competence-new", "/new", format!("{HOME}/competences"), 0),
    };
    let act = Act::new(title, rest, "ui-save")
        .line(both, "name", "workforce-competence-name")
        .line(both, "name-en", "workforce-competence-name-en")
        .day(both, "retired", ("workforce-column-retired", String::new()));
    let page = frame::page(ctx, ctx.t(title), SKILLS_BACK);
    act.shown(ctx, Around { page, home, version: form.version_or(version) }, form)
}

/// `GET /workforce/competences/new`.
pub async fn skill_new(ctx: Ctx) -> Result<Response, Problem> {
    skill_shown(&ctx, &Form::empty(ctx.lang), None)
}

/// `GET /workforce/competences/{id}`.
pub async fn skill_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CompetenceId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = competence::competences(&tx).await?;
    tx.audit(audit::Entry::read("competence", id.0));
    tx.commit().await?;
    let one = all.into_iter().find(|one| one.id == id).ok_or(Problem::NotFound)?;
    let mut values = day_values("retired", one.retired_on);
    values.push(("name".to_owned(), one.name));
    values.push(("name-en".to_owned(), one.name_en));
    skill_shown(&ctx, &Form::filled(ctx.lang, values), Some((id, one.version)))
}

async fn skill_saved(
    app: &App,
    ctx: &Ctx,
    (there, mut form): (Option<CompetenceId>, Form),
) -> Result<Response, Problem> {
    let (name, name_en) = (form.required("name", 200), form.optional("name-en", 200));
    let retired = form.day_optional("retired");
    let there = there.map(|id| (id, form.version()));
    if !form.ok() {
        return skill_shown(ctx, &form, there);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    let home = format!("{HOME}/competences");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    competence::put_competence(&mut tx, there, (&name, &name_en, retired)).await?;
    tx.commit().await?;
    Ok(see(ctx, &home, Some("workforce-done")))
}

/// `POST /workforce/competences/new`.
pub async fn skill_add(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    skill_saved(&app, &ctx, (None, form)).await
}

/// `POST /workforce/competences/{id}`.
pub async fn skill_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CompetenceId>,
    form: Form,
) -> Result<Response, Problem> {
    skill_saved(&app, &ctx, (Some(id), form)).await
}
