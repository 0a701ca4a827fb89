//! Signed lists and photographs on the screen.

use super::content::Shown;
use super::course::{CONSENTS, PEOPLE_MAX};
use super::event;
use super::event_page::{Behind, behind};
use super::file::{self, Head, LIST, NewFile, PHOTO, SIZE_MAX};
use super::frame::{self, HOME, LINE, TEXT, YES_NO};
use super::{EventId, FileId};
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::types::encode_id;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, see};

fn around(ctx: &Ctx, behind: &Behind, title: &str) -> Around {
    let home = behind.event.home();
    let page = frame::below(ctx, ctx.t(title), (&home, &behind.event.row.title));
    Around { page, home, version: 0 }
}

/// Notes what is wrong with the file of a form.
fn check(form: &mut Form, kind: &str) {
    let wrong = match form.file("file") {
        None => Some("campaigns-file-none"),
        Some(file) if file.bytes.len() > SIZE_MAX => Some("campaigns-file-large"),
        Some(file) if file::media(kind, &file.bytes).is_none() => Some("campaigns-file-kind"),
        Some(_) => None,
    };
    if let Some(key) = wrong {
        form.wrong("file", key);
    }
}

async fn kept(
    app: &App,
    ctx: &Ctx,
    (behind, form): (&Behind, &Form),
    (kind, people, shown): (&'static str, Option<i64>, Shown),
) -> Result<Response, Problem> {
    let Some(upload) = form.file("file") else { return Err(Problem::NotFound) };
    if !behind.event.counts() {
        return Err(Problem::Impossible("campaigns-refused-state"));
    }
    let home = behind.event.home();
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let new = NewFile { kind, bytes: &upload.bytes, people, shown };
    file::add(&mut tx, behind.event.row.id, &new).await?;
    tx.commit().await?;
    Ok(see(ctx, &home, Some("campaigns-done")))
}

fn scan_shown(ctx: &Ctx, behind: &Behind, form: &Form) -> Result<Response, Problem> {
    Act::new("campaigns-scan", "/scan", "ui-save")
        .lead(ctx.t("campaigns-scan-lead"))
        .file((ctx, form), "file", ("campaigns-file", "campaigns-scan-hint"))
        .line((ctx, form), "about", "campaigns-column-about")
        .shown(ctx, around(ctx, behind, "campaigns-scan"), form)
}

/// `GET /campaigns/events/{id}/scan`.
pub async fn scan_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EventId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    scan_shown(&ctx, &behind, &Form::empty(ctx.lang))
}

/// `POST /campaigns/events/{id}/scan`: the signed attendance list.
pub async fn scan_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EventId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    check(&mut form, LIST);
    let about = form.optional("about", LINE);
    if !form.ok() {
        return scan_shown(&ctx, &behind, &form);
    }
    let shown = Shown { about, ..Shown::default() };
    kept(&app, &ctx, (&behind, &form), (LIST, None, shown)).await
}

fn photo_shown(ctx: &Ctx, behind: &Behind, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    Act::new("campaigns-photo", "/photo", "ui-save")
        .lead(ctx.t("campaigns-photo-lead"))
        .file(both, "file", ("campaigns-file", "campaigns-photo-hint"))
        .line(both, "about", "campaigns-column-about")
        .part(ctx, "campaigns-consent")
        .line(both, "people", "campaigns-recognised")
        .one(both, "how", ("campaigns-consent-how", &CONSENTS), |code| {
            format!("campaigns-consent-{code}")
        })
        .line(both, "by", "campaigns-consent-by")
        .one(both, "public", ("campaigns-photo-public", &YES_NO), |c| format!("campaigns-{c}"))
        .area(both, "note", ("campaigns-note", "campaigns-consent-hint"))
        .shown(ctx, around(ctx, behind, "campaigns-photo"), form)
}

/// `GET /campaigns/events/{id}/photo`.
pub async fn photo_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EventId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    photo_shown(&ctx, &behind, &Form::empty(ctx.lang))
}

/// `POST /campaigns/events/{id}/photo`.
pub async fn photo_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EventId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    check(&mut form, PHOTO);
    let about = form.required("about", LINE);
    let people = frame::number(&mut form, "people", PEOPLE_MAX);
    if people.is_none() && form.get("people").is_empty() {
        form.wrong("people", "campaigns-refused-answer");
    }
    let how = form.optional("how", 20);
    let by = form.optional("by", LINE);
    let note = form.optional("note", TEXT);
    if people.is_some_and(|people| people > 0) {
        if !CONSENTS.contains(&how.as_str()) {
            form.wrong("how", "campaigns-refused-consent");
        }
        if by.is_empty() {
            form.wrong("by", "campaigns-refused-consent");
        }
    }
    if !form.ok() {
        return photo_shown(&ctx, &behind, &form);
    }
    let is_public = form.get("public") == YES_NO[0];
    let shown = Shown { about, how, by, note, is_public };
    kept(&app, &ctx, (&behind, &form), (PHOTO, people, shown)).await
}

/// `GET /campaigns/files/{id}`.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (media, bytes) = file::content(&tx, id).await?;
    tx.audit(Entry::read("campaign-file", id.0));
    tx.commit().await?;
    let ending = match media.as_str() {
        "application/pdf" => "pdf",
        "image/png" => "png",
        _ => "jpg",
    };
    let name = format!("inline; filename=\"{}.{ending}\"", encode_id(id.0));
    let headers = [(header::CONTENT_TYPE, media), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}

async fn known(app: &App, ctx: &Ctx, id: FileId) -> Result<(Head, Shown, String), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let head = file::head(&tx, id).await?;
    let shown = head.shown(&tx)?;
    // A file that was withdrawn says why.
    let why = head.why(&tx)?;
    let title = event::event(&tx, head.event_id).await?.row.title;
    tx.audit(Entry::read("campaign-file", id.0));
    tx.commit().await?;
    if !why.is_empty() {
        return Err(Problem::Impossible("campaigns-refused-revoked"));
    }
    Ok((head, shown, title))
}

fn yes_or_no(is_so: bool) -> &'static str {
    if is_so { "campaigns-yes" } else { "campaigns-no" }
}

fn revoke_page(
    ctx: &Ctx,
    (head, shown, title): &(Head, Shown, String),
    form: &Form,
) -> Result<Response, Problem> {
    let event = format!("{HOME}/events/{}", head.event_id);
    let page = frame::below(ctx, ctx.t("campaigns-revoke"), (&event, title));
    let how = if shown.how.is_empty() {
        String::new()
    } else {
        ctx.t(&format!("campaigns-consent-{}", shown.how)).into_owned()
    };
    let facts = [
        ("campaigns-column-event", title.clone()),
        ("campaigns-column-about", shown.about.clone()),
        ("campaigns-recognised", head.people.to_string()),
        ("campaigns-consent-how", how),
        ("campaigns-consent-by", shown.by.clone()),
        ("campaigns-note", shown.note.clone()),
        ("campaigns-photo-public", ctx.t(yes_or_no(shown.is_public)).into_owned()),
    ]
    .map(|(key, text)| (ctx.t(key).into_owned(), text));
    let version = form.version_or(head.version);
    let home = format!("{HOME}/files/{}", head.id);
    frame::revoke_shown(ctx, form, Around { page, home, version }, facts.into())
}

/// `GET /campaigns/files/{id}/revoke`.
pub async fn revoke_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
) -> Result<Response, Problem> {
    let known = known(&app, &ctx, id).await?;
    revoke_page(&ctx, &known, &Form::empty(ctx.lang))
}

/// `POST /campaigns/files/{id}/revoke`.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut known = known(&app, &ctx, id).await?;
    let why = form.required("why", TEXT);
    if !form.ok() {
        return revoke_page(&ctx, &known, &form);
    }
    known.0.version = form.version_or(known.0.version);
    let home = format!("{HOME}/events/{}", known.0.event_id);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    file::revoke(&mut tx, &known.0, &why).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("campaigns-done")))
}
