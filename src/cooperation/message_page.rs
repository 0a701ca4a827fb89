//! A message to somebody who is invited: what was written, when it was sent, opened and answered;
//! their own address, to be handed over when there is no mail.

use super::invite::{self, receipt};
use super::table::Thing;
use super::{InvitationId, frame, load};
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Instant;
use kit::web::{Ctx, Id, Problem};
use ui::Link;

/// `GET /cooperation/invitations/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<InvitationId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = invite::message(&tx, id).await?;
    let one = load::conference(&tx, row.conference_id).await?;
    let seat = load::seat(&tx, row.seat_id).await?;
    let text = tx.open("cooperation_message", "text_sealed", id.0, &row.text_sealed)?;
    let to = tx.open("cooperation_message", "to_sealed", id.0, &row.to_sealed)?;
    let secret = invite::secret(&tx, id)?;
    tx.audit(Entry::read("cooperation-message", id.0));
    tx.commit().await?;
    let title = ctx.t(&format!("cooperation-message-{}", row.kind)).into_owned();
    let mut thing = Thing::new(frame::page(&ctx, &one, title.clone()), title);
    let code = receipt(&row);
    thing.state = ctx.t(&format!("cooperation-receipt-{code}")).into_owned();
    thing.colour = if code == "waiting" { "grey" } else { "green" };
    let at = |at: Option<Instant>| at.map(Instant::bg).unwrap_or_default();
    thing.say(&ctx, "cooperation-column-name", seat.content.name.clone());
    thing.say(&ctx, "cooperation-column-email", to.clone());
    thing.say(&ctx, "cooperation-column-subject", row.subject.clone());
    thing.say(&ctx, "cooperation-column-text", text);
    thing.say(&ctx, "cooperation-receipt-sent", at(row.sent_at));
    thing.say(&ctx, "cooperation-receipt-opened", at(row.opened_at));
    if !row.reply.is_empty() {
        let reply = ctx.t(&format!("cooperation-reply-{}", row.reply));
        thing.say(&ctx, "cooperation-my-given", format!("{reply}, {}", at(row.replied_at)));
    }
    if to.is_empty() {
        thing.warnings.push(ctx.t("cooperation-warn-no-email").into_owned());
    } else if app.mail.is_none() {
        thing.warnings.push(ctx.t("cooperation-warn-no-mail").into_owned());
    }
    if app.today() <= row.ends_on {
        let path = ctx.url(&format!("/conference-invitation/{secret}"));
        thing.say(&ctx, "cooperation-own-address", format!("{}{path}", app.kit.origin(&headers)));
        thing.links.push(Link::new(path, ctx.t("cooperation-own-page")));
    }
    thing.shown()
}
