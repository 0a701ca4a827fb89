//! What the pages share: addresses, the parts of a project beside each other, words, the press.

use super::ProjectId;
use super::load::Project;
use crate::app::App;
use crate::municipality::Settings;
use kit::store::{Municipality, StoreError};
use kit::types::{Day, MunicipalityId};
use kit::web::{Ctx, Form};
use serde_json::{Value, json};
use std::sync::Arc;
use ui::{Lang, Link, NavItem};

/// The first page, below the municipality.
pub const HOME: &str = "/projects";
/// The longest text that is typed here.
pub const TEXT: usize = 4_000;
/// The longest line.
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

/// An address of a project, below the municipality.
#[must_use]
pub fn path(id: ProjectId, rest: &str) -> String {
    format!("{HOME}/{id}{rest}")
}

/// The parts of a project beside each other.
#[must_use]
pub fn sections(ctx: &Ctx, id: ProjectId, current: &str) -> Vec<NavItem> {
    let all = [
        ("", "projects-overview"),
        ("/budget", "projects-budget"),
        ("/commitments", "projects-commitments"),
        ("/spending", "projects-spending"),
        ("/flow", "projects-flow"),
        ("/claims", "projects-claims"),
        ("/activities", "projects-activities"),
        ("/risks", "projects-risks"),
        ("/procurement", "projects-procurement"),
        ("/publicity", "projects-publicity"),
    ];
    let item = |(rest, key): (&str, &str)| {
        let (href, text) = (ctx.url(&path(id, rest)), ctx.t(key).into_owned());
        NavItem { href, text, current: rest == current, count: None }
    };
    all.map(item).into()
}

/// The lists over all projects.
#[must_use]
pub fn lists(ctx: &Ctx, current: &str) -> Vec<NavItem> {
    let all = [("", "projects-title"), ("/double", "projects-double")];
    let item = |(rest, key): (&str, &str)| {
        let (href, text) = (ctx.url(&format!("{HOME}{rest}")), ctx.t(key).into_owned());
        NavItem { href, text, current: rest == current, count: None }
    };
    all.map(item).into()
}

/// A page below a project.
#[must_use]
pub fn page(ctx: &Ctx, one: &Project, title: impl Into<String>) -> ui::Page {
    let title = title.into();
    let mut page = ctx.page(title.clone());
    page.breadcrumbs = vec![
        Link::new(ctx.url(HOME), ctx.t("projects-title")),
        Link::new(ctx.url(&path(one.row.id, "")), one.content.short.clone()),
        Link::new("", title),
    ];
    page
}

/// A page below the list of all.
#[must_use]
pub fn top_page(ctx: &Ctx, title: impl Into<String>) -> ui::Page {
    let title = title.into();
    let mut page = ctx.page(title.clone());
    page.breadcrumbs =
        vec![Link::new(ctx.url(HOME), ctx.t("projects-title")), Link::new("", title)];
    page
}

/// A day in words; empty when there is none.
#[must_use]
pub fn day(day: Option<Day>) -> String {
    day.map(Day::bg).unwrap_or_default()
}

/// A period in words.
#[must_use]
pub fn period((from, until): (Day, Day)) -> String {
    format!("{} – {}", from.bg(), until.bg())
}

/// An amount of a box; what is wrong is noted beside it. An empty box is nothing.
pub fn amount(form: &mut Form, name: &str) -> Option<i64> {
    let text = form.optional(name, 40);
    if text.is_empty() {
        return None;
    }
    let cents = super::money::read(&text);
    if cents.is_none() {
        form.wrong(name, "projects-wrong-amount");
    }
    cents
}

/// In whose name papers are printed, and where their codes are checked.
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
    /// [`StoreError::NotFound`] when there is none.
    pub fn of(app: &App, id: MunicipalityId, verify: String) -> Result<Press, StoreError> {
        let known = app.db.municipalities().into_iter().find(|one| one.id == id);
        Ok(Press { office: known.ok_or(StoreError::NotFound)?, verify })
    }

    /// The frame of a paper: office, heading of the project, name.
    #[must_use]
    pub fn frame(&self, name: &str, heading: Option<Value>) -> Value {
        let settings = Settings::of(&self.office);
        let mut data = json!({ "office": settings.office(&self.office), "name": name });
        if let Some(heading) = heading {
            data["publicity"] = heading;
        }
        data
    }
}
