//! What is decided without a database.

use crate::figures::ValueId;
use crate::figures::catalogue::{BANDS, Catalogue, age_code, age_of};
use crate::figures::check::{How, excesses};
use crate::figures::door::cells;
use crate::figures::frame::{NoAmount, read_amount, written};
use crate::figures::value::{KINDS, Territory, Value, amount, choose, kind, milli};
use kit::types::Day;
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::str::FromStr;
use ui::Lang;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn number(text: &str) -> Decimal {
    Decimal::from_str(text).expect("a number")
}

/// A value of the municipality: group, kind, day, amount; the id is its place in a list.
fn value(id: i64, (group, code, on, amount): (&str, &str, &str, &str)) -> Value {
    Value {
        group: group.to_owned(),
        kind: kind(code).expect("a kind"),
        territory: Territory::Municipality,
        on: day(on),
        amount: number(amount),
        source: format!("източник на {code}"),
        id: ValueId(id),
    }
}

#[test]
fn the_count_by_present_address_counts_and_the_others_stand_beside_it() {
    let values = vec![
        value(1, ("all", "census", "2021-09-07", "17669")),
        value(2, ("all", "permanent", "2021-12-15", "20001")),
        value(3, ("all", "permanent", "2020-12-31", "20394")),
        value(4, ("all", "present", "2021-06-30", "18500")),
    ];
    let chosen = choose(values.clone()).expect("a value");
    assert_eq!(chosen.value.id, ValueId(4), "present address comes first, though it is older");
    let rivals: Vec<i64> = chosen.rivals.iter().map(|one| one.id.0).collect();
    assert_eq!(rivals, [2, 1], "of each other kind the newest");
    let without: Vec<Value> = values.into_iter().filter(|one| one.kind != "present").collect();
    let chosen = choose(without).expect("a value");
    assert_eq!((chosen.value.id, chosen.rivals.len()), (ValueId(2), 1));
    assert_eq!(choose(Vec::new()), None);
}

#[test]
fn a_value_that_says_the_same_is_no_contradiction() {
    let values = vec![
        value(1, ("all", "census", "2021-09-07", "17669")),
        value(2, ("all", "permanent", "2021-12-15", "17669")),
    ];
    assert!(choose(values).expect("a value").rivals.is_empty());
}

#[test]
fn amounts_are_read_as_people_and_tables_write_them() {
    let read = |text: &str| read_amount(text).map(|(amount, mark)| (amount.to_string(), mark));
    let said = |amount: &str, mark: &str| Ok((amount.to_owned(), mark.to_owned()));
    assert_eq!(read("17669"), said("17669", ""));
    assert_eq!(read("17 669"), said("17669", ""));
    assert_eq!(read("17\u{a0}669,5"), said("17669.5", ""));
    assert_eq!(read("1\u{202f}234\u{202f}567"), said("1234567", ""));
    assert_eq!(read("1'234.25"), said("1234.25", ""));
    assert_eq!(read("1.234.567"), said("1234567", ""));
    assert_eq!(read("1 537*"), said("1537", "*"));
    assert_eq!(read("1 537 2)"), said("1537", "2)"));
    assert_eq!(read("663¹"), said("663", "¹"));
    assert_eq!(read("0,125"), said("0.125", ""));
    for text in ["", " ", "-", "–"] {
        assert_eq!(read_amount(text), Err(NoAmount::Empty), "{text:?}");
    }
    for text in ["..", "…", "x"] {
        assert_eq!(read_amount(text), Err(NoAmount::Secret), "{text:?}");
    }
    for text in ["1.234", "12,345", "123.456"] {
        assert_eq!(read_amount(text), Err(NoAmount::Ambiguous), "{text:?}");
    }
    for text in ["12 34", "1 2345", "около 300", "-5", "1,2,3", "1234 567"] {
        assert_eq!(read_amount(text), Err(NoAmount::Wrong), "{text:?}");
    }
}

#[test]
fn amounts_are_kept_in_thousandths_and_nothing_finer() {
    assert_eq!(milli(number("17669")), Some(17_669_000));
    assert_eq!(milli(number("0.125")), Some(125));
    assert_eq!(milli(number("0.1255")), None);
    assert_eq!(milli(number("-1")), None);
    assert_eq!(milli(number("99999999999999")), None);
    assert_eq!(amount(17_669_500), number("17669.5"));
    assert_eq!(written(Lang::Bg, number("20001.5")), "20\u{a0}001,5");
    assert_eq!(written(Lang::En, number("-1234")), "\u{2212}1,234");
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(thousandths in 0_i64..10_000_000_000_000) {
        let whole = amount(thousandths);
        prop_assert_eq!(milli(whole), Some(thousandths));
        let (read, mark) = match read_amount(&written(Lang::Bg, whole)) {
            // Three digits behind a short number may be thousands: the page asks for another form.
            Err(NoAmount::Ambiguous) => return Ok(()),
            other => other.expect("an amount"),
        };
        prop_assert_eq!((read, mark.as_str()), (whole, ""));
    }

    #[test]
    fn what_counts_does_not_depend_on_the_order_of_entering(seed in any::<u64>()) {
        let kinds = ["census", "permanent", "present"];
        let mut values: Vec<Value> = (0..6_u64)
            .map(|n| {
                let code = kinds[usize::try_from((seed >> n) % 3).unwrap_or(0)];
                let on = format!("20{:02}-01-01", 10 + (seed >> (2 * n)) % 15);
                let id = i64::try_from(n).unwrap_or(0);
                value(id, ("all", code, &on, &(1000 + n).to_string()))
            })
            .collect();
        let first = choose(values.clone()).expect("a value");
        values.reverse();
        prop_assert_eq!(choose(values), Some(first));
    }
}

#[test]
fn the_catalogue_has_every_group_once_and_names_only_known_ones() {
    let all = Catalogue::proposed().expect("the groups");
    let codes: Vec<&str> = all.all().map(|group| group.code.as_str()).collect();
    let unique: std::collections::BTreeSet<&str> = codes.iter().copied().collect();
    assert_eq!(codes.len(), unique.len());
    for group in all.all() {
        let named = group.parts.iter().chain(Some(&group.within).filter(|one| !one.is_empty()));
        for code in named {
            assert!(all.get(code).is_some(), "{}: {code}", group.code);
        }
        assert!(!group.bg.is_empty() && !group.en.is_empty(), "{}", group.code);
    }
    assert_eq!(all.find("Общ брой на населението").map(|one| one.code.as_str()), Some("all"));
    assert_eq!(all.find("Жени 0-4").map(|one| one.code.as_str()), Some("age-00-04-f"));
    assert!(all.find("").is_none() && all.find("нещо друго").is_none());
}

#[test]
fn every_age_has_a_code_that_tells_it() {
    for band in 0..BANDS {
        for is_female in [true, false] {
            assert_eq!(age_of(&age_code(band, is_female)), Some((band, is_female)));
        }
    }
    assert_eq!(age_code(0, true), "age-00-04-f");
    assert_eq!(age_code(17, false), "age-85-m");
    for code in ["all", "age-03-07-f", "age-90-m", "age-00-04", "age-"] {
        assert_eq!(age_of(code), None, "{code}");
    }
}

#[test]
fn of_a_year_one_whole_count_by_age_counts() {
    let mut values = Vec::new();
    for band in 0..BANDS {
        for is_female in [true, false] {
            let code = age_code(band, is_female);
            values.push(value(1, (&code, "census", "2021-09-07", "10")));
            values.push(value(2, (&code, "permanent", "2021-12-31", "20")));
        }
    }
    // A count of one age alone is no count of the population, though it comes first by its kind.
    values.push(value(3, (&age_code(0, true), "present", "2021-12-31", "99")));
    let cells = cells(values);
    assert_eq!(cells.len(), 36);
    assert!(cells.iter().all(|cell| cell.people == 20 && cell.year == 2021), "{cells:?}");
}

fn told(values: &[Value]) -> Vec<(How, String)> {
    let all = Catalogue::proposed().expect("the groups");
    excesses(&all, values).into_iter().map(|one| (one.how, one.whole)).collect()
}

#[test]
fn parts_that_are_more_than_their_whole_are_told() {
    let mut values = vec![
        value(1, ("all", "census", "2021-09-07", "17669")),
        value(2, ("adults", "census", "2021-09-07", "14700")),
        value(3, ("children", "census", "2021-09-07", "2969")),
        value(4, ("children-disabled", "census", "2021-09-07", "75")),
    ];
    assert!(told(&values).is_empty());
    values[2].amount = number("2970");
    assert_eq!(told(&values), [(How::Parts, "all".to_owned())]);
    values[3].amount = number("3000");
    assert!(told(&values).contains(&(How::Within, "children".to_owned())));
    // Another count or another day is not comparable.
    values[2] = value(3, ("children", "permanent", "2021-09-07", "9999"));
    values[3] = value(4, ("children-disabled", "census", "2020-01-01", "9999"));
    assert!(told(&values).is_empty());
}

#[test]
fn settlements_together_are_not_more_than_the_municipality() {
    let place = |id: i64, ekatte: &str, amount: &str| Value {
        territory: Territory::Settlement(ekatte.to_owned()),
        ..value(id, ("all", "permanent", "2021-12-15", amount))
    };
    let whole = value(1, ("all", "permanent", "2021-12-15", "12000"));
    let mut values = vec![whole, place(2, "47714", "11312"), place(3, "30510", "688")];
    assert!(told(&values).is_empty());
    values[2].amount = number("689");
    assert_eq!(told(&values), [(How::Settlements, "all".to_owned())]);
    let district = Value { territory: Territory::District, ..values[0].clone() };
    let district = Value { amount: number("11999"), ..district };
    let found = told(&[values[0].clone(), district]);
    assert_eq!(found, [(How::Territory, "all".to_owned())]);
}

#[test]
fn each_kind_has_its_place_in_the_order() {
    assert_eq!(KINDS.first(), Some(&"present"));
    assert_eq!(kind("гадаене"), None);
}
