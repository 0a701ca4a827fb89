//! What the pages share: the ways back, yes and no, words for states.

use super::course::State;
use super::load::{Agreement, Filed};
use super::{AgreementId, ApplicationId};
use crate::app::App;
use crate::assistants::Press;
use crate::people::{self, PaperId, PersonId, verify_address};
use axum::http::HeaderMap;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form};
use ui::{Link, NavItem};

/// The first page, below the municipality.
pub const HOME: &str = "/assistance";
/// Codes of a question that is answered by yes or no.
pub const YES_NO: [&str; 2] = ["yes", "no"];

/// Whether the present address of a person is known to be in another municipality: who lives there asks
/// there (чл. 18, ал. 1 ЗЛП).
///
/// # Errors
/// When the database does not answer.
pub async fn lives_elsewhere(
    tx: &Tx,
    ctx: &Ctx,
    (person, on): (PersonId, Day),
) -> Result<bool, StoreError> {
    let lives = people::residence(tx, person, on).await?.municipality_code;
    Ok(lives.is_some_and(|code| code != ctx.municipality.code))
}

/// The place of an application.
#[must_use]
pub fn application_path(id: ApplicationId, rest: &str) -> String {
    format!("{HOME}/applications/{id}{rest}")
}

/// The place of an agreement.
#[must_use]
pub fn agreement_path(id: AgreementId, rest: &str) -> String {
    format!("{HOME}/agreements/{id}{rest}")
}

/// The place of a person's assistance.
#[must_use]
pub fn person_path(id: PersonId, rest: &str) -> String {
    format!("/people/{id}/assistance{rest}")
}

/// A page below the first.
pub fn page(ctx: &Ctx, title: impl Into<String>) -> ui::Page {
    let mut page = ctx.page(title);
    page.breadcrumbs = vec![
        Link::new(ctx.url(HOME), ctx.t("assistance-title")),
        Link::new("", page.title.clone()),
    ];
    page
}

/// A page below an application.
pub fn page_of(ctx: &Ctx, (filed, name): (&Filed, &str), title: &str) -> ui::Page {
    let mut page = page(ctx, format!("{}: {name}", ctx.t(title)));
    let at = application_path(filed.row.id, "");
    page.breadcrumbs.insert(1, Link::new(ctx.url(&at), filed.number()));
    page
}

/// A page below an agreement.
pub fn page_under(ctx: &Ctx, (agreement, name): (&Agreement, &str), title: &str) -> ui::Page {
    let mut page = page(ctx, format!("{}: {name}", ctx.t(title)));
    let at = agreement_path(agreement.row.id, "");
    page.breadcrumbs.insert(1, Link::new(ctx.url(&at), agreement.number()));
    page
}

/// The lists beside each other.
pub fn sections(ctx: &Ctx, current: &str) -> Vec<NavItem> {
    let all = [
        ("", "assistance-applications"),
        ("/agreements", "assistance-agreements"),
        ("/records", "assistance-records"),
        ("/messages", "assistance-messages"),
    ];
    let item = |(rest, key): (&str, &str)| {
        let href = ctx.url(&format!("{HOME}{rest}"));
        NavItem { href, text: ctx.t(key).into_owned(), current: rest == current, count: None }
    };
    all.map(item).into()
}

/// Whether a question was answered by yes.
#[must_use]
pub fn is_yes(form: &Form, name: &str) -> bool {
    form.get(name) == "yes"
}

/// Yes or no, as a box holds it.
#[must_use]
pub fn word(is: bool) -> &'static str {
    YES_NO[usize::from(!is)]
}

/// A state in words.
pub fn state_words(ctx: &Ctx, state: State) -> String {
    ctx.t(&format!("assistance-state-{}", state.code())).into_owned()
}

/// The address of a paper; empty when there is none.
pub fn pdf(ctx: &Ctx, person: PersonId, paper: Option<PaperId>) -> String {
    let path = paper.map(|paper| ctx.url(&format!("/people/{person}/papers/{paper}")));
    path.unwrap_or_default()
}

/// The press, as the browser reaches us.
///
/// # Errors
/// When there is no such municipality.
pub fn press(app: &App, ctx: &Ctx, headers: &HeaderMap) -> Result<Press, StoreError> {
    Press::of(app, ctx.actor.municipality, verify_address(app, ctx, headers))
}
