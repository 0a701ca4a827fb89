//! Activities on the screen: a picture of time, and the table that says the same.

use super::activity::{self, NewActivity, bar, standing};
use super::content::Titled;
use super::frame::{self, HOME, LINE, TEXT, bg, day, path, period, sections};
use super::load::{self, Activity, Project};
use super::registry_page::known;
use super::table::{Cell, Line, Part};
use super::{ActivityId, ProjectId, WRITE};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values, html, see};
use serde_json::{Value, json};
use ui::{Choice, Link, NavItem};

/// Width of the picture of time, of its names, and height of a row.
const WIDE: i64 = 560;
const NAMES: i64 = 60;
const ROW: i64 = 34;
const COLUMNS: [&str; 5] = ["line", "activity", "planned-days", "real-days", "who"];

/// An activity on the picture: planned above, real below.
struct Bar {
    code: String,
    y: i64,
    text_y: i64,
    real_y: i64,
    planned: (i64, i64),
    real: Option<(i64, i64)>,
}

#[derive(Template)]
#[template(path = "projects/activities.html")]
struct ActivitiesPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    actions: Vec<Link>,
    title: String,
    width: i64,
    height: i64,
    today: Option<i64>,
    bars: Vec<Bar>,
    ends: [String; 2],
    part: Part,
}

/// The span of the picture: the period, and whatever lies outside it.
fn span(all: &[Activity], span: (Day, Day)) -> (Day, Day) {
    let firsts = all.iter().flat_map(|one| [Some(one.row.planned_from), one.row.real_from]);
    let lasts = all.iter().flat_map(|one| [Some(one.row.planned_until), one.row.real_until]);
    let first = firsts.flatten().chain([span.0]).min().unwrap_or(span.0);
    let last = lasts.flatten().chain([span.1]).max().unwrap_or(span.1);
    (first, last)
}

fn bars(all: &[Activity], span: (Day, Day), today: Day) -> Vec<Bar> {
    let draw = |(at, one): (i64, &Activity)| {
        let row = &one.row;
        let place = |days: (Day, Day)| {
            let (x, width) = bar(days, span, WIDE);
            (NAMES + x, width)
        };
        let real = row.real_from.map(|from| (from, row.real_until.unwrap_or(today.max(from))));
        Bar {
            code: row.code.clone(),
            y: at * ROW + 4,
            text_y: at * ROW + 20,
            real_y: at * ROW + 17,
            planned: place((row.planned_from, row.planned_until)),
            real: real.map(place),
        }
    };
    (0..).zip(all).map(draw).collect()
}

fn lines(ctx: &Ctx, all: &[Activity], today: Day) -> Vec<Line> {
    let line = |one: &Activity| {
        let (word, colour) = standing(&one.row, today);
        let href = ctx.url(&format!("{HOME}/activities/{}", one.row.id));
        Line {
            href: if ctx.actor.may(WRITE) { href } else { String::new() },
            cells: vec![
                Cell::new(one.row.code.clone()),
                Cell::new(one.content.title.clone()),
                Cell::new(period((one.row.planned_from, one.row.planned_until))),
                Cell::new(real_days(one)),
                Cell::new(one.content.who.clone()),
            ],
            word: ctx.t(&format!("projects-activity-{word}")).into_owned(),
            colour,
        }
    };
    all.iter().map(line).collect()
}

fn real_days(one: &Activity) -> String {
    match one.row.real_from {
        None => String::new(),
        from => format!("{} – {}", day(from), day(one.row.real_until)),
    }
}

/// `GET /projects/{id}/activities`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::project(&tx, id).await?;
    let all = load::activities(&tx, id).await?;
    let amendments = load::amendments(&tx, Some(id)).await?;
    tx.audit(Entry::list("project-activity"));
    tx.commit().await?;
    let today = app.today();
    let span = span(&all, one.period(&amendments, today));
    let is_shown = span.0 <= today && today <= span.1;
    let mut actions = Vec::new();
    if ctx.actor.may(WRITE) {
        let new = ctx.url(&path(id, "/activity"));
        actions.push(Link::new(new, ctx.t("projects-activity-new")));
    }
    html(&ActivitiesPage {
        page: frame::page(&ctx, &one, ctx.t("projects-activities")),
        sections: sections(&ctx, id, "/activities"),
        actions,
        title: ctx.t("projects-timeline").into_owned(),
        width: NAMES + WIDE,
        height: ROW * i64::try_from(all.len()).unwrap_or(0) + 24,
        today: is_shown.then(|| NAMES + bar((today, today), span, WIDE).0),
        bars: bars(&all, span, today),
        ends: [span.0.bg(), span.1.bg()],
        part: Part::new(&ctx, "projects-activities", &COLUMNS, lines(&ctx, &all, today)),
    })
}

fn boxes(act: Act, both: (&Ctx, &Form)) -> Act {
    act.line(both, "title", "projects-column-activity")
        .line(both, "who", "projects-column-who")
        .day(both, "planned-from", ("projects-planned-from", String::new()))
        .day(both, "planned-until", ("projects-planned-until", String::new()))
        .day(both, "real-from", ("projects-real-from", String::new()))
        .day(both, "real-until", ("projects-real-until", String::new()))
        .area(both, "note", ("projects-column-note", ""))
}

/// What was typed, but for number and parent.
fn typed(form: &mut Form) -> Option<NewActivity> {
    let content = Titled {
        title: form.required("title", TEXT),
        who: form.optional("who", LINE),
        note: form.optional("note", TEXT),
    };
    let (from, until) = (form.day("planned-from"), form.day("planned-until"));
    let real = (form.day_optional("real-from"), form.day_optional("real-until"));
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        form.wrong("planned-until", "projects-wrong-period");
    }
    if real.1.is_some_and(|until| real.0.is_none_or(|from| until < from)) {
        form.wrong("real-until", "projects-wrong-period");
    }
    let planned = (from?, until?);
    let code = String::new();
    form.ok().then_some(NewActivity { code, parent: None, planned, real, content })
}

async fn parents(app: &App, ctx: &Ctx, id: ProjectId) -> Result<Vec<Activity>, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let all = load::activities(&tx, id).await?;
    tx.rollback().await;
    Ok(all)
}

fn new_shown(
    ctx: &Ctx,
    (one, all): (&Project, &[Activity]),
    form: &Form,
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let roots = all.iter().filter(|one| one.row.parent_id.is_none());
    let choice = |one: &Activity| {
        let words = format!("{} {}", one.row.code, one.content.title);
        Choice::new(one.row.id.to_string(), words)
    };
    let act = Act::new("projects-activity-new", "/activity", "ui-save")
        .line(both, "code", "projects-activity-code")
        .choice(
            both,
            "parent",
            (ctx.t("projects-parent").into_owned(), roots.map(choice).collect()),
        );
    let page = frame::page(ctx, one, ctx.t("projects-activity-new"));
    let around = Around { page, home: path(one.row.id, ""), version: 0 };
    boxes(act, both).shown(ctx, around, form)
}

/// `GET /projects/{id}/activity`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Response, Problem> {
    let one = known(&app, &ctx, id).await?;
    let all = parents(&app, &ctx, id).await?;
    new_shown(&ctx, (&one, &all), &Form::empty(ctx.lang))
}

/// `POST /projects/{id}/activity`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let one = known(&app, &ctx, id).await?;
    let all = parents(&app, &ctx, id).await?;
    let code = form.required("code", 20);
    if all.iter().any(|known| known.row.code == code) {
        form.wrong("code", "projects-wrong-line-twice");
    }
    let parent: Option<ActivityId> = form.parsed_optional("parent", "form-choose");
    if parent.is_some_and(|own| all.iter().all(|known| known.row.id != own)) {
        form.wrong("parent", "form-choose");
    }
    let new = typed(&mut form);
    let (Some(new), true) = (new, form.ok()) else {
        return new_shown(&ctx, (&one, &all), &form);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, "/activities"))).await?;
    activity::add(&mut tx, id, &NewActivity { code, parent, ..new }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, "/activities"), Some("projects-done")))
}

async fn behind(app: &App, ctx: &Ctx, id: ActivityId) -> Result<(Project, Activity), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = load::activity(&tx, id).await?;
    let one = load::project(&tx, known.row.project_id).await?;
    tx.audit(Entry::read("project-activity", id.0));
    tx.commit().await?;
    Ok((one, known))
}

fn shown(ctx: &Ctx, (one, own): &(Project, Activity), form: &Form) -> Result<Response, Problem> {
    let act = boxes(Act::new("projects-activity", "", "ui-save"), (ctx, form));
    let page = frame::page(ctx, one, format!("{} {}", ctx.t("projects-activity"), own.row.code));
    let home = format!("{HOME}/activities/{}", own.row.id);
    act.shown(ctx, Around { page, home, version: form.version_or(own.row.version) }, form)
}

/// `GET /projects/activities/{id}`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ActivityId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let (row, content) = (&behind.1.row, &behind.1.content);
    let mut values = day_values("planned-from", Some(row.planned_from));
    values.extend(day_values("planned-until", Some(row.planned_until)));
    values.extend(day_values("real-from", row.real_from));
    values.extend(day_values("real-until", row.real_until));
    let texts = [("title", &content.title), ("who", &content.who), ("note", &content.note)];
    values.extend(texts.map(|(name, text)| (name.to_owned(), text.clone())));
    shown(&ctx, &behind, &Form::filled(ctx.lang, values))
}

/// `POST /projects/activities/{id}`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ActivityId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let Some(new) = typed(&mut form) else { return shown(&ctx, &behind, &form) };
    let home = path(behind.0.row.id, "/activities");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let version = form.version_or(behind.1.row.version);
    activity::correct(&mut tx, &behind.1, (&new, version)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("projects-done")))
}

/// The activities in a paper.
///
/// # Errors
/// When the database does not answer.
pub async fn section(tx: &Tx, one: &Project) -> Result<Value, Problem> {
    let all = load::activities(tx, one.row.id).await?;
    let row = |own: &Activity| {
        vec![
            own.row.code.clone(),
            own.content.title.clone(),
            period((own.row.planned_from, own.row.planned_until)),
            real_days(own),
            own.content.who.clone(),
        ]
    };
    let heads = COLUMNS.map(|name| bg(&format!("projects-column-{name}")));
    let rows: Vec<Vec<String>> = all.iter().map(row).collect();
    Ok(json!([{ "title": bg("projects-paper-activities"), "heads": heads, "rows": rows }]))
}
