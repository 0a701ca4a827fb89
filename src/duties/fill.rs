//! The calendar of the demonstration: kept since the beginning of the year, with owners; most of what was
//! due is done, something is late, something is not owed. Called by the demonstration only.

use super::content::{Proof, Told};
use super::keep::{self, NewVersion};
use super::load;
use super::mark::{self, NewMark};
use super::rule::{self, Duty};
use kit::access;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::Problem;
use law::Law;

/// What stays late.
const LATE: &str = "public-information";
/// What the municipality of the demonstration does not owe this time.
const NOT_OWED: (&str, &str) = ("rent-documents", "Няма лица с помощ за наем през месеца.");

/// Whether the calendar is kept.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, StoreError> {
    Ok(load::start(tx).await?.is_some())
}

fn version(duty: &Duty, from: Day, owner: AccountId) -> NewVersion {
    NewVersion {
        code: duty.code.clone(),
        from,
        owner: Some(owner),
        own_day: String::new(),
        applies: true,
        why: String::new(),
    }
}

/// Fills the calendar of the year. The duties of money belong to the accountant, if there is one.
///
/// # Errors
/// When the database refuses.
pub async fn fill(tx: &mut Tx, law: &Law) -> Result<(), Problem> {
    let today = tx.today();
    let first = Day(today.0.first_of_year());
    keep::start(tx, None, first).await?;
    let people = access::accounts(tx, today).await?;
    let of = |role: &str| {
        let holds = |one: &&access::Account| {
            one.disabled_at.is_none() && one.roles.iter().any(|held| held == role)
        };
        people.iter().find(holds).map(|one| one.id)
    };
    let Some(head) = of("head") else { return Ok(()) };
    let accountant = of("accountant").unwrap_or(head);
    for duty in &rule::book().duties {
        let is_money = matches!(duty.path.as_str(), "/fees" | "/payroll");
        let owner = if is_money { accountant } else { head };
        keep::version(tx, version(duty, first, owner)).await?;
    }
    let on = today.plus(-12);
    let what = "Искане на НСИ за данни за планирането (измислено)".to_owned();
    keep::event(tx, ("planning-data", on), &Told { what, why: String::new() }).await?;
    let rows = load::year(tx, law, today.0.year()).await?;
    let past = rows.iter().filter(|row| row.one.due < today && row.one.duty.code != LATE);
    for (n, row) in past.enumerate() {
        let new = match row.one.duty.code == NOT_OWED.0 {
            true => NewMark {
                proof: Proof { note: NOT_OWED.1.to_owned(), ..Proof::default() },
                ..NewMark::default()
            },
            false => NewMark {
                done: Some(row.one.due),
                document: Some(row.one.due),
                proof: Proof {
                    number: format!("{}-{:03}", tx.today().0.year(), n + 1),
                    ..Proof::default()
                },
                file: None,
            },
        };
        mark::add(tx, row, &new).await?;
    }
    Ok(())
}
