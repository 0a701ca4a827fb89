//! A run is begun and its lines are counted: by a job, in one transaction, so that a killed process
//! leaves either nothing or everything, and counts the same when it runs again.

use super::basis;
use super::compute::{self, Source};
use super::course::{Move, State};
use super::frame::{count, refused, unlawful};
use super::line::Line;
use super::load;
use super::store::{payroll_line, payroll_run};
use super::sums::{Sums, code};
use super::term::{self, KINDS};
use super::{LineId, RunId};
use crate::app::App;
use anyhow::Context;
use kit::access::Actor;
use kit::audit::Entry;
use kit::jobs::{Handler, Job, enqueue};
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::Problem;
use law::{Law, Month};
use sea_orm::{EntityTrait, IntoActiveModel, Set};
use serde_json::json;
use std::sync::Arc;

/// The job.
pub const COUNTING: &str = "payroll-count";
const PURPOSE: &str = "payroll: чл. 31, 32 ЗЛП";
/// So many lines in one statement; below SQLite's limit of bound values.
const AT_ONCE: usize = 500;

/// Begins a run of a month and asks for its lines to be counted.
///
/// # Errors
/// When the month is not over, the kind is no kind, a run of the month is open or released, or a
/// later month was released.
pub async fn begin(tx: &mut Tx, law: &Law, (month, kind): (Month, &str)) -> Result<RunId, Problem> {
    if !KINDS.contains(&kind) {
        return Err(Problem::BadRequest("form-choose"));
    }
    if Day(month.last_day()) >= tx.today() {
        return Err(refused("payroll-refused-month"));
    }
    let known = load::of_month(tx, month).await?;
    let own = || known.iter().filter(|row| row.kind == kind);
    if own().any(|row| row.state != State::Cancelled.code()) {
        return Err(refused("payroll-refused-begun"));
    }
    let last = load::released_months(tx).await?.map(|(_, last)| last);
    if last.is_some_and(|last| last > month) {
        return Err(refused("payroll-refused-older"));
    }
    let id = RunId(tx.new_id());
    let year = i32::from(tx.today().0.year());
    let row = payroll_run::Model {
        municipality_id: tx.municipality(),
        id,
        month: month.to_string(),
        kind: kind.to_owned(),
        attempt: own().map(|row| row.attempt).max().unwrap_or(0) + 1,
        state: State::Counting.code().to_owned(),
        year,
        number: tx.next_number("payroll-run", year).await?,
        currency: code(term::currency(law, month).map_err(unlawful)?).to_owned(),
        rules: law.version(),
        pay_by: term::pay_by(law, month).map_err(unlawful)?,
        people: 0,
        held: 0,
        minutes: 0,
        gross: 0,
        contributions: 0,
        administration: 0,
        slips: 0,
        begun_by: tx.actor().account,
        account_name: tx.actor().name.to_string(),
        made_at: tx.now(),
        prepared_by: None,
        prepared_name: String::new(),
        prepared_at: None,
        approved_by: None,
        approved_name: String::new(),
        approved_at: None,
        released_name: String::new(),
        released_at: None,
        cancelled_at: None,
        why_sealed: None,
        version: 1,
    };
    match tx.insert(row.into_active_model()).await {
        Err(StoreError::Duplicate(_)) => return Err(refused("payroll-refused-begun")),
        other => other?,
    }
    enqueue(tx, COUNTING, None, &json!({ "run": id }), tx.now()).await?;
    tx.audit(Entry::write("payroll-begun", id.0));
    Ok(id)
}

/// Runs [`COUNTING`].
pub fn counting(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move {
            let id: RunId = serde_json::from_value(job.payload["run"].clone()).context("a run")?;
            app.freshen_law(job.municipality).await?;
            let actor = Actor::system(job.municipality, PURPOSE);
            let mut tx = app.db.write(&actor).await?;
            let law = app.law(job.municipality);
            match lines(&mut tx, &law, id).await {
                Ok(()) => Ok(tx.commit().await?),
                Err(problem) => anyhow::bail!("not counted: {}", problem.status()),
            }
        })
    })
}

/// Counts the lines of a run that waits for them; of any other nothing is changed.
///
/// # Errors
/// When the database refuses, or the law has no price for a month.
pub async fn lines(tx: &mut Tx, law: &Law, id: RunId) -> Result<(), Problem> {
    let run = load::run(tx, id).await?;
    let Some(next) = load::state(&run)?.after(Move::Count) else { return Ok(()) };
    let basis = basis::of(tx, law, &run).await?;
    let counted = compute::lines(law, &basis).map_err(unlawful)?;
    let mut rows = Vec::with_capacity(counted.len());
    for (source, line) in &counted {
        rows.push(row(tx, &run, (source, line))?);
    }
    for part in rows.chunks(AT_ONCE) {
        let active = part.iter().cloned().map(IntoActiveModel::into_active_model);
        let insert = payroll_line::Entity::insert_many(active);
        insert.exec_without_returning(tx.conn()).await.map_err(StoreError::from)?;
    }
    let totals = Totals::of(&rows);
    let active = payroll_run::ActiveModel {
        state: Set(next.code().to_owned()),
        rules: Set(law.version()),
        ..totals.active()
    };
    tx.update::<payroll_run::Entity>(id, run.version, active).await?;
    tx.audit(Entry::write("payroll-counted", id.0));
    Ok(())
}

/// What the head of a run says of its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    people: i32,
    held: i32,
    minutes: i64,
    sums: Sums,
}

impl Totals {
    /// Of the lines that are not held, in the currency of the run.
    #[must_use]
    pub fn of(rows: &[payroll_line::Model]) -> Totals {
        let free = || rows.iter().filter(|row| row.held_kind.is_empty());
        let people: std::collections::HashSet<_> = free().map(|row| row.assistant_id).collect();
        Totals {
            people: count(people.len()),
            held: count(rows.len() - free().count()),
            minutes: free().map(super::frame::minutes).sum(),
            sums: load::total(rows),
        }
    }

    /// As the columns of a run.
    #[must_use]
    pub fn active(self) -> payroll_run::ActiveModel {
        payroll_run::ActiveModel {
            people: Set(self.people),
            held: Set(self.held),
            minutes: Set(self.minutes),
            gross: Set(self.sums.gross()),
            contributions: Set(self.sums.contributions),
            administration: Set(self.sums.administration),
            ..Default::default()
        }
    }
}

fn row(
    tx: &Tx,
    run: &payroll_run::Model,
    (source, line): (&Source, &Line),
) -> Result<payroll_line::Model, StoreError> {
    let id = LineId(tx.new_id());
    let why = match line.why.as_str() {
        "" => None,
        text => Some(tx.seal("payroll_line", "why_sealed", id.0, text)?),
    };
    let small = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    let made_at: Instant = tx.now();
    Ok(payroll_line::Model {
        municipality_id: tx.municipality(),
        id,
        run_id: run.id,
        contract_id: source.contract,
        agreement_id: source.agreement,
        person_id: source.user,
        assistant_id: source.assistant,
        report_id: source.report,
        worked: line.work.worked.to_string(),
        kind: line.kind.code().to_owned(),
        minutes: small(line.work.minutes),
        minutes_before: small(line.before.minutes),
        years: small(line.work.years),
        price: line.price.clone(),
        percent: line.percent.clone(),
        rate: line.rate.clone(),
        gross_before: line.before.sums.gross(),
        currency: code(line.currency).to_owned(),
        pay: line.sums.pay,
        supplement: line.sums.supplement,
        contributions: line.sums.contributions,
        administration: line.sums.administration,
        paid_currency: run.currency.clone(),
        paid_pay: line.paid.pay,
        paid_supplement: line.paid.supplement,
        paid_contributions: line.paid.contributions,
        paid_administration: line.paid.administration,
        pay_by: source.pay_by,
        is_treasury: source.is_treasury,
        turn: line.before.turns + 1,
        released_turn: None,
        held_kind: String::new(),
        held_by: String::new(),
        held_sealed: None,
        why_sealed: why,
        made_at,
        version: 1,
    })
}
