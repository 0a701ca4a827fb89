//! From the first assessment to a plan that is followed.

use super::support::*;
use crate::testing::TestApp;
use axum::http::StatusCode;

#[tokio::test]
async fn a_first_assessment_and_plan_are_made_signed_and_given() {
    let test = TestApp::new().await;
    let (person, id) = placed(&test, OWN).await;
    let made = begun(&test, id, "assessment", &[]).await;
    // By D14 of 24 November: twenty days, 14 December is a working day.
    let whole = json(&test, &format!("/api/support/{made}")).await;
    assert_eq!((&whole["due_on"], &whole["state"]), (&"2026-12-14".into(), &"draft".into()));
    let page = test.get(&test.officer(), &format!("/support/{made}")).await.text();
    for text in ["поне двама служители", "чл. 81, ал. 1 ЗСУ", "степен на потребност"]
    {
        assert!(page.contains(text), "{text}: {page}");
    }
    let edit = format!("/support/{made}/edit");
    let mut alone = team(true);
    alone[0].1 = "Мария Примерова".into();
    let from = (format!("{edit}?section=team"), edit.clone());
    let answer = send(&test, &test.officer(), (&from.0, &from.1), &alone).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("поне двама"), "{}", answer.text());
    write(&test, &made, "team", &team(true)).await;
    // Nothing is approved before it is whole, and only by who leads.
    let early = test.get(&head(&test), &format!("/support/{made}/approve")).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    let refused = test.get(&test.officer(), &format!("/support/{made}/approve")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    sources(&test, &made).await;
    let needs = [("level-health", "2"), ("need-health", "Придружаване")];
    write(&test, &made, "needs", &boxes(&needs)).await;
    let view = [
        ("person_view", "Искам да съм сред хора"),
        ("conclusions", "Нужна е подкрепа през деня"),
        ("recommendations", "Дневна грижа"),
        ("fits", "yes"),
    ];
    write(&test, &made, "view", &boxes(&view)).await;
    approved_and_signed(&test, &made).await;
    // Five working days to send it: 1 December.
    let whole = json(&test, &format!("/api/support/{made}")).await;
    assert_eq!(whole["due_on"], "2026-12-01");
    printed(&test, (&made, &person.to_string())).await;
    give(&test, &made).await;
    let planned = plan(&test, id).await;
    approved_and_signed(&test, &planned).await;
    printed(&test, (&planned, &person.to_string())).await;
    let placement = json(&test, &format!("/api/placements/{id}")).await;
    assert_eq!(placement["state"], "assessed");
    followed(&test, &planned).await;
}

/// What others tell needs a written consent, which stands in the register.
async fn sources(test: &TestApp, made: &str) {
    let (page, to) =
        (format!("/support/{made}/edit?section=sources"), format!("/support/{made}/edit"));
    let told = [("kind", "other"), ("name", "личен лекар"), ("about", "Заболявания")];
    let answer = send(test, &test.officer(), (&page, &to), &boxes(&told)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("чл. 81, ал. 1 ЗСУ"), "{}", answer.text());
    let adult = [("kind", "representative"), ("name", "баща"), ("about", "Детство")];
    let answer = send(test, &test.officer(), (&page, &to), &boxes(&adult)).await;
    assert!(answer.text().contains("Пълнолетното лице"), "{}", answer.text());
    let mut with = boxes(&told);
    with.extend(boxes(&[("capacity", "self")]));
    with.extend(day("consent_on", "23"));
    sent(test, &test.officer(), (&page, &to), &with).await;
    let shown = test.get(&test.officer(), &format!("/support/{made}")).await.text();
    assert!(shown.contains("личен лекар") && shown.contains("23.11.2026"), "{shown}");
    let list = test.get(&test.officer(), "/consents").await.text();
    assert!(list.contains("Измислена Пробна"), "{list}");
}

/// The paper of a document is a PDF with its number.
async fn printed(test: &TestApp, (made, person): (&str, &str)) {
    let page = test.get(&test.officer(), &format!("/support/{made}")).await.text();
    let paper = page.split(&format!("/people/{person}/papers/")).nth(1);
    let paper = paper.and_then(|rest| rest.split('"').next()).expect("a paper");
    let path = format!("/people/{person}/papers/{paper}");
    let answer = test.get(&test.officer(), &path).await;
    assert!(answer.bytes.starts_with(b"%PDF"), "{}", answer.status);
}

/// Actions are listed by their day, marked by whom, and counted.
async fn followed(test: &TestApp, planned: &str) {
    let list = json(test, "/api/support?what=action").await;
    assert_eq!(list.as_array().map(Vec::len), Some(2), "{list}");
    assert_eq!(list[0]["day"], "2026-11-20");
    let late = test.get(&test.officer(), "/support?what=action&when=late").await.text();
    assert!(late.contains("Упражнения за равновесие") && late.contains("закъснение"), "{late}");
    assert!(!late.contains("Разходка с придружител"), "{late}");
    let work = test.get(&test.officer(), "/work/deadlines").await.text();
    assert!(work.contains("Дейност по план за подкрепа"), "{work}");
    let path = list[0]["path"].as_str().expect("a path").to_owned();
    let mut not_done = boxes(&[("state", "not_done"), ("note", "")]);
    not_done.extend(day("on", "24"));
    let answer = send(test, &test.officer(), (&path, &path), &not_done).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut done = boxes(&[("state", "done"), ("note", "Направени осем занимания")]);
    done.extend(day("on", "24"));
    let two = send(test, &test.officer(), (&path, &path), &done).await;
    assert_eq!(two.status, StatusCode::SEE_OTHER, "{}", two.text());
    // Of two who mark the same, the second sees what the first said.
    let stale = [boxes(&[("_version", "1"), ("_key", "")]), done].concat();
    let stale: Vec<(&str, &str)> = stale.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let answer = test.post(&test.officer(), &path, &stale).await;
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text());
    let whole = json(test, &format!("/api/support/{planned}")).await;
    let action = &whole["actions"][0];
    assert_eq!(
        (&action["state"], &action["note"]),
        (&"done".into(), &"Направени осем занимания".into())
    );
    let open = json(test, "/api/support?what=action").await;
    assert_eq!(open.as_array().map(Vec::len), Some(1), "{open}");
}

#[tokio::test]
async fn an_assessment_that_does_not_fit_is_a_refusal() {
    let test = TestApp::new().await;
    let (_, id) = placed(&test, OWN).await;
    let made = assessment(&test, id, "no").await;
    approved_and_signed(&test, &made).await;
    let placement = json(&test, &format!("/api/placements/{id}")).await;
    assert_eq!(placement["state"], "refused");
    let plan = format!("/placements/{id}/support/begin?kind=plan");
    let answer = test.get(&test.officer(), &plan).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn only_services_of_the_municipality_are_assessed_here() {
    let test = TestApp::new().await;
    let (_, id) = placed(&test, Sort { provider: "assigned", ..OWN }).await;
    let begin = format!("/placements/{id}/support/begin?kind=assessment");
    let answer = test.get(&test.officer(), &begin).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("получават от доставчика"), "{}", answer.text());
}

#[tokio::test]
async fn two_who_write_at_once_lose_nothing() {
    let test = TestApp::new().await;
    let (_, id) = placed(&test, OWN).await;
    let made = assessment(&test, id, "yes").await;
    let to = format!("/support/{made}/edit");
    let stale = [
        ("section", "view"),
        ("person_view", "Искам помощ вечер"),
        ("conclusions", "Друг извод"),
        ("recommendations", "Дневна грижа"),
        ("fits", "yes"),
        ("_version", "1"),
    ];
    let answer = test.post(&test.officer(), &to, &stale).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    for text in ["Искам помощ вечер", "Искам да съм сред хора"] {
        assert!(answer.text().contains(text), "{text}: {}", answer.text());
    }
    // Whoever approves has read what stands there.
    let path = format!("/support/{made}/approve");
    let mut fields = boxes(&[("by", "Елена Ръководителова"), ("_version", "2")]);
    fields.extend(day("on", "24"));
    let answer = send(&test, &head(&test), (&path, &path), &fields).await;
    assert!(answer.text().contains("Междувременно"), "{}", answer.text());
}

#[tokio::test]
async fn a_withdrawn_consent_stops_the_approval() {
    let test = TestApp::new().await;
    let (person, id) = placed(&test, OWN).await;
    let made = assessment(&test, id, "yes").await;
    let mut other = boxes(&[
        ("kind", "other"),
        ("name", "съседка"),
        ("about", "Ежедневие"),
        ("capacity", "self"),
    ]);
    other.extend(day("consent_on", "24"));
    write(&test, &made, "sources", &other).await;
    let page = test.get(&test.officer(), &format!("/people/{person}/consents")).await.text();
    let withdraw = page.split(&format!("/people/{person}/consents/")).find_map(|rest| {
        rest.split_once("/withdraw").map(|(id, _)| id.to_owned()).filter(|id| id.len() == 13)
    });
    let path = format!("/people/{person}/consents/{}/withdraw", withdraw.expect("a consent"));
    let mut fields = boxes(&[("how", "in_person"), ("why", "Не желае")]);
    fields.extend(day("on", "24"));
    fields.extend(day("withdrawn_on", "24"));
    sent(&test, &test.officer(), (&path, &path), &fields).await;
    let path = format!("/support/{made}/approve");
    let mut fields = boxes(&[("by", "Елена Ръководителова")]);
    fields.extend(day("on", "24"));
    let answer = send(&test, &head(&test), (&path, &path), &fields).await;
    assert!(answer.text().contains("няма действащо съгласие"), "{}", answer.text());
}

#[tokio::test]
async fn a_longer_term_moves_the_day_of_the_placement_too() {
    let test = TestApp::new().await;
    let (_, id) = placed(&test, OWN).await;
    let made = begun(&test, id, "assessment", &[]).await;
    let mut fields = team(true);
    fields.retain(|(name, _)| name != "longer");
    fields.extend(boxes(&[("longer", "asked")]));
    let (page, to) =
        (format!("/support/{made}/edit?section=team"), format!("/support/{made}/edit"));
    let answer = send(&test, &test.officer(), (&page, &to), &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is needed");
    fields.extend(boxes(&[("longer_why", "Писмо от 24.11.2026")]));
    write(&test, &made, "team", &fields).await;
    let placement = json(&test, &format!("/api/placements/{id}")).await;
    // Thirty days end on 24 December, a holiday as 25 to 28.
    assert_eq!(placement["next_on"], "2026-12-29");
    let whole = json(&test, &format!("/api/support/{made}")).await;
    assert_eq!(whole["due_on"], "2026-12-29");
}

#[tokio::test]
async fn a_double_click_approves_once() {
    let test = TestApp::new().await;
    let (_, id) = placed(&test, OWN).await;
    let made = assessment(&test, id, "yes").await;
    let path = format!("/support/{made}/approve");
    let shown = test.get(&head(&test), &path).await;
    let mut fields = boxes(&[("by", "Елена Ръководителова")]);
    fields.extend(
        ["_key", "_version"]
            .map(|name| (name.to_owned(), shown.value(name).expect("a hidden box"))),
    );
    fields.extend(day("on", "24"));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    for _ in 0..2 {
        let answer = test.post(&head(&test), &path, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        assert!(answer.location.ends_with(&made), "{}", answer.location);
    }
    let whole = json(&test, &format!("/api/support/{made}")).await;
    assert_eq!(whole["state"], "approved");
}
