//! Tokens of the programming interface: made with a role and a last moment, shown once, taken back.

use super::TokenId;
use super::account_pages::role_choices;
use super::frame::{page, sections};
use super::point_pages::note;
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::access;
use kit::audit::Entry;
use kit::types::Instant;
use kit::web::{Ctx, Form, Id, Problem, again, cut, html, see};

const LIST: &str = "/office/tokens";
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// For how many days a token can be made.
const DAYS: [(&str, &str); 4] = [
    ("1", "office-token-day"),
    ("7", "office-token-week"),
    ("30", "office-token-month"),
    ("365", "office-token-year"),
];

#[derive(Template)]
#[template(path = "municipality/tokens.html")]
struct TokensPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    form: Form,
    action: String,
    roles: Vec<ui::Choice>,
    days: Vec<ui::Choice>,
    rows: Vec<Row>,
    pages: ui::Pages,
    secret: Option<String>,
}

struct Row {
    name: String,
    role: String,
    created: Instant,
    expires: Instant,
    revoked: Option<Instant>,
    expired: bool,
    revoke: String,
}

async fn load(
    app: &App,
    ctx: &Ctx,
    form: Form,
    secret: Option<String>,
) -> Result<TokensPage, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let tokens = access::tokens(&tx).await?;
    let roles = role_choices(ctx, &tx).await?;
    let now = tx.now();
    tx.audit(Entry::list("token"));
    tx.commit().await?;
    let rows = tokens.into_iter().map(|token| Row {
        role: super::account_pages::role_names(&roles, std::slice::from_ref(&token.role_id)),
        name: token.name,
        created: token.created_at,
        expires: token.expires_at,
        revoked: token.revoked_at,
        expired: token.expires_at <= now,
        revoke: ctx.url(&format!("{LIST}/{}/revoke", TokenId(token.id))),
    });
    let (rows, pages) = cut(rows.collect(), &form, &ctx.url(LIST));
    let mut page = page(ctx, ctx.t("office-section-tokens"), &[]);
    page.errors = form.errors();
    Ok(TokensPage {
        page,
        sections: sections(ctx),
        form,
        action: ctx.url(LIST),
        roles,
        days: DAYS.map(|(days, key)| ui::Choice::new(days, ctx.t(key))).into(),
        rows,
        pages,
        secret,
    })
}

pub async fn list(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    html(&load(&app, &ctx, form, None).await?)
}

pub async fn add(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let roles = access::role_rights(&tx).await?;
    tx.rollback().await;
    let name = form.required("name", 60);
    let role = form.required("role", 40);
    if !role.is_empty() && !roles.iter().any(|(known, _)| known.id == role) {
        form.wrong("role", "form-choose");
    }
    let days = form.get("days").to_owned();
    let days =
        DAYS.iter().find(|(value, _)| *value == days).and_then(|(v, _)| v.parse::<i64>().ok());
    if days.is_none() {
        form.wrong("days", "form-choose");
    }
    let (true, Some(days)) = (form.ok(), days) else {
        return again(&load(&app, &ctx, form, None).await?);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(LIST)).await?;
    let until = tx.now().plus_ms(days * DAY_MS);
    let secret = access::create_token(&tx, &name, &role, until).await?;
    note(&mut tx, "token-created", &name).await?;
    tx.commit().await?;
    html(&load(&app, &ctx, Form::empty(ctx.lang), Some(secret)).await?)
}

pub async fn revoke(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<TokenId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let tokens = access::tokens(&tx).await?;
    let token = tokens.into_iter().find(|token| token.id == id.0).ok_or(Problem::NotFound)?;
    tx.use_form(&form.key(), &ctx.url(LIST)).await?;
    access::revoke_token(&tx, id.0).await?;
    note(&mut tx, "token-revoked", &token.name).await?;
    tx.commit().await?;
    app.kit.sessions.forget();
    Ok(see(&ctx, LIST, Some("office-saved")))
}
