//! The page where anybody files a complaint, a signal or a proposal, without an account and, if they
//! wish, without a name; and the page behind its code, where they follow it. Network addresses are not
//! kept. Filing is counted by asker and by day, guessing a code is stopped by the guard.

use super::complaint::{self, Complaint, MOST_A_DAY, New, number};
use super::complaint_new::read;
use super::course::{SORTS, State, TOPICS, stands};
use super::frame::{open_services, service_choices};
use super::question::{digits, grouped};
use super::store::voice_step;
use crate::app::App;
use crate::municipality::Settings;
use crate::services::Service;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit;
use kit::store::{FormKey, StoreError};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, choices, html, see};
use ui::Choice;

#[derive(Template)]
#[template(path = "voices/public.html")]
struct PublicPage {
    page: ui::Page,
    form: Form,
    action: String,
    sorts: Vec<Choice>,
    topics: Vec<Choice>,
    services: Vec<Choice>,
    phone: String,
}

fn draw(ctx: &Ctx, form: Form, all: &[Service]) -> PublicPage {
    let mut page = ctx.public_page(ctx.t("voices-public-title"));
    page.errors = form.errors();
    let of = |name: &str, codes: &[&str], prefix: &str| {
        choices(ctx, codes, form.get(name), |code| format!("{prefix}{code}"))
    };
    PublicPage {
        page,
        action: ctx.url("/complaint"),
        sorts: of("kind", &SORTS, "voices-sort-"),
        topics: of("topic", &TOPICS, "voices-topic-"),
        services: service_choices(all),
        phone: Settings::of(&ctx.municipality).phone,
        form,
    }
}

/// `GET /complaint`.
pub async fn form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let all = open_services(&tx).await?;
    tx.rollback().await;
    html(&draw(&ctx, Form::empty(ctx.lang), &all))
}

/// `POST /complaint`.
pub async fn file(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    if app.kit.guesses.stopped(&ctx.actor.ip, app.clock().now()) {
        return Err(Problem::TooMany);
    }
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.nobody()).await?;
    let all = open_services(&tx).await?;
    let form_key = form.key().0;
    let new = New { via: "page".to_owned(), form_key, ..read(&mut form, &all) };
    if !form.ok() {
        tx.audit(audit::Entry::refused("voice-complaint"));
        tx.commit().await?;
        return again(&draw(&ctx, form, &all));
    }
    let code = complaint::code_of(&tx, &new.form_key)?;
    let there = format!("/complaint/{code}");
    match tx.use_form(&FormKey(new.form_key.clone()), &ctx.url("/complaint")).await {
        Ok(()) => {}
        // Sent before: the same key makes the same code, and so leads to what was filed.
        Err(StoreError::FormUsed(_)) => {
            tx.audit(audit::Entry::refused("voice-complaint"));
            tx.commit().await?;
            return Ok(see(&ctx, &there, Some("voices-filed")));
        }
        Err(other) => return Err(other.into()),
    }
    // Whoever files many is stopped for an hour, as one who guesses; a machine fills no register.
    app.kit.guesses.wrong(&ctx.actor.ip, app.clock().now());
    let today = tx.today();
    if complaint::came_by_page(&tx, today).await? >= MOST_A_DAY {
        return Err(Problem::TooMany);
    }
    complaint::add(&mut tx, &law, (&new, today)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &there, Some("voices-filed")))
}

/// `POST /complaint/follow`: a code that was typed leads to its page, where guessing is counted.
pub async fn follow(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let code = digits(form.get("code"));
    let code = if code.is_empty() { "0".to_owned() } else { code };
    let mut tx = app.db.read(&ctx.nobody()).await?;
    tx.audit(audit::Entry::search("voice-complaint"));
    tx.commit().await?;
    Ok(see(&ctx, &format!("/complaint/{code}"), None))
}

#[derive(Template)]
#[template(path = "voices/follow.html")]
struct FollowPage {
    page: ui::Page,
    number: String,
    state: String,
    colour: &'static str,
    code: String,
    facts: Vec<(String, String)>,
    steps: Vec<(String, String)>,
}

fn facts(ctx: &Ctx, one: &Complaint) -> Vec<(String, String)> {
    let row = &one.row;
    let outcome = match row.outcome.as_str() {
        "" => String::new(),
        code => ctx.t(&format!("voices-outcome-{code}")).into_owned(),
    };
    let answer = match one.state {
        State::Open => String::new(),
        State::Answered => one.content.answer.clone(),
    };
    let all = [
        ("voices-column-sort", ctx.t(&format!("voices-sort-{}", row.kind)).into_owned()),
        ("voices-column-topic", ctx.t(&format!("voices-topic-{}", row.topic)).into_owned()),
        ("voices-column-received", row.received_on.bg()),
        ("voices-column-due", row.due_on.bg()),
        ("voices-answered-on", row.answered_on.map(Day::bg).unwrap_or_default()),
        ("voices-column-outcome", outcome),
        ("voices-answer", answer),
    ];
    let shown = all.into_iter().filter(|(_, text)| !text.is_empty());
    shown.map(|(key, text)| (ctx.t(key).into_owned(), text)).collect()
}

/// `GET /complaint/{secret}`.
pub async fn state(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let code = digits(&code);
    let mut tx = app.db.read(&ctx.nobody()).await?;
    let one = complaint::behind(&tx, &code).await?;
    let steps = complaint::steps(&tx, one.row.id).await?;
    let today = tx.today();
    tx.audit(audit::Entry::read("voice-complaint", one.row.id.0));
    tx.commit().await?;
    let (word, colour) = stands(one.state, (one.row.due_on, one.row.answered_on), today);
    // What was done is told, not in which words it was noted.
    let step = |(row, _): &(voice_step::Model, String)| {
        (row.day.bg(), ctx.t(&format!("voices-step-{}", row.kind)).into_owned())
    };
    html(&FollowPage {
        page: ctx.public_page(ctx.t("voices-follow-title")),
        number: number(&one.row),
        state: ctx.t(&format!("voices-stand-{word}")).into_owned(),
        colour,
        code: grouped(&code),
        facts: facts(&ctx, &one),
        steps: steps.iter().map(step).collect(),
    })
}
