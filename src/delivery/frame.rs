//! What the pages share: which month or day is asked for, addresses, the way back.

use crate::services::{Service, ServiceId};
use kit::types::Day;
use kit::web::{Ctx, Form, list_address};
use law::Month;
use ui::{Lang, Link};

/// The place of a service's days below the municipality.
pub fn path(service: ServiceId, rest: &str) -> String {
    format!("/delivery/{service}{rest}")
}

/// The month of an address; that of today when it names none.
pub fn month_of(form: &Form, today: Day) -> Month {
    Month::parse(form.get("month")).unwrap_or_else(|_| Month::of(today.0))
}

/// The day of an address; today when it names none.
pub fn day_of(form: &Form, today: Day) -> Day {
    form.get("day").parse().unwrap_or(today)
}

/// A month in words: „ноември 2026 г.“.
pub fn month_words(lang: Lang, month: Month) -> String {
    let first = month.first_day();
    let name = ui::text::text(lang, &format!("delivery-month-{:02}", first.month()));
    let args = [("month", name.into_owned()), ("year", first.year().to_string())];
    ui::text::text_args(lang, "delivery-month-of", &args).into_owned()
}

/// A day with its weekday: „петък, 20.11.2026“.
pub fn day_words(lang: Lang, day: Day) -> String {
    format!("{}, {}", weekday(lang, day), day.bg())
}

/// A day with its weekday in short: „20.11.2026, пт“.
pub fn day_short(lang: Lang, day: Day) -> String {
    let number = day.0.weekday().to_monday_one_offset();
    format!("{}, {}", day.bg(), ui::text::text(lang, &format!("delivery-short-{number}")))
}

/// The weekday of a day, in small letters.
fn weekday(lang: Lang, day: Day) -> String {
    let number = day.0.weekday().to_monday_one_offset();
    ui::text::text(lang, &format!("delivery-weekday-{number}")).into_owned()
}

/// The address of a month of a service below the municipality.
pub fn month_path(service: ServiceId, month: Month) -> String {
    list_address(&path(service, ""), &[("month", &month.to_string())])
}

/// The address of a month of a service.
pub fn month_href(ctx: &Ctx, service: ServiceId, month: Month) -> String {
    ctx.url(&month_path(service, month))
}

/// A page below a month of a service.
pub fn page_of(ctx: &Ctx, service: &Service, (title, month): (String, Month)) -> ui::Page {
    let mut page = ctx.page(title.clone());
    let here = format!("{}, {}", service.name, month_words(ctx.lang, month));
    page.breadcrumbs = vec![
        Link::new(ctx.url("/delivery"), ctx.t("delivery-title")),
        Link::new(month_href(ctx, service.id, month), here),
        Link::new("", title),
    ];
    page
}

/// Links to the months beside a month, for a list at an address.
pub fn beside_links(ctx: &Ctx, address: &str, month: Month) -> [Link; 2] {
    [-1, 1].map(|step| {
        let to = month.plus(step);
        let href = list_address(address, &[("month", &to.to_string())]);
        Link::new(href, month_words(ctx.lang, to))
    })
}
