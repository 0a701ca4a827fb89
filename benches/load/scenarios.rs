//! Scenarios without a server: what if on 100 000 people, and 60 services sited for 20 000 people in 42
//! settlements beside what a solver of mixed integer programs found for the same problems.

use opora::scenarios::model::{Rate, Service, Settlement, Site, Term, WHOLE, World};
use opora::scenarios::{Changes, PlaceChange, ScaleChange, Scaled, beside, changed};
use siting::{Goal, Problem, Site as Place, solve};
use std::time::{Duration, Instant};

const SETTLEMENTS: usize = 42;
/// Seed, places of a service, and the least way of all in hundreds of metres as HiGHS 1.16 found it, without a gap.
const FOUND: [(u64, i64, i64); 4] =
    [(1, 400, 22_291), (1, 350, 65_105), (2, 350, 49_245), (3, 350, 62_393)];
const SERVICES: u32 = 60;
const BAR_SITING_S: f64 = 10.0;
const BAR_WHAT_IF_S: f64 = 1.0;
const LIMIT: Duration = Duration::from_secs(60);

/// A town and villages from a seed: people and ways, as the tests of `siting` make them.
fn municipality(seed: u64, all: i64) -> (Vec<i64>, Vec<Vec<Option<i64>>>) {
    let mut state = seed;
    let mut below = |limit: u64| -> i64 {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((state >> 33) % limit).unwrap_or(0)
    };
    let at: Vec<(i64, i64)> = (0..SETTLEMENTS).map(|_| (below(40_000), below(25_000))).collect();
    let weight: Vec<i64> = (0..SETTLEMENTS).map(|_| 1000 + below(9000)).collect();
    let weight: Vec<i64> = weight.iter().map(|w| w * w / 1000).collect();
    let town = all * 45 / 100;
    let villages: i64 = weight[1..].iter().sum();
    let mut people: Vec<i64> =
        weight.iter().map(|w| ((all - town) * w / villages).max(1)).collect();
    people[0] = town;
    let lost = all - people.iter().sum::<i64>();
    people[0] += lost;
    let way = |a: &(i64, i64), b: &(i64, i64)| {
        ((a.0 - b.0).pow(2) + (a.1 - b.1).pow(2)).isqrt() * 13 / 10 / 100
    };
    let price = at.iter().map(|a| at.iter().map(|b| Some(way(a, b))).collect()).collect();
    (people, price)
}

fn told(what: &str, is: f64, bar: f64) {
    let word = if is < bar { "met" } else { "NOT met" };
    println!("{what:<58} {is:>8.2} s   below    {bar:>6} {word}");
}

fn siting() -> f64 {
    let mut slowest = 0.0_f64;
    for (seed, capacity, least) in FOUND {
        let (people, price) = municipality(seed, 20_000);
        let sites = people.iter().map(|_| Place { capacity, stands: 0, most: SERVICES }).collect();
        let problem = Problem { people, sites, price, services: SERVICES, near: 60 };
        let since = Instant::now();
        let solved = solve(&problem, Goal::Capacitated, LIMIT);
        let seconds = since.elapsed().as_secs_f64();
        slowest = slowest.max(seconds);
        match solved {
            Ok(one) => println!(
                "municipality {seed}, {capacity} places each: {} of {least}, bound {}, proved: {}, \
                 {} steps in {seconds:.2} s{}",
                one.cost,
                one.bound,
                one.is_proved,
                one.steps,
                if one.cost == least { "" } else { "  NOT THE SAME OPTIMUM" },
            ),
            Err(why) => println!("municipality {seed}, {capacity} places each: {why:?} WRONG"),
        }
    }
    slowest
}

fn world() -> World {
    let (people, price) = municipality(1, 100_000);
    let settlement = |(at, people): (usize, &i64)| {
        let part = |of_hundred: i64| u32::try_from(people * of_hundred / 100).unwrap_or(0);
        let people = [part(7), part(11), part(56), part(26)];
        Settlement { ekatte: format!("{at:05}"), name: format!("Settlement {at}"), people }
    };
    let tenths = |price: &Option<i64>| price.and_then(|way| u32::try_from(way * 2).ok());
    let service = |number: u8| Service {
        number,
        name: format!("Service {number}"),
        terms: (0..5)
            .map(|n: u32| Term {
                group: format!("group-{n}"),
                is_first: n == 4,
                chances: [200 + n * 100; 4],
            })
            .collect(),
        asked: WHOLE,
        sites: (0..6).map(|n| Site { settlement: n * 7, places: 30 }).collect(),
        rate: Rate { cost_cents: 500_000, fee_cents: 2_000, turnover: Some(200) },
        ..Service::default()
    };
    World {
        seed: 1,
        settlements: people.iter().enumerate().map(settlement).collect(),
        minutes: price.iter().map(|row| row.iter().map(tenths).collect()).collect(),
        services: (1..=25).map(service).collect(),
        ..World::default()
    }
}

fn what_if() -> f64 {
    let today = world();
    let change = PlaceChange { service: 9, ekatte: "00005".to_owned(), places: 30 };
    let changes = Changes {
        years: 5,
        growth: [-15, -10, 8],
        places: vec![change],
        scales: vec![ScaleChange { what: Scaled::Cost, service: None, percent: 10 }],
        ..Changes::default()
    };
    let since = Instant::now();
    let all = beside(&today, &changed(&today, &changes));
    let seconds = since.elapsed().as_secs_f64();
    let served: i64 = all.then.iter().map(|one| one.served).sum();
    let lost: i64 = all.shifts.iter().map(|one| one.all.lost).sum();
    println!("what if on {} people: {served} served, {lost} lose, {seconds:.3} s", today.people());
    seconds
}

/// Measures both and prints their bars.
pub fn measured() {
    println!("\n== Scenarios");
    let (slowest, seconds) = (siting(), what_if());
    told("siting 60 services, 20000 people, 42 settlements, slowest", slowest, BAR_SITING_S);
    told("what if on 100000 people, 25 services", seconds, BAR_WHAT_IF_S);
}
