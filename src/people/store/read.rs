//! Rows read.

use super::identifier;
use super::write::blind;
use crate::people::identifier::Opened;
use crate::people::{IdentifierKind, PersonId};
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, QueryFilter};

/// Who has exactly this identifier (already in the form in which it is compared).
pub async fn person_of_identifier(
    tx: &Tx,
    kind: IdentifierKind,
    value: &str,
) -> Result<Option<PersonId>, StoreError> {
    let row = tx
        .find::<identifier::Entity>()
        .filter(identifier::Column::Kind.eq(kind.code()))
        .filter(identifier::Column::Blind.eq(blind(tx, value)?))
        .one(tx.conn())
        .await?;
    Ok(row.map(|row| row.person_id))
}

/// The identifiers of several people, opened.
pub async fn identifiers(
    tx: &Tx,
    ids: &[PersonId],
) -> Result<Vec<(PersonId, Opened)>, StoreError> {
    let rows = tx
        .find::<identifier::Entity>()
        .filter(identifier::Column::PersonId.is_in(ids.iter().copied()))
        .all(tx.conn())
        .await?;
    let mut list = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(kind) = IdentifierKind::from_code(&row.kind) else { continue };
        let value = tx.open("identifier", "sealed", row.id, &row.sealed)?;
        list.push((row.person_id, Opened { kind, value }));
    }
    Ok(list)
}
