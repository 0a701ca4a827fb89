//! The protocol of a visit on the screen, field by field in the order of Приложение № 6.

use super::VisitId;
use super::content::{Protocol, Row};
use super::course::{OPINIONS, ROWS, State, lacks};
use super::frame::{self, HOME, TEXT, YES_NO, is_yes, press};
use super::visit::{self, Held};
use super::visit_page::{Behind, behind};
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values, see};

fn hold_act(ctx: &Ctx, form: &Form) -> Act {
    let both = (ctx, form);
    let opinion = |code: &str| format!("control-opinion-{code}");
    let mut act = Act::new("control-hold", "/hold", "control-hold-button")
        .lead(ctx.t("control-hold-lead"))
        .day(both, "on", ("control-held-on", String::new()))
        .line(both, "at", "control-at")
        .line(both, "place", "control-place")
        .line(both, "officers", "control-officers")
        .line(both, "order", "control-order");
    for (n, code) in ROWS.iter().enumerate() {
        let label = |part: &str| format!("control-box-{part}");
        act = act
            .part(ctx, &format!("control-row-{code}"))
            .area(both, &format!("found-{n}"), (&label("found"), ""))
            .one(both, &format!("user-{n}"), (&label("user"), &OPINIONS), opinion)
            .line(both, &format!("said-{n}"), &label("said"))
            .one(both, &format!("officer-{n}"), (&label("officer"), &OPINIONS), opinion);
    }
    act.part(ctx, "control-protocol-end")
        .one(both, "assistant", ("control-assistant-opinion", &OPINIONS), opinion)
        .line(both, "signer", "control-signer")
        .one(both, "absent", ("control-absent", &YES_NO), |code| format!("control-{code}"))
        .line(both, "absence", "control-absence")
        .area(both, "recommendation", ("control-recommendation", "control-recommendation-hint"))
        .line(both, "who", "control-column-who")
        .day(both, "until", ("control-until", ctx.t("control-until-hint").into_owned()))
}

fn hold_shown(ctx: &Ctx, behind: &Behind, form: &Form) -> Result<Response, Problem> {
    let title = format!("{}: {}", ctx.t("control-hold"), behind.title());
    let page = frame::page(ctx, title, ("", "control-title"));
    let home = format!("{HOME}/visits/{}", behind.visit.row.id);
    let version = form.version_or(behind.visit.row.version);
    hold_act(ctx, form).shown(ctx, Around { page, home, version }, form)
}

/// `GET /control/visits/{id}/hold`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<VisitId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    if behind.visit.state != State::Planned {
        return Err(Problem::Impossible("control-refused-state"));
    }
    let mut values = day_values("on", Some(app.today()));
    let officer = behind.officer();
    let officer = if officer.is_empty() { ctx.actor.name.to_string() } else { officer };
    let more = [("place", behind.place.clone()), ("officers", officer), ("absent", "no".into())];
    values.extend(more.map(|(name, value)| (name.to_owned(), value)));
    let form = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    hold_shown(&ctx, &behind, &form)
}

/// A code of an opinion, or nothing.
fn opinion(form: &mut Form, name: &str) -> String {
    let code = form.optional(name, 20);
    if !code.is_empty() && !OPINIONS.contains(&code.as_str()) {
        form.wrong(name, "form-choose");
    }
    code
}

/// What was typed.
fn read(form: &mut Form, today: Day) -> (Option<Day>, Held) {
    let on = form.day("on");
    if on.is_some_and(|on| on > today) {
        form.wrong("on", "control-wrong-future");
    }
    let mut protocol = Protocol {
        at: form.optional("at", 20),
        place: form.required("place", 300),
        officers: form.required("officers", 300),
        order: form.optional("order", 100),
        signer: form.optional("signer", 200),
        assistant: opinion(form, "assistant"),
        absence: form.optional("absence", TEXT),
        recommendation: form.optional("recommendation", TEXT),
        ..Protocol::default()
    };
    let is_absent = is_yes(form, "absent");
    for (n, code) in ROWS.iter().enumerate() {
        let found = format!("found-{n}");
        // The last row is for what else there is.
        let is_free = is_absent || *code == "other";
        let found = if is_free { form.optional(&found, TEXT) } else { form.required(&found, TEXT) };
        let user_text = form.optional(&format!("said-{n}"), 500);
        let user = opinion(form, &format!("user-{n}"));
        let officer = opinion(form, &format!("officer-{n}"));
        protocol.rows.push(Row { found, user, user_text, officer });
    }
    for (name, key) in lacks(&protocol, is_absent) {
        form.wrong(name, key);
    }
    let until = form.day_optional("until");
    let who = form.optional("who", 200);
    let held = Held { on: on.unwrap_or(today), is_absent, protocol, until, who };
    (on, held)
}

/// `POST /control/visits/{id}/hold`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<VisitId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut behind = behind(&app, &ctx, id).await?;
    let (on, held) = read(&mut form, app.today());
    if on.is_none() || !form.ok() {
        return hold_shown(&ctx, &behind, &form);
    }
    let press = press(&app, &ctx, &headers)?;
    behind.visit.row.version = form.version_or(behind.visit.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    let home = format!("{HOME}/visits/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    ctx.sent(&tx, &form).await?;
    visit::hold(&mut tx, &law, (&behind.visit, &behind.pair), (&held, &press)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("control-done")))
}
