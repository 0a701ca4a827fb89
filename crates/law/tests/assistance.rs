//! Personal assistance: the worked examples of hours, pay, redirected aid and dates.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use jiff::civil::Date;
use law::{
    ChildAidInput, Currency, Law, LawError, LeaveInput, Minutes, Money, Month, MonthWork, Rate,
    Rounding,
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
#[case("the least", 1, "114", None)]
#[case("case 1", 15, "114", None)]
#[case("case 2", 84, "114", None)]
#[case("case 3", 85, "68-138", Some(4))]
#[case("case 4", 94, "68-138", Some(4))]
#[case("case 4", 95, "68-138", Some(5))]
#[case("case 5", 115, "68-138", Some(5))]
#[case("case 5", 116, "68-138", Some(6))]
#[case("case 12, after", 120, "68-138", Some(6))]
#[case("case 6", 136, "68-138", Some(6))]
#[case("case 6", 137, "68-138", Some(7))]
#[case("case 7", 151, "68-138", Some(7))]
#[case("case 7", 152, "68", Some(8))]
#[case("case 8", 168, "68", Some(8))]
fn contracts(
    #[case] name: &str,
    #[case] hours: u32,
    #[case] ground: &str,
    #[case] per_day: Option<u8>,
) {
    let contract = Law::current().contract(hours).unwrap();
    let found = (contract.ground.as_str(), contract.hours_per_day);
    assert_eq!(found, (ground, per_day), "{name}");
}

#[test]
fn hours_outside_every_bracket_are_refused() {
    for hours in [0, 169, u32::MAX] {
        assert!(matches!(Law::current().contract(hours), Err(LawError::BadInput(_))));
    }
}

#[test]
fn several_assistants_stay_within_the_directive() {
    let law = Law::current();
    let both = law.agreement(168, &[100, 68]).unwrap();
    let found: Vec<_> = both.iter().map(|c| (c.ground.as_str(), c.hours_per_day)).collect();
    assert_eq!(found, [("68-138", Some(5)), ("114", None)], "case 9");
    assert!(law.agreement(168, &[100, 70]).is_err(), "case 10: 170 > 168");
    assert!(law.agreement(42, &[50]).is_err(), "case 11: more than the directive");
    assert!(law.agreement(168, &[u32::MAX, 1]).is_err());
}

#[test]
fn more_hours_change_the_day_and_the_register() {
    let change = Law::current().amendment(90, 120).unwrap();
    assert_eq!((change.before.hours_per_day, change.after.hours_per_day), (Some(4), Some(6)));
    assert_eq!(change.register_codes, ["020", "019"], "case 12");
    assert!(Law::current().amendment(90, 90).unwrap().register_codes.is_empty());
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
    for line in include_str!("data/pay.csv").lines().filter(|l| !l.starts_with('#')) {
        let c: Vec<&str> = line.split(';').collect();
        assert_eq!(c.len(), 13, "{line}");
        let rate = Some(c[11]).filter(|r| !r.is_empty()).map(|r| Rate::percent(r).unwrap());
        let hours = Minutes::parse(c[2]).unwrap();
        let pay = Law::current().pay(month(c[1]), hours, c[3].parse().unwrap(), rate).unwrap();
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
        assert_eq!(pay.currency, if c[12] == "EUR" { Currency::Eur } else { Currency::Bgn });
    }
}

#[test]
fn the_reasoning_is_written_as_bulgarians_write_numbers_and_months() {
    let pay = Law::current().pay(month("2026-12"), Minutes::hours(168), 25, None).unwrap();
    let said = pay.derivation.steps.join("\n").replace('\u{a0}', " ");
    for words in [
        "за декември 2026 г. е 3,74 €",
        "1,4 × 3,74 € = 5,24",
        "25 пълни години: 15 % = 132,05 €",
        "Брутно: 1 012,37 €",
        "за работодателя 19,22 %: 194,58 €",
        "Разход: 1 206,95 €",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(
        !said.contains("2026-12") && !said.contains("1.4") && !said.contains("19.22"),
        "{said}"
    );
    assert_eq!((pay.hour_price.as_str(), pay.cost.as_str()), ("5.24", "1206.95"), "data stay data");
}

#[test]
fn the_unrounded_price_gives_less() {
    let draft = "[[rule]]\nid = \"reading.F4.rounding\"\nvalue = false";
    let law = Law::current().with_draft(draft).unwrap();
    let pay = law.pay(month("2026-11"), Minutes::hours(168), 0, None).unwrap();
    assert_eq!((pay.hour_price.as_str(), pay.pay.as_str()), ("5.236", "879.65"), "P10");
    let usual = Law::current().pay(month("2026-11"), Minutes::hours(168), 0, None).unwrap();
    let cents = |text: &str| Money::parse(text, Currency::Eur).unwrap().cents;
    assert_eq!(cents(&usual.pay) - cents(&pay.pay), 67, "P10: 0,67 a contract");
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
    let pay = Law::current().pay(month("2027-01"), Minutes::hours(1), 0, None).unwrap();
    assert!(pay.derivation.steps.iter().any(|s| s.contains("още няма обявена")));
    assert!(Law::current().pay(month("2018-12"), Minutes::hours(1), 0, None).is_err());
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
    assert_eq!(law.counted_hours(&work(168, true, false)), agreed, "P1");
    assert_eq!(law.counted_hours(&work(160, true, false)), agreed, "P2");
    assert_eq!(law.counted_hours(&work(184, true, false)), agreed, "P3");
    assert_eq!(law.counted_hours(&work(30, false, false)), Minutes::hours(30), "P7");
    assert_eq!(law.counted_hours(&work(184, false, false)), agreed);
    assert_eq!(law.counted_hours(&work(120, true, true)), Minutes::hours(120));
}

#[test]
fn paid_leave_in_november() {
    let law = Law::current();
    let whole = Money::eur(88_032);
    let worked = law.pay_for_days(whole, 16, month("2026-11"));
    assert_eq!(worked, Money::eur(67_072), "P8");
    let leave = LeaveInput {
        month: month("2026-11"),
        base_month: month("2026-10"),
        base_gross: whole,
        base_days: 22,
        days: 5,
    };
    let paid = law.leave_pay(&leave).unwrap();
    assert_eq!(paid, Money::eur(20_960), "P8");
    assert_eq!(worked.cents + paid.cents, whole.cents, "P8");
    assert!(law.leave_pay(&LeaveInput { base_days: 9, ..leave }).is_err());
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
    assert_eq!(Law::current().child_aid(&input).unwrap().amount, amount, "{name}");
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
    let cost = law.pay(month("2026-11"), Minutes::hours(168), 0, None).unwrap().cost;
    assert_eq!(cost, "1049.52", "C6");
    let rest = Money::parse(&cost, Currency::Eur).unwrap().cents - ceiling.cents;
    assert_eq!(rest, 85_523, "C6: the state pays the rest");
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
