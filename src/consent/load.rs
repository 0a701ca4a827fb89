//! Consents given and withdrawn, and the texts they were given to.

use super::purpose::purpose;
use super::store::{self, consent, consent_text};
use super::{ConsentId, TextId};
use crate::people::PersonId;
use crate::people::scanned::Scan;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, Set};
use serde::{Deserialize, Serialize};

/// In which capacity a consent is given; the name has the key `consent-capacity-<code>`.
pub const CAPACITIES: [&str; 5] = ["self", "parent", "guardian", "curator", "attorney"];
/// How; the name has the key `consent-how-<code>`.
pub const HOWS: [&str; 3] = ["paper", "oral", "screen"];
/// How it is withdrawn; the name has the key `consent-withdrawn-<code>`.
pub const WITHDRAWN_HOWS: [&str; 3] = ["in_person", "writing", "phone"];

/// The sealed part of a consent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Facts {
    /// Who gave it, when not the person.
    pub by: String,
    /// What it covers: sources, recipients, limits.
    pub scope: String,
    /// Who was present when it was given by word of mouth.
    pub witness: String,
    /// Why it was withdrawn, in the person's words.
    pub why: String,
}

/// A consent that is given.
#[derive(Default)]
pub struct NewConsent {
    /// The code of a purpose.
    pub purpose: String,
    /// A code of [`CAPACITIES`].
    pub capacity: String,
    /// A code of [`HOWS`].
    pub how: String,
    /// The day.
    pub given_on: Option<Day>,
    /// The rest.
    pub facts: Facts,
    /// The signed paper.
    pub scan: Option<Scan>,
}

/// The words of a purpose in force and their number; the shipped words are the first version.
pub async fn text_of(tx: &Tx, code: &str) -> Result<(i32, String), StoreError> {
    let texts = store::texts(tx).await?;
    let newest = texts.into_iter().find(|text| text.purpose == code);
    let shipped = || purpose(code).map(|purpose| purpose.text.clone()).unwrap_or_default();
    Ok(newest.map_or_else(|| (1, shipped()), |text| (text.number, text.text)))
}

/// Writes the next version of a text.
pub async fn add_text(tx: &Tx, code: &str, text: &str) -> Result<TextId, StoreError> {
    text_row(tx, code).await?;
    let (number, _) = text_of(tx, code).await?;
    insert_text(tx, code, (number + 1, text)).await
}

async fn insert_text(
    tx: &Tx,
    code: &str,
    (number, text): (i32, &str),
) -> Result<TextId, StoreError> {
    let id = TextId(tx.new_id());
    tx.insert(consent_text::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        purpose: Set(code.to_owned()),
        number: Set(number),
        text: Set(text.to_owned()),
        valid_from: Set(tx.today()),
        account_name: Set(tx.actor().name.to_string()),
    })
    .await?;
    Ok(id)
}

/// The row of the text in force; the shipped words become the first version when they are first
/// used.
async fn text_row(tx: &Tx, code: &str) -> Result<TextId, StoreError> {
    let texts = store::texts(tx).await?;
    match texts.into_iter().find(|text| text.purpose == code) {
        Some(text) => Ok(text.id),
        None => {
            let words = purpose(code).ok_or(StoreError::NotFound)?.text.clone();
            insert_text(tx, code, (1, &words)).await
        }
    }
}

/// The sealed part of a row.
pub fn facts(tx: &Tx, row: &consent::Model) -> Result<Facts, StoreError> {
    tx.open_json("consent", "facts_sealed", row.id.0, &row.facts_sealed)
}

fn sealed(tx: &Tx, id: ConsentId, facts: &Facts) -> Result<Vec<u8>, StoreError> {
    tx.seal_json("consent", "facts_sealed", id.0, facts)
}

/// Records a consent.
///
/// # Errors
/// When the purpose is unknown or the database refuses.
pub async fn add(tx: &mut Tx, person: PersonId, new: NewConsent) -> Result<ConsentId, StoreError> {
    let id = ConsentId(tx.new_id());
    let text_id = text_row(tx, &new.purpose).await?;
    let (scan_sealed, media) = match &new.scan {
        Some(scan) => {
            (tx.seal_bytes("consent", "scan_sealed", id.0, &scan.bytes)?, scan.media.to_owned())
        }
        None => (Vec::new(), String::new()),
    };
    tx.insert(consent::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        person_id: Set(person),
        purpose: Set(new.purpose.clone()),
        text_id: Set(text_id),
        capacity: Set(new.capacity),
        how: Set(new.how),
        given_on: Set(new.given_on.unwrap_or(tx.today())),
        withdrawn_on: Set(None),
        withdrawn_how: Set(String::new()),
        facts_sealed: Set(sealed(tx, id, &new.facts)?),
        scan_sealed: Set(scan_sealed),
        media: Set(media),
        account_name: Set(tx.actor().name.to_string()),
        made_at: Set(tx.now()),
        version: Set(1),
    })
    .await?;
    event(tx, person, ("consent-given", &new.purpose)).await?;
    Ok(id)
}

async fn event(
    tx: &mut Tx,
    person: PersonId,
    (kind, purpose): (&'static str, &str),
) -> Result<(), StoreError> {
    let name = super::purpose::name_of(ui::Lang::Bg, purpose);
    let data = vec![("purpose", name)];
    tx.event(Event { kind, person: Some(person.0), data, ..Event::default() }).await
}

/// Records that a consent was withdrawn; from that day nothing rests on it.
pub async fn withdraw(
    tx: &mut Tx,
    (person, id, version): (PersonId, ConsentId, i32),
    (on, how, why): (Day, &str, &str),
) -> Result<(), StoreError> {
    let row = store::consent_of(tx, person, id).await?;
    if row.withdrawn_on.is_some() {
        return Err(StoreError::Conflict);
    }
    let facts = Facts { why: why.to_owned(), ..facts(tx, &row)? };
    let active = consent::ActiveModel {
        withdrawn_on: Set(Some(on)),
        withdrawn_how: Set(how.to_owned()),
        facts_sealed: Set(sealed(tx, id, &facts)?),
        ..Default::default()
    };
    tx.update::<consent::Entity>(id, version, active).await?;
    event(tx, person, ("consent-taken-back", &row.purpose)).await
}

/// Whether a person's consent for a purpose holds now: asked before anything rests on it.
///
/// # Errors
/// When the database does not answer.
pub async fn holds(tx: &Tx, person: PersonId, purpose: &str) -> Result<bool, StoreError> {
    use consent::Column;
    let rows = tx.find::<consent::Entity>().filter(Column::PersonId.eq(person));
    let rows = rows.filter(Column::Purpose.eq(purpose)).filter(Column::WithdrawnOn.is_null());
    Ok(rows.filter(Column::GivenOn.lte(tx.today())).count(tx.conn()).await? > 0)
}
