//! Closing a month of a service: its list is numbered and nothing of it changes any more.

use super::MonthId;
use super::closing::{add_closing, closings};
use super::frame::{month_of, path};
use super::load::{self, counted};
use super::paper;
use super::reopen::{month_act, with_month};
use super::store::delivery_month::{Column, Entity};
use crate::app::App;
use crate::people::verify_address;
use crate::services::ServiceId;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Ctx, Form, Id, Problem, list_address, see};
use law::Month;
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};

/// Closes a month and numbers its list. `verify` is where codes are checked.
///
/// # Errors
/// When the month is not over, is closed, or the database refuses.
pub async fn close(
    tx: &mut Tx,
    app: &App,
    (service, month): (ServiceId, Month),
    verify: &str,
) -> Result<MonthId, Problem> {
    if Day(month.last_day()) >= tx.today() {
        return Err(Problem::Impossible("delivery-refused-month"));
    }
    let closings = closings::<Entity>(tx, service, month).await?;
    if closings.last().is_some_and(|row| row.reopened_at.is_none()) {
        return Err(Problem::Impossible("delivery-refused-closed"));
    }
    let law = app.law(tx.municipality());
    let lines = load::lines(tx, &law, Some(service), load::days_of(month)).await?;
    let known = app.db.municipalities();
    let office = known.iter().find(|one| one.id == tx.municipality()).ok_or(Problem::NotFound)?;
    let behind = load::service(tx, service).await?;
    let by = tx.actor().name.to_string();
    let said = paper::Said { office, service: &behind, month, lines: &lines, by: &by };
    let mut data = paper::data(&law, &said);
    let closing = (service, month, closings.last());
    add_closing::<Entity>(tx, closing, (&mut data, verify)).await
}

/// `GET /delivery/{id}/close?month=`: what should be looked at before.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    form: Form,
) -> Result<Response, Problem> {
    let (today, law) = (app.today(), app.law(ctx.actor.municipality));
    let month = month_of(&form, today);
    if Day(month.last_day()) >= today {
        return Err(Problem::Impossible("delivery-refused-month"));
    }
    let mut tx = app.db.read(&ctx.actor).await?;
    let service = load::service(&tx, id).await?;
    let lines = load::lines(&tx, &law, Some(id), load::days_of(month)).await?;
    tx.audit(Entry::read("delivery", id.0));
    tx.commit().await?;
    let some = counted(&lines).into_iter().filter(|(_, count)| *count > 0);
    let some = some.map(|(one, count)| {
        let name = ctx.t(&format!("delivery-exception-{}", one.code()));
        format!("{name} – {count}")
    });
    let list: Vec<String> = some.collect();
    let lead = if list.is_empty() {
        ctx.t("delivery-close-clean").into_owned()
    } else {
        ctx.ta("delivery-close-lead", &[("list", list.join("; "))]).into_owned()
    };
    let filled = with_month(&ctx, month);
    let act = Act::new("delivery-close", "/close", "delivery-close-button").lead(lead);
    month_act::<Entity>(&ctx, act.hidden(&filled, "month"), (&service, month), &filled)
}

/// `POST /delivery/{id}/close`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let month = Month::parse(form.get("month")).map_err(|_| Problem::BadRequest("form-choose"))?;
    let back = list_address(&path(id, ""), &[("month", &month.to_string())]);
    let verify = verify_address(&app, &ctx, &headers);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    close(&mut tx, &app, (id, month), &verify).await?;
    ctx.sent(&tx, &form).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("delivery-close-done")))
}

/// How many months of services are closed in a period: the number of the yearly analysis.
///
/// # Errors
/// When the database does not answer.
pub async fn closed_months(tx: &Tx, (from, to): (Day, Day)) -> Result<i64, StoreError> {
    let month = |day: Day| format!("{:04}-{:02}", day.0.year(), day.0.month());
    let rows = tx
        .find::<Entity>()
        .filter(Column::Month.between(month(from), month(to)))
        .filter(Column::ReopenedAt.is_null());
    Ok(i64::try_from(rows.count(tx.conn()).await?).unwrap_or(i64::MAX))
}
