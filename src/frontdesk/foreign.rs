//! What the front desk reads of other capabilities: who spoke for a person, municipalities by
//! name. Reading only.

use super::store::foreign::settlement;
pub use crate::contacts::open_points as points;
use crate::municipality;
use crate::people::{self, PersonId, Representative, RepresentativeId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};

/// A municipality of the country: code and name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// `RSE27`.
    pub code: String,
    /// `Русе`.
    pub name: String,
}

/// Who spoke for a person on a day, when it was this one.
pub async fn representative(
    tx: &Tx,
    (person, on): (PersonId, Day),
    id: Option<RepresentativeId>,
) -> Result<Option<Representative>, StoreError> {
    let Some(id) = id else { return Ok(None) };
    let list = people::representatives(tx, person, on).await?;
    Ok(list.into_iter().find(|representative| representative.id == id))
}

/// The municipality that somebody names: by its code or name, or by one of its settlements.
pub async fn place(tx: &Tx, named: &str) -> Result<Option<Place>, StoreError> {
    use settlement::Column;
    let named = named.trim();
    let which = Condition::any()
        .add(Column::MunicipalityCode.eq(named.to_uppercase()))
        .add(Column::MunicipalityName.eq(capital(named)));
    let row = settlement::Entity::find().filter(which).one(tx.conn()).await?;
    if let Some(row) = row {
        return Ok(Some(Place { code: row.municipality_code, name: row.municipality_name }));
    }
    let like = municipality::settlements_like(tx, named, "", 1).await?;
    let exact = like.into_iter().find(|likely| likely.is_exact).map(|likely| likely.settlement);
    Ok(exact.map(|s| Place { code: s.municipality_code, name: s.municipality_name }))
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
