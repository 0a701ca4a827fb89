//! A place offered to who waits, the answer, and the question whether somebody still waits.

use super::PlacementId;
use super::act::{Act, dated, doing, done, in_state, opened, past_day, shown};
use super::course::State;
use super::load::{self, Rest, Short};
use super::moves::broken;
use super::places;
use super::step::last_day;
use super::waiting::{self, Answer, NewOffer, SKIPS};
use super::{letter, store::waiting_entry};
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, chosen, day_values};

/// How an offer is told.
const HOW: [&str; 4] = ["phone", "person", "letter", "mail"];

/// Who would be passed over by an offer, and how many places are free.
async fn around(
    app: &App,
    ctx: &Ctx,
    short: &Short,
) -> Result<(Vec<waiting_entry::Model>, i32), Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let passed = waiting::ahead(&tx, &short.row).await?;
    let free = load::places_of(&tx, short.row.service_id).await?;
    tx.rollback().await;
    Ok((passed, free.map_or(i32::MAX, |places| places.free())))
}

fn offer_act(ctx: &Ctx, form: &Form, passed: usize) -> Act {
    let boxes = (ctx, form);
    let act = Act::new("placement-offer", "/offer", "placement-offer-button")
        .lead(ctx.t("placement-offer-lead"))
        .day(
            boxes,
            "answer_by",
            ("placement-answer-by", ctx.t("placement-answer-hint").into_owned()),
        )
        .one(boxes, "how", ("placement-how", &HOW), |code| format!("placement-how-{code}"));
    if passed == 0 {
        return act;
    }
    act.lead(ctx.ta("placement-offer-passes", &[("count", passed)]))
        .one(boxes, "skip", ("placement-skip", &SKIPS), |code| format!("placement-skip-{code}"))
        .area(boxes, "reason", ("placement-skip-reason", "placement-skip-hint"))
}

/// `GET /placements/{id}/offer`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id).await?;
    in_state(&short, State::Waiting)?;
    let (passed, free) = around(&app, &ctx, &short).await?;
    if free == 0 {
        return Err(Problem::Impossible("placement-refused-full"));
    }
    let law = app.law(ctx.actor.municipality);
    let until = last_day(&law, "W02", app.today()).map_err(broken)?;
    let fresh = Form::filled(ctx.lang, day_values("answer_by", until));
    let form = ctx.resumed(fresh, &[]).await?;
    shown(&ctx, &short, offer_act(&ctx, &form, passed.len()), &form)
}

/// `POST /placements/{id}/offer`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id).await?;
    in_state(&short, State::Waiting)?;
    let (passed, _) = around(&app, &ctx, &short).await?;
    let answer_by = form.day("answer_by");
    if answer_by.is_some_and(|day| day < app.today()) {
        form.wrong("answer_by", "placement-answer-past");
    }
    let how = chosen(&mut form, "how", &HOW);
    let skip = if passed.is_empty() {
        None
    } else {
        Some((chosen(&mut form, "skip", &SKIPS), form.required("reason", 2_000)))
    };
    let (Some(answer_by), true) = (answer_by, form.ok()) else {
        return shown(&ctx, &short, offer_act(&ctx, &form, passed.len()), &form);
    };
    let (mut tx, _) = doing(&app, &ctx, id, &form).await?;
    let new = NewOffer { placement: id, answer_by, how, skip };
    let offer = waiting::offer(&mut tx, &app, &new).await?;
    let verify = crate::people::verify_address(&app, &ctx, &headers);
    letter::offer(&mut tx, &ctx, &short, (offer, answer_by), verify).await?;
    done(tx, &ctx, id, "placement-offer-done").await
}

fn answer_act(ctx: &Ctx, form: &Form, by: Day) -> Act {
    let boxes = (ctx, form);
    Act::new("placement-answer", "/answer", "ui-save")
        .lead(ctx.ta("placement-answer-lead", &[("day", by.bg())]))
        .one(boxes, "answer", ("placement-answer", &["accepted", "declined", "lapsed"]), |code| {
            format!("placement-answer-{code}")
        })
        .day(boxes, "on", ("placement-answered-on", String::new()))
}

/// The last day of the open offer.
async fn open_until(app: &App, ctx: &Ctx, id: PlacementId) -> Result<Day, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let offer = load::offers(&tx, id).await?.pop().filter(|o| o.answered_on.is_none());
    tx.rollback().await;
    Ok(offer.ok_or(Problem::Impossible("placement-refused-state"))?.answer_by)
}

/// `GET /placements/{id}/answer`.
pub async fn answer_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id).await?;
    let by = open_until(&app, &ctx, id).await?;
    let fresh = Form::filled(ctx.lang, day_values("on", Some(app.today())));
    let form = ctx.resumed(fresh, &[]).await?;
    shown(&ctx, &short, answer_act(&ctx, &form, by), &form)
}

/// `POST /placements/{id}/answer`.
pub async fn answer(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id).await?;
    let by = open_until(&app, &ctx, id).await?;
    let how = match chosen(&mut form, "answer", &["accepted", "declined", "lapsed"]).as_str() {
        "accepted" => Answer::Accepted,
        "declined" => Answer::Declined,
        _ => Answer::Lapsed,
    };
    let on = past_day(&mut form, app.today());
    if form.ok() && how == Answer::Lapsed && app.today() <= by {
        form.wrong("answer", "placement-answer-early");
    }
    if on.is_some_and(|on| how == Answer::Accepted && on > by) {
        form.wrong("answer", "placement-refused-lapsed");
    }
    let (Some(on), true) = (on, form.ok()) else {
        return shown(&ctx, &short, answer_act(&ctx, &form, by), &form);
    };
    let (mut tx, row) = doing(&app, &ctx, id, &form).await?;
    let after = waiting::answer(&mut tx, &app, &row, (how, on)).await?;
    let flash =
        if after == State::AtProvider { "placement-accepted" } else { "placement-declined" };
    done(tx, &ctx, id, flash).await
}

fn asked_act(ctx: &Ctx, form: &Form) -> Act {
    let boxes = (ctx, form);
    Act::new("placement-still", "/still", "ui-save")
        .lead(ctx.t("placement-still-lead"))
        .one(boxes, "still", ("placement-still-answer", &["yes", "no"]), |code| {
            format!("placement-still-{code}")
        })
        .day(boxes, "on", ("placement-still-on", String::new()))
}

/// `GET /placements/{id}/still`.
pub async fn still_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Response, Problem> {
    dated(&app, &ctx, (id, State::Waiting), asked_act).await
}

/// `POST /placements/{id}/still`: who still waits is asked again later; who does not leaves.
pub async fn still(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id).await?;
    in_state(&short, State::Waiting)?;
    let answer = chosen(&mut form, "still", &["yes", "no"]);
    let on = past_day(&mut form, app.today());
    let (Some(on), true) = (on, form.ok()) else {
        return shown(&ctx, &short, asked_act(&ctx, &form), &form);
    };
    let (mut tx, row) = doing(&app, &ctx, id, &form).await?;
    if answer == "yes" {
        waiting::asked(&mut tx, &app.law(ctx.actor.municipality), &row, on).await?;
        return done(tx, &ctx, id, "placement-still-done").await;
    }
    places::lock(&tx, row.service_id).await?;
    super::end::give_up(&mut tx, &app, &row, (on, "withdrawn")).await?;
    done(tx, &ctx, id, "placement-closed-done").await
}

/// Where the person stands in the list, and why.
pub fn waits_line(ctx: &Ctx, rest: &Rest) -> String {
    let Some((entry, place)) = &rest.waits else { return String::new() };
    let key = if entry.urgent_ground.is_empty() { "ordered" } else { "urgent" };
    let args = [("place", place.to_string()), ("day", entry.entered_at.bg())];
    ctx.ta(&format!("placement-waits-{key}"), &args).into_owned()
}
