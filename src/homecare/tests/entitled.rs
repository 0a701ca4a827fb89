//! Who is entitled: known, declared, excluded, unknown; who refers.

use super::support::{contract, day, fields, person, service};
use crate::disability::{self, Facts, NewFact};
use crate::homecare::{self, FactContent, person as page};
use crate::people::PersonId;
use crate::testing::{Answer, TestApp, User};
use axum::http::StatusCode;

async fn asked(test: &TestApp, id: PersonId) -> serde_json::Value {
    let answer = test.get(&test.officer(), &format!("/api/people/{id}/homecare")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()
}

async fn declared(
    test: &TestApp,
    user: &User,
    id: PersonId,
    fields_of: (&str, &str, &str),
) -> Answer {
    let (kind, says, from) = fields_of;
    let mut all = fields("from_on", from);
    let rest = [("kind", kind), ("says", says), ("by", "person"), ("who", "Лично, декларация 7")];
    all.extend(rest.map(|(name, value)| (name.to_owned(), value)));
    let all: Vec<(&str, &str)> = all.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    test.post(user, &format!("/people/{id}/homecare/new"), &all).await
}

#[tokio::test]
async fn the_old_without_a_degree_are_entitled_once_all_is_known() {
    let test = TestApp::new().await;
    let id = person(&test, ("Първа", "female", "1940-01-04")).await;
    assert_eq!(asked(&test, id).await["answer"], "ask", "nobody said that she is unable");
    let officer = test.officer();
    let page = test.get(&officer, &format!("/people/{id}/homecare")).await.text();
    assert!(
        page.contains("Нужна е проверка") && page.contains("чл. 93, ал. 2, т. 1 ЗСУ"),
        "{page}"
    );
    assert!(page.contains("чл. 68, ал. 3 КСО"), "the arithmetic of her age: {page}");
    declared(&test, &officer, id, ("unable", "yes", "2026-11-01")).await;
    assert_eq!(asked(&test, id).await["answer"], "ask", "the degree is not known");
    let saved = declared(&test, &officer, id, ("no-degree", "yes", "2026-11-01")).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert_eq!(asked(&test, id).await["answer"], "yes");
    let page = test.get(&officer, &format!("/people/{id}/homecare")).await.text();
    assert!(page.contains("Има право") && page.contains("Лично, декларация 7"), "{page}");
    // What holds later does not count yet, but is warned of.
    declared(&test, &officer, id, ("hospital", "yes", "2026-12-20")).await;
    assert_eq!(asked(&test, id).await["answer"], "yes");
    let page = test.get(&officer, &format!("/people/{id}/homecare")).await.text();
    assert!(page.contains("От 20.12.2026 започва: Престой в болница"), "{page}");
    declared(&test, &officer, id, ("residential", "yes", "2026-11-01")).await;
    assert_eq!(asked(&test, id).await["answer"], "no");
    let timeline = test.get(&officer, &format!("/people/{id}/timeline")).await.text();
    assert!(
        timeline.contains("Записано обстоятелство") && !timeline.contains("болница"),
        "{timeline}"
    );
}

#[tokio::test]
async fn a_young_one_without_a_decision_is_not_and_with_help_is() {
    let test = TestApp::new().await;
    let id = person(&test, ("Млад", "male", "1990-05-05")).await;
    let officer = test.officer();
    declared(&test, &officer, id, ("unable", "yes", "2026-11-01")).await;
    declared(&test, &officer, id, ("no-degree", "yes", "2026-11-01")).await;
    assert_eq!(asked(&test, id).await["answer"], "no");
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let facts = Facts {
        number: "1234".into(),
        issued_on: Some(day("2026-01-10")),
        board: "telk".into(),
        term: "until".into(),
        until: Some(day("2029-01-10")),
        degree: Some(92),
        help: true,
        ..Facts::default()
    };
    let new = NewFact { kind: "expert".into(), facts, of: None };
    disability::add(&mut tx, law::Law::current(), id, &new).await.expect("a decision");
    tx.commit().await.expect("saved");
    assert_eq!(asked(&test, id).await["answer"], "ask", "personal assistance?");
    declared(&test, &officer, id, ("personal-assistance", "no", "2026-11-01")).await;
    declared(&test, &officer, id, ("other-aid", "no", "2026-11-01")).await;
    let answer = asked(&test, id).await;
    assert_eq!(answer["answer"], "yes", "{answer}");
    declared(&test, &officer, id, ("personal-assistance", "yes", "2026-11-02")).await;
    assert_eq!(asked(&test, id).await["answer"], "no");
}

#[tokio::test]
async fn a_fact_is_checked_ended_and_withdrawn() {
    let test = TestApp::new().await;
    let id = person(&test, ("Първа", "female", "1940-01-04")).await;
    let officer = test.officer();
    let wrong = declared(&test, &officer, id, ("vanished", "yes", "2026-11-01")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let empty = test.post(&officer, &format!("/people/{id}/homecare/new"), &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("govuk-error-message"));
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let content = FactContent {
        kind: "hospital".into(),
        yes: true,
        by: "document".into(),
        who: "Епикриза".into(),
        note: String::new(),
    };
    let days = (day("2026-11-01"), None);
    let fact = homecare::add_fact(&mut tx, id, days, &content).await.expect("a fact");
    tx.commit().await.expect("saved");
    assert_eq!(asked(&test, id).await["exclusions"][0]["kind"], "hospital");
    let end = format!("/people/{id}/homecare/end");
    let form = test.get(&officer, &format!("{end}?fact={fact}")).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text());
    let fact_id = fact.to_string();
    let mut all = fields("until_on", "2026-10-01");
    all.extend([("fact".to_owned(), fact_id.as_str()), ("how".to_owned(), "end")]);
    let all: Vec<(&str, &str)> = all.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let early = test.post(&officer, &end, &all).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "before it began");
    let withdrawn = [("fact", fact_id.as_str()), ("how", "mistake")];
    let done = test.post(&officer, &end, &withdrawn).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert!(asked(&test, id).await["exclusions"].as_array().expect("a list").is_empty());
    let page = test.get(&officer, &format!("/people/{id}/homecare")).await.text();
    assert!(page.contains("оттеглено"), "{page}");
    let again = test.post(&officer, &end, &withdrawn).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_the_municipality_refers_and_a_contract_leads_to_its_page() {
    let test = TestApp::new().await;
    let service_id = service(&test).await;
    let id = person(&test, ("Първа", "female", "1940-01-04")).await;
    let placement = contract(&test, service_id, id).await;
    let text = test.get(&test.officer(), &format!("/people/{id}/homecare")).await.text();
    assert!(text.contains("чл. 93, ал. 3 ЗСУ") && text.contains("тази община"), "{text}");
    assert!(text.contains(&format!("/homecare/contracts/{placement}")), "{text}");
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let service = crate::services::service(&tx, service_id).await.expect("a service");
    tx.rollback().await;
    let law = law::Law::current();
    for on in ["2026-11-24", "2027-03-01"] {
        let found = page::referral(law, ("RSE27", day(on)), &service).expect("an answer");
        assert_eq!((found.rule.as_str(), found.competent), ("R5", law::Competent::Municipality));
    }
    let intake = test.user("ruse", "intake");
    let refused = declared(&test, &intake, id, ("unable", "yes", "2026-11-01")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
