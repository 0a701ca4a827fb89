//! What a report is held against: the contract in the month, the plan, the exclusions, the other
//! reports of the person and of the assistant.

use super::assistant::{self, Assistant};
use super::frame::days_of;
use super::load::{self, Line};
use super::report::{Report, opened};
use super::store::homecare_report;
use super::week::{self, Against, Fault, Slot, Visit};
use super::{AssistantId, Months};
use crate::delivery;
use crate::placement::PlacementId;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::{Law, Month};
use sea_orm::{ColumnTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};

/// The reports of a month that an assistant wrote or that are about a contract.
async fn around(
    tx: &Tx,
    (placement, assistant): (PlacementId, AssistantId),
    month: Month,
) -> Result<Vec<Report>, StoreError> {
    use homecare_report::Column;
    let either = sea_orm::Condition::any()
        .add(Column::PlacementId.eq(placement))
        .add(Column::AssistantId.eq(assistant));
    let rows = tx
        .find::<homecare_report::Entity>()
        .filter(Column::Month.eq(month.to_string()))
        .filter(either)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Everything that a report is held against.
pub struct Place {
    /// The contract in the month.
    pub line: Line,
    /// Who reports.
    pub assistant: Assistant,
    /// The month.
    pub month: Month,
    /// The report, when one was begun.
    pub report: Option<Report>,
    /// What other assistants report of the same person.
    pub others: Vec<Visit>,
    /// What the assistant reports of other people.
    pub elsewhere: Vec<Visit>,
    /// Official holidays.
    pub off: BTreeSet<Day>,
    /// The month is closed.
    pub is_closed: bool,
}

impl Place {
    /// Reads it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the assistant has nothing to do with the contract.
    pub async fn read(
        tx: &Tx,
        law: &Law,
        (placement, assistant): (PlacementId, AssistantId),
        month: Month,
    ) -> Result<Place, StoreError> {
        let line = load::line(tx, law, placement, month).await?;
        let (mut report, mut others, mut elsewhere) = (None, Vec::new(), Vec::new());
        for found in around(tx, (placement, assistant), month).await? {
            let is_own = found.row.assistant_id == assistant;
            match (found.row.placement_id == placement, is_own) {
                (true, true) => report = Some(found),
                (true, false) => others.extend(found.content.visits),
                (false, _) => elsewhere.extend(found.content.visits),
            }
        }
        let is_named = line.assigned.iter().any(|one| one.row.assistant_id == assistant);
        if !is_named && report.is_none() {
            return Err(StoreError::NotFound);
        }
        let is_closed = delivery::closed::<Months>(tx, line.of.service, month).await?.is_some();
        let off = load::holidays(law, days_of(month));
        let assistant = assistant::one(tx, assistant).await?;
        Ok(Place { line, assistant, month, report, others, elsewhere, off, is_closed })
    }

    /// The visits so far.
    #[must_use]
    pub fn visits(&self) -> &[Visit] {
        self.report.as_ref().map_or(&[], |report| report.content.visits.as_slice())
    }

    /// Visits may be entered.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.is_closed && self.report.as_ref().is_none_or(Report::is_open)
    }

    /// What excludes the service on a day.
    #[must_use]
    pub fn excluded(&self, day: Day) -> Option<&super::fact::Exclusion> {
        self.line.exclusions.iter().find(|one| one.holds(day))
    }

    fn is_assigned(&self, day: Day) -> bool {
        let mut own =
            self.line.assigned.iter().filter(|a| a.row.assistant_id == self.assistant.row.id);
        own.any(|one| one.holds(day)) && self.assistant.works(day)
    }

    /// The planned visits of a day.
    #[must_use]
    pub fn planned(&self, day: Day) -> Vec<Slot> {
        if !self.line.of.covers(day) {
            return Vec::new();
        }
        week::planned(&self.line.weeks, day, self.off.contains(&day))
    }

    /// The visits of the plan until a day, for an assistant named on these days; none on days that
    /// the service is excluded.
    #[must_use]
    pub fn as_planned(&self, today: Day) -> Vec<Visit> {
        let (from, until) = days_of(self.month);
        let days = load::each((from, until.min(today)));
        let fits = days.filter(|day| self.is_assigned(*day) && self.excluded(*day).is_none());
        let visits = fits.flat_map(|day| {
            self.planned(day).into_iter().map(move |slot| Visit {
                day,
                from: slot.from,
                until: slot.until,
                items: slot.items,
            })
        });
        let is_free = |visit: &Visit| {
            let taken = self.elsewhere.iter().chain(&self.others);
            !taken.into_iter().any(|other| visit.meets(other))
        };
        visits.filter(is_free).collect()
    }

    /// What does not fit, by day.
    #[must_use]
    pub fn faults(&self, visits: &[Visit]) -> BTreeMap<Day, Vec<Fault>> {
        let against = Against {
            planned: &|day| self.planned(day),
            is_excluded: &|day| self.excluded(day).is_some(),
            is_assigned: &|day| self.is_assigned(day),
            others: &self.others,
        };
        week::faults(visits, &against)
    }

    /// Minutes above what is agreed for the month, of all assistants together.
    #[must_use]
    pub fn over_month(&self, visits: &[Visit]) -> u32 {
        let (own, _) = week::sums(visits);
        let (others, _) = week::sums(&self.others);
        let agreed = self.line.agreed(self.month);
        if agreed == 0 { 0 } else { (own + others).saturating_sub(agreed) }
    }

    /// Why a visit may not be entered at all; the key of the words.
    #[must_use]
    pub fn refused(&self, visit: &Visit, today: Day) -> Option<&'static str> {
        if visit.day > today {
            return Some("homecare-refused-future");
        }
        if !self.line.of.covers(visit.day) {
            return Some("homecare-refused-outside");
        }
        let meets = self.elsewhere.iter().any(|other| visit.meets(other));
        meets.then_some("homecare-refused-elsewhere")
    }
}
