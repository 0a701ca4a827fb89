//! The scan of a signed paper: accepted by what is in it, kept sealed.

use super::act::{Act, opened, shown};
use super::store::document;
use super::view::path;
use super::{CaseId, DocumentId, load};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::crypto::fingerprint;
use kit::store::Event;
use kit::types::encode_id;
use kit::web::{Ctx, Form, Id, Problem, see};
use sea_orm::Set;

/// The largest scan.
const SCAN_MAX: usize = 8 * 1024 * 1024;

/// The kind of a file by its first bytes.
pub fn media(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => Some("application/pdf"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some("image/png"),
        _ => None,
    }
}

/// Whether the name says the same as the content. A name that says nothing does no harm.
fn is_named_so(name: &str, media: &str) -> bool {
    let said = match name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).as_deref() {
        Some("pdf") => "application/pdf",
        Some("jpg" | "jpeg" | "jfif") => "image/jpeg",
        Some("png") => "image/png",
        _ => media,
    };
    said == media
}

fn act(ctx: &Ctx, form: &Form) -> Act {
    let words = ("referral-scan", "referral-scan-hint");
    Act::new("referral-scan", "/scan", "ui-save").file((ctx, form), "file", words)
}

pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id, None).await?;
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    shown(&ctx, &short, act(&ctx, &form), &form)
}

/// What is wrong with an upload.
fn wrong(form: &Form, name: &str, most: usize) -> Option<&'static str> {
    match form.file(name) {
        None => Some("referral-scan-none"),
        Some(file) if file.bytes.len() > most => Some("referral-scan-large"),
        Some(file) => match media(&file.bytes) {
            None => Some("referral-scan-kind"),
            Some(media) if !is_named_so(&file.file_name, media) => Some("referral-scan-differs"),
            Some(_) => None,
        },
    }
}

/// A paper that came with a form, with its media type, judged by what is in it; a mistake stands
/// beside its field. None is no mistake.
pub fn paper_file(form: &mut Form, name: &str, most: usize) -> Option<(Vec<u8>, &'static str)> {
    form.file(name)?;
    if let Some(key) = wrong(form, name, most) {
        form.wrong(name, key);
    }
    let file = form.file(name)?;
    Some((file.bytes.to_vec(), media(&file.bytes)?))
}

pub async fn upload(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    if let Some(key) = wrong(&form, "file", SCAN_MAX) {
        form.wrong("file", key);
        let short = opened(&app, &ctx, id, None).await?;
        return shown(&ctx, &short, act(&ctx, &form), &form);
    }
    let Some(file) = form.file("file") else { return Err(Problem::NotFound) };
    let media = media(&file.bytes).unwrap_or_default();
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    let case = load::row(&tx, id).await?;
    let year = i32::from(tx.today().0.year());
    let number = tx.next_number("scan", year).await?;
    let document = DocumentId(tx.new_id());
    let sealed = tx.seal_bytes("document", "sealed", document.0, &file.bytes);
    tx.insert(document::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(document),
        case_id: Set(id),
        kind: Set("scan".into()),
        register: Set("scan".into()),
        year: Set(year),
        number: Set(number),
        title: Set(super::paper::bg("referral-scan-title")),
        made_at: Set(tx.now()),
        account_id: Set(tx.actor().account),
        media: Set(media.to_owned()),
        data_sealed: Set(Vec::new()),
        sealed: Set(sealed?),
        sha256: Set(fingerprint(&file.bytes)),
        code: Set(encode_id(i64::from_be_bytes(kit::crypto::random_bytes::<8>()) & i64::MAX)),
    })
    .await?;
    tx.event(Event {
        kind: "scan-added",
        person: Some(case.person_id.0),
        case: Some(id.0),
        data: Vec::new(),
    })
    .await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-scan-done")))
}
