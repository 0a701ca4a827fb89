//! One day of one person with more words: a part of the day, a reason with a note, a correction with
//! its reason; what was said before stays beside it.

use super::days::{Cell, REASONS, hours, typed_hours};
use super::entry::{self, By, Say, allowed};
use super::frame::{self, day_of, day_words, path};
use super::load::{self, Line, Reason};
use super::store::delivery_entry;
use crate::app::App;
use crate::placement::PlacementId;
use crate::services::{Service, ServiceId};
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, choices, html, list_address, see};
use law::{Law, Month};
use ui::Choice;

/// What may be said: there for the whole time, for a part, or why not.
const SAID: [&str; 6] = ["present", "part", "illness", "holiday", "hospital", "other"];

/// What was said before, in words.
pub struct Earlier {
    /// What it said.
    pub said: String,
    /// Who and when.
    pub by: String,
    /// Why it was said again.
    pub why: String,
}

/// The form as a page.
#[derive(Template)]
#[template(path = "delivery/entry.html")]
pub struct EntryPage {
    /// The frame.
    pub page: ui::Page,
    /// Whose day it is.
    pub name: String,
    /// What is planned, in words.
    pub planned: String,
    /// Where it is sent.
    pub action: String,
    /// The way back.
    pub cancel: String,
    /// What was typed.
    pub form: Form,
    /// Hidden: which day, and on a tablet which person.
    pub hidden: Vec<(&'static str, String)>,
    /// What may be said.
    pub said: Vec<Choice>,
    /// Something was said already: this corrects it.
    pub corrects: bool,
    /// Everything that was said before, newest first.
    pub earlier: Vec<Earlier>,
}

/// What is behind the form.
pub struct Behind {
    /// The service.
    pub service: Service,
    /// The person with the one day.
    pub line: Line,
    /// Everything said of it, oldest first.
    history: Vec<(delivery_entry::Model, Reason, String)>,
}

impl Behind {
    /// The day.
    ///
    /// # Errors
    /// Never: there is one.
    pub fn cell(&self) -> Result<&Cell, Problem> {
        self.line.cells.first().ok_or(Problem::NotFound)
    }

    /// Something was said already: saying it again is a correction.
    #[must_use]
    pub fn corrects(&self) -> bool {
        !self.history.is_empty()
    }
}

/// Reads it, and refuses a day of which nothing may be said.
///
/// # Errors
/// As [`allowed`].
pub async fn behind(
    tx: &Tx,
    law: &Law,
    (service, placement, day): (ServiceId, PlacementId, Day),
) -> Result<Behind, Problem> {
    let line = load::line(tx, law, (service, placement), (day, day)).await?;
    let cell = line.cells.first().ok_or(Problem::NotFound)?;
    allowed(tx, service, cell).await?;
    let mut history = Vec::new();
    for row in entry::history(tx, placement, day).await? {
        let place = ("delivery_entry", "reason_sealed");
        let reason = match &row.reason_sealed {
            Some(sealed) => load::reason(tx, place, row.id.0, sealed)?,
            None => Reason::default(),
        };
        let why = match &row.why_sealed {
            Some(sealed) => tx.open("delivery_entry", "why_sealed", row.id.0, sealed)?,
            None => String::new(),
        };
        history.push((row, reason, why));
    }
    Ok(Behind { service: load::service(tx, service).await?, line, history })
}

/// What a fresh form says: what was said last, or that the person was there.
#[must_use]
pub fn fresh(ctx: &Ctx, behind: &Behind) -> Form {
    let Some((row, reason, _)) = behind.history.last() else {
        return Form::empty(ctx.lang);
    };
    let minutes = u32::try_from(row.minutes).unwrap_or_default();
    let planned = behind.line.cells.first().map_or(0, |cell| cell.planned);
    let said = match reason.code.as_str() {
        "" if minutes == planned => "present",
        "" => "part",
        code => code,
    };
    let typed = if said == "part" { hours(minutes) } else { String::new() };
    let version = row.attempt.to_string();
    Form::filled(
        ctx.lang,
        [
            ("said", said.to_owned()),
            ("hours", typed),
            ("note", reason.note.clone()),
            ("_version", version),
        ],
    )
}

/// The form as a page.
pub fn draw(
    ctx: &Ctx,
    behind: &Behind,
    (action, cancel): (String, String),
    form: Form,
) -> Result<EntryPage, Problem> {
    let cell = behind.cell()?;
    let earlier = |(row, reason, why): &(delivery_entry::Model, Reason, String)| {
        let said = if row.kind == "present" {
            let minutes = u32::try_from(row.minutes).unwrap_or_default();
            ctx.ta("delivery-was-present", &[("hours", hours(minutes))]).into_owned()
        } else {
            let code = ctx.t(&format!("delivery-reason-{}", reason.code)).into_owned();
            let text = ctx.ta("delivery-was-absent", &[("reason", code)]).into_owned();
            if reason.note.is_empty() { text } else { format!("{text} – {}", reason.note) }
        };
        Earlier {
            said,
            by: format!("{}, {}", row.account_name, row.made_at.bg()),
            why: why.clone(),
        }
    };
    let planned = match cell.planned {
        0 => ctx.t("delivery-planned-none"),
        minutes => ctx.ta("delivery-planned-hours", &[("hours", hours(minutes))]),
    };
    let mut page = ctx.page(day_words(ctx.lang, cell.day));
    page.errors = form.errors();
    Ok(EntryPage {
        page,
        name: behind.line.name.clone(),
        planned: planned.into_owned(),
        action,
        cancel,
        hidden: vec![("day", cell.day.to_string())],
        said: choices(ctx, &SAID, form.get("said"), |code| match code {
            "present" | "part" => format!("delivery-say-{code}"),
            code => format!("delivery-reason-{code}"),
        }),
        corrects: behind.corrects(),
        earlier: behind.history.iter().rev().map(earlier).collect(),
        form,
    })
}

/// What was typed; mistakes stand beside the fields.
pub fn read(form: &mut Form, corrects: bool) -> Option<(Say, String)> {
    let said = kit::web::chosen(form, "said", &SAID);
    let note = form.optional("note", 500);
    let why = if corrects { form.required("why", 500) } else { String::new() };
    let say = match said.as_str() {
        "present" => Say::Present(None),
        "part" => {
            let minutes = typed_hours(&form.required("hours", 10));
            if minutes.is_none() && !form.get("hours").is_empty() {
                form.wrong("hours", "delivery-hours-wrong");
            }
            Say::Present(minutes)
        }
        code if REASONS.contains(&code) => Say::Absent(Reason { code: code.to_owned(), note }),
        _ => return None,
    };
    form.ok().then_some((say, why))
}

/// Writes it, unless somebody said something since the form was opened.
///
/// # Errors
/// As [`entry::say`].
pub async fn write(
    tx: &mut Tx,
    law: &Law,
    (behind, form): (&Behind, &Form),
    (say, by): (&Say, By<'_>),
) -> Result<(), Problem> {
    let cell = behind.cell()?;
    let of = &behind.line.of;
    let said = entry::history(tx, of.placement, cell.day).await?;
    let last = said.last().map_or(0, |row| row.attempt);
    if !said.is_empty() && form.version() != last {
        return Err(StoreError::Conflict.into());
    }
    entry::say(tx, law, (of.service, of.placement, cell.day), (say, by)).await?;
    Ok(())
}

fn places(ctx: &Ctx, (id, placement, day): (ServiceId, PlacementId, Day)) -> (String, String) {
    let action = ctx.url(&path(id, &format!("/people/{placement}/entry")));
    let sheet = list_address(&ctx.url(&path(id, "/day")), &[("day", &day.to_string())]);
    (action, sheet)
}

fn framed(ctx: &Ctx, behind: &Behind, mut shown: EntryPage) -> EntryPage {
    let month = behind.line.cells.first().map(|cell| Month::of(cell.day.0));
    if let Some(month) = month {
        let title = shown.page.title.clone();
        shown.page.breadcrumbs = frame::page_of(ctx, &behind.service, (title, month)).breadcrumbs;
    }
    shown
}

/// `GET /delivery/{id}/people/{placement}/entry?day=`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id, placement)): Path<(String, ServiceId, PlacementId)>,
    form: Form,
) -> Result<Response, Problem> {
    let day = day_of(&form, app.today());
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = behind(&tx, &law, (id, placement, day)).await?;
    tx.audit(Entry::read("delivery", placement.0).about(Some(behind.line.of.person.0)));
    tx.commit().await?;
    let form = fresh(&ctx, &behind);
    let shown = draw(&ctx, &behind, places(&ctx, (id, placement, day)), form)?;
    html(&framed(&ctx, &behind, shown))
}

/// `POST /delivery/{id}/people/{placement}/entry`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id, placement)): Path<(String, ServiceId, PlacementId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let day = day_of(&form, app.today());
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = behind(&tx, &law, (id, placement, day)).await?;
    tx.audit(Entry::read("delivery", placement.0).about(Some(known.line.of.person.0)));
    tx.commit().await?;
    let Some((say, why)) = read(&mut form, known.corrects()) else {
        let shown = draw(&ctx, &known, places(&ctx, (id, placement, day)), form)?;
        return again(&framed(&ctx, &known, shown));
    };
    let back = list_address(&path(id, "/day"), &[("day", &day.to_string())]);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    let name = ctx.actor.name.to_string();
    let by = By { name: &name, via: "office", why: &why };
    write(&mut tx, &law, (&known, &form), (&say, by)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("delivery-entry-done")))
}
