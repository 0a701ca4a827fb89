//! The worked date examples, from `data/deadlines.csv`, and what an open reading changes in them.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use jiff::civil::Date;
use law::{DueDay, Law, LawError, Pause, Regime};

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
    Law::current().with_draft("[[rule]]\nid = \"reading.O1\"\nvalue = false").unwrap()
}

#[test]
fn every_example_comes_out() {
    let law = Law::current();
    let rows = rows();
    assert_eq!(rows.len(), 78);
    for row in &rows {
        let due = law.due(row.rule, row.from, &row.pauses).unwrap();
        assert_eq!(due.due, Some(row.due), "{}: {:#?}", row.name, due.derivation.steps);
        assert!(!due.derivation.articles.is_empty() && !due.derivation.rule_version.is_empty());
        let fast = law.deadline(row.rule).unwrap().day_paused(row.from, &row.pauses).unwrap();
        assert_eq!(fast.date(), due.due, "{}", row.name);
    }
}

#[test]
fn dates_of_the_year_show_the_moved_day_too() {
    let law = Law::current();
    for row in rows().iter().filter(|r| r.moved.is_some() && r.rule != "D61") {
        let due = law.due(row.rule, row.from, &[]).unwrap();
        assert_eq!((due.safe, due.moved), (Some(row.due), row.moved), "{}", row.name);
    }
}

#[test]
fn service_by_download_moves_only_under_the_other_reading() {
    let law =
        Law::current().with_draft("[[rule]]\nid = \"reading.O14\"\nvalue = \"next\"").unwrap();
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
        let found = if row.name == "X46" { due.moved } else { due.due };
        let expected = row.else_o1.unwrap_or(row.due);
        assert_eq!(found, Some(expected), "{}: {:#?}", row.name, due.derivation.steps);
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
    assert_eq!(law.due("D99", day, &[]), Err(LawError::UnknownRule("D99".into())));
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
    for n in 1..=67 {
        assert!(ids.contains(&format!("D{n:02}").as_str()), "D{n:02}");
    }
    for n in 1..=59 {
        assert!(ids.contains(&format!("Z{n:02}").as_str()), "Z{n:02}");
    }
    for id in ["Z01a", "Z02a", "Z08a", "Z08b", "Z08c", "Z08d", "Z11a"] {
        assert!(ids.contains(&id), "{id}");
    }
}

#[test]
fn every_term_agrees_with_an_independent_count() {
    let law = Law::current();
    let mut lines = include_str!("data/every-term.csv").lines();
    let days: Vec<Date> =
        lines.next().unwrap().split(';').skip(1).map(|d| d.parse().unwrap()).collect();
    let mut seen = Vec::new();
    for line in lines {
        let mut cells = line.split(';');
        let id = cells.next().unwrap();
        for (cell, from) in cells.zip(&days) {
            let got = match law.deadline(id).unwrap().day(*from) {
                Ok(DueDay::Day(day)) => day.to_string(),
                Ok(DueDay::Immediately) => "now".to_owned(),
                Ok(DueDay::NoTerm) => "none".to_owned(),
                Ok(DueDay::Stopped) => "stopped".to_owned(),
                Err(_) => "-".to_owned(),
            };
            assert_eq!(got, cell, "{id} от {from}");
        }
        seen.push(id);
    }
    let all: Vec<&str> = law.deadline_ids().collect();
    assert_eq!(seen.len(), all.len());
    assert!(all.iter().all(|id| seen.contains(id)));
}

#[test]
fn other_readings_give_other_days() {
    let due = |reading: &str, value: &str, rule: &str, from: &str| {
        let draft = format!("[[rule]]\nid = \"reading.{reading}\"\nvalue = {value}");
        let law = Law::current().with_draft(&draft).unwrap();
        law.due(rule, from.parse().unwrap(), &[]).unwrap().due.unwrap().to_string()
    };
    assert_eq!(due("O2", "false", "D02", "2026-11-01"), "2026-11-05");
    assert_eq!(due("O7", "1", "D19", "2026-11-05"), "2027-01-06");
    assert_eq!(due("O9", "\"next\"", "D22", "2027-05-17"), "2027-05-25");
    assert_eq!(due("O11", "\"next\"", "D25", "2026-11-30"), "2026-12-29");
    assert_eq!(due("O11", "\"none\"", "D25", "2026-11-30"), "2026-12-25");
    assert_eq!(due("O12", "\"none\"", "D41", "2027-02-28"), "2026-12-28");
    assert_eq!(due("F17", "\"next\"", "Z08", "2026-11-19"), "2026-11-23");
    let draft = "[[rule]]\nid = \"reading.O5\"\nvalue = \"without-last\"";
    let law = Law::current().with_draft(draft).unwrap();
    let pause = Pause::parse("2027-01-10..2027-01-24").unwrap();
    let due = law.due("D09", "2026-12-15".parse().unwrap(), &[pause]).unwrap().due;
    assert_eq!(due, "2027-03-01".parse().ok());
    let none = "[[rule]]\nid = \"reading.O5\"\nvalue = \"sometimes\"";
    assert!(matches!(Law::current().with_draft(none), Err(LawError::BadRules(_))));
}

#[test]
fn a_municipality_may_change_only_what_the_law_leaves_to_it() {
    let law = Law::current();
    let own = law.with_municipal("[[rule]]\nid = \"D07\"\nvalue = 5").unwrap();
    let from = "2026-11-20".parse().unwrap();
    assert_eq!(own.due("D07", from, &[]).unwrap().due, "2026-11-25".parse().ok());
    for settings in [
        "[[rule]]\nid = \"D01\"\nvalue = 40",
        "[[rule]]\nid = \"D07\"\nvalue = 5\nconfidence = \"V\"",
        "[[rule]]\nid = \"calendar.off.2026-12-31\"\nvalue = \"2026-12-31\"",
    ] {
        assert!(law.with_municipal(settings).is_err(), "{settings}");
    }
}

#[test]
fn a_rule_that_is_no_term_says_so() {
    let day = "2026-12-11".parse().unwrap();
    assert_eq!(Law::current().due("R16", day, &[]), Err(LawError::NotATerm("R16".into())));
}
