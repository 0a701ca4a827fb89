//! What a run is counted from: the reports asked for with its month, and whatever else became
//! different since it was paid, however long ago. Looked at is what changed, not a number of months:
//! a report that nobody paid, one that was replaced, and a price, a rate or a service of earlier
//! years that became known later. Some queries, however many reports there are.

use super::compute::{Basis, Source};
use super::course::State;
use super::frame::unlawful;
use super::line::{Frame, Prices, Work};
use super::load::{self, Paid};
use super::store::payroll_run;
use super::term::KINDS;
use crate::assistance::{self, ContractId, Served};
use crate::assistants::AssistantId;
use crate::hours::{self, Accepted, ReportId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::{Law, Month, ReportInput};
use std::collections::{BTreeSet, HashMap};

/// So many reports in one question; below SQLite's limit of bound values.
const REPORTS: usize = 10_000;

/// What was released, by contract and month of work.
type PaidMonths = HashMap<(ContractId, Month), Paid>;

/// Everything a run is counted from.
///
/// # Errors
/// When the database does not answer, or the law has no price for a month.
pub async fn of(tx: &Tx, law: &Law, run: &payroll_run::Model) -> Result<Basis, StoreError> {
    let month = Month::parse(&run.month).map_err(unlawful)?;
    let is_late = run.kind == KINDS[1];
    let own = hours::accepted_in(tx, month).await?;
    // A run of late reports looks at their months alone.
    let oldest = own.iter().map(|report| report.month).min();
    let paid = load::released_since(tx, oldest.filter(|_| is_late)).await?;
    let assistants: BTreeSet<AssistantId> = own
        .iter()
        .map(|report| report.assistant)
        .chain(paid.values().map(|one| one.assistant))
        .collect();
    let assistants: Vec<AssistantId> = assistants.into_iter().collect();
    let served = assistance::served(tx, &assistants).await?;
    // Whatever is of earlier requests goes with the regular run.
    let mut found =
        if is_late { Vec::new() } else { earlier(tx, law, month, (&paid, &served)).await? };
    found.extend(own.into_iter().map(|report| (month, report)));
    let explained = explained(tx, &found).await?;
    let mut sources = Vec::with_capacity(found.len());
    let mut days = Days::default();
    for (pays_in, report) in found {
        let came = (report.month, report.filed_on, explained.get(&report.report).copied());
        let days = days.of(law, came).map_err(unlawful)?;
        let years = served.years(report.assistant, report.month);
        sources.push(source((pays_in, report), years, days));
    }
    let siblings = load::of_month(tx, month).await?;
    let is_released = |row: &payroll_run::Model| row.state == State::Released.code();
    Ok(Basis {
        frame: Frame { month, currency: super::sums::currency(&run.currency) },
        is_late,
        after_regular: siblings.iter().any(|row| row.kind == KINDS[0] && is_released(row)),
        released: paid.into_iter().map(|(key, one)| (key, one.released)).collect(),
        sources,
    })
}

/// Reports of earlier requests that were not paid, or of which another sum is due by now. What was
/// asked for before the first run here was paid elsewhere.
async fn earlier(
    tx: &Tx,
    law: &Law,
    month: Month,
    (paid, served): (&PaidMonths, &Served),
) -> Result<Vec<(Month, Accepted)>, StoreError> {
    let Some((first, _)) = load::released_months(tx).await? else { return Ok(Vec::new()) };
    let mut prices: HashMap<Month, Prices> = HashMap::new();
    let mut wanted: Vec<ReportId> = Vec::new();
    for (key, report) in hours::standing(tx, (first, month)).await? {
        let known = paid.get(&key).filter(|one| one.report == report);
        let Some(one) = known else {
            wanted.push(report);
            continue;
        };
        let worked = key.1;
        let prices = match prices.entry(worked) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(Prices::of(law, worked).map_err(unlawful)?)
            }
        };
        if is_changed(prices, worked, (one, served)) {
            wanted.push(report);
        }
    }
    let mut all = Vec::with_capacity(wanted.len());
    for part in wanted.chunks(REPORTS) {
        all.extend(hours::accepted_by(tx, part).await?);
    }
    all.sort_by_key(|(pays_in, report)| (*pays_in, report.report));
    Ok(all)
}

/// Whether by now another sum is due for the hours that were paid.
fn is_changed(prices: &Prices, worked: Month, (one, served): (&Paid, &Served)) -> bool {
    let before = &one.released;
    let years = served.years(one.assistant, worked).unwrap_or(before.years);
    prices.due(&Work { worked, minutes: before.minutes, years }) != before.sums
}

async fn explained(
    tx: &Tx,
    found: &[(Month, Accepted)],
) -> Result<HashMap<ReportId, Day>, StoreError> {
    let is_late = |one: &&(Month, Accepted)| one.1.class != hours::Class::Timely;
    let late: Vec<ReportId> = found.iter().filter(is_late).map(|one| one.1.report).collect();
    let mut all = HashMap::new();
    for part in late.chunks(REPORTS) {
        all.extend(hours::explained_in(tx, part).await?);
    }
    Ok(all)
}

/// Month, day of filing, day of the explanation.
type Came = (Month, Option<Day>, Option<Day>);
/// Last day to pay, and whether АСП pays later.
type Pays = (Option<Day>, bool);

/// When is paid: the same for all reports that came alike.
#[derive(Default)]
struct Days(HashMap<Came, Pays>);

impl Days {
    fn of(&mut self, law: &Law, (month, filed, explained): Came) -> Result<Pays, law::LawError> {
        let explained = explained.filter(|day| filed.is_some_and(|filed| *day >= filed));
        let key = (month, filed, explained);
        if let Some(known) = self.0.get(&key) {
            return Ok(*known);
        }
        let line = law.report(&ReportInput {
            month,
            filed: filed.map(|day| day.0),
            explained: explained.map(|day| day.0),
        })?;
        let found = (line.pay_by.map(Day), line.treasury_warning);
        self.0.insert(key, found);
        Ok(found)
    }
}

fn source(
    (pays_in, report): (Month, Accepted),
    years: Option<u32>,
    (pay_by, is_treasury): Pays,
) -> Source {
    let years = years.unwrap_or(report.years);
    Source {
        contract: report.contract,
        agreement: report.agreement,
        user: report.user,
        assistant: report.assistant,
        report: report.report,
        work: Work { worked: report.month, minutes: report.counted, years },
        class: report.class,
        pays_in,
        pay_by,
        is_treasury,
    }
}
