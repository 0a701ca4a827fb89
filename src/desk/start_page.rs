//! The page where anybody begins a talk; while the desk is closed, the question that takes its place.

use super::ask;
use super::duty::{self, Open};
use super::frame::{CHAT, framed};
use super::setting::{self, Setting};
use super::talk::{self, MOST_WAITING, New};
use super::{TalkId, line, opening};
use crate::app::App;
use crate::municipality::Settings;
use askama::Template;
use axum::extract::State as Shared;
use axum::http::StatusCode;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Problem, again, html, see};
use ui::Choice;

/// The longest name.
const NAME: usize = 100;

#[derive(Template)]
#[template(path = "desk/start.html")]
struct StartPage {
    page: ui::Page,
    form: Form,
    action: String,
    open: Option<Open>,
    hours: String,
    opens: String,
    phone: String,
    keep: Vec<Choice>,
    keep_days: i32,
}

async fn draw(
    (app, ctx): (&App, &Ctx),
    tx: &Tx,
    (form, setting): (Form, &Setting),
) -> Result<StartPage, Problem> {
    let hours = opening::hours(tx).await?;
    let open = duty::is_open(tx, app).await?;
    let opens = duty::opens(tx, app).await?;
    let law = app.law(tx.municipality());
    let mut page = ctx.public_page(ctx.t("desk-chat-title"));
    page.errors = form.errors();
    let keep = Choice::new("yes", ctx.t("desk-keep")).checked(form.has_value("keep", "yes"));
    Ok(StartPage {
        page,
        action: ctx.url(CHAT),
        open,
        hours: opening::words(law.calendar(), &hours, tx.today()),
        opens: opens.map(|at| at.bg()).unwrap_or_default(),
        phone: Settings::of(&ctx.municipality).phone,
        keep: vec![keep],
        keep_days: setting.keep_days,
        form,
    })
}

/// `GET /chat`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.nobody()).await?;
    let setting = setting::read(&tx).await?;
    let page = draw((&app, &ctx), &tx, (Form::empty(ctx.lang), &setting)).await?;
    tx.rollback().await;
    Ok(framed(html(&page)?, &setting))
}

/// The page again, with what is wrong and everything that was typed.
async fn refused(
    (app, ctx): (&App, &Ctx),
    mut tx: Tx,
    (form, status): (Form, StatusCode),
) -> Result<Response, Problem> {
    let setting = setting::read(&tx).await?;
    let page = draw((app, ctx), &tx, (form, &setting)).await?;
    tx.audit(Entry::refused("desk-talk"));
    tx.commit().await?;
    let mut response = framed(again(&page)?, &setting);
    *response.status_mut() = status;
    Ok(response)
}

/// How a new talk came out.
enum Begun {
    /// It stands there; this is its secret.
    New(TalkId, String),
    /// The same form was sent before.
    Before(String),
}

async fn begun(tx: &mut Tx, ctx: &Ctx, (form, text): (&Form, &str)) -> Result<Begun, StoreError> {
    let key = form.key();
    let secret = talk::secret_of(tx, &key.0)?;
    // The place noted is the page for anybody: the secret stands nowhere in the database.
    match tx.use_form(&key, &ctx.url(CHAT)).await {
        Ok(()) => {}
        Err(StoreError::FormUsed(_)) => return Ok(Begun::Before(secret)),
        Err(other) => return Err(other),
    }
    let new = New {
        secret: secret.clone(),
        name: form.get("name").to_owned(),
        text: text.to_owned(),
        is_kept: form.has_value("keep", "yes"),
    };
    Ok(Begun::New(talk::begin(tx, &new).await?, secret))
}

/// Why no talk may begin now: the text said beside the box.
async fn hindered(app: &App, ctx: &Ctx, tx: &Tx) -> Result<Option<&'static str>, StoreError> {
    if !app.desk.may_begin(&ctx.actor.ip) {
        return Ok(Some("desk-wrong-tabs"));
    }
    Ok((duty::waiting(tx).await? >= MOST_WAITING).then_some("desk-wrong-full"))
}

/// `POST /chat`.
pub async fn begin(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let text = form.required("text", line::LONGEST);
    form.optional("name", NAME);
    let mut tx = app.db.write(&ctx.nobody()).await?;
    if !form.ok() {
        return refused((&app, &ctx), tx, (form, StatusCode::UNPROCESSABLE_ENTITY)).await;
    }
    if let Some(key) = hindered(&app, &ctx, &tx).await? {
        form.wrong("text", key);
        return refused((&app, &ctx), tx, (form, StatusCode::TOO_MANY_REQUESTS)).await;
    }
    let secret = match begun(&mut tx, &ctx, (&form, &text)).await? {
        Begun::New(id, secret) => {
            tx.commit().await?;
            app.desk.begun(&ctx.actor.ip, id);
            app.desk.tell(ctx.actor.municipality, id);
            secret
        }
        Begun::Before(secret) => {
            tx.audit(Entry::refused("desk-talk"));
            tx.commit().await?;
            secret
        }
    };
    Ok(see(&ctx, &format!("{CHAT}/{secret}"), None))
}

/// `POST /chat/question`: while the desk is closed.
pub async fn question(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let question = ask::read(&mut form);
    form.optional("name", NAME);
    let mut tx = app.db.write(&ctx.nobody()).await?;
    if !form.ok() {
        return refused((&app, &ctx), tx, (form, StatusCode::UNPROCESSABLE_ENTITY)).await;
    }
    if app.kit.guesses.stopped(&ctx.actor.ip, app.clock().now()) {
        form.wrong("text", "desk-wrong-tabs");
        return refused((&app, &ctx), tx, (form, StatusCode::TOO_MANY_REQUESTS)).await;
    }
    // Whoever sends many is stopped for an hour, as one who guesses.
    app.kit.guesses.wrong(&ctx.actor.ip, app.clock().now());
    let secret = match begun(&mut tx, &ctx, (&form, &question.text)).await? {
        Begun::New(id, secret) => {
            let setting = setting::read(&tx).await?;
            let talk = talk::talk(&tx, id).await?;
            ask::ask(&mut tx, &talk, (question, &setting)).await?;
            secret
        }
        Begun::Before(secret) => {
            tx.audit(Entry::refused("desk-talk"));
            secret
        }
    };
    tx.commit().await?;
    Ok(see(&ctx, &format!("{CHAT}/{secret}"), None))
}
