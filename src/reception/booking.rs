//! Booking an hour for somebody, and moving it: the next free hours are offered, any other may be
//! typed.

use super::appointment::{self, Booking, Free, Wanted};
use super::overview::frame;
use super::store::booked::{self, When, Who};
use super::store::setting;
use super::{AppointmentId, SubjectId, line, slots};
use crate::app::App;
use crate::municipality::{self, ServicePointId};
use crate::people::{self, PersonId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use jiff::civil::{DateTime, Time};
use kit::access;
use kit::audit::Entry;
use kit::mail::Mailer;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day, Instant};
use kit::web::{Compared, Ctx, Form, Id, Problem, again, day_values, html, see};
use law::weekday_name;
use std::collections::HashMap;
use ui::Choice;

/// So many free hours are offered, of so many days.
const OFFERED: usize = 10;
const DAYS: i32 = 21;
/// The choice of an hour that is typed.
const OTHER: &str = "other";

#[derive(Template)]
#[template(path = "reception/book.html")]
struct BookPage {
    page: ui::Page,
    form: Form,
    action: String,
    cancel: String,
    version: String,
    slots: Vec<Choice>,
    workers: Vec<Choice>,
    subjects: Vec<Choice>,
    minutes: Vec<Choice>,
    person: Option<people::Head>,
    find: String,
    moving: bool,
    email_hint: &'static str,
}

/// Workers who may receive: everybody who works, by name.
pub async fn workers(tx: &Tx) -> Result<Vec<(AccountId, String)>, StoreError> {
    let all = access::accounts(tx, tx.today()).await?;
    let open = all.into_iter().filter(|one| one.disabled_at.is_none());
    Ok(open.map(|one| (one.id, one.name)).collect())
}

/// Where the page stands, and what is booked there.
struct Place {
    point: ServicePointId,
    moving: Option<AppointmentId>,
}

impl Place {
    fn path(&self) -> String {
        match self.moving {
            Some(id) => format!("/reception/appointments/{id}/move"),
            None => format!("/reception/points/{}/book", self.point),
        }
    }
    fn back(&self) -> String {
        match self.moving {
            Some(id) => format!("/reception/appointments/{id}"),
            None => format!("/reception/points/{}/calendar", self.point),
        }
    }
}

/// The value of an offered hour in the form.
pub fn slot_value(free: &Free) -> String {
    format!("{}.{}", free.account, free.at.0)
}

fn slot_text(free: &Free, names: &HashMap<AccountId, String>) -> String {
    let day = free.at.day();
    let name = names.get(&free.account).cloned().unwrap_or_default();
    format!("{} {}, {} – {name}", weekday_name(day.0), day.bg(), slots::clock(free.at))
}

async fn book_page(
    app: &App,
    ctx: &Ctx,
    tx: &Tx,
    (place, form): (&Place, Form),
) -> Result<BookPage, Problem> {
    let own = line::point(tx, place.point).await?;
    let name = municipality::service_point(tx, place.point).await?.name;
    let person = match form.get("person").parse::<PersonId>() {
        Ok(id) => Some(people::head(tx, id).await?),
        Err(_) => None,
    };
    let workers = workers(tx).await?;
    let names: HashMap<_, _> = workers.iter().cloned().collect();
    let minutes = form.get("minutes").parse().unwrap_or(own.slot_minutes);
    let from = typed_day(&form).unwrap_or(app.today());
    let worker = form.get("worker").parse().ok();
    let wanted = Wanted { point: place.point, worker, minutes, but: place.moving };
    let law = app.law(ctx.actor.municipality);
    let free = appointment::free(tx, &law, wanted, (from, from.plus(DAYS))).await?;
    let chosen = form.get("slot").to_owned();
    let mut offered: Vec<Choice> = free
        .iter()
        .take(OFFERED)
        .map(|free| Choice::new(slot_value(free), slot_text(free, &names)))
        .collect();
    if let Some(free) = read_slot(&chosen).filter(|_| !offered.iter().any(|c| c.value == chosen)) {
        offered.insert(0, Choice::new(chosen.clone(), slot_text(&free, &names)));
    }
    for one in &mut offered {
        one.checked = one.value == chosen;
    }
    let other = Choice::new(OTHER, ctx.t("reception-slot-other")).checked(chosen == OTHER);
    offered.push(other.revealing());
    let title =
        if place.moving.is_some() { "reception-move-title" } else { "reception-book-title" };
    let calendar = format!("/reception/points/{}/calendar", place.point);
    let mut page = frame(ctx, ctx.t(title), &[(calendar, name)]);
    page.errors = form.errors();
    let subjects = setting::subjects(tx).await?.into_iter().filter(|one| one.is_offered);
    let named = |(id, name): (AccountId, String)| Choice::new(id.to_string(), name);
    let minute =
        |m: i32| Choice::new(m.to_string(), ctx.ta("reception-minutes-n", &[("minutes", m)]));
    Ok(BookPage {
        page,
        action: ctx.url(&place.path()),
        cancel: ctx.url(&place.back()),
        version: form.get("_version").to_owned(),
        slots: offered,
        workers: workers.into_iter().map(named).collect(),
        subjects: subjects.map(|one| Choice::new(one.id.to_string(), one.name)).collect(),
        minutes: lengths(own.slot_minutes).into_iter().map(minute).collect(),
        person,
        find: ctx.url("/people"),
        moving: place.moving.is_some(),
        email_hint: match app.mail {
            Some(_) => "reception-email-hint",
            None => "reception-no-mail",
        },
        form,
    })
}

fn lengths(usual: i32) -> Vec<i32> {
    let mut all = vec![15, 20, 30, 45, 60, 90, usual];
    all.sort_unstable();
    all.dedup();
    all
}

fn typed_day(form: &Form) -> Option<Day> {
    let part = |unit: &str| form.get(&format!("day-{unit}"));
    let (year, month, day) = (part("year"), part("month"), part("day"));
    let date = jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    date.ok().map(Day)
}

fn read_slot(value: &str) -> Option<Free> {
    let (account, at) = value.split_once('.')?;
    Some(Free { account: account.parse().ok()?, at: Instant(at.parse().ok()?) })
}

/// The hour that was chosen or typed.
fn read_when(form: &mut Form, point: ServicePointId) -> Option<When> {
    let minutes: i32 = form.parsed("minutes", "form-choose")?;
    if !(slots::PIECE_MINUTES..=480).contains(&minutes) {
        form.wrong("minutes", "form-choose");
        return None;
    }
    let chosen = form.required("slot", 60);
    if let Some(free) = read_slot(&chosen) {
        return Some(When { point, account: free.account, at: free.at, minutes });
    }
    if chosen != OTHER {
        form.wrong("slot", "form-choose");
        return None;
    }
    let account = form.parsed("worker", "form-choose");
    let day = form.day("day");
    let time = time_of(form.get("time"));
    if time.is_none() {
        form.wrong("time", "reception-time-wrong");
    }
    let at = Instant::of_local(DateTime::from_parts(day?.0, time?));
    Some(When { point, account: account?, at, minutes })
}

/// `9:05`, `09.05`, `9`.
fn time_of(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once([':', '.']).unwrap_or((text, "0"));
    Time::new(hour.trim().parse().ok()?, minute.trim().parse().ok()?, 0, 0).ok()
}

/// Who comes and what for. Whoever is not in the register leaves a name and a phone.
pub async fn read_who(tx: &Tx, form: &mut Form) -> Result<Option<(Who, SubjectId)>, StoreError> {
    let subject = line::offered(tx, form.get("subject")).await?;
    if subject.is_none() {
        form.wrong("subject", "form-choose");
    }
    let person = match form.get("person").parse::<PersonId>() {
        Err(_) => None,
        Ok(id) => match people::head(tx, id).await {
            Ok(head) => Some(head),
            Err(StoreError::NotFound) => {
                form.wrong("person", "reception-person-unknown");
                None
            }
            Err(e) => return Err(e),
        },
    };
    let mut name = form.optional("name", 200);
    let phone = form.optional("phone", 50);
    if let Some(head) = &person {
        name.clone_from(&head.name);
    } else {
        form.required("name", 200);
        form.required("phone", 50);
    }
    let email = form.optional("email", 200);
    if !email.is_empty() && !Mailer::is_address(&email) {
        form.wrong("email", "reception-email-wrong");
    }
    let note = form.optional("note", 500);
    let who = Who { person: person.map(|one| one.id), name, phone, email, note, ..Who::default() };
    Ok(subject.filter(|_| form.ok()).map(|subject| (who, subject)))
}

/// A fresh form: for a person when one is named, at an hour when one is.
async fn fresh(ctx: &Ctx, tx: &Tx, asked: &Form, usual: i32) -> Result<Form, StoreError> {
    let mut values: Vec<(String, String)> = ["person", "slot", "worker", "subject"]
        .map(|name| (name.to_owned(), asked.get(name).to_owned()))
        .into();
    if let Ok(id) = asked.get("person").parse::<PersonId>() {
        values.push(("phone".into(), people::head(tx, id).await?.phone));
    }
    values.extend(day_values("day", asked.get("day").parse().ok()));
    let minutes = asked.get("minutes").parse().unwrap_or(usual);
    values.push(("minutes".into(), minutes.to_string()));
    Ok(Form::filled(ctx.lang, values))
}

pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    asked: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let own = line::point(&tx, id).await?;
    let form = ctx.draft(&tx, fresh(&ctx, &tx, &asked, own.slot_minutes).await?).await?;
    // What was chosen on the way here counts more than what was begun.
    let chosen = ["person", "slot", "worker", "subject"];
    let form = chosen.iter().fold(form, |form, name| form.with(name, asked.get(name)));
    let place = Place { point: id, moving: None };
    let page = book_page(&app, &ctx, &tx, (&place, form)).await?;
    let about = page.person.as_ref().map(|head| head.id.0);
    tx.audit(Entry::new("form", "appointment", "").about(about));
    tx.commit().await?;
    html(&page)
}

/// The form again, with what is wrong and the hours that are free.
async fn wrong(app: &App, ctx: &Ctx, place: &Place, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let page = book_page(app, ctx, &tx, (place, form)).await?;
    let about = page.person.as_ref().map(|head| head.id.0);
    tx.audit(Entry::new("form", "appointment", "").about(about));
    tx.commit().await?;
    again(&page)
}

/// Reads an hour and checks it; what hinders stands beside its field.
async fn free_when(
    app: &App,
    tx: &Tx,
    form: &mut Form,
    place: &Place,
) -> Result<Option<When>, Problem> {
    let Some(when) = read_when(form, place.point) else { return Ok(None) };
    let law = app.law(tx.municipality());
    let names = workers(tx).await?;
    if !names.iter().any(|(id, _)| *id == when.account) {
        form.wrong("worker", "form-choose");
        return Ok(None);
    }
    match appointment::hindered(tx, &law, (when, place.moving)).await? {
        None => Ok(Some(when)),
        Some((field, key)) => {
            let typed = form.get("slot") == OTHER;
            form.wrong(if typed { field } else { "slot" }, key);
            Ok(None)
        }
    }
}

pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let place = Place { point: id, moving: None };
    let tx = app.db.read(&ctx.actor).await?;
    line::point(&tx, id).await?;
    let when = free_when(&app, &tx, &mut form, &place).await?;
    let who = read_who(&tx, &mut form).await?;
    tx.rollback().await;
    let (Some(when), Some((who, subject)), true) = (when, who, form.ok()) else {
        return wrong(&app, &ctx, &place, form).await;
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    let booked = AppointmentId(tx.new_id());
    let path = format!("/reception/appointments/{booked}");
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    let new = Booking { when, who, subject };
    if kept(appointment::book(&app, &mut tx, booked, &new).await)?.is_none() {
        tx.rollback().await;
        let field = if form.get("slot") == OTHER { "time" } else { "slot" };
        form.wrong(field, "reception-hour-taken");
        return wrong(&app, &ctx, &place, form).await;
    }
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("reception-booked")))
}

/// What the database refused because a minute of it is taken, told apart from other trouble.
fn kept<T>(done: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(StoreError::Duplicate(_)) => Ok(None),
        Err(e) => Err(e),
    }
}

pub async fn move_page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AppointmentId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = booked::one(&tx, id).await?;
    let mut values = day_values("day", Some(tx.today()));
    for (name, value) in [
        ("worker", row.account_id.to_string()),
        ("minutes", row.minutes.to_string()),
        ("_version", row.version.to_string()),
    ] {
        values.push((name.to_owned(), value));
    }
    let place = Place { point: row.service_point_id, moving: Some(id) };
    let form = ctx.draft(&tx, Form::filled(ctx.lang, values)).await?;
    let page = book_page(&app, &ctx, &tx, (&place, form)).await?;
    tx.audit(Entry::read("appointment", id.0).about(row.person_id.map(|person| person.0)));
    tx.commit().await?;
    html(&page)
}

pub async fn change_time(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AppointmentId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let row = booked::one(&tx, id).await?;
    let place = Place { point: row.service_point_id, moving: Some(id) };
    let when = free_when(&app, &tx, &mut form, &place).await?;
    tx.rollback().await;
    if row.state != "booked" || row.version != form.version() {
        let mine = when.map(|when| when.at.bg()).unwrap_or_default();
        let label = ctx.t("reception-when").into_owned();
        let theirs = row.starts_at.bg();
        return Err(Problem::Conflict(vec![Compared { label, mine, theirs }]));
    }
    let Some(when) = when else {
        return wrong(&app, &ctx, &place, form).await;
    };
    let path = format!("/reception/appointments/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    let moved = appointment::change_time(&app, &mut tx, (&row, form.version()), when).await;
    if kept(moved)?.is_none() {
        tx.rollback().await;
        let field = if form.get("slot") == OTHER { "time" } else { "slot" };
        form.wrong(field, "reception-hour-taken");
        return wrong(&app, &ctx, &place, form).await;
    }
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("reception-moved")))
}
