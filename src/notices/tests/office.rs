//! The queue with the mail server of the tests: a day without it, unknown addresses, news, e-delivery.

use crate::notices::setting::{self, Setting};
use crate::notices::{Notice, NoticeId, Target, course, find, queue, send, unreachable};
use crate::people::PersonId;
use crate::post_office::{Post, post_office, serve};
use crate::testing::{NOW, TestApp};
use axum::http::StatusCode;
use kit::mail::Mailer;
use kit::types::Instant;
use mail_parser::MessageParser;
use std::net::TcpListener;

const HOUR: i64 = 60 * 60 * 1000;

async fn office(port: u16) -> TestApp {
    let mut test = TestApp::new().await;
    let server = format!("smtp://127.0.0.1:{port}");
    let mailer = Mailer::new(&server, "Община Русе <no-reply@ruse.example.bg>").expect("a mailer");
    test.app = test.app.clone().with_mail(Some(mailer));
    test.router = test.app.router();
    test
}

async fn work(test: &TestApp) {
    let worker = test.app.worker();
    let ruse = test.app.db.municipality("ruse").expect("a municipality").id;
    while worker.turn(ruse).await.expect("a turn") {}
}

fn letter(to: Target, title: &str) -> Notice<'static> {
    let args = vec![("title", title.to_owned()), ("text", "Текст.".to_owned())];
    Notice { template: "letter", to, args, about: None, href: String::new() }
}

async fn put(test: &TestApp, notice: &Notice<'_>) -> NoticeId {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let id = send(&mut tx, notice).await.expect("a notice");
    tx.commit().await.expect("saved");
    id
}

async fn state(test: &TestApp, id: NoticeId) -> String {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let row = queue::one(&tx, id).await.expect("a notice");
    tx.rollback().await;
    row.state
}

fn mail(to: &str) -> Target {
    Target::Email(to.to_owned())
}

fn subjects(post: &Post) -> Vec<String> {
    let came = post.came.lock().expect("the mail").clone();
    let subject = |bytes: &Vec<u8>| {
        let message = MessageParser::default().parse(bytes.as_slice()).expect("a message");
        message.subject().unwrap_or_default().replace(" – Община Русе", "")
    };
    came.iter().map(|(_, bytes)| subject(bytes)).collect()
}

async fn person(test: &TestApp) -> PersonId {
    use crate::people::{NewPerson, create};
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let new = NewPerson {
        given: "Пенка".to_owned(),
        family: "Измислена".to_owned(),
        ..NewPerson::default()
    };
    let id = create(&mut tx, &new).await.expect("a person");
    tx.commit().await.expect("saved");
    id
}

#[tokio::test]
async fn a_mail_server_that_is_away_for_a_day_loses_nothing_and_keeps_the_order() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    drop(listener);
    let test = office(port).await;
    for title in ["Първо", "Второ", "Трето"] {
        put(&test, &letter(mail("penka@example.bg"), title)).await;
        work(&test).await;
        test.clock.set(test.clock.now().plus_ms(7 * HOUR));
    }
    // Quiet hours have begun meanwhile: the day goes on to the next noon.
    test.clock.set(Instant(NOW.0 + 26 * HOUR));
    work(&test).await;
    let post = Post::default();
    serve(TcpListener::bind(("127.0.0.1", port)).expect("the port"), post.clone());
    for _ in 0..4 {
        test.clock.set(test.clock.now().plus_ms(HOUR / 3));
        work(&test).await;
    }
    assert_eq!(subjects(&post), ["Първо", "Второ", "Трето"]);
}

#[tokio::test]
async fn an_unknown_mailbox_is_noted_on_the_person_and_not_tried_again() {
    let (post, port) = post_office();
    post.unknown.lock().expect("the list").push("nobody@example.bg".to_owned());
    let test = office(port).await;
    let person = person(&test).await;
    let about = |title| Notice { about: Some(person), ..letter(mail("nobody@example.bg"), title) };
    let (first, other) = (put(&test, &about("Едно")).await, mail("penka@example.bg"));
    let good = put(&test, &letter(other, "Друго")).await;
    work(&test).await;
    assert_eq!(state(&test, first).await, course::STOPPED);
    assert_eq!(state(&test, good).await, course::SENT, "others are not held up");
    let second = put(&test, &about("Две")).await;
    assert_eq!(state(&test, second).await, course::STOPPED, "not even queued");
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let bad = unreachable::of_person(&tx, person).await.expect("addresses");
    tx.rollback().await;
    assert_eq!(bad.len(), 1, "noted once");
    assert!(bad[0].why.contains("550"), "{}", bad[0].why);
    let officer = test.officer();
    let file = test.get(&officer, &format!("/people/{person}")).await.text();
    assert!(file.contains("nobody@example.bg"), "the file tells of it");
    let page = format!("/notices/unreachable/{}", bad[0].row.id);
    assert_eq!(test.post(&officer, &page, &[]).await.status, StatusCode::SEE_OTHER);
    let retry = format!("/notices/{second}/do/retry");
    assert_eq!(test.post(&officer, &retry, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(state(&test, second).await, course::WAITING);
}

#[tokio::test]
async fn quiet_hours_and_a_limit_wait_for_the_morning_and_a_code_does_not() {
    let (post, port) = post_office();
    let test = office(port).await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let rules = Setting { per_receiver: 1, ..Setting::default() };
    setting::save(&mut tx, &rules, 0).await.expect("settings");
    tx.commit().await.expect("saved");
    test.clock.set(Instant(NOW.0 + 13 * HOUR));
    put(&test, &letter(mail("penka@example.bg"), "Нощно")).await;
    put(&test, &letter(mail("penka@example.bg"), "Второ")).await;
    let args = vec![("code", "123 456".to_owned())];
    let to = mail("penka@example.bg");
    let code = Notice { template: "account-code", to, args, about: None, href: String::new() };
    put(&test, &code).await;
    work(&test).await;
    assert_eq!(subjects(&post), ["Код за влизане"]);
    test.clock.set(Instant(NOW.0 + 22 * HOUR + 60_000));
    work(&test).await;
    assert_eq!(subjects(&post)[1..], ["Нощно"], "one a day");
    test.clock.set(Instant(NOW.0 + 46 * HOUR + 60_000));
    work(&test).await;
    assert_eq!(subjects(&post)[2..], ["Второ"]);
}

/// The path of a link in the last mail, below the municipality.
fn link(post: &Post, part: &str) -> String {
    let came = post.came.lock().expect("the mail").clone();
    let (_, bytes) = came.last().expect("a mail");
    let message = MessageParser::default().parse(bytes.as_slice()).expect("a message");
    let text = message.body_text(0).expect("a text").into_owned();
    let at = text.find(part).unwrap_or_else(|| panic!("{part} is not in {text}"));
    text[at..].split_whitespace().next().expect("a link").to_owned()
}

#[tokio::test]
async fn news_go_only_to_who_said_so_twice_and_are_left_with_one_click() {
    let (post, port) = post_office();
    let test = office(port).await;
    let (nobody, officer) = (test.nobody("ruse"), test.officer());
    let ask = [("email", "chitatel@example.bg"), ("language", "bg")];
    let asked = test.post(&nobody, "/subscribe", &ask).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.text());
    let again = test.post(&nobody, "/subscribe", &ask).await;
    let plain = |page: String| page.split("<main").nth(1).expect("a page").to_owned();
    assert_eq!(plain(asked.text()), plain(again.text()), "the same answer");
    work(&test).await;
    assert_eq!(subjects(&post), ["Потвърдете абонамента за новини"], "once");
    let new = [("title", "Нов център"), ("body", "Отваря врати.")];
    let made = test.post(&officer, "/notices/bulletins/new", &new).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let bulletin = made.location.strip_prefix("/ruse").expect("a place").to_owned();
    let send = format!("{bulletin}/send");
    let early = test.post(&officer, &send, &[]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody confirmed");
    let confirm = link(&post, "/subscribe/confirm/");
    assert_eq!(test.get(&nobody, &confirm).await.status, StatusCode::OK);
    let still = test.post(&officer, &send, &[]).await;
    assert_eq!(still.status, StatusCode::UNPROCESSABLE_ENTITY, "opening the link is no yes");
    assert_eq!(test.post(&nobody, &confirm, &[]).await.status, StatusCode::OK);
    assert_eq!(test.post(&officer, &send, &[]).await.status, StatusCode::SEE_OTHER);
    let twice = test.post(&officer, &send, &[]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "sent once");
    work(&test).await;
    assert_eq!(subjects(&post).last().map(String::as_str), Some("Нов център"));
    let raw = String::from_utf8_lossy(&post.came.lock().expect("the mail")[1].1).into_owned();
    assert!(raw.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{raw}");
    let leave = link(&post, "/subscribe/leave/");
    let click = [("List-Unsubscribe", "One-Click")];
    assert_eq!(test.post(&nobody, &leave, &click).await.status, StatusCode::OK);
    assert_eq!(test.post(&nobody, &leave, &click).await.status, StatusCode::OK, "twice is once");
    let wrong = test.get(&nobody, "/subscribe/leave/0000").await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    let readers = test.get(&officer, "/notices/readers?state=left").await.text();
    assert!(readers.contains("chitatel@example.bg"), "{readers}");
}

#[tokio::test]
async fn e_delivery_is_confirmed_by_hand_with_number_and_day() {
    let test = TestApp::new().await;
    let person = person(&test).await;
    let id = put(&test, &letter(Target::Delivery(person), "Решение")).await;
    work(&test).await;
    assert_eq!(state(&test, id).await, course::WAITING, "no machine sends it");
    let officer = test.officer();
    let list = test.get(&officer, "/notices/deliveries").await.text();
    assert!(list.contains(&id.to_string()), "{list}");
    let path = format!("/notices/{id}/do/sent");
    assert_eq!(test.get(&officer, &path).await.status, StatusCode::OK);
    let empty = test.post(&officer, &path, &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "number and day are asked");
    let on = |day| [("number", "ССЕВ-7"), ("on-day", day), ("on-month", "11"), ("on-year", "2026")];
    let ahead = test.post(&officer, &path, &on("25")).await;
    assert_eq!(ahead.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sent = test.post(&officer, &path, &on("23")).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let page = test.get(&officer, &format!("/notices/{id}")).await.text();
    assert!(page.contains("ССЕВ-7") && page.contains("23.11.2026"), "{page}");
    assert!(page.contains("01.12.2026"), "served on the first day after seven days: {page}");
    let back = format!("/notices/{id}/do/returned");
    let why = [("why", "Няма профил")];
    assert_eq!(test.post(&officer, &back, &why).await.status, StatusCode::SEE_OTHER);
    assert_eq!(state(&test, id).await, course::RETURNED);
    let again = test.post(&officer, &back, &why).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "not twice");
    let page = test.get(&officer, &format!("/notices/{id}")).await.text();
    assert!(page.contains("ССЕВ-7"), "the number stays: {page}");
}

#[tokio::test]
async fn words_are_saved_in_versions_and_wrong_names_stand_beside_the_field() {
    let test = TestApp::new().await;
    let officer = test.officer();
    let path = "/notices/templates/appointment-reminder/in/bg/edit";
    let with = |body: &'static str| [("subject", "Час"), ("body", body), ("_version", "0")];
    let wrong = test.post(&officer, path, &with("Елате на {day}, {egn}.")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = wrong.text();
    assert!(
        page.contains("„egn“") && page.contains("„time“") && page.contains("Елате на"),
        "{page}"
    );
    let good = with("Елате на {day} в {time}.");
    let mut seen = good.to_vec();
    seen.push(("preview", "1"));
    let preview = test.post(&officer, path, &seen).await;
    assert_eq!(preview.status, StatusCode::OK);
    assert!(preview.text().contains("Елате на вторник, 01.12.2026 в 10:30."), "the examples");
    assert_eq!(test.post(&officer, path, &good).await.status, StatusCode::SEE_OTHER);
    let late = test.post(&officer, path, &with("Друго: {day} {time}")).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "somebody saved meanwhile");
    let args = vec![("day", "вторник".to_owned()), ("time", "10:30".to_owned())];
    let to = mail("penka@example.bg");
    let template = "appointment-reminder";
    let id = put(&test, &Notice { template, to, args, about: None, href: String::new() }).await;
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let row = queue::one(&tx, id).await.expect("a notice");
    let (_, content, _) = queue::opened(&tx, &row).expect("opened");
    tx.rollback().await;
    assert_eq!(content.text, "Елате на вторник в 10:30.");
}

#[tokio::test]
async fn a_notice_without_a_value_is_not_sent_and_pages_are_for_those_who_may() {
    let test = TestApp::new().await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let args = vec![("day", "вторник".to_owned())];
    let to = mail("penka@example.bg");
    let template = "appointment-reminder";
    let lacking = Notice { template, to, args, about: None, href: String::new() };
    assert!(send(&mut tx, &lacking).await.is_err(), "the time is missing");
    assert!(find::page(&tx, &find::Sieve::default(), 1).await.expect("a page").0.is_empty());
    tx.rollback().await;
    let (officer, administrator) = (test.officer(), test.user("ruse", "administrator"));
    for path in ["/notices", "/notices/queue", "/notices/templates", "/notices/unreachable"] {
        assert_eq!(test.get(&officer, path).await.status, StatusCode::OK, "{path}");
        assert_eq!(test.get(&administrator, path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    for path in ["/notices/settings", "/notices/settings/mail", "/notices/settings/test"] {
        assert_eq!(test.get(&administrator, path).await.status, StatusCode::OK, "{path}");
        assert_eq!(test.get(&officer, path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
}
