//! The file for the register of employment: each record that was not sent, with all fields.

use super::content::{Note, opened};
use super::load::{self, Contract};
use super::record;
use super::store::assistance_record;
use crate::app::App;
use crate::assistants::{self, Press};
use crate::people::{self, IdentifierKind};
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Problem};
use law::{Law, Month};

/// The fields of the register's file, in its order; words have the key `assistance-field-<code>`.
const FIELDS: [&str; 30] = [
    "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "12", "14", "15", "16", "16a",
    "18", "19", "21", "22", "23", "23a", "24", "25", "26", "27", "28", "29", "30", "31", "33",
];

/// A day as the register writes it.
fn written(day: Day) -> String {
    let date = day.0;
    format!("{:02}{:02}{:04}", date.day(), date.month(), date.year())
}

/// One record with all its fields, as they stood on its day: hours, pay and days of what it tells.
///
/// # Errors
/// When the database does not answer.
pub async fn fields(
    tx: &mut Tx,
    law: &Law,
    (row, contract, eik): (&assistance_record::Model, &Contract, &str),
) -> Result<Vec<String>, StoreError> {
    let note: Note = opened(tx, ("assistance_record", row.id.0), &row.content_sealed)?;
    let assistant = assistants::assistant(tx, contract.row.assistant_id).await?;
    let head = people::head(tx, assistant.person).await?;
    let reason = "register-of-employment";
    let numbers = people::identifiers_opened(tx, assistant.person, reason).await?;
    let number = numbers.first();
    let is_egn = number.is_some_and(|one| one.kind == IdentifierKind::Egn);
    let mut names = head.name.split(' ').map(str::to_owned);
    let (given, second, rest) =
        (names.next().unwrap_or_default(), names.next(), names.collect::<Vec<_>>().join(" "));
    let second = second.unwrap_or_default();
    let (middle, family) = if rest.is_empty() { (String::new(), second) } else { (second, rest) };
    let told = |key: &str| note.facts.iter().find(|(name, _)| name == key).map(|(_, is)| is);
    let from: Option<Day> = told(record::FROM).and_then(|day| day.parse().ok());
    let from = from.or(note.until);
    let month = Month::of(from.unwrap_or(contract.row.starts_on).0);
    let hours = load::hours_of(tx, &contract.row, month).await?;
    let (content, one) = (&contract.content, &contract.row);
    let post = law.book().newest("assistance.post-code").map(law::Rule::value_text);
    let service = &assistant.content.service;
    let is_end = row.kind == "ended";
    let is_change = row.kind == "amended";
    let change = |day: Option<Day>| day.filter(|_| is_change).map(written).unwrap_or_default();
    let per_day = law.contract(hours).ok().and_then(|kind| kind.hours_per_day);
    let kind = match row.kind.as_str() {
        "ended" => "3",
        "amended" => "2",
        _ => "1",
    };
    let ended = one.ended_on.filter(|_| is_end).map(written).unwrap_or_default();
    let code = if is_end { String::new() } else { row.code.clone() };
    let counted = format!("{:02}{:02}{:02}", service.years, service.months, service.days);
    Ok(vec![
        "01".to_owned(),
        "0".to_owned(),
        kind.to_owned(),
        eik.to_owned(),
        number.map(|one| one.value.clone()).unwrap_or_default(),
        if is_egn { "0" } else { "2" }.to_owned(),
        given,
        middle,
        family,
        written(one.concluded_on),
        code,
        written(one.starts_on),
        written(one.ends_on),
        change(note.until),
        change(from),
        told(record::PAY).unwrap_or(&content.base_pay).clone(),
        post.unwrap_or_default(),
        String::new(),
        String::new(),
        "1".to_owned(),
        per_day.map(|hours| hours.to_string()).unwrap_or_default(),
        content.leave_days.to_string(),
        String::new(),
        ended,
        if is_end { row.code.clone() } else { String::new() },
        String::new(),
        String::new(),
        counted.clone(),
        counted,
        "0".to_owned(),
    ])
}

/// `GET /assistance/records.csv`: what was not sent, with all fields of the register.
pub async fn records_csv(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let eik = Press::of(&app, ctx.actor.municipality, String::new())?.eik();
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut lines = Vec::new();
    for row in record::list(&tx, true).await? {
        let contract = load::contract(&tx, row.contract_id).await?;
        lines.push(fields(&mut tx, &law, (&row, &contract, &eik)).await?);
    }
    tx.audit(Entry::new("print", "assistance-records", "list"));
    tx.commit().await?;
    let heads = FIELDS.map(|code| {
        let number = code.trim_start_matches('0');
        format!("{number}. {}", ctx.t(&format!("assistance-field-{code}")))
    });
    let text = sheet::csv(&heads, lines).map_err(Problem::internal)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"employment-register.csv\""),
    ];
    Ok((headers, text).into_response())
}
