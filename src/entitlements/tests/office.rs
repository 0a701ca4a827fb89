//! The pages: a walk without a name, a code for the desk, and the end of its days.

use crate::entitlements::{fill, of_code, remove_old};
use crate::testing::{Answer, TestApp};
use axum::http::StatusCode;
use serde_json::json;

/// Somebody with a high degree of disability, as the result carries it.
const GIVEN: [(&str, &str); 21] = [
    ("crisis", "none"),
    ("place", "here"),
    ("age", "47"),
    ("living", "home"),
    ("disability", "95"),
    ("foreign_help", "yes"),
    ("other_assistance", "no"),
    ("family_carer", "yes"),
    ("needs_medical_care", "no"),
    ("home_options_exhausted", "no"),
    ("pension", "social"),
    ("wheelchair", "yes"),
    ("mobility_difficulty", "yes"),
    ("works_or_studies", "no"),
    ("lone", "no"),
    ("parent", "no"),
    ("foster_or_adoptive", "no"),
    ("carer", "no"),
    ("income", "640.00"),
    ("members", "2"),
    ("deposits", "unknown"),
];

async fn rows(test: &TestApp) -> usize {
    use crate::entitlements::store::entitlement_kept::Entity;
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let rows = sea_orm::QuerySelect::limit(tx.find::<Entity>(), 100).all(tx.conn()).await;
    tx.rollback().await;
    rows.expect("rows").len()
}

fn small(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert!(answer.bytes.len() < 60_000, "{} bytes", answer.bytes.len());
    assert!(answer.headers.get("set-cookie").is_none(), "no cookie");
}

#[tokio::test]
async fn questions_are_asked_one_by_one_and_nothing_is_kept() {
    let test = TestApp::new().await;
    let nobody = test.nobody("ruse");
    let start = test.get(&nobody, "/entitlements").await;
    small(&start);
    assert!(start.text().contains("Не питаме за име"), "{}", start.text());
    let first = test.get(&nobody, "/entitlements/check").await;
    small(&first);
    assert_eq!(first.value("at").as_deref(), Some("crisis"));
    let empty = test.post(&nobody, "/entitlements/check", &[("at", "crisis")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("Изберете отговор"), "{}", empty.text());
    let sent = [("at", "crisis"), ("go", "next"), ("crisis", "violence")];
    let second = test.post(&nobody, "/entitlements/check", &sent).await;
    small(&second);
    assert_eq!(second.value("at").as_deref(), Some("place"));
    assert_eq!(second.value("crisis").as_deref(), Some("violence"), "the answer is carried");
    assert!(second.text().contains("tel:112"), "help at once: {}", second.text());
    let back = [("at", "place"), ("go", "back"), ("crisis", "violence")];
    let before = test.post(&nobody, "/entitlements/check", &back).await;
    assert_eq!(before.value("at").as_deref(), Some("crisis"));
    assert!(before.text().contains("checked"), "the answer is still chosen");
    let english = test.get(&nobody, "/entitlements/check?lang=en").await;
    assert!(english.text().contains("Is the person in danger now?"), "{}", english.text());
    assert_eq!(rows(&test).await, 0);
}

#[tokio::test]
async fn the_result_names_condition_article_and_desk_and_is_printed_without_a_name() {
    let test = TestApp::new().await;
    let nobody = test.nobody("ruse");
    let mut sent = GIVEN.to_vec();
    sent.extend([("at", "members"), ("go", "next")]);
    let result = test.post(&nobody, "/entitlements/check", &sent).await;
    small(&result);
    let text = result.text();
    for shown in ["Лична помощ", "чл. 8, ал. 1 ЗЛП", "решение с чужда помощ", "390,63"]
    {
        assert!(text.contains(shown), "{shown}: {text}");
    }
    assert!(text.contains("name=\"go\" value=\"to-age\""), "answers can be changed");
    let printed = test.post(&nobody, "/entitlements/pdf", &GIVEN).await;
    assert_eq!(printed.status, StatusCode::OK, "{}", printed.text());
    assert!(printed.bytes.starts_with(b"%PDF"));
    let english = test.post(&nobody, "/entitlements/pdf?lang=en", &GIVEN).await;
    assert!(english.bytes.starts_with(b"%PDF"));
    assert_eq!(rows(&test).await, 0, "paper keeps nothing either");
}

#[tokio::test]
async fn a_code_leads_the_desk_to_the_answers_until_its_days_are_over() {
    let test = TestApp::new().await;
    let (nobody, officer) = (test.nobody("ruse"), test.officer());
    let half = test.post(&nobody, "/entitlements/keep", &GIVEN[..3]).await;
    assert_eq!(half.location, "/ruse/entitlements/check", "a half result is not kept");
    let mut sent = GIVEN.to_vec();
    sent.push(("_key", "the-key-of-a-result"));
    let kept = test.post(&nobody, "/entitlements/keep", &sent).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
    let twice = test.post(&nobody, "/entitlements/keep", &sent).await;
    assert_eq!(twice.location, kept.location);
    assert_eq!(rows(&test).await, 1, "kept once");
    let code = kept.location.rsplit('/').next().expect("a code").to_owned();
    let own = test.get(&nobody, &format!("/entitlements/kept/{code}")).await;
    assert!(own.text().contains(&crate::entitlements::kept::grouped(&code)), "{}", own.text());
    let none = test.post(&officer, "/entitlements/desk", &[("code", "000000000000")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", none.text());
    let found = test.post(&officer, "/entitlements/desk", &[("code", code.as_str())]).await;
    assert_eq!(found.status, StatusCode::SEE_OTHER, "{}", found.text());
    let path = found.location.trim_start_matches("/ruse").to_owned();
    let page = test.get(&officer, &path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.text().contains("/ruse/contacts/new?topic=personal_assistance"));
    assert!(page.bytes.len() < 60_000, "{}", page.bytes.len());
    let twin = test.user("mezdra", "head");
    let other = test.post(&twin, "/entitlements/desk", &[("code", code.as_str())]).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "another municipality");
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let checked = of_code(&tx, &code).await.expect("an answer").expect("a result");
    tx.rollback().await;
    let assistance = checked.outcomes.iter().find(|one| one.code == "personal-assistance");
    assert_eq!(assistance.expect("an outcome").answer, "yes");
    test.clock.set(test.clock.now().plus_ms(32 * 24 * 3_600_000));
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    assert!(of_code(&tx, &code).await.expect("an answer").is_none(), "its days are over");
    tx.rollback().await;
    let gone = test.get(&nobody, &format!("/entitlements/kept/{code}")).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    let ruse = test.system("ruse").municipality;
    assert_eq!(remove_old(&test.app, ruse).await.expect("removed"), 1);
    assert_eq!(rows(&test).await, 0);
}

#[tokio::test]
async fn guessing_a_code_is_stopped_and_answered_alike() {
    let test = TestApp::new().await;
    let nobody = test.nobody("ruse");
    let mut last = StatusCode::OK;
    for n in 0..40 {
        last = test.get(&nobody, &format!("/entitlements/kept/{n:012}")).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_program_asks_the_same_and_the_demonstration_keeps_results() {
    let test = TestApp::new().await;
    let answers: serde_json::Map<String, serde_json::Value> =
        GIVEN.iter().map(|(key, value)| ((*key).to_owned(), json!(value))).collect();
    let sent = json!({ "answers": answers });
    let found = post_json(&test, "/api/entitlements/check", &sent).await;
    assert_eq!(found.status, StatusCode::OK, "{}", found.text());
    assert_eq!(found.json()["open"], json!([]));
    let outcomes = found.json()["outcomes"].as_array().expect("outcomes").clone();
    let assistance = outcomes.iter().find(|one| one["code"] == "personal-assistance");
    assert_eq!(assistance.expect("an outcome")["answer"], "yes");
    let wrong = json!({ "answers": { "age": "стар" } });
    let wrong = post_json(&test, "/api/entitlements/check", &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text());
    let none = post_json(&test, "/api/entitlements/open", &json!({ "code": "1" })).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND, "{}", none.text());
    let ruse = test.app.db.municipality("ruse").expect("a municipality");
    fill(&test.app, &test.system("ruse"), &ruse).await.expect("filled");
    assert_eq!(rows(&test).await, 2);
}

/// Sends JSON as the officer, with the session's token against forgery.
async fn post_json(test: &TestApp, path: &str, body: &serde_json::Value) -> Answer {
    let token = test.officer().token.expect("a token");
    let hash = kit::crypto::fingerprint(&token);
    let request = axum::http::Request::builder()
        .method("POST")
        .uri(format!("/ruse{path}"))
        .header("host", "test")
        .header("cookie", format!("opora-ruse={token}"))
        .header("content-type", "application/json")
        .header("x-csrf-token", kit::crypto::fingerprint(format!("csrf/{hash}")))
        .body(axum::body::Body::from(body.to_string()))
        .expect("a request");
    test.send(request).await
}
