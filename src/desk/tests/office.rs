//! A talk from its first line to its end, as both sides see it.

use super::{Desk, below};
use axum::http::StatusCode;

const FIRST: [(&str, &str); 1] = [("text", "Кой помага на майка ми вкъщи?")];

#[tokio::test]
async fn a_talk_is_taken_answered_and_ended_and_its_words_go() {
    let desk = Desk::open().await;
    assert!(desk.see("/chat").await.contains("На линия е 1 служител"));
    let chat = desk.ask(&FIRST).await;
    let page = desk.see(&chat).await;
    assert!(page.contains("номер 1 на опашката") && page.contains("Кой помага"), "{page}");
    let second = desk.ask(&[("text", "До колко часа работите?")]).await;
    assert!(desk.see(&second).await.contains("номер 2 на опашката"));
    let talk = desk.take().await;
    let page = desk.see(&chat).await;
    assert!(page.contains("Служител е на линия"), "{page}");
    assert!(!page.contains("Тест Служител"), "no name of a worker");
    assert!(desk.see(&second).await.contains("номер 1 на опашката"));
    let said = desk.act(&talk, &[("text", "Има асистентска подкрепа.")]).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text());
    assert!(desk.see(&chat).await.contains("Има асистентска подкрепа."));
    let more = desk.test.post(&desk.citizen, &chat, &[("text", "Благодаря!")]).await;
    assert_eq!(more.status, StatusCode::SEE_OTHER);
    let page = desk.test.get(&desk.officer, &talk).await.text();
    assert!(page.contains("Благодаря!") && page.contains("Има асистентска"), "{page}");
    assert_eq!(desk.act(&format!("{talk}/end"), &[]).await.status, StatusCode::SEE_OTHER);
    let page = desk.see(&chat).await;
    assert!(page.contains("Служителят приключи") && page.contains("Благодаря!"), "{page}");
    let page = desk.test.get(&desk.officer, &talk).await.text();
    assert!(!page.contains("Благодаря!"), "not for the office without agreement: {page}");
    desk.later(16);
    desk.tidy().await;
    let page = desk.see(&chat).await;
    assert!(!page.contains("Благодаря!") && page.contains("е изтрит"), "{page}");
}

#[tokio::test]
async fn what_was_agreed_to_be_kept_stays_for_its_time() {
    let desk = Desk::open().await;
    let chat = desk.ask(&[FIRST[0], ("keep", "yes"), ("name", "Мария")]).await;
    let talk = desk.take().await;
    let ended = desk.test.post(&desk.citizen, &format!("{chat}/end"), &[("keep", "yes")]).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.text());
    desk.later(60);
    desk.tidy().await;
    let officer = desk.test.again(&desk.officer).await;
    let page = desk.test.get(&officer, &talk).await.text();
    assert!(page.contains("Кой помага на майка ми"), "{page}");
    let list = desk.test.get(&officer, "/desk/ended").await.text();
    assert!(list.contains("запазен") && list.contains("приключен от гражданина"), "{list}");
    desk.later(181 * 24 * 60);
    desk.tidy().await;
    let again = desk.test.again(&desk.officer).await;
    let page = desk.test.get(&again, &talk).await.text();
    assert!(!page.contains("Кой помага на майка ми"), "{page}");
}

#[tokio::test]
async fn a_talk_goes_into_a_contact_that_the_worker_completes() {
    let desk = Desk::open().await;
    desk.ask(&FIRST).await;
    let talk = desk.take().await;
    let form = desk.test.get(&desk.officer, &format!("{talk}/pass")).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text());
    let wish = desk.act(&format!("{talk}/pass"), &[("kind", "wish")]).await;
    assert_eq!(wish.status, StatusCode::UNPROCESSABLE_ENTITY, "a wish needs a person");
    let passed = desk.act(&format!("{talk}/pass"), &[("kind", "contact")]).await;
    assert_eq!(passed.location, "/ruse/contacts/new", "{}", passed.text());
    let contact = desk.test.get(&desk.officer, &below(&passed.location)).await.text();
    assert!(contact.contains("Гражданин: Кой помага на майка ми вкъщи?"), "{contact}");
    let page = desk.test.get(&desk.officer, &talk).await.text();
    assert!(page.contains("контакт (24.11.2026"), "{page}");
    let twice = desk.act(&format!("{talk}/pass"), &[("kind", "contact")]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "a draft is not overwritten");
}

#[tokio::test]
async fn beyond_the_hours_it_becomes_a_question_with_a_term() {
    let desk = Desk::open().await;
    desk.duty("off").await;
    let page = desk.see("/chat").await;
    assert!(page.contains("action=\"/ruse/chat/question\""), "{page}");
    let empty = desk.test.post(&desk.citizen, "/chat/question", &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let asked = desk.test.post(&desk.citizen, "/chat/question", &FIRST).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text());
    let page = desk.see(&below(&asked.location)).await;
    assert!(page.contains("Номер на въпроса") && page.contains("Отговаряме до"), "{page}");
}

#[tokio::test]
async fn the_page_stands_on_the_sites_that_are_set_and_the_script_may_be_loaded_there() {
    let desk = Desk::open().await;
    let administrator = desk.test.user("ruse", "administrator");
    let policy = async || {
        let page = desk.test.get(&desk.citizen, "/chat").await;
        page.headers["content-security-policy"].to_str().unwrap().to_owned()
    };
    assert!(policy().await.contains("frame-ancestors 'none'"));
    let values = |sites| [("sites", sites), ("keep_days", "90"), ("idle_minutes", "30")];
    let wrong = desk.test.post(&administrator, "/desk/settings", &values("www.example.bg")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let set = values("https://www.example.bg");
    let saved = desk.test.post(&administrator, "/desk/settings", &set).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert!(policy().await.contains("frame-ancestors https://www.example.bg;"));
    let script = desk.test.get(&desk.citizen, "/chat/embed.js").await;
    assert_eq!(script.headers["cross-origin-resource-policy"], "cross-origin");
    assert!(script.text().contains("\"page\":\"/ruse/chat\""), "{}", script.text());
}

#[tokio::test]
async fn programs_read_and_answer_the_desk() {
    let desk = Desk::open().await;
    desk.ask(&FIRST).await;
    let now = desk.test.get(&desk.officer, "/api/desk").await.json();
    assert_eq!((now["is_open"].as_bool(), now["waiting"].as_u64()), (Some(true), Some(1)));
    let talks = desk.test.get(&desk.officer, "/api/desk/talks").await.json();
    let id = talks[0]["id"].as_str().unwrap().to_owned();
    let taken = desk.act(&format!("/api/desk/talks/{id}/take"), &[]).await.json();
    assert_eq!(taken["state"], "taken");
    let lines = desk.test.get(&desk.officer, &format!("/api/desk/talks/{id}")).await.json();
    assert_eq!(lines[0]["via"], "citizen");
}
