//! The evaluation of a year of a contract, by the criteria that hold on the day on which it is made.

use super::content::{Judged, sealed};
use super::frame::{self, HOME, TEXT};
use super::load::{self, Contract, Evaluation, File};
use super::reference::{self, Criterion};
use super::store::power_evaluation;
use super::{ContractId, EvaluationId, score};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, see};
use sea_orm::{IntoActiveModel, Set};
use ui::Choice;

/// The years of a contract that may be evaluated: those that have begun by a day.
#[must_use]
pub fn years(one: &Contract, today: Day) -> Vec<i32> {
    if one.row.from_on > today {
        return Vec::new();
    }
    let last = one.row.ended_on.unwrap_or(one.row.until_on).min(today);
    let year = |day: Day| i32::from(day.0.year());
    (year(one.row.from_on)..=year(last)).collect()
}

/// Writes the evaluation of a year down; one of that year is written anew.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn put(
    tx: &mut Tx,
    (contract, year): (ContractId, i32),
    known: Option<&Evaluation>,
    judged: &Judged,
) -> Result<EvaluationId, StoreError> {
    let points: i32 = judged.points.iter().sum();
    let id = known.map_or_else(|| EvaluationId(tx.new_id()), |one| one.row.id);
    let content_sealed = sealed(tx, ("power_evaluation", id.0), judged)?;
    match known {
        Some(one) => {
            let active = power_evaluation::ActiveModel {
                points: Set(points),
                content_sealed: Set(content_sealed),
                made_at: Set(tx.now()),
                account_name: Set(tx.actor().name.to_string()),
                ..Default::default()
            };
            tx.update::<power_evaluation::Entity>(id, one.row.version, active).await?;
        }
        None => {
            let row = power_evaluation::Model {
                municipality_id: tx.municipality(),
                id,
                contract_id: contract,
                year,
                points,
                content_sealed,
                made_at: tx.now(),
                account_name: tx.actor().name.to_string(),
                version: 1,
            };
            tx.insert(row.into_active_model()).await?;
        }
    }
    tx.audit(Entry::write("power-evaluation", contract.0));
    Ok(id)
}

/// A contract with what its form needs.
struct Behind {
    file: File,
    one: Contract,
    known: Vec<Evaluation>,
    criteria: Vec<Criterion>,
}

async fn behind(app: &App, ctx: &Ctx, id: ContractId) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::contract(&tx, id).await?;
    let file = load::file(&tx, one.row.file_id).await?;
    let known = load::evaluations(&tx, &[id]).await?.remove(&id).unwrap_or_default();
    let criteria = reference::on(&tx, tx.today()).await?.evaluation;
    tx.audit(Entry::read("power-contract", id.0));
    tx.commit().await?;
    Ok(Behind { file, one, known, criteria })
}

fn shown(ctx: &Ctx, behind: &Behind, (form, today): (&Form, Day)) -> Result<Response, Problem> {
    let both = (ctx, form);
    let years = years(&behind.one, today);
    let list = years.iter().rev().map(|year| Choice::new(year.to_string(), year.to_string()));
    let mut act = Act::new("powers-evaluate", "/evaluate", "ui-save")
        .lead(ctx.t("powers-evaluate-lead"))
        .among(both, "year", ("powers-column-year", list.collect()));
    for (at, criterion) in behind.criteria.iter().enumerate() {
        let args = [("title", criterion.title.clone()), ("most", criterion.most.to_string())];
        let label = ctx.ta("powers-points-of", &args).into_owned();
        act = act.said(both, &format!("points-{at}"), label);
    }
    let act = act.area(both, "conclusion", ("powers-conclusion", "")).area(
        both,
        "measures",
        ("powers-measures", "powers-measures-hint"),
    );
    let page = frame::page(ctx, &behind.file, ctx.t("powers-evaluate"));
    let home = format!("{HOME}/assigned/{}", behind.one.row.id);
    act.shown(ctx, Around { page, home, version: 0 }, form)
}

/// `GET /powers/assigned/{id}/evaluate`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ContractId>,
    asked: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let year = asked.get("year").to_owned();
    let mut values = vec![("year".to_owned(), year.clone())];
    if let Some(known) = behind.known.iter().find(|one| one.row.year.to_string() == year) {
        let points = known.content.points.iter().enumerate();
        values.extend(points.map(|(at, points)| (format!("points-{at}"), points.to_string())));
        values.push(("conclusion".to_owned(), known.content.conclusion.clone()));
        values.push(("measures".to_owned(), known.content.measures.clone()));
    }
    shown(&ctx, &behind, (&Form::filled(ctx.lang, values), app.today()))
}

/// `POST /powers/assigned/{id}/evaluate`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ContractId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let year: Option<i32> = form.parsed("year", "form-choose");
    if year.is_some_and(|year| !years(&behind.one, app.today()).contains(&year)) {
        form.wrong("year", "powers-wrong-year");
    }
    let criteria = behind.criteria.clone();
    let typed: Vec<String> =
        (0..criteria.len()).map(|at| form.required(&format!("points-{at}"), 10)).collect();
    let texts: Vec<&str> = typed.iter().map(String::as_str).collect();
    let points = score::points(&criteria, &texts).unwrap_or_else(|wrong| {
        for at in wrong {
            let args = [("most", criteria[at].most)];
            let message = ctx.ta("powers-wrong-score", &args).into_owned();
            form.wrong_text(&format!("points-{at}"), message);
        }
        Vec::new()
    });
    let conclusion = form.required("conclusion", TEXT);
    let measures = form.optional("measures", TEXT);
    let (Some(year), true) = (year, form.ok()) else {
        return shown(&ctx, &behind, (&form, app.today()));
    };
    let home = format!("{HOME}/assigned/{id}");
    let judged = Judged { criteria, points, conclusion, measures };
    let known = behind.known.iter().find(|one| one.row.year == year);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    put(&mut tx, (id, year), known, &judged).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("powers-done")))
}
