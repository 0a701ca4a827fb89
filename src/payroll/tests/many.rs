//! Very many at once: reports that need nobody's eyes are accepted together, and are what is paid.

use crate::assistance;
use crate::demo::{self, Assisted};
use crate::hours::tests::ready::{self, at};
use crate::hours::{Class, accepted_in};
use crate::testing::{Answer, TestApp};
use axum::http::StatusCode;
use law::Law;

const MONTH: &str = "2026-11";

async fn work(test: &TestApp) {
    let worker = test.app.worker();
    let municipality = test.system("ruse").municipality;
    while worker.turn(municipality).await.expect("a turn") {}
}

fn refused(answer: &Answer, words: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    assert!(answer.text().contains(words), "{}", answer.text());
}

#[tokio::test]
async fn reports_without_remarks_are_accepted_together_and_what_was_sent_back_waits() {
    let test = at("2026-12-02").await;
    let wanted = Assisted { municipality: "ruse".to_owned(), assistants: 4, accepted: false };
    demo::assisted(&test.app.db, &wanted, |_| ()).await.expect("assistants");
    let (head, month) = (test.user("ruse", "head"), ready::month(MONTH));
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let contracts = assistance::contracts_in(&tx, Law::current(), month).await.expect("a list");
    let one = contracts.first().expect("a contract").contract;
    let book = ready::book(&tx, one, MONTH).await;
    let report = book.of(one).and_then(|entry| entry.last()).expect("a report").row.id;
    tx.rollback().await;
    let back = [("what", "return"), ("reason", "Липсва подпис")];
    let returned = test.post(&head, &format!("/worktime/{report}/decide"), &back).await;
    assert_eq!(returned.status, StatusCode::SEE_OTHER, "{}", returned.text());
    let home = format!("/worktime?month={MONTH}");
    let page = test.get(&head, &home).await.text();
    assert!(page.contains("Приемане на 3 отчета без забележки"), "{page}");
    let press = [("month", MONTH)];
    let begun = test.post(&head, "/worktime/accept", &press).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    refused(&test.post(&head, "/worktime/accept", &press).await, "Предишното действие още върви");
    work(&test).await;
    let run = test.get(&head, begun.location.trim_start_matches("/ruse")).await.text();
    assert!(run.contains("Приети 3 от 3"), "{run}");
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let accepted = accepted_in(&tx, month).await.expect("a list");
    tx.rollback().await;
    assert_eq!(accepted.len(), 3);
    assert!(accepted.iter().all(|report| report.contract != one), "what was sent back waits");
    assert!(accepted.iter().all(|report| report.class == Class::Timely && report.counted > 0));
    refused(&test.post(&head, "/worktime/accept", &press).await, "Няма отчети за това действие");
    let stranger = test.user("ruse", "accountant");
    let answer = test.post(&stranger, "/worktime/accept", &press).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "an accountant accepts no hours");
}
