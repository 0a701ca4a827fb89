//! A sheet of many rows: errors beside cells, saved whole, taken back whole, on paper.

use super::Town;
use axum::http::StatusCode;

const HEAD: [(&str, &str); 6] = [
    ("channel", "event"),
    ("ekatte", "63427"),
    ("place", "Читалище"),
    ("minutes", "5"),
    ("rows", "10"),
    ("topic", "parking_card"),
];

#[tokio::test]
async fn a_sheet_is_saved_whole_or_shows_what_is_wrong_where() {
    let town = Town::new().await;
    let officer = town.test.officer();
    let form = town.test.get(&officer, "/sheets/contacts/new").await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text());
    assert!(form.text().len() < 60_000, "{} bytes", form.text().len());
    let mut fields = HEAD.to_vec();
    fields.extend([
        ("r0-name", "Стоян"),
        ("r1-topic", "телк"),
        ("r1-minutes", "15"),
        ("r2-topic", "времето"),
        ("r2-minutes", "999"),
        ("r3-place", "Атлантида"),
    ]);
    let wrong = town.test.post(&officer, "/sheets/contacts/new", &fields).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = wrong.text();
    assert!(
        page.contains("Въведете номер или име на тема") && page.contains("Няма такова населено")
    );
    assert!(page.contains("Стоян") && page.contains("времето"), "nothing is lost");
    let none = town.test.get(&officer, "/contacts").await.text();
    assert!(none.contains("Няма контакти"), "nothing was saved");
    let mut fields = HEAD.to_vec();
    fields.extend([("r0-name", "Стоян"), ("r1-topic", "телк"), ("r4-sex", "female")]);
    fields.push(("r4-age", "a80"));
    let saved = town.test.post(&officer, "/sheets/contacts/new", &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let path = saved.location.trim_start_matches("/ruse").to_owned();
    let numbers = town.test.get(&officer, "/api/contacts/statistics?period=all").await.json();
    assert_eq!(numbers["total"]["contacts"], 3, "{numbers}");
    assert_eq!(numbers["by"]["topic"]["parking_card"]["contacts"], 2, "as the head says");
    let sheet = town.test.get(&officer, &path).await;
    assert!(sheet.text().contains("Отмени листа"), "{}", sheet.text());
    let undone = town.test.post(&officer, &format!("{path}/undo"), &[("_version", "1")]).await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.text());
    let numbers = town.test.get(&officer, "/api/contacts/statistics?period=all").await.json();
    assert_eq!(numbers["total"]["contacts"], 0);
}

#[tokio::test]
async fn a_name_of_the_register_is_asked_about() {
    let town = Town::new().await;
    let officer = town.test.officer();
    let person = town.person("Мария", Some("63427")).await.to_string();
    let mut fields = HEAD.to_vec();
    fields.push(("r0-name", "Мария Примерова"));
    let asked = town.test.post(&officer, "/sheets/contacts/new", &fields).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.text().contains("Има такова име в регистъра"), "{}", asked.text());
    fields.push(("r0-person", &person));
    let saved = town.test.post(&officer, "/sheets/contacts/new", &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let numbers = town.test.get(&officer, "/api/contacts/statistics?period=all").await.json();
    assert_eq!(numbers["total"]["people"], 1);
}

#[tokio::test]
async fn an_empty_sheet_is_printed() {
    let town = Town::new().await;
    let officer = town.test.officer();
    for kind in ["contacts", "wishes"] {
        let paper = town.test.get(&officer, &format!("/sheets/print?kind={kind}")).await;
        assert_eq!(paper.status, StatusCode::OK, "{}", paper.text());
        assert!(paper.bytes.starts_with(b"%PDF"));
    }
}
