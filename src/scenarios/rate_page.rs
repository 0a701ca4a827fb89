//! What places cost, what users pay, how many leave: reference data of the municipality, with its source.

use super::act;
use super::form::{FormPage, Places};
use super::frame::{self, HOME, LINE, RATES, SOURCE};
use super::model::Rate;
use super::new_page::services;
use super::store::scenario_rate;
use super::table::{Block, Line, ScenarioPage};
use super::typed::{self, Lists, cents, turnover};
use super::words::{eur, heads, percent};
use super::{WRITE, load, neighbours};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Problem, see};
use ui::Link;

fn line(row: &scenario_rate::Model, name: String) -> Line {
    let turnover = row.turnover.map(|turnover| percent(i64::from(turnover)));
    Line::of(vec![
        name,
        eur(row.cost_cents),
        eur(row.fee_cents),
        turnover.unwrap_or_else(|| "–".to_owned()),
        row.source.clone(),
        format!("{}, {}", row.account_name, row.made_at.bg()),
    ])
}

/// `GET /scenarios/rates`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let rates = load::rates(&tx).await?;
    tx.audit(Entry::list("scenario-rate"));
    tx.commit().await?;
    let names = neighbours::names(&law)?;
    let name = |no: &u8| format!("№ {no} {}", names.get(no).cloned().unwrap_or_default());
    let mut page = ScenarioPage::new(frame::page(&ctx, ctx.t("scenario-rates")));
    page.lead = ctx.t("scenario-rates-lead").into_owned();
    if ctx.actor.may(WRITE) {
        let new = ctx.url(&format!("{RATES}/new"));
        page.actions.push(Link::new(new, ctx.t("scenario-rate-new")));
    }
    if rates.is_empty() {
        page.empty = ctx.t("scenario-rates-empty").into_owned();
    }
    let columns = ["service", "cost-place", "fee", "turnover", "source", "made"];
    page.blocks = vec![Block {
        heads: heads(ctx.lang, &columns, 6),
        rows: rates.iter().map(|(no, row)| line(row, name(no))).collect(),
        ..Block::default()
    }];
    page.links = vec![Link::new(ctx.url(HOME), ctx.t("scenario-title"))];
    page.shown()
}

fn shown(ctx: &Ctx, lists: &Lists, form: &Form) -> Result<Response, Problem> {
    let places = Places { action: format!("{RATES}/new"), cancel: RATES, button: "ui-save" };
    let both = (ctx, form);
    let list = services(ctx, lists, "scenario-choose-service");
    FormPage::new(ctx, frame::page(ctx, ctx.t("scenario-rate-new")), places)
        .lead(ctx.t("scenario-rates-lead"))
        .select(both, ("service", "scenario-service"), list)
        .number(both, "cost", "scenario-cost")
        .number(both, "fee", "scenario-fee")
        .number(both, "turnover", "scenario-turnover")
        .line(both, "source", "scenario-source")
        .shown(form)
}

fn listed(app: &App, ctx: &Ctx) -> Result<Lists, Problem> {
    let law = app.law(ctx.actor.municipality);
    Ok(Lists { services: neighbours::names(&law)?, settlements: Vec::new() })
}

/// `GET /scenarios/rates/new`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    tx.audit(Entry::list("scenario-rate"));
    tx.commit().await?;
    shown(&ctx, &listed(&app, &ctx)?, &Form::empty(ctx.lang))
}

/// `POST /scenarios/rates/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let lists = listed(&app, &ctx)?;
    form.required("service", LINE);
    let service = typed::service(&mut form, "service", &lists);
    let rate = Rate {
        cost_cents: cents(&mut form, "cost"),
        fee_cents: cents(&mut form, "fee"),
        turnover: turnover(&mut form),
    };
    let source = form.required("source", SOURCE);
    let mut tx = app.db.write(&ctx.actor).await?;
    let (Some(service), true) = (service, form.ok()) else {
        tx.audit(Entry::list("scenario-rate"));
        tx.commit().await?;
        return shown(&ctx, &lists, &form);
    };
    tx.use_form(&form.key(), &ctx.url(RATES)).await?;
    act::put_rate(&mut tx, (service, rate), &source).await?;
    tx.commit().await?;
    Ok(see(&ctx, RATES, Some("scenario-saved")))
}
