//! Who pays which part of a service with mixed funding.

use super::*;
use crate::testing::TestApp;
use axum::http::StatusCode;

async fn made(test: &TestApp, code: &str, funding: &str) -> ServiceId {
    let tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let provider =
        NewProvider { name: format!("Доставчик {code}"), ..NewProvider::default() };
    let provider_id = create_provider(&tx, &provider).await.expect("a provider");
    let new = NewService {
        code: code.into(),
        provider_id,
        name: format!("Услуга {code}"),
        kind: 7,
        funding: funding.into(),
        capacity: Some(20),
        capacity_on: "2026-01-01".parse().ok(),
        ..NewService::default()
    };
    let id = create_service(&tx, &new).await.expect("a service");
    tx.commit().await.expect("saved");
    id
}

fn parts<'a>(counts: &'a str, [state, municipal, own]: [&'a str; 3]) -> Vec<(&'a str, &'a str)> {
    vec![
        ("counts", counts),
        ("state", state),
        ("municipal", municipal),
        ("own", own),
        ("first-day", "1"),
        ("first-month", "6"),
        ("first-year", "2026"),
        ("basis", "Договор № 5 за смесено финансиране"),
    ]
}

#[tokio::test]
async fn parts_that_make_the_whole_are_entered_shown_and_exported() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let service = made(&test, "T1", "mixed").await;
    let (page, path) = (format!("/services/{service}"), format!("/services/{service}/shares"));
    let wrong = test.post(&head, &path, &parts("percent", ["60", "30", ""])).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("Дяловете правят 90%, а трябва да са 100%"), "{}", wrong.text());
    let wrong = test.post(&head, &path, &parts("places", ["15", "4", "0"])).await;
    assert!(wrong.text().contains("19 места, а услугата има 20"), "{}", wrong.text());
    let saved = test.post(&head, &path, &parts("percent", ["65", "30", "5"])).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let shown = test.get(&head, &page).await.text();
    for part in ["Държавен бюджет 65%", "държава 13, община 6, собствени 1", "от 01.06.2026"]
    {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let json = test.get(&head, &format!("/api{page}")).await.json();
    assert_eq!((&json["shares"]["state"], &json["shares"]["own"]), (&65.into(), &5.into()));
    let hsds = test.get(&head, "/api/hsds/services").await.json();
    let id = hsds["contents"][0]["id"].as_str().expect("a service").to_owned();
    let whole = test.get(&head, &format!("/api/hsds/services/{id}")).await.json();
    assert_eq!(whole["funding"][0]["source"], "Държавен бюджет: 65%", "{whole}");
    assert_eq!(whole["funding"].as_array().map(Vec::len), Some(3));
    // A newer decision holds from its day; the earlier one stays; a mistake is struck out.
    let mut later = parts("places", ["12", "8", "0"]);
    later[5].1 = "11";
    assert_eq!(test.post(&head, &path, &later).await.status, StatusCode::SEE_OTHER);
    let list = test.get(&head, &path).await.text();
    assert!(list.contains("12 места") && list.contains("65%"), "{list}");
    let newest = list.split("id=\"strike-").nth(1).and_then(|rest| rest.split('"').next());
    let strike = format!("{path}/{}", newest.expect("a figure"));
    let struck = test.post(&head, &strike, &[("why", "грешен ред")]).await;
    assert_eq!(struck.status, StatusCode::SEE_OTHER, "{}", struck.text());
    assert!(test.get(&head, &page).await.text().contains("Държавен бюджет 65%"));
}

#[tokio::test]
async fn only_mixed_funding_has_parts() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let service = made(&test, "T2", "state").await;
    let path = format!("/services/{service}/shares");
    let wrong = test.post(&head, &path, &parts("percent", ["60", "40", ""])).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text());
    assert!(wrong.text().contains("само за услуга със смесено"), "{}", wrong.text());
}

#[tokio::test]
async fn points_of_settlements_are_kept_with_their_source() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let row = crate::municipality::Settlement {
        ekatte: "47336".into(),
        kind: "гр.".into(),
        name: "Мартен".into(),
        name_latin: String::new(),
        folded: "мартен".into(),
        municipality_code: "RSE27".into(),
        municipality_name: "Русе".into(),
        district_code: "RSE".into(),
    };
    crate::municipality::put_settlements(&tx, &[row]).await.expect("a settlement");
    tx.commit().await.expect("saved");
    let point = |north: &'static str| {
        [("ekatte", "47336"), ("latitude", north), ("longitude", "26.074"), ("source", "карта")]
    };
    let wrong = test.post(&head, "/services/points", &point("север")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text());
    for north in ["43.9", "43.905"] {
        let saved = test.post(&head, "/services/points", &point(north)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    }
    let page = test.get(&test.officer(), "/services/points").await.text();
    assert!(page.contains("43.905, 26.074") && !page.contains("43.9, 26.074"), "{page}");
}
