//! One's own account: who I am here, where I am signed in, a new password.

use super::SessionId;
use super::account_pages::{one, role_choices, role_names};
use super::point_pages::note;
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use kit::access::{self, Account, Sessions, SignIn, SignInError};
use kit::audit::Entry;
use kit::types::{AccountId, Instant};
use kit::web::{Ctx, Form, Id, Problem, again, html, see, session_cookie};

const PATH: &str = "/account";

#[derive(Template)]
#[template(path = "municipality/own_account.html")]
struct OwnPage {
    page: ui::Page,
    account: Account,
    roles: String,
    sessions: Vec<Row>,
    path: String,
}

struct Row {
    agent: String,
    ip: String,
    since: Instant,
    seen: Instant,
    own: bool,
    end: String,
}

fn me(ctx: &Ctx) -> Result<AccountId, Problem> {
    // A token of the programming interface has no account of its own.
    ctx.actor.account.ok_or(Problem::NotFound)
}

pub async fn show(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let id = me(&ctx)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let account = one(&tx, id).await?;
    let roles = role_choices(&ctx, &tx).await?;
    let sessions = Sessions::of(&tx, id).await?;
    tx.audit(Entry::read("account", id.0));
    tx.commit().await?;
    let path = ctx.url(PATH);
    let rows = sessions.into_iter().take(50).map(|session| Row {
        agent: session.agent,
        ip: session.ip,
        since: session.created_at,
        seen: session.seen_at,
        own: ctx.actor.session == Some(session.id),
        end: format!("{path}/sessions/{}/end", SessionId(session.id)),
    });
    html(&OwnPage {
        page: ctx.page(ctx.t("account-title")),
        roles: role_names(&roles, &account.roles),
        account,
        sessions: rows.collect(),
        path,
    })
}

pub async fn end_session(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<SessionId>,
    form: Form,
) -> Result<Response, Problem> {
    let me = me(&ctx)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(PATH)).await?;
    let open = Sessions::of(&tx, me).await?;
    let session = open.iter().find(|session| session.id == id.0).ok_or(Problem::NotFound)?;
    app.kit.sessions.close(&tx, &session.token_hash).await?;
    note(&mut tx, "session-ended", &ctx.actor.username).await?;
    tx.commit().await?;
    app.kit.sessions.forget();
    Ok(see(&ctx, PATH, Some("office-saved")))
}

pub async fn end_others(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let me = me(&ctx)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(PATH)).await?;
    for session in Sessions::of(&tx, me).await? {
        if ctx.actor.session != Some(session.id) {
            app.kit.sessions.close(&tx, &session.token_hash).await?;
        }
    }
    note(&mut tx, "session-ended", &ctx.actor.username).await?;
    tx.commit().await?;
    app.kit.sessions.forget();
    Ok(see(&ctx, PATH, Some("office-saved")))
}

#[derive(Template)]
#[template(path = "municipality/own_password.html")]
struct PasswordPage {
    page: ui::Page,
    form: Form,
    action: String,
    username: String,
}

fn password_form(ctx: &Ctx, form: Form) -> PasswordPage {
    let mut page = ctx.page(ctx.t("account-password-title"));
    page.errors = form.errors();
    page.breadcrumbs = vec![
        ui::Link::new(ctx.url(PATH), ctx.t("account-title")),
        ui::Link::new("", page.title.clone()),
    ];
    let username = ctx.actor.username.to_string();
    PasswordPage { page, form, action: ctx.url("/account/password"), username }
}

pub async fn password_page(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let id = me(&ctx)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    tx.audit(Entry::read("account", id.0));
    tx.commit().await?;
    html(&password_form(&ctx, Form::empty(ctx.lang)))
}

/// Whoever changes a password proves again who they are, as at sign-in and with its throttle:
/// an open screen is not enough. All other sessions end; this one goes on under a new token.
pub async fn change_password(
    State(app): State<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let id = me(&ctx)?;
    let current = form.required("current", super::door::PASSWORD_MAX);
    let code = form.required("code", 10);
    let password = super::door::read_new_password(&mut form, &ctx.actor.username);
    if !form.ok() {
        return again(&password_form(&ctx, form));
    }
    let typed = SignIn {
        username: &ctx.actor.username,
        password: &current,
        code: &code,
        ip: &ctx.actor.ip,
        agent: &ctx.agent,
    };
    match access::sign_in(&app.db, ctx.municipality.id, typed).await {
        Ok(_) => {}
        Err(SignInError::Store(e)) => return Err(e.into()),
        Err(SignInError::Wrong) => {
            form.wrong("current", "account-password-wrong");
            return again(&password_form(&ctx, form));
        }
        Err(SignInError::Wait(seconds)) => {
            let wait = ctx.ta("sign-in-wait", &[("seconds", seconds)]).into_owned();
            form.wrong_text("current", wait);
            return again(&password_form(&ctx, form));
        }
    }
    let hash = super::door::hash(password).await?;
    let mut tx = app.db.write(&ctx.actor).await?;
    access::set_password(&tx, id, hash).await?;
    let token = Sessions::open(&tx, id, &ctx.actor.ip, &ctx.agent).await?;
    note(&mut tx, "password-changed", &ctx.actor.username).await?;
    tx.commit().await?;
    app.kit.sessions.forget();
    let mut response = see(&ctx, PATH, Some("account-password-done"));
    let cookie = session_cookie(&ctx, &token).parse().map_err(Problem::internal)?;
    response.headers_mut().append(SET_COOKIE, cookie);
    Ok(response)
}
