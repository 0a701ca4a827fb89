//! What the pages share: addresses, the lists beside each other, terms of the law, the press.

use crate::app::App;
use crate::assistants::Press;
use crate::people::{PaperId, PersonId, verify_address};
use axum::http::HeaderMap;
use kit::access;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form};
use law::{Law, Month};
use ui::{Choice, Lang, Link, NavItem};

/// The first page, below the municipality: the list of a month.
pub const HOME: &str = "/control";
/// Codes of a question that is answered by yes or no.
pub const YES_NO: [&str; 2] = ["yes", "no"];
/// The longest text that is typed here.
pub const TEXT: usize = 4_000;

/// The term of the next visit, from the last one.
pub const VISIT: &str = "Z27";
/// The term of a visit after the assistant was not met.
pub const FOLLOW: &str = "Z28";
/// The term of the monthly round, from the first day of its month.
pub const MONTHLY: &str = "Z25";
/// The term of the round of all users, from the last one.
pub const HALF_YEAR: &str = "Z26";
/// The term of a decision on a signal.
pub const SIGNAL: &str = "W06";
/// The term of a measure.
pub const MEASURE: &str = "W07";

/// The last day of a term.
///
/// # Errors
/// When the law does not know the day.
pub fn term(law: &Law, id: &str, from: Day) -> Result<Day, StoreError> {
    let due = law.deadline(id).and_then(|term| term.day(from.0));
    let due = due.map_err(|e| StoreError::Other(e.to_string()))?;
    Ok(due.date().map_or(from, Day))
}

/// How a term was counted, with its articles: shown beside a day.
#[must_use]
pub fn reasons(law: &Law, id: &str, from: Day) -> Vec<String> {
    let Ok(due) = law.due(id, from.0, &[]) else { return Vec::new() };
    let mut all = due.derivation.steps;
    all.push(due.derivation.articles.join("; "));
    all
}

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

/// The month that an address asks for; today's when it names none.
#[must_use]
pub fn month_of(form: &Form, today: Day) -> Month {
    Month::parse(form.get("month")).unwrap_or_else(|_| Month::of(today.0))
}

/// The month after (or, with -1, before) a month.
#[must_use]
pub fn beside(month: Month, months: i64) -> Month {
    let span = jiff::Span::new().months(months);
    Month::of(month.first_day().checked_add(span).unwrap_or(month.first_day()))
}

/// The lists beside each other.
#[must_use]
pub fn sections(ctx: &Ctx, current: &str) -> Vec<NavItem> {
    let all = [
        ("", "control-title"),
        ("/measures", "control-measures"),
        ("/signals", "control-signals"),
        ("/rounds", "control-rounds"),
        ("/training", "control-training"),
        ("/files", "control-files"),
        ("/forms", "control-forms"),
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
        Link::new(ctx.url(HOME), ctx.t("control-title")),
        Link::new(ctx.url(&format!("{HOME}{rest}")), ctx.t(list)),
        Link::new("", title),
    ];
    if rest.is_empty() {
        page.breadcrumbs.remove(1);
    }
    page
}

/// The press, as the browser reaches us.
///
/// # Errors
/// When there is no such municipality.
pub fn press(app: &App, ctx: &Ctx, headers: &HeaderMap) -> Result<Press, StoreError> {
    Press::of(app, ctx.actor.municipality, verify_address(app, ctx, headers))
}

/// The address of a paper about a person; empty when there is none.
#[must_use]
pub fn pdf(ctx: &Ctx, person: PersonId, paper: Option<PaperId>) -> String {
    let path = paper.map(|paper| ctx.url(&format!("/people/{person}/papers/{paper}")));
    path.unwrap_or_default()
}

/// Who may go on a visit: everybody who works here.
///
/// # Errors
/// When the database does not answer.
pub async fn officers(tx: &Tx) -> Result<Vec<Choice>, StoreError> {
    let all = access::accounts(tx, tx.today()).await?;
    let open = all.into_iter().filter(|one| one.disabled_at.is_none());
    Ok(open.map(|one| Choice::new(one.id.to_string(), one.name)).collect())
}

/// Whether a question was answered by yes.
#[must_use]
pub fn is_yes(form: &Form, name: &str) -> bool {
    form.get(name) == "yes"
}
