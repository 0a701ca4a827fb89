//! The command contract: keys, values, and one clear line on bad input.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use law::cli::{self, Output};
use law::{Law, LawError};
use rstest::rstest;
use serde_json::{Value, json};

fn ok(answer: Result<Output, LawError>) -> Value {
    let out = answer.unwrap();
    for key in ["derivation", "articles", "rule_version", "confidence"] {
        assert!(out.json.get(key).is_some(), "липсва {key}: {}", out.json);
    }
    assert!(out.json["derivation"].as_array().is_some_and(|steps| !steps.is_empty()));
    assert!(!out.json["rule_version"].as_str().unwrap().is_empty());
    assert!(["V", "C", "M"].contains(&out.json["confidence"].as_str().unwrap()));
    assert!(!out.text.trim().is_empty() && out.text.ends_with('\n'));
    assert_eq!(serde_json::from_str::<Value>(&out.json_text()).unwrap(), out.json);
    out.json
}

fn line(answer: Result<Output, LawError>) -> String {
    let text = answer.unwrap_err().to_string();
    assert!(!text.is_empty() && !text.contains('\n'), "{text}");
    text
}

#[test]
fn due() {
    let law = Law::current();
    let json = ok(cli::due(law, "D01", "2026-12-11", &[]));
    assert_eq!(json["due"], "2026-12-31");
    let pauses = ["2026-12-20..2026-12-24".to_owned()];
    assert_eq!(ok(cli::due(law, "D01", "2026-12-11", &pauses))["due"], "2027-01-05");
    let json = ok(cli::due(law, "D04", "2026-12-11", &[]));
    assert_eq!((&json["immediately"], &json["due"]), (&json!(true), &Value::Null));
    assert_eq!(ok(cli::due(law, "Z08c", "2026-11-09", &[]))["due"], "2026-11-16");
    let json = ok(cli::due(law, "D14", "2026-12-03", &[]));
    assert_eq!(json["variants"][0]["rule"], "D14.extended");
    let json = ok(cli::due(law, "D25", "2026-11-30", &[]));
    assert_eq!((&json["due"], &json["moved"]), (&json!("2026-12-23"), &json!("2026-12-29")));
    assert_eq!(ok(cli::due(law, "D20.short", "2026-12-03", &[]))["due"], "2027-03-04");
}

#[rstest]
#[case("D99", "2026-12-11", &[])]
#[case("R1", "2026-12-11", &[])]
#[case("D01", "2026-02-30", &[])]
#[case("D01", "11.12.2026", &[])]
#[case("D01", "2500-01-01", &[])]
#[case("D01", "2026-12-11", &["2026-12-20"])]
#[case("D01", "2026-12-11", &["2026-12-24..2026-12-20"])]
fn due_refuses(#[case] rule: &str, #[case] from: &str, #[case] pauses: &[&str]) {
    let pauses: Vec<String> = pauses.iter().map(|p| (*p).to_owned()).collect();
    line(cli::due(Law::current(), rule, from, &pauses));
}

#[test]
fn days() {
    let json = ok(cli::days(Law::current(), 2027));
    let list = json["non_working"].as_array().unwrap();
    assert_eq!(list.len(), 16);
    let fourth = list.iter().find(|d| d["day"] == "2027-05-04").unwrap();
    assert!(fourth["reason"].as_str().unwrap().contains("01.05.2027"));
    assert_eq!(json["confidence"], "C");
    assert_eq!(ok(cli::days(Law::current(), 2026))["confidence"], "V");
    line(cli::days(Law::current(), 1900));
}

#[test]
fn id() {
    let law = Law::current();
    let json = ok(cli::id(law, "7523169263"));
    assert!(json["kinds"].as_array().unwrap().contains(&json!("egn")));
    assert_eq!((&json["birth"], &json["sex"]), (&json!("1875-03-16"), &json!("male")));
    assert_eq!(ok(cli::id(law, "0550290476"))["sex"], "female");
    assert_eq!(ok(cli::id(law, "7111042925"))["kinds"], json!(["lnch"]));
    assert_eq!(ok(cli::id(law, "175074752"))["kinds"], json!(["eik"]));
    assert_eq!(ok(cli::id(law, "1213961230342"))["kinds"], json!(["eik"]));
    for nothing in ["123456789", "1001122334", "", "абв", "75231692630"] {
        assert_eq!(ok(cli::id(law, nothing))["kinds"], json!([]), "{nothing}");
    }
}

const CASE: &str = r#"{
  "date": "2026-12-30", "this_municipality": "RSE27",
  "service": { "kind": 7, "access": "specialised", "level": "municipal", "funding": "state",
               "provider_municipality": "RSE27", "replacement_care": null,
               "optional_referral": false },
  "person": { "present_address": "RSE27", "stays_in": "RSE27", "urgent": null,
              "life_in_danger": false,
              "guardianship": "none", "child_protection_measure": false,
              "zhu_directive": false } }"#;

#[test]
fn competence() {
    let law = Law::current();
    let json = ok(cli::competence(law, CASE));
    assert_eq!(json["rule"], "R6");
    assert_eq!((&json["regime"], &json["competent"]), (&json!("old"), &json!("dsp")));
    assert_eq!(json["notify"], json!([]));
    let later = CASE.replace("2026-12-30", "2027-01-04");
    let json = ok(cli::competence(law, &later));
    assert_eq!(json["rule"], "R16");
    assert_eq!((&json["regime"], &json["competent"]), (&json!("new"), &json!("municipality")));
    let urgent = later.replace("\"urgent\": null", "\"urgent\": \"violence\"");
    let urgent = urgent.replace("\"life_in_danger\": false", "\"life_in_danger\": true");
    assert_eq!(ok(cli::competence(law, &urgent))["notify"], json!(["dsp", "mvr"]));
    for bad in [
        "",
        "[]",
        "{}",
        &CASE.replace("\"kind\": 7", "\"kind\": 77"),
        &CASE.replace("\"state\"", "\"heaven\""),
        &CASE.replace("2026-12-30", "2026-12-32"),
        &CASE.replace("\"stays_in\"", "\"stay_in\""),
    ] {
        line(cli::competence(law, bad));
    }
}

#[test]
fn missing_optional_keys_mean_their_plain_value() {
    let short = r#"{"date": "2027-01-04", "this_municipality": "RSE27",
        "service": {"kind": 7, "access": "specialised", "level": "municipal", "funding": "state"},
        "person": {"present_address": "RSE27"}}"#;
    let json = ok(cli::competence(Law::current(), short));
    assert_eq!(json["competent"], "municipality");
}

#[test]
fn validity() {
    let law = Law::current();
    let file = r#"{"signed": "2026-12-15", "duration": "medium", "as_of": "2027-01-24",
        "pauses": [{"ground": "hospital", "from": "2027-01-10", "to": "2027-01-24"}]}"#;
    let json = ok(cli::validity(law, file));
    assert_eq!((&json["valid_until"], &json["state"]), (&json!("2027-03-02"), &json!("paused")));
    let open = file.replace("\"to\": \"2027-01-24\"", "\"to\": null");
    let json = ok(cli::validity(law, &open));
    assert_eq!((&json["valid_until"], &json["state"]), (&Value::Null, &json!("paused")));
    line(cli::validity(law, &file.replace("medium", "eternal")));
    line(cli::validity(law, &file.replace("hospital", "holiday")));
}

#[test]
fn assistance() {
    let law = Law::current();
    let json = ok(cli::assistance_contract(law, "120"));
    assert_eq!((&json["ground"], &json["hours_per_day"]), (&json!("68-138"), &json!(6)));
    let json = ok(cli::assistance_contract(law, "84"));
    assert_eq!((&json["ground"], &json["hours_per_day"]), (&json!("114"), &Value::Null));
    assert_eq!(ok(cli::assistance_contract(law, "168"))["ground"], "68");
    for bad in ["84.5", "0", "169", "-1", "many"] {
        line(cli::assistance_contract(law, bad));
    }
    let json = ok(cli::assistance_pay(law, "2026-10", "84:00", 12, Some("19.22")));
    for (key, value) in [
        ("hour_price", "5.24"),
        ("pay", "440.16"),
        ("service_supplement", "31.69"),
        ("gross", "471.85"),
        ("contributions", "90.69"),
        ("cost", "562.54"),
        ("administration", "16.88"),
        ("currency", "EUR"),
    ] {
        assert_eq!(json[key], value, "{key}");
    }
    assert_eq!(json, ok(cli::assistance_pay(law, "2026-10", "84", 12, None)).clone_with(&json));
    line(cli::assistance_pay(law, "2026-13", "84:00", 12, None));
    line(cli::assistance_pay(law, "2026-10", "84:61", 12, None));
    line(cli::assistance_pay(law, "2026-10", "84:00", 12, Some("a lot")));
    line(cli::assistance_pay(law, "2010-10", "84:00", 12, None));
}

/// Takes over the keys that a given rate changes: only the reasoning differs.
trait CloneWith {
    fn clone_with(self, other: &Value) -> Value;
}

impl CloneWith for Value {
    fn clone_with(mut self, other: &Value) -> Value {
        for key in ["derivation", "articles", "confidence", "rule_version"] {
            self[key] = other[key].clone();
        }
        self
    }
}

#[test]
fn need() {
    let law = Law::current();
    let json = ok(cli::need(law, include_str!("data/counts-b.csv")));
    let service = &json["services"][4];
    assert_eq!((&service["no"], &service["users"]), (&json!(5), &json!("33.54616")));
    assert_eq!(service["terms"].as_array().unwrap().len(), 5);
    assert!(service["name"].as_str().unwrap().contains("терапия"));
    assert!(json["missing"].as_array().unwrap().contains(&json!("children-0-7")));
    let json = ok(cli::need_criteria(law));
    assert!(json["criteria"].as_array().unwrap().iter().any(|c| c["id"] == "adults-dis"));
    line(cli::need(law, "criterion;count\nall;1\n"));
}

#[test]
fn eligibility() {
    let law = Law::current();
    let file = r#"{"date": "2026-11-21", "age": 40, "disability": 95, "foreign_help": true,
        "living": "home", "other_assistance": false}"#;
    let json = ok(cli::eligibility(law, file));
    let right = |id: &str| {
        json["rights"].as_array().unwrap().iter().find(|r| r["id"] == id).unwrap().clone()
    };
    assert_eq!(right("personal-assistance")["answer"], "yes");
    assert_eq!(right("assistant-support-old")["answer"], "no");
    assert_eq!(right("support-4")["answer"], "ask");
    assert!(right("support-4")["failing"].as_str().unwrap().contains("пенсия"));
    assert!(right("personal-assistance")["article"].as_str().unwrap().contains("ЗЛП"));
    let schema = ok(cli::eligibility_schema(law));
    assert_eq!(schema["fields"].as_array().unwrap().len(), 27);
    line(cli::eligibility(law, "{\"date\": 5}"));
    line(cli::eligibility(law, "{\"agee\": 5}"));
    line(cli::eligibility(law, "[]"));
}

#[test]
fn money() {
    let law = Law::current();
    let json = ok(cli::money(law, Some("771009.00"), None));
    assert_eq!((&json["bgn"], &json["eur"]), (&json!("771009.00"), &json!("394210.64")));
    let json = ok(cli::money(law, None, Some("1")));
    assert_eq!((&json["bgn"], &json["eur"]), (&json!("1.96"), &json!("1.00")));
    for bad in ["1.234", "x", "", "1e3", "99999999999999999999"] {
        line(cli::money(law, Some(bad), None));
    }
    line(cli::money(law, None, None));
    line(cli::money(law, Some("1"), Some("1")));
}

#[test]
fn the_same_question_has_the_same_answer() {
    let other = Law::embedded().unwrap();
    let law = Law::current();
    assert_eq!(cli::competence(law, CASE).unwrap(), cli::competence(&other, CASE).unwrap());
    let ask = |law: &Law| cli::need(law, include_str!("data/counts-a.csv")).unwrap().json_text();
    assert_eq!(ask(law), ask(&other));
}
