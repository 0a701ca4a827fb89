//! Projects and what belongs to them, read and opened.

use super::amendment::budget_on;
use super::content::{
    About, Agreed, Change, Claimed, Danger, Heading, Reason, Spent, Table, Titled, opened,
};
use super::money::{Split, currency};
use super::side_store::{
    project_decision, project_procurement, project_publicity, project_risk, project_step,
    project_upload,
};
use super::store::{
    project, project_activity, project_amendment, project_budget, project_claim,
    project_commitment, project_file, project_line, project_spending,
};
use super::{ActivityId, AmendmentId, ClaimId, CommitmentId, FileId, ProjectId, SpendingId};
use kit::store::{Owned, StoreError, Tx};
use kit::types::Day;
use law::Currency;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// A row with a sealed part.
pub trait Holds {
    /// What is sealed.
    type Content: DeserializeOwned;
    /// Its table.
    const TABLE: &'static str;
    /// Its id.
    fn id(&self) -> i64;
    /// The sealed part.
    fn sealed(&self) -> &[u8];
}

macro_rules! holds {
    ($($entity:ident: $content:ty),* $(,)?) => {$(
        impl Holds for $entity::Model {
            type Content = $content;
            const TABLE: &'static str = stringify!($entity);

            fn id(&self) -> i64 {
                self.id.0
            }

            fn sealed(&self) -> &[u8] {
                &self.content_sealed
            }
        }
    )*};
}

holds! {
    project: About,
    project_amendment: Change,
    project_activity: Titled,
    project_budget: Titled,
    project_line: Titled,
    project_commitment: Agreed,
    project_spending: Spent,
    project_claim: Claimed,
    project_risk: Danger,
    project_procurement: Titled,
    project_step: Titled,
    project_publicity: Heading,
    project_decision: Reason,
    project_upload: Table,
}

/// A row with its sealed part opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known<M: Holds> {
    /// The row.
    pub row: M,
    /// What was sealed.
    pub content: M::Content,
}

/// A project.
pub type Project = Known<project::Model>;
/// An amendment.
pub type Amendment = Known<project_amendment::Model>;
/// An activity.
pub type Activity = Known<project_activity::Model>;
/// A line of a budget.
pub type Line = Known<project_line::Model>;
/// A version of a budget.
pub type Budget = Known<project_budget::Model>;
/// A contract with a supplier.
pub type Commitment = Known<project_commitment::Model>;
/// Money spent.
pub type Spending = Known<project_spending::Model>;
/// A claim for payment.
pub type Claim = Known<project_claim::Model>;
/// A risk.
pub type Risk = Known<project_risk::Model>;
/// A procurement.
pub type Procurement = Known<project_procurement::Model>;
/// A step of it.
pub type Step = Known<project_step::Model>;

/// Rows opened.
///
/// # Errors
/// When the database does not answer.
pub async fn all<E>(tx: &Tx, rows: Select<E>) -> Result<Vec<Known<E::Model>>, StoreError>
where
    E: EntityTrait,
    E::Model: Holds,
{
    let rows = rows.all(tx.conn()).await?;
    let open = |row: E::Model| {
        let content = opened(tx, (<E::Model as Holds>::TABLE, row.id()), row.sealed())?;
        Ok(Known { row, content })
    };
    rows.into_iter().map(open).collect()
}

/// The one row of a question.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn one<E>(tx: &Tx, rows: Select<E>) -> Result<Known<E::Model>, StoreError>
where
    E: EntityTrait,
    E::Model: Holds,
{
    all(tx, rows).await?.pop().ok_or(StoreError::NotFound)
}

/// Rows of a table that belong to a project.
#[must_use]
pub fn of<E: Owned>(tx: &Tx, column: E::Column, id: ProjectId) -> Select<E> {
    tx.find::<E>().filter(column.eq(id))
}

impl Project {
    /// The grant.
    #[must_use]
    pub fn grant(&self) -> Split {
        Split { european: self.row.european, national: self.row.national }
    }

    /// The currency of the contract.
    #[must_use]
    pub fn currency(&self) -> Currency {
        currency(&self.row.currency)
    }

    /// The period on a day: that of the last amendment which was signed by then and changed it.
    #[must_use]
    pub fn period(&self, amendments: &[Amendment], day: Day) -> (Day, Day) {
        let mut period = (self.row.from_on, self.row.until_on);
        let own = |one: &&Amendment| one.row.project_id == self.row.id;
        let held = |one: &&Amendment| one.row.revoked_at.is_none() && one.row.signed_on <= day;
        for one in amendments.iter().filter(own).filter(held) {
            period.0 = one.row.from_on.unwrap_or(period.0);
            period.1 = one.row.until_on.unwrap_or(period.1);
        }
        period
    }
}

impl Line {
    /// What it holds.
    #[must_use]
    pub fn split(&self) -> Split {
        Split { european: self.row.european, national: self.row.national }
    }
}

impl Commitment {
    /// What was agreed.
    #[must_use]
    pub fn split(&self) -> Split {
        Split { european: self.row.european, national: self.row.national }
    }
}

impl Spending {
    /// What was spent.
    #[must_use]
    pub fn split(&self) -> Split {
        Split { european: self.row.european, national: self.row.national }
    }

    /// Whether it stands.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.row.revoked_at.is_none()
    }
}

/// One project.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn project(tx: &Tx, id: ProjectId) -> Result<Project, StoreError> {
    one(tx, tx.find::<project::Entity>().filter(project::Column::Id.eq(id))).await
}

/// All projects, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn projects(tx: &Tx) -> Result<Vec<Project>, StoreError> {
    let rows = tx.find::<project::Entity>();
    let rows = rows.order_by_desc(project::Column::FromOn).order_by_desc(project::Column::Id);
    all(tx, rows).await
}

/// Amendments of a project, or of all, in the order of their days.
///
/// # Errors
/// When the database does not answer.
pub async fn amendments(tx: &Tx, id: Option<ProjectId>) -> Result<Vec<Amendment>, StoreError> {
    use project_amendment::Column;
    let mut rows = tx.find::<project_amendment::Entity>();
    if let Some(id) = id {
        rows = rows.filter(Column::ProjectId.eq(id));
    }
    all(tx, rows.order_by_asc(Column::SignedOn).order_by_asc(Column::Id)).await
}

/// One amendment.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn amendment(tx: &Tx, id: AmendmentId) -> Result<Amendment, StoreError> {
    use project_amendment::{Column, Entity};
    one(tx, tx.find::<Entity>().filter(Column::Id.eq(id))).await
}

/// Activities in the order of their numbers.
///
/// # Errors
/// When the database does not answer.
pub async fn activities(tx: &Tx, id: ProjectId) -> Result<Vec<Activity>, StoreError> {
    use project_activity::{Column, Entity};
    let mut found = all(tx, of::<Entity>(tx, Column::ProjectId, id)).await?;
    found.sort_by_cached_key(|one: &Activity| number_key(&one.row.code));
    Ok(found)
}

/// `1.10` comes after `1.9`.
#[must_use]
pub fn number_key(code: &str) -> Vec<(u32, String)> {
    code.split('.').map(|part| (part.parse().unwrap_or(u32::MAX), part.to_owned())).collect()
}

/// One activity.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn activity(tx: &Tx, id: ActivityId) -> Result<Activity, StoreError> {
    use project_activity::{Column, Entity};
    one(tx, tx.find::<Entity>().filter(Column::Id.eq(id))).await
}

/// The versions of a budget, first to last.
///
/// # Errors
/// When the database does not answer.
pub async fn budgets(tx: &Tx, id: ProjectId) -> Result<Vec<Budget>, StoreError> {
    use project_budget::{Column, Entity};
    all(tx, of::<Entity>(tx, Column::ProjectId, id).order_by_asc(Column::Number)).await
}

/// The lines of a version.
///
/// # Errors
/// When the database does not answer.
pub async fn lines(tx: &Tx, budget: &Budget) -> Result<Vec<Line>, StoreError> {
    use project_line::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::BudgetId.eq(budget.row.id));
    let mut found = all(tx, rows).await?;
    found.sort_by_cached_key(|one: &Line| number_key(&one.row.code));
    Ok(found)
}

/// The lines that hold today; none when there is no budget.
///
/// # Errors
/// When the database does not answer.
pub async fn lines_now(tx: &Tx, id: ProjectId) -> Result<Vec<Line>, StoreError> {
    let versions = budgets(tx, id).await?;
    let amendments = amendments(tx, Some(id)).await?;
    match budget_on((&versions, &amendments), (tx.today(), tx.now())) {
        Some(version) => lines(tx, version).await,
        None => Ok(Vec::new()),
    }
}

/// Contracts with suppliers, also revoked ones.
///
/// # Errors
/// When the database does not answer.
pub async fn commitments(tx: &Tx, id: ProjectId) -> Result<Vec<Commitment>, StoreError> {
    use project_commitment::{Column, Entity};
    all(tx, of::<Entity>(tx, Column::ProjectId, id).order_by_asc(Column::ConcludedOn)).await
}

/// One of them.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn commitment(tx: &Tx, id: CommitmentId) -> Result<Commitment, StoreError> {
    use project_commitment::{Column, Entity};
    one(tx, tx.find::<Entity>().filter(Column::Id.eq(id))).await
}

/// Money spent by a project, also what was revoked, by the days of the documents.
///
/// # Errors
/// When the database does not answer.
pub async fn spending(tx: &Tx, id: ProjectId) -> Result<Vec<Spending>, StoreError> {
    use project_spending::{Column, Entity};
    let rows = of::<Entity>(tx, Column::ProjectId, id);
    all(tx, rows.order_by_asc(Column::IssuedOn).order_by_asc(Column::Id)).await
}

/// Money spent by all projects that stands.
///
/// # Errors
/// When the database does not answer.
pub async fn all_spending(tx: &Tx) -> Result<Vec<Spending>, StoreError> {
    use project_spending::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::RevokedAt.is_null());
    all(tx, rows.order_by_asc(Column::IssuedOn).order_by_asc(Column::Id)).await
}

/// Documents of some days, in all projects, that stand.
///
/// # Errors
/// When the database does not answer.
pub async fn spending_on(tx: &Tx, days: &[Day]) -> Result<Vec<Spending>, StoreError> {
    use project_spending::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::RevokedAt.is_null());
    all(tx, rows.filter(Column::IssuedOn.is_in(days.iter().copied()))).await
}

/// One document.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn spent(tx: &Tx, id: SpendingId) -> Result<Spending, StoreError> {
    use project_spending::{Column, Entity};
    one(tx, tx.find::<Entity>().filter(Column::Id.eq(id))).await
}

/// The scans of some documents, without their bytes.
///
/// # Errors
/// When the database does not answer.
pub async fn scans(
    tx: &Tx,
    ids: &[SpendingId],
) -> Result<HashMap<SpendingId, Vec<FileId>>, StoreError> {
    use project_file::{Column, Entity};
    let rows: Vec<(SpendingId, FileId)> = tx
        .find::<Entity>()
        .filter(Column::SpendingId.is_in(ids.iter().copied()))
        .order_by_asc(Column::Id)
        .select_only()
        .column(Column::SpendingId)
        .column(Column::Id)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut known: HashMap<SpendingId, Vec<FileId>> = HashMap::new();
    for (spending, file) in rows {
        known.entry(spending).or_default().push(file);
    }
    Ok(known)
}

/// Claims for payment by their numbers.
///
/// # Errors
/// When the database does not answer.
pub async fn claims(tx: &Tx, id: ProjectId) -> Result<Vec<Claim>, StoreError> {
    use project_claim::{Column, Entity};
    all(tx, of::<Entity>(tx, Column::ProjectId, id).order_by_asc(Column::Number)).await
}

/// One of them.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn claim(tx: &Tx, id: ClaimId) -> Result<Claim, StoreError> {
    use project_claim::{Column, Entity};
    one(tx, tx.find::<Entity>().filter(Column::Id.eq(id))).await
}
