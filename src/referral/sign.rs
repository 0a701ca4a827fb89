//! Check and sign: the preliminary assessment gets its number (чл. 13, ал. 1 и 2 ППЗСУ).

use super::CaseId;
use super::assessment::{Draft, draft};
use super::case::{Facts, Move, Refusal, State, next};
use super::content::{Content, Proposed};
use super::extra::{self, Missing};
use super::issue::{self, Issue, Signing};
use super::load::refused;
use super::view::{choices, chosen, frame, path, term, written};
use crate::app::App;
use crate::forms::Step;
use crate::municipality::{self, Order, Settings};
use crate::services::{self, Service, ServiceId};
use askama::Template;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Compared, Ctx, Form, Id, Problem, again, day_values, html, see};
use std::collections::HashMap;
use ui::Choice;

/// How both signed.
const HOW: [&str; 2] = ["paper", "screen"];
/// Why it is signed after the term.
const LATE: [&str; 4] = ["person", "information", "workload", "other"];

#[derive(Template)]
#[template(path = "referral/sign.html")]
struct SignPage {
    page: ui::Page,
    form: Form,
    action: String,
    cancel: String,
    edit: String,
    version: i32,
    needs: Vec<(String, String)>,
    services: Vec<(String, String)>,
    consent: String,
    content: Content,
    hows: Vec<Choice>,
    lates: Vec<Choice>,
    last_day: String,
    is_late: bool,
    order: Option<String>,
    office: String,
    all_declined: bool,
    extra: Vec<(String, String)>,
    missing: Missing,
}

fn sign_page(
    app: &App,
    ctx: &Ctx,
    (draft, known): (&Draft, &HashMap<ServiceId, Service>),
    (order, form): (Option<&Order>, Form),
    (extra, missing): Own,
) -> Result<SignPage, Problem> {
    let mut page = frame(ctx, &draft.short, "referral-sign-title");
    page.errors = form.errors();
    let case = &draft.short.case;
    let last = term(&app.law(ctx.actor.municipality), "D01", case.wish_on)?;
    let is_bg = ctx.lang == ui::Lang::Bg;
    let needs = super::content::areas().iter().filter_map(|area| {
        let text = draft.content.needs.get(&area.code)?.clone();
        Some((if is_bg { &area.bg } else { &area.en }.clone(), text))
    });
    let services = draft.content.proposal.iter().filter_map(|p| {
        let answer = match p.chosen {
            Some(true) if !p.duration.is_empty() => {
                let how_long = ctx.t(&format!("referral-duration-{}", p.duration));
                format!("{} · {how_long}", ctx.t("referral-answer-yes"))
            }
            Some(false) => format!("{} {}", ctx.t("referral-answer-no"), p.reason),
            _ => ctx.t("referral-answer-open").into_owned(),
        };
        Some((known.get(&p.service)?.name.clone(), answer))
    });
    let content = &draft.content;
    Ok(SignPage {
        page,
        action: ctx.url(&path(case.id, "/sign")),
        cancel: ctx.url(&path(case.id, "")),
        edit: ctx.url(&path(case.id, "/assessment")),
        version: draft.version,
        needs: needs.collect(),
        services: services.collect(),
        hows: choices(ctx, &HOW, form.get("signed_how"), |c| format!("referral-signed-{c}")),
        lates: choices(ctx, &LATE, form.get("late_reason"), |c| format!("referral-late-{c}")),
        last_day: written(last),
        is_late: last.is_some_and(|last| last < app.today()),
        order: order.map(|order| format!("{} / {}", order.number, order.day.bg())),
        office: ctx.url("/office"),
        all_declined: !content.proposal.is_empty() && content.chosen() == 0,
        consent: match content.consent.as_str() {
            "" => String::new(),
            answer => ctx.t(&format!("referral-consent-{answer}")).into_owned(),
        },
        content: content.clone(),
        extra,
        missing,
        form,
    })
}

/// What was answered in the own fields of the assessment, and what is missing.
type Own = (Vec<(String, String)>, Missing);

async fn own(ctx: &Ctx, tx: &Tx, draft: &Draft) -> Result<Own, StoreError> {
    let [_, shown] = extra::shown(ctx, tx, &draft.short).await?;
    Ok((shown, Missing::load(ctx, tx, &draft.short, Step::Sign).await?))
}

async fn known(tx: &Tx, content: &Content) -> Result<HashMap<ServiceId, Service>, StoreError> {
    let ids: Vec<ServiceId> = content.proposal.iter().map(|p| p.service).collect();
    services::by_ids(tx, &ids).await
}

async fn order_of(tx: &Tx, on: Day) -> Result<Option<Order>, StoreError> {
    match tx.actor().account {
        Some(account) => municipality::may_sign(tx, account, on).await,
        None => Ok(None),
    }
}

pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let draft = draft(&mut tx, id).await?;
    let known = known(&tx, &draft.content).await?;
    let order = order_of(&tx, tx.today()).await?;
    let mut values = day_values("signed_on", Some(tx.today()));
    values.push(("signed_how".into(), "paper".into()));
    let own = own(&ctx, &tx, &draft).await?;
    tx.commit().await?;
    let form = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    html(&sign_page(&app, &ctx, (&draft, &known), (order.as_ref(), form), own)?)
}

fn read(law: &law::Law, form: &mut Form, draft: &Draft) -> Result<Option<Signing>, Problem> {
    let on = form.day("signed_on");
    let how = chosen(form, "signed_how", &HOW);
    let late_reason = form.optional("late_reason", 50);
    let late_note = form.optional("late_note", 2_000);
    let last = term(law, "D01", draft.short.case.wish_on)?;
    let late = on.zip(last).is_some_and(|(on, last)| last < on);
    if late && !LATE.contains(&late_reason.as_str()) {
        form.wrong("late_reason", "referral-late-reason-needed");
    }
    // Who signs in time has no reason for being late, whatever the form brought.
    let late_reason = if late { late_reason } else { String::new() };
    Ok(on.filter(|_| form.ok()).map(|on| Signing { on, how, late, late_reason, late_note }))
}

fn facts(draft: &Draft, on: Day, (order, today): (Option<&Order>, Day)) -> Facts {
    let held = draft.short.held().and_then(|m| m.held_at);
    Facts {
        in_order: order.is_some(),
        in_future: on > today,
        before_meeting: held.is_some_and(|at| on < at.day()),
        complete: draft.content.is_complete(),
        proposed: draft.content.proposal.len(),
        chosen: draft.content.chosen(),
        ..Facts::default()
    }
}

/// Beside which field a refusal is shown.
fn field_of(refusal: Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::InFuture | Refusal::BeforeMeeting | Refusal::NotInOrder => Some("signed_on"),
        _ => None,
    }
}

pub async fn sign(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let verify = crate::people::verify_address(&app, &ctx, &headers);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    let draft = draft(&mut tx, id).await?;
    let known = known(&tx, &draft.content).await?;
    if draft.version != form.version() {
        return Err(conflict(&ctx, &draft, &known));
    }
    let signing = read(&app.law(ctx.actor.municipality), &mut form, &draft)?;
    Missing::load(&ctx, &tx, &draft.short, Step::Sign).await?.note(&ctx, &mut form);
    let on = signing.as_ref().map_or(tx.today(), |s| s.on);
    let order = order_of(&tx, on).await?;
    let facts = facts(&draft, on, (order.as_ref(), tx.today()));
    let after = next(draft.short.state, Move::Sign, &facts);
    if let (Some(_), Err(refusal)) = (&signing, after) {
        match field_of(refusal) {
            Some(field) => form.wrong(field, refusal.key()),
            None => return Err(refused(refusal)),
        }
    }
    let (Some(signing), Some(order), Ok(after), true) = (signing, &order, after, form.ok()) else {
        tx.rollback().await;
        return shown_again(&app, &ctx, id, (order, form)).await;
    };
    let settings = Settings::of(&ctx.municipality);
    let issue = Issue { draft: &draft, known: &known, signing: &signing, order, after };
    issue::issue(&mut tx, &app, &ctx, (&settings, verify), &issue).await?;
    tx.commit().await?;
    let flash = match after {
        State::ClosedDeclined => "referral-declined-done",
        _ if signing.late => "referral-signed-late-done",
        _ => "referral-signed-done",
    };
    Ok(see(&ctx, &path(id, ""), Some(flash)))
}

/// The page again, read afresh: the write transaction was given up.
async fn shown_again(
    app: &App,
    ctx: &Ctx,
    id: CaseId,
    (order, form): (Option<Order>, Form),
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let draft = draft(&mut tx, id).await?;
    let known = known(&tx, &draft.content).await?;
    let own = own(ctx, &tx, &draft).await?;
    tx.commit().await?;
    again(&sign_page(app, ctx, (&draft, &known), (order.as_ref(), form), own)?)
}

/// Somebody changed the assessment after it was checked: what stands in it now.
fn conflict(ctx: &Ctx, draft: &Draft, known: &HashMap<ServiceId, Service>) -> Problem {
    let name = |p: &Proposed| known.get(&p.service).map(|s| s.name.clone());
    let proposed: Vec<String> = draft.content.proposal.iter().filter_map(name).collect();
    let needs: Vec<String> = draft.content.needs.values().cloned().collect();
    let row = |key: &str, theirs: String| Compared {
        label: ctx.t(key).into_owned(),
        mine: ctx.t("referral-checked-before").into_owned(),
        theirs,
    };
    Problem::Conflict(vec![
        row("referral-part-needs", needs.join("\n")),
        row("referral-proposed", proposed.join("; ")),
    ])
}
