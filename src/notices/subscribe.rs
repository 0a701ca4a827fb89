//! News for whoever asks, on pages for anybody: asking, saying so again from the mailbox, leaving.
//! Whether an address is known is told to nobody; asking is counted by asker.

use super::frame::{self, LINE};
use super::{reader, setting};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::mail::Mailer;
use kit::web::{Ctx, Form, Problem, again, html};
use ui::{Choice, Lang};

/// Parameters of an address: the municipality, the secret.
type Secret = Path<(String, String)>;

#[derive(Template)]
#[template(path = "notices/subscribe.html")]
struct SubscribePage {
    page: ui::Page,
    /// Key of the words above the form.
    lead: &'static str,
    /// Key of the button; empty when there is nothing to press.
    button: &'static str,
    action: String,
    form: Form,
    /// The languages; none on the pages of a secret.
    languages: Vec<Choice>,
}

fn drawn(
    ctx: &Ctx,
    (lead, button): (&'static str, &'static str),
    (path, form): (&str, Form),
) -> SubscribePage {
    let mut page = ctx.public_page(ctx.t("notices-subscribe-title"));
    page.errors = form.errors();
    SubscribePage { page, lead, button, action: ctx.url(path), form, languages: Vec::new() }
}

fn asked(ctx: &Ctx, form: Form) -> SubscribePage {
    let chosen = Lang::from_tag(form.get("language")).unwrap_or(ctx.lang);
    let one = |lang: Lang| {
        let words = ctx.t(&format!("notices-language-{}", lang.tag()));
        Choice::new(lang.tag(), words).checked(lang == chosen)
    };
    let languages = [Lang::Bg, Lang::En].map(one).into();
    let words = ("notices-subscribe-lead", "notices-subscribe-button");
    SubscribePage { languages, ..drawn(ctx, words, ("/subscribe", form)) }
}

/// `GET /subscribe`.
pub async fn form(ctx: Ctx) -> Result<Response, Problem> {
    html(&asked(&ctx, Form::empty(ctx.lang)))
}

/// `POST /subscribe`: the same answer for every address.
pub async fn ask(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    if app.kit.guesses.stopped(&ctx.actor.ip, app.clock().now()) {
        return Err(Problem::TooMany);
    }
    let email = form.required("email", LINE);
    if !email.is_empty() && !Mailer::is_address(&email) {
        form.wrong("email", "notices-wrong-email");
    }
    let lang = Lang::from_tag(form.get("language")).unwrap_or(ctx.lang);
    let mut tx = app.db.write(&ctx.actor).await?;
    if !form.ok() {
        tx.audit(Entry::refused("notice-reader"));
        tx.commit().await?;
        return again(&asked(&ctx, form));
    }
    // A machine that asks for many mailboxes is stopped for an hour.
    app.kit.guesses.wrong(&ctx.actor.ip, app.clock().now());
    let (setting, _) = setting::load(&tx).await?;
    let site = frame::site(&app, &headers, &setting.site);
    reader::ask(&mut tx, (&email, lang), &site).await?;
    tx.commit().await?;
    html(&drawn(&ctx, ("notices-subscribe-asked", ""), ("/subscribe", Form::empty(ctx.lang))))
}

/// `GET /subscribe/confirm/{secret}`: a program that opens links confirms nothing by it.
pub async fn confirm_page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Secret,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = reader::to_confirm(&tx, &secret).await?;
    tx.audit(Entry::read("notice-reader", row.id.0));
    tx.commit().await?;
    let path = format!("/subscribe/confirm/{secret}");
    let words = ("notices-confirm-lead", "notices-confirm-button");
    html(&drawn(&ctx, words, (&path, Form::empty(ctx.lang))))
}

/// `POST /subscribe/confirm/{secret}`.
pub async fn confirm(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Secret,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let row = reader::to_confirm(&tx, &secret).await?;
    reader::confirm(&mut tx, &row).await?;
    tx.commit().await?;
    html(&drawn(&ctx, ("notices-confirm-done", ""), ("/subscribe", Form::empty(ctx.lang))))
}

/// `GET /subscribe/leave/{secret}`.
pub async fn leave_page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Secret,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = reader::to_leave(&tx, &secret).await?;
    tx.audit(Entry::read("notice-reader", row.id.0));
    tx.commit().await?;
    let path = format!("/subscribe/leave/{secret}");
    let words = ("notices-leave-lead", "notices-leave-button");
    html(&drawn(&ctx, words, (&path, Form::empty(ctx.lang))))
}

/// `POST /subscribe/leave/{secret}`: by the button, or by the mail program itself (RFC 8058), which
/// follows no redirection.
pub async fn leave(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Secret,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let row = reader::to_leave(&tx, &secret).await?;
    reader::leave(&mut tx, &row).await?;
    tx.commit().await?;
    html(&drawn(&ctx, ("notices-leave-done", ""), ("/subscribe", Form::empty(ctx.lang))))
}
