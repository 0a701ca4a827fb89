//! Papers of supervision over the demonstration: what they say, their codes, what overtakes them.

use crate::testing::TestApp;
use crate::training::load::{self, Meeting, Supervision};
use crate::training::store::supervision_paper;
use crate::training::{by_code, guided_page, guided_paper, guided_rows};
use axum::http::StatusCode;
use sea_orm::{ColumnTrait, Condition};
use serde_json::Value;

/// The last meeting of a supervision that the project pays for.
async fn paid(test: &TestApp) -> (Supervision, Meeting) {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let all = load::supervisions(&tx).await.expect("supervisions");
    let of = all.into_iter().find(|one| one.row.project_id.is_some()).expect("one of the project");
    let meetings = load::meetings(&tx, &[of.row.id]).await.expect("meetings");
    tx.rollback().await;
    let last = meetings.into_iter().last().expect("a meeting");
    (of, last)
}

/// The newest paper of a kind, with what the printer is given.
async fn newest(test: &TestApp, kind: &str) -> (supervision_paper::Model, Value) {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let own = Condition::all().add(supervision_paper::Column::Kind.eq(kind));
    let row = guided_paper::papers(&tx, own).await.expect("papers").pop().expect("a paper");
    let data = tx.open("supervision_paper", "data_sealed", row.id.0, &row.data_sealed);
    let data = serde_json::from_str(&data.expect("opened")).expect("what is printed");
    tx.rollback().await;
    (row, data)
}

async fn is_verified(test: &TestApp, code: &str) -> bool {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let found = by_code(&tx, code).await.expect("an answer");
    tx.rollback().await;
    found.is_some()
}

#[tokio::test]
async fn a_protocol_says_who_was_there_and_holds_until_the_meeting_is_revoked() {
    let test = TestApp::filled().await;
    let head = test.user("ruse", "head");
    let (of, meeting) = paid(&test).await;
    let home = format!("/training/meetings/{}", meeting.row.id);
    let page = test.get(&head, &home).await;
    assert!(page.text().contains("Издай протокол"), "{}", page.text());
    let made = test.post(&head, &format!("{home}/protocol"), &[]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let (row, data) = newest(&test, guided_paper::PROTOCOL).await;
    assert_eq!(row.meeting_id, Some(meeting.row.id));
    assert!(data["publicity"].is_object(), "the project pays: {data}");
    assert!(data["rows"].as_array().is_some_and(|rows| !rows.is_empty()), "{data}");
    assert_eq!(data["sections"][0]["text"], meeting.content.themes.as_str());
    let agreed = data["sections"][1]["rows"].as_array().expect("what was agreed");
    assert_eq!(agreed.len(), 1, "what was agreed at this meeting and at no other");
    let file = test.get(&head, &format!("/training/supervision-papers/{}", row.id)).await;
    assert!(file.bytes.starts_with(b"%PDF"), "{}", file.status);
    assert!(is_verified(&test, &row.code).await);
    let (year, _) = newest(&test, guided_paper::GROUP_YEAR).await;
    assert_eq!(year.supervision_id, Some(of.row.id));
    let revoke = format!("{home}/revoke");
    let gone = test.post(&head, &revoke, &[("why", "Друг ден")]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
    assert!(!is_verified(&test, &row.code).await, "the protocol tells of no meeting any more");
    assert!(!is_verified(&test, &year.code).await, "neither does the year");
    let again = test.post(&head, &format!("{home}/protocol"), &[]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", again.text());
    assert!(test.get(&head, &home).await.text().contains("Срещата е отменена"));
}

#[tokio::test]
async fn a_year_is_told_of_a_group_and_of_one_employee_and_an_empty_one_is_not() {
    let test = TestApp::filled().await;
    let head = test.user("ruse", "head");
    let (of, meeting) = paid(&test).await;
    let year = meeting.row.day.0.year().to_string();
    let path = format!("/training/supervision/{}/year", of.row.id);
    let empty = test.post(&head, &path, &[("year", "2019")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("няма срещи"), "{}", empty.text());
    let made = test.post(&head, &path, &[("year", year.as_str())]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let (_, data) = newest(&test, guided_paper::GROUP_YEAR).await;
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let all = load::meetings(&tx, &[of.row.id]).await.expect("meetings");
    let of_year = guided_rows::of_year(all, meeting.row.day.0.year());
    let present = load::present(&tx, &[meeting.row.id]).await.expect("people");
    tx.rollback().await;
    let told = data["sections"][0]["rows"].as_array().expect("meetings");
    assert_eq!(told.len(), of_year.len());
    let who = present.first().expect("somebody").employee_id;
    let path = format!("/training/employees/{who}/supervision");
    let made = test.post(&head, &path, &[("year", year.as_str())]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let (row, _) = newest(&test, guided_paper::PERSON_YEAR).await;
    assert_eq!(row.employee_id, Some(who));
    let card = test.get(&head, &format!("/training/employees/{who}")).await;
    assert!(card.text().contains("ЛСВ-2026-"), "{}", card.text());
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    assert!(!guided_page::of_employee(&tx, who).await.expect("papers").is_empty());
    let other = test.user("mezdra", "head");
    let path = format!("/training/supervision-papers/{}", row.id);
    assert_eq!(test.get(&other, &path).await.status, StatusCode::NOT_FOUND);
}
