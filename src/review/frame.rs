//! What the pages share: addresses, the year, the frame of a page.

use kit::types::Day;
use kit::web::Ctx;
use ui::{Lang, Link};

/// The first page, below the municipality: the analyses by year.
pub const HOME: &str = "/review";
/// The longest text of a section.
pub const TEXT: usize = 20_000;
/// The longest number of a document.
pub const LINE: usize = 100;

/// A text in Bulgarian: papers and drafts are.
#[must_use]
pub fn bg(key: &str) -> String {
    ui::text::text(Lang::Bg, key).into_owned()
}

/// As [`bg`], with arguments.
#[must_use]
pub fn bg_with(key: &str, args: &[(&str, String)]) -> String {
    ui::text::text_args(Lang::Bg, key, args).into_owned()
}

/// The page of an analysis, below the municipality.
#[must_use]
pub fn home(id: super::AnalysisId) -> String {
    format!("{HOME}/analyses/{id}")
}

/// A page below the list of analyses.
#[must_use]
pub fn page(ctx: &Ctx, title: impl Into<String>) -> ui::Page {
    let title = title.into();
    let mut page = ctx.page(title.clone());
    page.breadcrumbs = vec![Link::new(ctx.url(HOME), ctx.t("review-title")), Link::new("", title)];
    page
}

/// The days of a year that figures are counted in: of one that goes on, until today.
#[must_use]
pub fn days(year: i16, today: Day) -> (Day, Day) {
    let day = |month, day| Day(jiff::civil::Date::new(year, month, day).unwrap_or_default());
    (day(1, 1), day(12, 31).min(today))
}
