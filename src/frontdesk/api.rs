//! The same in JSON: wishes, through the same functions as the pages.

use super::terms::{self, Decision};
use super::wish::{Desk, NewWish, Registered, case_of, number_text, register, words_of};
use super::{WishId, store};
use crate::app::App;
use crate::forms::{self, AnswersOut, Kind};
use crate::municipality::ServicePointId;
use crate::people::PersonId;
use crate::referral::CaseId;
use crate::services::ServiceId;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::civil::DateTime;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::{Day, Instant};
use kit::web::{Ctx, Form, Id, PAGE_ROWS, Paging, Problem};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

/// A wish as it is sent. Values as in the form; `stated` in Sofia's time, now when absent.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WishIn {
    person: String,
    service: String,
    #[schema(value_type = Option<String>, format = DateTime)]
    stated: Option<DateTime>,
    channel: String,
    service_point: String,
    words: String,
    representative: String,
    urgent: String,
    life_in_danger: bool,
    child_protection: bool,
    guardianship: String,
    zhu_directive: bool,
    no_address: bool,
    stays: String,
    stays_in: String,
    signal: String,
    /// Answers in own fields by key; a day as `2026-11-24`, a sum in cents.
    extra: AnswersOut,
}

/// A wish as it is answered.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct WishOut {
    #[schema(value_type = String)]
    id: WishId,
    number: String,
    #[schema(value_type = String)]
    person: PersonId,
    #[schema(value_type = String)]
    service: ServiceId,
    channel: String,
    #[schema(value_type = String, format = DateTime)]
    stated: DateTime,
    #[schema(value_type = String, format = Date)]
    stated_on: Day,
    #[schema(value_type = Option<String>)]
    service_point: Option<ServicePointId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    referral: Option<CaseId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    competence: Option<CompetenceOut>,
    #[serde(skip_serializing_if = "AnswersOut::is_empty")]
    extra: AnswersOut,
}

/// What the law said.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CompetenceOut {
    rule: String,
    regime: String,
    competent: String,
    municipality: Option<String>,
    notify: Vec<String>,
    derivation: Vec<String>,
    articles: Vec<String>,
    #[schema(value_type = Vec<Object>)]
    terms: Vec<law::Due>,
}

/// A page of a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ListOut<T> {
    rows: Vec<T>,
    page: u64,
    more: bool,
}

fn moment_fields(at: Option<DateTime>) -> Vec<(String, String)> {
    at.map(|at| super::moment::moment_values("at", Instant::of_local(at))).unwrap_or_default()
}

impl WishIn {
    fn values(&self) -> Vec<(String, String)> {
        let mut values = moment_fields(self.stated);
        let texts = [
            ("person", &self.person),
            ("service", &self.service),
            ("channel", &self.channel),
            ("point", &self.service_point),
            ("words", &self.words),
            ("representative", &self.representative),
            ("urgent", &self.urgent),
            ("guardianship", &self.guardianship),
            ("stays", &self.stays),
            ("stays_in", &self.stays_in),
            ("signal", &self.signal),
        ];
        values.extend(texts.map(|(name, value)| (name.to_owned(), value.clone())));
        let flags = [
            ("life_in_danger", self.life_in_danger),
            ("child_protection", self.child_protection),
            ("zhu_directive", self.zhu_directive),
            ("no_address", self.no_address),
        ];
        let flags = flags.into_iter().filter(|(_, set)| *set);
        values.extend(flags.map(|(name, _)| (name.to_owned(), "yes".to_owned())));
        values
    }
}

#[utoipa::path(
    post,
    path = "/{municipality}/api/wishes",
    operation_id = "wishes-enter",
    request_body = WishIn,
    responses((status = 201, description = "", body = WishOut)),
)]
pub async fn post_wish(State(app): State<App>, ctx: Ctx, sent: Form) -> Result<Response, Problem> {
    let came: WishIn = sent.json()?;
    let mut values = came.values();
    let mut form = Form::filled(ctx.lang, values.clone());
    let Some(person) = form.parsed::<PersonId>("person", "frontdesk-person-unknown") else {
        return Err(form.problem());
    };
    let tx = app.db.read(&ctx.actor).await?;
    let desk = Desk::of_chosen(&tx, person, &form).await?;
    values.extend(forms::answers(&desk.own, &came.extra));
    let mut form = Form::filled(ctx.lang, values);
    forms::refuse_unknown(&desk.own, &came.extra, &mut form);
    let new = NewWish::read(&ctx, &tx, &mut form, &desk).await?;
    tx.commit().await?;
    let new = new.filter(|new| new.answer(&app.law(ctx.actor.municipality), &mut form).is_some());
    let new = new.ok_or_else(|| form.problem())?;
    match register(&app, &ctx, (&sent, "/api/wishes"), &new).await? {
        Registered::Done { wish, .. } => {
            let body = one(&app, &ctx, wish).await?;
            let place = (header::LOCATION, ctx.url(&format!("/api/wishes/{wish}")));
            Ok((StatusCode::CREATED, [place], Json(body)).into_response())
        }
        Registered::Second(_) => {
            form.wrong("service", "frontdesk-wish-second");
            Err(form.problem())
        }
    }
}

fn outline(ctx: &Ctx, row: &store::wish::Model) -> WishOut {
    WishOut {
        id: row.id,
        number: number_text(ctx, row.year, row.number),
        person: row.person_id,
        service: row.service_id,
        channel: row.channel.clone(),
        stated: row.stated_at.local(),
        stated_on: row.stated_on,
        service_point: row.service_point_id,
        words: None,
        referral: None,
        competence: None,
        extra: AnswersOut::new(),
    }
}

async fn one(app: &App, ctx: &Ctx, id: WishId) -> Result<WishOut, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = super::wish::wish(&tx, id).await?;
    let words = words_of(&tx, &row)?;
    let case = case_of(&tx, id).await?;
    let mut kept = forms::values_of(&tx, Kind::Wish, &[id.0]).await?;
    let extra = kept.remove(&id.0).unwrap_or_default().values.out();
    tx.audit(Entry::read("wish", id.0).about(Some(row.person_id.0)));
    tx.commit().await?;
    let competence = match &case {
        Some((_, decision)) => {
            Some(competence(&app.law(ctx.actor.municipality), decision, row.stated_on)?)
        }
        None => None,
    };
    let referral = case.map(|(id, _)| id);
    Ok(WishOut { words: Some(words), referral, competence, extra, ..outline(ctx, &row) })
}

fn competence(law: &law::Law, decision: &Decision, on: Day) -> Result<CompetenceOut, Problem> {
    let decision = decision.clone();
    Ok(CompetenceOut {
        terms: terms::terms(law, &decision, on).map_err(Problem::internal)?,
        rule: decision.rule,
        regime: decision.regime,
        competent: decision.competent,
        municipality: decision.municipality,
        notify: decision.notify,
        derivation: decision.steps,
        articles: decision.articles,
    })
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/wishes/{id}",
    operation_id = "wishes-show",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = WishOut)),
)]
pub async fn wish(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<WishId>,
) -> Result<Response, Problem> {
    Ok(Json(one(&app, &ctx, id).await?).into_response())
}

fn listed<R, T>(mut rows: Vec<R>, page: u64, out: impl Fn(&R) -> T) -> ListOut<T> {
    let more = rows.len() as u64 > PAGE_ROWS;
    rows.truncate(usize::try_from(PAGE_ROWS).unwrap_or(usize::MAX));
    ListOut { rows: rows.iter().map(out).collect(), page, more }
}

async fn page_of(
    tx: &Tx,
    person: Option<PersonId>,
    page: u64,
) -> Result<Vec<store::wish::Model>, Problem> {
    use store::wish::{Column, Entity};
    let mut rows = tx.find::<Entity>();
    if let Some(person) = person {
        rows = rows.filter(Column::PersonId.eq(person));
    }
    let rows = rows.order_by_desc(Column::Id).offset((page - 1) * PAGE_ROWS);
    Ok(rows.limit(PAGE_ROWS + 1).all(tx.conn()).await?)
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/wishes",
    operation_id = "wishes-list",
    params(("person" = Option<String>, Query), ("page" = Option<String>, Query)),
    responses((status = 200, description = "", body = ListOut<WishOut>)),
)]
pub async fn wishes(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let (page, person) = (Paging::asked(&form), form.get("person").parse().ok());
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = page_of(&tx, person, page).await?;
    tx.audit(Entry::list("wish").about(person.map(|id: PersonId| id.0)));
    tx.commit().await?;
    Ok(Json(listed(rows, page, |row| outline(&ctx, row))).into_response())
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(
    wishes,
    wish,
    post_wish,
    super::work_api::work_list,
    super::deadlines::list,
    super::api_signals::signals,
    super::api_signals::signal,
    super::api_signals::attempt
))]
pub struct ApiDocument;
