//! What other capabilities know: the one place that names their doors.

use super::load;
use super::model::{Rate, Settlement, World};
use super::world::{Known, Needed, Spread, Summand, assembled, by_age};
use crate::figures::{self, Territory};
use crate::needs::{self, Need};
use crate::reporting::{self, Dimension, Measure, Question};
use crate::{atlas, forecast, services};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::{Law, Month};
use std::collections::BTreeMap;

/// Groups of people whose number is asked of each settlement.
const GROUPS: [&str; 4] = ["all", "children", "children-0-7", "old"];
/// Those who left a service are counted over so many months.
const MONTHS: i64 = 12;

fn known(of: impl Fn(&str) -> Option<f64>) -> Known {
    let [all, children, small, old] = GROUPS.map(of);
    Known { all, children, small, old }
}

/// People of the municipality, and of each settlement as far as they are known. Five queries.
async fn people(tx: &Tx, on: Day) -> Result<(Known, BTreeMap<String, Known>), StoreError> {
    let whole = figures::chosen(tx, &GROUPS, &Territory::Municipality, on).await?;
    let number = |group: &str| f64::try_from(whole.get(group)?.value.amount).ok();
    let whole = known(number);
    let mut found: BTreeMap<String, [Option<f64>; 4]> = BTreeMap::new();
    for (place, group) in GROUPS.into_iter().enumerate() {
        for (ekatte, value) in figures::by_settlement(tx, group, on).await? {
            found.entry(ekatte).or_default()[place] = f64::try_from(value.amount).ok();
        }
    }
    let read = |[all, children, small, old]: [Option<f64>; 4]| Known { all, children, small, old };
    Ok((whole, found.into_iter().map(|(ekatte, own)| (ekatte, read(own))).collect()))
}

/// Settlements with people and ways between them.
async fn settlements(
    tx: &Tx,
    on: Day,
) -> Result<(Vec<Settlement>, Vec<Vec<Option<u32>>>), StoreError> {
    let places = atlas::places(tx).await?;
    let (whole, own) = people(tx, on).await?;
    let ekattes: Vec<String> = places.iter().map(|place| place.ekatte.clone()).collect();
    let travel = atlas::travel(tx, &ekattes).await?;
    let tenths = |from: &str, to: &str| {
        let minutes = travel.get(from, to).minutes;
        (minutes.is_finite() && minutes >= 0.0).then(|| (minutes * 10.0).round() as u32)
    };
    let row = |from: &String| ekattes.iter().map(|to| tenths(from, to)).collect();
    let minutes = ekattes.iter().map(row).collect();
    let settlement = |place: atlas::Place| {
        let own = own.get(&place.ekatte).copied().unwrap_or_default();
        Settlement { people: by_age(own, whole), ekatte: place.ekatte, name: place.name }
    };
    Ok((places.into_iter().map(settlement).collect(), minutes))
}

/// Counts of a measure by kind of services.
async fn counted(
    tx: &Tx,
    measure: Measure,
    (from, to): (Month, Month),
) -> Result<BTreeMap<u8, i64>, StoreError> {
    let split = vec![Dimension::ServiceKind];
    let question = Question { measure, split, filter: Vec::new(), from, to, as_known_on: None };
    let rows = reporting::ask(tx, &question).await?;
    let read = |row: reporting::Row| Some((row.keys.first()?.parse::<u8>().ok()?, row.count));
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Of a thousand users of each kind of services so many left in the last twelve months.
async fn turnover(tx: &Tx) -> Result<BTreeMap<u8, u32>, StoreError> {
    // The month that goes on is not known yet.
    let to = Month::of(tx.today().0).plus(-1);
    let left = counted(tx, Measure::Left, (to.plus(1 - MONTHS), to)).await?;
    let users = counted(tx, Measure::Users, (to, to)).await?;
    let of = |(kind, users): (u8, i64)| {
        let left = left.get(&kind).copied().unwrap_or(0);
        let of_thousand = left.max(0) * 1_000 / users.max(1);
        (kind, u32::try_from(of_thousand).unwrap_or(0))
    };
    Ok(users.into_iter().filter(|(_, users)| *users > 0).map(of).collect())
}

/// By kind of services, how many places in which settlement.
async fn spread(tx: &Tx, settlements: &[Settlement]) -> Result<Spread, StoreError> {
    let mut spread = Spread::new();
    for spot in services::spots(tx).await?.into_iter().filter(|spot| spot.in_zsu) {
        let at = settlements.iter().position(|one| Some(&one.ekatte) == spot.ekatte.as_ref());
        if let (Some(at), Some(places)) = (at, spot.places) {
            *spread.entry(spot.kind).or_default().entry(at).or_default() += places;
        }
    }
    Ok(spread)
}

/// The population for which a need was worked out, when it is not the municipality's.
fn population(need: &Need) -> Option<f64> {
    let all = need.terms.iter().find(|term| term.group == "all")?.people.as_ref()?;
    match all.value.territory {
        Territory::District | Territory::Country => f64::try_from(all.value.amount).ok(),
        Territory::Settlement(_) | Territory::Municipality => None,
    }
}

fn needed(need: &Need, name: Option<&String>, rate: Rate) -> Needed {
    let summand = |term: &needs::Term| Summand {
        group: term.group.clone(),
        is_replacement: term.is_replacement,
        amount: term.amount.and_then(|amount| f64::try_from(amount).ok()),
    };
    Needed {
        number: need.set,
        name: name.cloned().unwrap_or_default(),
        summands: need.terms.iter().map(summand).collect(),
        of: population(need),
        recorded: [need.places, need.users, need.waiting],
        rate,
    }
}

/// Today's municipality.
///
/// # Errors
/// When its people or settlements are not known, or the database does not answer.
pub async fn world(tx: &Tx, law: &Law, seed: u64) -> Result<World, Problem> {
    let on = tx.today();
    let (settlements, minutes) = settlements(tx, on).await?;
    if settlements.iter().all(|one| one.people.iter().all(|people| *people == 0)) {
        return Err(Problem::Impossible("scenario-refused-people"));
    }
    let named = law.need(&[]).map_err(Problem::internal)?;
    let names: BTreeMap<u8, String> =
        named.services.into_iter().map(|one| (one.no, one.name)).collect();
    let (rates, turnover) = (load::rates(tx).await?, turnover(tx).await?);
    let rate = |number: u8| {
        let own = rates.get(&number).map(load::rate_of).unwrap_or_default();
        let counted = super::world::kind_of(number).and_then(|kind| turnover.get(&kind).copied());
        Rate { turnover: own.turnover.or(counted), ..own }
    };
    let needs = needs::of_day(tx, on).await?;
    let one = |need: &Need| needed(need, names.get(&need.set), rate(need.set));
    let needed: Vec<Needed> = needs.iter().map(one).collect();
    let spread = spread(tx, &settlements).await?;
    Ok(assembled(settlements, minutes, (&needed, &spread, seed)))
}

/// Names of the services of the formula by number.
///
/// # Errors
/// When the law cannot be asked.
pub fn names(law: &Law) -> Result<BTreeMap<u8, String>, Problem> {
    let named = law.need(&[]).map_err(Problem::internal)?;
    Ok(named.services.into_iter().map(|one| (one.no, one.name)).collect())
}

/// The groups of the criteria with their words, own ones of the municipality too.
///
/// # Errors
/// When the database does not answer.
pub async fn groups(tx: &Tx) -> Result<figures::Catalogue, StoreError> {
    figures::catalogue(tx).await
}

/// When the newest forecast of need was made and where it is.
///
/// # Errors
/// When the database does not answer.
pub async fn forecast(tx: &Tx) -> Result<Option<(Day, String)>, StoreError> {
    Ok(forecast::newest(tx).await?.map(|one| (one.made_on, one.href)))
}

/// Settlements with their codes.
///
/// # Errors
/// When the database does not answer.
pub async fn places(tx: &Tx) -> Result<Vec<(String, String)>, StoreError> {
    let places = atlas::places(tx).await?;
    Ok(places.into_iter().map(|place| (place.ekatte, place.name)).collect())
}
