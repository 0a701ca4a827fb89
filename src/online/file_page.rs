//! Files on the pages: added to a form and taken away from it, and opened by the office.

use super::FileId;
use super::draft;
use super::file::{self, Of};
use super::form_page::{Begun, files_page};
use super::question::FILES;
use super::{SentId, sent};
use crate::app::App;
use crate::people::scanned::{scan_of, shown};
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Problem, see};

/// The name of the box.
const FIELD: &str = "file";

/// `POST /online/enclosing/{secret}`.
pub async fn upload(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.nobody()).await?;
    let begun = Begun::load(&app, &ctx, (&tx, &code)).await?;
    let of = Of::Draft(begun.draft.row.id);
    let there = file::of(&tx, of).await?;
    let name = form.file(FIELD).map(|file| file.file_name.clone()).unwrap_or_default();
    let scan = scan_of(&mut form, FIELD);
    if scan.is_none() && form.ok() {
        form.wrong(FIELD, "online-file-none");
    }
    if let Some(why) = scan.as_ref().and_then(|scan| file::refused(&there, scan)) {
        form.wrong(FIELD, why);
    }
    let (Some(scan), true) = (scan, form.ok()) else {
        tx.audit(Entry::refused("online-file"));
        tx.commit().await?;
        return files_page(&ctx, &begun, (form, there));
    };
    file::keep(&mut tx, of, (&name, &scan)).await?;
    // The version is raised: of two that add the sixth file at once one is told to try again.
    draft::save(&mut tx, &law, (&begun.draft, &begun.draft.typed)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &begun.path(FILES), Some("online-file-added")))
}

/// `POST /online/removing/{secret}`.
pub async fn remove(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.nobody()).await?;
    let begun = Begun::load(&app, &ctx, (&tx, &code)).await?;
    let id: FileId = form.get("id").parse().map_err(|_| Problem::NotFound)?;
    file::remove(&mut tx, begun.draft.row.id, id).await?;
    tx.commit().await?;
    Ok(see(&ctx, &begun.path(FILES), Some("online-file-removed")))
}

/// `GET /online/inbox/{id}/enclosed/{file}`: for the office.
pub async fn download(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id, file)): Path<(String, SentId, FileId)>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = sent::matter(&tx, id).await?;
    let (media, bytes) = file::content(&tx, id, file).await?;
    tx.audit(Entry::print("online-file", file.0).about(one.row.person_id.map(|person| person.0)));
    tx.commit().await?;
    Ok(shown(&media, &format!("{}-{file}", one.number()), bytes))
}
