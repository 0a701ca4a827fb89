//! What is done with an account to АСП: it is made, filed, and the money that came is entered.

use super::frame::{self, asp_path, refused, run_path};
use super::load;
use super::request;
use super::store::payroll_request;
use super::{RequestId, RunId};
use crate::app::App;
use crate::assistants::Press;
use crate::people::{PersonId, verify_address};
use axum::extract::State as Shared;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values, see};
use law::Money;

/// `POST /payroll/{id}/account`.
pub async fn make(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let press = Press::of(&app, ctx.actor.municipality, verify_address(&app, &ctx, &headers))?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&run_path(id, ""))).await?;
    let own = request::add(&mut tx, &law, (id, &press)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &asp_path(own, ""), None))
}

/// `GET /payroll/asp/{id}/list`: the parts of users as a table.
pub async fn table(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RequestId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = request::one(&tx, id).await?;
    let claims = request::claims(&tx, id).await?;
    let people: Vec<PersonId> = claims.iter().map(|one| one.person_id).collect();
    let names = load::heads(&tx, people).await?;
    tx.audit(Entry::print("payroll-account", id.0));
    tx.commit().await?;
    let heads = request::COLUMNS.map(|name| ctx.t(&format!("payroll-column-{name}")).into_owned());
    let rows = claims.iter().map(|one| {
        let name = names.get(&one.person_id).map(|head| head.name.clone()).unwrap_or_default();
        request::cells(name, &request::claim_of(one))
    });
    let text = sheet::csv(&heads, rows).map_err(Problem::internal)?;
    let name = format!("attachment; filename=\"asp-{}-{}.csv\"", row.month, row.kind);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, text).into_response())
}

async fn behind(
    app: &App,
    ctx: &Ctx,
    (id, form): (RequestId, &Form),
) -> Result<payroll_request::Model, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut row = request::one(&tx, id).await?;
    tx.audit(Entry::read("payroll-account", id.0));
    tx.commit().await?;
    row.version = form.version_or(row.version);
    Ok(row)
}

fn shown(
    ctx: &Ctx,
    (row, act): (&payroll_request::Model, Act),
    form: &Form,
) -> Result<Response, Problem> {
    let title = format!("{}: {}", ctx.t(act.title()), request::number(row));
    let page = frame::page(ctx, title);
    act.shown(ctx, Around { page, home: asp_path(row.id, ""), version: row.version }, form)
}

fn filed_act(ctx: &Ctx, row: &payroll_request::Model, form: &Form) -> Act {
    let mended = row.filed_on.is_some();
    let title = if mended { "payroll-refiled" } else { "payroll-filed" };
    Act::new(title, "/filed", "ui-save")
        .lead(ctx.t(if mended { "payroll-refiled-lead" } else { "payroll-filed-lead" }))
        .day((ctx, form), "on", ("payroll-filed-on", String::new()))
        .line((ctx, form), "document", "payroll-document")
}

/// `GET /payroll/asp/{id}/filed`.
pub async fn filed_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RequestId>,
) -> Result<Response, Problem> {
    let mut row = behind(&app, &ctx, (id, &Form::empty(ctx.lang))).await?;
    let mut values = day_values("on", Some(row.filed_on.unwrap_or(app.today())));
    values.push(("document".to_owned(), row.document.clone()));
    let form = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    row.version = form.version_or(row.version);
    shown(&ctx, (&row, filed_act(&ctx, &row, &form)), &form)
}

/// `POST /payroll/asp/{id}/filed`.
pub async fn filed(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RequestId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let row = behind(&app, &ctx, (id, &form)).await?;
    let on = form.day("on");
    if on.is_some_and(|day| day > app.today() || day < row.made_at.day()) {
        form.wrong("on", "payroll-day-wrong");
    }
    let document = form.required("document", 200);
    let (Some(on), true) = (on, form.ok()) else {
        return shown(&ctx, (&row, filed_act(&ctx, &row, &form)), &form);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&asp_path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    request::file(&mut tx, &law, (&row, on, &document)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &asp_path(id, ""), Some("payroll-done")))
}

fn transfer_act(ctx: &Ctx, form: &Form) -> Act {
    Act::new("payroll-transfer", "/transfer", "ui-save")
        .lead(ctx.t("payroll-transfer-lead"))
        .day((ctx, form), "on", ("payroll-received-on", String::new()))
        .line((ctx, form), "sum", "payroll-received-sum")
        .line((ctx, form), "document", "payroll-document")
}

/// `GET /payroll/asp/{id}/transfer`.
pub async fn transfer_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RequestId>,
) -> Result<Response, Problem> {
    let form = Form::filled(ctx.lang, day_values("on", Some(app.today())));
    let form = ctx.resumed(form, &[]).await?;
    let row = behind(&app, &ctx, (id, &form)).await?;
    if row.filed_on.is_none() {
        return Err(refused("payroll-refused-unfiled"));
    }
    shown(&ctx, (&row, transfer_act(&ctx, &form)), &form)
}

/// `POST /payroll/asp/{id}/transfer`.
pub async fn transfer(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RequestId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let row = behind(&app, &ctx, (id, &form)).await?;
    let on = form.day("on");
    if on.is_some_and(|day| day > app.today() || row.filed_on.is_some_and(|filed| day < filed)) {
        form.wrong("on", "payroll-day-wrong");
    }
    let typed = form.required("sum", 20).replace([' ', '\u{a0}'], "");
    let money = Money::parse(&typed, super::sums::currency(&row.currency));
    let cents = money.ok().map(|money| money.cents).filter(|cents| *cents != 0);
    if cents.is_none() && !typed.is_empty() {
        form.wrong("sum", "payroll-sum-wrong");
    }
    let document = form.required("document", 200);
    let (Some(on), Some(cents), true) = (on, cents, form.ok()) else {
        return shown(&ctx, (&row, transfer_act(&ctx, &form)), &form);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&asp_path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    request::receive(&mut tx, &row, (on, cents, &document)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &asp_path(id, ""), Some("payroll-done")))
}
