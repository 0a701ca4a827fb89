//! What the pages share: addresses, the lists beside each other, days of a list.

use super::{ADMIN, READ, WRITE};
use crate::app::App;
use axum::http::HeaderMap;
use kit::types::Day;
use kit::web::{Ctx, Form};
use ui::{Choice, Link, NavItem};

/// The first page, below the municipality: numbers.
pub const HOME: &str = "/notices";
/// The longest text that is typed here.
pub const TEXT: usize = 8_000;
/// The longest subject, address or number.
pub const LINE: usize = 300;
/// A list begins so many days back when nobody says otherwise.
const BACK_DAYS: i32 = 30;

/// The lists beside each other.
#[must_use]
pub fn sections(ctx: &Ctx, current: &str) -> Vec<NavItem> {
    let all = [
        ("", "notices-numbers"),
        ("/queue", "notices-queue"),
        ("/deliveries", "notices-deliveries"),
        ("/bulletins", "notices-bulletins"),
        ("/readers", "notices-readers"),
        ("/unreachable", "notices-unreachable"),
        ("/templates", "notices-templates"),
        ("/settings", "notices-settings"),
    ];
    let is_seen = |rest: &str| ctx.actor.may(if rest == "/settings" { ADMIN } else { READ });
    let item = |(rest, key): (&str, &str)| {
        let href = ctx.url(&format!("{HOME}{rest}"));
        NavItem { href, text: ctx.t(key).into_owned(), current: rest == current, count: None }
    };
    all.into_iter().filter(|(rest, _)| is_seen(rest)).map(item).collect()
}

/// A page below a list.
#[must_use]
pub fn page(ctx: &Ctx, title: impl Into<String>, (rest, list): (&str, &str)) -> ui::Page {
    let title = title.into();
    let mut page = ctx.page(title.clone());
    page.breadcrumbs = vec![
        Link::new(ctx.url(HOME), ctx.t("notices-title")),
        Link::new(ctx.url(&format!("{HOME}{rest}")), ctx.t(list)),
        Link::new("", title),
    ];
    // Whoever only sets how things are sent does not see what is.
    if !ctx.actor.may(READ) {
        page.breadcrumbs.remove(0);
    }
    page
}

/// A link to something that may be done, for whom may.
#[must_use]
pub fn action(ctx: &Ctx, path: &str, key: &str) -> Option<Link> {
    ctx.actor.may(WRITE).then(|| Link::new(ctx.url(&format!("{HOME}{path}")), ctx.t(key)))
}

/// How far back a list may go, in days; words have the key `notices-period-<days>`.
pub const PERIODS: [&str; 4] = ["7", "30", "90", "366"];

/// The days of a list, and how many they are: what the address asks for, else the last month.
#[must_use]
pub fn days(form: &Form, today: Day) -> ((Day, Day), &'static str) {
    let asked = PERIODS.into_iter().find(|days| *days == form.get("period"));
    let period = asked.unwrap_or("30");
    let back: i32 = period.parse().unwrap_or(BACK_DAYS);
    ((today.plus(1 - back), today), period)
}

/// The periods to choose from.
#[must_use]
pub fn periods(ctx: &Ctx, period: &str) -> Vec<Choice> {
    kit::web::choices(ctx, &PERIODS, period, |days| format!("notices-period-{days}"))
}

/// The public address of the installation: as set, else as this request came.
#[must_use]
pub fn site(app: &App, headers: &HeaderMap, set: &str) -> String {
    if set.is_empty() { app.kit.origin(headers) } else { set.trim_end_matches('/').to_owned() }
}
