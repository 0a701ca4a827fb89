//! Posts on the screen: with their vacancy, who holds them, and the competences that they need.

use super::course::{GROUPS, LEVELS, Lasts};
use super::employee_form::deed;
use super::employee_page::{competence_name, lasting};
use super::frame::{self, HOME, Projects, source_of, source_value};
use super::load::{self, Known, Post};
use super::office::{self, NewPost};
use super::setting::settings;
use super::table::{self, Cell, Line, List, Part, Thing};
use super::unit_page::tree;
use super::{CompetenceId, PostId, WRITE, competence};
use crate::app::App;
use crate::municipality;
use crate::workforce::appointment::Payer;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, chosen, day_values, see};
use ui::{Choice, Link};

const COLUMNS: [&str; 6] = ["post", "unit", "class", "source", "places", "vacant"];
const BACK: (&str, &str) = ("/posts", "workforce-posts");
/// Which posts the list shows.
const SHOWN: [&str; 3] = ["vacant", "full", "over"];

/// How many places of a post are taken on a day.
#[must_use]
pub fn taken(all: &[load::Appointment], post: PostId, day: Day) -> i32 {
    let there =
        all.iter().filter(|one| one.post_id == post && one.revoked_at.is_none() && one.holds(day));
    i32::try_from(there.count()).unwrap_or(i32::MAX)
}

async fn lines(
    app: &App,
    ctx: &Ctx,
    (form, what): (&Form, audit::Entry),
) -> Result<Vec<Line>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let posts = load::posts(&tx).await?;
    let known = Known::read(&tx).await?;
    let appointments = load::appointments(&tx).await?;
    let projects = Projects::read(&tx).await?;
    tx.audit(what);
    tx.commit().await?;
    let today = app.today();
    let (asked, unit) = (form.get("state"), form.get("unit"));
    let mut all = Vec::new();
    for one in posts.iter().filter(|one| unit.is_empty() || one.unit_id.to_string() == unit) {
        let vacant = one.places - taken(&appointments, one.id, today);
        let (word, colour) = match vacant {
            _ if one.until_on.is_some_and(|until| until < today) => ("over", "grey"),
            0 => ("full", "green"),
            _ => ("vacant", "yellow"),
        };
        if !asked.is_empty() && asked != word {
            continue;
        }
        all.push(Line {
            href: ctx.url(&format!("{HOME}/posts/{}", one.id)),
            cells: vec![
                Cell::new(one.title.clone()),
                Cell::new(known.unit(one.unit_id)),
                Cell::new(one.class_code.clone()),
                Cell::new(projects.words(ctx.lang, &one.source, one.project_id)),
                Cell::number(one.places),
                Cell::number(vacant),
            ],
            word: ctx.t(&format!("workforce-post-{word}")).into_owned(),
            colour,
        });
    }
    Ok(all)
}

/// `GET /workforce/posts?state=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let lines = lines(&app, &ctx, (&form, audit::Entry::list("workforce-post"))).await?;
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = ctx.t("workforce-posts-lead").into_owned();
    list.kept = vec![("unit", form.get("unit").to_owned())];
    list.states = choices(&ctx, &SHOWN, form.get("state"), |code| format!("workforce-post-{code}"));
    list.file = "/posts.csv".to_owned();
    if ctx.actor.may(WRITE) {
        let new = ctx.url(&format!("{HOME}/posts/new"));
        list.actions.push(Link::new(new, ctx.t("workforce-post-new")));
    }
    table::shown(&ctx, form, list)
}

/// `GET /workforce/posts.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "workforce-post", "list");
    let lines = lines(&app, &ctx, (&form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "posts"), lines)
}

struct Lists {
    units: Vec<Choice>,
    points: Vec<Choice>,
    projects: Projects,
}

async fn lists(tx: &Tx) -> Result<Lists, StoreError> {
    let units = load::units(tx).await?;
    let unit = |(depth, one): (usize, &load::Unit)| {
        Choice::new(one.id.to_string(), format!("{}{}", "– ".repeat(depth), one.name))
    };
    let points = municipality::service_points(tx).await?;
    Ok(Lists {
        units: tree(&units).into_iter().map(unit).collect(),
        points: points.into_iter().map(|one| Choice::new(one.id.to_string(), one.name)).collect(),
        projects: Projects::read(tx).await?,
    })
}

fn shown(
    ctx: &Ctx,
    form: &Form,
    (lists, one): (Lists, Option<&Post>),
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let (title, rest, home, version) = match one {
        Some(one) => {
            ("workforce-post-edit", "/edit", format!("{HOME}/posts/{}", one.id), one.version)
        }
        None => ("workforce-post-new", "/new", format!("{HOME}/posts"), 0),
    };
    let of = |key: &str| ctx.t(key).into_owned();
    let act = Act::new(title, rest, "ui-save")
        .line(both, "title", "workforce-post-title")
        .line(both, "class", "workforce-post-class")
        .choice(both, "unit", (of("workforce-column-unit"), lists.units))
        .choice(both, "point", (of("workforce-post-point"), lists.points))
        .one(both, "group", ("workforce-column-group", &GROUPS), |code| {
            format!("workforce-group-{code}")
        })
        .line(both, "places", "workforce-column-places")
        .choice(both, "source", (of("workforce-column-source"), lists.projects.choices(ctx)))
        .day(both, "from", ("workforce-column-from", String::new()))
        .day(both, "until", ("workforce-until", of("workforce-until-hint")));
    let page = frame::page(ctx, ctx.t(title), BACK);
    act.shown(ctx, Around { page, home, version: form.version_or(version) }, form)
}

fn typed(form: &mut Form, projects: &Projects) -> Option<NewPost> {
    let (title, class_code) = (form.required("title", 200), form.optional("class", 10));
    if !class_code.is_empty() && !class_code.bytes().all(|byte| byte.is_ascii_digit()) {
        form.wrong("class", "workforce-wrong-class");
    }
    let unit = form.parsed("unit", "form-choose");
    let point = form.parsed_optional("point", "form-choose");
    let group = chosen(form, "group", &GROUPS);
    let places: Option<i32> = form.parsed("places", "workforce-wrong-number");
    if places.is_some_and(|places| !(1..=500).contains(&places)) {
        form.wrong("places", "workforce-wrong-number");
    }
    let source = source_of(form, projects);
    let (from, until) = (form.day("from"), form.day_optional("until"));
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        form.wrong("until", "workforce-wrong-span");
    }
    let (source, project) = source?;
    let (unit, places, from) = (unit?, places?, from.filter(|_| form.ok())?);
    let payer = Payer { source, project };
    let span = (from, until);
    Some(NewPost { unit, point, title, class_code, group, places, payer, span })
}

/// `GET /workforce/posts/new`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let lists = lists(&tx).await?;
    tx.audit(audit::Entry::list("workforce-post"));
    tx.commit().await?;
    let form = Form::filled(ctx.lang, day_values("from", Some(app.today())));
    shown(&ctx, &form, (lists, None))
}

/// `POST /workforce/posts/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let lists = lists(&tx).await?;
    let Some(new) = typed(&mut form, &lists.projects) else {
        tx.rollback().await;
        return shown(&ctx, &form, (lists, None));
    };
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/posts"))).await?;
    let id = office::add_post(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/posts/{id}"), Some("workforce-done")))
}

/// `GET /workforce/posts/{id}/edit`.
pub async fn edit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PostId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::post(&tx, id).await?;
    let lists = lists(&tx).await?;
    tx.audit(audit::Entry::read("workforce-post", id.0));
    tx.commit().await?;
    let mut values = day_values("from", Some(one.from_on));
    values.extend(day_values("until", one.until_on));
    let rest = [
        ("title", one.title.clone()),
        ("class", one.class_code.clone()),
        ("unit", one.unit_id.to_string()),
        ("point", one.point_id.map(|id| id.to_string()).unwrap_or_default()),
        ("group", one.staff_group.clone()),
        ("places", one.places.to_string()),
        ("source", source_value(&one.source, one.project_id)),
    ];
    values.extend(rest.map(|(name, value)| (name.to_owned(), value)));
    shown(&ctx, &Form::filled(ctx.lang, values), (lists, Some(&one)))
}

/// `POST /workforce/posts/{id}/edit`.
pub async fn edit_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PostId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut one = load::post(&tx, id).await?;
    let lists = lists(&tx).await?;
    let Some(new) = typed(&mut form, &lists.projects) else {
        tx.rollback().await;
        return shown(&ctx, &form, (lists, Some(&one)));
    };
    one.version = form.version_or(one.version);
    let home = format!("{HOME}/posts/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    office::change_post(&mut tx, &one, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("workforce-done")))
}

/// `GET /workforce/posts/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PostId>,
) -> Result<Response, Problem> {
    let today = app.today();
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::post(&tx, id).await?;
    let known = Known::read(&tx).await?;
    let appointments = load::appointments(&tx).await?;
    let projects = Projects::read(&tx).await?;
    let is_regulated = settings(&tx).await?.is_regulated(&one.class_code);
    let (needs, names) = (competence::needs(&tx).await?, competence::competences(&tx).await?);
    tx.audit(audit::Entry::read("workforce-post", id.0));
    tx.commit().await?;
    let mut thing = Thing::new(frame::page(&ctx, one.title.clone(), BACK), one.title.clone());
    thing.number.clone_from(&one.class_code);
    if is_regulated {
        thing.warnings.push(ctx.t("workforce-warn-regulated").into_owned());
    }
    thing.say(&ctx, "workforce-column-unit", known.unit(one.unit_id));
    thing.say(
        &ctx,
        "workforce-column-group",
        ctx.t(&format!("workforce-group-{}", one.staff_group)),
    );
    thing.say(
        &ctx,
        "workforce-column-source",
        projects.words(ctx.lang, &one.source, one.project_id),
    );
    thing.say(&ctx, "workforce-column-places", one.places.to_string());
    let vacant = one.places - taken(&appointments, id, today);
    thing.say(&ctx, "workforce-column-vacant", vacant.to_string());
    thing.say(&ctx, "workforce-column-from", one.from_on.bg());
    thing.say(&ctx, "workforce-column-until", one.until_on.map(Day::bg).unwrap_or_default());
    let lines = appointments.iter().rev().filter(|row| row.post_id == id).map(|row| {
        let (word, colour) = lasting(&ctx, (row.revoked_at.is_some(), row.span()), today);
        Line {
            href: ctx.url(&format!("{HOME}/appointments/{}", row.id)),
            cells: vec![
                Cell::new(known.name(row.employee_id)),
                Cell::day(Some(row.from_on)),
                Cell::day(row.until_on),
            ],
            word,
            colour,
        }
    });
    let columns = ["employee", "from", "until"];
    thing.parts.push(Part::new(&ctx, "workforce-appointments", &columns, lines.collect()));
    let lines = needs.iter().filter(|need| need.post_id == id && need.level > 0).map(|need| {
        let name = names.iter().find(|name| name.id == need.competence_id);
        Line {
            cells: vec![
                Cell::new(name.map(|name| competence_name(ctx.lang, name)).unwrap_or_default()),
                Cell::new(ctx.t(&format!("workforce-level-{}", need.level))),
            ],
            ..Line::default()
        }
    });
    let columns = ["competence", "needed"];
    thing.parts.push(Part::new(&ctx, "workforce-needs", &columns, lines.collect()));
    let of = |rest: &str, key: &str| deed(&ctx, format!("{HOME}/posts/{id}{rest}"), key);
    thing.actions = [of("/edit", "workforce-post-edit"), of("/needs", "workforce-needs-edit")]
        .into_iter()
        .flatten()
        .collect();
    thing.shown()
}

fn need_name(id: CompetenceId) -> String {
    format!("level-{id}")
}

/// `GET /workforce/posts/{id}/needs`.
pub async fn needs_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PostId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::post(&tx, id).await?;
    let (needs, mut names) = (competence::needs(&tx).await?, competence::competences(&tx).await?);
    tx.audit(audit::Entry::read("workforce-post", id.0));
    tx.commit().await?;
    names.retain(|name| name.retired_on.is_none());
    let value = |name: &super::store::workforce_competence::Model| {
        let of = |need: &&super::store::workforce_need::Model| {
            need.post_id == id && need.competence_id == name.id
        };
        let level = needs.iter().find(of).map_or(0, |need| need.level);
        (need_name(name.id), level.to_string())
    };
    let form = Form::filled(ctx.lang, names.iter().map(value));
    let mut act =
        Act::new("workforce-needs-edit", "/needs", "ui-save").lead(ctx.t("workforce-needs-lead"));
    for name in &names {
        let levels = (0..=LEVELS).map(|level| {
            Choice::new(level.to_string(), ctx.t(&format!("workforce-level-{level}")))
        });
        let label = competence_name(ctx.lang, name);
        act = act.choice((&ctx, &form), &need_name(name.id), (label, levels.collect()));
    }
    let title = format!("{}: {}", ctx.t("workforce-needs-edit"), one.title);
    let home = format!("{HOME}/posts/{id}");
    let around = Around { page: frame::page(&ctx, title, BACK), home, version: one.version };
    act.shown(&ctx, around, &form)
}

/// `POST /workforce/posts/{id}/needs`.
pub async fn needs_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PostId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    load::post(&tx, id).await?;
    let home = format!("{HOME}/posts/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    for one in competence::competences(&tx).await? {
        let level: Option<i32> = form.get(&need_name(one.id)).parse().ok();
        if let Some(level) = level.filter(|level| (0..=LEVELS).contains(level)) {
            competence::put_need(&mut tx, (id, one.id), level).await?;
        }
    }
    tx.audit(audit::Entry::write("workforce-needs", id.0));
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("workforce-done")))
}
