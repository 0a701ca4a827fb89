//! The catalogue: found by any name, corrected without loss, known with its source.
#![allow(clippy::too_many_lines, reason = "a journey is told in one piece")]

use super::*;
use crate::testing::TestApp;
use axum::http::StatusCode;

fn fields<'a>(name: &'a str, capacity: &'a str, version: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", name),
        ("legacy-name", "Център за обществена подкрепа"),
        ("in-zsu", "yes"),
        ("new-provider", "Община Русе"),
        ("provider-kind", "municipality"),
        ("kind", "7"),
        ("access", "specialised"),
        ("purpose", "supporting"),
        ("level", "municipal"),
        ("funding", "state"),
        ("environment", "specialised"),
        ("environment", "mobile"),
        ("capacity", capacity),
        ("capacity-on-day", "31"),
        ("capacity-on-month", "12"),
        ("capacity-on-year", "2025"),
        ("source", "Решение № 529 от 20.04.2017"),
        ("confidence", "C"),
        ("_version", version),
    ]
}

#[tokio::test]
async fn a_service_is_entered_found_corrected_and_closed() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let mut new = fields("Дневна грижа за възрастни", "20", "");
    new.push(("_key", "once"));
    let added = test.post(&head, "/services", &new).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let path = added.location.strip_prefix("/ruse").unwrap().to_owned();
    let again = test.post(&head, "/services", &new).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "the provider is there by then");

    let officer = test.officer();
    for query in ["q=dnevna", "q=ОБЩЕСТВЕНА подкрепа", "kind=7&level=municipal", "funding=state"]
    {
        let query = query.replace(' ', "%20");
        let list = test.get(&officer, &format!("/services?{query}")).await.text();
        assert!(list.contains("Дневна грижа за възрастни"), "{query}");
        assert!(list.contains("преди:") && list.contains("20 места към 31.12.2025"));
        assert!(list.contains("източниците се разминават"));
    }
    assert!(test.get(&officer, "/services?kind=1").await.text().contains("Няма услуги"));

    let page = test.get(&officer, &path).await.text();
    assert!(
        page.contains("Решение № 529") && page.contains("Мобилна") && page.contains("Дневна грижа")
    );
    let provider = {
        let tx = test.app.db.read(&test.system("ruse")).await.unwrap();
        let found = all(&tx).await.unwrap();
        tx.rollback().await;
        assert_eq!(found.len(), 1);
        found[0].provider_id.to_string()
    };
    let mut change = fields("Дневна грижа за хора в напреднала възраст", "24", "1");
    change[3] = ("provider", &provider);
    let changed = test.post(&head, &path, &change).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text());
    let page = test.get(&officer, &path).await.text();
    assert!(page.contains("Променен капацитет от 20 на 24"), "the history stays");
    let late = test.post(&head, &path, &change).await;
    assert_eq!(late.status, StatusCode::CONFLICT);

    let last =
        [("closed-day", "1"), ("closed-month", "11"), ("closed-year", "2026"), ("_version", "2")];
    let closed = test.post(&head, &format!("{path}/close"), &last).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text());
    assert!(!test.get(&officer, "/services").await.text().contains("Дневна грижа за хора"));
    assert!(
        test.get(&officer, "/services?state=ended").await.text().contains("Дневна грижа за хора")
    );
}

#[tokio::test]
async fn programs_read_the_same_catalogue() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    test.post(&head, "/services", &fields("Подслон", "12", "")).await;
    let list = test.get(&head, "/api/services?q=podslon").await.json();
    let service = &list["services"][0];
    assert_eq!((&service["name"], &service["capacity"]), (&"Подслон".into(), &12.into()));
    let path = format!("/api/services/{}", service["id"].as_str().unwrap());
    let one = test.get(&head, &path).await.json();
    assert_eq!(one["source"], "Решение № 529 от 20.04.2017");
    assert_eq!(one["environment"], serde_json::json!(["specialised", "mobile"]));
    let elsewhere = test.get(&test.user("mezdra", "head"), &path).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
    assert_eq!(elsewhere.headers["content-type"], "application/problem+json");
    let nobody = test.get(&test.nobody("ruse"), "/api/services").await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_figure_without_a_source_is_not_taken() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let mut new = fields("Подслон", "много", "");
    new.retain(|(name, _)| *name != "source" && *name != "level");
    let wrong = test.post(&head, "/services", &new).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.value("capacity").as_deref(), Some("много"), "what was typed stays");
    assert!(wrong.text().contains("Въведете цяло число"));
    let officer = test.officer();
    assert_eq!(test.get(&officer, "/services/new").await.status, StatusCode::FORBIDDEN);
    assert_eq!(test.get(&head, "/services/new").await.status, StatusCode::OK);
}

#[test]
fn kinds_are_called_as_the_law_calls_them() {
    let rules = include_str!("../../crates/law/rules/services.toml");
    let book = law::Book::read(&[rules]).unwrap();
    ui::Texts::load(&crate::app::texts());
    for (item, key) in words::KINDS {
        let rule = book.newest(&format!("service.kind.{item:0>2}")).unwrap();
        let name = ui::text::text(ui::Lang::Bg, key);
        assert_eq!(name.to_lowercase(), rule.title.to_lowercase(), "{item}");
    }
}
