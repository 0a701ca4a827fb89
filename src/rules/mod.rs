//! The rules of the law as people see them, and what the municipality decided where the law leaves
//! it a choice.
//!
//! Purpose: a list of all rules with search, history and open questions; the municipality's own
//! values and the days off that the government declares; questions to the law without a case
//! (a term, who is competent, validity, leva and euro); the handbook on paper.
//! Invariants: a value that the law fixes cannot be changed; an own value has a first day, an act
//! and a reason, is never deleted and changes answers about days from its first day on.
//! Tables owned: law_value.

mod api;
mod ask;
mod ask_competence;
mod ask_validity;
mod days;
mod handbook;
mod laws;
mod list;
mod rule;
mod store;
mod uses;
mod value;
mod value_pages;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use handbook::pdf as handbook_pdf;
pub use laws::{Laws, before_request, keep_fresh};

use crate::app::App;
use crate::municipality;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A municipality's own value of a rule.
    ValueId
}

/// May see the rules and ask the law: everybody who works in the office.
pub const READ: kit::access::Right = municipality::READ;
/// May enter own values.
pub const WRITE: kit::access::Right = municipality::ADMIN;

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "rules", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages. What the law says is no personal data, so only the own values leave audit rows.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write) = (Need::Right(READ), Need::Right(WRITE));
    let (none, row) = (Audit::None, Audit::Row);
    Routes::new("rules", "rules: чл. 74, 75 ЗСУ")
        .get("/law", read, none, list::page)
        .get("/law/handbook.pdf", read, none, handbook::download)
        .get("/law/rules/{id}", read, row, rule::page)
        .get("/law/rules/{id}/value", write, row, value_pages::new)
        .post("/law/rules/{id}/value", write, row, value_pages::add)
        .get("/law/values/{id}", write, row, value_pages::edit)
        .post("/law/values/{id}", write, row, value_pages::change)
        .get("/law/values/{id}/withdraw", write, row, value_pages::withdraw_page)
        .post("/law/values/{id}/withdraw", write, row, value_pages::withdraw)
        .get("/law/days", read, row, days::list)
        .post("/law/days", write, row, days::add)
        .get("/law/days/new", write, row, days::new)
        .get("/law/ask/term", read, none, ask::term)
        .get("/law/ask/money", read, none, ask::money)
        .get("/law/ask/competence", read, none, ask_competence::page)
        .get("/law/ask/validity", read, none, ask_validity::page)
        .get("/api/law/rules", read, none, api::list)
        .get("/api/law/rules/{id}", read, row, api::rule)
        .get("/api/law/days", read, none, api::days)
        .get("/api/law/term", read, none, api::term)
        .get("/api/law/money", read, none, api::money)
        .get("/api/law/competence", read, none, api::competence)
        .get("/api/law/validity", read, none, api::validity)
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}

/// The sections beside each other on every page of the law.
fn sections(ctx: &kit::web::Ctx) -> Vec<ui::NavItem> {
    let here = ctx.path.split('?').next().unwrap_or_default();
    let all = [
        ("/law", "rules-section-list"),
        ("/law/ask/term", "rules-section-term"),
        ("/law/ask/competence", "rules-section-competence"),
        ("/law/ask/validity", "rules-section-validity"),
        ("/law/ask/money", "rules-section-money"),
        ("/law/days", "rules-section-days"),
    ];
    all.map(|(path, key)| {
        let href = ctx.url(path);
        let current = here == href;
        ui::NavItem::new(href, ctx.t(key)).current(current)
    })
    .into()
}

/// A page of the law with its breadcrumbs; `trail` are the pages between the list and this one.
fn frame(ctx: &kit::web::Ctx, title: impl Into<String>, trail: &[(String, String)]) -> ui::Page {
    let mut page = ctx.page(title);
    let first = ui::Link::new(ctx.url("/law"), ctx.t("rules-title"));
    let between = trail.iter().map(|(path, text)| ui::Link::new(ctx.url(path), text.clone()));
    let here = ui::Link::new("", page.title.clone());
    page.breadcrumbs = std::iter::once(first).chain(between).chain([here]).collect();
    page
}
