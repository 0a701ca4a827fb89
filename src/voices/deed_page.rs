//! What is done with a complaint, each as a short form: it is given to somebody, a step is noted, it is
//! passed on, answered, opened again.

use super::ComplaintId;
use super::complaint;
use super::complaint_page::{BACK, Behind, behind};
use super::course::{BODIES, OUTCOMES};
use super::frame::{self, HOME, LINE, Press, TEXT};
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::AccountId;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, see};

/// A deed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Assign,
    Step,
    Forward,
    Answer,
    Reopen,
}

fn act(ctx: &Ctx, form: &Form, (deed, behind): (Deed, &Behind)) -> Act {
    let both = (ctx, form);
    match deed {
        Deed::Assign => Act::new("voices-assign", "/assign", "ui-save").choice(
            both,
            "officer",
            (ctx.t("voices-column-officer").into_owned(), behind.officers()),
        ),
        Deed::Step => Act::new("voices-note", "/step", "ui-save")
            .day(both, "on", ("voices-column-day", String::new()))
            .area(both, "text", ("voices-column-text", "voices-note-hint")),
        Deed::Forward => Act::new("voices-forward", "/forward", "ui-save")
            .lead(ctx.t("voices-forward-lead"))
            .one(both, "to", ("voices-column-forwarded", &BODIES), |code| {
                format!("voices-to-{code}")
            })
            .line(both, "whom", "voices-forward-whom")
            .area(both, "text", ("voices-forward-asked", "voices-forward-hint")),
        Deed::Answer => Act::new("voices-answer-do", "/answer", "ui-save")
            .lead(ctx.t(if behind.one.content.from.is_empty() {
                "voices-answer-nobody"
            } else {
                "voices-answer-lead"
            }))
            .day(both, "on", ("voices-answered-on", String::new()))
            .one(both, "outcome", ("voices-column-outcome", &OUTCOMES), |code| {
                format!("voices-outcome-{code}")
            })
            .area(both, "text", ("voices-answer", "voices-answer-hint")),
        Deed::Reopen => Act::new("voices-reopen", "/reopen", "ui-save")
            .lead(ctx.t("voices-reopen-lead"))
            .area(both, "why", ("voices-reopen-why", "")),
    }
}

fn shown(ctx: &Ctx, form: &Form, (deed, behind): (Deed, &Behind)) -> Result<Response, Problem> {
    let act = act(ctx, form, (deed, behind));
    let title = format!("{}: {}", ctx.t(act.title()), complaint::number(&behind.one.row));
    let row = &behind.one.row;
    let around = Around {
        page: frame::page(ctx, title, BACK),
        home: format!("{HOME}/complaints/{}", row.id),
        version: form.version_or(row.version),
    };
    act.shown(ctx, around, form)
}

async fn asked(app: &App, ctx: &Ctx, (id, deed): (ComplaintId, Deed)) -> Result<Response, Problem> {
    let behind = behind(app, ctx, id).await?;
    let mut values = day_values("on", Some(app.today()));
    if deed == Deed::Forward {
        values.push(("whom".to_owned(), behind.provider()));
    }
    let form = Form::filled(ctx.lang, values);
    shown(ctx, &form, (deed, &behind))
}

/// `GET /voices/complaints/{id}/assign`.
pub async fn assign_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ComplaintId>,
) -> Result<Response, Problem> {
    asked(&app, &ctx, (id, Deed::Assign)).await
}

/// `GET /voices/complaints/{id}/step`.
pub async fn step_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ComplaintId>,
) -> Result<Response, Problem> {
    asked(&app, &ctx, (id, Deed::Step)).await
}

/// `GET /voices/complaints/{id}/forward`.
pub async fn forward_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ComplaintId>,
) -> Result<Response, Problem> {
    asked(&app, &ctx, (id, Deed::Forward)).await
}

/// `GET /voices/complaints/{id}/answer`.
pub async fn answer_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ComplaintId>,
) -> Result<Response, Problem> {
    asked(&app, &ctx, (id, Deed::Answer)).await
}

/// `GET /voices/complaints/{id}/reopen`.
pub async fn reopen_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ComplaintId>,
) -> Result<Response, Problem> {
    asked(&app, &ctx, (id, Deed::Reopen)).await
}

/// A writing transaction over the version that was edited, and where it leads.
async fn begun(
    app: &App,
    ctx: &Ctx,
    (behind, form): (&mut Behind, &Form),
) -> Result<(Tx, String), Problem> {
    let row = &mut behind.one.row;
    row.version = form.version_or(row.version);
    let home = format!("{HOME}/complaints/{}", row.id);
    let tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    Ok((tx, home))
}

/// `POST /voices/complaints/{id}/assign`.
pub async fn assign_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ComplaintId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut behind = behind(&app, &ctx, id).await?;
    let officer: Option<AccountId> = form.parsed("officer", "form-choose");
    let known = behind.officers();
    let found = officer.and_then(|id| known.iter().find(|one| one.value == id.to_string()));
    if officer.is_some() && found.is_none() {
        form.wrong("officer", "form-choose");
    }
    let (Some(officer), Some(found), true) = (officer, found, form.ok()) else {
        return shown(&ctx, &form, (Deed::Assign, &behind));
    };
    let (mut tx, home) = begun(&app, &ctx, (&mut behind, &form)).await?;
    complaint::assign(&mut tx, &behind.one, (officer, &found.text)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("voices-done")))
}

/// `POST /voices/complaints/{id}/step`.
pub async fn step_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ComplaintId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut behind = behind(&app, &ctx, id).await?;
    let (on, text) = (form.day("on"), form.required("text", TEXT));
    let (Some(on), true) = (on, form.ok()) else {
        return shown(&ctx, &form, (Deed::Step, &behind));
    };
    let (mut tx, home) = begun(&app, &ctx, (&mut behind, &form)).await?;
    complaint::note(&mut tx, &behind.one, (on, &text)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("voices-done")))
}

/// `POST /voices/complaints/{id}/forward`.
pub async fn forward_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ComplaintId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut behind = behind(&app, &ctx, id).await?;
    let to = chosen(&mut form, "to", &BODIES);
    let (whom, text) = (form.required("whom", LINE), form.required("text", TEXT));
    if !form.ok() {
        return shown(&ctx, &form, (Deed::Forward, &behind));
    }
    let press = Press::here(&app, &ctx, &headers)?;
    let (mut tx, home) = begun(&app, &ctx, (&mut behind, &form)).await?;
    complaint::forward(&mut tx, (&behind.one, &press), (&to, &whom, &text)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("voices-done")))
}

/// `POST /voices/complaints/{id}/answer`.
pub async fn answer_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ComplaintId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut behind = behind(&app, &ctx, id).await?;
    let on = form.day("on");
    let outcome = chosen(&mut form, "outcome", &OUTCOMES);
    let text = form.required("text", TEXT);
    if on.is_some_and(|on| on < behind.one.row.received_on || on > app.today()) {
        form.wrong("on", "voices-wrong-answer-day");
    }
    let (Some(on), true) = (on, form.ok()) else {
        return shown(&ctx, &form, (Deed::Answer, &behind));
    };
    let press = Press::here(&app, &ctx, &headers)?;
    let (mut tx, home) = begun(&app, &ctx, (&mut behind, &form)).await?;
    complaint::answer(&mut tx, (&behind.one, &press), (on, &outcome, &text)).await?;
    tx.audit(Entry::write("voice-complaint-answered", id.0));
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("voices-done")))
}

/// `POST /voices/complaints/{id}/reopen`.
pub async fn reopen_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ComplaintId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut behind = behind(&app, &ctx, id).await?;
    let why = form.required("why", TEXT);
    if !form.ok() {
        return shown(&ctx, &form, (Deed::Reopen, &behind));
    }
    let (mut tx, home) = begun(&app, &ctx, (&mut behind, &form)).await?;
    complaint::reopen(&mut tx, &law, (&behind.one, &why)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("voices-done")))
}
