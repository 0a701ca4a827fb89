//! What the pages share: months, amounts, addresses, the way back, a short refusal.

use super::line;
use super::store::{payroll_line, payroll_run};
use super::sums::{self, Sums};
use super::{LineId, RequestId, RunId};
use kit::store::StoreError;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, list_address};
use law::{LawError, Month};
use ui::{Head, Lang, Link};

/// The first page.
pub const HOME: &str = "/payroll";

/// The place of a run below the municipality.
#[must_use]
pub fn run_path(id: RunId, rest: &str) -> String {
    format!("{HOME}/{id}{rest}")
}

/// The place of a line.
#[must_use]
pub fn line_path(id: LineId, rest: &str) -> String {
    format!("{HOME}/lines/{id}{rest}")
}

/// The place of an account to АСП.
#[must_use]
pub fn asp_path(id: RequestId, rest: &str) -> String {
    format!("{HOME}/asp/{id}{rest}")
}

/// The month of an address; the one that is just over when it names none.
#[must_use]
pub fn month_of(form: &Form, today: Day) -> Month {
    Month::parse(form.get("month")).unwrap_or_else(|_| beside(Month::of(today.0), -1))
}

/// The month so many months later, or earlier.
#[must_use]
pub fn beside(month: Month, months: i64) -> Month {
    let span = jiff::Span::new().months(months);
    Month::of(month.first_day().checked_add(span).unwrap_or(month.first_day()))
}

/// A month as the database writes it, in words.
#[must_use]
pub fn month_words(lang: Lang, month: &str) -> String {
    Month::parse(month)
        .map_or_else(|_| month.to_owned(), |month| crate::delivery::month_words(lang, month))
}

/// Links to the months beside, for a page at an address.
#[must_use]
pub fn beside_links(ctx: &Ctx, address: &str, month: Month) -> [Link; 2] {
    [-1, 1].map(|step| {
        let to = beside(month, step).to_string();
        Link::new(list_address(address, &[("month", &to)]), month_words(ctx.lang, &to))
    })
}

/// A page below the first one.
#[must_use]
pub fn page(ctx: &Ctx, title: impl Into<String>) -> ui::Page {
    let mut page = ctx.page(title);
    let home = Link::new(ctx.url(HOME), ctx.t("payroll-title"));
    page.breadcrumbs = vec![home, Link::new("", page.title.clone())];
    page
}

/// Columns of numbers: name and cells stand on the right.
const NUMBERS: [&str; 15] = [
    "people",
    "held",
    "hours",
    "service",
    "gross",
    "contributions",
    "cost",
    "aids",
    "state-part",
    "administration",
    "expected",
    "received",
    "difference",
    "sum",
    "users",
];

/// The heads of columns; their names have the keys `payroll-column-<name>`.
#[must_use]
pub fn columns(ctx: &Ctx, names: &[&str]) -> Vec<Head> {
    let head = |name: &&str| {
        let head = Head::new(ctx.t(&format!("payroll-column-{name}")));
        if NUMBERS.contains(name) { head.numeric() } else { head }
    };
    names.iter().map(head).collect()
}

/// A text in Bulgarian: what is printed and kept.
#[must_use]
pub fn bg(key: &str) -> String {
    ui::text::text(Lang::Bg, key).into_owned()
}

/// A text in Bulgarian with values.
#[must_use]
pub fn bg_with(key: &str, args: &[(&str, String)]) -> String {
    ui::text::text_args(Lang::Bg, key, args).into_owned()
}

/// The number of a run or an account in words.
#[must_use]
pub fn numbered(key: &str, year: i32, number: i64) -> String {
    bg_with(key, &[("year", year.to_string()), ("number", format!("{number:04}"))])
}

/// The number of a run.
#[must_use]
pub fn run_number(row: &payroll_run::Model) -> String {
    numbered("payroll-number", row.year, row.number)
}

/// The amounts of a line in the currency of its run.
#[must_use]
pub fn paid(row: &payroll_line::Model) -> Sums {
    Sums {
        pay: row.paid_pay,
        supplement: row.paid_supplement,
        contributions: row.paid_contributions,
        administration: row.paid_administration,
    }
}

/// The amounts of a line in the currency of its month of work.
#[must_use]
pub fn own(row: &payroll_line::Model) -> Sums {
    Sums {
        pay: row.pay,
        supplement: row.supplement,
        contributions: row.contributions,
        administration: row.administration,
    }
}

/// Minutes that a line adds.
#[must_use]
pub fn minutes(row: &payroll_line::Model) -> i64 {
    i64::from(row.minutes - row.minutes_before)
}

/// Hours that a line adds, in words.
#[must_use]
pub fn hours(row: &payroll_line::Model) -> String {
    line::hours(minutes(row))
}

/// An amount of a run.
#[must_use]
pub fn money(cents: i64, run: &payroll_run::Model) -> String {
    sums::written(cents, &run.currency)
}

/// A count as the database keeps it.
#[must_use]
pub fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

/// What the law did not answer: a defect of the rules or a month before them.
#[must_use]
pub fn unlawful(e: LawError) -> StoreError {
    StoreError::Other(e.to_string())
}

/// Something that is not possible now; the key says why.
#[must_use]
pub fn refused(key: &'static str) -> Problem {
    Problem::Impossible(key)
}
