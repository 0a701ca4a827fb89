//! Documents: numbered and described in the transaction of their cause, printed after it by a
//! job, or at once for whoever opens one before that.

use super::store::document;
use super::view::path;
use super::{CaseId, DocumentId, load};
use crate::app::App;
use anyhow::Context;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use kit::access::Actor;
use kit::audit::Entry;
use kit::jobs;
use kit::store::{StoreError, Tx};
use kit::types::{Instant, encode_id};
use kit::web::{Ctx, Form, Id, Pdf, Problem, pdf, qr_rows};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use serde_json::Value;
use std::sync::Arc;

const ASSESSMENT: &str = include_str!("assessment.typ");
const LETTER: &str = include_str!("handover.typ");

/// The kind of the job that prints.
pub const PRINTING: &str = "print-document";

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
    let code = encode_id(i64::from_be_bytes(kit::crypto::random_bytes::<8>()) & i64::MAX);
    let mut data = new.data;
    data["verify"] = serde_json::json!({
        "code": code.to_uppercase(),
        "address": format!("{}?code={code}", new.verify),
    });
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
    let payload = serde_json::json!({ "document": id.0 });
    jobs::enqueue(tx, PRINTING, None, &payload, tx.now()).await?;
    Ok(id)
}

/// Leaves the documents not yet printed to whoever opens them first.
///
/// # Errors
/// When the database refuses.
pub async fn print_when_asked(tx: &Tx) -> Result<u64, StoreError> {
    jobs::withdraw(tx, PRINTING).await
}

/// The job that prints what was written down.
pub fn printing(app: &App) -> jobs::Handler {
    let app = app.clone();
    Arc::new(move |job: jobs::Job| {
        let app = app.clone();
        Box::pin(async move {
            let id = job.payload["document"].as_i64().context("a document")?;
            app.freshen_law(job.municipality).await?;
            let actor = Actor::system(job.municipality, "referral: printing");
            match print(&app, &actor, DocumentId(id)).await {
                Ok(_) => Ok(()),
                Err(problem) => anyhow::bail!("not printed: {}", problem.status()),
            }
        })
    })
}

/// The address where codes are checked, as the browser reaches us.
pub fn verify_address(app: &App, ctx: &Ctx, headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let scheme = if app.kit.settings.https { "https" } else { "http" };
    format!("{scheme}://{host}{}", ctx.url("/verify"))
}

async fn find(tx: &Tx, id: DocumentId) -> Result<document::Model, StoreError> {
    let row = tx.find::<document::Entity>().filter(document::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// A document in print: as it was kept, else printed now and kept. The writer is not held while
/// it is printed.
///
/// # Errors
/// When the printer refuses the data, or the database the print.
async fn print(app: &App, actor: &Actor, id: DocumentId) -> Result<Vec<u8>, Problem> {
    let tx = app.db.read(actor).await?;
    let row = find(&tx, id).await?;
    if !row.sealed.is_empty() {
        let kept = tx.key().open("document", "sealed", id.0, &row.sealed);
        tx.rollback().await;
        return Ok(kept.map_err(StoreError::from)?);
    }
    let data = tx.open("document", "data_sealed", row.id.0, &row.data_sealed)?;
    tx.rollback().await;
    let (printer, kind, title) = (app.printer.clone(), row.kind.clone(), row.title.clone());
    let bytes =
        tokio::task::spawn_blocking(move || render(&printer, (&kind, &title), &data, row.made_at))
            .await
            .map_err(Problem::internal)??;
    let mut tx = app.db.write(actor).await?;
    let sealed = tx.seal_bytes("document", "sealed", id.0, &bytes)?;
    let active = document::ActiveModel {
        sealed: Set(sealed),
        sha256: Set(hex(&bytes)),
        ..Default::default()
    };
    // Of two who print at once the first one's bytes stay: they are the same anyway.
    document::Entity::update_many()
        .set(active)
        .filter(document::Column::MunicipalityId.eq(tx.municipality()))
        .filter(document::Column::Id.eq(id))
        .filter(document::Column::Sha256.eq(""))
        .exec(tx.conn())
        .await?;
    tx.audit(Entry::print("document", id.0));
    tx.commit().await?;
    Ok(bytes)
}

fn render(
    printer: &print::Printer,
    (kind, title): (&str, &str),
    data: &str,
    made_at: Instant,
) -> Result<Vec<u8>, Problem> {
    let mut data: Value = serde_json::from_str(data).map_err(Problem::internal)?;
    let address = data["verify"]["address"].as_str().unwrap_or_default().to_owned();
    data["verify"]["matrix"] = serde_json::json!(qr_rows(&address));
    let created = jiff::Timestamp::from_millisecond(made_at.0)
        .and_then(|at| at.in_tz("Europe/Sofia"))
        .map_err(Problem::internal)?;
    let template = if kind == "assessment" { ASSESSMENT } else { LETTER };
    let job = print::Job { template, data: &data, title, lang: "bg-BG", created: &created };
    // The message may quote the data: it is not logged.
    let printed = printer.pdf(&job).map_err(|_| Problem::internal("the printer refused"))?;
    Ok(printed.bytes)
}

/// A fingerprint in hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    kit::crypto::sha256(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

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
    let bytes = print(&app, &ctx.actor, id).await?;
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
