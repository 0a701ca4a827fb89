//! The days on which one person is named in an order: somebody comes later or leaves sooner.

use super::OrderId;
use super::frame::{page, sections};
use super::order::{self, WholeOrder};
use super::point_pages::note;
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::access;
use kit::audit::Entry;
use kit::types::AccountId;
use kit::web::{Ctx, Form, Id, Problem, again, day_values, html, see};

#[derive(Template)]
#[template(path = "municipality/order_member.html")]
struct MemberPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    form: Form,
    action: String,
    version: i32,
}

struct Named {
    order: WholeOrder,
    account: AccountId,
    name: String,
}

async fn load(app: &App, ctx: &Ctx, id: OrderId, form: &Form) -> Result<Named, Problem> {
    let account: AccountId = form.get("account").parse().map_err(|_| Problem::NotFound)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let orders = order::orders(&tx).await?;
    let accounts = access::accounts(&tx, app.today()).await?;
    tx.audit(Entry::read("order", id.0));
    tx.commit().await?;
    let order = orders.into_iter().find(|order| order.id == id).ok_or(Problem::NotFound)?;
    if !order.members.iter().any(|member| member.account == account) {
        return Err(Problem::NotFound);
    }
    let name = accounts.into_iter().find(|a| a.id == account).map(|a| a.name).unwrap_or_default();
    Ok(Named { order, account, name })
}

fn member_form(ctx: &Ctx, form: Form, named: &Named, version: i32) -> MemberPage {
    let path = format!("/office/order/{}", named.order.id);
    let trail =
        [("/office/order", &*ctx.t("office-section-order")), (&*path, &*named.order.number)];
    let mut page = page(ctx, named.name.clone(), &trail);
    page.errors = form.errors();
    MemberPage {
        page,
        sections: sections(ctx),
        form,
        action: ctx.url(&format!("{path}/member")),
        version,
    }
}

pub async fn member_page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<OrderId>,
    asked: Form,
) -> Result<Response, Problem> {
    let named = load(&app, &ctx, id, &asked).await?;
    let mut values = vec![("account".to_owned(), named.account.to_string())];
    if let Some(member) = named.order.members.iter().find(|m| m.account == named.account) {
        values.extend(day_values("from", member.from));
        values.extend(day_values("to", member.to));
    }
    let form = Form::filled(ctx.lang, values);
    html(&member_form(&ctx, form, &named, named.order.version))
}

pub async fn put_member(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<OrderId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let named = load(&app, &ctx, id, &form).await?;
    let (from, to) = (form.day_optional("from"), form.day_optional("to"));
    if from.is_some_and(|from| to.is_some_and(|to| to < from)) {
        form.wrong("to", "office-days-order");
    }
    if !form.ok() {
        let version = form.version();
        return again(&member_form(&ctx, form, &named, version));
    }
    let mut whole = named.order;
    for member in whole.members.iter_mut().filter(|member| member.account == named.account) {
        (member.from, member.to) = (from, to);
    }
    let path = format!("/office/order/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    order::change(&tx, id, form.version(), &whole.as_new()).await?;
    note(&mut tx, "order-member-changed", &named.name).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("office-saved")))
}
