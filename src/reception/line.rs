//! The queue of a point: numbers given, called, ended. What the pages and the twins do.

use super::store::queue;
use super::store::setting::{self, Door};
use super::store::{reception_point, ticket};
use super::ticket::{InLine, Move, Pace, State, in_order};
use super::{SubjectId, TicketId};
use crate::app::App;
use crate::municipality::ServicePointId;
use kit::access::Actor;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::MunicipalityId;
use kit::web::Problem;

pub use super::store::queue::{Step, Taken};

const MINUTE_MS: i64 = 60_000;
/// A counter is open when it called somebody in the last so many minutes.
const OPEN_MINUTES: i64 = 45;

/// Sets a point up for receiving, unless it is.
///
/// # Errors
/// When the database refuses.
pub async fn set_up(tx: &Tx, id: ServicePointId) -> Result<(), StoreError> {
    match setting::point(tx, id).await? {
        Some(_) => Ok(()),
        None => setting::add_point(tx, id).await,
    }
}

/// Whether any point of a municipality receives people by numbers or appointments.
///
/// # Errors
/// When the database does not answer.
pub async fn is_set_up(app: &App, municipality: MunicipalityId) -> Result<bool, StoreError> {
    let tx = app.db.read(&Actor::system(municipality, "reception")).await?;
    let points = setting::points(&tx).await?;
    tx.rollback().await;
    Ok(!points.is_empty())
}

/// The point behind a public address; what is not one is not found.
pub async fn behind(
    tx: &Tx,
    door: Door,
    secret: &str,
) -> Result<reception_point::Model, StoreError> {
    if secret.len() > 100 {
        return Err(StoreError::NotFound);
    }
    setting::point_of(tx, door, secret).await
}

/// Whether a point has given all numbers that it may give in a minute.
pub async fn is_too_fast(tx: &Tx, point: &reception_point::Model) -> Result<bool, StoreError> {
    let minute_ago = tx.now().plus_ms(-MINUTE_MS);
    let taken = queue::taken_since(tx, (point.id, tx.today()), minute_ago).await?;
    Ok(taken >= i64::from(point.per_minute))
}

/// Gives the next number.
///
/// # Errors
/// When the database refuses.
pub async fn take(tx: &mut Tx, new: &Taken) -> Result<(TicketId, i64), StoreError> {
    let row = queue::take(tx, new).await?;
    tx.audit(Entry::write("ticket-taken", row.id.0));
    Ok((row.id, row.number))
}

/// Why a number was not called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Its state does not allow it; the number as it stands now.
    Stands(Box<ticket::Model>),
    /// The counter still serves this number.
    Busy(i64),
    /// Nobody waits.
    Nobody,
}

/// The number that a counter serves.
pub async fn at(
    tx: &Tx,
    point: ServicePointId,
    counter: i32,
) -> Result<Option<ticket::Model>, StoreError> {
    let called = queue::in_state(tx, (point, tx.today()), State::Called).await?;
    Ok(called.into_iter().find(|row| row.at_counter == Some(counter)))
}

/// Who waits for a counter, in the order of calling.
pub async fn waiting(
    tx: &Tx,
    point: ServicePointId,
    counter: i32,
) -> Result<Vec<ticket::Model>, StoreError> {
    let rows = queue::in_state(tx, (point, tx.today()), State::Waiting).await?;
    let line = rows.into_iter().map(|row| InLine {
        number: row.number,
        priority: row.priority.clone(),
        for_counter: row.for_counter,
        ticket: row,
    });
    Ok(in_order(line.collect(), counter).into_iter().map(|one| one.ticket).collect())
}

/// Calls the next number to a counter. Of two counters that ask at once each gets its own: who
/// comes second finds the row changed and takes the one after.
pub async fn call_next(
    tx: &mut Tx,
    point: ServicePointId,
    counter: i32,
) -> Result<Result<ticket::Model, Refused>, StoreError> {
    if let Some(row) = at(tx, point, counter).await? {
        return Ok(Err(Refused::Busy(row.number)));
    }
    for row in waiting(tx, point, counter).await? {
        let with = Step { counter, ..Step::default() };
        let moved = (Move::Call, State::Called);
        match queue::put(tx, (&row, row.version), moved, &with).await {
            Ok(()) => {
                tx.audit(Entry::write("ticket-called", row.id.0));
                return Ok(Ok(queue::one(tx, row.id).await?));
            }
            Err(StoreError::Conflict) => {}
            Err(e) => return Err(e),
        }
    }
    Ok(Err(Refused::Nobody))
}

/// Does a move with a number of today. `version` is the one that the worker saw; without one the
/// present one counts.
///
/// # Errors
/// When the database does not answer, or there is no such number.
pub async fn step(
    tx: &mut Tx,
    (id, version): (TicketId, Option<i32>),
    what: Move,
    with: &Step,
) -> Result<Result<(), Refused>, StoreError> {
    let row = queue::one(tx, id).await?;
    let after = State::of(&row.state).and_then(|state| state.after(what));
    let after = after.filter(|_| row.day == tx.today());
    let Some(after) = after else {
        return Ok(Err(Refused::Stands(Box::new(row))));
    };
    if what == Move::Call
        && let Some(busy) = at(tx, row.service_point_id, with.counter).await?
    {
        return Ok(Err(Refused::Busy(busy.number)));
    }
    let counter = row.at_counter.unwrap_or(with.counter);
    let with = Step { counter, ..with.clone() };
    match queue::put(tx, (&row, version.unwrap_or(row.version)), (what, after), &with).await {
        Ok(()) => {
            tx.audit(Entry::write("ticket-moved", id.0));
            Ok(Ok(()))
        }
        Err(StoreError::Conflict) => Ok(Err(Refused::Stands(Box::new(queue::one(tx, id).await?)))),
        Err(e) => Err(e),
    }
}

/// How busy a point is now.
#[derive(Clone, Copy, Debug, Default)]
pub struct Load {
    /// How many wait.
    pub waiting: u32,
    /// How many counters are open.
    pub counters: u32,
    /// How long people are served there.
    pub pace: Option<Pace>,
}

impl Load {
    /// From and to how many minutes somebody waits before whom so many stand.
    pub fn expected(&self, ahead: u32) -> Option<(i64, i64)> {
        self.pace.map(|pace| pace.expected(ahead, self.counters))
    }
}

/// Looks how busy a point is: those served today tell the pace, else those of the last days.
pub async fn load(tx: &Tx, point: ServicePointId) -> Result<Load, StoreError> {
    let today = tx.today();
    let served = queue::served(tx, point).await?;
    let of_today = served.iter().filter(|(day, _)| *day == today).map(|(_, long)| *long);
    let pace = Pace::of(of_today.collect());
    let pace = pace.or_else(|| Pace::of(served.iter().map(|(_, long)| *long).collect()));
    let waiting = queue::in_state(tx, (point, today), State::Waiting).await?.len();
    let since = tx.now().plus_ms(-OPEN_MINUTES * MINUTE_MS);
    let counters = queue::open_counters(tx, (point, today), since).await?;
    Ok(Load { waiting: u32::try_from(waiting).unwrap_or(u32::MAX), counters, pace })
}

/// Who stands before a number.
pub async fn ahead(tx: &Tx, row: &ticket::Model) -> Result<u32, StoreError> {
    let line = waiting(tx, row.service_point_id, row.for_counter.unwrap_or(0)).await?;
    let before = line.iter().position(|one| one.id == row.id).unwrap_or(0);
    Ok(u32::try_from(before).unwrap_or(u32::MAX))
}

/// The subject that was chosen, when it is offered.
pub async fn offered(tx: &Tx, typed: &str) -> Result<Option<SubjectId>, StoreError> {
    let Ok(id) = typed.parse::<SubjectId>() else { return Ok(None) };
    let all = setting::subjects(tx).await?;
    Ok(all.iter().find(|one| one.id == id && one.is_offered).map(|one| one.id))
}

/// How a point receives, or not found when it was not set up.
pub async fn point(tx: &Tx, id: ServicePointId) -> Result<reception_point::Model, Problem> {
    Ok(setting::point(tx, id).await?.ok_or(StoreError::NotFound)?)
}
