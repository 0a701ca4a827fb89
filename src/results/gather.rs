//! The records behind a figure, from whoever keeps them.

use super::count::{CONSULTED, Source, distinct, source};
use super::opening;
use crate::proof::{Proof, Span};
use crate::{campaigns, training, workforce};
use kit::store::{StoreError, Tx};
use std::collections::HashMap;

/// The records that count under a name, each thing once, in the order of days.
///
/// # Errors
/// When the database does not answer.
pub async fn proofs(tx: &Tx, counted: &str, span: &Span) -> Result<Vec<Proof>, StoreError> {
    let all = match source(counted) {
        Some(Source::Workforce) => workforce::proofs(tx, counted, span).await?,
        Some(Source::Training) => training::proofs(tx, counted, span).await?,
        // Which points a project opened is known here.
        Some(Source::Campaigns) if counted == CONSULTED => {
            campaigns::consulted(tx, span, &opening::points(tx, span).await?).await?
        }
        Some(Source::Campaigns) => campaigns::proofs(tx, counted, span).await?,
        Some(Source::Points) => opening::proofs(tx, span).await?,
        None => Vec::new(),
    };
    Ok(distinct(all))
}

/// The records of several names: each name is asked for once.
///
/// # Errors
/// When the database does not answer.
pub async fn of_all(
    tx: &Tx,
    counted: &[&str],
    span: &Span,
) -> Result<HashMap<String, Vec<Proof>>, StoreError> {
    let mut all = HashMap::new();
    for name in counted {
        if !all.contains_key(*name) {
            all.insert((*name).to_owned(), proofs(tx, name, span).await?);
        }
    }
    Ok(all)
}
