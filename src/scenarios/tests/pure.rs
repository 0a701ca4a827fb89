//! The model, its changes and who loses, without a database.

use crate::scenarios::act::{Wanted, sites};
use crate::scenarios::change::{Changes, PlaceChange, ScaleChange, Scaled, changed, scaled};
use crate::scenarios::content::{Asked, Inputs, Outcome};
use crate::scenarios::effect::{Beside, beside};
use crate::scenarios::model::{Order, Rate, Service, Settlement, Site, Term, WHOLE, World, placed};
use crate::scenarios::sited;
use crate::scenarios::typed::{self, Lists};
use crate::scenarios::words::{both, mean, number, tenths};
use crate::scenarios::world::{Known, Needed, Summand, ages_of, assembled, by_age, kind_of, put};
use kit::web::Form;
use proptest::prelude::*;
use std::collections::BTreeMap;
use ui::Lang;

fn term(group: &str, is_first: bool, chance: u32) -> Term {
    Term { group: group.to_owned(), is_first, chances: [0, 0, chance, chance] }
}

/// A town and two villages, twelve minutes apart from one to the next.
fn world(places: u32) -> World {
    let settlement = |name: &str, adults: u32| Settlement {
        ekatte: name.to_owned(),
        name: name.to_owned(),
        people: [adults / 10, adults / 10, adults, adults / 2],
    };
    let minutes =
        |from: i32| (0..3).map(|to: i32| Some((from - to).unsigned_abs() * 120)).collect();
    World {
        seed: 7,
        settlements: vec![
            settlement("Град", 6_000),
            settlement("Село", 900),
            settlement("Махала", 300),
        ],
        minutes: (0..3).map(minutes).collect(),
        services: vec![Service {
            number: 9,
            name: "дневна грижа".to_owned(),
            terms: vec![term("adults-disabled", false, 8_000), term("home-adults", true, 2_000)],
            asked: WHOLE,
            sites: vec![Site { settlement: 0, places }],
            rate: Rate { cost_cents: 100_000, fee_cents: 1_000, turnover: Some(250) },
            ..Service::default()
        }],
        ..World::default()
    }
}

fn with_places(ekatte: &str, places: i32) -> Changes {
    let change = PlaceChange { service: 9, ekatte: ekatte.to_owned(), places };
    Changes { places: vec![change], ..Changes::default() }
}

fn compared(today: &World, changes: &Changes) -> Beside {
    beside(today, &changed(today, changes))
}

#[test]
fn so_many_ask_as_the_formula_says() {
    let world = world(1_000);
    let asked = placed(&world, &world.services[0]).len();
    // Ten of a thousand of 10 800 adults.
    assert!((90..=126).contains(&asked), "{asked}");
    let expected: u64 = world.expected(&world.services[0]).iter().sum();
    assert_eq!(expected, 10_800);
}

#[test]
fn where_nothing_changes_nobody_gains_or_loses() {
    let today = world(50);
    let all = compared(&today, &Changes::default());
    assert_eq!(all.today, all.then);
    assert!(all.shifts[0].all.is_still());
}

#[test]
fn more_places_serve_more_and_take_from_nobody() {
    let today = world(50);
    let all = compared(&today, &with_places("Град", 20));
    let (one, other, moves) = (&all.today[0], &all.then[0], all.shifts[0].all);
    assert_eq!((one.served, other.served), (50, 70));
    assert_eq!((moves.gained, moves.lost), (20, 0));
    assert_eq!(one.asked, one.served + one.waiting);
    assert_eq!(other.cost - one.cost, 20 * 100_000);
    assert_eq!(other.income - one.income, 20 * 12 * 1_000);
    assert!(other.months < one.months, "{other:?}");
    let by_settlement: i64 = all.shifts[0].settlements.values().map(|one| one.gained).sum();
    assert_eq!(by_settlement, 20);
}

#[test]
fn fewer_places_name_who_loses() {
    let today = world(50);
    let shift = compared(&today, &with_places("Град", -15)).shifts.remove(0);
    assert_eq!((shift.all.lost, shift.all.gained), (15, 0));
    assert_eq!(shift.groups.values().map(|one| one.lost).sum::<i64>(), 15);
    assert_eq!(shift.ages.values().map(|one| one.lost).sum::<i64>(), 15);
}

#[test]
fn a_site_in_a_village_shortens_the_way_of_its_people() {
    let today = world(1_000);
    let all = compared(&today, &with_places("Село", 1_000));
    let moves = all.shifts[0].settlements[&1];
    assert!(moves.nearer > 0 && moves.farther == 0, "{moves:?}");
    assert!(all.then[0].fair.mean < all.today[0].fair.mean);
}

#[test]
fn a_dearer_fee_is_felt_by_those_who_stay() {
    let today = world(50);
    let change = ScaleChange { what: Scaled::Fee, service: Some(9), percent: 20 };
    let all = compared(&today, &Changes { scales: vec![change], ..Changes::default() });
    assert_eq!(all.shifts[0].all.dearer, 50);
    assert_eq!(all.then[0].income * 100, all.today[0].income * 120);
}

#[test]
fn a_higher_coefficient_brings_more_who_ask() {
    let today = world(50);
    let change = ScaleChange { what: Scaled::Coefficient, service: None, percent: 100 };
    let all = compared(&today, &Changes { scales: vec![change], ..Changes::default() });
    assert!(all.then[0].asked > all.today[0].asked * 3 / 2, "{all:?}");
}

#[test]
fn the_order_decides_who_comes_first() {
    let today = world(20);
    let first = |order: Order| {
        let world = changed(&today, &Changes { order, ..Changes::default() });
        let served = placed(&world, &world.services[0]);
        let served = served.into_iter().filter(|one| one.minutes.is_some());
        served.map(|one| (one.term, one.minutes)).collect::<Vec<_>>()
    };
    let of_need = first(Order::Need).into_iter().filter(|(term, _)| *term == 1).count();
    let by_turn = first(Order::Turn).into_iter().filter(|(term, _)| *term == 1).count();
    assert!(of_need > by_turn, "{of_need} {by_turn}");
    assert!(first(Order::Near).iter().all(|(_, minutes)| *minutes == Some(0)));
}

#[test]
fn nobody_goes_beyond_the_limit() {
    let today = world(1_000);
    let all = compared(&today, &Changes { limit: Some(15), ..Changes::default() });
    assert_eq!(all.then[0].fair.longest, 120);
    assert!(all.shifts[0].settlements[&2].lost > 0);
}

#[test]
fn population_grows_by_whole_people() {
    let today = world(50);
    let changes = Changes { years: 5, growth: [0, -15, 0], ..Changes::default() };
    let then = changed(&today, &changes);
    // 6 000 × 0,985⁵ = 5 563,3…
    assert_eq!(then.settlements[0].people, [600, 600, 5_563, 3_000]);
    assert_eq!(scaled(1_005, 10), 1_106);
    assert_eq!(scaled(1_005, -100), 0);
}

#[test]
fn who_moves_away_is_no_loser() {
    let today = world(1_000);
    let changes = Changes { years: 1, growth: [-1_000, -1_000, -1_000], ..Changes::default() };
    let all = compared(&today, &changes);
    assert_eq!((all.people[1], all.then[0].served), (0, 0));
    assert!(all.shifts[0].all.is_still());
}

#[test]
fn what_is_kept_says_the_same_again() {
    let changes = Changes { years: 3, growth: [5, -5, 20], ..with_places("Село", 5) };
    let inputs = Inputs::WhatIf(Box::new(world(40)), changes);
    let kept = serde_json::to_string(&inputs).expect("text");
    let again: Inputs = serde_json::from_str(&kept).expect("inputs");
    let outcome = inputs.worked_out(&mut |_| ());
    assert_eq!(again.worked_out(&mut |_| ()), outcome);
    let text = serde_json::to_string(&outcome).expect("text");
    assert_eq!(serde_json::from_str::<Outcome>(&text).expect("an outcome"), outcome);
}

fn asked(services: u32, goal: &str) -> Asked {
    let wanted = Wanted {
        goal: goal.to_owned(),
        service: 9,
        services,
        capacity: 40,
        near: 10,
        limit: None,
        keeps: false,
    };
    match sites(world(50), &wanted) {
        Ok(Inputs::Sites(asked)) => *asked,
        _ => panic!("no question"),
    }
}

#[test]
fn sites_are_chosen_with_a_proof() {
    let asked = asked(3, "capacitated");
    let people: i64 = asked.people.iter().sum();
    let Outcome::Sites(sited) = Inputs::Sites(Box::new(asked)).worked_out(&mut |_| ()) else {
        panic!("no answer");
    };
    assert!(sited.is_proved && sited.cost == sited.bound, "{sited:?}");
    assert_eq!(sited.sent.iter().map(|(_, _, n)| n).sum::<i64>(), people);
    assert!(sited.fair.mean <= sited.fair_today.mean || sited.open[0] > 0);
}

#[test]
fn what_has_no_answer_says_why_in_words() {
    ui::Texts::load(&crate::app::texts());
    let short = asked(1, "capacitated");
    let Outcome::Refused(refused) = Inputs::Sites(Box::new(short.clone())).worked_out(&mut |_| ())
    else {
        panic!("an answer");
    };
    let why = sited::why(Lang::Bg, &short, &refused);
    assert!(why.contains("Местата не стигат") && why.contains("най-много 40"), "{why}");
    let mut cut = asked(3, "median");
    cut.minutes[2] = vec![None; 3];
    let Outcome::Refused(refused) = Inputs::Sites(Box::new(cut.clone())).worked_out(&mut |_| ())
    else {
        panic!("an answer");
    };
    let why = sited::why(Lang::Bg, &cut, &refused);
    assert!(why.contains("Махала") && !why.contains("Село"), "{why}");
}

#[test]
fn people_by_age_make_the_whole() {
    let whole = Known {
        all: Some(10_000.0),
        children: Some(1_800.0),
        small: Some(800.0),
        old: Some(2_500.0),
    };
    let own = Known { all: Some(100.0), old: Some(60.0), ..Known::default() };
    assert_eq!(by_age(own, whole), [8, 10, 22, 60]);
    assert_eq!(by_age(Known::default(), whole), [0; 4]);
    let odd = Known { all: Some(10.0), children: Some(30.0), ..Known::default() };
    assert_eq!(by_age(odd, whole).iter().sum::<u32>(), 10);
}

#[test]
fn groups_are_of_the_ages_they_name() {
    for (group, ages) in [
        ("all", [true; 4]),
        ("children-0-7", [true, false, false, false]),
        ("home-children-disabled-country", [true, true, false, false]),
        ("adults-disabled-working-age", [false, false, true, false]),
        ("home-old-unable", [false, false, false, true]),
        ("home-dementia-unable", [false, false, true, true]),
        ("disabled-care", [true; 4]),
    ] {
        assert_eq!(ages_of(group), ages, "{group}");
    }
    assert_eq!((1..=25).filter_map(kind_of).count(), 25);
}

#[test]
fn a_need_of_the_district_is_taken_by_the_part_of_the_municipality() {
    let settlements = world(0).settlements;
    let people: u32 = settlements.iter().flat_map(|one| one.people).sum();
    let needed = Needed {
        number: 17,
        summands: vec![
            Summand { group: "all".to_owned(), amount: Some(60.0), is_replacement: false },
            Summand { group: "home-old-unable".to_owned(), amount: None, is_replacement: true },
        ],
        of: Some(f64::from(people) * 3.0),
        recorded: [10, 15, 5],
        ..Needed::default()
    };
    let world = assembled(settlements, Vec::new(), (&[needed], &BTreeMap::new(), 1));
    let service = &world.services[0];
    assert_eq!(service.missing, ["home-old-unable"]);
    // A third of sixty is twenty, and twenty use it or wait.
    assert_eq!(service.asked, WHOLE);
    let expected: u64 = world.expected(service).iter().sum();
    assert!((1_980..=2_020).contains(&expected), "{expected}");
    assert_eq!(service.sites, [Site { settlement: 0, places: 10 }]);
}

#[test]
fn what_is_typed_is_read_or_noted() {
    let lists = Lists {
        services: BTreeMap::from([(9, "дневна грижа".to_owned())]),
        settlements: vec![("00011".to_owned(), "Град".to_owned())],
    };
    let fields = [
        ("years", "5"),
        ("growth_children", "-1,5"),
        ("place_service_1", "9"),
        ("place_where_1", "00011"),
        ("place_count_1", "-10"),
        ("scale_what_2", "fee"),
        ("scale_percent_2", "20"),
        ("order", "near"),
        ("limit", "40"),
    ];
    let mut form = Form::filled(Lang::Bg, fields);
    let changes = typed::changes(&mut form, &lists);
    assert!(form.ok(), "{:?}", form.errors());
    assert_eq!((changes.years, changes.growth), (5, [-15, 0, 0]));
    assert_eq!(changes.places[0].places, -10);
    assert_eq!(changes.scales[0].service, None);
    assert_eq!((changes.order, changes.limit), (Order::Near, Some(40)));
    for (name, value) in [
        ("years", "11"),
        ("growth_old", "много"),
        ("place_service_1", "77"),
        ("scale_what_1", "друго"),
        ("limit", "-3"),
        ("order", "x"),
    ] {
        let mut form = Form::filled(Lang::Bg, [(name, value)]);
        typed::changes(&mut form, &lists);
        assert!(!form.ok(), "{name}={value}");
    }
}

#[test]
fn numbers_are_written_as_people_read_them() {
    assert_eq!(number(-1_234_567), "-1\u{a0}234\u{a0}567");
    assert_eq!(
        (tenths(125), tenths(-5), mean(1_249)),
        ("12,5".into(), "-0,5".into(), "1,2".into())
    );
    assert_eq!(both("1".into(), "2".into()), "1 → 2");
    assert_eq!(both("1".into(), "1".into()), "1");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn nobody_is_counted_twice(
        seed in any::<u64>(),
        people in proptest::collection::vec(0_u32..400, 3),
        places in proptest::collection::vec(0_u32..60, 3),
        delta in -60_i32..60,
        growth in -100_i32..100,
    ) {
        let mut today = world(0);
        today.seed = seed;
        for (settlement, people) in today.settlements.iter_mut().zip(people) {
            settlement.people = [people / 4, people / 4, people, people / 2];
        }
        let sites = places.into_iter().enumerate();
        today.services[0].sites =
            sites.map(|(settlement, places)| Site { settlement, places }).collect();
        let growth = [growth, -growth, growth];
        let changes = Changes { years: 4, growth, ..with_places("Село", delta) };
        let all = compared(&today, &changes);
        for one in [&all.today[0], &all.then[0]] {
            prop_assert_eq!(one.asked, one.served + one.waiting);
            prop_assert!(one.served <= one.places && one.served >= 0);
        }
        let shift = &all.shifts[0];
        let sum = |of: fn(&crate::scenarios::effect::Moves) -> i64| {
            shift.settlements.values().map(of).sum::<i64>()
        };
        prop_assert_eq!(shift.all.gained, sum(|one| one.gained));
        prop_assert_eq!(shift.all.lost, sum(|one| one.lost));
        prop_assert_eq!(&compared(&today, &changes), &all);
    }

    #[test]
    fn places_are_spread_to_the_last_one(
        places in 0_i64..500,
        parts in proptest::collection::btree_map(0_usize..9, 0_i64..40, 0..6),
    ) {
        let sites = put(places, &parts, 3);
        let all: i64 = sites.iter().map(|site| i64::from(site.places)).sum();
        prop_assert_eq!(all, places);
    }
}
