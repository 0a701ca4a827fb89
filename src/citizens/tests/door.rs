//! Coming in: equal answers, codes that open once, sessions apart from those of staff, forms that are ours.

use super::{Browser, PASSWORD, officer, opened, person, tied};
use crate::testing::TestApp;
use axum::http::StatusCode;

#[tokio::test]
async fn an_account_is_opened_without_a_name_and_its_owner_comes_in_again() {
    let test = TestApp::new().await;
    let (browser, login, factor) = opened(&test).await;
    let out = browser.post(&test, "/my/sign-out", &[("_key", "out")]).await;
    assert_eq!(out.location, "/ruse/my/sign-in");
    assert_eq!(browser.get(&test, "/my").await.location, "/ruse/my/sign-in", "the session ended");

    test.clock.set(test.clock.now().plus_ms(60_000));
    let code = factor.code(test.clock.now());
    let fields = [("login", login.as_str()), ("password", PASSWORD), ("code", code.as_str())];
    let mut again = Browser::default();
    let answer = again.post(&test, "/my/sign-in", &fields).await;
    assert_eq!(answer.location, "/ruse/my", "{}", answer.text());
    again.keep(&answer);
    assert_eq!(again.get(&test, "/my").await.status, StatusCode::OK);
    let twice = Browser::default().post(&test, "/my/sign-in", &fields).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "a code opens once");
}

#[tokio::test]
async fn nobody_learns_whether_an_account_exists() {
    let test = TestApp::new().await;
    let (_, login, factor) = opened(&test).await;
    test.clock.set(test.clock.now().plus_ms(60_000));
    let code = factor.code(test.clock.now());
    let browser = Browser::default();
    let mut pages = Vec::new();
    for fields in [
        [("login", "000000000"), ("password", PASSWORD), ("code", code.as_str())],
        [("login", login.as_str()), ("password", "друга дълга парола"), ("code", code.as_str())],
        [("login", login.as_str()), ("password", PASSWORD), ("code", "000000")],
    ] {
        let answer = browser.post(&test, "/my/sign-in", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = answer.text();
        assert!(text.contains("не са верни"), "{text}");
        let error = text.split("govuk-error-summary").nth(1).unwrap_or_default();
        pages.push(error.split("</div>").next().unwrap_or_default().to_owned());
    }
    assert!(pages.windows(2).all(|two| two[0] == two[1]), "{pages:#?}");
}

#[tokio::test]
async fn who_guesses_waits() {
    let test = TestApp::new().await;
    let browser = Browser::default();
    let fields = [("login", "123456789"), ("password", "налучквам си"), ("code", "000000")];
    let mut last = String::new();
    for _ in 0..6 {
        last = browser.post(&test, "/my/sign-in", &fields).await.text();
    }
    assert!(!last.contains("не са верни"), "the sixth try is not even looked at");
}

#[tokio::test]
async fn a_session_of_staff_opens_no_account_and_an_account_opens_no_office() {
    let test = TestApp::new().await;
    let staff = test.get(&officer(&test), "/my").await;
    assert_eq!(staff.location, "/ruse/my/sign-in");
    let (browser, ..) = opened(&test).await;
    for path in ["/people", "/audit", "/citizens"] {
        assert!(browser.get(&test, path).await.location.contains("/sign-in"), "{path}");
    }
}

#[tokio::test]
async fn a_form_of_another_session_is_refused() {
    let test = TestApp::new().await;
    let (browser, ..) = opened(&test).await;
    for token in ["", "0000"] {
        let fields = [("_csrf".to_owned(), token.to_owned()), ("_key".into(), "out".into())];
        let answer = browser.post_as_is(&test, "/my/sign-out", &fields).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(browser.get(&test, "/my").await.status, StatusCode::OK, "still signed in");
}

#[tokio::test]
async fn a_session_ends_after_a_quarter_of_an_hour_without_use() {
    let test = TestApp::new().await;
    let (browser, ..) = opened(&test).await;
    test.clock.set(test.clock.now().plus_ms(14 * 60_000));
    assert_eq!(browser.get(&test, "/my").await.status, StatusCode::OK);
    test.clock.set(test.clock.now().plus_ms(14 * 60_000));
    assert_eq!(browser.get(&test, "/my").await.status, StatusCode::OK, "used meanwhile");
    test.clock.set(test.clock.now().plus_ms(16 * 60_000));
    assert_eq!(browser.get(&test, "/my").await.location, "/ruse/my/sign-in");
}

#[tokio::test]
async fn an_officer_ties_an_account_by_a_code_that_serves_once() {
    let test = TestApp::new().await;
    let (mut browser, ..) = opened(&test).await;
    let ivan = person(&test, "Иван", "1970-05-05").await;
    let done = tied(&test, &mut browser, ivan).await;
    assert_eq!(done.location, format!("/ruse/people/{ivan}/citizen"), "{}", done.text());
    // The session that showed the code ended with the tie: the owner comes in anew.
    let path = format!("/people/{ivan}/citizen");
    let fields = [("code", "12345678"), ("proof", "id_card"), ("_key", "other")];
    let wrong = test.post(&officer(&test), &path, &fields).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("Няма такъв код"));
    let page = test.get(&officer(&test), &path).await.text();
    assert!(page.contains("лична карта"), "{page}");
    let reader = test.user("ruse", "reader");
    assert_eq!(test.get(&reader, &path).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_small_child_has_no_account_of_its_own() {
    let test = TestApp::new().await;
    let (mut browser, ..) = opened(&test).await;
    let child = person(&test, "Мими", "2016-05-05").await;
    let refused = tied(&test, &mut browser, child).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("родител или настойник"));
}

#[tokio::test]
async fn a_challenge_of_a_passkey_is_used_once_and_a_made_up_answer_opens_nothing() {
    let test = TestApp::new().await;
    let browser = Browser::default();
    let begun = browser.post(&test, "/my/passkey/begin", &[]).await;
    assert_eq!(begun.status, StatusCode::OK, "{}", begun.text());
    let begun = begun.json();
    assert!(begun["options"]["publicKey"]["challenge"].is_string());
    assert!(begun["options"].get("mediation").is_none());
    let answer = |step: &str| {
        serde_json::json!({ "step": step, "credential": {
            "id": "AAAA", "rawId": "AAAA", "type": "public-key", "extensions": {},
            "response": { "authenticatorData": "AAAA", "clientDataJSON": "AAAA",
                "signature": "AAAA", "userHandle": null } } })
        .to_string()
    };
    let step = begun["step"].as_str().unwrap().to_owned();
    for expected in [StatusCode::UNPROCESSABLE_ENTITY, StatusCode::NOT_FOUND] {
        let request = axum::http::Request::builder()
            .method("POST")
            .uri("/ruse/my/passkey/finish")
            .header("host", "test")
            .header("content-type", "application/json")
            .body(axum::body::Body::from(answer(&step)))
            .unwrap();
        assert_eq!(test.send(request).await.status, expected);
    }
}

#[tokio::test]
async fn a_new_passkey_is_asked_for_with_its_owner_on_the_device() {
    let test = TestApp::new().await;
    let begun = Browser::default().post(&test, "/my/passkey/new/begin", &[]).await;
    assert_eq!(begun.status, StatusCode::OK, "{}", begun.text());
    let options = begun.json()["options"]["publicKey"].clone();
    assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
    assert_eq!(options["rp"]["id"], "test");
}
