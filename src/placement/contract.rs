//! The contract for the use of a service: its seven items, the report on it, the evaluation before
//! its end, its prolongation (чл. 38–43 ППЗСУ).

use super::act::{Act, doing, done, in_state, opened, shown};
use super::course::{Facts, Move, State};
use super::load::{self, Short};
use super::moves::{Moved, go, told};
use super::store::{placement, service_contract};
use super::{ContractId, PlacementId, letter};
use crate::app::App;
use crate::referral;
use crate::services::{self, Licence};
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, day_values};
use law::{Currency, Law, Money};
use sea_orm::Set;
use serde::{Deserialize, Serialize};

/// The items of a contract that are words (чл. 40 ППЗСУ); kept sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Subject: kind, profile, duration.
    pub subject: String,
    /// How and where.
    pub manner: String,
    /// Rights and duties.
    pub duties: String,
    /// How the fee is paid, when one is due.
    pub payment: String,
    /// How it ends and is prolonged.
    pub ending: String,
}

/// A contract to be written down.
pub struct NewContract {
    /// The day of signing.
    pub signed_on: Day,
    /// First day.
    pub from_on: Day,
    /// Last day.
    pub until_on: Day,
    /// The fee a month, in cents of the euro; none when no fee is due.
    pub fee_cents: Option<i64>,
    /// The other items.
    pub content: Content,
}

/// What is written in a contract.
pub fn content(tx: &Tx, row: &service_contract::Model) -> Result<Content, StoreError> {
    tx.open_json("service_contract", "content_sealed", row.id.0, &row.content_sealed)
}

/// Writes a contract down with a number of the register.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &Tx,
    placement: PlacementId,
    (new, prolongs): (&NewContract, Option<ContractId>),
) -> Result<ContractId, StoreError> {
    let id = ContractId(tx.new_id());
    let year = i32::from(tx.today().0.year());
    let number = tx.next_number("service-contract", year).await?;
    tx.insert(service_contract::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        placement_id: Set(placement),
        prolongs_id: Set(prolongs),
        year: Set(year),
        number: Set(number),
        signed_on: Set(new.signed_on),
        from_on: Set(new.from_on),
        until_on: Set(new.until_on),
        fee_cents: Set(new.fee_cents),
        content_sealed: Set(tx.seal_json(
            "service_contract",
            "content_sealed",
            id.0,
            &new.content,
        )?),
        reported_on: Set(None),
        evaluated_on: Set(None),
        evaluation_sealed: Set(None),
        updated_on: Set(None),
        paper_id: Set(None),
        version: Set(1),
    })
    .await?;
    Ok(id)
}

/// The longest last day of a use; none for residential care, whose term is set for each person
/// (чл. 16, ал. 2 ЗСУ).
fn longest(law: &Law, duration: &str, from: Day) -> Option<Day> {
    let months = law.longest_use_months(referral::duration(duration)?).ok()??;
    from.0.checked_add(jiff::Span::new().months(months)).ok().map(Day)
}

/// The form of a contract, or of its prolongation.
pub fn act(ctx: &Ctx, form: &Form, state: State) -> Act {
    let boxes = (ctx, form);
    let none = String::new();
    let (title, rest) = match state {
        State::Review => ("placement-prolong", "/prolong"),
        _ => ("placement-contract", "/contract"),
    };
    Act::new(title, rest, "ui-save")
        .lead(ctx.t("placement-contract-lead"))
        .day(boxes, "signed_on", ("placement-signed-on", none.clone()))
        .day(boxes, "from_on", ("placement-from-on", none.clone()))
        .day(boxes, "until_on", ("placement-until-on", ctx.t("placement-until-hint").into_owned()))
        .area(boxes, "subject", ("placement-subject", "placement-subject-hint"))
        .area(boxes, "manner", ("placement-manner", "placement-manner-hint"))
        .area(boxes, "duties", ("placement-duties", ""))
        .line(boxes, "fee", "placement-fee")
        .area(boxes, "payment", ("placement-payment", "placement-payment-hint"))
        .area(boxes, "ending", ("placement-ending", ""))
}

/// What a fresh form says, by the service, its kind and the last contract.
pub fn fresh(ctx: &Ctx, short: &Short, last: Option<(&service_contract::Model, Content)>) -> Form {
    let service = &short.service;
    let mut values: Vec<(String, String)> = Vec::new();
    let mut say = |name: &str, text: String| values.push((name.to_owned(), text));
    match &last {
        Some((row, content)) => {
            say("subject", content.subject.clone());
            say("manner", content.manner.clone());
            say("duties", content.duties.clone());
            say("payment", content.payment.clone());
            say("ending", content.ending.clone());
            say("fee", row.fee_cents.map(|cents| Money::eur(cents).decimal()).unwrap_or_default());
        }
        None => {
            let duration = ctx.t(&format!("placement-duration-{}", short.row.duration));
            say("subject", format!("{}, {duration}", service.name));
            say("manner", service.address.clone());
            say("duties", ctx.t("placement-duties-usual").into_owned());
            say("ending", ctx.t("placement-ending-usual").into_owned());
        }
    }
    if let Some((row, _)) = last {
        values.extend(day_values("from_on", Some(row.until_on.plus(1))));
    }
    Form::filled(ctx.lang, values)
}

async fn form_of(
    app: &App,
    ctx: &Ctx,
    (id, state): (PlacementId, State),
) -> Result<Response, Problem> {
    let short = opened(app, ctx, id).await?;
    in_state(&short, state)?;
    let tx = app.db.read(&ctx.actor).await?;
    let contracts = load::contracts(&tx, id).await?;
    let last = match contracts.last() {
        Some(row) => Some((row, content(&tx, row)?)),
        None => None,
    };
    let form = fresh(ctx, &short, last);
    tx.rollback().await;
    let form = ctx.resumed(form, &[]).await?;
    shown(ctx, &short, act(ctx, &form, state), &form)
}

/// `GET /placements/{id}/contract`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Response, Problem> {
    form_of(&app, &ctx, (id, State::Assessed)).await
}

/// `GET /placements/{id}/prolong`.
pub async fn prolong_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Response, Problem> {
    form_of(&app, &ctx, (id, State::Review)).await
}

/// Cents of what was typed as euro; empty when no fee is due.
fn fee(form: &mut Form) -> Option<i64> {
    let typed = form.optional("fee", 20).replace([' ', '\u{a0}'], "").replace(',', ".");
    if typed.is_empty() {
        return None;
    }
    let fee = Money::parse(&typed, Currency::Eur).ok().filter(|money| money.cents > 0);
    if fee.is_none() {
        form.wrong("fee", "placement-fee-wrong");
    }
    fee.map(|money| money.cents)
}

/// What was typed; mistakes stand beside the fields.
pub fn read(form: &mut Form, law: &Law, (short, today): (&Short, Day)) -> Option<NewContract> {
    let signed_on = form.day("signed_on");
    if signed_on.is_some_and(|on| on > today || on < short.row.stated_on) {
        form.wrong("signed_on", "placement-day-wrong");
    }
    let (from_on, until_on) = (form.day("from_on"), form.day("until_on"));
    if from_on.zip(signed_on).is_some_and(|(from, signed)| from < signed) {
        form.wrong("from_on", "placement-from-wrong");
    }
    if let Some((from, until)) = from_on.zip(until_on) {
        let most = longest(law, &short.row.duration, from);
        if until <= from {
            form.wrong("until_on", "placement-until-wrong");
        } else if most.is_some_and(|most| until > most) {
            form.wrong("until_on", "placement-until-long");
        }
    }
    let fee_cents = fee(form);
    let content = Content {
        subject: form.required("subject", 2_000),
        manner: form.required("manner", 2_000),
        duties: form.required("duties", 5_000),
        payment: form.optional("payment", 2_000),
        ending: form.required("ending", 2_000),
    };
    if fee_cents.is_some() && content.payment.is_empty() {
        form.wrong("payment", "placement-payment-needed");
    }
    let (signed_on, (from_on, until_on)) = signed_on.zip(from_on.zip(until_on))?;
    Some(NewContract { signed_on, from_on, until_on, fee_cents, content })
}

async fn sent(
    app: &App,
    ctx: &Ctx,
    (id, state): (PlacementId, State),
    (headers, mut form): (HeaderMap, Form),
) -> Result<Response, Problem> {
    let short = opened(app, ctx, id).await?;
    in_state(&short, state)?;
    let law = app.law(ctx.actor.municipality);
    let new = read(&mut form, &law, (&short, app.today()));
    if let Some(new) = &new {
        let tx = app.db.read(&ctx.actor).await?;
        if !is_licensed(&tx, app, &short.row, new.signed_on).await? {
            form.wrong("signed_on", "placement-refused-licence");
        }
        tx.rollback().await;
    }
    let (Some(new), true) = (new, form.ok()) else {
        return shown(ctx, &short, act(ctx, &form, state), &form);
    };
    let (mut tx, row) = doing(app, ctx, id, &form).await?;
    let contract = signed(&mut tx, app, &row, &new).await?;
    let verify = crate::people::verify_address(app, ctx, &headers);
    letter::contract(&mut tx, ctx, &short, (contract, &new), verify).await?;
    let flash = match state {
        State::Review => "placement-prolonged",
        _ => "placement-contract-done",
    };
    done(tx, ctx, id, flash).await
}

/// Whether a licence stands in the way of a contract on a day: one that ran out or was taken away
/// does; that none was entered yet is the directory's matter.
pub async fn is_licensed(
    tx: &Tx,
    app: &App,
    row: &placement::Model,
    on: Day,
) -> Result<bool, StoreError> {
    let law = app.law(tx.municipality());
    let held = services::licence_on(tx, &law, &[row.service_id], on).await?;
    let lost = |held: &Licence| matches!(held, Licence::Expired { .. } | Licence::Ended { .. });
    Ok(!held.get(&row.service_id).is_some_and(lost))
}

/// The contract is signed: the person enters the service, or stays in it.
///
/// # Errors
/// When the provider has no licence for the day, or somebody was quicker.
pub async fn signed(
    tx: &mut Tx,
    app: &App,
    row: &placement::Model,
    new: &NewContract,
) -> Result<ContractId, Problem> {
    let last = load::contracts(tx, row.id).await?.pop().map(|row| row.id);
    let id = add(tx, row.id, (new, last)).await?;
    let licence = is_licensed(tx, app, row, new.signed_on).await?;
    let facts = Facts { licence, ..Facts::default() };
    let step = if last.is_some() { Move::Prolong } else { Move::Contract };
    go(tx, app, row, (step, &facts), Moved::default()).await?;
    let kind = if last.is_some() { "placement-prolonged" } else { "placement-contracted" };
    told(tx, row, kind, vec![("from", new.from_on.bg()), ("until", new.until_on.bg())]).await?;
    Ok(id)
}

/// `POST /placements/{id}/contract`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    sent(&app, &ctx, (id, State::Assessed), (headers, form)).await
}

/// `POST /placements/{id}/prolong`.
pub async fn prolong(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    sent(&app, &ctx, (id, State::Review), (headers, form)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_law_limits_a_use_but_not_residential_care() {
        let from: Day = "2026-11-24".parse().expect("a day");
        let until = |duration: &str| longest(Law::current(), duration, from).map(Day::bg);
        assert_eq!(until("short").as_deref(), Some("24.05.2027"));
        assert_eq!(until("medium").as_deref(), Some("24.11.2027"));
        assert_eq!(until("long").as_deref(), Some("24.11.2029"));
        assert_eq!(until("residential"), None);
    }
}
