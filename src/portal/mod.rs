//! The portal (портал): what anybody may learn of the municipality's social services, without an account.
//!
//! Purpose: services with free places and waiting time in words, found by need, words and distance; hours
//! with days off; papers, term, fee and appeal of each service; the guide of rights by life situation in
//! easy-to-read Bulgarian and English, with its glossary; news, plans that are discussed, open data; the
//! statement of accessibility (чл. 73 ЗСУ; чл. 58в ЗЕУ). Invariants: no name of a person and no hidden
//! place stands on a page for anybody; a figure tells when it was counted; a published text of the guide is
//! never rewritten, a new version stands over it and the shipped one stays; nobody who reads is known.
//! Tables owned: portal_figure, portal_text, portal_news.

mod api;
mod book;
mod data;
mod edit_page;
mod figures;
mod fill;
mod find;
mod frame;
mod guide;
mod guide_page;
mod home_page;
mod line;
mod lint;
mod neighbours;
mod news;
mod news_edit;
mod news_page;
mod opening;
mod services_page;
mod statement;
mod store;
mod text;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use fill::{Asked, fill, is_filled};

use crate::app::App;
use kit::jobs::{Schedule, Worker};
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A version of a text of the guide.
    TextId
}
kit::id! {
    /// A piece of news.
    NewsId
}

/// May write the texts of the guide and the news.
pub const WRITE: kit::access::Right = "portal.write";

/// The first page for anybody, below the municipality: the foot of each page leads back to it.
pub const PORTAL: &str = frame::HOME;

/// The statement of accessibility, below the municipality: each page leads there.
pub const ACCESSIBILITY: &str = "/portal/accessibility";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "portal", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin() -> Routes<App> {
    Routes::new("portal", "portal: чл. 73 ЗСУ")
}

/// The pages for anybody, those of who writes, and the same as JSON.
#[must_use]
pub fn routes() -> Routes<App> {
    let (anybody, none) = (Need::Public, Audit::None);
    begin()
        .get("/portal", anybody, none, home_page::page)
        .get("/portal/services", anybody, none, services_page::list)
        .get("/portal/services/{id}", anybody, none, services_page::show)
        .get("/portal/guide", anybody, none, guide_page::list)
        .get("/portal/guide/{code}", anybody, none, guide_page::article)
        .get("/portal/glossary", anybody, none, guide_page::glossary)
        .get("/portal/news", anybody, none, news_page::list)
        .get("/portal/news/{id}", anybody, none, news_page::piece)
        .get("/portal/data", anybody, none, data::page)
        .get("/portal/data/services.csv", anybody, none, data::services_csv)
        .get("/portal/data/services.json", anybody, none, data::services_json)
        .get("/portal/data/guide.json", anybody, none, data::guide_json)
        .get("/portal/accessibility", anybody, none, statement::page)
        .get("/portal/feedback", anybody, none, statement::feedback_form)
        .post("/portal/feedback", anybody, Audit::Row, statement::feedback)
        .merge(staff_routes())
}

fn staff_routes() -> Routes<App> {
    let (write, row) = (Need::Right(WRITE), Audit::Row);
    begin()
        .get("/portal-editing", write, row, edit_page::list)
        .get("/portal-editing/guide/{code}", write, row, edit_page::form)
        .post("/portal-editing/guide/{code}", write, row, edit_page::save)
        .get("/portal-editing/news", write, row, news_edit::list)
        .get("/portal-editing/news/new", write, Audit::None, news_edit::new_form)
        .post("/portal-editing/news/new", write, row, news_edit::new_save)
        .get("/portal-editing/news/{id}", write, row, news_edit::edit_form)
        .post("/portal-editing/news/{id}", write, row, news_edit::edit_save)
        .get("/portal-editing/news/{id}/withdraw", write, row, news_edit::withdraw_form)
        .post("/portal-editing/news/{id}/withdraw", write, row, news_edit::withdraw_save)
        .get("/api/portal/texts", write, row, api::texts)
        .post("/api/portal/texts/{code}", write, row, api::write)
        .get("/api/portal/news", write, row, api::news)
        .post("/api/portal/news", write, row, api::publish)
}

/// The job: each hour free places and waiting are counted.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    worker
        .on(figures::COUNT, figures::counting(app))
        .every(Schedule { kind: figures::COUNT, cron: "5 * * * *" })
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
