//! Money spent: checked against period, line and other documents, entered, paid, revoked.

use super::check::{self, Document, Refused, Told, Twice};
use super::content::{Spent, sealed};
use super::load::{self, Project, Spending};
use super::money::Split;
use super::store::project_spending;
use super::{ActivityId, CommitmentId, SpendingId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{IntoActiveModel, Set};

/// Kinds of documents; words have the key `projects-kind-<code>`.
pub const KINDS: [&str; 3] = ["invoice", "payroll", "other"];
/// The most minutes that one document pays a person for on a day.
pub const DAY: i32 = 24 * 60;

/// A document to be entered.
#[derive(Clone, Debug)]
pub struct NewSpending {
    /// A code of [`KINDS`].
    pub kind: String,
    /// The line of the budget.
    pub code: String,
    /// The contract with the supplier.
    pub commitment: Option<CommitmentId>,
    /// The activity.
    pub activity: Option<ActivityId>,
    /// Its day.
    pub issued_on: Day,
    /// When it was paid.
    pub paid_on: Option<Day>,
    /// The whole that it shows for this project.
    pub total: i64,
    /// By who pays.
    pub split: Split,
    /// The day of work that it pays.
    pub worked_on: Option<Day>,
    /// Minutes of that day.
    pub minutes: i32,
    /// Number, supplier, what for.
    pub content: Spent,
}

/// The document as it tells itself apart.
#[must_use]
pub fn document(content: &Spent, day: Day) -> Document {
    Document::new((&content.eik, &content.supplier), &content.number, day)
}

/// Everything that stands against a document. Five queries.
///
/// # Errors
/// When the database does not answer.
pub async fn refusals(
    tx: &Tx,
    one: &Project,
    new: &NewSpending,
) -> Result<Vec<Refused>, StoreError> {
    let amendments = load::amendments(tx, Some(one.row.id)).await?;
    let lines = load::lines_now(tx, one.row.id).await?;
    let line = lines.iter().find(|line| line.row.code == new.code);
    let spent = load::spending(tx, one.row.id).await?;
    let of_line = spent.iter().filter(|known| known.stands() && known.row.code == new.code);
    let own = document(&new.content, new.issued_on);
    let mut twice = None;
    for known in load::spending_on(tx, &[new.issued_on]).await? {
        if !document(&known.content, known.row.issued_on).is(&own) {
            continue;
        }
        let is_same = known.row.project_id == one.row.id && known.row.code == new.code;
        twice = if is_same { Some(Twice::Line) } else { twice.or(Some(Twice::Elsewhere)) };
    }
    // The whole period as amended so far: an amendment may come after the document.
    let period = one.period(&amendments, tx.today());
    Ok(check::spending(&Told {
        split: new.split,
        total: new.total,
        issued_on: new.issued_on,
        paid_on: new.paid_on,
        period,
        line: line.map(|line| line.split().total()),
        before: of_line.map(|known| known.split().total()).sum(),
        twice,
        reason: &new.content.reason,
        today: tx.today(),
    }))
}

/// Enters a document: the caller has asked for [`refusals`].
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, one: &Project, new: &NewSpending) -> Result<SpendingId, StoreError> {
    let id = SpendingId(tx.new_id());
    let row = project_spending::Model {
        municipality_id: tx.municipality(),
        id,
        project_id: one.row.id,
        commitment_id: new.commitment,
        activity_id: new.activity,
        code: new.code.clone(),
        kind: new.kind.clone(),
        issued_on: new.issued_on,
        paid_on: new.paid_on,
        paid_at: new.paid_on.map(|_| tx.now()),
        european: new.split.european,
        national: new.split.national,
        worked_on: new.worked_on,
        minutes: new.minutes,
        content_sealed: sealed(tx, ("project_spending", id.0), &new.content)?,
        entered_at: tx.now(),
        revoked_at: None,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("project-spending", id.0));
    Ok(id)
}

/// Notes the day of payment.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn pay(
    tx: &mut Tx,
    known: &Spending,
    (on, version): (Day, i32),
) -> Result<(), StoreError> {
    let active = project_spending::ActiveModel {
        paid_on: Set(Some(on)),
        paid_at: Set(Some(tx.now())),
        ..Default::default()
    };
    tx.update::<project_spending::Entity>(known.row.id, version, active).await?;
    tx.audit(Entry::write("project-spending-paid", known.row.id.0));
    Ok(())
}

/// Revokes a wrong entry with its reason.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn revoke(
    tx: &mut Tx,
    known: &Spending,
    (reason, version): (String, i32),
) -> Result<(), StoreError> {
    let id = known.row.id;
    let content = Spent { revoked: reason, ..known.content.clone() };
    let active = project_spending::ActiveModel {
        revoked_at: Set(Some(tx.now())),
        content_sealed: Set(sealed(tx, ("project_spending", id.0), &content)?),
        ..Default::default()
    };
    tx.update::<project_spending::Entity>(id, version, active).await?;
    tx.audit(Entry::write("project-spending-revoked", id.0));
    Ok(())
}
