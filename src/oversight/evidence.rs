//! Evidence: a photograph or a scanned document of a line of the checklist, known by its first bytes, sealed.

use super::EvidenceId;
use super::content::{Shown, sealed};
use super::course::State;
use super::finding;
use super::frame::LINE;
use super::load::Check;
use super::store::oversight_file::{Column, Entity, Model};
use super::visit_page::{self, at, inside};
use crate::app::App;
use axum::extract::{Path, State as Shared};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::encode_id;
use kit::web::{Ctx, Form, Id, Problem, see};
use sea_orm::{ColumnTrait, IntoActiveModel, PaginatorTrait, QueryFilter};

/// The largest file.
pub const SIZE_MAX: usize = 8 * 1024 * 1024;
/// So many files has a check at most: more than a report has annexes.
const MOST: u64 = 100;

/// The kind of a file by its first bytes; nothing else is taken.
#[must_use]
pub fn media(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => Some("application/pdf"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some("image/png"),
        _ => None,
    }
}

/// Keeps a file of a line of the checklist.
///
/// # Errors
/// When there is no visit under way, or it is no photograph or document, or too large.
pub async fn add(
    tx: &mut Tx,
    check: &Check,
    (code, about, bytes): (&str, &str, &[u8]),
) -> Result<EvidenceId, Problem> {
    if check.state != State::Visiting {
        return Err(Problem::Impossible("oversight-refused-state"));
    }
    if bytes.len() > SIZE_MAX {
        return Err(Problem::Impossible("oversight-file-large"));
    }
    let media = media(bytes).ok_or(Problem::Impossible("oversight-file-kind"))?;
    let rows = tx.find::<Entity>().filter(Column::CheckId.eq(check.row.id));
    if rows.count(tx.conn()).await.map_err(StoreError::from)? >= MOST {
        return Err(Problem::Impossible("oversight-file-many"));
    }
    let id = EvidenceId(tx.new_id());
    let shown = Shown { about: about.to_owned() };
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        check_id: check.row.id,
        code: code.to_owned(),
        media: media.to_owned(),
        size: i32::try_from(bytes.len()).unwrap_or(i32::MAX),
        sha256: kit::crypto::fingerprint(bytes),
        sealed: tx.seal_bytes("oversight_file", "sealed", id.0, bytes)?,
        content_sealed: sealed(tx, ("oversight_file", id.0), &shown)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("oversight-file", id.0));
    Ok(id)
}

/// Notes what is wrong with the file of a form.
fn check_file(form: &mut Form) {
    let wrong = match form.file("file") {
        None => Some("oversight-file-none"),
        Some(file) if file.bytes.len() > SIZE_MAX => Some("oversight-file-large"),
        Some(file) if media(&file.bytes).is_none() => Some("oversight-file-kind"),
        Some(_) => None,
    };
    if let Some(key) = wrong {
        form.wrong("file", key);
    }
}

/// `POST /check-visit/{secret}/proof`: a photograph or a document from the tablet.
pub async fn add_page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let inside = inside(&app, &ctx, &secret).await?;
    let mut tx = app.db.write(&inside.actor).await?;
    let lines = finding::lines(&tx, &inside.check).await?;
    check_file(&mut form);
    let code = form.required("code", 40);
    if !code.is_empty() && lines.iter().all(|line| line.code != code) {
        form.wrong("code", "form-choose");
    }
    let about = form.required("about", LINE);
    let upload = form.file("file").map(|file| file.bytes.clone());
    let (Some(bytes), true) = (upload, form.ok()) else {
        tx.audit(Entry::read("oversight-check", inside.check.row.id.0));
        tx.commit().await?;
        return visit_page::home_again(&app, &ctx, (&inside, &secret), form).await;
    };
    let home = at(&secret, "");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    add(&mut tx, &inside.check, (&code, &about, &bytes)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("oversight-file-kept")))
}

/// `GET /oversight/check-files/{id}`.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EvidenceId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await;
    let row = row.map_err(StoreError::from)?.ok_or(Problem::NotFound)?;
    let bytes = tx.key().open("oversight_file", "sealed", id.0, &row.sealed);
    let bytes = bytes.map_err(StoreError::from)?;
    tx.audit(Entry::read("oversight-file", id.0));
    tx.commit().await?;
    let ending = match row.media.as_str() {
        "application/pdf" => "pdf",
        "image/png" => "png",
        _ => "jpg",
    };
    let name = format!("inline; filename=\"{}.{ending}\"", encode_id(id.0));
    let headers = [(header::CONTENT_TYPE, row.media), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}

/// How many files a check has for each line.
#[must_use]
pub fn count_of(files: &[super::load::FileHead], code: &str) -> usize {
    files.iter().filter(|file| file.code == code).count()
}
