//! Contracts of assistant support with everything that belongs to a month, in few queries.

use super::AssistantId;
use super::assistant::{self, Assistant};
use super::fact::{self, Exclusion};
use super::frame::days_of;
use super::store::{homecare_assignment, homecare_plan, homecare_report};
use super::week::{Slot, Week, planned};
use crate::people::{self, PersonId};
use crate::placement::{self, PlacementId, Use};
use crate::services::{self, Service, ServiceId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::{Law, Month};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// The kind of assistant support (чл. 15, т. 10 ЗСУ).
const ASSISTANT_SUPPORT: u8 = 10;

/// The sealed part of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanContent {
    /// The visits of the week.
    pub slots: Vec<Slot>,
    /// What the person needs, by a code of [`super::week::ITEMS`].
    pub needs: Vec<(String, String)>,
}

/// Who helps, from a day to a day.
#[derive(Clone, Debug)]
pub struct Assigned {
    /// The row.
    pub row: homecare_assignment::Model,
}

impl Assigned {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds(&self, day: Day) -> bool {
        self.row.from_on <= day && self.row.until_on.is_none_or(|until| day <= until)
    }
}

/// A contract in a month.
pub struct Line {
    /// The use of the service.
    pub of: Use,
    /// The person's name.
    pub name: String,
    /// The service.
    pub service: Service,
    /// Plans, oldest first.
    pub weeks: Vec<Week>,
    /// Who is named on some of the days.
    pub assigned: Vec<Assigned>,
    /// Reports of the month.
    pub reports: Vec<homecare_report::Model>,
    /// What excludes the service on some of the days.
    pub exclusions: Vec<Exclusion>,
    /// Planned minutes of the month.
    pub planned: u32,
}

impl Line {
    /// Reported minutes.
    #[must_use]
    pub fn reported(&self) -> u32 {
        let minutes = self.reports.iter().map(|row| u32::try_from(row.minutes).unwrap_or(0));
        minutes.sum()
    }

    /// Reported minutes that were approved.
    #[must_use]
    pub fn approved(&self) -> u32 {
        let rows = self.reports.iter().filter(|row| row.state == "approved");
        rows.map(|row| u32::try_from(row.minutes).unwrap_or(0)).sum()
    }

    /// Agreed minutes of the month: of the plan that holds on its last covered day.
    #[must_use]
    pub fn agreed(&self, month: Month) -> u32 {
        let (from, until) = days_of(month);
        let last = self.of.cover.iter().filter_map(|cover| cover.until_on).max();
        let last = last.map_or(until, |day| day.min(until)).max(from);
        super::week::week_on(&self.weeks, last).map_or(0, |week| week.month_minutes)
    }
}

/// Whether a service of the directory is assistant support.
#[must_use]
pub fn is_ours(service: &Service) -> bool {
    service.in_zsu && service.kind == ASSISTANT_SUPPORT && service.replacement_care.is_none()
}

/// The official holidays of some days.
pub fn holidays(law: &Law, (from, until): (Day, Day)) -> BTreeSet<Day> {
    let years = from.0.year()..=until.0.year();
    let days = years.flat_map(|year| law.calendar().non_working(year)).map(|off| Day(off.day));
    days.filter(|day| (from..=until).contains(day)).collect()
}

/// The days of a span.
pub fn each((from, until): (Day, Day)) -> impl Iterator<Item = Day> {
    (0..=until.days_since(from)).map(move |n| from.plus(n))
}

/// The contracts of a month, of one service or of all. A constant number of queries.
///
/// # Errors
/// When the database does not answer.
pub async fn lines(
    tx: &Tx,
    law: &Law,
    service: Option<ServiceId>,
    month: Month,
) -> Result<Vec<Line>, StoreError> {
    let uses = placement::uses(tx, service, days_of(month)).await?;
    of_uses(tx, law, uses, month).await
}

/// One contract in a month.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not of assistant support, or nobody uses it.
pub async fn line(tx: &Tx, law: &Law, id: PlacementId, month: Month) -> Result<Line, StoreError> {
    let one = placement::use_of(tx, id).await?;
    of_uses(tx, law, vec![one], month).await?.pop().ok_or(StoreError::NotFound)
}

async fn of_uses(
    tx: &Tx,
    law: &Law,
    mut uses: Vec<Use>,
    month: Month,
) -> Result<Vec<Line>, StoreError> {
    let days = days_of(month);
    let mut ids: Vec<ServiceId> = uses.iter().map(|one| one.service).collect();
    ids.sort_unstable();
    ids.dedup();
    let known = services::by_ids(tx, &ids).await?;
    uses.retain(|one| known.get(&one.service).is_some_and(is_ours));
    let placements: Vec<PlacementId> = uses.iter().map(|one| one.placement).collect();
    let persons: Vec<PersonId> = uses.iter().map(|one| one.person).collect();
    let heads = people::heads(tx, &persons).await?;
    let mut weeks = weeks(tx, &placements).await?;
    let mut assigned: HashMap<PlacementId, Vec<Assigned>> = HashMap::new();
    for one in assigned_on(tx, (days.0, Some(days.1))).await? {
        assigned.entry(one.row.placement_id).or_default().push(one);
    }
    let mut reports: HashMap<PlacementId, Vec<homecare_report::Model>> = HashMap::new();
    for row in reports_of(tx, month).await? {
        reports.entry(row.placement_id).or_default().push(row);
    }
    let exclusions = fact::exclusions(tx, &persons, days).await?;
    let off = holidays(law, days);
    let line = |of: Use| {
        let weeks = weeks.remove(&of.placement).unwrap_or_default();
        let exclusions = exclusions.get(&of.person).cloned().unwrap_or_default();
        let planned = each(days)
            .filter(|day| of.covers(*day) && !exclusions.iter().any(|one| one.holds(*day)))
            .flat_map(|day| planned(&weeks, day, off.contains(&day)))
            .map(|slot| slot.minutes())
            .sum();
        Some(Line {
            name: heads.get(&of.person).map(|head| head.name.clone()).unwrap_or_default(),
            service: known.get(&of.service)?.clone(),
            assigned: assigned.remove(&of.placement).unwrap_or_default(),
            reports: reports.remove(&of.placement).unwrap_or_default(),
            weeks,
            exclusions,
            planned,
            of,
        })
    };
    let mut lines: Vec<Line> = uses.into_iter().filter_map(line).collect();
    lines.sort_by(|a, b| (&a.name, a.of.placement).cmp(&(&b.name, b.of.placement)));
    Ok(lines)
}

/// Names of the people of some placements.
pub async fn names(
    tx: &Tx,
    law: &Law,
    placements: &[PlacementId],
) -> Result<HashMap<PlacementId, String>, StoreError> {
    let briefs = placement::briefs(tx, law, placements).await?;
    let ids: Vec<PersonId> = briefs.values().map(|one| one.person).collect();
    let heads = people::heads(tx, &ids).await?;
    let named = |(id, brief): (PlacementId, placement::Brief)| {
        (id, heads.get(&brief.person).map(|head| head.name.clone()).unwrap_or_default())
    };
    Ok(briefs.into_iter().map(named).collect())
}

/// What a plan says.
pub fn content(tx: &Tx, row: &homecare_plan::Model) -> Result<PlanContent, StoreError> {
    tx.open_json("homecare_plan", "content_sealed", row.id.0, &row.content_sealed)
}

/// The rows of plans that were not replaced, oldest first.
pub async fn plans(
    tx: &Tx,
    placements: &[PlacementId],
) -> Result<Vec<homecare_plan::Model>, StoreError> {
    use homecare_plan::Column;
    let rows = tx
        .find::<homecare_plan::Entity>()
        .filter(Column::PlacementId.is_in(placements.iter().copied()))
        .filter(Column::ReplacedAt.is_null())
        .order_by_asc(Column::FromOn)
        .order_by_asc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// Plans that were not replaced, oldest first.
pub async fn weeks(
    tx: &Tx,
    placements: &[PlacementId],
) -> Result<HashMap<PlacementId, Vec<Week>>, StoreError> {
    let mut all: HashMap<PlacementId, Vec<Week>> = HashMap::new();
    for row in plans(tx, placements).await? {
        let slots = content(tx, &row)?.slots;
        all.entry(row.placement_id).or_default().push(Week {
            from_on: row.from_on,
            month_minutes: u32::try_from(row.month_minutes).unwrap_or_default(),
            holidays: row.holidays,
            slots,
        });
    }
    Ok(all)
}

/// Who is named on some of the days, the main ones first.
pub async fn assigned_on(
    tx: &Tx,
    (from, until): (Day, Option<Day>),
) -> Result<Vec<Assigned>, StoreError> {
    use homecare_assignment::Column;
    let open = Condition::any().add(Column::UntilOn.is_null()).add(Column::UntilOn.gte(from));
    let mut rows = tx.find::<homecare_assignment::Entity>().filter(open);
    if let Some(until) = until {
        rows = rows.filter(Column::FromOn.lte(until));
    }
    let rows = rows.order_by_asc(Column::Part).order_by_asc(Column::Id).all(tx.conn()).await?;
    Ok(rows.into_iter().map(|row| Assigned { row }).collect())
}

/// Everybody who is or was named for a contract, the newest first.
pub async fn ever_assigned(tx: &Tx, id: PlacementId) -> Result<Vec<Assigned>, StoreError> {
    use homecare_assignment::Column;
    let rows = tx.find::<homecare_assignment::Entity>().filter(Column::PlacementId.eq(id));
    let rows = rows.order_by_desc(Column::FromOn).order_by_asc(Column::Part);
    Ok(rows.all(tx.conn()).await?.into_iter().map(|row| Assigned { row }).collect())
}

/// The reports of a month.
pub async fn reports_of(tx: &Tx, month: Month) -> Result<Vec<homecare_report::Model>, StoreError> {
    use homecare_report::Column;
    let rows = tx.find::<homecare_report::Entity>().filter(Column::Month.eq(month.to_string()));
    Ok(rows.order_by_asc(Column::Id).all(tx.conn()).await?)
}

/// Every report of a contract, the newest month first.
pub async fn reports_ever(
    tx: &Tx,
    id: PlacementId,
) -> Result<Vec<homecare_report::Model>, StoreError> {
    use homecare_report::Column;
    let rows = tx.find::<homecare_report::Entity>().filter(Column::PlacementId.eq(id));
    Ok(rows.order_by_desc(Column::Month).order_by_asc(Column::Id).all(tx.conn()).await?)
}

/// Names of assistants.
pub async fn assistants(
    tx: &Tx,
    lines: &[Line],
) -> Result<HashMap<AssistantId, Assistant>, StoreError> {
    let assigned = lines.iter().flat_map(|line| &line.assigned).map(|one| one.row.assistant_id);
    let reports = lines.iter().flat_map(|line| &line.reports).map(|row| row.assistant_id);
    let mut ids: Vec<AssistantId> = assigned.chain(reports).collect();
    ids.sort_unstable();
    ids.dedup();
    assistant::by_ids(tx, &ids).await
}

/// A service of assistant support.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn service(tx: &Tx, id: ServiceId) -> Result<Service, StoreError> {
    let found = services::service(tx, id).await?;
    if is_ours(&found) { Ok(found) } else { Err(StoreError::NotFound) }
}
