//! Correcting a seminar that was not held yet: place, trainer, organiser, note. Days and money stay: a
//! wrong programme is revoked and entered anew. Those who were written to are told.

use super::content::Held;
use super::frame::{self, HOME, LINE, Press, TEXT};
use super::load::{self, Seminar};
use super::mail;
use super::seminar::{self, is_trainer};
use super::{SeminarId, attend};
use crate::app::App;
use crate::workforce::{self, EmployeeId, EmployeeName};
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit;
use kit::store::{StoreError, Tx};
use kit::web::{Act, Around, Ctx, Form, Id, Problem, see};

const BACK: (&str, &str) = ("", "training-seminars");

/// A seminar, all employees, and who was invited.
struct Behind {
    one: Seminar,
    all: Vec<EmployeeName>,
    invited: Vec<EmployeeName>,
}

async fn behind(tx: &Tx, id: SeminarId) -> Result<Behind, StoreError> {
    let one = load::seminar(tx, id).await?;
    let people = attend::participants(tx, &one).await?;
    let invited = people.into_iter().map(|(_, who)| who).collect();
    Ok(Behind { one, all: workforce::employees(tx).await?, invited })
}

fn shown(ctx: &Ctx, form: &Form, behind: &Behind) -> Result<Response, Problem> {
    let both = (ctx, form);
    let trainer = ctx.t("training-trainer-own").into_owned();
    let act = Act::new("training-seminar-edit", "/edit", "ui-save")
        .lead(ctx.t("training-seminar-edit-lead"))
        .line(both, "place", "training-place")
        .choice(both, "trainer-id", (trainer, frame::employee_choices(&behind.all)))
        .line(both, "trainer", "training-trainer-other")
        .line(both, "organiser", "training-organiser")
        .area(both, "note", ("training-note", ""));
    let row = &behind.one.row;
    let title = format!("{}: {}", ctx.t("training-seminar-edit"), row.title);
    let page = frame::page(ctx, title, BACK);
    let version = form.version_or(row.version);
    act.shown(ctx, Around { page, home: format!("{HOME}/seminars/{}", row.id), version }, form)
}

/// `GET /training/seminars/{id}/edit`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SeminarId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = behind(&tx, id).await?;
    tx.audit(audit::Entry::read("training-seminar", id.0));
    tx.commit().await?;
    let Held { place, trainer, organiser, note, .. } = behind.one.content.clone();
    let own = behind.one.row.trainer_id.map(|id| id.to_string()).unwrap_or_default();
    let values = [
        ("place", place),
        ("trainer-id", own),
        ("trainer", trainer),
        ("organiser", organiser),
        ("note", note),
    ];
    shown(&ctx, &Form::filled(ctx.lang, values), &behind)
}

/// What was typed; what is wrong stands beside its box.
fn read(form: &mut Form, behind: &Behind) -> Seminar {
    let mut new = behind.one.clone();
    new.row.trainer_id = form.parsed_optional("trainer-id", "form-choose");
    let is_known = |id: EmployeeId| behind.all.iter().any(|one| one.id == id);
    if new.row.trainer_id.is_some_and(|id| !is_known(id)) {
        form.wrong("trainer-id", "form-choose");
    }
    new.content = Held {
        place: form.optional("place", LINE),
        trainer: form.optional("trainer", LINE),
        organiser: form.optional("organiser", LINE),
        note: form.optional("note", TEXT),
        why: String::new(),
    };
    if new.row.trainer_id.is_none() == new.content.trainer.is_empty() {
        form.wrong("trainer", "training-wrong-trainer");
    }
    if behind.invited.iter().any(|who| is_trainer(&new, who)) {
        form.wrong("trainer", "training-refused-trainer");
    }
    new.row.version = form.version_or(new.row.version);
    new
}

/// `POST /training/seminars/{id}/edit`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SeminarId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let press = Press::here(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = behind(&tx, id).await?;
    let new = read(&mut form, &behind);
    if !form.ok() {
        tx.audit(audit::Entry::read("training-seminar", id.0));
        tx.commit().await?;
        return shown(&ctx, &form, &behind);
    }
    let home = format!("{HOME}/seminars/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    seminar::change(&mut tx, &new).await?;
    if new.content.place != behind.one.content.place {
        mail::tell(&app, &mut tx, (&press, &new, mail::CHANGED)).await?;
    }
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("training-done")))
}
