//! Questions to institutions that wait for an answer, for those who gather the work of a day.

use super::store::{info_request, referral_case};
use crate::people::{Task, Wanted};
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

/// The questions that should be answered until a day. Two queries.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    use info_request::Column;
    let mut rows = tx
        .find::<info_request::Entity>()
        .filter(Column::AnsweredOn.is_null())
        .filter(Column::DueOn.lte(wanted.until));
    if let Some(accounts) = wanted.whose {
        let own = tx
            .find::<referral_case::Entity>()
            .filter(referral_case::Column::OfficerId.is_in(accounts.iter().copied()))
            .filter(referral_case::Column::ClosedAt.is_null())
            .select_only()
            .column(referral_case::Column::Id)
            .into_query();
        rows = rows.filter(Column::CaseId.in_subquery(own));
    }
    let rows = rows.order_by_asc(Column::DueOn).order_by_asc(Column::Id).limit(wanted.most);
    let rows = rows.all(tx.conn()).await?;
    let ids: Vec<_> = rows.iter().map(|row| row.case_id).collect();
    let cases = tx.find::<referral_case::Entity>();
    let cases = cases.filter(referral_case::Column::Id.is_in(ids)).all(tx.conn()).await?;
    let task = |row: info_request::Model| {
        let case = cases.iter().find(|case| case.id == row.case_id && case.closed_at.is_none())?;
        Some(Task {
            day: row.due_on,
            key: "referral-task-request",
            person: Some(case.person_id),
            note: String::new(),
            path: format!("/referrals/{}", case.id),
        })
    };
    Ok(rows.into_iter().filter_map(task).collect())
}
