//! The addresses of the moves of a check.

use super::CheckId;
use super::deed::{Deed, ask, done};
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::web::{Ctx, Form, Id, Problem};

/// `GET /oversight/checks/{id}/order`.
pub async fn order_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
) -> Result<Response, Problem> {
    ask(&app, &ctx, (id, Deed::Order)).await
}

/// `POST /oversight/checks/{id}/order`: the order of the mayor.
pub async fn order_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    done(&app, (&ctx, &headers), (id, Deed::Order, form)).await
}

/// `GET /oversight/checks/{id}/begin`.
pub async fn begin_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
) -> Result<Response, Problem> {
    ask(&app, &ctx, (id, Deed::Begin)).await
}

/// `POST /oversight/checks/{id}/begin`: the visit begins.
pub async fn begin_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    done(&app, (&ctx, &headers), (id, Deed::Begin, form)).await
}

/// `GET /oversight/checks/{id}/end`.
pub async fn end_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
) -> Result<Response, Problem> {
    ask(&app, &ctx, (id, Deed::End)).await
}

/// `POST /oversight/checks/{id}/end`: the visit is over.
pub async fn end_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    done(&app, (&ctx, &headers), (id, Deed::End, form)).await
}

/// `GET /oversight/checks/{id}/report`.
pub async fn report_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
) -> Result<Response, Problem> {
    ask(&app, &ctx, (id, Deed::Report)).await
}

/// `POST /oversight/checks/{id}/report`: the report.
pub async fn report_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    done(&app, (&ctx, &headers), (id, Deed::Report, form)).await
}

/// `GET /oversight/checks/{id}/send`.
pub async fn send_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
) -> Result<Response, Problem> {
    ask(&app, &ctx, (id, Deed::Send)).await
}

/// `POST /oversight/checks/{id}/send`: the report was sent.
pub async fn send_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    done(&app, (&ctx, &headers), (id, Deed::Send, form)).await
}

/// `GET /oversight/checks/{id}/agency`.
pub async fn agency_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
) -> Result<Response, Problem> {
    ask(&app, &ctx, (id, Deed::Agency)).await
}

/// `POST /oversight/checks/{id}/agency`: the letter to АКСУ.
pub async fn agency_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    done(&app, (&ctx, &headers), (id, Deed::Agency, form)).await
}

/// `GET /oversight/checks/{id}/close`.
pub async fn close_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
) -> Result<Response, Problem> {
    ask(&app, &ctx, (id, Deed::Close)).await
}

/// `POST /oversight/checks/{id}/close`: the check is over.
pub async fn close_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    done(&app, (&ctx, &headers), (id, Deed::Close, form)).await
}

/// `GET /oversight/checks/{id}/cancel`.
pub async fn cancel_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
) -> Result<Response, Problem> {
    ask(&app, &ctx, (id, Deed::Cancel)).await
}

/// `POST /oversight/checks/{id}/cancel`: the check is called off.
pub async fn cancel_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    done(&app, (&ctx, &headers), (id, Deed::Cancel, form)).await
}
