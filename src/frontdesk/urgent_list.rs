//! Who of the urgent groups still has to be reported, oldest first.

use super::moment::due_words;
use super::reference::{reference, words};
use super::store::urgent_notice::{self, Column};
use super::urgent::{Source, body_key};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, PAGE_ROWS, Paging, Problem, html, paged};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use ui::{Head, Link, Pages};

#[derive(Template)]
#[template(path = "frontdesk/urgent_list.html")]
struct UrgentList {
    page: ui::Page,
    heads: Vec<Head>,
    rows: Vec<Waiting>,
    pages: Pages,
}

struct Waiting {
    link: Link,
    group: String,
    day: String,
    word: String,
    state: &'static str,
}

/// Who still has to be told, oldest first.
pub async fn urgent_list(
    State(app): State<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let number = Paging::asked(&form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = tx
        .find::<urgent_notice::Entity>()
        .filter(Column::NotifiedAt.is_null())
        .order_by_asc(Column::Id)
        .offset((number - 1) * PAGE_ROWS)
        .limit(PAGE_ROWS + 1)
        .all(tx.conn())
        .await?;
    tx.audit(Entry::list("urgent"));
    let today = tx.today();
    tx.commit().await?;
    let (rows, paging) = paged(rows, number, ctx.url("/urgent"));
    let heads = ["frontdesk-urgent-body", "frontdesk-urgent", "frontdesk-work-due"];
    html(&UrgentList {
        page: ctx.page(ctx.t("frontdesk-urgent-list-title")),
        heads: heads.map(|key| Head::new(ctx.t(key))).to_vec(),
        rows: rows.iter().filter_map(|row| waiting_line(&ctx, row, today)).collect(),
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
    })
}

fn waiting_line(ctx: &Ctx, row: &urgent_notice::Model, today: Day) -> Option<Waiting> {
    let source = row.wish_id.map(Source::Wish).or(row.signal_id.map(Source::Signal))?;
    let (word, state) = due_words(ctx, row.noticed_on, today);
    Some(Waiting {
        link: Link::new(ctx.url(&format!("{}/urgent", source.path())), ctx.t(body_key(&row.body))),
        group: words(&reference().urgent_group, &row.urgent, ctx.lang),
        day: row.noticed_on.bg(),
        word,
        state,
    })
}
