//! Editing a section, and the steps of an analysis, each on a short form.

use super::AnalysisId;
use super::act::{self, Given};
use super::course::{State, Step, refused_decision};
use super::frame::{self, LINE, TEXT, home};
use super::load::{self, Analysis, Section};
use super::page::block_of;
use crate::app::App;
use crate::people::verify_address;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, see};

fn edit_shown(
    ctx: &Ctx,
    (id, section): (AnalysisId, &Section),
    form: &Form,
) -> Result<Response, Problem> {
    let title = ctx.t(&format!("review-block-{}", section.block)).into_owned();
    let version = form.version_or(section.edition);
    Act::new("review-edit", "/edit", "ui-save")
        .lead(title)
        .hidden(form, "block")
        .area((ctx, form), "text", ("review-text", "review-text-hint"))
        .shown(
            ctx,
            Around { page: frame::page(ctx, ctx.t("review-edit")), home: home(id), version },
            form,
        )
}

/// An analysis that may be edited, and the section that an address or a form names.
async fn opened(
    app: &App,
    tx: &Tx,
    (id, form): (AnalysisId, &Form),
) -> Result<(Analysis, Section), Problem> {
    let law = app.law(tx.municipality());
    let one = load::analysis(tx, &law, id).await?;
    let block = block_of(form)?;
    let section = one.sections.iter().find(|section| section.block == block).cloned();
    Ok((one, section.ok_or(Problem::NotFound)?))
}

/// `GET /review/analyses/{id}/edit?block=`.
pub async fn edit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AnalysisId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (one, section) = opened(&app, &tx, (id, &form)).await?;
    tx.audit(Entry::read("review-analysis", id.0));
    tx.commit().await?;
    if !State::of(&one.row.state).is_open() {
        return Err(Problem::Impossible("review-refused-signed"));
    }
    let filled = [("block", section.block.to_owned()), ("text", section.text.clone())];
    edit_shown(&ctx, (id, &section), &Form::filled(ctx.lang, filled))
}

/// `POST /review/analyses/{id}/edit`.
pub async fn edit_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AnalysisId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let text = form.required("text", TEXT);
    let mut tx = app.db.write(&ctx.actor).await?;
    let (one, section) = opened(&app, &tx, (id, &form)).await?;
    if !form.ok() {
        tx.audit(Entry::read("review-analysis", id.0));
        tx.commit().await?;
        return edit_shown(&ctx, (id, &section), &form);
    }
    let edition = form.version_or(section.edition);
    tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
    act::edit(&mut tx, (&one.row, &section), (edition, &text)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(id), Some("review-saved")))
}

/// Whether a step asks for a number and a day.
fn asks(step: Step) -> bool {
    matches!(step, Step::Discuss | Step::Send)
}

/// Titles and addresses of the forms.
fn words(step: Step) -> (&'static str, &'static str, &'static str) {
    match step {
        Step::Refresh => ("review-do-refresh", "/refresh", "review-lead-refresh"),
        Step::Propose => ("review-do-propose", "/propose", "review-lead-propose"),
        Step::Discuss => ("review-do-discuss", "/discuss", "review-lead-discuss"),
        Step::Sign => ("review-do-sign", "/sign", "review-lead-sign"),
        Step::Send => ("review-do-send", "/send", "review-lead-send"),
    }
}

fn step_shown(ctx: &Ctx, (step, one): (Step, &Analysis), form: &Form) -> Result<Response, Problem> {
    let (title, rest, lead) = words(step);
    let mut act = Act::new(title, rest, title).lead(ctx.t(lead));
    if step == Step::Sign {
        act = act.grave();
    }
    if asks(step) {
        let both = (ctx, form);
        act = act.line(both, "number", "review-column-number");
        act = act.day(both, "on", ("review-day", String::new()));
    }
    let version = form.version_or(one.row.version);
    let page = frame::page(ctx, ctx.t(title));
    act.shown(ctx, Around { page, home: home(one.row.id), version }, form)
}

async fn form_of(
    app: &App,
    ctx: &Ctx,
    (id, step): (AnalysisId, Step),
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::analysis(&tx, &law, id).await?;
    tx.audit(Entry::read("review-analysis", id.0));
    tx.commit().await?;
    step.after(one.state()).map_err(Problem::Impossible)?;
    step_shown(ctx, (step, &one), &Form::empty(ctx.lang))
}

/// What a form gives; what is wrong stands beside the field.
fn read(form: &mut Form, (step, one): (Step, &Analysis), today: Day) -> Given {
    if !asks(step) {
        return Given::default();
    }
    let number = form.required("number", LINE);
    let on = form.day("on");
    let since = match step {
        Step::Discuss => one.row.proposed_at.map(|at| at.day()),
        _ => one.row.signed_at.map(|at| at.day()),
    };
    if let Some(key) = on.and_then(|on| refused_decision(on, since, today)) {
        form.wrong("on", key);
    }
    Given { number, on }
}

/// What a sent form comes with.
type Sent = (AnalysisId, Step, HeaderMap, Form);

async fn save(
    app: &App,
    ctx: &Ctx,
    (id, step, headers, mut form): Sent,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let verify = verify_address(app, ctx, &headers);
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut one = load::analysis(&tx, &law, id).await?;
    let given = read(&mut form, (step, &one), app.today());
    if !form.ok() {
        tx.audit(Entry::read("review-analysis", id.0));
        tx.commit().await?;
        return step_shown(ctx, (step, &one), &form);
    }
    one.row.version = form.version_or(one.row.version);
    tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
    let press = (&*ctx.municipality, verify.as_str());
    act::step(&mut tx, (&one, step), (&given, press)).await?;
    tx.commit().await?;
    Ok(see(ctx, &home(id), Some("review-saved")))
}

macro_rules! steps {
    ($($form:ident, $save:ident, $step:ident;)*) => {$(
        /// The form of a step.
        pub async fn $form(
            Shared(app): Shared<App>,
            ctx: Ctx,
            Id(id): Id<AnalysisId>,
        ) -> Result<Response, Problem> {
            form_of(&app, &ctx, (id, Step::$step)).await
        }

        /// The step itself.
        pub async fn $save(
            Shared(app): Shared<App>,
            ctx: Ctx,
            Id(id): Id<AnalysisId>,
            headers: HeaderMap,
            form: Form,
        ) -> Result<Response, Problem> {
            save(&app, &ctx, (id, Step::$step, headers, form)).await
        }
    )*};
}

steps! {
    refresh_form, refresh, Refresh;
    propose_form, propose, Propose;
    discuss_form, discuss, Discuss;
    sign_form, sign, Sign;
    send_form, send, Send;
}
