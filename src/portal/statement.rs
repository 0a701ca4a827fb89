//! The statement of accessibility (чл. 58в ЗЕУ): made from what the last walk of all journeys in a browser
//! counted (`accessibility.json`, written by `e2e/run.mjs`), and a box for what somebody could not use.

use super::frame::{self, HOME};
use super::neighbours;
use crate::app::App;
use crate::municipality::Settings;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, html};
use serde::Deserialize;
use std::sync::LazyLock;

const WALKED: &str = include_str!("accessibility.json");
/// A statement is reviewed each year.
const YEAR: i32 = 365;
/// The longest remark.
const TEXT: usize = 4_000;
/// The longest way to answer.
const LINE: usize = 200;

/// What a walk of all journeys counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Walk {
    /// The day of the walk; none when none was kept.
    pub day: Option<Day>,
    /// Journeys that were walked.
    pub journeys: u32,
    /// Of them those that did not come through.
    pub failed: u32,
    /// Pages looked at, each at its widths, with scripts and without.
    pub pages: u32,
    /// Barriers found on them.
    pub barriers: u32,
}

/// How much of the standard holds, by what a walk counted: a code, words have the key
/// `portal-access-<code>`.
#[must_use]
pub fn verdict(walk: &Walk, today: Day) -> &'static str {
    match walk.day {
        None => "unknown",
        Some(day) if today.days_since(day) > YEAR => "old",
        Some(_) if walk.failed == 0 && walk.barriers == 0 && walk.pages > 0 => "clean",
        Some(_) => "partly",
    }
}

/// The walk that was kept.
#[must_use]
pub fn walk() -> &'static Walk {
    static WALK: LazyLock<Walk> =
        LazyLock::new(|| serde_json::from_str(WALKED).unwrap_or_default());
    &WALK
}

#[derive(Template)]
#[template(path = "portal/statement.html")]
struct StatementPage {
    page: ui::Page,
    verdict: String,
    facts: Vec<(String, String)>,
    feedback: String,
    phone: String,
    email: String,
    address: String,
}

fn facts(ctx: &Ctx, walk: &Walk) -> Vec<(String, String)> {
    let Some(day) = walk.day else { return Vec::new() };
    let all = [
        ("portal-access-day", day.bg()),
        ("portal-access-journeys", walk.journeys.to_string()),
        ("portal-access-pages", walk.pages.to_string()),
        ("portal-access-barriers", walk.barriers.to_string()),
        ("portal-access-failed", walk.failed.to_string()),
    ];
    all.map(|(key, text)| (ctx.t(key).into_owned(), text)).into()
}

/// `GET /portal/accessibility`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let settings = Settings::of(&ctx.municipality);
    let code = verdict(walk(), app.today());
    html(&StatementPage {
        page: frame::page(&ctx, ctx.t("portal-access"), "/accessibility"),
        verdict: ctx.t(&format!("portal-access-{code}")).into_owned(),
        facts: facts(&ctx, walk()),
        feedback: ctx.url(&format!("{HOME}/feedback?page={HOME}/accessibility")),
        phone: settings.phone,
        email: settings.email,
        address: settings.address,
    })
}

#[derive(Template)]
#[template(path = "portal/feedback.html")]
struct FeedbackPage {
    page: ui::Page,
    form: Form,
    action: String,
    about: String,
    phone: String,
}

fn draw(ctx: &Ctx, form: Form) -> FeedbackPage {
    let mut page = frame::page(ctx, ctx.t("portal-feedback"), "/accessibility");
    page.errors = form.errors();
    FeedbackPage {
        page,
        action: ctx.url(&format!("{HOME}/feedback")),
        about: form.get("page").to_owned(),
        phone: Settings::of(&ctx.municipality).phone,
        form,
    }
}

/// `GET /portal/feedback`.
pub async fn feedback_form(ctx: Ctx, form: Form) -> Result<Response, Problem> {
    html(&draw(&ctx, form))
}

#[derive(Template)]
#[template(path = "portal/thanks.html")]
struct ThanksPage {
    page: ui::Page,
    number: String,
    code: String,
    until: String,
}

/// `POST /portal/feedback`: a question that is answered by its day; its code is shown once.
pub async fn feedback(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    if app.kit.guesses.stopped(&ctx.actor.ip, app.clock().now()) {
        return Err(Problem::TooMany);
    }
    let text = form.required("text", TEXT);
    let contact = form.optional("contact", LINE);
    let about = form.optional("page", LINE);
    let mut tx = app.db.write(&ctx.nobody()).await?;
    if !form.ok() {
        tx.audit(Entry::refused("portal-feedback"));
        tx.commit().await?;
        return again(&draw(&ctx, form));
    }
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/feedback"))).await?;
    // Whoever sends many is stopped for an hour, as one who guesses.
    app.kit.guesses.wrong(&ctx.actor.ip, app.clock().now());
    let asked = neighbours::ask(&mut tx, (text, contact, about)).await?;
    tx.audit(Entry::new("portal-feedback", "question", &asked.number));
    tx.commit().await?;
    html(&ThanksPage {
        page: frame::page(&ctx, ctx.t("portal-thanks"), "/accessibility"),
        number: asked.number,
        code: asked.code,
        until: asked.answer_until.bg(),
    })
}
