//! Closing a month of a service: its list is numbered and nothing of it changes any more. Opening it
//! again takes a reason; the old list stays.

use super::MonthId;
use super::frame::{self, month_of, month_words, path};
use super::load::{self, counted};
use super::paper;
use super::store::delivery_month::{self, Entity};
use crate::app::App;
use crate::people::verify_address;
use crate::services::{Service, ServiceId};
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, list_address, see};
use law::Month;
use sea_orm::Set;

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
    let closings = load::closings(tx, service, month).await?;
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
    let id = MonthId(tx.new_id());
    let (year, number, code) = paper::numbered(tx, id, (&mut data, verify)).await?;
    let added = tx.insert(delivery_month::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        service_id: Set(service),
        month: Set(month.to_string()),
        attempt: Set(closings.last().map_or(1, |row| row.attempt + 1)),
        year: Set(year),
        number: Set(number),
        closed_at: Set(tx.now()),
        account_name: Set(by),
        data_sealed: Set(tx.seal("delivery_month", "data_sealed", id.0, &data.to_string())?),
        sealed: Set(Vec::new()),
        sha256: Set(String::new()),
        code: Set(code),
        reopened_at: Set(None),
        reopened_by: Set(String::new()),
        reason_sealed: Set(None),
        version: Set(1),
    });
    match added.await {
        Err(StoreError::Duplicate(_)) => {
            return Err(Problem::Impossible("delivery-refused-closed"));
        }
        other => other?,
    }
    tx.audit(Entry::write("delivery-month-closed", id.0));
    Ok(id)
}

fn shown(
    ctx: &Ctx,
    act: Act,
    (service, month): (&Service, Month),
    form: &Form,
) -> Result<Response, Problem> {
    let title = format!("{}: {}", ctx.t(act.title()), month_words(ctx.lang, month));
    let page = frame::page(ctx, service, (title, month));
    act.shown(ctx, Around { page, home: path(service.id, ""), version: 0 }, form)
}

fn with_month(ctx: &Ctx, month: Month) -> Form {
    Form::filled(ctx.lang, [("month", month.to_string())])
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
    shown(&ctx, act.hidden(&filled, "month"), (&service, month), &filled)
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

fn reopen_act(ctx: &Ctx, form: &Form) -> Act {
    Act::new("delivery-reopen", "/reopen", "delivery-reopen-button")
        .lead(ctx.t("delivery-reopen-lead"))
        .hidden(form, "month")
        .area((ctx, form), "reason", ("delivery-reopen-reason", ""))
}

/// `GET /delivery/{id}/reopen?month=`.
pub async fn reopen_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    form: Form,
) -> Result<Response, Problem> {
    let month = month_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let service = load::service(&tx, id).await?;
    let is_closed = load::closed(&tx, id, month).await?.is_some();
    tx.audit(Entry::read("delivery", id.0));
    tx.commit().await?;
    if !is_closed {
        return Err(Problem::Impossible("delivery-refused-open"));
    }
    let filled = ctx.resumed(with_month(&ctx, month), &["month"]).await?;
    shown(&ctx, reopen_act(&ctx, &filled), (&service, month), &filled)
}

/// `POST /delivery/{id}/reopen`.
pub async fn reopen(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let month = Month::parse(form.get("month")).map_err(|_| Problem::BadRequest("form-choose"))?;
    let reason = form.required("reason", 2_000);
    if !form.ok() {
        let mut tx = app.db.read(&ctx.actor).await?;
        let service = load::service(&tx, id).await?;
        tx.audit(Entry::read("delivery", id.0));
        tx.commit().await?;
        return shown(&ctx, reopen_act(&ctx, &form), (&service, month), &form);
    }
    let back = list_address(&path(id, ""), &[("month", &month.to_string())]);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    let row = load::closed(&tx, id, month).await?;
    let row = row.ok_or(Problem::Impossible("delivery-refused-open"))?;
    let active = delivery_month::ActiveModel {
        reopened_at: Set(Some(tx.now())),
        reopened_by: Set(tx.actor().name.to_string()),
        reason_sealed: Set(Some(tx.seal("delivery_month", "reason_sealed", row.id.0, &reason)?)),
        ..Default::default()
    };
    tx.update::<Entity>(row.id, row.version, active).await?;
    tx.audit(Entry::write("delivery-month-reopened", row.id.0));
    ctx.sent(&tx, &form).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("delivery-reopen-done")))
}
