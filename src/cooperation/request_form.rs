//! The forms of requests: to an institution on a case, and from an institution.

use super::conference_form::{About, about, case_path};
use super::content::Asked;
use super::course::{ASKS, FOR_ASSESSMENT, RECEIVED, Term, term};
use super::frame::{self, HOME, NUMBER, Press, TEXT, asked_path};
use super::institution::{offered, picked};
use super::load::{self, Institution};
use super::paper::{self, Subject};
use super::request::{self, IN, NewInquiry, OUT, Whom};
use crate::app::App;
use crate::consent;
use crate::referral::CaseId;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, see};

/// The person's consent to asking others, in the register of consents.
const CONSENT: &str = "third_party";

/// The institutions to choose from, and the term of a request that goes out today.
async fn known(app: &App, ctx: &Ctx, from: Day) -> Result<(Vec<Institution>, Term), Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::institutions(&tx).await?;
    tx.audit(Entry::list("cooperation-institution"));
    tx.commit().await?;
    Ok((all, term(&law, from).map_err(Problem::internal)?))
}

fn new_shown(
    ctx: &Ctx,
    (about, all, term): (&About, &[Institution], &Term),
    form: &Form,
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let label = ctx.t("cooperation-column-institution").into_owned();
    let hint = ctx.ta("cooperation-due-hint", &[("day", term.last.bg())]).into_owned();
    let fact = |key: &str, text: String| (ctx.t(key).into_owned(), text);
    let facts = vec![
        fact("cooperation-column-person", about.name.clone()),
        fact("cooperation-how", term.how.join(" ")),
    ];
    let act = Act::new("cooperation-inquiry-new", "/inquiry", "cooperation-send")
        .lead(ctx.t("cooperation-inquiry-lead"))
        .facts(facts)
        .choice(both, "institution", (label, offered(all, None)))
        .one(both, "ground", ("cooperation-column-ground", &ASKS), |code| {
            format!("cooperation-ask-{code}")
        })
        .area(both, "question", ("cooperation-question", "cooperation-question-hint"))
        .area(both, "need", ("cooperation-need", "cooperation-need-hint"))
        .day(both, "due", ("cooperation-column-due", hint));
    let page = frame::plain_page(ctx, ctx.t("cooperation-inquiry-new"));
    let home = case_path(about.case.id);
    act.shown(ctx, Around { page, home, version: 0 }, form)
}

/// `GET /cooperation/referrals/{id}/inquiry`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Response, Problem> {
    let about = about(&app, &ctx, id).await?;
    let (all, term) = known(&app, &ctx, app.today()).await?;
    let mut values = vec![("ground".to_owned(), ASKS[0].to_owned())];
    values.extend(day_values("due", Some(term.proposed)));
    new_shown(&ctx, (&about, &all, &term), &Form::filled(ctx.lang, values))
}

/// `POST /cooperation/referrals/{id}/inquiry`: the letter is written with it.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let about = about(&app, &ctx, id).await?;
    let (all, term) = known(&app, &ctx, app.today()).await?;
    let institution = picked(&mut form, "institution", &all);
    let ground = chosen(&mut form, "ground", &ASKS);
    let asked = Asked {
        question: form.required("question", TEXT),
        need: form.required("need", TEXT),
        ..Asked::default()
    };
    let due = due_on(&ctx, &mut form, (app.today(), term.last));
    if ground == FOR_ASSESSMENT && about.case.is_closed {
        form.wrong("ground", "cooperation-wrong-closed");
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    if ground == "consent" && !consent::holds(&tx, about.case.person, CONSENT).await? {
        form.wrong("ground", "cooperation-wrong-third-party");
    }
    let (Some(institution), Some(due_on), true) = (institution, due, form.ok()) else {
        tx.rollback().await;
        return new_shown(&ctx, (&about, &all, &term), &form);
    };
    let new = NewInquiry {
        direction: OUT,
        institution,
        whom: Whom::of(&about.case),
        previous: None,
        ground,
        sent_on: tx.today(),
        due_on,
        asked,
    };
    let press = Press::here(&app, &ctx, &headers)?;
    tx.use_form(&form.key(), &ctx.url(&case_path(id))).await?;
    let made = request::add(&mut tx, &new).await?;
    paper::add(&mut tx, ("request", &press), Subject::Inquiry(made)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &asked_path(made, ""), Some("cooperation-inquiry-done")))
}

/// The day of an answer, not over and within the limit.
fn due_on(ctx: &Ctx, form: &mut Form, (from, last): (Day, Day)) -> Option<Day> {
    let due = form.day("due");
    if due.is_some_and(|due| due < from) {
        form.wrong("due", "cooperation-wrong-past");
    }
    if due.is_some_and(|due| due > last) {
        let text = ctx.ta("cooperation-due-hint", &[("day", last.bg())]).into_owned();
        form.wrong_text("due", text);
    }
    due
}

/// Where a request from an institution is entered: on a case, or on none.
fn received_home(about: Option<&About>) -> String {
    about.map_or_else(|| format!("{HOME}/requests"), |about| case_path(about.case.id))
}

fn received_shown(
    ctx: &Ctx,
    (about, all): (Option<&About>, &[Institution]),
    form: &Form,
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let label = ctx.t("cooperation-column-institution").into_owned();
    let person = about.map(|about| about.name.clone()).unwrap_or_default();
    let rest = if about.is_some() { "/received" } else { "" };
    let act = Act::new("cooperation-received-new", rest, "ui-save")
        .lead(ctx.t("cooperation-received-lead"))
        .facts(vec![(ctx.t("cooperation-column-person").into_owned(), person)])
        .choice(both, "institution", (label, offered(all, None)))
        .line(both, "number", "cooperation-their-number")
        .day(both, "on", ("cooperation-received-on", String::new()))
        .one(both, "ground", ("cooperation-column-ground", &RECEIVED), |code| {
            format!("cooperation-received-{code}")
        })
        .area(both, "question", ("cooperation-question", ""))
        .area(both, "need", ("cooperation-need", "cooperation-received-hint"))
        .day(
            both,
            "due",
            ("cooperation-column-due", ctx.t("cooperation-received-due").into_owned()),
        );
    let page = frame::plain_page(ctx, ctx.t("cooperation-received-new"));
    let home = match about {
        Some(about) => case_path(about.case.id),
        None => format!("{HOME}/received"),
    };
    act.shown(ctx, Around { page, home, version: 0 }, form)
}

async fn received_form(app: &App, ctx: &Ctx, about: Option<&About>) -> Result<Response, Problem> {
    let (all, term) = known(app, ctx, app.today()).await?;
    let mut values = day_values("on", Some(app.today()));
    values.extend(day_values("due", Some(term.last)));
    received_shown(ctx, (about, &all), &Form::filled(ctx.lang, values))
}

/// `GET /cooperation/received`.
pub async fn plain_received_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    received_form(&app, &ctx, None).await
}

/// `GET /cooperation/referrals/{id}/received`.
pub async fn case_received_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Response, Problem> {
    let about = about(&app, &ctx, id).await?;
    received_form(&app, &ctx, Some(&about)).await
}

async fn received_save(
    app: &App,
    ctx: &Ctx,
    (about, mut form): (Option<&About>, Form),
) -> Result<Response, Problem> {
    let (all, _) = known(app, ctx, app.today()).await?;
    let institution = picked(&mut form, "institution", &all);
    let ground = chosen(&mut form, "ground", &RECEIVED);
    let asked = Asked {
        question: form.required("question", TEXT),
        need: form.required("need", TEXT),
        their_number: form.optional("number", NUMBER),
        ..Asked::default()
    };
    let on = form.day("on");
    if on.is_some_and(|on| on > app.today()) {
        form.wrong("on", "cooperation-wrong-future");
    }
    let due = form.day("due");
    if due.zip(on).is_some_and(|(due, on)| due < on) {
        form.wrong("due", "cooperation-wrong-before-it");
    }
    let (Some(institution), Some(sent_on), Some(due_on), true) = (institution, on, due, form.ok())
    else {
        return received_shown(ctx, (about, &all), &form);
    };
    let whom = about.map(|about| Whom::of(&about.case)).unwrap_or_default();
    let new = NewInquiry {
        direction: IN,
        institution,
        whom,
        previous: None,
        ground,
        sent_on,
        due_on,
        asked,
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&received_home(about))).await?;
    let made = request::add(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(see(ctx, &asked_path(made, ""), Some("cooperation-done")))
}

/// `POST /cooperation/received`.
pub async fn plain_received_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    received_save(&app, &ctx, (None, form)).await
}

/// `POST /cooperation/referrals/{id}/received`.
pub async fn case_received_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    form: Form,
) -> Result<Response, Problem> {
    let about = about(&app, &ctx, id).await?;
    received_save(&app, &ctx, (Some(&about), form)).await
}
