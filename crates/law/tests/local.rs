//! A municipality's own values: what is taken, from when, and what is refused.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use jiff::civil::{Date, date};
use law::{
    Duration, Law, LawError, Left, LocalRefusal, LocalValue, Minutes, Month, Pause, ValidityInput,
};
use rstest::rstest;

const TODAY: Date = date(2026, 11, 24);

fn value(id: &str, value: &str, from: Date, to: Option<Date>) -> LocalValue {
    let ground = "Заповед № РД-01-12/2026".to_owned();
    LocalValue { id: id.to_owned(), value: value.to_owned(), from, to, ground }
}

fn with(values: &[LocalValue]) -> Result<Law, LawError> {
    Law::current().with_local(values, TODAY)
}

fn due(law: &Law, rule: &str, from: Date) -> Option<Date> {
    law.due(rule, from, &[]).unwrap().due
}

#[test]
fn a_term_left_to_the_municipality_changes_from_its_first_day_on_and_back_after_the_last() {
    let (first, last) = (date(2027, 1, 4), date(2027, 3, 31));
    let law = with(&[value("D07", "5", first, Some(last))]).unwrap();
    assert_eq!(due(&law, "D07", date(2026, 12, 14)), Some(date(2026, 12, 21)));
    assert_eq!(due(&law, "D07", date(2027, 1, 4)), Some(date(2027, 1, 11)), "9.01 is a Saturday");
    assert_eq!(due(&law, "D07", date(2027, 3, 31)), Some(date(2027, 4, 5)));
    assert_eq!(due(&law, "D07", date(2027, 4, 1)), Some(date(2027, 4, 8)), "seven again");
    let why = law.due("D07", date(2027, 1, 4), &[]).unwrap().derivation;
    assert!(why.rule_version.contains("(стойност на общината)"), "{}", why.rule_version);
    let before = law.due("D07", date(2026, 12, 14), &[]).unwrap().derivation;
    assert!(!before.rule_version.contains("стойност на общината"), "{}", before.rule_version);
    assert!(law.version().contains("със стойности на общината"));
}

#[test]
fn a_reading_changes_the_terms_that_rest_on_it_from_its_first_day_on() {
    let law = with(&[value("reading.O4", "none", date(2027, 1, 1), None)]).unwrap();
    let until = |signed| {
        let input =
            ValidityInput { signed, duration: Duration::Short, pauses: vec![], as_of: signed };
        law.validity(&input).unwrap().valid_until
    };
    // X19 and X20 of the notes: with O4 read the other way the raw day stays.
    assert_eq!(until(date(2026, 12, 31)), Some(date(2027, 2, 1)), "signed before");
    assert_eq!(until(date(2027, 1, 29)), Some(date(2027, 2, 28)), "signed after");
}

#[test]
fn a_reading_of_pauses_changes_from_its_first_day_on() {
    let law = with(&[value("reading.O5", "without-last", date(2027, 1, 1), None)]).unwrap();
    let paused = |from: Date, pause: &str| {
        law.due("D01", from, &[Pause::parse(pause).unwrap()]).unwrap().due
    };
    assert_eq!(paused(date(2026, 11, 2), "2026-11-09..2026-11-12"), Some(date(2026, 11, 26)));
    // 11.01 + 20 = 31.01; three days of pause count instead of four: 3.02.
    assert_eq!(paused(date(2027, 1, 11), "2027-01-18..2027-01-21"), Some(date(2027, 2, 3)));
}

#[test]
fn the_rate_of_contributions_changes_the_pay_of_later_months_only() {
    let law = with(&[value("pay.contributions", "20,5", date(2026, 10, 1), None)]).unwrap();
    let cost = |law: &Law, month: &str| {
        let month = Month::parse(month).unwrap();
        law.pay(month, Minutes::parse("84:00").unwrap(), 12, None).unwrap().contributions
    };
    assert_eq!(cost(&law, "2026-09"), cost(Law::current(), "2026-09"));
    assert_ne!(cost(&law, "2026-10"), cost(Law::current(), "2026-10"));
}

#[test]
fn a_question_without_a_day_gets_the_value_of_the_day_of_asking() {
    assert!(!Law::current().reads_by_day("parking.percent"));
    let own = [value("parking.percent", "60", date(2027, 1, 1), None)];
    let line = |today| {
        let law = Law::current().with_local(&own, today).unwrap();
        law.book().newest("parking.percent").unwrap().value_text()
    };
    assert_eq!(line(date(2026, 12, 31)), "50");
    assert_eq!(line(date(2027, 1, 1)), "60");
}

#[test]
fn a_declared_day_off_moves_terms_and_a_declared_working_day_does_not() {
    // Working day declared off: 2026-12-31.
    let off = with(&[value("calendar.off.2026-12-31", "", date(2026, 12, 31), None)]).unwrap();
    assert_eq!(due(Law::current(), "D01", date(2026, 12, 11)), Some(date(2026, 12, 31)));
    assert_eq!(due(&off, "D01", date(2026, 12, 11)), Some(date(2027, 1, 4)), "1.01 is off too");
    let days = off.calendar().non_working(2026);
    let day = days.iter().find(|d| d.day == date(2026, 12, 31)).unwrap();
    assert!(day.reason.contains("Заповед № РД-01-12/2026"), "{}", day.reason);
    // D02: three working days of which one is gone.
    assert_eq!(due(Law::current(), "D02", date(2026, 12, 29)), Some(date(2027, 1, 4)));
    assert_eq!(due(&off, "D02", date(2026, 12, 29)), Some(date(2027, 1, 5)));
    // Saturday 2027-01-16 worked in place of another day.
    let work = with(&[value("calendar.work.2027-01-16", "", date(2027, 1, 16), None)]).unwrap();
    assert!(work.is_working(date(2027, 1, 16)));
    assert_eq!(due(Law::current(), "D01", date(2026, 12, 27)), Some(date(2027, 1, 18)));
    assert_eq!(due(&work, "D01", date(2026, 12, 27)), Some(date(2027, 1, 16)));
}

#[test]
fn a_value_from_memory_may_be_corrected_by_whoever_read_the_text() {
    let line = |law: &Law| {
        let rule = law.book().at("zhu.poverty-line", date(2020, 6, 1)).unwrap().clone();
        (rule.value["amount"].as_str().unwrap().to_owned(), rule.open.is_some(), rule.valid_to)
    };
    let old = line(Law::current());
    assert_eq!(old, ("363.00".to_owned(), true, Some(date(2020, 12, 31))));
    let own = value("zhu.poverty-line", "361,00", date(2020, 1, 1), None);
    assert_eq!(line(&with(&[own]).unwrap()), ("361.00".to_owned(), false, old.2));
    let after = with(&[value("zhu.poverty-line", "361,00", date(2020, 1, 1), None)]).unwrap();
    let last = |law: &Law| law.book().newest("zhu.poverty-line").unwrap().value.clone();
    assert_eq!(last(&after), last(Law::current()), "later years stay");
}

#[rstest]
#[case("D01", "40", LocalRefusal::Fixed)]
#[case("D24", "2", LocalRefusal::Fixed)]
#[case("regime.switch", "2027-07-01", LocalRefusal::Fixed)]
#[case("assistance.coefficient", "1,5", LocalRefusal::Fixed)]
#[case("X99", "1", LocalRefusal::Unknown)]
#[case("incompatible.assistance-hospital", "x", LocalRefusal::Fixed)]
#[case("D07", "-1", LocalRefusal::Shape)]
#[case("D07", "пет", LocalRefusal::Shape)]
#[case("pay.contributions", "много", LocalRefusal::Shape)]
#[case("reading.O4", "previous", LocalRefusal::Choice)]
#[case("reading.F4.rounding", "може би", LocalRefusal::Choice)]
#[case("calendar.off.2026-12-25", "", LocalRefusal::Declared)]
#[case("calendar.off.2026-01-02", "", LocalRefusal::Declared)]
#[case("calendar.work.2026-12-29", "", LocalRefusal::Declared)]
#[case("calendar.off.утре", "", LocalRefusal::Unknown)]
fn what_the_law_fixes_is_refused(
    #[case] id: &str,
    #[case] typed: &str,
    #[case] refusal: LocalRefusal,
) {
    let own = value(id, typed, TODAY, None);
    assert_eq!(own.check(Law::current()), Err(refusal));
    let error = with(&[own]).unwrap_err().to_string();
    assert!(error.contains(id) && !error.contains('\n'), "{error}");
}

#[test]
fn two_values_of_one_rule_do_not_overlap() {
    let first = value("D07", "5", date(2027, 1, 1), Some(date(2027, 6, 30)));
    let second = value("D07", "6", date(2027, 6, 30), None);
    assert!(with(&[first.clone(), second]).is_err());
    let second = value("D07", "6", date(2027, 7, 1), None);
    let law = with(&[first, second]).unwrap();
    assert_eq!(due(&law, "D07", date(2027, 7, 5)), Some(date(2027, 7, 12)));
    let backwards = value("D07", "5", date(2027, 1, 2), Some(date(2027, 1, 1)));
    assert_eq!(backwards.check(Law::current()), Err(LocalRefusal::Period));
    let early = value("D07", "5", date(2019, 1, 2), None);
    assert_eq!(early.check(Law::current()), Err(LocalRefusal::NotInForce));
}

#[test]
fn without_values_the_law_is_the_law() {
    let law = with(&[]).unwrap();
    assert_eq!(law.version(), Law::current().version());
    assert_eq!(law.book().rules(), Law::current().book().rules());
}

#[test]
fn every_rule_left_to_the_municipality_takes_each_of_its_choices() {
    for rule in Law::current().book().rules().iter().filter(|r| r.left() == Left::Municipality) {
        let mut values: Vec<String> = rule.choices().into_iter().map(|(name, _)| name).collect();
        if values.is_empty() {
            values.push(rule.value_text());
        }
        for typed in values {
            let own = value(&rule.id, &typed, TODAY, None);
            assert_eq!(own.check(Law::current()), Ok(()), "{} = {typed}", rule.id);
            assert!(with(&[own]).is_ok(), "{} = {typed}", rule.id);
        }
    }
}
