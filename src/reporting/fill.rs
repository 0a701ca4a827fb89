//! The reports of the demonstration: the layer is built, one report is saved and shared. Called by the
//! demonstration only.

use super::question::{Dimension, Measure, Question};
use super::{load, saved};
use kit::store::{StoreError, Tx};
use law::Month;

/// Whether the layer was ever built.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, StoreError> {
    Ok(load::state(tx).await?.is_some())
}

/// Saves a report that all who work with reports see.
///
/// # Errors
/// When the database refuses.
pub async fn fill(tx: &mut Tx) -> Result<(), StoreError> {
    let to = Month::of(tx.today().0);
    let question = Question {
        measure: Measure::Users,
        split: vec![Dimension::ServiceKind],
        filter: Vec::new(),
        from: to.plus(-11),
        to,
        as_known_on: None,
    };
    let id = saved::save(tx, ("Потребители по вид услуга за последната година", &question)).await?;
    let all: Vec<_> = saved::colleagues(tx).await?.into_iter().map(|(id, _)| id).collect();
    let row = saved::row(tx, id).await?;
    saved::share(tx, &row, &all).await
}
