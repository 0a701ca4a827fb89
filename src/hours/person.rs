//! A person in the office as assistant or user: the addresses of their phone, the personal number of
//! a user, the ledger of a year.

use super::filing::refused;
use super::frame::{self, HOME};
use super::ledger::{self, Ledger};
use super::link::{self, MOST_DAYS, ROLES, USUAL_DAYS};
use super::load::{self, Which};
use super::pin;
use super::sheet::hours;
use super::stay::{self, StayRow};
use super::{HourLinkId, WRITE};
use crate::app::App;
use crate::assistance::MonthContract;
use crate::delivery::{self, is_pin_fit, month_words};
use crate::people::{self, Head, PersonId};
use askama::Template;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit;
use kit::types::Instant;
use kit::web::{Ctx, Form, Id, Problem, again, choices, day_values, html, qr_svg, see};
use law::Month;
use ui::{Choice, Field};

/// So many months back the ledger goes.
const MONTHS: i64 = 12;

struct LinkRow {
    id: String,
    holder: String,
    role: String,
    until: String,
    opened: String,
    address: String,
    qr: String,
}

struct MonthRow {
    month: String,
    cells: Vec<String>,
}

/// A month of the ledger: its sums, and how many of its days the user was away.
struct MonthOf {
    month: Month,
    sums: Ledger,
    away: usize,
}

#[derive(Template)]
#[template(path = "hours/person.html")]
struct PersonPage {
    page: ui::Page,
    home: String,
    links: Vec<LinkRow>,
    roles: Vec<Choice>,
    pin: Field,
    has_pin: String,
    is_locked: bool,
    form: Form,
    may: bool,
    heads: Vec<ui::Head>,
    months: Vec<MonthRow>,
    stay_heads: Vec<ui::Head>,
    stays: Vec<StayRow>,
    keys: [String; 3],
}

struct Behind {
    head: Head,
    links: Vec<(super::store::hour_link::Model, String, String)>,
    pin: Option<(String, bool)>,
    months: Vec<MonthOf>,
    stays: Vec<delivery::Stay>,
    month: Month,
}

async fn read(app: &App, ctx: &Ctx, id: PersonId) -> Result<Behind, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let head = people::head(&tx, id).await?;
    let mut links = Vec::new();
    for row in link::of_person(&tx, id).await? {
        if link::is_open(&row, tx.now()) {
            let (secret, holder) = (link::secret(&tx, row.id)?, link::holder(&tx, &row)?);
            links.push((row, secret, holder));
        }
    }
    let pin = match pin::of_person(&tx, id).await? {
        Some(row) => Some((pin::holder(&tx, &row)?, pin::is_locked(&row))),
        None => None,
    };
    let month = Month::of(tx.today().0);
    let mut months = Vec::new();
    for back in 0..MONTHS {
        let one = month.plus(-back);
        let mut book = load::book(&tx, &law, one, Which::Person(id)).await?;
        let theirs = |of: &MonthContract| of.user == id || of.assistant_person == id;
        book.entries.retain(|entry| theirs(&entry.contract));
        if book.entries.is_empty() {
            continue;
        }
        let book = book.with_paid(app, &tx).await?;
        let helped = book.entries.iter().find(|entry| entry.contract.user == id);
        let away = helped.map_or(0, |entry| stay::days_in(one, &entry.stays));
        months.push(MonthOf { month: one, sums: ledger::of_entries(&book.entries), away });
    }
    let stays = delivery::stays_of(&tx, id).await?;
    tx.audit(audit::Entry::read("hours-person", id.0).about(Some(id.0)));
    tx.commit().await?;
    Ok(Behind { head, links, pin, months, stays, month })
}

fn address(app: &App, ctx: &Ctx, headers: &HeaderMap, secret: &str) -> String {
    format!("{}{}", app.kit.origin(headers), ctx.url(&format!("/my-hours/{secret}")))
}

fn draw(app: &App, ctx: &Ctx, (behind, headers): (&Behind, &HeaderMap), form: Form) -> PersonPage {
    let title = format!("{}: {}", ctx.t("hours-person"), behind.head.name);
    let mut page = frame::page(ctx, title, behind.month);
    page.errors = form.errors();
    let row = |(at, (row, secret, holder)): (
        usize,
        &(super::store::hour_link::Model, String, String),
    )| {
        let address = address(app, ctx, headers, secret);
        LinkRow {
            id: row.id.to_string(),
            holder: holder.clone(),
            role: ctx.t(&format!("hours-role-{}", row.role)).into_owned(),
            until: Instant(row.expires_at.0 - 1).day().bg(),
            opened: row
                .opened_at
                .map_or_else(|| ctx.t("hours-link-never").into_owned(), Instant::bg),
            // A picture of many squares is heavy: the newest address is the one to be scanned.
            qr: if at == 0 { qr_svg(&address) } else { String::new() },
            address,
        }
    };
    let month = |one: &MonthOf| {
        let sums = one.sums.lines().into_iter().map(|(_, minutes)| hours(minutes));
        let away = if one.away == 0 { String::new() } else { one.away.to_string() };
        let cells = sums.chain([away]).collect();
        MonthRow { month: month_words(ctx.lang, one.month), cells }
    };
    let mut heads = vec![ui::Head::new(ctx.t("hours-column-month"))];
    heads.extend(Ledger::default().lines().iter().map(|(key, _)| ui::Head::new(ctx.t(key))));
    heads.push(ui::Head::new(ctx.t("hours-column-stay")));
    let stay_head = |name: &str| ui::Head::new(ctx.t(&format!("hours-stay-{name}")));
    let home = ctx.url(&format!("{HOME}/people/{}", behind.head.id));
    let keys = ["link", "revoke", "pin"].map(|name| format!("{}-{name}", page.key));
    PersonPage {
        stay_heads: ["kind", "days", "source", "by"].map(stay_head).into(),
        stays: stay::rows(ctx, (&home, &behind.stays)),
        home,
        links: behind.links.iter().enumerate().map(row).collect(),
        roles: choices(ctx, &ROLES, form.get("role"), |code| format!("hours-role-{code}")),
        pin: Field { value: String::new(), ..form.field("pin") },
        has_pin: behind.pin.as_ref().map(|(holder, _)| holder.clone()).unwrap_or_default(),
        is_locked: behind.pin.as_ref().is_some_and(|(_, locked)| *locked),
        may: ctx.actor.may(WRITE),
        months: behind.months.iter().map(month).collect(),
        page,
        heads,
        keys,
        form,
    }
}

fn fresh(app: &App, ctx: &Ctx, behind: &Behind) -> Form {
    let until = day_values("until", Some(app.today().plus(USUAL_DAYS)));
    let form = Form::filled(ctx.lang, until);
    form.with("holder", &behind.head.name).with("pin-holder", &behind.head.name)
}

/// `GET /worktime/people/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let behind = read(&app, &ctx, id).await?;
    let form = fresh(&app, &ctx, &behind);
    html(&draw(&app, &ctx, (&behind, &headers), form))
}

/// `POST /worktime/people/{id}/link`: an address is made.
pub async fn make(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let role = kit::web::chosen(&mut form, "role", &ROLES);
    let holder = form.required("holder", 200);
    let until = form.day("until");
    let today = app.today();
    if until.is_some_and(|day| day < today || day > today.plus(MOST_DAYS)) {
        form.wrong("until", "hours-link-until-wrong");
    }
    let (Some(until), true) = (until, form.ok()) else {
        let behind = read(&app, &ctx, id).await?;
        let form = form.with("pin-holder", &behind.head.name);
        return again(&draw(&app, &ctx, (&behind, &headers), form));
    };
    let back = format!("{HOME}/people/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    people::head(&tx, id).await?;
    link::make(&mut tx, (id, &role), (&holder, until)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("hours-link-made")))
}

/// `POST /worktime/people/{id}/revoke`: an address is taken back.
pub async fn revoke(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    form: Form,
) -> Result<Response, Problem> {
    let wanted: HourLinkId = form.get("link").parse().map_err(|_| Problem::NotFound)?;
    let back = format!("{HOME}/people/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    let rows = link::of_person(&tx, id).await?;
    let row = rows.iter().find(|row| row.id == wanted).ok_or(Problem::NotFound)?;
    if !link::is_open(row, tx.now()) {
        return Err(refused("hours-refused-state"));
    }
    link::revoke(&mut tx, row).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("hours-link-revoked")))
}

/// `POST /worktime/people/{id}/pin`: the person types a number of their own.
pub async fn pin(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let typed = form.required("pin", 6);
    let holder = form.required("pin-holder", 200);
    if form.ok() && !is_pin_fit(&typed) {
        form.wrong("pin", "hours-pin-unfit");
    }
    if !form.ok() {
        let behind = read(&app, &ctx, id).await?;
        let form = form.with("holder", &behind.head.name);
        return again(&draw(&app, &ctx, (&behind, &headers), form));
    }
    let hash = pin::hashed(&typed).await?;
    let back = format!("{HOME}/people/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    people::head(&tx, id).await?;
    pin::give(&mut tx, id, (&holder, hash)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("hours-pin-given")))
}
