//! What the pages share: addresses, the lists beside each other, terms of the law, the press.

use crate::app::App;
use crate::municipality::Settings;
use crate::people::verify_address;
use crate::services::{self, ProviderId};
use axum::http::HeaderMap;
use kit::store::{Municipality, StoreError, Tx};
use kit::types::{Day, MunicipalityId};
use kit::web::{Ctx, Form};
use law::Law;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;
use ui::{Choice, Lang, Link, NavItem};

/// The first page, below the municipality: the checks.
pub const HOME: &str = "/oversight";
/// The longest text that is typed here.
pub const TEXT: usize = 4_000;
/// The longest name or place.
pub const LINE: usize = 300;

/// The term of a report, from the end of the check.
pub const REPORT: &str = "D37";
/// The term of the letter to АКСУ, from the report.
pub const AGENCY: &str = "D38";
/// The term of the next check of a provider, from the last one.
pub const PERIODIC: &str = "D39";

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
pub fn steps(law: &Law, id: &str, from: Day) -> Vec<String> {
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

/// The year that an address asks for; today's when it names none.
#[must_use]
pub fn year_of(form: &Form, today: Day) -> i16 {
    let year = form.get("year").parse().ok().filter(|year| (2000..=2100).contains(year));
    year.unwrap_or(today.0.year())
}

/// The first and the last day of a year.
#[must_use]
pub fn days_of(year: i16) -> (Day, Day) {
    let day = |month, day| Day(jiff::civil::Date::new(year, month, day).unwrap_or_default());
    (day(1, 1), day(12, 31))
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
        ("", "oversight-checks"),
        ("/programme", "oversight-programme"),
        ("/prescriptions", "oversight-prescriptions"),
        ("/monitoring", "oversight-monitoring"),
        ("/checklists", "oversight-checklists"),
        ("/numbers", "oversight-numbers"),
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
        Link::new(ctx.url(HOME), ctx.t("oversight-title")),
        Link::new(ctx.url(&format!("{HOME}{rest}")), ctx.t(list)),
        Link::new("", title),
    ];
    if rest.is_empty() {
        page.breadcrumbs.remove(1);
    }
    page
}

/// Names of all providers.
///
/// # Errors
/// When the database does not answer.
pub async fn providers(tx: &Tx) -> Result<HashMap<ProviderId, String>, StoreError> {
    let all = services::providers(tx).await?;
    Ok(all.into_iter().map(|one| (one.id, one.name)).collect())
}

/// Name of whoever is known; nothing of others.
#[must_use]
pub fn name_of(names: &HashMap<ProviderId, String>, id: ProviderId) -> String {
    names.get(&id).cloned().unwrap_or_default()
}

/// All providers as choices, by name.
#[must_use]
pub fn provider_choices(names: &HashMap<ProviderId, String>) -> Vec<Choice> {
    let mut all: Vec<(&ProviderId, &String)> = names.iter().collect();
    all.sort_by_cached_key(|(_, name)| kit::search::plain(name));
    all.into_iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect()
}

/// A provider that a form names, of those that are known. What is wrong stands beside the field.
pub fn read_provider(form: &mut Form, known: &HashMap<ProviderId, String>) -> Option<ProviderId> {
    let id: Option<ProviderId> = form.parsed("provider", "form-choose");
    if id.is_some_and(|id| !known.contains_key(&id)) {
        form.wrong("provider", "form-choose");
        return None;
    }
    id
}

/// What papers need: the office, and the address where codes are checked.
#[derive(Clone, Debug)]
pub struct Press {
    /// The office.
    pub office: Arc<Municipality>,
    /// Where a code is checked, without the code.
    pub verify: String,
}

impl Press {
    /// The press of a municipality.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such municipality.
    pub fn of(app: &App, id: MunicipalityId, verify: String) -> Result<Press, StoreError> {
        let known = app.db.municipalities().into_iter().find(|one| one.id == id);
        Ok(Press { office: known.ok_or(StoreError::NotFound)?, verify })
    }

    /// As the browser reaches us.
    ///
    /// # Errors
    /// As [`Press::of`].
    pub fn here(app: &App, ctx: &Ctx, headers: &HeaderMap) -> Result<Press, StoreError> {
        Press::of(app, ctx.actor.municipality, verify_address(app, ctx, headers))
    }

    /// The frame of a paper: office, name, ground.
    #[must_use]
    pub fn frame(&self, (name, ground): (&str, &str)) -> Value {
        let settings = Settings::of(&self.office);
        json!({ "office": settings.office(&self.office), "name": name, "ground": ground })
    }

    /// Who signs for the office; nobody when it is not known.
    #[must_use]
    pub fn mayor(&self) -> String {
        Settings::of(&self.office).mayor
    }
}
