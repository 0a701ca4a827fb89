//! What a book holds, and what the ledger of several contracts says.

use super::ready::{at, day, family, month, second};
use crate::hours::ledger::of_entries;
use crate::hours::load::{self, Book, Entry, Which};
use kit::store::Tx;
use law::Law;
use std::collections::BTreeSet;

fn contracts(entries: &[Entry]) -> BTreeSet<String> {
    entries.iter().map(|one| one.contract.contract.to_string()).collect()
}

async fn november(tx: &Tx, which: Which<'_>) -> Book {
    load::book(tx, Law::current(), month("2026-11"), which).await.expect("a book")
}

#[tokio::test]
async fn an_assistant_of_two_users_works_within_both_directives() {
    let test = at("2026-11-16").await;
    let first = family(&test, 84).await;
    let other = second(&test, &first, 42).await;
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let both = november(&tx, Which::Person(first.worker)).await.entries;
    let sum = of_entries(&both);
    assert_eq!(sum.granted, (84 + 42) * 60, "чл. 21, ал. 3 ЗЛП: a directive is of a user");
    assert_eq!((sum.agreed, sum.left), (126 * 60, 126 * 60));
    // A second assistant of the first user, and one who replaces the first.
    let own = both.iter().find(|one| one.user.id == first.user).expect("the first").clone();
    let mut beside = own.clone();
    beside.contract.contract = other.contract;
    assert_eq!(of_entries(&[own.clone(), beside.clone()]).granted, 84 * 60, "one directive");
    assert_eq!(of_entries(&[own.clone(), beside.clone()]).agreed, 168 * 60);
    beside.contract.substitute_of = Some(first.contract);
    assert_eq!(of_entries(&[own, beside.clone()]).agreed, 84 * 60, "whoever replaces adds none");
    assert_eq!(of_entries(&[beside]).agreed, 84 * 60, "alone they are the substitute's");
    tx.rollback().await;
}

#[tokio::test]
async fn a_book_of_some_holds_what_they_meet_and_nothing_more() {
    let test = at("2026-11-16").await;
    let first = family(&test, 84).await;
    let other = second(&test, &first, 42).await;
    let apart = family(&test, 168).await;
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let met: BTreeSet<String> = [&first, &other].map(|one| one.contract.to_string()).into();
    for which in [
        Which::Of(first.contract),
        Which::These(&[other.contract]),
        Which::User(first.user),
        Which::Assistant(first.worker),
        Which::Person(other.user),
    ] {
        let book = november(&tx, which).await;
        assert_eq!(contracts(&book.entries), met, "{which:?}");
    }
    let both = november(&tx, Which::These(&[first.contract, apart.contract])).await;
    let all = november(&tx, Which::All).await;
    assert_eq!(contracts(&both.entries), contracts(&all.entries));
    assert!(november(&tx, Which::These(&[])).await.entries.is_empty());
    let stays = all.entries.iter().all(|one| !one.is_away(day("2026-11-16")));
    assert!(stays && all.entries.len() == 3);
    tx.rollback().await;
}
