//! The same as JSON.

use super::catalogue::catalogue;
use super::deed::{self, NewValue, Origin};
use super::frame::{self, chosen_place};
use super::load;
use super::store::figure::Model;
use super::value::{Chosen, Territory, Value, kind, milli};
use super::{ValueId, door};
use crate::app::App;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A value with its pedigree.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FigureValueOut {
    #[schema(value_type = String)]
    id: ValueId,
    /// A code of the catalogue.
    group: String,
    /// `present`, `permanent`, `census`, `register`, `survey`, `estimate`.
    kind: &'static str,
    /// `settlement`, `municipality`, `district`, `country`.
    area: &'static str,
    /// Of a settlement its EKATTE.
    ekatte: String,
    #[schema(value_type = String, format = Date)]
    on: Day,
    /// The exact number as text.
    amount: String,
    source: String,
}

impl From<Value> for FigureValueOut {
    fn from(value: Value) -> FigureValueOut {
        FigureValueOut {
            id: value.id,
            area: value.territory.area(),
            ekatte: value.territory.ekatte().to_owned(),
            group: value.group,
            kind: value.kind,
            on: value.on,
            amount: value.amount.to_string(),
            source: value.source,
        }
    }
}

/// `GET /api/figures`: fifty values at a time, filtered as on the page.
#[utoipa::path(
    get,
    path = "/{municipality}/api/figures",
    operation_id = "figures",
    params(
        ("q" = Option<String>, Query),
        ("group" = Option<String>, Query),
        ("kind" = Option<String>, Query),
        ("area" = Option<String>, Query),
        ("ekatte" = Option<String>, Query),
        ("known" = Option<String>, Query),
        ("page" = Option<u64>, Query)
    ),
    responses((status = 200, description = "", body = Vec<FigureValueOut>)),
)]
pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<FigureValueOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let catalogue = catalogue(&tx).await?;
    let names = frame::names(&tx, &ctx.municipality.code).await?;
    let query = load::asked(&tx, &form, (&catalogue, &names));
    let (rows, _) = load::page(&tx, query, &form).await?;
    tx.audit(Entry::list("figure"));
    tx.commit().await?;
    Ok(Json(load::opened(rows).into_iter().map(FigureValueOut::from).collect()))
}

/// The value that counts, and those that say something else.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FigureChosen {
    value: FigureValueOut,
    rivals: Vec<FigureValueOut>,
}

impl From<Chosen> for FigureChosen {
    fn from(chosen: Chosen) -> FigureChosen {
        let rivals = chosen.rivals.into_iter().map(FigureValueOut::from).collect();
        FigureChosen { value: chosen.value.into(), rivals }
    }
}

/// `GET /api/figures/chosen?group=&place=&on=&known=`: `place` is `municipality`, `district`, `country`
/// or an EKATTE.
#[utoipa::path(
    get,
    path = "/{municipality}/api/figures/chosen",
    operation_id = "figure-chosen",
    params(
        ("group" = String, Query),
        ("place" = String, Query),
        ("on" = Option<String>, Query),
        ("known" = Option<String>, Query)
    ),
    responses((status = 200, description = "", body = FigureChosen)),
)]
pub async fn chosen_one(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<FigureChosen>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let names = frame::names(&tx, &ctx.municipality.code).await?;
    let territory = chosen_place(form.get("place"), &names).ok_or(Problem::NotFound)?;
    let on = form.get("on").parse().unwrap_or(tx.today());
    let known: Option<Day> = form.get("known").parse().ok();
    let group = form.get("group");
    let mut all = door::chosen_as_known(&tx, &[group], &territory, (on, known)).await?;
    tx.audit(Entry::list("figure"));
    tx.commit().await?;
    Ok(Json(all.remove(group).ok_or(Problem::NotFound)?.into()))
}

/// A value to be entered.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct FigureIn {
    /// A code of the catalogue.
    group: String,
    /// As in `FigureValueOut`.
    kind: String,
    /// `municipality`, `district`, `country` or an EKATTE.
    place: String,
    #[schema(value_type = String, format = Date)]
    on: Day,
    /// The number as text: `17669`, `12.5`.
    amount: String,
    source: String,
    #[serde(default)]
    note: String,
}

/// What is wrong with a field, in words.
pub fn wrong(ctx: &Ctx, field: &str, key: &str) -> Problem {
    Problem::Fields(vec![(field.to_owned(), ctx.t(key).into_owned())])
}

/// An amount as programs write it.
fn exact(ctx: &Ctx, text: &str) -> Result<Decimal, Problem> {
    let amount = Decimal::from_str(text).ok().filter(|amount| milli(*amount).is_some());
    amount.ok_or_else(|| wrong(ctx, "amount", "figures-wrong-amount"))
}

fn worded(ctx: &Ctx, field: &str, value: &str) -> Result<String, Problem> {
    let value = value.trim();
    if value.is_empty() || value.chars().count() > frame::LINE {
        return Err(wrong(ctx, field, "figures-wrong-text"));
    }
    Ok(value.to_owned())
}

/// What became of it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FigureDone {
    #[schema(value_type = String)]
    id: ValueId,
}

/// `POST /api/figures`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/figures",
    operation_id = "figure-add",
    request_body = FigureIn,
    responses((status = 200, description = "", body = FigureDone)),
)]
pub async fn add(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<FigureDone>, Problem> {
    let sent: FigureIn = form.json()?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/api/figures")).await?;
    let known = catalogue(&tx).await?;
    let names = frame::names(&tx, &ctx.municipality.code).await?;
    if known.get(&sent.group).is_none() {
        return Err(wrong(&ctx, "group", "form-choose"));
    }
    if sent.on > tx.today() {
        return Err(wrong(&ctx, "on", "figures-row-future"));
    }
    let place = chosen_place(&sent.place, &names);
    let new = NewValue {
        kind: kind(&sent.kind).ok_or_else(|| wrong(&ctx, "kind", "form-choose"))?,
        territory: place.ok_or_else(|| wrong(&ctx, "place", "form-choose"))?,
        amount: exact(&ctx, &sent.amount)?,
        source: worded(&ctx, "source", &sent.source)?,
        group: sent.group,
        on: sent.on,
        note: sent.note.chars().take(frame::TEXT).collect(),
    };
    let id = deed::add(&mut tx, &new, Origin::default()).await?;
    tx.commit().await?;
    Ok(Json(FigureDone { id }))
}

/// What a value should have said.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct FigureCorrection {
    /// The number as text.
    amount: String,
    /// Why.
    why: String,
    /// The version that was read: 1 of a value that counts.
    version: i32,
}

fn as_new(row: &Model, amount: Decimal) -> Result<NewValue, Problem> {
    Ok(NewValue {
        group: row.group_code.clone(),
        kind: kind(&row.kind).ok_or(Problem::NotFound)?,
        territory: Territory::of(&row.area, &row.ekatte).ok_or(Problem::NotFound)?,
        on: row.figure_on,
        amount,
        source: row.source.clone(),
        note: row.note.clone(),
    })
}

/// `POST /api/figures/{id}/correct`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/figures/{id}/correct",
    operation_id = "figure-correct",
    params(("id" = String, Path)),
    request_body = FigureCorrection,
    responses((status = 200, description = "", body = FigureDone)),
)]
pub async fn correct(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ValueId>,
    form: Form,
) -> Result<Json<FigureDone>, Problem> {
    let sent: FigureCorrection = form.json()?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/api/figures")).await?;
    let row = load::row(&tx, id).await?;
    let new = as_new(&row, exact(&ctx, &sent.amount)?)?;
    let why = worded(&ctx, "why", &sent.why)?;
    let id = deed::correct(&mut tx, (&row, sent.version), &new, (&why, None)).await?;
    tx.commit().await?;
    Ok(Json(FigureDone { id }))
}

/// Why a value is withdrawn.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct FigureWithdrawal {
    /// Why.
    why: String,
    /// The version that was read.
    version: i32,
}

/// `POST /api/figures/{id}/withdraw`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/figures/{id}/withdraw",
    operation_id = "figure-withdraw",
    params(("id" = String, Path)),
    request_body = FigureWithdrawal,
    responses((status = 200, description = "", body = FigureDone)),
)]
pub async fn withdraw(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ValueId>,
    form: Form,
) -> Result<Json<FigureDone>, Problem> {
    let sent: FigureWithdrawal = form.json()?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/api/figures")).await?;
    let row = load::row(&tx, id).await?;
    let why = worded(&ctx, "why", &sent.why)?;
    deed::end(&mut tx, &row, ("withdrawn", &why, sent.version)).await?;
    tx.commit().await?;
    Ok(Json(FigureDone { id }))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, chosen_one, add, correct, withdraw, super::api_import::import))]
pub struct ApiDocument;
