//! What is done to the programme of a year: proposing, printing, putting a provider in, taking one out.

use super::PlanId;
use super::frame::{self, HOME, Press, TEXT, bg, bg_with, year_of};
use super::paper;
use super::programme::{self, Candidate};
use super::programme_page::reasons;
use super::store::oversight_plan::Model;
use crate::app::App;
use crate::services::ProviderId;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Act, Around, Ctx, Form, Id, Problem, see};
use serde_json::{Value, json};
use ui::{Choice, Lang, Link};

const BACK: (&str, &str) = ("/programme", "oversight-programme");

fn around(ctx: &Ctx, title: &str) -> Around {
    let page = frame::page(ctx, ctx.t(title), BACK);
    Around { page, home: format!("{HOME}/programme"), version: 0 }
}

fn home(year: i16) -> String {
    format!("{HOME}/programme?year={year}")
}

fn year_form(ctx: &Ctx, year: i16) -> Form {
    Form::filled(ctx.lang, [("year", year.to_string())])
}

fn propose_shown(ctx: &Ctx, form: &Form, year: i16) -> Result<Response, Problem> {
    Act::new("oversight-propose", "/propose", "oversight-propose")
        .lead(ctx.ta("oversight-propose-lead", &[("year", year)]))
        .hidden(form, "year")
        .shown(ctx, around(ctx, "oversight-propose"), form)
}

/// `GET /oversight/programme/propose?year=`.
pub async fn propose_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let year = year_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    tx.audit(Entry::list("oversight-programme"));
    tx.commit().await?;
    propose_shown(&ctx, &year_form(&ctx, year), year)
}

/// `POST /oversight/programme/propose`.
pub async fn propose_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let year = year_of(&form, app.today());
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home(year))).await?;
    programme::propose(&mut tx, &law, year).await?;
    tx.audit(Entry::list("oversight-programme"));
    tx.commit().await?;
    Ok(see(&ctx, &home(year), Some("oversight-done")))
}

/// `GET /oversight/programme/print?year=`.
pub async fn print_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let year = year_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    tx.audit(Entry::list("oversight-programme"));
    tx.commit().await?;
    let form = year_form(&ctx, year);
    Act::new("oversight-programme-print", "/print", "oversight-programme-print")
        .lead(ctx.ta("oversight-print-lead", &[("year", year)]))
        .hidden(&form, "year")
        .shown(&ctx, around(&ctx, "oversight-programme-print"), &form)
}

/// What stands on the programme as a paper.
async fn data(tx: &Tx, press: &Press, year: i16) -> Result<Value, StoreError> {
    let names = frame::providers(tx).await?;
    let row = |row: &Model| {
        let must = if row.is_must { "oversight-must" } else { "oversight-by-risk" };
        [
            format!("{:02}.{year}", row.month_no),
            frame::name_of(&names, row.provider_id),
            bg(must),
            row.points.to_string(),
            reasons(Lang::Bg, &programme::risk_of(row)),
        ]
    };
    let rows: Vec<[String; 5]> = programme::of_year(tx, year).await?.iter().map(row).collect();
    let heads = ["month", "provider", "must", "points", "why"]
        .map(|name| bg(&format!("oversight-column-{name}")));
    let title = bg_with("oversight-programme-title", &[("year", year.to_string())]);
    let how = bg_with("oversight-risk-how-text", &[("year", year.to_string())]);
    let mut data = press.frame((&title, &bg("oversight-ground-programme")));
    data["opening"] = bg("oversight-programme-opening").into();
    data["sections"] = json!([
        { "title": bg("oversight-programme-rows"), "heads": heads, "rows": rows },
        { "title": bg("oversight-risk-how"), "text": how },
    ]);
    data["signatures"] = json!([{ "role": bg("oversight-mayor"), "name": press.mayor() }]);
    Ok(data)
}

/// Writes the programme of a year down as a paper.
///
/// # Errors
/// When nobody is in it.
pub async fn print(tx: &mut Tx, press: &Press, year: i16) -> Result<(), Problem> {
    if programme::of_year(tx, year).await?.is_empty() {
        return Err(Problem::Impossible("oversight-refused-programme"));
    }
    let data = data(tx, press, year).await?;
    paper::add(tx, press, (paper::PROGRAMME, None, data)).await?;
    Ok(())
}

/// `POST /oversight/programme/print`: the programme as a numbered paper.
pub async fn print_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let press = Press::here(&app, &ctx, &headers)?;
    let year = year_of(&form, app.today());
    let mut tx = app.db.write(&ctx.actor).await?;
    let next = format!("{HOME}/programme/risk?year={year}");
    tx.use_form(&form.key(), &ctx.url(&next)).await?;
    print(&mut tx, &press, year).await?;
    tx.commit().await?;
    Ok(see(&ctx, &next, Some("oversight-printed")))
}

fn new_shown(ctx: &Ctx, form: &Form, all: &[Candidate]) -> Result<Response, Problem> {
    let both = (ctx, form);
    let choice = |one: &Candidate| Choice::new(one.provider.to_string(), one.name.clone());
    let label = ctx.t("oversight-column-provider").into_owned();
    Act::new("oversight-plan-new", "/new", "ui-save")
        .line(both, "year", "oversight-year")
        .line(both, "month", "oversight-month")
        .choice(both, "provider", (label, all.iter().map(choice).collect()))
        .shown(ctx, around(ctx, "oversight-plan-new"), form)
}

/// `GET /oversight/programme/new?year=`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let year = year_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = programme::candidates(&tx, &law).await?;
    tx.audit(Entry::list("oversight-programme"));
    tx.commit().await?;
    new_shown(&ctx, &year_form(&ctx, year), &all)
}

/// `POST /oversight/programme/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    let all = programme::candidates(&tx, &law).await?;
    let year: Option<i16> = form.parsed("year", "oversight-wrong-number");
    if year.is_some_and(|year| !(2000..=2100).contains(&year)) {
        form.wrong("year", "oversight-wrong-number");
    }
    let month: Option<u8> = form.parsed("month", "oversight-wrong-month");
    if month.is_some_and(|month| !(1..=12).contains(&month)) {
        form.wrong("month", "oversight-wrong-month");
    }
    let id: Option<ProviderId> = form.parsed("provider", "form-choose");
    let one = id.and_then(|id| all.iter().find(|one| one.provider == id));
    if id.is_some() && one.is_none() {
        form.wrong("provider", "form-choose");
    }
    if let (Some(year), Some(one)) = (year, one) {
        let planned = programme::of_year(&tx, year).await?;
        if planned.iter().any(|row| row.provider_id == one.provider) {
            form.wrong("provider", "oversight-refused-planned");
        }
    }
    let (Some(year), Some(month), Some(one), true) = (year, month, one, form.ok()) else {
        tx.audit(Entry::list("oversight-programme"));
        tx.commit().await?;
        return new_shown(&ctx, &form, &all);
    };
    tx.use_form(&form.key(), &ctx.url(&home(year))).await?;
    programme::add(&mut tx, (year, month), one).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(year), Some("oversight-done")))
}

fn line_shown(
    ctx: &Ctx,
    (row, name, why): (&Model, &str, &str),
    form: &Form,
) -> Result<Response, Problem> {
    let facts = [
        ("oversight-column-provider", name.to_owned()),
        ("oversight-column-month", format!("{:02}.{}", row.month_no, row.year)),
        ("oversight-column-points", row.points.to_string()),
        ("oversight-column-why", reasons(ctx.lang, &programme::risk_of(row))),
        ("oversight-why", why.to_owned()),
    ]
    .map(|(key, text)| (ctx.t(key).into_owned(), text));
    let mut act = Act::new("oversight-plan-withdraw", "", "oversight-plan-withdraw");
    act = act.facts(facts.into());
    if row.turn == 0 {
        let check = ctx.url(&format!("{HOME}/checks/new?provider={}", row.provider_id));
        act = act.link(Link::new(check, ctx.t("oversight-check-new"))).area(
            (ctx, form),
            "why",
            ("oversight-why", ""),
        );
    }
    let page = frame::page(ctx, ctx.t("oversight-plan-withdraw"), BACK);
    let version = form.version_or(row.version);
    act.shown(ctx, Around { page, home: format!("{HOME}/check-plans/{}", row.id), version }, form)
}

async fn known(tx: &Tx, id: PlanId) -> Result<(Model, String, String), StoreError> {
    let row = programme::line(tx, id).await?;
    let names = frame::providers(tx).await?;
    let name = frame::name_of(&names, row.provider_id);
    let why = match row.turn {
        0 => String::new(),
        _ => tx.open("oversight_plan", "why_sealed", row.id.0, &row.why_sealed)?,
    };
    Ok((row, name, why))
}

/// `GET /oversight/check-plans/{id}`.
pub async fn line_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlanId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (row, name, why) = known(&tx, id).await?;
    tx.audit(Entry::read("oversight-plan", id.0));
    tx.commit().await?;
    line_shown(&ctx, (&row, &name, &why), &Form::empty(ctx.lang))
}

/// `POST /oversight/check-plans/{id}`: the line is taken back.
pub async fn line_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlanId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let why = form.required("why", TEXT);
    let mut tx = app.db.write(&ctx.actor).await?;
    let (mut row, name, before) = known(&tx, id).await?;
    if !form.ok() {
        tx.audit(Entry::read("oversight-plan", id.0));
        tx.commit().await?;
        return line_shown(&ctx, (&row, &name, &before), &form);
    }
    row.version = form.version_or(row.version);
    let next = format!("{HOME}/programme?year={}", row.year);
    tx.use_form(&form.key(), &ctx.url(&next)).await?;
    programme::withdraw(&mut tx, &row, &why).await?;
    tx.commit().await?;
    Ok(see(&ctx, &next, Some("oversight-done")))
}
