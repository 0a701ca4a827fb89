//! The municipality: its office, its people who work there, and the way in.
//!
//! Purpose: sign-in, invitations, accounts, roles and rights, service points (изнесени работни
//! места), the mayor's order that names referral staff, the classification of settlements.
//! Invariants: only staff named in an order in force sign a preliminary assessment; a service
//! point outlives the project that paid for it.
//! Tables owned: settlement, service_point, service_point_funding, referral_order,
//! referral_order_member, deputy.

mod account_pages;
mod account_steps;
mod administrators;
mod deputy;
mod door;
mod frame;
mod hours;
mod job_pages;
mod order;
mod order_entry;
mod order_member;
mod order_pages;
mod overview;
mod own_account;
mod point;
mod point_close;
mod point_pages;
mod role_pages;
mod settings;
mod settings_page;
mod settlements;
mod setup;
mod start;
mod store;
mod token_pages;

#[cfg(test)]
mod tests;

pub use deputy::{Deputy, NewDeputy, act_for, deputies, end_deputy, name_deputy, stands_in_for};
pub use frame::{page as office_page, sections as office_sections};
pub use hours::{Hours, WEEKDAYS};
pub use order::{
    Member, NewOrder, Order, WholeOrder, create_order, may_sign, order_in_force, orders,
};
pub use point::{
    Funding, NewServicePoint, ServicePoint, create_service_point, service_point, service_points,
    settlements_of,
};
pub use settings::{Body, Numbers, Publicity, Settings, save_settings, settings};
pub use settlements::{
    Likely, Settlement, all_settlements, ask_settlements, asked_settlements, put_settlements,
    settlement, settlements, settlements_like,
};
pub use setup::{SetupDoor, open_setup};

use crate::app::App;
use axum::routing::get;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A service point.
    ServicePointId
}
kit::id! {
    /// A source that pays for a service point.
    FundingId
}
kit::id! {
    /// A mayor's order.
    OrderId
}

kit::id! {
    /// A time in which a colleague stands in for somebody.
    DeputyId
}
kit::id! {
    /// A token of the programming interface.
    TokenId
}
kit::id! {
    /// A job.
    JobId
}
kit::id! {
    /// A session.
    SessionId
}

/// May see the office: service points, orders, accounts.
pub const READ: kit::access::Right = "office.read";
/// May change the office.
pub const ADMIN: kit::access::Right = "office.admin";
/// May change the own fields of the forms, on the pages of `forms`.
pub const FORMS: kit::access::Right = "office.forms";
/// May read the audit.
pub const AUDIT: kit::access::Right = "audit.read";

/// The one password of the demo's made-up staff.
pub const DEMO_PASSWORD: &str = "опора за всеки";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "municipality", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    door_routes().merge(office_routes()).merge(account_routes()).merge(administration_routes())
}

fn begin() -> Routes<App> {
    Routes::new("municipality", "office: чл. 75(3) ЗСУ")
}

/// The way in, and the pages of the whole installation.
fn door_routes() -> Routes<App> {
    begin()
        .outside("/", get(start::start))
        .outside("/setup", get(setup::setup_page).post(setup::setup))
        .outside("/health/live", get(start::live))
        .outside("/health/ready", get(start::ready))
        .get("", Need::Public, Audit::None, door::first_page)
        .get("/sign-in", Need::Public, Audit::None, door::sign_in_page)
        .post("/sign-in", Need::Public, Audit::None, door::sign_in)
        .post("/sign-out", Need::SignedIn, Audit::Row, door::sign_out)
        .get("/invitation/{secret}", Need::Secret, Audit::None, door::invitation_page)
        .post("/invitation/{secret}", Need::Secret, Audit::None, door::take_up_invitation)
        .get("/account", Need::SignedIn, Audit::Row, own_account::show)
        .post("/account/sessions/{id}/end", Need::SignedIn, Audit::Row, own_account::end_session)
        .post("/account/sessions/end", Need::SignedIn, Audit::Row, own_account::end_others)
        .get("/account/password", Need::SignedIn, Audit::Row, own_account::password_page)
        .post("/account/password", Need::SignedIn, Audit::Row, own_account::change_password)
}

/// Service points and the mayor's orders.
fn office_routes() -> Routes<App> {
    let (read, admin) = (Need::Right(READ), Need::Right(ADMIN));
    begin()
        .get("/office", read, Audit::Row, overview::overview)
        .get("/office/points", read, Audit::Row, point_pages::points)
        .post("/office/points", admin, Audit::Row, point_pages::add)
        .get("/office/points/new", admin, Audit::Row, point_pages::new)
        .get("/office/points/{id}", read, Audit::Row, point_pages::show)
        .post("/office/points/{id}", admin, Audit::Row, point_pages::change)
        .get("/office/points/{id}/edit", admin, Audit::Row, point_pages::edit)
        .get("/office/points/{id}/close", admin, Audit::Row, point_close::close_page)
        .post("/office/points/{id}/close", admin, Audit::Row, point_close::close)
        .get("/office/points/{id}/funding", admin, Audit::Row, point_close::funding_page)
        .post("/office/points/{id}/funding", admin, Audit::Row, point_close::put_funding)
        .get("/office/order", read, Audit::Row, order_pages::list)
        .post("/office/order", admin, Audit::Row, order_entry::add)
        .get("/office/order/new", admin, Audit::Row, order_entry::new)
        .get("/office/order/{id}", read, Audit::Row, order_pages::show)
        .post("/office/order/{id}", admin, Audit::Row, order_entry::change)
        .get("/office/order/{id}/edit", admin, Audit::Row, order_entry::edit)
        .get("/office/order/{id}/member", admin, Audit::Row, order_member::member_page)
        .post("/office/order/{id}/member", admin, Audit::Row, order_member::put_member)
}

/// Accounts and roles.
fn account_routes() -> Routes<App> {
    let (read, admin) = (Need::Right(READ), Need::Right(ADMIN));
    begin()
        .get("/office/accounts", read, Audit::Row, account_pages::list)
        .post("/office/accounts", admin, Audit::Row, account_pages::add)
        .get("/office/accounts/new", admin, Audit::Row, account_pages::new)
        .get("/office/accounts/{id}", read, Audit::Row, account_pages::show)
        .get("/office/accounts/{id}/edit", admin, Audit::Row, account_pages::edit)
        .post("/office/accounts/{id}/edit", admin, Audit::Row, account_pages::change)
        .post("/office/accounts/{id}/roles", admin, Audit::Row, account_steps::put_roles)
        .post("/office/accounts/{id}/invite", admin, Audit::Row, account_steps::invite)
        .post("/office/accounts/{id}/sessions", admin, Audit::Row, account_steps::end_sessions)
        .get("/office/accounts/{id}/close", admin, Audit::Row, account_steps::close_page)
        .post("/office/accounts/{id}/close", admin, Audit::Row, account_steps::close)
        .post("/office/accounts/{id}/reopen", admin, Audit::Row, account_steps::reopen)
        .get("/office/roles", read, Audit::Row, role_pages::list)
        .post("/office/roles", admin, Audit::Row, role_pages::add)
        .get("/office/roles/new", admin, Audit::Row, role_pages::new)
        .get("/office/roles/{role}", admin, Audit::Row, role_pages::edit)
        .post("/office/roles/{role}", admin, Audit::Row, role_pages::change)
}

/// Tokens, settings, failed jobs.
fn administration_routes() -> Routes<App> {
    let admin = Need::Right(ADMIN);
    begin()
        .get("/office/tokens", admin, Audit::Row, token_pages::list)
        .post("/office/tokens", admin, Audit::Row, token_pages::add)
        .post("/office/tokens/{id}/revoke", admin, Audit::Row, token_pages::revoke)
        .get("/office/settings", admin, Audit::Row, settings_page::show)
        .post("/office/settings", admin, Audit::Row, settings_page::save)
        .get("/office/jobs", admin, Audit::Row, job_pages::list)
        .post("/office/jobs/{id}/retry", admin, Audit::Row, job_pages::retry)
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
