//! An end by mistake is taken back while nobody outside was told.

use super::ready::{agreed, day, labour, listed, press, regular, said};
use crate::assistance::{self, AgreementId, ContractId, NewEnd, contracts_in, load};
use crate::assistants::AssistantId;
use crate::people::{Task, Wanted};
use crate::testing::TestApp;
use axum::http::StatusCode;
use kit::store::Tx;
use kit::web::Problem;
use law::{Law, Month};

struct Ended {
    agreement: AgreementId,
    contract: ContractId,
    assistant: AssistantId,
}

/// An agreement with a contract that ended on 10 December by a request of the user.
async fn ended(tx: &mut Tx, test: &TestApp) -> Ended {
    let law = Law::current();
    let assistant = listed(tx, test, ("Асистент", 0)).await;
    let mut content = said(42);
    content.gets_supplement = true;
    content.consent_supplement = Some(true);
    let id = regular(tx, test, (content, "2026-11-02")).await;
    let agreement = agreed(tx, test, id, (assistant, 42, "2026-11-05")).await;
    let press = press(test);
    let one = assistance::agreement(tx, agreement).await.expect("the agreement");
    let new = labour("2026-11-10");
    let contract = assistance::conclude_contract(tx, law, &one, (&new, &press)).await;
    let contract = contract.expect("a contract");
    let one = assistance::agreement(tx, agreement).await.expect("the agreement");
    let end = NewEnd {
        ground: "assistance.end.2".into(),
        known_on: day("2026-11-24"),
        last_on: Some(day("2026-12-10")),
        why: String::new(),
        help_given: true,
        code: String::new(),
    };
    assistance::end(tx, law, &one, (&end, &press)).await.expect("an end");
    Ended { agreement, contract, assistant }
}

fn january() -> Month {
    Month::parse("2027-01").expect("a month")
}

#[tokio::test]
async fn an_end_by_mistake_is_taken_back_and_nobody_is_told_of_it() {
    let test = TestApp::new().await;
    let law = Law::current();
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let known = ended(&mut tx, &test).await;
    assert!(contracts_in(&tx, law, january()).await.expect("a list").is_empty());
    let one = assistance::agreement(&tx, known.agreement).await.expect("the agreement");
    let why = (day("2026-11-24"), "Прекратено е чуждо споразумение.");
    assistance::undo(&mut tx, law, &one, why).await.expect("taken back");
    let one = assistance::agreement(&tx, known.agreement).await.expect("the agreement");
    assert!(one.is_open() && one.row.end_ground.is_empty());
    let goes_on = contracts_in(&tx, law, january()).await.expect("a list");
    assert_eq!(goes_on.iter().map(|one| one.contract).collect::<Vec<_>>(), [known.contract]);
    let records = crate::assistance::load::records(&tx, &[known.contract]).await.expect("records");
    let waits = records.iter().filter(|row| row.sent_on.is_none()).map(|row| row.kind.as_str());
    assert_eq!(waits.collect::<Vec<_>>(), ["concluded", "start"], "the end is not sent");
    let messages = crate::assistance::load::messages(&tx, one.row.application_id).await;
    let messages = messages.expect("messages");
    assert!(!messages.iter().any(|row| row.kind == "ended"), "nor told");
    let listed = crate::assistants::assistant(&tx, known.assistant).await.expect("the assistant");
    assert_eq!(listed.hours_taken, 42, "their hours are taken again");
    let twice = assistance::undo(&mut tx, law, &one, why).await;
    assert!(matches!(twice, Err(Problem::Impossible("assistance-refused-undone"))));
    tx.rollback().await;
}

#[tokio::test]
async fn an_end_that_was_sent_is_not_taken_back() {
    let test = TestApp::new().await;
    let law = Law::current();
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let known = ended(&mut tx, &test).await;
    let records = crate::assistance::load::records(&tx, &[known.contract]).await.expect("records");
    let end = records.iter().find(|row| row.kind == "ended").expect("the record of the end");
    let sent = (day("2026-11-24"), "П-1", false);
    crate::assistance::record::sent(&mut tx, law, end, sent).await.expect("sent");
    let one = assistance::agreement(&tx, known.agreement).await.expect("the agreement");
    let why = (day("2026-11-24"), "Грешка.");
    let late = assistance::undo(&mut tx, law, &one, why).await;
    assert!(matches!(late, Err(Problem::Impossible("assistance-refused-told"))));
    tx.rollback().await;
}

#[tokio::test]
async fn the_office_takes_an_end_back_with_a_reason() {
    let test = TestApp::new().await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let known = ended(&mut tx, &test).await;
    tx.commit().await.expect("saved");
    let officer = test.user("ruse", "assistance_officer");
    let home = format!("/assistance/agreements/{}", known.agreement);
    let page = test.get(&officer, &home).await.text();
    assert!(page.contains("Отмяна на последното прекратяване"), "{page}");
    let on = [("on-day", "24"), ("on-month", "11"), ("on-year", "2026")];
    let empty = test.post(&officer, &format!("{home}/do/undo"), &on).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is needed");
    let said = [&on[..], &[("text", "Грешно избрано споразумение")]].concat();
    let done = test.post(&officer, &format!("{home}/do/undo"), &said).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let page = test.get(&officer, &home).await.text();
    assert!(page.contains("Отменено прекратяване") && page.contains("Грешно избрано"), "{page}");
}

#[tokio::test]
async fn an_agreement_whose_assistant_left_waits_for_another() {
    let test = TestApp::new().await;
    let law = Law::current();
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let assistant = listed(&mut tx, &test, ("Асистент", 0)).await;
    let id = regular(&mut tx, &test, (said(42), "2026-11-02")).await;
    let agreement = agreed(&mut tx, &test, id, (assistant, 42, "2026-11-05")).await;
    let one = assistance::agreement(&tx, agreement).await.expect("the agreement");
    let new = labour("2026-11-10");
    let press = press(&test);
    assistance::conclude_contract(&mut tx, law, &one, (&new, &press)).await.expect("a contract");
    let wanted = Wanted { until: tx.today().plus(30), most: 50, whose: None };
    let waits = |all: Vec<Task>| {
        let own = all.into_iter().find(|task| task.key == "assistance-task-contract");
        own.map(|task| task.day)
    };
    assert_eq!(waits(assistance::tasks(&tx, law, wanted).await.expect("tasks")), None);
    let known = load::contracts_under(&tx, agreement).await.expect("contracts");
    let code = law.register_ends().remove(0).code;
    let left = (day("2026-11-20"), code.as_str(), "Напусна");
    assistance::end_contract(&mut tx, law, &known[0], left).await.expect("an end");
    let tasks = assistance::tasks(&tx, law, wanted).await.expect("tasks");
    assert_eq!(waits(tasks), Some(day("2026-11-27")), "seven days from the end of the last one");
    tx.rollback().await;
}
