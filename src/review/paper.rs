//! The signed analysis: a numbered paper with a code that anybody may check, and the document, both made
//! when it is signed and never again.

use super::docx;
use super::frame::{bg, bg_with};
use super::load::Analysis;
use super::store::review_paper::{Column, Entity, Model};
use super::{AnalysisId, ReviewPaperId};
use crate::municipality::Settings;
use crate::people::{Answered, Keeps, Verified, ask_print, coded};
use kit::audit::Entry;
use kit::store::{Municipality, StoreError, Tx};
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::json;

fn number(year: i32, number: i64) -> String {
    bg_with("review-number", &[("year", year.to_string()), ("number", format!("{number:05}"))])
}

/// The lines below the document: the council's decision, who signed and when.
fn below(one: &Analysis, (number, signs): (&str, &str)) -> Vec<String> {
    let row = &one.row;
    let args = [
        ("decision", row.decision_number.clone()),
        ("day", row.decided_on.map(|day| day.bg()).unwrap_or_default()),
    ];
    vec![
        bg_with("review-discussed", &args),
        format!("{} {number}", bg("review-column-number")),
        signs.to_owned(),
    ]
}

/// Writes the signed analysis down; its paper is printed afterwards.
///
/// # Errors
/// When the document cannot be made, or the database refuses.
pub async fn add(
    tx: &mut Tx,
    one: &Analysis,
    (office, verify): (&Municipality, &str),
) -> Result<ReviewPaperId, Problem> {
    let id = ReviewPaperId(tx.new_id());
    let settings = Settings::of(office);
    let year = i32::from(tx.today().0.year());
    let next = tx.next_number("review", year).await?;
    let words = number(year, next);
    let signs = format!("{}: {}, {} г.", bg("review-signs"), tx.actor().name, tx.today().bg());
    let below = below(one, (&words, &signs));
    let mut data = json!({
        "office": settings.office(office),
        "name": docx::name(one),
        "ground": bg("review-ground"),
        "sections": docx::sections(one),
        "closing": below[0],
        "signatures": [
            { "role": bg("review-mayor"), "name": settings.mayor },
            { "role": bg("review-signs"), "name": tx.actor().name.to_string() },
        ],
    });
    let code = coded(&mut data, verify);
    data["register"] = json!({ "number": words, "date": format!("{} г.", tx.today().bg()) });
    let document = docx::write(one, (&office.name, &below)).map_err(Problem::internal)?;
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        analysis_id: one.row.id,
        year,
        number: next,
        code,
        data_sealed: tx.seal(Entity::TABLE, "data_sealed", id.0, &data.to_string())?,
        sealed: Vec::new(),
        sha256: String::new(),
        document_sealed: tx.seal_bytes(Entity::TABLE, "document_sealed", id.0, &document)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    ask_print::<Entity>(tx, id.0).await?;
    tx.audit(Entry::write("review-paper", id.0));
    Ok(id)
}

/// The paper of an analysis; none before it is signed.
///
/// # Errors
/// When the database does not answer.
pub async fn of(tx: &Tx, id: AnalysisId) -> Result<Option<Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::AnalysisId.eq(id)).order_by_desc(Column::Id);
    Ok(rows.one(tx.conn()).await?)
}

/// The document as it was signed.
///
/// # Errors
/// When it cannot be opened.
pub fn document(tx: &Tx, row: &Model) -> Result<Vec<u8>, StoreError> {
    Ok(tx.key().open(Entity::TABLE, "document_sealed", row.id.0, &row.document_sealed)?)
}

/// A paper with a code, for the public check.
#[must_use]
pub fn by_code<'a>(tx: &'a Tx, code: &'a str) -> Answered<'a> {
    Box::pin(async move {
        let row = tx.find::<Entity>().filter(Column::Code.eq(code)).one(tx.conn()).await?;
        Ok(row.map(|row| Verified {
            key: "review-title",
            number: number(row.year, row.number),
            day: row.made_at.day().bg(),
            sha256: row.sha256,
        }))
    })
}
