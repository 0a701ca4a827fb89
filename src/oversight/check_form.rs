//! What the forms of a check share: the check with the names on it, and the page around a form.

use super::CheckId;
use super::frame;
use super::load::{self, Check};
use crate::app::App;
use crate::services::{self, ServiceId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Around, Ctx, Form, Problem};

/// The checks, above every form.
pub const BACK: (&str, &str) = ("", "oversight-checks");

/// A check with the names on it.
pub struct Behind {
    /// The check.
    pub check: Check,
    /// The provider.
    pub provider: String,
    /// The service; empty when all are checked.
    pub service: String,
}

impl Behind {
    /// Provider and service, for papers.
    #[must_use]
    pub fn names(&self) -> (&str, &str) {
        (&self.provider, &self.service)
    }
}

/// Name of a service; nothing of none.
///
/// # Errors
/// When the database does not answer.
pub async fn service_name(tx: &Tx, id: Option<ServiceId>) -> Result<String, StoreError> {
    let Some(id) = id else { return Ok(String::new()) };
    let mut known = services::by_ids(tx, &[id]).await?;
    Ok(known.remove(&id).map(|one| one.name).unwrap_or_default())
}

/// A check with its names, in a transaction that is under way.
///
/// # Errors
/// When there is none.
pub async fn within(tx: &Tx, id: CheckId) -> Result<Behind, Problem> {
    let check = load::check(tx, id).await?;
    let names = frame::providers(tx).await?;
    let provider = frame::name_of(&names, check.row.provider_id);
    let service = service_name(tx, check.row.service_id).await?;
    Ok(Behind { check, provider, service })
}

/// A check with its names; that it was read is noted.
///
/// # Errors
/// When there is none.
pub async fn behind(app: &App, ctx: &Ctx, id: CheckId) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = within(&tx, id).await?;
    tx.audit(Entry::read("oversight-check", id.0));
    tx.commit().await?;
    Ok(behind)
}

/// The page around a form of a check.
#[must_use]
pub fn around(ctx: &Ctx, (behind, form): (&Behind, &Form), title: &str) -> Around {
    let title = format!("{}: {}", ctx.t(title), behind.provider);
    let page = frame::page(ctx, title, BACK);
    let version = form.version_or(behind.check.row.version);
    Around { page, home: behind.check.home(), version }
}
