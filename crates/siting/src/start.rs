//! A first answer: services one after the other, each where it spares people most.

use crate::core::Core;
use std::cmp::Reverse;

/// So many sites around a site are tried when a service moves.
const NEAR: usize = 8;

/// People of a settlement and what their way costs so far.
#[derive(Clone, Copy)]
struct Part {
    price: i64,
    people: i64,
}

/// Services at each site, chosen greedily. A place that becomes free again is not given twice.
pub fn greedy(core: &Core) -> Vec<u32> {
    let dearest = core.price.iter().flatten().flatten().max().copied().unwrap_or(0);
    // Who is sent nowhere yet: dearer than any way, and not so dear that only their number counts.
    let begun = |people: &i64| vec![Part { price: 2 * dearest + 1, people: *people }];
    let mut parts: Vec<Vec<Part>> = core.people.iter().map(begun).collect();
    let mut open = core.low.clone();
    for (site, standing) in open.iter().enumerate() {
        for _ in 0..*standing {
            take(core, site, &mut parts);
        }
    }
    let standing: u32 = open.iter().sum();
    for _ in standing..core.services {
        let may = (0..open.len()).filter(|site| open[*site] < core.most[*site]);
        let spared = may.map(|site| (spared(core, site, &parts), Reverse(site)));
        let Some((_, Reverse(site))) = spared.max() else { break };
        take(core, site, &mut parts);
        open[site] += 1;
    }
    open
}

/// What a service at a site would spare: for each part how much a person is spared, the most first.
fn offers(core: &Core, site: usize, parts: &[Vec<Part>]) -> Vec<(i64, usize, usize)> {
    let mut offers = Vec::new();
    for (settlement, parts) in parts.iter().enumerate() {
        let Some(price) = core.price[settlement][site] else { continue };
        for (at, part) in parts.iter().enumerate() {
            if part.price > price && part.people > 0 {
                offers.push((part.price - price, settlement, at));
            }
        }
    }
    offers.sort_unstable_by_key(|(spared, settlement, at)| (Reverse(*spared), *settlement, *at));
    offers
}

fn spared(core: &Core, site: usize, parts: &[Vec<Part>]) -> i64 {
    let (mut room, mut sum) = (core.capacity[site], 0);
    for (spared, settlement, at) in offers(core, site, parts) {
        let people = parts[settlement][at].people.min(room);
        sum += people * spared;
        room -= people;
    }
    sum
}

fn take(core: &Core, site: usize, parts: &mut [Vec<Part>]) {
    let mut room = core.capacity[site];
    for (_, settlement, at) in offers(core, site, parts) {
        let people = parts[settlement][at].people.min(room);
        room -= people;
        parts[settlement][at].people -= people;
        if let (Some(price), true) = (core.price[settlement][site], people > 0) {
            parts[settlement].push(Part { price, people });
        }
    }
    for parts in parts {
        parts.retain(|part| part.people > 0);
    }
}

/// Of each site the sites nearest to it: those from which the ways of people differ least.
pub fn near_sites(core: &Core) -> Vec<Vec<usize>> {
    let sites = core.capacity.len();
    let price = |row: &[Option<i64>], site: usize| row[site].unwrap_or(core.far);
    let apart = |a: usize, b: usize| -> i64 {
        let differ = |row: &Vec<Option<i64>>| (price(row, a) - price(row, b)).abs();
        core.price.iter().map(differ).fold(0, i64::saturating_add)
    };
    let near = |site: usize| {
        let others = (0..sites).filter(|other| *other != site);
        let mut others: Vec<(i64, usize)> =
            others.map(|other| (apart(site, other), other)).collect();
        others.sort_unstable();
        others.into_iter().take(NEAR).map(|(_, other)| other).collect()
    };
    (0..sites).map(near).collect()
}
