//! What the pages share: addresses, the way back, how hours and days off are said.

use super::opening::{Now, Off};
use crate::municipality::{Hours, WEEKDAYS};
use kit::types::Day;
use kit::web::Ctx;
use ui::{Link, NavItem};

/// The first page for anybody, below the municipality.
pub const HOME: &str = "/portal";
/// The first page of those who write the texts.
pub const EDIT: &str = "/portal-editing";
/// Where an answer to a complaint, a signal and a proposal is asked for.
pub const COMPLAINT: &str = "/complaint";
/// Where somebody is at once who must leave a page: the weather, as anybody might look at it.
pub const AWAY: &str = "https://www.weather.bg/";

/// The parts of the portal, as its menu shows them.
static PARTS: [(&str, &str); 6] = [
    ("", "portal-title"),
    ("/services", "portal-services"),
    ("/guide", "portal-guide"),
    ("/news", "portal-news"),
    ("/glossary", "portal-glossary"),
    ("/data", "portal-data"),
];

/// A page for anybody below the first one: `part` is its part of the menu.
#[must_use]
pub fn page(ctx: &Ctx, title: impl Into<String>, part: &str) -> ui::Page {
    let title = title.into();
    let mut page = ctx.public_page(title.clone());
    let item = |(rest, key): (&str, &str)| {
        let href = ctx.url(&format!("{HOME}{rest}"));
        NavItem::new(href, ctx.t(key)).current(rest == part)
    };
    page.nav = PARTS.map(item).into();
    if ctx.path.split('?').next() == Some(ctx.url(HOME).as_str()) {
        return page;
    }
    page.breadcrumbs = vec![Link::new(ctx.url(HOME), ctx.t("portal-title"))];
    let known = PARTS.iter().find(|(rest, _)| *rest == part && !rest.is_empty());
    let own = known.map(|(rest, key)| (ctx.url(&format!("{HOME}{rest}")), ctx.t(key)));
    if let Some((href, text)) = own.filter(|(_, text)| *text != title) {
        page.breadcrumbs.push(Link::new(href, text));
    }
    page.breadcrumbs.push(Link::new("", title));
    page
}

/// How a place stands now, in words; empty when its hours are not known.
#[must_use]
pub fn now_words(ctx: &Ctx, now: Option<&Now>, today: Day) -> String {
    match now {
        None => String::new(),
        Some(Now::Open(until)) => {
            ctx.ta("portal-open-until", &[("until", until.as_str())]).into_owned()
        }
        Some(Now::Closed { holiday, next }) => {
            let closed = match holiday.is_empty() {
                true => ctx.t("portal-closed-now").into_owned(),
                false => ctx.ta("portal-closed-holiday", &[("why", holiday.as_str())]).into_owned(),
            };
            match next {
                None => closed,
                Some((day, time)) => format!("{closed} {}", next_words(ctx, (*day, time), today)),
            }
        }
    }
}

fn next_words(ctx: &Ctx, (day, time): (Day, &str), today: Day) -> String {
    let when = match day.days_since(today) {
        0 => ctx.t("portal-next-today").into_owned(),
        1 => ctx.t("portal-next-tomorrow").into_owned(),
        _ => day.bg(),
    };
    ctx.ta("portal-next", &[("when", when.as_str()), ("time", time)]).into_owned()
}

/// The days of a week with hours, as rows of a day and its hours.
#[must_use]
pub fn week(ctx: &Ctx, hours: &Hours) -> Vec<(String, String)> {
    let days = WEEKDAYS.iter().enumerate().map(|(at, code)| (code, hours.day(at)));
    let open = days.filter(|(_, hours)| !hours.is_empty());
    open.map(|(code, hours)| (ctx.t(&format!("portal-day-{code}")).into_owned(), hours)).collect()
}

/// The days off ahead as lines; their names are Bulgarian.
#[must_use]
pub fn off_lines(off: &Off) -> Vec<(String, String)> {
    off.iter().map(|(day, why)| (day.bg(), why.clone())).collect()
}
