//! `law rules` and `law compare`: the two commands that look at the rules themselves.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use law::cli::{self, Output};
use law::{Law, LawError, RuleFilter};
use serde_json::{Value, json};

fn ok(answer: Result<Output, LawError>) -> Value {
    let out = answer.unwrap();
    for key in ["derivation", "articles", "rule_version", "confidence"] {
        assert!(out.json.get(key).is_some(), "липсва {key}: {}", out.json);
    }
    assert!(!out.text.trim().is_empty());
    out.json
}

fn line(answer: Result<Output, LawError>) {
    let text = answer.unwrap_err().to_string();
    assert!(!text.is_empty() && !text.contains('\n'), "{text}");
}

#[test]
fn rules() {
    let law = Law::current();
    let all = ok(cli::rules(law, &RuleFilter::default()));
    let count = |json: &Value| json["rules"].as_array().unwrap().len();
    assert_eq!(count(&all), law.book().rules().len());
    let open = ok(cli::rules(law, &RuleFilter { open: true, ..RuleFilter::default() }));
    assert!(open["rules"].as_array().unwrap().iter().all(|r| r["open"].is_string()));
    let id = Some("assistance.coefficient".to_owned());
    let versions = ok(cli::rules(law, &RuleFilter { id: id.clone(), ..RuleFilter::default() }));
    assert_eq!(count(&versions), 4);
    let at = "2021-06-01".parse().ok();
    let one = ok(cli::rules(law, &RuleFilter { at, id, open: false }));
    assert_eq!((count(&one), &one["rules"][0]["value"]), (1, &json!("1.2")));
    line(cli::rules(law, &RuleFilter { id: Some("x".into()), ..RuleFilter::default() }));
}

#[test]
fn compare() {
    let law = Law::current();
    let draft = "[[rule]]\nid = \"regime.switch\"\nvalue = \"2027-07-01\"";
    let people = "date,group,people,kind,funding,this_municipality,present_address\n\
                  2027-02-01,Русе,120,7,state,RSE27,RSE27\n";
    let json = ok(cli::compare(law, draft, people));
    let group = &json["groups"][1];
    assert_eq!((&group["group"], &group["people"]), (&json!("Русе"), &json!(120)));
    assert_eq!(group["desk_changed"], 120);
    assert_eq!(group["money_before"], "0.00");
    assert_eq!(json["changed_rules"], json!(["regime.switch"]));
    line(cli::compare(law, "[[rule]]\nid = \"x\"", people));
    line(cli::compare(law, draft, "a,b\n1,2\n"));
}
