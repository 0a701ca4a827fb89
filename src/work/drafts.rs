//! Unfinished work: forms begun and not sent, by their writer: go on, throw away, take back.

use super::DraftId;
use super::draft_names::{about, draft_key};
use super::store::discarded_draft::{self, Column};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Owned, StoreError, Tx};
use kit::types::{AccountId, Instant};
use kit::web::{
    Ctx, Form, Id, Problem, Taken, Unfinished, cut, html, put_draft, see, take_draft, typed,
    unfinished,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

/// So long a draft that was thrown away can be taken back.
const KEPT_MS: i64 = 24 * 60 * 60 * 1000;
const PATH: &str = "/work/drafts";
/// Shorter texts are numbers of days and codes.
const SHORT: usize = 4;

/// What it is and how old; no address, which may tell whom it is about.
pub fn kind_and_age(ctx: &Ctx, draft: &Unfinished) -> String {
    format!("{}, {}", ctx.t(draft_key(&draft.path)), draft.at.bg())
}

#[derive(Template)]
#[template(path = "work/drafts.html")]
struct DraftsPage {
    page: ui::Page,
    rows: Vec<Row>,
    pages: ui::Pages,
    discarded: Vec<Row>,
    discard: String,
}

struct Row {
    href: String,
    path: String,
    text: String,
    who: String,
    when: String,
    typed: String,
}

pub async fn list(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let account = ctx.actor.account.ok_or(Problem::NotSignedIn)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let drafts = unfinished(&tx).await?;
    let gone = tx
        .find::<discarded_draft::Entity>()
        .filter(Column::AccountId.eq(account))
        .filter(Column::DiscardedAt.gt(tx.now().plus_ms(-KEPT_MS)))
        .order_by_desc(Column::Id)
        .all(tx.conn())
        .await?;
    let paths: Vec<&str> = drafts.iter().map(|draft| draft.path.as_str()).collect();
    let gone_paths = gone.iter().map(|one| one.path.as_str());
    let names = about(&tx, &paths.into_iter().chain(gone_paths).collect::<Vec<_>>()).await?;
    tx.audit(Entry::list("draft"));
    tx.commit().await?;
    let row = |href: String, path: &str, at: Instant, typed: String| Row {
        href,
        path: path.to_owned(),
        text: ctx.t(draft_key(path)).into_owned(),
        who: names.get(path).cloned().unwrap_or_default(),
        when: at.bg(),
        typed,
    };
    let (drafts, pages) = cut(drafts, &form, &ctx.url(PATH));
    let restore = |id: i64| ctx.url(&format!("{PATH}/{}/restore", DraftId(id)));
    let begun = |draft: &Unfinished| {
        let typed = ctx.url(&format!("{PATH}/{}", DraftId(draft.id)));
        row(draft.path.clone(), &draft.path, draft.at, typed)
    };
    let thrown =
        |one: &discarded_draft::Model| row(restore(one.id), &one.path, one.at, String::new());
    html(&DraftsPage {
        page: super::load_page::framed(&ctx, ctx.t("work-drafts")),
        rows: drafts.iter().map(begun).collect(),
        pages,
        discarded: gone.iter().map(thrown).collect(),
        discard: ctx.url(PATH),
    })
}

#[derive(Template)]
#[template(path = "work/draft.html")]
struct DraftPage {
    page: ui::Page,
    about: String,
    href: String,
    texts: Vec<String>,
    back: String,
}

/// What somebody wrote, and not a code that the form brought.
fn is_written(text: &str) -> bool {
    !text.is_ascii() || text.contains(' ') || text.chars().any(|c| c.is_ascii_digit())
}

/// `GET /work/drafts/{id}`: what was typed, to be copied when the form is gone.
pub async fn show(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<DraftId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (draft, fields) = typed(&tx, id.0).await?;
    let mut names = about(&tx, &[draft.path.as_str()]).await?;
    tx.audit(Entry::read("draft", id.0));
    tx.commit().await?;
    let parts = [names.remove(&draft.path).unwrap_or_default(), draft.at.bg()];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    let texts = fields.into_iter().filter(|(name, _)| !name.starts_with('_'));
    let texts = texts.map(|(_, text)| text.trim().to_owned()).filter(|text| {
        text.chars().count() > SHORT && is_written(text) && text.parse::<DraftId>().is_err()
    });
    html(&DraftPage {
        page: super::load_page::framed(&ctx, ctx.t(draft_key(&draft.path))),
        about: parts.collect::<Vec<_>>().join(", "),
        href: draft.path,
        texts: texts.collect(),
        back: ctx.url(PATH),
    })
}

/// Throws a draft away, to where it can be taken back from for a day.
pub async fn discard(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let account = ctx.actor.account.ok_or(Problem::NotSignedIn)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    if let Some(taken) = take_draft(&tx, account, form.get("path")).await? {
        keep(&tx, account, &taken).await?;
    }
    tx.audit(Entry::new("discard", "draft", ""));
    tx.commit().await?;
    Ok(see(&ctx, PATH, Some("work-draft-discarded")))
}

async fn keep(tx: &Tx, account: AccountId, taken: &Taken) -> Result<(), StoreError> {
    let id = tx.new_id();
    tx.insert(discarded_draft::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        account_id: Set(account),
        path: Set(taken.path.clone()),
        sealed: Set(tx.seal("discarded_draft", "sealed", id, &taken.text)?),
        at: Set(taken.at),
        discarded_at: Set(tx.now()),
    })
    .await
}

pub async fn restore(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<DraftId>,
) -> Result<Response, Problem> {
    let account = ctx.actor.account.ok_or(Problem::NotSignedIn)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let row = tx
        .find::<discarded_draft::Entity>()
        .filter(Column::Id.eq(id.0))
        .filter(Column::AccountId.eq(account))
        .one(tx.conn())
        .await?
        .ok_or(StoreError::NotFound)?;
    let text = tx.open("discarded_draft", "sealed", row.id, &row.sealed)?;
    let taken = Taken { path: row.path, at: row.at, text };
    if !put_draft(&tx, account, &taken).await? {
        return Err(Problem::Impossible("work-draft-there"));
    }
    let gone = discarded_draft::Entity::delete_many()
        .filter(<discarded_draft::Entity as Owned>::municipality().eq(tx.municipality()))
        .filter(Column::Id.eq(id.0));
    tx.later(gone).await?;
    tx.audit(Entry::new("restore", "draft", ""));
    tx.commit().await?;
    Ok(see(&ctx, PATH, Some("work-draft-restored")))
}

/// Deletes what can no longer be taken back.
pub async fn empty_bin(tx: &Tx) -> Result<(), StoreError> {
    let old = discarded_draft::Entity::delete_many()
        .filter(<discarded_draft::Entity as Owned>::municipality().eq(tx.municipality()))
        .filter(Column::DiscardedAt.lte(tx.now().plus_ms(-KEPT_MS)));
    tx.later(old).await
}
