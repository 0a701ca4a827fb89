//! The weighted load of a week against the limit: who passed it, and whether a plan was written. The
//! weights are those of `work`, the limit is the municipality's. No database but the reading at the end.

use super::EmployeeId;
use super::load;
use super::plan::{self, Plan};
use super::setting::settings;
use crate::work;
use kit::access;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};

/// Where a worker stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Above the limit, and no plan is written.
    Over,
    /// Above the limit, and nobody among the employees has this account.
    Unknown,
    /// Above the limit, and there is a plan.
    Planned,
    /// Not above the limit.
    Within,
}

impl Stands {
    /// All, in the order of the page.
    pub const ALL: [Stands; 4] = [Stands::Over, Stands::Unknown, Stands::Planned, Stands::Within];

    /// As addresses write it; words: `workforce-load-<code>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Stands::Over => "over",
            Stands::Unknown => "unknown",
            Stands::Planned => "planned",
            Stands::Within => "within",
        }
    }

    /// The colour of its tag.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            Stands::Over => "red",
            Stands::Unknown => "orange",
            Stands::Planned => "yellow",
            Stands::Within => "green",
        }
    }

    /// Of a load, when the plan that answers for it is known or missing.
    #[must_use]
    pub fn of((load, most): (i64, i32), is_known: bool, has_plan: bool) -> Stands {
        match (load > i64::from(most), is_known, has_plan) {
            (false, ..) => Stands::Within,
            (true, false, _) => Stands::Unknown,
            (true, true, true) => Stands::Planned,
            (true, true, false) => Stands::Over,
        }
    }
}

/// The Monday of a day's week.
#[must_use]
pub fn monday(day: Day) -> Day {
    day.plus(-i32::from(day.0.weekday().to_monday_zero_offset()))
}

/// Whether a plan answers for a week that begins on a day: it waits for its answer, or was noted in
/// the week or the one after it.
#[must_use]
pub fn answers(plan: &Plan, (employee, first): (EmployeeId, Day)) -> bool {
    let row = &plan.row;
    let is_of_week = first <= row.noted_on && row.noted_on <= first.plus(13);
    let is_open = row.answered_on.is_none() && row.noted_on <= first.plus(13);
    row.employee_id == employee && (is_of_week || is_open)
}

/// A worker in a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worker {
    /// The employee who has the account, when there is one.
    pub employee: Option<EmployeeId>,
    /// The name.
    pub name: String,
    /// The weighted load.
    pub load: i64,
    /// Where they stand.
    pub stands: Stands,
}

/// The workers of a week, of all or of one account, the heaviest load first.
///
/// # Errors
/// When the database does not answer.
pub async fn workers(
    tx: &Tx,
    (first, only): (Day, Option<AccountId>),
) -> Result<(i32, Vec<Worker>), StoreError> {
    let most = settings(tx).await?.load_most();
    let people = load::people(tx).await?;
    let plans = plan::plans(tx).await?;
    let accounts = access::accounts(tx, tx.today()).await?;
    let mut all = Vec::new();
    for (account, load) in work::weighted_loads(tx, first, only).await? {
        let known = people.iter().find(|one| one.account_id == Some(account));
        let known = known.filter(|one| one.gone_on.is_none_or(|gone| gone >= first));
        let named = accounts.iter().find(|one| one.id == account);
        let name = known.map(|one| one.name.clone());
        let employee = known.map(|one| one.id);
        let has_plan =
            employee.is_some_and(|id| plans.iter().any(|plan| answers(plan, (id, first))));
        all.push(Worker {
            employee,
            name: name.or_else(|| named.map(|one| one.name.clone())).unwrap_or_default(),
            load,
            stands: Stands::of((load, most), employee.is_some(), has_plan),
        });
    }
    all.sort_by(|a, b| (b.load, &a.name).cmp(&(a.load, &b.name)));
    Ok((most, all))
}
