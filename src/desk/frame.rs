//! What the pages of the desk share.

use super::setting::Setting;
use axum::response::Response;
use kit::access;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Instant};
use kit::web::{Ctx, framed_by};
use std::collections::HashMap;
use ui::{Link, NavItem};

/// The first page of workers, below the municipality.
pub const HOME: &str = "/desk";
/// The page of citizens, below the municipality.
pub const CHAT: &str = "/chat";

/// A page for anybody as it may stand on the municipality's own site.
#[must_use]
pub fn framed(mut response: Response, setting: &Setting) -> Response {
    let sites: Vec<&str> = setting.sites.iter().map(String::as_str).collect();
    framed_by(&mut response, &sites);
    response
}

/// A page of workers below the desk.
#[must_use]
pub fn page(ctx: &Ctx, title: impl Into<String>) -> ui::Page {
    let title = title.into();
    let mut page = ctx.page(title.clone());
    page.breadcrumbs = vec![Link::new(ctx.url(HOME), ctx.t("desk-title")), Link::new("", title)];
    page
}

/// The lists beside each other.
#[must_use]
pub fn sections(ctx: &Ctx, current: &str) -> Vec<NavItem> {
    let mut all = vec![("", "desk-now"), ("/ended", "desk-ended")];
    if ctx.actor.may(crate::reception::ADMIN) {
        all.push(("/settings", "desk-settings"));
    }
    let item = |(rest, key): (&str, &str)| {
        NavItem::new(ctx.url(&format!("{HOME}{rest}")), ctx.t(key)).current(rest == current)
    };
    all.into_iter().map(item).collect()
}

/// Names of those who work here.
///
/// # Errors
/// When the database does not answer.
pub async fn names(tx: &Tx) -> Result<HashMap<AccountId, String>, StoreError> {
    let all = access::accounts(tx, tx.today()).await?;
    Ok(all.into_iter().map(|one| (one.id, one.name)).collect())
}

/// `09:05`.
#[must_use]
pub fn clock(at: Instant) -> String {
    let local = at.local();
    format!("{:02}:{:02}", local.hour(), local.minute())
}
