//! Who refers, from `data/competence.csv`, and the properties that hold for every case.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use law::{Case, Competent, Law, LawError, Notify, Referral, Regime};
use proptest::prelude::*;
use serde_json::json;

fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

fn or_null(text: &str) -> serde_json::Value {
    if text.is_empty() { serde_json::Value::Null } else { json!(text) }
}

fn case_of(c: &[&str]) -> Case {
    serde_json::from_value(json!({
        "date": c[1], "this_municipality": "RSE27",
        "service": {
            "kind": c[2].parse::<u8>().unwrap(), "access": c[3], "level": c[4], "funding": c[5],
            "provider_municipality": or_null(c[6]), "replacement_care": or_null(c[7]),
            "optional_referral": c[8] == "yes",
        },
        "person": {
            "present_address": or_null(c[9]), "stays_in": or_null(c[10]), "urgent": or_null(c[11]),
            "life_in_danger": c[12] == "yes",
            "guardianship": if c[13].is_empty() { "none" } else { c[13] },
            "child_protection_measure": c[14] == "yes", "zhu_directive": c[15] == "yes",
        },
    }))
    .unwrap()
}

#[test]
fn every_example_comes_out() {
    let law = Law::current();
    let mut seen = std::collections::BTreeSet::new();
    for line in include_str!("data/competence.csv").lines().filter(|l| !l.starts_with('#')) {
        let c: Vec<&str> = line.split(';').collect();
        assert_eq!(c.len(), 20, "{line}");
        let case = case_of(&c);
        let answer = law.competence(&case).unwrap();
        let notify: Vec<String> = answer.notify.iter().map(word).collect();
        let got =
            [answer.rule.clone(), word(&answer.regime), word(&answer.competent), notify.join(" ")];
        assert_eq!(got, [c[16], c[17], c[18], c[19]].map(str::to_owned), "{}", c[0]);
        assert_eq!(law.competent(&case).unwrap(), answer.competent, "{}", c[0]);
        assert!(!answer.derivation.articles.is_empty());
        seen.insert(answer.rule);
    }
    for n in 2..=17 {
        assert!(seen.contains(&format!("R{n}")), "няма пример за R{n}");
    }
}

fn plain(date: &str) -> serde_json::Value {
    json!({
        "date": date, "this_municipality": "RSE27",
        "service": {"kind": 7, "funding": "state"}, "person": {"present_address": "RSE27"},
    })
}

#[test]
fn urgent_at_a_provider_starts_without_referral() {
    let mut input = plain("2027-01-04");
    input["person"]["urgent"] = json!("crisis");
    input["person"]["desk"] = json!("provider");
    let answer = Law::current().competence(&serde_json::from_value(input).unwrap()).unwrap();
    assert_eq!((answer.rule.as_str(), answer.competent), ("R1", Competent::Nobody));
    assert_eq!(answer.notify, [Notify::Dsp]);
}

#[test]
fn the_page_can_say_why_with_the_article() {
    let law = Law::current();
    let old = law.competence(&serde_json::from_value(plain("2026-12-30")).unwrap()).unwrap();
    assert!(old.derivation.articles.contains(&"§ 3 ППЗСУ".to_owned()));
    assert!(old.derivation.text().contains("31.12.2026"));
    let new = law.competence(&serde_json::from_value(plain("2027-01-04")).unwrap()).unwrap();
    assert!(new.derivation.articles.contains(&"чл. 75, ал. 1 ЗСУ".to_owned()));
    assert_eq!(new.municipality.as_deref(), Some("RSE27"));
}

#[test]
fn a_later_switch_keeps_the_old_regime() {
    let draft = "[[rule]]\nid = \"regime.switch\"\nvalue = \"2027-07-01\"";
    let law = Law::current().with_draft(draft).unwrap();
    let answer = law.competence(&serde_json::from_value(plain("2027-01-04")).unwrap()).unwrap();
    assert_eq!((answer.regime, answer.competent), (Regime::Old, Competent::Dsp));
    assert!(answer.derivation.rule_version.contains("проект"));
}

#[test]
fn the_other_reading_takes_the_day_of_signing() {
    let draft = "[[rule]]\nid = \"reading.O13\"\nvalue = \"signed\"";
    let law = Law::current().with_draft(draft).unwrap();
    let mut input = plain("2026-12-31");
    input["signed"] = json!("2027-01-11");
    let case = serde_json::from_value(input).unwrap();
    assert_eq!(law.competence(&case).unwrap().regime, Regime::New);
    assert_eq!(Law::current().competence(&case).unwrap().regime, Regime::Old);
}

#[test]
fn a_kind_that_does_not_exist_is_refused() {
    let mut input = plain("2027-01-04");
    input["service"]["kind"] = json!(11);
    let case: Case = serde_json::from_value(input).unwrap();
    assert!(matches!(Law::current().competence(&case), Err(LawError::BadInput(_))));
}

proptest! {
    #[test]
    fn somebody_is_always_told(
        kind in 1u8..=10, access in 0usize..3, level in 0usize..3, funding in 0usize..4,
        flags in 0u32..256, urgent in 0usize..4, guardianship in 0usize..3,
        replacement in 0usize..5,
        year in 2026i32..=2027,
    ) {
        let flag = |n: u32| flags >> n & 1 == 1;
        let place = |yes: bool| if yes { json!("RSE27") } else { serde_json::Value::Null };
        let accesses = ["specialised", "general-1", "general-2"];
        let levels = ["municipal", "district", "country"];
        let fundings = ["state", "municipal", "mixed", "private"];
        let guardianships = ["none", "limited", "full"];
        let replacements =
            [json!(null), json!("residential"), json!("home"), json!("day-care"), json!("foster")];
        let groups = [json!(null), json!("crisis"), json!("violence"), json!("trafficking")];
        let urgent = groups[urgent].clone();
        let case: Case = serde_json::from_value(json!({
            "date": format!("{year}-12-30"), "this_municipality": "RSE27",
            "service": {
                "kind": kind, "access": accesses[access],
                "level": levels[level],
                "funding": fundings[funding],
                "provider_municipality": place(flag(0)), "optional_referral": flag(1),
                "replacement_care": replacements[replacement],
            },
            "person": {
                "present_address": place(flag(2)), "stays_in": place(flag(3)), "urgent": urgent,
                "life_in_danger": flag(4), "child_protection_measure": flag(5),
                "zhu_directive": flag(6),
                "guardianship": guardianships[guardianship],
            },
        })).unwrap();
        let law = Law::current();
        let answer = law.competence(&case).unwrap();
        prop_assert_eq!(law.competent(&case).unwrap(), answer.competent);
        // Before the switch a municipality never refers to a state-funded service, except assistant
        // support.
        if year == 2026 && answer.competent == Competent::Municipality {
            prop_assert!(funding == 1 || kind == 10);
        }
        if case.person.urgent.is_some() {
            prop_assert_eq!(answer.rule.as_str(), "R2");
        }
    }
}

#[test]
fn the_need_for_a_referral_is_told() {
    let law = Law::current();
    let of = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut input = plain("2027-01-04");
        change(&mut input);
        law.competence(&serde_json::from_value(input).unwrap()).unwrap().referral
    };
    assert_eq!(of(&|_| {}), Referral::Required);
    assert_eq!(of(&|c| c["service"]["access"] = json!("general-1")), Referral::None);
    assert_eq!(of(&|c| c["service"]["optional_referral"] = json!(true)), Referral::Optional);
    assert_eq!(of(&|c| c["person"]["zhu_directive"] = json!(true)), Referral::None);
    assert_eq!(of(&|c| c["service"]["funding"] = json!("private")), Referral::None);
    assert_eq!(of(&|c| c["person"]["child_protection_measure"] = json!(true)), Referral::Required);
}
