//! Asking the layer.

use super::count::{behind, counted};
use super::frame::HOME;
use super::load;
use super::question::{Question, Row};
use kit::store::{StoreError, Tx};

/// The answer to a question. Numbers that are nil are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn ask(tx: &Tx, question: &Question) -> Result<Vec<Row>, StoreError> {
    let sheets = load::known(tx, question).await?;
    let map = load::map(tx, question).await?;
    Ok(counted(question, &sheets, (&map, tx.today())))
}

/// The answer to a question and its whole: everybody once. One reading of the layer.
///
/// # Errors
/// When the database does not answer.
pub async fn ask_with_whole(tx: &Tx, question: &Question) -> Result<(Vec<Row>, i64), StoreError> {
    let sheets = load::known(tx, question).await?;
    let map = load::map(tx, question).await?;
    let asked = (&map, tx.today());
    let whole = counted(&question.whole(), &sheets, asked);
    let whole = whole.first().map_or(0, |row| row.count);
    Ok((counted(question, &sheets, asked), whole))
}

/// Who is behind the number of a question without a split, by id, with how many each stands for.
///
/// # Errors
/// When the database does not answer.
pub async fn who(tx: &Tx, question: &Question) -> Result<Vec<(i64, i64)>, StoreError> {
    let sheets = load::known(tx, question).await?;
    let map = load::map(tx, question).await?;
    Ok(behind(question, &sheets, (&map, tx.today())))
}

/// Address (below the municipality) of the list behind a number.
#[must_use]
pub fn list_href(question: &Question, keys: &[String]) -> String {
    format!("{HOME}/list?{}", question.behind(keys).query())
}
