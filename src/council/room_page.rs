//! The desk of the secretary during a meeting: who is there with the quorum at this moment, the
//! point the room sees and who speaks, the way to each vote.

use super::attend::{self, HOWS, Noted, Room, is_there};
use super::frame::{HOME, LINE};
use super::invite;
use super::minutes::{quorum_words, vote_words};
use super::record::Record;
use super::sitting::{self, Sitting};
use super::sitting_page::BACK;
use super::term::Member;
use super::{ItemId, MemberId, SittingId, frame};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::Tx;
use kit::web::{Ctx, Form, Id, Problem, again, choices, html, qr_svg, see};
use std::collections::{HashMap, HashSet};
use ui::{Choice, Field, Head, Link};

/// A member in the table.
struct Seat {
    name: String,
    note: String,
    how: Field,
    by: Field,
    said: String,
}

/// A point in the list.
struct Row {
    href: String,
    title: String,
    word: String,
    is_now: bool,
}

#[derive(Template)]
#[template(path = "council/room.html")]
struct RoomPage {
    page: ui::Page,
    number: String,
    state: String,
    colour: &'static str,
    quorum: String,
    is_met: bool,
    is_called: bool,
    is_open: bool,
    home: String,
    version: i32,
    heads: Vec<Head>,
    seats: Vec<Seat>,
    hows: Vec<Choice>,
    items: Vec<Row>,
    item: Field,
    points: Vec<Choice>,
    speaker: Field,
    live: String,
    qr: String,
    back: Link,
}

/// What the desk shows.
struct Behind {
    record: Record,
    replies: HashMap<MemberId, String>,
    speaker: String,
    live: String,
}

async fn behind(tx: &mut Tx, id: SittingId) -> Result<Behind, Problem> {
    let one = sitting::sitting(tx, id).await?;
    let speaker = sitting::live(tx, &one)?.speaker;
    let live = sitting::live_path(tx, id)?;
    let record = Record::load(tx, one).await?;
    let messages = invite::messages(tx, id).await?;
    let replies = invite::replies(&messages).into_iter();
    let replies = replies.map(|(who, reply)| (who, reply.to_owned())).collect();
    tx.audit(audit::Entry::read("council-sitting", id.0));
    Ok(Behind { record, replies, speaker, live })
}

fn seats(ctx: &Ctx, form: &Form, behind: &Behind) -> Vec<Seat> {
    let seat = |one: &Member| {
        let id = one.row.id;
        let said = behind.replies.get(&id).map(|code| ctx.t(&format!("council-reply-{code}")));
        let note = match one.has_vote() {
            true => ctx.t(&format!("council-role-{}", one.row.role)),
            false => ctx.t("council-without-vote"),
        };
        Seat {
            name: one.content.name.clone(),
            note: note.into_owned(),
            how: form.field(&format!("how-{id}")),
            by: form.field(&format!("by-{id}")),
            said: said.unwrap_or_default().into_owned(),
        }
    };
    behind.record.room.members.iter().map(seat).collect()
}

fn rows(ctx: &Ctx, record: &Record) -> Vec<Row> {
    let now = record.sitting.row.live_item_id;
    let row = |(at, one): (usize, &super::agenda::Item)| Row {
        href: ctx.url(&format!("{HOME}/agenda/{}", one.row.id)),
        title: format!("{}. {}", at + 1, one.content.title),
        word: record.vote(one.row.id).map(|row| vote_words(ctx.lang, row)).unwrap_or_default(),
        is_now: now == Some(one.row.id),
    };
    record.items.iter().enumerate().map(row).collect()
}

/// How members are noted now, as what the form holds.
fn noted(room: &Room) -> Vec<(String, String)> {
    let mut values = Vec::new();
    for (id, one) in &room.noted {
        values.push((format!("how-{id}"), one.row.how.clone()));
        values.push((format!("by-{id}"), one.content.by.clone()));
    }
    values
}

fn draw(ctx: &Ctx, form: &Form, (behind, origin): (&Behind, &str)) -> RoomPage {
    let record = &behind.record;
    let one = &record.sitting;
    let quorum = record.room.quorum(&record.rules, &HashSet::new());
    let live = format!("{origin}{}", ctx.url(&behind.live));
    let title = format!("{}: {}", ctx.t("council-room"), one.number());
    let mut page = frame::page(ctx, title, BACK);
    page.errors = form.errors();
    let now = one.row.live_item_id.map(|id| id.to_string()).unwrap_or_default();
    let points = record.items.iter().enumerate().map(|(at, item)| {
        let id = item.row.id.to_string();
        let is_now = id == now;
        Choice::new(id, format!("{}. {}", at + 1, item.content.title)).checked(is_now)
    });
    let head = |key: &str| Head::new(ctx.t(key));
    RoomPage {
        page,
        number: format!("{}, {}", one.row.day.bg(), one.row.begins),
        state: ctx.t(&format!("council-state-{}", one.state())).into_owned(),
        colour: sitting::colour(one.state()),
        quorum: quorum_words(ctx.lang, &quorum, &record.rules.quorum),
        is_met: quorum.is_met(),
        is_called: one.state() == "called",
        is_open: one.is_open(),
        home: ctx.url(&one.path()),
        version: one.row.version,
        heads: [
            "council-column-member",
            "council-column-reply",
            "council-column-how",
            "council-by",
        ]
        .map(head)
        .into(),
        seats: seats(ctx, form, behind),
        hows: choices(ctx, &HOWS, "", |code| format!("council-how-{code}")),
        items: rows(ctx, record),
        item: Field::new("item", now.clone()),
        points: points.collect(),
        speaker: Field::new("speaker", behind.speaker.clone()),
        qr: qr_svg(&live),
        live,
        back: Link::new(ctx.url(&one.path()), ctx.t("council-to-sitting")),
    }
}

/// `GET /council/sittings/{id}/room`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SittingId>,
    headers: axum::http::HeaderMap,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = behind(&mut tx, id).await?;
    tx.commit().await?;
    let form = Form::filled(ctx.lang, noted(&behind.record.room));
    html(&draw(&ctx, &form, (&behind, &app.kit.origin(&headers))))
}

/// Who is noted how. A code that there is not, and somebody represented by nobody, is wrong.
fn read(form: &mut Form, room: &Room) -> Vec<Noted> {
    let mut all = Vec::new();
    for one in &room.members {
        let id = one.row.id;
        let (how, by) = (format!("how-{id}"), format!("by-{id}"));
        let code = form.get(&how).to_owned();
        let name = form.optional(&by, LINE);
        if code.is_empty() {
            continue;
        }
        if !HOWS.contains(&code.as_str()) {
            form.wrong(&how, "form-choose");
        }
        if code == HOWS[2] && name.is_empty() {
            form.wrong(&how, "council-wrong-represented");
        }
        all.push(Noted { member: id, how: code, by: name });
    }
    all
}

/// `POST /council/sittings/{id}/attendance`.
pub async fn attendance(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SittingId>,
    headers: axum::http::HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = behind(&mut tx, id).await?;
    let all = read(&mut form, &behind.record.room);
    if !form.ok() {
        tx.commit().await?;
        return again(&draw(&ctx, &form, (&behind, &app.kit.origin(&headers))));
    }
    let one = &behind.record.sitting;
    let room = format!("{}/room", one.path());
    tx.use_form(&form.key(), &ctx.url(&room)).await?;
    attend::note(&mut tx, (one, &behind.record.room), &all).await?;
    tx.commit().await?;
    Ok(see(&ctx, &room, Some("council-done")))
}

/// Whether a name is of somebody who is there, or of a guest: those who are away do not speak.
fn may_speak(room: &Room, name: &str) -> bool {
    let known = room.members.iter().find(|one| one.content.name == name);
    known.is_none_or(|one| is_there(room.how(one.row.id)))
}

/// `POST /council/sittings/{id}/live`: what the room sees.
pub async fn live(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SittingId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = behind(&mut tx, id).await?;
    let record = &behind.record;
    let item: Option<ItemId> = form.parsed_optional("item", "form-choose");
    let item = item.filter(|id| record.items.iter().any(|one| one.row.id == *id));
    let speaker = form.optional("speaker", LINE);
    if !form.ok() {
        return Err(form.problem());
    }
    if !may_speak(&record.room, &speaker) {
        return Err(Problem::Impossible("council-refused-speaker"));
    }
    let one: &Sitting = &record.sitting;
    let room = format!("{}/room", one.path());
    tx.use_form(&form.key(), &ctx.url(&room)).await?;
    let version = form.version_or(one.row.version);
    sitting::set_live(&mut tx, (one, version), (item, &speaker)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &room, Some("council-done")))
}
