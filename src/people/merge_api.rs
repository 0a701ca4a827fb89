//! Merging and undoing as JSON.

use super::PersonId;
use super::merge_page::try_merge;
use super::undo_page::{MergeId, try_undo};
use crate::app::App;
use axum::Json;
use axum::extract::{Path, State};
use kit::web::{Ctx, Form, Problem};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct Merge {
    /// How it is known that they are one person.
    why: String,
    /// What stays: field and `kept`, `gone` or `both`.
    #[serde(default)]
    fields: BTreeMap<String, String>,
    /// Checked with a document, though something speaks against.
    #[serde(default)]
    confirmed: bool,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct Merged {
    #[schema(value_type = String)]
    merge: MergeId,
}

/// `POST /api/people/{id}/merge/{other}`: `id` stays, `other` goes into it.
#[utoipa::path(
    post,
    path = "/{municipality}/api/people/{id}/merge/{other}",
    operation_id = "people-merge",
    params(("id" = String, Path), ("other" = String, Path)),
    request_body = Merge,
    responses((status = 200, description = "", body = Merged)),
)]
pub async fn merge(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, other)): Path<(String, PersonId, PersonId)>,
    form: Form,
) -> Result<Json<Merged>, Problem> {
    let asked: Merge = form.json()?;
    let mut values = vec![("_key".to_owned(), form.key().0), ("why".to_owned(), asked.why)];
    let confirm = if asked.confirmed { "yes" } else { "" };
    values.push(("confirm".to_owned(), confirm.to_owned()));
    let fields = asked.fields.into_iter();
    values.extend(fields.map(|(name, side)| (format!("f-{name}"), side)));
    let mut typed = Form::filled(ctx.lang, values);
    match try_merge(&app, &ctx, &mut typed, (id, other)).await? {
        Some(merge) => Ok(Json(Merged { merge: MergeId(merge) })),
        None => Err(typed.problem()),
    }
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct Undo {
    /// Why it is undone.
    why: String,
    /// Rows added since that go to the one who comes back: `<table>.<column>-<id>`.
    #[serde(default)]
    give: Vec<String>,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct Undone {
    /// Who came back.
    #[schema(value_type = String)]
    person: PersonId,
}

/// `POST /api/people/{id}/merges/{merge}/undo`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/people/{id}/merges/{merge}/undo",
    operation_id = "people-merge-undo",
    params(("id" = String, Path), ("merge" = String, Path)),
    request_body = Undo,
    responses((status = 200, description = "", body = Undone)),
)]
pub async fn undo(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, merge)): Path<(String, PersonId, MergeId)>,
    form: Form,
) -> Result<Json<Undone>, Problem> {
    let asked: Undo = form.json()?;
    let mut values = vec![("_key".to_owned(), form.key().0), ("why".to_owned(), asked.why)];
    let give = asked.give.into_iter();
    values.extend(give.map(|row| (format!("give-{row}"), "give".to_owned())));
    let mut typed = Form::filled(ctx.lang, values);
    typed.required("why", 2_000);
    if !typed.ok() {
        return Err(typed.problem());
    }
    let person = try_undo(&app, &ctx, &typed, (id, merge)).await?;
    Ok(Json(Undone { person }))
}
