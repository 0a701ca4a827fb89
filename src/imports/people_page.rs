//! Whom an import entered, or found in the register: each leads to their file.

use super::RunId;
use super::store;
use crate::app::App;
use crate::people::{PersonId, heads};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, PAGE_ROWS, Problem, html, list_address, paged};
use ui::Pages;

struct Line {
    line: i32,
    href: String,
    name: String,
    born: String,
}

#[derive(Template)]
#[template(path = "imports/people.html")]
struct PeoplePage {
    page: ui::Page,
    back: String,
    heads: Vec<ui::Head>,
    lines: Vec<Line>,
    pages: Pages,
}

/// `GET /imports/{id}/people`.
pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
    form: Form,
) -> Result<Response, Problem> {
    let asked = kit::web::Paging::asked(&form);
    let mut tx = app.db.read(&ctx.actor).await?;
    store::progress(&tx, id).await?;
    let first = (asked - 1) * PAGE_ROWS;
    let is_known = form.get("of") == "known";
    let outcome = if is_known { "known" } else { "created" };
    let rows = store::page(&tx, (id, outcome), (first, PAGE_ROWS + 1)).await?;
    let base = list_address(&format!("/imports/{id}/people"), &[("of", form.get("of"))]);
    let (rows, paging) = paged(rows, asked, ctx.url(&base));
    let ids: Vec<PersonId> = rows.iter().filter_map(|row| row.person_id).collect();
    let known = heads(&tx, &ids).await?;
    tx.audit(Entry::list("person"));
    tx.commit().await?;
    let lines = rows.iter().filter_map(|row| {
        let head = known.get(&row.person_id?)?;
        Some(Line {
            line: row.line,
            href: ctx.url(&format!("/people/{}", head.id)),
            name: head.name.clone(),
            born: head.birth_day.map(Day::bg).unwrap_or_default(),
        })
    });
    html(&PeoplePage {
        page: ctx.page(ctx.t(if is_known { "imports-count-known" } else { "imports-people" })),
        back: ctx.url(&format!("/imports/{id}")),
        heads: ["imports-field-full_name", "imports-field-born", "imports-report-row"]
            .map(|key| ui::Head::new(ctx.t(key)))
            .into(),
        lines: lines.collect(),
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
    })
}
