//! The same as JSON.

use super::commitment::line_choices;
use super::content::{About, Spent};
use super::door::{self, Overview};
use super::frame::bg_with;
use super::load::{self, Spending};
use super::money::{Amounts, Split, code};
use super::spending::{self, NewSpending};
use super::{ProjectId, SpendingId};
use crate::app::App;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem};
use serde::{Deserialize, Serialize};

/// A project by name.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ProjectNameOut {
    #[schema(value_type = String)]
    id: ProjectId,
    short: String,
    /// Number of the contract, as it is printed.
    contract: String,
    #[schema(value_type = String, format = Date)]
    from: Day,
    #[schema(value_type = String, format = Date)]
    to: Day,
}

/// `GET /api/projects`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/projects",
    operation_id = "projects",
    responses((status = 200, description = "", body = Vec<ProjectNameOut>)),
)]
pub async fn projects(
    Shared(app): Shared<App>,
    ctx: Ctx,
) -> Result<Json<Vec<ProjectNameOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = door::names(&tx).await?;
    tx.audit(Entry::list("project"));
    tx.commit().await?;
    let out = |one: door::ProjectName| {
        let door::ProjectName { id, short, contract, from, to } = one;
        ProjectNameOut { id, short, contract, from, to }
    };
    Ok(Json(all.into_iter().map(out).collect()))
}

/// A project with its sums in cents of both currencies.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ProjectOut {
    #[schema(value_type = String)]
    id: ProjectId,
    /// `BGN` or `EUR`: the currency of the contract.
    currency: &'static str,
    about: About,
    budget: Amounts,
    committed: Amounts,
    spent: Amounts,
    paid: Amounts,
    received: Amounts,
    /// Lines of the budget that holds today: code and title.
    lines: Vec<String>,
    /// To be sent back with a change.
    version: i32,
}

/// `GET /api/projects/{id}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/projects/{id}",
    operation_id = "project",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = ProjectOut)),
)]
pub async fn project(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Json<ProjectOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::project(&tx, id).await?;
    let sums = door::overview(&tx, id, tx.now()).await?;
    let lines = line_choices(&load::lines_now(&tx, id).await?);
    tx.audit(Entry::read("project", id.0));
    tx.commit().await?;
    let Overview { currency, budget, committed, spent, paid, received } = sums;
    Ok(Json(ProjectOut {
        id,
        currency: code(currency),
        about: one.content,
        budget,
        committed,
        spent,
        paid,
        received,
        lines: lines.into_iter().map(|choice| choice.text).collect(),
        version: one.row.version,
    }))
}

/// A document of spending.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ProjectSpendingOut {
    #[schema(value_type = String)]
    id: SpendingId,
    /// The line of the budget.
    line: String,
    /// `invoice`, `payroll`, `other`.
    kind: String,
    #[schema(value_type = String, format = Date)]
    issued_on: Day,
    #[schema(value_type = Option<String>, format = Date)]
    paid_on: Option<Day>,
    /// In cents of the project's currency.
    amount: Split,
    content: Spent,
    /// The entry was wrong and does not count.
    revoked: bool,
}

fn spending_out(one: Spending) -> ProjectSpendingOut {
    ProjectSpendingOut {
        id: one.row.id,
        issued_on: one.row.issued_on,
        paid_on: one.row.paid_on,
        amount: one.split(),
        revoked: !one.stands(),
        line: one.row.code,
        kind: one.row.kind,
        content: one.content,
    }
}

/// `GET /api/projects/{id}/spending`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/projects/{id}/spending",
    operation_id = "project-spending",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = Vec<ProjectSpendingOut>)),
)]
pub async fn spending(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Json<Vec<ProjectSpendingOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    load::project(&tx, id).await?;
    let all = load::spending(&tx, id).await?;
    tx.audit(Entry::list("project-spending"));
    tx.commit().await?;
    Ok(Json(all.into_iter().map(spending_out).collect()))
}

/// A document to be entered.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct ProjectSpendingIn {
    /// The line of the budget.
    line: String,
    /// `invoice`, `payroll`, `other`.
    kind: String,
    #[schema(value_type = String, format = Date)]
    issued_on: Day,
    #[schema(value_type = Option<String>, format = Date)]
    paid_on: Option<Day>,
    /// In cents of the project's currency.
    total: i64,
    /// Its European part; the project's share when it is not told.
    european: Option<i64>,
    #[serde(default)]
    content: Spent,
}

/// `POST /api/projects/{id}/spending`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/projects/{id}/spending",
    operation_id = "project-spend",
    params(("id" = String, Path)),
    request_body = ProjectSpendingIn,
    responses((status = 200, description = "", body = ProjectSpendingOut)),
)]
pub async fn spend(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Json<ProjectSpendingOut>, Problem> {
    let sent: ProjectSpendingIn = form.json()?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("/api/projects/{id}/spending"))).await?;
    let one = load::project(&tx, id).await?;
    let (total, grant) = (sent.total, one.grant());
    let given = sent.european.map(|european| Split { european, national: total - european });
    let new = NewSpending {
        kind: sent.kind,
        code: sent.line,
        commitment: None,
        activity: None,
        issued_on: sent.issued_on,
        paid_on: sent.paid_on,
        total,
        split: given.unwrap_or_else(|| grant.share(total)),
        worked_on: None,
        minutes: 0,
        content: Spent { revoked: String::new(), ..sent.content },
    };
    if !spending::KINDS.contains(&new.kind.as_str()) {
        return Err(Problem::Impossible("projects-wrong-kind"));
    }
    let refused = spending::refusals(&tx, &one, &new).await?;
    if let Some(first) = refused.first() {
        return Err(Problem::Impossible(first.plain()));
    }
    let made = spending::add(&mut tx, &one, &new).await?;
    let known = load::spent(&tx, made).await?;
    tx.commit().await?;
    Ok(Json(spending_out(known)))
}

/// Something that two sources pay.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ProjectFindingOut {
    /// `hours`, `item`, `invoice`, `part`.
    kind: &'static str,
    /// In words.
    text: String,
    /// The records behind it.
    records: Vec<String>,
}

/// `GET /api/projects/double`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/projects/double",
    operation_id = "projects-double",
    responses((status = 200, description = "", body = Vec<ProjectFindingOut>)),
)]
pub async fn double(
    Shared(app): Shared<App>,
    ctx: Ctx,
) -> Result<Json<Vec<ProjectFindingOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = door::double_findings(&tx, [&[], &[]]).await?;
    tx.audit(Entry::list("project-double"));
    tx.commit().await?;
    let out = |one: super::Finding| ProjectFindingOut {
        kind: one.kind,
        text: bg_with(one.key, &one.args),
        records: one.hrefs.iter().map(|href| ctx.url(href)).collect(),
    };
    Ok(Json(all.into_iter().map(out).collect()))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(projects, project, spending, spend, double))]
pub struct ApiDocument;
