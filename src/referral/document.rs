//! Documents of a case: numbered, described in the transaction of their cause, printed after it.

use super::store::document;
use super::view::path;
use super::{CaseId, DocumentId, load};
use crate::app::App;
use crate::people::{Keeps, Kept, ask_print, coded, print_kept};
use axum::extract::{Path, State as Shared};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::jobs;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Id, Pdf, Problem, pdf};
use sea_orm::{ColumnTrait, QueryFilter, Set};
use serde_json::Value;

const ASSESSMENT: &str = include_str!("assessment.typ");
const LETTER: &str = include_str!("handover.typ");

impl Keeps for document::Entity {
    const TABLE: &'static str = "document";
    const OBJECT: &'static str = "document";
    const PRINTING: &'static str = "print-document";
    const PURPOSE: &'static str = "referral: printing";

    fn kept(row: document::Model) -> Kept {
        Kept {
            id: row.id.0,
            about: None,
            title: row.title,
            template: if row.kind == "assessment" { ASSESSMENT } else { LETTER },
            made_at: row.made_at,
            data_sealed: row.data_sealed,
            sealed: row.sealed,
        }
    }
}

/// A document that is about to exist.
pub struct NewDocument {
    /// The case.
    pub case: CaseId,
    /// `assessment`, `letter`, `direction`.
    pub kind: &'static str,
    /// The register that numbers it.
    pub register: &'static str,
    /// Year and number there.
    pub number: (i32, i64),
    /// Its title.
    pub title: String,
    /// What the printer is given.
    pub data: Value,
    /// Where the code can be checked, without the code.
    pub verify: String,
}

/// Writes a document down: number, code and data. It is printed later.
pub async fn insert(tx: &Tx, new: NewDocument) -> Result<DocumentId, StoreError> {
    let id = DocumentId(tx.new_id());
    let mut data = new.data;
    let code = coded(&mut data, &new.verify);
    tx.insert(document::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        case_id: Set(new.case),
        kind: Set(new.kind.to_owned()),
        register: Set(new.register.to_owned()),
        year: Set(new.number.0),
        number: Set(new.number.1),
        title: Set(new.title),
        made_at: Set(tx.now()),
        account_id: Set(tx.actor().account),
        media: Set("application/pdf".into()),
        data_sealed: Set(tx.seal("document", "data_sealed", id.0, &data.to_string())?),
        sealed: Set(Vec::new()),
        sha256: Set(String::new()),
        code: Set(code),
    })
    .await?;
    ask_print::<document::Entity>(tx, id.0).await?;
    Ok(id)
}

/// Leaves the documents not yet printed to whoever opens them first.
///
/// # Errors
/// When the database refuses.
pub async fn print_when_asked(tx: &Tx) -> Result<u64, StoreError> {
    jobs::withdraw(tx, document::Entity::PRINTING).await
}

async fn find(tx: &Tx, id: DocumentId) -> Result<document::Model, StoreError> {
    let row = tx.find::<document::Entity>().filter(document::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// `GET /cases/{id}/documents/{document}`.
pub async fn download(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(case): Id<CaseId>,
    Path((_, _, doc)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let id: DocumentId = doc.parse().map_err(|_| Problem::NotFound)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = find(&tx, id).await?;
    if row.case_id != case {
        return Err(Problem::NotFound);
    }
    let owner = load::row(&tx, case).await?.person_id;
    tx.audit(Entry::print("document", id.0).about(Some(owner.0)));
    tx.commit().await?;
    let bytes = print_kept::<document::Entity>(&app, &ctx.actor, id.0).await?;
    let name = format!("{}-{}-{}", row.kind, row.year, row.number);
    if row.media == "application/pdf" {
        return Ok(pdf(Pdf { name, bytes }));
    }
    let ending = if row.media == "image/png" { "png" } else { "jpg" };
    let headers = [
        (header::CONTENT_TYPE, row.media),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.{ending}\"")),
    ];
    Ok((headers, bytes).into_response())
}

/// The document with a code, for the public check.
pub async fn by_code(tx: &Tx, form: &Form) -> Result<Option<document::Model>, StoreError> {
    let row = tx.find::<document::Entity>().filter(document::Column::Code.eq(code_of(form)));
    Ok(row.one(tx.conn()).await?)
}

/// The code that was typed, as codes are kept.
pub fn code_of(form: &Form) -> String {
    let typed = form.get("code").to_lowercase();
    typed.chars().filter(char::is_ascii_alphanumeric).take(20).collect()
}

/// The address of a document below the municipality.
pub fn href(ctx: &Ctx, case: CaseId, id: DocumentId) -> String {
    ctx.url(&path(case, &format!("/documents/{id}")))
}
