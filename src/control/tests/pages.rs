//! The pages as people open them: forms, lists as tables, refusals.

use super::ready::{at, family};
use crate::control::load;
use crate::testing::{Answer, TestApp};
use axum::http::StatusCode;

async fn opened(test: &TestApp, path: &str) -> Answer {
    let answer = test.get(&test.user("ruse", "head"), path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer
}

#[tokio::test]
async fn every_list_opens_empty_and_filled_and_as_a_table() {
    let test = at("2026-11-20").await;
    for filled in [false, true] {
        if filled {
            family(&test).await;
        }
        for path in [
            "/control",
            "/control?month=2027-05&sort=-due",
            "/control/list?month=2027-05",
            "/control/measures",
            "/control/measures.csv",
            "/control/signals",
            "/control/signals.csv",
            "/control/rounds",
            "/control/rounds.csv",
            "/control/training",
            "/control/training.csv",
            "/control/trained",
            "/control/trained.csv",
            "/control/files",
            "/control/files?state=missing&sort=missing-count",
            "/control/files.csv",
            "/control/forms",
            "/control/plan",
            "/control/signals/new",
            "/control/training/new",
            "/api/control/due",
            "/api/control/files",
        ] {
            let answer = opened(&test, path).await;
            assert!(answer.bytes.len() < 60_000, "{path}: {} bytes", answer.bytes.len());
        }
    }
}

#[tokio::test]
async fn a_visit_is_entered_field_by_field_and_printed() {
    let test = at("2026-11-20").await;
    let pair = family(&test).await;
    let head = test.user("ruse", "head");
    let on = [("on-day", "20"), ("on-month", "11"), ("on-year", "2026")];
    let path = format!("/control/pairs/{}/visit", pair.agreement);
    let made = test.post(&head, &path, &on).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let visit = made.location.trim_start_matches("/ruse").to_owned();
    opened(&test, &visit).await;
    let blank = opened(&test, &format!("{visit}/blank")).await;
    assert!(blank.bytes.starts_with(b"%PDF"));
    let mut fields = on.to_vec();
    fields.extend([
        ("place", "в дома"),
        ("officers", "Служител"),
        ("absent", "no"),
        ("found-0", "Води се"),
        ("found-1", "Съответства"),
        ("found-2", "Не е доволен"),
        ("user-2", "bad"),
    ]);
    let hold = format!("{visit}/hold");
    opened(&test, &hold).await;
    let refused = test.post(&head, &hold, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("се пише препоръка"), "{}", refused.text());
    fields.push(("recommendation", "Нов график"));
    let saved = test.post(&head, &hold, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let page = opened(&test, &visit).await;
    assert!(page.text().contains("Нов график"), "{}", page.text());
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let paper = load::visits_to(&tx, pair.user).await.expect("visits")[0].row.paper_id;
    tx.rollback().await;
    let paper = format!("/people/{}/papers/{}", pair.user, paper.expect("a paper"));
    assert!(opened(&test, &paper).await.bytes.starts_with(b"%PDF"));
    let listed = test.post(&head, "/control/register", &[("month", "2026-11")]).await;
    assert_eq!(listed.status, StatusCode::SEE_OTHER, "{}", listed.text());
    let list = opened(&test, listed.location.trim_start_matches("/ruse")).await;
    assert!(list.bytes.starts_with(b"%PDF"));
    let pack = opened(&test, &format!("/control/pairs/{}/pack", pair.agreement)).await;
    assert!(pack.bytes.starts_with(b"PK"));
    opened(&test, &format!("/people/{}/control", pair.user)).await;
    opened(&test, &format!("/control/pairs/{}", pair.agreement)).await;
}

#[tokio::test]
async fn blank_forms_are_printed_alone_and_together() {
    let test = at("2026-11-20").await;
    for path in ["/control/forms/5", "/control/forms/6", "/assistance/forms/annex"] {
        assert!(opened(&test, path).await.bytes.starts_with(b"%PDF"), "{path}");
    }
    let pack = opened(&test, "/control/forms/pack?form=1&form=4&form=5&form=6").await;
    assert!(pack.bytes.starts_with(b"PK"));
    let none = test.get(&test.user("ruse", "head"), "/control/forms/pack").await;
    assert_eq!(none.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_stranger_and_another_municipality_see_nothing() {
    let test = at("2026-11-20").await;
    let pair = family(&test).await;
    let path = format!("/control/pairs/{}", pair.agreement);
    let other = test.get(&test.user("mezdra", "head"), &path).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    let clerk = test.get(&test.user("ruse", "intake"), &path).await;
    assert_eq!(clerk.status, StatusCode::FORBIDDEN);
}
