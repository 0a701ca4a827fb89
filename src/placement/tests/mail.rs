//! The mail with a provider's link, received by a mail server.

use super::link::{placed, stranger};
use super::support::{sent, state};
use crate::post_office::post_office;
use crate::referral::support::work;
use crate::services::{self, Numbers};
use crate::testing::TestApp;
use axum::http::StatusCode;
use kit::mail::Mailer;
use mail_parser::MessageParser;

async fn with_mail(port: u16) -> TestApp {
    let mut test = TestApp::new().await;
    let server = format!("smtp://127.0.0.1:{port}");
    let mailer = Mailer::new(&server, "Община Русе <no-reply@ruse.example.bg>").expect("a mailer");
    test.app = test.app.clone().with_mail(Some(mailer));
    test.router = test.app.router();
    test
}

/// The address that a mail leads to.
fn address(text: &str) -> String {
    let start = text.find("http").expect("an address");
    text[start..].split_whitespace().next().expect("an address").to_owned()
}

#[tokio::test]
async fn a_provider_receives_a_link_that_opens_and_takes_one_answer() {
    let (post, port) = post_office();
    let test = with_mail(port).await;
    let id = placed(&test).await;
    sent(&test, &id, "/link", &[("email", "dostavchik@example.bg")]).await;
    work(&test).await;
    let came = post.came.lock().expect("the post").clone();
    assert_eq!(came.len(), 1, "one mail");
    let (to, bytes) = &came[0];
    assert!(to[0].contains("dostavchik@example.bg"), "{to:?}");
    assert!(bytes.is_ascii(), "a mail goes through any server");
    let message = MessageParser::default().parse(bytes.as_slice()).expect("a message");
    assert_eq!(message.subject(), Some("Насочване към Ваша услуга"));
    let text = message.body_text(0).expect("a text").into_owned();
    assert!(text.contains("Община Русе насочва човек към Ваша услуга"), "{text}");
    assert!(!text.contains("Измислена") && !text.contains("0888000000"), "nobody's data: {text}");
    let link = address(&text);
    let path = link.strip_prefix("http://test/ruse").expect("an address of the office").to_owned();
    let nobody = stranger(&test);
    let page = test.get(&nobody, &path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.text().contains("Измислена Пробна Образцова"), "{}", page.text());
    let fields = [("answer", "full"), ("name", "М. Примерова"), ("reason", "Групата е пълна")];
    let answer = test.post(&nobody, &path, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(state(&test, &id).await, "waiting");
}

#[tokio::test]
async fn a_mail_leads_where_the_municipality_says_that_letters_lead() {
    let (post, port) = post_office();
    let test = with_mail(port).await;
    let tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let address = "https://opora.ruse.example".to_owned();
    let numbers = Numbers { address, ..Numbers::default() };
    services::put_numbers(&tx, &numbers).await.expect("the address");
    tx.commit().await.expect("saved");
    let id = placed(&test).await;
    sent(&test, &id, "/link", &[("email", "dostavchik@example.bg")]).await;
    work(&test).await;
    let came = post.came.lock().expect("the post").clone();
    let message = MessageParser::default().parse(came[0].1.as_slice()).expect("a message");
    let text = message.body_text(0).expect("a text").into_owned();
    assert!(super::mail::address(&text).starts_with("https://opora.ruse.example/ruse/provider/"));
}
