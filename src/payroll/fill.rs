//! Pay of the demonstration: a month made by one person, released by another, filed and paid by АСП.
//! Called by the demonstration only.

use super::count;
use super::load;
use super::moves;
use super::request;
use super::statement;
use super::store::payroll_run;
use super::term::KINDS;
use crate::app::App;
use crate::assistants::Press;
use kit::access::Actor;
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use law::Month;

/// So many cents did not come: something to look at.
const SHORT: i64 = 1_234;

/// Whether a run was ever begun.
///
/// # Errors
/// When the database does not answer.
pub async fn has_runs(tx: &Tx) -> Result<bool, StoreError> {
    Ok(tx.find::<payroll_run::Entity>().one(tx.conn()).await?.is_some())
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
