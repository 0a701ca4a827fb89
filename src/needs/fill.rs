//! Services by point of the annex and entries of the map of the demonstration. Called by the
//! demonstration only.

use super::map::{self, NewEntry};
use super::{assign, paper};
use crate::services;
use kit::store::{Municipality, StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::Law;
use serde::Deserialize;

/// What the demonstration tells.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Told {
    /// Codes of services with the point for which they count; 0 for none.
    pub service: Vec<(String, u8)>,
    /// Points with the most users.
    pub map: Vec<(u8, i64)>,
    /// From which day the map holds.
    pub valid_from: String,
    /// By which decision.
    pub basis: String,
    /// What else is to be known of the entries.
    pub note: String,
    /// For which day the calculation is printed; empty for none.
    pub paper: String,
}

/// Whether anything was entered.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, StoreError> {
    Ok(!map::all(tx).await?.is_empty() || !assign::rows(tx).await?.is_empty())
}

/// Enters what is told, unless anything is there.
///
/// # Errors
/// When the file is not as expected, or the database refuses.
pub async fn fill(
    tx: &mut Tx,
    law: &Law,
    (office, verify, told): (&Municipality, &str, &Told),
) -> Result<(), Problem> {
    if is_filled(tx).await? {
        return Ok(());
    }
    let known = services::all(tx).await?;
    for (code, no) in &told.service {
        let service = known.iter().find(|one| one.code == *code);
        let service = service.ok_or_else(|| Problem::internal(format!("no service {code}")))?;
        assign::put(tx, service.id, (*no, 0)).await?;
    }
    for (no, users) in &told.map {
        let new = NewEntry {
            no: *no,
            users: *users,
            valid_from: told.valid_from.parse().map_err(Problem::internal)?,
            basis: told.basis.clone(),
            note: told.note.clone(),
        };
        map::add(tx, &new).await?;
    }
    if !told.paper.is_empty() {
        let on: Day = told.paper.parse().map_err(Problem::internal)?;
        paper::add(tx, law, (office, verify, on)).await?;
    }
    Ok(())
}
