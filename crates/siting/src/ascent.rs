//! The best prices: the bound rises by steps towards where people are taken too seldom or too often.
//!
//! The length of a step is a fraction of one, so it is a float; the prices that come of it are whole again,
//! and whatever they are the bound at them is a bound.

use crate::core::Core;
use crate::relax::{Range, Relaxed, relaxed, whole};
use crate::search::Search;

/// How long and how boldly prices are moved.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    pub rounds: u32,
    pub patience: u32,
    pub stride: f64,
    /// After so many rounds the services that the sites took are tried as an answer; 0 for never.
    pub tried: u32,
}

/// Where the tree begins: most of the work is done here.
pub const ROOT: Pace = Pace { rounds: 300, patience: 15, stride: 1.5, tried: 10 };
/// At each node: the prices come from the node above and need little.
pub const NODE: Pace = Pace { rounds: 25, patience: 6, stride: 1.0, tried: 0 };

/// A stride below this moves nothing any more.
const LEAST: f64 = 0.002;
/// How much of the services taken so far is remembered when those of a round come in.
const MEMORY: f64 = 0.9;

/// How far the bound came.
#[derive(Clone, Debug)]
pub struct Ascent {
    pub prices: Vec<i64>,
    pub found: Relaxed,
    /// Services at each site, averaged over the rounds: near what the best prices would give.
    pub shares: Vec<f64>,
}

/// Prices to begin with: of a way that is neither the nearest nor far, or half of what it costs to be sent
/// nowhere when ways cost nothing.
#[must_use]
pub fn first_prices(core: &Core) -> Vec<i64> {
    const PLACE: usize = 8;
    if core.far == 1 {
        return vec![core.scale / 2; core.price.len()];
    }
    let of = |row: &Vec<Option<i64>>| {
        let mut known: Vec<i64> = row.iter().flatten().copied().collect();
        known.sort_unstable();
        let place = PLACE.min(known.len().saturating_sub(1));
        known.get(place).map_or(core.far, |price| *price) * core.scale
    };
    core.price.iter().map(of).collect()
}

/// How boldly the price of each settlement is moved for each of its people who is missing.
///
/// Where services have room for everybody, a settlement is sent whole or not at all, and its price moves as
/// far whether it is large or small: were people counted, only the price of the town would move, and prices
/// of villages stand still. Where a service is full, part of a settlement is sent, and people are counted.
fn weights(core: &Core) -> Vec<f64> {
    let of = |people: &i64| if core.is_roomy { 1.0 / (*people).max(1) as f64 } else { 1.0 };
    core.people.iter().map(of).collect()
}

/// Moves prices so that the bound rises, until it meets the best answer or does not rise any more.
pub fn ascend(search: &mut Search<'_>, range: &Range, prices: &[i64], pace: Pace) -> Ascent {
    let core = search.core;
    let dearest = core.far.saturating_mul(core.scale);
    let weight = weights(core);
    let mut prices = prices.to_vec();
    let (mut stride, mut stalled) = (pace.stride, 0);
    let mut best: Option<Ascent> = None;
    let mut shares: Vec<f64> = Vec::new();
    for round in 0..pace.rounds {
        let found = relaxed(core, &prices, range);
        let open = found.open.iter().map(|n| f64::from(*n));
        shares = match shares.is_empty() {
            true => open.collect(),
            false => {
                shares.iter().zip(open).map(|(s, n)| MEMORY * s + (1.0 - MEMORY) * n).collect()
            }
        };
        if pace.tried > 0 && round % pace.tried == 0 {
            search.attempt(&found.open);
        }
        let missing = core.people.iter().zip(&found.served);
        let missing: Vec<i64> = missing.map(|(people, served)| people - served).collect();
        // Counted as a float: the squares of a large town do not fit elsewhere, and only a step hangs on it.
        let norm: f64 =
            missing.iter().zip(&weight).map(|(n, w)| (*n as f64) * (*n as f64) * w).sum();
        let is_whole = missing.iter().all(|n| *n == 0);
        let value = found.value;
        let is_higher = best.as_ref().is_none_or(|best| value > best.found.value);
        if is_higher {
            stalled = 0;
            if is_whole {
                // Everybody is sent exactly once: this is an answer, and there is no better one here.
                search.attempt(&found.open);
            }
            best = Some(Ascent { prices: prices.clone(), found, shares: Vec::new() });
        } else {
            stalled += 1;
        }
        let top = best.as_ref().map_or(value, |best| best.found.value);
        if is_whole || whole(core, top) >= search.cost() || !search.tick() {
            break;
        }
        if stalled >= pace.patience {
            stride *= 0.6;
            stalled = 0;
            if let Some(best) = &best {
                prices.clone_from(&best.prices);
            }
        }
        if stride < LEAST {
            break;
        }
        let ahead = search.cost().saturating_mul(core.scale).saturating_sub(value).max(1);
        let step = stride * (ahead as f64) / norm;
        for ((price, missing), weight) in prices.iter_mut().zip(&missing).zip(&weight) {
            let moved = (step * (*missing as f64) * weight).round() as i64;
            *price = price.saturating_add(moved).clamp(0, dearest);
        }
    }
    let mut best = best.unwrap_or_else(|| {
        let found = relaxed(core, &prices, range);
        Ascent { prices, found, shares: Vec::new() }
    });
    best.shares = shares;
    best
}
