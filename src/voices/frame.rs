//! What the pages share: addresses, the lists beside each other, terms of the law, the press.

use crate::app::App;
use crate::municipality::Settings;
use crate::people::verify_address;
use crate::services::{self, ProviderId, Service, ServiceId};
use axum::http::HeaderMap;
use kit::access;
use kit::store::{Municipality, StoreError, Tx};
use kit::types::{Day, MunicipalityId};
use kit::web::{Ctx, Form};
use law::Law;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use ui::{Choice, Lang, Link, NavItem};

/// The first page, below the municipality: complaints, signals and proposals.
pub const HOME: &str = "/voices";
/// The longest text that is typed here.
pub const TEXT: usize = 4_000;
/// The longest name or title.
pub const LINE: usize = 300;

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

/// The year that an address asks for; today's when it names none.
#[must_use]
pub fn year_of(form: &Form, today: Day) -> i16 {
    let year = form.get("year").parse().ok().filter(|year| (2000..=2100).contains(year));
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
        ("", "voices-complaints"),
        ("/statistics", "voices-statistics"),
        ("/surveys", "voices-surveys"),
        ("/questionnaires", "voices-forms"),
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
        Link::new(ctx.url(HOME), ctx.t("voices-title")),
        Link::new(ctx.url(&format!("{HOME}{rest}")), ctx.t(list)),
        Link::new("", title),
    ];
    if rest.is_empty() {
        page.breadcrumbs.remove(1);
    }
    page
}

/// Who may be given a complaint: everybody who works here.
///
/// # Errors
/// When the database does not answer.
pub async fn officers(tx: &Tx) -> Result<Vec<Choice>, StoreError> {
    let all = access::accounts(tx, tx.today()).await?;
    let open = all.into_iter().filter(|one| one.disabled_at.is_none());
    Ok(open.map(|one| Choice::new(one.id.to_string(), one.name)).collect())
}

/// The services that work, in the order of the directory.
///
/// # Errors
/// When the database does not answer.
pub async fn open_services(tx: &Tx) -> Result<Vec<Service>, StoreError> {
    let mut all = services::all(tx).await?;
    all.retain(|one| one.closed_on.is_none());
    Ok(all)
}

/// Services as choices: name and provider.
#[must_use]
pub fn service_choices(all: &[Service]) -> Vec<Choice> {
    let words = |one: &Service| format!("{} ({})", one.name, one.provider);
    all.iter().map(|one| Choice::new(one.id.to_string(), words(one))).collect()
}

/// Names of providers.
///
/// # Errors
/// When the database does not answer.
pub async fn provider_names(tx: &Tx) -> Result<BTreeMap<ProviderId, String>, StoreError> {
    let all = services::providers(tx).await?;
    Ok(all.into_iter().map(|one| (one.id, one.name)).collect())
}

/// Name of a service that is known; nothing of others.
#[must_use]
pub fn service_name(all: &HashMap<ServiceId, Service>, id: Option<ServiceId>) -> String {
    id.and_then(|id| all.get(&id)).map(|one| one.name.clone()).unwrap_or_default()
}

/// What papers need: the office, and the addresses where codes are checked and sheets are answered.
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

    /// An address below the municipality that anybody opens: `survey`, `complaint`.
    #[must_use]
    pub fn open(&self, page: &str, code: &str) -> String {
        let base = self.verify.strip_suffix("/verify").unwrap_or(&self.verify);
        format!("{base}/{page}/{code}")
    }

    /// The frame of a paper: office, name, ground.
    #[must_use]
    pub fn frame(&self, name: &str, ground: &str) -> Value {
        let settings = Settings::of(&self.office);
        json!({ "office": settings.office(&self.office), "name": name, "ground": ground })
    }

    /// Who signs for the office; nobody when it is not known.
    #[must_use]
    pub fn mayor(&self) -> String {
        Settings::of(&self.office).mayor
    }
}
