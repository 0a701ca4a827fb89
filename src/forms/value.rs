//! The answers in own fields: kept under the version that asked, sealed where the field says so. A
//! correction ends what was answered and keeps it.

use super::field::{Field, Step};
use super::own::{Own, Values};
use super::store::form_value::{self, Column, Entity};
use super::version::Forms;
use super::{FormValueId, FormVersionId, Kind};
use kit::store::{Answers, Asked, Questions, StoreError, Tx};
use kit::types::{Day, Instant};
use sea_orm::sea_query::{Expr, SelectStatement};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Select, Set};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ui::Lang;

/// So many rows are asked for at once; below SQLite's limit of bound values.
const IDS_AT_ONCE: usize = 10_000;

/// What is sealed: the text with where it belongs, so that it opens nowhere else.
#[derive(Serialize, Deserialize)]
struct Sealed {
    form: String,
    row: String,
    field: String,
    text: String,
}

fn seal(tx: &Tx, id: FormValueId, sealed: &Sealed) -> Result<Vec<u8>, StoreError> {
    tx.seal_json("form_value", "value_sealed", id.0, sealed)
}

fn open(tx: &Tx, row: &form_value::Model) -> Result<String, StoreError> {
    let Some(sealed) = &row.value_sealed else {
        return Ok(row.plain.clone().unwrap_or_default());
    };
    let found: Sealed = tx.open_json("form_value", "value_sealed", row.id.0, sealed)?;
    let own = (row.form.as_str(), row.row_id.to_string(), row.field.as_str());
    if (found.form.as_str(), found.row, found.field.as_str()) != own {
        return Err(StoreError::Other("an answer was moved from its place".to_owned()));
    }
    Ok(found.text)
}

/// What stands in the own fields of a row.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// The version under which it was entered last.
    pub version: Option<FormVersionId>,
    /// The answers.
    pub values: Values,
}

/// The answers of many rows of a form in one question.
///
/// # Errors
/// When the database does not answer, or a sealed answer does not open.
pub async fn values_of(
    tx: &Tx,
    kind: Kind,
    rows: &[i64],
) -> Result<HashMap<i64, Kept>, StoreError> {
    read(tx, kind, (rows, true)).await
}

/// As [`values_of`] without opening what is sealed: for lists and files.
///
/// # Errors
/// When the database does not answer.
pub async fn plain_values_of(
    tx: &Tx,
    kind: Kind,
    rows: &[i64],
) -> Result<HashMap<i64, Kept>, StoreError> {
    read(tx, kind, (rows, false)).await
}

async fn read(
    tx: &Tx,
    kind: Kind,
    (rows, with_sealed): (&[i64], bool),
) -> Result<HashMap<i64, Kept>, StoreError> {
    let mut all: HashMap<i64, Kept> = HashMap::new();
    for some in rows.chunks(IDS_AT_ONCE) {
        let mut found = standing(tx, kind).filter(Column::RowId.is_in(some.iter().copied()));
        if !with_sealed {
            found = found.filter(Column::ValueSealed.is_null());
        }
        gather(tx, &mut all, found.all(tx.conn()).await?)?;
    }
    Ok(all)
}

/// What is answered in a form and not corrected since.
fn standing(tx: &Tx, kind: Kind) -> Select<Entity> {
    tx.find::<Entity>()
        .filter(Column::Form.eq(kind.code()))
        .filter(Column::EndedAt.is_null())
        .order_by_asc(Column::Id)
}

fn gather(
    tx: &Tx,
    all: &mut HashMap<i64, Kept>,
    rows: Vec<form_value::Model>,
) -> Result<(), StoreError> {
    for row in rows {
        let text = open(tx, &row)?;
        let kept = all.entry(row.row_id).or_default();
        kept.version = kept.version.max(Some(row.version_id));
        kept.values.0.entry(row.field).or_default().push(text);
    }
    Ok(())
}

/// The place of [`values_of`] among other questions.
#[derive(Clone, Copy)]
pub struct AskedValues(Asked<form_value::Model>);

/// Asks for the answers of the rows that a question finds.
pub fn ask_values(
    tx: &Tx,
    questions: &mut Questions,
    kind: Kind,
    rows: SelectStatement,
) -> AskedValues {
    AskedValues(questions.ask(&standing(tx, kind).filter(Column::RowId.in_subquery(rows))))
}

/// The answers that were asked for.
///
/// # Errors
/// As [`values_of`].
pub fn asked_values(
    tx: &Tx,
    answers: &mut Answers,
    asked: AskedValues,
) -> Result<HashMap<i64, Kept>, StoreError> {
    let mut all = HashMap::new();
    gather(tx, &mut all, answers.take(asked.0)?)?;
    Ok(all)
}

/// A row of a form with its day: what own fields hang on.
pub type Place = (Kind, i64, Day);

/// The labels of what a step asks for in a row and nobody has answered.
///
/// # Errors
/// As [`values_of`].
pub async fn missing(
    tx: &Tx,
    forms: &Forms,
    place: Place,
    (at, lang): (Step, Lang),
) -> Result<Vec<String>, StoreError> {
    let (own, values) = of_row(tx, forms, place).await?;
    Ok(own.missing(&values, at, lang))
}

/// The own fields of a row with their answers: of the version under which it was entered, else of
/// the one in force on its day.
///
/// # Errors
/// As [`values_of`].
pub async fn of_row(
    tx: &Tx,
    forms: &Forms,
    (kind, row, on): Place,
) -> Result<(Own, Values), StoreError> {
    let none = (Own::default(), Values::default());
    if forms.of(kind).next().is_none() {
        return Ok(none);
    }
    let kept = values_of(tx, kind, &[row]).await?.remove(&row).unwrap_or_default();
    Ok(forms.with_answers((kind, on), kept))
}

/// Saves the answers of a row: what changed is ended and kept, what is new is added. The caller has
/// checked the version of the row, and audits.
///
/// # Errors
/// When the database refuses.
pub async fn save(
    tx: &Tx,
    (kind, row): (Kind, i64),
    (own, values): (&Own, &Values),
) -> Result<(), StoreError> {
    let Some(version) = own.version else { return Ok(()) };
    let before = values_of(tx, kind, &[row]).await?.remove(&row).unwrap_or_default();
    let changed: Vec<&Field> = own
        .fields
        .iter()
        .filter(|field| {
            let mut was = before.values.of(&field.key).to_vec();
            was.sort_unstable();
            was != values.of(&field.key)
        })
        .collect();
    let gone = changed.iter().filter(|field| !before.values.of(&field.key).is_empty());
    let gone: Vec<&str> = gone.map(|field| field.key.as_str()).collect();
    if !gone.is_empty() {
        end(tx, (kind, row), &gone).await?;
    }
    for field in changed {
        for text in values.of(&field.key) {
            insert(tx, (kind, row, version), (field, text)).await?;
        }
    }
    Ok(())
}

async fn end(tx: &Tx, (kind, row): (Kind, i64), fields: &[&str]) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(tx.now()))
        .col_expr(Column::EndedBy, Expr::value(tx.actor().account))
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Form.eq(kind.code()))
        .filter(Column::RowId.eq(row))
        .filter(Column::Field.is_in(fields.iter().copied()))
        .filter(Column::EndedAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(())
}

async fn insert(
    tx: &Tx,
    (kind, row, version): (Kind, i64, FormVersionId),
    (field, text): (&Field, &str),
) -> Result<(), StoreError> {
    let id = FormValueId(tx.new_id());
    let sealed = Sealed {
        form: kind.code().to_owned(),
        row: row.to_string(),
        field: field.key.clone(),
        text: text.to_owned(),
    };
    let sealed = field.sealed.then(|| seal(tx, id, &sealed)).transpose()?;
    tx.insert_later(form_value::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        form: Set(kind.code().to_owned()),
        row_id: Set(row),
        field: Set(field.key.clone()),
        version_id: Set(version),
        plain: Set(sealed.is_none().then(|| text.to_owned())),
        value_sealed: Set(sealed),
        at: Set(tx.now()),
        account_id: Set(tx.actor().account),
        ended_at: Set(None),
        ended_by: Set(None),
    })
    .await
}

/// Takes the answers of a row over to another: an assessment that is written again.
///
/// # Errors
/// As [`save`].
pub async fn copy(tx: &Tx, kind: Kind, (from, to): (i64, i64)) -> Result<(), StoreError> {
    let forms = Forms::load(tx).await?;
    let (own, values) = of_row(tx, &forms, (kind, from, tx.today())).await?;
    save(tx, (kind, to), (&own, &values)).await
}

/// What stood in a field until a correction.
pub struct Earlier {
    /// The label.
    pub label: String,
    /// The answer in words.
    pub words: String,
    /// Until when.
    pub until: Instant,
}

/// What stood in the own fields of a row before corrections, the newest first.
///
/// # Errors
/// As [`values_of`].
pub async fn earlier(
    tx: &Tx,
    forms: &Forms,
    (kind, row, lang): (Kind, i64, Lang),
) -> Result<Vec<Earlier>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::Form.eq(kind.code()))
        .filter(Column::RowId.eq(row))
        .filter(Column::EndedAt.is_not_null())
        .order_by_desc(Column::EndedAt)
        .order_by_asc(Column::Id);
    let fields = forms.ever(kind, tx.today());
    let mut all = Vec::new();
    for row in rows.all(tx.conn()).await? {
        let Some(field) = fields.iter().find(|field| field.key == row.field) else { continue };
        let words = field.words(&[open(tx, &row)?], lang);
        let label = field.label(lang).to_owned();
        all.push(Earlier { label, words, until: row.ended_at.unwrap_or(row.at) });
    }
    Ok(all)
}
