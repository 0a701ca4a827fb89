//! Every number opens the list that it counted; people are counted once.

use super::Town;
use axum::http::StatusCode;

async fn enter(town: &Town, fields: &[(&str, &str)]) {
    let usual =
        [("topic", "telk"), ("outcome", "informed"), ("channel", "phone"), ("minutes", "10")];
    let mut all: Vec<(&str, &str)> =
        usual.into_iter().filter(|(name, _)| !fields.iter().any(|(n, _)| n == name)).collect();
    all.extend_from_slice(fields);
    let saved = town.test.post(&town.test.officer(), "/contacts/new", &all).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
}

#[tokio::test]
async fn people_are_counted_once_and_contacts_each_time() {
    let town = Town::new().await;
    let officer = town.test.officer();
    let point = town.point.to_string();
    let person = town.person("Мария", Some("63427")).await.to_string();
    for _ in 0..3 {
        enter(&town, &[("person", &person), ("point", &point)]).await;
    }
    enter(&town, &[("sex", "female"), ("age", "a65"), ("ekatte", "63427")]).await;
    let numbers = town.test.get(&officer, "/api/contacts/statistics?period=all").await.json();
    assert_eq!(numbers["total"]["contacts"], 4, "{numbers}");
    assert_eq!(numbers["total"]["people"], 1);
    assert_eq!(numbers["total"]["anonymous"], 1);
    assert_eq!(numbers["total"]["minutes"], 40);
    assert_eq!(numbers["by"]["point"][&point]["people"], 1);
    assert_eq!(
        numbers["by"]["ekatte"]["63427"]["contacts"], 4,
        "the register knows where she lives"
    );
    assert_eq!(numbers["by"]["age"]["a65"]["anonymous"], 1);
    let page = town.test.get(&officer, "/contacts/statistics").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.text().contains(&format!("/ruse/contacts/people?point={point}")));
    let once = town.test.get(&officer, &format!("/contacts/people?point={point}")).await.text();
    assert_eq!(once.matches("Мария Примерова").count(), 1, "{once}");
    let list = town.test.get(&officer, "/contacts?who=anonymous").await.text();
    assert!(!list.contains("Мария"));
    for query in ["age=a65", "ekatte=63427", "point=none", "sex=female", "campaign=none"] {
        let list = town.test.get(&officer, &format!("/contacts?{query}")).await;
        assert!(list.text().contains("ТЕЛК"), "{query}: {}", list.text());
    }
    let file = town.test.get(&officer, "/contacts/statistics/export?period=all").await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.text().contains("Общо;4;1;1;40"), "{}", file.text());
    let file = town.test.get(&officer, "/contacts/export").await.text();
    assert_eq!(file.lines().count(), 5, "{file}");
    assert!(!file.contains("Мария"), "no names leave the walls");
}
