//! What the pages share: addresses, the pages of a project beside each other, periods, papers.

use super::table::Part;
use crate::municipality::Settings;
use crate::projects::{self, ProjectId, ProjectName};
use askama::Template;
use axum::response::Response;
use kit::store::{Municipality, StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, html};
use serde_json::{Value, json};
use ui::{Choice, DateField, Field, Lang, Link, NavItem};

/// The first page, below the municipality.
pub const HOME: &str = "/results";
/// The longest text that is typed here.
pub const TEXT: usize = 4_000;

/// The page of a project's results, below the municipality.
#[must_use]
pub fn home(id: ProjectId) -> String {
    format!("{HOME}/projects/{id}")
}

/// A project by its id.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn project(tx: &Tx, id: ProjectId) -> Result<ProjectName, StoreError> {
    let all = projects::names(tx).await?;
    all.into_iter().find(|one| one.id == id).ok_or(StoreError::NotFound)
}

/// The pages of a project beside each other.
#[must_use]
pub fn sections(ctx: &Ctx, id: ProjectId, current: &str) -> Vec<NavItem> {
    let all = [
        ("", "results-overview"),
        ("/microdata", "results-microdata"),
        ("/reports", "results-reports"),
        ("/packs", "results-packs"),
        ("/double", "results-double"),
        ("/headings", "results-headings"),
        ("/after", "results-after"),
    ];
    let item = |(rest, key): (&str, &str)| {
        let href = ctx.url(&format!("{}{rest}", home(id)));
        NavItem { href, text: ctx.t(key).into_owned(), current: rest == current, count: None }
    };
    all.map(item).into()
}

/// A page of a project, with the way back to it.
#[must_use]
pub fn page(ctx: &Ctx, title: impl Into<String>, project: &ProjectName) -> ui::Page {
    let title = title.into();
    let mut page = ctx.page(format!("{title}: {}", project.short));
    page.breadcrumbs = vec![
        Link::new(ctx.url(HOME), ctx.t("results-title")),
        Link::new(ctx.url(&home(project.id)), project.short.clone()),
        Link::new("", title),
    ];
    page
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

/// The first and the last day that a form asks for: those of the project when it names none.
#[must_use]
pub fn period(form: &Form, project: &ProjectName) -> (Day, Day) {
    let day = |name: &str| form.get(name).parse::<Day>().ok();
    let from = day("from").unwrap_or(project.from);
    (from, day("to").unwrap_or(project.to).max(from))
}

/// A form on a page of parts: what is chosen, between which days.
pub struct Post {
    /// Its title.
    pub title: String,
    /// Where it goes.
    pub action: String,
    /// What is chosen: box, label, choices.
    pub picks: Vec<(Field, String, Vec<Choice>)>,
    /// Days.
    pub days: Vec<(DateField, String)>,
    /// What its button says.
    pub button: String,
}

impl Post {
    /// A form that asks for a period.
    #[must_use]
    pub fn between(ctx: &Ctx, form: &Form, (title, action, button): (&str, String, &str)) -> Post {
        let day = |name: &str| (form.date_field(name), ctx.t(&format!("results-{name}")).into());
        Post {
            title: ctx.t(title).into_owned(),
            action: ctx.url(&action),
            picks: Vec::new(),
            days: vec![day("from"), day("to")],
            button: ctx.t(button).into_owned(),
        }
    }
}

/// A page of tables, with what can be done.
#[derive(Template)]
#[template(path = "results/parts.html")]
pub struct Parts {
    /// The page.
    pub page: ui::Page,
    /// The pages beside it.
    pub sections: Vec<NavItem>,
    /// What it is, in words.
    pub lead: String,
    /// What must not be missed.
    pub warnings: Vec<String>,
    /// What can be done.
    pub actions: Vec<Link>,
    /// What is known, as pairs.
    pub facts: Vec<(String, String)>,
    /// Tables.
    pub parts: Vec<Part>,
    /// Forms.
    pub posts: Vec<Post>,
    /// Where else to look.
    pub links: Vec<Link>,
}

impl Parts {
    /// A page with nothing on it yet; `rest` is the end of its address.
    #[must_use]
    pub fn new(ctx: &Ctx, project: &ProjectName, (rest, title): (&str, &str)) -> Parts {
        Parts {
            page: page(ctx, ctx.t(title), project),
            sections: sections(ctx, project.id, rest),
            lead: String::new(),
            warnings: Vec::new(),
            actions: Vec::new(),
            facts: Vec::new(),
            parts: Vec::new(),
            posts: Vec::new(),
            links: Vec::new(),
        }
    }

    /// Shows it.
    ///
    /// # Errors
    /// When the page cannot be written.
    pub fn shown(&self) -> Result<Response, Problem> {
        html(self)
    }
}

/// The frame of a paper: office, heading of the project on a day, name, what it is about.
#[must_use]
pub fn paper(
    office: &Municipality,
    publicity: Option<Value>,
    (name, project): (&str, &ProjectName),
) -> Value {
    let settings = Settings::of(office);
    let mut data = json!({
        "office": settings.office(office),
        "name": name,
        "about": format!("{} ({})", project.short, project.contract),
    });
    if let Some(publicity) = publicity {
        data["publicity"] = publicity;
    }
    data
}
