//! The calendar on the screen: notes, refusals, reminders, the secret address.

use crate::duties::keep::{self, NewVersion};
use crate::duties::{feed, remind};
use crate::testing::{TestApp, User};
use axum::http::StatusCode;
use kit::types::Day;

const FEES: &str = "/duties/codes/fees-remit/at/2026-10";

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// The head answers for the fees of the year.
async fn owned(test: &TestApp, head: &User) {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let new = NewVersion {
        code: "fees-remit".to_owned(),
        from: day("2026-01-01"),
        owner: head.account,
        own_day: String::new(),
        applies: true,
        why: String::new(),
    };
    keep::version(&mut tx, new).await.expect("a version");
    tx.commit().await.expect("saved");
}

fn done<'a>(on: &'a str, document: &'a [(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![("done-day", on), ("done-month", "11"), ("done-year", "2026")];
    fields.extend_from_slice(document);
    fields
}

const DOCUMENT: [(&str, &str); 4] = [
    ("number", "12-345"),
    ("document-day", "23"),
    ("document-month", "11"),
    ("document-year", "2026"),
];

#[tokio::test]
async fn the_pages_of_the_calendar_open_and_others_are_refused() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    for path in [
        "/duties",
        "/duties/mayor",
        "/duties/list?state=late&act=%D0%97%D0%A1%D0%A3",
        "/duties/list.csv",
        "/duties/events",
        "/duties/rules",
        "/duties/papers",
        "/duties/mine",
        "/duties/codes/monitoring",
        "/duties/codes/monitoring/edit",
        FEES,
        "/api/duties",
    ] {
        let page = test.get(&head, path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text());
    }
    let missing = test.get(&head, "/duties/codes/fees-remit/at/2026-13").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    let clerk = test.user("ruse", "intake");
    assert_eq!(test.get(&clerk, "/duties").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_duty_is_noted_once_and_taken_back_with_a_reason() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let path = format!("{FEES}/done");
    for (fields, why) in [
        (done("24", &[]), "no document"),
        (done("25", &DOCUMENT), "ahead"),
        (done("24", &[("number", "1")]), "a number without its day"),
        (done("24", &[("record", "https://evil.example")]), "no record of ours"),
    ] {
        let answer = test.post(&head, &path, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{why}");
    }
    let fields = done("24", &DOCUMENT);
    assert_eq!(test.post(&head, &path, &fields).await.status, StatusCode::SEE_OTHER);
    let twice = test.post(&head, &path, &fields).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "it is noted already");
    let page = test.get(&head, FEES).await.text();
    assert!(page.contains("12-345/23.11.2026") && page.contains("Изпълнено"), "{page}");
    let at = page.find("/duties/marks/").expect("a mark") + "/duties/marks/".len();
    let mark = format!("/duties/marks/{}", &page[at..at + 13]);
    let form = test.get(&head, &mark).await.text();
    assert!(!form.contains(&format!("href=\"/ruse{mark}\"")), "giving up leads away from the form");
    let empty = test.post(&head, &mark, &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is asked");
    let back = test.post(&head, &mark, &[("why", "Друг документ")]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text());
    let again = test.post(&head, &path, &fields).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "the right one is entered anew");
}

#[tokio::test]
async fn an_owner_is_reminded_once() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    owned(&test, &head).await;
    let law = test.app.law(test.system("ruse").municipality);
    let note = async || {
        let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
        let count = remind::note(&mut tx, &law).await.expect("noted");
        tx.commit().await.expect("saved");
        count
    };
    assert_eq!(note().await, 0, "nobody has an address");
    let wrong = test.post(&head, "/duties/mine/mail", &[("mail", "not an address")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let saved = test.post(&head, "/duties/mine/mail", &[("mail", "head@example.org")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert_eq!(note().await, 1, "the fees of October are due tomorrow");
    assert_eq!(note().await, 0, "not twice");
}

#[tokio::test]
async fn the_calendar_at_a_secret_address_names_nobody_and_can_be_stopped() {
    let test = TestApp::new().await;
    let (head, nobody) = (test.user("ruse", "head"), test.nobody("ruse"));
    owned(&test, &head).await;
    let made = test.post(&head, "/duties/mine/feed", &[]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let account = head.account.expect("an account");
    let row = feed::of_account(&tx, account).await.expect("a feed").expect("one");
    let secret = feed::secret(&tx, row.id).expect("a secret");
    tx.rollback().await;
    let path = format!("/duty-calendar/{secret}");
    let answer = test.get(&nobody, &path).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let text = answer.text().replace("\r\n ", "");
    assert!(text.contains("fees-remit-2026-10@ruse"), "{text}");
    assert!(text.contains("DTSTART;VALUE=DATE:20261125"), "{text}");
    assert!(!text.contains("Тест"), "no name of an account: {text}");
    let stopped = test.post(&head, "/duties/mine/revoke", &[]).await;
    assert_eq!(stopped.status, StatusCode::SEE_OTHER);
    assert_eq!(test.get(&nobody, &path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_mayor_prints_a_month_and_sets_only_what_the_law_leaves_open() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let wrong = test.post(&head, "/duties/papers/new", &[("period", "2026-13")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let made = test.post(&head, "/duties/papers/new", &[("period", "2026-11")]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let list = test.get(&head, "/duties/papers").await.text();
    assert!(list.contains("КЗ-2026-00001"), "{list}");
    let from = [("from-day", "1"), ("from-month", "12"), ("from-year", "2026"), ("applies", "yes")];
    let mut own = from.to_vec();
    own.push(("own", "12-10"));
    let fixed = test.post(&head, "/duties/codes/analysis/edit", &own).await;
    assert_eq!(fixed.status, StatusCode::UNPROCESSABLE_ENTITY, "the law fixes it");
    let open = test.post(&head, "/duties/codes/monitoring/edit", &own).await;
    assert_eq!(open.status, StatusCode::SEE_OTHER, "{}", open.text());
}
