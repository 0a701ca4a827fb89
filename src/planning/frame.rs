//! What the pages share: addresses, terms of the law and the frame of a page.

use super::CycleId;
use kit::types::Day;
use kit::web::Ctx;
use law::Law;
use ui::{Head, Lang, Link};

/// The first page, below the municipality: the cycles by year.
pub const HOME: &str = "/planning";
/// The same for anybody.
pub const PUBLIC: &str = "/planning-public";
/// The longest text of a part.
pub const TEXT: usize = 20_000;
/// The longest opinion, answer or reason.
pub const SAID: usize = 4_000;
/// The longest number or name.
pub const LINE: usize = 300;

/// The last day of a discussion (чл. 42, ал. 2; чл. 62, ал. 1 НПСУ).
pub const DISCUSSION: &str = "D29";
/// Until when the adopted annual plan is sent (чл. 63, ал. 1 НПСУ).
pub const SENDING: &str = "D28";
/// Until when a body answers (чл. 3, ал. 3 НПСУ).
pub const ANSWER: &str = "D32";

/// A text in Bulgarian: papers and drafts are.
#[must_use]
pub fn bg(key: &str) -> String {
    ui::text::text(Lang::Bg, key).into_owned()
}

/// As [`bg`], with arguments.
#[must_use]
pub fn bg_with(key: &str, args: &[(&str, String)]) -> String {
    ui::text::text_args(Lang::Bg, key, args).into_owned()
}

/// The page of a cycle, below the municipality.
#[must_use]
pub fn home(id: CycleId) -> String {
    format!("{HOME}/cycles/{id}")
}

/// The page of a cycle for anybody, below the municipality.
#[must_use]
pub fn public_home(id: CycleId) -> String {
    format!("{PUBLIC}/{id}")
}

/// The name of a cycle: what is planned, for which year.
#[must_use]
pub fn name(ctx: &Ctx, kind: &str, year: i32) -> String {
    ctx.ta(&format!("planning-name-{kind}"), &[("year", year)]).into_owned()
}

/// A page below the list of cycles.
#[must_use]
pub fn page(ctx: &Ctx, title: impl Into<String>) -> ui::Page {
    let title = title.into();
    let mut page = ctx.page(title.clone());
    page.breadcrumbs =
        vec![Link::new(ctx.url(HOME), ctx.t("planning-title")), Link::new("", title)];
    page
}

/// A page below a cycle.
#[must_use]
pub fn below(ctx: &Ctx, title: impl Into<String>, (id, name): (CycleId, String)) -> ui::Page {
    let mut page = page(ctx, title);
    page.breadcrumbs.insert(1, Link::new(ctx.url(&home(id)), name));
    page
}

/// The heads of a table.
#[must_use]
pub fn heads(ctx: &Ctx, names: &[&str]) -> Vec<Head> {
    let head = |name: &&str| {
        let head = Head::new(ctx.t(&format!("planning-column-{name}")));
        let is_number =
            matches!(*name, "value" | "now" | "planned" | "cost" | "people" | "edition");
        if is_number { head.numeric() } else { head }
    };
    names.iter().map(head).collect()
}

/// The last day of a term; none when the law cannot tell.
#[must_use]
pub fn term(law: &Law, id: &str, from: Day) -> Option<Day> {
    law.due(id, from.0, &[]).ok()?.due.map(Day)
}

/// How a term was counted, with its articles.
#[must_use]
pub fn reasons(law: &Law, id: &str, from: Day) -> Vec<String> {
    let Ok(due) = law.due(id, from.0, &[]) else { return Vec::new() };
    let mut all = due.derivation.steps;
    all.push(due.derivation.articles.join("; "));
    all
}

/// Until when the plan for a year is sent: in the year before.
#[must_use]
pub fn sending(law: &Law, year: i32) -> Option<Day> {
    let before = i16::try_from(year - 1).ok()?;
    let first = jiff::civil::Date::new(before, 1, 1).ok()?;
    term(law, SENDING, Day(first))
}
