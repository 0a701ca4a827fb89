//! The two ends of a service point that must not be mixed up: the end of its money, and its own.

use super::frame::{page, sections};
use super::point_pages::note;
use super::store::{service_point, service_point_funding};
use super::{FundingId, ServicePointId, point};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, again, day_values, html, see};
use sea_orm::Set;

#[derive(Template)]
#[template(path = "municipality/point_close.html")]
struct ClosePage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    form: Form,
    action: String,
    version: i32,
}

fn close_form(ctx: &Ctx, form: Form, id: ServicePointId, name: &str, version: i32) -> ClosePage {
    let title = ctx.ta("office-point-close-title", &[("name", name)]);
    let path = format!("/office/points/{id}");
    let mut page =
        page(ctx, title, &[("/office/points", &ctx.t("office-section-points")), (&path, name)]);
    page.errors = form.errors();
    ClosePage {
        page,
        sections: sections(ctx),
        form,
        action: ctx.url(&format!("{path}/close")),
        version,
    }
}

pub async fn close_page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let there = point::service_point(&tx, id).await?;
    tx.audit(Entry::read("service-point", id.0));
    tx.commit().await?;
    let form = Form::filled(ctx.lang, day_values("closed", there.closed_on.or(Some(app.today()))));
    html(&close_form(&ctx, form, id, &there.name, there.version))
}

pub async fn close(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let there = point::service_point(&tx, id).await?;
    tx.rollback().await;
    let reopens = form.has("reopen");
    let last = if reopens { None } else { form.day("closed") };
    if last.is_some_and(|last| last < there.opened_on) {
        form.wrong("closed", "office-days-order");
    }
    if !form.ok() {
        let version = form.version();
        return again(&close_form(&ctx, form, id, &there.name, version));
    }
    let path = format!("/office/points/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let row = service_point::ActiveModel { closed_on: Set(last), ..Default::default() };
    tx.update::<service_point::Entity>(id, form.version(), row).await?;
    let kind = if reopens { "point-reopened" } else { "point-closed" };
    note(&mut tx, kind, &there.name).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("office-saved")))
}

#[derive(Template)]
#[template(path = "municipality/point_funding.html")]
struct FundingPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    form: Form,
    action: String,
    version: i32,
}

fn funding_form(
    ctx: &Ctx,
    form: Form,
    id: ServicePointId,
    name: &str,
    version: i32,
) -> FundingPage {
    let path = format!("/office/points/{id}");
    let trail = [("/office/points", &*ctx.t("office-section-points")), (&*path, name)];
    let mut page = page(ctx, ctx.t("office-funding-title"), &trail);
    page.errors = form.errors();
    let action = ctx.url(&format!("{path}/funding"));
    FundingPage { page, sections: sections(ctx), form, action, version }
}

pub async fn funding_page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    asked: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let there = point::service_point(&tx, id).await?;
    tx.audit(Entry::read("service-point", id.0));
    tx.commit().await?;
    let row = there.funding.iter().find(|row| row.id.to_string() == asked.get("funding"));
    let mut values = Vec::new();
    if let Some(row) = row {
        values.push(("funding".to_owned(), row.id.to_string()));
        values.push(("source".to_owned(), row.source.clone()));
        values.extend(day_values("from", Some(row.from)));
        values.extend(day_values("to", row.to));
    }
    let form = Form::filled(ctx.lang, values);
    html(&funding_form(&ctx, form, id, &there.name, row.map_or(0, |row| row.version)))
}

pub async fn put_funding(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let there = point::service_point(&tx, id).await?;
    tx.rollback().await;
    let source = form.required("source", 300);
    let from = form.day("from");
    let to = form.day_optional("to");
    if from.is_some_and(|from| to.is_some_and(|to| to < from)) {
        form.wrong("to", "office-days-order");
    }
    let (true, Some(from)) = (form.ok(), from) else {
        let version = form.version();
        return again(&funding_form(&ctx, form, id, &there.name, version));
    };
    let edited = form.get("funding").parse::<FundingId>().ok();
    let edited = edited.filter(|id| there.funding.iter().any(|row| row.id == *id));
    let path = format!("/office/points/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    match edited {
        Some(row) => {
            let columns = funding_columns(&source, from, to);
            tx.update::<service_point_funding::Entity>(row, form.version(), columns).await?;
        }
        None => point::add_funding(&tx, id, &source, (from, to)).await?,
    }
    note(&mut tx, "point-funding-changed", &there.name).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("office-saved")))
}

fn funding_columns(source: &str, from: Day, to: Option<Day>) -> service_point_funding::ActiveModel {
    service_point_funding::ActiveModel {
        source: Set(source.to_owned()),
        valid_from: Set(from),
        valid_to: Set(to),
        ..Default::default()
    }
}
