//! The same as JSON.

use super::NeedMapId;
use super::door::{Need, Term, whole};
use super::formula::set;
use super::frame::{Asked, LINE, TEXT, title};
use super::map::{self, NewEntry};
use crate::app::App;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem};
use law::Law;
use serde::{Deserialize, Serialize};

/// A criterion with its figure.
#[derive(Serialize, utoipa::ToSchema)]
pub struct NeedTermOut {
    /// A code of the figures.
    group: String,
    /// Users per thousand people, exact.
    per_1000: String,
    /// Weight in percent.
    weight: String,
    /// For replacement care, on top of the others.
    is_replacement: bool,
    /// How many people; missing where no figure is known.
    people: Option<String>,
    /// `present`, `permanent`, `census`, `register`, `survey`, `estimate`.
    kind: Option<&'static str>,
    source: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    on: Option<Day>,
    /// The product, exact.
    amount: Option<String>,
}

/// A service of the annex with its need.
#[derive(Serialize, utoipa::ToSchema)]
pub struct NeedOut {
    /// The point of the annex, 1 to 25.
    no: u8,
    title: &'static str,
    /// `municipality`, `district`, `country`: whose people are counted.
    level: &'static str,
    /// The exact sum; missing where a group has no figure.
    total: Option<String>,
    /// As the municipality rounds it.
    rounded: Option<String>,
    /// Groups without a figure.
    missing: Vec<String>,
    places: i64,
    users: i64,
    waiting: i64,
    /// The most users by the National Map.
    on_map: Option<i64>,
    terms: Vec<NeedTermOut>,
}

fn term(one: Term) -> NeedTermOut {
    let value = one.people.map(|chosen| chosen.value);
    NeedTermOut {
        group: one.group,
        per_1000: one.per_1000.to_string(),
        weight: one.weight.to_string(),
        is_replacement: one.is_replacement,
        people: value.as_ref().map(|value| value.amount.to_string()),
        kind: value.as_ref().map(|value| value.kind),
        on: value.as_ref().map(|value| value.on),
        source: value.map(|value| value.source),
        amount: one.amount.map(|amount| amount.to_string()),
    }
}

fn out(law: &Law, need: Need) -> NeedOut {
    NeedOut {
        no: need.set,
        title: title(need.set),
        level: set(need.set).map_or("", |set| set.level.as_str()),
        total: need.total.map(|total| total.to_string()),
        rounded: need.total.map(|total| law.rounded_users(total).0.to_string()),
        missing: need.missing().into_iter().map(str::to_owned).collect(),
        places: need.places,
        users: need.users,
        waiting: need.waiting,
        on_map: need.on_map,
        terms: need.terms.into_iter().map(term).collect(),
    }
}

/// `GET /api/needs?on=&known=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/needs",
    operation_id = "needs",
    params(("on" = Option<String>, Query), ("known" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<NeedOut>)),
)]
pub async fn all(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Json<Vec<NeedOut>>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let asked = Asked::of(&mut form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let needs = whole(&tx, asked.on, asked.known).await?.needs;
    tx.audit(Entry::list("need"));
    tx.commit().await?;
    Ok(Json(needs.into_iter().map(|need| out(&law, need)).collect()))
}

/// `GET /api/needs/{id}?on=&known=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/needs/{id}",
    operation_id = "need",
    params(
        ("id" = String, Path),
        ("on" = Option<String>, Query),
        ("known" = Option<String>, Query)
    ),
    responses((status = 200, description = "", body = NeedOut)),
)]
pub async fn one(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(no): Id<u8>,
    mut form: Form,
) -> Result<Json<NeedOut>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let asked = Asked::of(&mut form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let needs = whole(&tx, asked.on, asked.known).await?.needs;
    tx.audit(Entry::new("read", "need", &no.to_string()));
    tx.commit().await?;
    let need = needs.into_iter().find(|need| need.set == no).ok_or(Problem::NotFound)?;
    Ok(Json(out(&law, need)))
}

/// What the National Map says of a service.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct NeedMapIn {
    /// The point of the annex, 1 to 25.
    no: u8,
    /// The most users.
    users: i64,
    #[schema(value_type = String, format = Date)]
    valid_from: Day,
    /// By which decision.
    basis: String,
    #[serde(default)]
    note: String,
}

/// The entry.
#[derive(Serialize, utoipa::ToSchema)]
pub struct NeedMapOut {
    #[schema(value_type = String)]
    id: NeedMapId,
}

/// `POST /api/needs/map`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/needs/map",
    operation_id = "need-map",
    request_body = NeedMapIn,
    responses((status = 200, description = "", body = NeedMapOut)),
)]
pub async fn add(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<NeedMapOut>, Problem> {
    let sent: NeedMapIn = form.json()?;
    let wrong = |field: &str, key: &str| {
        Err(Problem::Fields(vec![(field.to_owned(), ctx.t(key).into_owned())]))
    };
    if set(sent.no).is_none() {
        return wrong("no", "form-choose");
    }
    if sent.users < 0 {
        return wrong("users", "needs-wrong-users");
    }
    if sent.basis.trim().is_empty() || sent.basis.chars().count() > LINE {
        return wrong("basis", "needs-wrong-basis");
    }
    let new = NewEntry {
        no: sent.no,
        users: sent.users,
        valid_from: sent.valid_from,
        basis: sent.basis.trim().to_owned(),
        note: sent.note.chars().take(TEXT).collect(),
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/api/needs")).await?;
    let id = map::add(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(Json(NeedMapOut { id }))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(all, one, add))]
pub struct ApiDocument;
