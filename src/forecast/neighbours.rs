//! What other capabilities know: the one place that names their doors.

use super::bands::{BANDS, BASES, base_of};
use super::cohort::Population;
use super::demand::Service;
use super::fit::Past;
use super::months::Known;
use crate::figures::{self, Cell, Territory};
use crate::needs::{self, Need};
use crate::reporting::{self, Dimension, Measure, Question};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::{Law, Month};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;
use ui::Lang;

/// So many years back the population is asked for.
const PAST_YEARS: i32 = 15;
/// So many months back the waiting lists are asked for.
const PAST_MONTHS: i64 = 36;

/// Populations of the years of which every band of both sexes is known.
fn whole_years(cells: &[Cell]) -> Past {
    let mut found: BTreeMap<i32, (Population, usize)> = BTreeMap::new();
    for cell in cells {
        let (people, count) =
            found.entry(cell.year).or_insert_with(|| (Population::empty(BANDS), 0));
        let list = if cell.is_female { &mut people.women } else { &mut people.men };
        if let Some(band) = list.get_mut(usize::from(cell.band)) {
            *band += cell.people.max(0) as f64;
            *count += 1;
        }
    }
    let whole = found.into_iter().filter(|(_, (_, count))| *count == 2 * BANDS);
    whole.map(|(year, (people, _))| (year, people)).collect()
}

/// The population of the municipality by age and sex, of the years that are known as a whole.
///
/// # Errors
/// When the database does not answer.
pub async fn past(tx: &Tx) -> Result<Past, StoreError> {
    let year = i32::from(tx.today().0.year());
    let cells = figures::ages(tx, &Territory::Municipality, year - PAST_YEARS, year).await?;
    Ok(whole_years(&cells))
}

fn is_wider(need: &Need) -> bool {
    let mut chosen = need.terms.iter().filter_map(|term| term.people.as_ref());
    chosen.any(|one| matches!(one.value.territory, Territory::District | Territory::Country))
}

/// The need of a service taken apart by what its groups come from: the formula is asked once for each
/// base with the groups of all others at nothing. It is a sum, so the parts add up to the whole.
fn apart(need: &Need, names: &BTreeMap<u8, String>) -> Option<Service> {
    let set = needs::sets().get(usize::from(need.set).checked_sub(1)?)?;
    let known = |term: &needs::Term| {
        let chosen = term.people.as_ref()?;
        Some((term.group.clone(), chosen.value.amount))
    };
    let amounts: BTreeMap<String, Decimal> = need.terms.iter().filter_map(known).collect();
    let mut service = Service {
        number: need.set,
        name: names.get(&need.set).cloned().unwrap_or_default(),
        is_wider: is_wider(need),
        places: need.places,
        users: need.users,
        waiting: need.waiting,
        ..Service::default()
    };
    for term in need.terms.iter().filter(|term| term.people.is_none()) {
        if !service.missing.contains(&term.group) {
            service.missing.push(term.group.clone());
        }
    }
    for (place, base) in BASES.into_iter().enumerate() {
        let people = |group: &str| {
            let own = if base_of(group) == base { amounts.get(group).copied() } else { None };
            Some(own.unwrap_or(Decimal::ZERO))
        };
        let (_, sum) = needs::sum(set, &people);
        service.parts[place] = sum.and_then(|sum| sum.to_f64()).unwrap_or_default();
    }
    Some(service)
}

/// The services of the formula with their need on a day.
///
/// # Errors
/// When the database does not answer.
pub async fn services(tx: &Tx, law: &Law, on: Day) -> Result<Vec<Service>, StoreError> {
    let named = law.need(&[]).map_err(|e| StoreError::Other(e.to_string()))?;
    let names: BTreeMap<u8, String> =
        named.services.into_iter().map(|one| (one.no, one.name)).collect();
    let needs = needs::of_day(tx, on).await?;
    Ok(needs.iter().filter_map(|need| apart(need, &names)).collect())
}

/// Groups of the criteria in words; one that the catalogue does not know stands as its code.
///
/// # Errors
/// When the database does not answer.
pub async fn group_names(tx: &Tx, lang: Lang, codes: &[String]) -> Result<Vec<String>, StoreError> {
    let known = figures::catalogue(tx).await?;
    let name = |code: &String| match known.get(code) {
        Some(group) => group.title(lang).to_owned(),
        None => code.clone(),
    };
    Ok(codes.iter().map(name).collect())
}

fn question(measure: Measure, from: Month, to: Month) -> Question {
    Question {
        measure,
        split: vec![Dimension::ServiceKind, Dimension::Month],
        filter: Vec::new(),
        from,
        to,
        as_known_on: None,
    }
}

/// Counts of a measure by kind of services and month.
async fn counted(
    tx: &Tx,
    measure: Measure,
    (from, to): (Month, Month),
) -> Result<BTreeMap<(String, Month), i64>, StoreError> {
    let rows = reporting::ask(tx, &question(measure, from, to)).await?;
    let read = |row: reporting::Row| {
        let month = Month::parse(row.keys.get(1)?).ok()?;
        Some(((row.keys.first()?.clone(), month), row.count))
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// The known months of each kind of services, from the first in which there was anything.
///
/// # Errors
/// When the database does not answer.
pub async fn lists(tx: &Tx) -> Result<Vec<(String, Vec<Known>)>, StoreError> {
    // The month that goes on is not known yet.
    let to = Month::of(tx.today().0).plus(-1);
    let span = (to.plus(-PAST_MONTHS), to);
    let waiting = counted(tx, Measure::Waiting, span).await?;
    let users = counted(tx, Measure::Users, span).await?;
    let places = counted(tx, Measure::Places, span).await?;
    let entered = counted(tx, Measure::Entered, span).await?;
    let left = counted(tx, Measure::Left, span).await?;
    let keys = [&waiting, &users, &places, &entered, &left].into_iter().flat_map(BTreeMap::keys);
    let mut first: BTreeMap<String, Month> = BTreeMap::new();
    for (kind, month) in keys {
        let begins = first.entry(kind.clone()).or_insert(*month);
        *begins = (*begins).min(*month);
    }
    let months_of = |kind: &str, from: Month| {
        let known = |month: Month| {
            let key = (kind.to_owned(), month);
            let of = |counts: &BTreeMap<(String, Month), i64>| {
                counts.get(&key).copied().unwrap_or_default()
            };
            Known {
                month,
                waiting: of(&waiting),
                users: of(&users),
                places: of(&places),
                entered: of(&entered),
                left: of(&left),
            }
        };
        let all = std::iter::successors(Some(from), |month| Some(month.plus(1)));
        all.take_while(|month| *month <= to).map(known).collect()
    };
    let mut lists: Vec<(String, Vec<Known>)> =
        first.into_iter().map(|(kind, from)| (kind.clone(), months_of(&kind, from))).collect();
    // Codes that are numbers stand in the order of the numbers.
    lists.sort_by_key(|(kind, _)| (kind.parse::<i64>().unwrap_or(i64::MAX), kind.clone()));
    Ok(lists)
}

/// Who stands behind the number of those who wait for a kind of services in a month.
#[must_use]
pub fn waiting_href(kind: &str, month: Month) -> String {
    let keys = [kind.to_owned(), month.to_string()];
    reporting::list_href(&question(Measure::Waiting, month, month), &keys)
}
