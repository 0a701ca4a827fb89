//! The simulated list against lists that are known from paper and from books.

use crate::forecast::chance::Chance;
use crate::forecast::compute::{outcome, some, whole};
use crate::forecast::content::{Inputs, QueueInputs};
use crate::forecast::months::{Known, arrivals, start, tested};
use crate::forecast::queue::{Month, Start, simulate};
use proptest::prelude::*;

fn run(start: &Start, number: u64) -> Vec<Month> {
    simulate(start, &mut Chance::new(1, number))
}

/// The mean of something over many runs.
fn mean(start: &Start, runs: u32, of: impl Fn(&[Month]) -> f64) -> f64 {
    (0..u64::from(runs)).map(|number| of(&run(start, number))).sum::<f64>() / f64::from(runs)
}

// Nobody comes and nobody leaves. Of 4 who wait 2 take the 2 free places at once, without waiting. After two
// months a place is added: one more takes it, having waited 2 months. One is left.
#[test]
fn a_list_without_chance_moves_as_on_paper() {
    let start = Start {
        places: 5,
        users: 3,
        waiting: 4,
        added: 1,
        added_after: 2,
        months: 3,
        ..Start::default()
    };
    let months = run(&start, 0);
    let said: Vec<_> =
        months.iter().map(|month| (month.waiting, month.users, month.entered)).collect();
    assert_eq!(said, [(2, 5, 2), (1, 6, 1), (1, 6, 0)]);
    assert_eq!(months[0].wait(), Some(0.0));
    assert_eq!(months[1].wait(), Some(2.0));
    assert_eq!(months[2].wait(), None);
    assert_eq!((months[0].seen_waiting(), months[1].seen_waiting()), (4, 2));
}

// With places for all, who comes 10 a month and stays 2 months on the average: 10 × 2 = 20 use the service.
#[test]
fn with_places_for_all_as_many_use_it_as_come_times_how_long_they_stay() {
    let start =
        Start { places: 1_000, arrivals: 10.0, leaving: 0.5, months: 24, ..Start::default() };
    let users = mean(&start, 400, |months| months[23].users as f64);
    assert!((users - 20.0).abs() < 1.0, "{users}");
    assert!(run(&start, 1).iter().all(|month| month.waiting == 0));
}

// One place, one comes in two months, who has it stays a month: by the formula of Pollaczek and Khinchine
// for M/M/1 with load 0.5 on the average 0.5² / (1 − 0.5) = 0.5 wait.
#[test]
fn one_place_has_the_list_of_the_textbook() {
    let start = Start { places: 1, arrivals: 0.5, leaving: 1.0, months: 60, ..Start::default() };
    let waiting = mean(&start, 2_000, |months| months[59].waiting as f64);
    assert!((waiting - 0.5).abs() < 0.12, "{waiting}");
}

#[test]
fn who_gives_up_leaves_the_list() {
    let start = Start { places: 0, waiting: 100, giving_up: 0.5, months: 1, ..Start::default() };
    // Of a hundred e to the power of minus a half stay a month: 60.65.
    let waiting = mean(&start, 300, |months| months[0].waiting as f64);
    assert!((waiting - 60.65).abs() < 1.5, "{waiting}");
}

prop_compose! {
    fn starts()(
        places in 0_i64..60,
        users in 0_i64..60,
        waiting in 0_i64..60,
        arrivals in 0.0_f64..12.0,
        leaving in 0.0_f64..0.8,
        giving_up in 0.0_f64..0.5,
        added in -40_i64..40,
        added_after in 0_u32..8,
    ) -> Start {
        Start {
            places, users, waiting, arrivals, leaving, giving_up, added, added_after,
            arrivals_spread: 0.2, leaving_spread: 0.2, months: 8,
        }
    }
}

proptest! {
    #[test]
    fn every_month_balances_and_nobody_is_below_zero(start in starts(), number in 0_u64..1_000) {
        let (mut waiting, mut users) = (start.waiting, start.users);
        for month in run(&start, number) {
            waiting += month.arrived - month.entered - month.gave_up;
            users += month.entered - month.left;
            prop_assert_eq!((month.waiting, month.users), (waiting, users));
            prop_assert!(waiting >= 0 && users >= 0 && month.waited >= 0.0);
            let most = start.users.max(start.places).max(start.places + start.added);
            prop_assert!(users <= most, "{users} in {most}");
        }
    }

    #[test]
    fn the_same_run_says_the_same(start in starts(), number in 0_u64..1_000) {
        prop_assert_eq!(run(&start, number), run(&start, number));
    }
}

fn known(at: i64, [waiting, users, places, entered, left]: [i64; 5]) -> Known {
    let first = law::Month::parse("2025-01").expect("a month");
    Known { month: first.plus(at), waiting, users, places, entered, left }
}

// On some day of the first month 4 waited, 2 of them took a place: 2 are left over. In the second 5 waited:
// 3 came, 3 entered, 2 are left over. In the third 6 waited: 4 came. On the average 3.5 a month.
// 6 less the 1 who entered: 5 wait at the start; 20 less the 2 who left: 18 use; of 60 in three months 6 left.
#[test]
fn known_months_tell_how_many_come_and_leave() {
    let months =
        [known(0, [4, 20, 25, 2, 1]), known(1, [5, 20, 25, 3, 3]), known(2, [6, 20, 25, 1, 2])];
    assert_eq!(arrivals(&months), [3, 4]);
    let start = start(&months).expect("a start");
    assert!((start.arrivals - 3.5).abs() < 1e-9);
    assert!((start.leaving - 0.1).abs() < 1e-9);
    assert_eq!((start.waiting, start.users), (5, 18));
    assert_eq!(start.places, 18, "somebody waits beside free places: they are for others");
    let free = [known(0, [0, 20, 25, 0, 0]), known(1, [0, 20, 25, 0, 0])];
    assert_eq!(super::super::months::start(&free).map(|one| one.places), Some(25));
    assert!(super::super::months::start(&months[..1]).is_none());
}

/// A list that stays as it is.
fn steady(count: i64) -> Vec<Known> {
    (0..count).map(|at| known(at, [8, 40, 40, 4, 4])).collect()
}

#[test]
fn the_past_is_forecast_from_its_first_two_thirds() {
    let found = tested(&steady(12), (1, 200));
    assert_eq!(found.len(), 4, "the last third");
    assert_eq!(found[0].month, law::Month::parse("2025-09").expect("a month"));
    assert!(found.iter().all(|one| one.known == 8));
    assert!(found[0].forecast.holds(8.0), "{:?}", found[0]);
    assert!(tested(&steady(5), (1, 200)).is_empty(), "too few months");
}

#[test]
fn lists_are_computed_in_any_number_of_parts_and_apart_from_each_other() {
    let months = steady(12);
    let begun = Start { months: 6, ..start(&months).expect("a start") };
    let list = |kind: &str| QueueInputs {
        kind: kind.to_owned(),
        months: months.clone(),
        start: begun.clone(),
    };
    let inputs = Inputs::Waiting(vec![list("7"), list("8")]);
    let mut parts = some(&inputs, 9, 0..30);
    parts.join(some(&inputs, 9, 30..60));
    assert_eq!(outcome(&inputs, &parts, (9, 60)), whole(&inputs, (9, 60)));
    let crate::forecast::compute::Runs::Waiting(runs) = &parts else { panic!("lists") };
    assert_ne!(runs[0], runs[1], "two lists do not share their chance");
}
