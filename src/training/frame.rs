//! What the pages share: addresses, the lists beside each other, codes with their words, the press.

use crate::app::App;
use crate::municipality::Settings;
use crate::people::verify_address;
use crate::projects::{self, ProjectId};
use crate::workforce::{self, EmployeeId, EmployeeName};
use axum::http::HeaderMap;
use kit::store::{Municipality, StoreError, Tx};
use kit::types::{Day, MunicipalityId};
use kit::web::{Ctx, Form};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;
use ui::{Choice, Lang, Link, NavItem};

/// The first page, below the municipality: the seminars of a year.
pub const HOME: &str = "/training";
/// The longest text that is typed here.
pub const TEXT: usize = 4_000;
/// The longest name or place.
pub const LINE: usize = 300;

/// Kinds of training; words have the key `training-kind-<code>`.
pub const KINDS: [&str; 7] =
    ["introductory", "upgrading", "yearly", "management", "first-aid", "violence", "other"];
/// By whose money; words have the key `training-funding-<code>`.
pub const FUNDINGS: [&str; 4] = ["project", "municipal", "provider", "free"];
/// Groups of staff that have words here; words have the key `training-group-<code>`.
pub const GROUPS: [&str; 6] =
    ["referral", "manager", "specialist", "direct", "auxiliary", "volunteer"];

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

/// A group in words; one that is the municipality's own keeps its code.
#[must_use]
pub fn group_words(ctx: &Ctx, group: &str) -> String {
    match GROUPS.contains(&group) {
        true => ctx.t(&format!("training-group-{group}")).into_owned(),
        false => group.to_owned(),
    }
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
        ("", "training-seminars"),
        ("/plan", "training-plan"),
        ("/courses", "training-courses"),
        ("/norms", "training-norms"),
        ("/certificates", "training-certificates"),
        ("/supervision", "training-supervision"),
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
        Link::new(ctx.url(HOME), ctx.t("training-title")),
        Link::new(ctx.url(&format!("{HOME}{rest}")), ctx.t(list)),
        Link::new("", title),
    ];
    if rest.is_empty() {
        page.breadcrumbs.remove(1);
    }
    page
}

/// Name of whoever is known; nothing of others.
#[must_use]
pub fn name_of(names: &HashMap<EmployeeId, EmployeeName>, id: EmployeeId) -> String {
    names.get(&id).map(|one| one.name.clone()).unwrap_or_default()
}

/// All employees as choices: name and post.
#[must_use]
pub fn employee_choices(all: &[EmployeeName]) -> Vec<Choice> {
    let words = |one: &EmployeeName| match one.post.as_str() {
        "" => one.name.clone(),
        post => format!("{}, {post}", one.name),
    };
    all.iter().map(|one| Choice::new(one.id.to_string(), words(one))).collect()
}

/// All projects as choices.
///
/// # Errors
/// When the database does not answer.
pub async fn project_choices(tx: &Tx) -> Result<Vec<Choice>, StoreError> {
    let all = projects::names(tx).await?;
    Ok(all.into_iter().map(|one| Choice::new(one.id.to_string(), one.short)).collect())
}

/// Short names of projects.
///
/// # Errors
/// When the database does not answer.
pub async fn project_names(tx: &Tx) -> Result<HashMap<ProjectId, String>, StoreError> {
    let all = projects::names(tx).await?;
    Ok(all.into_iter().map(|one| (one.id, one.short)).collect())
}

/// By whose money, in words: the project's name, or the kind of money.
#[must_use]
pub fn funding_words(
    ctx: &Ctx,
    names: &HashMap<ProjectId, String>,
    (project, funding): (Option<ProjectId>, &str),
) -> String {
    let kind = ctx.t(&format!("training-funding-{funding}")).into_owned();
    match project.and_then(|id| names.get(&id)) {
        Some(name) => format!("{kind}: {name}"),
        None => kind,
    }
}

/// Money that a form names: a project for `project`, none for the rest. What is wrong stands beside
/// the field.
pub fn read_funding(form: &mut Form, known: &[Choice]) -> (Option<ProjectId>, String) {
    let funding = kit::web::chosen(form, "funding", &FUNDINGS);
    let project: Option<ProjectId> = form.parsed_optional("project", "form-choose");
    let is_known = |id: &ProjectId| known.iter().any(|one| one.value == id.to_string());
    if project.as_ref().is_some_and(|id| !is_known(id)) {
        form.wrong("project", "form-choose");
    }
    if funding == "project" && project.is_none() {
        form.wrong("project", "training-wrong-project");
    }
    let project = project.filter(|_| funding == "project");
    (project, funding)
}

/// What papers need: the office, and the addresses where codes are checked.
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

    fn base(&self) -> &str {
        self.verify.strip_suffix("/verify").unwrap_or(&self.verify)
    }

    /// Where a certificate is checked, without its code: a page that guards against guessing.
    #[must_use]
    pub fn check(&self) -> String {
        format!("{}/certificate", self.base())
    }

    /// A participant's own address.
    #[must_use]
    pub fn own(&self, secret: &str) -> String {
        format!("{}/my-training/{secret}", self.base())
    }

    /// Where the office answers calls; empty when it is not known.
    #[must_use]
    pub fn phone(&self) -> String {
        Settings::of(&self.office).phone
    }

    /// The frame of a paper: office, name, ground, and the heading of the project that pays.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn frame(
        &self,
        tx: &Tx,
        (name, ground): (&str, &str),
        (project, day): (Option<ProjectId>, Day),
    ) -> Result<Value, StoreError> {
        let settings = Settings::of(&self.office);
        let mut data =
            json!({ "office": settings.office(&self.office), "name": name, "ground": ground });
        if let Some(project) = project
            && let Some(publicity) = projects::printed(tx, project, day).await?
        {
            data["publicity"] = publicity;
        }
        Ok(data)
    }

    /// Who signs for the office; nobody when it is not known.
    #[must_use]
    pub fn mayor(&self) -> String {
        Settings::of(&self.office).mayor
    }
}

/// Names of some employees.
///
/// # Errors
/// When the database does not answer.
pub async fn names(
    tx: &Tx,
    ids: impl IntoIterator<Item = EmployeeId>,
) -> Result<HashMap<EmployeeId, EmployeeName>, StoreError> {
    let mut ids: Vec<EmployeeId> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    workforce::employee_names(tx, &ids).await
}
