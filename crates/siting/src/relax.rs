//! The relaxation: being sent somewhere has a price in each settlement, and each site earns what it can.
//!
//! With prices fixed the sites have nothing to do with each other but their number. A service at a site
//! takes those who pay most above their way, as many as it has places for; the next service there earns no
//! more than the one before. So the best services in all are simply the best of a list, and the sum is a
//! bound: no answer costs less, whatever the prices are. Prices and bound are whole parts of one
//! ([`Core::scale`]).

use crate::core::Core;

/// What the sites do at some prices.
#[derive(Clone, Debug, Default)]
pub struct Relaxed {
    /// No answer costs less, in parts of one.
    pub value: i64,
    /// Services at each site.
    pub open: Vec<u32>,
    /// People of each settlement whom the sites take.
    pub served: Vec<i64>,
    /// What each service at each site costs: nothing or less, and never less than the one before it.
    pub gains: Vec<Vec<i64>>,
    /// Services taken of their own will, the best first, with their sites.
    pub taken: Vec<(i64, usize)>,
    /// Those left, the best first.
    pub rest: Vec<(i64, usize)>,
}

/// Who would pay a site for a place: what is left of the price, and the settlement.
type Paying = Vec<(i64, usize)>;

/// A node of the tree: how many services stand at each site at least and at most.
#[derive(Clone, Debug)]
pub struct Range {
    pub low: Vec<u32>,
    pub most: Vec<u32>,
}

/// The sites at some prices, within a range.
pub fn relaxed(core: &Core, prices: &[i64], range: &Range) -> Relaxed {
    let sites = core.capacity.len();
    let paying_of = |site: usize| match range.most[site] {
        0 => Vec::new(),
        _ => paying(core, prices, site),
    };
    let paying: Vec<Paying> = (0..sites).map(paying_of).collect();
    let gains: Vec<Vec<i64>> =
        (0..sites).map(|site| gains(core, (site, &paying[site]), range.most[site])).collect();
    let mut value: i64 = prices.iter().zip(&core.people).map(|(price, n)| price * n).sum();
    let mut open = range.low.clone();
    let mut offered: Vec<(i64, usize)> = Vec::new();
    for (site, gains) in gains.iter().enumerate() {
        let (fixed, free) = gains.split_at((range.low[site] as usize).min(gains.len()));
        value += fixed.iter().sum::<i64>();
        offered.extend(free.iter().map(|gain| (*gain, site)));
    }
    offered.sort_unstable();
    let free = core.services.saturating_sub(range.low.iter().sum()) as usize;
    let rest = offered.split_off(free.min(offered.len()));
    for (gain, site) in &offered {
        value += gain;
        open[*site] += 1;
    }
    let mut served = vec![0; core.people.len()];
    for site in (0..sites).filter(|site| open[*site] > 0) {
        let mut room = core.capacity[site].saturating_mul(i64::from(open[site]));
        for (_, settlement) in &paying[site] {
            let people = core.people[*settlement].min(room);
            served[*settlement] += people;
            room -= people;
        }
    }
    Relaxed { value, open, served, gains, taken: offered, rest }
}

fn paying(core: &Core, prices: &[i64], site: usize) -> Paying {
    let of = |settlement: usize| {
        let price = core.price[settlement][site]? * core.scale - prices[settlement];
        (price < 0 && core.people[settlement] > 0).then_some((price, settlement))
    };
    let mut all: Paying = (0..core.people.len()).filter_map(of).collect();
    all.sort_unstable();
    all
}

/// What each service of a site takes in, at most so many of them; those that take in nothing are left out.
fn gains(core: &Core, (site, paying): (usize, &[(i64, usize)]), most: u32) -> Vec<i64> {
    let capacity = core.capacity[site];
    let mut gains = Vec::new();
    let (mut gain, mut room) = (0, capacity);
    if capacity <= 0 || most == 0 {
        return gains;
    }
    for (price, settlement) in paying {
        let mut people = core.people[*settlement];
        while people > 0 {
            let amount = people.min(room);
            gain += amount * price;
            people -= amount;
            room -= amount;
            if room == 0 {
                gains.push(gain);
                if gains.len() >= most as usize {
                    return gains;
                }
                (gain, room) = (0, capacity);
            }
        }
    }
    if gain < 0 {
        gains.push(gain);
    }
    gains
}

/// The bound in whole ones: costs are whole, so a part more is one more, and none is below nothing.
#[must_use]
pub fn whole(core: &Core, value: i64) -> i64 {
    (value + core.scale - 1).div_euclid(core.scale).max(0)
}

/// A range narrowed by what cannot be better than an answer that costs so much; none when nothing is left.
///
/// That a site has a service less costs what the service brought, and gives what the best left elsewhere
/// brings; a service more, the other way round. Where that makes the bound as high as the answer is, the
/// number cannot be so.
pub fn narrowed(core: &Core, found: &Relaxed, (range, cost): (&Range, i64)) -> Option<Range> {
    let mut range = range.clone();
    let spare = core.services.saturating_sub(found.open.iter().sum());
    for site in 0..found.open.len() {
        let gain = |unit: u32| found.gains[site].get(unit as usize).copied().unwrap_or(0);
        let here = found.open[site];
        while range.low[site] < here {
            let less = here - range.low[site];
            let given_up: i64 = (range.low[site]..here).map(gain).sum();
            let others = found.rest.iter().filter(|(_, at)| *at != site);
            let instead: i64 = others.take(less as usize).map(|(gain, _)| gain).sum();
            if whole(core, found.value - given_up + instead) < cost {
                break;
            }
            range.low[site] += 1;
        }
        while range.most[site] > here {
            let more = range.most[site] - here;
            let pushed = more.saturating_sub(spare) as usize;
            let others: Vec<i64> = found
                .taken
                .iter()
                .rev()
                .filter(|(_, at)| *at != site)
                .take(pushed)
                .map(|(gain, _)| *gain)
                .collect();
            let brought: i64 = (here..range.most[site]).map(gain).sum();
            let given_up: i64 = others.iter().sum();
            let is_possible = others.len() == pushed;
            if is_possible && whole(core, found.value + brought - given_up) < cost {
                break;
            }
            range.most[site] -= 1;
        }
    }
    let low: u32 = range.low.iter().sum();
    (low <= core.services).then_some(range)
}
