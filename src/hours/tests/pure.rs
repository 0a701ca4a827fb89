//! Checks and counting, without a database.

use crate::assistance::{AgreementId, ApplicationId, ContractId, MonthContract, Planned};
use crate::assistants::AssistantId;
use crate::hours::check::{Against, Beside, Finding, Kind, Stay, findings};
use crate::hours::count::counted;
use crate::hours::course::{Move, State};
use crate::hours::sheet::{Line, Sheet, Treatment, hours, read_hours};
use crate::people::PersonId;
use kit::types::Day;
use law::{Law, Month, ReportStatus};

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// A contract of so many hours in a month, with a plan of so many minutes on working days.
fn contract(month: &str, hours: u32, minutes: u32) -> MonthContract {
    let law = Law::current();
    let month = Month::parse(month).expect("a month");
    let (first, last) = (Day(month.first_day()), Day(month.last_day()));
    let planned = |n| {
        let day = first.plus(n);
        let minutes = if law.is_working(day.0) { minutes } else { 0 };
        Planned { day, schedule: None, minutes }
    };
    MonthContract {
        contract: ContractId(1),
        number: "ТД-1".to_owned(),
        agreement: AgreementId(2),
        application: ApplicationId(3),
        user: PersonId(4),
        assistant: AssistantId(5),
        assistant_person: PersonId(6),
        substitute_of: None,
        hours,
        directive_hours: 168,
        directive_from: first,
        directive_until: last,
        is_held: false,
        ground: "68-138".to_owned(),
        hours_per_day: Some(8),
        years: 0,
        other_minutes: 0,
        longer_week: false,
        first,
        last,
        days: (0..=last.days_since(first)).map(planned).collect(),
    }
}

fn planned(contract: &MonthContract) -> Sheet {
    Sheet { lines: Sheet::as_planned(&contract.days), ..Sheet::default() }
}

fn found<'a>(
    contract: &'a MonthContract,
    lines: &[Line],
    change: impl FnOnce(&mut Against<'a>),
) -> Vec<Finding> {
    let mut against = Against {
        contract,
        month: Month::of(contract.first.0),
        died_on: None,
        stays: &[],
        beside: &[],
        counts: 0,
    };
    change(&mut against);
    findings(Law::current(), lines, &against)
}

fn kinds(all: &[Finding]) -> Vec<Kind> {
    all.iter().map(|one| one.kind).collect()
}

#[test]
fn hours_are_read_as_people_write_them() {
    let all = ["8", "7,5", "7.25", "7:30", "0", " 4 "].map(read_hours);
    assert_eq!(all, [Some(480), Some(450), Some(435), Some(450), Some(0), Some(240)]);
    assert_eq!(["", "a", "7:60", "-1", "7,", "1000"].map(read_hours), [None; 6]);
    assert_eq!((hours(480), hours(450)), ("8".to_owned(), "7:30".to_owned()));
}

#[test]
fn the_agreed_hours_count_whatever_the_length_of_the_month() {
    let law = Law::current();
    for (month, real) in [("2026-11", 168), ("2026-12", 160), ("2026-07", 184)] {
        let contract = contract(month, 168, 480);
        let sheet = planned(&contract);
        assert_eq!(sheet.worked(), real * 60, "{month}");
        let counted = counted(law, &contract, &sheet, &[]);
        assert_eq!(counted.minutes, 168 * 60, "P1–P3: {month}");
        assert!(counted.is_flat && counted.matches, "{month}");
    }
}

#[test]
fn a_missed_day_or_a_stay_leaves_the_hours_done() {
    let law = Law::current();
    let contract = contract("2026-12", 168, 480);
    let mut sheet = planned(&contract);
    let stay = Stay { from: day("2026-12-07"), until: Some(day("2026-12-09")) };
    let with_stay = counted(law, &contract, &sheet, &[stay]);
    assert_eq!((with_stay.minutes, with_stay.is_flat), (160 * 60, false));
    let beside = Treatment {
        from: day("2026-12-07"),
        until: day("2026-12-11"),
        document: "епикриза".to_owned(),
    };
    sheet.treatment = Some(beside);
    let together = counted(law, &contract, &sheet, &[stay]);
    assert_eq!((together.minutes, together.is_flat), (168 * 60, true), "чл. 15, ал. 3 ЗЛП");
    sheet.treatment = None;
    sheet.lines.pop();
    let missed = counted(law, &contract, &sheet, &[]);
    assert_eq!((missed.minutes, missed.matches), (152 * 60, false));
    let much = Sheet { lines: vec![Line::of(day("2026-12-01"), 200 * 60)], ..Sheet::default() };
    assert_eq!(counted(law, &contract, &much, &[]).minutes, 168 * 60, "never above the agreed");
}

#[test]
fn missed_days_and_days_of_leave_count_what_was_done() {
    let law = Law::current();
    // 42 hours, two on each working day of November; fifteen days were worked.
    let small = contract("2026-11", 42, 120);
    let mut sheet = planned(&small);
    sheet.lines.truncate(15);
    let missed = counted(law, &small, &sheet, &[]);
    assert_eq!((missed.minutes, missed.is_flat), (30 * 60, false), "P7");
    let whole = contract("2026-11", 168, 480);
    let mut sheet = planned(&whole);
    sheet.lines.truncate(16);
    let leave = counted(law, &whole, &sheet, &[]);
    assert_eq!((leave.minutes, leave.is_flat), (128 * 60, false), "P8: 16 of 21 days");
}

#[test]
fn a_part_of_a_month_counts_the_hours_done() {
    let mut contract = contract("2026-11", 168, 480);
    contract.last = day("2026-11-15");
    contract.days.retain(|one| one.day <= day("2026-11-15"));
    let sheet = planned(&contract);
    let counted = counted(Law::current(), &contract, &sheet, &[]);
    assert_eq!((counted.minutes, counted.is_flat), (sheet.worked(), false));
    assert!(counted.matches, "it matches, yet the month is no whole one");
}

#[test]
fn what_cannot_be_stops_a_report() {
    let contract = contract("2026-11", 168, 480);
    let one = |text: &str| [Line::of(day(text), 480)];
    let stops = |lines: &[Line], kind: Kind, change: &dyn Fn(&mut Against<'_>)| {
        let all = found(&contract, lines, change);
        let is = all.iter().any(|one| one.kind == kind && one.kind.stops());
        assert!(is, "{kind:?}: {all:?}");
    };
    stops(&one("2026-12-01"), Kind::Month, &|_| {});
    stops(&[Line::of(day("2026-11-03"), 25 * 60)], Kind::Month, &|_| {});
    stops(&one("2026-11-20"), Kind::Death, &|a| a.died_on = Some(day("2026-11-19")));
    stops(&one("2026-11-19"), Kind::Directive, &|a| a.counts = 169 * 60);
    let mut short = contract.clone();
    short.last = day("2026-11-10");
    let all = found(&short, &one("2026-11-11"), |_| {});
    assert!(kinds(&all).contains(&Kind::Term), "{all:?}");
    let died_today = found(&contract, &one("2026-11-19"), |a| a.died_on = Some(day("2026-11-19")));
    assert!(!kinds(&died_today).contains(&Kind::Death), "the day itself was worked");
}

#[test]
fn one_assistant_is_not_with_two_users_at_one_hour() {
    let contract = contract("2026-11", 84, 240);
    let line = |from: u32, to: u32| Line {
        from: Some(from),
        to: Some(to),
        ..Line::of(day("2026-11-03"), to - from)
    };
    let beside = |from, to| Beside {
        same_assistant: true,
        same_user: false,
        substitutes: false,
        lines: vec![line(from, to)],
        counts: 0,
    };
    let meets = [beside(600, 840)];
    let all = found(&contract, &[line(540, 780)], |a| a.beside = &meets);
    assert!(kinds(&all).contains(&Kind::Overlap), "{all:?}");
    let after = [beside(780, 1_020)];
    let all = found(&contract, &[line(540, 780)], |a| a.beside = &after);
    assert!(!kinds(&all).contains(&Kind::Overlap), "one after the other: {all:?}");
    let long = [beside(780, 1_140)];
    let all = found(&contract, &[line(540, 780)], |a| a.beside = &long);
    let over = all.iter().find(|one| one.kind == Kind::Day).expect("a long day");
    assert_eq!((over.has, over.limit), (600, 480), "with both users together");
}

#[test]
fn all_assistants_of_a_user_stay_below_the_directive() {
    let contract = contract("2026-11", 100, 240);
    let with = |counts: u32| {
        let other = [Beside {
            same_assistant: false,
            same_user: true,
            substitutes: false,
            lines: Vec::new(),
            counts: counts * 60,
        }];
        let all = found(&contract, &[Line::of(day("2026-11-03"), 240)], |a| {
            a.beside = &other;
            a.counts = 100 * 60;
        });
        all.iter().find(|one| one.kind == Kind::Directive).map(|one| (one.has, one.limit))
    };
    assert_eq!(with(68), None, "case 9: 100 + 68 = 168");
    assert_eq!(with(70), Some((170 * 60, 168 * 60)), "case 10");
}

#[test]
fn odd_days_are_shown_and_stop_nothing() {
    let contract = contract("2026-11", 168, 480);
    let mut sheet = planned(&contract);
    assert!(found(&contract, &sheet.lines, |_| {}).is_empty(), "as planned nothing is found");
    sheet.lines.push(Line::of(day("2026-11-07"), 540));
    let stays = [Stay { from: day("2026-11-05"), until: None }];
    let all = found(&contract, &sheet.lines, |a| a.stays = &stays);
    let kinds = kinds(&all);
    for kind in [Kind::Away, Kind::Holiday, Kind::Unplanned, Kind::Agreed, Kind::Day, Kind::Week] {
        assert!(kinds.contains(&kind), "{kind:?}: {all:?}");
    }
    assert!(all.iter().all(|one| !one.kind.stops()), "{all:?}");
    let agreed = all.iter().find(|one| one.kind == Kind::Agreed).expect("more than agreed");
    assert_eq!((agreed.has, agreed.limit), (177 * 60, 168 * 60));
}

#[test]
fn a_week_counts_the_work_for_other_employers() {
    let mut contract = contract("2026-11", 84, 240);
    let sheet = planned(&contract);
    let week = |contract: &MonthContract| {
        let all = found(contract, &sheet.lines, |_| {});
        all.into_iter().find(|one| one.kind == Kind::Week).map(|one| (one.has, one.limit))
    };
    contract.other_minutes = 28 * 60;
    assert_eq!(week(&contract), None, "20 here and 28 elsewhere are 48");
    contract.other_minutes = 30 * 60;
    assert_eq!(week(&contract), Some((50 * 60, 48 * 60)));
    contract.longer_week = true;
    assert_eq!(week(&contract), None, "чл. 113 КТ: with written consent");
}

#[test]
fn every_check_has_its_article() {
    let law = Law::current();
    let codes = [
        "month",
        "term",
        "death",
        "overlap",
        "directive",
        "agreed",
        "away",
        "day",
        "week",
        "holiday",
        "unplanned",
        "both",
    ];
    for code in codes {
        assert!(!law.report_check(code).expect(code).articles.is_empty(), "{code}");
    }
}

#[test]
fn a_report_moves_only_along_its_way() {
    let confirm = Move::Confirm;
    assert_eq!(State::Draft.after(Move::Send), Some(State::Sent));
    assert_eq!(State::Sent.after(confirm(ReportStatus::OnTime)), Some(State::Confirmed));
    assert_eq!(State::Sent.after(confirm(ReportStatus::Late)), Some(State::Late));
    assert_eq!(State::Sent.after(confirm(ReportStatus::TooLate)), Some(State::Manual));
    assert_eq!(
        State::Sent.after(Move::Accept),
        None,
        "nobody accepts what the user has not signed"
    );
    assert_eq!(State::Accepted.after(Move::Return), None);
    for state in State::ALL {
        assert_eq!(State::from_code(state.code()), Some(state));
    }
}
