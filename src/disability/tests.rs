//! Disability end to end: entered, warned of, filed in time, renewed; and what must not be seen.
#![allow(clippy::too_many_lines, reason = "a journey is told in one piece")]

use super::state::Horizon;
use super::{alert, load};
use crate::people::{self, NewPerson, PersonId};
use crate::testing::{Answer, TestApp, User};
use axum::http::StatusCode;

async fn start() -> (TestApp, User, PersonId) {
    let test = TestApp::new().await;
    let officer = test.officer();
    let id = enter(&test, "ruse").await;
    (test, officer, id)
}

async fn enter(test: &TestApp, municipality: &str) -> PersonId {
    let mut tx = test.app.db.write(&test.system(municipality)).await.expect("a transaction");
    let new = NewPerson {
        given: "Станка".into(),
        family: "Примерова".into(),
        sex: "female".into(),
        birth_day: "1961-01-04".parse().ok(),
        ..NewPerson::default()
    };
    let id = people::create(&mut tx, &new).await.expect("a person");
    tx.commit().await.expect("saved");
    id
}

/// A decision of ТЕЛК that ends on a day of February 2027.
fn expert<'a>(until: &'a str, extra: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut list = vec![
        ("kind", "expert"),
        ("number", "1234-089"),
        ("issued-day", "1"),
        ("issued-month", "3"),
        ("issued-year", "2024"),
        ("board", "telk"),
        ("term", "until"),
        ("until-day", until),
        ("until-month", "2"),
        ("until-year", "2027"),
        ("degree", "92"),
        ("help", "yes"),
    ];
    list.retain(|(name, _)| !extra.iter().any(|(own, _)| own == name));
    list.extend(extra);
    list
}

async fn saved(test: &TestApp, user: &User, path: &str, fields: &[(&str, &str)]) -> Answer {
    let answer = test.post(user, path, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer
}

async fn facts(test: &TestApp, id: PersonId) -> Vec<super::fact::Fact> {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let all = load::of_person(&tx, id).await.expect("facts");
    tx.rollback().await;
    all
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_its_box_and_a_diagnosis_is_refused() {
    let (test, officer, id) = start().await;
    let path = format!("/people/{id}/disability/new");
    let cases: [(&[(&str, &str)], &str); 6] = [
        (&[("note", "Диагноза G80.1, не ходи")], "код на диагноза"),
        (&[("degree", "120")], "от 0 до 100"),
        (&[("issued-year", "2027")], "в бъдещето"),
        (&[("until-year", "2020")], "преди деня на издаване"),
        (&[("until-day", ""), ("until-month", ""), ("until-year", "")], "ден, месец и година"),
        (&[("board", "somebody")], "Изберете"),
    ];
    for (extra, said) in cases {
        let answer = test.post(&officer, &path, &expert("10", extra)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{extra:?}");
        let text = answer.text();
        assert!(text.contains("govuk-error-message"), "{text}");
        assert!(text.contains(said) || said.contains("ден, месец"), "{said}: {text}");
        assert!(text.contains("1234-089"), "what was typed stays");
    }
    // The directive gives no more hours than the law for the degree.
    let directive = [
        ("kind", "directive"),
        ("number", "7"),
        ("issued-day", "1"),
        ("issued-month", "3"),
        ("issued-year", "2026"),
        ("term", "until"),
        ("until-day", "1"),
        ("until-month", "3"),
        ("until-year", "2027"),
        ("support", "personal_assistance"),
        ("grade", "2"),
        ("hours", "100"),
    ];
    let answer = test.post(&officer, &path, &directive).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("най-много 42"), "{}", answer.text());
    assert!(facts(&test, id).await.is_empty());
}

#[tokio::test]
async fn a_decision_ends_is_warned_of_once_filed_in_time_and_renewed() {
    let (test, officer, id) = start().await;
    let new = format!("/people/{id}/disability/new");
    saved(&test, &officer, &new, &expert("25", &[])).await;
    let assessment = [
        ("kind", "assessment"),
        ("number", "ИО-5"),
        ("issued-day", "1"),
        ("issued-month", "4"),
        ("issued-year", "2024"),
        ("term", "until"),
        ("until-day", "25"),
        ("until-month", "2"),
        ("until-year", "2027"),
    ];
    saved(&test, &officer, &new, &assessment).await;
    let page = test.get(&officer, &format!("/people/{id}/disability")).await.text();
    for said in ["1234-089", "92 %", "с чужда помощ", "до 6 месеца", "25.11.2026"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    // On the list and in "My work".
    let list = test.get(&officer, "/disability").await.text();
    assert!(list.contains("Станка Примерова") && list.contains("25.02.2027"), "{list}");
    let work = test.get(&officer, "/work").await.text();
    assert!(work.contains("Изтичащи решения"), "{work}");
    let table = test.get(&officer, "/disability/list.csv").await.text();
    assert!(table.contains("Станка Примерова;"), "{table}");
    let json = test.get(&officer, "/api/disability?kind=expert").await.json();
    assert_eq!(json["rows"][0]["last_in_time"], "2026-11-25", "{json}");
    // By night it is noted, once.
    let ruse = test.system("ruse").municipality;
    assert_eq!(alert::note_due(&test.app, ruse).await.expect("noted"), 2);
    assert_eq!(alert::note_due(&test.app, ruse).await.expect("noted"), 0);
    let timeline = test.get(&officer, &format!("/people/{id}/timeline?of=disability")).await.text();
    assert!(timeline.contains("решение изтича на 25.02.2027"), "{timeline}");
    // Filed on the last day that is in time: the assessment is protected with it.
    let all = facts(&test, id).await;
    let decision = all.iter().find(|fact| fact.kind == "expert").expect("the decision");
    let filed = format!("/people/{id}/disability/{}/filed", decision.id);
    let shown = test.get(&officer, &filed).await;
    assert!(shown.text().contains("чл. 26, ал. 7 ЗХУ"), "{}", shown.text());
    let version = decision.version.to_string();
    let fields = [
        ("_version", version.as_str()),
        ("filed-day", "24"),
        ("filed-month", "11"),
        ("filed-year", "2026"),
        ("number", "РКМЕ-77"),
        ("with", "РКМЕ – Русе"),
    ];
    saved(&test, &officer, &filed, &fields).await;
    let all = facts(&test, id).await;
    assert!(all.iter().all(|fact| fact.in_time && fact.filed_on.is_some()), "{all:?}");
    let page = test.get(&officer, &format!("/people/{id}/disability")).await.text();
    assert!(page.contains("заявено в срок") && page.contains("РКМЕ-77"), "{page}");
    // The second of two who file answers to a conflict.
    let answer = test.post(&officer, &filed, &fields).await;
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text());
    // The new decision takes its place; what was filed about the old one is over.
    let decision = all.iter().find(|fact| fact.kind == "expert").expect("the decision");
    let version = decision.version.to_string();
    let of = decision.id.to_string();
    let renewal = expert(
        "25",
        &[
            ("of", &of),
            ("_version", &version),
            ("reason", "renewal"),
            ("why", "Преосвидетелстване"),
            ("number", "2222-090"),
            ("until-year", "2029"),
            ("issued-year", "2026"),
        ],
    );
    saved(&test, &officer, &new, &renewal).await;
    let all = facts(&test, id).await;
    assert_eq!(all.len(), 3);
    assert!(all.iter().filter(|fact| !fact.is_replaced).all(|fact| fact.filed_on.is_none()));
    let page = test.get(&officer, &format!("/people/{id}/disability")).await.text();
    for said in ["2222-090", "Предишни записи", "1234-089", "Преосвидетелстване"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    // Whoever replaces the same version again is told.
    let answer = test.post(&officer, &new, &renewal).await;
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text());
}

#[tokio::test]
async fn filed_after_the_term_protects_nothing_and_is_asked_twice() {
    let (test, officer, id) = start().await;
    let new = format!("/people/{id}/disability/new");
    saved(&test, &officer, &new, &expert("10", &[])).await;
    let fact = facts(&test, id).await.remove(0);
    let filed = format!("/people/{id}/disability/{}/filed", fact.id);
    let mut fields = vec![
        ("_version", "1"),
        ("filed-day", "20"),
        ("filed-month", "11"),
        ("filed-year", "2026"),
        ("number", "РКМЕ-78"),
    ];
    let answer = test.post(&officer, &filed, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("след срока"), "{}", answer.text());
    fields.push(("late", "yes"));
    saved(&test, &officer, &filed, &fields).await;
    let fact = facts(&test, id).await.remove(0);
    assert!(!fact.in_time && fact.filed_on.is_some());
    let list = test.get(&officer, "/disability?state=late").await.text();
    assert!(list.contains("заявено след срока"), "{list}");
}

#[tokio::test]
async fn five_years_on_a_decision_for_life_come_from_the_law() {
    let (test, officer, id) = start().await;
    let new = format!("/people/{id}/disability/new");
    let life = expert(
        "1",
        &[("term", "life"), ("until-day", ""), ("until-month", ""), ("until-year", "")],
    );
    saved(&test, &officer, &new, &life).await;
    let assessment = [
        ("kind", "assessment"),
        ("number", "ИО-6"),
        ("issued-day", "10"),
        ("issued-month", "1"),
        ("issued-year", "2022"),
        ("term", "law"),
    ];
    saved(&test, &officer, &new, &assessment).await;
    let all = facts(&test, id).await;
    let ends = |kind: &str| all.iter().find(|fact| fact.kind == kind).and_then(|f| f.ends_on);
    assert_eq!(ends("expert"), None);
    assert_eq!(ends("assessment"), "2027-01-10".parse().ok());
    let law = test.app.law(test.system("ruse").municipality);
    let horizon = Horizon::of(&law, test.app.today()).expect("the rules");
    assert_eq!(horizon.of_days(ends("assessment"), None).code(), "three");
}

#[tokio::test]
async fn who_lacks_the_right_sees_nothing_and_no_disk_tells_the_degree() {
    let (test, officer, id) = start().await;
    let new = format!("/people/{id}/disability/new");
    saved(&test, &officer, &new, &expert("10", &[("note", "Нужен е асансьор")])).await;
    let reader = test.user("ruse", "reader");
    for path in [format!("/people/{id}/disability"), "/disability".into()] {
        assert_eq!(test.get(&reader, &path).await.status, StatusCode::FORBIDDEN);
    }
    let page = test.get(&reader, &format!("/people/{id}")).await.text();
    assert!(!page.contains("Увреждане"), "not even the section: {page}");
    // The twin municipality finds nothing under the same id.
    let twin = test.user("mezdra", "head");
    let answer = test.get(&twin, &format!("/people/{id}/disability")).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    use sea_orm::ConnectionTrait;
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let backend = tx.conn().get_database_backend();
    let sql = "select facts_sealed as v from disability_fact";
    let rows = tx.conn().query_all_raw(sea_orm::Statement::from_string(backend, sql)).await;
    for row in rows.expect("rows") {
        let sealed: Vec<u8> = row.try_get("", "v").expect("bytes");
        let text = String::from_utf8_lossy(&sealed).into_owned();
        assert!(!text.contains("1234-089") && !text.contains("асансьор"));
    }
    tx.rollback().await;
}
