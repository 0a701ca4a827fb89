//! Messages, received by a mail server of the test's own.

use super::Town;
use crate::post_office::{Post, post_office, serve};
use crate::testing::TestApp;
use kit::mail::Mailer;
use kit::types::Instant;
use mail_parser::{MessageParser, MimeHeaders};
use std::net::TcpListener;

async fn town_with_mail(port: u16) -> Town {
    let mut test = TestApp::new().await;
    let server = format!("smtp://127.0.0.1:{port}");
    let mailer = Mailer::new(&server, "Община Русе <no-reply@ruse.example.bg>").unwrap();
    test.app = test.app.clone().with_mail(Some(mailer));
    test.router = test.app.router();
    Town::of(test).await
}

/// Runs the jobs that are due.
async fn work(town: &Town) {
    let worker = town.test.app.worker();
    let ruse = town.test.app.db.municipality("ruse").unwrap().id;
    while worker.turn(ruse).await.unwrap() {}
}

const EMAIL: [(&str, &str); 1] = [("email", "penka@example.bg")];

#[tokio::test]
async fn who_left_an_address_is_written_to() {
    let (post, port) = post_office();
    let town = town_with_mail(port).await;
    let officer = town.test.officer();
    let booked = town.book(&officer, ("2026-11-27", "10:00"), &EMAIL).await;
    assert_eq!(booked.status, 303, "{}", booked.text());
    work(&town).await;
    let came = post.came.lock().unwrap().clone();
    assert_eq!(came.len(), 1, "the confirmation, and no reminder yet");
    let (to, bytes) = &came[0];
    assert!(to[0].contains("penka@example.bg"), "{to:?}");
    let raw = String::from_utf8_lossy(bytes);
    assert!(bytes.is_ascii() && raw.contains("Subject: =?utf-8?"), "{raw}");
    let message = MessageParser::default().parse(bytes.as_slice()).unwrap();
    assert_eq!(message.subject(), Some("Записан час – Община Русе"));
    assert!(!message.subject().unwrap().contains("Измислена"), "nothing personal in the subject");
    assert_eq!(
        message.from().unwrap().first().unwrap().address(),
        Some("no-reply@ruse.example.bg")
    );
    let text = message.body_text(0).unwrap();
    assert!(text.contains("Пенка Измислена") && text.contains("27.11.2026"), "{text}");
    assert!(text.contains("000 555 00 00") && !text.contains("Лична помощ"), "{text}");
    let file = message.attachment(0).unwrap();
    assert_eq!(file.content_type().unwrap().attribute("method"), Some("PUBLISH"));
    let calendar = String::from_utf8(file.contents().to_vec()).unwrap();
    assert!(calendar.contains("DTSTART:20261127T080000Z\r\n"), "{calendar}");
    let path = booked.location.strip_prefix("/ruse").unwrap().to_owned();
    assert!(town.test.get(&officer, &path).await.text().contains("Изпратено на 24.11.2026"));
}

#[tokio::test]
async fn a_reminder_comes_one_working_day_before_and_not_after_cancelling() {
    let (post, port) = post_office();
    let town = town_with_mail(port).await;
    let officer = town.test.officer();
    // Monday: the working day before is Friday.
    let kept = town.book(&officer, ("2026-11-30", "10:00"), &EMAIL).await;
    let gone = town.book(&officer, ("2026-11-30", "11:00"), &EMAIL).await;
    assert_eq!((kept.status.as_u16(), gone.status.as_u16()), (303, 303));
    work(&town).await;
    let cancel = format!("{}/cancel", gone.location.strip_prefix("/ruse").unwrap());
    let why = [("_version", "1"), ("reason", "болна е")];
    assert_eq!(town.test.post(&officer, &cancel, &why).await.status, 303);
    work(&town).await;
    let subjects = || -> Vec<String> {
        let came = post.came.lock().unwrap().clone();
        let read = |bytes: &Vec<u8>| {
            let message = MessageParser::default().parse(bytes.as_slice()).unwrap();
            let file = message.attachment(0).unwrap();
            let text = String::from_utf8(file.contents().to_vec()).unwrap();
            let method = text.split_once("METHOD:").unwrap().1.split_once('\r').unwrap().0;
            format!("{} {method}", message.subject().unwrap())
        };
        came.iter().map(|(_, bytes)| read(bytes)).collect()
    };
    assert_eq!(subjects()[2], "Отказан час – Община Русе CANCEL");
    let at = |day: &str, minute| crate::reception::moment(day.parse().unwrap(), minute);
    town.test.clock.set(at("2026-11-27", 8 * 60 + 59));
    work(&town).await;
    assert_eq!(subjects().len(), 3, "not before nine o'clock");
    town.test.clock.set(at("2026-11-27", 9 * 60 + 1));
    work(&town).await;
    let all = subjects();
    assert_eq!(all.len(), 4, "{all:?}");
    assert_eq!(all[3], "Напомняне за записан час – Община Русе PUBLISH");
}

#[tokio::test]
async fn a_mail_server_that_is_away_is_tried_again() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let town = town_with_mail(port).await;
    let officer = town.test.officer();
    let booked = town.book(&officer, ("2026-11-27", "10:00"), &EMAIL).await;
    work(&town).await;
    let path = booked.location.strip_prefix("/ruse").unwrap().to_owned();
    let page = town.test.get(&officer, &path).await.text();
    assert!(page.contains("Още не е изпратено"), "{page}");
    let post = Post::default();
    serve(TcpListener::bind(("127.0.0.1", port)).unwrap(), post.clone());
    town.test.clock.set(Instant(crate::testing::NOW.0 + 10 * 60_000));
    work(&town).await;
    assert_eq!(post.came.lock().unwrap().len(), 1);
}
