//! The agreements that a table entered, or that were here already: each leads to its page.

use super::RunId;
use super::list::frame;
use super::store;
use crate::app::App;
use crate::assistance::{self, AgreementId};
use crate::people::{PersonId, heads};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Id, PAGE_ROWS, Problem, html, list_address, paged};
use std::collections::HashMap;
use ui::Pages;

struct Line {
    line: i32,
    href: String,
    number: String,
    user: String,
    assistant: String,
}

#[derive(Template)]
#[template(path = "brought/agreements.html")]
struct AgreementsPage {
    page: ui::Page,
    back: String,
    heads: Vec<ui::Head>,
    lines: Vec<Line>,
    pages: Pages,
}

/// `GET /brought/{id}/agreements`.
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
    let outcome = if is_known { "known" } else { "entered" };
    let rows = store::page(&tx, (id, outcome), (first, PAGE_ROWS + 1)).await?;
    let base = list_address(&format!("/brought/{id}/agreements"), &[("of", form.get("of"))]);
    let (rows, paging) = paged(rows, asked, ctx.url(&base));
    let ids: Vec<AgreementId> = rows.iter().filter_map(|row| row.agreement_id).collect();
    let pairs = assistance::pairs(&tx, assistance::Pairs::Among(&ids)).await?;
    let people: Vec<PersonId> =
        pairs.iter().flat_map(|pair| [pair.user, pair.assistant_person]).collect();
    let known = heads(&tx, &people).await?;
    tx.audit(Entry::list("assistance-agreement"));
    tx.commit().await?;
    let by_id: HashMap<AgreementId, &assistance::Pair> =
        pairs.iter().map(|pair| (pair.agreement, pair)).collect();
    let name = |id: PersonId| known.get(&id).map(|head| head.name.clone()).unwrap_or_default();
    let lines = rows.iter().filter_map(|row| {
        let pair = by_id.get(&row.agreement_id?)?;
        Some(Line {
            line: row.line,
            href: ctx.url(&format!("/assistance/agreements/{}", pair.agreement)),
            number: pair.number.clone(),
            user: name(pair.user),
            assistant: name(pair.assistant_person),
        })
    });
    let title = if is_known { "brought-count-known" } else { "brought-count-entered" };
    html(&AgreementsPage {
        page: frame(&ctx, title),
        back: ctx.url(&format!("/brought/{id}")),
        heads: [
            "brought-field-number",
            "brought-field-user-full_name",
            "brought-field-assistant-full_name",
            "imports-report-row",
        ]
        .map(|key| ui::Head::new(ctx.t(key)))
        .into(),
        lines: lines.collect(),
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
    })
}
