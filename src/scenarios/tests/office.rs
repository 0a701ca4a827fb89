//! Scenarios over the web.

use crate::testing::TestApp;
use axum::http::StatusCode;

#[tokio::test]
async fn a_municipality_without_people_is_told_what_to_enter() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    assert_eq!(test.get(&head, "/scenarios").await.status, StatusCode::OK);
    let new = [("title", "Опит"), ("years", "0")];
    let refused = test.post(&head, "/scenarios/new", &new).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Не се знае колко хора"), "{}", refused.text());
    let clerk = test.user("ruse", "intake");
    assert_eq!(test.get(&clerk, "/scenarios").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_is_typed_wrong_stays_in_its_box() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let typed = [("title", "Опит"), ("years", "40"), ("growth_old", "2,5")];
    let again = test.post(&head, "/scenarios/new", &typed).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(again.value("years").as_deref(), Some("40"));
    assert_eq!(again.value("growth_old").as_deref(), Some("2,5"));
    let sites = [("title", ""), ("services", "0"), ("goal", "друго")];
    let again = test.post(&head, "/scenarios/new-sites", &sites).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(again.value("services").as_deref(), Some("0"));
}

#[tokio::test]
async fn a_cost_has_a_source_and_the_newest_counts() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let path = "/scenarios/rates/new";
    for wrong in [
        vec![("service", "9"), ("cost", "5800")],
        vec![("service", "99"), ("cost", "5800"), ("source", "Отчет")],
        vec![("service", "9"), ("cost", "-5"), ("source", "Отчет")],
        vec![("service", "9"), ("turnover", "120"), ("source", "Отчет")],
    ] {
        let answer = test.post(&head, path, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong:?}");
    }
    for cost in ["5 800,00", "6100"] {
        let right = [("service", "9"), ("cost", cost), ("fee", "25,50"), ("source", "Отчет 2025")];
        let answer = test.post(&head, path, &right).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
    let list = test.get(&head, "/scenarios/rates").await.text();
    assert!(list.contains("6\u{a0}100,00") && !list.contains("5\u{a0}800,00"), "{list}");
    assert!(list.contains("Отчет 2025"));
}

#[tokio::test]
async fn scenarios_of_the_demonstration_say_the_same_again_and_are_compared() {
    let test = TestApp::filled().await;
    let head = test.user("ruse", "head");
    let all = test.get(&head, "/api/scenarios").await.json();
    let of = |kind: &str| -> Vec<String> {
        let rows = all.as_array().into_iter().flatten().filter(|row| row["kind"] == kind);
        rows.filter_map(|row| row["id"].as_str().map(str::to_owned)).collect()
    };
    let (what_ifs, sites) = (of("what-if"), of("sites"));
    assert_eq!((what_ifs.len(), sites.len()), (2, 2), "{all}");
    for id in what_ifs.iter().chain(&sites) {
        let home = format!("/scenarios/made/{id}");
        let page = test.get(&head, &home).await;
        assert_eq!(page.status, StatusCode::OK, "{home}");
        assert!(page.bytes.len() < 60_000, "{home}: {}", page.bytes.len());
        assert!(page.text().contains("От какво е пресметнато"));
        let again = test.post(&head, &format!("{home}/again"), &[]).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
        let table = test.get(&head, &format!("{home}/table?format=csv")).await;
        assert_eq!(table.status, StatusCode::OK);
    }
    let service = format!("/scenarios/made/{}/service?of=9", what_ifs[0]);
    let page = test.get(&head, &service).await.text();
    assert!(page.contains("Коефициент на Джини"), "{page}");
    let path = format!("/scenarios/compare?one={}&other={}", what_ifs[0], what_ifs[1]);
    let compared = test.get(&head, &path).await.text();
    assert!(compared.contains("Вторият сценарий"), "{compared}");
    let mixed = format!("/scenarios/compare?one={}&other={}", what_ifs[0], sites[0]);
    let refused = test.get(&head, &mixed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}
