//! Closings of the months of a service: a row for each, its numbered list, opening it again. Written
//! once for every capability that closes months; each has a table of its own (see `closings_table!`).

use super::MonthId;
use crate::people::{Answered, Keeps, Verified, ask_print, coded};
use crate::services::{Service, ServiceId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx, Versioned};
use kit::types::{Instant, MunicipalityId};
use kit::web::{Ctx, Problem};
use law::Month;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{FromQueryResult, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use ui::Lang;

/// A closing of a month.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
#[expect(missing_docs, reason = "columns; the migration tells their meaning")]
pub struct Closing {
    pub municipality_id: MunicipalityId,
    pub id: MonthId,
    pub service_id: ServiceId,
    pub month: String,
    pub attempt: i32,
    pub year: i32,
    pub number: i64,
    pub closed_at: Instant,
    pub account_name: String,
    pub data_sealed: Vec<u8>,
    pub sealed: Vec<u8>,
    pub sha256: String,
    pub code: String,
    pub reopened_at: Option<Instant>,
    pub reopened_by: String,
    pub reason_sealed: Option<Vec<u8>>,
    pub version: i32,
}

/// A table of closings.
pub trait Closings: Keeps + Versioned {
    /// What the audit calls the service whose months are closed.
    const SERVICE: &'static str;
    /// The event of a closing.
    const CLOSED: &'static str;
    /// The event of opening a month again.
    const REOPENED: &'static str;
    /// The key of the list's title.
    const TITLE: &'static str;
    /// The key of the list's number.
    const NUMBER: &'static str;

    /// The row of a closing.
    fn row(closing: Closing) -> Self::ActiveModel;
    /// The address of a service's months below the municipality.
    fn path(service: ServiceId, rest: &str) -> String;
    /// The address of a month of a service below the municipality.
    fn month_path(service: ServiceId, month: Month) -> String;
    /// A page below it.
    fn page(ctx: &Ctx, service: &Service, at: (String, Month)) -> ui::Page;
}

/// The number of a list in words.
#[must_use]
pub fn number<E: Closings>(year: i32, number: i64) -> String {
    let args = [("year", year.to_string()), ("number", format!("{number:05}"))];
    ui::text::text_args(Lang::Bg, E::NUMBER, &args).into_owned()
}

fn column<E: Closings>(name: &'static str) -> Expr {
    Expr::col((E::default(), name))
}

/// Every closing of some services in a month, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn closings_of<E: Closings>(
    tx: &Tx,
    services: &[ServiceId],
    month: Month,
) -> Result<BTreeMap<ServiceId, Vec<Closing>>, StoreError> {
    let rows = tx
        .find::<E>()
        .filter(column::<E>("service_id").is_in(services.iter().copied()))
        .filter(column::<E>("month").eq(month.to_string()))
        .order_by_asc(column::<E>("attempt"));
    let mut all: BTreeMap<ServiceId, Vec<Closing>> = BTreeMap::new();
    for row in rows.into_model::<Closing>().all(tx.conn()).await? {
        all.entry(row.service_id).or_default().push(row);
    }
    Ok(all)
}

/// Every closing of a month of a service, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn closings<E: Closings>(
    tx: &Tx,
    service: ServiceId,
    month: Month,
) -> Result<Vec<Closing>, StoreError> {
    Ok(closings_of::<E>(tx, &[service], month).await?.remove(&service).unwrap_or_default())
}

/// The closing of a month that is in force, when it is closed.
///
/// # Errors
/// When the database does not answer.
pub async fn closed<E: Closings>(
    tx: &Tx,
    service: ServiceId,
    month: Month,
) -> Result<Option<Closing>, StoreError> {
    let last = closings::<E>(tx, service, month).await?.pop();
    Ok(last.filter(|row| row.reopened_at.is_none()))
}

/// Closes a month that may be closed: `last` is its newest closing. Numbers its list and asks for it
/// to be printed; `verify` is where codes are checked.
///
/// # Errors
/// When it was closed meanwhile, or the database refuses.
pub async fn add_closing<E: Closings>(
    tx: &mut Tx,
    (service, month, last): (ServiceId, Month, Option<&Closing>),
    (data, verify): (&mut Value, &str),
) -> Result<MonthId, Problem> {
    let id = MonthId(tx.new_id());
    let year = i32::from(tx.today().0.year());
    let next = tx.next_number(E::OBJECT, year).await?;
    data["register"] = json!({
        "number": number::<E>(year, next),
        "date": format!("{} г.", tx.today().bg()),
    });
    let code = coded(data, verify);
    let added = tx.insert(E::row(Closing {
        municipality_id: tx.municipality(),
        id,
        service_id: service,
        month: month.to_string(),
        attempt: last.map_or(1, |row| row.attempt + 1),
        year,
        number: next,
        closed_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        data_sealed: tx.seal(E::TABLE, "data_sealed", id.0, &data.to_string())?,
        sealed: Vec::new(),
        sha256: String::new(),
        code,
        reopened_at: None,
        reopened_by: String::new(),
        reason_sealed: None,
        version: 1,
    }));
    match added.await {
        Err(StoreError::Duplicate(_)) => {
            return Err(Problem::Impossible("delivery-refused-closed"));
        }
        other => other?,
    }
    ask_print::<E>(tx, id.0).await?;
    tx.audit(Entry::write(E::CLOSED, id.0));
    Ok(id)
}

/// When, by whom and why a month was opened again, a line each.
///
/// # Errors
/// When a reason cannot be opened.
pub fn reopened_lines<E: Closings>(
    ctx: &Ctx,
    tx: &Tx,
    closings: &[Closing],
) -> Result<Vec<String>, StoreError> {
    let mut all = Vec::new();
    for row in closings {
        let (Some(at), Some(sealed)) = (row.reopened_at, &row.reason_sealed) else { continue };
        let why = tx.open(E::TABLE, "reason_sealed", row.id.0, sealed)?;
        let args = [("at", at.bg()), ("who", row.reopened_by.clone()), ("why", why)];
        all.push(ctx.ta("delivery-reopened-line", &args).into_owned());
    }
    Ok(all)
}

/// The list with a code, for the public check.
pub fn by_code_in<'a, E: Closings>(tx: &'a Tx, code: &'a str) -> Answered<'a> {
    Box::pin(async move {
        let row = tx.find::<E>().filter(column::<E>("code").eq(code)).into_model::<Closing>();
        Ok(row.one(tx.conn()).await?.map(|row| Verified {
            key: E::TITLE,
            number: number::<E>(row.year, row.number),
            day: row.closed_at.day().bg(),
            sha256: row.sha256,
        }))
    })
}
