//! Who is close to a person and who speaks for them, on what ground and within which limits.

use super::store::{read, representative, write};
use super::{GROUNDS, PersonId, RepresentativeId, heads};
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
    /// Who it is, when they stand in the register too.
    #[schema(value_type = Option<String>)]
    pub other: Option<PersonId>,
    /// A code of [`super::GROUNDS`] or [`super::CLOSE`].
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

    /// Whether it gives a right to speak for the person.
    #[must_use]
    pub fn speaks(&self) -> bool {
        GROUNDS.contains(&self.ground.as_str())
    }
}

impl Representative {
    fn opened(tx: &Tx, row: representative::Model) -> Result<Self, StoreError> {
        let limits = tx.open("representative", "limits_sealed", row.id.0, &row.limits_sealed)?;
        Ok(Representative {
            id: row.id,
            name: row.name,
            other: row.other_id,
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
    list.retain(|representative| representative.speaks() && representative.holds_on(on));
    Ok(list)
}

/// Who is or was close to a person or speaks for them, the present ones first. Names of those who
/// stand in the register are read there.
pub(super) async fn all(tx: &Tx, id: PersonId) -> Result<Vec<Representative>, StoreError> {
    named(tx, read::representatives(tx, id).await?).await
}

async fn named(
    tx: &Tx,
    rows: Vec<representative::Model>,
) -> Result<Vec<Representative>, StoreError> {
    let ids: Vec<PersonId> = rows.iter().filter_map(|row| row.other_id).collect();
    let people = if ids.is_empty() { Default::default() } else { heads(tx, &ids).await? };
    // Two rows of one person merged into one would be their own relative.
    let rows = rows.into_iter().filter(|row| row.other_id != Some(row.person_id));
    let open = |row: representative::Model| {
        let mut one = Representative::opened(tx, row)?;
        if let Some(head) = one.other.and_then(|id| people.get(&id)) {
            one.name.clone_from(&head.name);
            if one.phone.is_empty() {
                one.phone.clone_from(&head.phone);
            }
        }
        Ok(one)
    };
    rows.map(open).collect()
}

/// To whom a person is close: the other side of their relations, with whose they are.
pub(super) async fn others(
    tx: &Tx,
    id: PersonId,
) -> Result<Vec<(super::Head, Representative)>, StoreError> {
    let rows = read::relations_to(tx, id).await?;
    let ids: Vec<PersonId> = rows.iter().map(|row| row.person_id).collect();
    let people = if ids.is_empty() { Default::default() } else { heads(tx, &ids).await? };
    let mut list = Vec::new();
    for row in rows.into_iter().filter(|row| row.person_id != id) {
        if let Some(head) = people.get(&row.person_id) {
            list.push((head.clone(), Representative::opened(tx, row)?));
        }
    }
    Ok(list)
}

/// For whom somebody speaks on a day, or is near to: the other side of their relations.
///
/// # Errors
/// When the database does not answer.
pub async fn spoken_for(
    tx: &Tx,
    id: PersonId,
    on: Day,
) -> Result<Vec<(super::Head, Representative)>, StoreError> {
    let mut list = others(tx, id).await?;
    list.retain(|(_, relation)| relation.speaks() && relation.holds_on(on));
    Ok(list)
}

/// What is entered.
#[derive(Clone, Debug, Default)]
pub struct NewRepresentative {
    /// Name; empty when they stand in the register.
    pub name: String,
    /// Who it is in the register.
    pub other: Option<PersonId>,
    /// A code of [`super::GROUNDS`] or [`super::CLOSE`].
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

/// Corrects what was entered of somebody; why is kept sealed beside it.
pub(super) async fn correct(
    tx: &mut Tx,
    person: PersonId,
    (id, version): (RepresentativeId, i32),
    (from, new, why): (Day, &NewRepresentative, &str),
) -> Result<(), StoreError> {
    let row = read::representative(tx, person, id).await?;
    if row.other_id.is_none() && new.name.is_empty() {
        return Err(StoreError::NotFound);
    }
    write::correct_representative(tx, (id, version), (from, new, why)).await?;
    let data = vec![("ground", new.ground.clone())];
    let kind = "representative-corrected";
    tx.event(Event { kind, person: Some(person.0), data, ..Event::default() }).await
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
