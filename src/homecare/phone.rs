//! The pages behind the personal address of an assistant, for a telephone: whom they help this
//! month, the visits of a day, the confirmation. No account, no addresses or health of anybody.

use super::assistant::{self, Assistant};
use super::frame::{month_of, month_words};
use super::link;
use super::load;
use super::place::Place;
use super::report::{self, By, CONFIRMS};
use super::report_page::{colour, confirmed};
use super::rows::{self, DayRow};
use super::store;
use crate::app::App;
use crate::delivery;
use crate::placement::PlacementId;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::access::Actor;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Problem, again, html, list_address, see};
use law::Month;
use ui::Link;

fn at(secret: &str, rest: &str) -> String {
    format!("/assistant/{secret}{rest}")
}

/// Who stands behind an address that may be used.
struct Inside {
    assistant: Assistant,
    actor: Actor,
}

/// The assistant of an address; none when its time is over or they left.
async fn inside(app: &App, ctx: &Ctx, secret: &str) -> Result<Option<Inside>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = link::behind(&tx, secret).await?;
    let one = assistant::one(&tx, row.assistant_id).await?;
    let is_open = link::is_open(&row, tx.now());
    tx.audit(Entry::read("homecare-link", row.id.0));
    tx.commit().await?;
    if !is_open {
        return Ok(None);
    }
    let mut actor = ctx.actor.clone();
    actor.name = one.facts.name.as_str().into();
    actor.username = "assistant".into();
    if row.opened_at.is_none() {
        let mut tx = app.db.write(&actor).await?;
        store::opened(&tx, row.id).await?;
        tx.audit(Entry::read("homecare-link", row.id.0));
        tx.commit().await?;
    }
    Ok(Some(Inside { assistant: one, actor }))
}

#[derive(Template)]
#[template(path = "homecare/closed.html")]
struct ClosedPage {
    page: ui::Page,
}

fn closed(ctx: &Ctx) -> Result<Response, Problem> {
    html(&ClosedPage { page: ctx.public_page(ctx.t("homecare-phone-title")) })
}

struct Helped {
    name: String,
    state: String,
    colour: &'static str,
    sums: String,
    note: String,
    day: String,
    send: String,
    days: Vec<Link>,
}

#[derive(Template)]
#[template(path = "homecare/phone.html")]
struct PhonePage {
    page: ui::Page,
    caption: String,
    month: String,
    beside: Vec<Link>,
    helped: Vec<Helped>,
}

/// Whom the assistant helps in a month, with what was reported.
async fn places(app: &App, inside: &Inside, month: Month) -> Result<Vec<Place>, Problem> {
    let id = inside.assistant.row.id;
    let mut tx = app.db.read(&inside.actor).await?;
    let law = app.law(tx.municipality());
    let days = super::frame::days_of(month);
    let assigned = load::assigned_on(&tx, (days.0, Some(days.1))).await?;
    let mut own: Vec<PlacementId> = assigned
        .iter()
        .filter(|one| one.row.assistant_id == id)
        .map(|one| one.row.placement_id)
        .collect();
    own.sort_unstable();
    own.dedup();
    let mut all = Vec::new();
    for placement in own {
        let place = Place::read(&tx, &law, (placement, id), month).await?;
        tx.audit(Entry::read("homecare", placement.0).about(Some(place.line.of.person.0)));
        all.push(place);
    }
    tx.audit(Entry::list("homecare"));
    tx.commit().await?;
    all.sort_by(|a, b| a.line.name.cmp(&b.line.name));
    Ok(all)
}

/// The reason with which a report came back.
async fn returned(app: &App, inside: &Inside, place: &Place) -> Result<String, Problem> {
    let Some(report) = place.report.as_ref().filter(|one| one.row.state == "returned") else {
        return Ok(String::new());
    };
    let tx = app.db.read(&inside.actor).await?;
    let steps = report::steps(&tx, report.row.id).await;
    tx.rollback().await;
    let note = steps?.into_iter().find(|(row, _)| row.kind == "returned").map(|(_, note)| note);
    Ok(note.unwrap_or_default())
}

fn helped(ctx: &Ctx, secret: &str, place: &Place, (note, today): (String, Day)) -> Helped {
    let row = place.line.of.placement.to_string();
    let asked = |rest: &str, name: &str, value: &str| {
        list_address(&ctx.url(&at(secret, rest)), &[("row", &row), (name, value)])
    };
    let month = place.month.to_string();
    let is_open = place.is_open();
    let state = place.report.as_ref().map_or("none", |report| report.row.state.as_str());
    let mut days: Vec<Day> = place.visits().iter().map(|visit| visit.day).collect();
    days.dedup();
    let link = |day: &Day| {
        let href = if is_open { asked("/day", "day", &day.to_string()) } else { String::new() };
        Link::new(href, day.0.day().to_string())
    };
    let last = today.min(Day(place.month.last_day()));
    Helped {
        name: place.line.name.clone(),
        state: ctx.t(&format!("homecare-state-{state}")).into_owned(),
        colour: colour(state),
        sums: rows::sums_words(ctx, place, place.visits()),
        note,
        day: if is_open { asked("/day", "day", &last.to_string()) } else { String::new() },
        send: if is_open && !place.visits().is_empty() {
            asked("/send", "month", &month)
        } else {
            String::new()
        },
        days: days.iter().map(link).collect(),
    }
}

/// `GET /assistant/{secret}?month=`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let Some(inside) = inside(&app, &ctx, &secret).await? else { return closed(&ctx) };
    let today = app.today();
    let now = Month::of(today.0);
    let month = month_of(&form, today).min(now);
    let mut helped_all = Vec::new();
    for place in places(&app, &inside, month).await? {
        let note = returned(&app, &inside, &place).await?;
        helped_all.push(helped(&ctx, &secret, &place, (note, today)));
    }
    let link = |to: Month| {
        let href = list_address(&ctx.url(&at(&secret, "")), &[("month", &to.to_string())]);
        Link::new(href, month_words(ctx.lang, to))
    };
    let mut around = vec![link(month.plus(-1))];
    if month < now {
        around.push(link(month.plus(1)));
    }
    html(&PhonePage {
        page: ctx.public_page(ctx.t("homecare-phone-title")),
        caption: inside.assistant.facts.name.clone(),
        month: month_words(ctx.lang, month),
        beside: around,
        helped: helped_all,
    })
}

/// The person that a form names, read for the assistant.
async fn place_of(app: &App, inside: &Inside, form: &Form, month: Month) -> Result<Place, Problem> {
    let placement: PlacementId = form.get("row").parse().map_err(|_| Problem::NotFound)?;
    let mut tx = app.db.read(&inside.actor).await?;
    let law = app.law(tx.municipality());
    let place = Place::read(&tx, &law, (placement, inside.assistant.row.id), month).await?;
    tx.audit(Entry::read("homecare", placement.0).about(Some(place.line.of.person.0)));
    tx.commit().await?;
    if place.is_open() { Ok(place) } else { Err(Problem::Impossible("homecare-refused-sent")) }
}

#[derive(Template)]
#[template(path = "homecare/day.html")]
struct DayPage {
    page: ui::Page,
    caption: String,
    action: String,
    home: String,
    hidden: Vec<(&'static str, String)>,
    version: i32,
    rows: Vec<DayRow>,
    beside: Vec<Link>,
}

fn day_of(form: &Form, today: Day) -> Day {
    form.get("day").parse().unwrap_or(today).min(today)
}

fn drawn(
    ctx: &Ctx,
    (secret, place): (&str, &Place),
    (day, today): (Day, Day),
    form: Form,
) -> DayPage {
    let row = place.line.of.placement.to_string();
    let link = |to: Day| {
        let address = ctx.url(&at(secret, "/day"));
        let href = list_address(&address, &[("row", &row), ("day", &to.to_string())]);
        Link::new(href, delivery::day_short(ctx.lang, to))
    };
    let mut around = vec![link(day.plus(-1))];
    if day < today {
        around.push(link(day.plus(1)));
    }
    let mut page = ctx.public_page(ctx.t("homecare-phone-day"));
    page.errors = form.errors();
    let month = [("month", &*place.month.to_string())];
    DayPage {
        caption: place.line.name.clone(),
        action: ctx.url(&at(secret, "/day")),
        home: list_address(&ctx.url(&at(secret, "")), &month),
        hidden: vec![("row", row.clone()), ("day", day.to_string())],
        version: form.version_or(place.report.as_ref().map_or(0, |report| report.row.version)),
        rows: rows::draw(ctx, (place, &form), &[day]),
        beside: around,
        page,
    }
}

/// `GET /assistant/{secret}/day?row=&day=`.
pub async fn day(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let Some(inside) = inside(&app, &ctx, &secret).await? else { return closed(&ctx) };
    let today = app.today();
    let day = day_of(&form, today);
    let place = place_of(&app, &inside, &form, Month::of(day.0)).await?;
    let form = Form::filled(ctx.lang, rows::values(place.visits()));
    html(&drawn(&ctx, (&secret, &place), (day, today), form))
}

/// `POST /assistant/{secret}/day`: the visits of a day.
pub async fn save_day(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let Some(inside) = inside(&app, &ctx, &secret).await? else { return closed(&ctx) };
    let today = app.today();
    let day = day_of(&form, today);
    let place = place_of(&app, &inside, &form, Month::of(day.0)).await?;
    if form.get("do") == "plan" {
        let form = rows::filled(&form, &place, today);
        return html(&drawn(&ctx, (&secret, &place), (day, today), form));
    }
    if !form.get("more").is_empty() {
        return html(&drawn(&ctx, (&secret, &place), (day, today), form));
    }
    let typed = rows::read(&mut form, (&place, today), &[day]);
    if !form.ok() {
        return again(&drawn(&ctx, (&secret, &place), (day, today), form));
    }
    let mut visits: Vec<_> =
        place.visits().iter().filter(|visit| visit.day != day).cloned().collect();
    visits.extend(typed);
    let back = list_address(&at(&secret, ""), &[("month", &place.month.to_string())]);
    let by = By { name: &inside.assistant.facts.name, via: "phone" };
    let mut tx = app.db.write(&inside.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    report::save(&mut tx, &place, (visits, form.version()), by).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("homecare-phone-saved")))
}

fn send_shown(
    ctx: &Ctx,
    (secret, place): (&str, &Place),
    form: &Form,
) -> Result<Response, Problem> {
    let mut page = ctx.public_page(ctx.t("homecare-phone-send"));
    page.breadcrumbs.clear();
    let version = place.report.as_ref().map_or(0, |report| report.row.version);
    let facts = vec![
        (ctx.t("homecare-column-person").into_owned(), place.line.name.clone()),
        (ctx.t("homecare-sums").into_owned(), rows::sums_words(ctx, place, place.visits())),
    ];
    let act = Act::new("homecare-phone-send", "/send", "homecare-phone-send-button")
        .lead(ctx.t("homecare-phone-send-lead"))
        .facts(facts)
        .hidden(form, "row")
        .hidden(form, "month")
        .one((ctx, form), "who", ("homecare-confirm-who", &CONFIRMS), |code| {
            format!("homecare-confirmed-{code}")
        })
        .line((ctx, form), "name", "homecare-confirm-name");
    act.shown(ctx, Around { page, home: at(secret, ""), version }, form)
}

/// `GET /assistant/{secret}/send?row=&month=`.
pub async fn send_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let Some(inside) = inside(&app, &ctx, &secret).await? else { return closed(&ctx) };
    let month = month_of(&form, app.today());
    let place = place_of(&app, &inside, &form, month).await?;
    let values = [("row", form.get("row").to_owned()), ("month", month.to_string())];
    let form = Form::filled(ctx.lang, values);
    send_shown(&ctx, (&secret, &place), &form)
}

/// `POST /assistant/{secret}/send`: the person puts their name, the report goes to the office.
pub async fn send(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let Some(inside) = inside(&app, &ctx, &secret).await? else { return closed(&ctx) };
    let month = month_of(&form, app.today());
    let place = place_of(&app, &inside, &form, month).await?;
    let Some(confirmed) = confirmed(&mut form, ("mark", app.today())) else {
        return send_shown(&ctx, (&secret, &place), &form);
    };
    let back = list_address(&at(&secret, ""), &[("month", &month.to_string())]);
    let by = By { name: &inside.assistant.facts.name, via: "phone" };
    let mut tx = app.db.write(&inside.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    report::send(&mut tx, &place, (confirmed, form.version()), by).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("homecare-sent")))
}
