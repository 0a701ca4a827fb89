//! What the pages share: addresses, the terms of the law, whom to call.

use super::question::Today;
use crate::app::App;
use crate::municipality::Settings;
use crate::services::{self, Service};
use kit::access;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Problem};
use law::{Due, Law};
use ui::{Choice, Link};

/// The inbox of the office, below the municipality.
pub const HOME: &str = "/online/inbox";

/// Who guesses or sends without end is stopped for an hour.
///
/// # Errors
/// [`Problem::TooMany`] when this asker has tried too often.
pub fn not_stopped(app: &App, ctx: &Ctx) -> Result<(), Problem> {
    let is_stopped = app.kit.guesses.stopped(&ctx.actor.ip, app.clock().now());
    if is_stopped { Err(Problem::TooMany) } else { Ok(()) }
}

/// Counts a try of this asker.
pub fn count_try(app: &App, ctx: &Ctx) {
    app.kit.guesses.wrong(&ctx.actor.ip, app.clock().now());
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

/// Terms with how they were counted.
#[must_use]
pub fn terms(law: &Law, ids: &[&str], from: Day) -> Vec<Due> {
    ids.iter().filter_map(|id| law.due(id, from.0, &[]).ok()).collect()
}

/// The services that work and can be asked for.
///
/// # Errors
/// When the database does not answer.
pub async fn open_services(tx: &Tx) -> Result<Vec<Service>, StoreError> {
    let mut all = services::all(tx).await?;
    all.retain(|one| one.closed_on.is_none() && one.in_zsu);
    Ok(all)
}

/// What can be answered today.
#[must_use]
pub fn today_of(law: &Law, day: Day, services: &[Service]) -> Today {
    let ids = services.iter().map(|one| one.id.to_string());
    Today { regime: law.regime(day.0), services: ids.collect() }
}

/// Services as choices: name and provider.
#[must_use]
pub fn service_choices(all: &[Service]) -> Vec<Choice> {
    let words = |one: &Service| format!("{} ({})", one.name, one.provider);
    all.iter().map(|one| Choice::new(one.id.to_string(), words(one))).collect()
}

/// Whom to call and where to come.
#[must_use]
pub fn whom_to_call(ctx: &Ctx) -> Vec<(String, String)> {
    let settings = Settings::of(&ctx.municipality);
    let all = [
        ("online-call-unit", settings.unit),
        ("online-call-phone", settings.phone),
        ("online-call-email", settings.email),
        ("online-call-address", settings.address),
    ];
    let known = all.into_iter().filter(|(_, text)| !text.is_empty());
    known.map(|(key, text)| (ctx.t(key).into_owned(), text)).collect()
}

/// A page of the office below the inbox.
#[must_use]
pub fn page(ctx: &Ctx, title: impl Into<String>) -> ui::Page {
    let title = title.into();
    let mut page = ctx.page(title.clone());
    page.breadcrumbs = vec![Link::new(ctx.url(HOME), ctx.t("online-inbox")), Link::new("", title)];
    page
}

/// Who may be given something: everybody who works here.
///
/// # Errors
/// When the database does not answer.
pub async fn officers(tx: &Tx) -> Result<Vec<Choice>, StoreError> {
    let all = access::accounts(tx, tx.today()).await?;
    let open = all.into_iter().filter(|one| one.disabled_at.is_none());
    Ok(open.map(|one| Choice::new(one.id.to_string(), one.name)).collect())
}
