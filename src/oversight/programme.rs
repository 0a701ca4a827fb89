//! The programme of a year: who must be checked and who comes first, proposed by the reasons and changed by
//! hand; a line that is taken back keeps why.

use super::PlanId;
use super::frame::{PERIODIC, term};
use super::load;
use super::risk::{Facts, Ranked, Reason, reasons, spread, total};
use super::setting;
use super::store::oversight_plan::{ActiveModel, Column, Entity, Model};
use crate::services::{self, ProviderId, ServiceId};
use crate::voices;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::Law;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use std::collections::{HashMap, HashSet};

/// Complaints of the last two years weigh: as far back as the last check may be.
const COMPLAINT_DAYS: i32 = 730;
/// A renewal of a licence that must be asked for within so many days weighs like a bad licence.
const RENEWAL_DAYS: i32 = 90;

/// A provider with the reasons to check it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub provider: ProviderId,
    /// The name.
    pub name: String,
    /// What is known.
    pub facts: Facts,
    /// The last day of the two years; none for whoever was never checked.
    pub must_by: Option<Day>,
    /// The reasons with their points.
    pub reasons: Vec<Reason>,
}

impl Candidate {
    /// What the order of the programme needs to know.
    #[must_use]
    pub fn ranked(&self) -> Ranked {
        Ranked { points: total(&self.reasons), must_by: self.must_by }
    }
}

/// How many services of each provider have a licence that is not good, or must be renewed soon.
async fn licences(
    tx: &Tx,
    law: &Law,
    of: &HashMap<ServiceId, ProviderId>,
) -> Result<HashMap<ProviderId, i64>, StoreError> {
    let ids: Vec<ServiceId> = of.keys().copied().collect();
    let today = tx.today();
    let mut counts: HashMap<ProviderId, i64> = HashMap::new();
    for (id, licence) in services::licence_on(tx, law, &ids, today).await? {
        let is_ending = match &licence {
            services::Licence::Valid { ask_by, .. } => {
                ask_by.is_some_and(|day| day <= today.plus(RENEWAL_DAYS))
            }
            _ => false,
        };
        if !licence.is_good() || is_ending {
            *counts.entry(of[&id]).or_default() += 1;
        }
    }
    Ok(counts)
}

/// All providers that give a social service of ЗСУ, with the reasons to check them, those with the most
/// points first.
///
/// # Errors
/// When the database does not answer.
pub async fn candidates(tx: &Tx, law: &Law) -> Result<Vec<Candidate>, StoreError> {
    let today = tx.today();
    let weights = setting::on(tx, today).await?.weights();
    let mut all = services::all(tx).await?;
    all.retain(|one| one.in_zsu);
    let of: HashMap<ServiceId, ProviderId> =
        all.iter().map(|one| (one.id, one.provider_id)).collect();
    let licences = licences(tx, law, &of).await?;
    let last = load::last_checks(tx).await?;
    let heard = voices::complaints_by_provider(tx, today.plus(-COMPLAINT_DAYS)).await?;
    let heard: HashMap<ProviderId, i64> = heard.into_iter().collect();
    let mut undone: HashMap<ProviderId, i64> = HashMap::new();
    for one in load::prescriptions(tx).await?.iter().filter(|one| one.is_undone(today)) {
        *undone.entry(one.row.provider_id).or_default() += 1;
    }
    let mut known: HashMap<ProviderId, Candidate> = HashMap::new();
    for service in all {
        let id = service.provider_id;
        let count = |of: &HashMap<ProviderId, i64>| of.get(&id).copied().unwrap_or(0);
        let one = known.entry(id).or_insert_with(|| Candidate {
            provider: id,
            name: service.provider.clone(),
            facts: Facts {
                last: last.get(&id).copied(),
                complaints: count(&heard),
                undone: count(&undone),
                licences: count(&licences),
                places: 0,
            },
            must_by: None,
            reasons: Vec::new(),
        });
        one.facts.places += i64::from(service.capacity.unwrap_or(0));
    }
    let mut list: Vec<Candidate> = known.into_values().collect();
    for one in &mut list {
        one.must_by = one.facts.last.map(|last| term(law, PERIODIC, last)).transpose()?;
        one.reasons = reasons(&one.facts, &weights, today);
    }
    list.sort_by_cached_key(|one| {
        (-total(&one.reasons), kit::search::plain(&one.name), one.provider)
    });
    Ok(list)
}

/// The lines of a year that stand, by month.
///
/// # Errors
/// When the database does not answer.
pub async fn of_year(tx: &Tx, year: i16) -> Result<Vec<Model>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::Year.eq(i32::from(year)))
        .filter(Column::Turn.eq(0))
        .order_by_asc(Column::MonthNo)
        .order_by_asc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// One line.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn line(tx: &Tx, id: PlanId) -> Result<Model, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

/// The last day of the month of a line.
#[must_use]
pub fn last_day(row: &Model) -> Day {
    let year = i16::try_from(row.year).unwrap_or(1);
    let month = i8::try_from(row.month_no).unwrap_or(12);
    let first = jiff::civil::Date::new(year, month, 1).unwrap_or_default();
    Day(first.last_of_month())
}

/// The reasons of a line, as they were when it was entered.
#[must_use]
pub fn risk_of(row: &Model) -> Vec<Reason> {
    serde_json::from_str(&row.risk).unwrap_or_default()
}

/// Puts a provider into the programme of a year.
///
/// # Errors
/// When it stands there already.
pub async fn add(
    tx: &mut Tx,
    (year, month): (i16, u8),
    one: &Candidate,
) -> Result<PlanId, Problem> {
    if of_year(tx, year).await?.iter().any(|row| row.provider_id == one.provider) {
        return Err(Problem::Impossible("oversight-refused-planned"));
    }
    Ok(insert(tx, (year, month), one).await?)
}

async fn insert(
    tx: &mut Tx,
    (year, month): (i16, u8),
    one: &Candidate,
) -> Result<PlanId, StoreError> {
    let id = PlanId(tx.new_id());
    let risk = serde_json::to_string(&one.reasons);
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        year: i32::from(year),
        month_no: i32::from(month),
        provider_id: one.provider,
        is_must: one.ranked().is_must(year),
        points: i32::try_from(total(&one.reasons)).unwrap_or(i32::MAX),
        risk: risk.map_err(|e| StoreError::Other(e.to_string()))?,
        turn: 0,
        why_sealed: Vec::new(),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("oversight-plan", id.0));
    Ok(id)
}

/// Proposes the programme of a year: puts in who is not in it yet and was not checked this year. Tells how
/// many came in.
///
/// # Errors
/// When the year is over, or the database refuses.
pub async fn propose(tx: &mut Tx, law: &Law, year: i16) -> Result<usize, Problem> {
    let today = tx.today();
    if year < today.0.year() {
        return Err(Problem::Impossible("oversight-refused-year"));
    }
    let first = match year == today.0.year() {
        true => u8::try_from(today.0.month()).unwrap_or(1),
        false => 1,
    };
    let planned = of_year(tx, year).await?;
    let planned: HashSet<ProviderId> = planned.iter().map(|row| row.provider_id).collect();
    let mut list = candidates(tx, law).await?;
    let is_held = |one: &Candidate| one.facts.last.is_some_and(|day| day.0.year() >= year);
    list.retain(|one| !planned.contains(&one.provider) && !is_held(one));
    let ranked: Vec<Ranked> = list.iter().map(Candidate::ranked).collect();
    let per_month = setting::on(tx, today).await?.per_month();
    // Months that are full with what was planned by hand stay so small that nobody is turned away for it.
    let chosen = spread(&ranked, (year, first), per_month);
    for &(at, month) in &chosen {
        insert(tx, (year, month), &list[at]).await?;
    }
    Ok(chosen.len())
}

/// Takes a line back, with the reason.
///
/// # Errors
/// When it was taken back, or somebody else saved meanwhile.
pub async fn withdraw(tx: &mut Tx, row: &Model, why: &str) -> Result<(), Problem> {
    if row.turn != 0 {
        return Err(Problem::Impossible("oversight-refused-state"));
    }
    let active = ActiveModel {
        turn: Set(row.id.0),
        why_sealed: Set(tx.seal("oversight_plan", "why_sealed", row.id.0, why)?),
        ..Default::default()
    };
    tx.update::<Entity>(row.id, row.version, active).await?;
    tx.audit(Entry::write("oversight-plan", row.id.0));
    Ok(())
}
