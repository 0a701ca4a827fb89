//! From counts to what may be shown.
//!
//! Invariants: a count of 1 to the small number less one is hidden; if exactly one group of a row
//! is hidden, the total of that row is hidden too; money is hidden when few people have it or few
//! people's money changes, since the sums would tell theirs.

use serde::Serialize;

use super::Population;
use super::run::{DESKS, Totals};
use crate::Law;
use crate::competence::Competent;
use crate::derivation::Derivation;
use crate::money::Money;

/// Desks in the order of the square of changes.
const ORDER: [Competent; DESKS] = [
    Competent::Municipality,
    Competent::OtherMunicipality,
    Competent::Dsp,
    Competent::Court,
    Competent::Provider,
    Competent::Nobody,
];

/// People who change desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeskChange {
    /// Desk under the law of today.
    pub before: Competent,
    /// Desk under the draft.
    pub after: Competent,
    /// How many; hidden when few.
    pub people: Option<u64>,
}

/// People who gain or lose a right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RightChange {
    /// Right id.
    pub id: String,
    /// People who gain it; hidden when few.
    pub gained: Option<u64>,
    /// People who lose it; hidden when few.
    pub lost: Option<u64>,
}

/// Money a month, decimal text in euro.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MoneyChange {
    /// Always `EUR`.
    pub currency: crate::Currency,
    /// People with money under the law of today; hidden when few.
    pub people_before: Option<u64>,
    /// People with money under the draft; hidden when few.
    pub people_after: Option<u64>,
    /// Under the law of today; hidden when it would tell about few people.
    #[serde(rename = "money_before")]
    pub before: Option<String>,
    /// Under the draft; hidden likewise.
    #[serde(rename = "money_after")]
    pub after: Option<String>,
    /// People whose money grows.
    pub gain: Option<u64>,
    /// People whose money shrinks.
    pub lose: Option<u64>,
}

/// Changes of one group; the first group is everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupChange {
    /// Label of the group.
    pub group: String,
    /// People in it; hidden when few.
    pub people: Option<u64>,
    /// People who change desk.
    pub desk_changed: Option<u64>,
    /// Where they change from and to; only changes that happen.
    pub desks: Vec<DeskChange>,
    /// Rights that change; only those that do.
    pub rights: Vec<RightChange>,
    /// Money.
    #[serde(flatten)]
    pub money: MoneyChange,
}

/// The whole comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Everybody, then the groups in the order of the file.
    pub groups: Vec<GroupChange>,
    /// Counts below this are not shown.
    pub hidden_below: u64,
    /// Rules that differ.
    pub changed_rules: Vec<String>,
    /// Why.
    #[serde(flatten)]
    pub derivation: Derivation,
}

/// One count of every group and of everybody, protected together.
struct Row {
    groups: Vec<Option<u64>>,
    everybody: Option<u64>,
}

struct Shown<'a> {
    totals: &'a [Totals],
    small: u64,
}

impl Shown<'_> {
    fn hides(&self, count: u64) -> bool {
        (1..self.small).contains(&count)
    }

    fn row(&self, count: impl Fn(&Totals) -> u64) -> Row {
        let counts: Vec<u64> = self.totals.iter().map(count).collect();
        let sum: u64 = counts.iter().sum();
        let hidden = counts.iter().filter(|c| self.hides(**c)).count();
        let show = |c: u64| if self.hides(c) { None } else { Some(c) };
        let lone = hidden == 1 && counts.len() > 1;
        Row {
            groups: counts.iter().map(|c| show(*c)).collect(),
            everybody: if lone { None } else { show(sum) },
        }
    }

    fn tells_about_few(&self, total: &Totals) -> bool {
        self.hides(total.had)
            || self.hides(total.has)
            || self.hides(total.gain)
            || self.hides(total.lose)
    }
}

pub(super) fn protect(
    before: &Law,
    after: &Law,
    population: &Population,
    totals: &[Totals],
) -> Comparison {
    let shown = Shown { totals, small: before.compare.small };
    let labels = std::iter::once("всички").chain(population.groups.iter().map(String::as_str));
    let mut groups: Vec<GroupChange> = labels.map(empty).collect();
    spread(&mut groups, &shown.row(|t| t.people), |g, n| g.people = n);
    spread(&mut groups, &shown.row(moved), |g, n| g.desk_changed = n);
    for (was, is) in squares() {
        let row = shown.row(|t| t.desks[was][is]);
        let change = |people| DeskChange { before: ORDER[was], after: ORDER[is], people };
        spread(&mut groups, &row, |g, n| {
            if n != Some(0) {
                g.desks.push(change(n));
            }
        });
    }
    for (place, id) in before.right_ids().enumerate() {
        let gained = shown.row(|t| t.rights[place].0);
        let lost = shown.row(|t| t.rights[place].1);
        for (i, group) in groups.iter_mut().enumerate() {
            let (gained, lost) = (gained.at(i), lost.at(i));
            if gained != Some(0) || lost != Some(0) {
                group.rights.push(RightChange { id: id.to_owned(), gained, lost });
            }
        }
    }
    spread(&mut groups, &shown.row(|t| t.had), |g, n| g.money.people_before = n);
    spread(&mut groups, &shown.row(|t| t.has), |g, n| g.money.people_after = n);
    spread(&mut groups, &shown.row(|t| t.gain), |g, n| g.money.gain = n);
    spread(&mut groups, &shown.row(|t| t.lose), |g, n| g.money.lose = n);
    money(&mut groups, &shown);
    let changed_rules = changed(before, after);
    Comparison {
        groups,
        hidden_below: shown.small,
        derivation: explain(before, after, &changed_rules),
        changed_rules,
    }
}

impl Row {
    fn at(&self, place: usize) -> Option<u64> {
        if place == 0 { self.everybody } else { self.groups[place - 1] }
    }
}

fn empty(label: &str) -> GroupChange {
    let currency = crate::Currency::Eur;
    GroupChange {
        group: label.to_owned(),
        people: None,
        desk_changed: None,
        desks: Vec::new(),
        rights: Vec::new(),
        money: MoneyChange {
            currency,
            people_before: None,
            people_after: None,
            before: None,
            after: None,
            gain: None,
            lose: None,
        },
    }
}

fn spread(groups: &mut [GroupChange], row: &Row, set: impl Fn(&mut GroupChange, Option<u64>)) {
    for (place, group) in groups.iter_mut().enumerate() {
        set(group, row.at(place));
    }
}

fn squares() -> impl Iterator<Item = (usize, usize)> {
    (0..DESKS).flat_map(|a| (0..DESKS).map(move |b| (a, b))).filter(|(a, b)| a != b)
}

fn moved(total: &Totals) -> u64 {
    squares().map(|(a, b)| total.desks[a][b]).sum()
}

fn money(groups: &mut [GroupChange], shown: &Shown<'_>) {
    let hidden = shown.totals.iter().filter(|t| shown.tells_about_few(t)).count();
    let text = |cents| Some(Money::eur(cents).decimal());
    for (group, total) in groups.iter_mut().skip(1).zip(shown.totals) {
        if !shown.tells_about_few(total) {
            group.money.before = text(total.before);
            group.money.after = text(total.after);
        }
    }
    let sum = |of: fn(&Totals) -> u64| shown.totals.iter().map(of).sum::<u64>();
    let few = [sum(|t| t.had), sum(|t| t.has), sum(|t| t.gain), sum(|t| t.lose)];
    let lone = hidden == 1 && shown.totals.len() > 1;
    if let Some(everybody) = groups.first_mut()
        && !lone
        && !few.iter().any(|n| shown.hides(*n))
    {
        everybody.money.before = text(shown.totals.iter().map(|t| t.before).sum());
        everybody.money.after = text(shown.totals.iter().map(|t| t.after).sum());
    }
}

/// Ids of rules that the two laws hold differently.
fn changed(before: &Law, after: &Law) -> Vec<String> {
    let (old, new) = (before.book(), after.book());
    let same = |id: &str| {
        let (old, new) = (old.versions(id), new.versions(id));
        old.map(|(_, r)| r).eq(new.map(|(_, r)| r))
    };
    let ids = new.rules().iter().chain(old.rules()).map(|r| r.id.as_str());
    let ids: std::collections::BTreeSet<&str> = ids.collect();
    ids.into_iter().filter(|id| !same(id)).map(str::to_owned).collect()
}

fn explain(before: &Law, after: &Law, changed: &[String]) -> Derivation {
    let mut why = Derivation::default();
    for id in changed {
        let old = before.book().newest(id).ok();
        let Ok(new) = after.book().newest(id) else {
            continue;
        };
        let was = old.map_or("няма".to_owned(), crate::Rule::shown);
        why.step_by(new, format!("{id}: {} – досега {was}, в проекта {}.", new.title, new.shown()));
    }
    if why.steps.is_empty() {
        why.step("Проектът не променя нито едно правило.");
    }
    if let Ok(rule) = after.book().newest("comparison.small-number") {
        why.step_by(rule, format!("{}: {}.", rule.title, rule.value_text()));
    }
    why
}
