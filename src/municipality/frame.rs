//! The frame of the office's pages: the path to them and the sections beside them.

use super::{ADMIN, FORMS, READ};
use kit::access::Right;
use kit::web::Ctx;

/// A section of the office: path, key of its name, right.
const SECTIONS: [(&str, &str, Right); 9] = [
    ("/office", "office-section-overview", READ),
    ("/office/points", "office-section-points", READ),
    ("/office/order", "office-section-order", READ),
    ("/office/accounts", "office-section-accounts", READ),
    ("/office/roles", "office-section-roles", READ),
    ("/office/forms", "office-section-forms", FORMS),
    ("/office/tokens", "office-section-tokens", ADMIN),
    ("/office/settings", "office-section-settings", ADMIN),
    ("/office/jobs", "office-section-jobs", ADMIN),
];

/// A page of the office; `trail` are the pages between the overview and this one.
#[must_use]
pub fn page(ctx: &Ctx, title: impl Into<String>, trail: &[(&str, &str)]) -> ui::Page {
    let mut page = ctx.page(title);
    let office = ui::Link::new(ctx.url("/office"), ctx.t("nav-office"));
    let between = trail.iter().map(|(path, text)| ui::Link::new(ctx.url(path), *text));
    let here = ui::Link::new("", page.title.clone());
    page.breadcrumbs = std::iter::once(office).chain(between).chain([here]).collect();
    page
}

/// The sections of the office that the asker may open.
#[must_use]
pub fn sections(ctx: &Ctx) -> Vec<ui::NavItem> {
    let here = ctx.path.split('?').next().unwrap_or_default();
    let allowed = SECTIONS.iter().filter(|(_, _, right)| ctx.actor.may(right));
    allowed
        .map(|(path, key, _)| {
            let href = ctx.url(path);
            let below = *path != "/office" && here.starts_with(&format!("{href}/"));
            let current = here == href || below;
            ui::NavItem::new(href, ctx.t(key)).current(current)
        })
        .collect()
}

/// `01.09.2023 – 01.04.2025`, `от 02.04.2025`.
pub(super) fn period(ctx: &Ctx, from: kit::types::Day, to: Option<kit::types::Day>) -> String {
    match to {
        Some(to) => format!("{} – {}", from.bg(), to.bg()),
        None => ctx.ta("office-since", &[("day", from.bg())]).into_owned(),
    }
}
