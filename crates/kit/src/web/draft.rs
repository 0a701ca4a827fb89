//! What was typed and not yet sent: kept on the server, sealed, for its writer only.
//!
//! Saved while typing, and when a form arrives after its session has ended. A page asks for the
//! draft of its address with [`Ctx::draft`]; sending the form removes it.

use super::Problem;
use super::ctx::{Ctx, Kit};
use super::form::Form;
use super::incoming::Incoming;
use super::routes::{Audit, Need, RouteInfo};
use crate::store::entity::draft;
use crate::store::{StoreError, Tx};
use crate::types::{AccountId, Instant};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

const PATH: &str = "/{municipality}/drafts";
const PURPOSE: &str = "keeping unfinished work";

/// A form somebody has not finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// Its id.
    pub id: i64,
    /// The address of its page.
    pub path: String,
    /// When it was last saved.
    pub at: Instant,
}

pub(super) fn route(method: &str, path: &str) -> Option<RouteInfo> {
    (method == "POST" && path == PATH).then(|| RouteInfo {
        method: "POST",
        path: PATH.to_owned(),
        need: Need::SignedIn,
        audit: Audit::None,
        capability: "kit",
        purpose: PURPOSE,
    })
}

pub(super) fn routes(kit: Kit) -> Router {
    Router::new().route(PATH, post(save)).with_state(kit)
}

async fn save(State(kit): State<Kit>, ctx: Ctx, form: Form) -> Result<StatusCode, Problem> {
    let account = ctx.actor.account.ok_or(Problem::NotSignedIn)?;
    let path = form.get("_path").to_owned();
    if !path.starts_with(&ctx.url("/")) {
        return Err(Problem::NotFound);
    }
    let tx = kit.db.write(&ctx.actor).await?;
    discard(&tx, account, &path).await?;
    if !form.has("_discard") {
        store(&tx, account, &path, form.fields()).await?;
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Keeps what came from somebody whose session has ended.
pub(super) async fn keep(ctx: &Ctx, came: &Incoming) {
    let Some(account) = ctx.actor.account else {
        return;
    };
    let page = came.get("_path").unwrap_or(&ctx.path).to_owned();
    let kept = async {
        let tx = ctx.kit.db.write(&ctx.actor).await?;
        discard(&tx, account, &page).await?;
        store(&tx, account, &page, &came.fields).await?;
        tx.commit().await
    };
    if let Err(e) = kept.await {
        tracing::error!(error = %e, "what was typed after the session's end is not kept");
    }
}

async fn store(
    tx: &Tx,
    account: AccountId,
    path: &str,
    fields: &[(String, String)],
) -> Result<(), StoreError> {
    // The version stays: what was begun over an older one is compared, not written over a newer.
    let kept = |name: &str| !name.starts_with('_') || name == "_version";
    let typed: Vec<_> = fields.iter().filter(|(name, _)| kept(name)).collect();
    let text = serde_json::to_string(&typed).map_err(|e| StoreError::Other(e.to_string()))?;
    let id = tx.new_id();
    tx.insert(draft::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        account_id: Set(account),
        path: Set(path.to_owned()),
        sealed: Set(tx.seal("draft", "sealed", id, &text)?),
        at: Set(tx.now()),
    })
    .await
}

async fn discard(tx: &Tx, account: AccountId, path: &str) -> Result<(), StoreError> {
    let gone = draft::Entity::delete_many()
        .filter(draft::Column::MunicipalityId.eq(tx.municipality()))
        .filter(draft::Column::AccountId.eq(account))
        .filter(draft::Column::Path.eq(path));
    tx.later(gone).await
}

/// The unfinished forms of the transaction's actor, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn unfinished(tx: &Tx) -> Result<Vec<Unfinished>, StoreError> {
    match tx.actor().account {
        Some(account) => unfinished_of(tx, account).await,
        None => Ok(Vec::new()),
    }
}

/// The unfinished forms of somebody else, newest first: for whoever passes his work on. Only what
/// they are and how old; what was typed stays sealed.
///
/// # Errors
/// When the database does not answer.
pub async fn unfinished_of(tx: &Tx, account: AccountId) -> Result<Vec<Unfinished>, StoreError> {
    let rows = tx
        .find::<draft::Entity>()
        .filter(draft::Column::AccountId.eq(account))
        .order_by_desc(draft::Column::At)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| Unfinished { id: row.id, path: row.path, at: row.at }).collect())
}

/// A draft that was taken out of its place: opened, so that it can be sealed for another.
pub struct Taken {
    /// The address of its page.
    pub path: String,
    /// When it was last saved.
    pub at: Instant,
    /// What was typed; only to be sealed again.
    pub text: String,
}

/// Takes a draft out. `None` when there is none.
///
/// # Errors
/// When the database refuses, or the draft was sealed for another place.
pub async fn take_draft(
    tx: &Tx,
    account: AccountId,
    path: &str,
) -> Result<Option<Taken>, StoreError> {
    let row = tx
        .find::<draft::Entity>()
        .filter(draft::Column::AccountId.eq(account))
        .filter(draft::Column::Path.eq(path))
        .one(tx.conn())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let text = tx.open("draft", "sealed", row.id, &row.sealed)?;
    discard(tx, account, path).await?;
    Ok(Some(Taken { path: row.path, at: row.at, text }))
}

/// Puts a draft in somebody's place, sealed for its new row. `false`, and nothing done, when he
/// has one of the same page: what he typed himself is not overwritten.
///
/// # Errors
/// When the database refuses.
pub async fn put_draft(tx: &Tx, account: AccountId, taken: &Taken) -> Result<bool, StoreError> {
    let there = tx
        .find::<draft::Entity>()
        .filter(draft::Column::AccountId.eq(account))
        .filter(draft::Column::Path.eq(&taken.path))
        .one(tx.conn())
        .await?;
    if there.is_some() {
        return Ok(false);
    }
    let id = tx.new_id();
    tx.insert(draft::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        account_id: Set(account),
        path: Set(taken.path.clone()),
        sealed: Set(tx.seal("draft", "sealed", id, &taken.text)?),
        at: Set(taken.at),
    })
    .await?;
    Ok(true)
}

/// What the actor typed into one of his unfinished forms: names of boxes and texts.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there or is somebody else's.
pub async fn typed(tx: &Tx, id: i64) -> Result<(Unfinished, Vec<(String, String)>), StoreError> {
    let rows = tx.find::<draft::Entity>().filter(draft::Column::Id.eq(id));
    let own = rows.filter(draft::Column::AccountId.eq(tx.actor().account));
    let row = own.one(tx.conn()).await?.ok_or(StoreError::NotFound)?;
    let typed = open(tx, &row)?;
    Ok((Unfinished { id: row.id, path: row.path, at: row.at }, typed))
}

fn open(tx: &Tx, row: &draft::Model) -> Result<Vec<(String, String)>, StoreError> {
    let text = tx.open("draft", "sealed", row.id, &row.sealed)?;
    serde_json::from_str(&text).map_err(|e| StoreError::Other(e.to_string()))
}

impl Ctx {
    /// The form as its writer left it at this address, else `fresh`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn draft(&self, tx: &Tx, fresh: Form) -> Result<Form, StoreError> {
        self.draft_like(tx, fresh, &[]).await
    }

    /// As [`Ctx::draft`], of a page whose form is about what its address says after the path: a
    /// draft with other values in these boxes is about something else.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn draft_like(
        &self,
        tx: &Tx,
        fresh: Form,
        same: &[&str],
    ) -> Result<Form, StoreError> {
        let Some(account) = self.actor.account else {
            return Ok(fresh);
        };
        let path = self.path.split('?').next().unwrap_or_default();
        let rows = tx
            .find::<draft::Entity>()
            .filter(draft::Column::AccountId.eq(account))
            .filter(draft::Column::Path.is_in([path, &self.path]))
            .order_by_desc(draft::Column::At)
            .all(tx.conn())
            .await?;
        for row in rows {
            let form = Form::filled(self.lang, open(tx, &row)?);
            if same.iter().all(|name| form.get(name) == fresh.get(name)) {
                let _ = self.restored.set(row.at);
                return Ok(form);
            }
        }
        Ok(fresh)
    }

    /// As [`Ctx::draft_like`], where the page reads nothing else before its form.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn resumed(&self, fresh: Form, same: &[&str]) -> Result<Form, StoreError> {
        let tx = self.kit.db.read(&self.actor).await?;
        let form = self.draft_like(&tx, fresh, same).await?;
        tx.rollback().await;
        Ok(form)
    }

    /// Whether the page shows what was begun earlier.
    #[must_use]
    pub fn is_resumed(&self) -> bool {
        self.restored.get().is_some()
    }

    /// Removes the draft of the page from which a form was sent: it is done.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn sent(&self, tx: &Tx, form: &Form) -> Result<(), StoreError> {
        let own = self.url("/");
        match (self.actor.account, form.get("_path")) {
            (Some(account), page) if page.starts_with(&own) => {
                discard(tx, account, page).await?;
                match page.split_once('?') {
                    // A form that came back with mistakes is kept without the query.
                    Some((path, _)) => discard(tx, account, path).await,
                    None => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    /// Removes the draft of a page whose form was saved.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn drop_draft(&self, tx: &Tx, path: &str) -> Result<(), StoreError> {
        match self.actor.account {
            Some(account) => discard(tx, account, &self.url(path)).await,
            None => Ok(()),
        }
    }
}
