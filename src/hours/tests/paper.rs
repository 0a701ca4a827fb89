//! A report on paper: printed with a code, found by it, entered as signed by both.

use super::ready::{self, as_planned, at, boxes, family};
use crate::assistants::Press;
use crate::hours::{blank, load};
use crate::testing::TestApp;
use axum::http::StatusCode;
use law::Law;

async fn entered(
    test: &TestApp,
    contract: crate::assistance::ContractId,
    more: &[(&str, &str)],
) -> crate::testing::Answer {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let book = ready::book(&tx, contract, "2026-11").await;
    tx.rollback().await;
    let mut fields = boxes(&as_planned(&book, contract));
    fields.extend(more.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
    let named: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let path = format!("/worktime/labour/{contract}/enter");
    test.post(&test.user("ruse", "head"), &path, &named).await
}

const FILED: [(&str, &str); 5] = [
    ("month", "2026-11"),
    ("filed-day", "2"),
    ("filed-month", "12"),
    ("filed-year", "2026"),
    ("signer", "Ползвател Пробна"),
];

#[tokio::test]
async fn a_code_on_paper_opens_its_report_and_it_is_entered_once() {
    let test = at("2026-12-02").await;
    let family = family(&test, 168).await;
    let id = test.app.db.municipality("ruse").expect("ruse").id;
    let press = Press::of(&test.app, id, "http://test/ruse/verify".to_owned()).expect("a press");
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let book = ready::book(&tx, family.contract, "2026-11").await;
    let entry = book.of(family.contract).expect("the entry");
    let paper = blank::add(&mut tx, (Law::current(), &book, entry), &press).await.expect("a paper");
    tx.commit().await.expect("saved");
    let actor = test.system("ruse");
    crate::people::print_papers(&test.app, &actor, &[paper]).await.expect("it prints");
    let head = test.user("ruse", "head");
    let unknown = test.get(&head, "/worktime/scan?code=zzzz").await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", unknown.text());
    let answer = entered(&test, family.contract, &FILED).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let tx = test.app.db.read(&actor).await.expect("a transaction");
    let all = load::of_contract(&tx, family.contract).await.expect("attempts");
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].state.code(), all[0].row.via.as_str()), ("confirmed", "paper"));
    tx.rollback().await;
    let twice = entered(&test, family.contract, &FILED).await;
    assert!(twice.text().contains("вече има изпратен отчет"), "{}", twice.text());
}

#[tokio::test]
async fn a_thirty_first_of_november_and_a_day_of_tomorrow_are_refused() {
    let test = at("2026-12-02").await;
    let family = family(&test, 168).await;
    let mut fields = FILED.to_vec();
    fields.push(("h31", "8"));
    let no_day = entered(&test, family.contract, &fields).await;
    assert_eq!(no_day.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(no_day.text().contains("Този месец няма такъв ден"), "{}", no_day.text());
    let mut fields = FILED;
    fields[1] = ("filed-day", "20");
    let future = entered(&test, family.contract, &fields).await;
    assert_eq!(future.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_stranger_and_another_municipality_see_no_report() {
    let test = at("2026-12-02").await;
    let family = family(&test, 168).await;
    let page = format!("/worktime/labour/{}?month=2026-11", family.contract);
    let other = test.get(&test.user("mezdra", "head"), &page).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    let clerk = test.get(&test.user("ruse", "intake"), &page).await;
    assert_eq!(clerk.status, StatusCode::FORBIDDEN);
}
