//! The front desk: what people come with, and what it asks of the office today.
//!
//! Purpose: contacts and consultations, wishes, signals by institutions, the urgent groups,
//! and "My work". Invariants: a contact may be anonymous and never asks for an identifier; a
//! signal is not a wish (чл. 82(2) ЗСУ) — the wish comes from the person (чл. 10 ППЗСУ).
//! Tables owned: contact, wish, signal.

use crate::app::App;
use kit::web::Routes;

kit::id! {
    /// A wish stated by a person.
    WishId
}

/// May see contacts, wishes and signals.
pub const READ: kit::access::Right = "frontdesk.read";
/// May enter contacts, wishes and signals.
pub const WRITE: kit::access::Right = "frontdesk.write";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "frontdesk", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    Routes::new("frontdesk", "front desk: чл. 75, 76 ЗСУ; чл. 10 ППЗСУ")
}
