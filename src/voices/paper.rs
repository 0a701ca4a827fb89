//! Papers: sheets with codes, results of a survey, answers and letters about complaints; numbered by
//! kind, with a code that anybody may check.

use super::VoicePaperId;
use super::frame::{Press, bg_with};
use super::store::voice_paper::{self, Column, Entity, Model};
use crate::app::App;
use crate::people::{self, Answered, Keeps, Verified, ask_print, coded, print_kept};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Id, Pdf, Problem, pdf};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::{Value, json};

/// Sheets of a survey, each with its code.
pub const SHEETS: &str = "sheets";
/// What a survey found.
pub const RESULTS: &str = "results";
/// The answer to a complaint.
pub const ANSWER: &str = "answer";
/// A complaint passed on to another body.
pub const FORWARD: &str = "forward";

/// With what a paper is printed.
#[must_use]
pub fn template(kind: &str) -> &'static str {
    if kind == SHEETS { people::SHEETS } else { people::PAPER }
}

/// The number of a paper in words.
#[must_use]
pub fn number(kind: &str, year: i32, number: i64) -> String {
    let args = [("year", year.to_string()), ("number", format!("{number:05}"))];
    bg_with(&format!("voices-number-{kind}"), &args)
}

/// A paper in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The paper.
    pub id: VoicePaperId,
    /// Its kind.
    pub kind: String,
    /// Its number in words.
    pub number: String,
    /// Its day.
    pub day: Day,
}

impl From<Model> for Made {
    fn from(row: Model) -> Made {
        let number = number(&row.kind, row.year, row.number);
        Made { id: row.id, kind: row.kind, number, day: row.made_at.day() }
    }
}

/// Writes a paper down; it is printed afterwards.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    press: &Press,
    (kind, about, mut data): (&'static str, i64, Value),
) -> Result<VoicePaperId, StoreError> {
    let id = VoicePaperId(tx.new_id());
    let year = i32::from(tx.today().0.year());
    let next = tx.next_number(&format!("voices-{kind}"), year).await?;
    let code = coded(&mut data, &press.verify);
    data["register"] = json!({
        "number": number(kind, year, next),
        "date": format!("{} г.", tx.today().bg()),
    });
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        kind: kind.to_owned(),
        about_id: about,
        year,
        number: next,
        code,
        data_sealed: tx.seal(Entity::TABLE, "data_sealed", id.0, &data.to_string())?,
        sealed: Vec::new(),
        sha256: String::new(),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    ask_print::<Entity>(tx, id.0).await?;
    tx.audit(Entry::write("voice-paper", id.0));
    Ok(id)
}

/// The papers about a survey or a complaint, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn about(tx: &Tx, id: i64) -> Result<Vec<Made>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::AboutId.eq(id)).order_by_asc(Column::Id);
    Ok(rows.all(tx.conn()).await?.into_iter().map(Made::from).collect())
}

/// `GET /voices/pdf/{id}`.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<VoicePaperId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await;
    let row: voice_paper::Model = row.map_err(StoreError::from)?.ok_or(Problem::NotFound)?;
    tx.audit(Entry::print("voice-paper", id.0));
    tx.commit().await?;
    let bytes = print_kept::<Entity>(&app, &ctx.actor, id.0).await?;
    Ok(pdf(Pdf { name: format!("{}-{}-{}", row.kind, row.year, row.number), bytes }))
}

/// A paper with a code, for the public check.
#[must_use]
pub fn by_code<'a>(tx: &'a Tx, code: &'a str) -> Answered<'a> {
    Box::pin(async move {
        let row = tx.find::<Entity>().filter(Column::Code.eq(code)).one(tx.conn()).await?;
        Ok(row.map(|row| Verified {
            key: match row.kind.as_str() {
                SHEETS => "voices-paper-sheets",
                RESULTS => "voices-paper-results",
                FORWARD => "voices-paper-forward",
                _ => "voices-paper-answer",
            },
            number: number(&row.kind, row.year, row.number),
            day: row.made_at.day().bg(),
            sha256: row.sha256,
        }))
    })
}
