//! Figures that sum to more than the whole. Without a database.

use super::catalogue::Catalogue;
use super::value::{Territory, Value};
use kit::types::Day;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// How parts are more than their whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// A group that is a part of another is larger than it.
    Within,
    /// The groups that make a group whole are more than it.
    Parts,
    /// The settlements together are more than the municipality.
    Settlements,
    /// A smaller territory has more than a larger one.
    Territory,
}

impl How {
    /// Its code; words have the key `figures-check-<code>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            How::Within => "within",
            How::Parts => "parts",
            How::Settlements => "settlements",
            How::Territory => "territory",
        }
    }
}

/// Parts that are more than their whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excess {
    /// How.
    pub how: How,
    /// Codes of the parts.
    pub parts: Vec<String>,
    /// The group that is the whole.
    pub whole: String,
    /// Where.
    pub territory: Territory,
    /// How people were counted.
    pub kind: &'static str,
    /// On which day.
    pub on: Day,
    /// The sum of the parts.
    pub sum: Decimal,
    /// The whole.
    pub of: Decimal,
}

/// Values of one kind, day and territory by group: only these are comparable.
type Comparable<'a> =
    BTreeMap<(&'static str, Day), BTreeMap<&'a Territory, BTreeMap<&'a str, Decimal>>>;

fn comparable(values: &[Value]) -> Comparable<'_> {
    let mut all: Comparable<'_> = BTreeMap::new();
    for value in values {
        let places = all.entry((value.kind, value.on)).or_default();
        let groups = places.entry(&value.territory).or_default();
        // Of two sources of one day the smaller counts, as a part and as a whole.
        let known = groups.entry(&value.group).or_insert(value.amount);
        *known = Ord::min(*known, value.amount);
    }
    all
}

/// Everything that sums to more than its whole.
#[must_use]
pub fn excesses(catalogue: &Catalogue, values: &[Value]) -> Vec<Excess> {
    let mut found = Vec::new();
    for ((kind, on), places) in comparable(values) {
        for (territory, groups) in &places {
            let told = of_groups(catalogue, groups).into_iter();
            found.extend(told.map(|(how, parts, whole, sum, of)| Excess {
                how,
                parts,
                whole,
                territory: (*territory).clone(),
                kind,
                on,
                sum,
                of,
            }));
        }
        found.extend(of_places((kind, on), &places));
    }
    found
}

/// How, parts, whole, sum, whole amount.
type Told = (How, Vec<String>, String, Decimal, Decimal);

fn of_groups(catalogue: &Catalogue, groups: &BTreeMap<&str, Decimal>) -> Vec<Told> {
    let mut found = Vec::new();
    for (code, amount) in groups {
        let Some(group) = catalogue.get(code) else { continue };
        if let Some(whole) = groups.get(group.within.as_str()).filter(|whole| *amount > **whole) {
            let part = vec![(*code).to_owned()];
            found.push((How::Within, part, group.within.clone(), *amount, *whole));
        }
        let parts = group.parts.iter().filter(|part| groups.contains_key(part.as_str()));
        let parts: Vec<String> = parts.cloned().collect();
        let sum: Decimal = parts.iter().filter_map(|part| groups.get(part.as_str())).sum();
        if parts.len() > 1 && sum > *amount {
            found.push((How::Parts, parts, (*code).to_owned(), sum, *amount));
        }
    }
    let ages: Vec<&str> = groups.keys().copied().filter(|code| code.starts_with("age-")).collect();
    let sum: Decimal = ages.iter().filter_map(|code| groups.get(code)).sum();
    if let Some(whole) = groups.get("all").filter(|whole| ages.len() > 1 && sum > **whole) {
        let parts = ages.into_iter().map(str::to_owned).collect();
        found.push((How::Parts, parts, "all".to_owned(), sum, *whole));
    }
    found
}

/// Values by territory and group.
type Places<'a> = BTreeMap<&'a Territory, BTreeMap<&'a str, Decimal>>;

fn of_places((kind, on): (&'static str, Day), places: &Places<'_>) -> Vec<Excess> {
    let mut found = Vec::new();
    let excess =
        |how: How, group: &str, territory: &Territory, (sum, of): (Decimal, Decimal)| Excess {
            how,
            parts: vec![group.to_owned()],
            whole: group.to_owned(),
            territory: territory.clone(),
            kind,
            on,
            sum,
            of,
        };
    let mut settled: BTreeMap<&str, Decimal> = BTreeMap::new();
    for (territory, groups) in places {
        if matches!(territory, Territory::Settlement(_)) {
            for (group, amount) in groups {
                *settled.entry(group).or_default() += *amount;
            }
        }
    }
    let of = |territory: &Territory, group: &str| places.get(territory)?.get(group).copied();
    for (group, sum) in settled {
        if let Some(whole) = of(&Territory::Municipality, group).filter(|whole| sum > *whole) {
            found.push(excess(How::Settlements, group, &Territory::Municipality, (sum, whole)));
        }
    }
    let pairs = [
        (Territory::Municipality, Territory::District),
        (Territory::District, Territory::Country),
        (Territory::Municipality, Territory::Country),
    ];
    for (small, large) in pairs {
        for (group, amount) in places.get(&small).into_iter().flatten() {
            if let Some(whole) = of(&large, group).filter(|whole| amount > whole) {
                found.push(excess(How::Territory, group, &large, (*amount, whole)));
            }
        }
    }
    found
}
