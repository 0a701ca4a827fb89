//! The load of a week: what each worker had on his hands and did. Six counts, a query each.

use super::numbers::Numbers;
use super::store::foreign::{contact, meeting, referral_case};
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day, Instant};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, Select};
use std::collections::BTreeMap;

/// What is counted, in the order of the columns.
pub const COUNTED: [&str; 6] = ["open", "new", "closed", "meetings", "contacts", "overdue"];

/// A week from Monday to Sunday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    pub first: Day,
}

impl Week {
    /// The week of a day.
    pub fn of(day: Day) -> Week {
        let back = i32::from(day.0.weekday().to_monday_zero_offset());
        Week { first: day.plus(-back) }
    }

    pub fn last(self) -> Day {
        self.first.plus(6)
    }

    /// The first moment of it, and the first after it.
    pub fn moments(self) -> (Instant, Instant) {
        let midnight = |day: Day| Instant::of_local(day.0.at(0, 0, 0, 0));
        (midnight(self.first), midnight(self.first.plus(7)))
    }
}

/// The row of a worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerLoad {
    pub account: AccountId,
    /// In the order of [`COUNTED`].
    pub counts: [i64; 6],
}

impl WorkerLoad {
    /// All counts by what each weighs.
    pub fn weighted(&self, numbers: &Numbers) -> i64 {
        let weight = |name: &&str| i64::from(numbers.get(&format!("weight-{name}")));
        self.counts.iter().zip(COUNTED.iter()).map(|(count, name)| count * weight(name)).sum()
    }
}

/// The cases that a column of the table counts.
pub fn cases(tx: &Tx, what: &str, week: Week) -> Select<referral_case::Entity> {
    use referral_case::Column;
    let (from, until) = week.moments();
    let rows = tx.find::<referral_case::Entity>();
    match what {
        "new" => rows.filter(Column::WishOn.between(week.first, week.last())),
        "closed" => rows.filter(Column::ClosedAt.gte(from)).filter(Column::ClosedAt.lt(until)),
        "overdue" => rows.filter(Column::ClosedAt.is_null()).filter(Column::NextOn.lt(tx.today())),
        "meetings" => with_meetings(rows)
            .filter(meeting::Column::HeldAt.gte(from))
            .filter(meeting::Column::HeldAt.lt(until)),
        _ => rows.filter(Column::ClosedAt.is_null()),
    }
}

fn with_meetings(rows: Select<referral_case::Entity>) -> Select<referral_case::Entity> {
    use referral_case::Column;
    let meetings = referral_case::Entity::belongs_to(meeting::Entity)
        .from((Column::MunicipalityId, Column::Id))
        .to((meeting::Column::MunicipalityId, meeting::Column::CaseId));
    rows.join(JoinType::InnerJoin, meetings.into())
}

/// The contacts of a week.
pub fn contacts(tx: &Tx, week: Week) -> Select<contact::Entity> {
    let (from, until) = week.moments();
    let rows = tx.find::<contact::Entity>();
    rows.filter(contact::Column::At.gte(from)).filter(contact::Column::At.lt(until))
}

/// The load of all workers, or of one.
pub async fn loads(
    tx: &Tx,
    week: Week,
    only: Option<AccountId>,
) -> Result<Vec<WorkerLoad>, StoreError> {
    let mut found: BTreeMap<AccountId, [i64; 6]> = BTreeMap::new();
    for (place, what) in COUNTED.iter().enumerate() {
        let rows: Vec<(Option<AccountId>, i64)> = if *what == "contacts" {
            use contact::Column;
            let rows = contacts(tx, week).select_only().column(Column::AccountId);
            let rows = rows.column_as(Column::Id.count(), "rows").group_by(Column::AccountId);
            rows.into_tuple().all(tx.conn()).await?
        } else {
            use referral_case::Column;
            let rows = cases(tx, what, week).select_only().column(Column::OfficerId);
            let rows = rows.column_as(Column::Id.count(), "rows").group_by(Column::OfficerId);
            rows.into_tuple().all(tx.conn()).await?
        };
        for (account, count) in rows {
            let Some(account) = account.filter(|id| only.is_none_or(|only| only == *id)) else {
                continue;
            };
            found.entry(account).or_default()[place] = count;
        }
    }
    let load = |(account, counts)| WorkerLoad { account, counts };
    Ok(found.into_iter().map(load).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_on_monday() {
        let week = Week::of("2026-11-22".parse().unwrap());
        assert_eq!((week.first.bg(), week.last().bg()), ("16.11.2026".into(), "22.11.2026".into()));
        let monday = Week::of("2026-11-23".parse().unwrap());
        assert_eq!(monday.first.bg(), "23.11.2026");
    }
}
