//! Who speaks for a person, on what ground and within which limits.

use super::store::{read, representative, write};
use super::{PersonId, RepresentativeId};
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;

/// Somebody who speaks for a person.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Representative {
    /// The row.
    #[schema(value_type = String)]
    pub id: RepresentativeId,
    /// Name.
    pub name: String,
    /// A code of [`super::GROUNDS`].
    pub ground: String,
    /// The document that proves it.
    pub document: String,
    /// What it does not cover, or only covers.
    pub limits: String,
    /// Telephone.
    pub phone: String,
    /// First day.
    #[schema(value_type = String, format = Date)]
    pub valid_from: Day,
    /// Last day.
    #[schema(value_type = Option<String>, format = Date)]
    pub valid_to: Option<Day>,
    /// Version of the row.
    pub version: i32,
}

impl Representative {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }
}

impl Representative {
    fn opened(tx: &Tx, row: representative::Model) -> Result<Self, StoreError> {
        let limits = tx.open("representative", "limits_sealed", row.id.0, &row.limits_sealed)?;
        Ok(Representative {
            id: row.id,
            name: row.name,
            ground: row.ground,
            document: row.document,
            limits,
            phone: row.phone,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            version: row.version,
        })
    }
}

/// Who speaks for a person on a day.
///
/// # Errors
/// When the database does not answer.
pub async fn representatives(
    tx: &Tx,
    id: PersonId,
    on: Day,
) -> Result<Vec<Representative>, StoreError> {
    let mut list = all(tx, id).await?;
    list.retain(|representative| representative.holds_on(on));
    Ok(list)
}

/// Who speaks or spoke for a person, the present ones first.
pub(super) async fn all(tx: &Tx, id: PersonId) -> Result<Vec<Representative>, StoreError> {
    let rows = read::representatives(tx, id).await?;
    rows.into_iter().map(|row| Representative::opened(tx, row)).collect()
}

/// What is entered.
#[derive(Clone, Debug, Default)]
pub struct NewRepresentative {
    /// Name.
    pub name: String,
    /// A code of [`super::GROUNDS`].
    pub ground: String,
    /// The document that proves it.
    pub document: String,
    /// What it does not cover, or only covers.
    pub limits: String,
    /// Telephone.
    pub phone: String,
    /// Last day, when known.
    pub valid_to: Option<Day>,
}

/// Enters somebody who speaks for a person from a day on.
///
/// # Errors
/// When the database refuses.
pub async fn add_representative(
    tx: &mut Tx,
    person: PersonId,
    from: Day,
    new: &NewRepresentative,
) -> Result<RepresentativeId, StoreError> {
    let id = write::add_representative(tx, person, from, new).await?;
    let data = vec![("ground", new.ground.clone())];
    let kind = "representative-added";
    tx.event(Event { kind, person: Some(person.0), data, ..Event::default() }).await?;
    Ok(id)
}

/// The last day on which somebody speaks for a person.
pub(super) async fn end(
    tx: &mut Tx,
    person: PersonId,
    (id, version): (RepresentativeId, i32),
    last: Day,
) -> Result<(), StoreError> {
    let row = read::representative(tx, person, id).await?;
    write::end_representative(tx, id, version, last).await?;
    let data = vec![("ground", row.ground), ("day", last.bg())];
    let kind = "representative-ended";
    tx.event(Event { kind, person: Some(person.0), data, ..Event::default() }).await
}
