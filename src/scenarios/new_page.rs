//! A new scenario: what if, or where to open. The boxes are filled with what is usual.

use super::act::{self, Frame};
use super::change::Scaled;
use super::content::{GOALS, Inputs};
use super::form::{FormPage, Places};
use super::frame::{self, HOME, home};
use super::model::{Demand, Order};
use super::typed::{self, Lists, ROWS};
use super::{neighbours, run};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::web::{Ctx, Form, Problem, choices, see};
use law::Law;
use std::sync::Arc;
use ui::Choice;

/// The lists that the boxes choose among.
///
/// # Errors
/// When the database does not answer.
pub async fn lists(tx: &Tx, law: &Law) -> Result<Lists, Problem> {
    let settlements = neighbours::places(tx).await?;
    Ok(Lists { services: neighbours::names(law)?, settlements })
}

/// Numbered services, behind an empty choice.
pub fn services(ctx: &Ctx, lists: &Lists, empty: &str) -> Vec<Choice> {
    let named = lists.services.iter();
    let named = named.map(|(no, name)| Choice::new(no.to_string(), format!("№ {no} {name}")));
    [Choice::new("", ctx.t(empty))].into_iter().chain(named).collect()
}

fn settlements(ctx: &Ctx, lists: &Lists) -> Vec<Choice> {
    let named = lists.settlements.iter();
    let named = named.map(|(code, name)| Choice::new(code.as_str(), name.as_str()));
    [Choice::new("", ctx.t("scenario-choose-settlement"))].into_iter().chain(named).collect()
}

fn coded(ctx: &Ctx, codes: &[&str], prefix: &str) -> Vec<Choice> {
    choices(ctx, codes, "", |code| format!("{prefix}-{code}"))
}

fn shown(
    ctx: &Ctx,
    (lists, forecast): (&Lists, Option<&str>),
    form: &Form,
) -> Result<Response, Problem> {
    let places = Places { action: format!("{HOME}/new"), cancel: HOME, button: "scenario-work" };
    let both = (ctx, form);
    let mut page = FormPage::new(ctx, frame::page(ctx, ctx.t("scenario-new")), places)
        .lead(ctx.t("scenario-new-lead"));
    if let Some(day) = forecast {
        page = page.lead(ctx.ta("scenario-forecast", &[("day", day)]));
    }
    let orders = Order::ALL.map(Order::code);
    let demands = Demand::ALL.map(Demand::code);
    page = page
        .line(both, "title", "scenario-name")
        .part(ctx, "scenario-part-people")
        .number(both, "years", "scenario-years")
        .number(both, "growth_children", "scenario-growth-children")
        .number(both, "growth_working", "scenario-growth-working")
        .number(both, "growth_old", "scenario-growth-old")
        .select(both, ("demand", "scenario-demand"), coded(ctx, &demands, "scenario-demand"))
        .part(ctx, "scenario-part-places");
    for n in 1..=ROWS {
        let services = services(ctx, lists, "scenario-choose-service");
        page = page
            .nth_select(both, ("place_service", "scenario-place-service"), (n, services))
            .nth_select(both, ("place_where", "scenario-place-where"), (n, settlements(ctx, lists)))
            .nth_number(both, ("place_count", "scenario-place-count"), n);
    }
    page = page.part(ctx, "scenario-part-scales");
    for n in 1..=ROWS {
        let mut what = vec![Choice::new("", ctx.t("scenario-choose-what"))];
        what.extend(coded(ctx, &Scaled::ALL.map(Scaled::code), "scenario-scaled"));
        let services = services(ctx, lists, "scenario-all-services");
        page = page
            .nth_select(both, ("scale_what", "scenario-scale-what"), (n, what))
            .nth_select(both, ("scale_service", "scenario-scale-service"), (n, services))
            .nth_number(both, ("scale_percent", "scenario-scale-percent"), n);
    }
    page.part(ctx, "scenario-part-regime")
        .select(both, ("order", "scenario-order"), coded(ctx, &orders, "scenario-order"))
        .number(both, "limit", "scenario-limit")
        .number(both, "seed", "scenario-seed")
        .shown(form)
}

async fn asked(tx: &Tx) -> Result<Option<String>, Problem> {
    Ok(neighbours::forecast(tx).await?.map(|(day, _)| day.bg()))
}

/// `GET /scenarios/new`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let lists = lists(&tx, &law).await?;
    let forecast = asked(&tx).await?;
    tx.audit(Entry::list("scenario"));
    tx.commit().await?;
    let today = app.today().bg();
    let title = ctx.ta("scenario-name-usual", &[("day", today.as_str())]).into_owned();
    let filled = [
        ("title", title),
        ("years", "0".to_owned()),
        ("growth_children", "0".to_owned()),
        ("growth_working", "0".to_owned()),
        ("growth_old", "0".to_owned()),
        ("demand", Demand::Asked.code().to_owned()),
        ("order", Order::Turn.code().to_owned()),
        ("seed", "1".to_owned()),
    ];
    shown(&ctx, (&lists, forecast.as_deref()), &Form::filled(ctx.lang, filled))
}

/// Works a what-if out: the municipality is read, the work is done beside other requests, both are kept.
///
/// # Errors
/// When the municipality is not known, or the database refuses.
pub async fn kept(
    app: &App,
    ctx: &Ctx,
    (form, frame, changes): (&Form, &Frame, super::change::Changes),
) -> Result<super::ScenarioId, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let world = neighbours::world(&tx, &law, frame.seed.unsigned_abs()).await?;
    tx.audit(Entry::list("scenario"));
    tx.commit().await?;
    let inputs = Arc::new(act::what_if(world, changes));
    let outcome = run::worked_out(inputs.clone()).await?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let row = act::add(&mut tx, frame, &inputs).await?;
    run::end(&mut tx, row.id, &outcome).await?;
    tx.commit().await?;
    Ok(row.id)
}

/// `POST /scenarios/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let lists = lists(&tx, &law).await?;
    let forecast = asked(&tx).await?;
    tx.audit(Entry::list("scenario"));
    tx.commit().await?;
    let frame = typed::frame(&mut form);
    let changes = typed::changes(&mut form, &lists);
    if !form.ok() {
        return shown(&ctx, (&lists, forecast.as_deref()), &form);
    }
    let id = kept(&app, &ctx, (&form, &frame, changes)).await?;
    Ok(see(&ctx, &home(id), None))
}

fn sites_shown(ctx: &Ctx, lists: &Lists, form: &Form) -> Result<Response, Problem> {
    let action = format!("{HOME}/new-sites");
    let places = Places { action, cancel: HOME, button: "scenario-work" };
    let both = (ctx, form);
    let goals = GOALS.map(|(code, _)| code);
    FormPage::new(ctx, frame::page(ctx, ctx.t("scenario-new-sites")), places)
        .lead(ctx.t("scenario-new-sites-lead"))
        .line(both, "title", "scenario-name")
        .select(
            both,
            ("service", "scenario-service"),
            services(ctx, lists, "scenario-choose-service"),
        )
        .select(both, ("goal", "scenario-goal"), coded(ctx, &goals, "scenario-goal"))
        .number(both, "services", "scenario-services")
        .number(both, "capacity", "scenario-capacity")
        .number(both, "near", "scenario-near")
        .number(both, "limit", "scenario-limit")
        .select(both, ("keeps", "scenario-keep"), coded(ctx, &["yes", "no"], "scenario-keep"))
        .number(both, "seed", "scenario-seed")
        .shown(form)
}

/// `GET /scenarios/new-sites`.
pub async fn sites_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let lists = lists(&tx, &law).await?;
    tx.audit(Entry::list("scenario"));
    tx.commit().await?;
    let today = app.today().bg();
    let title = ctx.ta("scenario-sites-usual", &[("day", today.as_str())]).into_owned();
    let filled = [
        ("title", title),
        ("goal", GOALS[2].0.to_owned()),
        ("services", "3".to_owned()),
        ("capacity", "30".to_owned()),
        ("near", "30".to_owned()),
        ("keeps", "yes".to_owned()),
        ("seed", "1".to_owned()),
    ];
    sites_shown(&ctx, &lists, &Form::filled(ctx.lang, filled))
}

/// The search for sites as it is worked out from.
///
/// # Errors
/// When the municipality or the service is not known.
pub async fn sites_asked(
    tx: &Tx,
    law: &Law,
    (frame, wanted): (&Frame, &act::Wanted),
) -> Result<Inputs, Problem> {
    let world = neighbours::world(tx, law, frame.seed.unsigned_abs()).await?;
    act::sites(world, wanted)
}

/// `POST /scenarios/new-sites`.
pub async fn sites_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    let lists = lists(&tx, &law).await?;
    let frame = typed::frame(&mut form);
    let wanted = typed::wanted(&mut form, &lists);
    if !form.ok() {
        tx.audit(Entry::list("scenario"));
        tx.commit().await?;
        return sites_shown(&ctx, &lists, &form);
    }
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let inputs = sites_asked(&tx, &law, (&frame, &wanted)).await?;
    let row = act::add(&mut tx, &frame, &inputs).await?;
    act::ask(&tx, row.id).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(row.id), None))
}
