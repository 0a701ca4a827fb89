//! What the pages share: the way back, yes and no, the press.

use super::AssistantId;
use super::load::Assistant;
use super::paper::Press;
use crate::app::App;
use crate::people::verify_address;
use axum::http::HeaderMap;
use kit::store::StoreError;
use kit::web::{Ctx, Form};
use ui::Link;

/// The list, below the municipality.
pub const LIST: &str = "/assistants";
/// Codes of a question that is answered by yes or no.
pub const YES_NO: [&str; 2] = ["yes", "no"];

/// The place of a candidate below the municipality.
#[must_use]
pub fn path(id: AssistantId, rest: &str) -> String {
    format!("{LIST}/{id}{rest}")
}

/// A page below the list.
pub fn page(ctx: &Ctx, title: impl Into<String>) -> ui::Page {
    let mut page = ctx.page(title);
    page.breadcrumbs = vec![
        Link::new(ctx.url(LIST), ctx.t("assistants-title")),
        Link::new("", page.title.clone()),
    ];
    page
}

/// A page below a candidate.
pub fn page_of(ctx: &Ctx, (one, name): (&Assistant, &str), title: &str) -> ui::Page {
    let mut page = page(ctx, format!("{}: {name}", ctx.t(title)));
    page.breadcrumbs.insert(1, Link::new(ctx.url(&path(one.id, "")), name));
    page
}

/// Whether a question was answered by yes.
#[must_use]
pub fn is_yes(form: &Form, name: &str) -> bool {
    form.get(name) == "yes"
}

/// Yes or no, as a box holds it.
#[must_use]
pub fn word(is: bool) -> &'static str {
    YES_NO[usize::from(!is)]
}

/// The press, as the browser reaches us.
///
/// # Errors
/// When there is no such municipality.
pub fn press(app: &App, ctx: &Ctx, headers: &HeaderMap) -> Result<Press, StoreError> {
    Press::of(app, ctx.actor.municipality, verify_address(app, ctx, headers))
}
