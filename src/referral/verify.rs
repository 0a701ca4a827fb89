//! Anybody may check a document by its code: number, day, kind, fingerprint. Nothing personal.

use super::document;
use super::view::numbered;
use crate::app::App;
use crate::municipality::Settings;
use crate::people::{self, Verified};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Problem, html};

#[derive(Template)]
#[template(path = "referral/verify.html")]
struct VerifyPage {
    page: ui::Page,
    form: Form,
    action: String,
    asked: bool,
    found: Option<Found>,
}

struct Found {
    kind: String,
    number: String,
    day: String,
    sha256: String,
}

/// A paper of the capabilities that keep papers of their own.
async fn listed(app: &App, tx: &Tx, code: &str) -> Result<Option<Verified>, StoreError> {
    for verifier in app.verifiers {
        let found = verifier(tx, code).await?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let asked = !form.get("code").is_empty();
    // A code is not guessed: who tries many wrong ones is stopped for a while.
    let (asker, now) = (&ctx.actor.ip, app.clock().now());
    if asked && app.kit.guesses.stopped(asker, now) {
        return Err(Problem::TooMany);
    }
    let tx = app.db.read(&ctx.actor).await?;
    let row = if asked { document::by_code(&tx, &form).await? } else { None };
    let typed = document::code_of(&form);
    let other = match row {
        None if asked => people::paper_by_code(&tx, &typed).await?,
        _ => None,
    };
    let listed = match (&row, &other) {
        (None, None) if asked => listed(&app, &tx, &typed).await?,
        _ => None,
    };
    tx.rollback().await;
    let formats = Settings::of(&ctx.municipality).numbers;
    let other = other.map(|paper| Found {
        kind: ctx.t(&format!("people-paper-{}", paper.kind)).into_owned(),
        number: paper.number,
        day: paper.day.bg(),
        sha256: paper.sha256,
    });
    let found = row.map(|row| Found {
        kind: ctx.t(&format!("referral-document-{}", row.kind)).into_owned(),
        number: match row.register.as_str() {
            "po" => numbered(&formats.assessment, row.year, row.number),
            "letter" => numbered(&formats.letter, row.year, row.number),
            _ => format!("{}-{}", row.year, row.number),
        },
        day: row.made_at.day().bg(),
        sha256: row.sha256,
    });
    let listed = listed.map(|paper| Found {
        kind: ctx.t(paper.key).into_owned(),
        number: paper.number,
        day: paper.day,
        sha256: paper.sha256,
    });
    let found = found.or(other).or(listed);
    if asked && found.is_none() {
        app.kit.guesses.wrong(asker, now);
    }
    let page = ctx.page(ctx.t("referral-verify-title"));
    html(&VerifyPage { page, form, action: ctx.url("/verify"), asked, found })
}
