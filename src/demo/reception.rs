//! The reception of the demonstration: subjects, hours of workers, some days of a queue, a week of
//! booked hours. Nobody's name is real.

use super::PURPOSE;
use crate::app::App;
use crate::municipality::{Hours, ServicePoint, service_points};
use crate::reception::{
    self, AppointmentId, Booking, Move, NewHours, Step, Subject, SubjectId, Taken, TicketId, When,
    Who,
};
use kit::access::{self, Actor};
use kit::audit::Entry;
use kit::store::{Municipality, StoreError, Tx};
use kit::types::{AccountId, Day, Instant};

/// What people come with, in Bulgarian and in English.
const SUBJECTS: [(&str, &str); 6] = [
    ("Консултация и насочване", "Advice and referral"),
    ("Лична помощ и асистенти", "Personal assistance"),
    ("Социални услуги в общността", "Social services in the community"),
    ("Хора с увреждания", "People with disabilities"),
    ("Деца и семейства", "Children and families"),
    ("Документи и справки", "Documents and certificates"),
];
/// Who booked an hour: name and phone, all invented.
const NAMES: [(&str, &str); 10] = [
    ("Пенка Измислена", "000 555 02 01"),
    ("Стоил Примеров", "000 555 02 02"),
    ("Цветана Образцова", "000 555 02 03"),
    ("Георги Недействителен", "000 555 02 04"),
    ("Мария Въображаемова", "000 555 02 05"),
    ("Асен Пробен", "000 555 02 06"),
    ("Радка Условна", "000 555 02 07"),
    ("Илия Показен", "000 555 02 08"),
    ("Фатме Примерова", "000 555 02 09"),
    ("Добрин Измислен", "000 555 02 10"),
];
/// So many counters serve at the first point.
const COUNTERS: i32 = 3;
/// So many working days before today had a queue.
const PAST_DAYS: u32 = 3;
const HALF_HOUR: i32 = 30;

/// Fills the reception of a municipality, unless it is filled. Moves the clock, and sets it back.
pub async fn fill(app: &App, municipality: &Municipality, now: Instant) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let mut tx = app.db.write(&actor).await?;
    let points = service_points(&tx).await?;
    let points: Vec<_> = points.into_iter().filter(|point| point.works(tx.today())).collect();
    let busiest = points.iter().max_by_key(|point| (point.counters, std::cmp::Reverse(point.id)));
    let Some(busiest) = busiest else { return Ok(()) };
    for point in &points {
        reception::set_up(&tx, point.id).await?;
    }
    let subjects = subjects(&tx).await?;
    let workers = hours(&tx, busiest, now.day().plus(-30)).await?;
    tx.audit(Entry::write("reception-point-set-up", busiest.id.0));
    tx.commit().await?;
    let law = app.law(municipality.id);
    let calendar = law.calendar();
    let mut days = vec![now.day()];
    for _ in 0..PAST_DAYS {
        let before = days[days.len() - 1].plus(-1);
        days.push(Day(calendar.previous_working(before.0)));
    }
    for day in days.into_iter().rev().filter(|day| law.is_working(day.0)) {
        queue(app, &actor, (busiest, &subjects), (day, now)).await?;
    }
    app.clock().set(now);
    appointments(app, &actor, (busiest, &subjects, &workers)).await
}

async fn subjects(tx: &Tx) -> Result<Vec<SubjectId>, StoreError> {
    let mut ids = Vec::new();
    for (place, (name, name_en)) in (1..).zip(SUBJECTS) {
        let new = Subject { name: name.into(), name_en: name_en.into(), place, is_offered: true };
        ids.push(reception::add_subject(tx, &new).await?);
    }
    Ok(ids)
}

/// Hours of those who meet people: mornings and early afternoons, with a break.
async fn hours(tx: &Tx, point: &ServicePoint, from: Day) -> Result<Vec<AccountId>, StoreError> {
    let accounts = access::accounts(tx, tx.today()).await?;
    let receives = |role: &String| role == "intake" || role == "referral_officer";
    let mut workers: Vec<_> = accounts
        .into_iter()
        .filter(|one| one.disabled_at.is_none() && one.roles.iter().any(receives))
        .collect();
    // Sorted here: each database has an order of its own for Cyrillic.
    workers.sort_by(|a, b| a.username.cmp(&b.username));
    workers.truncate(3);
    let day = Hours::parse_day("09:00-12:00, 13:00-16:00").unwrap_or_default();
    let mut hours = Hours::default();
    for weekday in hours.0.iter_mut().take(5) {
        weekday.clone_from(&day);
    }
    let mut ids = Vec::new();
    for worker in workers {
        let (point, hours) = (point.id, hours.clone());
        let new = NewHours { point, account: worker.id, hours, from, to: None };
        reception::add_hours(tx, &new).await?;
        ids.push(worker.id);
    }
    Ok(ids)
}

/// A day at three counters, minute by minute, till noon or till now.
async fn queue(
    app: &App,
    actor: &Actor,
    (point, subjects): (&ServicePoint, &[SubjectId]),
    (day, now): (Day, Instant),
) -> anyhow::Result<()> {
    let counters = COUNTERS.min(point.counters.max(1));
    let mut served: Vec<Option<(TicketId, i32)>> = vec![None; usize::try_from(counters)?];
    let mut taken = 0;
    for minute in 9 * 60..12 * 60 {
        let at = reception::moment(day, minute);
        if at >= now {
            break;
        }
        let arrives = minute % 7 == 3 && minute < 11 * 60;
        let ends = served.iter().flatten().any(|(_, end)| *end <= minute);
        let calls = taken > 0 && served.iter().any(Option::is_none);
        if !arrives && !ends && !calls {
            continue;
        }
        app.clock().set(at);
        let mut tx = app.db.write(actor).await?;
        if arrives {
            let subject = subjects[taken % subjects.len()];
            let priority = if taken % 6 == 5 { "child" } else { "" }.to_owned();
            let new = Taken { point: point.id, subject, priority, reason: String::new() };
            reception::take(&mut tx, &new).await?;
            taken += 1;
        }
        for (place, counter) in served.iter_mut().zip(1..) {
            let with = Step { counter, ..Step::default() };
            if let Some((ticket, end)) = *place
                && end <= minute
            {
                let what = if minute % 8 == 0 { Move::Miss } else { Move::Finish };
                // A number that nobody can move stays as it is.
                drop(reception::step(&mut tx, (ticket, None), what, &with).await?);
                *place = None;
            }
            if place.is_none()
                && let Ok(called) = reception::call_next(&mut tx, point.id, counter).await?
            {
                *place = Some((called, minute + 8 + (minute * 7 + counter * 5) % 17));
            }
        }
        tx.commit().await?;
    }
    Ok(())
}

/// Booked hours of the coming week.
async fn appointments(
    app: &App,
    actor: &Actor,
    (point, subjects, workers): (&ServicePoint, &[SubjectId], &[AccountId]),
) -> anyhow::Result<()> {
    let law = app.law(actor.municipality);
    let mut tx = app.db.write(actor).await?;
    let mut day = law.calendar().next_working(tx.today().plus(1).0);
    for (n, (name, phone)) in NAMES.iter().enumerate() {
        let Some(account) = workers.get(n % workers.len().max(1)) else { break };
        let minute = 9 * 60 + HALF_HOUR * i32::try_from(n % 5)?;
        let at = reception::moment(Day(day), minute);
        let when = When { point: point.id, account: *account, at, minutes: HALF_HOUR };
        let who = Who { name: (*name).to_owned(), phone: (*phone).to_owned(), ..Who::default() };
        let new = Booking { when, who, subject: subjects[n % subjects.len()] };
        let id = AppointmentId(tx.new_id());
        reception::book(app, &mut tx, id, &new).await?;
        if n == 7 {
            reception::cancel(app, &mut tx, (id, 1), "обади се, че е болен").await?;
        }
        if n % 2 == 1 {
            day = law.calendar().next_working(Day(day).plus(1).0);
        }
    }
    tx.commit().await?;
    Ok(())
}
