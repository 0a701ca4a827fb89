//! The phone of the assistant and of the user: no account, few taps, a number that locks.

use super::ready::{self, Family, as_planned, at, boxes, family};
use crate::hours::{accepted_in, link, load, pin};
use crate::testing::{Answer, TestApp, encode};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};

async fn send(test: &TestApp, (method, path): (&str, &str), fields: &[(String, String)]) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(format!("/ruse{path}"))
        .header(header::HOST, "test")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(if method == "POST" { encode(fields) } else { String::new() }))
        .expect("a request");
    test.send(request).await
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// The addresses of assistant and user, and the number of the user.
async fn phones(test: &TestApp, family: &Family) -> (String, String) {
    let hash = pin::hashed("2580").await.expect("a hash");
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let until = ready::day("2027-06-30");
    let of = (family.worker, "assistant");
    let (_, worker) = link::make(&mut tx, of, ("Асистентка", until)).await.expect("an address");
    let of = (family.user, "user");
    let (_, user) = link::make(&mut tx, of, ("Ползвател", until)).await.expect("an address");
    pin::give(&mut tx, family.user, ("Ползвател", hash)).await.expect("a number");
    tx.commit().await.expect("saved");
    (worker, user)
}

async fn sent(test: &TestApp, family: &Family, secret: &str) -> Answer {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let book = ready::book(&tx, family.contract, "2026-11").await;
    tx.rollback().await;
    let mut fields = boxes(&as_planned(&book, family.contract));
    fields.push(pair("contract", &family.contract.to_string()));
    fields.push(pair("month", "2026-11"));
    fields.push(pair("do", "send"));
    fields.push(pair("_key", "waited-on-the-phone"));
    send(test, ("POST", &format!("/my-hours/{secret}/write")), &fields).await
}

fn named(family: &Family, more: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut all = vec![pair("contract", &family.contract.to_string()), pair("month", "2026-11")];
    all.extend(more.iter().map(|(name, value)| pair(name, value)));
    all
}

#[tokio::test]
async fn a_month_goes_by_phone_number_and_office_into_the_pay_run() {
    let test = at("2026-12-02").await;
    let family = family(&test, 168).await;
    let (worker, _) = phones(&test, &family).await;
    let home = send(&test, ("GET", &format!("/my-hours/{worker}?month=2026-11")), &[]).await;
    assert_eq!(home.status, StatusCode::OK, "{}", home.text());
    assert!(home.text().contains("03.12.2026"), "the last day is shown: {}", home.text());
    let mut no_day = named(&family, &[("h31", "8"), ("kinds", "personal"), ("account", "Ден 31.")]);
    no_day.push(pair("do", "send"));
    let no_day = send(&test, ("POST", &format!("/my-hours/{worker}/write")), &no_day).await;
    assert_eq!(no_day.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", no_day.text());
    assert!(no_day.text().contains("Този месец няма такъв ден"), "{}", no_day.text());
    let answer = sent(&test, &family, &worker).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let again = sent(&test, &family, &worker).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "the same key makes one thing");
    let confirm = format!("/my-hours/{worker}/confirm");
    let wrong = send(&test, ("POST", &confirm), &named(&family, &[("pin", "9999")])).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text());
    assert!(wrong.text().contains("4 опита"), "{}", wrong.text());
    let right = send(&test, ("POST", &confirm), &named(&family, &[("pin", "2580")])).await;
    assert_eq!(right.status, StatusCode::SEE_OTHER, "{}", right.text());
    let page = format!("/worktime/labour/{}?month=2026-11", family.contract);
    let shown = test.get(&test.user("ruse", "head"), &page).await;
    assert!(shown.text().contains("договорените 168 ч"), "{}", shown.text());
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let book = ready::book(&tx, family.contract, "2026-11").await;
    assert_eq!(book.entries[0].reports.len(), 1, "sent twice it is one");
    let report = book.entries[0].last().expect("a report").row.id;
    tx.rollback().await;
    let decide = format!("/worktime/{report}/decide");
    let head = test.user("ruse", "head");
    let accepted = test.post(&head, &decide, &[("what", "accept")]).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.text());
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let all = accepted_in(&tx, ready::month("2026-11")).await.expect("a list");
    let [one] = all.as_slice() else { panic!("one report: {all:?}") };
    assert_eq!((one.contract, one.counted, one.attempt), (family.contract, 168 * 60, 1));
    assert_eq!((one.class, one.replaces, one.is_flat), (crate::hours::Class::Timely, None, true));
    assert!(accepted_in(&tx, ready::month("2026-10")).await.expect("a list").is_empty());
    tx.rollback().await;
}

#[tokio::test]
async fn five_wrong_numbers_lock_it_and_the_office_is_told() {
    let test = at("2026-12-02").await;
    let family = family(&test, 168).await;
    let (worker, user) = phones(&test, &family).await;
    sent(&test, &family, &worker).await;
    let confirm = format!("/my-hours/{worker}/confirm");
    for _ in 0..5 {
        let wrong = send(&test, ("POST", &confirm), &named(&family, &[("pin", "9999")])).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let right = send(&test, ("POST", &confirm), &named(&family, &[("pin", "2580")])).await;
    assert_eq!(right.status, StatusCode::UNPROCESSABLE_ENTITY, "it is locked");
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    assert_eq!(pin::locked(&tx).await.expect("a list").len(), 1);
    tx.rollback().await;
    let theirs = send(&test, ("GET", &format!("/my-hours/{user}?month=2026-11")), &[]).await;
    let title = "<title>Месечен отчет на Асистентка Пробна";
    assert!(theirs.text().contains(title), "the title says whose it is: {}", theirs.text());
    let own = format!("/my-hours/{user}/confirm");
    let done = send(&test, ("POST", &own), &named(&family, &[])).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "the user's own phone: {}", done.text());
}

#[tokio::test]
async fn a_guessed_or_revoked_address_shows_nothing() {
    let test = at("2026-12-02").await;
    let family = family(&test, 168).await;
    let (worker, user) = phones(&test, &family).await;
    let guess = send(&test, ("GET", "/my-hours/0000"), &[]).await;
    assert_eq!(guess.status, StatusCode::NOT_FOUND);
    let write = sent(&test, &family, &user).await;
    assert_eq!(write.status, StatusCode::NOT_FOUND, "a user writes no report: {}", write.text());
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    for row in link::of_person(&tx, family.worker).await.expect("addresses") {
        link::revoke(&mut tx, &row).await.expect("taken back");
    }
    tx.commit().await.expect("saved");
    let gone = send(&test, ("GET", &format!("/my-hours/{worker}")), &[]).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_user_sends_a_report_back_and_the_next_attempt_keeps_the_old() {
    let test = at("2026-12-02").await;
    let family = family(&test, 168).await;
    let (worker, user) = phones(&test, &family).await;
    sent(&test, &family, &worker).await;
    let object = format!("/my-hours/{user}/object");
    let back =
        send(&test, ("POST", &object), &named(&family, &[("reason", "На 5-и ме нямаше")])).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text());
    let write = format!("/my-hours/{worker}/write?contract={}&month=2026-11", family.contract);
    let shown = send(&test, ("GET", &write), &[]).await;
    assert!(shown.text().contains("На 5-и ме нямаше"), "{}", shown.text());
    let mut fields = named(&family, &[("h2", "8"), ("kinds", "personal"), ("do", "send")]);
    fields.push(pair("account", "Поправен."));
    let again = send(&test, ("POST", &format!("/my-hours/{worker}/write")), &fields).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text());
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let all = load::of_contract(&tx, family.contract).await.expect("attempts");
    let seen: Vec<(i32, u32)> =
        all.iter().map(|one| (one.row.attempt, one.sheet.worked())).collect();
    assert_eq!(seen, [(1, 168 * 60), (2, 480)]);
    tx.rollback().await;
}
