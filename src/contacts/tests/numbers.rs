//! Every number opens the list that it counted; people are counted once.

use super::Town;
use crate::testing::{TestApp, User};
use axum::http::StatusCode;
use sea_orm::{ConnectionTrait, Statement};

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

/// The links of a page whose words are a number, with the number.
fn numbers_of(page: &str) -> Vec<(String, u64)> {
    let links = page.split("href=\"").skip(1).filter_map(|rest| {
        let (href, rest) = rest.split_once("\">")?;
        let (words, _) = rest.split_once("</a>")?;
        let digits: String = words.chars().filter(|c| !c.is_whitespace()).collect();
        Some((href.replace("&#38;", "&").replace("&amp;", "&"), digits.parse().ok()?))
    });
    links.filter(|(href, _)| href.contains("/contacts")).collect()
}

/// How many lines the list behind a number has: of contacts by its export, of people page by page.
async fn behind(test: &TestApp, user: &User, href: &str) -> u64 {
    let href = href.trim_start_matches(&format!("/{}", user.municipality));
    if let Some(query) = href.strip_prefix("/contacts?") {
        let file = test.get(user, &format!("/contacts/export?{query}")).await.text();
        return file.lines().count() as u64 - 1;
    }
    let mut lines = 0;
    for number in 1.. {
        let page = test.get(user, &format!("{href}&page={number}")).await;
        assert_eq!(page.status, StatusCode::OK, "{href}");
        let rows = page.text().matches("<tr class=\"govuk-table__row").count().saturating_sub(1);
        lines += rows as u64;
        if rows < kit::web::PAGE_ROWS as usize {
            break;
        }
    }
    lines
}

#[tokio::test]
async fn every_number_of_the_demonstration_opens_a_list_of_that_many() {
    let test = TestApp::filled().await;
    for slug in ["ruse", "mezdra"] {
        let head = test.user(slug, "head");
        let counted = test.get(&head, "/api/contacts/statistics?period=all").await.json();
        // Counted once more, apart from the program.
        let tx = test.app.db.read(&test.system(slug)).await.expect("a transaction");
        let sql = "select count(*) as contacts, count(distinct person_id) as people from contact \
                   where municipality_id = $1 and cancelled_at is null";
        let own = [test.system(slug).municipality.0.into()];
        let backend = tx.conn().get_database_backend();
        let row = Statement::from_sql_and_values(backend, sql, own);
        let row = tx.conn().query_one_raw(row).await.expect("an answer").expect("a row");
        tx.rollback().await;
        for name in ["contacts", "people"] {
            let apart: i64 = row.try_get("", name).expect("a number");
            assert!(apart > 20, "{slug}: {apart} {name}");
            assert_eq!(counted["total"][name], apart, "{slug}");
        }
        let mut asked = 0;
        let usual = ["", "point", "worker", "topic", "law", "ekatte", "sex", "age", "month"];
        let own = counted["by"].as_object().expect("tables").keys();
        let own: Vec<&str> =
            own.map(String::as_str).filter(|by| by.starts_with("extra-")).collect();
        assert!(own.len() >= 2, "{slug}: the own fields of the office are counted");
        for by in usual.into_iter().chain(own) {
            let page = format!("/contacts/statistics?period=all&by={by}");
            for (href, number) in numbers_of(&test.get(&head, &page).await.text()) {
                assert_eq!(behind(&test, &head, &href).await, number, "{by}: {href}");
                asked += 1;
            }
        }
        assert!(asked > 100, "{slug}: {asked}");
    }
}
