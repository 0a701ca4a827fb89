//! The worked date examples, from `data/deadlines.csv`, and what an open reading changes in them.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use jiff::civil::Date;
use law::{Law, LawError, Pause, Regime};

struct Row<'a> {
    name: &'a str,
    rule: &'a str,
    from: Date,
    pauses: Vec<Pause>,
    due: Date,
    else_o1: Option<Date>,
    moved: Option<Date>,
}

fn rows() -> Vec<Row<'static>> {
    let text = include_str!("data/deadlines.csv");
    let day = |s: &str| -> Option<Date> { s.parse().ok() };
    text.lines()
        .filter(|l| !l.starts_with('#'))
        .map(|line| {
            let c: Vec<&str> = line.split(';').collect();
            assert_eq!(c.len(), 8, "{line}");
            Row {
                name: c[0],
                rule: c[1],
                from: day(c[2]).unwrap(),
                pauses: c[3]
                    .split(',')
                    .filter(|p| !p.is_empty())
                    .map(|p| Pause::parse(p).unwrap())
                    .collect(),
                due: day(c[4]).unwrap(),
                else_o1: day(c[5]),
                moved: day(c[6]),
            }
        })
        .collect()
}

fn without_o1() -> Law {
    Law::current()
        .with_draft("[[rule]]\nid = \"reading.O1\"\nvalue = false")
        .unwrap()
}

#[test]
fn every_example_comes_out() {
    let law = Law::current();
    let rows = rows();
    assert_eq!(rows.len(), 78);
    for row in &rows {
        let due = law.due(row.rule, row.from, &row.pauses).unwrap();
        assert_eq!(
            due.due,
            Some(row.due),
            "{}: {:#?}",
            row.name,
            due.derivation.steps
        );
        assert!(!due.derivation.articles.is_empty() && !due.derivation.rule_version.is_empty());
        let fast = law
            .deadline(row.rule)
            .unwrap()
            .day_paused(row.from, &row.pauses)
            .unwrap();
        assert_eq!(fast.date(), due.due, "{}", row.name);
    }
}

#[test]
fn dates_of_the_year_show_the_moved_day_too() {
    let law = Law::current();
    for row in rows()
        .iter()
        .filter(|r| r.moved.is_some() && r.rule != "D61")
    {
        let due = law.due(row.rule, row.from, &[]).unwrap();
        assert_eq!(
            (due.safe, due.moved),
            (Some(row.due), row.moved),
            "{}",
            row.name
        );
    }
}

#[test]
fn service_by_download_moves_only_under_the_other_reading() {
    let law = Law::current()
        .with_draft("[[rule]]\nid = \"reading.O14\"\nvalue = \"next\"")
        .unwrap();
    for row in rows().iter().filter(|r| r.rule == "D61") {
        let due = law.due(row.rule, row.from, &[]).unwrap().due;
        assert_eq!(due, row.moved.or(Some(row.due)), "{}", row.name);
    }
}

#[test]
fn four_may_2027_worked_gives_the_other_dates() {
    let law = without_o1();
    for row in &rows() {
        let due = law.due(row.rule, row.from, &row.pauses).unwrap();
        // X46 and X49 name the other date of the moved day; X18 and the like of the due day.
        let found = if row.name == "X46" {
            due.moved
        } else {
            due.due
        };
        let expected = row.else_o1.unwrap_or(row.due);
        assert_eq!(
            found,
            Some(expected),
            "{}: {:#?}",
            row.name,
            due.derivation.steps
        );
    }
}

#[test]
fn the_regime_changes_with_the_year() {
    let law = Law::current();
    assert_eq!(law.regime("2026-12-31".parse().unwrap()), Regime::Old);
    assert_eq!(law.regime("2027-01-01".parse().unwrap()), Regime::New);
    let due = law.due("D49", "2026-06-01".parse().unwrap(), &[]).unwrap();
    assert_eq!(due.due, "2026-12-31".parse().ok());
}

#[test]
fn a_draft_of_the_switch_moves_everything_that_hangs_on_it() {
    let draft = "[[rule]]\nid = \"regime.switch\"\nvalue = \"2027-07-01\"";
    let law = Law::current().with_draft(draft).unwrap();
    assert_eq!(law.regime("2027-06-30".parse().unwrap()), Regime::Old);
    let due = law.due("D49", "2026-06-01".parse().unwrap(), &[]).unwrap();
    assert_eq!(due.due, "2027-06-30".parse().ok());
}

#[test]
fn an_unknown_rule_and_a_day_before_the_law_are_refused() {
    let law = Law::current();
    let day = "2026-12-11".parse().unwrap();
    assert_eq!(
        law.due("D99", day, &[]),
        Err(LawError::UnknownRule("D99".into()))
    );
    let early = law.due("D01", "2019-01-01".parse().unwrap(), &[]);
    assert!(matches!(early, Err(LawError::NotInForce { .. })));
}

#[test]
fn immediate_rules_give_no_day() {
    let law = Law::current();
    for rule in ["D04", "D05", "D06", "D58", "D63.oral"] {
        let due = law.due(rule, "2026-12-11".parse().unwrap(), &[]).unwrap();
        assert_eq!((due.immediately, due.due), (true, None), "{rule}");
    }
}

#[test]
fn every_row_of_both_tables_has_a_rule() {
    let law = Law::current();
    let ids: Vec<&str> = law.deadline_ids().collect();
    for n in 1..=65 {
        assert!(ids.contains(&format!("D{n:02}").as_str()), "D{n:02}");
    }
    for n in 1..=55 {
        assert!(ids.contains(&format!("Z{n:02}").as_str()), "Z{n:02}");
    }
    for id in ["Z01a", "Z02a", "Z08a", "Z08b", "Z08c", "Z08d", "Z11a"] {
        assert!(ids.contains(&id), "{id}");
    }
}
