//! Invitations to a seminar, each with an address of its own by which a participant says that they are
//! there and evaluates. The secret is made from the key of the municipality and kept nowhere.

use super::InvitedId;
use super::load::Seminar;
use super::seminar::is_trainer;
use super::store::training_invited::{self, Column, Entity};
use crate::workforce::EmployeeName;
use kit::audit::Entry;
use kit::crypto::{Index, fingerprint};
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter};

/// By what the secrets of addresses are made.
pub const SECRET: Index = Index::new("training_invited", "secret");
/// So many may take part in one seminar: a list that fits a page, and a room.
pub const MOST: usize = 60;
/// An address serves so many days after the last day, for the evaluation.
pub const AFTER_DAYS: i32 = 14;
/// After so many wrong codes an address takes no more; the list of the day remains.
pub const TRIES: i32 = 10;

/// The secret of an address.
///
/// # Errors
/// When the municipality's key is gone.
pub fn secret(tx: &Tx, id: InvitedId) -> Result<String, StoreError> {
    Ok(tx.key().secret(&SECRET, &id.to_string())?)
}

/// Who is behind a secret. Whoever guesses learns nothing: it is as if no page were there.
///
/// # Errors
/// [`Problem::NotFound`] when nobody is, or the address serves no more.
pub async fn behind(tx: &Tx, secret: &str) -> Result<training_invited::Model, Problem> {
    let rows = tx.find::<Entity>().filter(Column::Fingerprint.eq(fingerprint(secret)));
    let row = rows.one(tx.conn()).await.map_err(StoreError::from)?;
    row.filter(|row| tx.today() <= row.ends_on).ok_or(Problem::NotFound)
}

/// Why somebody cannot be invited: the key of the reason, and whose name.
#[must_use]
pub fn refusal<'a>(
    seminar: &Seminar,
    (known, wanted): (&[training_invited::Model], &'a [EmployeeName]),
) -> Option<(&'static str, &'a str)> {
    if let Some(one) = wanted.iter().find(|one| is_trainer(seminar, one)) {
        return Some(("training-refused-trainer", &one.name));
    }
    let is_new = |one: &&EmployeeName| known.iter().all(|row| row.employee_id != one.id);
    let is_many = known.len() + wanted.iter().filter(is_new).count() > MOST;
    is_many.then_some(("training-refused-many", ""))
}

/// Invites employees; who was invited before stays so.
///
/// # Errors
/// When the seminar is over, one of them gives it, or there are too many.
pub async fn invite(
    tx: &mut Tx,
    (seminar, known): (&Seminar, &[training_invited::Model]),
    wanted: &[EmployeeName],
) -> Result<usize, Problem> {
    if !seminar.is_open() {
        return Err(Problem::Impossible("training-refused-over"));
    }
    if let Some((key, _)) = refusal(seminar, (known, wanted)) {
        return Err(Problem::Impossible(key));
    }
    let mut made = 0;
    for one in wanted.iter().filter(|one| known.iter().all(|row| row.employee_id != one.id)) {
        let id = InvitedId(tx.new_id());
        let secret = secret(tx, id)?;
        let row = training_invited::Model {
            municipality_id: tx.municipality(),
            id,
            seminar_id: seminar.row.id,
            employee_id: one.id,
            fingerprint: fingerprint(&secret),
            failures: 0,
            is_rated: false,
            ends_on: seminar.row.last_day.plus(AFTER_DAYS),
            made_at: tx.now(),
            account_name: tx.actor().name.to_string(),
        };
        tx.insert(row.into_active_model()).await?;
        made += 1;
    }
    tx.audit(Entry::write("training-invited", seminar.row.id.0));
    Ok(made)
}

/// Counts a try before the code is compared; whether it may be. To be committed at once.
///
/// # Errors
/// When the database refuses.
pub async fn counted(tx: &mut Tx, row: &training_invited::Model) -> Result<bool, StoreError> {
    let column = Column::Failures;
    let changed = Entity::update_many()
        .col_expr(column, Expr::col(column).add(1))
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.eq(row.id))
        .filter(column.lt(TRIES))
        .exec(tx.conn())
        .await?;
    tx.audit(Entry::write("training-code-tried", row.id.0));
    Ok(changed.rows_affected == 1)
}

/// The code was right: nothing wrong is remembered any more.
///
/// # Errors
/// When the database refuses.
pub async fn forgiven(tx: &Tx, id: InvitedId) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Failures, Expr::value(0))
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Notes that somebody has rated the seminar, without saying how or when. Whether they had not before.
///
/// # Errors
/// When the database refuses.
pub async fn rated(tx: &Tx, id: InvitedId) -> Result<bool, StoreError> {
    let changed = Entity::update_many()
        .col_expr(Column::IsRated, Expr::value(true))
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.eq(id))
        .filter(Column::IsRated.eq(false))
        .exec(tx.conn())
        .await?;
    Ok(changed.rows_affected == 1)
}
