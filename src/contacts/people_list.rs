//! The people behind a number: each once, with how often they asked.

use super::desk::Desk;
use super::filter::Filter;
use super::list::chips;
use super::store::contact::Column;
use crate::app::App;
use crate::people::{self, PersonId};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Instant;
use kit::web::{Ctx, Form, PAGE_ROWS, Paging, Problem, html, paged};
use sea_orm::sea_query::{Expr, Order};
use sea_orm::{ColumnTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};
use ui::{Head, Link, Pages};

#[derive(Template)]
#[template(path = "contacts/people_list.html")]
struct PeopleList {
    page: ui::Page,
    chips: Vec<Link>,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
}

struct Row {
    href: String,
    name: String,
    contacts_href: String,
    contacts: i64,
    last: String,
}

async fn page_of(
    tx: &Tx,
    filter: &Filter,
    page: u64,
) -> Result<Vec<(PersonId, i64, Instant)>, StoreError> {
    let rows = filter
        .matching(tx)
        .filter(Column::PersonId.is_not_null())
        .select_only()
        .column(Column::PersonId)
        .expr_as(Expr::col(Column::Id).count(), "contacts")
        .expr_as(Expr::col(Column::At).max(), "last")
        .group_by(Column::PersonId)
        .order_by(Expr::col(Column::At).max(), Order::Desc)
        .order_by_desc(Column::PersonId)
        .offset((page - 1) * PAGE_ROWS)
        .limit(PAGE_ROWS + 1);
    let rows: Vec<(i64, i64, i64)> = rows.into_tuple().all(tx.conn()).await?;
    Ok(rows.into_iter().map(|(id, n, at)| (PersonId(id), n, Instant(at))).collect())
}

pub async fn people_list(
    State(app): State<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let (filter, number) = (Filter::read(&mut form), Paging::asked(&form));
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = page_of(&tx, &filter, number).await?;
    let ids: Vec<_> = found.iter().map(|(id, ..)| *id).collect();
    let heads = people::heads(&tx, &ids).await?;
    let desk = Desk::load(&ctx, &tx).await?;
    tx.audit(Entry::list("person"));
    tx.commit().await?;
    let base = ctx.url(&format!("/contacts/people?{}", filter.query()));
    let (found, paging) = paged(found, number, base);
    let row = |(id, contacts, last): (PersonId, i64, Instant)| {
        let narrow = Filter { person: Some(id), ..filter.clone() };
        Row {
            href: ctx.url(&format!("/people/{id}")),
            name: heads.get(&id).map(|head| head.name.clone()).unwrap_or_default(),
            contacts_href: ctx.url(&format!("/contacts?{}", narrow.query())),
            contacts,
            last: last.bg(),
        }
    };
    let rows = found.into_iter().map(row).collect();
    let mut page = ctx.page(ctx.t("contacts-people-title"));
    let numbers = ctx.url(&format!("/contacts/statistics?{}", filter.query()));
    page.back = Some(Link::new(numbers, ctx.t("contacts-statistics")));
    html(&PeopleList {
        page,
        chips: chips(&ctx, &filter, (&desk, "/contacts/people")),
        heads: vec![
            Head::new(ctx.t("contacts-person")),
            Head::new(ctx.t("contacts-count")).numeric(),
            Head::new(ctx.t("contacts-last")),
        ],
        rows,
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
    })
}
