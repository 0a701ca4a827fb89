//! What the pages share: addresses, limits, words, the frame of a page.

use super::assumption::written;
use super::chance::Spread;
use super::{AssumptionId, ForecastId};
use kit::web::Ctx;
use ui::{Head, Lang, Link};

/// The first page, below the municipality: the forecasts.
pub const HOME: &str = "/forecasts";
/// The assumptions.
pub const ASSUMPTIONS: &str = "/forecasts/assumptions";
/// The longest title, and the longest name of an assumption.
pub const LINE: usize = 200;
/// The longest source.
pub const SOURCE: usize = 1_000;
/// Kinds of services have their words under `services-kind-<number>` up to this one (чл. 15 ЗСУ).
const KINDS_OF_SERVICES: i64 = 10;

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

/// The page of a forecast, below the municipality.
#[must_use]
pub fn home(id: ForecastId) -> String {
    format!("{HOME}/computed/{id}")
}

/// The page of an assumption, below the municipality.
#[must_use]
pub fn assumption(id: AssumptionId) -> String {
    format!("{ASSUMPTIONS}/{id}")
}

/// A page below the list of forecasts.
#[must_use]
pub fn page(ctx: &Ctx, title: impl Into<String>) -> ui::Page {
    let title = title.into();
    let mut page = ctx.page(title.clone());
    page.breadcrumbs =
        vec![Link::new(ctx.url(HOME), ctx.t("forecast-title")), Link::new("", title)];
    page
}

/// The heads of a table: the first names the row, the others are numbers.
#[must_use]
pub fn numbers(lang: Lang, names: &[&str]) -> Vec<Head> {
    let head = |(at, name): (usize, &&str)| {
        let head = Head::new(ui::text::text(lang, &format!("forecast-column-{name}")));
        if at == 0 { head } else { head.numeric() }
    };
    names.iter().enumerate().map(head).collect()
}

/// A whole number of people.
#[must_use]
pub fn whole(value: f64) -> String {
    written(value, 0)
}

/// An interval: `118–131`.
#[must_use]
pub fn interval(spread: &Spread, places: usize) -> String {
    format!("{}–{}", written(spread.low, places), written(spread.high, places))
}

/// A part as percent: `-1,4 %`.
#[must_use]
pub fn percent(part: f64) -> String {
    format!("{} %", written(part * 100.0, 1))
}

/// A kind of services in words; a code that has none stands as it is.
#[must_use]
pub fn kind_name(lang: Lang, code: &str) -> String {
    let known = code.parse().is_ok_and(|number: i64| (1..=KINDS_OF_SERVICES).contains(&number));
    if known {
        ui::text::text(lang, &format!("services-kind-{code}")).into_owned()
    } else {
        code.to_owned()
    }
}
