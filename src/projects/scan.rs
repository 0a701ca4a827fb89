//! The scan of a document of spending. Kept sealed.

use super::frame::{self, HOME};
use super::load;
use super::store::project_file;
use super::{FileId, SpendingId};
use crate::app::App;
use crate::people::scanned::{self, Scan, scan_of};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Act, Around, Ctx, Form, Id, Problem, see};
use sea_orm::{ColumnTrait, QueryFilter, Set};

/// Keeps a scan.
///
/// # Errors
/// When the database refuses.
pub async fn keep(tx: &mut Tx, spending: SpendingId, scan: &Scan) -> Result<FileId, StoreError> {
    let id = FileId(tx.new_id());
    tx.insert(project_file::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        spending_id: Set(spending),
        media: Set(scan.media.to_owned()),
        sealed: Set(tx.seal_bytes("project_file", "sealed", id.0, &scan.bytes)?),
        made_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
    })
    .await?;
    tx.audit(Entry::write("project-scan", spending.0));
    Ok(id)
}

async fn shown(app: &App, ctx: &Ctx, (id, form): (SpendingId, &Form)) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = load::spent(&tx, id).await?;
    let one = load::project(&tx, known.row.project_id).await?;
    tx.audit(Entry::read("project-spending", id.0));
    tx.commit().await?;
    let act = Act::new("projects-scan", "/scan", "ui-save").file(
        (ctx, form),
        "file",
        ("projects-scan", "projects-scan-hint"),
    );
    let page = frame::page(ctx, &one, ctx.t("projects-scan"));
    let home = format!("{HOME}/spending/{id}");
    act.shown(ctx, Around { page, home, version: 0 }, form)
}

/// `GET /projects/spending/{id}/scan`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SpendingId>,
) -> Result<Response, Problem> {
    shown(&app, &ctx, (id, &Form::empty(ctx.lang))).await
}

/// `POST /projects/spending/{id}/scan`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SpendingId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let scan = scan_of(&mut form, "file");
    if scan.is_none() && form.ok() {
        form.wrong("file", "projects-scan-none");
    }
    let Some(scan) = scan else { return shown(&app, &ctx, (id, &form)).await };
    let home = format!("{HOME}/spending/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    load::spent(&tx, id).await?;
    keep(&mut tx, id, &scan).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("projects-done")))
}

/// `GET /projects/invoices/{id}`.
pub async fn download(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = tx.find::<project_file::Entity>().filter(project_file::Column::Id.eq(id));
    let row = row.one(tx.conn()).await?.ok_or(Problem::NotFound)?;
    let bytes = tx.key().open("project_file", "sealed", id.0, &row.sealed);
    let bytes = bytes.map_err(StoreError::from)?;
    tx.audit(Entry::print("project-scan", id.0));
    tx.commit().await?;
    Ok(scanned::shown(&row.media, "document", bytes))
}
