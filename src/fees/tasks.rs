//! What fees wait for, for those who gather the work of a day: what goes on by the 25th, and who
//! owes for too long.

use super::arrears;
use super::frame::due_day;
use super::remit::{TO, total};
use crate::people::{Task, Wanted};
use kit::store::{StoreError, Tx};
use law::{Law, Month};

/// The tasks until a day: they belong to whoever works on fees.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let broken = |e: law::LawError| StoreError::Other(e.to_string());
    let month = Month::of(tx.today().0).plus(-1);
    let day = due_day(law, month).map_err(broken)?;
    let mut all = Vec::new();
    if day <= wanted.until {
        let mut open = false;
        for to in TO {
            open |= total(tx, month, to).await?.open > 0;
        }
        if open {
            let path = format!("/fees/remittance?month={month}");
            let note = String::new();
            all.push(Task { day, key: "fees-task-remit", person: None, note, path });
        }
    }
    let limit = law.arrears_months().map_err(broken)?;
    let over = arrears::unpaid(tx).await?.into_iter();
    let over = over.filter(|one| one.months > limit && one.funding == "state");
    let most = usize::try_from(wanted.most).unwrap_or(usize::MAX);
    all.extend(over.take(most).map(|one| Task {
        day: tx.today(),
        key: "fees-task-arrears",
        person: Some(one.person),
        note: String::new(),
        path: format!("/placements/{}/unpaid", one.placement),
    }));
    Ok(all)
}
