//! Booking, moving and ending an appointment: the row, the person's timeline, the messages.

use super::notice::{self, Notice};
use super::store::booked::{self, When, Who};
use super::store::{appointment, setting};
use super::{AppointmentId, SubjectId, slots};
use crate::app::App;
use crate::municipality::{Hours, ServicePointId};
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::{AccountId, Day, Instant};
use law::Law;
use std::collections::HashMap;

/// What is booked.
#[derive(Clone, Debug)]
pub struct Booking {
    /// When and with whom.
    pub when: When,
    /// Who comes.
    pub who: Who,
    /// What for.
    pub subject: SubjectId,
}

/// A line of the person's timeline when the person is in the register; else of the audit alone.
pub async fn note(
    tx: &mut Tx,
    kind: &'static str,
    (id, person, at): (AppointmentId, Option<i64>, Instant),
) -> Result<(), StoreError> {
    if person.is_some() {
        let data = vec![("at", at.bg())];
        tx.event(Event { kind, person, case: None, data }).await
    } else {
        tx.audit(Entry::write(kind, id.0));
        Ok(())
    }
}

/// Books an hour; whoever left an address is told by mail.
///
/// # Errors
/// [`StoreError::Duplicate`] when the worker has promised a part of it to somebody else.
pub async fn book(
    app: &App,
    tx: &mut Tx,
    id: AppointmentId,
    new: &Booking,
) -> Result<(), StoreError> {
    booked::add(tx, id, new.when, (&new.who, new.subject)).await?;
    let person = new.who.person.map(|person| person.0);
    note(tx, "appointment-booked", (id, person, new.when.at)).await?;
    notice::write(app, tx, id, Notice::Confirmation).await
}

/// Moves an appointment.
///
/// # Errors
/// As [`book`]; [`StoreError::Conflict`] when somebody else changed it.
pub async fn change_time(
    app: &App,
    tx: &mut Tx,
    (row, version): (&appointment::Model, i32),
    when: When,
) -> Result<(), StoreError> {
    booked::change_time(tx, (row, version), when).await?;
    let person = row.person_id.map(|person| person.0);
    note(tx, "appointment-moved", (row.id, person, when.at)).await?;
    notice::write(app, tx, row.id, Notice::Moved).await
}

/// Cancels an appointment, with a reason.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else changed it.
pub async fn cancel(
    app: &App,
    tx: &mut Tx,
    (id, version): (AppointmentId, i32),
    reason: &str,
) -> Result<(), StoreError> {
    let row = open_row(tx, id).await?;
    booked::end(tx, (&row, version), ("cancelled", reason)).await?;
    let person = row.person_id.map(|person| person.0);
    note(tx, "appointment-cancelled", (id, person, row.starts_at)).await?;
    notice::write(app, tx, id, Notice::Cancelled).await
}

/// Marks that somebody came, or did not.
///
/// # Errors
/// As [`cancel`].
pub async fn mark(
    tx: &mut Tx,
    (id, version): (AppointmentId, i32),
    came: bool,
) -> Result<(), StoreError> {
    let row = open_row(tx, id).await?;
    let (state, kind) = match came {
        true => ("held", "appointment-held"),
        false => ("missed", "appointment-missed"),
    };
    booked::end(tx, (&row, version), (state, "")).await?;
    note(tx, kind, (id, row.person_id.map(|person| person.0), row.starts_at)).await
}

/// An appointment that still stands; one that ended was changed by somebody else.
async fn open_row(tx: &Tx, id: AppointmentId) -> Result<appointment::Model, StoreError> {
    let row = booked::one(tx, id).await?;
    if row.state == "booked" { Ok(row) } else { Err(StoreError::Conflict) }
}

/// The hours of each worker at a point on a day: those entered last win.
pub async fn hours_on(
    tx: &Tx,
    point: ServicePointId,
    (from, to): (Day, Day),
) -> Result<Vec<(AccountId, Day, Option<Day>, Hours)>, StoreError> {
    let rows = setting::hours(tx, Some(point), (from, to)).await?;
    let hours = |row: super::store::reception_hours::Model| {
        (row.account_id, row.valid_from, row.valid_to, Hours::from_text(&row.hours))
    };
    Ok(rows.into_iter().map(hours).collect())
}

/// The hours of one worker on one day.
pub fn of_worker(
    all: &[(AccountId, Day, Option<Day>, Hours)],
    worker: AccountId,
    day: Day,
) -> Option<&Hours> {
    let holds = |(account, from, to, _): &&(AccountId, Day, Option<Day>, Hours)| {
        *account == worker && *from <= day && to.is_none_or(|to| day <= to)
    };
    all.iter().rev().find(holds).map(|(_, _, _, hours)| hours)
}

/// A free hour: with whom and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Free {
    pub account: AccountId,
    pub at: Instant,
}

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    pub point: ServicePointId,
    pub worker: Option<AccountId>,
    pub minutes: i32,
    /// Appointments do not stand in the way of themselves.
    pub but: Option<AppointmentId>,
}

/// The free hours of some days, by time.
pub async fn free(
    tx: &Tx,
    law: &Law,
    wanted: Wanted,
    (from, to): (Day, Day),
) -> Result<Vec<Free>, StoreError> {
    let hours = hours_on(tx, wanted.point, (from, to)).await?;
    let mut workers: Vec<AccountId> = hours.iter().map(|(account, ..)| *account).collect();
    workers.sort_unstable();
    workers.dedup();
    workers.retain(|one| wanted.worker.is_none_or(|own| own == *one));
    let taken = taken(tx, &workers, (from, to), wanted.but).await?;
    let none = Vec::new();
    let mut found = Vec::new();
    for step in 0..=to.days_since(from).max(0) {
        let day = from.plus(step);
        for worker in &workers {
            let Some(own) = of_worker(&hours, *worker, day) else { continue };
            let taken = taken.get(worker).unwrap_or(&none);
            let calendar = (law.calendar(), own);
            let slots = slots::free_slots(calendar, day, wanted.minutes, taken, tx.now());
            found.extend(slots.into_iter().map(|at| Free { account: *worker, at }));
        }
    }
    found.sort_by_key(|free| (free.at, free.account));
    Ok(found)
}

/// What workers have promised, by worker.
async fn taken(
    tx: &Tx,
    workers: &[AccountId],
    (from, to): (Day, Day),
    but: Option<AppointmentId>,
) -> Result<HashMap<AccountId, Vec<slots::Taken>>, StoreError> {
    // What they promised at other points stands in the way too.
    let shown = booked::Shown { point: None, account: None, from, to };
    let rows = booked::between(tx, shown).await?;
    let mut taken: HashMap<AccountId, Vec<slots::Taken>> = HashMap::new();
    for row in rows.into_iter().filter(|row| row.state != "cancelled" && Some(row.id) != but) {
        if workers.contains(&row.account_id) {
            taken.entry(row.account_id).or_default().push((row.starts_at, row.minutes));
        }
    }
    Ok(taken)
}

/// Why an hour cannot be booked: the field and the key of the text.
pub async fn hindered(
    tx: &Tx,
    law: &Law,
    (when, but): (When, Option<AppointmentId>),
) -> Result<Option<(&'static str, &'static str)>, StoreError> {
    let day = when.at.day();
    if when.at < tx.now() {
        return Ok(Some(("day", "reception-past")));
    }
    if slots::minute_of(when.at) % slots::PIECE_MINUTES != 0 {
        return Ok(Some(("time", "reception-time-step")));
    }
    if !law.is_working(day.0) {
        return Ok(Some(("day", "reception-day-off")));
    }
    let hours = hours_on(tx, when.point, (day, day)).await?;
    let own = of_worker(&hours, when.account, day).cloned().unwrap_or_default();
    let worked = slots::worked(law.calendar(), &own, day);
    if !slots::is_free(&worked, &[], when.at, when.minutes) {
        return Ok(Some(("time", "reception-not-received")));
    }
    let taken = booked::taken(tx, when.account, (day, day)).await?;
    let taken: Vec<_> =
        taken.into_iter().filter(|(id, _)| Some(*id) != but).map(|(_, taken)| taken).collect();
    let free = slots::is_free(&worked, &taken, when.at, when.minutes);
    Ok((!free).then_some(("time", "reception-hour-taken")))
}
