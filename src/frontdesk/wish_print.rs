//! The wish on paper: an oral one as a protocol that both sign (чл. 29(5) АПК).

use super::reference::reference;
use super::terms;
use super::wish::{case_of, number_text, wish, words_of};
use super::{WishId, foreign, store};
use crate::app::App;
use crate::municipality::{self, Settings};
use crate::people::{self, AddressKind, Head, Representative};
use crate::services;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Id, Pdf, Problem, pdf};
use law::Due;
use serde_json::{Value, json};
use ui::Lang;

/// Why the identifier is opened: the protocol names who states the wish (чл. 29(2) АПК).
const REASON: &str = "print of a wish";
/// The template stands beside the others of the journey.
const TEMPLATE: &str = include_str!("../referral/wish.typ");

pub async fn print(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<WishId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = wish(&tx, id).await?;
    let head = people::head(&tx, row.person_id).await?;
    let decision = case_of(&tx, id).await?.map(|(_, decision)| decision).unwrap_or_default();
    let terms = terms::terms(&app.law(ctx.actor.municipality), &decision, row.stated_on)
        .map_err(Problem::internal)?;
    let data = document(&ctx, &mut tx, (&row, &head), &terms).await?;
    tx.audit(Entry::print("wish", id.0).about(Some(head.id.0)));
    tx.commit().await?;
    let number = number_text(&ctx, row.year, row.number);
    let created = jiff::Timestamp::from_millisecond(row.registered_at.0)
        .map_err(Problem::internal)?
        .in_tz("Europe/Sofia")
        .map_err(Problem::internal)?;
    let printer = app.printer.clone();
    let title = format!("Заявено желание {number}");
    let printed = tokio::task::spawn_blocking(move || {
        let data = &data;
        let job = print::Job {
            template: TEMPLATE,
            data,
            title: &title,
            lang: "bg-BG",
            created: &created,
        };
        printer.pdf(&job)
    });
    let printed = printed.await.map_err(Problem::internal)?.map_err(Problem::internal)?;
    let name = format!("wish-{}-{}", row.year, row.number);
    Ok(pdf(Pdf { name, bytes: printed.bytes }))
}

/// The data of the template; its shape is in the README of the printer.
async fn document(
    ctx: &Ctx,
    tx: &mut Tx,
    (row, head): (&store::wish::Model, &Head),
    terms: &[Due],
) -> Result<Value, StoreError> {
    let settings = Settings::of(&ctx.municipality);
    let form = reference().wish_form.iter().find(|form| form.id == row.channel);
    let is_protocol = form.is_some_and(|form| form.protocol);
    let service = services::service(tx, row.service_id).await?;
    let words = words_of(tx, row)?;
    let mut data = json!({
        "office": settings.office(&ctx.municipality),
        "register": {
            "number": number_text(ctx, row.year, row.number),
            "date": dated(row.registered_at.day()),
        },
        "kind": if is_protocol { "oral" } else { "written" },
        "ground": form.map(|form| form.ground.as_str()).unwrap_or_default(),
        "addressee": [format!("До кмета на {}", ctx.municipality.name)],
        "person": person(tx, head, row.stated_on).await?,
        "services": [service.name],
        "received": {
            "when": format!("{} ч.", row.stated_at.bg()),
            "channel": form.map(|form| form.words(Lang::Bg)).unwrap_or_default(),
            "place": place(tx, row).await?,
        },
        "next": terms.iter().map(step).collect::<Vec<_>>(),
        "signatures": [
            {"role": "Заявител", "name": head.name},
            {"role": "Служител, приел искането", "name": worker(tx, row).await?},
        ],
    });
    if !words.is_empty() {
        data["words"] = words.into();
    }
    if let Some(publicity) = settings.publicity() {
        data["publicity"] = publicity;
    }
    let whose = (row.person_id, row.stated_on);
    if let Some(speaker) = foreign::representative(tx, whose, row.representative_id).await? {
        data["representative"] = representative(&speaker);
    }
    Ok(data)
}

fn dated(day: Day) -> String {
    format!("{} г.", day.bg())
}

async fn person(tx: &mut Tx, head: &Head, on: Day) -> Result<Value, StoreError> {
    let mut person = json!({ "name": head.name });
    if let Some(day) = head.birth_day {
        person["born"] = dated(day).into();
    }
    if !head.phone.is_empty() {
        person["phone"] = head.phone.clone().into();
    }
    // A protected address stays off the paper: it is told to a named circle only.
    let address = people::address_text(tx, head.id, (AddressKind::Present, on), false).await?;
    if !address.is_empty() {
        person["address"] = json!({ "value": address });
    }
    let identifiers = people::identifiers_opened(tx, head.id, REASON).await?;
    if let Some(opened) = identifiers.into_iter().next() {
        let kind = ui::text::text(Lang::Bg, opened.kind.text_key());
        person["identifier"] = json!({ "kind": kind, "value": opened.value });
    }
    Ok(person)
}

async fn place(tx: &Tx, row: &store::wish::Model) -> Result<String, StoreError> {
    let Some(id) = row.service_point_id else {
        return Ok(String::new());
    };
    let point = municipality::service_point(tx, id).await?;
    let parts = [point.name, point.address];
    Ok(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
}

async fn worker(tx: &Tx, row: &store::wish::Model) -> Result<String, StoreError> {
    let accounts = kit::access::accounts(tx, tx.today()).await?;
    let account = accounts.into_iter().find(|account| account.id == row.account_id);
    Ok(account.map(|account| account.name).unwrap_or_default())
}

fn representative(row: &Representative) -> Value {
    json!({
        "name": row.name,
        "ground": row.document,
        "limits": row.limits,
        "contact": row.phone,
    })
}

fn step(due: &Due) -> Value {
    let until = due.due.map_or_else(|| "незабавно".to_owned(), |day| dated(Day(day)));
    json!({
        "step": due.title,
        "until": until,
        "article": due.derivation.articles.first(),
    })
}
