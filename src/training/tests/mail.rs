//! Messages to participants, received by a mail server of the test's own.

use crate::post_office::{Post, post_office};
use crate::testing::TestApp;
use crate::training::store::training_message;
use crate::training::{InvitedId, SeminarId, attend, invite, load, mail};
use crate::workforce::{self, EmployeeName};
use axum::http::StatusCode;
use kit::mail::Mailer;
use kit::types::Instant;
use mail_parser::{Message, MessageParser};

async fn with_mail(port: u16) -> TestApp {
    let mut test = TestApp::filled().await;
    let server = format!("smtp://127.0.0.1:{port}");
    let mailer = Mailer::new(&server, "Община Русе <no-reply@ruse.example.bg>").expect("a mailer");
    test.app = test.app.clone().with_mail(Some(mailer));
    test.router = test.app.router();
    test
}

async fn work(test: &TestApp) {
    let worker = test.app.worker();
    let ruse = test.system("ruse").municipality;
    while worker.turn(ruse).await.expect("a turn") {}
}

/// The next seminar of Ruse, one who has an address and is not invited, and one who has none and is.
async fn next(test: &TestApp) -> (SeminarId, EmployeeName, InvitedId) {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let (from, to) = (tx.today(), tx.today().plus(20));
    let one = load::seminars(&tx, from, to).await.expect("seminars").pop().expect("a seminar");
    let people = attend::participants(&tx, &one).await.expect("people");
    let all = workforce::employees(&tx).await.expect("employees");
    let ids: Vec<_> = all.iter().map(|one| one.id).collect();
    let addresses = workforce::addresses(&tx, &ids).await.expect("addresses");
    tx.rollback().await;
    let is_invited = |who: &EmployeeName| people.iter().any(|(_, one)| one.id == who.id);
    let other = all.iter().find(|one| !is_invited(one) && addresses.contains_key(&one.id));
    let silent = people.iter().find(|(_, one)| !addresses.contains_key(&one.id));
    let silent = silent.expect("somebody without an address").0.id;
    (one.row.id, other.expect("somebody with an address").clone(), silent)
}

async fn messages(test: &TestApp, id: SeminarId) -> Vec<training_message::Model> {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let all = mail::of_seminar(&tx, id).await.expect("messages");
    tx.rollback().await;
    all
}

async fn secret(test: &TestApp, id: InvitedId) -> String {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let secret = invite::secret(&tx, id).expect("a secret");
    tx.rollback().await;
    secret
}

/// What came about trainings, oldest first: the demonstration may send of other things.
fn came(post: &Post) -> Vec<Vec<u8>> {
    let all = post.came.lock().expect("the post").clone();
    let is_ours = |bytes: &Vec<u8>| {
        let message = MessageParser::default().parse(bytes.as_slice()).expect("a message");
        message.subject().is_some_and(|subject| subject.to_lowercase().contains("обучение"))
    };
    all.into_iter().map(|(_, bytes)| bytes).filter(is_ours).collect()
}

/// The file for the calendar.
fn calendar(message: &Message<'_>) -> String {
    let file = message.attachment(0).expect("a file");
    String::from_utf8(file.contents().to_vec()).expect("a text")
}

#[tokio::test]
async fn an_invitation_goes_once_and_leads_to_ones_own_address() {
    let (post, port) = post_office();
    let test = with_mail(port).await;
    let head = test.user("ruse", "head");
    let (id, who, silent) = next(&test).await;
    let path = format!("/training/seminars/{id}/mail");
    let invitation = [("kind", "invitation")];
    let nobody_new = test.post(&head, &path, &invitation).await;
    assert_eq!(nobody_new.status, StatusCode::UNPROCESSABLE_ENTITY, "all were written to before");
    let before = messages(&test, id).await.len();
    let who_id = who.id.to_string();
    let invite = format!("/training/seminars/{id}/invite");
    let invited = test.post(&head, &invite, &[("who", who_id.as_str())]).await;
    assert_eq!(invited.status, StatusCode::SEE_OTHER, "{}", invited.text());
    let written = test.post(&head, &path, &invitation).await;
    assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.text());
    work(&test).await;
    let all = came(&post);
    assert_eq!(all.len(), 1, "only to whoever was not written to");
    let message = MessageParser::default().parse(all[0].as_slice()).expect("a message");
    let subject = message.subject().expect("a subject");
    assert!(subject.starts_with("Покана за обучение"), "{subject}");
    assert!(!subject.contains(&who.name), "nobody stands in the subject");
    let all = messages(&test, id).await;
    assert_eq!(all.len(), before + 1);
    let row = all.last().expect("a message");
    assert!(row.sent_at.is_some() && row.answer.starts_with("250"), "{}", row.answer);
    let text = message.body_text(0).expect("a text").into_owned();
    let own = secret(&test, row.invited_id).await;
    assert!(text.contains(&format!("/ruse/my-training/{own}")), "{text}");
    assert!(calendar(&message).contains("METHOD:PUBLISH"), "the days for the calendar");
    let page = test.get(&head, &format!("/training/seminars/{id}")).await;
    assert!(page.text().contains("изпратено на 24.11.2026"), "{}", page.text());
    let twice = test.post(&head, &path, &invitation).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody is invited twice");
    let again = format!("/training/invited/{}/mail", row.invited_id);
    let again = test.post(&head, &again, &[]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text());
    let none = test.post(&head, &format!("/training/invited/{silent}/mail"), &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "no address is known");
    work(&test).await;
    assert_eq!(came(&post).len(), 2, "once more when it is asked for");
}

#[tokio::test]
async fn a_reminder_comes_once_on_the_working_day_before_and_word_when_it_will_not_be() {
    let (post, port) = post_office();
    let test = with_mail(port).await;
    let head = test.user("ruse", "head");
    let (id, who, _) = next(&test).await;
    let who_id = who.id.to_string();
    let invite = format!("/training/seminars/{id}/invite");
    test.post(&head, &invite, &[("who", who_id.as_str())]).await;
    let path = format!("/training/seminars/{id}/mail");
    test.post(&head, &path, &[("kind", "invitation")]).await;
    work(&test).await;
    let first = {
        let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
        let one = load::seminar(&tx, id).await.expect("the seminar");
        tx.rollback().await;
        one.row.first_day
    };
    let law = test.app.law(test.system("ruse").municipality);
    let before = law.calendar().previous_working(first.plus(-1).0);
    let at = |hour, minute| Instant::of_local(before.at(hour, minute, 0, 0));
    test.clock.set(at(8, 59));
    work(&test).await;
    let reminders = |all: &[training_message::Model]| {
        all.iter().filter(|one| one.kind == mail::REMINDER).count()
    };
    assert_eq!(reminders(&messages(&test, id).await), 0, "not before nine o'clock");
    test.clock.set(at(9, 1));
    work(&test).await;
    let all = messages(&test, id).await;
    let invited = all.iter().filter(|one| one.kind == mail::INVITATION).count();
    assert_eq!(reminders(&all), invited, "everybody with an address");
    let sent = came(&post).len();
    assert_eq!(sent, 1 + invited);
    let head = test.again(&head).await;
    let twice = test.post(&head, &path, &[("kind", "reminder")]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody twice on a day");
    let revoke = format!("/training/seminars/{id}/revoke");
    let gone = test.post(&head, &revoke, &[("why", "Обучителят е болен")]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
    work(&test).await;
    let all = came(&post);
    assert_eq!(all.len(), sent + invited);
    let last = MessageParser::default().parse(all[sent].as_slice()).expect("a message");
    assert!(calendar(&last).contains("METHOD:CANCEL"), "the entry leaves the calendar");
    assert!(!last.body_text(0).expect("a text").contains("/my-training/"), "no address any more");
}

#[tokio::test]
async fn without_a_mail_server_nothing_is_said_to_be_sent() {
    let test = TestApp::filled().await;
    let (id, who, _) = next(&test).await;
    let head = test.user("ruse", "head");
    let invite = format!("/training/seminars/{id}/invite");
    let who_id = who.id.to_string();
    test.post(&head, &invite, &[("who", who_id.as_str())]).await;
    let before = messages(&test, id).await.len();
    let path = format!("/training/seminars/{id}/mail");
    let refused = test.post(&head, &path, &[("kind", "invitation")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("не е настроено"), "{}", refused.text());
    assert_eq!(messages(&test, id).await.len(), before);
}

#[tokio::test]
async fn a_new_place_is_told_to_who_was_written_to_and_a_trainer_is_no_participant() {
    let (post, port) = post_office();
    let test = with_mail(port).await;
    let head = test.user("ruse", "head");
    let (id, ..) = next(&test).await;
    let path = format!("/training/seminars/{id}/edit");
    let own = {
        let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
        let one = load::seminar(&tx, id).await.expect("the seminar");
        let people = attend::participants(&tx, &one).await.expect("people");
        tx.rollback().await;
        people[0].1.id.to_string()
    };
    let wrong = [("place", "зала 5"), ("trainer-id", own.as_str())];
    let refused = test.post(&head, &path, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a participant gives nothing");
    let right = [("place", "зала 5"), ("trainer", "Друг Обучител")];
    let saved = test.post(&head, &path, &right).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    work(&test).await;
    let all = came(&post);
    let changed = messages(&test, id).await.iter().filter(|one| one.kind == mail::CHANGED).count();
    assert!(changed > 0 && all.len() == changed, "{changed} {}", all.len());
    let message = MessageParser::default().parse(all[0].as_slice()).expect("a message");
    assert!(message.body_text(0).expect("a text").contains("зала 5"));
    assert!(calendar(&message).contains("SEQUENCE:2"), "the calendar takes the later state");
    let stale = [("place", "зала 6"), ("trainer", "Друг Обучител"), ("_version", "1")];
    let conflict = test.post(&head, &path, &stale).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT, "{}", conflict.text());
}
