//! The check against double funding: the same hours of a person, the same item, the same invoice,
//! the same part of a participant, paid by two sources. Without a database.

use kit::types::Day;
use std::collections::{BTreeMap, BTreeSet};

/// Hours of a person on a day, paid by a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worked {
    /// Who; people are told apart by the plain letters of their names.
    pub who: String,
    /// The name as it is shown.
    pub label: String,
    /// When.
    pub day: Day,
    /// How long.
    pub minutes: i64,
    /// Who pays, as it is shown.
    pub source: String,
    /// The record, below the municipality.
    pub href: String,
}

/// Something that is paid for once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paid {
    /// `item`, `invoice`, `part`.
    pub kind: &'static str,
    /// What it is, in plain letters.
    pub what: String,
    /// As it is shown.
    pub label: String,
    /// Who pays.
    pub source: String,
    /// The record.
    pub href: String,
}

/// What two sources pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// `hours`, `item`, `invoice`, `part`.
    pub kind: &'static str,
    /// Key of the words.
    pub key: &'static str,
    /// What the words name.
    pub args: Vec<(&'static str, String)>,
    /// The records behind it, below the municipality.
    pub hrefs: Vec<String>,
    /// By which a decision names it.
    pub hash: String,
}

/// Hours of one source: of each origin (documents of spending, time sheets) their own sum, for the
/// same hours stand in both.
#[derive(Default)]
struct Hours {
    sums: [i64; 2],
    hrefs: BTreeSet<String>,
}

type Sources = BTreeMap<String, Hours>;

fn clock(minutes: i64) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

fn hash(kind: &str, what: &str, sources: &[&String]) -> String {
    let names: Vec<&str> = sources.iter().map(|name| name.as_str()).collect();
    kit::crypto::fingerprint(format!("{kind}|{what}|{}", names.join("|")))
}

/// Days on which two sources pay a person for more than a working day.
fn hours(origins: [&[Worked]; 2], day_minutes: i64) -> Vec<Finding> {
    let mut days: BTreeMap<(String, Day), (String, Sources)> = BTreeMap::new();
    for (place, list) in origins.into_iter().enumerate() {
        for one in list {
            let key = (kit::search::plain(&one.who), one.day);
            let (label, sources) = days.entry(key).or_default();
            label.clone_from(&one.label);
            let own = sources.entry(one.source.clone()).or_default();
            own.sums[place] += one.minutes;
            own.hrefs.insert(one.href.clone());
        }
    }
    let mut found = Vec::new();
    for ((who, day), (label, sources)) in days {
        let parts: Vec<i64> = sources.values().map(|own| own.sums[0].max(own.sums[1])).collect();
        let sum: i64 = parts.iter().sum();
        if parts.iter().filter(|part| **part > 0).count() < 2 || sum <= day_minutes {
            continue;
        }
        let names: Vec<&String> = sources.keys().collect();
        let told = sources.keys().zip(&parts);
        let told: Vec<String> =
            told.map(|(name, part)| format!("{name}: {}", clock(*part))).collect();
        found.push(Finding {
            kind: "hours",
            key: "projects-finding-hours",
            args: vec![
                ("who", label),
                ("day", day.bg()),
                ("sources", told.join("; ")),
                ("sum", clock(sum)),
                ("limit", clock(day_minutes)),
            ],
            hrefs: sources.values().flat_map(|own| own.hrefs.iter().cloned()).collect(),
            hash: hash("hours", &format!("{who}|{day}"), &names),
        });
    }
    found
}

/// Things that two sources pay for.
fn things(paid: &[Paid]) -> Vec<Finding> {
    let mut all: BTreeMap<(&'static str, &str), Vec<&Paid>> = BTreeMap::new();
    for one in paid.iter().filter(|one| !one.what.is_empty()) {
        all.entry((one.kind, &one.what)).or_default().push(one);
    }
    let mut found = Vec::new();
    for ((kind, what), list) in all {
        let sources: BTreeSet<&String> = list.iter().map(|one| &one.source).collect();
        if sources.len() < 2 {
            continue;
        }
        let names: Vec<&String> = sources.into_iter().collect();
        let shown: Vec<&str> = names.iter().map(|name| name.as_str()).collect();
        let key = match kind {
            "item" => "projects-finding-item",
            "invoice" => "projects-finding-invoice",
            _ => "projects-finding-part",
        };
        let label = list.first().map(|one| one.label.clone()).unwrap_or_default();
        found.push(Finding {
            kind,
            key,
            args: vec![("what", label), ("sources", shown.join("; "))],
            hrefs: list.iter().map(|one| one.href.clone()).collect(),
            hash: hash(kind, what, &names),
        });
    }
    found
}

/// Everything that two sources pay. `origins` are hours by documents of spending, and by time
/// sheets.
#[must_use]
pub fn find(origins: [&[Worked]; 2], paid: &[Paid], day_minutes: i64) -> Vec<Finding> {
    let mut found = hours(origins, day_minutes);
    found.extend(things(paid));
    found
}
