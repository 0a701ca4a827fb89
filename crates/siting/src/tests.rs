//! What the parts promise, on cases that a person can check.

use super::{Goal, Problem, Site, Solved, Way, Why, fairness, solve_in};

const STEPS: u64 = 200_000;

fn site(capacity: i64) -> Site {
    Site { capacity, stands: 0, most: 3 }
}

/// Settlements on a line, a service may stand in each; a way costs its length.
fn line(at: &[i64], people: &[i64], capacity: i64, services: u32) -> Problem {
    let price = |from: &i64| at.iter().map(|to| Some((from - to).abs())).collect();
    Problem {
        people: people.to_vec(),
        sites: at.iter().map(|_| site(capacity)).collect(),
        price: at.iter().map(price).collect(),
        services,
        near: 10,
    }
}

fn solved(problem: &Problem, goal: Goal) -> Solved {
    let solved = solve_in(problem, goal, STEPS).unwrap();
    assert!(solved.is_proved, "{solved:?}");
    assert_eq!(solved.cost, solved.bound);
    solved
}

#[test]
fn one_service_stands_in_the_middle() {
    let problem = line(&[0, 10, 20], &[5, 5, 5], 100, 1);
    let one = solved(&problem, Goal::Median);
    assert_eq!((one.open, one.cost), (vec![0, 1, 0], 100));
}

#[test]
fn a_service_without_room_sends_people_on() {
    let problem = line(&[0, 10, 100], &[30, 10, 20], 30, 2);
    let one = solved(&problem, Goal::Capacitated);
    assert_eq!(one.open, [1, 0, 1]);
    // Thirty stay at home, ten go from 10 to 100 and twenty are there.
    assert_eq!(one.cost, 900);
    assert_eq!(one.assigned.iter().map(|sent| sent.people).sum::<i64>(), 60);
}

#[test]
fn two_services_may_stand_in_one_town() {
    let problem = line(&[0, 50], &[55, 5], 30, 2);
    let one = solved(&problem, Goal::Capacitated);
    assert_eq!((one.open, one.cost), (vec![2, 0], 250));
}

#[test]
fn covering_counts_whom_nothing_is_near() {
    let problem = line(&[0, 8, 40, 47, 90], &[5, 5, 4, 4, 3], 100, 2);
    let one = solved(&problem, Goal::Cover);
    assert_eq!(one.cost, 3);
    let sent: i64 = one.assigned.iter().map(|sent| sent.people).sum();
    assert_eq!(sent, 21, "also those with a long way go somewhere");
}

#[test]
fn when_all_have_something_near_nothing_is_left_to_prove() {
    let at: Vec<i64> = (0..60).map(|n| n * 7).collect();
    let problem = line(&at, &[1; 60], 1, 40);
    let one = solve_in(&problem, Goal::Cover, 1).unwrap();
    assert_eq!((one.cost, one.bound, one.is_proved), (0, 0, true));
}

#[test]
fn a_bound_is_whole_and_never_below_nothing() {
    let core = super::core::Core::new(&line(&[0], &[5], 5, 1), Goal::Cover);
    let bounds = [-core.scale, -1, 0, 1, core.scale, core.scale + 1];
    assert_eq!(bounds.map(|bound| super::relax::whole(&core, bound)), [0, 0, 0, 1, 1, 2]);
}

#[test]
fn what_stands_stays() {
    let mut problem = line(&[0, 10, 20], &[5, 5, 5], 100, 1);
    problem.sites[0].stands = 1;
    let one = solved(&problem, Goal::Median);
    assert_eq!((one.open, one.cost), (vec![1, 0, 0], 150));
    problem.sites[1].stands = 1;
    let none = solve_in(&problem, Goal::Median, STEPS);
    assert_eq!(none, Err(Why::TooManyStand { stand: 2, services: 1 }));
}

#[test]
fn a_service_that_nobody_needs_is_not_opened() {
    let problem = line(&[0, 10], &[5, 0], 100, 2);
    assert_eq!(solved(&problem, Goal::Median).open, [1, 0]);
}

#[test]
fn a_settlement_without_a_way_is_named() {
    let mut problem = line(&[0, 10, 20], &[5, 6, 7], 100, 2);
    problem.price[1] = vec![None; 3];
    let why = solve_in(&problem, Goal::Median, STEPS);
    assert_eq!(why, Err(Why::Unreachable { settlements: vec![1], people: 6 }));
}

#[test]
fn places_that_are_too_few_in_all_are_counted() {
    let problem = line(&[0, 10], &[40, 40], 30, 2);
    let why = solve_in(&problem, Goal::Capacitated, STEPS);
    assert_eq!(why, Err(Why::CapacityShort { people: 80, places: 60 }));
}

#[test]
fn a_region_that_is_cut_off_is_named_with_its_sites() {
    let mut problem = line(&[0, 10, 100, 110], &[60, 60, 5, 5], 30, 4);
    for site in &mut problem.sites {
        site.most = 1;
    }
    problem.services = 8;
    problem.sites[2].capacity = 500;
    for settlement in 0..2 {
        problem.price[settlement][2] = None;
        problem.price[settlement][3] = None;
    }
    let why = solve_in(&problem, Goal::Capacitated, STEPS);
    let (settlements, sites) = (vec![0, 1], vec![0, 1]);
    assert_eq!(why, Err(Why::RegionShort { settlements, sites, people: 120, places: 60 }));
}

#[test]
fn more_services_than_may_be_are_needed() {
    let mut problem = line(&[0, 10, 20], &[5, 6, 7], 100, 2);
    for (from, row) in problem.price.iter_mut().enumerate() {
        for (to, price) in row.iter_mut().enumerate() {
            *price = price.filter(|_| from == to);
        }
    }
    let why = solve_in(&problem, Goal::Median, STEPS);
    assert_eq!(why, Err(Why::ServicesShort { services: 2, settlements: vec![0], people: 5 }));
}

#[test]
fn nothing_to_choose_is_said() {
    assert_eq!(solve_in(&line(&[0], &[0], 5, 1), Goal::Median, STEPS), Err(Why::Empty));
    assert_eq!(solve_in(&line(&[0], &[5], 5, 0), Goal::Median, STEPS), Err(Why::Empty));
    let mut torn = line(&[0, 1], &[5, 5], 5, 1);
    torn.price[0].pop();
    assert_eq!(solve_in(&torn, Goal::Median, STEPS), Err(Why::Malformed));
}

#[test]
fn a_search_that_ends_early_tells_how_far_it_may_be() {
    let at: Vec<i64> = (0..30).map(|n| n * n * 7 % 1009).collect();
    let people: Vec<i64> = (0..30).map(|n| 10 + n * 37 % 101).collect();
    let problem = line(&at, &people, 130, 16);
    let early = super::watched(&problem, Goal::Capacitated, &mut |_| false).unwrap();
    let best = solve_in(&problem, Goal::Capacitated, 20_000).unwrap();
    assert!(early.bound <= best.cost && best.cost <= early.cost, "{early:?} {best:?}");
    assert_eq!(early.is_proved, early.bound == early.cost);
    assert_eq!(early.is_proved, early.gap() == 0 && early.cost == early.bound);
}

#[test]
fn the_same_question_has_the_same_answer() {
    let problem = line(&[0, 7, 19, 40, 44, 90], &[9, 8, 7, 6, 5, 4], 15, 3);
    let (one, two) = (solved(&problem, Goal::Capacitated), solved(&problem, Goal::Capacitated));
    assert_eq!(one, two);
}

fn way(people: i64, price: i64, group: usize) -> Way {
    Way { people, price, group }
}

#[test]
fn equal_ways_are_fair() {
    let fair = fairness(&[way(10, 7, 0), way(20, 7, 1)]);
    assert_eq!((fair.mean, fair.median, fair.nine_tenths, fair.longest), (700, 7, 7, 7));
    assert_eq!((fair.gini, fair.farthest_fifth, fair.disparity()), (0, 200, Some(100)));
}

#[test]
fn one_in_ten_with_all_of_the_way_is_unfair() {
    // Nine at home and one forty minutes away: half the mean difference, 7.2 / 2, by the mean, 4.
    let fair = fairness(&[way(9, 0, 0), way(1, 40, 1)]);
    assert_eq!((fair.mean, fair.median, fair.nine_tenths, fair.longest), (400, 0, 0, 40));
    assert_eq!((fair.gini, fair.farthest_fifth, fair.disparity()), (900, 1000, None));
    assert_eq!(fair.groups.values().copied().collect::<Vec<_>>(), [0, 4000]);
}

#[test]
fn nobody_has_no_ways() {
    assert_eq!(fairness(&[]).people, 0);
    assert_eq!(fairness(&[way(0, 5, 0)]).disparity(), None);
}
