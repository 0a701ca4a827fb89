//! The answers beside those of others: everything tried on small problems, a solver of mixed integer
//! programs on middling ones, and on large ones what a second such solver found.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use microlp::{ComparisonOp, OptimizationDirection, Variable};
use proptest::prelude::*;
use siting::{Goal, Problem, Site, Solved, Why, solve_in};
use std::collections::HashMap;

/// Points of the plane from a seed, with a town and villages: what a municipality looks like.
fn municipality(seed: u64, settlements: usize, all: i64) -> (Vec<i64>, Vec<Vec<Option<i64>>>) {
    let mut state = seed;
    let mut below = |limit: u64| -> i64 {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((state >> 33) % limit).unwrap()
    };
    let at: Vec<(i64, i64)> = (0..settlements).map(|_| (below(40_000), below(25_000))).collect();
    let weight: Vec<i64> = (0..settlements).map(|_| 1000 + below(9000)).collect();
    let weight: Vec<i64> = weight.iter().map(|w| w * w / 1000).collect();
    let town = all * 45 / 100;
    let villages: i64 = weight[1..].iter().sum();
    let mut people: Vec<i64> =
        weight.iter().map(|w| ((all - town) * w / villages).max(1)).collect();
    people[0] = town;
    let lost = all - people.iter().sum::<i64>();
    people[0] += lost;
    // Hundreds of metres by road: the straight line and three tenths more.
    let way = |a: &(i64, i64), b: &(i64, i64)| {
        ((a.0 - b.0).pow(2) + (a.1 - b.1).pow(2)).isqrt() * 13 / 10 / 100
    };
    let price = at.iter().map(|a| at.iter().map(|b| Some(way(a, b))).collect()).collect();
    (people, price)
}

fn problem(seed: u64, (settlements, all): (usize, i64), capacity: i64, services: u32) -> Problem {
    let (people, price) = municipality(seed, settlements, all);
    let sites = people.iter().map(|_| Site { capacity, stands: 0, most: services }).collect();
    Problem { people, sites, price, services, near: 60 }
}

/// An answer holds what it promises.
fn is_sound(problem: &Problem, goal: Goal, solved: &Solved) {
    let mut sent = vec![0; problem.people.len()];
    let mut taken = vec![0; problem.sites.len()];
    let mut cost = 0;
    for one in &solved.assigned {
        let price = problem.price[one.settlement][one.site].expect("a way");
        assert!(one.people > 0 && solved.open[one.site] > 0);
        sent[one.settlement] += one.people;
        taken[one.site] += one.people;
        let near = i64::from(price > problem.near);
        cost += one.people * if goal == Goal::Cover { near } else { price };
    }
    if goal == Goal::Cover {
        let nowhere: i64 = problem.people.iter().zip(&sent).map(|(n, sent)| n - sent).sum();
        cost += nowhere;
    } else {
        assert_eq!(sent, problem.people);
    }
    assert_eq!(cost, solved.cost);
    assert!(solved.open.iter().sum::<u32>() <= problem.services);
    for (at, site) in problem.sites.iter().enumerate() {
        assert!(solved.open[at] >= site.stands && solved.open[at] <= site.most.max(site.stands));
        if goal == Goal::Capacitated {
            assert!(taken[at] <= site.capacity * i64::from(solved.open[at]));
        }
    }
}

/// The best way to send people one by one, by trying all; none when they do not fit.
fn sent(problem: &Problem, room: Vec<i64>) -> Option<i64> {
    let mut states: HashMap<Vec<i64>, i64> = HashMap::from([(room, 0)]);
    for (settlement, people) in problem.people.iter().enumerate() {
        for _ in 0..*people {
            let mut next: HashMap<Vec<i64>, i64> = HashMap::new();
            for (room, cost) in &states {
                for (site, price) in problem.price[settlement].iter().enumerate() {
                    let (Some(price), true) = (price, room[site] > 0) else { continue };
                    let mut left = room.clone();
                    left[site] -= 1;
                    let best = next.entry(left).or_insert(i64::MAX);
                    *best = (*best).min(cost + price);
                }
            }
            states = next;
        }
    }
    states.into_values().min()
}

/// Every way to open services, every way to send people.
fn exhausted(problem: &Problem, goal: Goal) -> Option<i64> {
    let mut open = vec![0_u32; problem.sites.len()];
    let mut best: Option<i64> = None;
    loop {
        let total: u32 = open.iter().sum();
        let stands = problem.sites.iter().zip(&open).all(|(site, n)| *n >= site.stands);
        if stands && total <= problem.services {
            let cost = valued(problem, goal, &open);
            best = match (best, cost) {
                (Some(best), Some(cost)) => Some(best.min(cost)),
                (best, cost) => best.or(cost),
            };
        }
        let Some(at) = (0..open.len()).find(|at| open[*at] < problem.sites[*at].most) else {
            return best;
        };
        open[..at].fill(0);
        open[at] += 1;
    }
}

fn valued(problem: &Problem, goal: Goal, open: &[u32]) -> Option<i64> {
    let rows = problem.people.iter().zip(&problem.price);
    let nearest = rows.map(|(people, row)| {
        let ways = row.iter().zip(open).filter(|(_, n)| **n > 0).filter_map(|(price, _)| *price);
        (*people, ways.min())
    });
    match goal {
        Goal::Median => nearest.map(|(n, way)| if n == 0 { Some(0) } else { Some(n * way?) }).sum(),
        Goal::Cover => {
            let is_near = |way: Option<i64>| way.is_some_and(|way| way <= problem.near);
            Some(nearest.map(|(n, way)| if is_near(way) { 0 } else { n }).sum())
        }
        Goal::Capacitated => {
            let room = problem.sites.iter().zip(open);
            sent(problem, room.map(|(site, n)| site.capacity * i64::from(*n)).collect())
        }
    }
}

fn small() -> impl Strategy<Value = Problem> {
    let price = proptest::option::weighted(0.85, 0_i64..30);
    let site = (0_i64..5, 0_u32..2, 0_u32..3).prop_map(|(capacity, stands, most)| Site {
        capacity,
        stands,
        most: most.max(stands),
    });
    let sizes = (1_usize..5, 1_usize..5);
    sizes.prop_flat_map(move |(settlements, sites)| {
        (
            proptest::collection::vec(0_i64..4, settlements),
            proptest::collection::vec(site.clone(), sites),
            proptest::collection::vec(proptest::collection::vec(price.clone(), sites), settlements),
            1_u32..5,
            0_i64..30,
        )
            .prop_map(|(people, sites, price, services, near)| Problem {
                people,
                sites,
                price,
                services,
                near,
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn small_problems_have_the_answer_that_trying_everything_finds(problem in small()) {
        for goal in [Goal::Median, Goal::Cover, Goal::Capacitated] {
            let expected = exhausted(&problem, goal);
            match solve_in(&problem, goal, 1_000_000) {
                Ok(solved) => {
                    prop_assert!(solved.is_proved);
                    prop_assert_eq!(Some(solved.cost), expected, "{:?}", goal);
                    is_sound(&problem, goal, &solved);
                }
                Err(Why::Empty) => {
                    prop_assert!(problem.people.iter().all(|n| *n == 0));
                }
                Err(Why::TooManyStand { .. }) => prop_assert_eq!(expected, None),
                Err(Why::Unfinished { .. }) => prop_assert!(false, "not finished"),
                Err(_) => prop_assert_eq!(expected, None, "{:?}", goal),
            }
        }
    }
}

/// Larger than what is drawn above, so that sites make each other needless and some stand already.
#[test]
fn coverings_have_the_answer_that_trying_everything_finds() {
    for (seed, (near, services)) in (1..=5).zip([(60, 3), (40, 5), (90, 3), (60, 4), (120, 2)]) {
        for stands in [0, 1] {
            let mut problem = problem(seed, (12, 500), 1, services);
            problem.near = near;
            for site in &mut problem.sites {
                site.most = 1;
            }
            problem.sites[7].stands = stands;
            let solved = solve_in(&problem, Goal::Cover, 100_000).unwrap();
            assert!(solved.is_proved, "{solved:?}");
            is_sound(&problem, Goal::Cover, &solved);
            assert_eq!(Some(solved.cost), exhausted(&problem, Goal::Cover), "{near} of {seed}");
        }
    }
}

/// The same problem as a mixed integer program.
fn programmed(problem: &Problem, goal: Goal) -> i64 {
    let mut program = microlp::Problem::new(OptimizationDirection::Minimize);
    let most = |site: &Site| i32::try_from(site.most.min(problem.services)).unwrap();
    let open: Vec<Variable> =
        problem.sites.iter().map(|site| program.add_integer_var(0.0, (0, most(site)))).collect();
    let number = |n: i64| n as f64;
    let mut taken: Vec<Vec<(Variable, f64)>> = vec![Vec::new(); open.len()];
    for (people, row) in problem.people.iter().zip(&problem.price) {
        let mut everybody = Vec::new();
        for (site, price) in row.iter().enumerate() {
            let price = price.expect("a way");
            let price = match goal {
                Goal::Cover => i64::from(price > problem.near),
                Goal::Median | Goal::Capacitated => price,
            };
            let sent = program.add_var(number(price), (0.0, number(*people)));
            everybody.push((sent, 1.0));
            taken[site].push((sent, 1.0));
            let tied = [(sent, 1.0), (open[site], -number(*people))];
            program.add_constraint(tied, ComparisonOp::Le, 0.0);
        }
        program.add_constraint(&everybody, ComparisonOp::Eq, number(*people));
    }
    for (site, mut row) in taken.into_iter().enumerate() {
        if goal == Goal::Capacitated {
            row.push((open[site], -number(problem.sites[site].capacity)));
            program.add_constraint(&row, ComparisonOp::Le, 0.0);
        }
    }
    let all: Vec<(Variable, f64)> = open.iter().map(|site| (*site, 1.0)).collect();
    program.add_constraint(&all, ComparisonOp::Le, f64::from(problem.services));
    let solution = program.solve().unwrap().into_solution().unwrap();
    solution.objective().round() as i64
}

#[test]
fn middling_problems_have_the_answer_of_a_solver_of_programs() {
    for seed in 1..=4 {
        for (goal, capacity, services) in
            [(Goal::Median, 9, 3), (Goal::Cover, 9, 2), (Goal::Capacitated, 9, 8)]
        {
            let problem = problem(seed, (10, 60), capacity, services);
            let solved = solve_in(&problem, goal, 1_000_000).unwrap();
            assert!(solved.is_proved);
            is_sound(&problem, goal, &solved);
            assert_eq!(solved.cost, programmed(&problem, goal), "{goal:?} of {seed}");
        }
    }
}

/// Twenty thousand people in forty-two settlements. What stands here was found by HiGHS 1.16 for the same
/// problems, without a gap.
#[test]
fn large_problems_have_the_answer_of_another_solver() {
    for (seed, goal, (capacity, services), cost) in [
        (1, Goal::Median, (1, 5), 612_274),
        (1, Goal::Median, (1, 10), 293_408),
        (1, Goal::Median, (1, 20), 94_572),
        (2, Goal::Median, (1, 5), 734_707),
        (2, Goal::Median, (1, 20), 84_160),
        (3, Goal::Median, (1, 10), 291_759),
        (1, Goal::Cover, (1, 5), 4_611),
        (1, Goal::Cover, (1, 10), 869),
        (2, Goal::Cover, (1, 5), 5_612),
        (2, Goal::Cover, (1, 10), 1_582),
        (1, Goal::Capacitated, (500, 60), 3_664),
        (1, Goal::Capacitated, (400, 60), 22_291),
    ] {
        let problem = problem(seed, (42, 20_000), capacity, services);
        let solved = solve_in(&problem, goal, 1_000_000).unwrap();
        assert!(solved.is_proved, "{solved:?}");
        assert_eq!((solved.cost, solved.bound), (cost, cost), "{goal:?} of {services}, {seed}");
        is_sound(&problem, goal, &solved);
    }
}
