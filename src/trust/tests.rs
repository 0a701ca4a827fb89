//! Watching the watchers: the journal is audited itself, and names nobody who is not staff.

use crate::testing::TestApp;
use axum::http::StatusCode;
use kit::audit::{Entry, Wanted, find};
use kit::store::Event;

#[tokio::test]
async fn reading_the_journal_is_itself_in_the_journal() {
    let test = TestApp::new().await;
    let auditor = test.user("ruse", "auditor");
    assert_eq!(test.get(&auditor, "/audit").await.status, StatusCode::OK);
    let tx = test.app.db.read(&test.system("ruse")).await.unwrap();
    let wanted = Wanted { actor: "auditor", object_kinds: &["audit"], ..Wanted::default() };
    let rows = find(&tx, &wanted, 10).await.unwrap();
    tx.rollback().await;
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].action.as_str(), rows[0].outcome.as_str()), ("list", "ok"));

    let officer = test.officer();
    assert_eq!(test.get(&officer, "/audit").await.status, StatusCode::FORBIDDEN);
    let page = test.get(&auditor, "/audit?outcome=refused").await.text();
    assert!(page.contains("отказано") && page.contains("referral_officer"));
    let twin = test.get(&test.user("mezdra", "auditor"), "/audit?outcome=refused").await.text();
    assert!(twin.contains("Няма записи"), "the other municipality sees nothing of it");
}

#[tokio::test]
async fn a_person_stands_under_a_pseudonym_and_a_change_in_words() {
    let test = TestApp::new().await;
    let person = 4_242_424_242_i64;
    let mut actor = test.system("ruse");
    actor.account = test.officer().account;
    actor.username = "referral_officer".into();
    let mut tx = test.app.db.write(&actor).await.unwrap();
    tx.event(Event {
        kind: "role-given",
        person: Some(person),
        data: vec![("name", "ivanova".into()), ("role", "Началник".into())],
        ..Event::default()
    })
    .await
    .unwrap();
    tx.audit(Entry::read("person", person).about(Some(person)).because("сигнал"));
    let pseudonym = kit::audit::subject_of(&tx, person).unwrap();
    tx.commit().await.unwrap();

    let auditor = test.user("ruse", "auditor");
    let page = test.get(&auditor, "/audit?who=referral_officer").await.text();
    assert!(page.contains("Дадена роля „Началник“ на ivanova"), "{page}");
    assert!(page.contains("Отваряне") && page.contains("хора") && page.contains("сигнал"));
    assert!(page.contains(&pseudonym[..8]));
    let only = test.get(&auditor, &format!("/audit?subject={pseudonym}")).await.text();
    assert!(only.contains("Показани са само записите за един човек"));
    assert!(!only.contains("auditor</td>"), "rows about nobody are left out");
    let none = test.get(&auditor, "/audit?from-day=1&from-month=1&from-year=2030").await.text();
    assert!(none.contains("Няма записи"));
    let wrong = test.get(&auditor, "/audit?from-day=31&from-month=2&from-year=2026").await.text();
    assert!(wrong.contains("Такава дата няма"));
    let object = test.get(&auditor, "/audit?object=person&action=read").await.text();
    assert!(object.contains(&pseudonym[..8]));
}

#[tokio::test]
async fn the_journal_is_read_in_pages() {
    let test = TestApp::new().await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.unwrap();
    for _ in 0..60 {
        tx.audit(Entry::list("contact"));
    }
    tx.commit().await.unwrap();
    let auditor = test.user("ruse", "auditor");
    let first = test.get(&auditor, "/audit?object=contact").await;
    assert!(first.bytes.len() < 60_000, "{} bytes", first.bytes.len());
    let first = first.text();
    assert_eq!(first.matches("scope=\"row\"").count(), 50);
    let older = first.split("href=\"").find(|part| part.contains("before=")).unwrap();
    let older = older.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
    let second = test.get(&auditor, older.strip_prefix("/ruse").unwrap()).await.text();
    assert_eq!(second.matches("scope=\"row\"").count(), 10);
}

#[tokio::test]
async fn who_looked_at_a_file_of_another_municipality_is_not_found() {
    let test = TestApp::new().await;
    let auditor = test.user("ruse", "auditor");
    let path = format!("/people/{}/audit", crate::people::PersonId(77));
    assert_eq!(test.get(&auditor, &path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(test.get(&test.officer(), &path).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_proof_is_given_in_words() {
    let test = TestApp::new().await;
    let ruse = test.system("ruse").municipality;
    let auditor = test.user("ruse", "auditor");
    assert_eq!(test.get(&auditor, "/audit/verify").await.status, StatusCode::OK);
    kit::audit::seal(&test.app.db, ruse).await.unwrap();
    let fine = test.post(&auditor, "/audit/verify", &[]).await;
    assert_eq!(fine.status, StatusCode::OK, "{}", fine.text());
    assert!(fine.text().contains("Журналът е цял"));
}
