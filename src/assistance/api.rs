//! The same as JSON.

use super::agreement_page::standing;
use super::list;
use super::load::{self, Agreement, Filed};
use super::month::{self, MonthContract};
use super::{AgreementId, Application, ApplicationId, ContractId, Week, regular};
use crate::app::App;
use crate::assistants::AssistantId;
use crate::people::PersonId;
use axum::Json;
use axum::extract::{Path, State as Shared};
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem};
use law::Month;
use serde::{Deserialize, Serialize};

/// An application in a line.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AssistanceApplicationOut {
    #[schema(value_type = String)]
    id: ApplicationId,
    #[schema(value_type = String)]
    person: PersonId,
    number: String,
    #[schema(value_type = String, format = Date)]
    filed_on: Day,
    /// `filed`, `regular`, `irregular`, `suspended`, `not-considered`, `no-candidate`, `agreed`,
    /// `withdrawn`.
    state: &'static str,
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Day>,
    /// Hours a month that are wanted.
    hours: u32,
    /// To be sent back with a change.
    version: i32,
}

fn out(one: &Filed) -> AssistanceApplicationOut {
    AssistanceApplicationOut {
        id: one.row.id,
        person: one.row.person_id,
        number: one.number(),
        filed_on: one.row.filed_on,
        state: one.state.code(),
        due_on: one.row.due_on,
        hours: one.hours(),
        version: one.row.version,
    }
}

/// `GET /api/assistance/applications?state=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/assistance/applications",
    operation_id = "assistance-applications",
    params(("state" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<AssistanceApplicationOut>)),
)]
pub async fn applications(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<AssistanceApplicationOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = list::applications(&tx, &form).await?;
    tx.audit(Entry::list("assistance"));
    tx.commit().await?;
    Ok(Json(all.iter().map(out).collect()))
}

/// An application with what it says.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AssistanceApplicationWhole {
    #[serde(flatten)]
    head: AssistanceApplicationOut,
    content: Application,
    /// What is irregular.
    irregular: Vec<&'static str>,
}

/// `GET /api/assistance/applications/{application}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/assistance/applications/{application}",
    operation_id = "assistance-application",
    params(("application" = String, Path)),
    responses((status = 200, description = "", body = AssistanceApplicationWhole)),
)]
pub async fn application(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, ApplicationId)>,
) -> Result<Json<AssistanceApplicationWhole>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::application(&tx, id).await?;
    tx.audit(Entry::read("assistance-application", id.0).about(Some(one.row.person_id.0)));
    tx.commit().await?;
    let irregular = one.content.irregular(one.hours());
    Ok(Json(AssistanceApplicationWhole { head: out(&one), content: one.content, irregular }))
}

/// An application is found regular.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct AcceptIn {
    #[schema(value_type = Option<String>, format = Date)]
    on: Option<Day>,
    /// The version that was read.
    version: i32,
}

/// `POST /api/assistance/applications/{application}/accept`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/assistance/applications/{application}/accept",
    operation_id = "assistance-accept",
    params(("application" = String, Path)),
    request_body = AcceptIn,
    responses((status = 200, description = "", body = AssistanceApplicationOut)),
)]
pub async fn accept(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, ApplicationId)>,
    form: Form,
) -> Result<Json<AssistanceApplicationOut>, Problem> {
    let new: AcceptIn = form.json()?;
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    let location = ctx.url(&format!("/api/assistance/applications/{id}"));
    tx.use_form(&form.key(), &location).await?;
    let mut one = load::application(&tx, id).await?;
    one.row.version = new.version;
    let on = new.on.unwrap_or(tx.today());
    regular::accept(&mut tx, &law, &one, on).await?;
    let one = load::application(&tx, id).await?;
    tx.commit().await?;
    Ok(Json(out(&one)))
}

/// An agreement.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AssistanceAgreementOut {
    #[schema(value_type = String)]
    id: AgreementId,
    #[schema(value_type = String)]
    application: ApplicationId,
    #[schema(value_type = String)]
    person: PersonId,
    #[schema(value_type = String)]
    assistant: AssistantId,
    number: String,
    #[schema(value_type = String, format = Date)]
    concluded_on: Day,
    hours: i32,
    directive_hours: i32,
    #[schema(value_type = String, format = Date)]
    from_on: Day,
    #[schema(value_type = String, format = Date)]
    until_on: Day,
    /// Kept alive by a filing in time.
    held: bool,
    #[schema(value_type = Option<String>, format = Date)]
    ended_on: Option<Day>,
    /// `open`, `held`, `expired`, `ending`, `ended`.
    state: &'static str,
    /// To be sent back with a change.
    version: i32,
}

fn agreed(one: &Agreement, today: Day) -> AssistanceAgreementOut {
    let row = &one.row;
    AssistanceAgreementOut {
        id: row.id,
        application: row.application_id,
        person: row.person_id,
        assistant: row.assistant_id,
        number: one.number(),
        concluded_on: row.concluded_on,
        hours: row.hours,
        directive_hours: row.directive_hours,
        from_on: row.from_on,
        until_on: row.until_on,
        held: row.held_on.is_some(),
        ended_on: row.ended_on,
        state: standing(one, today).0,
        version: row.version,
    }
}

/// `GET /api/assistance/agreements?state=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/assistance/agreements",
    operation_id = "assistance-agreements",
    params(("state" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<AssistanceAgreementOut>)),
)]
pub async fn agreements(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<AssistanceAgreementOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = list::agreements(&tx, &form).await?;
    tx.audit(Entry::list("assistance"));
    tx.commit().await?;
    Ok(Json(all.iter().map(|one| agreed(one, app.today())).collect()))
}

/// An agreement with its plan-schedule.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AssistanceAgreementWhole {
    #[serde(flatten)]
    head: AssistanceAgreementOut,
    /// The week that holds today.
    week: Option<Week>,
}

/// `GET /api/assistance/agreements/{agreement}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/assistance/agreements/{agreement}",
    operation_id = "assistance-agreement",
    params(("agreement" = String, Path)),
    responses((status = 200, description = "", body = AssistanceAgreementWhole)),
)]
pub async fn agreement(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, AgreementId)>,
) -> Result<Json<AssistanceAgreementWhole>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::agreement(&tx, id).await?;
    let all = load::schedules(&tx, id).await?;
    tx.audit(Entry::read("assistance-agreement", id.0).about(Some(one.row.person_id.0)));
    tx.commit().await?;
    let week = load::schedule_on(&all, app.today()).map(|(_, week)| week.clone());
    Ok(Json(AssistanceAgreementWhole { head: agreed(&one, app.today()), week }))
}

/// A contract in force in a month.
#[derive(Serialize, utoipa::ToSchema)]
pub struct MonthContractOut {
    #[schema(value_type = String)]
    contract: ContractId,
    number: String,
    #[schema(value_type = String)]
    agreement: AgreementId,
    #[schema(value_type = String)]
    user: PersonId,
    #[schema(value_type = String)]
    assistant: PersonId,
    #[schema(value_type = Option<String>)]
    substitute_of: Option<ContractId>,
    hours: u32,
    directive_hours: u32,
    /// `114`, `68-138`, `68`.
    ground: String,
    hours_per_day: Option<u8>,
    /// Full years of service.
    years: u32,
    #[schema(value_type = String, format = Date)]
    first: Day,
    #[schema(value_type = String, format = Date)]
    last: Day,
    /// Minutes planned in the month.
    planned: u32,
}

/// `GET /api/assistance/contracts?month=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/assistance/contracts",
    operation_id = "assistance-contracts",
    params(("month" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<MonthContractOut>)),
)]
pub async fn contracts(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<MonthContractOut>>, Problem> {
    let month = Month::parse(form.get("month")).unwrap_or(Month::of(app.today().0));
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = month::contracts_in(&tx, &law, month).await?;
    tx.audit(Entry::list("assistance"));
    tx.commit().await?;
    let out = |one: MonthContract| MonthContractOut {
        contract: one.contract,
        planned: one.planned(),
        number: one.number,
        agreement: one.agreement,
        user: one.user,
        assistant: one.assistant_person,
        substitute_of: one.substitute_of,
        hours: one.hours,
        directive_hours: one.directive_hours,
        ground: one.ground,
        hours_per_day: one.hours_per_day,
        years: one.years,
        first: one.first,
        last: one.last,
    };
    Ok(Json(all.into_iter().map(out).collect()))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(applications, application, accept, agreements, agreement, contracts))]
pub struct ApiDocument;
