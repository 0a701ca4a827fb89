//! What the pages share: addresses, the lists beside each other, names of accounts, the year.

use kit::access;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::{Ctx, Form};
use std::collections::HashMap;
use ui::{Choice, Lang, Link, NavItem};

/// The first page, below the municipality: the year by months.
pub const HOME: &str = "/duties";
/// The longest text that is typed here.
pub const TEXT: usize = 4_000;
/// The longest name, number or address.
pub const LINE: usize = 300;

/// A text in Bulgarian: papers, mails and steps of a count are.
#[must_use]
pub fn bg(key: &str) -> String {
    ui::text::text(Lang::Bg, key).into_owned()
}

/// As [`bg`], with arguments.
#[must_use]
pub fn bg_with(key: &str, args: &[(&str, String)]) -> String {
    ui::text::text_args(Lang::Bg, key, args).into_owned()
}

/// The year that an address asks for; today's when it names none.
#[must_use]
pub fn year_of(form: &Form, today: Day) -> i16 {
    let year = form.get("year").parse().ok().filter(|year| (2021..=2100).contains(year));
    year.unwrap_or(today.0.year())
}

/// The years before and after, as links to a list.
#[must_use]
pub fn around(ctx: &Ctx, rest: &str, year: i16) -> Vec<Link> {
    let link =
        |year: i16| Link::new(ctx.url(&format!("{HOME}{rest}?year={year}")), year.to_string());
    vec![link(year - 1), link(year + 1)]
}

/// The lists beside each other.
#[must_use]
pub fn sections(ctx: &Ctx, current: &str) -> Vec<NavItem> {
    let all = [
        ("", "duties-year"),
        ("/mayor", "duties-mayor"),
        ("/list", "duties-list"),
        ("/events", "duties-events"),
        ("/rules", "duties-rules"),
        ("/papers", "duties-papers"),
        ("/mine", "duties-mine"),
    ];
    let item = |(rest, key): (&str, &str)| {
        let href = ctx.url(&format!("{HOME}{rest}"));
        NavItem { href, text: ctx.t(key).into_owned(), current: rest == current, count: None }
    };
    all.map(item).into()
}

/// A page below a list.
#[must_use]
pub fn page(ctx: &Ctx, title: impl Into<String>, (rest, list): (&str, &str)) -> ui::Page {
    let title = title.into();
    let mut page = ctx.page(title.clone());
    page.breadcrumbs = vec![
        Link::new(ctx.url(HOME), ctx.t("duties-title")),
        Link::new(ctx.url(&format!("{HOME}{rest}")), ctx.t(list)),
        Link::new("", title),
    ];
    if rest.is_empty() {
        page.breadcrumbs.remove(1);
    }
    page
}

/// The page of a duty on one occasion, below the municipality.
#[must_use]
pub fn place(code: &str, occasion: &str) -> String {
    format!("{HOME}/codes/{code}/at/{occasion}")
}

/// Everybody with an account, by name: who may be asked still, and how they are called.
///
/// # Errors
/// When the database does not answer.
pub async fn people(tx: &Tx) -> Result<(Vec<Choice>, HashMap<AccountId, String>), StoreError> {
    let all = access::accounts(tx, tx.today()).await?;
    let open = all.iter().filter(|one| one.disabled_at.is_none());
    let choices = open.map(|one| Choice::new(one.id.to_string(), one.name.clone())).collect();
    Ok((choices, all.into_iter().map(|one| (one.id, one.name)).collect()))
}

/// A year's first and last day.
#[must_use]
pub fn bounds(year: i16) -> (Day, Day) {
    let day = |month, day| Day(jiff::civil::Date::new(year, month, day).unwrap_or_default());
    (day(1, 1), day(12, 31))
}
