//! What the law answered about competence. Each answer is kept once, as it was given: rules change,
//! a decision of the past keeps showing what was said then.

use super::store::decision;
use kit::crypto::{Index, MunicipalityKey};
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

kit::id! {
    /// An answer of the law.
    DecisionId
}

/// By which fingerprint an answer of the law is known.
pub const ANSWER: Index = Index::new("decision", "answer");

impl DecisionId {
    /// The id of an answer: the first 63 bits of its keyed fingerprint. An answer repeats facts of
    /// a person; without the key nobody can tell by the id which answer it is.
    ///
    /// # Errors
    /// When the first key of the municipality is gone.
    pub fn of(key: &MunicipalityKey, answer: &str) -> Result<DecisionId, StoreError> {
        let bytes = key.blind(&ANSWER, answer)?;
        let first = bytes.iter().take(8).fold(0_i64, |sum, byte| (sum << 8) | i64::from(*byte));
        Ok(DecisionId(first & i64::MAX))
    }
}

/// The decision on competence as it was made.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
)]
#[serde(default)]
pub struct Decision {
    /// The deciding rule.
    pub rule: String,
    /// `old`, `new`.
    pub regime: String,
    /// Who is competent.
    pub competent: String,
    /// Code of the competent municipality.
    pub municipality: Option<String>,
    /// Who must be told at once.
    pub notify: Vec<String>,
    /// The rule in a few words.
    pub title: String,
    /// The steps in words.
    pub derivation: Vec<String>,
    /// The articles.
    pub articles: Vec<String>,
    /// Version of the rules.
    pub rule_version: String,
    /// How sure the rule is.
    pub confidence: String,
}

impl Decision {
    /// Reads an answer as it is kept.
    #[must_use]
    pub fn read(answer: &str) -> Decision {
        serde_json::from_str(answer).unwrap_or_default()
    }
}

/// Keeps an answer, if it is not kept yet.
pub async fn keep(tx: &Tx, answer: &str) -> Result<DecisionId, StoreError> {
    use decision::{ActiveModel, Column, Entity};
    let id = DecisionId::of(tx.key(), answer)?;
    let row = ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        answer_sealed: Set(tx.seal("decision", "answer_sealed", id.0, answer)?),
    };
    let new = Entity::insert(row);
    tx.later(new.on_conflict_do_nothing_on([Column::MunicipalityId, Column::Id])).await?;
    Ok(id)
}

/// An answer as it was given: JSON of the law.
///
/// # Errors
/// When it is not there, or the database does not answer.
pub async fn answer(tx: &Tx, id: DecisionId) -> Result<String, StoreError> {
    let row = tx.find::<decision::Entity>().filter(decision::Column::Id.eq(id));
    let row = row.one(tx.conn()).await?.ok_or(StoreError::NotFound)?;
    opened(tx, &row)
}

/// An answer as it is kept, opened.
pub fn opened(tx: &Tx, row: &decision::Model) -> Result<String, StoreError> {
    tx.open("decision", "answer_sealed", row.id.0, &row.answer_sealed)
}
