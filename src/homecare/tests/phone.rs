//! The personal address of an assistant: what it shows, what it takes, when it stops.

use super::support::{day, set};
use crate::homecare::link;
use crate::testing::TestApp;
use axum::http::StatusCode;

async fn address(test: &TestApp, set: &super::support::Set, until: &str) -> String {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let (_, secret) = link::make(&mut tx, set.assistant, day(until)).await.expect("an address");
    tx.commit().await.expect("saved");
    format!("/assistant/{secret}")
}

#[tokio::test]
async fn an_assistant_reports_from_a_telephone_and_the_person_confirms() {
    let test = TestApp::new().await;
    let set = set(&test).await;
    let nobody = test.nobody("ruse");
    let home = address(&test, &set, "2026-12-31").await;
    let page = test.get(&nobody, &home).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let text = page.text();
    assert!(text.contains("Проба Първа") && text.contains("Ана Помощникова"), "{text}");
    assert!(!text.contains("/people/"), "no way into the office: {text}");
    let row = set.placement.to_string();
    let form = test.get(&nobody, &format!("{home}/day?row={row}&day=2026-11-23")).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text());
    let day_path = format!("{home}/day");
    let wrong =
        [("row", row.as_str()), ("day", "2026-11-23"), ("v23-0-from", "9"), ("v23-0-until", "x")];
    let wrong = test.post(&nobody, &day_path, &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let good =
        [("row", row.as_str()), ("day", "2026-11-23"), ("v23-0-from", "8"), ("v23-0-until", "10")];
    let saved = test.post(&nobody, &day_path, &good).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let send = format!("{home}/send");
    let shown = test.get(&nobody, &format!("{send}?row={row}&month=2026-11")).await;
    assert!(shown.text().contains("2 ч в 1 дни"), "{}", shown.text());
    let version = shown.value("_version").expect("a version");
    let mut all = vec![("row", row.as_str()), ("month", "2026-11"), ("_version", version.as_str())];
    let nobody_said = test.post(&nobody, &send, &all).await;
    assert_eq!(nobody_said.status, StatusCode::UNPROCESSABLE_ENTITY, "who confirms?");
    all.extend([("who", "person"), ("name", "Проба Първа")]);
    let sent = test.post(&nobody, &send, &all).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let late = test.post(&nobody, &day_path, &good).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "it is sent");
    let list = test.get(&test.officer(), "/homecare?month=2026-11&kind=sent").await.text();
    assert!(list.contains("Проба Първа"), "{list}");
}

#[tokio::test]
async fn an_address_stops_when_taken_back_replaced_or_over() {
    let test = TestApp::new().await;
    let set = set(&test).await;
    let nobody = test.nobody("ruse");
    let first = address(&test, &set, "2026-12-31").await;
    let second = address(&test, &set, "2026-12-31").await;
    let old = test.get(&nobody, &first).await.text();
    assert!(old.contains("вече не важи") && !old.contains("Първа"), "{old}");
    let officer = test.officer();
    let page = test.get(&officer, &format!("/homecare/assistants/{}", set.assistant)).await.text();
    assert!(page.contains(&second) && !page.contains(&first), "{page}");
    let intake = test.user("ruse", "intake");
    let page = test.get(&intake, &format!("/homecare/assistants/{}", set.assistant)).await.text();
    assert!(!page.contains(&second), "who only reads does not see it: {page}");
    let path = format!("/homecare/assistants/{}/link/revoke", set.assistant);
    let done = test.post(&officer, &path, &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let stopped = test.get(&nobody, &second).await.text();
    assert!(stopped.contains("вече не важи"), "{stopped}");
    let over = address(&test, &set, "2026-11-01").await;
    assert!(test.get(&nobody, &over).await.text().contains("вече не важи"));
    let guess = test.get(&nobody, "/assistant/0123456789abcdef").await;
    assert_eq!(guess.status, StatusCode::NOT_FOUND);
    let elsewhere = test.get(&test.nobody("mezdra"), &first).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
    // Somebody whom the assistant does not help is not found by guessing.
    let last = address(&test, &set, "2026-12-31").await;
    let strange = test.get(&nobody, &format!("{last}/day?row=0000000000001&day=2026-11-23")).await;
    assert_eq!(strange.status, StatusCode::NOT_FOUND);
}
