//! Likely pairs are looked for by night, so that no page does it.
//!
//! Not every two people are compared: only those who share a block – a telephone, a whole name, or
//! a birth day and part of a name. A block too large to mean anything (the telephone of a home) is
//! left out.

use super::PersonId;
use super::matching::{Band, SHOWN, compare};
use super::store::cards;
use super::store::pairs::{self, FoundPair, Light};
use crate::app::App;
use kit::access::Actor;
use kit::jobs;
use kit::search::{is_short_for, slips_between};
use kit::store::{StoreError, Tx};
use kit::types::MunicipalityId;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// The job's kind.
pub const NIGHTLY: &str = "people-duplicates";
/// People read at once.
const PAGE: u64 = 5_000;
/// People of one block at most; more share something that means nothing.
const BLOCK_MAX: usize = 60;
/// Pairs compared in full at once.
const PART: usize = 2_000;
/// Pairs written in one transaction, which holds the one writer.
const WRITTEN: usize = 200;
/// Pairs kept open at most: more nobody works through, and the likeliest come first.
const KEPT_MAX: usize = 20_000;

/// Looks through the whole register of a municipality; gives how many pairs stand open.
///
/// # Errors
/// When the database does not answer.
pub async fn find_duplicates(app: &App, actor: &Actor) -> Result<usize, StoreError> {
    let tx = app.db.read(actor).await?;
    let blocked = blocked(&everybody(&tx).await?);
    let mut found = compared(&tx, &blocked).await?;
    let open = pairs::open(&tx).await?;
    tx.rollback().await;
    found.sort_by_key(|pair| std::cmp::Reverse((pair.alike.band, pair.alike.points)));
    found.truncate(KEPT_MAX);
    let still: BTreeSet<(i64, i64)> = found.iter().map(|pair| (pair.one.0, pair.other.0)).collect();
    let over: Vec<i64> = open
        .iter()
        .filter(|row| !still.contains(&(row.one_id.0, row.other_id.0)))
        .map(|row| row.id)
        .collect();
    for part in found.chunks(WRITTEN) {
        let tx = app.db.write(actor).await?;
        pairs::put(&tx, part).await?;
        tx.commit().await?;
    }
    if !over.is_empty() {
        let tx = app.db.write(actor).await?;
        pairs::close(&tx, &over).await?;
        tx.commit().await?;
    }
    Ok(found.len())
}

/// Whether the search has found anything yet, whatever became of it.
///
/// # Errors
/// When the database does not answer.
pub async fn pairs_found(tx: &Tx) -> Result<bool, StoreError> {
    pairs::any(tx).await
}

async fn everybody(tx: &Tx) -> Result<Vec<Light>, StoreError> {
    let mut all: Vec<Light> = Vec::new();
    loop {
        let after = all.last().map_or(PersonId(-1), |last| last.id);
        let page = pairs::light_page(tx, after, PAGE).await?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page);
    }
}

/// Pairs of ids worth comparing, the smaller first.
fn blocked(all: &[Light]) -> BTreeSet<(i64, i64)> {
    let mut pairs = BTreeSet::new();
    let keys: [fn(&Light) -> &str; 3] = [|p| &p.phone, |p| &p.whole, |p| &p.born];
    for (place, key) in keys.into_iter().enumerate() {
        let mut blocks: HashMap<&str, Vec<&Light>> = HashMap::new();
        for person in all.iter().filter(|person| !key(person).is_empty()) {
            blocks.entry(key(person)).or_default().push(person);
        }
        for block in blocks.into_values().filter(|block| (2..=BLOCK_MAX).contains(&block.len())) {
            for (at, one) in block.iter().enumerate() {
                let others = block[at + 1..].iter();
                let worth = others.filter(|other| place < 2 || shares_a_name(one, other));
                pairs.extend(
                    worth.map(|other| (one.id.0.min(other.id.0), one.id.0.max(other.id.0))),
                );
            }
        }
    }
    pairs
}

/// Among those born on one day: a given or a family name nearly the same.
pub(super) fn shares_a_name(one: &Light, other: &Light) -> bool {
    let near = |a: &str, b: &str| {
        a == b || (a.len().abs_diff(b.len()) <= 4 && a.len() > 6 && slips_between(a, b) <= 1)
    };
    near(&one.given, &other.given)
        || is_short_for(&one.given, &other.given)
        || (!one.family.is_empty() && near(&one.family, &other.family))
}

async fn compared(tx: &Tx, blocked: &BTreeSet<(i64, i64)>) -> Result<Vec<FoundPair>, StoreError> {
    let list: Vec<(i64, i64)> = blocked.iter().copied().collect();
    let mut found = Vec::new();
    for part in list.chunks(PART) {
        let ids: BTreeSet<i64> = part.iter().flat_map(|(one, other)| [*one, *other]).collect();
        let ids: Vec<PersonId> = ids.into_iter().map(PersonId).collect();
        let known = cards::cards(tx, &ids).await?;
        for (one, other) in part.iter().map(|(one, other)| (PersonId(*one), PersonId(*other))) {
            let (Some(a), Some(b)) = (known.get(&one), known.get(&other)) else {
                continue;
            };
            let alike = compare(a, b);
            let against = alike.reasons.iter().any(|code| code.starts_with("other_"));
            if alike.band >= Band::Likely || (alike.points >= SHOWN && !against) {
                found.push(FoundPair { one, other, alike });
            }
        }
    }
    Ok(found)
}

/// The nightly job.
pub fn nightly(app: &App) -> jobs::Handler {
    let app = app.clone();
    Arc::new(move |job: jobs::Job| {
        let app = app.clone();
        Box::pin(async move {
            let count = run(&app, job.municipality).await?;
            tracing::info!(pairs = count, "likely duplicates are listed");
            Ok(())
        })
    })
}

async fn run(app: &App, municipality: MunicipalityId) -> Result<usize, StoreError> {
    let actor = Actor::system(municipality, "people: likely duplicates");
    find_duplicates(app, &actor).await
}
