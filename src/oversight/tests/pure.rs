//! Who comes first, what may be done when, how lines are judged, what the checklists hold.

use crate::oversight::checklist::{self, appendices, shipped_lines};
use crate::oversight::content::holds_identifier;
use crate::oversight::course::{
    CONSENTS, State, UNPROVEN, begin_refused, close_refused, end_refused, judged, talk_refused,
};
use crate::oversight::evidence::media;
use crate::oversight::frame::{AGENCY, PERIODIC, REPORT, term};
use crate::oversight::risk::{Facts, Ranked, months, reasons, spread, total};
use crate::oversight::setting::{self, NUMBERS, WEIGHTS};
use kit::types::Day;
use law::Law;
use std::collections::BTreeSet;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

#[test]
fn months_are_counted_whole() {
    for (from, to, wanted) in [
        ("2025-01-15", "2025-02-14", 0),
        ("2025-01-15", "2025-02-15", 1),
        ("2024-12-31", "2026-11-24", 22),
        ("2026-11-24", "2026-01-01", 0),
    ] {
        assert_eq!(months(day(from), day(to)), wanted, "{from} {to}");
    }
}

#[test]
fn the_reasons_show_their_arithmetic_and_have_a_ceiling() {
    let weights = setting::first().expect("numbers").weights();
    let today = day("2026-11-24");
    let facts =
        Facts { last: Some(day("2025-09-24")), complaints: 9, undone: 1, licences: 0, places: 45 };
    let all = reasons(&facts, &weights, today);
    let told: Vec<(&str, i64, i64, i64)> =
        all.iter().map(|one| (one.code.as_str(), one.amount, one.each, one.points)).collect();
    assert_eq!(
        told,
        [("since", 14, 1, 14), ("complaints", 9, 6, 30), ("undone", 1, 8, 8), ("size", 4, 1, 4)]
    );
    assert_eq!(total(&all), 56, "nine complaints are worth no more than thirty");
    let never = reasons(&Facts::default(), &weights, today);
    assert_eq!((never.len(), never[0].code.as_str(), never[0].points), (1, "never", 36));
}

#[test]
fn whoever_must_be_checked_is_in_and_the_others_come_while_there_is_room() {
    let one = |points, must_by: &str| Ranked { points, must_by: must_by.parse().ok() };
    let list = [
        one(50, "2028-05-01"),
        one(1, "2027-02-01"),
        one(36, ""),
        one(10, "2027-12-31"),
        one(60, "2028-01-01"),
    ];
    assert!(list[2].is_must(2027), "nobody ever checked it");
    let months = spread(&list, (2027, 1), 1);
    assert_eq!(months, [(1, 1), (3, 2), (2, 3), (4, 4), (0, 5)]);
    let late = spread(&list, (2027, 12), 1);
    assert_eq!(late, [(1, 12), (3, 12), (2, 12)], "without room only those who must");
}

#[test]
fn terms_are_those_of_the_law() {
    let law = Law::current();
    let of = |rule, from| term(law, rule, day(from)).expect("a term");
    assert_eq!(of(REPORT, "2026-11-10"), day("2026-11-20"));
    assert_eq!(of(AGENCY, "2026-11-20"), day("2026-11-23"));
    assert_eq!(of(AGENCY, "2026-11-19"), day("2026-11-23"), "a Sunday moves to Monday");
    assert_eq!(of(PERIODIC, "2025-03-12"), day("2027-03-12"));
}

#[test]
fn no_visit_begins_without_an_order_or_before_it() {
    let today = day("2026-11-24");
    let ordered = Some(day("2026-11-20"));
    let begin = |state, ordered, on| begin_refused(state, ordered, (day(on), today));
    assert_eq!(begin(State::Prepared, None, "2026-11-24"), Some("oversight-refused-order"));
    assert_eq!(begin(State::Ordered, ordered, "2026-11-19"), Some("oversight-refused-before"));
    assert_eq!(begin(State::Ordered, ordered, "2026-11-25"), Some("oversight-refused-ahead"));
    assert_eq!(begin(State::Ordered, ordered, "2026-11-20"), None);
    assert_eq!(begin(State::Ended, ordered, "2026-11-24"), Some("oversight-refused-state"));
}

#[test]
fn what_is_said_to_be_met_without_evidence_is_not_met() {
    assert_eq!(judged("met", (true, false)), UNPROVEN);
    assert_eq!(judged("met", (true, true)), "met");
    assert_eq!(judged("met", (false, false)), "met");
    assert_eq!(judged("not-met", (true, false)), "not-met");
    let of = (State::Visiting, Some(day("2026-11-20")));
    let end = |results: &[&str]| end_refused(of, (day("2026-11-21"), day("2026-11-24")), results);
    assert_eq!(end(&["met", UNPROVEN]), Some("oversight-refused-unproven"));
    assert_eq!(end(&["skipped"]), Some("oversight-refused-empty"));
    assert_eq!(end(&["met", "skipped"]), None);
}

#[test]
fn a_check_with_a_fault_is_not_closed_before_the_agency_was_told() {
    let on = Some(day("2026-11-20"));
    let close = |bad, agency, sent| close_refused(State::Reported, (bad, agency, sent));
    assert_eq!(close(true, None, on), Some("oversight-refused-agency"));
    assert_eq!(close(false, None, None), Some("oversight-refused-unsent"));
    assert_eq!(close(true, on, on), None);
    assert_eq!(close(false, None, on), None);
}

#[test]
fn nobodys_words_are_taken_without_a_consent() {
    assert_eq!(talk_refused(CONSENTS[0], "документ № 1"), None);
    for (consent, by) in [("none", "документ № 1"), ("written", " "), ("", "документ № 1")]
    {
        assert_eq!(talk_refused(consent, by), Some("oversight-refused-consent"), "{consent}");
    }
    assert!(holds_identifier("каза го 7523169263"));
    assert!(!holds_identifier("стая 12, 2026 г."));
}

#[test]
fn the_shipped_checklists_are_whole() {
    let all = appendices().expect("appendices");
    assert_eq!(all.len(), 25);
    for one in all {
        assert!(checklist::SURE.contains(&one.confidence.as_str()), "{}", one.code);
        let lines = shipped_lines(&one.code).expect("lines");
        let codes: BTreeSet<&str> = lines.iter().map(|line| line.code.as_str()).collect();
        assert_eq!(codes.len(), lines.len(), "№ {}: a code stands once", one.code);
        let standards = i32::try_from(one.standards.len()).expect("few");
        for line in &lines {
            assert!((0..=standards).contains(&line.standard), "№ {} {}", one.code, line.code);
        }
    }
    // Worked example of the ordinance: № 10 has 18 standards and 196 indicators.
    let ten = all.iter().find(|one| one.code == "10").expect("№ 10");
    assert_eq!((ten.standards.len(), ten.total), (18, 196));
    let lines = shipped_lines("10").expect("lines");
    let posts = lines.iter().find(|line| line.code == "Q01").expect("posts");
    assert_eq!((posts.number.as_str(), posts.standard), ("89", 9));
    assert!(shipped_lines("99").expect("nothing").is_empty());
}

#[test]
fn every_number_and_method_is_shipped() {
    let numbers = setting::first().expect("numbers");
    for code in WEIGHTS.iter().chain(&NUMBERS) {
        assert!(numbers.of(code).points > 0, "{code}");
    }
    let methods = setting::methods().expect("methods");
    assert_eq!(methods.len(), 7, "чл. 35, ал. 1 НКСУ");
    assert_eq!(methods.iter().filter(|one| one.confidence == "V").count(), 5);
}

#[test]
fn only_photographs_and_documents_are_evidence() {
    assert_eq!(media(b"%PDF-1.7"), Some("application/pdf"));
    assert_eq!(media(&[0xff, 0xd8, 0xff, 0xe0]), Some("image/jpeg"));
    assert_eq!(media(b"<html>"), None);
    assert_eq!(media(b""), None);
}
