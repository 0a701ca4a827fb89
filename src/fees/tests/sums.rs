//! The arithmetic of an account, without a database.

use crate::fees::sum::{Due, Facts, Rate, Tariff, WHOLE, due, percent, share};
use law::{Law, Month, Payer};
use proptest::prelude::*;

fn facts(rate: Rate) -> Facts {
    Facts {
        month: Month::parse("2026-10").expect("a month"),
        kind: 8,
        access: law::Access::Specialised,
        funding: law::Funding::State,
        free_item: None,
        payer: Payer { age: Some(80), ..Payer::default() },
        income: Some(61_355),
        tariff: Some(Tariff {
            rate,
            reduced: Some(5_000),
            by_days: true,
            basis: "Решение № 7".to_owned(),
        }),
        minutes: 31 * 1440,
        covered: 31,
    }
}

fn paid(facts: &Facts) -> Option<i64> {
    match due(Law::current(), facts).expect("an answer") {
        Due::Pay(sum) => Some(sum.cents),
        _ => None,
    }
}

#[test]
fn a_percent_of_an_income_is_rounded_half_a_cent_up() {
    assert_eq!(paid(&facts(Rate::Percent(7_000))), Some(42_949), "429,485 € is 429,49 €");
    let part = Facts { covered: 10, ..facts(Rate::Percent(7_000)) };
    assert_eq!(paid(&part), Some(13_855), "429,49 × 10 / 31");
    let less = Payer { reduced_items: vec![1], age: Some(80), ..Payer::default() };
    let less = Facts { payer: less, ..facts(Rate::Percent(7_000)) };
    assert_eq!(paid(&less), Some(21_475), "half of 429,49 is 214,745");
}

#[test]
fn an_amount_for_a_unit_is_paid_for_what_was_given() {
    let hour = Rate::Unit { cents: 333, minutes: 60 };
    let given = Facts { kind: 1, minutes: 150, income: None, ..facts(hour) };
    assert_eq!(paid(&given), Some(833), "2,5 hours of 3,33 € are 8,325 €");
    assert_eq!(paid(&Facts { minutes: 0, ..given.clone() }), None, "nothing was given");
    let council = Facts { funding: law::Funding::Municipal, ..given };
    assert_eq!(paid(&council), Some(833));
}

#[test]
fn who_owes_nothing_pays_nothing_and_what_is_missing_is_said() {
    let whole = facts(Rate::Percent(7_000));
    let child = Facts { payer: Payer { age: Some(12), ..Payer::default() }, ..whole.clone() };
    let found = due(Law::current(), &child).expect("an answer");
    assert!(matches!(&found, Due::Nothing(sum) if sum.articles.iter().any(|a| a.contains("103"))));
    let assistant = Facts { kind: 10, ..whole.clone() };
    assert!(
        matches!(due(Law::current(), &assistant), Ok(Due::Nothing(_))),
        "until the end of 2026"
    );
    let missing = |facts: &Facts| match due(Law::current(), facts).expect("an answer") {
        Due::Missing(key, _) => key,
        other => panic!("{other:?}"),
    };
    assert_eq!(missing(&Facts { income: None, ..whole.clone() }), "fees-missing-income");
    assert_eq!(missing(&Facts { tariff: None, ..whole.clone() }), "fees-missing-rate");
    let mut open = Facts { payer: Payer { reduced_items: vec![1], ..Payer::default() }, ..whole };
    if let Some(tariff) = &mut open.tariff {
        tariff.reduced = None;
    }
    assert_eq!(missing(&open), "fees-missing-reduced");
}

#[test]
fn percents_are_written_as_people_read_them() {
    assert_eq!(percent(7_000), "70 %");
    assert_eq!(percent(1_250), "12,5 %");
    assert_eq!(percent(1_925), "19,25 %");
}

proptest! {
    #[test]
    fn an_account_is_the_sum_of_its_lines(
        income in 0_i64..500_000, hundredths in 0_i64..=WHOLE, covered in 1_u32..=31,
        reduced in 0_i64..=WHOLE, is_reduced in any::<bool>(), by_days in any::<bool>(),
    ) {
        let mut one = facts(Rate::Percent(hundredths));
        one.income = Some(income);
        one.covered = covered;
        if is_reduced {
            one.payer.reduced_items = vec![1];
        }
        if let Some(tariff) = &mut one.tariff {
            tariff.reduced = Some(reduced);
            tariff.by_days = by_days;
        }
        let found = due(Law::current(), &one).unwrap();
        let sum = found.sum();
        prop_assert_eq!(sum.cents, sum.lines.iter().map(|line| line.cents).sum::<i64>());
        prop_assert!(sum.cents >= 0 && sum.cents <= income);
    }

    #[test]
    fn shares_are_never_off_by_more_than_half_a_cent(
        cents in 0_i64..10_000_000, part in 0_i64..100_000, whole in 1_i64..100_000,
    ) {
        let exact = i128::from(cents) * i128::from(part);
        let rounded = i128::from(share(cents, part, whole)) * i128::from(whole);
        prop_assert!((rounded - exact).abs() * 2 <= i128::from(whole));
    }
}
