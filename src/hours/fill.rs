//! Reports of the demonstration: a month in every state. Called by the demonstration only.

use super::course::Move;
use super::decide;
use super::filing::{self, Written};
use super::load::{self, Which};
use super::sheet::{KINDS, Sheet, Signed};
use super::{link, pin};
use crate::app::App;
use crate::assistance::ContractId;
use crate::people::PersonId;
use kit::store::Tx;
use kit::types::Day;
use kit::web::Problem;
use law::{Law, Month};

/// The account of a month that was by the plan.
const ACCOUNT: &str = "Помощ при хранене, хигиена и раздвижване, пазаруване и почистване.";
/// States of the last month, in turn.
const STATES: u32 = 8;

/// Whether a report was ever written.
///
/// # Errors
/// When the database does not answer.
pub async fn has_reports(tx: &Tx, law: &Law) -> Result<bool, Problem> {
    let last = Month::of(tx.today().0).plus(-1);
    let book = load::book(tx, law, last, Which::All).await?;
    Ok(book.entries.iter().any(|entry| entry.last().is_some()))
}

/// Writes the report of a contract by the plan, sends and confirms it.
async fn filed(
    tx: &mut Tx,
    law: &Law,
    (id, month): (ContractId, Month),
    (via, on): (&'static str, Day),
    is_signed: bool,
) -> Result<(), Problem> {
    let which = Which::Of(id);
    let book = load::book(tx, law, month, which).await?;
    let entry = book.of(id).ok_or(Problem::NotFound)?;
    let mut lines = Sheet::as_planned(&entry.contract.days);
    for line in &mut lines {
        line.kinds = KINDS.iter().take(2).map(|code| (*code).to_owned()).collect();
    }
    let mut sheet = Sheet { lines, account: ACCOUNT.to_owned(), ..Sheet::default() };
    // In a long month the plan may give more than the directive: the last days stay free.
    while book.findings(law, entry, &sheet).iter().any(|one| one.kind.stops()) {
        if sheet.lines.pop().is_none() {
            break;
        }
    }
    if sheet.worked() == 0 {
        return Ok(());
    }
    let written = Written { sheet, via, village: String::new() };
    let report = filing::save(tx, (&book, entry), &written).await?;
    let book = load::book(tx, law, month, which).await?;
    let entry = book.of(id).ok_or(Problem::NotFound)?;
    let one = load::one(tx, report).await?;
    filing::send(tx, law, (&book, entry), &one).await?;
    if is_signed {
        let one = load::one(tx, report).await?;
        let how = if via == "phone" { "link" } else { "paper" };
        let by = Signed { name: entry.user.name.clone(), how: how.to_owned() };
        filing::confirm(tx, law, (&book, entry, &one), (by, on)).await?;
    }
    Ok(())
}

async fn decided(
    tx: &mut Tx,
    law: &Law,
    (id, month): (ContractId, Month),
    (what, reason): (Move, &str),
) -> Result<(), Problem> {
    let book = load::book(tx, law, month, Which::Of(id)).await?;
    let entry = book.of(id).ok_or(Problem::NotFound)?;
    let Some(report) = entry.last().filter(|one| one.state.is_filed()) else { return Ok(()) };
    match what {
        Move::Accept => decide::accept(tx, law, (&book, entry, report), reason).await,
        other => decide::close(tx, (&book, entry, report), (other, reason)).await,
    }
}

/// The days on which a month was filed: in time, late, too late.
fn days(law: &Law, month: Month, today: Day) -> Result<[Day; 3], Problem> {
    let input = law::ReportInput { month, filed: None, explained: None };
    let line = law.report(&input).map_err(Problem::internal)?;
    let due = Day(line.due);
    Ok([due, due.plus(3), Day(line.late_until).plus(2)].map(|day| day.min(today)))
}

/// Fills the last two whole months: the older one accepted, the last one in every state.
///
/// # Errors
/// When the database refuses.
pub async fn fill(tx: &mut Tx, app: &App) -> Result<(), Problem> {
    let law = app.law(tx.municipality());
    let last = Month::of(tx.today().0).plus(-1);
    for (month, is_last) in [(last.plus(-1), false), (last, true)] {
        let book = load::book(tx, &law, month, Which::All).await?;
        let ids: Vec<ContractId> = book.entries.iter().map(|one| one.contract.contract).collect();
        let [timely, late, after] = days(&law, month, tx.today())?;
        for (n, id) in ids.into_iter().enumerate() {
            let of = (id, month);
            let via = ["phone", "paper", "phone", "bundle"][n % 4];
            let turn = u32::try_from(n).unwrap_or(0) % STATES;
            match (is_last, turn) {
                (false, _) | (true, 0 | 1) => {
                    filed(tx, &law, of, (via, timely), true).await?;
                    decided(tx, &law, of, (Move::Accept, "")).await?;
                }
                (true, 2) => filed(tx, &law, of, ("phone", timely), false).await?,
                (true, 3) => filed(tx, &law, of, (via, timely), true).await?,
                (true, 4) => filed(tx, &law, of, (via, late), true).await?,
                (true, 5) => filed(tx, &law, of, (via, after), true).await?,
                (true, 6) => {
                    filed(tx, &law, of, (via, timely), true).await?;
                    let why = "Няма подпис на втората страница.";
                    decided(tx, &law, of, (Move::Return, why)).await?;
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// Addresses for the first family, so that the phone can be tried.
///
/// # Errors
/// When the database refuses.
pub async fn addresses(tx: &mut Tx, app: &App, number: &str) -> Result<(), Problem> {
    let law = app.law(tx.municipality());
    let last = Month::of(tx.today().0).plus(-1);
    let book = load::book(tx, &law, last, Which::All).await?;
    let missing = book.entries.iter().find(|one| one.last().is_none());
    let Some(entry) = missing.or(book.entries.first()) else { return Ok(()) };
    let until = tx.today().plus(link::USUAL_DAYS);
    let of: [(PersonId, &str, &str); 2] = [
        (entry.assistant.id, link::ROLES[0], &entry.assistant.name),
        (entry.user.id, link::ROLES[1], &entry.user.name),
    ];
    for (person, role, name) in of {
        link::make(tx, (person, role), (name, until)).await?;
    }
    let hash = pin::hashed(number).await?;
    pin::give(tx, entry.user.id, (&entry.user.name, hash)).await?;
    Ok(())
}
