//! What the pages share: addresses, limits, the frame of a page.

use super::ScenarioId;
use super::store::scenario;
use kit::web::Ctx;
use ui::Link;

/// The first page, below the municipality: the scenarios.
pub const HOME: &str = "/scenarios";
/// What places cost.
pub const RATES: &str = "/scenarios/rates";
/// The longest title.
pub const LINE: usize = 200;
/// The longest source.
pub const SOURCE: usize = 1_000;

/// The page of a scenario, below the municipality.
#[must_use]
pub fn home(id: ScenarioId) -> String {
    format!("{HOME}/made/{id}")
}

/// A page below the list of scenarios.
#[must_use]
pub fn page(ctx: &Ctx, title: impl Into<String>) -> ui::Page {
    let title = title.into();
    let mut page = ctx.page(title.clone());
    page.breadcrumbs =
        vec![Link::new(ctx.url(HOME), ctx.t("scenario-title")), Link::new("", title)];
    page
}

/// A page below one scenario.
#[must_use]
pub fn below(ctx: &Ctx, row: &scenario::Model, title: impl Into<String>) -> ui::Page {
    let mut page = page(ctx, title);
    page.breadcrumbs.insert(1, Link::new(ctx.url(&home(row.id)), row.title.clone()));
    page
}
