//! What the pages share: months, amounts, the way back.

use kit::types::Day;
use kit::web::{Ctx, Form};
use law::{Law, LawError, Money, Month};
use ui::Link;

pub use crate::delivery::{beside_links, month_words};

/// The rule by which collected fees go on (чл. 52 ЗСУ).
pub const REMIT_BY: &str = "D25";

/// The month of an address; the one that is just over when it names none.
pub fn month_of(form: &Form, today: Day) -> Month {
    Month::parse(form.get("month")).unwrap_or_else(|_| Month::of(today.0).plus(-1))
}

/// Cents as people read them.
pub fn eur(cents: i64) -> String {
    Money::eur(cents).written()
}

/// The day by which what was collected in a month goes on, and fees of the month are due.
///
/// # Errors
/// When the law has no such term.
pub fn due_day(law: &Law, month: Month) -> Result<Day, LawError> {
    let day = law.deadline(REMIT_BY)?.day(month.last_day())?.date();
    Ok(Day(day.unwrap_or(month.last_day())))
}

/// A page below the fees.
pub fn page(ctx: &Ctx, title: impl Into<String>) -> ui::Page {
    let mut page = ctx.page(title);
    page.breadcrumbs =
        vec![Link::new(ctx.url("/fees"), ctx.t("fees-title")), Link::new("", page.title.clone())];
    page
}
