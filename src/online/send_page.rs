//! Sending: what was looked over becomes a matter with a number, and the form stays only as the way
//! there. Sent twice it is one. What somebody sends from their account is listed there, but a signal and a
//! complaint are nobody's.

use super::draft;
use super::file;
use super::form_page::Begun;
use super::question::{self, CHECK};
use super::sent::{self, New};
use crate::app::App;
use axum::extract::{Path, State as Shared};
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Problem, see};

/// What is tied to no account, whoever is signed in.
const NAMELESS: [&str; 2] = ["signal", "complaint"];

/// `POST /online/sending/{secret}`.
pub async fn send(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let account = app.citizen(&ctx, &headers).await;
    let mut tx = app.db.write(&ctx.nobody()).await?;
    let begun = Begun::load(&app, &ctx, (&tx, &code)).await?;
    let kind = begun.kind();
    if !question::is_whole(kind, &begun.draft.typed, &begun.offer) {
        tx.audit(Entry::refused("online-sent"));
        tx.commit().await?;
        return Ok(see(&ctx, &begun.path(CHECK), None));
    }
    tx.use_form(&form.key(), &ctx.url("/online")).await?;
    let typed = question::trimmed(kind, &begun.draft.typed, &begun.offer);
    let citizen = account.filter(|_| !NAMELESS.contains(&kind));
    let new = New { kind, typed: &typed, seed: &begun.code, about: "", citizen };
    let one = sent::add(&mut tx, &law, &new).await?;
    file::send(&tx, begun.draft.row.id, one.row.id).await?;
    draft::sent(&mut tx, &begun.draft, one.row.id).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{}?sent=1", one.address()), None))
}
