//! Why a problem has no answer, so that a person can change the question.

use crate::core::Core;
use crate::transport::{Plan, plan};
use crate::{Goal, Problem};
use std::collections::BTreeSet;

/// Why no answer can be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The tables do not fit together, or a number is below nothing.
    Malformed,
    /// There is nobody, no site, or no service.
    Empty,
    /// More services stand than there may be in all.
    TooManyStand {
        /// So many stand.
        stand: u32,
        /// So many may be.
        services: u32,
    },
    /// From these settlements no way leads to any site.
    Unreachable {
        /// Which.
        settlements: Vec<usize>,
        /// Their people.
        people: i64,
    },
    /// So many services have not enough places, wherever they stand.
    CapacityShort {
        /// So many people.
        people: i64,
        /// So many places at most.
        places: i64,
    },
    /// These settlements can reach only these sites, which have not enough places even when all is open.
    RegionShort {
        /// Which settlements.
        settlements: Vec<usize>,
        /// All sites that they reach.
        sites: Vec<usize>,
        /// So many people.
        people: i64,
        /// So many places at most.
        places: i64,
    },
    /// Sites reach everybody and have places, but more services are needed than there may be.
    ServicesShort {
        /// So many may be.
        services: u32,
        /// Who remains without in the best answer.
        settlements: Vec<usize>,
        /// So many people remain.
        people: i64,
    },
    /// The search ended before everybody was sent somewhere.
    Unfinished {
        /// So many people remained.
        people: i64,
    },
}

impl Why {
    /// Its code, for texts and tables.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Why::Malformed => "malformed",
            Why::Empty => "empty",
            Why::TooManyStand { .. } => "stand",
            Why::Unreachable { .. } => "unreachable",
            Why::CapacityShort { .. } => "capacity",
            Why::RegionShort { .. } => "region",
            Why::ServicesShort { .. } => "services",
            Why::Unfinished { .. } => "unfinished",
        }
    }
}

/// What can be said before anything is sought.
pub fn checked(problem: &Problem, goal: Goal) -> Result<(), Why> {
    let sites = problem.sites.len();
    let is_negative = problem.people.iter().any(|people| *people < 0)
        || problem.sites.iter().any(|site| site.capacity < 0)
        || problem.price.iter().flatten().flatten().any(|price| *price < 0);
    let is_whole = problem.price.len() == problem.people.len()
        && problem.price.iter().all(|row| row.len() == sites);
    if is_negative || !is_whole {
        return Err(Why::Malformed);
    }
    let people: i64 = problem.people.iter().sum();
    if people == 0 || sites == 0 || problem.services == 0 {
        return Err(Why::Empty);
    }
    let stand: u32 = problem.sites.iter().map(|site| site.stands).sum();
    if stand > problem.services {
        return Err(Why::TooManyStand { stand, services: problem.services });
    }
    if goal == Goal::Cover {
        return Ok(());
    }
    reached(problem)?;
    if goal == Goal::Capacitated { roomy(problem, people) } else { Ok(()) }
}

fn reached(problem: &Problem) -> Result<(), Why> {
    let is_open = |site: usize| problem.sites[site].most.max(problem.sites[site].stands) > 0;
    let is_reached = |settlement: usize| {
        let mut ways = problem.price[settlement].iter().enumerate();
        ways.any(|(site, price)| price.is_some() && is_open(site))
    };
    let all = (0..problem.people.len()).filter(|at| problem.people[*at] > 0);
    let settlements: Vec<usize> = all.filter(|at| !is_reached(*at)).collect();
    let people = settlements.iter().map(|at| problem.people[*at]).sum();
    if settlements.is_empty() { Ok(()) } else { Err(Why::Unreachable { settlements, people }) }
}

fn roomy(problem: &Problem, people: i64) -> Result<(), Why> {
    let core = Core::new(problem, Goal::Capacitated);
    let places = best_places(&core);
    if places < people {
        return Err(Why::CapacityShort { people, places });
    }
    // All sites with all services that may stand there: whoever has no place then never has one.
    let flat = core.flat();
    let plan = plan(&flat, &flat.most);
    if plan.cost == 0 { Ok(()) } else { Err(region(&core, &plan)) }
}

/// Places of the services that stand and of the largest that may be opened beside them.
fn best_places(core: &Core) -> i64 {
    let mut free = core.services.saturating_sub(core.low.iter().sum());
    let standing = core.capacity.iter().zip(&core.low).map(|(places, n)| places * i64::from(*n));
    let mut places: i64 = standing.sum();
    let mut sites: Vec<usize> = (0..core.capacity.len()).collect();
    sites.sort_by_key(|site| -core.capacity[*site]);
    for site in sites {
        let more = core.most[site].saturating_sub(core.low[site]).min(free);
        places += core.capacity[site] * i64::from(more);
        free -= more;
    }
    places
}

/// Who is left, all who compete with them for places, and all sites that they reach: a cut that is too narrow.
fn region(core: &Core, plan: &Plan) -> Why {
    let mut settlements: BTreeSet<usize> =
        (0..plan.left.len()).filter(|at| plan.left[*at] > 0).collect();
    let mut sites: BTreeSet<usize> = BTreeSet::new();
    loop {
        let before = (settlements.len(), sites.len());
        for settlement in &settlements {
            let row = core.price[*settlement].iter().enumerate();
            let open = row.filter(|(site, price)| price.is_some() && core.most[*site] > 0);
            sites.extend(open.map(|(site, _)| site));
        }
        let sent = plan.sent.iter().filter(|sent| sites.contains(&sent.site));
        settlements.extend(sent.map(|sent| sent.settlement));
        if before == (settlements.len(), sites.len()) {
            break;
        }
    }
    let places = |site: &usize| core.capacity[*site] * i64::from(core.most[*site]);
    Why::RegionShort {
        people: settlements.iter().map(|at| core.people[*at]).sum(),
        places: sites.iter().map(places).sum(),
        settlements: settlements.into_iter().collect(),
        sites: sites.into_iter().collect(),
    }
}
