//! Writing to participants: invitations to those who have none yet, reminders, an invitation once more to
//! one of them.

use super::frame::{self, HOME, Press};
use super::load::{self, Seminar};
use super::mail::{self, Person};
use super::store::training_message::Model;
use super::{InvitedId, SeminarId, attend};
use crate::app::App;
use crate::workforce::{self, EmployeeId};
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, see};
use std::collections::HashMap;

const BACK: (&str, &str) = ("", "training-seminars");
const KINDS: [&str; 2] = [mail::INVITATION, mail::REMINDER];

/// Who can be written to, and what was written.
struct Behind {
    seminar: Seminar,
    people: Vec<Person>,
    known: Vec<Model>,
    addresses: HashMap<EmployeeId, String>,
}

async fn behind(tx: &Tx, id: SeminarId) -> Result<Behind, StoreError> {
    let seminar = load::seminar(tx, id).await?;
    let people = attend::participants(tx, &seminar).await?;
    let known = mail::of_seminar(tx, id).await?;
    let ids: Vec<EmployeeId> = people.iter().map(|(_, who)| who.id).collect();
    let addresses = workforce::addresses(tx, &ids).await?;
    Ok(Behind { seminar, people, known, addresses })
}

impl Behind {
    fn with_address(&self) -> Vec<Person> {
        let has = |(_, who): &&Person| self.addresses.contains_key(&who.id);
        self.people.iter().filter(has).cloned().collect()
    }

    /// To whom a message of a kind goes: an invitation once, a reminder not twice on a day.
    fn due(&self, kind: &str, today: Day) -> Vec<Person> {
        let there = self.with_address();
        let is_today = |one: &&Model| kind == mail::INVITATION || one.written_at.day() == today;
        let known: Vec<Model> = self.known.iter().filter(is_today).cloned().collect();
        mail::unwritten(&known, (kind, &there)).into_iter().cloned().collect()
    }

    /// Names of those of whom no address is known.
    fn without(&self) -> String {
        let names = self.people.iter().filter(|(_, who)| !self.addresses.contains_key(&who.id));
        names.map(|(_, who)| who.name.clone()).collect::<Vec<_>>().join(", ")
    }
}

fn shown(ctx: &Ctx, form: &Form, (behind, today): (&Behind, Day)) -> Result<Response, Problem> {
    let count = |kind: &str| behind.due(kind, today).len().to_string();
    let facts = [
        ("training-mail-people", behind.people.len().to_string()),
        ("training-mail-due-invitation", count(mail::INVITATION)),
        ("training-mail-due-reminder", count(mail::REMINDER)),
        ("training-mail-without", behind.without()),
    ]
    .map(|(key, text)| (ctx.t(key).into_owned(), text));
    let act = Act::new("training-mail", "/mail", "training-mail-send")
        .lead(ctx.t("training-mail-lead"))
        .facts(facts.into())
        .one((ctx, form), "kind", ("training-mail-kind", &KINDS), |code| {
            format!("training-mail-kind-{code}")
        });
    let row = &behind.seminar.row;
    let page = frame::page(ctx, format!("{}: {}", ctx.t("training-mail"), row.title), BACK);
    let home = format!("{HOME}/seminars/{}", row.id);
    act.shown(ctx, Around { page, home, version: 0 }, form)
}

/// `GET /training/seminars/{id}/mail`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SeminarId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = behind(&tx, id).await?;
    tx.audit(audit::Entry::read("training-seminar", id.0));
    tx.commit().await?;
    shown(&ctx, &Form::empty(ctx.lang), (&behind, app.today()))
}

/// `POST /training/seminars/{id}/mail`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SeminarId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let press = Press::here(&app, &ctx, &headers)?;
    let today = app.today();
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = behind(&tx, id).await?;
    let kind = chosen(&mut form, "kind", &KINDS);
    let kind = KINDS.into_iter().find(|known| *known == kind).unwrap_or_default();
    let due = behind.due(kind, today);
    if form.ok() && app.mail.is_none() {
        form.wrong("kind", "training-refused-no-mail");
    } else if form.ok() && !behind.seminar.is_open() {
        form.wrong("kind", "training-refused-over");
    } else if form.ok() && due.is_empty() {
        form.wrong("kind", "training-refused-written");
    }
    if !form.ok() {
        tx.audit(audit::Entry::read("training-seminar", id.0));
        tx.commit().await?;
        return shown(&ctx, &form, (&behind, today));
    }
    let home = format!("{HOME}/seminars/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    mail::write(&mut tx, (&press, &behind.seminar), (kind, &due)).await?;
    if kind == mail::INVITATION {
        mail::remind_later(&app, &tx, (&press, &behind.seminar)).await?;
    }
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("training-mail-written")))
}

/// `POST /training/invited/{id}/mail`: the invitation once more, to one of them.
pub async fn again(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<InvitedId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let press = Press::here(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let home = format!("{HOME}/invited/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let row = load::invitation(&tx, id).await?;
    let behind = behind(&tx, row.seminar_id).await?;
    if app.mail.is_none() {
        return Err(Problem::Impossible("training-refused-no-mail"));
    }
    if !behind.seminar.is_open() {
        return Err(Problem::Impossible("training-refused-over"));
    }
    let one: Vec<Person> =
        behind.with_address().into_iter().filter(|(row, _)| row.id == id).collect();
    if one.is_empty() {
        return Err(Problem::Impossible("training-refused-no-address"));
    }
    mail::write(&mut tx, (&press, &behind.seminar), (mail::INVITATION, &one)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("training-mail-written")))
}

/// A message in words: what it is, whether it was sent and when.
#[must_use]
pub fn words(ctx: &Ctx, row: &Model) -> String {
    let (state, at) = mail::state(row);
    let kind = ctx.t(&format!("training-mail-kind-{}", row.kind)).into_owned();
    let state = ctx.t(&format!("training-mail-state-{state}")).into_owned();
    format!("{kind}: {state} {}", at.bg())
}

/// What stands beside a participant: the last message to them, or that no address is known.
#[must_use]
pub fn beside(ctx: &Ctx, last: Option<&Model>, has_address: bool) -> String {
    match (last, has_address) {
        (Some(row), _) => words(ctx, row),
        (None, true) => ctx.t("training-mail-none").into_owned(),
        (None, false) => ctx.t("training-mail-no-address").into_owned(),
    }
}
