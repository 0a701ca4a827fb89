//! Two versions of a document side by side.

use super::VersionId;
use super::begin;
use super::content::content;
use super::load;
use super::page::name;
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Id, Problem, html};
use ui::{Head, Link};

#[derive(Template)]
#[template(path = "support/compare.html")]
struct ComparePage {
    page: ui::Page,
    heads: Vec<Head>,
    changed: Vec<(String, String, String)>,
    same: Vec<(String, String)>,
    home: String,
}

/// `GET /support/{id}/compare?with=`: with the version before when no other is named.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<VersionId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = load::whole(&tx, &app, id).await?;
    let asked: Option<VersionId> = form.get("with").parse().ok();
    let rows = load::versions(&tx, whole.row.placement_id).await?;
    let row = &whole.row;
    let older = rows.iter().find(|one| match asked {
        Some(asked) => one.id == asked && one.kind == row.kind,
        None => one.kind == row.kind && one.number < row.number,
    });
    // A first version is compared with nothing: with itself.
    let older = older.unwrap_or(row);
    let before = content(&tx, older)?;
    tx.audit(Entry::read("support", id.0).about(Some(whole.around.brief.person.0)));
    tx.commit().await?;
    let lines = whole.words(ctx.lang).compared((&before, &whole.content));
    let (changed, same): (Vec<_>, Vec<_>) = lines.into_iter().partition(|(_, a, b)| a != b);
    let mut page = begin::frame(&ctx, &whole.around, &ctx.t("support-compare"));
    let home = ctx.url(&format!("/support/{id}"));
    page.breadcrumbs.push(Link::new(home.clone(), name(&ctx, row)));
    page.breadcrumbs.push(Link::new("", page.title.clone()));
    let heads = [ctx.t("support-compared").into_owned(), name(&ctx, older), name(&ctx, row)];
    html(&ComparePage {
        page,
        heads: heads.into_iter().map(Head::new).collect(),
        changed,
        same: same.into_iter().map(|(name, value, _)| (name, value)).collect(),
        home,
    })
}
