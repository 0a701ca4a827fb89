//! The statement of a released run (ведомост): numbered, with a line for each line of the run.

use super::RunId;
use super::frame::{bg, bg_with, hours, money, month_words, paid, run_number, run_path};
use super::line;
use super::line_page::articles;
use super::load::{self, Around};
use super::paper::{self, About, STATEMENT};
use super::store::{payroll_line, payroll_run};
use super::sums::decimal;
use crate::app::App;
use crate::assistants::Press;
use crate::people::verify_address;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Id, Problem, see};
use law::Law;
use serde_json::json;
use ui::Lang;

/// The heads of the list.
const HEADS: [&str; 8] =
    ["assistant", "contract", "worked", "hours", "price", "service", "gross", "cost"];

fn row(row: &payroll_line::Model, around: &Around) -> Vec<String> {
    let sums = paid(row);
    vec![
        around.assistant(row),
        around.contract(row),
        row.worked.clone(),
        hours(row),
        line::comma(&row.price),
        format!("{} %", line::comma(&row.percent)),
        line::comma(&decimal(sums.gross())),
        line::comma(&decimal(sums.cost())),
    ]
}

/// What the statement of a run says.
fn about<'a>(
    law: &Law,
    (run, lines, around): (&'a payroll_run::Model, &[payroll_line::Model], &Around),
    press: &Press,
) -> About<'a> {
    let free: Vec<_> = lines.iter().filter(|one| one.held_kind.is_empty()).collect();
    let mut rows: Vec<Vec<String>> = free.iter().map(|one| row(one, around)).collect();
    rows.sort();
    let total = load::total(lines);
    let sum =
        ["payroll-sum", "", ""].map(|key| if key.is_empty() { String::new() } else { bg(key) });
    let mut sum: Vec<String> = sum.into();
    sum.extend([
        line::hours(run.minutes),
        String::new(),
        String::new(),
        line::comma(&decimal(total.gross())),
        line::comma(&decimal(total.cost())),
    ]);
    let facts = [
        ("payroll-people", run.people.to_string()),
        ("payroll-gross", money(total.gross(), run)),
        ("payroll-contributions", money(total.contributions, run)),
        ("payroll-cost", money(total.cost(), run)),
        ("payroll-held-count", run.held.to_string()),
    ];
    let args = [
        ("kind", bg(&format!("payroll-run-{}", run.kind))),
        ("number", run_number(run)),
        ("month", month_words(Lang::Bg, &run.month)),
    ];
    About {
        kind: STATEMENT,
        subject: run.id.0,
        period: &run.month,
        ground: articles(law, &run.month),
        about: bg_with("payroll-statement-about", &args),
        opening: String::new(),
        lines: facts.map(|(key, value)| (bg(key), value)).into(),
        list: bg("payroll-statement-list"),
        heads: HEADS.map(|name| bg(&format!("payroll-column-{name}"))).into(),
        rows,
        sum,
        closing: bg_with("payroll-statement-closing", &[("rules", run.rules.clone())]),
        signatures: json!([
            { "role": bg("payroll-signs-prepared"), "name": run.prepared_name },
            { "role": bg("payroll-signs-approved"), "name": run.approved_name },
            { "role": bg("payroll-signs-mayor"), "name": press.mayor() },
        ]),
    }
}

/// Writes the statement of a released run down, once.
///
/// # Errors
/// When the run is not released, or the database refuses.
pub async fn add(
    tx: &mut Tx,
    law: &Law,
    (run, press): (&payroll_run::Model, &Press),
) -> Result<(), Problem> {
    load::released(run)?;
    if !paper::of(tx, (STATEMENT, run.id.0)).await?.is_empty() {
        return Ok(());
    }
    let lines = load::lines(tx, run.id).await?;
    let around = load::around(tx, run.id, &lines).await?;
    let about = about(law, (run, &lines, &around), press);
    let made: Result<_, StoreError> = paper::add(tx, &about, press).await;
    made?;
    Ok(())
}

/// `POST /payroll/{id}/statement`: the papers are made once, then they are shown.
pub async fn make(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let press = Press::of(&app, ctx.actor.municipality, verify_address(&app, &ctx, &headers))?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&run_path(id, ""))).await?;
    let run = load::run(&tx, id).await?;
    add(&mut tx, &law, (&run, &press)).await?;
    let first = paper::of(&tx, (STATEMENT, id.0)).await?.into_iter().next();
    tx.audit(Entry::print("payroll-run", id.0));
    tx.commit().await?;
    let to = first.map_or(run_path(id, ""), |row| format!("/payroll/papers/{}", row.id));
    Ok(see(&ctx, &to, None))
}
