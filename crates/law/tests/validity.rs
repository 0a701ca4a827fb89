//! Validity of a preliminary assessment, the calendar, identifiers and money from outside the
//! crate.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use law::{
    Currency, Duration, Law, LawError, Money, Pause, Rounding, Validity, ValidityInput,
    ValidityState,
};
use proptest::prelude::*;
use rstest::rstest;

static FEWER: LazyLock<Law> = LazyLock::new(|| {
    let draft = "[[rule]]\nid = \"calendar.holiday.12-24\"\nvalid_to = \"2018-01-01\"";
    Law::current().with_draft(draft).unwrap()
});

fn ask(json: &str) -> Result<Validity, LawError> {
    Law::current().validity(&serde_json::from_str::<ValidityInput>(json).unwrap())
}

/// One question: kind of use, signing, pauses, the day asked about, the answer.
type Row = (&'static str, &'static str, &'static str, &'static str, Option<&'static str>);

const HOSPITAL: &str = r#"[{"ground":"hospital","from":"2027-01-10","to":"2027-01-24"}]"#;
const TWO: &str = r#"[{"ground":"appeal","from":"2026-12-10","to":"2026-12-12"},
    {"ground":"hospital","from":"2026-12-12","to":"2026-12-14"}]"#;
const WAITING: &str = r#"[{"ground":"waiting","from":"2027-01-10","to":null}]"#;
const LATE: &str = r#"[{"ground":"waiting","from":"2027-02-16","to":null}]"#;
const LATER: &str = r#"[{"ground":"appeal","from":"2027-01-10"}]"#;

#[rstest]
#[case(("short", "2026-12-31", "[]", "2027-01-31", Some("2027-02-01")), ValidityState::Valid)]
#[case(("short", "2026-12-31", "[]", "2027-02-01", Some("2027-02-01")), ValidityState::Valid)]
#[case(("short", "2026-12-31", "[]", "2027-02-02", Some("2027-02-01")), ValidityState::Expired)]
#[case(("medium", "2027-02-26", "[]", "2027-04-26", Some("2027-04-26")), ValidityState::Valid)]
#[case(("long", "2027-02-26", "[]", "2027-04-27", Some("2027-04-26")), ValidityState::Expired)]
#[case(("residential", "2026-11-30", "[]", "2026-11-30", Some("2027-03-01")), ValidityState::Valid)]
#[case(("medium", "2026-12-15", HOSPITAL, "2027-01-24", Some("2027-03-02")), ValidityState::Paused)]
#[case(("medium", "2026-12-15", HOSPITAL, "2027-01-25", Some("2027-03-02")), ValidityState::Valid)]
#[case(("medium", "2026-12-15", WAITING, "2027-06-01", None), ValidityState::Paused)]
#[case(("medium", "2026-12-15", LATE, "2027-06-01", Some("2027-02-15")), ValidityState::Expired)]
#[case(("medium", "2026-12-15", LATER, "2027-01-09", Some("2027-02-15")), ValidityState::Valid)]
#[case(("short", "2026-12-01", TWO, "2026-12-20", Some("2027-01-06")), ValidityState::Valid)]
fn cases(#[case] row: Row, #[case] state: ValidityState) {
    let (duration, signed, pauses, as_of, until) = row;
    let json = format!(
        r#"{{"signed":"{signed}","duration":"{duration}","pauses":{pauses},"as_of":"{as_of}"}}"#
    );
    let answer = ask(&json).unwrap();
    assert_eq!(answer.valid_until, until.map(|d| d.parse::<Date>().unwrap()));
    assert_eq!(answer.state, state);
    assert!(answer.derivation.articles.iter().any(|a| a.starts_with("чл. 16, ал. 1")));
}

#[test]
fn a_day_before_the_signing_is_refused() {
    let json = r#"{"signed":"2027-01-02","duration":"short","as_of":"2027-01-01"}"#;
    assert!(matches!(ask(json), Err(LawError::BadInput(_))));
}

#[test]
fn without_reading_o4_it_ends_on_the_raw_day() {
    let law = Law::current().with_draft("[[rule]]\nid = \"reading.O4\"\nvalue = \"none\"").unwrap();
    let until = law.valid_until(date(2026, 12, 31), Duration::Short, &[]).unwrap();
    assert_eq!(until, Some(date(2027, 1, 31)));
}

#[test]
fn the_calendar_of_2026_and_2027() {
    let law = Law::current();
    let days = |year| -> Vec<String> {
        law.calendar().non_working(year).iter().map(|d| d.day.to_string()[5..].to_owned()).collect()
    };
    assert_eq!(
        days(2026).join(" "),
        "01-01 01-02 03-03 04-10 04-11 04-12 04-13 05-01 05-06 05-24 05-25 09-06 09-07 09-22 \
         12-24 12-25 12-26 12-28"
    );
    assert_eq!(
        days(2027).join(" "),
        "01-01 03-03 04-30 05-01 05-02 05-03 05-04 05-06 05-24 09-06 09-22 12-24 12-25 12-26 \
         12-27 12-28"
    );
    let months = [20, 20, 21, 20, 18, 22, 23, 21, 20, 22, 21, 20];
    for (i, expected) in months.into_iter().enumerate() {
        let first = date(2026, i8::try_from(i).unwrap() + 1, 1);
        let working = law.calendar().working_days_between(first, first.last_of_month());
        assert_eq!(working, expected, "{first}");
    }
    assert!(law.is_working(date(2026, 12, 8)) && law.is_working(date(2026, 11, 2)));
}

#[test]
fn the_government_may_declare_a_day_off() {
    let draft = "[meta]\nname = \"РМС\"\n\
                 [[rule]]\nid = \"calendar.off.2026-12-31\"\nvalue = \"2026-12-31\"";
    let law = Law::current().with_draft(draft).unwrap();
    assert!(!law.is_working(date(2026, 12, 31)));
    assert_eq!(law.due("D40", date(2026, 12, 1), &[]).unwrap().due, Some(date(2027, 1, 4)));
}

#[test]
fn money_between_lev_and_euro() {
    let law = Law::current();
    let eur = |text: &str, rounding| {
        law.convert(Money::parse(text, Currency::Bgn).unwrap(), rounding).unwrap().decimal()
    };
    assert_eq!(eur("380", Rounding::Usual), "194.29");
    assert_eq!(eur("380", Rounding::Benefits), "194.29");
    assert_eq!(eur("1180", Rounding::Benefits), "603.33");
    assert_eq!(eur("1180", Rounding::Usual), "603.32");
    assert_eq!(eur("771009.00", Rounding::Usual), "394210.64");
    assert_eq!(eur("764", Rounding::Usual), "390.63");
    for (lev, euro) in
        [("100", "51.13"), ("300", "153.39"), ("2000", "1022.58"), ("5000", "2556.46")]
    {
        assert_eq!(eur(lev, Rounding::Usual), euro);
    }
    let one = law.convert(Money::eur(100), Rounding::Usual).unwrap();
    assert_eq!(one, Money::bgn(196));
}

proptest! {
    #[test]
    fn a_pause_never_brings_a_term_forward(
        id in proptest::sample::select(Law::current().deadline_ids().collect::<Vec<_>>()),
        start in 0i32..1200, pause_at in -5i32..200, length in 0i32..60,
    ) {
        let law = Law::current();
        let from = date(2026, 7, 1).checked_add(jiff::Span::new().days(start % 180)).unwrap();
        let first = from.checked_add(jiff::Span::new().days(pause_at)).unwrap();
        let last = first.checked_add(jiff::Span::new().days(length)).unwrap();
        let deadline = law.deadline(id).unwrap();
        let plain = deadline.day(from).unwrap().date();
        let pause = Pause::new(first, Some(last)).unwrap();
        let paused = deadline.day_paused(from, &[pause]).unwrap().date();
        prop_assert!(plain <= paused, "{id} {from}: {plain:?} {paused:?}");
    }

    #[test]
    fn a_moved_term_never_ends_on_a_day_off(
        id in proptest::sample::select(vec![
            "D01", "D02", "D03", "D08", "D09", "D10", "D11", "D12", "D13", "D14", "D15", "D20",
            "D21", "D24", "D25", "D26", "D33", "D38", "D41", "D60", "Z04", "Z05", "Z06", "Z07",
            "Z08", "Z14", "Z15", "Z16", "Z19", "Z20", "Z32", "Z38.contribution",
        ]),
        days in 0i32..3000,
    ) {
        let law = Law::current();
        let from = date(2025, 9, 3).checked_add(jiff::Span::new().days(days)).unwrap();
        let due = law.deadline(id).unwrap().day(from).unwrap().date().unwrap();
        prop_assert!(law.is_working(due), "{id} {from} {due}");
        let next = from.tomorrow().unwrap();
        prop_assert!(law.deadline(id).unwrap().day(next).unwrap().date().unwrap() >= due);
    }

    #[test]
    fn removing_a_holiday_never_makes_a_due_date_later(days in 0i32..700, n in 0usize..4) {
        let id = ["D01", "D02", "D09", "D15"][n];
        let law = Law::current();
        let from = date(2025, 9, 3).checked_add(jiff::Span::new().days(days)).unwrap();
        let of = |law: &Law| law.deadline(id).unwrap().day(from).unwrap().date().unwrap();
        prop_assert!(of(&FEWER) <= of(law));
    }

    #[test]
    fn working_days_start_alike_after_a_weekend(weeks in 0i32..150) {
        let law = Law::current();
        let friday = date(2025, 9, 5).checked_add(jiff::Span::new().weeks(weeks)).unwrap();
        let of = |day: Date| law.deadline("D02").unwrap().day(day).unwrap();
        let saturday = friday.tomorrow().unwrap();
        prop_assert_eq!(of(friday), of(saturday));
        prop_assert_eq!(of(saturday), of(saturday.tomorrow().unwrap()));
    }

    #[test]
    fn money_is_parsed_back(cents in -1_000_000_000_000i64..1_000_000_000_000) {
        let money = Money::eur(cents);
        prop_assert_eq!(Money::parse(&money.decimal(), Currency::Eur).unwrap(), money);
    }

    #[test]
    fn euro_to_lev_and_back_is_the_same(cents in 0i64..1_000_000_000) {
        let law = Law::current();
        let lev = law.convert(Money::eur(cents), Rounding::Usual).unwrap();
        prop_assert_eq!(law.convert(lev, Rounding::Usual).unwrap(), Money::eur(cents));
    }
}
