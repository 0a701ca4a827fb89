//! Cases that pass from one officer to another: somebody leaves, or the work is spread anew.

use super::CaseId;
use super::store::referral_case::{self, Column};
use crate::people::PersonId;
use kit::store::{Event, Owned, StoreError, Tx};
use kit::types::AccountId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter};

/// So many cases share a statement; below SQLite's limit of bound values.
const AT_ONCE: usize = 500;

/// From whom to whom.
#[derive(Clone, Copy, Debug)]
pub struct Passed<'a> {
    /// Whose the cases are now, and his name.
    pub from: (AccountId, &'a str),
    /// Whose they become, and his name.
    pub to: (AccountId, &'a str),
    /// Whether this undoes an earlier passing on.
    pub back: bool,
}

/// Passes open cases on, with an event on the timeline of each. A case that is no longer its
/// officer's, or closed meanwhile, stays where it is.
///
/// # Errors
/// When the database refuses.
pub async fn pass_on(
    tx: &mut Tx,
    cases: &[(CaseId, PersonId)],
    passed: Passed<'_>,
) -> Result<u64, StoreError> {
    let kind = if passed.back { "case-passed-back" } else { "case-passed-on" };
    let mut moved = 0;
    for some in cases.chunks(AT_ONCE) {
        let done = referral_case::Entity::update_many()
            .col_expr(Column::OfficerId, Expr::value(passed.to.0))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .filter(<referral_case::Entity as Owned>::municipality().eq(tx.municipality()))
            .filter(Column::Id.is_in(some.iter().map(|(case, _)| *case)))
            .filter(Column::OfficerId.eq(passed.from.0))
            .filter(Column::ClosedAt.is_null())
            .exec(tx.conn())
            .await?;
        moved += done.rows_affected;
    }
    for (case, person) in cases {
        tx.event(Event {
            kind,
            person: Some(person.0),
            case: Some(case.0),
            data: vec![("from", passed.from.1.to_owned()), ("to", passed.to.1.to_owned())],
        })
        .await?;
    }
    Ok(moved)
}
