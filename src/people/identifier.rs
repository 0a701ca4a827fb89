//! Identifiers: the kind is chosen, never guessed; the value is kept sealed, found by blind index.

use super::PersonId;
use super::store::{read, write};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use law::{Egn, IdError, Lnch, ServiceNumber};
use std::collections::HashMap;

/// So many people in one question; below SQLite's limit of bound values.
const AT_ONCE: usize = 10_000;

/// Kind of an identifier.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum IdentifierKind {
    /// ЕГН of a Bulgarian citizen.
    Egn,
    /// ЛНЧ of a foreigner.
    Lnch,
    /// Personal number of a citizen of the Union (ЛН).
    Ln,
    /// Service number given by НАП.
    #[serde(rename = "service_number")]
    Service,
    /// A foreign identity document.
    #[serde(rename = "foreign_document")]
    Foreign,
}

impl IdentifierKind {
    /// All kinds, in the order of the form.
    pub const ALL: [IdentifierKind; 5] = [
        IdentifierKind::Egn,
        IdentifierKind::Lnch,
        IdentifierKind::Ln,
        IdentifierKind::Service,
        IdentifierKind::Foreign,
    ];

    /// As the database and forms write it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            IdentifierKind::Egn => "egn",
            IdentifierKind::Lnch => "lnch",
            IdentifierKind::Ln => "ln",
            IdentifierKind::Service => "service_number",
            IdentifierKind::Foreign => "foreign_document",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<IdentifierKind> {
        IdentifierKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Key of its name.
    #[must_use]
    pub fn text_key(self) -> &'static str {
        match self {
            IdentifierKind::Egn => "people-id-egn",
            IdentifierKind::Lnch => "people-id-lnch",
            IdentifierKind::Ln => "people-id-ln",
            IdentifierKind::Service => "people-id-service_number",
            IdentifierKind::Foreign => "people-id-foreign_document",
        }
    }

    /// The value as it is compared: without spaces and dashes, letters in capitals.
    #[must_use]
    pub fn normal(self, typed: &str) -> String {
        typed.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
    }

    /// Checks shape and check digit; gives the value as it is compared.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(self, typed: &str) -> Result<String, IdError> {
        let value = self.normal(typed);
        match self {
            IdentifierKind::Egn => Egn::parse(&value).map(|egn| egn.reveal()),
            IdentifierKind::Lnch => Lnch::parse(&value).map(|lnch| lnch.reveal()),
            IdentifierKind::Service => ServiceNumber::parse(&value).map(|number| number.reveal()),
            IdentifierKind::Ln | IdentifierKind::Foreign => {
                let length = value.chars().count();
                if (4..=30).contains(&length) { Ok(value) } else { Err(IdError::Shape) }
            }
        }
    }
}

/// An identifier as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Masked {
    /// Its kind.
    pub kind: IdentifierKind,
    /// `85******12`.
    pub text: String,
}

/// An identifier in the open.
#[derive(Clone, PartialEq, Eq)]
pub struct Opened {
    /// Its kind.
    pub kind: IdentifierKind,
    /// Its digits.
    pub value: String,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Opened({})", self.kind.code())
    }
}

/// The first and last two characters; of a short value only the last one.
#[must_use]
pub fn mask(value: &str) -> String {
    let letters: Vec<char> = value.chars().collect();
    let shown = if letters.len() >= 8 { 2 } else { 0 };
    let tail = if letters.len() >= 8 { 2 } else { 1 };
    let hidden = letters.len().saturating_sub(shown + tail);
    let first: String = letters.iter().take(shown).collect();
    let last: String = letters.iter().skip(shown + hidden).collect();
    format!("{first}{}{last}", "*".repeat(hidden))
}

/// The person who has exactly this identifier.
///
/// # Errors
/// When the database does not answer.
pub async fn find_exact(
    tx: &Tx,
    kind: IdentifierKind,
    value: &str,
) -> Result<Option<PersonId>, StoreError> {
    read::person_of_identifier(tx, kind, &kind.normal(value)).await
}

/// The identifier shown for each person in a list: masked, the first kind first.
///
/// # Errors
/// When the database does not answer.
pub async fn identifiers_masked(
    tx: &Tx,
    ids: &[PersonId],
) -> Result<HashMap<PersonId, Masked>, StoreError> {
    Ok(masked(read::identifiers(tx, ids).await?))
}

/// Of each person the identifier that says most, masked.
pub(super) fn masked(opened: Vec<(PersonId, Opened)>) -> HashMap<PersonId, Masked> {
    let mut list: HashMap<PersonId, Masked> = HashMap::new();
    for (person, opened) in opened {
        let better = list.get(&person).is_none_or(|known| opened.kind < known.kind);
        if better {
            let masked = Masked { kind: opened.kind, text: mask(&opened.value) };
            list.insert(person, masked);
        }
    }
    list
}

/// One person's identifier as lists show it.
///
/// # Errors
/// When the database does not answer.
pub async fn identifier_masked(tx: &Tx, id: PersonId) -> Result<Option<Masked>, StoreError> {
    Ok(identifiers_masked(tx, &[id]).await?.remove(&id))
}

/// A person's identifiers in the open. Leaves a row of its own in the audit.
///
/// # Errors
/// When the database does not answer.
pub async fn identifiers_opened(
    tx: &mut Tx,
    id: PersonId,
    reason: &str,
) -> Result<Vec<Opened>, StoreError> {
    let found = read::identifiers(tx, &[id]).await?;
    let entry = Entry::new("open-identifier", "person", &id.to_string());
    tx.audit(entry.about(Some(id.0)).because(reason));
    let mut list: Vec<Opened> = found.into_iter().map(|(_, opened)| opened).collect();
    list.sort_by_key(|opened| opened.kind);
    Ok(list)
}

/// Of several people the identifier that says most, in the open: for a file that must name them. Each
/// leaves a row of its own in the audit.
///
/// # Errors
/// When the database does not answer.
pub async fn identifiers_opened_of(
    tx: &mut Tx,
    ids: &[PersonId],
    reason: &str,
) -> Result<HashMap<PersonId, Opened>, StoreError> {
    let mut list: HashMap<PersonId, Opened> = HashMap::new();
    for part in ids.chunks(AT_ONCE) {
        for (person, opened) in read::identifiers(tx, part).await? {
            if list.get(&person).is_none_or(|known| opened.kind < known.kind) {
                list.insert(person, opened);
            }
        }
    }
    for id in list.keys() {
        let entry = Entry::new("open-identifier", "person", &id.to_string());
        tx.audit(entry.about(Some(id.0)).because(reason));
    }
    Ok(list)
}

/// Gives a person an identifier. Who has it already must be asked before ([`find_exact`]).
///
/// # Errors
/// [`StoreError::Duplicate`] when somebody has it.
pub async fn add_identifier(
    tx: &Tx,
    id: PersonId,
    kind: IdentifierKind,
    value: &str,
) -> Result<(), StoreError> {
    let row = write::identifier_row(tx, id, kind, value)?;
    tx.insert(row).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_shows_two_and_two() {
        assert_eq!(mask("8501011234"), "85******34");
        assert_eq!(mask("AB12"), "***2");
        assert_eq!(mask(""), "");
    }

    #[test]
    fn a_number_is_read_however_it_is_typed() {
        assert_eq!(IdentifierKind::Egn.read("610104 7500").as_deref(), Ok("6101047500"));
        assert_eq!(IdentifierKind::Egn.read("6101047501"), Err(IdError::Check));
        assert_eq!(IdentifierKind::Foreign.read("ab-123 456").as_deref(), Ok("AB123456"));
    }
}
