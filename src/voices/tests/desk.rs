//! Surveys and complaints over the demonstration, which has services: codes, papers, results that keep
//! small groups, the page for anybody.

use crate::services::ServiceId;
use crate::testing::{Answer, TestApp, User};
use crate::voices::complaint;
use crate::voices::sheet;
use crate::voices::survey::{self, Survey};
use crate::voices::{complaints_by_provider, heard};
use axum::http::StatusCode;

fn head(test: &TestApp) -> User {
    test.user("ruse", "head")
}

/// The survey that is open, its first service, and fresh codes for it.
async fn open(test: &TestApp, copies: u32) -> (Survey, ServiceId, Vec<String>) {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let row = survey::surveys(&tx).await.expect("surveys").remove(0);
    let one = survey::survey(&tx, row.id).await.expect("the survey");
    let service = survey::subjects(&tx, row.id).await.expect("services").remove(0).service_id;
    let codes = sheet::give_out(&mut tx, &one, (service, copies, false)).await.expect("codes");
    tx.commit().await.expect("saved");
    (one, service, codes)
}

async fn answers(test: &TestApp, one: &Survey) -> usize {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let all = sheet::answers(&tx, one).await.expect("answers");
    tx.rollback().await;
    all.len()
}

fn is_again(answer: &Answer, words: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    assert!(answer.text().contains(words), "{}", answer.text());
}

#[tokio::test]
async fn a_code_answers_once_and_a_guessed_one_is_stopped() {
    let test = TestApp::filled().await;
    let nobody = test.nobody("ruse");
    let (one, _, codes) = open(&test, 2).await;
    let before = answers(&test, &one).await;
    let path = format!("/survey/{}", codes[0]);
    let page = test.get(&nobody, &path).await;
    assert!(page.text().contains("name=\"q-overall\""), "{}", page.text());
    let easy = test.get(&nobody, &format!("{path}?easy=1")).await;
    assert!(easy.text().contains("<svg width=\"72\""), "with faces");
    is_again(&test.post(&nobody, &path, &[]).await, "Няма нито един отговор");
    is_again(&test.post(&nobody, &path, &[("q-overall", "9")]).await, "q-overall");
    let sent = [("q-overall", "5"), ("q-words", "Благодаря")];
    let done = test.post(&nobody, &path, &sent).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let twice = test.post(&nobody, &path, &sent).await;
    assert_eq!(twice.status, StatusCode::SEE_OTHER);
    assert_eq!(answers(&test, &one).await, before + 1, "kept once");
    assert!(test.get(&nobody, &path).await.text().contains("вече е отговорено"));
    let mut last = StatusCode::OK;
    for n in 0..40 {
        last = test.get(&nobody, &format!("/survey/{n:012}")).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_bundle_of_papers_is_entered_whole_or_not_at_all() {
    let test = TestApp::filled().await;
    let (one, _, codes) = open(&test, 3).await;
    let before = answers(&test, &one).await;
    let path = format!("/voices/surveys/{}/enter", one.row.id);
    let bad = [("r0-code", codes[0].as_str()), ("r0-0", "5"), ("r1-code", "1"), ("r1-0", "4")];
    is_again(&test.post(&head(&test), &path, &bad).await, "няма лист с такъв код");
    assert_eq!(answers(&test, &one).await, before);
    let both = [
        ("r0-code", codes[0].as_str()),
        ("r0-0", "5"),
        ("r0-3", "1,2"),
        ("r1-code", codes[1].as_str()),
        ("r1-0", "4"),
    ];
    let done = test.post(&head(&test), &path, &both).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!(answers(&test, &one).await, before + 2);
    is_again(&test.post(&head(&test), &path, &both).await, "вече е отговорено");
}

#[tokio::test]
async fn nothing_is_answered_after_a_survey_closed_and_nothing_shown_before() {
    let test = TestApp::filled().await;
    let head = head(&test);
    let nobody = test.nobody("ruse");
    let (one, _, codes) = open(&test, 1).await;
    let home = format!("/voices/surveys/{}", one.row.id);
    let early = test.get(&head, &format!("{home}/results")).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "answers still come in");
    let closed = test.post(&head, &format!("{home}/close"), &[]).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text());
    let before = answers(&test, &one).await;
    let path = format!("/survey/{}", codes[0]);
    let late = test.post(&nobody, &path, &[("q-overall", "1")]).await;
    assert_eq!(late.status, StatusCode::SEE_OTHER);
    assert!(test.get(&nobody, &path).await.text().contains("вече не се приемат"));
    assert_eq!(answers(&test, &one).await, before);
    let shown = test.get(&head, &format!("{home}/results")).await;
    assert!(shown.text().contains("<svg"), "{}", shown.text());
    assert!(shown.bytes.len() < 60_000, "{}", shown.bytes.len());
}

#[tokio::test]
async fn the_answers_of_a_small_group_open_nowhere() {
    let test = TestApp::filled().await;
    let head = head(&test);
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let row = survey::surveys(&tx).await.expect("surveys").remove(1);
    let all = survey::subjects(&tx, row.id).await.expect("services");
    tx.rollback().await;
    let behind = format!("/voices/surveys/{}/sheets-behind", row.id);
    let large = test.get(&head, &format!("{behind}?service={}", all[0].service_id)).await;
    assert_eq!(large.status, StatusCode::OK, "{}", large.text());
    for small in [&all[3], &all[2]] {
        // Three answered about the last one; without the third the whole would tell what they said.
        let path = format!("{behind}?service={}", small.service_id);
        assert_eq!(test.get(&head, &path).await.status, StatusCode::NOT_FOUND);
    }
    let page = test.get(&head, &format!("/voices/surveys/{}/results", row.id)).await;
    assert!(page.text().contains("<svg"), "{}", page.text());
    let link = format!("results?service={}", all[3].service_id);
    assert!(!page.text().contains(&link), "it is no group to choose");
    let file = format!("/voices/surveys/{}/results/table?format=csv", row.id);
    assert!(test.get(&head, &file).await.text().contains("Дял преди"));
    let printed = test.post(&head, &format!("/voices/surveys/{}/results", row.id), &[]).await;
    assert_eq!(printed.status, StatusCode::SEE_OTHER, "{}", printed.text());
    let survey = test.get(&head, &format!("/voices/surveys/{}", row.id)).await.text();
    let pdf = survey.split("/ruse/voices/pdf/").nth(1).expect("a paper")[..13].to_owned();
    assert!(test.get(&head, &format!("/voices/pdf/{pdf}")).await.bytes.starts_with(b"%PDF"));
}

#[tokio::test]
async fn anybody_files_a_complaint_and_follows_it_by_its_code() {
    let test = TestApp::filled().await;
    let nobody = test.nobody("ruse");
    let head = head(&test);
    is_again(&test.post(&nobody, "/complaint", &[]).await, "about");
    let filed = [
        ("_key", "the-key-of-a-page"),
        ("kind", "complaint"),
        ("topic", "food"),
        ("about", "Супата е студена."),
    ];
    let done = test.post(&nobody, "/complaint", &filed).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let twice = test.post(&nobody, "/complaint", &filed).await;
    assert_eq!(twice.location, done.location, "the second sending leads to the first");
    let there = done.location.trim_start_matches("/ruse").to_owned();
    let page = test.get(&nobody, &there).await;
    assert!(page.text().contains("Чака отговор"), "{}", page.text());
    assert!(!page.text().contains("Супата"), "whoever finds the code reads no complaint");
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let today = tx.today();
    let came = complaint::between(&tx, (today, today)).await.expect("complaints");
    tx.rollback().await;
    assert_eq!(came.len(), 1);
    assert!(came[0].is_anonymous);
    let home = format!("/voices/complaints/{}", came[0].id);
    is_again(&test.post(&head, &format!("{home}/answer"), &[]).await, "text");
    let answer = [
        ("on-day", "24"),
        ("on-month", "11"),
        ("on-year", "2026"),
        ("outcome", "founded"),
        ("text", "Сменихме съдовете."),
    ];
    let done = test.post(&head, &format!("{home}/answer"), &answer).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert!(test.get(&nobody, &there).await.text().contains("Сменихме съдовете."));
    let reopened = test.post(&head, &format!("{home}/reopen"), &[("why", "Пак е студена")]).await;
    assert_eq!(reopened.status, StatusCode::SEE_OTHER, "{}", reopened.text());
    let mut last = StatusCode::OK;
    for n in 0..40 {
        last = test.get(&nobody, &format!("/complaint/{n:016}")).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn the_analysis_of_the_year_is_told_what_was_heard() {
    let test = TestApp::filled().await;
    let tx = test.app.db.read(&test.system("mezdra")).await.expect("a transaction");
    let today = tx.today();
    let told = heard(&tx, today.plus(-200), today).await.expect("what was heard");
    assert_eq!((told.surveys, told.answers), (1, 37));
    assert_eq!((told.complaints, told.in_time), (7, 3), "one of four was answered late");
    let open = complaints_by_provider(&tx, today.plus(-200)).await.expect("complaints");
    assert_eq!(open.iter().map(|(_, count)| count).sum::<i64>(), 2, "a proposal is no reason");
    tx.rollback().await;
}
