//! The duties of the rules, their days, states and refusals without a database.

use crate::duties::calendar::{Happened, Occurrence, of_event, reminder, year};
use crate::duties::course::{DONE, NONE, is_record, media, refused, state};
use crate::duties::rule::{self, Every, Kept, in_force, is_day, month_day, span, year_day};
use kit::types::Day;
use law::Law;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn kept(code: &str, from: &str, own_day: &str) -> Kept {
    let (code, own_day) = (code.to_owned(), own_day.to_owned());
    Kept { code, valid_from: day(from), owner: None, own_day, applies: true }
}

fn found(all: &[Occurrence], code: &str, occasion: &str) -> Occurrence {
    let one = all.iter().find(|one| one.duty.code == code && one.occasion == occasion);
    one.cloned().unwrap_or_else(|| panic!("{code} of {occasion}"))
}

#[test]
fn every_duty_of_the_file_is_read_and_counted_by_the_law() {
    let law = Law::current();
    let book = rule::book();
    assert!(book.duties.len() >= 40, "{} duties", book.duties.len());
    assert_eq!(book.soon(), 7);
    for number in [2026, 2027, 2028] {
        let all = year(law, (&[], &[]), number);
        for duty in book.duties.iter().filter(|one| one.every != Every::Event) {
            let own: Vec<&Occurrence> =
                all.iter().filter(|one| one.duty.code == duty.code).collect();
            let wanted = match (duty.every, duty.months.len()) {
                (Every::Year, _) => 1,
                (_, 0) => 12,
                (_, months) => months,
            };
            assert_eq!(own.len(), wanted, "{} in {number}", duty.code);
            assert!(own.iter().all(|one| !one.steps.is_empty()), "{}", duty.code);
            assert!(own.iter().all(|one| one.opens <= one.due), "{}", duty.code);
        }
        for duty in book.duties.iter().filter(|one| one.every == Every::Event) {
            let event = Happened {
                occasion: "1".to_owned(),
                code: duty.code.clone(),
                on: day(&format!("{number}-03-16")),
            };
            let one = of_event(law, &[], &event).unwrap_or_else(|| panic!("{}", duty.code));
            assert!(!one.steps.is_empty(), "{}", duty.code);
        }
    }
}

#[test]
fn what_the_law_fixes_has_an_article_a_place_and_a_proof() {
    for duty in &rule::book().duties {
        assert!(["V", "M", "C"].contains(&duty.confidence.as_str()), "{}", duty.code);
        assert!(!duty.articles.is_empty() && !duty.proof.is_empty(), "{}", duty.code);
        assert!(is_record(&duty.path), "{}: {}", duty.code, duty.path);
        let is_counted = !duty.term.is_empty() || is_day(duty.every, &duty.day);
        assert!(is_counted, "{} has a day", duty.code);
    }
}

#[test]
fn the_analysis_of_a_year_is_due_at_the_end_of_april_of_the_next() {
    let law = Law::current();
    let one = found(&year(law, (&[], &[]), 2026), "analysis", "2026");
    assert_eq!((one.due, one.opens), (day("2026-04-30"), day("2026-01-01")));
    let fees = found(&year(law, (&[], &[]), 2026), "fees-remit", "2026-10");
    assert_eq!((fees.due, fees.opens), (day("2026-11-25"), day("2026-11-01")));
    let december = found(&year(law, (&[], &[]), 2027), "fees-remit", "2026-12");
    assert_eq!(december.year, 2027, "the fees of December are due in January");
}

#[test]
fn an_own_day_counts_only_where_the_law_leaves_one_and_is_done_before_a_day_off() {
    let law = Law::current();
    // 12 December 2026 is a Saturday.
    let own = [kept("monitoring", "2026-01-01", "12-12"), kept("analysis", "2026-01-01", "12-12")];
    let all = year(law, (&own, &[]), 2026);
    assert_eq!(found(&all, "monitoring", "2026").due, day("2026-12-11"));
    assert_eq!(found(&all, "analysis", "2026").due, day("2026-04-30"), "the law fixes it");
}

#[test]
fn the_version_in_force_is_the_newest_that_has_begun() {
    let all = [kept("plan", "2026-01-01", ""), kept("plan", "2026-06-01", "1")];
    assert_eq!(in_force(&all, "plan", day("2026-05-31")), Some(&all[0]));
    assert_eq!(in_force(&all, "plan", day("2026-06-01")), Some(&all[1]));
    assert_eq!(in_force(&all, "plan", day("2025-12-31")), None);
}

#[test]
fn a_duty_that_is_not_owed_is_not_in_the_calendar() {
    let law = Law::current();
    let own = [Kept { applies: false, ..kept("rent-documents", "2026-07-01", "") }];
    let all = year(law, (&own, &[]), 2026);
    let months = all.iter().filter(|one| one.duty.code == "rent-documents").count();
    assert_eq!(months, 6, "those before July stay");
}

#[test]
fn days_are_told_from_anything_else() {
    assert_eq!(year_day("07-20"), Some((7, 20)));
    for bad in ["", "7", "02-29", "13-01", "04-31", "-1-02", "07-20-1"] {
        assert_eq!(year_day(bad), None, "{bad}");
    }
    assert_eq!((month_day("31"), month_day("0"), month_day("32")), (Some(31), None, None));
    assert_eq!((span("7"), span("0"), span("+7"), span("400")), (Some(7), None, None, None));
}

#[test]
fn what_is_due_today_is_not_late_and_a_mark_decides() {
    let today = day("2026-11-24");
    for (due, mark, wanted) in [
        ("2026-11-23", None, "late"),
        ("2026-11-24", None, "soon"),
        ("2026-12-01", None, "soon"),
        ("2026-12-02", None, "due"),
        ("2026-11-23", Some(DONE), DONE),
        ("2026-11-23", Some(NONE), NONE),
    ] {
        assert_eq!(state(day(due), mark, (today, 7)), wanted, "{due} {mark:?}");
    }
}

#[test]
fn nothing_is_done_before_it_exists_nor_proved_by_a_document_of_another_year() {
    let all = year(Law::current(), (&[], &[]), 2026);
    let one = found(&all, "fees-remit", "2026-10");
    let today = day("2026-11-24");
    for (done, document, wanted) in [
        ("2026-11-24", Some("2026-11-20"), None),
        ("2026-11-24", None, None),
        ("2026-11-25", None, Some("duties-wrong-ahead")),
        ("2026-10-31", None, Some("duties-wrong-before")),
        ("2026-11-24", Some("2025-11-20"), Some("duties-wrong-year")),
        ("2026-11-24", Some("2026-10-20"), Some("duties-wrong-document")),
        ("2026-11-24", Some("2026-11-25"), Some("duties-wrong-ahead")),
    ] {
        let got = refused(&one, (day(done), document.map(day)), today);
        assert_eq!(got.map(|(_, key)| key), wanted, "{done} {document:?}");
    }
}

#[test]
fn a_reminder_is_the_smallest_that_has_begun() {
    let days = [7, 1];
    for (left, wanted) in
        [(8, None), (7, Some(7)), (3, Some(7)), (1, Some(1)), (0, Some(1)), (-1, None)]
    {
        assert_eq!(reminder(&days, left), wanted, "{left} days left");
    }
}

#[test]
fn a_record_is_an_address_of_our_own() {
    for good in ["/fees", "/payroll/papers?year=2026", "/decisions/0000000000001"] {
        assert!(is_record(good), "{good}");
    }
    for bad in ["", "/", "fees", "//evil.example", "https://evil.example", "/a/../b", "/a b"] {
        assert!(!is_record(bad), "{bad}");
    }
    assert_eq!(media(b"%PDF-1.7"), Some("application/pdf"));
    assert_eq!(media(b"<html>"), None);
}
