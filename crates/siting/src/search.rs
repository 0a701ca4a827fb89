//! The tree: how many services stand at each site is split until bound and answer meet.

use crate::Progress;
use crate::ascent::{Ascent, NODE, ROOT, ascend, first_prices};
use crate::core::Core;
use crate::relax::{Range, narrowed, whole};
use crate::transport::cost_below;
use std::collections::HashSet;

/// After so many steps whoever watches is asked whether to go on.
const ASKED: u64 = 64;

/// The search for the best answer of a problem.
pub struct Search<'a> {
    pub core: &'a Core,
    watch: &'a mut (dyn FnMut(Progress) -> bool + 'a),
    /// What was tried already.
    tried: HashSet<Vec<u32>>,
    best: Vec<u32>,
    cost: i64,
    bound: i64,
    /// Bounds and transport problems computed.
    pub steps: u64,
    is_stopped: bool,
}

struct Node {
    range: Range,
    prices: Vec<i64>,
    /// The bound of the node above, in parts of one.
    value: i64,
}

impl<'a> Search<'a> {
    pub fn new(core: &'a Core, watch: &'a mut (dyn FnMut(Progress) -> bool + 'a)) -> Search<'a> {
        // Nothing but what stands, and everybody sent nowhere: any answer is better.
        let nobody: i64 = core.people.iter().sum();
        let cost = nobody.saturating_mul(core.far).saturating_add(1);
        Search {
            core,
            watch,
            tried: HashSet::new(),
            best: core.low.clone(),
            cost,
            bound: 0,
            steps: 0,
            is_stopped: false,
        }
    }

    /// What the best answer costs.
    pub fn cost(&self) -> i64 {
        self.cost
    }

    /// No answer costs less than this.
    pub fn bound(&self) -> i64 {
        self.bound
    }

    /// The best answer: services at each site.
    pub fn best(&self) -> &[u32] {
        &self.best
    }

    /// Counts a step; false when the search shall end.
    pub fn tick(&mut self) -> bool {
        self.steps += 1;
        if self.steps.is_multiple_of(ASKED) && !self.is_stopped {
            let progress = Progress { steps: self.steps, cost: self.cost, bound: self.bound };
            self.is_stopped = !(self.watch)(progress);
        }
        !self.is_stopped
    }

    /// Tries an answer; true when it is better than the best.
    pub fn attempt(&mut self, open: &[u32]) -> bool {
        if !self.tried.insert(open.to_vec()) {
            return false;
        }
        self.tick();
        let Some(cost) = cost_below(self.core, open, self.cost) else { return false };
        self.cost = cost;
        self.best = open.to_vec();
        true
    }

    /// Moves services of the best answer to sites nearby, one at a time, as long as that makes it better.
    pub fn improve(&mut self) {
        let near = crate::start::near_sites(self.core);
        let mut is_better = true;
        while is_better && !self.is_stopped {
            is_better = false;
            for (from, around) in near.iter().enumerate() {
                for to in around {
                    let mut open = self.best.clone();
                    if open[from] <= self.core.low[from] || open[*to] >= self.core.most[*to] {
                        continue;
                    }
                    open[from] -= 1;
                    open[*to] += 1;
                    is_better |= self.attempt(&open);
                }
            }
        }
    }

    /// Searches until the best answer is proved, or whoever watches ends it; gives whether it is proved.
    pub fn run(&mut self) -> bool {
        let range = Range { low: self.core.low.clone(), most: self.core.most.clone() };
        let range = self.undominated(range);
        let prices = first_prices(self.core);
        let root = ascend(self, &range, &prices, ROOT);
        // The services that the best prices open may be near a better answer.
        self.improve();
        self.bound = whole(self.core, root.found.value).min(self.cost);
        let mut nodes = vec![Node { range, prices: root.prices, value: root.found.value }];
        while let Some(node) = nodes.pop() {
            if self.is_stopped {
                nodes.push(node);
                break;
            }
            if whole(self.core, node.value) >= self.cost {
                continue;
            }
            let split = self.split(&node);
            if self.is_stopped {
                // What was done at this node may be half done: it counts as not done.
                nodes.push(node);
                break;
            }
            nodes.extend(split);
        }
        let open = nodes.iter().map(|node| whole(self.core, node.value)).min();
        self.bound = open.map_or(self.cost, |open| open.max(self.bound).min(self.cost));
        self.bound == self.cost
    }

    /// The range without sites that another one makes needless, where that can be told.
    fn undominated(&self, range: Range) -> Range {
        match &self.core.near {
            Some(near) => near.undominated(range),
            None => range,
        }
    }

    /// The two halves of a node, the one to be searched first last; none when nothing better is in it.
    fn split(&mut self, node: &Node) -> Vec<Node> {
        let ascent = ascend(self, &node.range, &node.prices, NODE);
        if whole(self.core, ascent.found.value) >= self.cost {
            return Vec::new();
        }
        let range = narrowed(self.core, &ascent.found, (&node.range, self.cost));
        let Some(range) = range else { return Vec::new() };
        let range = self.undominated(range);
        let services = |counts: &[u32]| counts.iter().sum::<u32>();
        if services(&range.most) <= self.core.services {
            // More services are never worse.
            self.attempt(&range.most);
            return Vec::new();
        }
        if services(&range.low) == self.core.services {
            self.attempt(&range.low);
            return Vec::new();
        }
        if self.attempt(&ascent.found.open) {
            self.improve();
        }
        let Some((site, at)) = doubtful(&range, &ascent) else { return Vec::new() };
        let half = |is_upper: bool| {
            let mut range = range.clone();
            match is_upper {
                true => range.low[site] = at + 1,
                false => range.most[site] = at,
            }
            let (prices, value) = (ascent.prices.clone(), ascent.found.value);
            Node { range, prices, value }
        };
        let is_rather_more = ascent.shares[site] - f64::from(at) > 0.5;
        vec![half(!is_rather_more), half(is_rather_more)]
    }
}

/// The site of whose number the prices are least sure, and the number after which it is split.
fn doubtful(range: &Range, ascent: &Ascent) -> Option<(usize, u32)> {
    let open = (0..range.low.len()).filter(|site| range.low[*site] < range.most[*site]);
    let doubt = |site: &usize| {
        let share = ascent.shares[*site];
        (share - share.floor() - 0.5).abs()
    };
    let site = open.min_by(|a, b| doubt(a).total_cmp(&doubt(b)))?;
    let at = ascent.shares[site].floor().max(0.0) as u32;
    Some((site, at.clamp(range.low[site], range.most[site] - 1)))
}
