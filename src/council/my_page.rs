//! The page behind a member's own address: no account. It shows the agenda or the minutes; opening
//! it is the receipt, and the member says whether they come. Guessing an address is stopped by the
//! guard.

use super::frame::Press;
use super::invite::{self, KINDS, REPLIES};
use super::minutes::Part;
use super::sitting::{self, Sitting};
use super::store::council_message;
use super::{agenda, ics, minutes_deed};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, choices, chosen, html, see};
use ui::Choice;

/// What stands behind an address.
struct Inside {
    row: council_message::Model,
    one: Sitting,
    items: Vec<agenda::Item>,
    parts: Vec<Part>,
}

async fn inside(tx: &Tx, secret: &str) -> Result<Inside, Problem> {
    let row = invite::behind(tx, secret).await?;
    let one = sitting::sitting(tx, row.sitting_id).await?;
    let items = agenda::items(tx, row.sitting_id).await?;
    let kept = minutes_deed::of_sitting(tx, row.sitting_id).await?;
    let sent = kept.filter(|kept| kept.row.sent_on.is_some() && row.kind == KINDS[3]);
    let parts = sent.map(|kept| {
        let ends = |text: String| Part { text, ..Part::default() };
        let mut parts = vec![ends(kept.whole.opening)];
        parts.extend(kept.whole.parts);
        parts.push(ends(kept.whole.closing));
        parts
    });
    Ok(Inside { row, one, items, parts: parts.unwrap_or_default() })
}

#[derive(Template)]
#[template(path = "council/my.html")]
struct MyPage {
    page: ui::Page,
    form: Form,
    when: String,
    place: String,
    revoked: String,
    items: Vec<(String, Vec<String>)>,
    parts: Vec<(String, Vec<String>)>,
    asks: bool,
    replies: Vec<Choice>,
    given: String,
    at: String,
    calendar: String,
}

fn split(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn draw(ctx: &Ctx, form: Form, (secret, inside, today): (&str, &Inside, Day)) -> MyPage {
    let Inside { row, one, items, parts } = inside;
    let title = ctx.ta("council-sitting-title", &[("number", one.number())]);
    let mut page = ctx.public_page(title);
    page.errors = form.errors();
    let at = ctx.url(&format!("/council-invitation/{secret}"));
    let lines = invite::agenda_lines(items);
    let item = |(line, item): (String, &agenda::Item)| {
        let content = &item.content;
        (line, split(&format!("{}\n{}", content.papers, content.draft)))
    };
    let off = one.state() == "revoked";
    let given = match row.reply.as_str() {
        "" => String::new(),
        code => ctx.t(&format!("council-reply-{code}")).into_owned(),
    };
    MyPage {
        page,
        when: format!("{}, {}", one.row.day.bg(), one.row.begins),
        place: invite::place(one),
        revoked: if off { ctx.t("council-my-off").into_owned() } else { String::new() },
        items: lines.into_iter().zip(items).map(item).collect(),
        parts: parts.iter().map(|part| (part.title.clone(), split(&part.text))).collect(),
        asks: !off && invite::takes_replies(row, (one.row.day, today)),
        replies: choices(ctx, &REPLIES, form.get("reply"), |code| format!("council-reply-{code}")),
        given,
        calendar: format!("{at}/calendar"),
        at,
        form,
    }
}

/// `GET /council-invitation/{secret}`: the first time is the receipt.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let inside = inside(&tx, &secret).await?;
    // Who works here looks at what members see; that is no receipt.
    match ctx.actor.account {
        None => invite::opened(&mut tx, inside.row.id).await?,
        Some(_) => tx.audit(kit::audit::Entry::read("council-message", inside.row.id.0)),
    }
    tx.commit().await?;
    let form = Form::filled(ctx.lang, [("reply", inside.row.reply.clone())]);
    html(&draw(&ctx, form, (&secret, &inside, app.today())))
}

/// `POST /council-invitation/{secret}`: whether they come.
pub async fn reply(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let inside = inside(&tx, &secret).await?;
    let reply = chosen(&mut form, "reply", &REPLIES);
    let is_asked = invite::takes_replies(&inside.row, (inside.one.row.day, app.today()));
    if !is_asked || inside.one.state() == "revoked" {
        return Err(Problem::Impossible("council-refused-reply"));
    }
    if !form.ok() {
        tx.audit(kit::audit::Entry::read("council-message", inside.row.id.0));
        tx.commit().await?;
        return again(&draw(&ctx, form, (&secret, &inside, app.today())));
    }
    let home = format!("/council-invitation/{secret}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    invite::replied(&mut tx, inside.row.id, &reply).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("council-my-thanks")))
}

/// `GET /council-invitation/{secret}/calendar`: the meeting for a calendar.
pub async fn calendar(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let press = Press::here(&app, &ctx, &headers)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let inside = inside(&tx, &secret).await?;
    let now = tx.now();
    tx.audit(kit::audit::Entry::read("council-message", inside.row.id.0));
    tx.commit().await?;
    let one = &inside.one;
    let args = [("number", one.number()), ("municipality", press.office.name.clone())];
    let text = ics::write(&ics::Entry {
        uid: &format!("council-{}@opora", one.row.id),
        sequence: one.row.sequence,
        written: now,
        at: one.starts_at(),
        summary: &super::frame::bg_with("council-calendar-entry", &args),
        place: &invite::place(one),
        is_cancelled: one.state() == "revoked",
    });
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"zasedanie.ics\""),
    ];
    Ok((headers, text).into_response())
}
