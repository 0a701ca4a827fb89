//! What the pages share: addresses, words, the press.

use super::load::Conference;
use super::{ConferenceId, InquiryId};
use crate::app::App;
use crate::municipality::Settings;
use crate::people::verify_address;
use axum::http::HeaderMap;
use kit::store::{Municipality, StoreError};
use kit::types::{Day, MunicipalityId};
use kit::web::{Ctx, Problem};
use serde_json::{Value, json};
use std::sync::Arc;
use ui::{Lang, Link, NavItem};

/// The first page, below the municipality.
pub const HOME: &str = "/cooperation";
/// The longest text that is typed here.
pub const TEXT: usize = 4_000;
/// The longest line.
pub const LINE: usize = 300;
/// The longest number.
pub const NUMBER: usize = 60;

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

/// A day in words; empty when there is none.
#[must_use]
pub fn day(day: Option<Day>) -> String {
    day.map(Day::bg).unwrap_or_default()
}

/// An address of a conference, below the municipality.
#[must_use]
pub fn path(id: ConferenceId, rest: &str) -> String {
    format!("{HOME}/conferences/{id}{rest}")
}

/// An address of a request, below the municipality.
#[must_use]
pub fn asked_path(id: InquiryId, rest: &str) -> String {
    format!("{HOME}/inquiries/{id}{rest}")
}

/// The lists beside each other.
#[must_use]
pub fn lists(ctx: &Ctx, current: &str) -> Vec<NavItem> {
    let all = [
        ("", "cooperation-conferences"),
        ("/tasks", "cooperation-tasks"),
        ("/requests", "cooperation-requests"),
        ("/institutions", "cooperation-institutions"),
        ("/statistics", "cooperation-statistics"),
    ];
    let item = |(rest, key): (&str, &str)| {
        let (href, text) = (ctx.url(&format!("{HOME}{rest}")), ctx.t(key).into_owned());
        NavItem { href, text, current: rest == current, count: None }
    };
    all.map(item).into()
}

/// A page below the lists, or below one of them: the end of its address and its title.
#[must_use]
pub fn top_page(ctx: &Ctx, (rest, key): (&str, &str), title: impl Into<String>) -> ui::Page {
    let title = title.into();
    let mut page = ctx.page(title.clone());
    page.breadcrumbs =
        vec![Link::new(ctx.url(&format!("{HOME}{rest}")), ctx.t(key)), Link::new("", title)];
    page
}

/// A page below the first list.
#[must_use]
pub fn plain_page(ctx: &Ctx, title: impl Into<String>) -> ui::Page {
    top_page(ctx, ("", "cooperation-title"), title)
}

/// A page below a conference.
#[must_use]
pub fn page(ctx: &Ctx, one: &Conference, title: impl Into<String>) -> ui::Page {
    let title = title.into();
    let mut page = ctx.page(title.clone());
    page.breadcrumbs = vec![
        Link::new(ctx.url(HOME), ctx.t("cooperation-title")),
        Link::new(ctx.url(&path(one.row.id, "")), titled(ctx, one)),
        Link::new("", title),
    ];
    page
}

/// What a conference is called.
#[must_use]
pub fn titled(ctx: &Ctx, one: &Conference) -> String {
    ctx.ta("cooperation-conference", &[("number", one.number())]).into_owned()
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

    /// As the browser reaches us.
    ///
    /// # Errors
    /// As [`Press::of`].
    pub fn here(app: &App, ctx: &Ctx, headers: &HeaderMap) -> Result<Press, Problem> {
        let verify = verify_address(app, ctx, headers);
        Ok(Press::of(app, ctx.actor.municipality, verify)?)
    }

    /// An address below the municipality, whole.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        let base = self.verify.strip_suffix("/verify").unwrap_or(&self.verify);
        format!("{base}{path}")
    }

    /// The frame of a paper: office and name.
    #[must_use]
    pub fn frame(&self, name: &str) -> Value {
        let settings = Settings::of(&self.office);
        json!({ "office": settings.office(&self.office), "name": name })
    }
}
