//! Papers of a service: rules of admission, price lists, decisions. Kept sealed, told by content.

use super::facts;
use super::frame::frame;
use super::store::service_document as row;
use super::typed::one_of;
use super::{ServiceDocumentId, ServiceId, words};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::{Instant, encode_id};
use kit::web::{Ctx, Form, Id, Problem, again, html, see};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Set,
};

/// The largest file.
const SIZE_MAX: usize = 8 * 1024 * 1024;

/// A paper without its content.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Head {
    /// The paper.
    pub id: ServiceDocumentId,
    /// What it is: a code of [`words::DOCUMENTS`].
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// Kind of the file.
    pub media: String,
    /// Bytes.
    pub size: i32,
    /// When it was added.
    pub added_at: Instant,
}

/// A paper as lists show it.
pub struct Line {
    /// The paper.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it is, how large, since when.
    pub about: String,
}

impl Line {
    /// How lists show a paper.
    pub fn of(ctx: &Ctx, head: &Head) -> Line {
        let kind = words::say(ctx.lang, &words::DOCUMENTS, &head.kind);
        let size = head.size / 1024 + 1;
        let media = media_word(&head.media);
        Line {
            id: head.id.to_string(),
            title: head.title.clone(),
            about: format!("{kind}, {media}, {size} kB, {}", head.added_at.day().bg()),
        }
    }
}

fn media_word(media: &str) -> &'static str {
    match media {
        "application/pdf" => "PDF",
        "image/png" => "PNG",
        _ => "JPEG",
    }
}

/// The papers of a service, the newest first.
pub async fn heads(tx: &Tx, service: ServiceId) -> Result<Vec<Head>, StoreError> {
    use row::Column;
    let found = tx.find::<row::Entity>().filter(Column::ServiceId.eq(service));
    let found = found.filter(Column::RemovedAt.is_null()).order_by_desc(Column::Id);
    let columns =
        [Column::Id, Column::Kind, Column::Title, Column::Media, Column::Size, Column::AddedAt];
    Ok(found.select_only().columns(columns).into_model::<Head>().all(tx.conn()).await?)
}

async fn one(tx: &Tx, service: ServiceId, id: ServiceDocumentId) -> Result<row::Model, StoreError> {
    let found = tx.find::<row::Entity>().filter(row::Column::Id.eq(id));
    let found = found.filter(row::Column::ServiceId.eq(service));
    let found = found.filter(row::Column::RemovedAt.is_null()).one(tx.conn()).await?;
    found.ok_or(StoreError::NotFound)
}

#[derive(Template)]
#[template(path = "services/document.html")]
struct DocumentPage {
    page: ui::Page,
    form: Form,
    action: String,
    back: String,
    kinds: Vec<ui::Choice>,
}

async fn draw(app: &App, ctx: &Ctx, id: ServiceId, form: Form) -> Result<DocumentPage, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = facts::whole(&tx, id).await?;
    tx.audit(Entry::read("service", id.0));
    tx.commit().await?;
    let path = format!("/services/{id}");
    let trail = [(path.clone(), whole.facts.name)];
    let mut page = frame(ctx, ctx.t("services-document-new"), &trail);
    page.errors = form.errors();
    Ok(DocumentPage {
        page,
        action: ctx.url(&format!("{path}/documents")),
        back: ctx.url(&path),
        kinds: words::choices(ctx.lang, &words::DOCUMENTS),
        form,
    })
}

/// `GET /services/{id}/documents/new`.
pub async fn new(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
) -> Result<Response, Problem> {
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    html(&draw(&app, &ctx, id, form).await?)
}

/// The kind of a file by its first bytes.
fn media(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => Some("application/pdf"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some("image/png"),
        _ => None,
    }
}

/// What is wrong with a file.
fn wrong(form: &Form) -> Option<&'static str> {
    match form.file("file") {
        None => Some("services-file-none"),
        Some(file) if file.bytes.len() > SIZE_MAX => Some("services-file-large"),
        Some(file) if media(&file.bytes).is_none() => Some("services-file-kind"),
        Some(_) => None,
    }
}

/// `POST /services/{id}/documents`.
pub async fn add(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let title = form.required("title", 200);
    let kind = one_of(&mut form, "kind", &words::DOCUMENTS);
    if let Some(key) = wrong(&form) {
        form.wrong("file", key);
    }
    if !form.ok() {
        return again(&draw(&app, &ctx, id, form).await?);
    }
    let Some(file) = form.file("file") else { return Err(Problem::NotFound) };
    let path = format!("/services/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    facts::whole(&tx, id).await?;
    let own = ServiceDocumentId(tx.new_id());
    let sealed = tx.seal_bytes("service_document", "sealed", own.0, &file.bytes)?;
    tx.insert(row::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(own),
        service_id: Set(id),
        kind: Set(kind),
        title: Set(title.clone()),
        media: Set(media(&file.bytes).unwrap_or_default().to_owned()),
        size: Set(i32::try_from(file.bytes.len()).unwrap_or(i32::MAX)),
        sealed: Set(sealed),
        sha256: Set(kit::crypto::sha256(&file.bytes).iter().map(|b| format!("{b:02x}")).collect()),
        added_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
        removed_at: Set(None),
    })
    .await?;
    let data = vec![("title", title)];
    let kind = "service-document-added";
    tx.event(Event { kind, case: Some(id.0), data, ..Event::default() }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("services-saved")))
}

/// `GET /services/{id}/documents/{document}`: the file.
pub async fn file(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, document)): Path<(String, ServiceId, ServiceDocumentId)>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = one(&tx, id, document).await?;
    let bytes = tx.key().open("service_document", "sealed", row.id.0, &row.sealed);
    let bytes = bytes.map_err(StoreError::from)?;
    tx.audit(Entry::read("service-document", row.id.0));
    tx.commit().await?;
    let ending = media_word(&row.media).to_lowercase();
    let name = format!("inline; filename=\"{}.{ending}\"", encode_id(row.id.0));
    let headers = [(header::CONTENT_TYPE, row.media), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes.to_vec()).into_response())
}

/// `POST /services/{id}/documents/{document}`: it is no longer shown.
pub async fn remove(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, document)): Path<(String, ServiceId, ServiceDocumentId)>,
    form: Form,
) -> Result<Response, Problem> {
    let path = format!("/services/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let there = one(&tx, id, document).await?;
    row::Entity::update_many()
        .set(row::ActiveModel { removed_at: Set(Some(tx.now())), ..Default::default() })
        .filter(row::Column::MunicipalityId.eq(tx.municipality()))
        .filter(row::Column::Id.eq(document))
        .exec(tx.conn())
        .await?;
    let data = vec![("title", there.title)];
    let kind = "service-document-removed";
    tx.event(Event { kind, case: Some(id.0), data, ..Event::default() }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("services-saved")))
}
