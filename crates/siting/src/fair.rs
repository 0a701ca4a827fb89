//! How fair the ways of people are: not only how long in all, but who has the long ones.
//!
//! - **Mean** and **median**: the way of all divided by their number, and the way of the one in the middle.
//! - **Nine tenths**: nine people of ten have no longer way than this.
//! - **Gini**: how unequally ways are shared, in thousandths. 0: all have the same way; near 1000: a few have
//!   all of it. It is half the mean difference between any two people, divided by the mean.
//! - **Share of the farthest fifth**: which part of all ways is made by the fifth with the longest ones; 200
//!   thousandths would be their due.
//! - **Disparity**: the mean of the group that has it worst beside that of the group that has it best.

use std::collections::BTreeMap;

/// People with the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// How many.
    pub people: i64,
    /// What the way costs each.
    pub price: i64,
    /// The group they belong to, such as a settlement or an age.
    pub group: usize,
}

/// How fair ways are. Means are in hundredths of the unit of prices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fairness {
    /// People counted.
    pub people: i64,
    /// The mean way, in hundredths.
    pub mean: i64,
    /// The way of the one in the middle.
    pub median: i64,
    /// Nine people of ten have none longer.
    pub nine_tenths: i64,
    /// The longest way.
    pub longest: i64,
    /// In thousandths.
    pub gini: i64,
    /// In thousandths of all ways.
    pub farthest_fifth: i64,
    /// The mean of each group, in hundredths.
    pub groups: BTreeMap<usize, i64>,
}

impl Fairness {
    /// The worst group's mean beside the best one's, in hundredths: 100 when they are the same; none where
    /// the best has no way at all.
    #[must_use]
    pub fn disparity(&self) -> Option<i64> {
        let worst = *self.groups.values().max()?;
        let best = *self.groups.values().min()?;
        (best > 0).then(|| worst * 100 / best)
    }
}

/// How fair ways are.
#[must_use]
pub fn fairness(ways: &[Way]) -> Fairness {
    let mut ways: Vec<Way> = ways.iter().copied().filter(|way| way.people > 0).collect();
    ways.sort_by_key(|way| way.price);
    let people: i64 = ways.iter().map(|way| way.people).sum();
    if people == 0 {
        return Fairness::default();
    }
    let sum = |ways: &[Way]| -> i128 {
        ways.iter().map(|way| i128::from(way.people) * i128::from(way.price)).sum()
    };
    let all = sum(&ways);
    let mut groups: BTreeMap<usize, (i64, i128)> = BTreeMap::new();
    for way in &ways {
        let group = groups.entry(way.group).or_default();
        group.0 += way.people;
        group.1 += i128::from(way.people) * i128::from(way.price);
    }
    let groups = groups.into_iter().map(|(group, (people, sum))| (group, part(sum * 100, people)));
    Fairness {
        people,
        mean: part(all * 100, people),
        median: nth(&ways, (people + 1) / 2),
        nine_tenths: nth(&ways, (people * 9 + 9) / 10),
        longest: ways.last().map_or(0, |way| way.price),
        gini: gini(&ways, (people, all)),
        farthest_fifth: farthest_fifth(&ways, (people, all)),
        groups: groups.collect(),
    }
}

fn part(sum: i128, people: i64) -> i64 {
    i64::try_from(sum / i128::from(people.max(1))).unwrap_or(i64::MAX)
}

/// The way of the n-th person, counted from the shortest.
fn nth(ways: &[Way], n: i64) -> i64 {
    let mut before = 0;
    for way in ways {
        before += way.people;
        if before >= n {
            return way.price;
        }
    }
    0
}

/// The sum of all differences between two people, taken once each, is n² times mean times Gini.
fn gini(ways: &[Way], (people, all): (i64, i128)) -> i64 {
    let (mut before, mut sum_before, mut differences) = (0_i128, 0_i128, 0_i128);
    for way in ways {
        let (n, price) = (i128::from(way.people), i128::from(way.price));
        differences += n * (price * before - sum_before);
        before += n;
        sum_before += n * price;
    }
    if all == 0 {
        return 0;
    }
    i64::try_from(differences * 1000 / (i128::from(people) * all)).unwrap_or(0)
}

fn farthest_fifth(ways: &[Way], (people, all): (i64, i128)) -> i64 {
    let mut left = people / 5;
    let mut sum = 0_i128;
    for way in ways.iter().rev() {
        let n = way.people.min(left);
        sum += i128::from(n) * i128::from(way.price);
        left -= n;
    }
    if all == 0 { 0 } else { i64::try_from(sum * 1000 / all).unwrap_or(0) }
}
