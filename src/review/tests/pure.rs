//! Steps, figures and refusals without a database.

use crate::review::act::drafted;
use crate::review::course::{BLOCKS, STEPS, State, Step, refused_decision, refused_year};
use crate::review::figures::{SPECS, Unit, list_of, written};
use crate::review::neighbours::Values;
use kit::types::Day;
use std::collections::BTreeSet;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

#[test]
fn nothing_is_signed_or_sent_that_the_council_did_not_discuss() {
    for state in [State::Draft, State::Proposed] {
        assert_eq!(Step::Sign.after(state), Err("review-refused-council"), "{state:?}");
        assert_eq!(Step::Send.after(state), Err("review-refused-council"), "{state:?}");
    }
    assert_eq!(Step::Send.after(State::Discussed), Err("review-refused-unsigned"));
    assert_eq!(Step::Sign.after(State::Discussed), Ok(State::Signed));
    assert_eq!(Step::Send.after(State::Signed), Ok(State::Sent));
}

#[test]
fn a_signed_analysis_changes_no_more() {
    for step in STEPS.into_iter().filter(|step| *step != Step::Send) {
        assert_eq!(step.after(State::Signed), Err("review-refused-signed"), "{step:?}");
        assert_eq!(step.after(State::Sent), Err("review-refused-signed"), "{step:?}");
    }
    assert_eq!(Step::Send.after(State::Sent), Err("review-refused-sent"));
    assert!(!State::Signed.is_open() && State::Discussed.is_open());
    for state in [State::Draft, State::Proposed, State::Discussed, State::Signed, State::Sent] {
        assert_eq!(State::of(state.code()), state);
    }
}

#[test]
fn only_a_year_that_has_begun_is_analysed() {
    let today = day("2026-11-24");
    for (year, wanted) in [(2020, true), (2021, false), (2026, false), (2027, true)] {
        assert_eq!(refused_year(year, today).is_some(), wanted, "{year}");
    }
}

#[test]
fn a_decision_is_not_from_before_the_proposal() {
    let today = day("2026-11-24");
    let proposed = Some(day("2026-11-20"));
    assert_eq!(refused_decision(day("2026-11-20"), proposed, today), None);
    assert!(refused_decision(day("2026-11-19"), proposed, today).is_some());
    assert!(refused_decision(day("2026-11-25"), proposed, today).is_some());
}

#[test]
fn each_figure_has_a_block_and_a_list_and_stands_once() {
    let codes: BTreeSet<&str> = SPECS.iter().map(|one| one.code).collect();
    assert_eq!(codes.len(), SPECS.len());
    for spec in &SPECS {
        assert!(BLOCKS.contains(&spec.block), "{}", spec.code);
        let list = list_of(spec, 2025);
        assert!(list.starts_with('/') && !list.contains('{'), "{}: {list}", spec.code);
    }
    for block in BLOCKS {
        assert!(SPECS.iter().any(|one| one.block == block), "{block}");
    }
}

#[test]
fn a_draft_tells_every_figure_of_its_block() {
    ui::Texts::load(&crate::app::texts());
    let number = |at: usize| i64::try_from(at).unwrap_or(0) + 100;
    let values: Values =
        SPECS.iter().enumerate().map(|(at, spec)| (spec.code, number(at))).collect();
    for block in BLOCKS {
        let text = drafted(block, 2025, &values);
        assert!(text.contains("2025"), "{text}");
        for spec in SPECS.iter().filter(|one| one.block == block) {
            let words = written(spec.unit, values[spec.code]);
            assert!(text.contains(&words), "{} is missing in {text}", spec.code);
        }
    }
}

#[test]
fn money_and_percent_are_written_as_people_read_them() {
    assert_eq!(written(Unit::Count, 12), "12");
    assert_eq!(written(Unit::Percent, 87), "87 %");
    let money = written(Unit::Money, 123_456).replace('\u{a0}', " ");
    assert_eq!(money, "1 234,56 €");
}
