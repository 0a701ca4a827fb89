//! Programmes, norms, plans, scores and identifiers without a database.

use crate::training::content::holds_identifier;
use crate::training::norm::{Done, Numbers, State, Worker, standing, standings};
use crate::training::programme::{Planned, Wrong, check, is_enough, is_time, same_name, share};
use crate::training::score::{Sum, hundredths};
use kit::types::Day;
use law::{Law, TrainingNorm};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn planned(on: &str, hours: u32) -> Planned {
    Planned { day: on.parse().ok(), hours, ..Planned::default() }
}

#[test]
fn a_programme_has_days_with_hours_that_fit_them() {
    let good = [planned("2026-11-23", 8), planned("2026-11-24", 8)];
    assert_eq!(check(&good, (8, 16)), []);
    assert_eq!(check(&[], (8, 0)), [Wrong::Empty]);
    assert_eq!(check(&[planned("2026-11-23", 9)], (8, 9)), [Wrong::TooLong(0)]);
    assert_eq!(check(&[planned("2026-11-23", 0)], (8, 0)), [Wrong::NoHours(0)]);
    assert_eq!(check(&[planned("", 4)], (8, 4)), [Wrong::NoDay(0)]);
    let twice = [planned("2026-11-23", 4), planned("2026-11-23", 4)];
    assert_eq!(check(&twice, (8, 8)), [Wrong::Twice(1)]);
    assert_eq!(check(&good, (8, 36)), [Wrong::Short]);
}

#[test]
fn attendance_is_counted_in_whole_percent_and_never_rounded_up() {
    for (attended, total, least, part, enough) in [
        (16, 16, 80, 100, true),
        (13, 16, 80, 81, true),
        (12, 16, 80, 75, false),
        (0, 16, 0, 0, false),
        (4, 0, 80, 0, false),
        (8, 10, 80, 80, true),
    ] {
        assert_eq!(share(attended, total), part, "{attended} of {total}");
        assert_eq!(is_enough(attended, total, least), enough, "{attended} of {total}");
    }
}

#[test]
fn a_time_of_day_is_told_from_anything_else() {
    for good in ["", "9:30", "09:30", "23:59"] {
        assert!(is_time(good), "{good}");
    }
    for bad in ["9", "24:00", "9:5", "09:60", "ab:cd", "+9:30", "009:30"] {
        assert!(!is_time(bad), "{bad}");
    }
}

#[test]
fn a_trainer_of_the_same_name_is_the_same_person() {
    assert!(same_name("Обучител  Пробен", "обучител пробен"));
    assert!(!same_name("", ""));
    assert!(!same_name("Обучител Пробен", "Обучител Друг"));
}

#[test]
fn an_identifier_is_found_however_it_is_written() {
    for text in ["ЕГН 7523169263", "7523169263.", "752316 9263", "752316-9263 и още"] {
        assert!(holds_identifier(text), "{text}");
    }
    for text in ["", "среща на 24.11.2026 г. от 10:30", "договор № 7523169264", "75231692631"]
    {
        assert!(!holds_identifier(text), "{text}");
    }
}

fn norm<'a>(law: &'a Law, id: &str) -> TrainingNorm<'a> {
    let all = law.training_norms();
    all.into_iter().find(|norm| norm.rule.id == id).expect("a norm")
}

fn numbers(today: &str) -> Numbers {
    Numbers::of(Law::current(), day(today)).expect("numbers")
}

fn done(kind: &str, on: &str, hours: i64, of: i64) -> Done {
    Done { kind: kind.to_owned(), day: day(on), hours, of }
}

const OLD: Worker<'_> = Worker { group: "specialist", appendix: None, started: None };

#[test]
fn hours_of_a_year_are_those_of_the_last_twelve_months() {
    let norm = norm(Law::current(), "training.norm.yearly.full");
    let own = [done("yearly", "2026-01-10", 16, 1), done("upgrading", "2026-06-01", 8, 2)];
    let now = standing(&norm, (OLD, &own), numbers("2026-11-24"));
    assert_eq!((now.done, now.missing, now.state), (24, 0, State::Met));
    assert_eq!(now.until, Some(day("2027-01-09")), "then the hours of January are too old");
    let soon = standing(&norm, (OLD, &own), numbers("2026-12-20"));
    assert_eq!(soon.state, State::Soon);
    let later = standing(&norm, (OLD, &own), numbers("2027-01-10"));
    assert_eq!((later.done, later.missing, later.state), (8, 16, State::Behind));
    assert_eq!(later.until, Some(day("2027-01-09")));
}

#[test]
fn introduction_counts_once_for_all_and_not_for_the_year() {
    let law = Law::current();
    let first = norm(law, "training.norm.introductory.provider");
    let own = [done("introductory", "2020-03-02", 36, 1)];
    let now = standing(&first, (OLD, &own), numbers("2026-11-24"));
    assert_eq!((now.state, now.until), (State::Met, None));
    let yearly = norm(law, "training.norm.yearly.full");
    assert_eq!(standing(&yearly, (OLD, &own), numbers("2020-04-01")).done, 0);
    let new = Worker { started: Some(day("2026-10-01")), ..OLD };
    let waits = standing(&first, (new, &[]), numbers("2026-11-24"));
    assert_eq!((waits.missing, waits.state), (36, State::Due));
    assert_eq!(waits.until, Some(day("2027-01-01")), "three months from the first day");
    let late = standing(&first, (new, &[]), numbers("2027-01-02"));
    assert_eq!(late.state, State::Behind);
}

#[test]
fn a_seminar_of_several_days_is_one_time() {
    let norm = norm(Law::current(), "training.norm.supervision-group.twice");
    let worker = Worker { appendix: Some("24"), ..OLD };
    let own = [
        done("supervision-group", "2026-02-01", 3, 1),
        done("supervision-group", "2026-02-02", 3, 1),
    ];
    let now = standing(&norm, (worker, &own), numbers("2026-11-24"));
    assert_eq!((now.done, now.missing), (1, 1));
}

#[test]
fn norms_are_those_of_the_group_and_the_appendix() {
    let norms = Law::current().training_norms();
    let asked = |group, appendix| -> Vec<String> {
        let worker = Worker { group, appendix, started: None };
        let all = standings(&norms, (worker, &[]), numbers("2026-11-24"));
        all.into_iter().map(|(norm, _)| norm.what.to_owned()).collect()
    };
    let wanted = ["introductory", "yearly", "supervision-group", "supervision-individual"];
    assert_eq!(asked("referral", None), wanted);
    assert!(asked("volunteer", None).is_empty());
    assert!(asked("manager", Some("01")).contains(&"management".to_owned()));
    assert!(!asked("manager", Some("04")).contains(&"management".to_owned()));
    assert!(asked("direct", Some("24")).contains(&"violence".to_owned()));
    assert!(!asked("auxiliary", Some("24")).contains(&"yearly".to_owned()));
}

#[test]
fn means_are_written_in_hundredths() {
    let sum = Sum::default().with(5, 2).with(4, 1);
    assert_eq!(sum.mean(), Some(467));
    assert_eq!(Sum::default().mean(), None);
    assert_eq!((hundredths(467).as_str(), hundredths(-50).as_str()), ("4,67", "−0,50"));
}

proptest! {
    #[test]
    fn more_attendance_never_makes_somebody_fall_behind(
        days in proptest::collection::vec((0i32..700, 1i64..20), 0..12),
        more in (0i32..700, 1i64..20),
    ) {
        let norm = norm(Law::current(), "training.norm.yearly.full");
        let at = |(n, (ago, hours)): (i64, (i32, i64))| Done {
            kind: "yearly".to_owned(),
            day: day("2026-11-24").plus(-ago),
            hours,
            of: n,
        };
        let mut own: Vec<Done> = (0..).zip(days).map(at).collect();
        let before = standing(&norm, (OLD, &own), numbers("2026-11-24"));
        own.push(at((99, more)));
        let after = standing(&norm, (OLD, &own), numbers("2026-11-24"));
        prop_assert!(after.state >= before.state && after.missing <= before.missing);
    }
}
