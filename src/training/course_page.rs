//! The catalogue on the screen: list, a course with its seminars, entering and changing.

use super::course::{self, MOST_HOURS, MOST_MONTHS, NewCourse, STATES};
use super::frame::{self, GROUPS, HOME, KINDS, LINE, TEXT, group_words};
use super::load;
use super::store::training_course::Model;
use super::table::{self, Cell, Line, List, Part, Thing};
use super::{CourseId, WRITE, seminar_page};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, chosen, see};
use law::Law;
use ui::Link;

const COLUMNS: [&str; 5] = ["course", "kind", "hours", "groups", "validity"];
const BACK: (&str, &str) = ("/courses", "training-courses");

fn groups(ctx: &Ctx, row: &Model) -> String {
    let words = row.target_groups.split_whitespace().map(|group| group_words(ctx, group));
    words.collect::<Vec<_>>().join(", ")
}

fn validity(ctx: &Ctx, months: Option<i32>) -> String {
    match months {
        Some(months) => ctx.ta("training-months", &[("count", months)]).into_owned(),
        None => ctx.t("training-for-good").into_owned(),
    }
}

async fn lines(
    app: &App,
    ctx: &Ctx,
    (form, what): (&Form, audit::Entry),
) -> Result<Vec<Line>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut all = course::courses(&tx).await?;
    tx.audit(what);
    tx.commit().await?;
    let (kind, state) = (form.get("kind"), form.get("state"));
    all.retain(|row| kind.is_empty() || row.kind == kind);
    all.retain(|row| state.is_empty() || row.state == state);
    let line = |row: &Model| Line {
        href: ctx.url(&format!("{HOME}/courses/{}", row.id)),
        cells: vec![
            Cell::new(row.title.clone()),
            Cell::new(ctx.t(&format!("training-kind-{}", row.kind))),
            Cell::number(row.hours),
            Cell::new(groups(ctx, row)),
            Cell::new(validity(ctx, row.months)),
        ],
        word: ctx.t(&format!("training-course-{}", row.state)).into_owned(),
        colour: if row.state == STATES[0] { "green" } else { "grey" },
    };
    Ok(all.iter().map(line).collect())
}

/// `GET /training/courses?kind=&state=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let lines = lines(&app, &ctx, (&form, audit::Entry::list("training-courses"))).await?;
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = ctx.t("training-courses-lead").into_owned();
    list.states =
        choices(&ctx, &STATES, form.get("state"), |code| format!("training-course-{code}"));
    let kinds = choices(&ctx, &KINDS, form.get("kind"), |code| format!("training-kind-{code}"));
    list.picks.push(("kind", ctx.t("training-column-kind").into_owned(), kinds));
    list.file = "/courses.csv".to_owned();
    list.empty = "training-empty-courses";
    if ctx.actor.may(WRITE) {
        let new = ctx.url("/training/courses/new");
        list.actions.push(Link::new(new, ctx.t("training-course-new")));
        let questions = ctx.url("/training/questions");
        list.actions.push(Link::new(questions, ctx.t("training-questions")));
    }
    table::shown(&ctx, form, list)
}

/// `GET /training/courses.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "training-courses", "list");
    let lines = lines(&app, &ctx, (&form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "courses"), lines)
}

/// `GET /training/courses/{id}`: the course with the seminars in which it was given.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CourseId>,
) -> Result<Response, Problem> {
    let today = app.today();
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = course::course(&tx, id).await?;
    let first = Day(jiff::civil::Date::constant(2000, 1, 1));
    let mut held = load::seminars(&tx, first, today.plus(3_660)).await?;
    held.retain(|one| one.row.course_id == id);
    let counts = seminar_page::counts(&tx, &held).await?;
    tx.audit(audit::Entry::read("training-course", id.0));
    tx.commit().await?;
    let mut thing = Thing::new(frame::page(&ctx, row.title.clone(), BACK), row.title.clone());
    thing.state = ctx.t(&format!("training-course-{}", row.state)).into_owned();
    thing.colour = if row.state == STATES[0] { "green" } else { "grey" };
    let kind = ctx.t(&format!("training-kind-{}", row.kind)).into_owned();
    thing.say(&ctx, "training-column-kind", kind);
    thing.say(&ctx, "training-column-hours", row.hours.to_string());
    thing.say(&ctx, "training-column-groups", groups(&ctx, &row));
    thing.say(&ctx, "training-column-validity", validity(&ctx, row.months));
    thing.say(&ctx, "training-share", format!("{} %", row.share));
    thing.say(&ctx, "training-themes", row.themes.clone());
    let lines = seminar_page::lines(&ctx, (&held, &counts), today);
    let columns = seminar_page::COLUMNS;
    thing.parts.push(Part::new(&ctx, "training-seminars", &columns, lines));
    if ctx.actor.may(WRITE) {
        let at = |rest: String, key: &str| Link::new(ctx.url(&rest), ctx.t(key));
        thing.actions = vec![
            at(format!("{HOME}/seminars/new?course={id}"), "training-seminar-new"),
            at(format!("{HOME}/courses/{id}/edit"), "training-course-edit"),
        ];
    }
    thing.shown()
}

fn boxes(ctx: &Ctx, form: &Form, act: Act) -> Act {
    let both = (ctx, form);
    let act = act
        .one(both, "kind", ("training-column-kind", &KINDS), |code| format!("training-kind-{code}"))
        .line(both, "title", "training-course-title")
        .line(both, "hours", "training-hours")
        .area(both, "themes", ("training-themes", "training-themes-hint"))
        .line(both, "months", "training-months-valid")
        .line(both, "share", "training-share")
        .part(ctx, "training-column-groups");
    let asked = |act: Act, group: &&str| {
        let name = format!("group-{group}");
        act.one(both, &name, (group_key(group), &["yes", "no"]), |code| format!("training-{code}"))
    };
    GROUPS.iter().fold(act, asked).one(both, "state", ("training-column-state", &STATES), |code| {
        format!("training-course-{code}")
    })
}

/// Key of the words of a group.
fn group_key(group: &str) -> &'static str {
    match group {
        "referral" => "training-group-referral",
        "manager" => "training-group-manager",
        "specialist" => "training-group-specialist",
        "direct" => "training-group-direct",
        "auxiliary" => "training-group-auxiliary",
        _ => "training-group-volunteer",
    }
}

fn read(form: &mut Form) -> NewCourse {
    let kind = chosen(form, "kind", &KINDS);
    let (title, themes) = (form.required("title", LINE), form.required("themes", TEXT));
    let hours: Option<u32> = form.parsed("hours", "training-wrong-number");
    if hours.is_some_and(|hours| !(1..=MOST_HOURS).contains(&hours)) {
        form.wrong("hours", "training-wrong-number");
    }
    let months: Option<u32> = form.parsed_optional("months", "training-wrong-number");
    if months.is_some_and(|months| !(1..=MOST_MONTHS).contains(&months)) {
        form.wrong("months", "training-wrong-number");
    }
    let share: Option<u32> = form.parsed("share", "training-wrong-share");
    if share.is_some_and(|share| !(1..=100).contains(&share)) {
        form.wrong("share", "training-wrong-share");
    }
    let groups = GROUPS.iter().filter(|group| form.get(&format!("group-{group}")) == "yes");
    let groups: Vec<String> = groups.map(|group| (*group).to_owned()).collect();
    if groups.is_empty() {
        form.wrong("group-referral", "training-wrong-groups");
    }
    let is_closed = form.get("state") == STATES[1];
    let (hours, share) = (hours.unwrap_or(0), share.unwrap_or(0));
    NewCourse { kind, title, themes, hours, groups, months, share, is_closed }
}

fn new_shown(ctx: &Ctx, form: &Form) -> Result<Response, Problem> {
    let act = boxes(ctx, form, Act::new("training-course-new", "/new", "ui-save"));
    let page = frame::page(ctx, ctx.t("training-course-new"), BACK);
    act.shown(ctx, Around { page, home: format!("{HOME}/courses"), version: 0 }, form)
}

fn fresh(law: &Law) -> Result<Vec<(String, String)>, Problem> {
    let share = law.training_numbers().map_err(Problem::internal)?.share;
    let mut values =
        vec![("share".to_owned(), share.to_string()), ("state".to_owned(), STATES[0].to_owned())];
    values.extend(GROUPS.iter().map(|group| (format!("group-{group}"), "no".to_owned())));
    Ok(values)
}

/// `GET /training/courses/new`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    new_shown(&ctx, &Form::filled(ctx.lang, fresh(&law)?))
}

/// `POST /training/courses/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let new = read(&mut form);
    if !form.ok() {
        return new_shown(&ctx, &form);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/training/courses")).await?;
    let id = course::add(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/courses/{id}"), Some("training-done")))
}

fn edit_shown(ctx: &Ctx, (id, version): (CourseId, i32), form: &Form) -> Result<Response, Problem> {
    let act = boxes(ctx, form, Act::new("training-course-edit", "/edit", "ui-save"));
    let act = act.lead(ctx.t("training-course-edit-lead"));
    let page = frame::page(ctx, ctx.t("training-course-edit"), BACK);
    act.shown(ctx, Around { page, home: format!("{HOME}/courses/{id}"), version }, form)
}

/// `GET /training/courses/{id}/edit`.
pub async fn edit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CourseId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = course::course(&tx, id).await?;
    tx.audit(audit::Entry::read("training-course", id.0));
    tx.commit().await?;
    let own: Vec<&str> = row.target_groups.split_whitespace().collect();
    let mut values: Vec<(String, String)> = [
        ("kind", row.kind.clone()),
        ("title", row.title.clone()),
        ("themes", row.themes.clone()),
        ("hours", row.hours.to_string()),
        ("months", row.months.map(|months| months.to_string()).unwrap_or_default()),
        ("share", row.share.to_string()),
        ("state", row.state.clone()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    values.extend(GROUPS.iter().map(|group| {
        let answer = if own.contains(group) { "yes" } else { "no" };
        (format!("group-{group}"), answer.to_owned())
    }));
    edit_shown(&ctx, (id, row.version), &Form::filled(ctx.lang, values))
}

/// `POST /training/courses/{id}/edit`.
pub async fn edit_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CourseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let version = form.version_or(course::course(&tx, id).await?.version);
    let new = read(&mut form);
    if !form.ok() {
        tx.audit(audit::Entry::read("training-course", id.0));
        tx.commit().await?;
        return edit_shown(&ctx, (id, version), &form);
    }
    let home = format!("{HOME}/courses/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    course::change(&mut tx, (id, version), &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("training-done")))
}
