//! What is due of each person for a closed month: what was given, by which rate, on which grounds.

use super::frame::{self, eur, month_of, month_words};
use super::ground::{self, Ground};
use super::rate;
use super::store::fee_rate;
use super::sum::{self, Due, Facts};
use crate::app::App;
use crate::delivery::{self, Given};
use crate::people::{self, Head, PersonId};
use crate::placement::{self, PlacementId};
use crate::services::{self, Service, ServiceId};
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, html};
use law::{Law, Month};
use std::collections::HashMap;
use ui::Link;

/// What is due of a person.
pub struct Owed {
    /// What was given.
    pub given: Given,
    /// The person's name.
    pub name: String,
    /// The service.
    pub service: Service,
    /// The answer; none for a service of which the catalogue does not say enough.
    pub due: Option<Due>,
}

/// What everybody owes for a month whose days are closed. A constant number of queries.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &Tx, law: &Law, month: Month) -> Result<Vec<Owed>, StoreError> {
    let given = delivery::given(tx, law, month).await?;
    let rates = rate::on_day(tx, Day(month.last_day())).await?;
    let people: Vec<PersonId> = given.iter().map(|one| one.person).collect();
    let heads = people::heads(tx, &people).await?;
    let grounds = ground::of_people(tx, &people).await?;
    let mut ids: Vec<ServiceId> = given.iter().map(|one| one.service).collect();
    ids.sort_unstable();
    ids.dedup();
    let services = services::by_ids(tx, &ids).await?;
    let days = (Day(month.first_day()), Day(month.last_day()));
    let uses = placement::uses(tx, None, days).await?;
    let covered: HashMap<PlacementId, u32> =
        uses.iter().map(|one| (one.placement, covered(one, days))).collect();
    let owed = |given: Given| {
        let service = services.get(&given.service)?.clone();
        let head = heads.get(&given.person)?;
        let known = grounds.get(&given.person).map_or(&[][..], Vec::as_slice);
        let row = rate::of(&rates, &service);
        let days = covered.get(&given.placement).copied().unwrap_or_default();
        let facts = facts((month, law), (&service, row), (head, known), (&given, days));
        let due = facts.and_then(|facts| sum::due(law, &facts).ok());
        Some(Owed { name: head.name.clone(), service, due, given })
    };
    Ok(given.into_iter().filter_map(owed).collect())
}

fn covered(one: &placement::Use, (from, until): (Day, Day)) -> u32 {
    let days = (0..=until.days_since(from)).filter(|n| one.covers(from.plus(*n)));
    u32::try_from(days.count()).unwrap_or_default()
}

fn facts(
    (month, law): (Month, &Law),
    (service, row): (&Service, Option<&fee_rate::Model>),
    (head, grounds): (&Head, &[Ground]),
    (given, covered): (&Given, u32),
) -> Option<Facts> {
    let last = Day(month.last_day());
    let age = head.birth_day.and_then(|born| u32::try_from(people::age_on(born, last)).ok());
    let (payer, income) = ground::payer(grounds, age, last);
    let free = row.and_then(|row| row.free_item).and_then(|item| u8::try_from(item).ok());
    Some(Facts {
        month,
        kind: Some(service.kind).filter(|kind| (1..=10).contains(kind))?,
        access: named(&service.access)?,
        funding: named(&service.funding)?,
        free_item: free,
        payer,
        income,
        tariff: row.and_then(|row| rate::tariff(law, row, service.kind)),
        minutes: given.sums.given,
        covered,
    })
}

/// A value of the law by the name it has in data.
fn named<T: serde::de::DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
}

/// To whom a fee goes: `state` or `municipal`.
#[must_use]
pub fn goes_to(service: &Service) -> &'static str {
    if matches!(service.funding.as_str(), "state" | "mixed") { "state" } else { "municipal" }
}

/// A day by the rule of the law, as text for a page; nothing is due for what the law cannot say.
pub fn word(ctx: &Ctx, due: Option<&Due>) -> (String, &'static str) {
    match due {
        Some(Due::Pay(sum)) => (eur(sum.cents), "blue"),
        Some(Due::Nothing(_)) => (ctx.t("fees-nothing").into_owned(), "green"),
        Some(Due::Missing(key, _)) => (ctx.t(key).into_owned(), "orange"),
        None => (ctx.t("fees-missing-service").into_owned(), "orange"),
    }
}

#[derive(Template)]
#[template(path = "fees/due.html")]
struct DuePage {
    page: ui::Page,
    name: String,
    service: String,
    month: String,
    word: String,
    colour: &'static str,
    lines: Vec<(String, String)>,
    steps: Vec<String>,
    articles: String,
    rules: String,
    links: Vec<Link>,
}

/// `GET /fees/due/{placement}?month=`: the arithmetic before an account is issued.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, placement)): Path<(String, PlacementId)>,
    form: Form,
) -> Result<Response, Problem> {
    let month = month_of(&form, app.today());
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = all(&tx, &law, month).await?;
    let owed = all.into_iter().find(|one| one.given.placement == placement);
    let owed = owed.ok_or(Problem::Impossible("fees-not-closed"))?;
    let person = owed.given.person;
    tx.audit(Entry::read("fees", placement.0).about(Some(person.0)));
    tx.commit().await?;
    let (word, colour) = word(&ctx, owed.due.as_ref());
    let sum = owed.due.as_ref().map(|due| due.sum().clone()).unwrap_or_default();
    let days = format!("/delivery/{}/people/{placement}?month={month}", owed.service.id);
    let title = format!("{}, {}", owed.name, month_words(ctx.lang, month));
    html(&DuePage {
        page: frame::page(&ctx, title),
        name: owed.name,
        service: owed.service.name,
        month: month_words(ctx.lang, month),
        word,
        colour,
        lines: sum.lines.iter().map(|line| (line.text.clone(), eur(line.cents))).collect(),
        steps: sum.steps,
        articles: sum.articles.join("; "),
        rules: sum.rules,
        links: vec![
            Link::new(ctx.url(&days), ctx.t("fees-to-days")),
            Link::new(ctx.url(&format!("/fees/people/{person}")), ctx.t("fees-to-grounds")),
            Link::new(ctx.url("/fees/rates"), ctx.t("fees-rates")),
        ],
    })
}
