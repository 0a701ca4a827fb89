//! Papers about a person as a whole: numbered in the register of their kind.

use super::press::{Keeps, Kept, Sheet, ask, coded, print};
use super::store::facts::{self, person_paper};
use super::{PaperId, PersonId};
use crate::app::App;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Pdf, Problem, pdf};
use sea_orm::Set;
use serde_json::Value;
use ui::Lang;

/// With what such papers are printed; also those of others that are made of sections.
pub const TEMPLATE: &str = include_str!("paper.typ");
/// With what sheets of questions are printed, each with a code by which it is answered once.
pub const SHEETS: &str = include_str!("sheets.typ");

impl Keeps for person_paper::Entity {
    const TABLE: &'static str = "person_paper";
    const OBJECT: &'static str = "person-paper";
    const PRINTING: &'static str = "print-person-paper";
    const PURPOSE: &'static str = "people: printing";

    fn kept(row: person_paper::Model) -> Kept {
        Kept {
            id: row.id.0,
            about: Some(row.person_id),
            title: row.title,
            template: TEMPLATE,
            made_at: row.made_at,
            data_sealed: row.data_sealed,
            sealed: row.sealed,
        }
    }
}

/// A paper that is about to exist. Its number comes from the register of its kind; the name of the
/// kind has the key `people-paper-<kind>`, the form of the number `people-paper-number-<kind>`.
pub struct NewPaper {
    /// Whose.
    pub person: PersonId,
    /// `sheet`, `data`.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// What the printer is given, without number and code: see `paper.typ`.
    pub data: Value,
    /// Where the code can be checked, without the code.
    pub verify: String,
}

/// A paper in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The paper.
    pub id: PaperId,
    /// Whose.
    pub person: PersonId,
    /// `sheet`, `data`.
    pub kind: String,
    /// Its number in words.
    pub number: String,
    /// The day.
    pub day: Day,
    /// Fingerprint; empty until it is printed.
    pub sha256: String,
}

impl From<person_paper::Model> for Paper {
    fn from(row: person_paper::Model) -> Paper {
        Paper {
            id: row.id,
            person: row.person_id,
            number: number(&row.kind, row.year, row.number),
            kind: row.kind,
            day: row.made_at.day(),
            sha256: row.sha256,
        }
    }
}

fn number(kind: &str, year: i32, number: i64) -> String {
    let args = [("year", year.to_string()), ("number", format!("{number:05}"))];
    ui::text::text_args(Lang::Bg, &format!("people-paper-number-{kind}"), &args).into_owned()
}

/// Writes a paper down: number, code and data. It is printed later.
///
/// # Errors
/// When the database refuses.
pub async fn add_paper(tx: &Tx, new: NewPaper) -> Result<PaperId, StoreError> {
    let id = describe_paper(tx, new).await?;
    ask::<person_paper::Entity>(tx, id.0).await?;
    Ok(id)
}

/// Writes a paper down and asks nobody to print it: for whoever prints all of many at once. A job for
/// each would find it printed, and be work of its own.
///
/// # Errors
/// When the database refuses.
pub async fn describe_paper(tx: &Tx, new: NewPaper) -> Result<PaperId, StoreError> {
    let id = PaperId(tx.new_id());
    let year = i32::from(tx.today().0.year());
    let next = tx.next_number(new.kind, year).await?;
    let mut data = new.data;
    let code = coded(&mut data, &new.verify);
    data["register"] = serde_json::json!({
        "number": number(new.kind, year, next),
        "date": format!("{} г.", tx.today().bg()),
    });
    tx.insert(person_paper::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        person_id: Set(new.person),
        kind: Set(new.kind.to_owned()),
        year: Set(year),
        number: Set(next),
        title: Set(new.title),
        made_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
        data_sealed: Set(tx.seal("person_paper", "data_sealed", id.0, &data.to_string())?),
        sealed: Set(Vec::new()),
        sha256: Set(String::new()),
        code: Set(code),
    })
    .await?;
    Ok(id)
}

/// The address where codes are checked, as the browser reaches us.
#[must_use]
pub fn verify_address(app: &App, ctx: &Ctx, headers: &HeaderMap) -> String {
    format!("{}{}", app.kit.origin(headers), ctx.url("/verify"))
}

/// The paper with a code, for the public check.
///
/// # Errors
/// When the database does not answer.
pub async fn paper_by_code(tx: &Tx, code: &str) -> Result<Option<Paper>, StoreError> {
    Ok(facts::paper_of_code(tx, code).await?.map(Paper::from))
}

/// One paper.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn paper(tx: &Tx, id: PaperId) -> Result<Paper, StoreError> {
    facts::paper(tx, id).await.map(Paper::from)
}

/// Prints what is nobody's: a blank form, a list. It has no number and is not kept.
///
/// # Errors
/// When the printer refuses.
pub async fn printed(app: &App, title: &str, data: Value) -> Result<Vec<u8>, Problem> {
    let sheet = Sheet::new((title.to_owned(), TEMPLATE), data, app.clock().now())?;
    let printer = app.printer.clone();
    let work = move || sheet.printed(&printer);
    tokio::task::spawn_blocking(work).await.map_err(Problem::internal)?
}

/// `GET /people/{id}/papers/{paper}`.
pub async fn download(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, person, id)): Path<(String, PersonId, PaperId)>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = facts::paper(&tx, id).await?;
    let may = row.kind != "data" || ctx.actor.may("consent.read");
    if row.person_id != person || !may {
        return Err(Problem::NotFound);
    }
    tx.audit(Entry::print("person-paper", id.0).about(Some(person.0)));
    tx.commit().await?;
    let bytes = print::<person_paper::Entity>(&app, &ctx.actor, id.0).await?;
    let name = format!("{}-{}-{}", row.kind, row.year, row.number);
    Ok(pdf(Pdf { name, bytes }))
}
