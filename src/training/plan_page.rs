//! The plan of a year on the screen: its lines with what became of them, entering and taking back.

use super::course::{self, STATES};
use super::frame::{self, FUNDINGS, HOME, LINE, TEXT, funding_words, read_funding, year_of};
use super::plan::{self, Course, MOST_PEOPLE, NewPlan};
use super::store::{training_course, training_plan};
use super::table::{self, Cell, Line, List};
use super::{CourseId, PlanId, WRITE, load};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, see};
use ui::{Choice, Link};

const COLUMNS: [&str; 6] = ["course", "month", "hours", "people", "funding", "note"];
const BACK: (&str, &str) = ("/plan", "training-plan");
const SHOWN: [&str; 5] = ["late", "ahead", "entered", "held", "revoked"];

async fn lines(
    app: &App,
    ctx: &Ctx,
    (form, what): (&Form, audit::Entry),
) -> Result<Vec<Line>, Problem> {
    let today = app.today();
    let year = year_of(form, today);
    let day = |month, day| Day(jiff::civil::Date::new(year, month, day).unwrap_or_default());
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = plan::of_year(&tx, year).await?;
    let seminars = load::seminars(&tx, day(1, 1), day(12, 31)).await?;
    let courses = course::courses(&tx).await?;
    let projects = frame::project_names(&tx).await?;
    tx.audit(what);
    tx.commit().await?;
    let standing = plan::courses(&rows, &seminars, today);
    let state = form.get("state");
    let line = |(row, (stands, seminar)): (&training_plan::Model, (Course, Option<usize>))| {
        if !state.is_empty() && stands.code() != state {
            return None;
        }
        let course = courses.iter().find(|one| one.id == row.course_id);
        let href = match seminar.and_then(|at| seminars.get(at)) {
            Some(one) => format!("{HOME}/seminars/{}", one.row.id),
            None => format!("{HOME}/plan/{}/revoke", row.id),
        };
        let note = [row.note.as_str(), row.revoked_why.as_str()].join(" ");
        Some(Line {
            href: ctx.url(&href),
            cells: vec![
                Cell::new(course.map(|one| one.title.clone()).unwrap_or_default()),
                Cell::new(format!("{:02}.{year}", row.month_no)),
                Cell::number(course.map_or(0, |one| one.hours)),
                Cell::number(row.people),
                Cell::new(funding_words(ctx, &projects, (row.project_id, &row.funding))),
                Cell::new(note.trim()),
            ],
            word: ctx.t(&format!("training-planned-{}", stands.code())).into_owned(),
            colour: stands.colour(),
        })
    };
    Ok(rows.iter().zip(standing).filter_map(line).collect())
}

/// `GET /training/plan?year=&state=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let year = year_of(&form, app.today());
    let lines = lines(&app, &ctx, (&form, audit::Entry::list("training-plan"))).await?;
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = ctx.ta("training-plan-lead", &[("year", year)]).into_owned();
    list.around = frame::around(&ctx, "/plan", year);
    list.kept = vec![("year", year.to_string())];
    list.states =
        choices(&ctx, &SHOWN, form.get("state"), |code| format!("training-planned-{code}"));
    list.file = "/plan.csv".to_owned();
    list.empty = "training-empty-plan";
    if ctx.actor.may(WRITE) {
        let new = ctx.url(&format!("/training/plan/new?year={year}"));
        list.actions.push(Link::new(new, ctx.t("training-plan-new")));
    }
    table::shown(&ctx, form, list)
}

/// `GET /training/plan.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "training-plan", "list");
    let lines = lines(&app, &ctx, (&form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "plan"), lines)
}

/// What may be chosen.
struct Known {
    courses: Vec<training_course::Model>,
    projects: Vec<Choice>,
}

async fn known(tx: &Tx) -> Result<Known, StoreError> {
    let mut courses = course::courses(tx).await?;
    courses.retain(|row| row.state == STATES[0]);
    Ok(Known { courses, projects: frame::project_choices(tx).await? })
}

fn new_shown(ctx: &Ctx, form: &Form, known: &Known) -> Result<Response, Problem> {
    let both = (ctx, form);
    let courses =
        known.courses.iter().map(|row| Choice::new(row.id.to_string(), row.title.clone()));
    let course = ctx.t("training-column-course").into_owned();
    let act = Act::new("training-plan-new", "/new", "ui-save")
        .line(both, "year", "training-year")
        .line(both, "month", "training-month")
        .choice(both, "course", (course, courses.collect()))
        .line(both, "people", "training-column-people")
        .one(both, "funding", ("training-column-funding", &FUNDINGS), |code| {
            format!("training-funding-{code}")
        })
        .choice(both, "project", (ctx.t("training-project").into_owned(), known.projects.clone()))
        .line(both, "note", "training-note");
    let page = frame::page(ctx, ctx.t("training-plan-new"), BACK);
    act.shown(ctx, Around { page, home: format!("{HOME}/plan"), version: 0 }, form)
}

/// `GET /training/plan/new?year=`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let year = year_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = known(&tx).await?;
    tx.audit(audit::Entry::list("training-plan"));
    tx.commit().await?;
    new_shown(&ctx, &Form::filled(ctx.lang, [("year", year.to_string())]), &known)
}

fn read(form: &mut Form, known: &Known) -> Option<NewPlan> {
    let year: Option<i16> = form.parsed("year", "training-wrong-number");
    if year.is_some_and(|year| !(2000..=2100).contains(&year)) {
        form.wrong("year", "training-wrong-number");
    }
    let month: Option<u8> = form.parsed("month", "training-wrong-month");
    if month.is_some_and(|month| !(1..=12).contains(&month)) {
        form.wrong("month", "training-wrong-month");
    }
    let course: Option<CourseId> = form.parsed("course", "form-choose");
    if course.is_some_and(|id| known.courses.iter().all(|row| row.id != id)) {
        form.wrong("course", "form-choose");
    }
    let people: Option<u32> = form.parsed("people", "training-wrong-number");
    if people.is_some_and(|people| !(1..=MOST_PEOPLE).contains(&people)) {
        form.wrong("people", "training-wrong-number");
    }
    let (project, funding) = read_funding(form, &known.projects);
    let note = form.optional("note", LINE);
    let (year, month, course, people) = (year?, month?, course?, people?);
    Some(NewPlan { year, month, course, people, project, funding, note })
}

/// `POST /training/plan/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let known = known(&tx).await?;
    let new = read(&mut form, &known);
    let (Some(new), true) = (new, form.ok()) else {
        tx.audit(audit::Entry::list("training-plan"));
        tx.commit().await?;
        return new_shown(&ctx, &form, &known);
    };
    let home = format!("{HOME}/plan?year={}", new.year);
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    plan::add(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("training-done")))
}

fn revoke_shown(ctx: &Ctx, form: &Form, row: &training_plan::Model) -> Result<Response, Problem> {
    let facts = [
        ("training-month", format!("{:02}.{}", row.month_no, row.year)),
        ("training-column-people", row.people.to_string()),
        ("training-note", row.note.clone()),
        ("training-why", row.revoked_why.clone()),
    ]
    .map(|(key, text)| (ctx.t(key).into_owned(), text));
    let mut act = Act::new("training-plan-revoke", "", "training-plan-revoke");
    act = act.facts(facts.into());
    if row.revoked_at.is_none() {
        act = act.area((ctx, form), "why", ("training-why", "training-why-hint"));
    }
    let page = frame::page(ctx, ctx.t("training-plan-revoke"), BACK);
    let version = form.version_or(row.version);
    act.shown(ctx, Around { page, home: format!("{HOME}/plan/{}/revoke", row.id), version }, form)
}

/// `GET /training/plan/{id}/revoke`.
pub async fn revoke_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlanId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = plan::line(&tx, id).await?;
    tx.audit(audit::Entry::read("training-plan", id.0));
    tx.commit().await?;
    revoke_shown(&ctx, &Form::empty(ctx.lang), &row)
}

/// `POST /training/plan/{id}/revoke`.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlanId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let why = form.required("why", TEXT);
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut row = plan::line(&tx, id).await?;
    if !form.ok() {
        tx.audit(audit::Entry::read("training-plan", id.0));
        tx.commit().await?;
        return revoke_shown(&ctx, &form, &row);
    }
    row.version = form.version_or(row.version);
    let home = format!("{HOME}/plan?year={}", row.year);
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    plan::revoke(&mut tx, &row, &why).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("training-done")))
}
