//! Papers that are about nobody alone: numbered by kind, with a code that anybody may check.

use super::ControlPaperId;
use super::frame::bg_with;
use super::store::control_paper::{self, Column, Entity};
use crate::app::App;
use crate::people::{Answered, Keeps, Verified, ask_print, coded, print_kept};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Id, Pdf, Problem, pdf};
use law::Month;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::{Value, json};

/// The list of the visits of a month.
pub const LIST: &str = "list";
/// The protocol of a round.
pub const ROUND: &str = "round";
/// Who came to a training.
pub const TRAINING: &str = "training";
/// The answer to a complaint or a signal.
pub const ANSWER: &str = "answer";

/// The number of a paper in words.
#[must_use]
pub fn number(kind: &str, year: i32, number: i64) -> String {
    let args = [("year", year.to_string()), ("number", format!("{number:05}"))];
    bg_with(&format!("control-number-{kind}"), &args)
}

/// A paper in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The paper.
    pub id: ControlPaperId,
    /// Its number in words.
    pub number: String,
    /// Its day.
    pub day: Day,
}

impl Made {
    /// Number and day.
    #[must_use]
    pub fn words(&self) -> String {
        format!("{} / {}", self.number, self.day.bg())
    }
}

/// Writes a paper down; it is printed afterwards.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    (kind, month): (&'static str, &str),
    (mut data, verify): (Value, &str),
) -> Result<ControlPaperId, StoreError> {
    let id = ControlPaperId(tx.new_id());
    let year = i32::from(tx.today().0.year());
    let next = tx.next_number(&format!("control-{kind}"), year).await?;
    let code = coded(&mut data, verify);
    data["register"] = json!({
        "number": number(kind, year, next),
        "date": format!("{} г.", tx.today().bg()),
    });
    let row = control_paper::Model {
        municipality_id: tx.municipality(),
        id,
        kind: kind.to_owned(),
        month: month.to_owned(),
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
    tx.audit(Entry::write("control-paper", id.0));
    Ok(id)
}

/// The papers of a kind and a month, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_month(tx: &Tx, kind: &str, month: Month) -> Result<Vec<Made>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::Kind.eq(kind))
        .filter(Column::Month.eq(month.to_string()))
        .order_by_asc(Column::Id)
        .all(tx.conn())
        .await?;
    let made = |row: control_paper::Model| Made {
        id: row.id,
        number: number(&row.kind, row.year, row.number),
        day: row.made_at.day(),
    };
    Ok(rows.into_iter().map(made).collect())
}

/// `GET /control/papers/{id}`.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ControlPaperId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await;
    let row = row.map_err(StoreError::from)?.ok_or(Problem::NotFound)?;
    tx.audit(Entry::print("control-paper", id.0));
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
                ROUND => "control-paper-round",
                TRAINING => "control-paper-training",
                ANSWER => "control-paper-answer",
                _ => "control-paper-list",
            },
            number: number(&row.kind, row.year, row.number),
            day: row.made_at.day().bg(),
            sha256: row.sha256,
        }))
    })
}
