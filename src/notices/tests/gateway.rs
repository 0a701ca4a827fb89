//! The gateway for short messages, with a server of the test's own: dry run, success, redirection, secrets.

use crate::notices::{Notice, Target, course, find, send};
use crate::testing::TestApp;
use axum::http::StatusCode;
use kit::gateway::Reach;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

/// What came: head and body of each request.
type Came = Arc<Mutex<Vec<(String, String)>>>;

/// A server that says the same to everybody.
fn provider(answer: &'static str) -> (Came, u16) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let came = Came::default();
    let kept = came.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let mut lines = BufReader::new(stream.try_clone().expect("a stream"));
            let (mut head, mut length) = (String::new(), 0);
            loop {
                let mut line = String::new();
                if lines.read_line(&mut line).unwrap_or(0) == 0 || line == "\r\n" {
                    break;
                }
                if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap_or(0);
                }
                head.push_str(&line);
            }
            let mut body = vec![0; length];
            lines.read_exact(&mut body).expect("a body");
            let body = String::from_utf8(body).expect("a text");
            kept.lock().expect("the list").push((head, body));
            drop(stream.write_all(answer.as_bytes()));
        }
    });
    (came, port)
}

async fn office(reach: Reach) -> TestApp {
    let mut test = TestApp::new().await;
    test.app = test.app.clone().with_reach(reach);
    test.router = test.app.router();
    test
}

async fn work(test: &TestApp) {
    let worker = test.app.worker();
    let ruse = test.app.db.municipality("ruse").expect("a municipality").id;
    while worker.turn(ruse).await.expect("a turn") {}
}

async fn set(test: &TestApp, port: u16, more: &[(&str, &str)]) -> StatusCode {
    let url = format!("http://127.0.0.1:{port}/send");
    let mut fields = vec![
        ("sms-url", url.as_str()),
        ("method", "POST"),
        ("sms-headers", "Authorization: Bearer taina\nContent-Type: application/json"),
        ("sms-body", r#"{"to":"{phone}","text":"{text}"}"#),
        ("success", "queued"),
    ];
    fields.extend_from_slice(more);
    let administrator = test.user("ruse", "administrator");
    test.post(&administrator, "/notices/settings/sms", &fields).await.status
}

async fn remind(test: &TestApp) -> String {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let args = vec![("day", "вторник".to_owned()), ("time", "10:30".to_owned())];
    let to = Target::Phone("0888 123 456".to_owned());
    let template = "appointment-reminder";
    let notice = Notice { template, to, args, about: None, href: String::new() };
    send(&mut tx, &notice).await.expect("a notice");
    tx.commit().await.expect("saved");
    work(test).await;
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let (rows, _) = find::page(&tx, &find::Sieve::default(), 1).await.expect("a page");
    tx.rollback().await;
    rows[0].state.clone()
}

const TAKEN: &str = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nqueued";

#[tokio::test]
async fn a_short_message_goes_to_the_gateway_that_is_set_and_a_dry_run_to_none() {
    let (came, port) = provider(TAKEN);
    let test = office(Reach::Local).await;
    let tried = [("dry", "yes"), ("_version", "0")];
    assert_eq!(set(&test, port, &tried).await, StatusCode::SEE_OTHER);
    assert_eq!(remind(&test).await, course::TRIED);
    assert!(came.lock().expect("the list").is_empty(), "a dry run sends nothing");
    assert_eq!(set(&test, port, &[("_version", "1")]).await, StatusCode::SEE_OTHER);
    assert_eq!(remind(&test).await, course::SENT);
    let (head, body) = came.lock().expect("the list").remove(0);
    assert!(head.to_lowercase().contains("authorization: bearer taina"), "{head}");
    let body: serde_json::Value = serde_json::from_str(&body).expect("JSON");
    assert_eq!(body["to"], "+359888123456");
    assert!(body["text"].as_str().is_some_and(|text| text.contains("вторник, 10:30")), "{body}");
    let administrator = test.user("ruse", "administrator");
    let page = test.get(&administrator, "/notices/settings/sms").await.text();
    assert!(!page.contains("taina"), "what is secret is not shown again");
    let to = [("channel", "sms"), ("to", "0888123456")];
    let tested = test.post(&administrator, "/notices/settings/test", &to).await;
    assert_eq!(tested.status, StatusCode::OK, "{}", tested.text());
    assert!(tested.text().contains("200 queued"), "the answer is shown");
}

#[tokio::test]
async fn a_redirection_is_not_followed_and_secrets_stay_with_their_host() {
    let (other, there) = provider(TAKEN);
    let answer = format!(
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{there}/\r\nContent-Length: 0\r\n\
         Connection: close\r\n\r\n"
    );
    let (came, port) = provider(answer.leak());
    let test = office(Reach::Local).await;
    assert_eq!(set(&test, port, &[("_version", "0")]).await, StatusCode::SEE_OTHER);
    assert_eq!(remind(&test).await, course::WAITING, "not taken, and not lost");
    assert_eq!(came.lock().expect("the list").len(), 1);
    assert!(other.lock().expect("the list").is_empty(), "nobody else was asked");
    let administrator = test.user("ruse", "administrator");
    let url = format!("http://127.0.0.1:{there}/send");
    let fields = [
        ("sms-url", url.as_str()),
        ("method", "POST"),
        ("sms-body", "{phone} {text}"),
        ("_version", "1"),
    ];
    let moved = test.post(&administrator, "/notices/settings/sms", &fields).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.text());
    let to = [("channel", "sms"), ("to", "0888123456")];
    test.post(&administrator, "/notices/settings/test", &to).await;
    let (head, _) = other.lock().expect("the list").remove(0);
    assert!(!head.contains("taina"), "the secret of another host: {head}");
}

#[tokio::test]
async fn inner_machines_are_out_of_reach() {
    let (came, port) = provider(TAKEN);
    let test = office(Reach::Outside).await;
    assert_eq!(set(&test, port, &[]).await, StatusCode::UNPROCESSABLE_ENTITY, "not sealed");
    let administrator = test.user("ruse", "administrator");
    let inner = [("host", "127.0.0.1"), ("port", "25"), ("seal", "open"), ("from", "a@example.bg")];
    let mail = test.post(&administrator, "/notices/settings/mail", &inner).await;
    assert_eq!(mail.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", mail.text());
    assert!(came.lock().expect("the list").is_empty());
}
