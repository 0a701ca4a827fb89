//! A family's way through the pages: application, notice, suspension, agreement, plan, contract.

use super::ready::{listed, person};
use crate::testing::{TestApp, User};
use axum::http::StatusCode;

const FILED: [(&str, &str); 17] = [
    ("filed_on-day", "20"),
    ("filed_on-month", "11"),
    ("filed_on-year", "2026"),
    ("directive_number", "ЛП-77"),
    ("directive_until-day", "19"),
    ("directive_until-month", "10"),
    ("directive_until-year", "2028"),
    ("directive_hours", "84"),
    ("all_hours", "yes"),
    ("gets_child_aid", "yes"),
    ("consent_child_aid", "none"),
    ("gets_supplement", "no"),
    ("consent_supplement", "none"),
    ("is_true", "yes"),
    ("lets_in", "yes"),
    ("no_other", "yes"),
    ("uses_similar", "no"),
];

fn on<'a>(day: &'a str, month: &'a str) -> [(&'a str, &'a str); 3] {
    [("on-day", day), ("on-month", month), ("on-year", "2026")]
}

async fn done(test: &TestApp, user: &User, at: &str, fields: &[(&str, &str)]) -> String {
    let form = test.get(user, at).await;
    let version = form.value("_version").unwrap_or_default();
    let fields = [fields, &[("_version", version.as_str())]].concat();
    let sent = test.post(user, at, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{at}: {}", sent.text());
    sent.location.strip_prefix("/ruse").expect("below ruse").to_owned()
}

#[tokio::test]
async fn a_family_applies_is_helped_to_put_it_right_and_gets_an_assistant() {
    let test = TestApp::new().await;
    let officer = test.user("ruse", "assistance_officer");
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    listed(&mut tx, &test, ("Асистент", 12)).await;
    let user = person(&mut tx, "Дете", "2015-04-04").await;
    tx.commit().await.expect("saved");
    let mut fields = FILED.to_vec();
    fields.push(("assistant-1", "асистент"));
    let new = format!("/people/{user}/assistance/new");
    let mut wrong = fields.clone();
    wrong.push(("directive_degree", "2"));
    let refused = test.post(&officer, &new, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "84 hours are no second degree");
    let nobody = [&fields[..], &[("substitute-1", "Непознат")]].concat();
    let refused = test.post(&officer, &new, &nobody).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody on the list is called so");
    let again = refused.text();
    assert!(again.contains("няма такъв човек") && again.contains("Непознат"), "{again}");
    let at = done(&test, &officer, &new, &fields).await;
    let page = test.get(&officer, &at).await.text();
    assert!(
        page.contains("ЛП-2026-00001") && page.contains("съгласието за месечната помощ"),
        "{page}"
    );
    assert!(page.contains("194,29"), "the ceiling of the aid: {page}");
    let accept = test.post(&officer, &format!("{at}/do/accept"), &on("20", "11")).await;
    assert_eq!(accept.status, StatusCode::UNPROCESSABLE_ENTITY, "it is irregular");
    let notice = [&on("20", "11")[..], &[("text", "Няма отговор на съгласието.")]].concat();
    done(&test, &officer, &format!("{at}/do/notify"), &notice).await;
    let page = test.get(&officer, &at).await.text();
    assert!(page.contains("27.11.2026"), "seven days: {page}");
    let early = test.post(&officer, &format!("{at}/do/suspend"), &notice).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "the days are not over");
    let mut edited: Vec<(&str, &str)> = FILED.to_vec();
    edited.retain(|(name, _)| !name.starts_with("filed") && *name != "consent_child_aid");
    edited.push(("consent_child_aid", "given"));
    let copy = "копие от заявление";
    assert!(!page.contains(copy), "without a consent nothing goes to АСП: {page}");
    done(&test, &officer, &format!("{at}/edit"), &edited).await;
    let page = test.get(&officer, &at).await.text();
    assert!(page.contains(copy), "the copy follows the consent: {page}");
    done(&test, &officer, &format!("{at}/do/fix"), &on("24", "11")).await;
    let unchecked =
        [&on("24", "11")[..], &[("assistant", "Асистент"), ("hours", "84"), ("place", "в дома")]]
            .concat();
    let early = test.post(&officer, &format!("{at}/do/agree"), &unchecked).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "no check yet: {}", early.text());
    let check = [&on("24", "11")[..], &[("sources", "АСП"), ("found", "no")]].concat();
    done(&test, &officer, &format!("{at}/do/check"), &check).await;
    let page = test.get(&officer, &at).await.text();
    assert!(page.contains("Проверени източници: АСП"), "{page}");
    let agreement = done(&test, &officer, &format!("{at}/do/agree"), &unchecked).await;
    contract(&test, &officer, &agreement).await;
    let person_page = test.get(&officer, &format!("/people/{user}/assistance")).await.text();
    assert!(person_page.contains("СП-2026-00001"), "{person_page}");
}

/// Plan-schedule and labour contract of an agreement.
async fn contract(test: &TestApp, officer: &User, agreement: &str) {
    let labour = [&on("24", "11")[..], &[("work_place", "в дома"), ("leave", "20")]].concat();
    let early = test.post(officer, &format!("{agreement}/do/contract"), &labour).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "no plan yet: {}", early.text());
    let mut plan = vec![
        ("from_on-day".to_owned(), "24".to_owned()),
        ("from_on-month".to_owned(), "11".to_owned()),
        ("from_on-year".to_owned(), "2026".to_owned()),
    ];
    for day in 1..=5 {
        plan.push((format!("from-{day}-1"), "9:00".to_owned()));
        plan.push((format!("to-{day}-1"), "13:00".to_owned()));
    }
    let plan: Vec<(&str, &str)> = plan.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let mut night = plan.clone();
    night.push(("from-1-2", "22:00"));
    night.push(("to-1-2", "23:00"));
    let refused = test.post(officer, &format!("{agreement}/plan"), &night).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Нощен труд"), "{}", refused.text());
    assert!(refused.text().contains("id=\"to-1-2-error\""), "beside its part: {}", refused.text());
    done(test, officer, &format!("{agreement}/plan"), &plan).await;
    let form = test.get(officer, &format!("{agreement}/do/contract")).await.text();
    assert!(form.contains("440,16") && form.contains("31,69"), "P4: 84 h and 12 years: {form}");
    assert!(form.contains("01.12.2026"), "the first of the next month: {form}");
    let fields = [&on("24", "11")[..], &[("work_place", "в дома"), ("leave", "20")]].concat();
    done(test, officer, &format!("{agreement}/do/contract"), &fields).await;
    let page = test.get(officer, agreement).await.text();
    assert!(page.contains("ТД-2026-00001") && page.contains("20:00"), "{page}");
    for at in page.match_indices("/papers/").map(|(at, _)| at) {
        let begin = page[..at].rfind("/people/").expect("whose");
        let pdf: String = page[begin..].chars().take_while(|c| *c != '"').collect();
        assert!(test.get(officer, &pdf).await.bytes.starts_with(b"%PDF"), "{pdf}");
    }
    let csv = test.get(officer, "/assistance/records.csv").await.text();
    assert!(
        csv.contains("53221002") && csv.contains("24112026") && csv.contains("01122026"),
        "{csv}"
    );
    let month = test.get(officer, "/api/assistance/contracts?month=2026-12").await.json();
    assert_eq!(month[0]["hours"].as_u64(), Some(84));
    assert_eq!(month[0]["planned"].as_u64(), Some(20 * 240), "{month}");
    let messages = test.get(officer, "/assistance/messages").await.text();
    assert!(messages.contains("сключен трудов договор") && messages.contains("АСП"), "{messages}");
    for form in ["1", "2", "3"] {
        let blank = test.get(officer, &format!("/assistance/forms/{form}")).await;
        assert!(blank.bytes.starts_with(b"%PDF"), "form {form}");
    }
    let end = [
        &on("24", "11")[..],
        &[("ground", "assistance.end.2"), ("help_given", "yes"), ("text", "Не желаем повече.")],
    ]
    .concat();
    done(test, officer, &format!("{agreement}/do/end"), &end).await;
    let page = test.get(officer, agreement).await.text();
    assert!(page.contains("искане на потребителя"), "{page}");
}

#[tokio::test]
async fn what_is_due_stands_in_my_work_and_readers_change_nothing() {
    let test = TestApp::new().await;
    let officer = test.user("ruse", "assistance_officer");
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let user = person(&mut tx, "Ползвател", "1950-04-04").await;
    tx.commit().await.expect("saved");
    let new = format!("/people/{user}/assistance/new");
    let denied = test.post(&test.officer(), &new, &FILED).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN, "the referral officer only reads");
    let mut refused = FILED.to_vec();
    refused.retain(|(name, _)| *name != "consent_child_aid");
    refused.push(("consent_child_aid", "refused"));
    let at = done(&test, &officer, &new, &refused).await;
    let work = test.get(&officer, "/work").await.text();
    assert!(work.contains("Проверка на заявление за лична помощ"), "{work}");
    done(&test, &officer, &format!("{at}/do/refuse"), &on("24", "11")).await;
    let page = test.get(&officer, &at).await.text();
    assert!(page.contains("Не се разглежда"), "{page}");
    let work = test.get(&officer, "/work").await.text();
    assert!(!work.contains("Проверка на заявление за лична помощ"), "{work}");
}
