//! The shared tablet: no account, a personal number, an address that ends.

use super::support::{month, two};
use crate::delivery::pin::{NewWorker, add_worker, hashed};
use crate::delivery::tablet;
use crate::delivery::{TabletId, WorkerId};
use crate::services::ServiceId;
use crate::testing::{Answer, TestApp, encode};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};

struct Set {
    secret: String,
    tablet: TabletId,
    worker: WorkerId,
}

async fn set(test: &TestApp, service: ServiceId) -> Set {
    let pin_hash = hashed("2580").await.expect("a hash");
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let new = NewWorker { service, name: "Елена Примерова", pin_hash };
    let worker = add_worker(&mut tx, new).await.expect("a worker");
    let until = "2026-12-31".parse().expect("a day");
    let (tablet, secret) =
        tablet::add(&mut tx, service, ("Зала", until)).await.expect("an address");
    tx.commit().await.expect("saved");
    Set { secret, tablet, worker }
}

async fn send(
    test: &TestApp,
    (method, path): (&str, &str),
    cookie: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let pairs: Vec<(String, String)> =
        fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    let request = Request::builder()
        .method(method)
        .uri(format!("/ruse{path}"))
        .header(header::HOST, "test")
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(if method == "POST" { encode(&pairs) } else { String::new() }))
        .expect("a request");
    test.send(request).await
}

async fn try_pin(test: &TestApp, set: &Set, pin: &str) -> Answer {
    let worker = set.worker.to_string();
    let fields = [("worker", worker.as_str()), ("pin", pin)];
    send(test, ("POST", &format!("/tablet/{}", set.secret)), "", &fields).await
}

fn cookie(answer: &Answer) -> String {
    let all = answer.headers.get_all(header::SET_COOKIE).iter();
    let line =
        all.filter_map(|value| value.to_str().ok()).find(|line| line.starts_with("opora-tablet="));
    let line = line.expect("a cookie");
    assert!(line.contains("HttpOnly") && line.contains("SameSite=Strict"), "{line}");
    line.split(';').next().expect("a pair").to_owned()
}

#[tokio::test]
async fn a_worker_enters_days_on_a_tablet_with_a_number() {
    let test = TestApp::new().await;
    let (service, one, _) = two(&test).await;
    let set = set(&test, service).await;
    let at = format!("/tablet/{}", set.secret);
    let door = send(&test, ("GET", &at), "", &[]).await;
    assert_eq!(door.status, StatusCode::OK, "{}", door.text());
    let text = door.text();
    assert!(text.contains("Елена Примерова") && !text.contains("Първа"), "nobody is shown: {text}");
    let shut = send(&test, ("GET", &format!("{at}/sheet")), "", &[]).await;
    assert_eq!(shut.status, StatusCode::SEE_OTHER, "first the number");
    let entered = try_pin(&test, &set, "2580").await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
    let cookie = cookie(&entered);
    let sheet = send(&test, ("GET", &format!("{at}/sheet?day=2026-11-03")), &cookie, &[]).await;
    assert!(sheet.text().contains("Първа"), "{}", sheet.text());
    assert!(!sheet.text().contains("/people/"), "no way into files: {}", sheet.text());
    let button = format!("{one}.present");
    let fields = [("day", "2026-11-03"), ("say", button.as_str())];
    let said = send(&test, ("POST", &format!("{at}/sheet")), &cookie, &fields).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text());
    assert_eq!(month(&test, (service, "2026-11"), one).await["sums"]["given"], 480);
    let row = one.to_string();
    let entry = format!("{at}/entry?row={row}&day=2026-11-03");
    let form = send(&test, ("GET", &entry), &cookie, &[]).await;
    assert!(form.text().contains("Елена Примерова"), "who said it: {}", form.text());
    let fields = [
        ("row", row.as_str()),
        ("day", "2026-11-03"),
        ("said", "part"),
        ("hours", "3"),
        ("why", "Тръгна си"),
        ("_version", "1"),
    ];
    let corrected = send(&test, ("POST", &format!("{at}/entry")), &cookie, &fields).await;
    assert_eq!(corrected.status, StatusCode::SEE_OTHER, "{}", corrected.text());
    assert_eq!(month(&test, (service, "2026-11"), one).await["sums"]["given"], 180);
    send(&test, ("POST", &format!("{at}/leave")), &cookie, &[]).await;
    let after = send(&test, ("GET", &format!("{at}/sheet")), &cookie, &[]).await;
    assert_eq!(after.status, StatusCode::SEE_OTHER, "the sitting is over");
}

#[tokio::test]
async fn five_wrong_numbers_lock_it_and_the_office_opens_it() {
    let test = TestApp::new().await;
    let (service, ..) = two(&test).await;
    let set = set(&test, service).await;
    for left in ["4 опита", "3 опита", "2 опита", "1 опит", "заключен"] {
        let wrong = try_pin(&test, &set, "9999").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains(left), "{left}: {}", wrong.text());
        assert!(!wrong.text().contains("9999"), "what was typed is not shown again");
    }
    let right = try_pin(&test, &set, "2580").await;
    assert_eq!(right.status, StatusCode::UNPROCESSABLE_ENTITY, "it is locked");
    let head = test.user("ruse", "head");
    let page = format!("/delivery/{service}/tablet");
    assert!(test.get(&head, &page).await.text().contains("Заключен"));
    let change = format!("/delivery/{service}/workers/{}", set.worker);
    let unfit = test.post(&head, &change, &[("pin", "1234")]).await;
    assert_eq!(unfit.status, StatusCode::UNPROCESSABLE_ENTITY);
    let new = test.post(&head, &change, &[("pin", "7413")]).await;
    assert_eq!(new.status, StatusCode::SEE_OTHER, "{}", new.text());
    let opened = try_pin(&test, &set, "7413").await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
    let cookie = cookie(&opened);
    test.post(&head, &change, &[("do", "end")]).await;
    let sheet = format!("/tablet/{}/sheet", set.secret);
    let gone = send(&test, ("GET", &sheet), &cookie, &[]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "who left enters nothing more");
    assert_eq!(try_pin(&test, &set, "7413").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn tries_at_once_are_no_more_than_tries_one_after_another() {
    let test = TestApp::new().await;
    let (service, ..) = two(&test).await;
    let set = set(&test, service).await;
    let tries = (0..8).map(|_| try_pin(&test, &set, "9999"));
    let answers = futures_join(tries).await;
    let refused = [StatusCode::UNPROCESSABLE_ENTITY, StatusCode::CONFLICT];
    assert!(answers.iter().all(|answer| refused.contains(&answer.status)));
    let counted = answers.iter().filter(|answer| answer.text().contains("Остава")).count();
    assert!(counted <= 5, "{counted}");
}

async fn futures_join<F: Future<Output = Answer>>(all: impl Iterator<Item = F>) -> Vec<Answer> {
    let mut answers = Vec::new();
    let mut waiting: Vec<_> = all.map(Box::pin).collect();
    std::future::poll_fn(|context| {
        waiting.retain_mut(|one| match one.as_mut().poll(context) {
            std::task::Poll::Ready(answer) => {
                answers.push(answer);
                false
            }
            std::task::Poll::Pending => true,
        });
        if waiting.is_empty() { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    answers
}

#[tokio::test]
async fn an_address_revoked_expired_or_guessed_shows_nobody() {
    let test = TestApp::new().await;
    let (service, ..) = two(&test).await;
    let set = set(&test, service).await;
    let at = format!("/tablet/{}", set.secret);
    for guessed in ["0", "zz", &"a".repeat(64)] {
        let answer = send(&test, ("GET", &format!("/tablet/{guessed}")), "", &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    let mezdra = test.nobody("mezdra");
    assert_eq!(test.get(&mezdra, &at).await.status, StatusCode::NOT_FOUND);
    let cookie = cookie(&try_pin(&test, &set, "2580").await);
    let head = test.user("ruse", "head");
    let tablet = set.tablet.to_string();
    let revoke = format!("/delivery/{service}/tablet/revoke");
    test.post(&head, &revoke, &[("tablet", tablet.as_str())]).await;
    let sheet = send(&test, ("GET", &format!("{at}/sheet")), &cookie, &[]).await;
    assert_eq!(sheet.status, StatusCode::SEE_OTHER, "it is shut at once");
    let door = send(&test, ("GET", &at), &cookie, &[]).await.text();
    assert!(door.contains("вече не работи") && !door.contains("Елена"), "{door}");
    assert_eq!(try_pin(&test, &set, "2580").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn who_guesses_addresses_is_stopped() {
    let test = TestApp::new().await;
    let last = StatusCode::NOT_FOUND;
    for _ in 0..30 {
        assert_eq!(send(&test, ("GET", "/tablet/guess"), "", &[]).await.status, last);
    }
    let stopped = send(&test, ("GET", "/tablet/guess"), "", &[]).await;
    assert_eq!(stopped.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn who_sits_idle_gives_the_number_again() {
    let test = TestApp::new().await;
    let (service, ..) = two(&test).await;
    let set = set(&test, service).await;
    let cookie = cookie(&try_pin(&test, &set, "2580").await);
    let sheet = format!("/tablet/{}/sheet", set.secret);
    let minutes = |n: i64| kit::types::Instant(test.clock.now().0 + n * 60_000);
    test.clock.set(minutes(10));
    assert_eq!(send(&test, ("GET", &sheet), &cookie, &[]).await.status, StatusCode::OK);
    test.clock.set(minutes(10));
    assert_eq!(send(&test, ("GET", &sheet), &cookie, &[]).await.status, StatusCode::OK, "touched");
    test.clock.set(minutes(16));
    assert_eq!(send(&test, ("GET", &sheet), &cookie, &[]).await.status, StatusCode::SEE_OTHER);
}
