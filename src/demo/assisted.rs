//! Any number of assistants for measuring: each with a user, an agreement, a plan-schedule, a labour
//! contract and the report of the last month by the plan. Rows of many at once, as in [`super::generate`];
//! nobody is shown them but a measurement.

use super::PURPOSE;
use super::assisted_rows::{HOURS, PLANNED, pairs};
use super::names::Names;
use super::store;
use anyhow::Context;
use kit::access::Actor;
use kit::audit::Entry;
use kit::store::{Db, Tx};
use kit::types::{Day, Ids, Instant};
use law::{Law, Month};
use serde_json::json;

/// So many pairs in one transaction.
const AT_ONCE: u64 = 5_000;

/// What is wanted.
#[derive(Clone, Debug)]
pub struct Assisted {
    /// The municipality's name in addresses.
    pub municipality: String,
    /// How many assistants, each with a user of their own.
    pub assistants: u64,
    /// The reports are accepted already; else they wait for the office, confirmed by both.
    pub accepted: bool,
}

/// What all of them share.
pub struct Frame<'a> {
    pub names: &'a Names,
    pub at: Instant,
    pub month: Month,
    pub lines: serde_json::Value,
    pub worked: i32,
    pub register: String,
    pub ground: String,
    pub accepted: bool,
    /// First numbers of the registers: candidates, applications, agreements, contracts.
    pub numbers: [i64; 4],
}

impl Frame<'_> {
    /// An id of a kind of row for the pair with a number; the kinds stand milliseconds apart.
    pub fn id(&self, kind: i64, n: u64) -> i64 {
        Ids::floor(self.at.plus_ms(kind)) | i64::try_from(n & 0x3f_ffff).unwrap_or_default()
    }

    /// The first day of the month.
    pub fn first(&self) -> Day {
        Day(self.month.first_day())
    }

    /// Given, middle and family name of somebody with a number.
    pub fn name(&self, n: u64) -> [String; 3] {
        let part = |list: &[String], n: u64| {
            let at = usize::try_from(n).unwrap_or(0) % list.len().max(1);
            list.get(at).cloned().unwrap_or_default()
        };
        let Some(group) = self.names.people.first() else { return Default::default() };
        let female = |list: &[[String; 2]]| list.iter().map(|[_, name]| name.clone()).collect();
        let (middle, family): (Vec<String>, Vec<String>) =
            (female(&group.middle), female(&group.family));
        [part(&group.first_female, n), part(&middle, n / 7), part(&family, n / 11)]
    }
}

/// Makes and writes them; tells after each transaction how many there are.
///
/// # Errors
/// When the municipality is not there, or the database refuses.
pub async fn assisted(db: &Db, wanted: &Assisted, mut tell: impl FnMut(u64)) -> anyhow::Result<()> {
    let municipality = db.municipality(&wanted.municipality);
    let municipality =
        municipality.with_context(|| format!("няма община „{}“", wanted.municipality))?;
    let actor = Actor::system(municipality.id, PURPOSE);
    let (law, names) = (Law::current(), Names::read()?);
    let mut made = 0;
    let mut frame = None;
    while made < wanted.assistants {
        let mut tx = db.write(&actor).await?;
        let until = (made + AT_ONCE).min(wanted.assistants);
        let known = match frame.take() {
            Some(known) => known,
            None => begun(&tx, law, (&names, wanted)).await?,
        };
        pairs(&tx, &known, made..until).await?;
        frame = Some(known);
        tx.audit(Entry::new("generated", "assistants", &until.to_string()));
        tx.commit().await?;
        made = until;
        tell(made);
    }
    Ok(())
}

async fn begun<'a>(
    tx: &Tx,
    law: &Law,
    (names, wanted): (&'a Names, &Assisted),
) -> anyhow::Result<Frame<'a>> {
    let month = Month::of(tx.today().0).plus(-1);
    let (first, last) = (Day(month.first_day()), Day(month.last_day()));
    let days = (0..=last.days_since(first)).map(|n| first.plus(n));
    let days: Vec<Day> = days.filter(|day| law.is_working(day.0)).collect();
    let line =
        |day: &Day| json!({ "day": day.to_string(), "minutes": PLANNED, "kinds": ["personal"] });
    let year = i32::from(tx.today().0.year());
    let count = i64::try_from(wanted.assistants)?;
    let mut numbers = [0; 4];
    let registers =
        ["assistant", "assistance-application", "assistance-agreement", "assistance-contract"];
    for (number, register) in numbers.iter_mut().zip(registers) {
        *number = store::take_numbers(tx, register, year, count).await?;
    }
    let kind = law.contract(u32::try_from(HOURS)?)?;
    Ok(Frame {
        names,
        at: Instant::of_local(first.plus(-40).0.at(10, 0, 0, 0)),
        month,
        lines: days.iter().map(line).collect(),
        worked: i32::try_from(days.len())? * i32::try_from(PLANNED)?,
        register: kind.register_codes.last().cloned().unwrap_or_default(),
        ground: kind.ground,
        accepted: wanted.accepted,
        numbers,
    })
}
