//! A candidate from the application to the list, and off it.

use crate::people::{self, NewPerson, PersonId};
use crate::testing::TestApp;
use axum::http::StatusCode;

async fn person(test: &TestApp, family: &str) -> PersonId {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let new = NewPerson {
        given: "Проба".into(),
        family: family.into(),
        birth_day: "1980-05-05".parse().ok(),
        ..NewPerson::default()
    };
    let id = people::create(&mut tx, &new).await.expect("a person");
    tx.commit().await.expect("saved");
    id
}

const GIVEN: [(&str, &str); 16] = [
    ("applied_on-day", "20"),
    ("applied_on-month", "11"),
    ("applied_on-year", "2026"),
    ("status", "unemployed"),
    ("not_interdicted", "yes"),
    ("not_convicted", "yes"),
    ("no_violence", "yes"),
    ("trained", "no"),
    ("hours", "168"),
    ("experience", "3"),
    ("paper-cv", "given"),
    ("paper-contract", "given"),
    ("paper-violence", "given"),
    ("paper-experience", "none"),
    ("paper-medical", "missing"),
    ("iban", "BG80BNBG96611020345678"),
];

const SCORES: [(&str, &str); 11] = [
    ("on-day", "23"),
    ("on-month", "11"),
    ("on-year", "2026"),
    ("held_by", "Комисия"),
    ("score-motivation", "5"),
    ("score-experience", "4"),
    ("score-daily", "4"),
    ("score-household", "5"),
    ("score-outside", "3"),
    ("score-schedule", "5"),
    ("fits", "yes"),
];

#[tokio::test]
async fn a_candidate_is_entered_only_with_all_papers_and_an_interview() {
    let test = TestApp::new().await;
    let officer = test.user("ruse", "assistance_officer");
    let id = person(&test, "Кандидатова").await.to_string();
    let mut fields = GIVEN.to_vec();
    fields.push(("person", &id));
    let wrong = |(name, value): &(&'static str, &'static str)| match *name {
        "iban" => (*name, "BG80BNBG96611020345679"),
        _ => (*name, *value),
    };
    let mut bad: Vec<(&str, &str)> = GIVEN.iter().map(wrong).collect();
    bad.push(("person", &id));
    let refused = test.post(&officer, "/assistants/new", &bad).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a wrong account at a bank");
    let saved = test.post(&officer, "/assistants/new", &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let at = saved.location.strip_prefix("/ruse").expect("below ruse").to_owned();
    let page = test.get(&officer, &at).await.text();
    assert!(page.contains("КА-2026-00001") && page.contains("27.11.2026"), "seven days: {page}");
    assert!(page.contains("Липсва медицински документ"), "{page}");
    assert!(!page.contains("BG80BNBG96611020345678"), "the account is masked");
    let twice = test.post(&officer, "/assistants/new", &fields).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "one open application");

    let on = [("on-day", "24"), ("on-month", "11"), ("on-year", "2026")];
    let early = test.post(&officer, &format!("{at}/do/enter"), &on).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut sheet = SCORES.to_vec();
    sheet.push(("why", "Отговаря."));
    let held = test.post(&officer, &format!("{at}/do/interview"), &sheet).await;
    assert_eq!(held.status, StatusCode::SEE_OTHER, "{}", held.text());
    let early = test.post(&officer, &format!("{at}/do/enter"), &on).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "the medical document is missing");
    let mut change: Vec<(&str, &str)> = GIVEN.to_vec();
    change.retain(|(name, _)| !name.starts_with("applied") && *name != "paper-medical");
    change.extend([("paper-medical", "given"), ("why", "донесен документ"), ("other_hours", "20")]);
    change.extend(on);
    let version = test.get(&officer, &format!("{at}/change")).await.value("_version");
    let version = version.unwrap_or_default();
    change.push(("_version", &version));
    let brought = test.post(&officer, &format!("{at}/change"), &change).await;
    assert_eq!(brought.status, StatusCode::SEE_OTHER, "{}", brought.text());
    let entered = test.post(&officer, &format!("{at}/do/enter"), &on).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
    let list = test.get(&officer, "/api/assistants?q=кандидатова").await.json();
    assert_eq!(
        (list[0]["state"].as_str(), list[0]["hours_free"].as_u64()),
        (Some("listed"), Some(168))
    );
    let page = test.get(&officer, &at).await.text();
    assert!(page.contains("остават до 28 ч. седмично от 48 ч."), "work elsewhere is said: {page}");
    let csv = test.get(&officer, "/assistants/list.csv").await.text();
    assert!(csv.contains("Кандидатова"), "{csv}");
    assert!(test.get(&officer, "/assistants/list.pdf").await.bytes.starts_with(b"%PDF"));
    assert!(test.get(&officer, "/assistants/form.pdf").await.bytes.starts_with(b"%PDF"));
    let why = [&on[..], &[("why", "по свое желание")]].concat();
    let removed = test.post(&officer, &format!("{at}/do/remove"), &why).await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER, "{}", removed.text());
    let page = test.get(&officer, &at).await.text();
    assert!(page.contains("Отписан") && page.contains("по свое желание"), "{page}");
}

#[tokio::test]
async fn who_is_not_entered_gets_a_letter_and_readers_change_nothing() {
    let test = TestApp::new().await;
    let officer = test.user("ruse", "assistance_officer");
    let id = person(&test, "Отказова").await.to_string();
    let mut fields = GIVEN.to_vec();
    fields.push(("person", &id));
    let denied = test.post(&test.user("ruse", "intake"), "/assistants/new", &fields).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
    let saved = test.post(&officer, "/assistants/new", &fields).await;
    let at = saved.location.strip_prefix("/ruse").expect("below ruse").to_owned();
    let form = test.get(&officer, &format!("{at}/do/refuse")).await.text();
    assert!(form.contains("Липсва медицински документ"), "the reason is there: {form}");
    let why = [
        ("on-day", "24"),
        ("on-month", "11"),
        ("on-year", "2026"),
        ("why", "Липсва медицински документ."),
    ];
    let refused = test.post(&officer, &format!("{at}/do/refuse"), &why).await;
    assert_eq!(refused.status, StatusCode::SEE_OTHER, "{}", refused.text());
    let page = test.get(&officer, &at).await.text();
    let begin = page.rfind("/papers/").expect("a letter");
    let begin = page[..begin].rfind("/people/").expect("whose");
    let pdf: String = page[begin..].chars().take_while(|c| *c != '"').collect();
    assert!(test.get(&officer, &pdf).await.bytes.starts_with(b"%PDF"));
    let work = test.get(&officer, "/work").await.text();
    assert!(!work.contains("Решение за кандидат"), "nothing is due any more: {work}");
}
