//! The one problem that the three goals are.

use crate::cover::Near;
use crate::{Goal, Problem, Sent};

/// Prices of the relaxation are counted in so many parts of one.
const SCALE: i64 = 256;
/// The same where ways cost nothing and only who is sent nowhere counts. Prices lie between nothing and one
/// then: in coarser parts, what is rounded away at each of many people is more than what is left to prove.
const FINE: i64 = 1 << 20;

/// Sites with whole services, each for so many people; whoever is sent nowhere costs `far`.
#[derive(Clone, Debug)]
pub struct Core {
    pub people: Vec<i64>,
    pub price: Vec<Vec<Option<i64>>>,
    pub capacity: Vec<i64>,
    pub low: Vec<u32>,
    pub most: Vec<u32>,
    pub services: u32,
    pub far: i64,
    /// Prices of the relaxation are counted in so many parts of one.
    pub scale: i64,
    /// A service has a place for everybody.
    pub is_roomy: bool,
    /// Who is near each site, where that is all that counts.
    pub near: Option<Near>,
}

impl Core {
    pub fn new(problem: &Problem, goal: Goal) -> Core {
        let all: i64 = problem.people.iter().sum();
        let price = match goal {
            Goal::Cover => near(problem),
            Goal::Median | Goal::Capacitated => problem.price.clone(),
        };
        // Without capacities a second service at a site is of no use to anybody.
        let most = |at: usize| {
            let site = &problem.sites[at];
            let most = site.most.max(site.stands).min(problem.services.max(site.stands));
            if goal == Goal::Capacitated { most } else { most.min(site.stands.max(1)) }
        };
        let is_capacitated = goal == Goal::Capacitated;
        let capacity =
            problem.sites.iter().map(|site| if is_capacitated { site.capacity } else { all });
        let dearest = |row: &Vec<Option<i64>>| row.iter().flatten().max().copied().unwrap_or(0);
        let ways: i64 = problem.people.iter().zip(&price).map(|(n, row)| n * dearest(row)).sum();
        Core {
            people: problem.people.clone(),
            capacity: capacity.collect(),
            low: problem.sites.iter().map(|site| site.stands).collect(),
            most: (0..problem.sites.len()).map(most).collect(),
            services: problem.services,
            // One person sent nowhere outweighs all ways; of covering it is what is counted.
            far: ways + 1,
            scale: if ways == 0 { FINE } else { SCALE },
            is_roomy: !is_capacitated,
            near: (goal == Goal::Cover).then(|| Near::new(&problem.people, &price)),
            price,
        }
    }

    /// The same where each way costs nothing: what remains is who is sent nowhere.
    pub fn flat(&self) -> Core {
        let flat = |row: &Vec<Option<i64>>| row.iter().map(|price| price.map(|_| 0)).collect();
        let price: Vec<Vec<Option<i64>>> = self.price.iter().map(flat).collect();
        let near = self.is_roomy.then(|| Near::new(&self.people, &price));
        Core { price, far: 1, scale: FINE, near, ..self.clone() }
    }

    /// Without the new services that nobody goes to.
    pub fn useful(&self, open: &[u32]) -> Vec<u32> {
        let plan = crate::transport::plan(self, open);
        let mut people = vec![0_i64; open.len()];
        for sent in &plan.sent {
            people[sent.site] += sent.people;
        }
        let needed = |at: usize| {
            let (people, capacity) = (people[at], self.capacity[at].max(1));
            let needed = (people + capacity - 1) / capacity;
            u32::try_from(needed).unwrap_or(u32::MAX).max(self.low[at]).min(open[at])
        };
        (0..open.len()).map(needed).collect()
    }

    /// Everybody at the nearest of the open sites; who has no way to one is left out.
    pub fn nearest(&self, problem: &Problem, open: &[u32]) -> Vec<Sent> {
        let of = |settlement: usize| {
            let ways = problem.price[settlement].iter().enumerate();
            let ways = ways.filter(|(site, _)| open[*site] > 0);
            let ways = ways.filter_map(|(site, price)| price.map(|price| (price, site)));
            let people = problem.people[settlement];
            ways.min().filter(|_| people > 0).map(|(_, site)| Sent { settlement, site, people })
        };
        (0..problem.people.len()).filter_map(of).collect()
    }
}

fn near(problem: &Problem) -> Vec<Vec<Option<i64>>> {
    let near = |price: &Option<i64>| price.filter(|price| *price <= problem.near).map(|_| 0);
    problem.price.iter().map(|row| row.iter().map(near).collect()).collect()
}
