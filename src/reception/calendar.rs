//! The calendar of a point: a day by workers, or a week; on a phone a list. Meetings of cases stand
//! beside, to be looked at only.

use super::appointment::{self, Free, Wanted};
use super::appointment_page::colour;
use super::booking::{slot_value, workers};
use super::overview::frame;
use super::store::booked::{self, Shown};
use super::store::{appointment as rows, setting};
use super::{SubjectId, WRITE, line, slots};
use crate::app::App;
use crate::municipality::{self, ServicePointId};
use crate::{people, referral};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::{Ctx, Form, Id, Problem, html, list_address};
use law::{Law, weekday_name};
use std::collections::HashMap;
use ui::{Choice, Link};

#[derive(Template)]
#[template(path = "reception/calendar.html")]
struct CalendarPage {
    page: ui::Page,
    form: Form,
    action: String,
    book: Option<String>,
    hours: Option<String>,
    before: String,
    after: String,
    today: String,
    views: Vec<ui::NavItem>,
    heading: String,
    workers: Vec<Choice>,
    days: Vec<DayBox>,
    no_hours: bool,
}

/// A day: why nobody receives, what is booked, what is free.
struct DayBox {
    name: String,
    href: String,
    off: String,
    entries: Vec<EntryBox>,
    free: Vec<FreeBox>,
    free_count: usize,
    meetings: Vec<(String, Link)>,
}

struct EntryBox {
    time: String,
    href: String,
    name: String,
    worker: String,
    subject: String,
    state: String,
    colour: &'static str,
}

struct FreeBox {
    time: String,
    worker: String,
    href: String,
}

/// So many free hours of a day are links; more are told as a number.
const FREE_SHOWN: usize = 40;

/// First and last day that are shown.
fn span(day: Day, week: bool) -> (Day, Day) {
    if !week {
        return (day, day);
    }
    let monday = day.plus(-i32::from(day.0.weekday().to_monday_zero_offset()));
    (monday, monday.plus(6))
}

/// All that a calendar needs of the database.
struct Loaded {
    rows: Vec<rows::Model>,
    names: HashMap<i64, String>,
    free: Vec<Free>,
    meetings: Vec<(referral::Planned, String)>,
    staff: HashMap<AccountId, String>,
    subjects: HashMap<SubjectId, String>,
}

async fn load(
    tx: &Tx,
    law: &Law,
    (wanted, span): (Wanted, (Day, Day)),
) -> Result<Loaded, StoreError> {
    let shown =
        Shown { point: Some(wanted.point), account: wanted.worker, from: span.0, to: span.1 };
    let rows = booked::between(tx, shown).await?;
    let mut names = HashMap::new();
    for row in &rows {
        names.insert(row.id.0, booked::who(tx, row)?.name);
    }
    let free = appointment::free(tx, law, wanted, span).await?;
    let mut planned = referral::planned(tx, span).await?;
    planned.retain(|one| wanted.worker.is_none() || one.officer == wanted.worker);
    let ids: Vec<_> = planned.iter().map(|one| one.person).collect();
    let heads = people::heads(tx, &ids).await?;
    let meetings = planned.into_iter().filter_map(|one| {
        let head = heads.get(&one.person)?;
        Some((one, head.name.clone()))
    });
    let subjects = setting::subjects(tx).await?.into_iter().map(|one| (one.id, one.name));
    let staff = workers(tx).await?.into_iter().collect();
    let meetings = meetings.collect();
    Ok(Loaded { rows, names, free, meetings, staff, subjects: subjects.collect() })
}

fn day_box(ctx: &Ctx, law: &Law, (point, day): (ServicePointId, Day), all: &Loaded) -> DayBox {
    let staff = |id: &AccountId| all.staff.get(id).cloned().unwrap_or_default();
    let entry = |row: &rows::Model| EntryBox {
        time: slots::clock(row.starts_at),
        href: ctx.url(&format!("/reception/appointments/{}", row.id)),
        name: all.names.get(&row.id.0).cloned().unwrap_or_default(),
        worker: staff(&row.account_id),
        subject: all.subjects.get(&row.subject_id).cloned().unwrap_or_default(),
        state: ctx.t(&format!("reception-appointment-{}", row.state)).into_owned(),
        colour: colour(&row.state),
    };
    let book = format!("/reception/points/{point}/book");
    let free: Vec<&Free> = all.free.iter().filter(|free| free.at.day() == day).collect();
    let free_box = |free: &&Free| FreeBox {
        time: slots::clock(free.at),
        worker: staff(&free.account),
        href: list_address(&ctx.url(&book), &[("slot", &slot_value(free))]),
    };
    let meeting = |(one, name): &(referral::Planned, String)| {
        let link = Link::new(ctx.url(&format!("/referrals/{}", one.case)), name.clone());
        (slots::clock(one.at), link)
    };
    let meetings = all.meetings.iter().filter(|(one, _)| one.at.day() == day);
    DayBox {
        name: format!("{}, {}", weekday_name(day.0), day.bg()),
        href: ctx.url(&format!("/reception/points/{point}/calendar?view=day&day={day}")),
        off: why_off(law, day),
        entries: all.rows.iter().filter(|row| row.day == day).map(entry).collect(),
        free_count: free.len(),
        free: free.iter().take(FREE_SHOWN).map(free_box).collect(),
        meetings: meetings.map(meeting).collect(),
    }
}

/// Why a day is off, in the law's words; empty on a working day.
fn why_off(law: &Law, day: Day) -> String {
    if law.is_working(day.0) {
        return String::new();
    }
    let named = law.calendar().non_working(day.0.year());
    let named = named.into_iter().find(|off| off.day == day.0).map(|off| off.reason);
    named.unwrap_or_else(|| weekday_name(day.0).to_owned())
}

pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    form: Form,
) -> Result<Response, Problem> {
    let day: Day = form.get("day").parse().unwrap_or(app.today());
    let week = form.get("view") != "day";
    let span = span(day, week);
    let worker: Option<AccountId> = form.get("worker").parse().ok();
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let own = line::point(&tx, id).await?;
    let place = municipality::service_point(&tx, id).await?;
    let wanted = Wanted { point: id, worker, minutes: own.slot_minutes, but: None };
    let all = load(&tx, &law, (wanted, span)).await?;
    let hours = setting::hours(&tx, Some(id), span).await?;
    tx.audit(Entry::list("appointment"));
    tx.commit().await?;
    let path = ctx.url(&format!("/reception/points/{id}/calendar"));
    let worker = form.get("worker").to_owned();
    let address = |view: &str, day: Day| {
        let day = day.to_string();
        list_address(&path, &[("view", view), ("day", &day), ("worker", &worker)])
    };
    let view = if week { "week" } else { "day" };
    let step = if week { 7 } else { 1 };
    let views = [("week", "reception-view-week"), ("day", "reception-view-day")]
        .map(|(code, key)| ui::NavItem::new(address(code, day), ctx.t(key)).current(code == view));
    let days = (0..=span.1.days_since(span.0)).map(|n| span.0.plus(n)).filter(|day| {
        // A free weekend with nothing on it takes no room in a week.
        !week || law.is_working(day.0) || all.rows.iter().any(|row| row.day == *day)
    });
    let days = days.map(|day| day_box(&ctx, &law, (id, day), &all)).collect();
    let heading = match week {
        true => format!("{} – {}", span.0.bg(), span.1.bg()),
        false => format!("{}, {}", weekday_name(day.0), day.bg()),
    };
    let title = ctx.ta("reception-calendar-title", &[("point", &place.name)]);
    let choice = |(id, name): (&AccountId, &String)| Choice::new(id.to_string(), name.clone());
    let mut workers: Vec<Choice> = all.staff.iter().map(choice).collect();
    workers.retain(|one| hours.iter().any(|row| row.account_id.to_string() == one.value));
    workers.sort_by(|a, b| a.text.cmp(&b.text));
    let admin = ctx.actor.may(super::ADMIN);
    let book = list_address(
        &ctx.url(&format!("/reception/points/{id}/book")),
        &[("worker", &worker), ("day", &day.to_string())],
    );
    html(&CalendarPage {
        page: frame(&ctx, title, &[]),
        book: ctx.actor.may(WRITE).then_some(book),
        hours: admin.then(|| ctx.url(&format!("/reception/points/{id}/hours"))),
        before: address(view, day.plus(-step)),
        after: address(view, day.plus(step)),
        today: address(view, app.today()),
        views: views.into(),
        heading,
        no_hours: hours.is_empty(),
        workers,
        days,
        action: path.clone(),
        form: Form::filled(
            ctx.lang,
            [("worker", worker.clone()), ("view", view.into()), ("day", day.to_string())],
        ),
    })
}
