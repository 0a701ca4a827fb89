//! What people do with a run: one sends it on, another approves and releases it.

use super::count::Totals;
use super::course::{Move, State, is_second};
use super::frame::{refused, run_number};
use super::load;
use super::store::{payroll_line, payroll_run};
use crate::assistance::ContractId;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::web::Problem;
use law::Month;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use std::collections::HashMap;

/// The key that says why a move is not possible.
fn why_not(state: State, what: Move) -> &'static str {
    match (state, what) {
        (State::Approved | State::Released, Move::Approve) => "payroll-refused-approved",
        (State::Released, _) => "payroll-refused-final",
        (State::Cancelled, _) => "payroll-refused-cancelled",
        (State::Counting, _) => "payroll-refused-counting",
        _ => "payroll-refused-state",
    }
}

/// The state after a move.
fn next(run: &payroll_run::Model, what: Move) -> Result<State, Problem> {
    let state = load::state(run)?;
    state.after(what).ok_or_else(|| refused(why_not(state, what)))
}

/// Saves a move and tells of it.
async fn moved(
    tx: &mut Tx,
    run: &payroll_run::Model,
    (kind, state, active): (&'static str, State, payroll_run::ActiveModel),
) -> Result<(), StoreError> {
    let active = payroll_run::ActiveModel { state: Set(state.code().to_owned()), ..active };
    tx.update::<payroll_run::Entity>(run.id, run.version, active).await?;
    let data = vec![("number", run_number(run)), ("month", run.month.clone())];
    tx.event(Event { kind, data, ..Event::default() }).await?;
    tx.audit(Entry::write(kind, run.id.0));
    Ok(())
}

/// To the second person.
///
/// # Errors
/// When the run is no draft, or has no line that is not held.
pub async fn submit(tx: &mut Tx, run: &payroll_run::Model) -> Result<(), Problem> {
    let state = next(run, Move::Submit)?;
    if run.people == 0 {
        return Err(refused("payroll-refused-empty"));
    }
    let active = payroll_run::ActiveModel {
        prepared_by: Set(tx.actor().account),
        prepared_name: Set(tx.actor().name.to_string()),
        prepared_at: Set(Some(tx.now())),
        ..Default::default()
    };
    Ok(moved(tx, run, ("payroll-prepared", state, active)).await?)
}

/// By the second person.
///
/// # Errors
/// When the run does not wait for it, or the same person made it.
pub async fn approve(tx: &mut Tx, run: &payroll_run::Model) -> Result<(), Problem> {
    let state = next(run, Move::Approve)?;
    if !is_second(tx.actor().account, [run.begun_by, run.prepared_by]) {
        return Err(refused("payroll-refused-same"));
    }
    let active = payroll_run::ActiveModel {
        approved_by: Set(tx.actor().account),
        approved_name: Set(tx.actor().name.to_string()),
        approved_at: Set(Some(tx.now())),
        ..Default::default()
    };
    Ok(moved(tx, run, ("payroll-approved", state, active)).await?)
}

/// Back to the first person; `given_up` when nothing comes of the run at all.
///
/// # Errors
/// When the run is released or given up already.
pub async fn stop(
    tx: &mut Tx,
    run: &payroll_run::Model,
    (given_up, why): (bool, &str),
) -> Result<(), Problem> {
    let what = if given_up { Move::Cancel } else { Move::Return };
    let state = next(run, what)?;
    let sealed = tx.seal("payroll_run", "why_sealed", run.id.0, why)?;
    let mut active = payroll_run::ActiveModel {
        prepared_by: Set(None),
        prepared_name: Set(String::new()),
        prepared_at: Set(None),
        approved_by: Set(None),
        approved_name: Set(String::new()),
        approved_at: Set(None),
        why_sealed: Set(Some(sealed)),
        ..Default::default()
    };
    if given_up {
        active.cancelled_at = Set(Some(tx.now()));
    }
    let kind = if given_up { "payroll-cancelled" } else { "payroll-returned" };
    Ok(moved(tx, run, (kind, state, active)).await?)
}

/// Makes a run final. Its lines are counted against what is released now: whoever released another
/// run meanwhile makes this one old, and it must be begun anew.
///
/// # Errors
/// When it is not approved, the same person made it, or it is old.
pub async fn release(tx: &mut Tx, run: &payroll_run::Model) -> Result<(), Problem> {
    let state = next(run, Move::Release)?;
    if !is_second(tx.actor().account, [run.begun_by, run.prepared_by]) {
        return Err(refused("payroll-refused-same"));
    }
    let lines = load::lines(tx, run.id).await?;
    is_fresh(tx, &lines).await?;
    let set = payroll_line::Entity::update_many()
        .col_expr(payroll_line::Column::ReleasedTurn, Expr::col(payroll_line::Column::Turn))
        .filter(payroll_line::Column::MunicipalityId.eq(tx.municipality()))
        .filter(payroll_line::Column::RunId.eq(run.id))
        .filter(payroll_line::Column::HeldKind.eq(""))
        .exec(tx.conn())
        .await
        .map_err(StoreError::from);
    match set {
        // Somebody released the same at this very moment.
        Err(StoreError::Duplicate(_)) => return Err(refused("payroll-refused-old")),
        other => other?,
    };
    let active = payroll_run::ActiveModel {
        released_name: Set(tx.actor().name.to_string()),
        released_at: Set(Some(tx.now())),
        ..Totals::of(&lines).active()
    };
    Ok(moved(tx, run, ("payroll-released", state, active)).await?)
}

/// Whether nothing was released of the same contracts and months since the lines were counted.
async fn is_fresh(tx: &Tx, lines: &[payroll_line::Model]) -> Result<(), Problem> {
    let Some(first) = lines.iter().map(|row| row.worked.as_str()).min() else { return Ok(()) };
    let first = Month::parse(first).map_err(super::frame::unlawful)?;
    let now = load::released_since(tx, Some(first)).await?;
    let turns: HashMap<(ContractId, String), i32> = now
        .into_iter()
        .map(|((id, month), one)| ((id, month.to_string()), one.released.turns))
        .collect();
    let is_old = |row: &&payroll_line::Model| {
        let known = turns.get(&(row.contract_id, row.worked.clone())).copied().unwrap_or(0);
        row.held_kind.is_empty() && known + 1 != row.turn
    };
    match lines.iter().find(is_old) {
        Some(_) => Err(refused("payroll-refused-old")),
        None => Ok(()),
    }
}
