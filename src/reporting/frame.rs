//! What the pages share: addresses and the frame of a page.

use kit::web::Ctx;
use ui::{Lang, Link};

/// The first page, below the municipality.
pub const HOME: &str = "/reporting";
/// Where reports are put together.
pub const BUILD: &str = "/reporting/build";
/// The longest title of a report.
pub const LINE: usize = 200;

/// A text in Bulgarian: mails and files are.
#[must_use]
pub fn bg(key: &str) -> String {
    ui::text::text(Lang::Bg, key).into_owned()
}

/// A page below the first one.
#[must_use]
pub fn page(ctx: &Ctx, title: impl Into<String>) -> ui::Page {
    let title = title.into();
    let mut page = ctx.page(title.clone());
    page.breadcrumbs =
        vec![Link::new(ctx.url(HOME), ctx.t("reporting-title")), Link::new("", title)];
    page
}
