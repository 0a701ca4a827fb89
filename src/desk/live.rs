//! The connections on which pages hear that something changed. Without them a page is reloaded by hand.

use super::{TalkId, talk};
use crate::app::App;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Problem};

/// `GET /chat/{secret}/live`: of one talk, for its citizen.
pub async fn of_talk(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.nobody()).await?;
    let id: TalkId = talk::behind(&tx, &secret).await?.row.id;
    tx.rollback().await;
    let place = (ctx.actor.municipality, id);
    app.desk.open_talk(place, &ctx.actor.ip, form.has("stay")).ok_or(Problem::TooMany)
}

/// `GET /desk/live`: of the whole desk, for a worker. While it is open the worker is there.
pub async fn of_desk(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let account = ctx.actor.account.ok_or(Problem::Refused)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    tx.audit(Entry::list("desk-live"));
    tx.commit().await?;
    let post = (ctx.actor.municipality, account);
    Ok(app.desk.open_desk(post, &ctx.actor.ip, form.has("stay")))
}
