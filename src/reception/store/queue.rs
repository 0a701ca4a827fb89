//! The numbers of a day.

use super::{ticket, ticket_move};
use crate::municipality::ServicePointId;
use crate::reception::ticket::{Move, State};
use crate::reception::{MoveId, SubjectId, TicketId};
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Select, Set};
use ticket::Column;

/// More than so many never wait; a page shows no more.
const MOST: u64 = 500;
/// The pace is taken of the last so many who were served.
const PACE: u64 = 60;

/// A number that was asked for.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Where.
    pub point: ServicePointId,
    /// What for.
    pub subject: SubjectId,
    /// Why it goes before others, or empty.
    pub priority: String,
    /// The reason in words, or empty.
    pub reason: String,
}

/// Gives the next number of the day.
pub async fn take(tx: &Tx, new: &Taken) -> Result<ticket::Model, StoreError> {
    let today = tx.today();
    let date = today.0;
    // The register of a day: its number is that of the day, so that each begins with 1.
    let day =
        i32::from(date.year()) * 10_000 + i32::from(date.month()) * 100 + i32::from(date.day());
    let number = tx.next_number(&format!("ticket/{}", new.point), day).await?;
    let id = TicketId(tx.new_id());
    let reason = Some(new.reason.as_str()).filter(|reason| !reason.is_empty());
    let reason = reason.map(|text| tx.seal("ticket", "reason_sealed", id.0, text)).transpose()?;
    tx.insert(ticket::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        service_point_id: Set(new.point),
        day: Set(today),
        number: Set(number),
        subject_id: Set(new.subject),
        state: Set(State::Waiting.code().to_owned()),
        priority: Set(new.priority.clone()),
        reason_sealed: Set(reason),
        for_counter: Set(None),
        at_counter: Set(None),
        taken_at: Set(tx.now()),
        first_called_at: Set(None),
        called_at: Set(None),
        called_times: Set(0),
        ended_at: Set(None),
        account_id: Set(None),
        version: Set(1),
    })
    .await?;
    note(tx, id, "taken", None).await?;
    one(tx, id).await
}

/// A line of a number's history.
async fn note(
    tx: &Tx,
    ticket: TicketId,
    kind: &str,
    counter: Option<i32>,
) -> Result<(), StoreError> {
    tx.insert(ticket_move::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(MoveId(tx.new_id())),
        ticket_id: Set(ticket),
        at: Set(tx.now()),
        kind: Set(kind.to_owned()),
        counter: Set(counter),
        account_id: Set(tx.actor().account),
    })
    .await
}

pub async fn one(tx: &Tx, id: TicketId) -> Result<ticket::Model, StoreError> {
    let row = tx.find::<ticket::Entity>().filter(Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

pub async fn history(tx: &Tx, id: TicketId) -> Result<Vec<ticket_move::Model>, StoreError> {
    let rows = tx.find::<ticket_move::Entity>().filter(ticket_move::Column::TicketId.eq(id));
    Ok(rows.order_by_asc(ticket_move::Column::Id).all(tx.conn()).await?)
}

fn of_day(tx: &Tx, point: ServicePointId, day: Day) -> Select<ticket::Entity> {
    let rows = tx.find::<ticket::Entity>().filter(Column::ServicePointId.eq(point));
    rows.filter(Column::Day.eq(day))
}

/// The numbers of a point and day in a state, by number.
pub async fn in_state(
    tx: &Tx,
    (point, day): (ServicePointId, Day),
    state: State,
) -> Result<Vec<ticket::Model>, StoreError> {
    let rows = of_day(tx, point, day).filter(Column::State.eq(state.code()));
    Ok(rows.order_by_asc(Column::Number).limit(MOST).all(tx.conn()).await?)
}

/// How many of each state a point has on a day.
pub async fn counts(tx: &Tx, day: Day) -> Result<Vec<(ServicePointId, String, i64)>, StoreError> {
    let rows = tx.find::<ticket::Entity>().filter(Column::Day.eq(day)).select_only();
    let rows = rows.column(Column::ServicePointId).column(Column::State);
    let rows = rows.expr_as(Expr::col(Column::Id).count(), "tickets");
    let rows = rows.group_by(Column::ServicePointId).group_by(Column::State);
    Ok(rows.into_tuple().all(tx.conn()).await?)
}

/// How many numbers a point gave since a moment.
pub async fn taken_since(
    tx: &Tx,
    (point, day): (ServicePointId, Day),
    since: Instant,
) -> Result<i64, StoreError> {
    let rows = of_day(tx, point, day).filter(Column::TakenAt.gt(since)).select_only();
    let rows = rows.expr_as(Expr::col(Column::Id).count(), "tickets");
    Ok(rows.into_tuple().one(tx.conn()).await?.unwrap_or(0))
}

/// How long the last of those served were served: their day, and milliseconds.
pub async fn served(tx: &Tx, point: ServicePointId) -> Result<Vec<(Day, i64)>, StoreError> {
    let rows = tx
        .find::<ticket::Entity>()
        .filter(Column::ServicePointId.eq(point))
        .filter(Column::State.eq(State::Done.code()))
        .order_by_desc(Column::Id)
        .limit(PACE)
        .all(tx.conn())
        .await?;
    let long = |row: &ticket::Model| Some((row.day, row.ended_at?.0 - row.called_at?.0));
    Ok(rows.iter().filter_map(long).collect())
}

/// What a move needs to know besides the number.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// The counter at which it happens.
    pub counter: i32,
    /// To which counter it is passed; none for any.
    pub to: Option<i32>,
    /// Priority and its reason.
    pub priority: (String, String),
}

/// Does a move, if nobody did one since this version. The state after it was asked for already.
pub async fn put(
    tx: &Tx,
    (row, version): (&ticket::Model, i32),
    (step, after): (Move, State),
    with: &Step,
) -> Result<(), StoreError> {
    let mut change =
        ticket::ActiveModel { state: Set(after.code().to_owned()), ..Default::default() };
    match step {
        Move::Call | Move::Again => {
            change.at_counter = Set(Some(with.counter));
            change.account_id = Set(tx.actor().account);
            change.called_times = Set(row.called_times + 1);
            change.ended_at = Set(None);
            // Who is called again was not there yet: the serving begins now.
            change.called_at = Set(Some(tx.now()));
            if row.first_called_at.is_none() {
                change.first_called_at = Set(Some(tx.now()));
            }
        }
        Move::Miss | Move::Finish => {
            change.at_counter = Set(None);
            change.for_counter = Set(row.at_counter);
            change.ended_at = Set(Some(tx.now()));
        }
        Move::Pass => {
            change.at_counter = Set(None);
            change.for_counter = Set(with.to);
        }
        Move::Prefer => {
            let (priority, reason) = &with.priority;
            let reason = Some(reason).filter(|reason| !reason.is_empty());
            let seal = |text: &String| tx.seal("ticket", "reason_sealed", row.id.0, text);
            change.priority = Set(priority.clone());
            change.reason_sealed = Set(reason.map(seal).transpose()?);
        }
    }
    tx.update::<ticket::Entity>(row.id, version, change).await?;
    note(tx, row.id, step.code(), Some(with.counter).filter(|counter| *counter > 0)).await
}

/// The reason for a priority.
pub fn reason(tx: &Tx, row: &ticket::Model) -> Result<String, StoreError> {
    let sealed = row.reason_sealed.as_ref();
    let opened = sealed.map(|sealed| tx.open("ticket", "reason_sealed", row.id.0, sealed));
    Ok(opened.transpose()?.unwrap_or_default())
}

/// Which numbers a list or a table counts.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub point: Option<ServicePointId>,
    pub from: Option<Day>,
    pub to: Option<Day>,
    /// Hour of the day in Sofia at which the number was taken.
    pub hour: Option<i8>,
    pub state: Option<State>,
}

/// The numbers of a filter, without the hour: days are kept, hours are counted in Sofia.
pub fn matching(tx: &Tx, filter: &Filter) -> Select<ticket::Entity> {
    let mut rows = tx.find::<ticket::Entity>();
    if let Some(point) = filter.point {
        rows = rows.filter(Column::ServicePointId.eq(point));
    }
    if let Some(from) = filter.from {
        rows = rows.filter(Column::Day.gte(from));
    }
    if let Some(to) = filter.to {
        rows = rows.filter(Column::Day.lte(to));
    }
    if let Some(state) = filter.state {
        rows = rows.filter(Column::State.eq(state.code()));
    }
    rows
}

/// What was counted of an hour at a point: how many numbers, how many were called, how long those
/// waited together, how many did not come.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counted {
    pub tickets: i64,
    pub called: i64,
    pub waited_ms: i64,
    pub missed: i64,
}

/// By point and by hour since 1970 (whole hours are the same in UTC and in Sofia).
pub async fn counted(
    tx: &Tx,
    filter: &Filter,
) -> Result<Vec<(ServicePointId, i64, Counted)>, StoreError> {
    let hour = Expr::cust("\"ticket\".\"taken_at\" / 3600000");
    let waited = "sum(\"ticket\".\"first_called_at\" - \"ticket\".\"taken_at\")";
    let missed = "sum(case when \"ticket\".\"state\" = 'missed' then 1 else 0 end)";
    let whole = |sql: &str| Expr::cust(format!("cast({sql} as bigint)"));
    let rows = matching(tx, filter)
        .select_only()
        .column(Column::ServicePointId)
        .expr_as(hour.clone(), "hour")
        .expr_as(Expr::col(Column::Id).count(), "tickets")
        .expr_as(Expr::col(Column::FirstCalledAt).count(), "called")
        .expr_as(whole(waited), "waited")
        .expr_as(whole(missed), "missed")
        .group_by(Column::ServicePointId)
        .group_by(hour);
    type Row = (ServicePointId, i64, i64, i64, Option<i64>, i64);
    let rows: Vec<Row> = rows.into_tuple().all(tx.conn()).await?;
    let counted = |(point, hour, tickets, called, waited, missed): Row| {
        let waited_ms = waited.unwrap_or(0);
        (point, hour, Counted { tickets, called, waited_ms, missed })
    };
    Ok(rows.into_iter().map(counted).collect())
}

/// A page of the numbers of a filter, newest first; the hour is looked at by the caller.
pub async fn list(
    tx: &Tx,
    filter: &Filter,
    (offset, limit): (u64, u64),
) -> Result<Vec<ticket::Model>, StoreError> {
    let rows = matching(tx, filter).order_by_desc(Column::Id);
    Ok(rows.offset(offset).limit(limit).all(tx.conn()).await?)
}

/// How many counters called somebody since a moment.
pub async fn open_counters(
    tx: &Tx,
    (point, day): (ServicePointId, Day),
    since: Instant,
) -> Result<u32, StoreError> {
    let rows = of_day(tx, point, day).filter(Column::CalledAt.gt(since)).all(tx.conn()).await?;
    let mut counters: Vec<i32> =
        rows.iter().filter_map(|row| row.at_counter.or(row.for_counter)).collect();
    counters.sort_unstable();
    counters.dedup();
    Ok(u32::try_from(counters.len()).unwrap_or(1))
}
