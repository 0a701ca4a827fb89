//! What is to be transferred after taxes, as the office takes it from its payroll program: a line for
//! each contract, checked before anything is kept.

use super::NetId;
use super::RunId;
use super::frame::{self, run_number, run_path};
use super::load::{self, Around};
use super::store::payroll_net::{self, Column, Entity};
use super::store::payroll_run;
use super::sums::decimal;
use crate::app::App;
use crate::assistance::ContractId;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Act, Around as Frame, Ctx, Form, Id, Problem, see};
use law::{Currency, Iban, Money};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use std::collections::HashMap;

/// The longest text: two thousand lines.
const LONGEST: usize = 200_000;

/// What is transferred for a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Net {
    /// Cents.
    pub cents: i64,
    /// To which account.
    pub iban: String,
}

/// What was entered for a run.
///
/// # Errors
/// When the database does not answer.
pub async fn of(
    tx: &Tx,
    id: RunId,
) -> Result<HashMap<ContractId, (payroll_net::Model, Net)>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::RunId.eq(id)).order_by_asc(Column::Id);
    let mut all = HashMap::new();
    for row in rows.all(tx.conn()).await? {
        let iban = tx.open("payroll_net", "account_sealed", row.id.0, &row.account_sealed)?;
        let net = Net { cents: row.cents, iban };
        all.insert(row.contract_id, (row, net));
    }
    Ok(all)
}

/// Why a line is not taken: its number and the key that says what is wrong.
pub type Wrong = (usize, &'static str);

/// Reads lines of „договор;нето“ or „договор;нето;IBAN“. Without an account that of the assistant's file
/// is taken.
///
/// # Errors
/// Every line that is wrong.
pub fn read(
    text: &str,
    known: &HashMap<String, (ContractId, String)>,
) -> Result<Vec<(ContractId, Net)>, Vec<Wrong>> {
    let (mut all, mut wrong): (Vec<(ContractId, Net)>, Vec<Wrong>) = (Vec::new(), Vec::new());
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let mut cells = line.split([';', '\t']).map(str::trim);
        let (number, net) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        let typed = cells.next().unwrap_or_default();
        let Some((contract, own)) = known.get(number) else {
            wrong.push((at + 1, "payroll-net-contract"));
            continue;
        };
        let amount = Money::parse(&net.replace([' ', '\u{a0}'], ""), Currency::Eur);
        let Some(cents) = amount.ok().map(|money| money.cents).filter(|cents| *cents > 0) else {
            wrong.push((at + 1, "payroll-net-amount"));
            continue;
        };
        let account = if typed.is_empty() { own.as_str() } else { typed };
        match Iban::parse(&account.to_uppercase()) {
            Ok(iban) => all.push((*contract, Net { cents, iban: iban.reveal().to_owned() })),
            Err(_) => wrong.push((at + 1, "payroll-net-iban")),
        }
        if all.iter().filter(|(one, _)| one == contract).count() > 1 {
            wrong.push((at + 1, "payroll-net-twice"));
        }
    }
    if wrong.is_empty() { Ok(all) } else { Err(wrong) }
}

/// The contracts of a run by their numbers, with the accounts of the assistants' files.
fn known(
    lines: &[super::store::payroll_line::Model],
    around: &Around,
) -> HashMap<String, (ContractId, String)> {
    let one = |row: &super::store::payroll_line::Model| {
        let assistant = around.assistants.get(&row.assistant_id);
        let iban = assistant.map(|one| one.content.iban.clone()).unwrap_or_default();
        (around.contract(row), (row.contract_id, iban))
    };
    lines.iter().filter(|row| row.held_kind.is_empty()).map(one).collect()
}

/// Keeps what was entered; what is the same stays as it is.
///
/// # Errors
/// When somebody changed it meanwhile, or the database refuses.
pub async fn kept(tx: &mut Tx, id: RunId, all: &[(ContractId, Net)]) -> Result<(), StoreError> {
    let before = of(tx, id).await?;
    for (contract, net) in all {
        match before.get(contract) {
            Some((_, old)) if old == net => {}
            Some((row, _)) => {
                let sealed = tx.seal("payroll_net", "account_sealed", row.id.0, &net.iban)?;
                let active = payroll_net::ActiveModel {
                    cents: Set(net.cents),
                    account_sealed: Set(sealed),
                    ..Default::default()
                };
                tx.update::<Entity>(row.id, row.version, active).await?;
            }
            None => {
                let own = NetId(tx.new_id());
                let row = payroll_net::Model {
                    municipality_id: tx.municipality(),
                    id: own,
                    run_id: id,
                    contract_id: *contract,
                    cents: net.cents,
                    account_sealed: tx.seal("payroll_net", "account_sealed", own.0, &net.iban)?,
                    made_at: tx.now(),
                    account_name: tx.actor().name.to_string(),
                    version: 1,
                };
                tx.insert_later(row.into_active_model()).await?;
            }
        }
    }
    tx.audit(Entry::write("payroll-net", id.0));
    Ok(())
}

struct Behind {
    run: payroll_run::Model,
    known: HashMap<String, (ContractId, String)>,
    text: String,
    gross: i64,
}

async fn behind(app: &App, ctx: &Ctx, id: RunId) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let run = load::run(&tx, id).await?;
    load::released(&run)?;
    let lines = load::lines(&tx, id).await?;
    let around = load::around(&tx, id, &lines).await?;
    let nets = of(&tx, id).await?;
    tx.audit(Entry::read("payroll-net", id.0));
    tx.commit().await?;
    let known = known(&lines, &around);
    let mut text: Vec<String> = known
        .iter()
        .map(|(number, (contract, _))| match nets.get(contract) {
            Some((_, net)) => format!("{number};{};{}", decimal(net.cents), net.iban),
            None => format!("{number};"),
        })
        .collect();
    text.sort();
    Ok(Behind { run, known, text: text.join("\n"), gross: load::total(&lines).gross() })
}

fn shown(ctx: &Ctx, behind: &Behind, form: &Form) -> Result<Response, Problem> {
    let title = format!("{}: {}", ctx.t("payroll-net"), run_number(&behind.run));
    let gross = super::sums::written(behind.gross, &behind.run.currency);
    let args = [("count", behind.known.len().to_string()), ("gross", gross)];
    let act = Act::new("payroll-net", "/net", "ui-save")
        .lead(ctx.ta("payroll-net-lead", &args))
        .area((ctx, form), "nets", ("payroll-nets", "payroll-nets-hint"));
    let (page, home) = (frame::page(ctx, title), run_path(behind.run.id, ""));
    act.shown(ctx, Frame { page, home, version: behind.run.version }, form)
}

/// `GET /payroll/{id}/net`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let form = Form::filled(ctx.lang, [("nets", behind.text.clone())]);
    shown(&ctx, &behind, &form)
}

/// `POST /payroll/{id}/net`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let text = form.required("nets", LONGEST);
    // A contract of which nothing is known yet stays in the list without an amount.
    let has_amount = |one: &&str| one.trim().trim_end_matches([';', '\t']).contains([';', '\t']);
    let entered = text.lines().filter(has_amount).collect::<Vec<_>>().join("\n");
    let all = match read(&entered, &behind.known) {
        Ok(all) => all,
        Err(wrong) => {
            let one = |(line, key): &Wrong| ctx.ta(key, &[("line", *line)]).into_owned();
            let list: Vec<String> = wrong.iter().take(10).map(one).collect();
            form.wrong_text("nets", list.join(" "));
            return shown(&ctx, &behind, &form);
        }
    };
    if all.is_empty() {
        form.wrong("nets", "form-required");
    }
    if !form.ok() {
        return shown(&ctx, &behind, &form);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&run_path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    kept(&mut tx, id, &all).await?;
    tx.commit().await?;
    Ok(see(&ctx, &run_path(id, ""), Some("payroll-done")))
}
