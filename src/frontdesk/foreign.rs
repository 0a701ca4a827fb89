//! What the front desk reads of other capabilities: service points that work today, and, while
//! the doors of `people` and `municipality` do not offer it, representatives and municipalities by
//! name. Reading only.

use super::store::foreign::{representative, settlement};
use crate::municipality::{self, ServicePoint};
use crate::people::{PersonId, RepresentativeId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};

/// Who speaks for a person.
pub type Representative = representative::Model;
/// A municipality of the country: code and name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// `RSE27`.
    pub code: String,
    /// `Русе`.
    pub name: String,
}

/// The service points that receive people today, by name.
pub async fn points(tx: &Tx) -> Result<Vec<ServicePoint>, StoreError> {
    let mut points = municipality::service_points(tx).await?;
    points.retain(|point| point.works(tx.today()));
    Ok(points)
}

/// Who may speak for a person on a day.
pub async fn representatives(
    tx: &Tx,
    person: PersonId,
    on: Day,
) -> Result<Vec<Representative>, StoreError> {
    use representative::Column;
    let rows = tx
        .find::<representative::Entity>()
        .filter(Column::PersonId.eq(person))
        .filter(Column::ValidFrom.lte(on))
        .filter(Condition::any().add(Column::ValidTo.is_null()).add(Column::ValidTo.gte(on)))
        .order_by_asc(Column::Id)
        .all(tx.conn())
        .await?;
    Ok(rows)
}

/// One representative, also after the end.
pub async fn representative(
    tx: &Tx,
    id: RepresentativeId,
) -> Result<Option<Representative>, StoreError> {
    let rows = tx.find::<representative::Entity>();
    Ok(rows.filter(representative::Column::Id.eq(id)).one(tx.conn()).await?)
}

/// The municipality that somebody names by code, by name or by a settlement's code.
pub async fn place(tx: &Tx, named: &str) -> Result<Option<Place>, StoreError> {
    use settlement::Column;
    let named = named.trim();
    let which = Condition::any()
        .add(Column::MunicipalityCode.eq(named.to_uppercase()))
        .add(Column::MunicipalityName.eq(capital(named)))
        .add(Column::Ekatte.eq(named));
    let row = settlement::Entity::find().filter(which).one(tx.conn()).await?;
    Ok(row.map(|row| Place { code: row.municipality_code, name: row.municipality_name }))
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
