//! The door of an account: signing in, opening an account with a password and a second factor. Nobody
//! gives a name here and nobody learns who has an account.

use super::account::{self, NewAccount, Typed, digits};
use super::frame::{self, HOME};
use super::{CitizenId, fill, session};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::access::{SecondFactor, SignInError};
use kit::audit::Entry;
use kit::web::{Ctx, Form, Problem, again, html, see};

/// A password has at least so many characters (OWASP ASVS 5, V6.2.1).
const PASSWORD_MIN: usize = 12;
const PASSWORD_MAX: usize = 200;

#[derive(Template)]
#[template(path = "citizens/sign_in.html")]
struct SignInPage {
    page: ui::Page,
    form: Form,
    home: String,
    /// The door of a provider of identities, when there is one.
    identity: String,
    /// Number and code of an invented account, in the demonstration only.
    demo: Option<(String, String)>,
}

async fn sign_in_form(
    app: &App,
    ctx: &Ctx,
    (form, wrong): (Form, Option<String>),
) -> Result<SignInPage, Problem> {
    let mut page = ctx.public_page(ctx.t("citizens-sign-in-title"));
    page.errors = form.errors();
    if let Some(message) = wrong {
        page.errors.push(ui::FieldError { field: "login".into(), message });
    }
    let demo = if ctx.is_demo() { fill::demo_account(app, ctx).await? } else { None };
    let identity = app.identity.as_ref().map(|_| ctx.url("/my/identity")).unwrap_or_default();
    Ok(SignInPage { page, form, home: ctx.url(HOME), identity, demo })
}

/// `GET /my/sign-in`.
pub async fn sign_in_page(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    html(&sign_in_form(&app, &ctx, (Form::empty(ctx.lang), None)).await?)
}

/// `POST /my/sign-in`.
pub async fn sign_in(
    State(app): State<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let login = digits(&form.required("login", 30));
    let password = form.required("password", PASSWORD_MAX);
    let code = form.required("code", 10);
    if !form.ok() {
        let mut tx = app.db.read(&ctx.nobody()).await?;
        tx.audit(Entry::new("sign-in", "citizen", "").failed());
        tx.commit().await?;
        return again(&sign_in_form(&app, &ctx, (form, None)).await?);
    }
    let ip = ctx.actor.ip.to_string();
    let typed = Typed { login: &login, password: &password, code: &code, ip: &ip };
    let wrong = match account::sign_in(&app.db, &ctx.nobody(), typed).await {
        Ok(token) => {
            return Ok(frame::with_cookie(&app, &ctx, (see(&ctx, HOME, None), &token)));
        }
        Err(SignInError::Store(e)) => return Err(e.into()),
        Err(SignInError::Wrong) => ctx.t("citizens-sign-in-wrong").into_owned(),
        Err(SignInError::Wait(seconds)) => {
            let mut tx = app.db.read(&ctx.nobody()).await?;
            tx.audit(Entry::new("sign-in", "citizen", "").failed());
            tx.commit().await?;
            ctx.ta("sign-in-wait", &[("seconds", seconds)]).into_owned()
        }
    };
    again(&sign_in_form(&app, &ctx, (form, Some(wrong))).await?)
}

#[derive(Template)]
#[template(path = "citizens/new.html")]
struct NewPage {
    page: ui::Page,
    form: Form,
    home: String,
    secret: String,
    qr: String,
}

fn new_form(ctx: &Ctx, form: Form) -> NewPage {
    let factor = SecondFactor::from_base32(form.get("secret")).unwrap_or_else(SecondFactor::fresh);
    let mut page = ctx.public_page(ctx.t("citizens-new-title"));
    page.errors = form.errors();
    let name = ui::text::text(ui::Lang::En, "citizens-factor-name");
    NewPage {
        page,
        form,
        home: ctx.url(HOME),
        secret: factor.base32(),
        qr: kit::web::qr_svg(&factor.address(&name, &ctx.municipality.slug)),
    }
}

/// `GET /my/new`.
pub async fn new_page(ctx: Ctx) -> Result<Response, Problem> {
    html(&new_form(&ctx, Form::empty(ctx.lang)))
}

fn read_password(form: &mut Form) -> String {
    let password = form.required("password", PASSWORD_MAX);
    if !password.is_empty() && password.chars().count() < PASSWORD_MIN {
        form.wrong("password", "citizens-password-short");
    }
    if form.get("again") != password {
        form.wrong("again", "citizens-password-differs");
    }
    password
}

/// `POST /my/new`: the account is opened once the first code of the second factor is right.
pub async fn new_save(
    State(app): State<App>,
    ctx: Ctx,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    if app.kit.guesses.stopped(&ctx.actor.ip, app.clock().now()) {
        return Err(Problem::TooMany);
    }
    let password = read_password(&mut form);
    let code = form.required("code", 10);
    let factor = SecondFactor::from_base32(form.get("secret"));
    let step = factor.as_ref().and_then(|one| one.check(&code, app.clock().now()));
    if form.ok() && step.is_none() {
        form.wrong("code", "citizens-code-wrong");
    }
    let (Some(factor), Some(step), true) = (factor, step, form.ok()) else {
        let mut tx = app.db.read(&ctx.nobody()).await?;
        tx.audit(Entry::refused("citizen-account-opened"));
        tx.commit().await?;
        return again(&new_form(&ctx, form));
    };
    let hash = account::hashed(password).await?;
    // Whoever opens many is stopped for an hour, as one who guesses.
    app.kit.guesses.wrong(&ctx.actor.ip, app.clock().now());
    let before = frame::me(&app, &ctx, &headers).await?;
    let mut tx = app.db.write(&ctx.nobody()).await?;
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let new = NewAccount {
        password_hash: hash,
        factor: Some((factor.base32(), step)),
        identity: String::new(),
    };
    let id = CitizenId(tx.new_id());
    let row = account::open(&mut tx, id, &new).await?;
    if let Some(before) = before {
        session::end(&tx, &before.session).await?;
    }
    let token = session::open(&tx, row.id).await?;
    tx.commit().await?;
    let there = see(&ctx, HOME, Some("citizens-opened"));
    Ok(frame::with_cookie(&app, &ctx, (there, &token)))
}
