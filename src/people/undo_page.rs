//! A merge looked at again, and undone: what was moved goes back, what came since is chosen.

use super::PersonId;
use super::belonging::Belonging;
use super::merge::{self, Refusal};
use super::person_page::name_of;
use super::store::once::person_merge;
use super::store::{merges, read};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Timeline, Tx};
use kit::types::{Ids, decode_id, encode_id};
use kit::web::{Ctx, Form, Problem, again, html, see};
use std::collections::HashMap;
use ui::{Field, Link};

kit::id! {
    /// A merge of two people.
    MergeId
}

/// A row that came after the merge.
struct Added {
    name: String,
    text: String,
    when: String,
    gives: bool,
}

#[derive(Template)]
#[template(path = "people/undo.html")]
struct UndoPage {
    page: ui::Page,
    action: String,
    back: String,
    version: i32,
    kept: String,
    gone: String,
    about: String,
    why: String,
    undone: String,
    refusal: Option<String>,
    added: Vec<Added>,
    reason: Field,
}

/// The name of a row's box.
fn box_name(belonging: &Belonging, row: i64) -> String {
    format!("give-{}-{}", belonging.name(), encode_id(row))
}

async fn find(
    tx: &Tx,
    (id, merge): (PersonId, MergeId),
) -> Result<person_merge::Model, StoreError> {
    let row = merges::merge(tx, merge.0).await?;
    if row.kept_id == id { Ok(row) } else { Err(StoreError::NotFound) }
}

async fn draw(
    app: &App,
    ctx: &Ctx,
    (id, merge): (PersonId, MergeId),
    form: &Form,
) -> Result<UndoPage, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = find(&tx, (id, merge)).await?;
    let kept = read::person_row(&tx, row.kept_id).await?;
    let gone = read::person_row(&tx, row.gone_id).await?;
    let refusal = merge::undoable(&tx, &row).await?.err();
    let list = &app.belongings;
    let since = if refusal.is_none() { merge::added(&tx, &row, list).await? } else { Vec::new() };
    let happened: HashMap<i64, String> = tx
        .timeline(Timeline::Person(row.kept_id.0), None, 200)
        .await?
        .iter()
        .map(|event| (event.id, event.text(ctx.lang)))
        .collect();
    let why = tx.open("person_merge", "why_sealed", row.id, &row.why_sealed)?;
    for person in [row.kept_id, row.gone_id] {
        tx.audit(Entry::read("person", person.0).about(Some(person.0)));
    }
    tx.commit().await?;
    let mut added = Vec::new();
    for (belonging, rows) in since {
        added.extend(rows.into_iter().map(|id| {
            let name = box_name(belonging, id);
            let event = happened.get(&id).filter(|_| belonging.table == "event");
            Added {
                gives: form.get(&name) == "give",
                name,
                text: event.cloned().unwrap_or_else(|| ctx.t(belonging.text).into_owned()),
                when: Ids::moment(id).bg(),
            }
        }));
    }
    let mut page = ctx.page(ctx.t("people-undo-title"));
    page.errors = form.errors();
    let kept_path = ctx.url(&format!("/people/{}", row.kept_id));
    page.breadcrumbs = vec![
        Link::new(ctx.url("/people"), ctx.t("people-title")),
        Link::new(kept_path.clone(), name_of(&kept)),
        Link::new("", ctx.t("people-undo-title")),
    ];
    let said = |who: &str, at: String| [("who", who.to_owned()), ("when", at)];
    Ok(UndoPage {
        page,
        action: ctx.url(&format!("/people/{id}/merges/{merge}")),
        back: kept_path,
        version: row.version,
        kept: name_of(&kept),
        gone: name_of(&gone),
        about: ctx.ta("people-merge-done-by", &said(&row.account_name, row.at.bg())).into_owned(),
        why,
        undone: row
            .undone_at
            .map(|at| ctx.ta("people-merge-undone-by", &said(&row.undone_by, at.bg())).into_owned())
            .unwrap_or_default(),
        refusal: refusal
            .filter(|refusal| *refusal == Refusal::MergedOn)
            .map(|_| ctx.t("people-undo-merged-on").into_owned()),
        added,
        reason: form.field("why"),
    })
}

/// `GET /people/{id}/merges/{merge}`.
pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, merge)): Path<(String, PersonId, MergeId)>,
) -> Result<Response, Problem> {
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    html(&draw(&app, &ctx, (id, merge), &form).await?)
}

/// `POST /people/{id}/merges/{merge}`: the merge is undone.
pub async fn save(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, merge)): Path<(String, PersonId, MergeId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    form.required("why", 2_000);
    if !form.ok() {
        return again(&draw(&app, &ctx, (id, merge), &form).await?);
    }
    let gone = try_undo(&app, &ctx, &form, (id, merge)).await?;
    Ok(see(&ctx, &format!("/people/{gone}"), Some("people-unmerged")))
}

/// Undoes a merge as a form says; gives who came back.
pub async fn try_undo(
    app: &App,
    ctx: &Ctx,
    form: &Form,
    (id, merge): (PersonId, MergeId),
) -> Result<PersonId, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let row = find(&tx, (id, merge)).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("/people/{}", row.gone_id))).await?;
    ctx.sent(&tx, form).await?;
    match merge::undoable(&tx, &row).await? {
        Ok(()) => {}
        Err(Refusal::Undone) => return Err(Problem::Impossible("people-undo-again")),
        Err(Refusal::MergedOn) => return Err(Problem::Impossible("people-undo-merged-on")),
    }
    let given = given(form, &app.belongings);
    merge::undo(&mut tx, &row, (&given, form.get("why")), &app.belongings).await?;
    tx.commit().await?;
    Ok(row.gone_id)
}

/// The rows that go to the one who comes back.
fn given<'a>(form: &Form, list: &'a [Belonging]) -> Vec<(&'a Belonging, i64)> {
    let boxes = form.fields().iter().filter(|(_, value)| value == "give");
    let read = |(name, _): &(String, String)| {
        let (belonging, row) = name.strip_prefix("give-")?.rsplit_once('-')?;
        let belonging = list.iter().find(|one| one.name() == belonging)?;
        Some((belonging, decode_id(row)?))
    };
    boxes.filter_map(read).collect()
}
