//! Files for payroll and for the register of employment. They name people with their identifiers: a
//! right of their own, and a row of the audit for each.

use super::RunId;
use super::frame::{month_of, paid, run_number};
use super::line;
use super::load::{self, Around};
use super::store::{payroll_line, payroll_run};
use super::sums::decimal;
use crate::app::App;
use crate::assistance::{self, ContractId, MonthContract};
use crate::people::{self, Opened, PersonId};
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::Tx;
use kit::web::{Ctx, Form, Id, Problem};
use law::{Law, Money};
use sheet::{Format, Writer};
use std::collections::HashMap;

/// Columns of the file for payroll; the names have the key `payroll-file-<code>`. The guide tells what
/// each means: a program reads them by their place.
pub const COLUMNS: [&str; 23] = [
    "run",
    "contract",
    "identifier-kind",
    "identifier",
    "assistant",
    "user",
    "worked",
    "kind",
    "hours",
    "hours-before",
    "years",
    "percent",
    "price",
    "pay",
    "supplement",
    "gross",
    "contributions",
    "cost",
    "administration",
    "currency",
    "pay-by",
    "why",
    "account",
];

fn row(
    tx: &Tx,
    (run, row): (&payroll_run::Model, &payroll_line::Model),
    (around, known): (&Around, &HashMap<PersonId, Opened>),
) -> Result<Vec<String>, Problem> {
    let sums = paid(row);
    let opened = around.worker(row).and_then(|person| known.get(&person));
    let iban = around.assistants.get(&row.assistant_id).map(|one| one.content.iban.clone());
    Ok(vec![
        run_number(run),
        around.contract(row),
        opened.map(|one| one.kind.code().to_owned()).unwrap_or_default(),
        opened.map(|one| one.value.clone()).unwrap_or_default(),
        around.assistant(row),
        around.user(row),
        row.worked.clone(),
        row.kind.clone(),
        line::hours(i64::from(row.minutes)),
        line::hours(i64::from(row.minutes_before)),
        row.years.to_string(),
        row.percent.clone(),
        row.price.clone(),
        decimal(sums.pay),
        decimal(sums.supplement),
        decimal(sums.gross()),
        decimal(sums.contributions),
        decimal(sums.cost()),
        decimal(sums.administration),
        row.paid_currency.clone(),
        row.pay_by.map(|day| day.to_string()).unwrap_or_default(),
        super::line_page::why(tx, row)?,
        iban.unwrap_or_default(),
    ])
}

/// The file of a run: its lines that are not held, by contract and month of work, so that a file made
/// again is the same.
///
/// # Errors
/// When the database does not answer or there is no room.
pub async fn written(
    tx: &mut Tx,
    lang: ui::Lang,
    (run, format): (&payroll_run::Model, Format),
) -> Result<Vec<u8>, Problem> {
    let mut lines = load::lines(tx, run.id).await?;
    lines.retain(|row| row.held_kind.is_empty());
    lines.sort_by(|a, b| (a.contract_id, &a.worked).cmp(&(b.contract_id, &b.worked)));
    let around = load::around(tx, run.id, &lines).await?;
    let mut workers: Vec<PersonId> = around.assistants.values().map(|one| one.person).collect();
    workers.sort_unstable();
    let known = people::identifiers_opened_of(tx, &workers, "payroll").await?;
    let heads =
        COLUMNS.map(|name| ui::text::text(lang, &format!("payroll-file-{name}")).into_owned());
    let mut writer = Writer::new(format, &heads).map_err(Problem::internal)?;
    for one in &lines {
        let cells = row(tx, (run, one), (&around, &known))?;
        writer.row(&cells).map_err(Problem::internal)?;
    }
    writer.finish().map_err(Problem::internal)
}

fn sent(bytes: Vec<u8>, (name, format): (&str, Format)) -> Response {
    let name = format!("attachment; filename=\"{name}.{}\"", format.code());
    let headers =
        [(header::CONTENT_TYPE, format.media().to_owned()), (header::CONTENT_DISPOSITION, name)];
    (headers, bytes).into_response()
}

/// `GET /payroll/{id}/file?format=`.
pub async fn table(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
    form: Form,
) -> Result<Response, Problem> {
    let format = Format::from_code(form.get("format"));
    let mut tx = app.db.read(&ctx.actor).await?;
    let run = load::run(&tx, id).await?;
    let bytes = written(&mut tx, ctx.lang, (&run, format)).await?;
    tx.audit(Entry::print("payroll-run", id.0));
    tx.commit().await?;
    Ok(sent(bytes, (&format!("payroll-{}-{}", run.month, run.kind), format)))
}

/// Columns of the file for the register of employment; as above.
const REGISTER: [&str; 11] = [
    "contract",
    "identifier-kind",
    "identifier",
    "assistant",
    "register-code",
    "register-ground",
    "register-from",
    "register-until",
    "register-day",
    "hours",
    "base",
];

/// The base pay of a month: agreed hours at the price of the month (чл. 3а, ал. 6 Наредба № РД-07-7).
fn base(law: &Law, one: &MonthContract, month: law::Month) -> String {
    let scale = law.pay_scale(month, None);
    let pay = scale.map(|scale| scale.lines(law::Minutes::hours(one.hours), 0).pay);
    pay.map(|cents| Money::eur(cents).decimal()).unwrap_or_default()
}

/// The code of a contract: the one under which it was recorded while it fits its hours, and that of a
/// substitute always; else that of the kind that its changed hours make it.
#[must_use]
pub fn code(
    one: &MonthContract,
    kind: Option<&law::Contract>,
    recorded: Option<&String>,
) -> String {
    let fits = |own: &&String| {
        one.substitute_of.is_some() || kind.is_none_or(|kind| kind.register_codes.contains(own))
    };
    let own = recorded.filter(fits).cloned();
    own.or_else(|| kind.and_then(|kind| kind.register_codes.last().cloned())).unwrap_or_default()
}

/// `GET /payroll/register?month=`: contracts of a month with codes, days and base pay, for the register
/// of employment.
pub async fn register(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let contracts = assistance::contracts_in(&tx, &law, month).await?;
    let workers: Vec<PersonId> = contracts.iter().map(|one| one.assistant_person).collect();
    let ids: Vec<ContractId> = contracts.iter().map(|one| one.contract).collect();
    let codes = assistance::register_codes(&tx, &ids).await?;
    let heads_of = load::heads(&tx, workers.iter().copied()).await?;
    let known = people::identifiers_opened_of(&mut tx, &workers, "register-of-employment").await?;
    tx.audit(Entry::new("print", "payroll-register", &month.to_string()));
    tx.commit().await?;
    let heads = REGISTER.map(|name| ctx.t(&format!("payroll-file-{name}")).into_owned());
    let mut writer = Writer::new(Format::Csv, &heads).map_err(Problem::internal)?;
    for one in &contracts {
        let kind = law.contract(one.hours).ok();
        let opened = known.get(&one.assistant_person);
        let name = heads_of.get(&one.assistant_person).map(|head| head.name.clone());
        let cells = [
            one.number.clone(),
            opened.map(|one| one.kind.code().to_owned()).unwrap_or_default(),
            opened.map(|one| one.value.clone()).unwrap_or_default(),
            name.unwrap_or_default(),
            code(one, kind.as_ref(), codes.get(&one.contract)),
            one.ground.clone(),
            one.first.to_string(),
            one.last.to_string(),
            one.hours_per_day.map(|hours| hours.to_string()).unwrap_or_default(),
            one.hours.to_string(),
            base(&law, one, month),
        ];
        writer.row(&cells).map_err(Problem::internal)?;
    }
    let bytes = writer.finish().map_err(Problem::internal)?;
    Ok(sent(bytes, (&format!("employment-{month}"), Format::Csv)))
}
