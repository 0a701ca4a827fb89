//! Samples, weights and intervals against published worked values.

use crate::studies::content::{Question, Sheet};
use crate::studies::interval::{SURE, mean, share, t, unasked, z};
use crate::studies::result::{Weighed, found, moments};
use crate::studies::sample::{self, Stratum, allocated, drawn, needed};
use crate::studies::weight::{Cost, Margin, Refusal, by_stratum, raked, worth};
use proptest::prelude::*;

fn near(found: f64, expected: f64, by: f64) {
    assert!((found - expected).abs() <= by, "{found} is not {expected}");
}

fn stratum(size: i64, spread: f64) -> Stratum {
    Stratum { name: size.to_string(), size, spread, drawn: 0 }
}

#[test]
fn quantiles_are_those_of_the_tables() {
    near(z(SURE), 1.959_964, 1e-5);
    near(z(0.99), 2.575_829, 1e-5);
    near(t(SURE, 1.0), 12.706_2, 1e-3);
    near(t(SURE, 9.0), 2.262_157, 1e-5);
    near(t(SURE, 30.0), 2.042_272, 1e-5);
}

#[test]
fn shares_have_the_intervals_that_newcombe_printed() {
    // Statistics in Medicine 17 (1998), table I, method 3.
    let printed = [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ];
    for (count, of, low, high) in printed {
        let one = share(f64::from(count) / f64::from(of), f64::from(of), 1.0, SURE);
        near(one.low, low, 5e-5);
        near(one.high, high, 5e-5);
    }
}

#[test]
fn a_mean_has_the_interval_of_the_engineering_handbook() {
    // NIST/SEMATECH, 1.3.5.2: 195 measurements of heat flow.
    let one = mean(9.261_460, 0.022_789, (195.0, 1.0), SURE).unwrap();
    near(one.low, 9.258_242, 2e-6);
    near(one.high, 9.264_679, 2e-6);
    assert_eq!(mean(1.0, 0.0, (1.0, 1.0), SURE), None, "of one answer nothing is told");
}

#[test]
fn whoever_was_all_asked_is_known_exactly() {
    near(unasked(100, Some(1_000)), 900.0 / 999.0, 1e-12);
    near(unasked(1_000, Some(1_000)), 0.0, 0.0);
    near(unasked(10, None), 1.0, 0.0);
    let all = share(0.3, 50.0, unasked(50, Some(50)), SURE);
    assert_eq!((all.low, all.high), (0.3, 0.3));
    let part = share(0.5, 100.0, unasked(100, Some(200)), SURE);
    let endless = share(0.5, 100.0, 1.0, SURE);
    assert!(part.low > endless.low && part.high < endless.high, "half of all is more than a few");
}

#[test]
fn samples_have_the_sizes_of_krejcie_and_morgan() {
    let z = z(SURE);
    for (people, size) in [(100, 80), (1_000, 278), (10_000, 370), (1_000_000, 384)] {
        let found = needed(people, 0.05, z);
        // Theirs are rounded to the nearest, ours never say too few.
        assert!(found == size || found == size + 1, "{people}: {found}, not {size}");
    }
    assert_eq!(needed(3, 0.05, z), 3);
    assert_eq!(needed(0, 0.05, z), 0);
}

#[test]
fn neyman_gives_the_girls_and_the_boys_their_shares() {
    // Stat Trek, lesson on stratified samples: 36 of 20,000, spread 10.27 and 6.66.
    let strata = [stratum(10_000, 10.27), stratum(10_000, 6.66)];
    assert_eq!(allocated(&strata, 36, "optimal"), [22, 14]);
    assert_eq!(allocated(&strata, 36, "proportional"), [18, 18]);
    let small = [stratum(3, 1.0), stratum(997, 1.0)];
    assert_eq!(allocated(&small, 100, "equal"), [3, 97], "a small part is asked whole");
    assert_eq!(allocated(&small, 100, "proportional"), [2, 98], "two at least");
    assert_eq!(allocated(&small, 1, "proportional"), [0, 1]);
}

#[test]
fn a_draw_can_be_repeated_with_any_program() {
    // As Python's hashlib ranks them.
    assert_eq!(drawn("2026", (1, 100), 8), [3, 28, 37, 48, 68, 70, 96, 99]);
    assert_eq!(drawn("2026", (2, 100), 8), [4, 25, 36, 37, 39, 42, 58, 93]);
    assert_eq!(drawn("2026", (1, 3), 9), [1, 2, 3]);
    assert_eq!(drawn("x", (1, 3), 0), [0_i64; 0]);
}

#[test]
fn strata_are_read_as_people_type_them() {
    let read = sample::read("Мездра; 8 891\n\nСела ; 8778; 1,5").unwrap();
    assert_eq!(read.len(), 2);
    assert_eq!((read[0].size, read[1].size), (8_891, 8_778));
    assert_eq!((read[0].spread, read[1].spread), (1.0, 1.5));
    for (text, line) in [("Мездра", 1), ("А; 5\nА; 6", 2), ("А; 5; 0", 1), ("А; -5", 1)] {
        assert_eq!(sample::read(text), Err(line), "{text}");
    }
}

#[test]
fn raking_agrees_with_the_example_of_iterative_fitting() {
    // The 4 × 4 table of Wikipedia's article on iterative proportional fitting.
    let start = [
        40.0, 30.0, 20.0, 10.0, 35.0, 50.0, 100.0, 75.0, 30.0, 80.0, 70.0, 120.0, 20.0, 30.0, 40.0,
        50.0,
    ];
    let expected = [
        64.56, 46.23, 35.38, 3.82, 49.97, 68.16, 156.5, 25.37, 56.72, 144.43, 145.08, 53.77, 28.75,
        41.18, 63.03, 17.03,
    ];
    let margin =
        |groups: Vec<Option<usize>>, known: [f64; 4]| Margin { groups, known: known.into() };
    let rows = margin((0..16).map(|n| Some(n / 4)).collect(), [150.0, 300.0, 400.0, 150.0]);
    let columns = margin((0..16).map(|n| Some(n % 4)).collect(), [200.0, 300.0, 400.0, 100.0]);
    let weights = raked(&start, &[rows, columns]).unwrap();
    for (weight, expected) in weights.iter().zip(expected) {
        near(weight * 1_000.0 / 16.0, expected, 0.01);
    }
}

#[test]
fn margins_that_nobody_answers_or_that_contradict_are_told() {
    let one = |groups: [usize; 4], known: [f64; 2]| Margin {
        groups: groups.into_iter().map(Some).collect(),
        known: known.into(),
    };
    let start = [1.0; 4];
    let empty = one([0, 0, 0, 0], [1.0, 1.0]);
    assert_eq!(raked(&start, &[empty]), Err(Refusal::Nobody(0, 1)));
    let apart = [one([0, 0, 1, 1], [3.0, 1.0]), one([0, 0, 1, 1], [1.0, 3.0])];
    assert_eq!(raked(&start, &apart), Err(Refusal::Apart));
    let silent = Margin { groups: vec![Some(0), Some(1), None, None], known: vec![3.0, 1.0] };
    let weights = raked(&start, &[silent]).unwrap();
    near(weights[0] / weights[1], 3.0, 1e-9);
    near(weights[2], 1.0, 1e-9);
}

#[test]
fn unequal_weights_cost_what_kish_says() {
    near(worth(&[1.0; 10]), 10.0, 1e-12);
    near(worth(&[1.0, 1.0, 1.0, 2.0]), 25.0 / 7.0, 1e-12);
    let cost = Cost::of(&[1.0, 1.0, 1.0, 2.0]);
    near(cost.effect, 28.0 / 25.0, 1e-12);
    near(cost.largest, 1.6, 1e-12);
    let weights = by_stratum(&[0, 0, 0, 1], &[600, 400]);
    near(weights[3] / weights[0], 2.0, 1e-12);
    near(weights.iter().sum::<f64>(), 4.0, 1e-12);
}

#[test]
fn weighted_numbers_have_a_mean_and_a_deviation() {
    let plain: Vec<(f64, f64)> =
        [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0].map(|figure| (figure, 1.0)).into();
    let (mean, deviation) = moments(&plain);
    near(mean, 5.0, 1e-12);
    near(deviation, (32.0_f64 / 7.0).sqrt(), 1e-12);
    near(moments(&[(1.0, 3.0), (5.0, 1.0)]).0, 2.0, 1e-12);
}

#[test]
fn a_small_count_hides_another_and_the_mean() {
    let question = Question { code: "q".into(), kind: "scale".into(), ..Question::default() };
    let sheet = |value: &str| Sheet::from([("q".to_owned(), vec![value.to_owned()])]);
    let sheets: Vec<Sheet> =
        ["1", "1", "4", "4", "4", "4", "4", "4", "5", "5", "5", "5", "5"].map(sheet).into();
    let weigh = |sheet| Weighed { sheet, weight: 1.0 };
    let answers: Vec<Weighed<'_>> = sheets.iter().map(weigh).collect();
    let one = found(&question, &answers, 1.0);
    assert_eq!(one.base, Some(13));
    let counts: Vec<Option<i64>> = one.parts.iter().map(|part| part.count).collect();
    assert_eq!(counts, [None, Some(0), Some(0), Some(6), None]);
    assert_eq!(one.mean, None);
    let all = found(&question, &answers[2..], 1.0);
    assert!(all.mean.is_some_and(|mean| mean.low < mean.value && mean.value < mean.high));
    assert_eq!(found(&question, &answers[..4], 1.0).base, None);
}

proptest! {
    #[test]
    fn what_is_allocated_adds_up_and_fits(
        sizes in prop::collection::vec(1_i64..500, 1..8), asked in 0_i64..600, way in 0_usize..3,
    ) {
        let strata: Vec<Stratum> =
            sizes.iter().map(|size| stratum(*size, 1.0 + (*size % 7) as f64)).collect();
        let given = allocated(&strata, asked, sample::ALLOCATIONS[way]);
        prop_assert_eq!(given.iter().sum::<i64>(), asked.min(sizes.iter().sum()));
        for (given, size) in given.iter().zip(&sizes) {
            prop_assert!(*given >= 0 && given <= size);
        }
    }

    #[test]
    fn an_interval_holds_its_share_and_shrinks_with_answers(
        count in 0_u32..=200, more in 1_u32..50, left in 0.01_f64..=1.0,
    ) {
        let value = f64::from(count) / 200.0;
        let few = share(value, 200.0, left, SURE);
        let many = share(value, 200.0 * f64::from(more + 1), left, SURE);
        prop_assert!(few.low <= value + 1e-9 && value <= few.high + 1e-9);
        prop_assert!(many.high - many.low <= few.high - few.low + 1e-12);
    }
}
