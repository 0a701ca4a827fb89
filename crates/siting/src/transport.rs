//! Who goes where when it is known how many services stand: a transport problem, solved by shortest paths.
//!
//! Settlements are taken one after the other. Each sends its people to the site that costs least in all: to
//! one with room, or to a full one from which somebody is sent on, and so on. After each step those who are
//! placed are placed as well as can be, so the end is the best of all.

use crate::Sent;
use crate::core::Core;

const NEVER: i64 = i64::MAX / 4;

/// Who goes where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What it costs, with what those cost who are sent nowhere.
    pub cost: i64,
    pub sent: Vec<Sent>,
    /// Of each settlement, who are sent nowhere.
    pub left: Vec<i64>,
}

/// The state of the work. The last place is that of people who are sent nowhere.
struct Work {
    sites: Vec<usize>,
    price: Vec<Vec<i64>>,
    room: Vec<i64>,
    flow: Vec<Vec<i64>>,
    cost: i64,
}

/// The best way to send people to open services.
pub fn plan(core: &Core, open: &[u32]) -> Plan {
    // Costs below the largest number are found always.
    let work = below(core, open, i64::MAX).unwrap_or_else(|| Work::new(core, open));
    let last = work.room.len() - 1;
    let mut sent = Vec::new();
    for (settlement, row) in work.flow.iter().enumerate() {
        for (place, site) in work.sites.iter().enumerate() {
            if row[place] > 0 {
                sent.push(Sent { settlement, site: *site, people: row[place] });
            }
        }
    }
    let left = work.flow.iter().map(|row| row[last]).collect();
    Plan { cost: work.cost, sent, left }
}

/// What the best way costs, when that is less than a limit.
pub fn cost_below(core: &Core, open: &[u32], limit: i64) -> Option<i64> {
    below(core, open, limit).map(|work| work.cost)
}

fn below(core: &Core, open: &[u32], limit: i64) -> Option<Work> {
    let mut work = Work::new(core, open);
    // Large settlements first: what costs too much shows early.
    let mut order: Vec<usize> = (0..core.people.len()).collect();
    order.sort_by_key(|at| (-core.people[*at], *at));
    for settlement in order {
        let mut people = core.people[settlement];
        while people > 0 {
            people -= work.step(settlement, people);
            if work.cost >= limit {
                return None;
            }
        }
    }
    Some(work)
}

impl Work {
    fn new(core: &Core, open: &[u32]) -> Work {
        let sites: Vec<usize> = (0..open.len()).filter(|at| open[*at] > 0).collect();
        let row = |prices: &Vec<Option<i64>>| {
            let known = sites.iter().map(|site| prices[*site].unwrap_or(NEVER));
            known.chain([core.far]).collect::<Vec<i64>>()
        };
        let price: Vec<Vec<i64>> = core.price.iter().map(row).collect();
        let room = sites.iter().map(|site| core.capacity[*site] * i64::from(open[*site]));
        let room: Vec<i64> = room.chain([NEVER]).collect();
        let flow = vec![vec![0; room.len()]; core.people.len()];
        Work { sites, price, room, flow, cost: 0 }
    }

    /// Sends some people of a settlement as cheaply as can be; gives how many.
    fn step(&mut self, settlement: usize, people: i64) -> i64 {
        let places = self.room.len();
        let nearest = (0..places).min_by_key(|at| self.price[settlement][*at]).unwrap_or(0);
        if self.room[nearest] > 0 {
            // Nothing is cheaper than the nearest: sending others on never gives anything back.
            let amount = people.min(self.room[nearest]);
            self.put(settlement, nearest, amount);
            self.room[nearest] -= amount;
            self.cost += amount * self.price[settlement][nearest];
            return amount;
        }
        let (moves, movers) = self.moves();
        let mut way: Vec<i64> = self.price[settlement].clone();
        let mut from: Vec<Option<usize>> = vec![None; places];
        for _ in 0..places {
            let mut is_better = false;
            for at in (0..places).filter(|at| !moves[*at].is_empty()) {
                for (to, step) in moves[at].iter().enumerate() {
                    if way[at] < NEVER && *step < NEVER && way[at] + step < way[to] {
                        way[to] = way[at] + step;
                        from[to] = Some(at);
                        is_better = true;
                    }
                }
            }
            if !is_better {
                break;
            }
        }
        let free = (0..places).filter(|at| self.room[*at] > 0);
        let end = free.min_by_key(|at| way[*at]).unwrap_or(places - 1);
        self.send((settlement, people), end, (&from, &movers), way[end])
    }

    fn put(&mut self, settlement: usize, place: usize, amount: i64) {
        self.flow[settlement][place] += amount;
    }

    /// What it costs to send somebody from a full place to another, and who that is.
    fn moves(&self) -> (Vec<Vec<i64>>, Vec<Vec<usize>>) {
        let places = self.room.len();
        let mut moves = vec![Vec::new(); places];
        let mut movers = vec![Vec::new(); places];
        for at in (0..places).filter(|at| self.room[*at] == 0) {
            let (mut best, mut who) = (vec![NEVER; places], vec![0; places]);
            for (settlement, _) in self.flow.iter().enumerate().filter(|(_, row)| row[at] > 0) {
                let prices = &self.price[settlement];
                for to in (0..places).filter(|to| *to != at && prices[*to] < NEVER) {
                    let step = prices[to] - prices[at];
                    if step < best[to] {
                        (best[to], who[to]) = (step, settlement);
                    }
                }
            }
            (moves[at], movers[at]) = (best, who);
        }
        (moves, movers)
    }

    /// Sends people along the way that ends at a place with room; gives how many.
    fn send(
        &mut self,
        (settlement, people): (usize, i64),
        end: usize,
        (from, movers): (&[Option<usize>], &[Vec<usize>]),
        way: i64,
    ) -> i64 {
        let mut amount = people.min(self.room[end]);
        let mut at = end;
        while let Some(before) = from[at] {
            amount = amount.min(self.flow[movers[before][at]][before]);
            at = before;
        }
        self.room[end] -= amount;
        let mut at = end;
        while let Some(before) = from[at] {
            let mover = movers[before][at];
            self.put(mover, at, amount);
            self.put(mover, before, -amount);
            at = before;
        }
        self.put(settlement, at, amount);
        self.cost += way * amount;
        amount
    }
}
