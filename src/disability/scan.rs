//! The scan of a proof: a decision, or the stamped application for a new one. Kept sealed.

use super::load;
use super::page::{self, frame};
use super::store::{self, disability_scan};
use super::{FactId, ScanId};
use crate::app::App;
use crate::people::scanned::{self, Scan, scan_of};
use crate::people::{Bar, PersonId};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::web::{Ctx, Form, Problem, again, html, see};
use sea_orm::Set;

#[derive(Template)]
#[template(path = "disability/scan.html")]
struct ScanPage {
    page: ui::Page,
    bar: Bar,
    form: Form,
    action: String,
    back: String,
}

async fn draw(
    app: &App,
    ctx: &Ctx,
    (id, fact): (PersonId, FactId),
    form: Form,
) -> Result<ScanPage, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let bar = Bar::of(&tx, ctx, id, "/disability").await?;
    load::fact(&tx, id, fact).await?;
    tx.audit(Entry::read("disability", id.0).about(Some(id.0)));
    tx.commit().await?;
    let mut page = frame(ctx, &bar, id, Some("disability-scan"));
    page.errors = form.errors();
    let action = ctx.url(&format!("{}/{fact}/scan", page::path(id)));
    Ok(ScanPage { page, bar, form, action, back: ctx.url(&page::path(id)) })
}

/// `GET /people/{id}/disability/{fact}/scan`.
pub async fn form(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, fact)): Path<(String, PersonId, FactId)>,
) -> Result<Response, Problem> {
    html(&draw(&app, &ctx, (id, fact), Form::empty(ctx.lang)).await?)
}

/// `POST /people/{id}/disability/{fact}/scan`.
pub async fn upload(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, fact)): Path<(String, PersonId, FactId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let scan = scan_of(&mut form, "file");
    if scan.is_none() && form.ok() {
        form.wrong("file", "disability-scan-none");
    }
    let Some(scan) = scan else {
        return again(&draw(&app, &ctx, (id, fact), form).await?);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    let path = page::path(id);
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    load::fact(&tx, id, fact).await?;
    keep(&mut tx, (id, fact), &scan).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("disability-scan-done")))
}

/// Keeps a scan beside a fact.
pub async fn keep(
    tx: &mut Tx,
    (person, fact): (PersonId, FactId),
    scan: &Scan,
) -> Result<(), StoreError> {
    let id = ScanId(tx.new_id());
    tx.insert(disability_scan::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        fact_id: Set(fact),
        media: Set(scan.media.to_owned()),
        sealed: Set(tx.seal_bytes("disability_scan", "sealed", id.0, &scan.bytes)?),
        account_name: Set(tx.actor().name.to_string()),
        made_at: Set(tx.now()),
    })
    .await?;
    let kind = "disability-scanned";
    tx.event(Event { kind, person: Some(person.0), ..Event::default() }).await
}

/// `GET /people/{id}/disability-scans/{scan}`.
pub async fn download(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, scan)): Path<(String, PersonId, ScanId)>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = store::scan(&tx, scan).await?;
    // Whose it is stands on the fact: a scan of somebody else is not found here.
    load::fact(&tx, id, row.fact_id).await?;
    let bytes = tx.key().open("disability_scan", "sealed", scan.0, &row.sealed);
    let bytes = bytes.map_err(StoreError::from)?;
    tx.audit(Entry::print("disability", scan.0).about(Some(id.0)));
    tx.commit().await?;
    Ok(scanned::shown(&row.media, "scan", bytes))
}
