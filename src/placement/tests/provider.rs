//! The provider's side: one link for each task, the workspace of an account, reminders, guessing.

use super::link::{linked, placed, stranger};
use super::support::{day, state};
use crate::placement::desk;
use crate::placement::load;
use crate::placement::mailing::nudge;
use crate::placement::store::provider_account;
use crate::services;
use crate::testing::{Answer, TestApp, User};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use sea_orm::Set;

type Fields = Vec<(&'static str, &'static str)>;

fn assessment() -> Fields {
    let words = [
        ("fits", "yes"),
        ("team", "Мария Примерова, психолог\nИван Пробен, социален работник"),
        ("conclusions", "Има нужда от дневна грижа"),
        ("plan", "Цели и дейности"),
    ];
    let days = ["assessed_on", "received_on", "planned_on"].map(|name| day(name, 24));
    [words.to_vec(), days.concat()].concat()
}

fn contract() -> Fields {
    let words = [
        ("subject", "Дневна грижа, дългосрочно"),
        ("manner", "Всеки работен ден"),
        ("duties", "По плана за подкрепа"),
        ("ending", "По чл. 41 ППЗСУ"),
        ("until_on-day", "23"),
        ("until_on-month", "11"),
        ("until_on-year", "2027"),
    ];
    [words.to_vec(), day("signed_on", 24), day("from_on", 24)].concat()
}

const ACCEPTS: [(&str, &str); 3] =
    [("answer", "accepted"), ("name", "М. Примерова"), ("reason", "")];

fn led(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location.trim_start_matches("/ruse").to_owned()
}

#[tokio::test]
async fn each_task_has_a_link_of_its_own_up_to_the_contract() {
    let test = TestApp::new().await;
    let id = placed(&test).await;
    let first = format!("/provider/{}", linked(&test, &id).await);
    let nobody = stranger(&test);
    let second = led(&test.post(&nobody, &first, &ACCEPTS).await);
    assert_ne!(first, second, "the assessment has a link of its own");
    let before = test.get(&nobody, &first).await.text();
    assert!(before.contains("Отговорът ви е получен"), "{before}");
    let page = test.get(&nobody, &second).await.text();
    assert!(
        page.contains("Индивидуална оценка и план") && page.contains("type=\"file\""),
        "{page}"
    );
    assert!(!page.contains("data-autosave"), "a stranger has no drafts");
    let alone = [("fits", "yes"), ("team", "Мария Примерова"), ("conclusions", "Да")];
    let wrong = test.post(&nobody, &second, &alone).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("поне двама"), "{}", wrong.text());
    let third = led(&test.post(&nobody, &second, &assessment()).await);
    assert_eq!(state(&test, &id).await, "assessed");
    let last = led(&test.post(&nobody, &third, &contract()).await);
    assert_eq!(last, third, "nothing more is asked");
    assert_eq!(state(&test, &id).await, "in_service");
    let page = test.get(&nobody, &third).await.text();
    assert!(page.contains("договорът е съобщен"), "{page}");
    let json = test.get(&test.officer(), &format!("/api/placements/{id}")).await.text();
    assert!(json.contains("2026-11-24"), "{json}");
}

/// A form with a file, as a browser sends it.
async fn upload(test: &TestApp, path: &str, fields: &Fields, file: &[u8]) -> Answer {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part =
            format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let head = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"iop.pdf\"\r\n\
        Content-Type: application/pdf\r\n\r\n";
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--x--\r\n");
    let request = Request::builder()
        .method("POST")
        .uri(format!("/ruse{path}"))
        .header(header::HOST, "test")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .body(Body::from(body))
        .expect("a request");
    test.send(request).await
}

#[tokio::test]
async fn a_scanned_plan_comes_through_the_link_and_what_is_no_paper_does_not() {
    let test = TestApp::new().await;
    let id = placed(&test).await;
    let first = format!("/provider/{}", linked(&test, &id).await);
    let second = led(&test.post(&stranger(&test), &first, &ACCEPTS).await);
    let program = [b"MZ".to_vec(), vec![0; 300_000]].concat();
    let wrong = upload(&test, &second, &assessment(), &program).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text());
    assert!(wrong.text().contains("Има нужда от дневна грижа"), "what was typed stays");
    let huge = upload(&test, &second, &assessment(), &vec![0; 13 << 20]).await;
    assert_eq!(huge.status, StatusCode::PAYLOAD_TOO_LARGE);
    let paper = [b"%PDF-1.7\n".to_vec(), vec![b'x'; 300_000], b"\n%%EOF\n".to_vec()].concat();
    let sent = upload(&test, &second, &assessment(), &paper).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let page = test.get(&test.officer(), &format!("/placements/{id}")).await.text();
    let at = page.find(&format!("/placements/{id}/plans/")).expect("a link to the paper");
    let rest: String = page[at..].chars().take_while(|c| *c != '"').collect();
    let kept = test.get(&test.officer(), &rest).await;
    assert_eq!(kept.bytes, paper, "kept as it came");
}

#[tokio::test]
async fn who_guesses_links_is_stopped_for_an_hour() {
    let test = TestApp::new().await;
    let id = placed(&test).await;
    let right = format!("/provider/{}", linked(&test, &id).await);
    let nobody = stranger(&test);
    for n in 0..30 {
        let answer = test.get(&nobody, &format!("/provider/{n:064}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{n}");
    }
    let stopped = test.get(&nobody, &right).await;
    assert_eq!(stopped.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(!stopped.text().contains("Измислена"), "no hint: {}", stopped.text());
    test.clock.set(test.clock.now().plus_ms(3_600_000));
    assert_eq!(test.get(&nobody, &right).await.status, StatusCode::OK);
}

/// The provider's account of Ruse works for the provider of a placement.
async fn employed(test: &TestApp, id: &str) -> User {
    let user = test.user("ruse", "provider");
    let tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let short = load::short(&tx, id.parse().expect("an id")).await.expect("a placement");
    let row = provider_account::ActiveModel {
        municipality_id: Set(tx.municipality()),
        account_id: Set(user.account.expect("an account")),
        provider_id: Set(short.service.provider_id),
        version: Set(1),
    };
    tx.insert(row).await.expect("linked");
    tx.commit().await.expect("saved");
    user
}

#[tokio::test]
async fn a_provider_with_an_account_works_on_its_own_referrals_only() {
    let test = TestApp::new().await;
    let id = placed(&test).await;
    let user = test.user("ruse", "provider");
    let page = test.get(&user, "/provider-desk").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.text().contains("още не е свързан") && !page.text().contains("Измислена"));
    let case = format!("{}/{id}", desk::HOME);
    assert_eq!(test.get(&user, &case).await.status, StatusCode::NOT_FOUND);
    let user = employed(&test, &id).await;
    let page = test.get(&user, "/provider-desk").await.text();
    assert!(page.contains("Измислена") && page.contains("приема ли доставчикът"), "{page}");
    assert_eq!(test.get(&user, &format!("/placements/{id}")).await.status, StatusCode::FORBIDDEN);
    let page = test.get(&user, &case).await.text();
    assert!(!page.contains("5101014448"), "only what it needs: {page}");
    for (fields, after) in
        [(ACCEPTS.to_vec(), "at_provider"), (assessment(), "assessed"), (contract(), "in_service")]
    {
        led(&test.post(&user, &case, &fields).await);
        assert_eq!(state(&test, &id).await, after);
    }
    let page = test.get(&user, &case).await.text();
    assert!(page.contains("не се чака нищо от вас"), "{page}");
}

#[tokio::test]
async fn the_administrator_says_for_whom_an_account_works() {
    let test = TestApp::new().await;
    placed(&test).await;
    let admin = test.user("ruse", "administrator");
    let page = test.get(&admin, "/provider-accounts").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let account = test.user("ruse", "provider").account.expect("an account");
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let provider = services::providers(&tx).await.expect("providers")[0].id;
    tx.rollback().await;
    let (name, value) = (format!("of-{account}"), provider.to_string());
    let wrong = test.post(&admin, "/provider-accounts", &[(&name, "1")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text());
    led(&test.post(&admin, "/provider-accounts", &[(&name, &value)]).await);
    let desk = test.get(&test.user("ruse", "provider"), "/provider-desk").await.text();
    assert!(desk.contains("Измислена"), "{desk}");
    led(&test.post(&admin, "/provider-accounts", &[(&name, "")]).await);
    let desk = test.get(&test.user("ruse", "provider"), "/provider-desk").await.text();
    assert!(desk.contains("още не е свързан"), "{desk}");
}

#[tokio::test]
async fn a_provider_is_reminded_once_before_its_last_day() {
    let test = TestApp::new().await;
    let id = placed(&test).await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let short = load::short(&tx, id.parse().expect("an id")).await.expect("a placement");
    let until = "2027-01-31".parse().expect("a day");
    let task = crate::placement::telling::Task::Answer;
    let to = ("dostavchik@example.bg", "http://test");
    let made = crate::placement::link::make(&mut tx, &test.app, &short, (task, until), to).await;
    made.expect("a link");
    tx.commit().await.expect("saved");
    let ruse = test.system("ruse").municipality;
    assert_eq!(nudge(&test.app, ruse).await.expect("a round"), 0, "there is time");
    // Twenty days from 24 November, three days before.
    test.clock.set(test.clock.now().plus_ms(17 * 86_400_000));
    assert_eq!(nudge(&test.app, ruse).await.expect("a round"), 1);
    assert_eq!(nudge(&test.app, ruse).await.expect("a round"), 0, "once");
}
