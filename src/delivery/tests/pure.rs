//! What was planned against what was given, without a database.

use super::support::day;
use crate::delivery::days::{
    Away, Cell, Exception, Known, Plan, Said, cells, hours, planned, sums, typed_hours,
};
use crate::delivery::pin::is_fit;
use kit::types::Day;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn week(from: &str, weekdays: [bool; 7], minutes: u32) -> Plan {
    Plan { from_on: day(from), weekdays, minutes, holidays: false }
}

fn said(is_present: bool, minutes: u32) -> Said {
    let reason = if is_present { String::new() } else { "illness".into() };
    Said { is_present, minutes, reason, by: String::new(), at: String::new(), attempt: 1 }
}

const WORKDAYS: [bool; 7] = [true, true, true, true, true, false, false];

fn of(entries: Vec<(&str, Said)>, away: &[Away]) -> Vec<Cell> {
    let plans = [week("2026-11-01", WORKDAYS, 480)];
    let until = day("2026-11-20");
    let covers = move |on: Day| on <= until;
    let said: BTreeMap<Day, Said> = entries.into_iter().map(|(on, said)| (day(on), said)).collect();
    let mut known = Known { covers: &covers, plans: &plans, said, away };
    let november = (day("2026-11-01"), day("2026-11-30"));
    cells(&mut known, november, &|on| on == day("2026-11-03"), day("2026-11-24"))
}

fn on(cells: &[Cell], iso: &str) -> Cell {
    cells.iter().find(|cell| cell.day == day(iso)).expect("the day").clone()
}

#[test]
fn nothing_is_planned_on_holidays_weekends_and_days_without_a_contract() {
    let all = of(Vec::new(), &[]);
    assert_eq!(all.len(), 30);
    assert_eq!(on(&all, "2026-11-02").planned, 480);
    assert_eq!(on(&all, "2026-11-03").planned, 0, "a holiday");
    assert_eq!(on(&all, "2026-11-07").planned, 0, "a Saturday");
    assert_eq!(on(&all, "2026-11-23").planned, 0, "the contract is over");
    // 2–20 November: fifteen working days, one of them a holiday.
    assert_eq!(sums(&all).planned, 14 * 480);
    assert_eq!(sums(&all).exceptions, 14, "nobody said anything");
}

#[test]
fn the_plan_that_began_last_counts_and_one_may_count_holidays() {
    let mut later = week("2026-11-09", [false, true, false, false, false, false, false], 60);
    later.holidays = true;
    let plans = [week("2026-11-01", WORKDAYS, 480), later];
    assert_eq!(planned(&plans, day("2026-10-30"), false), 0);
    assert_eq!(planned(&plans, day("2026-11-06"), false), 480);
    assert_eq!(planned(&plans, day("2026-11-09"), false), 0);
    assert_eq!(planned(&plans, day("2026-11-10"), true), 60);
}

#[test]
fn each_exception_is_found_and_an_absence_is_none() {
    let away = Away {
        from_on: day("2026-11-12"),
        until_on: Some(day("2026-11-13")),
        reason: "hospital".into(),
    };
    let entries = vec![
        ("2026-11-02", said(true, 480)),
        ("2026-11-04", said(false, 0)),
        ("2026-11-05", said(true, 500)),
        ("2026-11-07", said(true, 60)),
        ("2026-11-12", said(true, 480)),
        ("2026-11-23", said(true, 60)),
    ];
    let all = of(entries, &[away]);
    let why = |iso: &str| on(&all, iso).exceptions;
    assert_eq!(why("2026-11-02"), []);
    assert_eq!(why("2026-11-04"), []);
    assert_eq!(why("2026-11-05"), [Exception::Over]);
    assert_eq!(why("2026-11-07"), [Exception::Unplanned]);
    assert_eq!(why("2026-11-09"), [Exception::Missing]);
    assert_eq!(why("2026-11-12"), [Exception::Hospital]);
    assert_eq!(why("2026-11-23"), [Exception::Outside]);
    assert_eq!(why("2026-11-25"), [], "to come");
    let sums = sums(&all);
    assert_eq!((sums.present, sums.absent, sums.given), (5, 1, 480 + 500 + 60 + 480 + 60));
}

#[test]
fn hours_are_typed_as_people_write_them() {
    for (text, minutes) in
        [("4", 240), ("2:30", 150), ("0:15", 15), ("1,5", 90), ("1.25", 75), (" 24 ", 1440)]
    {
        assert_eq!(typed_hours(text), Some(minutes), "{text}");
    }
    for text in
        ["", "0", "25", "24:01", "2:60", "2:5", "1,33", "-1", "два", "1:-5", "+2", "9999999999"]
    {
        assert_eq!(typed_hours(text), None, "{text}");
    }
    assert_eq!(hours(150), "2:30");
    assert_eq!(hours(480), "8");
}

#[test]
fn a_number_is_four_to_six_digits_that_nobody_guesses_first() {
    for fit in ["2580", "74193", "902817"] {
        assert!(is_fit(fit), "{fit}");
    }
    for unfit in ["", "123", "1234", "654321", "0000", "12a4", "1234567", "１２３５"] {
        assert!(!is_fit(unfit), "{unfit}");
    }
}

proptest! {
    #[test]
    fn the_sums_of_a_month_are_the_sums_of_its_days(
        entries in prop::collection::btree_map(0_i32..30, (any::<bool>(), 0_u32..1440), 0..30),
    ) {
        let first = day("2026-11-01");
        let list: Vec<(String, Said)> = entries
            .iter()
            .map(|(n, (there, minutes))| {
                (first.plus(*n).to_string(), said(*there, if *there { *minutes } else { 0 }))
            })
            .collect();
        let list = list.iter().map(|(on, said)| (on.as_str(), said.clone())).collect();
        let all = of(list, &[]);
        let whole = sums(&all);
        let parts = all.iter().map(|cell| sums(std::slice::from_ref(cell)));
        prop_assert_eq!(whole, parts.fold(Default::default(), std::ops::Add::add));
        prop_assert_eq!(whole.present + whole.absent, u32::try_from(entries.len()).unwrap());
        let given: u32 = entries.values().filter(|(there, _)| *there).map(|(_, m)| m).sum();
        prop_assert_eq!(whole.given, given);
    }

    #[test]
    fn hours_come_back_as_they_were_written(minutes in 1_u32..=1440) {
        prop_assert_eq!(typed_hours(&hours(minutes)), Some(minutes));
    }
}
