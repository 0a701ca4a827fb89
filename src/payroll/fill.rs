//! Pay of the demonstration: a month made by one person, released by another, filed and paid by АСП.
//! Called by the demonstration only.

use super::count;
use super::course::State;
use super::frame::paid;
use super::load;
use super::moves;
use super::net::{self, Net};
use super::request;
use super::statement;
use super::store::payroll_run;
use super::term::KINDS;
use crate::app::App;
use crate::assistance::ContractId;
use crate::assistants::{AssistantId, Press};
use kit::access::Actor;
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use law::Month;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;

/// So many cents did not come: something to look at.
const SHORT: i64 = 1_234;

/// Whether a run was ever begun.
///
/// # Errors
/// When the database does not answer.
pub async fn has_runs(tx: &Tx) -> Result<bool, StoreError> {
    Ok(tx.find::<payroll_run::Entity>().one(tx.conn()).await?.is_some())
}

/// Enters for each contract of the newest released run what is to be transferred: four fifths of its
/// gross to the account of the assistant's file. Called where transfers of many are measured.
///
/// # Errors
/// When nothing is released, an account is wrong, or the database refuses.
#[doc(hidden)]
pub async fn fill_nets(tx: &mut Tx) -> Result<usize, Problem> {
    let released = State::Released.code();
    let rows = tx.find::<payroll_run::Entity>().filter(payroll_run::Column::State.eq(released));
    let run = rows.order_by_desc(payroll_run::Column::Id).one(tx.conn()).await;
    let run = run.map_err(StoreError::from)?.ok_or(Problem::NotFound)?;
    let lines = load::lines(tx, run.id).await?;
    let around = load::around(tx, run.id, &lines).await?;
    let mut sums: BTreeMap<(ContractId, AssistantId), i64> = BTreeMap::new();
    for row in lines.iter().filter(|row| row.held_kind.is_empty()) {
        *sums.entry((row.contract_id, row.assistant_id)).or_default() += paid(row).gross();
    }
    let mut all = Vec::with_capacity(sums.len());
    for ((contract, assistant), gross) in sums {
        let iban = around.assistants.get(&assistant).map(|one| one.content.iban.clone());
        let cents = gross * 4 / 5;
        all.push((contract, Net { cents, iban: iban.unwrap_or_default() }));
    }
    net::kept(tx, run.id, &all).await?;
    Ok(all.len())
}

/// Makes the run of a month by the first person, releases it by the second, makes and files its account
/// and enters the money.
///
/// # Errors
/// When something is not possible, or the database refuses.
pub async fn fill(
    app: &App,
    [first, second]: [&Actor; 2],
    (month, verify): (Month, &str),
) -> Result<(), Problem> {
    let law = app.law(first.municipality);
    let mut tx = app.db.write(first).await?;
    let id = count::begin(&mut tx, &law, (month, KINDS[0])).await?;
    count::lines(&mut tx, &law, id).await?;
    let run = load::run(&tx, id).await?;
    if run.people == 0 {
        tx.rollback().await;
        return Ok(());
    }
    moves::submit(&mut tx, &run).await?;
    tx.commit().await?;
    let mut tx = app.db.write(second).await?;
    let run = load::run(&tx, id).await?;
    moves::approve(&mut tx, &run).await?;
    let run = load::run(&tx, id).await?;
    moves::release(&mut tx, &run).await?;
    tx.commit().await?;
    let press = Press::of(app, first.municipality, verify.to_owned())?;
    let mut tx = app.db.write(first).await?;
    let run = load::run(&tx, id).await?;
    statement::add(&mut tx, &law, (&run, &press)).await?;
    let account = request::add(&mut tx, &law, (id, &press)).await?;
    let row = request::one(&tx, account).await?;
    request::file(&mut tx, &law, (&row, row.due_on, "ССЕВ 2026-00417")).await?;
    let row = request::one(&tx, account).await?;
    let on = row.expected_on.unwrap_or(row.due_on);
    let came = request::expected(&row) - SHORT;
    request::receive(&mut tx, &row, (on, came, "бордеро 118")).await?;
    tx.commit().await?;
    Ok(())
}
