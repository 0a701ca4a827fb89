//! What the pages share: addresses, months, the way back.

use crate::delivery;
use crate::placement::PlacementId;
use crate::services::{Service, ServiceId};
use kit::types::Day;
use kit::web::{Ctx, Form, list_address};
use law::Month;
use ui::Link;

pub use delivery::{beside_links, month_words};

/// The place of a contract below the municipality.
pub fn contract(id: PlacementId, rest: &str) -> String {
    format!("/homecare/contracts/{id}{rest}")
}

/// The month of an address; that of today when it names none.
pub fn month_of(form: &Form, today: Day) -> Month {
    Month::parse(form.get("month")).unwrap_or_else(|_| Month::of(today.0))
}

/// First and last day of a month.
pub fn days_of(month: Month) -> (Day, Day) {
    (Day(month.first_day()), Day(month.last_day()))
}

/// Days as people write them: „01.11.2026 – 30.11.2026“, „от 01.11.2026“.
pub fn span(ctx: &Ctx, from: Day, until: Option<Day>) -> String {
    match until {
        Some(until) => format!("{} – {}", from.bg(), until.bg()),
        None => ctx.ta("homecare-since", &[("day", from.bg())]).into_owned(),
    }
}

/// The place of a service's months below the municipality.
pub fn path(service: ServiceId, rest: &str) -> String {
    format!("/homecare/services/{service}{rest}")
}

/// The address of the list of a month below the municipality: it holds every service.
pub fn month_path(_: ServiceId, month: Month) -> String {
    list_address("/homecare", &[("month", &month.to_string())])
}

/// A page below the list of the month, about a service in it.
pub fn page_of(ctx: &Ctx, service: &Service, (title, _): (String, Month)) -> ui::Page {
    let mut page = page(ctx, title.clone(), Vec::new());
    if let Some(last) = page.breadcrumbs.last_mut() {
        last.text = format!("{}, {title}", service.name);
    }
    page
}

/// A page below the list of the month; `way` leads to what stands between.
pub fn page(ctx: &Ctx, title: impl Into<String>, way: Vec<Link>) -> ui::Page {
    let title = title.into();
    let mut page = ctx.page(title.clone());
    page.breadcrumbs = vec![Link::new(ctx.url("/homecare"), ctx.t("homecare-title"))];
    page.breadcrumbs.extend(way);
    page.breadcrumbs.push(Link::new("", title));
    page
}
