//! The same as JSON.

use super::content::Kind;
use super::effect::{Effect, Fair, Shift};
use super::new_page::{kept, lists, sites_asked};
use super::result_page::{Done, done};
use super::store::scenario;
use super::typed;
use super::{ScenarioId, act, load, sited};
use crate::app::App;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ui::Lang;

/// A scenario.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ScenarioOut {
    #[schema(value_type = String)]
    id: ScenarioId,
    /// `what-if` or `sites`.
    kind: &'static str,
    title: String,
    seed: i64,
    /// How far it is worked out, in percent.
    done: i32,
    #[schema(value_type = String, format = Date)]
    made_on: Day,
}

fn out(row: &scenario::Model) -> ScenarioOut {
    ScenarioOut {
        id: row.id,
        kind: Kind::of(&row.kind).code(),
        title: row.title.clone(),
        seed: row.seed,
        done: row.done,
        made_on: row.made_at.day(),
    }
}

/// `GET /api/scenarios`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/scenarios",
    operation_id = "scenarios",
    responses((status = 200, description = "", body = Vec<ScenarioOut>)),
)]
pub async fn list(Shared(app): Shared<App>, ctx: Ctx) -> Result<Json<Vec<ScenarioOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::all(&tx).await?;
    tx.audit(Entry::list("scenario"));
    tx.commit().await?;
    Ok(Json(all.iter().map(out).collect()))
}

/// How fair ways are; minutes in tenths.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ScenarioFairOut {
    mean_hundredths: i64,
    median: i64,
    nine_tenths: i64,
    longest: i64,
    /// In thousandths.
    gini: i64,
    /// In thousandths.
    farthest_fifth: i64,
    /// In hundredths.
    disparity: Option<i64>,
}

fn fair(one: Fair) -> ScenarioFairOut {
    ScenarioFairOut {
        mean_hundredths: one.mean,
        median: one.median,
        nine_tenths: one.nine_tenths,
        longest: one.longest,
        gini: one.gini,
        farthest_fifth: one.farthest_fifth,
        disparity: one.disparity,
    }
}

/// A service in one state.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ScenarioEffectOut {
    places: i64,
    asked: i64,
    served: i64,
    waiting: i64,
    /// Tenths of a month; none when nothing becomes free.
    months: Option<i64>,
    cost_cents: i64,
    income_cents: i64,
    ways: ScenarioFairOut,
}

fn effect(one: &Effect) -> ScenarioEffectOut {
    ScenarioEffectOut {
        places: one.places,
        asked: one.asked,
        served: one.served,
        waiting: one.waiting,
        months: one.months,
        cost_cents: one.cost,
        income_cents: one.income,
        ways: fair(one.fair),
    }
}

/// A service today and then, and who gains and loses.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ScenarioServiceOut {
    number: u8,
    today: ScenarioEffectOut,
    then: ScenarioEffectOut,
    gained: i64,
    lost: i64,
    farther: i64,
    nearer: i64,
    dearer: i64,
}

fn service((shift, (one, other)): (&Shift, (&Effect, &Effect))) -> ScenarioServiceOut {
    ScenarioServiceOut {
        number: shift.number,
        today: effect(one),
        then: effect(other),
        gained: shift.all.gained,
        lost: shift.all.lost,
        farther: shift.all.farther,
        nearer: shift.all.nearer,
        dearer: shift.all.dearer,
    }
}

/// Where services would stand.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ScenarioSitesOut {
    /// Services by EKATTE code.
    open: BTreeMap<String, u32>,
    cost: i64,
    bound: i64,
    is_proved: bool,
    ways_today: ScenarioFairOut,
    ways: ScenarioFairOut,
}

/// A scenario with what it says; nothing while it is worked out.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ScenarioWholeOut {
    #[serde(flatten)]
    scenario: ScenarioOut,
    services: Vec<ScenarioServiceOut>,
    sites: Option<ScenarioSitesOut>,
    /// Why there is no answer, in Bulgarian.
    refused: Option<String>,
}

fn whole(row: &scenario::Model, done: Option<Done>) -> ScenarioWholeOut {
    let scenario = out(row);
    let mut whole = ScenarioWholeOut { scenario, services: Vec::new(), sites: None, refused: None };
    match done {
        None => {}
        Some(Done::WhatIf(all)) => {
            let beside = &all.2;
            let pairs = beside.today.iter().zip(&beside.then);
            whole.services = beside.shifts.iter().zip(pairs).map(service).collect();
        }
        Some(Done::Sites(asked, sited)) => {
            let open = asked.ekattes.iter().cloned().zip(sited.open.iter().copied());
            whole.sites = Some(ScenarioSitesOut {
                open: open.filter(|(_, services)| *services > 0).collect(),
                cost: sited.cost,
                bound: sited.bound,
                is_proved: sited.is_proved,
                ways_today: fair(sited.fair_today),
                ways: fair(sited.fair),
            });
        }
        Some(Done::Refused(asked, refused)) => {
            whole.refused = Some(sited::why(Lang::Bg, &asked, &refused));
        }
    }
    whole
}

/// `GET /api/scenarios/made/{id}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/scenarios/made/{id}",
    operation_id = "scenario",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = ScenarioWholeOut)),
)]
pub async fn one(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ScenarioId>,
) -> Result<Json<ScenarioWholeOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::row(&tx, id).await?;
    let done = done(&tx, id).await?;
    tx.audit(Entry::read("scenario", id.0));
    tx.commit().await?;
    Ok(Json(whole(&row, done)))
}

/// A new scenario: the boxes of the form by their names.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct ScenarioIn {
    /// `what-if` or `sites`.
    kind: String,
    /// Boxes of the form with what is typed in them, such as `years`, `place_service_1`, `goal`.
    boxes: BTreeMap<String, String>,
}

/// `POST /api/scenarios`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/scenarios",
    operation_id = "scenario-make",
    request_body = ScenarioIn,
    responses((status = 200, description = "", body = ScenarioOut)),
)]
pub async fn make(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<ScenarioOut>, Problem> {
    let new: ScenarioIn = form.json()?;
    let law = app.law(ctx.actor.municipality);
    let mut boxes = Form::filled(ctx.lang, new.boxes);
    let mut tx = app.db.write(&ctx.actor).await?;
    let lists = lists(&tx, &law).await?;
    let frame = typed::frame(&mut boxes);
    match Kind::of(&new.kind) {
        Kind::WhatIf => {
            tx.audit(Entry::list("scenario"));
            tx.commit().await?;
            let changes = typed::changes(&mut boxes, &lists);
            if !boxes.ok() {
                return Err(boxes.problem());
            }
            let id = kept(&app, &ctx, (&form, &frame, changes)).await?;
            let mut tx = app.db.read(&ctx.actor).await?;
            let row = load::row(&tx, id).await?;
            tx.audit(Entry::read("scenario", id.0));
            tx.commit().await?;
            Ok(Json(out(&row)))
        }
        Kind::Sites => {
            let wanted = typed::wanted(&mut boxes, &lists);
            if !boxes.ok() {
                return Err(boxes.problem());
            }
            tx.use_form(&form.key(), &ctx.url(super::frame::HOME)).await?;
            let inputs = sites_asked(&tx, &law, (&frame, &wanted)).await?;
            let row = act::add(&mut tx, &frame, &inputs).await?;
            act::ask(&tx, row.id).await?;
            tx.commit().await?;
            Ok(Json(out(&row)))
        }
    }
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, one, make))]
pub struct ApiDocument;
