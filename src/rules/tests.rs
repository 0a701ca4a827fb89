//! The rules, own values and questions as people and programs meet them.
#![allow(clippy::too_many_lines, reason = "a journey is told in one piece")]

use crate::testing::{Answer, TestApp, User};
use axum::http::StatusCode;

async fn start() -> (TestApp, User, User) {
    let test = TestApp::new().await;
    let (administrator, officer) = (test.user("ruse", "administrator"), test.officer());
    (test, administrator, officer)
}

async fn page(test: &TestApp, user: &User, path: &str) -> String {
    let answer = test.get(user, path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    let text = answer.text();
    assert!(text.len() < 60_000, "{path} has {} bytes", text.len());
    text
}

async fn set(
    test: &TestApp,
    user: &User,
    rule: &str,
    fields: &[(&'static str, &'static str)],
) -> Answer {
    let path = format!("/law/rules/{rule}/value");
    let form = test.get(user, &path).await;
    let key = form.value("_key").unwrap_or_default();
    let mut all = vec![
        ("_key", key.as_str()),
        ("act", "Заповед № РД-01-12/2026"),
        ("reason", "Кратки срокове за отговор"),
    ];
    all.extend_from_slice(fields);
    test.post(user, &path, &all).await
}

const FROM_2027: [(&str, &str); 3] =
    [("from-day", "1"), ("from-month", "1"), ("from-year", "2027")];

async fn due(test: &TestApp, user: &User, rule: &str, day: &str) -> String {
    let mut parts = day.split('-');
    let mut part = || parts.next().unwrap_or_default().to_owned();
    let (year, month, day) = (part(), part(), part());
    let query = format!("rule={rule}&from-day={day}&from-month={month}&from-year={year}");
    let answer = test.get(user, &format!("/api/law/term?{query}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()["due"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn rules_are_found_by_number_article_word_act_mark_and_day() {
    let (test, _, officer) = start().await;
    let all = page(&test, &officer, "/law").await;
    assert!(all.contains("/ruse/law/rules/act.") || all.contains("/ruse/law/rules/"), "{all}");
    for (query, found, missing) in [
        ("q=D01", "/law/rules/D01\"", "/law/rules/D02\""),
        ("q=%D1%87%D0%BB.+10%2C+%D0%B0%D0%BB.+4", "/law/rules/D01\"", "/law/rules/D24\""),
        ("act=%D0%9A%D0%A2", "/law/rules/calendar.substitution\"", "/law/rules/D01\""),
        ("area=euro", "/law/rules/euro.rate\"", "/law/rules/D01\""),
        ("mark=M", "/law/rules/wage.minimum.hour\"", "/law/rules/D01\""),
        ("mark=C&open=yes", "/law/rules/reading.O4\"", "/law/rules/D01\""),
        ("who=municipality", "/law/rules/D07\"", "/law/rules/D01\""),
    ] {
        let day = if query == "mark=M" { "&at-day=1&at-month=6&at-year=2021" } else { "" };
        let text = page(&test, &officer, &format!("/law?{query}{day}")).await;
        assert!(text.contains(found), "{query} finds {found}: {text}");
        assert!(!text.contains(missing), "{query} does not find {missing}");
    }
    let old = "/law?q=assistance.coefficient&at-day=1&at-month=6&at-year=2021";
    assert!(page(&test, &officer, old).await.contains("1,2"));
    let none = page(&test, &officer, "/law?q=nothingofthekind").await;
    assert!(none.contains("Няма правила"));
}

#[tokio::test]
async fn a_rule_shows_its_history_source_mark_and_where_it_is_used() {
    let (test, administrator, officer) = start().await;
    let text = page(&test, &officer, "/law/rules/D01").await;
    for shown in
        ["чл. 10, ал. 4 ППЗСУ", "20 дни", "проверено", "ППЗСУ, ПМС", "/law/ask/term?rule=D01"]
    {
        assert!(text.contains(shown), "{shown}: {text}");
    }
    assert!(!text.contains("/law/rules/D01/value"), "the law fixes it");
    let reading = page(&test, &officer, "/law/rules/reading.O4").await;
    assert!(reading.contains("O4:") && reading.contains("открит въпрос"), "{reading}");
    assert!(!reading.contains("/value\""), "an officer changes nothing");
    let reading = page(&test, &administrator, "/law/rules/reading.O4").await;
    assert!(reading.contains("/law/rules/reading.O4/value"));
    let rate = page(&test, &officer, "/law/rules/assistance.coefficient").await;
    assert!(rate.contains("1,2") && rate.contains("1,4"), "{rate}");
    assert_eq!(test.get(&officer, "/law/rules/X99").await.status, StatusCode::NOT_FOUND);
    let json = test.get(&officer, "/api/law/rules/assistance.coefficient").await.json();
    assert_eq!(json["history"].as_array().map(Vec::len), Some(4));
    let list = test.get(&officer, "/api/law/rules?who=municipality").await.json();
    assert!(list["rules"].as_array().is_some_and(|rules| rules.len() > 20), "{list}");
}

#[tokio::test]
async fn an_own_value_changes_answers_from_its_day_on_and_only_here() {
    let (test, administrator, officer) = start().await;
    assert_eq!(due(&test, &officer, "D07", "2027-01-04").await, "2027-01-11");
    let answer = set(&test, &administrator, "D07", &[("value", "5")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "no day");
    let answer =
        set(&test, &administrator, "D07", &[&[("value", "5")], &FROM_2027[..]].concat()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(answer.location, "/ruse/law/rules/D07");
    assert_eq!(due(&test, &officer, "D07", "2027-01-05").await, "2027-01-11", "five days: 10.01");
    assert_eq!(due(&test, &officer, "D07", "2027-01-06").await, "2027-01-11");
    assert_eq!(due(&test, &officer, "D07", "2026-12-14").await, "2026-12-21", "seven before");
    let mezdra = test.user("mezdra", "referral_officer");
    assert_eq!(
        due(&test, &mezdra, "D07", "2027-01-06").await,
        "2027-01-13",
        "another municipality"
    );
    let text = page(&test, &officer, "/law/rules/D07").await;
    assert!(text.contains("Заповед № РД-01-12/2026") && text.contains("на общината"), "{text}");
    assert!(
        page(&test, &officer, "/law?who=own&at-day=1&at-month=2&at-year=2027")
            .await
            .contains("D07")
    );
    // The same after a restart.
    let app = test.reopened().await;
    let id = app.db.municipality("ruse").expect("ruse").id;
    super::keep_fresh(&app, id).await.expect("read");
    let day = "2027-01-06".parse().expect("a day");
    let again = app.law(id).due("D07", day, &[]).expect("a term");
    assert_eq!(again.due.map(|day| day.to_string()).as_deref(), Some("2027-01-11"));
    // A second value in the same period is refused beside the field.
    let answer =
        set(&test, &administrator, "D07", &[&[("value", "6")], &FROM_2027[..]].concat()).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("За този период вече има стойност"));
}

#[tokio::test]
async fn what_the_law_fixes_is_refused() {
    let (test, administrator, officer) = start().await;
    for rule in ["D01", "D24", "regime.switch", "assistance.coefficient"] {
        let form = test.get(&administrator, &format!("/law/rules/{rule}/value")).await;
        assert_eq!(form.status, StatusCode::UNPROCESSABLE_ENTITY, "{rule}");
        assert!(form.text().contains("Законът определя тази стойност"), "{rule}");
        let answer =
            set(&test, &administrator, rule, &[&[("value", "40")], &FROM_2027[..]].concat()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{rule}");
    }
    assert_eq!(due(&test, &officer, "D01", "2027-01-04").await, "2027-01-25");
    // Today's minimum wage was read; the one of 2021 is from memory and may be put right.
    let values = [("value", "4"), ("from-day", "1"), ("from-month", "1"), ("from-year", "2026")];
    let answer = set(&test, &administrator, "wage.minimum.hour", &values).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    for (value, message) in [("много", "Въведете стойност"), ("-3", "Въведете стойност")]
    {
        let values = [&[("value", value)], &FROM_2027[..]].concat();
        let answer = set(&test, &administrator, "D07", &values).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer.text().contains(message) && answer.text().contains(value),
            "typed text stays"
        );
    }
    let officer_asks = test.get(&officer, "/law/rules/D07/value").await;
    assert_eq!(officer_asks.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn two_administrators_lose_nothing_and_a_withdrawn_value_stays_in_the_history() {
    let (test, administrator, officer) = start().await;
    let values = [&[("value", "5")], &FROM_2027[..]].concat();
    set(&test, &administrator, "D07", &values).await;
    let shown = page(&test, &administrator, "/law/rules/D07").await;
    let at = shown.find("/ruse/law/values/").expect("a link to the value");
    let link: String = shown[at + 5..].chars().take_while(|c| *c != '"').collect();
    let first = test.get(&administrator, &link).await;
    let second = test.get(&administrator, &link).await;
    let change = async |form: &Answer, value: &str| {
        let (key, version) = (form.value("_key"), form.value("_version"));
        let fields = [
            ("_key", key.as_deref().unwrap_or_default()),
            ("_version", version.as_deref().unwrap_or_default()),
            ("value", value),
            ("act", "Заповед № РД-01-13/2026"),
            ("reason", "Поправка"),
        ];
        test.post(&administrator, &link, &[&fields[..], &FROM_2027[..]].concat()).await
    };
    assert_eq!(change(&first, "4").await.status, StatusCode::SEE_OTHER);
    let conflict = change(&second, "3").await;
    assert_eq!(conflict.status, StatusCode::CONFLICT, "{}", conflict.text());
    assert!(conflict.text().contains('4') && conflict.text().contains('3'));
    assert_eq!(due(&test, &officer, "D07", "2027-01-04").await, "2027-01-08");
    let form = test.get(&administrator, &format!("{link}/withdraw")).await;
    let (key, version) = (form.value("_key"), form.value("_version"));
    let fields = [
        ("_key", key.as_deref().unwrap_or_default()),
        ("_version", version.as_deref().unwrap_or_default()),
        ("why", "Заповедта е отменена"),
    ];
    let answer = test.post(&administrator, &format!("{link}/withdraw"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(due(&test, &officer, "D07", "2027-01-04").await, "2027-01-11");
    let text = page(&test, &officer, "/law/rules/D07").await;
    assert!(text.contains("оттеглена") && text.contains("Заповедта е отменена"), "{text}");
    assert_eq!(test.get(&administrator, &link).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_declared_day_off_moves_terms_at_once() {
    let (test, administrator, officer) = start().await;
    assert_eq!(due(&test, &officer, "D01", "2026-12-11").await, "2026-12-31");
    let form = test.get(&administrator, "/law/days/new").await;
    let key = form.value("_key").unwrap_or_default();
    let fields = [
        ("_key", key.as_str()),
        ("kind", "off"),
        ("day-day", "31"),
        ("day-month", "12"),
        ("day-year", "2026"),
        ("act", "Решение № 900 на МС, ДВ 99/2026"),
    ];
    let answer = test.post(&administrator, "/law/days", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(due(&test, &officer, "D01", "2026-12-11").await, "2027-01-04");
    let year = page(&test, &officer, "/law/days?year=2026").await;
    assert!(year.contains("Решение № 900 на МС") && year.contains("31.12.2026"), "{year}");
    let json = test.get(&officer, "/api/law/days?year=2026").await.json();
    let days = json["non_working"].as_array().cloned().unwrap_or_default();
    assert!(days.iter().any(|day| day["day"] == "2026-12-31"), "{json}");
    // Christmas is off already; an officer declares nothing.
    let again = [
        ("kind", "off"),
        ("day-day", "25"),
        ("day-month", "12"),
        ("day-year", "2026"),
        ("act", "x"),
    ];
    let answer = test.post(&administrator, "/law/days", &again).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("Денят вече е такъв"));
    assert_eq!(test.post(&officer, "/law/days", &fields).await.status, StatusCode::FORBIDDEN);
    // Withdrawn, the day is worked again.
    let at = page(&test, &administrator, "/law/days?year=2026").await;
    let place = at.find("/ruse/law/values/").expect("a link");
    let link: String = at[place + 5..].chars().take_while(|c| *c != '"').collect();
    let form = test.get(&administrator, &link).await;
    let (key, version) = (form.value("_key"), form.value("_version"));
    let fields = [
        ("_key", key.as_deref().unwrap_or_default()),
        ("_version", version.as_deref().unwrap_or_default()),
        ("why", "сбъркана дата"),
    ];
    let answer = test.post(&administrator, &link, &fields).await;
    assert_eq!(answer.location, "/ruse/law/days?year=2026", "{}", answer.text());
    assert_eq!(due(&test, &officer, "D01", "2026-12-11").await, "2026-12-31");
}

#[tokio::test]
async fn the_law_answers_without_a_case() {
    let (test, _, officer) = start().await;
    for path in
        ["/law/ask/term", "/law/ask/competence", "/law/ask/validity", "/law/ask/money", "/law/days"]
    {
        page(&test, &officer, path).await;
    }
    let term = "/law/ask/term?rule=D01&from-day=11&from-month=12&from-year=2026&\
                pause-0-from-day=20&pause-0-from-month=12&pause-0-from-year=2026&\
                pause-0-to-day=24&pause-0-to-month=12&pause-0-to-year=2026";
    let text = page(&test, &officer, term).await;
    assert!(text.contains("05.01.2027") && text.contains("чл. 10, ал. 4 ППЗСУ"), "{text}");
    let text =
        page(&test, &officer, "/law/ask/term?rule=D04&from-day=1&from-month=12&from-year=2026")
            .await;
    assert!(text.contains("незабавно"));
    let wrong =
        page(&test, &officer, "/law/ask/term?rule=&from-day=31&from-month=2&from-year=2026").await;
    assert!(wrong.contains("govuk-error-summary"));
    let competence = "/law/ask/competence?date-day=30&date-month=12&date-year=2026&kind=7&\
                      access=specialised&level=municipal&funding=state&provider=here&address=here";
    let text = page(&test, &officer, competence).await;
    let dsp = text.find("Насочва дирекция").expect("the old regime");
    let here = text.find("Насочва тази община").expect("the new regime");
    assert!(dsp < here && text.contains("До 31.12.2026") && text.contains("От 01.01.2027"));
    let decides = text.find("важи за този ден").expect("a mark");
    assert!(decides < here, "the day is of the old regime");
    let json = test.get(&officer, &competence.replace("/law/ask", "/api/law")).await.json();
    assert_eq!((&json["decides"], &json["old"]["rule"]), (&"old".into(), &"R6".into()), "{json}");
    let validity = "/law/ask/validity?signed-day=15&signed-month=12&signed-year=2026&duration=medium&\
                    as-of-day=24&as-of-month=1&as-of-year=2027&ground-0=hospital&\
                    pause-0-from-day=10&pause-0-from-month=1&pause-0-from-year=2027&\
                    pause-0-to-day=24&pause-0-to-month=1&pause-0-to-year=2027";
    let text = page(&test, &officer, validity).await;
    assert!(text.contains("02.03.2027") && text.contains("болнично лечение"), "X23: {text}");
    let text =
        page(&test, &officer, "/law/ask/money?amount=380&currency=bgn&rounding=benefits").await;
    assert!(text.contains("194,29"), "{text}");
    let wrong = page(&test, &officer, "/law/ask/money?amount=1,2,3").await;
    assert!(wrong.contains("govuk-error-summary"));
    let json = test.get(&officer, "/api/law/term?rule=X").await;
    assert_eq!(json.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_handbook_is_a_pdf_for_the_archive() {
    let (test, _, officer) = start().await;
    let answer = test.get(&officer, "/law/handbook.pdf").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.bytes.starts_with(b"%PDF-"), "a PDF");
}
