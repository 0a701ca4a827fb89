//! Taking a wish.

use super::{Town, morning};
use axum::http::StatusCode;
use std::collections::BTreeSet;
use std::sync::Arc;

async fn check(town: &Town, person: &str, fields: &[(&str, &str)]) -> crate::testing::Answer {
    town.test.post(&town.test.officer(), &format!("/people/{person}/wishes/new"), fields).await
}

async fn confirm(town: &Town, person: &str, fields: &[(&str, &str)]) -> crate::testing::Answer {
    town.test.post(&town.test.officer(), &format!("/people/{person}/wishes"), fields).await
}

/// Registers a wish and follows to where it leads.
async fn registered(town: &Town, person: &str, fields: &[(&str, &str)]) -> String {
    let answer = confirm(town, person, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location.trim_start_matches("/ruse").to_owned()
}

#[tokio::test]
async fn the_regime_decides_who_refers() {
    for (now, rule, says) in [
        (morning(2026, 12, 30), "R6", "Насочва Дирекция"),
        (morning(2027, 1, 4), "R16", "Насочва нашата община"),
    ] {
        let town = Town::at(now).await;
        let person = town.person("Мария", Some("63427")).await.to_string();
        let service = town.day_care.to_string();
        let fields = town.wish(&service, &[]);
        let page = check(&town, &person, &fields).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        assert!(page.text().contains(says), "{}", page.text());
        assert!(page.text().contains(&format!("{rule}: ")), "{}", page.text());
        assert!(page.text().contains("§ 44, ал. 2 ЗСУ"), "the article of the regime");
        if rule == "R16" {
            assert!(page.text().contains("07.01.2027"), "a meeting is offered in 3 working days");
            assert!(page.text().contains("чл. 11, ал. 1 ППЗСУ"));
            assert!(page.text().contains("чл. 75, ал. 1 ЗСУ"));
        } else {
            assert!(page.text().contains("§ 3 ППЗСУ"));
        }
        let path = registered(&town, &person, &fields).await;
        let result = town.test.get(&town.test.officer(), &path).await;
        assert_eq!(result.status, StatusCode::OK, "{}", result.text());
        let number = if rule == "R16" { "ЖЕЛ-2027-1" } else { "ЖЕЛ-2026-1" };
        assert!(result.text().contains(number));
        assert!(result.text().contains(says));
        assert!(result.text().contains("Искам през деня"));
    }
}

#[tokio::test]
async fn the_form_opens_with_defaults_and_keeps_what_was_typed_on_the_way_back() {
    let town = Town::new().await;
    let officer = town.test.officer();
    let person = town.person("Мария", Some("63427")).await.to_string();
    let form = town.test.get(&officer, &format!("/people/{person}/wishes/new")).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text());
    assert_eq!(form.value("at-day").as_deref(), Some("24"));
    assert_eq!(form.value("at-time").as_deref(), Some("10:00"));
    assert!(form.text().contains("<optgroup label=\"дневна грижа\">"));
    assert!(!form.text().contains("Топъл обяд"), "not a service of the law");
    assert!(!form.text().contains("name=\"stays\""), "the address is known");
    assert!(form.bytes.len() < 60_000, "{}", form.bytes.len());
    let service = town.own_day_care.to_string();
    let fields = town.wish(&service, &[("change", "1"), ("words", "Друго")]);
    let back = check(&town, &person, &fields).await;
    assert_eq!(back.status, StatusCode::OK);
    assert!(back.text().contains("Друго</textarea>"));
    let to_people = town.test.get(&officer, "/wishes/new").await;
    assert_eq!(to_people.location, "/ruse/people?next=wish");
}

#[tokio::test]
async fn an_urgent_group_interrupts_and_stays_open_until_told() {
    let town = Town::new().await;
    let officer = town.test.officer();
    let person = town.person("Мария", Some("63427")).await.to_string();
    let service = town.own_day_care.to_string();
    let changed = [("urgent", "violence"), ("life_in_danger", "yes")];
    let fields = town.wish(&service, &changed);
    let page = check(&town, &person, &fields).await;
    assert!(page.text().contains("R2: "), "{}", page.text());
    assert!(page.text().contains("незабавно"));
    let path = registered(&town, &person, &fields).await;
    let path = path.strip_suffix("/urgent").expect("the red page comes first").to_owned();
    let red = town.test.get(&officer, &format!("{path}/urgent")).await;
    assert_eq!(red.status, StatusCode::OK, "{}", red.text());
    assert!(red.text().contains("112"));
    assert!(red.text().contains("чл. 10, ал. 5 ППЗСУ"));
    let work = town.test.get(&officer, "/work").await.text();
    assert!(work.contains("/ruse/urgent"));
    let wrong = town.test.post(&officer, &format!("{path}/urgent"), &[("body", "dsp")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = [("body", "dsp"), ("whom", "Образцова, дежурен"), ("how", "phone")];
    let one = town.test.post(&officer, &format!("{path}/urgent"), &told).await;
    assert_eq!(one.location, format!("/ruse{path}/urgent"), "МВР still has to be told");
    town.test.clock.set(morning(2026, 11, 24).plus_ms(60_000));
    let told = [("body", "mvr"), ("whom", "дежурен"), ("how", "phone")];
    let both = town.test.post(&officer, &format!("{path}/urgent"), &told).await;
    assert_eq!(both.location, format!("/ruse{path}"));
    let list = town.test.get(&officer, "/urgent").await.text();
    assert!(list.contains("Никой не чака"), "{list}");
}

#[tokio::test]
async fn another_municipality_is_explained_and_no_address_asks_where_the_person_stays() {
    let town = Town::at(morning(2027, 1, 4)).await;
    let person = town.person("Мария", Some("47714")).await.to_string();
    let service = town.day_care.to_string();
    let page = check(&town, &person, &town.wish(&service, &[])).await;
    assert!(page.text().contains("Насочва друга община (Мездра)"), "{}", page.text());
    assert!(page.text().contains("чл. 31, ал. 2 АПК"));
    let homeless = town.person("Иван", None).await.to_string();
    let asked = check(&town, &homeless, &town.wish(&service, &[])).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.text().contains("name=\"stays\""));
    let here = check(&town, &homeless, &town.wish(&service, &[("stays", "here")])).await;
    assert_eq!(here.status, StatusCode::OK, "{}", here.text());
    assert!(here.text().contains("R17: ") && here.text().contains("Насочва нашата община"));
    let away = [("stays", "elsewhere"), ("stays_in", "мездра")];
    let away = check(&town, &homeless, &town.wish(&service, &away)).await;
    assert!(away.text().contains("Насочва друга община (Мездра)"), "{}", away.text());
    let nowhere = [("stays", "elsewhere"), ("stays_in", "Атлантида")];
    let nowhere = check(&town, &homeless, &town.wish(&service, &nowhere)).await;
    assert_eq!(nowhere.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nowhere.text().contains("Атлантида"));
}

#[tokio::test]
async fn wrong_input_is_said_beside_the_field_and_nothing_is_lost() {
    let town = Town::new().await;
    let person = town.person("Мария", Some("63427")).await.to_string();
    let service = town.day_care.to_string();
    let future = [("at-day", "25"), ("at-month", "11"), ("at-year", "2026"), ("at-time", "9:00")];
    let page = check(&town, &person, &town.wish(&service, &future)).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("Това е в бъдещето"));
    let no_day = [("at-day", "31"), ("at-month", "6"), ("at-year", "2026"), ("at-time", "9:00")];
    let page = check(&town, &person, &town.wish(&service, &no_day)).await;
    assert!(page.text().contains("Такава дата няма"));
    let before_the_law =
        [("at-day", "1"), ("at-month", "6"), ("at-year", "2019"), ("at-time", "9:00")];
    let page = check(&town, &person, &town.wish(&service, &before_the_law)).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text());
    // Five megabytes.
    let novel = "a long story ".repeat(400_000);
    let page = check(&town, &person, &town.wish(&service, &[("words", &novel)])).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.bytes.len() > novel.len(), "the text is still in its box");
    let lunch = town.lunch.to_string();
    let page = check(&town, &person, &town.wish(&lunch, &[])).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for (field, value) in
        [("urgent", "boredom"), ("guardianship", "all"), ("channel", "pigeon"), ("point", "7")]
    {
        let page = check(&town, &person, &town.wish(&service, &[(field, value)])).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
    }
}

#[tokio::test]
async fn a_second_open_wish_and_a_double_click_are_refused_without_burning_a_number() {
    let town = Town::new().await;
    let officer = town.test.officer();
    let person = town.person("Мария", Some("63427")).await.to_string();
    let service = town.day_care.to_string();
    let fields = town.wish(&service, &[("_key", "one-click")]);
    let first = registered(&town, &person, &fields).await;
    let again = registered(&town, &person, &fields).await;
    assert_eq!(first, again, "a double click leads to the first result");
    let second = confirm(&town, &person, &town.wish(&service, &[])).await;
    assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(second.text().contains(&format!("/ruse{first}")), "a link to the first");
    let other = town.own_day_care.to_string();
    let other = registered(&town, &person, &town.wish(&other, &[])).await;
    let page = town.test.get(&officer, &other).await;
    assert!(page.text().contains("ЖЕЛ-2026-2"), "no number was burned");
}

#[tokio::test]
async fn numbers_have_no_gaps_under_many_hands() {
    let town = Arc::new(Town::new().await);
    let service = town.day_care.to_string();
    let mut posts = tokio::task::JoinSet::new();
    for n in 0..32 {
        let person = town.person(&format!("Лице{n}"), Some("63427")).await.to_string();
        // Every post is sent twice with different keys: one of each pair must be refused.
        for _ in 0..2 {
            let (town, service, person) = (town.clone(), service.clone(), person.clone());
            posts.spawn(async move {
                let fields = town.wish(&service, &[]);
                confirm(&town, &person, &fields).await.status
            });
        }
    }
    let statuses = posts.join_all().await;
    let saved = statuses.iter().filter(|status| **status == StatusCode::SEE_OTHER).count();
    assert_eq!(saved, 32, "{statuses:?}");
    let list = town.test.get(&town.test.officer(), "/api/wishes").await.json();
    let rows = list["rows"].as_array().unwrap();
    let numbers: BTreeSet<String> =
        rows.iter().map(|row| row["number"].as_str().unwrap().to_owned()).collect();
    let expected: BTreeSet<String> = (1..=32).map(|n| format!("ЖЕЛ-2026-{n}")).collect();
    assert_eq!(numbers, expected);
}

#[tokio::test]
async fn the_programming_interface_does_the_same() {
    let town = Town::new().await;
    let officer = town.test.officer();
    let person = town.person("Мария", Some("63427")).await;
    let body = format!(
        r#"{{"person":"{person}","service":"{}","channel":"oral_phone","words":"Искам",
           "stated":"2026-11-23T09:00:00"}}"#,
        town.day_care
    );
    let made = town.post_json(&officer, "/api/wishes", &body, "k1").await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    assert_eq!(made.json()["competence"]["rule"], "R6");
    assert_eq!(made.json()["competence"]["competent"], "dsp");
    let twice = town.post_json(&officer, "/api/wishes", &body, "k1").await;
    assert_eq!(twice.status, StatusCode::SEE_OTHER);
    let one = town.test.get(&officer, twice.location.trim_start_matches("/ruse")).await;
    assert_eq!(one.json()["number"], "ЖЕЛ-2026-1");
    assert_eq!(one.json()["words"], "Искам");
    let second = town.post_json(&officer, "/api/wishes", &body, "k2").await;
    assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(second.json()["errors"][0]["field"], "service");
    let empty = town.post_json(&officer, "/api/wishes", "{}", "k3").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let odd = town.post_json(&officer, "/api/wishes", r#"{"colour":"red"}"#, "k4").await;
    assert_eq!(odd.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_other_municipality_sees_nothing_and_roles_hold() {
    let town = Town::new().await;
    let person = town.person("Мария", Some("63427")).await.to_string();
    let service = town.day_care.to_string();
    let path = registered(&town, &person, &town.wish(&service, &[])).await;
    let stranger = town.test.user("mezdra", "referral_officer");
    for path in [path.clone(), format!("{path}/print"), format!("/api{path}")] {
        assert_eq!(town.test.get(&stranger, &path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let form = format!("/people/{person}/wishes/new");
    assert_eq!(town.test.get(&stranger, &form).await.status, StatusCode::NOT_FOUND);
    let reader = town.test.user("ruse", "reader");
    assert_eq!(town.test.get(&reader, &path).await.status, StatusCode::OK);
    assert_eq!(town.test.get(&reader, &form).await.status, StatusCode::FORBIDDEN);
    let auditor = town.test.user("ruse", "auditor");
    assert_eq!(town.test.get(&auditor, &path).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_oral_wish_prints_as_a_protocol() {
    let town = Town::at(morning(2027, 1, 4)).await;
    let person = town.person("Мария", Some("63427")).await.to_string();
    let service = town.day_care.to_string();
    let point = town.point.to_string();
    let path = registered(&town, &person, &town.wish(&service, &[("point", &point)])).await;
    let pdf = town.test.get(&town.test.officer(), &format!("{path}/print")).await;
    assert_eq!(pdf.status, StatusCode::OK, "{}", pdf.text());
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    let page = town.test.get(&town.test.officer(), &path).await;
    assert!(page.text().contains("Печат на протокола"));
}
