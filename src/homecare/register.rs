//! The register of assistants: the list, one assistant with their week and people, the address by
//! which they report.

use super::assistant::{self, Assistant, Task, appointed};
use super::frame::{self, contract, span};
use super::week::time;
use super::{AssistantId, WRITE, link};
use crate::app::App;
use crate::delivery::hours;
use crate::municipality;
use askama::Template;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, cut, day_values, html, see};
use ui::{Head, Link, Pages};

/// The place of an assistant below the municipality.
pub fn path(id: AssistantId, rest: &str) -> String {
    format!("/homecare/assistants/{id}{rest}")
}

struct Row {
    href: String,
    name: String,
    staff: bool,
    place: String,
    days: String,
    week: String,
    people: String,
    is_over: bool,
    works: bool,
}

#[derive(Template)]
#[template(path = "homecare/assistants.html")]
struct ListPage {
    page: ui::Page,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
    new: String,
}

/// Minutes of a week in which somebody is the one who helps.
fn taken(tasks: &[Task], day: Day) -> u32 {
    let main = tasks.iter().filter(|task| task.assigned.row.part == "main");
    main.filter(|task| task.assigned.holds(day)).map(|task| task.minutes(day)).sum()
}

/// `GET /homecare/assistants`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let (law, today) = (app.law(ctx.actor.municipality), app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = assistant::all(&tx).await?;
    let tasks = assistant::tasks(&tx, &law, (today, Some(today))).await?;
    let codes: Vec<&str> = all.iter().map(|one| one.row.ekatte.as_str()).collect();
    let places = municipality::settlements(&tx, &codes).await?;
    tx.audit(Entry::list("assistants"));
    tx.commit().await?;
    let (all, pages) = cut(all, &form, &ctx.url("/homecare/assistants"));
    let row = |one: Assistant| {
        let own = tasks.get(&one.row.id).map_or(&[][..], Vec::as_slice);
        let sum = taken(own, today);
        Row {
            href: ctx.url(&path(one.row.id, "")),
            staff: one.row.account_id.is_some(),
            place: places.get(&one.row.ekatte).map(|place| place.full_label()).unwrap_or_default(),
            days: appointed(&ctx, &one),
            week: format!("{} / {}", hours(sum), hours(one.weekly())),
            people: own.len().to_string(),
            is_over: sum > one.weekly(),
            works: one.works(today),
            name: one.facts.name,
        }
    };
    let head = |name: &str| Head::new(ctx.t(&format!("homecare-column-{name}")));
    let title = ctx.t("homecare-assistants").into_owned();
    html(&ListPage {
        page: frame::page(&ctx, title, Vec::new()),
        heads: ["assistant", "place", "appointed", "week", "people"].map(head).into(),
        rows: all.into_iter().map(row).collect(),
        pages,
        new: if ctx.actor.may(WRITE) { ctx.url("/homecare/assistants/new") } else { String::new() },
    })
}

struct Helped {
    href: String,
    name: String,
    part: String,
    days: String,
    visits: Vec<String>,
    week: String,
}

#[derive(Template)]
#[template(path = "homecare/assistant.html")]
struct AssistantPage {
    page: ui::Page,
    name: String,
    state: String,
    colour: &'static str,
    pairs: Vec<(String, String)>,
    over: String,
    helped: Vec<Helped>,
    heads: Vec<Head>,
    edit: String,
    links: Vec<link::Shown>,
    make: String,
    revoke: String,
    until: ui::DateField,
}

fn helped(ctx: &Ctx, task: &Task, today: Day) -> Helped {
    let slot = |slot: &super::week::Slot| {
        let day = ctx.t(&format!("delivery-short-{}", slot.weekday));
        format!("{day} {}–{}", time(slot.from), time(slot.until))
    };
    Helped {
        href: ctx.url(&contract(task.assigned.row.placement_id, "")),
        name: task.name.clone(),
        part: ctx.t(&format!("homecare-part-{}", task.assigned.row.part)).into_owned(),
        days: span(ctx, task.assigned.row.from_on, task.assigned.row.until_on),
        visits: task.slots(today).iter().map(slot).collect(),
        week: hours(task.minutes(today)),
    }
}

async fn drawn(
    app: &App,
    ctx: &Ctx,
    (id, headers): (AssistantId, &HeaderMap),
    form: Form,
) -> Result<AssistantPage, Problem> {
    let (law, today) = (app.law(ctx.actor.municipality), app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = assistant::one(&tx, id).await?;
    let tasks = assistant::tasks(&tx, &law, (today, None)).await?.remove(&id).unwrap_or_default();
    let place = municipality::settlement(&tx, &one.row.ekatte).await?;
    let links = link::shown(&tx, app, ctx, (id, headers)).await?;
    tx.audit(Entry::read("homecare_assistant", id.0));
    tx.commit().await?;
    let sum = taken(&tasks, today);
    let args = [("sum", hours(sum)), ("week", hours(one.weekly()))];
    let over = sum > one.weekly();
    let pair = |key: &str, text: String| (ctx.t(key).into_owned(), text);
    let staff = if one.row.account_id.is_some() { "homecare-staff" } else { "homecare-outside" };
    let works = one.works(today);
    let key = if works { "homecare-works" } else { "homecare-works-not" };
    let may = ctx.actor.may(WRITE);
    let ways = vec![Link::new(ctx.url("/homecare/assistants"), ctx.t("homecare-assistants"))];
    let mut page = frame::page(ctx, one.facts.name.clone(), ways);
    page.errors = form.errors();
    let head = |name: &str| Head::new(ctx.t(&format!("homecare-column-{name}")));
    let url = |rest: &str| if may { ctx.url(&path(id, rest)) } else { String::new() };
    Ok(AssistantPage {
        page,
        state: ctx.t(key).into_owned(),
        colour: if works { "green" } else { "grey" },
        pairs: vec![
            pair("homecare-kind-of", ctx.t(staff).into_owned()),
            pair("homecare-phone", one.facts.phone.clone()),
            pair("homecare-place", place.map(|place| place.full_label()).unwrap_or_default()),
            pair("homecare-column-appointed", appointed(ctx, &one)),
            pair("homecare-column-week", format!("{} / {}", hours(sum), hours(one.weekly()))),
        ],
        over: if over { ctx.ta("homecare-over-week", &args).into_owned() } else { String::new() },
        helped: tasks.iter().map(|task| helped(ctx, task, today)).collect(),
        heads: ["person", "part", "days-named", "visits", "hours"].map(head).into(),
        edit: url("/edit"),
        make: if works { url("/link") } else { String::new() },
        revoke: url("/link/revoke"),
        until: form.date_field("until"),
        name: one.facts.name,
        links,
    })
}

/// `GET /homecare/assistants/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AssistantId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let until = day_values("until", Some(app.today().plus(link::USUAL_DAYS)));
    html(&drawn(&app, &ctx, (id, &headers), Form::filled(ctx.lang, until)).await?)
}

/// `POST /homecare/assistants/{id}/link`: a new address; those before it stop.
pub async fn make_link(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AssistantId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let until = form.day("until");
    let today = app.today();
    if until.is_some_and(|day| day < today || day > today.plus(link::MOST_DAYS)) {
        form.wrong("until", "homecare-link-until-wrong");
    }
    let (Some(until), true) = (until, form.ok()) else {
        return kit::web::again(&drawn(&app, &ctx, (id, &headers), form).await?);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    assistant::one(&tx, id).await?;
    link::make(&mut tx, id, until).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("homecare-link-made")))
}

/// `POST /homecare/assistants/{id}/link/revoke`: every open address stops.
pub async fn revoke_link(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AssistantId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    assistant::one(&tx, id).await?;
    link::revoke(&mut tx, id).await?;
    tx.audit(Entry::write("homecare-link-revoked", id.0));
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("homecare-link-revoked")))
}
