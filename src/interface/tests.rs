//! The document and the program say the same.

use super::document;
use crate::app;
use crate::testing::TestApp;
use kit::web::Need;
use std::collections::BTreeSet;

#[tokio::test]
async fn every_json_route_is_described_with_its_right_and_nothing_else() {
    let test = TestApp::new().await;
    let whole = serde_json::to_value(document(ui::Lang::Bg)).expect("JSON");
    let mut described = BTreeSet::new();
    for (path, item) in whole["paths"].as_object().expect("paths") {
        for (method, said) in item.as_object().expect("operations") {
            let right = said["security"][0]["token"][0].as_str().unwrap_or_default();
            described.insert((method.to_uppercase(), path.clone(), right.to_owned()));
            assert!(!said["summary"].as_str().unwrap_or_default().is_empty(), "{path}");
            assert!(said["description"].as_str().unwrap_or_default().contains(right), "{path}");
            let answers = said["responses"].as_object().expect("answers");
            assert!(answers.contains_key("default") && answers.len() > 1, "{path}");
            let names = said["parameters"].as_array().expect("parameters").iter();
            let names: Vec<_> = names.map(|one| one["name"].as_str().unwrap_or("")).collect();
            for part in path.split('/').filter_map(|part| part.strip_prefix('{')) {
                assert!(names.contains(&part.trim_end_matches('}')), "{path}: {part}");
            }
        }
    }
    let routes = app::routes();
    let real = routes.list().iter().filter(|route| route.path.starts_with("/{municipality}/api/"));
    let real: BTreeSet<_> = real
        .map(|route| {
            let Need::Right(right) = route.need else { panic!("{} has no right", route.path) };
            (route.method.to_owned(), route.path.clone(), right.to_owned())
        })
        .collect();
    assert_eq!(described, real);
    drop(test);
}

#[tokio::test]
async fn the_document_is_served_as_json_and_as_a_page() {
    let test = TestApp::new().await;
    let ask = async |path: &str| {
        let request = axum::http::Request::builder().uri(path).header("host", "test");
        test.send(request.body(axum::body::Body::empty()).expect("a request")).await
    };
    let json = ask("/api/openapi.json").await;
    assert_eq!(json.status, 200);
    assert!(json.json()["openapi"].as_str().expect("a version").starts_with("3.1"));
    let page = ask("/api").await;
    let text = page.text();
    assert_eq!(page.status, 200, "{text}");
    assert!(text.contains("/{municipality}/api/people"), "{text}");
    assert!(text.contains("Регистриране на желание") && !text.contains("<script src=\"http"));
    assert!(page.bytes.len() < 60_000, "{} bytes", page.bytes.len());
    let people = ask("/api?part=people").await.text();
    assert!(people.contains("people.read"), "{people}");
    let parts: Vec<&str> = text.split("/api?part=").skip(1).collect();
    assert!(parts.len() > 10, "{text}");
    for part in parts.iter().filter_map(|rest| rest.split('"').next()) {
        let page = ask(&format!("/api?part={part}")).await;
        assert_eq!(page.status, 200, "{part}");
        assert!(page.bytes.len() < 60_000, "{part}: {} bytes", page.bytes.len());
    }
    assert_eq!(ask("/api?part=nothing").await.status, 404);
    let english = ask("/api?lang=en").await.text();
    assert!(english.contains("Register a wish"), "{english}");
}
