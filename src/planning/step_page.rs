//! The steps of a cycle, each on a short form.

use super::CycleId;
use super::course::{Step, refused_adoption, refused_day, refused_end};
use super::frame::{self, DISCUSSION, LINE, SAID, home, name, term};
use super::load::{self, Cycle};
use super::register;
use super::release::{self, Given};
use crate::app::App;
use crate::people::verify_address;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values, see};
use law::Law;

/// Titles, addresses and leads of the forms.
fn words(step: Step) -> (&'static str, &'static str, &'static str) {
    match step {
        Step::Refresh => ("planning-do-refresh", "/refresh", "planning-lead-refresh"),
        Step::Council => ("planning-do-council", "/council", "planning-lead-council"),
        Step::Publish => ("planning-do-publish", "/publish", "planning-lead-publish"),
        Step::Withdraw => ("planning-do-withdraw", "/withdraw", "planning-lead-withdraw"),
        Step::Summarise => ("planning-do-summarise", "/summarise", "planning-lead-summarise"),
        Step::Adopt => ("planning-do-adopt", "/adopt", "planning-lead-adopt"),
        Step::Send => ("planning-do-send", "/send", "planning-lead-send"),
    }
}

fn shown(
    ctx: &Ctx,
    (step, cycle): (Step, &Cycle),
    (form, hint): (&Form, String),
) -> Result<Response, Problem> {
    let (title, rest, lead) = words(step);
    let both = (ctx, form);
    let mut act = Act::new(title, rest, title).lead(ctx.t(lead));
    act = match step {
        Step::Refresh | Step::Council | Step::Summarise => act,
        Step::Publish => act.day(both, "on", ("planning-column-ends", hint)),
        Step::Withdraw => {
            act.grave().area(both, "reason", ("planning-column-reason", "planning-reason-hint"))
        }
        Step::Adopt => act.grave().line(both, "number", "planning-decision-number").day(
            both,
            "on",
            ("planning-decided-on", hint),
        ),
        Step::Send => act.line(both, "number", "planning-sent-number").day(
            both,
            "on",
            ("planning-sent-on", hint),
        ),
    };
    let row = &cycle.row;
    let version = form.version_or(row.version);
    let page = frame::below(ctx, ctx.t(title), (row.id, name(ctx, &row.kind, row.year)));
    act.shown(ctx, Around { page, home: home(row.id), version }, form)
}

/// The earliest last day of a discussion that begins today, with the rule.
fn least(law: &Law, today: Day) -> Result<Day, Problem> {
    term(law, DISCUSSION, today).ok_or_else(|| Problem::internal("no term of the discussion"))
}

/// What stands under the day of a step: from which day it can be, and why.
async fn hint(
    ctx: &Ctx,
    tx: &Tx,
    (law, step): (&Law, Step),
    cycle: &Cycle,
) -> Result<String, Problem> {
    Ok(match step {
        Step::Publish => {
            let day = least(law, tx.today())?.bg();
            ctx.ta("planning-hint-ends", &[("day", day)]).into_owned()
        }
        Step::Adopt => {
            let known = release::discussed(tx, cycle).await?;
            let day = known.ends_on.map(|day| day.bg()).unwrap_or_default();
            ctx.ta("planning-hint-decided", &[("day", day)]).into_owned()
        }
        _ => String::new(),
    })
}

async fn form_of(app: &App, ctx: &Ctx, (id, step): (CycleId, Step)) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let cycle = load::cycle(&tx, id).await?;
    let hint = hint(ctx, &tx, (&law, step), &cycle).await?;
    tx.audit(Entry::read("planning-cycle", id.0));
    tx.commit().await?;
    step.after(cycle.state()).map_err(Problem::Impossible)?;
    let values = match step {
        Step::Publish => day_values("on", least(&law, app.today()).ok()),
        _ => Vec::new(),
    };
    shown(ctx, (step, &cycle), (&Form::filled(ctx.lang, values), hint))
}

/// What a form gives; what is wrong stands beside the field.
async fn read(
    form: &mut Form,
    tx: &Tx,
    (law, step): (&Law, Step),
    cycle: &Cycle,
) -> Result<Given, Problem> {
    let today = tx.today();
    let mut given = Given::default();
    match step {
        Step::Refresh | Step::Council | Step::Summarise => {}
        Step::Publish => {
            given.on = form.day("on");
            let least = least(law, today)?;
            if let Some(key) = given.on.and_then(|on| refused_end(on, least)) {
                form.wrong("on", key);
            }
        }
        Step::Withdraw => given.reason = form.required("reason", SAID),
        Step::Adopt => {
            given.number = form.required("number", LINE);
            given.on = form.day("on");
            let known = release::discussed(tx, cycle).await?;
            if let Some(key) = given.on.and_then(|on| refused_adoption(known, on, today)) {
                form.wrong("on", key);
            }
            if let Some(on) = given.on.filter(|_| form.ok())
                && register::is_taken(tx, &given.number, on).await?
            {
                form.wrong("number", "planning-wrong-taken");
            }
        }
        Step::Send => {
            given.number = form.required("number", LINE);
            given.on = form.day("on");
            let since = cycle.row.decided_on;
            if let Some(key) = given.on.and_then(|on| refused_day(on, since, today)) {
                form.wrong("on", key);
            }
        }
    }
    Ok(given)
}

/// What a sent form comes with.
type Sent = (CycleId, Step, HeaderMap, Form);

async fn save(
    app: &App,
    ctx: &Ctx,
    (id, step, headers, mut form): Sent,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let verify = verify_address(app, ctx, &headers);
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut cycle = load::cycle(&tx, id).await?;
    if let Err(key) = step.after(cycle.state()) {
        // A form that was sent twice leads to what it did, it is not refused by its own step.
        tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
        return Err(Problem::Impossible(key));
    }
    let given = read(&mut form, &tx, (&law, step), &cycle).await?;
    if !form.ok() {
        let hint = hint(ctx, &tx, (&law, step), &cycle).await?;
        tx.audit(Entry::refused("planning-step"));
        tx.commit().await?;
        return shown(ctx, (step, &cycle), (&form, hint));
    }
    cycle.row.version = form.version_or(cycle.row.version);
    tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
    let press = (&*ctx.municipality, verify.as_str());
    release::step(&mut tx, &law, (&cycle, step), (&given, press)).await?;
    tx.commit().await?;
    Ok(see(ctx, &home(id), Some("planning-saved")))
}

macro_rules! steps {
    ($($form:ident, $save:ident, $step:ident;)*) => {$(
        /// The form of a step.
        pub async fn $form(
            Shared(app): Shared<App>,
            ctx: Ctx,
            Id(id): Id<CycleId>,
        ) -> Result<Response, Problem> {
            form_of(&app, &ctx, (id, Step::$step)).await
        }

        /// The step itself.
        pub async fn $save(
            Shared(app): Shared<App>,
            ctx: Ctx,
            Id(id): Id<CycleId>,
            headers: HeaderMap,
            form: Form,
        ) -> Result<Response, Problem> {
            save(&app, &ctx, (id, Step::$step, headers, form)).await
        }
    )*};
}

steps! {
    refresh_form, refresh, Refresh;
    council_form, council, Council;
    publish_form, publish, Publish;
    withdraw_form, withdraw, Withdraw;
    summarise_form, summarise, Summarise;
    adopt_form, adopt, Adopt;
    send_form, send, Send;
}
