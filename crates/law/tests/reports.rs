//! Personal assistance: monthly reports on their way to pay, and the other dates of a case.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use jiff::civil::{Date, date};
use law::{Law, Month, Redirected, ReportInput, ReportStatus};
use rstest::rstest;

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

struct Expected {
    status: ReportStatus,
    explanations_by: Option<&'static str>,
    pay_by: Option<&'static str>,
    request_by: &'static str,
    next_request: bool,
    transfer_by: &'static str,
}

fn follow(m: &str, filed: &str, explained: Option<&str>, expected: &Expected) {
    let input =
        ReportInput { month: month(m), filed: Some(day(filed)), explained: explained.map(day) };
    let got = Law::current().report(&input).unwrap();
    assert_eq!(got.status, expected.status, "{filed}");
    assert_eq!(got.explanations_by, expected.explanations_by.map(day), "{filed}");
    assert_eq!(got.pay_by, expected.pay_by.map(day), "{filed}");
    assert_eq!(got.request_by, day(expected.request_by), "{filed}");
    assert_eq!(got.next_request, expected.next_request, "{filed}");
    assert_eq!(got.transfer_by, day(expected.transfer_by), "{filed}");
}

#[test]
fn after_treatment_the_days_are_counted_from_the_month_in_which_it_ended() {
    let law = Law::current();
    let filed =
        |on: &str| ReportInput { month: month("2026-10"), filed: Some(day(on)), explained: None };
    assert_eq!(law.report(&filed("2026-12-03")).unwrap().status, ReportStatus::TooLate);
    let after = |on: &str| law.report_after_treatment(&filed(on), day("2026-11-12")).unwrap();
    let timely = after("2026-12-03");
    assert_eq!((timely.status, timely.due), (ReportStatus::OnTime, day("2026-12-03")));
    assert_eq!(timely.pay_by, law.report(&filed_of("2026-11", "2026-12-03")).unwrap().pay_by);
    assert!(timely.derivation.articles.contains(&"чл. 32, ал. 4 ЗЛП".to_owned()));
    assert_eq!(after("2026-12-04").status, ReportStatus::Late);
    let same = law.report_after_treatment(&filed("2026-11-04"), day("2026-10-20")).unwrap();
    assert_eq!(
        same.due,
        law.report(&filed("2026-11-04")).unwrap().due,
        "it ended in its own month"
    );
}

fn filed_of(of: &str, on: &str) -> ReportInput {
    ReportInput { month: month(of), filed: Some(day(on)), explained: None }
}

#[test]
fn reports_in_time_t1_t7() {
    let on_time = |pay_by, request_by, transfer_by| Expected {
        status: ReportStatus::OnTime,
        explanations_by: None,
        pay_by: Some(pay_by),
        request_by,
        next_request: false,
        transfer_by,
    };
    follow("2026-10", "2026-11-04", None, &on_time("2026-11-20", "2026-11-10", "2026-11-18"));
    follow("2026-11", "2026-12-03", None, &on_time("2026-12-18", "2026-12-10", "2026-12-18"));
    let first = Law::current().due("Z21.not-before", day("2026-11-10"), &[]).unwrap().due;
    assert_eq!(first, Some(day("2026-11-17")));
}

#[test]
fn late_reports_t2_t3_t4_t5_t8_t9_t10() {
    let late = |explanations_by, pay_by, request_by, next_request, transfer_by| Expected {
        status: ReportStatus::Late,
        explanations_by: Some(explanations_by),
        pay_by,
        request_by,
        next_request,
        transfer_by,
    };
    let t2 = late("2026-11-10", Some("2026-11-13"), "2026-11-13", false, "2026-11-20");
    follow("2026-10", "2026-11-05", Some("2026-11-06"), &t2);
    let t3 = late("2026-11-10", Some("2026-11-17"), "2026-11-13", false, "2026-11-20");
    follow("2026-10", "2026-11-05", Some("2026-11-10"), &t3);
    let t4 = late("2026-11-18", None, "2026-12-10", true, "2026-12-18");
    follow("2026-10", "2026-11-14", None, &t4);
    let t5 = late("2026-11-19", Some("2026-11-26"), "2026-12-10", true, "2026-12-18");
    follow("2026-10", "2026-11-16", Some("2026-11-19"), &t5);
    let t8 = late("2026-12-16", Some("2026-12-23"), "2027-01-08", true, "2027-01-18");
    follow("2026-11", "2026-12-11", Some("2026-12-16"), &t8);
    let t9 = late("2026-12-17", None, "2026-12-15", false, "2026-12-18");
    follow("2026-11", "2026-12-14", None, &t9);
    let t10 = late("2027-01-12", None, "2027-01-15", false, "2027-01-20");
    follow("2026-12", "2027-01-07", None, &t10);
}

#[test]
fn a_report_beyond_ten_days_is_for_an_officer_t6() {
    let expected = Expected {
        status: ReportStatus::TooLate,
        explanations_by: None,
        pay_by: None,
        request_by: "2026-12-10",
        next_request: true,
        transfer_by: "2026-12-18",
    };
    follow("2026-10", "2026-11-17", None, &expected);
}

#[test]
fn early_pay_warns_the_treasury_and_awaited_reports_warn_from_the_tenth() {
    let law = Law::current();
    let ask = |filed: Option<&str>, explained: Option<&str>| {
        let input = ReportInput {
            month: month("2026-10"),
            filed: filed.map(day),
            explained: explained.map(day),
        };
        law.report(&input)
    };
    assert!(ask(Some("2026-11-05"), Some("2026-11-06")).unwrap().treasury_warning, "T2");
    assert!(!ask(Some("2026-11-04"), None).unwrap().treasury_warning);
    let awaited = ask(None, None).unwrap();
    assert_eq!((awaited.status, awaited.warn_from), (ReportStatus::Awaited, day("2026-11-10")));
    assert!(ask(Some("2026-11-05"), Some("2026-11-04")).is_err());
    assert!(ask(None, Some("2026-11-04")).is_err());
}

#[test]
fn without_the_move_the_tenth_day_stays_on_the_weekend() {
    let law =
        Law::current().with_draft("[[rule]]\nid = \"reading.F5.move\"\nvalue = \"none\"").unwrap();
    let input =
        ReportInput { month: month("2026-10"), filed: Some(day("2026-11-16")), explained: None };
    assert_eq!(law.report(&input).unwrap().status, ReportStatus::TooLate, "T5");
    let of = |m: &str, filed: &str| {
        let input = ReportInput { month: month(m), filed: Some(day(filed)), explained: None };
        law.report(&input).unwrap().status
    };
    assert_eq!(of("2026-10", "2026-11-14"), ReportStatus::Late, "T4: inside either way");
    assert_eq!(of("2026-11", "2026-12-13"), ReportStatus::Late, "T9: the tenth day");
    assert_eq!(of("2026-11", "2026-12-14"), ReportStatus::TooLate, "T9: inside only if it moves");
    let law = Law::current()
        .with_draft("[[rule]]\nid = \"reading.F5\"\nvalue = \"tenth-of-month\"")
        .unwrap();
    let input = ReportInput { filed: Some(day("2026-11-11")), ..input };
    assert_eq!(law.report(&input).unwrap().status, ReportStatus::TooLate);
}

#[rstest]
#[case("T11 contract", "Z07", "2026-11-12", "2026-11-19")]
#[case("T11 start", "Z09", "2026-11-19", "2026-12-01")]
#[case("T11 record", "Z08", "2026-11-19", "2026-11-20")]
#[case("T11 start record", "Z08a", "2026-12-01", "2026-11-30")]
#[case("T12 contract", "Z07", "2026-11-26", "2026-12-03")]
#[case("T12 start", "Z09", "2026-11-30", "2026-12-01")]
#[case("T12 start record", "Z08a", "2026-12-01", "2026-11-30")]
#[case("T12 record", "Z08", "2026-11-30", "2026-12-03")]
#[case("T12 later start", "Z09", "2026-12-01", "2027-01-01")]
#[case("T16 notice", "Z04", "2026-11-02", "2026-11-05")]
#[case("T16 fix", "Z05", "2026-11-05", "2026-11-12")]
#[case("T16 agreement", "Z06", "2026-11-12", "2026-11-19")]
#[case("T17 user", "Z11", "2026-11-09", "2026-11-16")]
#[case("T17 municipality", "Z11a", "2026-11-13", "2026-11-16")]
#[case("T18 control", "Z27", "2026-06-15", "2026-12-15")]
#[case("January report", "Z14", "2026-12-31", "2027-01-06")]
#[case("end of next month", "Z01", "2026-11-05", "2026-12-31")]
#[case("annual report on a Sunday", "Z32", "2026-12-31", "2027-01-29")]
#[case("pay on a Sunday", "Z15", "2026-12-03", "2026-12-18")]
#[case("compensations", "Z08d", "2026-12-10", "2027-01-29")]
#[case("quota contribution moves on", "Z38.contribution", "2026-02-10", "2026-03-02")]
#[case("file kept", "Z54", "2026-11-21", "2037-01-01")]
#[case("labour papers kept", "Z55", "2026-11-21", "2077-01-01")]
#[case("notice", "Z29", "2026-12-21", "2026-12-31")]
#[case("served", "Z48", "2026-12-23", "2026-12-31")]
fn days(#[case] name: &str, #[case] rule: &str, #[case] from: &str, #[case] due: &str) {
    let got = Law::current().due(rule, day(from), &[]).unwrap();
    assert_eq!(got.due, Some(day(due)), "{name}: {:#?}", got.derivation.steps);
}

#[test]
fn rows_without_a_term_say_so() {
    for rule in ["Z03", "Z24"] {
        let due = Law::current().due(rule, day("2026-11-02"), &[]).unwrap();
        assert_eq!((due.due, due.immediately), (None, false));
    }
    // The question about lev values can be asked for one year only.
    assert!(Law::current().due("Z50", day("2027-01-05"), &[]).is_err());
}

#[test]
fn redirection_ends_t14_t15() {
    let law = Law::current();
    let end = day("2026-12-10");
    assert_eq!(law.redirection_ends(Redirected::ChildAid, end), date(2027, 1, 1));
    let with = Redirected::Supplement { help_given: true };
    assert_eq!(law.redirection_ends(with, end), date(2027, 1, 1));
    let without = Redirected::Supplement { help_given: false };
    assert_eq!(law.redirection_ends(without, end), date(2026, 12, 1));
    assert_eq!(law.family_paid_until(day("2027-02-03")), date(2027, 2, 28));
}

#[test]
fn the_end_has_its_grounds() {
    let grounds = Law::current().assistance_end_grounds();
    assert_eq!(grounds.len(), 9);
    assert!(grounds.iter().all(|g| !g.articles.is_empty()));
    assert_eq!(grounds[4].deadline.as_deref(), Some("Z29"));
}
