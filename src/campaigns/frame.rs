//! What the pages share: addresses, the lists beside each other, boxes of choices, the withdrawing of
//! what was wrong.

use crate::app::App;
use crate::municipality::{Settings, settlements_of};
use crate::people::verify_address;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::store::{Municipality, StoreError, Tx};
use kit::web::{Act, Around, Ctx, Form, Problem};
use std::collections::HashMap;
use std::sync::Arc;
use ui::{Choice, Lang, Link, NavItem};

/// The first page, below the municipality.
pub const HOME: &str = "/campaigns";
/// The longest text that is typed here.
pub const TEXT: usize = 4_000;
/// The longest line.
pub const LINE: usize = 300;
/// Codes of a question that is answered by yes or no.
pub const YES_NO: [&str; 2] = ["yes", "no"];

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

/// The lists beside each other.
#[must_use]
pub fn sections(ctx: &Ctx, current: &str) -> Vec<NavItem> {
    let all = [
        ("", "campaigns-title"),
        ("/events", "campaigns-events"),
        ("/materials", "campaigns-materials"),
        ("/entries", "campaigns-entries"),
        ("/reach", "campaigns-reach"),
        ("/lists", "campaigns-lists"),
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
        Link::new(ctx.url(HOME), ctx.t("campaigns-title")),
        Link::new(ctx.url(&format!("{HOME}{rest}")), ctx.t(list)),
        Link::new("", title),
    ];
    if rest.is_empty() {
        page.breadcrumbs.remove(1);
    }
    page
}

/// A page below a campaign.
#[must_use]
pub fn below(ctx: &Ctx, title: impl Into<String>, (home, name): (&str, &str)) -> ui::Page {
    let title = title.into();
    let mut page = ctx.page(title.clone());
    page.breadcrumbs = vec![
        Link::new(ctx.url(HOME), ctx.t("campaigns-title")),
        Link::new(ctx.url(home), name.to_owned()),
        Link::new("", title),
    ];
    page
}

/// What prints: the office, and where a code is checked.
pub struct Press {
    /// The office.
    pub office: Arc<Municipality>,
    /// Where a code is checked, without the code.
    pub verify: String,
    /// Scheme, host and municipality of the public page: `https://host/ruse`.
    pub site: String,
}

impl Press {
    /// The press, as the browser reaches us.
    #[must_use]
    pub fn of(app: &App, ctx: &Ctx, headers: &HeaderMap) -> Press {
        Press {
            office: Arc::clone(&ctx.municipality),
            verify: verify_address(app, ctx, headers),
            site: format!("{}{}", app.kit.origin(headers), ctx.url("")),
        }
    }

    /// The settings of the office.
    #[must_use]
    pub fn settings(&self) -> Settings {
        Settings::of(&self.office)
    }
}

/// The settlements of the municipality, as choices.
///
/// # Errors
/// When the database does not answer.
pub async fn settlement_choices(tx: &Tx, code: &str) -> Result<Vec<Choice>, StoreError> {
    let all = settlements_of(tx, code).await?;
    Ok(all.into_iter().map(|(code, name)| Choice::new(code, name)).collect())
}

/// The names of the settlements of the municipality, by code.
///
/// # Errors
/// When the database does not answer.
pub async fn settlement_names(tx: &Tx, code: &str) -> Result<HashMap<String, String>, StoreError> {
    Ok(settlements_of(tx, code).await?.into_iter().collect())
}

/// The page on which something is withdrawn.
///
/// # Errors
/// When it cannot be written.
pub fn revoke_shown(
    ctx: &Ctx,
    form: &Form,
    around: Around,
    facts: Vec<(String, String)>,
) -> Result<Response, Problem> {
    let act = Act::new("campaigns-revoke", "/revoke", "campaigns-revoke")
        .lead(ctx.t("campaigns-revoke-lead"))
        .grave()
        .facts(facts)
        .area((ctx, form), "why", ("campaigns-why", "campaigns-why-hint"));
    act.shown(ctx, around, form)
}

/// Whole numbers as people type them: `1 200` and `1200`; empty is nothing.
pub fn number(form: &mut Form, name: &str, most: i64) -> Option<i64> {
    let typed: String = form.get(name).chars().filter(|c| !c.is_whitespace()).collect();
    if typed.is_empty() {
        return None;
    }
    match typed.parse::<i64>() {
        Ok(number) if (0..=most).contains(&number) => Some(number),
        _ => {
            form.wrong(name, "campaigns-wrong-number");
            None
        }
    }
}
