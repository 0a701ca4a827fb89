//! Entries, their versions, counting and questions, without a database.

use crate::people::{Counted, Home, PersonId};
use crate::reporting::bars::Bars;
use crate::reporting::count::{Map, behind, counted};
use crate::reporting::entry::{
    Entry, Header, OPEN, Sheet, Touched, day_number, merged, month_number, month_of, packed,
    unpacked,
};
use crate::reporting::mailing::is_due;
use crate::reporting::question::{Dimension, Measure, Question, Row, age_at, age_code};
use crate::reporting::runs::{at_home, joined};
use crate::reporting::saved;
use kit::types::Day;
use law::Month;
use std::collections::HashSet;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn month(text: &str) -> u16 {
    month_number(day(&format!("{text}-01")).0)
}

fn entry(who: i64, first: &str, last: &str) -> Entry {
    let last = if last.is_empty() { OPEN } else { month(last) };
    let (born, ekatte) = (month("1950-05"), 63_427);
    Entry { who, first: month(first), last, born, amount: 1, ekatte, sex: 1, known: 0 }
}

fn sheet(service: i64, kind: u8, rows: Vec<Entry>) -> Sheet {
    let (measure, group) = (Measure::Users.code(), "older".to_owned());
    Sheet { header: Header { measure, service, provider: 9, kind, group }, rows }
}

fn question(split: &[Dimension], (from, to): (&str, &str)) -> Question {
    Question {
        measure: Measure::Users,
        split: split.to_vec(),
        filter: Vec::new(),
        from: Month::parse(from).expect("a month"),
        to: Month::parse(to).expect("a month"),
        as_known_on: None,
    }
}

fn asked(question: &Question, sheets: &[Sheet]) -> Vec<(String, i64)> {
    let map = Map::default();
    let rows = counted(question, sheets, (&map, day("2026-11-24")));
    rows.into_iter().map(|Row { keys, count }| (keys.join("/"), count)).collect()
}

#[test]
fn months_and_packed_entries_are_read_as_written() {
    assert_eq!(month_of(month("2026-11")), Month::parse("2026-11").expect("a month"));
    assert_eq!(month_number(day("1840-01-01").0), 0);
    let rows = vec![entry(7, "2026-01", "2026-03"), entry(i64::MAX, "1999-12", "")];
    assert_eq!(unpacked(&packed(&rows)).expect("entries"), rows);
    assert!(unpacked(&packed(&rows)[1..]).is_err(), "a cut row is told");
}

#[test]
fn runs_that_touch_are_one_and_are_cut_where_the_settlement_changes() {
    assert_eq!(joined(vec![(5, 6), (1, 3), (4, 4), (9, OPEN), (12, 13)]), [(1, 6), (9, OPEN)]);
    let home = |ekatte: &str, from: &str, to: Option<&str>| Home {
        ekatte: Some(ekatte.to_owned()),
        from_on: day(from),
        to_on: to.map(day),
    };
    // Moved in the middle of March: the last day of the month decides.
    let homes =
        [home("63427", "2020-01-01", Some("2026-03-14")), home("48043", "2026-03-15", None)];
    let run = (month("2026-01"), month("2026-05"));
    assert_eq!(
        at_home(run, &homes),
        [
            (month("2026-01"), month("2026-02"), 63_427),
            (month("2026-03"), month("2026-05"), 48_043)
        ]
    );
    assert_eq!(at_home(run, &[]), [(run.0, run.1, 0)]);
}

#[test]
fn a_correction_leaves_the_old_entry_in_the_past_and_what_is_the_same_stays() {
    let (a, b) = (entry(1, "2026-01", ""), entry(2, "2026-02", ""));
    let known = day_number(day("2026-11-24"));
    let shorter = entry(2, "2026-02", "2026-08");
    let done = merged(&[a, b], &[a, shorter], (&Touched::All, known));
    assert_eq!(done.now, [a, shorter.known_since(known)]);
    assert_eq!(done.past, [b]);
    // Corrected again on the same day: nobody but today saw what stood between.
    let again = merged(&done.now, &[a, b], (&Touched::All, known));
    assert_eq!(again.now, [a, b.known_since(known)]);
    assert!(again.past.is_empty());
    // Who was not read anew stays as they were.
    let some = Touched::Some(HashSet::from([2]));
    let gone = merged(&[a, b], &[], (&some, known));
    assert_eq!((gone.now, gone.past), (vec![a], vec![b]));
}

#[test]
fn each_person_is_counted_once_in_each_number() {
    let sheets = [
        sheet(1, 7, vec![entry(1, "2026-01", ""), entry(2, "2026-03", "2026-04")]),
        sheet(2, 7, vec![entry(1, "2026-02", "2026-02"), entry(3, "2026-06", "")]),
    ];
    let year = ("2026-01", "2026-12");
    assert_eq!(asked(&question(&[], year), &sheets), [(String::new(), 3)]);
    assert_eq!(asked(&question(&[Dimension::ServiceKind], year), &sheets), [("7".to_owned(), 3)]);
    let by_service = asked(&question(&[Dimension::Service], year), &sheets);
    assert_eq!(by_service.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [2, 2]);
    let months = asked(&question(&[Dimension::Month], ("2026-01", "2026-04")), &sheets);
    let expected = [("2026-01", 1), ("2026-02", 1), ("2026-03", 2), ("2026-04", 2)];
    assert_eq!(months, expected.map(|(month, count)| (month.to_owned(), count)));
    // Nothing of a month that has not come is counted.
    let future = asked(&question(&[Dimension::Month], ("2026-11", "2027-02")), &sheets);
    assert_eq!(future, [("2026-11".to_owned(), 2)]);
}

#[test]
fn the_list_behind_a_number_is_as_long_as_the_number() {
    let mut young = entry(4, "2026-01", "");
    young.born = month("2012-07");
    young.sex = 2;
    let sheets = [
        sheet(1, 7, vec![entry(1, "2026-01", ""), entry(2, "2026-03", "2026-04"), young]),
        sheet(2, 9, vec![entry(1, "2026-02", "2026-02"), entry(3, "2026-06", "")]),
    ];
    let (map, today) = (Map::default(), day("2026-11-24"));
    let splits: [&[Dimension]; 4] = [
        &[],
        &[Dimension::ServiceKind, Dimension::Sex],
        &[Dimension::Month, Dimension::AgeGroup],
        &[Dimension::Settlement, Dimension::Service, Dimension::Month],
    ];
    for split in splits {
        let question = question(split, ("2026-01", "2026-12"));
        let rows = counted(&question, &sheets, (&map, today));
        assert!(!rows.is_empty());
        for row in rows {
            let list = behind(&question.behind(&row.keys), &sheets, (&map, today));
            assert_eq!(i64::try_from(list.len()).expect("a count"), row.count, "{:?}", row.keys);
        }
    }
}

#[test]
fn users_from_elsewhere_live_in_another_municipality_that_is_known() {
    let mut far = entry(1, "2026-01", "");
    far.ekatte = 48_043;
    let mut hidden = entry(2, "2026-01", "");
    hidden.ekatte = 0;
    let sheets = [sheet(1, 7, vec![far, hidden, entry(3, "2026-01", "")])];
    let homes = [(63_427, "RSE27".to_owned()), (48_043, "VRC20".to_owned())].into();
    let map = Map { homes, own: "RSE27".to_owned() };
    let mut one = question(&[Dimension::HomeMunicipality], ("2026-01", "2026-11"));
    one.measure = Measure::FromElsewhere;
    let rows = counted(&one, &sheets, (&map, day("2026-11-24")));
    assert_eq!(rows, [Row { keys: vec!["VRC20".to_owned()], count: 1 }]);
}

#[test]
fn ages_are_those_of_the_month() {
    let born = month("2008-11");
    assert_eq!(age_code(age_at(born, month("2026-10"))), "14-17");
    assert_eq!(age_code(age_at(born, month("2026-11"))), "18-34");
    assert_eq!(age_code(age_at(0, month("2026-11"))), "unknown");
}

#[test]
fn a_question_is_read_as_its_address_writes_it() {
    let mut one = question(&[Dimension::ServiceKind, Dimension::Month], ("2026-01", "2026-10"));
    one.filter = vec![(Dimension::Sex, "female".to_owned())];
    one.as_known_on = Some(day("2026-11-01"));
    assert_eq!(saved::read(&one.query(), day("2026-11-24")), one);
    let list = one.behind(&["7".to_owned(), "2026-03".to_owned()]);
    let march = Month::parse("2026-03").expect("a month");
    assert_eq!((list.from, list.to, list.split.len()), (march, march, 0));
    assert_eq!(list.only(Dimension::ServiceKind), ["7"]);
    assert_eq!(list.only(Dimension::Sex), ["female"]);
}

#[test]
fn a_report_is_sent_on_its_day_and_once_and_tells_of_the_time_that_passed() {
    let (monday, first) = (day("2026-11-23"), day("2026-12-01"));
    assert!(is_due(("week", None), monday) && !is_due(("week", None), first));
    assert!(is_due(("month", Some(day("2026-11-01"))), first) && !is_due(("none", None), first));
    assert!(!is_due(("month", Some(first)), first));
    let quarter = question(&[], ("2026-01", "2026-03"));
    let moved = saved::moved(&quarter, ("month", first));
    let months = ["2026-09", "2026-11"].map(|text| Month::parse(text).expect("a month"));
    assert_eq!([moved.from, moved.to], months);
}

#[test]
fn a_single_number_is_no_picture() {
    let words = || ("Потребители".to_owned(), "2026".to_owned());
    assert_eq!(Bars::new(words(), &[("а".to_owned(), 4)]).drawn().expect("a picture"), "");
    let two = Bars::new(words(), &[("а".to_owned(), 4), ("б & в".to_owned(), 0)]);
    let drawn = two.drawn().expect("a picture");
    assert!(drawn.contains("<svg") && drawn.contains("б &#38; в"), "{drawn}");
}

#[test]
fn somebody_for_whom_another_row_stands_is_counted_no_more() {
    use crate::referral::Wished;
    use crate::reporting::runs::{Entries, Known, of_person};
    let wish = Wished {
        person: PersonId(1),
        service: crate::services::ServiceId(2),
        on: day("2026-05-10"),
    };
    let mut who = Counted {
        id: PersonId(1),
        birth_day: Some(day("1950-05-05")),
        sex: "female".to_owned(),
        is_merged: false,
        homes: Vec::new(),
    };
    let known = Known { wishes: vec![&wish, &wish], ..Known::default() };
    let mut entries = Entries::new();
    of_person(&who, &known, &mut entries);
    let own = &entries[&(Measure::Wishes.code(), 2)];
    assert_eq!(own.len(), 1, "two wishes of a month for one service are one entry");
    who.is_merged = true;
    let mut none = Entries::new();
    of_person(&who, &known, &mut none);
    assert!(none.is_empty());
}
