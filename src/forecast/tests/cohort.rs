//! The cohort model against a world computed on paper, and what holds of every world.

use crate::forecast::assumption::{KINDS, Kind, rates, shipped, written};
use crate::forecast::bands::{BANDS, BASES, Base, base_of, counted, name};
use crate::forecast::chance::{Chance, Spread};
use crate::forecast::cohort::{Course, Population, Rates, Year, step, years};
use crate::forecast::compute::{outcome, some, whole};
use crate::forecast::content::{Inputs, NeedInputs, Outcome};
use crate::forecast::demand::{Service, ratios};
use crate::forecast::fit::Past;
use crate::forecast::spread::{Model, Spreads, run};
use proptest::prelude::*;

/// Three bands of five years.
fn small() -> (Population, Rates) {
    let people = Population { men: vec![100.0, 80.0, 60.0], women: vec![100.0, 90.0, 70.0] };
    let rates = Rates {
        fertility: vec![0.0, 0.06, 0.0],
        girls: 0.5,
        men: Course {
            newborn: 0.9,
            survival: vec![0.95, 0.9, 0.5],
            migration: vec![0.0, 0.02, 0.0],
        },
        women: Course {
            newborn: 0.9,
            survival: vec![0.98, 0.95, 0.6],
            migration: vec![0.0, -0.02, 0.0],
        },
    };
    (people, rates)
}

fn near(found: f64, wanted: f64) {
    assert!((found - wanted).abs() < 1e-9, "{found} is not {wanted}");
}

// Men, on paper:   first 100 × 0.95 = 95 alive, 5 died; they are the second now.
//                  second 80 × 0.90 = 72 alive, 8 died; in five years 5 × 0.02 = 10 % come: 7.2; so 79.2.
//                  third 60 × 0.50 = 30 alive, 30 died; third now 79.2 + 30 = 109.2.
// Women:           first 100 × 0.98 = 98, 2 died.
//                  second 90 × 0.95 = 85.5, 4.5 died; 10 % leave: 8.55; so 76.95.
//                  third 70 × 0.60 = 42, 28 died; third now 76.95 + 42 = 118.95.
// Births:          the mean of the women of the second band is (90 + 98) / 2 = 94; 94 × 0.06 = 5.64 a year,
//                  28.2 in five years; half girls, of each half 14.1 × 0.9 = 12.69 alive, 2.82 died together.
// Sum:             500 + 28.2 − (5 + 8 + 30 + 2 + 4.5 + 28 + 2.82) + (7.2 − 8.55) = 446.53.
#[test]
fn a_world_of_three_bands_moves_as_on_paper() {
    let (people, rates) = small();
    let (after, flows) = step(&people, &rates);
    for (found, wanted) in after.men.iter().zip([12.69, 95.0, 109.2]) {
        near(*found, wanted);
    }
    for (found, wanted) in after.women.iter().zip([12.69, 98.0, 118.95]) {
        near(*found, wanted);
    }
    near(flows.births, 28.2);
    near(flows.deaths, 80.32);
    near(flows.migration, -1.35);
    near(after.total(), 446.53);
}

#[test]
fn a_year_between_two_steps_lies_on_the_straight_line() {
    let (people, rates) = small();
    let all = years(&people, &rates, 7);
    assert_eq!(all.len(), 8, "the start and seven years");
    // Two fifths of the way from 500 to 446.53.
    near(all[2].people.total(), 478.612);
    near(all[2].flows.births, 5.64);
    near(all[2].flows.deaths, 16.064);
    near(all[5].people.total(), 446.53);
    assert_eq!(all[7].after, 7);
}

fn balances(all: &[Year]) -> bool {
    all.windows(2).all(|pair| {
        let flows = pair[1].flows;
        let sum = pair[0].people.total() + flows.births - flows.deaths + flows.migration;
        let end = pair[1].people.total();
        (sum - end).abs() <= 1e-6 * end.max(1.0)
    })
}

prop_compose! {
    fn worlds()(bands in 2_usize..19)(
        men in prop::collection::vec(0.0_f64..20_000.0, bands),
        women in prop::collection::vec(0.0_f64..20_000.0, bands),
        fertility in prop::collection::vec(0.0_f64..0.4, bands),
        survival in prop::collection::vec(0.0_f64..=1.0, bands),
        migration in prop::collection::vec(-0.3_f64..0.3, bands),
        newborn in 0.0_f64..=1.0,
        girls in 0.0_f64..=1.0,
    ) -> (Population, Rates) {
        let course = Course { newborn, survival, migration };
        let rates = Rates { fertility, girls, men: course.clone(), women: course };
        (Population { men, women }, rates)
    }
}

proptest! {
    #[test]
    fn nobody_is_below_zero_and_every_year_balances((people, rates) in worlds(), count in 1_i32..12) {
        let all = years(&people, &rates, count);
        prop_assert_eq!(all.len(), usize::try_from(count).unwrap() + 1);
        prop_assert!(balances(&all));
        for year in &all {
            let mut bands = year.people.men.iter().chain(&year.people.women);
            prop_assert!(bands.all(|count| *count >= 0.0), "{:?}", year.people);
            prop_assert!(year.flows.births >= 0.0 && year.flows.deaths >= -1e-9);
        }
    }

    #[test]
    fn children_and_adults_are_all(women in prop::collection::vec(0.0_f64..9_000.0, BANDS)) {
        let people = Population { men: vec![0.0; BANDS], women };
        let of = |base: Base| base.of(&people);
        prop_assert!((of(Base::Children) + of(Base::Adults) - of(Base::All)).abs() < 1e-6);
        prop_assert!((of(Base::Working) + of(Base::Old) - of(Base::Adults)).abs() < 1e-6);
    }
}

#[test]
fn bands_are_named_as_people_name_them() {
    assert_eq!([name(0), name(3), name(17)], ["0–4", "15–19", "85+"]);
}

#[test]
fn a_group_moves_with_the_part_of_the_population_it_comes_from() {
    for (group, base) in [
        ("all", Base::All),
        ("persons-disabled", Base::All),
        ("children-0-7", Base::Small),
        ("home-children-disabled", Base::Children),
        ("adults-disabled-working-age", Base::Working),
        ("adults-disabled", Base::Adults),
        ("home-psychiatric-unable", Base::Adults),
        ("adults-dementia", Base::Old),
        ("old-unable-no-degree", Base::Old),
    ] {
        assert_eq!(base_of(group), base, "{group}");
    }
    assert_eq!(BASES.map(Base::place), [0, 1, 2, 3, 4, 5]);
}

// The worked example of № 21 for 150 000 people of whom 124 500 are adults: 3.75 + 3.735 = 7.485. When all
// become a tenth fewer and adults a fifth fewer: 3.75 × 0.9 + 3.735 × 0.8 = 3.375 + 2.988 = 6.363.
#[test]
fn the_need_follows_its_parts() {
    let mut service = Service::default();
    service.parts[Base::All.place()] = 3.75;
    service.parts[Base::Adults.place()] = 3.735;
    near(service.today(), 7.485);
    let mut then = [100.0; BASES.len()];
    then[Base::All.place()] = 90.0;
    then[Base::Adults.place()] = 80.0;
    near(service.need(&ratios(&[100.0; BASES.len()], &then)), 6.363);
    near(service.need(&ratios(&[0.0; BASES.len()], &then)), 7.485);
}

/// A model over what the program comes with: a thousand people in every band.
pub fn model(seed: u64, spreads: Spreads) -> Model {
    let values = KINDS.map(|kind| {
        let one = shipped().iter().find(|one| one.kind == kind).expect("every kind is shipped");
        &one.values
    });
    let (rates, _) = rates(values);
    let start = Population { men: vec![500.0; BANDS], women: vec![500.0; BANDS] };
    Model { start, rates, spreads, years: 10, seed }
}

pub const WIDE: Spreads = Spreads { fertility: 0.1, mortality: 0.06, migration: 0.003 };

/// A whole forecast of need over it.
pub fn inputs(seed: u64) -> Inputs {
    let model = model(seed, WIDE);
    let mut service = Service { number: 25, name: "услуга".to_owned(), ..Service::default() };
    service.parts[Base::Old.place()] = 40.0;
    let missing = vec!["old-unable".to_owned()];
    let unknown = Service { number: 20, missing, ..service.clone() };
    Inputs::Need(Box::new(NeedInputs {
        used: shipped().to_vec(),
        is_fitted: false,
        year: 2026,
        assumed: model.rates.clone(),
        past: Past::from([(2026, model.start.clone())]),
        model,
        services: vec![service, unknown],
    }))
}

#[test]
fn what_the_program_comes_with_has_every_age_and_a_source() {
    assert_eq!(shipped().len(), KINDS.len());
    for one in shipped() {
        assert!(one.values.fit(one.kind), "{:?}", one.kind);
        assert!(one.source.len() > 20 && one.mark == "M", "{:?}", one.kind);
    }
    let births = shipped().iter().find(|one| one.kind == Kind::Fertility).expect("births");
    // 5 × (37 + 72 + 94 + 85 + 44 + 10 + 1) of a thousand: the children of a woman.
    near(births.values.women.iter().sum::<f64>() * 5.0 / 1000.0, 1.715);
    for course in [model(1, WIDE).rates.men, model(1, WIDE).rates.women] {
        assert_eq!(course.survival.len(), BANDS, "the newborn stand apart");
        assert!(course.newborn > 0.99 && course.survival[BANDS - 1] < 0.5);
    }
}

#[test]
fn the_same_seed_says_the_same_in_any_number_of_parts() {
    let inputs = inputs(7);
    let mut parts = some(&inputs, 7, 0..13);
    parts.join(some(&inputs, 7, 13..40));
    parts.join(some(&inputs, 7, 40..100));
    let in_parts = outcome(&inputs, &parts, (7, 100));
    assert_eq!(in_parts, whole(&inputs, (7, 100)));
    assert_ne!(run(&model(7, WIDE), 0), run(&model(8, WIDE), 0), "another seed");
    assert_ne!(run(&model(7, WIDE), 0), run(&model(7, WIDE), 1), "another run");
    let Outcome::Need(need) = in_parts else { panic!("a forecast of need") };
    assert_eq!(need.needs[0].len(), 11, "the start and ten years");
    assert!(need.needs[1].is_empty(), "a group is missing");
    assert!(need.tested.is_none(), "one year is no past");
}

#[test]
fn the_interval_grows_with_the_years_and_holds_the_middle() {
    let Outcome::Need(need) = whole(&inputs(3), (3, 200)) else { panic!("a forecast of need") };
    let all = &need.people[0];
    let width = |at: usize| all[at].high - all[at].low;
    assert!(width(0).abs() < 1e-9, "the start is known");
    assert!(width(0) < width(5) && width(5) < width(10));
    assert!(all.iter().all(|one| one.low <= one.middle && one.middle <= one.high));
    assert!(all.iter().all(|one| one.holds(one.middle)));
}

#[test]
fn without_any_spread_all_runs_are_the_central_one() {
    let model = model(1, Spreads::default());
    let central: Vec<_> =
        years(&model.start, &model.rates, 10).iter().map(|year| counted(&year.people)).collect();
    assert_eq!(run(&model, 5), central);
}

#[test]
fn an_interval_leaves_out_one_run_of_twenty_on_each_side() {
    let spread = Spread::of((0..=100).map(f64::from).rev().collect());
    assert_eq!((spread.low, spread.middle, spread.high), (5.0, 50.0, 95.0));
    assert_eq!(Spread::of(Vec::new()), Spread::default());
}

#[test]
fn normal_draws_are_normal() {
    let mut chance = Chance::new(11, 0);
    let drawn: Vec<f64> = (0..4_000).map(|_| chance.normal()).collect();
    let mean = drawn.iter().sum::<f64>() / 4_000.0;
    let variance = drawn.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / 4_000.0;
    assert!(mean.abs() < 0.06 && (variance - 1.0).abs() < 0.1, "{mean} {variance}");
    assert!(drawn.iter().all(|value| value.is_finite()));
}

#[test]
fn numbers_are_written_as_people_write_them() {
    assert_eq!(written(17_669.4, 0), "17\u{a0}669");
    assert_eq!(written(1_234.5, 2), "1\u{a0}234,50");
    assert_eq!(written(-0.04, 1), "0,0");
    assert_eq!(written(-1_000.0, 0), "-1\u{a0}000");
}
