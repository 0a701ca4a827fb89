//! The sheet of a day in the office: saying, correcting, refusing.

use super::support::{day, month, planned, touch, two};
use crate::testing::TestApp;
use axum::http::StatusCode;

#[tokio::test]
async fn a_day_is_said_by_one_touch_and_stands_in_the_month() {
    let test = TestApp::new().await;
    let (service, one, other) = two(&test).await;
    let officer = test.officer();
    let page = test.get(&officer, &format!("/delivery/{service}/day?day=2026-11-03")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let text = page.text();
    assert!(text.contains("Първа") && text.contains("План: 8 ч"), "{text}");
    assert!(text.contains("Не са планирани"), "the other one has no plan: {text}");
    let answer = touch(&test, &officer, (service, "2026-11-03"), &format!("{one}.present")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    touch(&test, &officer, (service, "2026-11-04"), &format!("{one}.illness")).await;
    touch(&test, &officer, (service, "2026-11-04"), &format!("{other}.present")).await;
    let person = month(&test, (service, "2026-11"), one).await;
    assert_eq!(person["sums"]["given"], 480);
    assert_eq!(person["sums"]["absent"], 1);
    // 2–23 November: sixteen working days, two of them said, today is not over.
    assert_eq!(person["sums"]["exceptions"], 14);
    let unplanned = month(&test, (service, "2026-11"), other).await;
    assert_eq!(unplanned["days"][0]["exceptions"][0], "unplanned");
    let text = serde_json::to_string(&person).expect("JSON");
    assert!(!text.contains("illness"), "why is nobody's business here: {text}");
    let rows = format!("/delivery/{service}/rows?month=2026-11&kind=unplanned");
    let rows = test.get(&officer, &rows).await.text();
    assert!(rows.contains("Втора") && !rows.contains("Първа"), "{rows}");
}

#[tokio::test]
async fn the_rest_of_a_sheet_is_said_at_once() {
    let test = TestApp::new().await;
    let (service, one, other) = two(&test).await;
    planned(&test, other, ("2026-10-01", &[2])).await;
    let officer = test.officer();
    touch(&test, &officer, (service, "2026-11-03"), &format!("{other}.holiday")).await;
    touch(&test, &officer, (service, "2026-11-03"), "rest").await;
    assert_eq!(month(&test, (service, "2026-11"), one).await["sums"]["present"], 1);
    assert_eq!(month(&test, (service, "2026-11"), other).await["sums"]["absent"], 1);
}

#[tokio::test]
async fn a_day_to_come_or_outside_the_contract_is_refused() {
    let test = TestApp::new().await;
    let (service, one, other) = two(&test).await;
    let officer = test.officer();
    let future = touch(&test, &officer, (service, "2026-11-25"), &format!("{one}.present")).await;
    assert_eq!(future.status, StatusCode::UNPROCESSABLE_ENTITY);
    let outside =
        touch(&test, &officer, (service, "2026-11-11"), &format!("{other}.present")).await;
    assert_eq!(outside.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(outside.text().contains("не покрива"), "{}", outside.text());
    let before = touch(&test, &officer, (service, "2026-09-30"), &format!("{one}.present")).await;
    assert_eq!(before.status, StatusCode::UNPROCESSABLE_ENTITY);
    let nonsense = touch(&test, &officer, (service, "2026-11-03"), "nonsense").await;
    assert_eq!(nonsense.status, StatusCode::BAD_REQUEST);
    let strange = format!("{one}.vanished");
    let strange = touch(&test, &officer, (service, "2026-11-03"), &strange).await;
    assert_eq!(strange.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_correction_needs_a_reason_and_keeps_what_was_said() {
    let test = TestApp::new().await;
    let (service, one, _) = two(&test).await;
    let officer = test.officer();
    touch(&test, &officer, (service, "2026-11-03"), &format!("{one}.present")).await;
    let twice = touch(&test, &officer, (service, "2026-11-03"), &format!("{one}.illness")).await;
    assert_eq!(twice.status, StatusCode::CONFLICT, "somebody said it already");
    let path = format!("/delivery/{service}/people/{one}/entry");
    let page = test.get(&officer, &format!("{path}?day=2026-11-03")).await;
    let version = page.value("_version").expect("a version");
    let mut fields = vec![
        ("day", "2026-11-03"),
        ("said", "part"),
        ("hours", "2:30"),
        ("_version", version.as_str()),
    ];
    let without = test.post(&officer, &path, &fields).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY, "why?");
    fields.push(("why", "Тръгна си по-рано"));
    let done = test.post(&officer, &path, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!(month(&test, (service, "2026-11"), one).await["sums"]["given"], 150);
    let history = test.get(&officer, &format!("{path}?day=2026-11-03")).await.text();
    assert!(history.contains("8 ч") && history.contains("Тръгна си по-рано"), "{history}");
    let stale = test.post(&officer, &path, &fields).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "the form is older than the entry");
    let wrong = [("day", "2026-11-04"), ("said", "part"), ("hours", "25")];
    let wrong = test.post(&officer, &path, &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_week_is_planned_by_form_and_an_absence_shows_on_the_sheet() {
    let test = TestApp::new().await;
    let (service, _, other) = two(&test).await;
    let officer = test.officer();
    let home = format!("/delivery/{service}/people/{other}");
    let page = test.get(&officer, &format!("{home}/plan")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(
        page.text().contains("Половин ден") && page.text().contains("чл. 73"),
        "units of the law"
    );
    let from = [("from_on-day", "1"), ("from_on-month", "10"), ("from_on-year", "2026")];
    let rest = [("weekdays", "2"), ("weekdays", "4"), ("unit", "half-day"), ("units", "1")];
    let saved =
        test.post(&officer, &format!("{home}/plan"), &[&from[..], &rest[..]].concat()).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let wrong = [("weekdays", "2"), ("unit", "half-day"), ("units", "7")];
    let wrong =
        test.post(&officer, &format!("{home}/plan"), &[&from[..], &wrong[..]].concat()).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "28 hours a day");
    // October: Tuesdays 6, 13, 20, 27 and Thursdays 1, 8, 15, 22, 29.
    assert_eq!(month(&test, (service, "2026-10"), other).await["sums"]["planned"], 9 * 240);
    let away = [
        ("from_on-day", "6"),
        ("from_on-month", "10"),
        ("from_on-year", "2026"),
        ("reason", "hospital"),
        ("note", "Операция"),
    ];
    let saved = test.post(&officer, &format!("{home}/away"), &away).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let sheet = test.get(&officer, &format!("/delivery/{service}/day?day=2026-10-06")).await.text();
    assert!(sheet.contains("Известно отсъствие: болница"), "{sheet}");
    assert!(!sheet.contains("Операция"), "the note is on the person's page only");
    touch(&test, &officer, (service, "2026-10-06"), "rest").await;
    assert_eq!(month(&test, (service, "2026-10"), other).await["sums"]["absent"], 1);
    touch(&test, &officer, (service, "2026-10-08"), &format!("{other}.present")).await;
    let rows = format!("/delivery/{service}/rows?month=2026-10&kind=hospital");
    assert!(test.get(&officer, &rows).await.text().contains("08.10.2026"));
    let back = [("until_on-day", "7"), ("until_on-month", "10"), ("until_on-year", "2026")];
    test.post(&officer, &format!("{home}/away"), &back).await;
    assert!(!test.get(&officer, &rows).await.text().contains("08.10.2026"), "back before that day");
    let person = test.get(&officer, &home).await.text();
    assert!(person.contains("Операция") && person.contains("до 07.10.2026"), "{person}");
}

#[tokio::test]
async fn programs_say_a_day_too() {
    let test = TestApp::new().await;
    let (service, one, _) = two(&test).await;
    let body = serde_json::json!({
        "placement": one, "day": day("2026-11-03"), "said": "present", "minutes": 90
    });
    let officer = test.officer();
    let path = format!("/ruse/api/delivery/{service}/entries");
    let token = officer.token.clone().expect("a token");
    let send = |body: serde_json::Value| {
        let request = axum::http::Request::builder()
            .method("POST")
            .uri(path.as_str())
            .header("host", "test")
            .header("cookie", format!("opora-ruse={token}"))
            .header("content-type", "application/json")
            .header("x-csrf-token", csrf(&token))
            .body(axum::body::Body::from(body.to_string()))
            .expect("a request");
        test.send(request)
    };
    let made = send(body).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    assert_eq!(month(&test, (service, "2026-11"), one).await["sums"]["given"], 90);
    let wrong = serde_json::json!({ "placement": one, "day": "2026-11-04", "said": "gone" });
    assert_eq!(send(wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

fn csrf(token: &str) -> String {
    kit::crypto::fingerprint(format!("csrf/{}", kit::crypto::fingerprint(token)))
}
