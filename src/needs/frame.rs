//! What the pages share: addresses, words, the day that is asked for, how a need stands.

use super::door::Need;
use super::formula::{Set, set};
use crate::figures::written;
use kit::types::Day;
use kit::web::{Ctx, Form, list_address};
use law::Law;
use rust_decimal::Decimal;
use std::borrow::Cow;
use ui::{Lang, Link, NavItem};

/// The first page, below the municipality.
pub const HOME: &str = "/needs";
/// The rule by which users are rounded.
pub const ROUNDING: &str = "planning.rounding";
/// The longest text that is typed here.
pub const TEXT: usize = 2_000;
/// The longest line.
pub const LINE: usize = 300;
/// Percents of a weight that is whole.
const WHOLE: i64 = 100;

/// A text in Bulgarian: papers are.
#[must_use]
pub fn bg(key: &str) -> String {
    ui::text::text(Lang::Bg, key).into_owned()
}

/// As [`bg`], with arguments.
#[must_use]
pub fn bg_with(key: &str, args: &[(&str, String)]) -> String {
    ui::text::text_args(Lang::Bg, key, args).into_owned()
}

/// For which day is asked, and by what was known when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The day.
    pub on: Day,
    /// The day of whose end the knowledge is; none for now.
    pub known: Option<Day>,
}

impl Asked {
    /// What an address asks for: today, as known now, where it says nothing.
    #[must_use]
    pub fn of(form: &mut Form, today: Day) -> Asked {
        let on = form.day_optional("on").unwrap_or(today);
        Asked { on, known: form.day_optional("known") }
    }

    /// An address with the same question.
    #[must_use]
    pub fn address(&self, ctx: &Ctx, path: &str) -> String {
        let (on, known) = (self.on.to_string(), self.known.map(|day| day.to_string()));
        let known = known.unwrap_or_default();
        list_address(&ctx.url(path), &[("on", on.as_str()), ("known", known.as_str())])
    }
}

/// The service of a need.
#[must_use]
pub fn title(no: u8) -> &'static str {
    set(no).map_or("", |set| set.title.as_str())
}

/// A number of users as it is shown: exact to two places, or whole as the municipality set.
#[must_use]
pub fn shown(law: &Law, lang: Lang, exact: Decimal) -> String {
    let (rounded, how) = law.rounded_users(exact);
    written(lang, if how == "exact" { rounded.round_dp(2) } else { rounded })
}

/// By how many users a need is more than the places; none where the need is not known, or is of a
/// larger territory than that of the places.
#[must_use]
pub fn gap(law: &Law, need: &Need) -> Option<Decimal> {
    let is_own = set(need.set).is_some_and(|set| set.level == "municipality");
    let total = need.total.filter(|_| is_own)?;
    Some(law.rounded_users(total).0 - Decimal::from(need.places))
}

/// How a need stands: the code of its word and the colour of its tag.
#[must_use]
pub fn standing(law: &Law, need: &Need) -> (&'static str, &'static str) {
    match (need.total, gap(law, need)) {
        (None, _) => ("missing", "yellow"),
        (Some(_), None) => ("wider", "blue"),
        (Some(_), Some(gap)) if gap > Decimal::ZERO => ("short", "red"),
        _ => ("enough", "green"),
    }
}

/// What has to be known of the printed numbers of a service.
#[must_use]
pub fn warnings(lang: Lang, set: &Set) -> Vec<String> {
    let mut all: Vec<String> =
        Some(set.warning.clone()).filter(|text| !text.is_empty()).into_iter().collect();
    // The weights of the other criteria make a hundred; those for replacement care come on top.
    let added = set.weights() - Decimal::from(WHOLE);
    if added > Decimal::ZERO {
        let args = [("added", written(lang, added))];
        all.push(ui::text::text_args(lang, "needs-added", &args).into_owned());
    }
    all
}

/// The pages beside each other.
#[must_use]
pub fn lists(ctx: &Ctx, current: &str) -> Vec<NavItem> {
    let all = [
        ("", "needs-table"),
        ("/map", "needs-map"),
        ("/services", "needs-services"),
        ("/papers", "needs-papers"),
    ];
    let item = |(rest, key): (&str, &str)| {
        let (href, text) = (ctx.url(&format!("{HOME}{rest}")), ctx.t(key).into_owned());
        NavItem { href, text, current: rest == current, count: None }
    };
    all.map(item).into()
}

/// A page below the table.
#[must_use]
pub fn below(ctx: &Ctx, title: impl Into<String>) -> ui::Page {
    let title = title.into();
    let mut page = ctx.page(title.clone());
    page.breadcrumbs = vec![Link::new(ctx.url(HOME), ctx.t("needs-title")), Link::new("", title)];
    page
}

/// The words of a column.
#[must_use]
pub fn column(ctx: &Ctx, name: &str) -> Cow<'static, str> {
    ctx.t(&format!("needs-column-{name}"))
}
