//! The page behind number and secret code: what came, where it stands in plain words, what comes next
//! and until when, whom to call, every step with what was written. Right after sending it is the
//! confirmation, to be printed. What is missing is added here.

use super::course::{Move, State, grouped, terms};
use super::file::{self, Of};
use super::frame::{self, whom_to_call};
use super::question::TEXT;
use super::sent::{self, Matter};
use super::store::online_step;
use crate::app::App;
use crate::people::scanned::scan_of;
use crate::voices::{self, Stands};
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, html, see};
use ui::Link;

/// The name of the box of a file.
const FIELD: &str = "file";

#[derive(Template)]
#[template(path = "online/follow.html")]
struct FollowPage {
    page: ui::Page,
    /// It was sent a moment ago.
    fresh: bool,
    number: String,
    code: String,
    state: String,
    colour: &'static str,
    /// What the state means.
    means: String,
    /// What comes next.
    next: String,
    facts: Vec<(String, String)>,
    /// What follows in plain words, until when, by which article.
    terms: Vec<(String, String, String)>,
    /// When, what was done, what was written.
    steps: Vec<(String, String, String)>,
    asked: bool,
    danger: bool,
    form: Form,
    action: String,
    call: Vec<(String, String)>,
}

/// What somebody sent, with all that is told of it.
struct Behind {
    one: Matter,
    steps: Vec<(online_step::Model, String)>,
    complaint: Option<Stands>,
}

async fn behind(tx: &Tx, secret: &str) -> Result<Behind, Problem> {
    // What is no number and no code is looked for as if it were one.
    let one = sent::behind(tx, secret).await?.ok_or(Problem::NotFound)?;
    let steps = sent::steps(tx, one.row.id).await?;
    let complaint = match one.complaint() {
        Some(id) => Some(voices::stands_of(tx, id).await?),
        None => None,
    };
    Ok(Behind { one, steps, complaint })
}

fn facts(ctx: &Ctx, behind: &Behind) -> Vec<(String, String)> {
    let one = &behind.one;
    let kind = ctx.t(&format!("online-kind-{}", one.kind())).into_owned();
    let registered = if one.said.became_number.is_empty() || one.state != State::Became {
        String::new()
    } else {
        one.said.became_number.clone()
    };
    let mut all = vec![
        ("online-fact-kind", kind),
        ("online-fact-sent", one.row.sent_at.bg()),
        ("online-fact-registered", registered),
    ];
    if one.state == State::Asked {
        all.push(("online-fact-add-until", one.row.due_on.bg()));
    }
    if let Some(stands) = &behind.complaint {
        all.push(("online-fact-answer-until", stands.due.bg()));
        all.push(("online-fact-answered", stands.answered_on.map(Day::bg).unwrap_or_default()));
        let outcome = match stands.outcome.as_str() {
            "" => String::new(),
            code => ctx.t(&format!("voices-outcome-{code}")).into_owned(),
        };
        all.push(("online-fact-outcome", outcome));
        all.push(("online-fact-answer", stands.answer.clone()));
    }
    let known = all.into_iter().filter(|(_, text)| !text.is_empty());
    known.map(|(key, text)| (ctx.t(key).into_owned(), text)).collect()
}

/// What comes next, in a sentence.
fn next(ctx: &Ctx, behind: &Behind) -> String {
    let one = &behind.one;
    let is_answered = behind.complaint.as_ref().is_some_and(|one| one.answered_on.is_some());
    let key = match one.state {
        _ if is_answered => "online-next-closed".to_owned(),
        State::Received | State::Taken => format!("online-next-{}", one.kind()),
        State::Asked => "online-next-asked".to_owned(),
        State::Became => format!("online-after-{}", one.kind()),
        State::Answered | State::Forwarded | State::Refused => "online-next-closed".to_owned(),
    };
    ctx.t(&key).into_owned()
}

fn draw(app: &App, ctx: &Ctx, (behind, form): (&Behind, Form), is_fresh: bool) -> FollowPage {
    let one = &behind.one;
    let law = app.law(ctx.actor.municipality);
    let is_running = one.state.is_open() || one.state == State::Became;
    let rules: &[&str] = if is_running { terms(one.kind()) } else { &[] };
    let term = |due: law::Due| {
        let day = due.due.map(|day| Day(day).bg());
        let day = day.unwrap_or_else(|| ctx.t("online-at-once").into_owned());
        let words = ctx.t(&format!("online-term-{}", due.rule.to_lowercase())).into_owned();
        (words, day, due.derivation.articles.join("; "))
    };
    let step = |(row, text): &(online_step::Model, String)| {
        let words = ctx.t(&format!("online-step-{}", row.kind)).into_owned();
        (row.made_at.bg(), words, text.clone())
    };
    let title = if is_fresh { "online-sent-title" } else { "online-follow-title" };
    let mut page = ctx.public_page(ctx.t(title));
    page.errors = form.errors();
    page.back = Some(Link::new(ctx.url("/online"), ctx.t("online-start")));
    FollowPage {
        page,
        fresh: is_fresh,
        number: one.number(),
        code: grouped(&one.said.code),
        state: ctx.t(&format!("online-state-{}", one.state.code())).into_owned(),
        colour: one.state.colour(),
        means: ctx.t(&format!("online-means-{}", one.state.code())).into_owned(),
        next: next(ctx, behind),
        facts: facts(ctx, behind),
        terms: frame::terms(&law, rules, one.row.sent_on).into_iter().map(term).collect(),
        steps: behind.steps.iter().map(step).collect(),
        asked: one.state == State::Asked,
        danger: one.row.is_urgent && one.state.is_open(),
        form,
        action: ctx.url(&one.address()),
        call: whom_to_call(ctx),
    }
}

/// `GET /online/follow/{secret}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.nobody()).await?;
    let behind = behind(&tx, &secret).await?;
    let person = behind.one.row.person_id.map(|person| person.0);
    tx.audit(Entry::read("online-sent", behind.one.row.id.0).about(person));
    tx.commit().await?;
    let is_fresh = form.has("sent");
    html(&draw(&app, &ctx, (&behind, Form::empty(ctx.lang)), is_fresh))
}

/// `POST /online/follow/{secret}`: what was asked for is added, with a file or without one.
pub async fn supplement(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.nobody()).await?;
    let behind = behind(&tx, &secret).await?;
    let one = &behind.one;
    if Move::Supplement.from(one.state).is_none() {
        return Err(Problem::Impossible("online-refused-not-asked"));
    }
    let of = Of::Sent(one.row.id);
    let there = file::of(&tx, of).await?;
    let text = form.required("text", TEXT);
    let name = form.file(FIELD).map(|file| file.file_name.clone()).unwrap_or_default();
    let scan = scan_of(&mut form, FIELD);
    if let Some(why) = scan.as_ref().and_then(|scan| file::refused(&there, scan)) {
        form.wrong(FIELD, why);
    }
    if !form.ok() {
        tx.audit(Entry::refused("online-sent"));
        tx.commit().await?;
        return again(&draw(&app, &ctx, (&behind, form), false));
    }
    tx.use_form(&form.key(), &ctx.url("/online/status")).await?;
    if let Some(scan) = &scan {
        file::keep(&mut tx, of, (&name, scan)).await?;
    }
    sent::supplement(&mut tx, &law, (one, &text)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &one.address(), Some("online-supplemented")))
}
