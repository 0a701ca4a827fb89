//! The national classification of settlements (ЕКАТТЕ). Reference data of the whole installation.

use super::store::settlement;
use kit::search::fold;
use kit::store::{Answers, Asked, Questions, StoreError, Tx};
use sea_orm::sea_query::{OnConflict, SelectStatement};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use std::collections::HashMap;

/// A settlement.
pub type Settlement = settlement::Model;

/// Settlements looked at before the best are chosen.
const LOOKED_AT: u64 = 200;
/// Rows of one statement.
const ROWS: usize = 500;

impl settlement::Model {
    /// `с. Басарбово`.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} {}", self.kind, self.name)
    }

    /// `с. Басарбово, общ. Русе`: tells settlements of one name apart.
    #[must_use]
    pub fn full_label(&self) -> String {
        format!("{} {}, общ. {}", self.kind, self.name, self.municipality_name)
    }
}

/// The settlement with this code.
///
/// # Errors
/// When the database does not answer.
pub async fn settlement(tx: &Tx, ekatte: &str) -> Result<Option<Settlement>, StoreError> {
    Ok(settlement::Entity::find_by_id(ekatte).one(tx.conn()).await?)
}

/// Several settlements in one query, by code.
///
/// # Errors
/// When the database does not answer.
pub async fn settlements(
    tx: &Tx,
    codes: &[&str],
) -> Result<HashMap<String, Settlement>, StoreError> {
    if codes.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = settlement::Entity::find()
        .filter(settlement::Column::Ekatte.is_in(codes.iter().copied()))
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| (row.ekatte.clone(), row)).collect())
}

/// Asks among other questions for the settlements whose codes a query finds.
pub fn ask_settlements(questions: &mut Questions, codes: SelectStatement) -> Asked<Settlement> {
    let named = settlement::Column::Ekatte.in_subquery(codes);
    questions.ask(&settlement::Entity::find().filter(named))
}

/// The settlements that were asked for, by code.
///
/// # Errors
/// When a row cannot be read.
pub fn asked_settlements(
    answers: &mut Answers,
    asked: Asked<Settlement>,
) -> Result<HashMap<String, Settlement>, StoreError> {
    Ok(answers.take(asked)?.into_iter().map(|row| (row.ekatte.clone(), row)).collect())
}

/// All settlements, for importing.
///
/// # Errors
/// When the database does not answer.
pub async fn all_settlements(tx: &Tx) -> Result<Vec<Settlement>, StoreError> {
    Ok(settlement::Entity::find().all(tx.conn()).await?)
}

/// A settlement that somebody who typed a name may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likely {
    /// The settlement.
    pub settlement: Settlement,
    /// It has the very name (or code) that was typed.
    pub is_exact: bool,
}

/// The settlements that somebody who typed this may mean, the likeliest first: the same name,
/// then the same beginning, then the name in part; of the home municipality first. A code, a
/// kind before the name (`с. Иваново`) and a municipality after a comma are understood.
///
/// # Errors
/// When the database does not answer.
pub async fn settlements_like(
    tx: &Tx,
    typed: &str,
    home: &str,
    limit: usize,
) -> Result<Vec<Likely>, StoreError> {
    let typed = typed.trim();
    if typed.len() == 5 && typed.bytes().all(|b| b.is_ascii_digit()) {
        let found = settlement(tx, typed).await?.into_iter();
        return Ok(found.map(|settlement| Likely { settlement, is_exact: true }).collect());
    }
    let (name, municipality) = typed.split_once(',').unwrap_or((typed, ""));
    let municipality = municipality.trim();
    let before = ["община ", "общ. ", "общ.", "общ "];
    let name_of = before.iter().find_map(|word| municipality.strip_prefix(word));
    let municipality = fold(name_of.unwrap_or(municipality));
    let (kind, name) = kind_before(name.trim());
    let name = fold(name);
    if name.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = matching(tx, &format!("{name}%")).await?;
    if found.is_empty() {
        found = matching(tx, &format!("%{name}%")).await?;
    }
    found.retain(|row| {
        let is_kind = kind.is_none_or(|kind| row.kind == kind);
        is_kind && fold(&row.municipality_name).starts_with(&municipality)
    });
    found.sort_by_cached_key(|row| {
        let is_town = row.kind == "гр.";
        let rank = (row.folded != name, row.municipality_code != home, !is_town);
        (rank, row.name.clone(), row.municipality_name.clone())
    });
    found.truncate(limit);
    let likely =
        |settlement: Settlement| Likely { is_exact: settlement.folded == name, settlement };
    Ok(found.into_iter().map(likely).collect())
}

async fn matching(tx: &Tx, pattern: &str) -> Result<Vec<Settlement>, StoreError> {
    let rows = settlement::Entity::find()
        .filter(settlement::Column::Folded.like(pattern))
        .limit(LOOKED_AT)
        .all(tx.conn())
        .await?;
    Ok(rows)
}

/// `с. Иваново` is a village and its name.
fn kind_before(typed: &str) -> (Option<&'static str>, &str) {
    let kinds = [
        ("гр.", "гр."),
        ("гр ", "гр."),
        ("град ", "гр."),
        ("с.", "с."),
        ("с ", "с."),
        ("село ", "с."),
        ("ман.", "ман."),
    ];
    for (written, kind) in kinds {
        let head = typed.get(..written.len()).map(str::to_lowercase);
        if head.as_deref() == Some(written) {
            return (Some(kind), typed[written.len()..].trim());
        }
    }
    (None, typed)
}

/// Adds settlements and replaces those of the same code.
///
/// # Errors
/// When the database refuses.
pub async fn put_settlements(tx: &Tx, rows: &[Settlement]) -> Result<(), StoreError> {
    use settlement::Column;
    for part in rows.chunks(ROWS) {
        let replaced = OnConflict::column(Column::Ekatte)
            .update_columns([
                Column::Kind,
                Column::Name,
                Column::NameLatin,
                Column::Folded,
                Column::MunicipalityCode,
                Column::MunicipalityName,
                Column::DistrictCode,
            ])
            .to_owned();
        settlement::Entity::insert_many(part.iter().cloned().map(|row| row.into_active_model()))
            .on_conflict(replaced)
            .exec_without_returning(tx.conn())
            .await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::kind_before;

    #[test]
    fn the_kind_before_the_name_is_understood() {
        assert_eq!(kind_before("с. Иваново"), (Some("с."), "Иваново"));
        assert_eq!(kind_before("Гр. Русе"), (Some("гр."), "Русе"));
        assert_eq!(kind_before("Сандрово"), (None, "Сандрово"));
        assert_eq!(kind_before("град Мездра"), (Some("гр."), "Мездра"));
    }
}
