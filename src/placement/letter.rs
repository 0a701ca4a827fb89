//! Papers of a placement: the letter with which a referral goes to a provider, the offer of a
//! place, the contract, the report of evaluation. Each is numbered in its register and checked by
//! its code.

use super::contract::NewContract;
use super::load::{self, Short};
use super::store::{place_offer, service_contract};
use super::{ContractId, OfferId};
use crate::municipality::Settings;
use crate::people::{self, NewPaper, PaperId};
use kit::store::{Municipality, StoreError, Tx};
use kit::types::Day;
use kit::web::Ctx;
use law::Money;
use sea_orm::Set;
use serde_json::{Value, json};
use ui::Lang;

/// A text in the language of documents.
pub(super) fn bg(key: &str) -> String {
    ui::text::text(Lang::Bg, key).into_owned()
}

pub(super) fn bg_with(key: &str, args: &[(&str, String)]) -> String {
    ui::text::text_args(Lang::Bg, key, args).into_owned()
}

pub(super) fn year_of(day: Day) -> String {
    format!("{} г.", day.bg())
}

/// Office, heading of the project and the person: the frame of every paper. Without identifier
/// and address: a provider learns them from the person.
pub(super) fn frame(municipality: &Municipality, short: &Short) -> Value {
    let settings = Settings::of(municipality);
    let mut person = json!({ "name": short.head.name });
    if let Some(day) = short.head.birth_day {
        person["born"] = year_of(day).into();
    }
    if !short.head.phone.is_empty() && !short.head.is_protected {
        person["phone"] = short.head.phone.clone().into();
    }
    let mut data = json!({ "office": settings.office(municipality), "person": person });
    if let Some(publicity) = settings.publicity() {
        data["publicity"] = publicity;
    }
    data
}

pub(super) async fn paper(
    tx: &mut Tx,
    short: &Short,
    (kind, mut data): (&'static str, Value),
    verify: String,
) -> Result<PaperId, StoreError> {
    let name = bg(&format!("people-paper-{kind}"));
    data["name"] = name.clone().into();
    let person = short.row.person_id;
    people::add_paper(tx, NewPaper { person, kind, title: name, data, verify }).await
}

pub(super) fn signatures(roles: &[(&str, &str)]) -> Value {
    roles.iter().map(|(role, name)| json!({ "role": bg(role), "name": name })).collect()
}

fn service_lines(short: &Short) -> Value {
    let duration = bg(&format!("placement-duration-{}", short.row.duration));
    json!([
        [bg("placement-service"), short.service.name],
        [bg("placement-provider"), short.service.provider],
        [bg("placement-duration"), duration],
        [bg("placement-address"), short.service.address],
    ])
}

/// The offer of a place, for the person.
///
/// # Errors
/// When the database refuses.
pub async fn offer(
    tx: &mut Tx,
    ctx: &Ctx,
    short: &Short,
    (id, by): (OfferId, Day),
    verify: String,
) -> Result<(), StoreError> {
    let mut data = frame(&ctx.municipality, short);
    data["addressee"] = json!([short.head.name]);
    data["ground"] = bg("placement-paper-offer-ground").into();
    data["opening"] = bg_with("placement-paper-offer-text", &[("day", year_of(by))]).into();
    data["sections"] = json!([{ "title": bg("placement-service"), "lines": service_lines(short) }]);
    data["closing"] = bg("placement-paper-offer-end").into();
    let signer = tx.actor().name.to_string();
    data["signatures"] = signatures(&[("placement-paper-employee", &signer)]);
    let paper = paper(tx, short, ("placement-offer", data), verify).await?;
    let row = load::offers(tx, short.row.id).await?.into_iter().find(|row| row.id == id);
    let row = row.ok_or(StoreError::NotFound)?;
    let active = place_offer::ActiveModel { paper_id: Set(Some(paper)), ..Default::default() };
    tx.update::<place_offer::Entity>(id, row.version, active).await
}

/// The contract with its seven items (чл. 40 ППЗСУ).
///
/// # Errors
/// When the database refuses.
pub async fn contract(
    tx: &mut Tx,
    ctx: &Ctx,
    short: &Short,
    (id, new): (ContractId, &NewContract),
    verify: String,
) -> Result<(), StoreError> {
    let mut data = frame(&ctx.municipality, short);
    let content = &new.content;
    data["ground"] = bg("placement-paper-contract-ground").into();
    let day = year_of(new.signed_on);
    let args = [
        ("day", day),
        ("provider", short.service.provider.clone()),
        ("person", short.head.name.clone()),
    ];
    data["opening"] = bg_with("placement-paper-contract-text", &args).into();
    let fee = new.fee_cents.map(|cents| Money::eur(cents).written());
    let fee = fee.unwrap_or_else(|| bg("placement-fee-none"));
    let args = [("from", year_of(new.from_on)), ("until", year_of(new.until_on))];
    let term = bg_with("placement-paper-term", &args);
    let items = [
        ("placement-subject", content.subject.clone()),
        ("placement-manner", content.manner.clone()),
        ("placement-duties", content.duties.clone()),
        ("placement-fee", fee),
        ("placement-paper-term-title", term),
        ("placement-payment", content.payment.clone()),
        ("placement-ending", content.ending.clone()),
    ];
    let numbered = items.iter().enumerate().filter(|(_, (_, text))| !text.is_empty());
    let section = |(n, (key, text)): (usize, &(&str, String))| json!({ "title": format!("{}. {}", n + 1, bg(key)), "text": text });
    data["sections"] = numbered.map(section).collect();
    data["closing"] = bg("placement-paper-contract-end").into();
    data["signatures"] = signatures(&[
        ("placement-paper-provider", &short.service.provider),
        ("placement-paper-user", &short.head.name),
    ]);
    let paper = paper(tx, short, ("placement-contract", data), verify).await?;
    let row = load::contracts(tx, short.row.id).await?.into_iter().find(|row| row.id == id);
    let row = row.ok_or(StoreError::NotFound)?;
    let active = service_contract::ActiveModel { paper_id: Set(Some(paper)), ..Default::default() };
    tx.update::<service_contract::Entity>(id, row.version, active).await
}

/// The report of evaluation before a contract ends (чл. 38 ППЗСУ).
///
/// # Errors
/// When the database refuses.
pub async fn evaluation(
    tx: &mut Tx,
    ctx: &Ctx,
    short: &Short,
    (on, text): (Day, &str),
    verify: String,
) -> Result<PaperId, StoreError> {
    let mut data = frame(&ctx.municipality, short);
    data["ground"] = bg("placement-paper-evaluation-ground").into();
    data["opening"] = bg_with("placement-paper-evaluation-text", &[("day", year_of(on))]).into();
    data["sections"] = json!([
        { "title": bg("placement-service"), "lines": service_lines(short) },
        { "title": bg("placement-evaluation"), "text": text },
    ]);
    data["signatures"] = signatures(&[("placement-paper-provider", &short.service.provider)]);
    paper(tx, short, ("placement-evaluation", data), verify).await
}

/// The letter with which a referral goes to the provider: only what it needs.
///
/// # Errors
/// When the database refuses.
pub async fn referral(
    tx: &mut Tx,
    ctx: &Ctx,
    short: &Short,
    (link, by): (&str, Day),
    verify: String,
) -> Result<PaperId, StoreError> {
    let mut data = frame(&ctx.municipality, short);
    data["addressee"] = json!([short.service.provider, short.service.address]);
    data["ground"] = bg("placement-paper-letter-ground").into();
    data["opening"] = bg("placement-paper-letter-text").into();
    data["sections"] = json!([{ "title": bg("placement-service"), "lines": service_lines(short) }]);
    let args = [("link", link.to_owned()), ("day", year_of(by))];
    data["closing"] = bg_with("placement-paper-letter-end", &args).into();
    let signer = tx.actor().name.to_string();
    data["signatures"] = signatures(&[("placement-paper-employee", &signer)]);
    paper(tx, short, ("placement-letter", data), verify).await
}
