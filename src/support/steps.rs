//! The steps of a document: approved, sent back, signed, given, given up.

use super::VersionId;
use super::begin;
use super::change::{self, Press};
use super::course::{Move, Stage, missing};
use super::load::{self, Whole};
use super::page::name;
use crate::app::App;
use crate::people::{self, Signing};
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Act, Ctx, Form, Id, Problem, chosen, day_values, see};
use law::Signs;
use ui::{Choice, Link};

/// How a document is sent; the name has the key `support-how-<code>`.
pub const HOWS: [&str; 4] = ["file", "ssev", "post", "hand"];

fn home(id: VersionId) -> String {
    format!("/support/{id}")
}

/// A version as it stands, read for a page.
async fn seen(app: &App, ctx: &Ctx, id: VersionId) -> Result<Whole, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = load::whole(&tx, app, id).await?;
    tx.audit(Entry::read("support", id.0).about(Some(whole.around.brief.person.0)));
    tx.commit().await?;
    Ok(whole)
}

async fn opened(app: &App, ctx: &Ctx, id: VersionId, at: Stage) -> Result<Whole, Problem> {
    let whole = seen(app, ctx, id).await?;
    if whole.stage == at { Ok(whole) } else { Err(Problem::Impossible("support-refused-state")) }
}

fn shown(ctx: &Ctx, whole: &Whole, act: Act, form: &Form) -> Result<Response, Problem> {
    let mut page = begin::frame(ctx, &whole.around, &ctx.t(act.title()));
    let home = home(whole.row.id);
    page.breadcrumbs.push(Link::new(ctx.url(&home), name(ctx, &whole.row)));
    page.breadcrumbs.push(Link::new("", page.title.clone()));
    let version = form.version_or(whole.row.version);
    act.shown(ctx, kit::web::Around { page, home, version }, form)
}

/// The write that a form leads to; the row is read anew. A form sent twice leads to its first
/// result, whatever the stage is by then.
async fn doing(app: &App, ctx: &Ctx, id: VersionId, form: &Form) -> Result<(Tx, Whole), Problem> {
    let tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
    ctx.sent(&tx, form).await?;
    let whole = load::whole(&tx, app, id).await?;
    // Whoever approves or signs does so to what he read.
    if form.version() != whole.row.version {
        return Err(Problem::Impossible("support-refused-changed"));
    }
    Ok((tx, whole))
}

async fn done(tx: Tx, ctx: &Ctx, id: VersionId, flash: &'static str) -> Result<Response, Problem> {
    tx.commit().await?;
    Ok(see(ctx, &home(id), Some(flash)))
}

async fn dated(
    app: &App,
    ctx: &Ctx,
    (name, more): (&str, &[(&str, String)]),
) -> Result<Form, Problem> {
    let mut values = day_values(name, Some(app.today()));
    values.extend(more.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    Ok(ctx.resumed(Form::filled(ctx.lang, values), &[]).await?)
}

/// A day that has come, and not before another.
fn past(form: &mut Form, name: &str, (from, today): (Option<Day>, Day)) -> Option<Day> {
    let on = form.day(name);
    if on.is_some_and(|on| on > today) {
        form.wrong(name, "support-day-future");
    }
    if on.is_some_and(|on| from.is_some_and(|from| on < from)) {
        form.wrong(name, "support-day-before");
    }
    on
}

fn approve_act(ctx: &Ctx, form: &Form) -> Act {
    let boxes = (ctx, form);
    Act::new("support-approve", "/approve", "support-approve")
        .lead(ctx.t("support-approve-lead"))
        .line(boxes, "by", "support-approved-by")
        .day(boxes, "on", ("support-approved-on", String::new()))
}

/// `GET /support/{id}/approve`.
pub async fn approve_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<VersionId>,
) -> Result<Response, Problem> {
    let whole = opened(&app, &ctx, id, Stage::Draft).await?;
    if !missing(whole.kind, &whole.content, whole.frame()).is_empty() {
        return Err(Problem::Impossible("support-refused-missing"));
    }
    let form = dated(&app, &ctx, ("on", &[("by", ctx.actor.name.to_string())])).await?;
    shown(&ctx, &whole, approve_act(&ctx, &form), &form)
}

/// `POST /support/{id}/approve`.
pub async fn approve(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<VersionId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let (mut tx, whole) = doing(&app, &ctx, id, &form).await?;
    let by = form.required("by", 200);
    let on = past(&mut form, "on", (whole.content.ended_on, app.today()));
    let (Some(on), true) = (on, form.ok()) else {
        tx.rollback().await;
        let whole = seen(&app, &ctx, id).await?;
        return shown(&ctx, &whole, approve_act(&ctx, &form), &form);
    };
    let verify = people::verify_address(&app, &ctx, &headers);
    let press = Press { municipality: &ctx.municipality, verify };
    change::approve(&mut tx, &whole, &press, (&by, on)).await?;
    done(tx, &ctx, id, "support-approve-done").await
}

/// `POST /support/{id}/return`.
pub async fn send_back(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<VersionId>,
    form: Form,
) -> Result<Response, Problem> {
    let (mut tx, whole) = doing(&app, &ctx, id, &form).await?;
    change::turn_back(&mut tx, &whole, Move::Return).await?;
    done(tx, &ctx, id, "support-return-done").await
}

/// `POST /support/{id}/drop`.
pub async fn give_up(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<VersionId>,
    form: Form,
) -> Result<Response, Problem> {
    let (mut tx, whole) = doing(&app, &ctx, id, &form).await?;
    change::turn_back(&mut tx, &whole, Move::Drop).await?;
    done(tx, &ctx, id, "support-drop-done").await
}

/// Who may sign beside the team: the person, the person with a consent, or who speaks for them.
fn signers(ctx: &Ctx, whole: &Whole) -> Vec<Choice> {
    let Signing { capacity, signers } = &whole.around.signing;
    let name = &whole.around.head.name;
    let ground = |ground: &str| ctx.t(&format!("people-ground-{ground}"));
    let own = || Choice::new("person", name.clone());
    let others = signers.iter().map(|one| {
        let who = format!("{}, {}", one.name, ground(&one.ground));
        let words = match capacity.signs {
            Signs::WithConsent => {
                let args = [("name", name.clone()), ("who", who)];
                ctx.ta("support-signer-with", &args).into_owned()
            }
            _ => who,
        };
        Choice::new(one.id.to_string(), words)
    });
    let alone = matches!(capacity.signs, Signs::Alone | Signs::Unknown);
    alone.then(own).into_iter().chain(others).collect()
}

fn sign_act(ctx: &Ctx, whole: &Whole, form: &Form) -> Act {
    let boxes = (ctx, form);
    let list = signers(ctx, whole);
    let lead = if list.is_empty() { "support-sign-nobody" } else { "support-sign-lead" };
    Act::new("support-sign", "/sign", "support-sign")
        .lead(ctx.t(lead))
        .day(boxes, "on", ("support-signed-on", String::new()))
        .among(boxes, "signer", ("support-signer", list))
}

/// `GET /support/{id}/sign`.
pub async fn sign_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<VersionId>,
) -> Result<Response, Problem> {
    let whole = opened(&app, &ctx, id, Stage::Approved).await?;
    let first = signers(&ctx, &whole).first().map(|one| one.value.clone()).unwrap_or_default();
    let form = dated(&app, &ctx, ("on", &[("signer", first)])).await?;
    shown(&ctx, &whole, sign_act(&ctx, &whole, &form), &form)
}

/// `POST /support/{id}/sign`.
pub async fn sign(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<VersionId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (mut tx, whole) = doing(&app, &ctx, id, &form).await?;
    let on = past(&mut form, "on", (whole.row.approved_on, app.today()));
    let list = signers(&ctx, &whole);
    let codes: Vec<&str> = list.iter().map(|one| one.value.as_str()).collect();
    let signer = chosen(&mut form, "signer", &codes);
    let signer = list.into_iter().find(|one| one.value == signer).map(|one| one.text);
    let (Some((on, signer)), true) = (on.zip(signer), form.ok()) else {
        tx.rollback().await;
        let whole = seen(&app, &ctx, id).await?;
        return shown(&ctx, &whole, sign_act(&ctx, &whole, &form), &form);
    };
    change::sign(&mut tx, &app, &whole, (&signer, on)).await?;
    done(tx, &ctx, id, "support-sign-done").await
}

fn give_act(ctx: &Ctx, form: &Form) -> Act {
    let boxes = (ctx, form);
    Act::new("support-give", "/give", "support-give")
        .lead(ctx.t("support-give-lead"))
        .day(boxes, "given_on", ("support-given-on", String::new()))
        .day(boxes, "sent_on", ("support-sent-on", String::new()))
        .one(boxes, "how", ("support-how", &HOWS), |code| format!("support-how-{code}"))
}

/// `GET /support/{id}/give`.
pub async fn give_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<VersionId>,
) -> Result<Response, Problem> {
    let whole = opened(&app, &ctx, id, Stage::Signed).await?;
    let today = day_values("sent_on", Some(app.today()));
    let today: Vec<(&str, String)> =
        today.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    let form = dated(&app, &ctx, ("given_on", &today)).await?;
    shown(&ctx, &whole, give_act(&ctx, &form), &form)
}

/// `POST /support/{id}/give`.
pub async fn give(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<VersionId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (mut tx, whole) = doing(&app, &ctx, id, &form).await?;
    let since = whole.row.signed_on;
    let given_on = past(&mut form, "given_on", (since, app.today()));
    let sent_on = past(&mut form, "sent_on", (since, app.today()));
    let how = chosen(&mut form, "how", &HOWS);
    let (Some(days), true) = (given_on.zip(sent_on), form.ok()) else {
        tx.rollback().await;
        let whole = seen(&app, &ctx, id).await?;
        return shown(&ctx, &whole, give_act(&ctx, &form), &form);
    };
    change::give(&mut tx, &whole, days, &how).await?;
    done(tx, &ctx, id, "support-give-done").await
}
