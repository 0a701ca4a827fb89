//! The result on paper: without a name, in the language of the page, for the pocket and for the desk.

use super::evaluate::{Outcomes, code};
use super::public::{carried, outcomes};
use super::words;
use crate::app::App;
use crate::municipality::Settings;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Instant;
use kit::web::{Ctx, Form, Pdf, Problem, pdf};
use law::Answer;
use print::Job;
use serde_json::{Value, json};
use ui::Lang;

const TEMPLATE: &str = include_str!("paper.typ");

fn data(
    ctx: &Ctx,
    outcomes: &Outcomes,
    (asked, day): (&[(String, String, String)], &str),
) -> Value {
    let settings = Settings::of(&ctx.municipality);
    let parts = [Answer::Yes, Answer::Ask, Answer::No].into_iter().filter_map(|wanted| {
        let rows = words::shown(ctx.lang, outcomes, wanted);
        if rows.is_empty() {
            return None;
        }
        let key = format!("entitlements-part-{}", code(wanted));
        let rows = rows.iter().map(|one| {
            json!({
                "title": one.title, "why": one.why, "article": one.article, "next": one.next,
            })
        });
        let args = [("count", rows.len())];
        Some(json!({ "title": ctx.ta(&key, &args), "rows": rows.collect::<Vec<_>>() }))
    });
    let answers = asked.iter().map(|(_, question, answer)| json!([question, answer]));
    json!({
        "office": settings.office(&ctx.municipality),
        "name": ctx.t("entitlements-result"),
        "about": ctx.ta("entitlements-result-lead", &[("day", day)]),
        "note": ctx.t("entitlements-note"),
        "parts": parts.collect::<Vec<_>>(),
        "answered": ctx.t("entitlements-answers"),
        "answers": answers.collect::<Vec<_>>(),
    })
}

/// At what time the paper says it was made.
fn created(at: Instant) -> Result<jiff::Zoned, Problem> {
    let at = jiff::Timestamp::from_millisecond(at.0).and_then(|at| at.in_tz("Europe/Sofia"));
    at.map_err(Problem::internal)
}

/// `POST /entitlements/pdf`.
pub async fn file(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    if app.kit.guesses.stopped(&ctx.actor.ip, app.clock().now()) {
        return Err(Problem::TooMany);
    }
    let mut tx = app.db.read(&ctx.nobody()).await?;
    tx.audit(Entry::print("entitlement-check", 0));
    tx.commit().await?;
    // Printing takes a good part of a second: whoever prints on and on is stopped for an hour.
    app.kit.guesses.wrong(&ctx.actor.ip, app.clock().now());
    let answers = carried(&form);
    let outcomes = outcomes(&app, &ctx, &answers);
    let asked = words::listed(ctx.lang, &outcomes.way, &answers);
    let data = data(&ctx, &outcomes, (&asked, &app.today().bg()));
    let title = ctx.t("entitlements-result").into_owned();
    let lang = if ctx.lang == Lang::Bg { "bg-BG" } else { "en-GB" };
    let (printer, created) = (app.printer.clone(), created(app.clock().now())?);
    let printed = tokio::task::spawn_blocking(move || {
        let job = Job { template: TEMPLATE, data: &data, title: &title, lang, created: &created };
        printer.pdf(&job).map(|made| made.bytes)
    });
    // The message may quote the answers: it is not logged.
    let bytes = printed.await.map_err(Problem::internal)?;
    let bytes = bytes.map_err(|_| Problem::internal("the result could not be printed"))?;
    Ok(pdf(Pdf { name: "prava".to_owned(), bytes }))
}
