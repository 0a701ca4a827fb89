//! The days of a service, or of all of them, in few queries.

use super::days::{self, Away, Cell, Exception, HOSPITAL, Known, Plan, STAYS, Said, Sums};
use super::stay;
use super::store::{delivery_entry, delivery_month, delivery_plan, person_away};
use crate::people::{self, PersonId};
use crate::placement::{self, PlacementId, Use};
use crate::services::{self, Service, ServiceId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::{Law, Month};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Why somebody was away, and a note; kept sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// A code of [`days::REASONS`].
    pub code: String,
    /// In words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// One person in a service, on some days.
#[derive(Clone, Debug)]
pub struct Line {
    /// The use of the service.
    pub of: Use,
    /// The person's name.
    pub name: String,
    /// The weeks that were planned, oldest first.
    pub plans: Vec<Plan>,
    /// The days.
    pub cells: Vec<Cell>,
    /// Their sums.
    pub sums: Sums,
}

/// First and last day of a month.
#[must_use]
pub fn days_of(month: Month) -> (Day, Day) {
    (Day(month.first_day()), Day(month.last_day()))
}

/// A reason that was sealed.
pub fn reason(
    tx: &Tx,
    (table, column): (&'static str, &'static str),
    id: i64,
    sealed: &[u8],
) -> Result<Reason, StoreError> {
    tx.open_json(table, column, id, sealed)
}

/// The official holidays of some days: days off that are not plain weekends.
pub fn holidays(law: &Law, (from, until): (Day, Day)) -> BTreeMap<Day, String> {
    let years = from.0.year()..=until.0.year();
    let days = years.flat_map(|year| law.calendar().non_working(year));
    days.map(|off| (Day(off.day), off.reason))
        .filter(|(day, _)| (from..=until).contains(day))
        .collect()
}

/// The people of a service, or of all services, with their days. A constant number of queries.
///
/// # Errors
/// When the database does not answer.
pub async fn lines(
    tx: &Tx,
    law: &Law,
    service: Option<ServiceId>,
    days: (Day, Day),
) -> Result<Vec<Line>, StoreError> {
    let mut uses = placement::uses(tx, service, days).await?;
    let entries = entries(tx, service, days).await?;
    // What was entered before a contract was found to have ended earlier is still shown.
    let known: BTreeSet<PlacementId> = uses.iter().map(|one| one.placement).collect();
    let mut strays: Vec<PlacementId> =
        entries.keys().filter(|id| !known.contains(*id)).copied().collect();
    strays.sort_unstable();
    for id in strays {
        uses.push(placement::use_of(tx, id).await?);
    }
    of_uses(tx, law, (uses, entries), days).await
}

/// One placement with its days.
///
/// # Errors
/// [`StoreError::NotFound`] when nobody uses this service by it.
pub async fn line(
    tx: &Tx,
    law: &Law,
    (service, id): (ServiceId, PlacementId),
    days: (Day, Day),
) -> Result<Line, StoreError> {
    let one = placement::use_of(tx, id).await?;
    if one.service != service {
        return Err(StoreError::NotFound);
    }
    let mut entries = entries(tx, Some(service), days).await?;
    entries.retain(|known, _| *known == id);
    let mut lines = of_uses(tx, law, (vec![one], entries), days).await?;
    lines.pop().ok_or(StoreError::NotFound)
}

type Entries = HashMap<PlacementId, BTreeMap<Day, Said>>;

async fn of_uses(
    tx: &Tx,
    law: &Law,
    (uses, mut entries): (Vec<Use>, Entries),
    days: (Day, Day),
) -> Result<Vec<Line>, StoreError> {
    let placements: Vec<PlacementId> = uses.iter().map(|one| one.placement).collect();
    let persons: Vec<PersonId> = uses.iter().map(|one| one.person).collect();
    let mut service_ids: Vec<ServiceId> = uses.iter().map(|one| one.service).collect();
    service_ids.sort_unstable();
    service_ids.dedup();
    let kinds: HashMap<ServiceId, u8> =
        services::by_ids(tx, &service_ids).await?.into_iter().map(|(id, s)| (id, s.kind)).collect();
    let heads = people::heads(tx, &persons).await?;
    let plans = plans(tx, &placements).await?;
    let away = aways(tx, &persons, days).await?;
    let off = holidays(law, days);
    let today = tx.today();
    let mut lines = Vec::new();
    for of in uses {
        let units = units(law, kinds.get(&of.service).copied().unwrap_or_default());
        let rows = plans.get(&of.placement).map_or(&[][..], Vec::as_slice);
        let plans: Vec<Plan> = rows.iter().map(|row| plan(row, &units)).collect();
        let covers = |day: Day| of.covers(day);
        let mut known = Known {
            covers: &covers,
            plans: &plans,
            said: entries.remove(&of.placement).unwrap_or_default(),
            away: away.get(&of.person).map_or(&[][..], Vec::as_slice),
        };
        let cells = days::cells(&mut known, days, &|day| off.contains_key(&day), today);
        let name = heads.get(&of.person).map(|head| head.name.clone()).unwrap_or_default();
        lines.push(Line { name, sums: days::sums(&cells), cells, plans, of });
    }
    lines.sort_by(|a, b| (&a.name, a.of.placement).cmp(&(&b.name, b.of.placement)));
    Ok(lines)
}

/// The units of a kind of service with their length; a service outside the law counts hours.
#[must_use]
pub fn units(law: &Law, kind: u8) -> Vec<law::DeliveryUnit> {
    law.delivery_units(kind).or_else(|_| law.delivery_units(1)).unwrap_or_default()
}

fn plan(row: &delivery_plan::Model, units: &[law::DeliveryUnit]) -> Plan {
    let unit = units.iter().find(|unit| unit.code == row.unit).or(units.first());
    let minutes = unit.map_or(0, |unit| unit.minutes);
    let mut weekdays = [false; 7];
    for digit in row.weekdays.bytes() {
        if let Some(day) = weekdays.get_mut(usize::from(digit.wrapping_sub(b'1'))) {
            *day = true;
        }
    }
    let units = u32::try_from(row.units).unwrap_or_default();
    Plan { from_on: row.from_on, weekdays, minutes: minutes * units, holidays: row.holidays }
}

/// Plans that were not replaced, oldest first.
pub async fn plans(
    tx: &Tx,
    placements: &[PlacementId],
) -> Result<HashMap<PlacementId, Vec<delivery_plan::Model>>, StoreError> {
    use delivery_plan::Column;
    let rows = tx
        .find::<delivery_plan::Entity>()
        .filter(Column::PlacementId.is_in(placements.iter().copied()))
        .filter(Column::ReplacedAt.is_null())
        .order_by_asc(Column::FromOn)
        .order_by_asc(Column::Id)
        .all(tx.conn())
        .await?;
    let mut all: HashMap<PlacementId, Vec<delivery_plan::Model>> = HashMap::new();
    for row in rows {
        all.entry(row.placement_id).or_default().push(row);
    }
    Ok(all)
}

async fn entries(
    tx: &Tx,
    service: Option<ServiceId>,
    (from, until): (Day, Day),
) -> Result<Entries, StoreError> {
    use delivery_entry::Column;
    let mut rows = tx
        .find::<delivery_entry::Entity>()
        .filter(Column::Day.gte(from))
        .filter(Column::Day.lte(until))
        .filter(Column::ReplacedAt.is_null());
    if let Some(service) = service {
        rows = rows.filter(Column::ServiceId.eq(service));
    }
    let mut all = Entries::new();
    for row in rows.all(tx.conn()).await? {
        let said = said(tx, &row)?;
        all.entry(row.placement_id).or_default().insert(row.day, said);
    }
    Ok(all)
}

/// What an entry says.
pub fn said(tx: &Tx, row: &delivery_entry::Model) -> Result<Said, StoreError> {
    let place = ("delivery_entry", "reason_sealed");
    let reason = match &row.reason_sealed {
        Some(sealed) => reason(tx, place, row.id.0, sealed)?.code,
        None => String::new(),
    };
    Ok(Said {
        is_present: row.kind == "present",
        minutes: u32::try_from(row.minutes).unwrap_or_default(),
        reason,
        by: row.account_name.clone(),
        at: row.made_at.bg(),
        attempt: row.attempt,
    })
}

async fn aways(
    tx: &Tx,
    persons: &[PersonId],
    (from, until): (Day, Day),
) -> Result<HashMap<PersonId, Vec<Away>>, StoreError> {
    use person_away::Column;
    let open = Condition::any().add(Column::UntilOn.is_null()).add(Column::UntilOn.gte(from));
    let rows = tx
        .find::<person_away::Entity>()
        .filter(Column::PersonId.is_in(persons.iter().copied()))
        .filter(Column::FromOn.lte(until))
        .filter(open)
        .order_by_asc(Column::FromOn)
        .all(tx.conn())
        .await?;
    let mut all: HashMap<PersonId, Vec<Away>> = HashMap::new();
    for row in rows {
        let noted = stay::noted(tx, &row)?;
        if noted.struck.is_some() {
            continue;
        }
        let away = Away { from_on: row.from_on, until_on: row.until_on, reason: noted.code };
        all.entry(row.person_id).or_default().push(away);
    }
    Ok(all)
}

/// The services whose month is closed.
pub async fn closed_services(tx: &Tx, month: Month) -> Result<BTreeSet<ServiceId>, StoreError> {
    use delivery_month::Column;
    let rows = tx
        .find::<delivery_month::Entity>()
        .filter(Column::Month.eq(month.to_string()))
        .filter(Column::ReopenedAt.is_null());
    Ok(rows.all(tx.conn()).await?.into_iter().map(|row| row.service_id).collect())
}

/// A service whose days are counted here.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn service(tx: &Tx, id: ServiceId) -> Result<Service, StoreError> {
    services::service(tx, id).await
}

/// How often each exception stands in some lines.
#[must_use]
pub fn counted(lines: &[Line]) -> Vec<(Exception, usize)> {
    let all = || lines.iter().flat_map(|line| &line.cells).flat_map(|cell| &cell.exceptions);
    Exception::ALL.map(|one| (one, all().filter(|known| **known == one).count())).into()
}

/// Known stays in hospital of some people on some of the days, from when to when.
///
/// # Errors
/// When the database does not answer.
pub async fn in_hospital(
    tx: &Tx,
    persons: &[PersonId],
    days: (Day, Day),
) -> Result<HashMap<PersonId, Vec<(Day, Option<Day>)>>, StoreError> {
    stays_for(tx, persons, days, &[HOSPITAL]).await
}

/// The same with stays in residential care.
///
/// # Errors
/// When the database does not answer.
pub async fn in_stays(
    tx: &Tx,
    persons: &[PersonId],
    days: (Day, Day),
) -> Result<HashMap<PersonId, Vec<(Day, Option<Day>)>>, StoreError> {
    stays_for(tx, persons, days, &STAYS).await
}

async fn stays_for(
    tx: &Tx,
    persons: &[PersonId],
    days: (Day, Day),
    kinds: &[&str],
) -> Result<HashMap<PersonId, Vec<(Day, Option<Day>)>>, StoreError> {
    let mut all = HashMap::new();
    for (person, known) in aways(tx, persons, days).await? {
        let stays = known.into_iter().filter(|away| kinds.contains(&away.reason.as_str()));
        let stays: Vec<_> = stays.map(|away| (away.from_on, away.until_on)).collect();
        if !stays.is_empty() {
            all.insert(person, stays);
        }
    }
    Ok(all)
}
