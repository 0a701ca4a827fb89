//! Consents and requests end to end.
#![allow(clippy::too_many_lines, reason = "a journey is told in one piece")]

use super::holds;
use crate::people::{self, NewPerson, PersonId, add_note};
use crate::testing::{Answer, TestApp, User};
use axum::http::StatusCode;

async fn person(test: &TestApp, born: &str) -> PersonId {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let new = NewPerson {
        given: "Добри".into(),
        family: "Съгласиев".into(),
        sex: "male".into(),
        birth_day: born.parse().ok(),
        ..NewPerson::default()
    };
    let id = people::create(&mut tx, &new).await.expect("a person");
    add_note(&mut tx, id, ("shared", "Идва с баща си.")).await.expect("a note");
    add_note(&mut tx, id, ("private", "Тайна на службата")).await.expect("a note");
    tx.commit().await.expect("saved");
    id
}

async fn saved(test: &TestApp, user: &User, path: &str, fields: &[(&str, &str)]) -> Answer {
    let answer = test.post(user, path, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer
}

async fn does_hold(test: &TestApp, id: PersonId, purpose: &str) -> bool {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let held = holds(&tx, id, purpose).await.expect("an answer");
    tx.rollback().await;
    held
}

fn given<'a>(extra: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut list = vec![
        ("purpose", "third_party"),
        ("text", "1"),
        ("capacity", "self"),
        ("how", "paper"),
        ("scope", "Дъщеря му и личният лекар: как се справя вкъщи"),
        ("given-day", "24"),
        ("given-month", "11"),
        ("given-year", "2026"),
    ];
    list.retain(|(name, _)| !extra.iter().any(|(own, _)| own == name));
    list.extend(extra);
    list
}

#[tokio::test]
async fn a_consent_is_given_to_words_and_withdrawn() {
    let test = TestApp::new().await;
    let officer = test.officer();
    let id = person(&test, "1950-01-04").await;
    let new = format!("/people/{id}/consents/new");
    let page = test.get(&officer, &format!("/people/{id}/consents")).await.text();
    assert!(page.contains("За какво не се иска съгласие"), "{page}");
    assert!(page.contains("чл. 73–76 ЗСУ"), "{page}");
    let form = test.get(&officer, &format!("{new}?purpose=third_party")).await.text();
    assert!(form.contains("чл. 81 ЗСУ") && form.contains("искат сведения"), "{form}");
    for (extra, said) in [
        (vec![("how", "oral")], "кой е бил свидетел"),
        (vec![("capacity", "attorney")], "името на този"),
        (vec![("scope", "")], "от кого, на кого"),
        (vec![("given-year", "2027")], "в бъдещето"),
        (vec![("text", "7")], "текстът е променен"),
    ] {
        let answer = test.post(&officer, &new, &given(&extra)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{extra:?}");
        assert!(answer.text().contains(said), "{said}: {}", answer.text());
    }
    assert!(!does_hold(&test, id, "third_party").await);
    saved(&test, &officer, &new, &given(&[])).await;
    assert!(does_hold(&test, id, "third_party").await);
    // A new version of the text leaves the old consent with its own words.
    let texts = [("purpose", "third_party"), ("text", "Нов текст на общината.")];
    saved(&test, &officer, "/consents/texts", &texts).await;
    let page = test.get(&officer, &format!("/people/{id}/consents")).await.text();
    assert!(page.contains("версия 1") && page.contains("искат сведения"), "{page}");
    let form = test.get(&officer, &format!("{new}?purpose=third_party")).await.text();
    assert!(form.contains("Нов текст на общината."), "{form}");
    // Withdrawn: nothing rests on it from now on.
    let list = test.get(&officer, &format!("/api/people/{id}/consents")).await.json();
    let consent = list[0]["id"].as_str().expect("an id").to_owned();
    let withdraw = format!("/people/{id}/consents/{consent}/withdraw");
    let fields = [
        ("_version", "1"),
        ("on-day", "24"),
        ("on-month", "11"),
        ("on-year", "2026"),
        ("how", "phone"),
    ];
    saved(&test, &officer, &withdraw, &fields).await;
    assert!(!does_hold(&test, id, "third_party").await);
    let again = test.post(&officer, &withdraw, &fields).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.text());
    let register = test.get(&officer, "/consents?state=withdrawn").await.text();
    assert!(register.contains("Добри Съгласиев"), "{register}");
    let register = test.get(&officer, "/consents?state=holds").await.text();
    assert!(!register.contains("Добри Съгласиев"), "{register}");
    assert_eq!(test.get(&officer, "/consents?purpose=iis").await.status, StatusCode::OK);
    let table = test.get(&officer, "/consents/list.csv").await.text();
    assert!(table.contains("Добри Съгласиев;"), "{table}");
}

#[tokio::test]
async fn under_the_age_of_the_law_a_parent_consents() {
    let test = TestApp::new().await;
    let officer = test.officer();
    // Fourteen on the day before, on the day, on the day after.
    for (born, may) in [("2012-11-23", true), ("2012-11-24", true), ("2012-11-25", false)] {
        let id = person(&test, born).await;
        let new = format!("/people/{id}/consents/new");
        let answer = test.post(&officer, &new, &given(&[])).await;
        let status = if may { StatusCode::SEE_OTHER } else { StatusCode::UNPROCESSABLE_ENTITY };
        assert_eq!(answer.status, status, "{born}: {}", answer.text());
        if !may {
            let parent = [("capacity", "parent"), ("by", "Майка Съгласиева")];
            saved(&test, &officer, &new, &given(&parent)).await;
        }
    }
}

#[tokio::test]
async fn a_request_has_its_term_and_the_answer_holds_everything_but_secrets() {
    let test = TestApp::new().await;
    let officer = test.officer();
    let id = person(&test, "1950-01-04").await;
    let new = format!("/people/{id}/data-requests/new");
    let fields = [
        ("kind", "access"),
        ("channel", "in_person"),
        ("received-day", "23"),
        ("received-month", "11"),
        ("received-year", "2026"),
    ];
    let request = saved(&test, &officer, &new, &fields).await.location;
    let request = request.trim_start_matches("/ruse").to_owned();
    let page = test.get(&officer, &request).await.text();
    // One month after 23 November is a Wednesday.
    assert!(page.contains("23.12.2026") && page.contains("чл. 12, ал. 3 ОРЗД"), "{page}");
    let why = [("_version", "1"), ("why", "Много преписки")];
    saved(&test, &officer, &format!("{request}/extend"), &why).await;
    let page = test.get(&officer, &request).await.text();
    assert!(page.contains("23.02.2027"), "{page}");
    let work = test.get(&officer, "/work").await.text();
    assert!(work.contains("Искания за лични данни"), "{work}");
    let held = test.get(&officer, &format!("/api/people/{id}/holdings")).await.text();
    assert!(held.contains("Добри Съгласиев") && held.contains("Идва с баща си."), "{held}");
    assert!(!held.contains("Тайна на службата"), "a private note goes nowhere: {held}");
    assert!(!held.contains("Тест "), "no name of staff: {held}");
    let answer = [("_version", "2"), ("outcome", "granted")];
    saved(&test, &officer, &format!("{request}/answer"), &answer).await;
    let page = test.get(&officer, &request).await.text();
    let at = page.find("/papers/").expect("a paper");
    let paper: String = page[at + 8..].chars().take(13).collect();
    let printed = test.get(&officer, &format!("/people/{id}/papers/{paper}")).await;
    assert_eq!(printed.status, StatusCode::OK);
    assert!(printed.bytes.starts_with(b"%PDF-"));
    // Who may not see requests does not open their papers either.
    let reader = test.user("ruse", "reader");
    let refused = test.get(&reader, &format!("/people/{id}/papers/{paper}")).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let list = test.get(&officer, "/data-requests?state=answered").await.text();
    assert!(list.contains("ИД-2026-0001"), "{list}");
    // A correction without words is no correction.
    let fields: Vec<_> =
        fields.iter().map(|(n, v)| (*n, if *n == "kind" { "correction" } else { v })).collect();
    let answer = test.post(&officer, &new, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
}
