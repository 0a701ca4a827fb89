//! The command line as administrators and scripts meet it.

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn opora(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_opora"));
    command.args(arguments).env_remove("OPORA_DATA").env_remove("OPORA_DATABASE");
    command.output().expect("the program starts")
}

fn json(arguments: &[&str]) -> Value {
    let output = opora(&[arguments, &["--json"]].concat());
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("one JSON object")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn the_law_answers_in_json_with_its_derivation() {
    let due = json(&["law", "due", "--rule", "D01", "--from", "2026-12-11"]);
    assert_eq!(due["due"], "2026-12-31");
    for key in ["derivation", "articles", "rule_version", "confidence"] {
        assert!(due.get(key).is_some(), "{key}");
    }
    let paused = "2026-12-20..2026-12-24";
    let due = json(&["law", "due", "--rule", "D01", "--from", "2026-12-11", "--pause", paused]);
    assert_eq!(due["due"], "2027-01-05");
    assert_eq!(json(&["law", "due", "--rule", "D04", "--from", "2026-12-11"])["immediately"], true);
    assert_eq!(json(&["law", "id", "7523169263"])["kinds"][0], "egn");
    assert_eq!(json(&["law", "id", "0000000000000"])["kinds"], serde_json::json!([]));
    let money = json(&["law", "money", "--bgn", "771009.00"]);
    assert_eq!(money["eur"], "394210.64");
    let days = json(&["law", "days", "--year", "2027"]);
    assert!(days["non_working"].as_array().is_some_and(|list| list.len() > 8));
}

#[test]
fn who_is_competent_changes_with_the_year() {
    let folder = tempfile::tempdir().expect("a folder");
    let ask = |date: &str| {
        let case = serde_json::json!({
            "date": date, "this_municipality": "RSE27",
            "service": {
                "kind": 7, "access": "specialised", "level": "municipal", "funding": "state",
                "provider_municipality": "RSE27",
            },
            "person": { "present_address": "RSE27" },
        });
        let file = folder.path().join("case.json");
        std::fs::write(&file, case.to_string()).expect("written");
        json(&["law", "competence", &file.to_string_lossy()])["competent"].clone()
    };
    assert_eq!(ask("2026-12-30"), "dsp");
    assert_eq!(ask("2027-01-04"), "municipality");
}

#[test]
fn without_json_the_answer_is_bulgarian() {
    let output = opora(&["law", "due", "--rule", "D01", "--from", "2026-12-11"]);
    assert!(text(&output.stdout).contains("Срок"), "{}", text(&output.stdout));
}

#[test]
fn bad_input_is_one_line_and_exit_code_2() {
    let folder = tempfile::tempdir().expect("a folder");
    let broken = folder.path().join("broken.json");
    std::fs::write(&broken, "{").expect("written");
    let broken = broken.to_string_lossy().into_owned();
    let cases: [&[&str]; 9] = [
        &["law", "due", "--rule", "D99", "--from", "2026-12-11"],
        &["law", "due", "--rule", "D01", "--from", "2026-02-30"],
        &["law", "due", "--rule", "D01"],
        &["law", "days", "--year", "many"],
        &["law", "money", "--bgn", "1,2,3"],
        &["law", "money"],
        &["law", "competence", &broken],
        &["law", "competence", "no-such-file.json"],
        &["law", "nothing"],
    ];
    for case in cases {
        let output = opora(case);
        let error = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{case:?}: {error}");
        assert!(output.stdout.is_empty(), "{case:?}");
        assert!(!error.trim().is_empty() && error.trim_end().lines().count() == 1, "{error}");
    }
}

fn count(data: &Path) -> String {
    let data = data.to_string_lossy();
    text(&opora(&["admin", "--data", &data, "municipality", "list"]).stdout)
}

#[test]
fn a_backup_comes_back_whole_and_only_with_its_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let [data, copy, back] = ["data", "copy", "back"].map(|name| folder.path().join(name));
    let [d, c, b] = [&data, &copy, &back].map(|path| path.to_string_lossy().into_owned());
    let made = opora(&["generate", "--data", &d, "--people", "25", "--seed", "3"]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    let saved = opora(&["backup", "--data", &d, &c]);
    assert!(saved.status.success(), "{}", text(&saved.stderr));
    assert!(!copy.join("root.key").exists(), "the key is kept elsewhere");
    std::fs::create_dir(&back).expect("a folder");
    let without = opora(&["restore", "--data", &b, &c]);
    assert!(!without.status.success());
    std::fs::copy(data.join("root.key"), back.join("root.key")).expect("the key");
    let with = opora(&["restore", "--data", &b, &c]);
    assert!(with.status.success(), "{}", text(&with.stderr));
    assert_eq!(count(&back), count(&data));
    let verified = opora(&["audit", "--data", &b, "verify"]);
    assert!(verified.status.success(), "{}", text(&verified.stdout));
}
