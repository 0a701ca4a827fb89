//! Pay of a paid leave in a month of work (чл. 177 КТ): the daily pay of the last month with enough days
//! worked, times the days of leave. It stands beside the line: hours of leave are in no report, so they
//! are neither in the run nor in the account to АСП; the payroll program takes the amount over.

use super::LineId;
use super::frame::{self, line_path, month_words, own, unlawful};
use super::load;
use super::store::payroll_line::{self, Column, Entity};
use super::sums::{Sums, code, currency, written};
use crate::app::App;
use crate::hours::{self, ReportId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Id, Problem, html};
use law::{Law, LawError, LeaveInput, Money, Month, Rounding};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use ui::{Lang, Link};

/// The most released lines that are looked through for the base month: two years with corrections.
const MOST: u64 = 60;
/// The most days of leave in a month.
const DAYS: u32 = 23;

/// A month from which the pay of a leave may be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Base {
    /// The month.
    pub month: Month,
    /// Gross of all its released lines.
    pub gross: Money,
    /// Days worked in it.
    pub days: u32,
}

/// The pay of so many working days of leave in a month, from the newest base month that has enough
/// days; none when there is no such month.
///
/// # Errors
/// When the amount of another currency cannot be changed.
pub fn paid(
    law: &Law,
    (month, days): (Month, u32),
    bases: &[Base],
) -> Result<Option<(Base, Money)>, LawError> {
    for base in bases {
        let input = LeaveInput {
            month,
            base_month: base.month,
            base_gross: base.gross,
            base_days: base.days,
            days,
        };
        // A month with too few days is passed over: the one before it is asked.
        if let Ok(sum) = law.leave_pay(&input) {
            let own = law.pay_scale(month, None)?.currency();
            let sum = if sum.currency == own { sum } else { law.convert(sum, Rounding::Benefits)? };
            return Ok(Some((*base, sum)));
        }
    }
    Ok(None)
}

/// Months before a month of work of which the same contract was paid, newest first. Two queries.
async fn bases(tx: &Tx, row: &payroll_line::Model) -> Result<Vec<Base>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::ContractId.eq(row.contract_id))
        .filter(Column::Worked.lt(row.worked.as_str()))
        .filter(Column::ReleasedTurn.is_not_null())
        .order_by_desc(Column::Worked)
        .order_by_desc(Column::ReleasedTurn)
        .limit(MOST)
        .all(tx.conn())
        .await?;
    let reports: Vec<ReportId> = rows.iter().map(|row| row.report_id).collect();
    let days = hours::days_worked(tx, &reports).await?;
    let mut all: Vec<Base> = Vec::new();
    for part in rows.chunk_by(|one, other| one.worked == other.worked) {
        // The newest line tells the days, all lines together the gross.
        let Some(newest) = part.first() else { continue };
        let sums: Sums = part.iter().map(own).sum();
        let gross = Money { cents: sums.gross(), currency: currency(&newest.currency) };
        let month = Month::parse(&newest.worked).map_err(unlawful)?;
        all.push(Base { month, gross, days: days.get(&newest.report_id).copied().unwrap_or(0) });
    }
    Ok(all)
}

#[derive(Template)]
#[template(path = "payroll/leave.html")]
struct LeavePage {
    page: ui::Page,
    action: String,
    form: Form,
    steps: Vec<String>,
    articles: String,
    links: Vec<Link>,
}

/// How the pay of a leave is found, a sentence each.
fn steps(lang: Lang, days: u32, found: Option<(Base, Money)>) -> Vec<String> {
    let Some((base, sum)) = found else {
        return vec![ui::text::text(lang, "payroll-leave-none").into_owned()];
    };
    let gross = written(base.gross.cents, code(base.gross.currency));
    let month = month_words(lang, &base.month.to_string());
    let args = [("month", month), ("gross", gross), ("days", base.days.to_string())];
    let from = ui::text::text_args(lang, "payroll-leave-base", &args).into_owned();
    let args = [("days", days.to_string()), ("sum", written(sum.cents, code(sum.currency)))];
    vec![from, ui::text::text_args(lang, "payroll-leave-sum", &args).into_owned()]
}

/// `GET /payroll/lines/{id}/leave?days=`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<LineId>,
    form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::line(&tx, id).await?;
    let around = load::around(&tx, row.run_id, std::slice::from_ref(&row)).await?;
    let bases = bases(&tx, &row).await?;
    tx.audit(Entry::read("payroll-line", id.0).about(Some(row.person_id.0)));
    tx.commit().await?;
    let month = Month::parse(&row.worked).map_err(Problem::internal)?;
    let days = form.get("days").trim().parse().ok().filter(|days| (1..=DAYS).contains(days));
    let steps = match days {
        Some(days) => {
            let found = paid(&law, (month, days), &bases).map_err(Problem::internal)?;
            steps(ctx.lang, days, found)
        }
        None => Vec::new(),
    };
    let rule = law.book().newest("pay.leave.base-days");
    let name = around.assistant(&row);
    html(&LeavePage {
        page: frame::page(&ctx, format!("{}: {name}", ctx.t("payroll-leave"))),
        action: ctx.url(&line_path(id, "/leave")),
        steps,
        articles: rule.map(|rule| rule.articles.join("; ")).unwrap_or_default(),
        links: vec![Link::new(ctx.url(&line_path(id, "")), ctx.t("payroll-to-line"))],
        form,
    })
}
