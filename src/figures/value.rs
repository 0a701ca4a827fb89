//! A value with its pedigree, and which of several counts. Without a database.

use super::ValueId;
use kit::types::Day;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

/// How people were counted, in the order in which values count: by present address first (чл. 39,
/// ал. 2 НПСУ). Words have the key `figures-kind-<code>`.
pub const KINDS: [&str; 6] = ["present", "permanent", "census", "register", "survey", "estimate"];
/// Kinds of territories; words have the key `figures-area-<code>`.
pub const AREAS: [&str; 4] = ["settlement", "municipality", "district", "country"];
/// Parts of the whole that are kept: thousandths.
const SCALE: u32 = 3;
/// The largest amount: more than people of the earth is a slip of the pen.
const MOST: i64 = 10_000_000_000;

/// A settlement by EKATTE, the municipality whole, its district, or the country.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Territory {
    /// A settlement by its code.
    Settlement(String),
    /// The municipality.
    Municipality,
    /// Its district (област).
    District,
    /// The country.
    Country,
}

impl Territory {
    /// Its kind, a code of [`AREAS`].
    #[must_use]
    pub fn area(&self) -> &'static str {
        match self {
            Territory::Settlement(_) => AREAS[0],
            Territory::Municipality => AREAS[1],
            Territory::District => AREAS[2],
            Territory::Country => AREAS[3],
        }
    }

    /// The code of the settlement; empty for all others.
    #[must_use]
    pub fn ekatte(&self) -> &str {
        match self {
            Territory::Settlement(code) => code,
            _ => "",
        }
    }

    /// The territory of a row; `None` when the kind is unknown.
    #[must_use]
    pub fn of(area: &str, ekatte: &str) -> Option<Territory> {
        Some(match area {
            "settlement" => Territory::Settlement(ekatte.to_owned()),
            "municipality" => Territory::Municipality,
            "district" => Territory::District,
            "country" => Territory::Country,
            _ => return None,
        })
    }
}

/// A value of a group in a territory on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// What is counted: a code of the catalogue.
    pub group: String,
    /// How: a code of [`KINDS`].
    pub kind: &'static str,
    /// Where.
    pub territory: Territory,
    /// The day for which it holds.
    pub on: Day,
    /// How many.
    pub amount: Decimal,
    /// Who says so.
    pub source: String,
    /// Its row.
    pub id: ValueId,
}

/// The value that counts, and the others that say something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The value.
    pub value: Value,
    /// The newest of each other kind or source of the same group and territory, where it differs.
    pub rivals: Vec<Value>,
}

/// The code of a kind as the program keeps it; `None` when there is no such kind.
#[must_use]
pub fn kind(code: &str) -> Option<&'static str> {
    KINDS.into_iter().find(|known| *known == code)
}

/// The place of a kind in the order in which values count.
#[must_use]
pub fn rank(kind: &str) -> usize {
    KINDS.iter().position(|known| *known == kind).unwrap_or(KINDS.len())
}

/// An amount as rows keep it; `None` when it has finer parts, is below nothing or too large.
#[must_use]
pub fn milli(amount: Decimal) -> Option<i64> {
    let scaled = amount.checked_mul(Decimal::from(10_i64.pow(SCALE)))?.normalize();
    let whole = if scaled.scale() == 0 { scaled.to_i64()? } else { return None };
    (0..=MOST * 10_i64.pow(SCALE)).contains(&whole).then_some(whole)
}

/// The amount of a row.
#[must_use]
pub fn amount(milli: i64) -> Decimal {
    Decimal::new(milli, SCALE).normalize()
}

/// Of values of one group and territory, none of them after the day that is asked for, the one that
/// counts: the first kind by [`KINDS`], of it the newest, of one day the one that was entered last.
#[must_use]
pub fn choose(values: Vec<Value>) -> Option<Chosen> {
    // The newest of each kind and source.
    let mut newest: BTreeMap<(usize, String), Value> = BTreeMap::new();
    for value in values {
        let key = (rank(value.kind), value.source.clone());
        let is_newer = newest.get(&key).is_none_or(|old| (old.on, old.id) < (value.on, value.id));
        if is_newer {
            newest.insert(key, value);
        }
    }
    let mut all: Vec<Value> = newest.into_values().collect();
    all.sort_by_key(|value| (rank(value.kind), std::cmp::Reverse((value.on, value.id))));
    let mut all = all.into_iter();
    let value = all.next()?;
    let rivals = all.filter(|other| other.amount != value.amount).collect();
    Some(Chosen { value, rivals })
}

/// Values of many groups or territories, each key with the one that counts.
#[must_use]
pub fn chosen_by<K: Ord>(values: Vec<Value>, key: impl Fn(&Value) -> K) -> BTreeMap<K, Chosen> {
    let mut sorted: BTreeMap<K, Vec<Value>> = BTreeMap::new();
    for value in values {
        sorted.entry(key(&value)).or_default().push(value);
    }
    let chosen = sorted.into_iter();
    chosen.filter_map(|(key, values)| choose(values).map(|one| (key, one))).collect()
}
