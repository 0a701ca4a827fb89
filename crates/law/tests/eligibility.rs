//! From answers to rights: examples, and that what is not known is asked.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use law::{Answer, Citizen, Law, LawError, Rights};
use proptest::prelude::*;
use rstest::rstest;
use serde_json::{Value, json};

fn citizen(answers: &Value) -> Citizen {
    Citizen::from_json(answers.as_object().unwrap()).unwrap()
}

fn ask(answers: &Value) -> Rights {
    Law::current().rights(&citizen(answers), None)
}

fn answer(rights: &Rights, id: &str) -> (Answer, String) {
    let right = rights.rights.iter().find(|r| r.id == id).unwrap_or_else(|| panic!("{id}"));
    (right.answer, right.failing.clone())
}

/// Someone at home without other assistance, with more answers on top.
fn at_home(more: &Value) -> Value {
    let mut answers = json!({"living": "home", "other_assistance": false});
    answers.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    answers
}

#[rstest]
#[case(json!({"disability": 50, "foreign_help": true}), Answer::Yes, "")]
#[case(json!({"disability": 49, "foreign_help": true, "age": 40}), Answer::No, "под 50 %")]
#[case(json!({"disability": 95, "foreign_help": false, "age": 40}), Answer::No, "без определена")]
#[case(json!({"disability": 90, "foreign_help": false, "age": 17}), Answer::Yes, "")]
#[case(json!({"disability": 89, "foreign_help": false, "age": 17}), Answer::No, "")]
#[case(
    json!({"disability": 95, "foreign_help": true, "living": "residential"}),
    Answer::No, "ползва резидентна грижа"
)]
#[case(json!({"disability": 95, "age": 40}), Answer::Ask, "определена чужда помощ")]
#[case(json!({"living": null, "other_assistance": null}), Answer::Ask, "не е известно")]
fn personal_assistance(#[case] more: Value, #[case] expected: Answer, #[case] failing: &str) {
    let (got, why) = answer(&ask(&at_home(&more)), "personal-assistance");
    assert_eq!(got, expected, "{why}");
    assert!(why.contains(failing), "{why}");
    assert_eq!(why.is_empty(), expected == Answer::Yes);
}

#[test]
fn an_old_person_without_a_degree() {
    let rights = ask(&json!({
        "age": 82, "disability": 0, "foreign_help": false, "living": "home",
        "income": "below_poverty",
        "deposits": false, "crisis": "none", "over_working_age": true, "unable_to_self_serve": true,
        "other_assistance": false, "carer": false, "family_carer": true, "pension": "old_age",
        "home_options_exhausted": false, "needs_medical_care": false,
    }));
    let is = |id, expected| assert_eq!(answer(&rights, id).0, expected, "{id}");
    is("assistant-support-old", Answer::Yes);
    is("assistant-support-disability", Answer::No);
    is("personal-assistance", Answer::No);
    is("replacement-care", Answer::Yes);
    is("fee-reduced", Answer::Yes);
    is("urgent-support", Answer::No);
    is("residential-old", Answer::No);
    is("information", Answer::Yes);
    is("support-1", Answer::No);
    is("parking-card", Answer::No);
    is("supplement-103", Answer::No);
}

#[test]
fn support_under_disability_law_is_one_of_five() {
    let base = json!({"age": 45, "living": "home", "child_aid": false});
    let of = |degree: u8, help: bool, pension: &str| {
        let mut answers = base.clone();
        answers["disability"] = json!(degree);
        answers["foreign_help"] = json!(help);
        answers["pension"] = json!(pension);
        let rights = ask(&answers);
        let held = (1..=5).filter(|n| answer(&rights, &format!("support-{n}")).0 == Answer::Yes);
        held.collect::<Vec<_>>()
    };
    assert_eq!(of(50, false, "none"), [1]);
    assert_eq!(of(90, true, "social"), [2]);
    assert_eq!(of(95, false, "social"), [3]);
    assert_eq!(of(95, true, "old_age"), [3]);
    assert_eq!(of(95, true, "work"), [4]);
    assert_eq!(of(95, true, "military"), [5]);
    assert!(of(49, true, "social").is_empty());
}

#[test]
fn young_adults_choose_between_two_aids() {
    let of = |age: u8, child_aid: bool| {
        let answers =
            json!({"age": age, "disability": 60, "living": "home", "child_aid": child_aid});
        answer(&ask(&answers), "support-1").0
    };
    assert_eq!(
        [of(17, false), of(18, false), of(20, true), of(21, true)],
        [Answer::No, Answer::Yes, Answer::No, Answer::Yes,]
    );
}

#[test]
fn urgent_people_and_the_homeless_get_help_at_once() {
    let rights = ask(&json!({"crisis": "violence", "living": "homeless"}));
    for id in ["urgent-support", "shelter-violence", "shelter-homeless", "specialised-support"] {
        assert_eq!(answer(&rights, id).0, Answer::Yes, "{id}");
    }
    assert_eq!(answer(&rights, "shelter-crisis").0, Answer::No);
}

#[test]
fn where_the_law_leaves_it_to_an_officer_a_human_looks() {
    let rights = ask(&json!({"age": 10, "child_at_risk": true}));
    let (got, why) = answer(&rights, "child-protection");
    assert_eq!(got, Answer::Ask);
    assert!(why.contains("ДСП"), "{why}");
}

#[test]
fn the_municipality_sets_the_parking_degree() {
    let law = Law::current();
    let with_71 = law.with_draft("[[rule]]\nid = \"parking.percent\"\nvalue = \"71\"").unwrap();
    let citizen = citizen(&json!({"disability": 60}));
    let right = |law: &Law| law.right("parking-card").unwrap().decide(&citizen);
    assert_eq!((right(law), right(&with_71)), (Answer::Yes, Answer::No));
}

#[test]
fn a_right_that_is_not_yet_in_force_is_no() {
    let citizen = citizen(&at_home(&json!({"disability": 95, "foreign_help": true})));
    let rights = Law::current().rights(&citizen, "2020-12-31".parse().ok());
    let (got, why) = answer(&rights, "personal-assistance");
    assert_eq!(got, Answer::No);
    assert!(why.contains("01.01.2021"));
}

#[rstest]
#[case(json!({"agee": 4}), "agee")]
#[case(json!({"age": 131}), "age")]
#[case(json!({"age": -1}), "age")]
#[case(json!({"age": "40"}), "age")]
#[case(json!({"living": "moon"}), "living")]
#[case(json!({"foreign_help": 1}), "foreign_help")]
fn bad_answers_are_refused(#[case] answers: Value, #[case] key: &str) {
    let error = Citizen::from_json(answers.as_object().unwrap()).unwrap_err();
    assert!(matches!(&error, LawError::BadInput(text) if text.contains(key)), "{error}");
}

#[test]
fn the_schema_lists_every_question() {
    let schema = Law::current().eligibility_schema();
    let keys: Vec<_> =
        schema.as_array().unwrap().iter().map(|f| f["key"].as_str().unwrap()).collect();
    assert_eq!(keys.len(), 27);
    for key in keys {
        assert!(Citizen::from_json(json!({key: null}).as_object().unwrap()).is_ok());
    }
}

fn any_answers() -> impl Strategy<Value = Value> {
    let schema = Law::current().eligibility_schema();
    let fields: Vec<Value> = schema.as_array().unwrap().clone();
    proptest::collection::vec(0u32..1000, fields.len()).prop_map(move |numbers| {
        let mut out = serde_json::Map::new();
        for (field, n) in fields.iter().zip(numbers) {
            let value = match field["type"].as_str().unwrap() {
                _ if n % 5 == 0 => Value::Null,
                "integer" => json!(u64::from(n) % (field["maximum"].as_u64().unwrap() + 1)),
                "boolean" => json!(n % 2 == 1),
                _ => {
                    let choices = field["enum"].as_array().unwrap();
                    choices[n as usize % choices.len()].clone()
                }
            };
            out.insert(field["key"].as_str().unwrap().to_owned(), value);
        }
        Value::Object(out)
    })
}

proptest! {
    #[test]
    fn the_fast_and_the_explained_answers_agree(answers in any_answers()) {
        let law = Law::current();
        let citizen = citizen(&answers);
        let rights = law.rights(&citizen, None);
        let all = law.decide(&citizen);
        for (place, right) in rights.rights.iter().enumerate() {
            prop_assert_eq!(all.answer(place), right.answer);
            prop_assert_eq!(law.right(&right.id).unwrap().decide(&citizen), right.answer);
            prop_assert_eq!(right.failing.is_empty(), right.answer == Answer::Yes, "{}", right.id);
        }
    }

    #[test]
    fn answering_more_never_turns_yes_into_no(answers in any_answers(), key in 0usize..27) {
        let law = Law::current();
        let full = citizen(&answers);
        let name = law.eligibility_schema()[key]["key"].as_str().unwrap().to_owned();
        let mut less = answers.clone();
        less[name] = Value::Null;
        let less = citizen(&less);
        for id in law.right_ids() {
            let right = law.right(id).unwrap();
            let (before, after) = (right.decide(&less), right.decide(&full));
            let same = before == Answer::Ask || before == after;
            prop_assert!(same, "{}: {:?} {:?}", id, before, after);
        }
    }
}
