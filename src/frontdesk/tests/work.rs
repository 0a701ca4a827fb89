//! "My work".

use super::{Town, morning};
use axum::http::StatusCode;

async fn with_a_wish() -> (Town, String) {
    let town = Town::at(morning(2027, 1, 4)).await;
    let person = town.person("Мария", Some("63427")).await.to_string();
    let service = town.day_care.to_string();
    let fields = town.wish(&service, &[]);
    let officer = town.test.officer();
    town.test.post(&officer, &format!("/people/{person}/wishes"), &fields).await;
    (town, person)
}

#[tokio::test]
async fn a_new_case_is_due_in_three_working_days() {
    let (town, _) = with_a_wish().await;
    let officer = town.test.officer();
    let page = town.test.get(&officer, "/work").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let text = page.text();
    assert!(text.contains("Мария Примерова") && text.contains("07.01.2027"), "{text}");
    assert!(text.contains("след 3 дни") && text.contains("Предлагане на среща"));
    assert!(page.bytes.len() < 60_000);
    let late = town.test.get(&officer, "/work?list=late").await.text();
    assert!(late.contains("Тук няма нищо за правене."));
    let week = town.test.get(&officer, "/work?list=week").await.text();
    assert!(week.contains("Мария Примерова"));
}

#[tokio::test]
async fn the_head_sees_the_team_and_others_do_not() {
    let (town, _) = with_a_wish().await;
    let head = town.test.user("ruse", "head");
    let page = town.test.get(&head, "/work").await.text();
    assert!(page.contains("Натовареност по служители"), "{page}");
    assert!(page.contains("Мария Примерова"));
    assert!(page.contains("Тест Служител по насочване"));
    let intake = town.test.user("ruse", "intake");
    let own = town.test.get(&intake, "/work").await.text();
    assert!(!own.contains("Мария Примерова"), "somebody else's case");
    let mezdra = town.test.get(&town.test.user("mezdra", "head"), "/work").await.text();
    assert!(!mezdra.contains("Мария Примерова"));
}

#[tokio::test]
async fn unfinished_forms_are_listed_resumed_and_thrown_away() {
    let town = Town::new().await;
    let officer = town.test.officer();
    let draft = [
        ("_path", "/ruse/contacts/new"),
        ("topic", "fees"),
        ("note", "започнато"),
        ("minutes", "4"),
    ];
    let kept = town.test.post(&officer, "/drafts", &draft).await;
    assert_eq!(kept.status, StatusCode::NO_CONTENT, "{}", kept.text());
    let work = town.test.get(&officer, "/work").await.text();
    assert!(work.contains("Започнато и незавършено: 1"), "{work}");
    let list = town.test.get(&officer, "/work/drafts").await.text();
    assert!(list.contains("Незавършен контакт") && list.contains("/ruse/contacts/new"));
    let form = town.test.get(&officer, "/contacts/new").await.text();
    assert!(form.contains("започнато"));
    let gone = [("path", "/ruse/contacts/new")];
    let gone = town.test.post(&officer, "/work/drafts", &gone).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    let work = town.test.get(&officer, "/work").await.text();
    assert!(!work.contains("Започнато и незавършено"));
}
