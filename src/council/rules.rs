//! The rules of the council: not in the law, but decided by each municipality, in dated versions.
//! Until it writes its own, those of Sofia stand as an example.

use super::RuleId;
use super::count::{Majority, Quorum};
use super::store::council_rule::{Column, Entity, Model};
use jiff::ToSpan;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Law;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde::Deserialize;

/// A point that is decided by the ordinary majority, and one by the qualified; words have the key
/// `council-majority-<code>`.
pub const MAJORITIES: [&str; 2] = ["simple", "qualified"];

/// The rules as they hold from a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Rules {
    /// From when; none for those that are shipped.
    #[serde(skip)]
    pub valid_from: Option<Day>,
    /// So many main members.
    pub members: i32,
    /// Term of a composition.
    pub term_months: i32,
    /// A regular meeting at least once in so many months.
    pub regular_months: i32,
    /// One of so many members may ask for an extraordinary meeting.
    pub extra_part: i32,
    /// Invitations go out so many days before.
    pub notice_days: i32,
    /// What part of the members must be there.
    pub quorum: String,
    /// The ordinary majority.
    pub majority: String,
    /// Of whom.
    pub majority_of: String,
    /// The qualified majority.
    pub qualified: String,
    /// Of whom.
    pub qualified_of: String,
    /// Minutes are sent in so many working days.
    pub minutes_days: i32,
    /// Letters are answered in so many days.
    pub letter_days: i32,
    /// So many absences in a row are a ground for release.
    pub absences: i32,
    /// So long after the membership its confidentiality lasts.
    pub confidential_months: i32,
    /// Month and day of the yearly report.
    pub report_until: String,
    /// By what decision.
    pub basis: String,
    /// What else is to be known: who chairs, the secretary.
    pub note: String,
}

impl From<Model> for Rules {
    fn from(row: Model) -> Rules {
        Rules {
            valid_from: Some(row.valid_from),
            members: row.members,
            term_months: row.term_months,
            regular_months: row.regular_months,
            extra_part: row.extra_part,
            notice_days: row.notice_days,
            quorum: row.quorum,
            majority: row.majority,
            majority_of: row.majority_of,
            qualified: row.qualified,
            qualified_of: row.qualified_of,
            minutes_days: row.minutes_days,
            letter_days: row.letter_days,
            absences: row.absences,
            confidential_months: row.confidential_months,
            report_until: row.report_until,
            basis: row.basis,
            note: row.note,
        }
    }
}

/// The rules that are shipped.
#[must_use]
pub fn shipped() -> Rules {
    toml::from_str(include_str!("rules.toml")).unwrap_or_default()
}

/// A day so many months after another.
#[must_use]
pub fn months_after(day: Day, months: i32) -> Day {
    Day(day.0.saturating_add(i64::from(months).months()))
}

impl Rules {
    /// The majority of a point.
    #[must_use]
    pub fn majority(&self, code: &str) -> Majority<'_> {
        match code {
            "qualified" => Majority { share: &self.qualified, of: &self.qualified_of },
            _ => Majority { share: &self.majority, of: &self.majority_of },
        }
    }

    /// The quorum of so many members, of whom some are there and some take no part.
    #[must_use]
    pub fn quorum(&self, counted: (i64, i64, i64)) -> Quorum {
        Quorum::new(&self.quorum, counted)
    }

    /// The last day on which a meeting of a day may be called. When it is a day off, the working
    /// day before it.
    #[must_use]
    pub fn call_by(&self, law: &Law, meeting: Day) -> Day {
        Day(law.calendar().previous_working(meeting.plus(-self.notice_days).0))
    }

    /// The last day on which the minutes of a meeting of a day are sent.
    #[must_use]
    pub fn minutes_by(&self, law: &Law, meeting: Day) -> Day {
        let days = u32::try_from(self.minutes_days).unwrap_or(0);
        Day(law.add_working_days(meeting.0, days))
    }

    /// The last day of an answer that is counted from a day.
    #[must_use]
    pub fn answer_by(&self, law: &Law, from: Day) -> Day {
        Day(law.next_working(from.plus(self.letter_days).0))
    }

    /// The last day of the report for a year; none when the rules name no day that there is.
    #[must_use]
    pub fn report_by(&self, year: i16) -> Option<Day> {
        format!("{}-{}", year + 1, self.report_until).parse().ok()
    }

    /// The last day until which a regular meeting must be after another.
    #[must_use]
    pub fn next_by(&self, last: Day) -> Day {
        months_after(last, self.regular_months)
    }

    /// So many members ask for an extraordinary meeting.
    #[must_use]
    pub fn extra_needed(&self, members: i64) -> i64 {
        let part = i64::from(self.extra_part.max(1));
        members / part + i64::from(members % part > 0)
    }
}

/// The rules that hold on a day.
///
/// # Errors
/// When the database does not answer.
pub async fn on(tx: &Tx, day: Day) -> Result<Rules, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::ValidFrom.lte(day));
    let newest = rows.order_by_desc(Column::ValidFrom).order_by_desc(Column::Id);
    Ok(newest.one(tx.conn()).await?.map_or_else(shipped, Rules::from))
}

/// All versions, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &Tx) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().order_by_desc(Column::ValidFrom).order_by_desc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// Writes rules that hold from a day.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, (from, new): (Day, Rules)) -> Result<RuleId, StoreError> {
    let id = RuleId(tx.new_id());
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        valid_from: from,
        members: new.members,
        term_months: new.term_months,
        regular_months: new.regular_months,
        extra_part: new.extra_part,
        notice_days: new.notice_days,
        quorum: new.quorum,
        majority: new.majority,
        majority_of: new.majority_of,
        qualified: new.qualified,
        qualified_of: new.qualified_of,
        minutes_days: new.minutes_days,
        letter_days: new.letter_days,
        absences: new.absences,
        confidential_months: new.confidential_months,
        report_until: new.report_until,
        basis: new.basis,
        note: new.note,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("council-rules", id.0));
    Ok(id)
}
