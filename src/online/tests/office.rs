//! The inbox: what came is taken, asked back, answered, refused, registered; other pages ask questions.

use super::with_file;
use crate::online::course::State;
use crate::online::sent::{self, Matter};
use crate::online::{CitizenId, NewQuestion, SentId, ask, of_account, tasks};
use crate::people::{self, NewPerson, PersonId, Wanted};
use crate::testing::{Answer, TestApp};
use axum::http::StatusCode;
use kit::types::AccountId;

fn is_again(answer: &Answer, words: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    assert!(answer.text().contains(words), "{}", answer.text());
}

/// A question of somebody. Gives its id and its number.
async fn asked(test: &TestApp, account: Option<CitizenId>) -> (SentId, String) {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let question = NewQuestion {
        text: "Кога работи приемната?".to_owned(),
        contact: "0000 123 456".to_owned(),
        about: "/online".to_owned(),
        account,
    };
    let kept = ask(&mut tx, question).await.expect("a question");
    let secret = crate::online::course::secret(&kept.number, &kept.code);
    let one = sent::behind(&tx, &secret).await.expect("found").expect("it");
    assert_eq!(one.row.due_on, kept.answer_until);
    tx.commit().await.expect("saved");
    (one.row.id, kept.number)
}

async fn matter(test: &TestApp, id: SentId) -> Matter {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let one = sent::matter(&tx, id).await.expect("it");
    tx.rollback().await;
    one
}

#[tokio::test]
async fn a_question_is_taken_asked_back_supplemented_and_answered() {
    let test = TestApp::new().await;
    let (officer, nobody) = (test.officer(), test.nobody("ruse"));
    let (id, _) = asked(&test, None).await;
    let home = format!("/online/inbox/{id}");
    let there = matter(&test, id).await.address();
    let list = test.get(&officer, "/online/inbox?q=2026-00001").await;
    assert!(list.text().contains(&home), "{}", list.text());
    let account = officer.account.expect("an account").to_string();
    let take = test.post(&officer, &format!("{home}/take"), &[("officer", &account)]).await;
    assert_eq!(take.status, StatusCode::SEE_OTHER, "{}", take.text());
    assert!(test.get(&nobody, &there).await.text().contains("Работи се"));
    is_again(&test.post(&officer, &format!("{home}/ask"), &[]).await, "text");
    let missing = [("text", "За кой град питате?")];
    let done = test.post(&officer, &format!("{home}/ask"), &missing).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert!(test.get(&nobody, &there).await.text().contains("За кой град питате?"));
    is_again(&test.post(&nobody, &there, &[("text", "")]).await, "text");
    let added = test.post(&nobody, &there, &[("text", "За Русе.")]).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let late = test.post(&nobody, &there, &[("text", "Още нещо.")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing is waited for");
    let answer = [("text", "От 9 до 17 часа."), ("_key", "once")];
    let done = test.post(&officer, &format!("{home}/answer"), &answer).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let twice = test.post(&officer, &format!("{home}/answer"), &answer).await;
    assert_eq!(twice.status, StatusCode::SEE_OTHER, "a double click answers once");
    assert!(test.get(&nobody, &there).await.text().contains("От 9 до 17 часа."));
    assert_eq!(matter(&test, id).await.state, State::Answered);
    let refused = test.get(&officer, &format!("{home}/refuse")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "it is closed");
}

#[tokio::test]
async fn a_document_that_was_asked_for_is_added_behind_number_and_code() {
    let test = TestApp::new().await;
    let (officer, nobody) = (test.officer(), test.nobody("ruse"));
    let (id, _) = asked(&test, None).await;
    let home = format!("/online/inbox/{id}");
    let there = matter(&test, id).await.address();
    let early = with_file(&test, (there.as_str(), "Ето."), ("paper.pdf", b"%PDF-1.7 one")).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing was asked for");
    let missing = [("text", "Пратете решението на съда.")];
    let done = test.post(&officer, &format!("{home}/ask"), &missing).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let page = test.get(&nobody, &there).await;
    assert!(page.text().contains("name=\"file\""), "{}", page.text());
    let words = (there.as_str(), "Ето решението.");
    let bomb = with_file(&test, words, ("bomb.zip", b"PK\x03\x04")).await;
    is_again(&bomb, "id=\"file-error\"");
    assert!(bomb.text().contains("Ето решението."), "nothing typed is lost");
    assert_eq!(matter(&test, id).await.state, State::Asked);
    let added = with_file(&test, words, ("paper.pdf", b"%PDF-1.7 one")).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    assert_eq!(matter(&test, id).await.state, State::Taken);
    let inbox = test.get(&officer, &home).await;
    assert!(inbox.text().contains(&format!("{home}/enclosed/")), "{}", inbox.text());
    assert!(inbox.text().contains("paper.pdf"), "{}", inbox.text());
}

#[tokio::test]
async fn two_who_answer_at_once_do_not_write_over_each_other() {
    let test = TestApp::new().await;
    let officer = test.officer();
    let (id, _) = asked(&test, None).await;
    let home = format!("/online/inbox/{id}");
    let account = officer.account.expect("an account").to_string();
    let take = [("officer", account.as_str()), ("_version", "1")];
    let done = test.post(&officer, &format!("{home}/take"), &take).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let old = [("text", "Отговор"), ("_version", "1")];
    let stale = test.post(&officer, &format!("{home}/answer"), &old).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text());
}

#[tokio::test]
async fn what_nobody_took_is_work_of_all_and_what_is_taken_of_one() {
    let test = TestApp::new().await;
    let officer = test.officer();
    let (id, number) = asked(&test, None).await;
    let own = officer.account.expect("an account");
    let law = test.app.law(test.system("ruse").municipality);
    let waiting = async |whose: AccountId| {
        let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
        let until = tx.today().plus(30);
        let own = [whose];
        let wanted = Wanted { whose: Some(&own), until, most: 10 };
        let all = tasks(&tx, &law, wanted).await.expect("tasks");
        tx.rollback().await;
        all.into_iter().map(|task| task.note).collect::<Vec<_>>()
    };
    let head = test.user("ruse", "head").account.expect("an account");
    assert_eq!(waiting(own).await, [number.clone()]);
    assert_eq!(waiting(head).await, [number.clone()]);
    let path = format!("/online/inbox/{id}/take");
    let done = test.post(&officer, &path, &[("officer", &own.to_string())]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!(waiting(own).await, [number]);
    assert!(waiting(head).await.is_empty());
}

async fn person(test: &TestApp) -> PersonId {
    let new = NewPerson {
        given: "Живка".to_owned(),
        family: "Измислена".to_owned(),
        ..NewPerson::default()
    };
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let id = people::create(&mut tx, &new).await.expect("a person");
    tx.commit().await.expect("saved");
    id
}

#[tokio::test]
async fn a_signal_that_came_online_is_registered_and_its_sender_told() {
    let test = TestApp::new().await;
    let (officer, nobody) = (test.officer(), test.nobody("ruse"));
    let typed = crate::online::content::Typed {
        values: [("who", "Мъж на спирката"), ("where", "до моста"), ("words", "Стои на студено.")]
            .map(|(code, text)| (code.to_owned(), text.to_owned()))
            .into(),
        ..crate::online::content::Typed::default()
    };
    let law = test.app.law(test.system("ruse").municipality);
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let new = sent::New { kind: "signal", typed: &typed, seed: "", about: "", citizen: None };
    let one = sent::add(&mut tx, &law, &new).await.expect("a signal");
    tx.commit().await.expect("saved");
    let id = one.row.id.to_string();
    let form = test.get(&officer, &format!("/signals/new?online={id}")).await;
    assert!(form.text().contains("Стои на студено."), "{}", form.text());
    assert!(form.text().contains("Мъж на спирката"));
    let fields = [
        ("online", id.as_str()),
        ("institution", "school"),
        ("channel", "online"),
        ("who", "Мъж на спирката, до моста"),
        ("text", "Стои на студено."),
        ("urgent", "none"),
    ];
    let saved = test.post(&officer, "/signals/new", &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let now = matter(&test, one.row.id).await;
    assert_eq!(now.state, State::Became);
    assert!(now.said.became_path.starts_with("/signals/"), "{}", now.said.became_path);
    let page = test.get(&nobody, &now.address()).await;
    assert!(page.text().contains("Регистрирано"), "{}", page.text());
    assert!(!page.text().contains("Мъж на спирката"), "the page repeats nothing that was said");
}

#[tokio::test]
async fn who_may_be_meant_is_shown_before_anybody_is_entered_twice() {
    let test = TestApp::new().await;
    let officer = test.officer();
    let known = person(&test).await;
    let typed = crate::online::content::Typed {
        values: [("behalf", "self"), ("name", "Живка Измислена"), ("words", "Помощ вкъщи.")]
            .map(|(code, text)| (code.to_owned(), text.to_owned()))
            .into(),
        ..crate::online::content::Typed::default()
    };
    let law = test.app.law(test.system("ruse").municipality);
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let new = sent::New { kind: "wish", typed: &typed, seed: "", about: "", citizen: None };
    let one = sent::add(&mut tx, &law, &new).await.expect("a wish");
    tx.commit().await.expect("saved");
    let id = one.row.id;
    let page = test.get(&officer, &format!("/online/inbox/{id}/person")).await;
    let path = format!("/ruse/people/{known}/wishes/new?online={id}");
    assert!(page.text().contains(&path), "{}", page.text());
    let chosen = test.get(&officer, &format!("/online/inbox/{id}/person?chosen={known}")).await;
    assert!(chosen.location.starts_with(&path), "{}", chosen.location);
    let form = test.get(&officer, chosen.location.trim_start_matches("/ruse")).await;
    assert!(form.text().contains("Помощ вкъщи."), "{}", form.text());
}

#[tokio::test]
async fn what_came_from_an_account_is_listed_there_and_in_no_other() {
    let test = TestApp::new().await;
    let (own, other) = (CitizenId(1), CitizenId(2));
    let (_, number) = asked(&test, Some(own)).await;
    asked(&test, None).await;
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let all = of_account(&tx, own).await.expect("a list");
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].number.as_str(), all[0].kind), (number.as_str(), "question"));
    assert_eq!(all[0].state, "received");
    assert!(of_account(&tx, other).await.expect("a list").is_empty());
    tx.rollback().await;
}
