//! What the online forms ask of the register of complaints: to enter one, and how it stands.

use super::ComplaintId;
use super::complaint::{self, MOST_A_DAY, New};
use super::content::Said;
use crate::services::{ProviderId, ServiceId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::Law;

/// A complaint, a signal or a proposal that somebody sent on the page for anybody.
#[derive(Clone, Debug, Default)]
pub struct Filed {
    /// `complaint`, `signal`, `proposal`.
    pub kind: String,
    /// What about: a code of the topics.
    pub topic: String,
    /// About which service, and whose.
    pub service: Option<(ServiceId, ProviderId)>,
    /// By whom; empty when nobody is named.
    pub from: String,
    /// How they are answered.
    pub contact: String,
    /// What it says.
    pub about: String,
}

/// Where a complaint stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stands {
    /// Its number in words.
    pub number: String,
    /// Until when it is answered.
    pub due: Day,
    /// When it was answered.
    pub answered_on: Option<Day>,
    /// A code of the outcomes; empty while it waits.
    pub outcome: String,
    /// The answer.
    pub answer: String,
}

/// Enters what somebody sent. Gives its id.
///
/// # Errors
/// When it says nothing, too many came today, or the database refuses.
pub async fn file(tx: &mut Tx, law: &Law, filed: &Filed) -> Result<ComplaintId, Problem> {
    let today = tx.today();
    if complaint::came_by_page(tx, today).await? >= MOST_A_DAY {
        return Err(Problem::TooMany);
    }
    let content = Said {
        from: filed.from.clone(),
        contact: filed.contact.clone(),
        about: filed.about.clone(),
        ..Said::default()
    };
    let new = New {
        kind: filed.kind.clone(),
        via: "page".to_owned(),
        topic: filed.topic.clone(),
        service: filed.service,
        content,
        ..New::default()
    };
    complaint::add(tx, law, (&new, today)).await
}

/// Where a complaint stands.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn stands(tx: &Tx, id: ComplaintId) -> Result<Stands, StoreError> {
    let one = complaint::complaint(tx, id).await?;
    Ok(Stands {
        number: complaint::number(&one.row),
        due: one.row.due_on,
        answered_on: one.row.answered_on,
        outcome: one.row.outcome,
        answer: one.content.answer,
    })
}
