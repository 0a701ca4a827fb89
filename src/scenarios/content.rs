//! What a scenario is worked out from and what comes of it, as both are kept. Pure.

use super::change::{Changes, changed};
use super::effect::{Beside, Fair, beside};
use super::model::World;
use serde::{Deserialize, Serialize};
use siting::{Goal, Problem, Progress, Sent, Site, Way, Why};

/// So many steps a search for sites takes at most: the same on each machine, so that the same comes out.
pub const MOST_STEPS: u64 = 200_000;

/// What a scenario is; words have the key `scenario-kind-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What if.
    WhatIf,
    /// Where to open.
    Sites,
}

impl Kind {
    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Kind::WhatIf => "what-if",
            Kind::Sites => "sites",
        }
    }

    /// Of a code; what if when it is none.
    #[must_use]
    pub fn of(code: &str) -> Kind {
        if code == Kind::Sites.code() { Kind::Sites } else { Kind::WhatIf }
    }
}

/// What is sought; words have the key `scenario-goal-<code>`.
pub const GOALS: [(&str, Goal); 3] =
    [("median", Goal::Median), ("cover", Goal::Cover), ("capacitated", Goal::Capacitated)];

/// A question where to open services.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// A code of [`GOALS`].
    pub goal: String,
    /// Number of the service.
    pub service: u8,
    /// Its name.
    pub name: String,
    /// So many services in all.
    pub services: u32,
    /// So many places has one.
    pub capacity: i64,
    /// So many minutes are near.
    pub near: u32,
    /// Nobody goes farther than so many minutes; none for no limit.
    pub limit: Option<u32>,
    /// What stands stays.
    pub keeps: bool,
    /// Codes of the settlements.
    pub ekattes: Vec<String>,
    /// Names of the settlements.
    pub names: Vec<String>,
    /// Who asks for the service, by settlement.
    pub people: Vec<i64>,
    /// Services that stand, by settlement.
    pub stand: Vec<u32>,
    /// Tenths of minutes between settlements.
    pub minutes: Vec<Vec<Option<u32>>>,
}

impl Asked {
    /// What is sought.
    #[must_use]
    pub fn goal(&self) -> Goal {
        GOALS.iter().find(|(code, _)| *code == self.goal).map_or(Goal::Median, |(_, goal)| *goal)
    }

    /// The question as the solver reads it.
    #[must_use]
    pub fn problem(&self) -> Problem {
        let limit = self.limit.map(|minutes| minutes.saturating_mul(10));
        let way = |minutes: &Option<u32>| {
            let within = |minutes: &u32| limit.is_none_or(|limit| *minutes <= limit);
            minutes.filter(within).map(i64::from)
        };
        let site = |stand: &u32| Site {
            capacity: self.capacity,
            stands: if self.keeps { *stand } else { 0 },
            most: self.services,
        };
        Problem {
            people: self.people.clone(),
            sites: self.stand.iter().map(site).collect(),
            price: self.minutes.iter().map(|row| row.iter().map(way).collect()).collect(),
            services: self.services,
            near: i64::from(self.near) * 10,
        }
    }

    /// Ways of everybody to the nearest service that stands today.
    #[must_use]
    pub fn today(&self) -> Vec<Way> {
        let of = |(group, people): (usize, &i64)| {
            let ways = self.minutes.get(group)?.iter().zip(&self.stand);
            let ways = ways.filter(|(_, stand)| **stand > 0).filter_map(|(minutes, _)| *minutes);
            Some(Way { people: *people, price: i64::from(ways.min()?), group })
        };
        self.people.iter().enumerate().filter_map(of).collect()
    }
}

/// Where services would stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sited {
    /// Services by settlement.
    pub open: Vec<u32>,
    /// Settlement, site, people.
    pub sent: Vec<(usize, usize, i64)>,
    /// What all ways cost: tenths of minutes, or people with nothing near.
    pub cost: i64,
    /// No answer costs less.
    pub bound: i64,
    /// Whether there is no better answer.
    pub is_proved: bool,
    /// Steps of the search.
    pub steps: u64,
    /// How fair the ways to what stands today are.
    pub fair_today: Fair,
    /// How fair they would be.
    pub fair: Fair,
}

/// Why no answer can be given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// As `siting::Why::code`.
    pub why: String,
    /// Which settlements.
    pub settlements: Vec<usize>,
    /// Which sites.
    pub sites: Vec<usize>,
    /// How many people.
    pub people: i64,
    /// How many places, or services.
    pub there: i64,
}

impl Refused {
    fn of(why: &Why) -> Refused {
        let mut one = Refused { why: why.code().to_owned(), ..Refused::default() };
        match why {
            Why::Malformed | Why::Empty => {}
            Why::TooManyStand { stand, services } => {
                (one.people, one.there) = (i64::from(*stand), i64::from(*services));
            }
            Why::Unreachable { settlements, people } => {
                (one.settlements, one.people) = (settlements.clone(), *people);
            }
            Why::CapacityShort { people, places } => (one.people, one.there) = (*people, *places),
            Why::RegionShort { settlements, sites, people, places } => {
                (one.settlements, one.sites) = (settlements.clone(), sites.clone());
                (one.people, one.there) = (*people, *places);
            }
            Why::ServicesShort { services, settlements, people } => {
                (one.settlements, one.people) = (settlements.clone(), *people);
                one.there = i64::from(*services);
            }
            Why::Unfinished { people } => one.people = *people,
        }
        one
    }
}

/// What a scenario is worked out from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inputs {
    /// Today's municipality and what is changed.
    WhatIf(Box<World>, Changes),
    /// A question where to open.
    Sites(Box<Asked>),
}

/// What comes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Today and then.
    WhatIf(Beside),
    /// Where to open.
    Sites(Sited),
    /// Nowhere, and why.
    Refused(Refused),
}

impl Inputs {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Inputs::WhatIf(..) => Kind::WhatIf,
            Inputs::Sites(_) => Kind::Sites,
        }
    }

    /// Works the scenario out; whoever watches is told how far it is.
    #[must_use]
    pub fn worked_out(&self, told: &mut dyn FnMut(Progress)) -> Outcome {
        match self {
            Inputs::WhatIf(today, changes) => {
                Outcome::WhatIf(beside(today, &changed(today, changes)))
            }
            Inputs::Sites(asked) => sited(asked, told),
        }
    }
}

fn sited(asked: &Asked, told: &mut dyn FnMut(Progress)) -> Outcome {
    let problem = asked.problem();
    let solved = siting::watched(&problem, asked.goal(), &mut |progress| {
        told(progress);
        progress.steps < MOST_STEPS
    });
    let solved = match solved {
        Ok(solved) => solved,
        Err(why) => return Outcome::Refused(Refused::of(&why)),
    };
    let way = |sent: &Sent| {
        let price = problem.price[sent.settlement][sent.site]?;
        Some(Way { people: sent.people, price, group: sent.settlement })
    };
    let ways: Vec<Way> = solved.assigned.iter().filter_map(way).collect();
    let triple = |sent: &Sent| (sent.settlement, sent.site, sent.people);
    Outcome::Sites(Sited {
        sent: solved.assigned.iter().map(triple).collect(),
        open: solved.open,
        cost: solved.cost,
        bound: solved.bound,
        is_proved: solved.is_proved,
        steps: solved.steps,
        fair_today: Fair::of(&asked.today()),
        fair: Fair::of(&ways),
    })
}
