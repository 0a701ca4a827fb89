//! What is done with a complaint or a signal, each as a short form: visit, decision, answer.

use super::SignalId;
use super::frame::{self, HOME, TEXT, press};
use super::signal::{self, OUTCOMES};
use super::signal_page::{BACK, Behind, behind};
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::types::AccountId;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, see};

/// A deed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Visit,
    Decide,
    Answer,
}

fn act(ctx: &Ctx, form: &Form, (deed, behind): (Deed, &Behind)) -> Act {
    let both = (ctx, form);
    let officer = (ctx.t("control-column-officer").into_owned(), behind.officers.clone());
    match deed {
        Deed::Visit => Act::new("control-signal-visit", "/visit", "ui-save")
            .day(both, "on", ("control-planned-on", String::new()))
            .choice(both, "officer", officer),
        Deed::Decide => Act::new("control-decide", "/decide", "ui-save")
            .day(both, "on", ("control-decided-on", String::new()))
            .one(both, "outcome", ("control-column-outcome", &OUTCOMES), |code| {
                format!("control-signal-outcome-{code}")
            })
            .area(both, "decision", ("control-decision", "control-decision-hint"))
            .area(both, "action", ("control-action", "control-action-hint")),
        Deed::Answer => Act::new("control-answer-do", "/answer", "ui-save")
            .lead(ctx.t(if behind.signal.content.from.is_empty() {
                "control-answer-nobody"
            } else {
                "control-answer-lead"
            }))
            .day(both, "on", ("control-answered-on", String::new()))
            .area(both, "text", ("control-answer", "")),
    }
}

fn shown(ctx: &Ctx, form: &Form, (deed, behind): (Deed, &Behind)) -> Result<Response, Problem> {
    let act = act(ctx, form, (deed, behind));
    let title = format!("{}: {}", ctx.t(act.title()), behind.signal.number());
    let row = &behind.signal.row;
    let around = Around {
        page: frame::page(ctx, title, BACK),
        home: format!("{HOME}/signals/{}", row.id),
        version: form.version_or(row.version),
    };
    act.shown(ctx, around, form)
}

async fn asked(app: &App, ctx: &Ctx, (id, deed): (SignalId, Deed)) -> Result<Response, Problem> {
    let behind = behind(app, ctx, id).await?;
    let form = Form::filled(ctx.lang, day_values("on", Some(app.today())));
    shown(ctx, &form, (deed, &behind))
}

/// `GET /control/signals/{id}/visit`.
pub async fn visit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SignalId>,
) -> Result<Response, Problem> {
    asked(&app, &ctx, (id, Deed::Visit)).await
}

/// `GET /control/signals/{id}/decide`.
pub async fn decide_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SignalId>,
) -> Result<Response, Problem> {
    asked(&app, &ctx, (id, Deed::Decide)).await
}

/// `GET /control/signals/{id}/answer`.
pub async fn answer_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SignalId>,
) -> Result<Response, Problem> {
    asked(&app, &ctx, (id, Deed::Answer)).await
}

/// `POST /control/signals/{id}/visit`.
pub async fn visit_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SignalId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let on = form.day("on");
    let officer: Option<AccountId> = form.parsed_optional("officer", "form-choose");
    let (Some(on), true) = (on, form.ok()) else {
        return shown(&ctx, &form, (Deed::Visit, &behind));
    };
    let pair = behind.pair.as_ref().ok_or(Problem::Impossible("control-refused-signal"))?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/signals/{id}"))).await?;
    let visit = signal::visit(&mut tx, (&behind.signal, pair), (on, officer)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/visits/{visit}"), Some("control-done")))
}

/// `POST /control/signals/{id}/decide`.
pub async fn decide_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SignalId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut behind = behind(&app, &ctx, id).await?;
    let on = form.day("on");
    let outcome = chosen(&mut form, "outcome", &OUTCOMES);
    let (decision, action) = (form.required("decision", TEXT), form.optional("action", TEXT));
    let (Some(on), true) = (on, form.ok()) else {
        return shown(&ctx, &form, (Deed::Decide, &behind));
    };
    behind.signal.row.version = form.version_or(behind.signal.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    let home = format!("{HOME}/signals/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    signal::decide(&mut tx, &behind.signal, (on, &outcome), (&decision, &action)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("control-done")))
}

/// `POST /control/signals/{id}/answer`.
pub async fn answer_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SignalId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut behind = behind(&app, &ctx, id).await?;
    let (on, text) = (form.day("on"), form.required("text", TEXT));
    let (Some(on), true) = (on, form.ok()) else {
        return shown(&ctx, &form, (Deed::Answer, &behind));
    };
    let press = press(&app, &ctx, &headers)?;
    behind.signal.row.version = form.version_or(behind.signal.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    let home = format!("{HOME}/signals/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    signal::answer(&mut tx, &behind.signal, (on, &text, &press)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("control-done")))
}
