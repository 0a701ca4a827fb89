//! A message to a member: what was written, when it was sent, opened and answered; the member's own
//! address, to be shown or handed over when there is no mail.

use super::MessageId;
use super::frame;
use super::invite::{self, receipt};
use super::sitting;
use super::sitting_page::BACK;
use super::table::Thing;
use super::term;
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit;
use kit::types::Instant;
use kit::web::{Ctx, Id, Problem};
use ui::Link;

/// `GET /council/messages/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MessageId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = invite::message(&tx, id).await?;
    let one = sitting::sitting(&tx, row.sitting_id).await?;
    let who = term::member(&tx, row.member_id).await?;
    let text = tx.open("council_message", "text_sealed", id.0, &row.text_sealed)?;
    let to = tx.open("council_message", "to_sealed", id.0, &row.to_sealed)?;
    let secret = invite::secret(&tx, id)?;
    tx.audit(audit::Entry::read("council-message", id.0));
    tx.commit().await?;
    let kind = ctx.t(&format!("council-message-{}", row.kind));
    let title = format!("{kind}: {}", who.content.name);
    let mut thing = Thing::new(frame::page(&ctx, title.clone(), BACK), title);
    let (word, colour) = receipt(&row);
    thing.state = ctx.t(&format!("council-receipt-{word}")).into_owned();
    thing.colour = colour;
    let at = |at: Option<Instant>| at.map(Instant::bg).unwrap_or_default();
    thing.say(&ctx, "council-email", to.clone());
    thing.say(&ctx, "council-column-subject", row.subject.clone());
    thing.say(&ctx, "council-column-text", text);
    thing.say(&ctx, "council-message-sent", at(row.sent_at));
    thing.say(&ctx, "council-message-answer", row.answer.clone());
    thing.say(&ctx, "council-column-opened", at(row.opened_at));
    if !row.reply.is_empty() {
        let reply = ctx.t(&format!("council-reply-{}", row.reply));
        thing.say(&ctx, "council-column-reply", format!("{reply}, {}", at(row.replied_at)));
    }
    if to.is_empty() {
        thing.warnings.push(ctx.t("council-warn-no-email").into_owned());
    } else if app.mail.is_none() {
        thing.warnings.push(ctx.t("council-warn-no-mail").into_owned());
    }
    if app.today() <= row.ends_on {
        let path = ctx.url(&format!("/council-invitation/{secret}"));
        thing.say(&ctx, "council-own-address", format!("{}{path}", app.kit.origin(&headers)));
        thing.links.push(Link::new(path, ctx.t("council-own-page")));
    }
    thing.links.push(Link::new(ctx.url(&one.path()), ctx.t("council-to-sitting")));
    thing.shown()
}
