//! Messages, received by a mail server of the test's own.

use super::Town;
use crate::testing::TestApp;
use kit::mail::Mailer;
use kit::types::Instant;
use mail_parser::{MessageParser, MimeHeaders};
use mailin::{Action, Handler, Response, SessionBuilder, response};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

/// What came: the receivers and the bytes of each message.
type Came = Arc<Mutex<Vec<(Vec<String>, Vec<u8>)>>>;

/// A mailbox that keeps all that is sent to it.
#[derive(Clone, Default)]
struct Post {
    to: Vec<String>,
    bytes: Vec<u8>,
    came: Came,
}

impl Handler for Post {
    fn rcpt(&mut self, to: &str) -> Response {
        self.to.push(to.to_owned());
        response::OK
    }
    fn data(&mut self, buf: &[u8]) -> std::io::Result<()> {
        self.bytes.extend_from_slice(buf);
        Ok(())
    }
    fn data_end(&mut self) -> Response {
        let (to, bytes) = (std::mem::take(&mut self.to), std::mem::take(&mut self.bytes));
        self.came.lock().unwrap().push((to, bytes));
        response::OK
    }
}

/// A mail server on a free port of this machine.
fn post_office() -> (Post, u16) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let post = Post::default();
    serve(listener, post.clone());
    (post, port)
}

/// Takes mail until the test ends.
fn serve(listener: TcpListener, post: Post) {
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            drop(talk(stream.unwrap(), post.clone()));
        }
    });
}

/// One conversation by the rules of SMTP (RFC 5321).
fn talk(stream: std::net::TcpStream, post: Post) -> std::io::Result<()> {
    let mut session = SessionBuilder::new("test").build(stream.peer_addr()?.ip(), post);
    let mut out = stream.try_clone()?;
    let mut lines = BufReader::new(stream);
    session.greeting().write_to(&mut out)?;
    let mut line = Vec::new();
    loop {
        line.clear();
        if lines.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        let answer = session.process(&line);
        if !matches!(answer.action, Action::NoReply) {
            answer.write_to(&mut out)?;
            out.flush()?;
        }
        if matches!(answer.action, Action::Close) {
            return Ok(());
        }
    }
}

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
