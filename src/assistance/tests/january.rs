//! The change of pay of a January: every contract once, with its record and its annex.

use super::ready::{agreed, day, labour, listed, press, regular, said};
use crate::assistance::{self, annex, january, load};
use crate::people;
use crate::testing::TestApp;
use axum::http::StatusCode;
use law::{Law, Month};

#[tokio::test]
async fn a_new_price_changes_each_contract_once_and_prints_its_annex() {
    let test = TestApp::new().await;
    let draft = "[[rule]]\nid = \"assistance.coefficient\"\nvalue = \"1.5\"\n\
                 valid_from = \"2027-01-01\"";
    let law = Law::current().with_draft(draft).expect("a law");
    let month = Month::parse("2027-01").expect("a month");
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let assistant = listed(&mut tx, &test, ("Асистент", 0)).await;
    let id = regular(&mut tx, &test, (said(120), "2026-11-02")).await;
    let agreement = agreed(&mut tx, &test, id, (assistant, 120, "2026-11-05")).await;
    let press = press(&test);
    let one = assistance::agreement(&tx, agreement).await.expect("the agreement");
    let new = labour("2026-11-10");
    let contract = assistance::conclude_contract(&mut tx, &law, &one, (&new, &press)).await;
    let contract = contract.expect("a contract");
    assert!(annex::last(&tx).await.expect("a list").is_none());
    let done = january::raise(&mut tx, &law, (month, &press)).await.expect("raised");
    assert_eq!(done, 1);
    let again = january::raise(&mut tx, &law, (month, &press)).await.expect("raised");
    assert_eq!(again, 0, "once");
    let known = load::contract(&tx, contract).await.expect("the contract");
    assert_eq!(known.content.base_pay, "673.20", "120 × 5,61");
    let records = load::records(&tx, &[contract]).await.expect("records");
    let last = records.last().expect("a record");
    assert_eq!((last.kind.as_str(), last.code.as_str()), ("amended", "019"));
    let (first, papers) = annex::last(&tx).await.expect("a list").expect("annexes");
    assert_eq!((first, papers.len()), (day("2027-01-01"), 1));
    tx.commit().await.expect("saved");
    let officer = test.user("ruse", "assistance_officer");
    let list = test.get(&officer, "/assistance/records").await.text();
    assert!(list.contains("Допълнителни споразумения от 01.01.2027"), "{list}");
    let file = test.get(&officer, "/assistance/records/annexes?part=1").await;
    assert!(file.bytes.starts_with(b"PK"), "{:?}", file.status);
    let none = test.get(&officer, "/assistance/records/annexes?part=2").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    let actor = test.system("ruse");
    people::print_papers(&test.app, &actor, &papers).await.expect("it is printed already");
    let blank = test.get(&officer, "/assistance/forms/annex").await;
    assert!(blank.bytes.starts_with(b"%PDF"), "{:?}", blank.status);
}
