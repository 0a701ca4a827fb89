//! Questions and who is asked what, without a database.

use crate::studies::content::{Answer, Asked, Only, Question, Sheet};
use crate::studies::form::shipped;
use crate::studies::question::{self, checked, figure, is_asked, options, put, typed, wrong};
use crate::studies::sample::Stratum;
use crate::studies::study::{NewStudy, wrong as wrong_sample};

fn question(code: &str, kind: &str) -> Question {
    let option = |code: &str| Answer { code: code.to_owned(), text: code.to_uppercase() };
    Question {
        code: code.to_owned(),
        kind: kind.to_owned(),
        text: "?".to_owned(),
        options: vec![option("a"), option("b"), option("c")],
        ..Question::default()
    }
}

/// Three questions: the second only for who said `a`, the third only for who answered the second
/// with 5.
fn asked() -> Asked {
    let only = |question: &str, value: &str| {
        Some(Only { question: question.to_owned(), values: vec![value.to_owned()] })
    };
    let second = Question { only: only("one", "a"), is_required: true, ..question("two", "scale") };
    let third = Question { only: only("two", "5"), ..question("three", "text") };
    Asked { lead: String::new(), questions: vec![question("one", "choice"), second, third] }
}

fn sent(values: &[(&'static str, &'static str)]) -> (Sheet, Vec<(String, &'static str)>) {
    question::sheet(&asked(), |question| {
        let own = values.iter().filter(|(code, _)| *code == question.code);
        let own: Vec<&str> = own.map(|(_, value)| *value).collect();
        checked(question, &own)
    })
}

#[test]
fn whoever_is_not_asked_answers_nothing() {
    let (sheet, wrong) = sent(&[("one", "b"), ("two", "5"), ("three", "да")]);
    assert_eq!(sheet.keys().collect::<Vec<_>>(), ["one"], "what was skipped is left out");
    assert!(wrong.is_empty(), "what is not asked is not required");
    let (sheet, wrong) = sent(&[("one", "a"), ("two", "5"), ("three", "да")]);
    assert_eq!((sheet.len(), wrong.len()), (3, 0));
    let (_, wrong) = sent(&[("one", "a")]);
    assert_eq!(wrong, [("two".to_owned(), "form-required")]);
    assert!(!is_asked(&asked().questions[1], &Sheet::new()));
}

#[test]
fn answers_are_read_as_they_are_typed() {
    assert_eq!(typed(&question("q", "several"), "3, 1"), Ok(vec!["a".into(), "c".into()]));
    assert_eq!(typed(&question("q", "choice"), "4"), Err("studies-wrong-number"));
    assert_eq!(typed(&question("q", "choice"), "1 2"), Err("studies-wrong-one"));
    assert_eq!(typed(&question("q", "number"), "12,5"), Ok(vec!["12.5".into()]));
    assert_eq!(typed(&question("q", "number"), "много"), Err("studies-wrong-figure"));
    assert_eq!(typed(&question("q", "number"), "1e400"), Err("studies-wrong-figure"));
    assert_eq!(checked(&question("q", "choice"), &["z"]), Err("form-choose"));
    assert_eq!(checked(&question("q", "text"), &[""]), Ok(Vec::new()));
    assert_eq!(figure(&["12.5".to_owned()]), Some(12.5));
    assert_eq!(figure(&["дванайсет".to_owned()]), None);
}

#[test]
fn a_questionnaire_that_cannot_be_asked_is_told() {
    assert!(wrong(&asked()).is_empty());
    assert_eq!(wrong(&Asked::default()), [(0, "studies-wrong-no-questions")]);
    let mut turned = asked();
    turned.questions.swap(0, 1);
    assert_eq!(wrong(&turned), [(0, "studies-wrong-only")], "it depends on a later question");
    let mut lone = asked();
    lone.questions[0].options.truncate(1);
    assert_eq!(wrong(&lone)[0], (0, "studies-wrong-options"));
}

#[test]
fn questions_keep_their_place_and_options_their_codes() {
    let mut asked = asked();
    put(&mut asked, question("four", "text"), 2);
    let codes: Vec<&str> = asked.questions.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(codes, ["one", "four", "two", "three"]);
    put(&mut asked, question("four", "text"), 99);
    assert_eq!(asked.questions.last().map(|one| one.code.as_str()), Some("four"));
    let before = question("q", "choice").options;
    let after = options("C\nНов\nA\nA", &before);
    let codes: Vec<&str> = after.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(codes, ["c", "o1", "a"]);
}

#[test]
fn the_shipped_questionnaires_can_be_published() {
    let all = shipped().expect("the file");
    assert!(!all.is_empty());
    for one in all {
        assert!(wrong(&one.into_asked()).is_empty());
    }
}

#[test]
fn a_sample_that_cannot_be_drawn_is_told() {
    let stratum = |size| Stratum { name: "част".into(), size, spread: 1.0, drawn: 0 };
    let new = |method: &str, sizes: &[i64], size| NewStudy {
        method: method.to_owned(),
        strata: sizes.iter().map(|size| stratum(*size)).collect(),
        size,
        ..NewStudy::default()
    };
    assert_eq!(wrong_sample(&new("simple", &[100], 10)), None);
    assert_eq!(wrong_sample(&new("simple", &[100], 101)).map(|one| one.0), Some("size"));
    assert_eq!(wrong_sample(&new("simple", &[100, 100], 10)).map(|one| one.0), Some("strata"));
    assert_eq!(wrong_sample(&new("strata", &[], 10)).map(|one| one.0), Some("strata"));
    assert_eq!(wrong_sample(&new("strata", &[i64::MAX], 10)).map(|one| one.0), Some("strata"));
    assert_eq!(wrong_sample(&new("all", &[5_000], 0)).map(|one| one.0), Some("open"));
    let open = NewStudy { is_open: true, ..new("all", &[5_000], 0) };
    assert_eq!(wrong_sample(&open), None);
}
