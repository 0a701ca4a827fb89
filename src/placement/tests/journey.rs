//! The way of a person into a service, as an officer sends the forms.

use super::support::{day, given, led_to, sent, service_of, state};
use crate::placement::{NewUnit, add_unit};
use crate::referral::support::{another, at, done, ready, sign};
use crate::testing::TestApp;
use axum::http::StatusCode;

pub type Fields = Vec<(&'static str, &'static str)>;

pub fn contract() -> Fields {
    let mut fields = vec![
        ("subject", "Дневна грижа, дългосрочно"),
        ("manner", "Всеки работен ден от 8 до 17 ч."),
        ("duties", "По плана за подкрепа"),
        ("ending", "По чл. 41 ППЗСУ"),
        ("fee", "25,50"),
        ("payment", "До 10-о число по сметка"),
        ("until_on-day", "23"),
        ("until_on-month", "11"),
        ("until_on-year", "2027"),
    ];
    fields.extend(day("signed_on", 24));
    fields.extend(day("from_on", 25));
    fields
}

pub fn assessment(fits: &'static str) -> Fields {
    let mut fields = vec![
        ("fits", fits),
        ("team", "Мария Примерова, психолог\nИван Пробен, социален работник"),
        ("conclusions", "Има нужда от дневна грижа"),
        ("plan", "Цели и дейности"),
    ];
    fields.extend(day("assessed_on", 24));
    fields.extend(day("received_on", 24));
    if fits == "yes" {
        fields.extend(day("planned_on", 24));
    }
    fields
}

pub async fn begun(test: &TestApp, case: crate::referral::CaseId) -> String {
    let page = format!("/placements/begin?case={case}");
    let shown = test.get(&test.officer(), &page).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
    let proposal = shown.value("proposal").expect("a chosen service");
    let case = case.to_string();
    let mut fields = vec![("case", case.as_str()), ("proposal", proposal.as_str()), ("urgent", "")];
    fields.extend(day("on", 24));
    led_to(&done(test, (&page, "/placements/begin"), &fields).await)
}

/// A placement whose contract is to be signed.
pub async fn placed_and_assessed(test: &TestApp) -> String {
    let (case, _) = given(test).await;
    let id = begun(test, case).await;
    sent(test, &id, "/assessment", &assessment("yes")).await;
    id
}

#[tokio::test]
async fn from_the_assessment_to_a_contract_prolonged_and_ended() {
    let test = TestApp::new().await;
    let (case, _) = given(&test).await;
    let page = test.get(&test.officer(), &at(case, "")).await.text();
    assert!(page.contains("Към доставчика"), "{page}");
    let id = begun(&test, case).await;
    assert_eq!(state(&test, &id).await, "at_provider");
    // Taken up, nothing of it runs out, and it is not taken up twice.
    let page = test.get(&test.officer(), &at(case, "")).await.text();
    assert!(page.contains("Ход при доставчиците"), "{page}");
    let again = test.get(&test.officer(), &format!("/placements/begin?case={case}")).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", again.text());
    // One employee is not a team.
    let mut alone = assessment("yes");
    alone[1].1 = "Мария Примерова, психолог";
    let answer = test.post(&test.officer(), &format!("/placements/{id}/assessment"), &alone).await;
    assert!(answer.text().contains("поне двама"), "{}", answer.text());
    sent(&test, &id, "/assessment", &assessment("yes")).await;
    assert_eq!(state(&test, &id).await, "assessed");
    // Longer than the law allows for a long use.
    let mut long = contract();
    long[8].1 = "2030";
    let answer = test.post(&test.officer(), &format!("/placements/{id}/contract"), &long).await;
    assert!(answer.text().contains("най-дългото ползване"), "{}", answer.text());
    sent(&test, &id, "/contract", &contract()).await;
    assert_eq!(state(&test, &id).await, "in_service");
    let page = test.get(&test.officer(), &format!("/placements/{id}")).await.text();
    for text in ["25,50", "Съобщение за договора", "01.12.2026", "Договор 2026-1"]
    {
        assert!(page.contains(text), "{text}: {page}");
    }
    let paper = page.split("/papers/").nth(1).and_then(|rest| rest.split('"').next());
    let person = page.split("/people/").nth(1).and_then(|rest| rest.split('"').next());
    let path = format!("/people/{}/papers/{}", person.expect("a person"), paper.expect("a paper"));
    let printed = test.get(&test.officer(), &path).await;
    assert!(printed.bytes.starts_with(b"%PDF"), "{}", printed.status);
    sent(&test, &id, "/report", &day("on", 24)).await;
    let mut evaluation = vec![("text", "Целите са достигнати отчасти")];
    evaluation.extend(day("on", 24));
    sent(&test, &id, "/evaluate", &evaluation).await;
    assert_eq!(state(&test, &id).await, "review");
    let mut longer = contract();
    longer.retain(|(name, _)| !name.starts_with("from_on"));
    longer.extend([("from_on-day", "24"), ("from_on-month", "11"), ("from_on-year", "2027")]);
    longer[8].1 = "2028";
    sent(&test, &id, "/prolong", &longer).await;
    assert_eq!(state(&test, &id).await, "in_service");
    // With notice: not before seven days have passed.
    let mut notice = vec![("ground", "notice")];
    notice.extend(day("notice", 24));
    notice.extend(day("on", 24));
    let answer = test.post(&test.officer(), &format!("/placements/{id}/end"), &notice).await;
    assert!(answer.text().contains("най-ранният ден е"), "{}", answer.text());
    let mut mutual = vec![("ground", "mutual")];
    mutual.extend(day("on", 24));
    sent(&test, &id, "/end", &mutual).await;
    assert_eq!(state(&test, &id).await, "ended");
    let list = test.get(&test.officer(), "/placements?ground=mutual").await.text();
    assert!(list.contains("Измислена Пробна Образцова"), "{list}");
    let list = test.get(&test.officer(), "/placements").await.text();
    assert!(!list.contains("Измислена Пробна Образцова"), "{list}");
}

#[tokio::test]
async fn a_refusal_after_the_assessment_is_appealed_or_leads_to_another_choice() {
    let test = TestApp::new().await;
    let (case, _) = given(&test).await;
    let id = begun(&test, case).await;
    sent(&test, &id, "/assessment", &assessment("no")).await;
    assert_eq!(state(&test, &id).await, "refused");
    // The term to appeal still runs.
    let early = test.post(&test.officer(), &format!("/placements/{id}/not-appealed"), &[]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", early.text());
    let mut appeal = vec![("by", "municipality")];
    appeal.extend(day("on", 24));
    sent(&test, &id, "/appeal", &appeal).await;
    let mut outcome = vec![("outcome", "rejected")];
    outcome.extend(day("on", 24));
    sent(&test, &id, "/outcome", &outcome).await;
    assert_eq!(state(&test, &id).await, "choice_again");
    let again = format!("/placements/{id}/again");
    let page = test.get(&test.officer(), &again).await.text();
    assert!(page.contains("Няма друга отворена услуга от този вид"), "{page}");
    let other = service_of(&test, ("T7", "municipal"), 2).await.to_string();
    let page = test.get(&test.officer(), &again).await.text();
    assert!(page.contains("2 свободни места"), "{page}");
    let mut choice = vec![("service", other.as_str())];
    choice.extend(day("on", 24));
    let chosen = led_to(&sent(&test, &id, "/again", &choice).await);
    assert_eq!(state(&test, &chosen).await, "at_provider");
    assert_eq!(state(&test, &id).await, "closed");
}

#[tokio::test]
async fn who_finds_no_place_waits_and_enters_when_one_is_offered() {
    let test = TestApp::new().await;
    let (case, service) = given(&test).await;
    let tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let one = NewUnit { name: String::new(), total: 1, funded: 1, taken: 0 };
    add_unit(&tx, service, &one).await.expect("a unit");
    tx.commit().await.expect("saved");
    let first = begun(&test, case).await;
    let second_case = another(&test, service, "municipal", "6101050015").await;
    ready(&test, second_case, service).await;
    sign(&test, second_case).await;
    let give = at(second_case, "/give");
    done(&test, (&give, &give), &[("how", "in_person")]).await;
    let second = begun(&test, second_case).await;
    assert_eq!(state(&test, &second).await, "waiting");
    // While the person waits, the clock of the assessment stands still.
    let page = test.get(&test.officer(), &at(second_case, "")).await.text();
    assert!(page.contains("срокът е спрян"), "{page}");
    let line = test.get(&test.officer(), &format!("/places/{service}")).await.text();
    assert!(line.contains("Чакащи по ред") && line.contains("няма свободни места"), "{line}");
    let full = test.get(&test.officer(), &format!("/placements/{second}/offer")).await;
    assert_eq!(full.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", full.text());
    let mut close = vec![("ground", "withdrawn")];
    close.extend(day("on", 24));
    sent(&test, &first, "/close", &close).await;
    let mut offer = vec![("how", "phone")];
    offer.extend(day("answer_by", 27));
    sent(&test, &second, "/offer", &offer).await;
    assert_eq!(state(&test, &second).await, "offered");
    let mut yes = vec![("answer", "accepted")];
    yes.extend(day("on", 24));
    sent(&test, &second, "/answer", &yes).await;
    assert_eq!(state(&test, &second).await, "at_provider");
    let places = test.get(&test.officer(), "/api/places").await.json();
    assert_eq!(places[0]["reserved"], 1, "{places}");
    assert_eq!(places[0]["waiting"], 0, "{places}");
}
