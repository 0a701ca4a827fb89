//! The frame of the directory's pages: the path to them and the sections beside them.

use super::{READ, WRITE};
use kit::access::Right;
use kit::web::Ctx;

/// A section: path, key of its name, right.
const SECTIONS: [(&str, &str, Right); 5] = [
    ("/services", "services-section-list", READ),
    ("/providers", "services-section-providers", READ),
    ("/services?stale=yes&sort=assured", "services-section-stale", READ),
    ("/services/reports", "services-section-reports", READ),
    ("/services/settings", "services-section-settings", WRITE),
];

/// A page of the directory; `trail` are the pages between the list and this one.
pub fn frame(ctx: &Ctx, title: impl Into<String>, trail: &[(String, String)]) -> ui::Page {
    let mut page = ctx.page(title);
    let list = ui::Link::new(ctx.url("/services"), ctx.t("services-title"));
    let between = trail.iter().map(|(path, text)| ui::Link::new(ctx.url(path), text.clone()));
    let here = ui::Link::new("", page.title.clone());
    page.breadcrumbs = std::iter::once(list).chain(between).chain([here]).collect();
    page
}

/// The sections that the asker may open.
pub fn sections(ctx: &Ctx) -> Vec<ui::NavItem> {
    let here = ctx.path.split('?').next().unwrap_or_default();
    let is_stale = ctx.path.contains("stale=yes");
    let allowed = SECTIONS.iter().filter(|(_, _, right)| ctx.actor.may(right));
    allowed
        .map(|(path, key, _)| {
            let href = ctx.url(path);
            let current = match path.contains('?') {
                true => is_stale,
                false => here == href && !is_stale,
            };
            ui::NavItem::new(href, ctx.t(key)).current(current)
        })
        .collect()
}
