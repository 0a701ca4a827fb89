//! What the short forms of a case share: the case behind them, and its frame.

use super::CaseId;
use super::case::{Facts, Move, next};
use super::load::{self, Short, refused};
use super::view::{frame, path};
use crate::app::App;
use axum::response::Response;
use kit::audit::Entry;
pub use kit::web::Act;
use kit::web::{Around, Ctx, Form, Problem};

/// A case in short, read for a form; refuses when the move is not possible now.
pub async fn opened(
    app: &App,
    ctx: &Ctx,
    id: CaseId,
    step: Option<(Move, Facts)>,
) -> Result<Short, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let short = load::short(&tx, id).await?;
    tx.audit(Entry::read("case", id.0).about(Some(short.case.person_id.0)));
    tx.commit().await?;
    if let Some((step, facts)) = step {
        next(short.state, step, &facts).map_err(refused)?;
    }
    Ok(short)
}

/// Shows a form; again, with what is wrong, when it was sent with mistakes.
pub fn shown(ctx: &Ctx, short: &Short, act: Act, form: &Form) -> Result<Response, Problem> {
    let page = frame(ctx, short, act.title());
    act.shown(
        ctx,
        Around { page, home: path(short.case.id, ""), version: short.case.version },
        form,
    )
}
