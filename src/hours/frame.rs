//! What the pages share: which month is asked for, days and findings in words, addresses, the way
//! back.

use super::check::Finding;
use super::sheet::hours;
use crate::assistance::ContractId;
use crate::delivery::month_words;
use kit::types::Day;
use kit::web::{Ctx, Form, list_address};
use law::{Law, Month};
use ui::{Lang, Link};

pub use crate::delivery::beside_links;

/// The list of a month.
pub const HOME: &str = "/worktime";

/// The page of a contract and a month, below the municipality.
#[must_use]
pub fn path(contract: ContractId, rest: &str, month: Month) -> String {
    list_address(&format!("{HOME}/labour/{contract}{rest}"), &[("month", &month.to_string())])
}

/// The month of an address; the one before today's when it names none: its reports are the work.
#[must_use]
pub fn month_of(form: &Form, today: Day) -> Month {
    Month::parse(form.get("month")).unwrap_or_else(|_| Month::of(today.0).plus(-1))
}

/// A day in short: „вт 3“.
#[must_use]
pub fn day_words(lang: Lang, day: Day) -> String {
    let number = day.0.weekday().to_monday_one_offset();
    let weekday = ui::text::text(lang, &format!("hours-short-{number}"));
    format!("{weekday} {}", day.0.day())
}

/// A time of day as it is written: `09:30`.
#[must_use]
pub fn clock(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// A finding as pages show it.
pub struct Shown {
    /// In words, with days and numbers.
    pub text: String,
    /// The articles behind it.
    pub articles: String,
    /// It cannot be: neither sent nor accepted.
    pub stops: bool,
}

impl Shown {
    /// In words, with the articles when there are some.
    #[must_use]
    pub fn line(&self, page: &ui::Page) -> String {
        if self.articles.is_empty() {
            return self.text.clone();
        }
        let args = [("text", self.text.as_str()), ("articles", self.articles.as_str())];
        page.ta("hours-finding-line", args).into_owned()
    }
}

/// A finding in words, with its article and numbers.
#[must_use]
pub fn finding_words(lang: Lang, law: &Law, one: &Finding) -> Shown {
    let days: Vec<String> = one.days.iter().map(|day| day.bg()).collect();
    let args = [("days", days.join(", ")), ("has", hours(one.has)), ("limit", hours(one.limit))];
    let key = format!("hours-finding-{}", one.kind.code());
    let articles = law.report_check(one.kind.code()).map(|rule| rule.articles.join("; "));
    Shown {
        text: ui::text::text_args(lang, &key, &args).into_owned(),
        articles: articles.unwrap_or_default(),
        stops: one.kind.stops(),
    }
}

/// A page below a month.
#[must_use]
pub fn page(ctx: &Ctx, title: impl Into<String>, month: Month) -> ui::Page {
    let title = title.into();
    let mut page = ctx.page(title.clone());
    let home = list_address(&ctx.url(HOME), &[("month", &month.to_string())]);
    let here = ctx.ta("hours-month", &[("month", month_words(ctx.lang, month))]).into_owned();
    page.breadcrumbs = vec![Link::new(home, here), Link::new("", title)];
    page
}
