//! What other capabilities ask the council, and bring before it.

use super::content::Proposed;
use super::proposal::{self, KINDS};
use super::sitting;
use kit::store::{StoreError, Tx};
use kit::types::Day;

/// Meetings held in a period, decisions aside: for the analysis and the calendar. (held, without
/// quorum)
///
/// # Errors
/// When the database does not answer.
pub async fn meetings_held(tx: &Tx, from: Day, to: Day) -> Result<[i64; 2], StoreError> {
    let all = sitting::sittings(tx, from, to).await?;
    let held: Vec<_> = all.iter().filter(|one| one.state() == "held").collect();
    let without = held.iter().filter(|one| !one.row.had_quorum).count();
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    Ok([number(held.len()), number(without)])
}

/// A paper that another capability brings before the council: stands as a proposal for an agenda.
///
/// # Errors
/// When the database refuses.
pub async fn propose(tx: &Tx, title: &str, href: &str) -> Result<(), StoreError> {
    let content = Proposed { title: title.to_owned(), ..Proposed::default() };
    proposal::add(tx, (KINDS[0], href), &content).await?;
    Ok(())
}
