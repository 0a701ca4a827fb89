//! The rule files as data: versions, doubts, open questions, the handbook.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::BTreeMap;

use law::{Confidence, Law, Rule};

fn by_id() -> BTreeMap<&'static str, Vec<&'static Rule>> {
    let mut out: BTreeMap<&str, Vec<&Rule>> = BTreeMap::new();
    for rule in Law::current().book().rules() {
        out.entry(&rule.id).or_default().push(rule);
    }
    out
}

#[test]
fn versions_join_without_gap_or_overlap() {
    for (id, versions) in by_id() {
        for pair in versions.windows(2) {
            let end = pair[0].valid_to.unwrap_or_else(|| panic!("{id}: две отворени версии"));
            assert_eq!(end.tomorrow().unwrap(), pair[1].valid_from, "{id}");
        }
    }
}

#[test]
fn every_doubt_is_an_open_question_and_every_open_question_a_doubt() {
    for rule in Law::current().book().rules() {
        let doubtful = rule.confidence != Confidence::V;
        assert_eq!(doubtful, rule.open.is_some(), "{} {}", rule.id, rule.valid_from);
    }
}

#[test]
fn the_open_questions_are_those_that_were_left_open() {
    let law = Law::current();
    let open: Vec<&Rule> = law.book().rules().iter().filter(|r| r.open.is_some()).collect();
    for n in 1..=14 {
        let key = format!("O{n}:");
        let found = open.iter().any(|r| r.open.as_ref().is_some_and(|o| o.starts_with(&key)));
        assert!(found, "O{n}");
    }
    for n in [3, 4, 5, 7, 8, 9, 12, 13, 14, 17, 18] {
        let key = format!("F{n}:");
        let found = open.iter().any(|r| r.open.as_ref().is_some_and(|o| o.starts_with(&key)));
        assert!(found, "F{n}");
    }
}

#[test]
fn exactly_the_listed_rules_are_open() {
    let listed = include_str!("data/open.txt").lines().filter(|line| !line.starts_with('#'));
    let open: std::collections::BTreeSet<&str> =
        Law::current().book().open().map(|rule| rule.id.as_str()).collect();
    assert_eq!(open, listed.collect());
}

#[test]
fn every_rule_is_complete() {
    for rule in Law::current().book().rules() {
        assert!(!rule.title.is_empty() && !rule.unit.is_empty(), "{}", rule.id);
        assert!(!rule.source.is_empty(), "{}", rule.id);
        let families = ["act.", "source.", "competence.order.", "comparison.", "count."];
        let own = families.iter().any(|f| rule.id.starts_with(f));
        assert!(own || !rule.articles.is_empty(), "{}: без член", rule.id);
    }
}

#[test]
fn a_choice_is_one_of_its_options() {
    for rule in Law::current().book().rules() {
        if let Some(options) = rule.extra.get("options").and_then(toml::Value::as_array) {
            assert!(options.contains(&rule.value), "{}", rule.id);
        }
    }
}

#[test]
fn the_handbook_is_current() {
    let path = "../../docs/law.md";
    let printed = std::fs::read_to_string(path).unwrap();
    assert!(
        printed == law::handbook(Law::current()),
        "docs/law.md е остаряло: opora law handbook > docs/law.md"
    );
}

#[test]
fn the_handbook_holds_every_rule() {
    let text = law::handbook(Law::current());
    for rule in Law::current().book().rules() {
        assert!(text.contains(&format!("| {} |", rule.id)), "{}", rule.id);
    }
}

#[test]
fn rules_can_be_searched_with_their_history() {
    let book = Law::current().book();
    let found: Vec<_> = book.search("ПРЕДВАРИТЕЛНА насочването").iter().map(|r| &r.id).collect();
    assert!(found.iter().any(|id| *id == "D01"), "{found:?}");
    assert!(book.search("чл. 33, ал. 2 злп").iter().any(|r| r.id == "assistance.administration"));
    assert!(book.search("нещо, което го няма").is_empty());
    assert_eq!(book.history("assistance.coefficient").len(), 4);
    assert!(book.history("x").is_empty());
    assert_eq!(book.open().count(), book.rules().iter().filter(|r| r.open.is_some()).count());
}
