//! Where to open services: chosen so that people travel least, most of them are near, or each has a place.
//!
//! Three classical questions are one here. People of settlements are sent to sites; at a site stand whole
//! services, each for so many people; the sum of what the ways cost is least:
//! - [`Goal::Median`], the p-median: a service has a place for everybody;
//! - [`Goal::Cover`], maximal covering: whoever has a service near costs nothing, others cost one;
//! - [`Goal::Capacitated`], capacitated assignment: a service has so many places and no more; several may
//!   stand in one settlement, so that capacities are chosen together with sites.
//!
//! The answer is exact. Branch and bound over how many services stand at each site; the bound is
//! Lagrangian: that everybody is sent somewhere is priced, and what remains falls apart into sites, each a
//! knapsack filled by hand. All of it is counted in whole numbers, so that a proof does not rest on
//! rounding. For services that stand the ways are a transport problem, solved by shortest paths. Of covering,
//! sites that others make needless are left out at each node.
//!
//! Invariants: no clock but in [`solve`], no chance, no floats but in the length of a step of the ascent,
//! which moves the search and never a bound: the same question has the same answer on each machine.

mod ascent;
mod core;
mod cover;
mod fair;
mod relax;
mod search;
mod start;
mod transport;
mod why;

#[cfg(test)]
mod tests;

pub use fair::{Fairness, Way, fairness};
pub use why::Why;

use crate::core::Core;
use search::Search;
use std::time::Duration;

/// A place where services may stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// How many people one service here has places for.
    pub capacity: i64,
    /// So many stand already and stay.
    pub stands: u32,
    /// So many may stand at most.
    pub most: u32,
}

/// People, sites, and what the way between them costs one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// People of each settlement.
    pub people: Vec<i64>,
    /// Where services may stand.
    pub sites: Vec<Site>,
    /// What the way of a settlement to a site costs one person, in any unit; none when there is no way.
    pub price: Vec<Vec<Option<i64>>>,
    /// Services in all, with those that stand.
    pub services: u32,
    /// A way that costs so much at most is near.
    pub near: i64,
}

/// What is sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The least way of all people together.
    Median,
    /// As many people as can be with a service near.
    Cover,
    /// The least way where each service has a place for so many people only.
    Capacitated,
}

/// People of a settlement who go to a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sent {
    /// Which settlement.
    pub settlement: usize,
    /// Which site.
    pub site: usize,
    /// How many.
    pub people: i64,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solved {
    /// Services at each site, with those that stand.
    pub open: Vec<u32>,
    /// Who goes where.
    pub assigned: Vec<Sent>,
    /// What all ways cost together; of covering, how many people have nothing near.
    pub cost: i64,
    /// No answer costs less than this.
    pub bound: i64,
    /// Whether cost and bound meet: there is no better answer.
    pub is_proved: bool,
    /// How long was sought, in steps that are the same on each machine.
    pub steps: u64,
}

impl Solved {
    /// How far the answer may be from the best, in thousandths of it.
    #[must_use]
    pub fn gap(&self) -> i64 {
        let (cost, bound) = (self.cost, self.bound);
        if cost == bound { 0 } else { (cost - bound).saturating_mul(1000) / cost.max(1) }
    }
}

/// How the search stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Steps done.
    pub steps: u64,
    /// The best answer so far.
    pub cost: i64,
    /// No answer costs less.
    pub bound: i64,
}

/// Solves a problem, for so long at most.
///
/// # Errors
/// Why no answer can be given.
#[expect(clippy::disallowed_methods, reason = "how long the search may take is measured")]
pub fn solve(problem: &Problem, goal: Goal, limit: Duration) -> Result<Solved, Why> {
    let since = std::time::Instant::now();
    watched(problem, goal, &mut |_| since.elapsed() < limit)
}

/// Solves a problem in so many steps at most: on each machine to the same answer.
///
/// # Errors
/// Why no answer can be given.
pub fn solve_in(problem: &Problem, goal: Goal, steps: u64) -> Result<Solved, Why> {
    watched(problem, goal, &mut |progress| progress.steps < steps)
}

/// Solves a problem as long as whoever watches says so.
///
/// # Errors
/// Why no answer can be given.
pub fn watched(
    problem: &Problem,
    goal: Goal,
    watch: &mut dyn FnMut(Progress) -> bool,
) -> Result<Solved, Why> {
    why::checked(problem, goal)?;
    let core = Core::new(problem, goal);
    let (mut steps, mut first, cost) = begun(&core, watch);
    let is_short = goal != Goal::Cover && cost >= core.far;
    if is_short {
        // Whoever is sent nowhere costs more than all ways: first is asked whether everybody can be sent.
        (steps, first) = whether_all(&core, steps, watch)?;
    }
    let mut search = Search::new(&core, watch);
    search.steps = steps;
    search.attempt(&first);
    if is_short {
        search.improve();
    }
    let is_proved = search.run();
    let (cost, bound, steps) = (search.cost(), search.bound(), search.steps);
    let open = core.useful(search.best());
    let plan = transport::plan(&core, &open);
    let assigned = if goal == Goal::Cover { core.nearest(problem, &open) } else { plan.sent };
    Ok(Solved { open, assigned, cost, bound, is_proved, steps })
}

/// A first answer with its cost, and the steps it took.
fn begun(core: &Core, watch: &mut dyn FnMut(Progress) -> bool) -> (u64, Vec<u32>, i64) {
    let mut search = Search::new(core, watch);
    let open = start::greedy(core);
    search.attempt(&open);
    search.improve();
    (search.steps, search.best().to_vec(), search.cost())
}

/// An answer that sends everybody somewhere, whatever the way, with the steps it took.
fn whether_all(
    core: &Core,
    before: u64,
    watch: &mut dyn FnMut(Progress) -> bool,
) -> Result<(u64, Vec<u32>), Why> {
    let flat = core.flat();
    let (_, first, _) = begun(&flat, watch);
    let mut search = Search::new(&flat, watch);
    search.steps = before;
    search.attempt(&first);
    let is_proved = search.run();
    let left = search.cost();
    if left == 0 {
        return Ok((search.steps, search.best().to_vec()));
    }
    let plan = transport::plan(&flat, search.best());
    let settlements = (0..core.people.len()).filter(|at| plan.left[*at] > 0).collect();
    Err(match is_proved {
        true => Why::ServicesShort { services: core.services, settlements, people: left },
        false => Why::Unfinished { people: left },
    })
}
