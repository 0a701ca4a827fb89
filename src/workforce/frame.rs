//! What the pages share: addresses, the lists beside each other, words of codes, the press.

use super::course::PROJECT;
use crate::app::App;
use crate::municipality::Settings;
use crate::people::verify_address;
use crate::projects::{self, ProjectId, ProjectName};
use axum::http::HeaderMap;
use kit::store::{Municipality, StoreError, Tx};
use kit::types::{Day, MunicipalityId};
use kit::web::{Ctx, Form};
use law::Month;
use serde_json::{Value, json};
use std::sync::Arc;
use ui::{Choice, Lang, Link, NavItem};

/// The first page, below the municipality: the register of employees.
pub const HOME: &str = "/workforce";
/// Codes of a question that is answered by yes or no.
pub const YES_NO: [&str; 2] = ["yes", "no"];
/// The longest text that is typed here.
pub const TEXT: usize = 2_000;

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

/// A month in words: `11.2026`.
#[must_use]
pub fn month_words(month: Month) -> String {
    let first = month.first_day();
    format!("{:02}.{}", first.month(), first.year())
}

/// The lists beside each other.
#[must_use]
pub fn sections(ctx: &Ctx, current: &str) -> Vec<NavItem> {
    let all = [
        ("", "workforce-employees"),
        ("/posts", "workforce-posts"),
        ("/units", "workforce-units"),
        ("/supplements", "workforce-supplements"),
        ("/timesheets", "workforce-sheets"),
        ("/after", "workforce-after"),
        ("/competences", "workforce-competences"),
        ("/leave", "workforce-away"),
        ("/load", "workforce-load"),
        ("/plans", "workforce-plans"),
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
        Link::new(ctx.url(HOME), ctx.t("workforce-title")),
        Link::new(ctx.url(&format!("{HOME}{rest}")), ctx.t(list)),
        Link::new("", title),
    ];
    if rest.is_empty() {
        page.breadcrumbs.remove(1);
    }
    page
}

/// Projects by their id, for names beside sources.
#[derive(Clone, Debug, Default)]
pub struct Projects(pub Vec<ProjectName>);

impl Projects {
    /// All of them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn read(tx: &Tx) -> Result<Projects, StoreError> {
        Ok(Projects(projects::names(tx).await?))
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, id: ProjectId) -> Option<&ProjectName> {
        self.0.iter().find(|one| one.id == id)
    }

    /// Who pays, in words: of a project its short name.
    #[must_use]
    pub fn words(&self, lang: Lang, source: &str, id: Option<ProjectId>) -> String {
        let named = id.and_then(|id| self.get(id));
        match named {
            Some(one) => one.short.clone(),
            None => ui::text::text(lang, &source_key(source)).into_owned(),
        }
    }

    /// Sources to choose from: each project, then the budgets. The value is `project-<id>` or a code.
    #[must_use]
    pub fn choices(&self, ctx: &Ctx) -> Vec<Choice> {
        let own = self.0.iter();
        let own = own.map(|one| Choice::new(format!("{PROJECT}-{}", one.id), one.short.clone()));
        let budgets = ["municipal", "state"];
        let budgets = budgets.map(|code| Choice::new(code, ctx.t(&source_key(code))));
        own.chain(budgets).collect()
    }
}

fn source_key(source: &str) -> String {
    let known = super::course::SOURCES.contains(&source);
    format!("workforce-source-{}", if known { source } else { "none" })
}

/// What stands in a box of [`Projects::choices`].
#[must_use]
pub fn source_value(source: &str, project: Option<ProjectId>) -> String {
    project.map_or_else(|| source.to_owned(), |id| format!("{PROJECT}-{id}"))
}

/// Reads such a box; what is wrong is noted beside it.
pub fn source_of(form: &mut Form, projects: &Projects) -> Option<(String, Option<ProjectId>)> {
    let typed = form.required("source", 60);
    if let Some(id) = typed.strip_prefix("project-") {
        let id: Option<ProjectId> = id.parse().ok();
        if let Some(known) = id.and_then(|id| projects.get(id)) {
            return Some((PROJECT.to_owned(), Some(known.id)));
        }
    } else if ["municipal", "state"].contains(&typed.as_str()) {
        return Some((typed, None));
    }
    form.wrong("source", "form-choose");
    None
}

/// What a paper of the office needs: whose it is, and where its code is checked.
pub struct Press {
    office: Arc<Municipality>,
    /// Where anybody checks a code.
    pub verify: String,
}

impl Press {
    /// The press of a municipality.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such municipality.
    pub fn of(app: &App, of: MunicipalityId, verify: String) -> Result<Press, StoreError> {
        let known = app.db.municipalities().into_iter().find(|one| one.id == of);
        Ok(Press { office: known.ok_or(StoreError::NotFound)?, verify })
    }

    /// The frame of a paper: office, name, heading of the project that pays, if one does, else the
    /// office's own.
    #[must_use]
    pub fn frame(&self, name: &str, project: Option<Value>) -> Value {
        let settings = Settings::of(&self.office);
        let mut data = json!({ "office": settings.office(&self.office), "name": name });
        if let Some(publicity) = project.or_else(|| settings.publicity()) {
            data["publicity"] = publicity;
        }
        data
    }
}

/// The press, as the browser reaches us.
///
/// # Errors
/// When there is no such municipality.
pub fn press(app: &App, ctx: &Ctx, headers: &HeaderMap) -> Result<Press, StoreError> {
    Press::of(app, ctx.actor.municipality, verify_address(app, ctx, headers))
}
