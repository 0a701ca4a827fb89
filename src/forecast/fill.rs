//! Forecasts of the demonstration: two of need that can be compared, one of the waiting lists, and an
//! assumption of the municipality. Called by the demonstration only.

use super::act::{self, Change, FITTED, Frame};
use super::assumption::{Assumption, Kind, shipped};
use super::{load, run};
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use law::Law;

/// Runs of the demonstration: its page must be there at once.
const RUNS: i32 = 200;
const SEED: i64 = 20_261_124;

/// Whether a forecast was ever made.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, StoreError> {
    Ok(!load::all(tx).await?.is_empty())
}

/// A village that empties: births lower by a fifth than what the program comes with.
fn lower() -> Option<Assumption> {
    let mut one = shipped().iter().find(|one| one.kind == Kind::Fertility)?.clone();
    one.name = "Раждаемост с една пета по-ниска".to_owned();
    one.source = "Измислено за показването: началните стойности, намалени с 20 на сто".to_owned();
    one.values.women.iter_mut().for_each(|births| *births = (*births * 8.0).round() / 10.0);
    Some(one)
}

/// What cannot be forecast yet is left out: the demonstration of the figures decides what is known.
fn if_known<T>(made: Result<T, Problem>) -> Result<Option<T>, Problem> {
    match made {
        Ok(inputs) => Ok(Some(inputs)),
        Err(Problem::Impossible(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

/// Makes them.
///
/// # Errors
/// When the database refuses.
pub async fn fill(tx: &mut Tx, law: &Law) -> Result<(), Problem> {
    if let Some(one) = lower() {
        act::assume(tx, &one).await?;
    }
    let offered = load::offered(tx).await?;
    let code = |kind: Kind, is_own: bool| {
        let mut of_kind = offered.iter().filter(|one| one.one.kind == kind);
        let found = of_kind.find(|one| one.by.is_empty() != is_own);
        found.map(|one| one.code.clone()).unwrap_or_default()
    };
    let frame =
        |title: &str, ahead: i32| Frame { title: title.to_owned(), ahead, seed: SEED, runs: RUNS };
    let usual = [Kind::Fertility, Kind::Survival, Kind::Migration].map(|kind| code(kind, false));
    let mut lower = usual.clone();
    lower[0] = code(Kind::Fertility, true);
    for (title, mut chosen) in [
        ("Потребност при начални допускания", usual),
        ("Потребност при по-ниска раждаемост", lower),
    ] {
        let frame = frame(title, 10);
        let zero = chosen[2].clone();
        chosen[2] = FITTED.to_owned();
        let mut inputs = if_known(act::need(tx, law, (&frame, &chosen)).await)?;
        if inputs.is_none() {
            // The past may be too short for migration to be taken from it.
            chosen[2] = zero;
            inputs = if_known(act::need(tx, law, (&frame, &chosen)).await)?;
        }
        let Some(inputs) = inputs else { continue };
        let row = act::add(tx, &frame, &inputs).await?;
        run::at_once(tx, &row, &inputs).await?;
    }
    let frame = frame("Списъци на чакащите за две години", 24);
    if let Some(inputs) = if_known(act::waiting(tx, (&frame, &Change::default())).await)? {
        let row = act::add(tx, &frame, &inputs).await?;
        run::at_once(tx, &row, &inputs).await?;
    }
    Ok(())
}
