//! Opening a closed month again, with a reason: the old list stays. And the file of a list.

use super::MonthId;
use super::closing::{self, Closing, Closings};
use super::frame::month_of;
use crate::app::App;
use crate::people::print_kept;
use crate::services::{self, Service, ServiceId};
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Act, Around, Ctx, Form, Id, Pdf, Problem, pdf, see};
use law::Month;
use sea_orm::{ColumnTrait, QueryFilter};

/// The form of something that is done with a month of a service.
///
/// # Errors
/// When the page cannot be drawn.
pub fn month_act<E: Closings>(
    ctx: &Ctx,
    act: Act,
    (service, month): (&Service, Month),
    form: &Form,
) -> Result<Response, Problem> {
    let title = format!("{}: {}", ctx.t(act.title()), super::month_words(ctx.lang, month));
    let page = E::page(ctx, service, (title, month));
    act.shown(ctx, Around { page, home: E::path(service.id, ""), version: 0 }, form)
}

/// A form that knows its month.
#[must_use]
pub fn with_month(ctx: &Ctx, month: Month) -> Form {
    Form::filled(ctx.lang, [("month", month.to_string())])
}

fn act(ctx: &Ctx, form: &Form) -> Act {
    Act::new("delivery-reopen", "/reopen", "delivery-reopen-button")
        .lead(ctx.t("delivery-reopen-lead"))
        .hidden(form, "month")
        .area((ctx, form), "reason", ("delivery-reopen-reason", ""))
}

async fn in_force<E: Closings>(
    tx: &Tx,
    service: ServiceId,
    month: Month,
) -> Result<Closing, Problem> {
    let row = closing::closed::<E>(tx, service, month).await?;
    row.ok_or(Problem::Impossible("delivery-refused-open"))
}

/// `GET …/reopen?month=`.
///
/// # Errors
/// When the month is not closed.
pub async fn form<E: Closings>(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    form: Form,
) -> Result<Response, Problem> {
    let month = month_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let service = services::service(&tx, id).await?;
    let found = in_force::<E>(&tx, id, month).await;
    tx.audit(Entry::read(E::SERVICE, id.0));
    tx.commit().await?;
    found?;
    let filled = ctx.resumed(with_month(&ctx, month), &["month"]).await?;
    month_act::<E>(&ctx, act(&ctx, &filled), (&service, month), &filled)
}

/// `POST …/reopen`.
///
/// # Errors
/// When the month is not closed, or somebody opened it meanwhile.
pub async fn save<E: Closings>(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let month = Month::parse(form.get("month")).map_err(|_| Problem::BadRequest("form-choose"))?;
    let reason = form.required("reason", 2_000);
    if !form.ok() {
        let mut tx = app.db.read(&ctx.actor).await?;
        let service = services::service(&tx, id).await?;
        tx.audit(Entry::read(E::SERVICE, id.0));
        tx.commit().await?;
        return month_act::<E>(&ctx, act(&ctx, &form), (&service, month), &form);
    }
    let back = E::month_path(id, month);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    let row = in_force::<E>(&tx, id, month).await?;
    open_again::<E>(&tx, &row, &reason).await?;
    tx.audit(Entry::write(E::REOPENED, row.id.0));
    ctx.sent(&tx, &form).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("delivery-reopen-done")))
}

async fn open_again<E: Closings>(tx: &Tx, row: &Closing, reason: &str) -> Result<(), StoreError> {
    let sealed = tx.seal(E::TABLE, "reason_sealed", row.id.0, reason)?;
    let changed = Closing {
        reopened_at: Some(tx.now()),
        reopened_by: tx.actor().name.to_string(),
        reason_sealed: Some(sealed),
        ..row.clone()
    };
    tx.update::<E>(row.id, row.version, E::row(changed)).await
}

/// `GET …/months/{month}`: the list in print.
///
/// # Errors
/// When there is no such list of that service.
pub async fn download<E: Closings>(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, service, id)): Path<(String, ServiceId, MonthId)>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = tx.find::<E>().filter(E::id().eq(id)).into_model::<Closing>().one(tx.conn()).await?;
    let row = row.filter(|row| row.service_id == service).ok_or(Problem::NotFound)?;
    tx.audit(Entry::print(E::OBJECT, id.0));
    tx.commit().await?;
    let bytes = print_kept::<E>(&app, &ctx.actor, id.0).await?;
    Ok(pdf(Pdf { name: format!("{}-{}-{}", E::SERVICE, row.month, row.number), bytes }))
}
