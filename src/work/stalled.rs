//! Work that stalled: by night, the cases whose next step is overdue by more days than the
//! municipality lets pass. Noted on the case's timeline once, and shown to the head with why.

use super::numbers::{STALL_DAYS, numbers};
use super::store::foreign::referral_case;
use super::store::stalled_case::{self, Column};
use crate::app::App;
use crate::referral::CaseId;
use kit::access::Actor;
use kit::audit::Entry;
use kit::jobs;
use kit::store::{Event, Owned, StoreError, Tx};
use kit::types::{Day, MunicipalityId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set};
use std::sync::Arc;

/// How many cases one round notes: its transaction holds the one writer.
const ROUND: u64 = 200;

/// A case that stalled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stalled {
    /// The case.
    pub case: CaseId,
    /// When its next step was due.
    pub due_on: Day,
    /// Since when the head knows.
    pub noted_on: Day,
}

/// Which of some cases stalled.
///
/// # Errors
/// When the database does not answer.
pub async fn stalled_cases(tx: &Tx, cases: &[CaseId]) -> Result<Vec<Stalled>, StoreError> {
    let rows = tx.find::<stalled_case::Entity>();
    let rows = rows.filter(Column::CaseId.is_in(cases.iter().copied())).all(tx.conn()).await?;
    let stalled = |row: stalled_case::Model| Stalled {
        case: row.case_id,
        due_on: row.due_on,
        noted_on: row.noted_on,
    };
    Ok(rows.into_iter().map(stalled).collect())
}

/// One round: forgets what moved on, notes what stalled since. Gives how many were noted.
///
/// # Errors
/// When the database refuses.
pub async fn note_stalled(app: &App, municipality: MunicipalityId) -> Result<u64, StoreError> {
    use referral_case::Column as Case;
    let actor = Actor::system(municipality, "work that stalled is shown to the head");
    let mut tx = app.db.write(&actor).await?;
    let days = numbers(&tx).await?.get(STALL_DAYS);
    let last = tx.today().plus(-days);
    let late = || {
        tx.find::<referral_case::Entity>()
            .filter(Case::ClosedAt.is_null())
            .filter(Case::NextOn.lt(last))
    };
    let still = late().select_only().column(Case::Id).into_query();
    let moved_on = stalled_case::Entity::delete_many()
        .filter(<stalled_case::Entity as Owned>::municipality().eq(municipality))
        .filter(Column::CaseId.not_in_subquery(still));
    moved_on.exec(tx.conn()).await?;
    let noted = tx.find::<stalled_case::Entity>().select_only().column(Column::CaseId).into_query();
    let fresh = late()
        .filter(Case::Id.not_in_subquery(noted))
        .order_by_asc(Case::NextOn)
        .limit(ROUND)
        .all(tx.conn())
        .await?;
    for case in &fresh {
        let due_on = case.next_on.unwrap_or(last);
        tx.insert_later(stalled_case::ActiveModel {
            municipality_id: Set(municipality),
            case_id: Set(case.id),
            due_on: Set(due_on),
            noted_on: Set(tx.today()),
        })
        .await?;
        tx.event(Event {
            kind: "work-stalled",
            person: Some(case.person_id.0),
            case: Some(case.id.0),
            data: vec![("day", due_on.bg()), ("days", days.to_string())],
        })
        .await?;
    }
    super::drafts::empty_bin(&tx).await?;
    tx.audit(Entry::new("note-stalled", "work", ""));
    tx.commit().await?;
    Ok(fresh.len() as u64)
}

/// The nightly job.
pub fn nightly(app: &App) -> jobs::Handler {
    let app = app.clone();
    Arc::new(move |job: jobs::Job| {
        let app = app.clone();
        Box::pin(async move {
            while note_stalled(&app, job.municipality).await? > 0 {}
            Ok(())
        })
    })
}
