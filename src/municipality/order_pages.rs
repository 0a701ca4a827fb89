//! The mayor's orders as a list and one by one: who may sign a preliminary assessment.

use super::frame::{page, period, sections};
use super::order::{self, Member, WholeOrder};
use super::{ADMIN, OrderId};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::access::{self, Account};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::{Ctx, Form, Id, Problem, cut, html};

pub(super) const LIST: &str = "/office/order";

#[derive(Template)]
#[template(path = "municipality/orders.html")]
struct OrdersPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    rows: Vec<Row>,
    pages: ui::Pages,
    nobody_signs: bool,
    new: Option<String>,
}

struct Row {
    href: String,
    title: String,
    period: String,
    named: String,
    state: Standing,
}

/// Where a day stands to a period.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Coming,
    Now,
    Over,
}

fn state_on(on: Day, from: Day, to: Option<Day>) -> Standing {
    if on < from {
        Standing::Coming
    } else if to.is_some_and(|last| last < on) {
        Standing::Over
    } else {
        Standing::Now
    }
}

pub async fn list(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let today = app.today();
    let mut tx = app.db.read(&ctx.actor).await?;
    let orders = order::orders(&tx).await?;
    let accounts = access::accounts(&tx, today).await?;
    tx.audit(Entry::list("order"));
    tx.commit().await?;
    let in_force = |order: &&WholeOrder| {
        order.in_force(today) && order.members.iter().any(|member| member.named(today))
    };
    let nobody_signs = !orders.iter().any(|order| in_force(&order));
    let rows = orders.iter().map(|order| Row {
        href: ctx.url(&format!("{LIST}/{}", order.id)),
        title: title(&ctx, order),
        period: period(&ctx, order.from, order.to),
        named: names(&accounts, order.members.iter().filter(|member| member.named(today))),
        state: state_on(today, order.from, order.to),
    });
    let (rows, pages) = cut(rows.collect(), &form, &ctx.url(LIST));
    html(&OrdersPage {
        page: page(&ctx, ctx.t("office-section-order"), &[]),
        sections: sections(&ctx),
        rows,
        pages,
        nobody_signs,
        new: ctx.actor.may(ADMIN).then(|| ctx.url("/office/order/new")),
    })
}

fn title(ctx: &Ctx, order: &WholeOrder) -> String {
    ctx.ta("office-order-title", &[("number", &order.number), ("day", &order.day.bg())])
        .into_owned()
}

fn names<'a>(accounts: &[Account], members: impl Iterator<Item = &'a Member>) -> String {
    members.map(|member| name_of(accounts, member.account)).collect::<Vec<_>>().join(", ")
}

fn name_of(accounts: &[Account], id: AccountId) -> String {
    accounts.iter().find(|account| account.id == id).map(|a| a.name.clone()).unwrap_or_default()
}

#[derive(Template)]
#[template(path = "municipality/order.html")]
struct OrderPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    day: String,
    period: String,
    state: Standing,
    members: Vec<MemberRow>,
    path: String,
    may_change: bool,
}

struct MemberRow {
    name: String,
    period: String,
    state: Standing,
    disabled: bool,
    edit: String,
}

pub(super) async fn one(tx: &Tx, id: OrderId) -> Result<WholeOrder, StoreError> {
    let orders = order::orders(tx).await?;
    orders.into_iter().find(|order| order.id == id).ok_or(StoreError::NotFound)
}

pub async fn show(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<OrderId>,
) -> Result<Response, Problem> {
    let today = app.today();
    let mut tx = app.db.read(&ctx.actor).await?;
    let order = one(&tx, id).await?;
    let accounts = access::accounts(&tx, today).await?;
    tx.audit(Entry::read("order", id.0));
    tx.commit().await?;
    let path = ctx.url(&format!("{LIST}/{id}"));
    let members = order.members.iter().map(|member| {
        let account = accounts.iter().find(|account| account.id == member.account);
        let (from, to) = (member.from.unwrap_or(order.from), member.to.or(order.to));
        MemberRow {
            name: name_of(&accounts, member.account),
            period: period(&ctx, from, to),
            state: state_on(today, from.max(order.from), to),
            disabled: account.is_some_and(|account| account.disabled_at.is_some()),
            edit: format!("{path}/member?account={}", member.account),
        }
    });
    html(&OrderPage {
        page: page(&ctx, title(&ctx, &order), &[(LIST, &ctx.t("office-section-order"))]),
        sections: sections(&ctx),
        day: order.day.bg(),
        period: period(&ctx, order.from, order.to),
        state: state_on(today, order.from, order.to),
        members: members.collect(),
        path,
        may_change: ctx.actor.may(ADMIN),
    })
}
