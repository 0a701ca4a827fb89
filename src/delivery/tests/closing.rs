//! Closing a month: the list, its number and code; nothing changes any more until it is opened.

use super::support::{month, touch, two};
use crate::testing::TestApp;
use axum::http::StatusCode;

#[tokio::test]
async fn a_closed_month_takes_nothing_and_its_list_is_checked_by_its_code() {
    let test = TestApp::new().await;
    let (service, one, _) = two(&test).await;
    let (officer, head) = (test.officer(), test.user("ruse", "head"));
    touch(&test, &officer, (service, "2026-10-01"), &format!("{one}.present")).await;
    let path = format!("/delivery/{service}/close");
    let october = [("month", "2026-10")];
    let refused = test.post(&officer, &path, &october).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "only who may close");
    let early = test.post(&head, &path, &[("month", "2026-11")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "the month is not over");
    let form = test.get(&head, &format!("{path}?month=2026-10")).await.text();
    assert!(form.contains("планирано без запис – 21"), "{form}");
    let closed = test.post(&head, &path, &october).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text());
    let twice = test.post(&head, &path, &october).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "it is closed");
    let late = touch(&test, &officer, (service, "2026-10-02"), &format!("{one}.present")).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text().contains("Месецът е приключен"), "{}", late.text());
    let page = test.get(&officer, &format!("/delivery/{service}?month=2026-10")).await.text();
    assert!(page.contains("МС-2026") || page.contains("Списък 2026-00001"), "{page}");
    let at = page.find(&format!("/delivery/{service}/months/")).expect("the list");
    let list: String = page[at..].chars().take_while(|c| *c != '"').collect();
    let pdf = test.get(&officer, &list).await;
    assert_eq!(pdf.status, StatusCode::OK, "{}", pdf.text());
    assert!(pdf.bytes.starts_with(b"%PDF"));
    let code = code_of(&test).await;
    let check = test.get(&test.nobody("ruse"), &format!("/verify?code={code}")).await.text();
    assert!(check.contains("МС-2026-00001") && !check.contains("Първа"), "{check}");
    let other = test.get(&test.nobody("mezdra"), &format!("/verify?code={code}")).await.text();
    assert!(!other.contains("МС-2026-00001"), "another municipality");
    let plan = [
        ("from_on-day", "5"),
        ("from_on-month", "10"),
        ("from_on-year", "2026"),
        ("unit", "day"),
        ("units", "1"),
    ];
    let plan = test.post(&officer, &format!("/delivery/{service}/people/{one}/plan"), &plan).await;
    assert_eq!(plan.status, StatusCode::UNPROCESSABLE_ENTITY, "a plan in a closed month");
}

async fn code_of(test: &TestApp) -> String {
    use crate::delivery::store::delivery_month;
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let row = tx.find::<delivery_month::Entity>();
    let row = sea_orm::Select::one(row, tx.conn()).await.expect("an answer").expect("a month");
    tx.rollback().await;
    row.code
}

#[tokio::test]
async fn a_month_opened_again_needs_a_reason_and_gets_a_new_number() {
    let test = TestApp::new().await;
    let (service, one, _) = two(&test).await;
    let head = test.user("ruse", "head");
    let october = [("month", "2026-10")];
    let (close, reopen) =
        (format!("/delivery/{service}/close"), format!("/delivery/{service}/reopen"));
    let early = test.get(&head, &format!("{reopen}?month=2026-10")).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "it is not closed");
    test.post(&head, &close, &october).await;
    let without = test.post(&head, &reopen, &october).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY, "why?");
    let reason = [("month", "2026-10"), ("reason", "Пропуснат ден")];
    let opened = test.post(&head, &reopen, &reason).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
    let said = touch(&test, &head, (service, "2026-10-02"), &format!("{one}.present")).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text());
    test.post(&head, &close, &october).await;
    let page = test.get(&head, &format!("/delivery/{service}?month=2026-10")).await.text();
    assert!(page.contains("2026-00001") && page.contains("2026-00002"), "{page}");
    assert!(page.contains("Пропуснат ден"), "{page}");
    assert_eq!(month(&test, (service, "2026-10"), one).await["sums"]["present"], 1);
}

#[tokio::test]
async fn the_month_is_a_table_and_the_term_to_close_it_is_told() {
    let test = TestApp::new().await;
    let (service, one, _) = two(&test).await;
    let head = test.user("ruse", "head");
    touch(&test, &head, (service, "2026-10-01"), &format!("{one}.present")).await;
    let list = format!("/delivery/{service}/list?month=2026-10&format=");
    let csv = test.get(&head, &format!("{list}csv")).await;
    assert!(csv.text().contains("Проба Първа;8;"), "{}", csv.text());
    assert!(test.get(&head, &format!("{list}xlsx")).await.bytes.starts_with(b"PK"));
    let work = test.get(&head, "/work/deadlines?whose=all").await.text();
    assert!(work.contains("Приключване на месеца на услуга"), "{work}");
    test.post(&head, &format!("/delivery/{service}/close"), &[("month", "2026-10")]).await;
    let work = test.get(&head, "/work/deadlines?whose=all").await.text();
    assert!(!work.contains("Приключване на месеца на услуга"), "{work}");
}
