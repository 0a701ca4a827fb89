//! The words of consent, with their versions.

use super::WRITE;
use super::load;
use super::purpose::{purpose, purposes};
use super::store;
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Problem, again, html, see};
use ui::Link;

#[derive(Template)]
#[template(path = "consent/texts.html")]
struct TextsPage {
    page: ui::Page,
    may: bool,
    form: Form,
    /// The text whose form is open: with mistakes, or begun earlier.
    begun: String,
    action: String,
    blocks: Vec<Block>,
}

struct Block {
    code: String,
    name: String,
    ground: String,
    number: i32,
    text: String,
    typed: String,
    earlier: Vec<String>,
}

async fn draw(app: &App, ctx: &Ctx, form: Form) -> Result<TextsPage, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let texts = store::texts(&tx).await?;
    tx.audit(Entry::list("consent-text"));
    tx.commit().await?;
    let block = |own: &&super::purpose::Purpose| {
        let mut versions = texts.iter().filter(|text| text.purpose == own.code);
        let held = versions.next();
        let text = held.map_or_else(|| own.text.clone(), |text| text.text.clone());
        let is_typed = form.get("purpose") == own.code;
        Block {
            code: own.code.clone(),
            name: own.name(ctx.lang).to_owned(),
            ground: own.ground.clone(),
            number: held.map_or(1, |text| text.number),
            typed: if is_typed { form.get("text").to_owned() } else { text.clone() },
            text,
            earlier: versions
                .map(|old| {
                    let args = [("number", old.number.to_string()), ("day", old.valid_from.bg())];
                    format!("{}: {}", ctx.ta("consent-text-version", &args), old.text)
                })
                .collect(),
        }
    };
    let mut page = ctx.page(ctx.t("consent-texts-title"));
    page.errors = form.errors();
    page.breadcrumbs = vec![
        Link::new(ctx.url("/consents"), ctx.t("consent-list-title")),
        Link::new("", ctx.t("consent-texts-title")),
    ];
    Ok(TextsPage {
        page,
        may: ctx.actor.may(WRITE),
        blocks: purposes().iter().filter(|own| own.is_own()).map(|own| block(&own)).collect(),
        begun: form.get("purpose").to_owned(),
        action: ctx.url("/consents/texts"),
        form,
    })
}

/// `GET /consents/texts`.
pub async fn page(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    html(&draw(&app, &ctx, form).await?)
}

/// `POST /consents/texts`: the next version of a text.
pub async fn add(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let text = form.required("text", 4_000);
    let own = purpose(form.get("purpose")).filter(|own| own.is_own()).ok_or(Problem::NotFound)?;
    let tx = app.db.read(&ctx.actor).await?;
    let (_, held) = load::text_of(&tx, &own.code).await?;
    tx.rollback().await;
    if text == held {
        form.wrong("text", "consent-text-same");
    }
    if !form.ok() {
        return again(&draw(&app, &ctx, form).await?);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/consents/texts")).await?;
    ctx.sent(&tx, &form).await?;
    let id = load::add_text(&tx, &own.code, &text).await?;
    tx.audit(Entry::new("write", "consent-text", &id.to_string()));
    tx.commit().await?;
    Ok(see(&ctx, "/consents/texts", Some("consent-text-saved")))
}
