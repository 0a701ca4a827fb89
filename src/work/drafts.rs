//! Unfinished work: forms begun and not sent, by their writer: go on, throw away, take back.

use super::DraftId;
use super::store::discarded_draft::{self, Column};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Owned, StoreError, Tx};
use kit::types::{AccountId, Instant};
use kit::web::{
    Ctx, Form, Id, Problem, Taken, Unfinished, cut, html, put_draft, see, take_draft, unfinished,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

/// So long a draft that was thrown away can be taken back.
const KEPT_MS: i64 = 24 * 60 * 60 * 1000;
const PATH: &str = "/work/drafts";

/// What a form is called, by the end of its address; the first that fits.
const KINDS: [(&str, &str); 14] = [
    ("/wishes/new", "work-draft-wish"),
    ("/contacts/new", "work-draft-contact"),
    ("/signals/new", "work-draft-signal"),
    ("/people/new", "work-draft-person"),
    ("/assessment/needs", "work-draft-needs"),
    ("/assessment/proposal", "work-draft-proposal"),
    ("/assessment/choice", "work-draft-choice"),
    ("/meeting/held", "work-draft-held"),
    ("/meeting", "work-draft-meeting"),
    ("/hand-over", "work-draft-hand-over"),
    ("/services/new", "work-draft-service"),
    ("/requests", "work-draft-request"),
    ("/appeal", "work-draft-appeal"),
    ("/edit", "work-draft-edit"),
];

/// The key of what an unfinished form is called.
#[must_use]
pub fn draft_key(path: &str) -> &'static str {
    let path = path.split('?').next().unwrap_or_default();
    KINDS.iter().find(|(end, _)| path.ends_with(end)).map_or("work-draft-other", |(_, key)| key)
}

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
    text: String,
    when: String,
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
    tx.audit(Entry::list("draft"));
    tx.commit().await?;
    let row = |href: String, path: &str, at: Instant| Row {
        href,
        text: ctx.t(draft_key(path)).into_owned(),
        when: at.bg(),
    };
    let (drafts, pages) = cut(drafts, &form, &ctx.url(PATH));
    let restore = |id: i64| ctx.url(&format!("{PATH}/{}/restore", DraftId(id)));
    html(&DraftsPage {
        page: super::load_page::framed(&ctx, ctx.t("work-drafts")),
        rows: drafts.iter().map(|draft| row(draft.path.clone(), &draft.path, draft.at)).collect(),
        pages,
        discarded: gone.iter().map(|one| row(restore(one.id), &one.path, one.at)).collect(),
        discard: ctx.url(PATH),
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
