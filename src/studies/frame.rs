//! What the pages share: addresses, the lists beside each other, numbers as people write them,
//! tables as files, the press.

use crate::app::App;
use crate::municipality::Settings;
use crate::people::verify_address;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use kit::store::{Municipality, StoreError};
use kit::types::MunicipalityId;
use kit::web::{Ctx, Problem};
use serde_json::{Value, json};
use std::sync::Arc;
use ui::{Lang, Link, NavItem};

/// The first page, below the municipality: the studies.
pub const HOME: &str = "/studies";
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

/// A number as people write it, with so many places after the comma.
#[must_use]
pub fn decimal(number: f64, places: usize) -> String {
    format!("{number:.places$}").replace('.', ",")
}

/// A share as people write it: `62,5 %`.
#[must_use]
pub fn percent(share: f64) -> String {
    format!("{} %", decimal(share * 100.0, 1))
}

/// The lists beside each other.
#[must_use]
pub fn sections(ctx: &Ctx, current: &str) -> Vec<NavItem> {
    let all = [("", "studies-title"), ("/questionnaires", "studies-forms")];
    let item = |(rest, key): (&str, &str)| {
        let href = ctx.url(&format!("{HOME}{rest}"));
        NavItem { href, text: ctx.t(key).into_owned(), current: rest == current, count: None }
    };
    all.map(item).into()
}

/// A page below a list; `above` is what stands between: its address below the first page, and its
/// name.
#[must_use]
pub fn page(ctx: &Ctx, title: impl Into<String>, above: &[(String, String)]) -> ui::Page {
    let title = title.into();
    let mut page = ctx.page(title.clone());
    page.breadcrumbs = vec![Link::new(ctx.url(HOME), ctx.t("studies-title"))];
    let between = above.iter().map(|(rest, name)| Link::new(ctx.url(rest), name.clone()));
    page.breadcrumbs.extend(between);
    page.breadcrumbs.push(Link::new("", title));
    page
}

/// Rows as a file that is saved: heads and cells.
///
/// # Errors
/// When the table cannot be written.
pub fn saved(
    name: &str,
    format: sheet::Format,
    (heads, rows): (&[String], &[Vec<String>]),
) -> Result<Response, Problem> {
    let mut writer = sheet::Writer::new(format, heads).map_err(Problem::internal)?;
    for row in rows {
        writer.row(row).map_err(Problem::internal)?;
    }
    let bytes = writer.finish().map_err(Problem::internal)?;
    let disposition = format!("attachment; filename=\"{name}.{}\"", format.code());
    let headers = [
        (header::CONTENT_TYPE, format.media().to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, bytes).into_response())
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
        let known = app.db.municipalities().iter().find(|one| one.id == id).cloned();
        Ok(Press { office: known.ok_or(StoreError::NotFound)?, verify })
    }

    /// As the browser reaches us.
    ///
    /// # Errors
    /// As [`Press::of`].
    pub fn here(app: &App, ctx: &Ctx, headers: &HeaderMap) -> Result<Press, StoreError> {
        Press::of(app, ctx.actor.municipality, verify_address(app, ctx, headers))
    }

    /// An address below the municipality that anybody opens.
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
}
