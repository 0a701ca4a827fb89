//! What other capabilities may ask of projects.

use super::amendment::budget_on;
use super::double::{self, Finding, Worked};
use super::double_page::paid_twice;
use super::load::{self, Project};
use super::money::{Amounts, Split, both};
use super::side_load;
use super::store::project_file;
use super::{ClaimId, FileId, ProjectId};
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use law::{Currency, Law};
use sea_orm::{ColumnTrait, QueryFilter};
use serde_json::{Value, json};
use std::collections::HashMap;

/// So many scans are read by one query.
const SCANS: usize = 200;

/// A project by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectName {
    /// The project.
    pub id: ProjectId,
    /// The name by which the office calls it.
    pub short: String,
    /// Number of the contract, as it is printed.
    pub contract: String,
    /// First day of the period that holds today.
    pub from: Day,
    /// Last day of it.
    pub to: Day,
}

/// All projects, newest first. Two queries.
///
/// # Errors
/// When the database does not answer.
pub async fn names(tx: &Tx) -> Result<Vec<ProjectName>, StoreError> {
    let amendments = load::amendments(tx, None).await?;
    let all = load::projects(tx).await?;
    let today = tx.today();
    let named = |one: Project| {
        let (from, to) = one.period(&amendments, today);
        let (id, about) = (one.row.id, one.content);
        ProjectName { id, short: about.short, contract: about.contract, from, to }
    };
    Ok(all.into_iter().map(named).collect())
}

/// The `publicity` of a paper of a project on a day, as `Settings::publicity` gives it; none when
/// there is no such project or it has no heading.
///
/// # Errors
/// When the database does not answer.
pub async fn printed(tx: &Tx, id: ProjectId, day: Day) -> Result<Option<Value>, StoreError> {
    let one = match load::project(tx, id).await {
        Ok(one) => one,
        Err(StoreError::NotFound) => return Ok(None),
        Err(e) => return Err(e),
    };
    let heading = side_load::heading_on(tx, &one, day).await?;
    if heading.header.is_empty() {
        return Ok(None);
    }
    let mut printed = json!({ "lines": heading.header });
    if !heading.statement.is_empty() {
        printed["statement"] = heading.statement.into();
    }
    if !heading.emblem.is_empty() {
        printed["emblem_alt"] = heading.emblem.into();
    }
    if !heading.footer.is_empty() {
        printed["footer"] = heading.footer.into();
    }
    Ok(Some(printed))
}

/// The sums of a project in both currencies, as they were known at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overview {
    /// The currency of the contract.
    pub currency: Currency,
    /// The grant as the budget shares it out; the grant itself while there is no budget.
    pub budget: Amounts,
    /// Contracts with suppliers.
    pub committed: Amounts,
    /// Documents.
    pub spent: Amounts,
    /// Of them paid.
    pub paid: Amounts,
    /// What came by claims.
    pub received: Amounts,
}

/// The sums of a project: what was entered by then and not revoked by then. Seven queries.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such project.
pub async fn overview(tx: &Tx, id: ProjectId, known_at: Instant) -> Result<Overview, StoreError> {
    let law = Law::current();
    let one = load::project(tx, id).await?;
    let currency = one.currency();
    let known = |entered: Instant, revoked: Option<Instant>| {
        entered <= known_at && revoked.is_none_or(|at| at > known_at)
    };
    let versions = load::budgets(tx, id).await?;
    let amendments = load::amendments(tx, Some(id)).await?;
    let budget: Split = match budget_on((&versions, &amendments), (known_at.day(), known_at)) {
        Some(version) => load::lines(tx, version).await?.iter().map(load::Line::split).sum(),
        None => one.grant(),
    };
    let commitments = load::commitments(tx, id).await?;
    let committed = commitments.iter().filter(|c| known(c.row.entered_at, c.row.revoked_at));
    let committed: Split = committed.map(load::Commitment::split).sum();
    let spending = load::spending(tx, id).await?;
    let stands = spending.iter().filter(|s| known(s.row.entered_at, s.row.revoked_at));
    let stands: Vec<&load::Spending> = stands.collect();
    let spent: Split = stands.iter().map(|s| s.split()).sum();
    let paid = stands.iter().filter(|s| s.row.paid_at.is_some_and(|at| at <= known_at));
    let paid: Split = paid.map(|s| s.split()).sum();
    let claims = load::claims(tx, id).await?;
    let came = claims.iter().filter(|c| {
        c.row.received_at.is_some_and(|at| at <= known_at)
            && c.row.revoked_at.is_none_or(|at| at > known_at)
    });
    let received: Split = came
        .map(|c| Split { european: c.row.received_european, national: c.row.received_national })
        .sum();
    let amounts = |split: Split| both(law, split, currency);
    Ok(Overview {
        currency,
        budget: amounts(budget)?,
        committed: amounts(committed)?,
        spent: amounts(spent)?,
        paid: amounts(paid)?,
        received: amounts(received)?,
    })
}

/// A document of spending for a pack of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpendingFile {
    /// Number of the document.
    pub number: String,
    /// Its day.
    pub day: Day,
    /// Who supplied.
    pub supplier: String,
    /// What for.
    pub what: String,
    /// The line of the budget.
    pub code: String,
    /// The amount, in cents of the project's currency.
    pub amount: Split,
    /// The currency.
    pub currency: Currency,
    /// When it was paid.
    pub paid_on: Option<Day>,
    /// Its scans, first to last.
    pub scans: Vec<FileId>,
    /// The record, below the municipality.
    pub href: String,
}

/// The documents of some days; what their scans hold gives [`scans`]. Three queries.
///
/// # Errors
/// When the database does not answer.
pub async fn spending_files(
    tx: &Tx,
    id: ProjectId,
    from: Day,
    to: Day,
) -> Result<Vec<SpendingFile>, StoreError> {
    let currency = load::project(tx, id).await?.currency();
    let mut all = load::spending(tx, id).await?;
    all.retain(|one| one.stands() && from <= one.row.issued_on && one.row.issued_on <= to);
    let ids: Vec<_> = all.iter().map(|one| one.row.id).collect();
    let mut scans = load::scans(tx, &ids).await?;
    let file = |one: load::Spending| SpendingFile {
        day: one.row.issued_on,
        code: one.row.code.clone(),
        amount: one.split(),
        currency,
        paid_on: one.row.paid_on,
        href: format!("/projects/spending/{}", one.row.id),
        scans: scans.remove(&one.row.id).unwrap_or_default(),
        number: one.content.number,
        supplier: one.content.supplier,
        what: one.content.what,
    };
    Ok(all.into_iter().map(file).collect())
}

/// Some scans: the kind, such as `application/pdf`, and the bytes. One query for many of them.
///
/// # Errors
/// When the database does not answer, or a scan cannot be opened.
pub async fn scans(
    tx: &Tx,
    ids: &[FileId],
) -> Result<HashMap<FileId, (String, Vec<u8>)>, StoreError> {
    use project_file::{Column, Entity};
    let mut all = HashMap::new();
    for some in ids.chunks(SCANS) {
        let rows = tx.find::<Entity>().filter(Column::Id.is_in(some.iter().copied()));
        for row in rows.all(tx.conn()).await? {
            let bytes = tx.key().open("project_file", "sealed", row.id.0, &row.sealed)?;
            all.insert(row.id, (row.media, bytes));
        }
    }
    Ok(all)
}

/// A claim for payment by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimName {
    /// The claim.
    pub id: ClaimId,
    /// Its number within the project.
    pub number: i32,
    /// `advance`, `interim`, `final`.
    pub kind: String,
    /// First day that it claims for.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

/// The claims of a project that stand, first to last.
///
/// # Errors
/// When the database does not answer.
pub async fn claims(tx: &Tx, id: ProjectId) -> Result<Vec<ClaimName>, StoreError> {
    let mut all = load::claims(tx, id).await?;
    all.retain(load::Claim::stands);
    let named = |one: load::Claim| ClaimName {
        id: one.row.id,
        number: one.row.number,
        kind: one.row.kind,
        from: one.row.from_on,
        to: one.row.until_on,
    };
    Ok(all.into_iter().map(named).collect())
}

/// What two sources pay: over the spending of all projects and the hours of time sheets, and over the
/// hours that people attended. The hours of a document and of a time sheet of one source are the same
/// hours; who attends something is not paid for it, so those hours stand by themselves.
///
/// # Errors
/// When the database does not answer.
pub async fn double_findings(
    tx: &Tx,
    [worked, attended]: [&[Worked]; 2],
) -> Result<Vec<Finding>, StoreError> {
    let (reference, _) = side_load::reference(tx).await?;
    let (hours, paid) = paid_twice(tx).await?;
    let mut found = double::find([&hours, worked], &paid, reference.day_minutes);
    found.extend(double::find([&[], attended], &[], reference.day_minutes));
    Ok(found)
}
