//! What is said to be no longer true of an entry, by its provider or by the office; and what was
//! done about it.

use super::facts;
use super::frame::{frame, sections};
use super::store::service_report as row;
use super::{InquiryId, ReportId, ServiceId, WRITE};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::web::{Ctx, Form, Id, Problem, again, cut, html, list_address, see};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set};
use std::collections::HashMap;

/// So many letters may be said.
pub const TEXT_MAX: usize = 2000;

/// How many reports of a service nobody has handled.
pub async fn open_of(tx: &Tx, id: ServiceId) -> Result<usize, StoreError> {
    let found = tx.find::<row::Entity>().filter(row::Column::ServiceId.eq(id));
    let count = found.filter(row::Column::HandledAt.is_null()).count(tx.conn()).await?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// Writes down what somebody says, and tells that it was said.
pub async fn put(
    tx: &mut Tx,
    (service, inquiry): (ServiceId, Option<InquiryId>),
    (text, by_whom): (&str, &str),
) -> Result<ReportId, StoreError> {
    let id = ReportId(tx.new_id());
    tx.insert(row::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        service_id: Set(service),
        inquiry_id: Set(inquiry),
        text_sealed: Set(tx.seal("service_report", "text_sealed", id.0, text)?),
        by_whom: Set(by_whom.to_owned()),
        reported_at: Set(tx.now()),
        handled_at: Set(None),
        handled_by: Set(String::new()),
        outcome: Set(String::new()),
    })
    .await?;
    let data = vec![("by", by_whom.to_owned())];
    let kind = "service-reported";
    tx.event(Event { kind, case: Some(service.0), data, ..Event::default() }).await?;
    Ok(id)
}

#[derive(Template)]
#[template(path = "services/reports.html")]
struct ReportsPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    rows: Vec<Row>,
    pages: ui::Pages,
    handled: bool,
    other: String,
    may_change: bool,
}

struct Row {
    action: String,
    service: String,
    href: String,
    edit: String,
    text: String,
    by: String,
    at: String,
    handled: String,
}

/// `GET /services/reports`; `?state=handled` shows those that were handled.
pub async fn list(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let handled = form.get("state") == "handled";
    let mut tx = app.db.read(&ctx.actor).await?;
    let column = row::Column::HandledAt;
    let limit = if handled { column.is_not_null() } else { column.is_null() };
    let found = tx.find::<row::Entity>().filter(limit).order_by_desc(row::Column::Id);
    let found = found.all(tx.conn()).await?;
    let state = if handled { "handled" } else { "" };
    let base = list_address(&ctx.url("/services/reports"), &[("state", state)]);
    let (shown, pages) = cut(found, &form, &base);
    let ids: Vec<ServiceId> = shown.iter().map(|one| one.service_id).collect();
    let names: HashMap<ServiceId, String> =
        facts::wholes(&tx, &ids).await?.into_iter().map(|one| (one.id, one.facts.name)).collect();
    let mut rows = Vec::new();
    for one in shown {
        let text = tx.open("service_report", "text_sealed", one.id.0, &one.text_sealed)?;
        let href = ctx.url(&format!("/services/{}", one.service_id));
        let handled = one.handled_at.map(|at| {
            let args = [("day", at.day().bg()), ("by", one.handled_by), ("outcome", one.outcome)];
            ctx.ta("services-report-handled", &args).into_owned()
        });
        rows.push(Row {
            action: ctx.url(&format!("/services/reports/{}", one.id)),
            service: names.get(&one.service_id).cloned().unwrap_or_default(),
            edit: format!("{href}/edit"),
            href,
            text,
            by: one.by_whom,
            at: one.reported_at.bg(),
            handled: handled.unwrap_or_default(),
        });
    }
    tx.audit(Entry::list("service-report"));
    tx.commit().await?;
    let other = if handled { "" } else { "handled" };
    html(&ReportsPage {
        page: frame(&ctx, ctx.t("services-reports-title"), &[]),
        sections: sections(&ctx),
        rows,
        pages,
        handled,
        other: list_address(&ctx.url("/services/reports"), &[("state", other)]),
        may_change: ctx.actor.may(WRITE),
    })
}

/// `POST /services/reports/{id}`: what was done about it.
pub async fn handle(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ReportId>,
    form: Form,
) -> Result<Response, Problem> {
    let path = "/services/reports";
    let outcome: String = form.get("outcome").trim().chars().take(500).collect();
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(path)).await?;
    let found = tx.find::<row::Entity>().filter(row::Column::Id.eq(id));
    let found = found.filter(row::Column::HandledAt.is_null()).one(tx.conn()).await?;
    let found = found.ok_or(StoreError::NotFound)?;
    let active = row::ActiveModel {
        handled_at: Set(Some(tx.now())),
        handled_by: Set(tx.actor().name.to_string()),
        outcome: Set(outcome),
        ..Default::default()
    };
    row::Entity::update_many()
        .set(active)
        .filter(row::Column::MunicipalityId.eq(tx.municipality()))
        .filter(row::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    let kind = "service-report-handled";
    tx.event(Event { kind, case: Some(found.service_id.0), ..Event::default() }).await?;
    tx.commit().await?;
    Ok(see(&ctx, path, Some("services-saved")))
}

#[derive(Template)]
#[template(path = "services/report.html")]
struct ReportPage {
    page: ui::Page,
    form: Form,
    action: String,
    back: String,
}

async fn draw(app: &App, ctx: &Ctx, id: ServiceId, form: Form) -> Result<ReportPage, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = facts::whole(&tx, id).await?;
    tx.audit(Entry::read("service", id.0));
    tx.commit().await?;
    let path = format!("/services/{id}");
    let trail = [(path.clone(), whole.facts.name)];
    let mut page = frame(ctx, ctx.t("services-report"), &trail);
    page.errors = form.errors();
    let action = ctx.url(&format!("{path}/report"));
    Ok(ReportPage { page, form, action, back: ctx.url(&path) })
}

/// `GET /services/{id}/report`.
pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
) -> Result<Response, Problem> {
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    html(&draw(&app, &ctx, id, form).await?)
}

/// `POST /services/{id}/report`.
pub async fn add(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let text = form.required("text", TEXT_MAX);
    if !form.ok() {
        return again(&draw(&app, &ctx, id, form).await?);
    }
    let path = format!("/services/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    facts::whole(&tx, id).await?;
    let by = tx.actor().name.to_string();
    put(&mut tx, (id, None), (&text, &by)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("services-report-done")))
}
