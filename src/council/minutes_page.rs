//! Minutes on the screen: how far they are, correcting, signing, sending, publishing redacted.

use super::frame::{self, Press, TEXT};
use super::invite::{self, Letter};
use super::minutes::{self, Minutes};
use super::minutes_deed::{self as deed, Kept, typed};
use super::record::Record;
use super::sitting;
use super::sitting_page::BACK;
use super::{SittingId, WRITE, paper};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, again, html, see};
use ui::{Field, Link};

/// The longest text of a part.
const PART: usize = 4 * TEXT;

/// A part with the box it is typed in.
struct Typed {
    title: String,
    field: Field,
    lines: Vec<String>,
}

#[derive(Template)]
#[template(path = "council/minutes.html")]
struct MinutesPage {
    page: ui::Page,
    held_on: String,
    state: String,
    colour: &'static str,
    late: String,
    facts: Vec<(String, String)>,
    sitting: String,
    version: i32,
    writes: bool,
    /// What may be done: `draft`, `correct`, `publish`, or nothing.
    does: &'static str,
    may_sign: bool,
    may_send: bool,
    lead: String,
    parts: Vec<Typed>,
    links: Vec<Link>,
}

/// A meeting with its minutes.
struct Behind {
    record: Record,
    kept: Option<Kept>,
}

async fn behind(tx: &mut Tx, id: SittingId) -> Result<Behind, Problem> {
    let one = sitting::sitting(tx, id).await?;
    let kept = deed::of_sitting(tx, id).await?;
    tx.audit(audit::Entry::read("council-minutes", id.0));
    Ok(Behind { record: Record::load(tx, one).await?, kept })
}

impl Behind {
    /// The text that is worked on: whole until it is signed, then as everybody may read it.
    fn text(&self) -> Minutes {
        match &self.kept {
            None => Minutes::default(),
            Some(kept) if kept.row.signed_on.is_none() => kept.whole.clone(),
            Some(kept) if kept.row.published_on.is_some() => kept.public.clone(),
            Some(kept) => minutes::public(&kept.whole, &minutes::hidden_names(&self.record)),
        }
    }

    fn does(&self) -> &'static str {
        match &self.kept {
            None => "draft",
            Some(kept) if kept.row.signed_on.is_none() => "correct",
            Some(_) => "publish",
        }
    }

    fn path(&self) -> String {
        format!("{}/minutes", self.record.sitting.path())
    }
}

/// The text as what the form holds.
fn values(text: &Minutes) -> Vec<(String, String)> {
    let mut values = vec![
        ("opening".to_owned(), text.opening.clone()),
        ("closing".to_owned(), text.closing.clone()),
    ];
    for (at, part) in text.parts.iter().enumerate() {
        values.push((format!("part-{at}"), part.text.clone()));
    }
    values
}

fn boxes(ctx: &Ctx, (form, text): (&Form, &Minutes)) -> Vec<Typed> {
    let one = |title: String, name: &str| {
        let field = form.field(name);
        let lines = field.value.lines().map(str::to_owned).collect();
        Typed { title, field, lines }
    };
    let mut all = vec![one(ctx.t("council-minutes-begin").into_owned(), "opening")];
    for (at, part) in text.parts.iter().enumerate() {
        all.push(one(part.title.clone(), &format!("part-{at}")));
    }
    all.push(one(ctx.t("council-minutes-end").into_owned(), "closing"));
    all
}

fn facts(ctx: &Ctx, behind: &Behind) -> Vec<(String, String)> {
    let Some(kept) = &behind.kept else { return Vec::new() };
    let day = |day: Option<Day>| day.map(Day::bg).unwrap_or_default();
    let row = &kept.row;
    let all = [
        ("council-minutes-due", row.due_on.bg()),
        ("council-minutes-signed", day(row.signed_on)),
        ("council-minutes-sent", day(row.sent_on)),
        ("council-minutes-published", day(row.published_on)),
    ];
    let all = all.map(|(key, text)| (ctx.t(key).into_owned(), text));
    all.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

fn draw(ctx: &Ctx, form: &Form, (behind, today): (&Behind, Day)) -> MinutesPage {
    let one = &behind.record.sitting;
    let state = behind.kept.as_ref().map_or("none", |kept| kept.state(today));
    let is_late = behind.kept.as_ref().is_some_and(|kept| kept.is_late(today));
    let args = [("days", behind.record.rules.minutes_days.to_string())];
    let title = format!("{}: {}", ctx.t("council-minutes"), one.number());
    let mut page = frame::page(ctx, title, BACK);
    page.errors = form.errors();
    let row = behind.kept.as_ref().map(|kept| &kept.row);
    let is_signed = row.is_some_and(|row| row.signed_on.is_some());
    let is_sent = row.is_some_and(|row| row.sent_on.is_some());
    let text = behind.text();
    let mut links = vec![Link::new(ctx.url(&one.path()), ctx.t("council-to-sitting"))];
    if row.is_some_and(|row| row.published_on.is_some()) {
        let public = ctx.url(&format!("/council-public/{}", one.code()));
        links.push(Link::new(public, ctx.t("council-to-public")));
    }
    MinutesPage {
        held_on: one.row.day.bg(),
        state: ctx.t(&format!("council-minutes-state-{state}")).into_owned(),
        colour: match state {
            "published" | "sent" => "green",
            "late" => "red",
            "sent-late" => "orange",
            _ => "blue",
        },
        late: match is_late {
            true => ctx.ta("council-minutes-late", &args).into_owned(),
            false => String::new(),
        },
        facts: facts(ctx, behind),
        sitting: ctx.url(&one.path()),
        version: form.version_or(row.map_or(0, |row| row.version)),
        writes: ctx.actor.may(WRITE),
        does: behind.does(),
        may_sign: row.is_some() && !is_signed,
        may_send: is_signed && !is_sent,
        lead: ctx.t(&format!("council-minutes-lead-{}", behind.does())).into_owned(),
        parts: boxes(ctx, (form, &text)),
        links,
        page,
    }
}

/// `GET /council/sittings/{id}/minutes`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SittingId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = behind(&mut tx, id).await?;
    tx.commit().await?;
    let form = Form::filled(ctx.lang, values(&behind.text()));
    html(&draw(&ctx, &form, (&behind, app.today())))
}

/// `POST /council/sittings/{id}/minutes`: they write themselves; afterwards they are corrected.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SittingId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = behind(&mut tx, id).await?;
    let home = behind.path();
    let Some(kept) = &behind.kept else {
        tx.use_form(&form.key(), &ctx.url(&home)).await?;
        deed::draft(&mut tx, (&behind.record, &law)).await?;
        tx.commit().await?;
        return Ok(see(&ctx, &home, Some("council-drafted")));
    };
    let whole = read(&mut form, &kept.whole);
    if !form.ok() {
        tx.commit().await?;
        return again(&draw(&ctx, &form, (&behind, app.today())));
    }
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let version = form.version_or(kept.row.version);
    deed::correct(&mut tx, (kept, version), &whole).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("council-done")))
}

/// The text that was typed; no part may be empty.
fn read(form: &mut Form, old: &Minutes) -> Minutes {
    form.required("opening", PART);
    for at in 0..old.parts.len() {
        form.required(&format!("part-{at}"), PART);
    }
    form.required("closing", PART);
    typed(old, |name| form.get(name).to_owned())
}

/// `POST /council/sittings/{id}/sign`: chair and secretary signed; the paper is made.
pub async fn sign(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SittingId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let press = Press::here(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = behind(&mut tx, id).await?;
    let home = behind.path();
    let kept = behind.kept.as_ref().ok_or(Problem::NotFound)?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    deed::sign(&mut tx, (kept, form.version_or(kept.row.version))).await?;
    paper::minutes(&mut tx, (&behind.record, &kept.whole), &press).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("council-signed")))
}

/// `POST /council/sittings/{id}/send`: to all members; late is allowed and shown.
pub async fn send(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SittingId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let press = Press::here(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = behind(&mut tx, id).await?;
    let home = behind.path();
    let kept = behind.kept.as_ref().ok_or(Problem::NotFound)?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    deed::send(&mut tx, (kept, form.version_or(kept.row.version))).await?;
    let record = &behind.record;
    let members: Vec<_> = record.room.members.iter().collect();
    let kind = invite::KINDS[3];
    let letter = Letter { kind, sitting: &record.sitting, items: &record.items, press: &press };
    invite::write(&mut tx, (&letter, &members), app.mail.is_some()).await?;
    let said = if tx.today() > kept.row.due_on { "council-sent-late" } else { "council-sent" };
    tx.commit().await?;
    Ok(see(&ctx, &home, Some(said)))
}

/// `POST /council/sittings/{id}/publish`: as everybody may read them.
pub async fn publish(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SittingId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = behind(&mut tx, id).await?;
    let home = behind.path();
    let kept = behind.kept.as_ref().ok_or(Problem::NotFound)?;
    let public = read(&mut form, &behind.text());
    if !form.ok() {
        tx.commit().await?;
        return again(&draw(&ctx, &form, (&behind, app.today())));
    }
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    // What is marked while publishing is hidden too.
    let public = minutes::public(&public, &minutes::hidden_names(&behind.record));
    deed::publish(&mut tx, (kept, form.version_or(kept.row.version)), &public).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("council-published")))
}
