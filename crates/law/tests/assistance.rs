//! Personal assistance: the worked examples of hours, pay, redirected aid and dates.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use jiff::civil::{Date, date};
use law::{
    ChildAidInput, Currency, Law, LawError, LeaveInput, Minutes, Money, Month, MonthWork, Rate,
    Redirected, ReportInput, ReportStatus, Rounding,
};
use proptest::prelude::*;
use rstest::rstest;

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[rstest]
#[case(1, "114", None)]
#[case(15, "114", None)]
#[case(84, "114", None)]
#[case(85, "68-138", Some(4))]
#[case(94, "68-138", Some(4))]
#[case(95, "68-138", Some(5))]
#[case(115, "68-138", Some(5))]
#[case(116, "68-138", Some(6))]
#[case(120, "68-138", Some(6))]
#[case(136, "68-138", Some(6))]
#[case(137, "68-138", Some(7))]
#[case(151, "68-138", Some(7))]
#[case(152, "68", Some(8))]
#[case(168, "68", Some(8))]
fn contracts(#[case] hours: u32, #[case] ground: &str, #[case] per_day: Option<u8>) {
    let contract = Law::current().contract(hours).unwrap();
    assert_eq!(
        (contract.ground.as_str(), contract.hours_per_day),
        (ground, per_day)
    );
}

#[test]
fn hours_outside_every_bracket_are_refused() {
    for hours in [0, 169, u32::MAX] {
        assert!(matches!(
            Law::current().contract(hours),
            Err(LawError::BadInput(_))
        ));
    }
}

#[test]
fn several_assistants_stay_within_the_directive() {
    let law = Law::current();
    let both = law.agreement(168, &[100, 68]).unwrap();
    let found: Vec<_> = both
        .iter()
        .map(|c| (c.ground.as_str(), c.hours_per_day))
        .collect();
    assert_eq!(found, [("68-138", Some(5)), ("114", None)]);
    assert!(law.agreement(168, &[100, 70]).is_err());
    assert!(law.agreement(42, &[50]).is_err());
    assert!(law.agreement(168, &[u32::MAX, 1]).is_err());
}

#[test]
fn more_hours_change_the_day_and_the_register() {
    let change = Law::current().amendment(90, 120).unwrap();
    assert_eq!(
        (change.before.hours_per_day, change.after.hours_per_day),
        (Some(4), Some(6))
    );
    assert_eq!(change.register_codes, ["020", "019"]);
    assert!(
        Law::current()
            .amendment(90, 90)
            .unwrap()
            .register_codes
            .is_empty()
    );
}

#[test]
fn degrees_are_hour_ceilings() {
    let law = Law::current();
    let hours: Vec<u32> = (1..=4).map(|d| law.degree_hours(d).unwrap()).collect();
    assert_eq!(hours, [15, 42, 84, 168]);
    assert!(law.degree_hours(0).is_err() && law.degree_hours(5).is_err());
    assert_eq!(law.degree_for_hours(43), Some(3));
    assert_eq!(law.degree_for_hours(169), None);
}

#[test]
fn every_pay_example_comes_out() {
    for line in include_str!("data/pay.csv")
        .lines()
        .filter(|l| !l.starts_with('#'))
    {
        let c: Vec<&str> = line.split(';').collect();
        assert_eq!(c.len(), 13, "{line}");
        let rate = Some(c[11])
            .filter(|r| !r.is_empty())
            .map(|r| Rate::percent(r).unwrap());
        let hours = Minutes::parse(c[2]).unwrap();
        let pay = Law::current()
            .pay(month(c[1]), hours, c[3].parse().unwrap(), rate)
            .unwrap();
        let got = [
            pay.hour_price,
            pay.pay,
            pay.service_supplement,
            pay.gross,
            pay.contributions,
            pay.cost,
            pay.administration,
        ];
        assert_eq!(got.each_ref().map(String::as_str), c[4..11], "{}", c[0]);
        assert_eq!(
            pay.currency,
            if c[12] == "EUR" {
                Currency::Eur
            } else {
                Currency::Bgn
            }
        );
    }
}

#[test]
fn the_unrounded_price_gives_less() {
    let draft = "[[rule]]\nid = \"reading.F4.rounding\"\nvalue = false";
    let law = Law::current().with_draft(draft).unwrap();
    let pay = law
        .pay(month("2026-11"), Minutes::hours(168), 0, None)
        .unwrap();
    assert_eq!(
        (pay.hour_price.as_str(), pay.pay.as_str()),
        ("5.236", "879.65")
    );
}

#[test]
fn a_draft_of_the_coefficient_changes_the_pay_from_its_day_on() {
    let draft = "[meta]\nname = \"ЗИД ЗЛП\"\n[[rule]]\nid = \"assistance.coefficient\"\n\
                 value = \"1.5\"\nvalid_from = \"2027-01-01\"";
    let law = Law::current().with_draft(draft).unwrap();
    let of = |law: &Law, m| law.pay(month(m), Minutes::hours(100), 0, None).unwrap();
    assert_eq!(of(&law, "2026-12"), of(Law::current(), "2026-12"));
    let after = of(&law, "2027-01");
    assert_eq!(after.hour_price, "5.61");
    assert!(after.derivation.rule_version.contains("ЗИД ЗЛП"));
    assert_eq!(of(Law::current(), "2027-01").hour_price, "5.24");
}

#[test]
fn an_old_yearly_value_is_said_to_be_old() {
    let pay = Law::current()
        .pay(month("2027-01"), Minutes::hours(1), 0, None)
        .unwrap();
    assert!(
        pay.derivation
            .steps
            .iter()
            .any(|s| s.contains("още няма обявена"))
    );
    assert!(
        Law::current()
            .pay(month("2018-12"), Minutes::hours(1), 0, None)
            .is_err()
    );
}

#[test]
fn the_flat_month_counts_agreed_hours() {
    let law = Law::current();
    let agreed = Minutes::hours(168);
    let work = |done, as_scheduled, hospital_stay| MonthWork {
        agreed,
        done: Minutes::hours(done),
        as_scheduled,
        hospital_stay,
    };
    assert_eq!(law.counted_hours(&work(160, true, false)), agreed);
    assert_eq!(law.counted_hours(&work(184, true, false)), agreed);
    assert_eq!(
        law.counted_hours(&work(30, false, false)),
        Minutes::hours(30)
    );
    assert_eq!(law.counted_hours(&work(184, false, false)), agreed);
    assert_eq!(
        law.counted_hours(&work(120, true, true)),
        Minutes::hours(120)
    );
}

#[test]
fn paid_leave_in_november() {
    let law = Law::current();
    let whole = Money::eur(88_032);
    let worked = law.pay_for_days(whole, 16, month("2026-11"));
    assert_eq!(worked, Money::eur(67_072));
    let leave = LeaveInput {
        month: month("2026-11"),
        base_month: month("2026-10"),
        base_gross: whole,
        base_days: 22,
        days: 5,
    };
    let paid = law.leave_pay(&leave).unwrap();
    assert_eq!(paid, Money::eur(20_960));
    assert_eq!(worked.cents + paid.cents, whole.cents);
    assert!(
        law.leave_pay(&LeaveInput {
            base_days: 9,
            ..leave
        })
        .is_err()
    );
}

#[rstest]
#[case("C1", 15, 0, None, "93.71")]
#[case("C2", 15, 10, None, "99.33")]
#[case("C3", 31, 0, None, "193.66")]
#[case("C4", 32, 0, None, "194.29")]
#[case("C5", 42, 0, None, "194.29")]
#[case("C5", 84, 0, None, "194.29")]
#[case("C5", 168, 0, None, "194.29")]
#[case("C7", 15, 0, Some(13_786), "0.00")]
#[case("C8", 42, 0, Some(13_786), "124.52")]
#[case("C9", 84, 0, Some(13_786), "194.29")]
fn child_aid(
    #[case] name: &str,
    #[case] hours: u32,
    #[case] years: u32,
    #[case] supplement: Option<i64>,
    #[case] amount: &str,
) {
    let input = ChildAidInput {
        month: month("2026-11"),
        hours: Minutes::hours(hours),
        years_of_service: years,
        supplement: supplement.map(Money::eur),
        employer_rate: None,
    };
    assert_eq!(
        Law::current().child_aid(&input).unwrap().amount,
        amount,
        "{name}"
    );
}

#[rstest]
#[case(15, "0.00")]
#[case(42, "56.43")]
#[case(84, "56.43")]
fn child_aid_under_the_other_reading(#[case] hours: u32, #[case] amount: &str) {
    let draft = "[[rule]]\nid = \"reading.F3\"\nvalue = \"cap-then-deduct\"";
    let law = Law::current().with_draft(draft).unwrap();
    let input = ChildAidInput {
        month: month("2026-11"),
        hours: Minutes::hours(hours),
        years_of_service: 0,
        supplement: Some(Money::eur(13_786)),
        employer_rate: None,
    };
    assert_eq!(law.child_aid(&input).unwrap().amount, amount);
}

#[test]
fn the_ceiling_and_what_the_family_keeps() {
    let law = Law::current();
    let ceiling = law.convert(Money::bgn(38_000), Rounding::Benefits).unwrap();
    let aid = law.child_monthly_aid(90, day("2026-11-01")).unwrap();
    assert_eq!(Money::eur(aid.cents - ceiling.cents), Money::eur(40_904));
    let cost = law
        .pay(month("2026-11"), Minutes::hours(168), 0, None)
        .unwrap()
        .cost;
    assert_eq!(cost, "1049.52");
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
    let input = ReportInput {
        month: month(m),
        filed: Some(day(filed)),
        explained: explained.map(day),
    };
    let got = Law::current().report(&input).unwrap();
    assert_eq!(got.status, expected.status, "{filed}");
    assert_eq!(
        got.explanations_by,
        expected.explanations_by.map(day),
        "{filed}"
    );
    assert_eq!(got.pay_by, expected.pay_by.map(day), "{filed}");
    assert_eq!(got.request_by, day(expected.request_by), "{filed}");
    assert_eq!(got.next_request, expected.next_request, "{filed}");
    assert_eq!(got.transfer_by, day(expected.transfer_by), "{filed}");
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
    follow(
        "2026-10",
        "2026-11-04",
        None,
        &on_time("2026-11-20", "2026-11-10", "2026-11-18"),
    );
    follow(
        "2026-11",
        "2026-12-03",
        None,
        &on_time("2026-12-18", "2026-12-10", "2026-12-18"),
    );
    let first = Law::current()
        .due("Z21.not-before", day("2026-11-10"), &[])
        .unwrap()
        .due;
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
    let t2 = late(
        "2026-11-10",
        Some("2026-11-13"),
        "2026-11-13",
        false,
        "2026-11-20",
    );
    follow("2026-10", "2026-11-05", Some("2026-11-06"), &t2);
    let t3 = late(
        "2026-11-10",
        Some("2026-11-17"),
        "2026-11-13",
        false,
        "2026-11-20",
    );
    follow("2026-10", "2026-11-05", Some("2026-11-10"), &t3);
    let t4 = late("2026-11-18", None, "2026-12-10", true, "2026-12-18");
    follow("2026-10", "2026-11-14", None, &t4);
    let t5 = late(
        "2026-11-19",
        Some("2026-11-26"),
        "2026-12-10",
        true,
        "2026-12-18",
    );
    follow("2026-10", "2026-11-16", Some("2026-11-19"), &t5);
    let t8 = late(
        "2026-12-16",
        Some("2026-12-23"),
        "2027-01-08",
        true,
        "2027-01-18",
    );
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
    assert!(
        ask(Some("2026-11-05"), Some("2026-11-06"))
            .unwrap()
            .treasury_warning
    );
    assert!(!ask(Some("2026-11-04"), None).unwrap().treasury_warning);
    let awaited = ask(None, None).unwrap();
    assert_eq!(
        (awaited.status, awaited.warn_from),
        (ReportStatus::Awaited, day("2026-11-10"))
    );
    assert!(ask(Some("2026-11-05"), Some("2026-11-04")).is_err());
    assert!(ask(None, Some("2026-11-04")).is_err());
}

#[test]
fn without_the_move_the_tenth_day_stays_on_the_weekend() {
    let law = Law::current()
        .with_draft("[[rule]]\nid = \"reading.F5.move\"\nvalue = \"none\"")
        .unwrap();
    let input = ReportInput {
        month: month("2026-10"),
        filed: Some(day("2026-11-16")),
        explained: None,
    };
    assert_eq!(law.report(&input).unwrap().status, ReportStatus::TooLate);
    let law = Law::current()
        .with_draft("[[rule]]\nid = \"reading.F5\"\nvalue = \"tenth-of-month\"")
        .unwrap();
    let input = ReportInput {
        filed: Some(day("2026-11-11")),
        ..input
    };
    assert_eq!(law.report(&input).unwrap().status, ReportStatus::TooLate);
}

#[rstest]
#[case("T11 contract", "Z07", "2026-11-12", "2026-11-19")]
#[case("T11 start", "Z09", "2026-11-19", "2026-12-01")]
#[case("T11 record", "Z08", "2026-11-19", "2026-11-20")]
#[case("T11 start record", "Z08a", "2026-12-01", "2026-11-30")]
#[case("T12 contract", "Z07", "2026-11-26", "2026-12-03")]
#[case("T12 start", "Z09", "2026-11-30", "2026-12-01")]
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
#[case(
    "quota contribution moves on",
    "Z38.contribution",
    "2026-02-10",
    "2026-03-02"
)]
#[case("file kept", "Z54", "2026-11-21", "2037-01-01")]
#[case("labour papers kept", "Z55", "2026-11-21", "2077-01-01")]
#[case("notice", "Z29", "2026-12-21", "2026-12-31")]
#[case("served", "Z48", "2026-12-23", "2026-12-31")]
fn days(#[case] name: &str, #[case] rule: &str, #[case] from: &str, #[case] due: &str) {
    let got = Law::current().due(rule, day(from), &[]).unwrap();
    assert_eq!(
        got.due,
        Some(day(due)),
        "{name}: {:#?}",
        got.derivation.steps
    );
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
    assert_eq!(
        law.redirection_ends(Redirected::ChildAid, end),
        date(2027, 1, 1)
    );
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

proptest! {
    #[test]
    fn lines_always_sum(minutes in 0u32..20_000, years in 0u32..50) {
        let scale = Law::current().pay_scale(month("2026-10"), None).unwrap();
        let lines = scale.lines(Minutes(minutes), years);
        prop_assert_eq!(lines.gross, lines.pay + lines.service_supplement);
        prop_assert_eq!(lines.cost, lines.gross + lines.contributions);
        let more = scale.lines(Minutes(minutes + 1), years);
        prop_assert!(more.pay >= lines.pay && more.cost >= lines.cost);
    }

    #[test]
    fn the_redirected_part_stays_between_zero_and_the_ceiling(
        hours in 1u32..169, years in 0u32..45, supplement in 0i64..40_000,
    ) {
        let input = ChildAidInput {
            month: month("2026-11"), hours: Minutes::hours(hours), years_of_service: years,
            supplement: Some(Money::eur(supplement)), employer_rate: None,
        };
        let aid = Law::current().child_aid(&input).unwrap();
        let amount = Money::parse(&aid.amount, Currency::Eur).unwrap().cents;
        prop_assert!((0..=19_429).contains(&amount));
    }
}
