//! Coming in and going out: the first page, sign-in, sign-out, invitations.

use crate::app::App;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use kit::access::{self, Actor, SecondFactor, SignIn, SignInError};
use kit::audit::Entry;
use kit::store::StoreError;
use kit::web::{Ctx, Form, Problem, again, clear_session, html, see, session_cookie};

/// A password has at least so many characters (OWASP ASVS 5, V6.2.1 asks for 8, advises 15).
const PASSWORD_MIN: usize = 12;
pub(super) const PASSWORD_MAX: usize = 200;

#[derive(Template)]
#[template(path = "municipality/first_page.html")]
struct FirstPage {
    page: ui::Page,
    portal: String,
    sign_in: String,
}

/// The first page for anybody, below the municipality; it belongs to another capability.
const PORTAL: &str = "/portal";

pub async fn first_page(ctx: Ctx) -> Result<Response, Problem> {
    if ctx.actor.account.is_some() {
        return Ok(see(&ctx, ctx.first_path(), None));
    }
    let page = ctx.page(ctx.municipality_name());
    html(&FirstPage { page, portal: ctx.url(PORTAL), sign_in: ctx.url("/sign-in") })
}

#[derive(Template)]
#[template(path = "municipality/sign_in.html")]
struct SignInPage {
    page: ui::Page,
    form: Form,
    action: String,
    demo: Vec<DemoAccount>,
}

struct DemoAccount {
    username: String,
    name: String,
    post: String,
    code: String,
}

async fn sign_in_form(
    app: &App,
    ctx: &Ctx,
    form: Form,
    wrong: Option<String>,
) -> Result<SignInPage, Problem> {
    let mut page = ctx.page(ctx.t("sign-in-title"));
    page.errors = form.errors();
    if let Some(message) = &wrong {
        page.errors.push(ui::FieldError { field: "username".into(), message: message.clone() });
    }
    let demo = if ctx.is_demo() { demo_accounts(app, ctx).await? } else { Vec::new() };
    Ok(SignInPage { page, form, action: ctx.url("/sign-in"), demo })
}

/// In the demo the codes of the second factor are shown: its people are made up.
async fn demo_accounts(app: &App, ctx: &Ctx) -> Result<Vec<DemoAccount>, Problem> {
    let actor = Actor::system(ctx.municipality.id, "demo sign-in");
    let tx = app.db.read(&actor).await?;
    let accounts = access::accounts(&tx, app.today()).await?;
    let mut list = Vec::new();
    for account in accounts {
        if let Some(factor) = access::second_factor_of(&tx, account.id).await? {
            list.push(DemoAccount {
                code: factor.code(tx.now()),
                username: account.username,
                name: account.name,
                post: account.post,
            });
        }
    }
    tx.rollback().await;
    Ok(list)
}

pub async fn sign_in_page(
    State(app): State<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    html(&sign_in_form(&app, &ctx, form, None).await?)
}

pub async fn sign_in(
    State(app): State<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let username = form.required("username", 100).to_lowercase();
    let password = form.required("password", PASSWORD_MAX);
    let code = form.required("code", 10);
    if !form.ok() {
        return again(&sign_in_form(&app, &ctx, form, None).await?);
    }
    let typed = SignIn {
        username: &username,
        password: &password,
        code: &code,
        ip: &ctx.actor.ip,
        agent: &ctx.agent,
    };
    match access::sign_in(&app.db, ctx.municipality.id, typed).await {
        Ok(token) => {
            let mut response = see(&ctx, &next_of(&ctx, &form), None);
            let cookie = session_cookie(&ctx, &token).parse().map_err(Problem::internal)?;
            response.headers_mut().append(SET_COOKIE, cookie);
            Ok(response)
        }
        Err(SignInError::Store(e)) => Err(e.into()),
        Err(SignInError::Wrong) => {
            let wrong = ctx.t("sign-in-wrong").into_owned();
            again(&sign_in_form(&app, &ctx, form, Some(wrong)).await?)
        }
        Err(SignInError::Wait(seconds)) => {
            let wrong = ctx.ta("sign-in-wait", &[("seconds", seconds)]).into_owned();
            again(&sign_in_form(&app, &ctx, form, Some(wrong)).await?)
        }
    }
}

/// Where one wanted to go; only to pages of the same municipality (OWASP ASVS 5, V3.7.2).
fn next_of(ctx: &Ctx, form: &Form) -> String {
    let next = form.get("next");
    let inside = next.strip_prefix(&ctx.url("")).filter(|rest| rest.starts_with('/'));
    match inside {
        Some(path) if !path.starts_with("//") && !path.contains(['\\', '\r', '\n']) => {
            path.to_owned()
        }
        // The first page leads on by what one may.
        _ => String::new(),
    }
}

pub async fn sign_out(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    if let Some(session) = &ctx.session {
        app.kit.sessions.close(&tx, session).await?;
    }
    tx.audit(Entry::new("sign-out", "account", &ctx.actor.username));
    tx.commit().await?;
    app.kit.sessions.forget();
    let mut response = see(&ctx, "/sign-in", Some("sign-out-done"));
    let cookie = clear_session(&ctx).parse().map_err(Problem::internal)?;
    response.headers_mut().append(SET_COOKIE, cookie);
    Ok(response)
}

#[derive(Template)]
#[template(path = "municipality/invitation.html")]
struct InvitationPage {
    page: ui::Page,
    form: Form,
    action: String,
    name: String,
    username: String,
    secret: String,
    qr: String,
}

fn invitation_form(
    ctx: &Ctx,
    form: Form,
    account: (&str, &str),
    invitation: &str,
) -> InvitationPage {
    let factor = SecondFactor::from_base32(form.get("secret")).unwrap_or_else(SecondFactor::fresh);
    let (name, username) = account;
    let mut page = ctx.page(ctx.t("invitation-title"));
    page.errors = form.errors();
    InvitationPage {
        page,
        form,
        action: ctx.url(&format!("/invitation/{invitation}")),
        name: name.to_owned(),
        username: username.to_owned(),
        secret: factor.base32(),
        qr: kit::web::qr_svg(&factor.address(username, &ctx.municipality.slug)),
    }
}

pub async fn invitation_page(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let account = access::open_invitation(&tx, &secret).await?;
    tx.rollback().await;
    html(&invitation_form(&ctx, form, (&account.name, &account.username), &secret))
}

/// A new password typed twice, in the boxes `password` and `again`.
pub(super) fn read_new_password(form: &mut Form, username: &str) -> String {
    let password = form.required("password", PASSWORD_MAX);
    if !password.is_empty() && password.chars().count() < PASSWORD_MIN {
        form.wrong("password", "invitation-password-short");
    }
    if password.to_lowercase().contains(username) {
        form.wrong("password", "invitation-password-name");
    }
    if form.get("again") != password {
        form.wrong("again", "invitation-password-differs");
    }
    password
}

/// The hash of a password, made beside the threads that serve: it takes a while on purpose.
pub(super) async fn hash(password: String) -> Result<String, Problem> {
    tokio::task::spawn_blocking(move || kit::crypto::hash_password(&password))
        .await
        .map_err(Problem::internal)?
        .map_err(Problem::internal)
}

pub async fn take_up_invitation(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let account = access::open_invitation(&tx, &secret).await?;
    tx.rollback().await;
    let password = read_new_password(&mut form, &account.username);
    let code = form.required("code", 10);
    let factor = SecondFactor::from_base32(form.get("secret")).ok_or(Problem::NotFound)?;
    if form.ok() && factor.check(&code, app.clock().now()).is_none() {
        form.wrong("code", "invitation-code-wrong");
    }
    if !form.ok() {
        let account = (account.name.as_str(), account.username.as_str());
        return again(&invitation_form(&ctx, form, account, &secret));
    }
    let hash = hash(password).await?;
    let mut tx = app.db.write(&ctx.actor).await?;
    // The invitation is looked at again inside the transaction: of two takers one is late.
    match access::open_invitation(&tx, &secret).await {
        Ok(_) => {}
        Err(StoreError::NotFound) => return Err(Problem::NotFound),
        Err(e) => return Err(e.into()),
    }
    access::set_password(&tx, account.id, hash).await?;
    access::enrol_second_factor(&tx, account.id, &factor).await?;
    tx.audit(Entry::new("invitation-taken-up", "account", &account.username));
    tx.commit().await?;
    app.kit.sessions.forget();
    Ok(see(&ctx, "/sign-in", Some("invitation-done")))
}
