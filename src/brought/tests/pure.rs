//! What is read of a row, and which rows can be in force together: by tables.

use super::made::{Row, egn, file, good};
use crate::assistance::InForce;
use crate::brought::columns::code_of;
use crate::brought::field::{FIELDS, Field, column_faults};
use crate::brought::judge::{Verdict, World, judge};
use crate::brought::plan::usual_day;
use crate::brought::row::{Planned, Reader};
use crate::people::PersonId;
use kit::types::Day;
use law::Law;
use sheet::{Kind, Place, Places};

const TODAY: &str = "2026-11-21";

fn today() -> Day {
    TODAY.parse().expect("a day")
}

fn verdicts(rows: &[Row], world: &World) -> Vec<(i32, Verdict)> {
    let table = sheet::read(file(rows).as_bytes(), Kind::Csv).expect("a table");
    let columns = Field::guess(table.heads());
    let place = Place {
        ekatte: "63427".into(),
        kind: "гр.".into(),
        name: "Русе".into(),
        municipality_code: "RSE27".into(),
        municipality: "Русе".into(),
    };
    let places = Places::new(vec![place], "RSE27");
    let reader = Reader { columns: &columns, places: &places, today: today() };
    let read = table.rows_from(0).map(|row| {
        let line = i32::try_from(row.number()).expect("a line");
        (line, reader.read(row))
    });
    judge(Law::current(), world, read.collect(), (today(), "заварено"))
}

/// Row, field and fault of all that is wrong.
fn wrong(rows: &[Row]) -> Vec<(i32, String, String)> {
    let all = verdicts(rows, &World::default()).into_iter();
    let of = |(line, verdict): (i32, Verdict)| match verdict {
        Verdict::Wrong(told) => {
            told.into_iter().map(|one| (line, one.field, one.fault)).collect::<Vec<_>>()
        }
        _ => Vec::new(),
    };
    all.flat_map(of).collect()
}

fn one(change: impl FnOnce(&mut Row)) -> Vec<(String, String)> {
    let mut row = good(1);
    change(&mut row);
    wrong(&[row]).into_iter().map(|(_, field, fault)| (field, fault)).collect()
}

fn told(field: &str, fault: &str) -> Vec<(String, String)> {
    vec![(field.to_owned(), fault.to_owned())]
}

#[test]
fn every_field_has_a_code_and_a_head_of_its_own() {
    for field in FIELDS {
        assert_eq!(Field::from_code(field.code), Some(field));
        assert_eq!(Field::guess(&[field.head.to_owned()]), [Some(field)], "{}", field.head);
    }
    let codes: Vec<String> = FIELDS.iter().map(|field| field.code.to_owned()).collect();
    assert!(column_faults(&codes).is_empty());
    let twice = vec!["hours".to_owned(), "hours".to_owned()];
    assert_eq!(column_faults(&twice), [(1, "imports-column-twice")]);
    assert_eq!(column_faults(&codes[1..2]), [(0, "brought-columns-needed")]);
}

#[test]
fn a_good_row_has_its_week_by_the_kind_of_contract() {
    let all = verdicts(&[good(1)], &World::default());
    let [(2, Verdict::Good(one))] = all.as_slice() else { panic!("a good row: {all:?}") };
    assert_eq!(one.line.until, "2028-01-31".parse().expect("a day"));
    assert_eq!(one.line.contract_number, "ТД-1/2025");
    assert_eq!((one.line.years, one.line.hours), (7, 84));
    let day = usual_day(84, Law::current().contract(84).expect("a kind").hours_per_day);
    let spans: Vec<_> = one.week.spans.iter().map(|s| (s.weekday, s.from, s.to)).collect();
    assert_eq!(spans, (1..=5).map(|n| (n, 540, 540 + day)).collect::<Vec<_>>());
}

#[test]
fn hours_of_a_month_are_spread_over_the_week_in_half_hours() {
    for (hours, minutes) in [(84, 240), (168, 480), (42, 120), (126, 360), (5, 30)] {
        assert_eq!(usual_day(hours, None), minutes, "{hours}");
    }
    assert_eq!(usual_day(84, Some(3)), 180);
}

#[test]
fn each_wrong_cell_is_told() {
    assert!(one(|_| {}).is_empty(), "the row itself is good: {:?}", one(|_| {}));
    assert_eq!(one(|row| row.place = "с. Никъде".into()), told("user-place", "place-unknown"));
    assert_eq!(one(|row| row.user.1 = "6101047501".into()), told("user-egn", "id-check"));
    assert_eq!(one(|row| row.user.1.clear()), told("user-egn", "missing"));
    assert_eq!(one(|row| row.hours = 85), told("hours", "hours-directive"));
    assert_eq!(one(|row| row.on = "14.01.2025".into()), told("on", "before-directive"));
    assert_eq!(one(|row| row.on = "31.02.2025".into()), told("on", "day"));
    assert_eq!(one(|row| row.until = "20.11.2026".into()), told("until", "ended"));
    assert_eq!(one(|row| row.until = "01.02.2028".into()), told("until", "after-directive"));
    assert_eq!(one(|row| row.assistant.1 = row.user.1.clone()), told("assistant-egn", "self"));
    assert_eq!(one(|row| row.days[0] = "много"), told("mon", "times"));
    let night = one(|row| row.days = ["22:00-23:30", "", "", "", ""]);
    assert_eq!(night, told("mon", "assistance-week-night"));
}

#[test]
fn aids_of_the_user_are_read_as_people_write_them() {
    let aids = |cells: [&'static str; 2]| {
        let mut row = good(1);
        (row.user.1, row.aids) = (child(), cells);
        let all = verdicts(&[row], &World::default());
        let [(_, Verdict::Good(one))] = all.as_slice() else { panic!("a good row: {all:?}") };
        (one.line.aids.child, one.line.aids.supplement)
    };
    assert_eq!(aids(["", ""]), (false, None));
    assert_eq!(aids(["Да", "127,88"]), (true, Some(12_788)));
    assert_eq!(aids(["не", "127.88 €"]), (false, Some(12_788)));
    assert_eq!(aids(["х", "0"]), (true, None));
    assert_eq!(one(|row| row.aids = ["може", ""]), told("child-aid", "answer"));
    assert_eq!(one(|row| row.aids = ["", "250 лв."]), told("supplement", "sum"));
    assert_eq!(one(|row| row.aids = ["", "-5"]), told("supplement", "sum"));
    assert_eq!(one(|row| row.aids = ["да", ""]), told("child-aid", "aid-age"), "born in 1940");
}

/// An invented identifier of somebody born on 1 January 2016, with its control digit.
fn child() -> String {
    let weights = [2, 4, 8, 5, 10, 9, 7, 3, 6];
    let nine = "164101000";
    let digits = nine.bytes().map(|byte| u32::from(byte - b'0'));
    let sum: u32 = digits.zip(weights).map(|(digit, weight)| digit * weight).sum();
    format!("{nine}{}", sum % 11 % 10)
}

#[test]
fn rows_of_one_user_tell_the_same_aids() {
    let two = |aids: [&'static str; 2]| {
        let (mut first, mut second) = (good(1), good(2));
        (first.hours, second.hours) = (42, 42);
        first.aids = ["", "127,88"];
        (second.user, second.directive) = (first.user.clone(), first.directive.clone());
        second.aids = aids;
        wrong(&[first, second])
    };
    assert!(two(["", "127,88"]).is_empty(), "{:?}", two(["", "127,88"]));
    let differs = (3, "supplement".to_owned(), "aids-differ".to_owned());
    assert_eq!(two(["", ""]), [differs]);
}

#[test]
fn a_column_is_named_by_its_words_in_either_language_or_left_out() {
    ui::Texts::load(&crate::app::texts());
    for field in FIELDS {
        for lang in [ui::Lang::Bg, ui::Lang::En] {
            let words = ui::text::text(lang, &format!("brought-field-{}", field.code));
            assert_eq!(code_of(&words), Some(field.code), "{words}");
        }
        assert_eq!(code_of(field.code), Some(field.code));
        assert_eq!(code_of(field.head), Some(field.code));
    }
    assert_eq!((code_of(" "), code_of("Любим цвят")), (Some(""), None));
}

#[test]
fn rows_are_judged_together() {
    let two = |change: fn(&mut Row, &Row)| {
        let (first, mut second) = (good(1), good(2));
        change(&mut second, &first);
        wrong(&[first, second])
    };
    assert!(two(|_, _| {}).is_empty());
    // Two assistants of one user: each within the directive, both over it.
    let both = two(|row, first| {
        row.user = first.user.clone();
        row.directive = first.directive.clone();
    });
    let hours = |line| (line, "hours".to_owned(), "together".to_owned());
    assert_eq!(both, [hours(2), hours(3)]);
    // One assistant with two users: the second begins when the first ends, a third is too much.
    let mut three = vec![good(1), good(2), good(3)];
    for row in &mut three {
        row.assistant = good(1).assistant;
    }
    let told = wrong(&three);
    assert!(told.iter().all(|(line, ..)| *line != 2), "the first stays: {told:?}");
    assert!(told.iter().any(|(.., fault)| fault.starts_with("assistance-week-")), "{told:?}");
    let same = two(|row, first| row.number.clone_from(&first.number));
    assert_eq!(same, [(3, "number".to_owned(), "same-number".to_owned())]);
    let differs = two(|row, first| {
        row.user = first.user.clone();
        row.directive = (first.directive.0.clone(), 120);
    });
    let expected = (3, "directive-hours".to_owned(), "differs".to_owned());
    assert!(differs.contains(&expected), "{differs:?}");
}

#[test]
fn what_is_in_the_register_counts_too() {
    let row = good(1);
    let on = "2025-02-01".parse().expect("a day");
    let mut world = World::default();
    world.numbers.insert((row.number.clone(), on), crate::assistance::AgreementId(7));
    let all = verdicts(std::slice::from_ref(&row), &world);
    assert!(matches!(all.as_slice(), [(2, Verdict::Known(_))]), "{all:?}");
    let mut world = World::default();
    world.people.insert(row.user.1.clone(), PersonId(5));
    world.people.insert(egn(1970, 1), PersonId(6));
    let week = crate::assistance::Week::default();
    world.in_force.push(InForce { user: PersonId(5), assistant: PersonId(9), hours: 1, week });
    let all = verdicts(std::slice::from_ref(&row), &world);
    let [(2, Verdict::Wrong(told))] = all.as_slice() else { panic!("too many hours: {all:?}") };
    assert_eq!((told[0].fault.as_str(), told[0].value.as_str()), ("together", "85"));
    world.in_force[0].assistant = PersonId(6);
    let all = verdicts(&[row], &world);
    let [(2, Verdict::Wrong(told))] = all.as_slice() else { panic!("in force: {all:?}") };
    assert_eq!(told[0].fault, "in-force");
}

#[test]
fn days_are_read_as_people_write_them() {
    let week = |text: &'static str| {
        let mut row = good(1);
        row.days = [text, "", "", "", ""];
        match verdicts(&[row], &World::default()).remove(0).1 {
            Verdict::Good(one) => one.line.days[0],
            _ => None,
        }
    };
    assert_eq!(week("4"), Some(Planned::Minutes(240)));
    assert_eq!(week("4,5"), Some(Planned::Minutes(270)));
    assert_eq!(week("3:30"), Some(Planned::Minutes(210)));
    assert_eq!(week("9:00-13:00"), Some(Planned::Times(540, 780)));
    assert_eq!(week("13:00-9:00"), None);
}
