//! Any number of invented people, from a seed.
//!
//! Threads make the rows (names, sealing, terms of the law), one task writes them in the order of
//! the people, so that registration numbers are the same each time.

use super::PURPOSE;
use super::course::Answers;
use super::desk::Desk;
use super::names::Names;
use super::rows::{Chunk, Maker, Numbered, Plan};
use super::store::{self, ASSESSMENT_NUMBER, Table, Value, WISH_NUMBER};
use crate::municipality::Numbers;
use anyhow::Context;
use kit::access::Actor;
use kit::audit::Entry;
use kit::store::{Db, Tx};
use kit::types::Day;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use tokio::sync::mpsc;

/// People made at a time. Registration numbers are given in the order of time within them, so
/// another figure here makes other data.
const CHUNK: u64 = 1_000;
/// People in one transaction.
const SAVED_AT_ONCE: u64 = 10_000;
/// The tables written, in an order in which no row points at one that is not there.
const TABLES: [&Table; 11] = [
    &store::PERSON,
    &store::IDENTIFIER,
    &store::ADDRESS,
    &store::CONTACT,
    &store::DECISION,
    &store::WISH,
    &store::CASE,
    &store::MEETING,
    &store::ASSESSMENT,
    &store::PROPOSAL,
    &store::EVENT,
];
/// The office of the demonstration is so many days old.
const DAYS: i32 = 600;

/// What is wanted.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The municipality's name in addresses.
    pub municipality: String,
    /// How many people.
    pub people: u64,
    /// The seed.
    pub seed: u64,
    /// Wishes of each person; each has a case. At most eight.
    pub wishes: u64,
    /// Contacts of each person. At most twenty.
    pub contacts: u64,
}

/// Makes and writes them; tells after each transaction how many there are.
///
/// # Errors
/// When the municipality is not there or has no staff and services, or the database refuses.
pub async fn generate(db: &Db, wanted: &Wanted, mut tell: impl FnMut(u64)) -> anyhow::Result<()> {
    let municipality = db.municipality(&wanted.municipality);
    let municipality =
        municipality.with_context(|| format!("няма община „{}“", wanted.municipality))?;
    let actor = Actor::system(municipality.id, PURPOSE);
    let tx = db.read(&actor).await?;
    let desk = Desk::load(db, &tx, municipality).await?;
    let before = store::people(&tx).await?;
    let plan = plan(wanted, &desk, (before, tx.today()));
    tx.rollback().await;
    let mut chunks = make(Arc::new(desk), Arc::new(Names::read()?), plan);
    let mut made = 0;
    let formats = formats(db, wanted);
    let mut kept = HashSet::new();
    while made < wanted.people {
        let mut tx = db.write(&actor).await?;
        let until = (made + SAVED_AT_ONCE).min(wanted.people);
        while made < until {
            let mut chunk = chunks.next().await?;
            chunk.decisions.retain(|id, _| kept.insert(*id));
            write(&tx, chunk, &formats).await?;
            made = (made + CHUNK).min(until);
        }
        tx.audit(Entry::new("generated", "people", &(before + made).to_string()));
        tx.commit().await?;
        tell(made);
    }
    Ok(())
}

/// Names of the tables that are written.
#[must_use]
pub fn tables() -> [&'static str; 11] {
    TABLES.map(|table| table.name)
}

fn plan(wanted: &Wanted, desk: &Desk, (before, today): (u64, Day)) -> Plan {
    // The same seed makes other people in another municipality.
    let code = desk.municipality.code.bytes().fold(0, |sum, b| sum * 131 + u64::from(b));
    Plan {
        seed: wanted.seed ^ (code << 32),
        before,
        people: wanted.people,
        wishes: wanted.wishes.min(8),
        contacts: wanted.contacts.min(20),
        last: today.plus(-1),
        days: DAYS,
    }
}

fn formats(db: &Db, wanted: &Wanted) -> Numbers {
    let municipality = db.municipality(&wanted.municipality);
    municipality.map(|m| crate::municipality::Settings::of(&m).numbers).unwrap_or_default()
}

/// The chunks in their order, each made by one of a few threads.
struct Chunks {
    lanes: Vec<mpsc::Receiver<anyhow::Result<Chunk>>>,
    turn: usize,
}

impl Chunks {
    async fn next(&mut self) -> anyhow::Result<Chunk> {
        let lane = self.turn % self.lanes.len();
        self.turn += 1;
        self.lanes[lane].recv().await.context("a thread of the generator ended")?
    }
}

fn make(desk: Arc<Desk>, names: Arc<Names>, plan: Plan) -> Chunks {
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let mut lanes = Vec::new();
    for lane in 0..threads {
        let (send, receive) = mpsc::channel(1);
        let (desk, names) = (desk.clone(), names.clone());
        // A thread that finds nobody listening any more ends: the writer gave up.
        std::thread::spawn(move || {
            let end = plan.before + plan.people;
            let step = usize::try_from(CHUNK).unwrap_or(1);
            let starts = (plan.before..end).step_by(step).skip(lane).step_by(threads);
            // The law's answers are kept from chunk to chunk: their days and services repeat.
            let answers = Answers::new();
            let mut maker = Maker { desk: &desk, names: &names, plan, answers };
            for start in starts {
                let chunk = maker.chunk(start..(start + CHUNK).min(end));
                if send.blocking_send(chunk).is_err() {
                    return;
                }
            }
        });
        lanes.push(receive);
    }
    Chunks { lanes, turn: 0 }
}

async fn write(tx: &Tx, mut chunk: Chunk, formats: &Numbers) -> anyhow::Result<()> {
    let wishes = std::mem::take(&mut chunk.wishes);
    let (wishes, told) = number(tx, wishes, ("wish", WISH_NUMBER, &formats.wish)).await?;
    chunk.events.extend(told);
    let signed = std::mem::take(&mut chunk.assessments);
    let (signed, told) = number(tx, signed, ("po", ASSESSMENT_NUMBER, &formats.assessment)).await?;
    chunk.events.extend(told);
    let here: Value = tx.municipality().0.into();
    let mut decisions: Vec<Value> = Vec::new();
    for (id, answer) in chunk.decisions {
        let sealed = tx.seal("decision", "answer_sealed", id, &answer)?;
        decisions.extend([here.clone(), id.into(), sealed.into()]);
    }
    let rows = [
        chunk.people,
        chunk.identifiers,
        chunk.addresses,
        chunk.contacts,
        decisions,
        wishes,
        chunk.cases,
        chunk.meetings,
        signed,
        chunk.proposals,
        chunk.events,
    ];
    for (table, rows) in TABLES.into_iter().zip(rows) {
        store::insert(tx, table, rows).await?;
    }
    Ok(())
}

/// Gives rows their numbers in the order of time, without gaps; also the events that tell them.
async fn number(
    tx: &Tx,
    mut list: Vec<Numbered>,
    (register, place, format): (&str, usize, &str),
) -> anyhow::Result<(Vec<Value>, Vec<Value>)> {
    list.sort_by_key(|item| item.at);
    let year_of = |item: &Numbered| item.at.day().0.year();
    let mut years: BTreeMap<i16, i64> = BTreeMap::new();
    for item in &list {
        *years.entry(year_of(item)).or_default() += 1;
    }
    for (year, count) in &mut years {
        *count = store::take_numbers(tx, register, i32::from(*year), *count).await?;
    }
    let (mut rows, mut events) = (Vec::new(), Vec::new());
    for mut item in list {
        let year = year_of(&item);
        let Some(next) = years.get_mut(&year) else {
            continue;
        };
        if let Some(value) = item.row.get_mut(place) {
            *value = (*next).into();
        }
        events.extend(item.event.row(Some(Numbers::write(format, year, *next))));
        rows.extend(item.row);
        *next += 1;
    }
    Ok((rows, events))
}
