//! Very many at once: reports that need nobody's eyes are accepted together, and are what is paid.

use super::flow::{account, begun, counted, done, page, released};
use crate::assistance;
use crate::demo::{self, Assisted};
use crate::hours::tests::ready::{self, at, noon};
use crate::hours::{Class, accepted_in};
use crate::payroll::load;
use crate::people::Wanted;
use crate::testing::{Answer, TestApp, encode};
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

/// Whether pay waits for something.
pub async fn waits_for(test: &TestApp, key: &str) -> bool {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let wanted = Wanted { until: tx.today().plus(30), most: 50, whose: None };
    let tasks = crate::payroll::tasks(&tx, Law::current(), wanted).await.expect("tasks");
    tx.rollback().await;
    tasks.iter().any(|task| task.key == key)
}

#[tokio::test]
async fn a_run_is_searched_its_account_is_not_forgotten_and_a_wrong_day_of_filing_is_mended() {
    let test = at("2026-12-02").await;
    let wanted = Assisted { municipality: "ruse".to_owned(), assistants: 3, accepted: true };
    demo::assisted(&test.app.db, &wanted, |_| ()).await.expect("assistants");
    let accountant = test.user("ruse", "accountant");
    let id = begun(&test, &accountant, MONTH, "regular").await;
    counted(&test, id).await;
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let lines = load::lines(&tx, id).await.expect("lines");
    let around = load::around(&tx, id, &lines).await.expect("names");
    let number = around.contract(&lines[1]);
    tx.rollback().await;
    let all = page(&test, &accountant, &format!("/payroll/{id}")).await;
    assert_eq!(all.matches("/payroll/lines/").count(), 3, "{all}");
    let asked = encode(&[("q".to_owned(), number.clone())]);
    let found = page(&test, &accountant, &format!("/payroll/{id}?{asked}")).await;
    assert_eq!(found.matches("/payroll/lines/").count(), 1, "{found}");
    assert!(found.contains(&number), "{found}");
    let register = page(&test, &accountant, &format!("/payroll/register?month={MONTH}")).await;
    let has_code = |line: &str| line.split([',', ';']).any(|cell| cell.trim_matches('"') == "012");
    assert!(register.lines().skip(1).all(has_code), "чл. 114 КТ: {register}");
    released(&test, id).await;
    assert!(waits_for(&test, "payroll-task-account").await);
    let path = account(&test, id).await;
    assert!(!waits_for(&test, "payroll-task-account").await);
    assert!(waits_for(&test, "payroll-task-file").await);
    let on = [("on-day", "2"), ("on-month", "12"), ("on-year", "2026"), ("document", "ССЕВ 1")];
    done(&test.post(&accountant, &format!("{path}/filed"), &on).await);
    test.clock.set(noon("2026-12-04"));
    let accountant = test.again(&accountant).await;
    let form = page(&test, &accountant, &format!("{path}/filed")).await;
    assert!(form.contains("ССЕВ 1"), "what was entered is there: {form}");
    let mut mended = on.to_vec();
    mended[0].1 = "3";
    done(&test.post(&accountant, &format!("{path}/filed"), &mended).await);
    let shown = page(&test, &accountant, &path).await;
    assert!(shown.contains("03.12.2026"), "{shown}");
}
