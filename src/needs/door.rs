//! The need of each service on a day, beside what there is.

use super::formula::{Set, Worked, sets, sum};
use super::map;
use super::neighbours::{Present, present};
use crate::figures::{self, Chosen, Territory};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// A criterion with the figure that counts and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The group that is counted.
    pub group: String,
    /// Users per thousand.
    pub per_1000: Decimal,
    /// Weight in percent.
    pub weight: Decimal,
    /// For replacement care.
    pub is_replacement: bool,
    /// The figure, with those that say something else; none where it is missing.
    pub people: Option<Chosen>,
    /// The product.
    pub amount: Option<Decimal>,
}

/// The need of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The point of the annex, 1 to 25.
    pub set: u8,
    /// Its criteria.
    pub terms: Vec<Term>,
    /// The exact sum; none where a group is missing.
    pub total: Option<Decimal>,
    /// What the office's own territory has to plan of it. For services whose people are counted in the whole
    /// country and by districts it is the sum of the district; for the others the sum itself.
    pub own: Option<Decimal>,
    /// Places of the services that count for it.
    pub places: i64,
    /// Who uses them.
    pub users: i64,
    /// Who waits for them.
    pub waiting: i64,
    /// The most users by the National Map.
    pub on_map: Option<i64>,
}

impl Need {
    /// The groups of which no figure is known.
    #[must_use]
    pub fn missing(&self) -> Vec<&str> {
        let missing = self.terms.iter().filter(|term| term.people.is_none());
        missing.map(|term| term.group.as_str()).collect()
    }

    /// The terms as the formula knows them.
    #[must_use]
    pub fn worked(&self) -> Vec<Worked> {
        let worked = |term: &Term| Worked {
            group: term.group.clone(),
            per_1000: term.per_1000,
            weight: term.weight,
            is_replacement: term.is_replacement,
            people: term.people.as_ref().map(|one| one.value.amount),
            amount: term.amount,
        };
        self.terms.iter().map(worked).collect()
    }
}

/// The territory of a level of the annex.
#[must_use]
pub fn territory(level: &str) -> Territory {
    match level {
        "district" => Territory::District,
        "country" => Territory::Country,
        _ => Territory::Municipality,
    }
}

/// The level at which a service is planned: those of the whole country are in each of the districts (чл. 9 и 10
/// НПСУ).
fn own_level(set: &Set) -> &str {
    if set.level == "country" { "district" } else { &set.level }
}

/// Figures of each level by group.
type Figures<'a> = BTreeMap<&'a str, BTreeMap<String, Chosen>>;

/// The figures that the formula asks for: one query for each level.
async fn figures_of(
    tx: &Tx,
    (on, known_on): (Day, Option<Day>),
) -> Result<Figures<'static>, StoreError> {
    let mut wanted: BTreeMap<&'static str, Vec<&'static str>> = BTreeMap::new();
    for set in sets() {
        for level in BTreeSet::from([set.level.as_str(), own_level(set)]) {
            let groups = wanted.entry(level).or_default();
            groups.extend(set.terms.iter().map(|term| term.group.as_str()));
        }
    }
    let mut found = Figures::new();
    for (level, groups) in wanted {
        let place = territory(level);
        let chosen = figures::chosen_as_known(tx, &groups, &place, (on, known_on)).await?;
        found.insert(level, chosen);
    }
    Ok(found)
}

fn need(set: &Set, known: &Figures<'_>, (present, on_map): (&[Present], Option<i64>)) -> Need {
    let at = |level: &str, group: &str| known.get(level).and_then(|all| all.get(group)).cloned();
    let figure = |group: &str| at(&set.level, group);
    let people = |group: &str| figure(group).map(|chosen| chosen.value.amount);
    let (worked, total) = sum(set, &people);
    let of_own = |group: &str| at(own_level(set), group).map(|chosen| chosen.value.amount);
    let (_, own_total) = sum(set, &of_own);
    let term = |one: Worked| Term {
        people: figure(&one.group),
        group: one.group,
        per_1000: one.per_1000,
        weight: one.weight,
        is_replacement: one.is_replacement,
        amount: one.amount,
    };
    let own = || present.iter().filter(|one| one.set == Some(set.no));
    Need {
        set: set.no,
        terms: worked.into_iter().map(term).collect(),
        total,
        own: own_total,
        places: own().map(|one| one.places).sum(),
        users: own().map(|one| one.users).sum(),
        waiting: own().map(|one| one.waiting).sum(),
        on_map,
    }
}

/// Needs of a day with the services behind their numbers.
pub struct Whole {
    /// In the order of the annex.
    pub needs: Vec<Need>,
    /// The services of the directory.
    pub present: Vec<Present>,
}

/// The need of each service on a day, by what was known of figures at the end of another, or is known
/// now.
///
/// # Errors
/// When the database does not answer.
pub async fn whole(tx: &Tx, on: Day, known_on: Option<Day>) -> Result<Whole, StoreError> {
    let known = figures_of(tx, (on, known_on)).await?;
    let present = present(tx, on).await?;
    let on_map = map::on(tx, on).await?;
    let of_set = |set: &Set| {
        let entry = on_map.get(&set.no).copied();
        need(set, &known, (&present, entry))
    };
    let needs = sets().iter().map(of_set).collect();
    Ok(Whole { needs, present })
}

/// The need of each of the 25 services on a day, term by term.
///
/// # Errors
/// When the database does not answer.
pub async fn of_day(tx: &Tx, on: Day) -> Result<Vec<Need>, StoreError> {
    Ok(whole(tx, on, None).await?.needs)
}
