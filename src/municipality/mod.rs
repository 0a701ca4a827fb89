//! The municipality: its office, its people who work there, and the way in.
//!
//! Purpose: sign-in, invitations, accounts, roles and rights, service points (изнесени работни
//! места), the mayor's order that names referral staff, the classification of settlements.
//! Invariants: only staff named in an order in force sign a preliminary assessment; a service
//! point outlives the project that paid for it.
//! Tables owned: settlement, service_point, service_point_funding, referral_order,
//! referral_order_member.

mod door;
mod hours;
mod order;
mod point;
mod roles;
mod settings;
mod settlements;
mod store;

pub use hours::{Hours, WEEKDAYS};
pub use order::{
    Member, NewOrder, Order, WholeOrder, create_order, may_sign, order_in_force, orders,
};
pub use point::{
    Funding, NewServicePoint, ServicePoint, create_service_point, service_point, service_points,
};
pub use settings::{Body, Numbers, Publicity, Settings, save_settings, settings};
pub use roles::{STANDARD_ROLES, define_standard_roles};
pub use settlements::{
    Likely, Settlement, all_settlements, put_settlements, settlement, settlements, settlements_like,
};

use crate::app::App;
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

/// May see the office: service points, orders, accounts.
pub const READ: kit::access::Right = "office.read";
/// May change the office.
pub const ADMIN: kit::access::Right = "office.admin";
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
    Routes::new("municipality", "office: чл. 75(3) ЗСУ")
        .get("", Need::Public, Audit::None, door::first_page)
        .get("/sign-in", Need::Public, Audit::None, door::sign_in_page)
        .post("/sign-in", Need::Public, Audit::None, door::sign_in)
        .post("/sign-out", Need::SignedIn, Audit::Row, door::sign_out)
        .get("/invitation/{secret}", Need::Public, Audit::None, door::invitation_page)
        .post("/invitation/{secret}", Need::Public, Audit::None, door::take_up_invitation)
}
