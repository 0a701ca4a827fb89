//! An analysis from its draft to the signed document that stays as it was.

use crate::services::{self, NewProvider, NewService};
use crate::testing::{Answer, TestApp, User};
use axum::http::StatusCode;
use kit::types::encode_id;

const ON: [(&str, &str); 4] =
    [("number", "3/2026"), ("on-day", "24"), ("on-month", "11"), ("on-year", "2026")];

async fn begun(test: &TestApp, head: &User) -> String {
    let made = test.post(head, "/review/new", &[("year", "2025")]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let at = made.location.find("/review/").expect("an address");
    made.location[at..].split('?').next().unwrap_or_default().to_owned()
}

async fn step(test: &TestApp, head: &User, path: String) -> Answer {
    test.post(head, &path, &ON).await
}

#[tokio::test]
async fn a_year_has_one_analysis_and_a_future_year_none() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    assert_eq!(test.get(&head, "/review").await.status, StatusCode::OK);
    for year in ["", "2020", "2027", "abc"] {
        let answer = test.post(&head, "/review/new", &[("year", year)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{year}");
    }
    begun(&test, &head).await;
    let again = test.post(&head, "/review/new", &[("year", "2025")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "the year has one");
    let clerk = test.user("ruse", "intake");
    assert_eq!(test.get(&clerk, "/review").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn two_who_edit_a_section_lose_nothing() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let home = begun(&test, &head).await;
    let path = format!("{home}/edit");
    let fields = [("block", "results"), ("text", "Първи"), ("_version", "1")];
    assert_eq!(test.post(&head, &path, &fields).await.status, StatusCode::SEE_OTHER);
    let late = [("block", "results"), ("text", "Втори"), ("_version", "1")];
    let conflict = test.post(&head, &path, &late).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(conflict.text().contains("Първи"), "both texts are told");
    let editions = test.get(&head, &format!("{home}/editions?block=results")).await.text();
    assert!(editions.contains("№ 2") && editions.contains("№ 1"), "{editions}");
    let none = test.get(&head, &format!("{home}/edit?block=other")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn it_is_discussed_signed_and_then_stays_as_it_was() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let home = begun(&test, &head).await;
    for early in ["sign", "send", "discuss"] {
        let answer = step(&test, &head, format!("{home}/{early}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{early} without the council");
    }
    for name in ["propose", "discuss", "sign"] {
        let answer = step(&test, &head, format!("{home}/{name}")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{name}: {}", answer.text());
    }
    let path = format!("{home}/docx");
    let signed = test.get(&head, &path).await;
    assert_eq!(signed.status, StatusCode::OK);
    assert_eq!(&signed.bytes[..2], b"PK", "a document is a packed folder");
    let fields = [("block", "results"), ("text", "Друго")];
    let refused = test.post(&head, &format!("{home}/edit"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "it is signed");
    // A figure that changes afterwards is marked; the signed document stays.
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let provider = NewProvider { name: "Доставчик".to_owned(), ..NewProvider::default() };
    let provider_id = services::create_provider(&tx, &provider).await.expect("a provider");
    let new = NewService {
        code: "S1".to_owned(),
        provider_id,
        name: "Услуга".to_owned(),
        kind: 7,
        funding: "municipal".to_owned(),
        ..NewService::default()
    };
    services::create_service(&tx, &new).await.expect("a service");
    tx.audit(kit::audit::Entry::list("test"));
    tx.commit().await.expect("saved");
    let page = test.get(&head, &home).await.text();
    assert!(page.contains("Данните са променени"), "{page}");
    assert!(page.contains("Подписаният анализ остава както е"), "{page}");
    let again = test.get(&head, &path).await;
    assert_eq!(again.bytes, signed.bytes);
    let sent = step(&test, &head, format!("{home}/send")).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let unknown = test.get(&head, &format!("/review/analyses/{}", encode_id(1))).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}
