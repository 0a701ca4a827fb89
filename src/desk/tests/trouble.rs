//! What goes wrong: danger, many tabs, everybody leaves, the program is killed, two take the same talk.

use super::Desk;
use axum::http::StatusCode;
use tower::ServiceExt;

#[tokio::test]
async fn words_of_danger_show_telephones_at_once_and_the_talk_comes_first() {
    let desk = Desk::open().await;
    desk.ask(&[("text", "До колко часа работите?")]).await;
    let chat = desk.ask(&[("text", "Мъжът ми ме бие пред децата.")]).await;
    let page = desk.see(&chat).await;
    assert!(page.contains("href=\"tel:112\"") && page.contains("0800 1 86 76"), "{page}");
    assert!(page.contains("номер 1 на опашката"), "danger does not wait: {page}");
    let talk = desk.first().await;
    let page = desk.test.get(&desk.officer, &talk).await.text();
    assert!(page.contains("Думи за опасност: насилие"), "{page}");
}

#[tokio::test]
async fn fifty_tabs_of_one_address_are_stopped_and_what_was_typed_stays() {
    let desk = Desk::open().await;
    let mut last = None;
    for n in 0..50 {
        let text = format!("Въпрос номер {n}");
        let answer = desk.test.post(&desk.citizen, "/chat", &[("text", &text)]).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            assert!(answer.text().contains(&text), "{}", answer.text());
        }
        last = Some(answer.status);
    }
    assert_eq!(last, Some(StatusCode::TOO_MANY_REQUESTS));
    let open = desk.test.get(&desk.officer, "/api/desk").await.json()["waiting"].as_u64();
    assert!(open.is_some_and(|open| open < 10), "{open:?}");
}

#[tokio::test]
async fn when_everybody_leaves_each_gets_the_question_with_what_they_typed() {
    let desk = Desk::open().await;
    let waiting = desk.ask(&[("text", "Чакам за лична помощ.")]).await;
    desk.test.post(&desk.citizen, &waiting, &[("text", "Имам и втори въпрос.")]).await;
    desk.later(3);
    let page = desk.see(&waiting).await;
    assert!(page.contains("Служителите излязоха"), "{page}");
    assert!(page.contains("Чакам за лична помощ.\nИмам и втори въпрос.</textarea>"), "{page}");
    let late = desk.test.post(&desk.citizen, &waiting, &[("text", "Ало?")]).await;
    assert_eq!(late.status, StatusCode::SEE_OTHER, "nothing typed is lost");
    let page = desk.see(&waiting).await;
    assert!(page.contains("Имам и втори въпрос.\nАло?</textarea>"), "{page}");
    let path = format!("{waiting}/question");
    let asked = desk.test.post(&desk.citizen, &path, &[("text", "Чакам за лична помощ.")]).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text());
    assert!(desk.see(&waiting).await.contains("Таен код"));
    // A worker who comes back finds nobody waiting.
    desk.duty("on").await;
    let now = desk.test.get(&desk.officer, "/api/desk").await.json();
    assert_eq!(now["waiting"].as_u64(), Some(0));
}

#[tokio::test]
async fn a_line_that_was_shown_as_sent_is_there_after_a_kill() {
    let desk = Desk::open().await;
    let chat = desk.ask(&[("text", "Първи ред")]).await;
    let sent = desk.test.post(&desk.citizen, &chat, &[("text", "Втори ред")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let again = desk.test.reopened().await;
    let request = axum::http::Request::builder()
        .uri(format!("/ruse{chat}"))
        .header("host", "test")
        .body(axum::body::Body::empty())
        .unwrap();
    let answer = again.router().oneshot(request).await.unwrap();
    let bytes = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    let page = String::from_utf8_lossy(&bytes).into_owned();
    assert!(page.contains("Първи ред") && page.contains("Втори ред"), "{page}");
}

#[tokio::test]
async fn a_talk_has_one_worker_and_a_form_sent_twice_makes_one_line() {
    let desk = Desk::open().await;
    let twice = [("text", "Само веднъж"), ("_key", "one-and-the-same")];
    let chat = desk.ask(&twice).await;
    assert_eq!(desk.ask(&twice).await, chat, "the same form leads to the same talk");
    let line = [("text", "И това веднъж"), ("_key", "another-one")];
    for _ in 0..2 {
        let sent = desk.test.post(&desk.citizen, &chat, &line).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(desk.see(&chat).await.matches("И това веднъж").count(), 1);
    let talk = desk.take().await;
    let head = desk.test.user("ruse", "head");
    let second = desk.test.post(&head, &format!("{talk}/take"), &[]).await;
    assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", second.text());
    let foreign = desk.test.post(&head, &talk, &[("text", "Аз също")]).await;
    assert_eq!(foreign.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(desk.act(&format!("{talk}/release"), &[]).await.status, StatusCode::SEE_OTHER);
    let second = desk.test.post(&head, &format!("{talk}/take"), &[]).await;
    assert_eq!(second.status, StatusCode::SEE_OTHER, "{}", second.text());
}

#[tokio::test]
async fn a_secret_that_is_guessed_is_stopped() {
    let desk = Desk::open().await;
    let mut last = StatusCode::OK;
    for n in 0..40 {
        last = desk.test.get(&desk.citizen, &format!("/chat/{n:032x}")).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let live = desk.test.get(&desk.officer, "/desk/live").await;
    assert!(live.text().contains("event: changed"), "{}", live.text());
}
