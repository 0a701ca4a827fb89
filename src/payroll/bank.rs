//! The file of transfers of a released run, from the net amounts that the office entered.

use super::RunId;
use super::frame::{self, bg_with, month_words, refused, run_number, run_path};
use super::load;
use super::net;
use super::pain::{self, Order, Transfer};
use super::store::payroll_run;
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::{Day, encode_id};
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values};
use law::Iban;
use ui::Lang;

/// The transfers of a run, in the order of their contracts.
async fn transfers(tx: &Tx, run: &payroll_run::Model) -> Result<(Vec<Transfer>, usize), Problem> {
    load::released(run)?;
    if run.currency != "EUR" {
        return Err(refused("payroll-refused-lev"));
    }
    let mut lines = load::lines(tx, run.id).await?;
    lines.retain(|row| row.held_kind.is_empty());
    lines.sort_by_key(|row| row.contract_id);
    lines.dedup_by_key(|row| row.contract_id);
    let around = load::around(tx, run.id, &lines).await?;
    let nets = net::of(tx, run.id).await?;
    let month = month_words(Lang::Bg, &run.month);
    let what = bg_with("payroll-bank-what", &[("month", month)]);
    let one = |row: &super::store::payroll_line::Model| {
        let (_, net) = nets.get(&row.contract_id)?;
        Some(Transfer {
            id: format!("{}{}", encode_id(run.id.0), encode_id(row.contract_id.0)),
            name: around.assistant(row),
            iban: net.iban.clone(),
            cents: net.cents,
            what: what.clone(),
        })
    };
    let all: Vec<Transfer> = lines.iter().filter_map(one).collect();
    let missing = lines.len() - all.len();
    Ok((all, missing))
}

async fn shown(app: &App, ctx: &Ctx, (id, form): (RunId, &Form)) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let run = load::run(&tx, id).await?;
    let (all, missing) = transfers(&tx, &run).await?;
    tx.audit(Entry::read("payroll-run", id.0));
    tx.commit().await?;
    if all.is_empty() {
        return Err(refused("payroll-refused-net"));
    }
    let sum = super::sums::written(all.iter().map(|one| one.cents).sum(), &run.currency);
    let args = [("count", all.len().to_string()), ("sum", sum), ("missing", missing.to_string())];
    let act = Act::new("payroll-bank", "/bank", "payroll-bank-button")
        .lead(ctx.ta("payroll-bank-lead", &args))
        .line((ctx, form), "iban", "payroll-bank-iban")
        .day((ctx, form), "on", ("payroll-bank-on", String::new()));
    let page = frame::page(ctx, format!("{}: {}", ctx.t("payroll-bank"), run_number(&run)));
    act.shown(ctx, Around { page, home: run_path(id, ""), version: run.version }, form)
}

/// `GET /payroll/{id}/bank`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
) -> Result<Response, Problem> {
    let form = Form::filled(ctx.lang, day_values("on", Some(app.today())));
    shown(&app, &ctx, (id, &form)).await
}

/// The time of a moment as the file writes it.
fn moment(run: &payroll_run::Model) -> String {
    let at = run.released_at.unwrap_or(run.made_at);
    at.local().strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

/// `POST /payroll/{id}/bank`: the file; asked for again it is the same.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let typed = form.required("iban", 40).to_uppercase();
    let iban = Iban::parse(&typed);
    if !typed.is_empty() && iban.is_err() {
        form.wrong("iban", "payroll-iban-wrong");
    }
    let on = form.day("on");
    let (Ok(iban), Some(on), true) = (iban, on, form.ok()) else {
        return shown(&app, &ctx, (id, &form)).await;
    };
    let mut tx = app.db.read(&ctx.actor).await?;
    let run = load::run(&tx, id).await?;
    let (all, _) = transfers(&tx, &run).await?;
    tx.audit(Entry::print("payroll-bank", id.0));
    tx.commit().await?;
    if all.is_empty() {
        return Err(refused("payroll-refused-net"));
    }
    let text = written(&run, (&ctx.municipality.name, iban.reveal(), on), &all);
    let name = format!("attachment; filename=\"pain001-{}-{}.xml\"", run.month, run.kind);
    let headers = [
        (header::CONTENT_TYPE, "application/xml; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, text).into_response())
}

/// The file of a run.
#[must_use]
pub fn written(
    run: &payroll_run::Model,
    (payer, iban, on): (&str, &str, Day),
    transfers: &[Transfer],
) -> String {
    let id = format!("OPORA-{}", encode_id(run.id.0));
    let (made_at, on) = (moment(run), on.to_string());
    pain::xml(&Order { id: &id, made_at: &made_at, payer, iban, on: &on, transfers })
}
