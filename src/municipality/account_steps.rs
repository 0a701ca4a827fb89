//! What an administrator does to an account: roles, invitation, sessions, closing, opening again.
//!
//! Each step ends with [`Sessions::forget`](kit::access::Sessions::forget), so that it counts in
//! the very next request of that person.

use super::account_pages::{LIST, one};
use super::administrators::{administrators, still_administered};
use super::frame::{page, sections};
use super::point_pages::note;
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::access;
use kit::audit::Entry;
use kit::store::{Event, Tx};
use kit::types::AccountId;
use kit::web::{Ctx, Form, Id, Problem, html, see};
use sea_orm::Set;

/// Opens the transaction of a step on an account, its form used up.
async fn step(app: &App, ctx: &Ctx, id: AccountId, form: &Form) -> Result<(Tx, String), Problem> {
    let tx = app.db.write(&ctx.actor).await?;
    let account = one(&tx, id).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("{LIST}/{id}"))).await?;
    Ok((tx, account.username))
}

async fn done(app: &App, ctx: &Ctx, tx: Tx, id: AccountId) -> Result<Response, Problem> {
    tx.commit().await?;
    app.kit.sessions.forget();
    Ok(see(ctx, &format!("{LIST}/{id}"), Some("office-saved")))
}

pub async fn put_roles(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<AccountId>,
    form: Form,
) -> Result<Response, Problem> {
    let (mut tx, username) = step(&app, &ctx, id, &form).await?;
    let before = administrators(&tx).await?;
    let held = one(&tx, id).await?.roles;
    let known = access::role_rights(&tx).await?;
    let today = tx.today();
    for (role, _) in &known {
        let (has, wanted) = (held.contains(&role.id), form.has_value("role", &role.id));
        let kind = match (has, wanted) {
            (false, true) => {
                access::give_role(&tx, id, &role.id, today).await?;
                "role-given"
            }
            (true, false) => {
                access::take_role(&tx, id, &role.id).await?;
                "role-taken"
            }
            _ => continue,
        };
        let data = vec![("name", username.clone()), ("role", role.name.clone())];
        tx.event(Event { kind, data, ..Event::default() }).await?;
    }
    if let Err(lost) = still_administered(&tx, before).await {
        tx.rollback().await;
        return Err(lost);
    }
    tx.audit(Entry::write("account-roles", id.0));
    done(&app, &ctx, tx, id).await
}

#[derive(Template)]
#[template(path = "municipality/account_close.html")]
struct ClosePage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    action: String,
    cancel: String,
    /// How many open cases hang on it; with some it cannot be closed.
    work: u64,
    pass_on: Option<String>,
}

pub async fn close_page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<AccountId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let account = one(&tx, id).await?;
    let work = app.open_work(&tx, id).await?;
    tx.audit(Entry::read("account", id.0));
    tx.commit().await?;
    let title = ctx.ta("office-account-close-title", &[("name", &account.name)]);
    let path = format!("{LIST}/{id}");
    let trail = [(LIST, &*ctx.t("office-section-accounts")), (&*path, &*account.name)];
    html(&ClosePage {
        page: page(&ctx, title, &trail),
        sections: sections(&ctx),
        action: ctx.url(&format!("{path}/close")),
        cancel: ctx.url(&path),
        work,
        pass_on: ctx.actor.may("work.assign").then(|| ctx.url(&format!("/work/hand-over/{id}"))),
    })
}

pub async fn close(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<AccountId>,
    form: Form,
) -> Result<Response, Problem> {
    let (mut tx, username) = step(&app, &ctx, id, &form).await?;
    if app.open_work(&tx, id).await? > 0 {
        tx.rollback().await;
        return Err(Problem::Impossible("office-account-has-work"));
    }
    let before = administrators(&tx).await?;
    access::disable_account(&tx, id).await?;
    if let Err(lost) = still_administered(&tx, before).await {
        tx.rollback().await;
        return Err(lost);
    }
    note(&mut tx, "account-closed", &username).await?;
    done(&app, &ctx, tx, id).await
}

pub async fn reopen(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<AccountId>,
    form: Form,
) -> Result<Response, Problem> {
    let (mut tx, username) = step(&app, &ctx, id, &form).await?;
    let version = one(&tx, id).await?.version;
    let row = access::entity::account::ActiveModel {
        disabled_at: Set(None),
        // What was known before the closing opens nothing: an invitation is needed.
        password_hash: Set(None),
        totp_sealed: Set(None),
        ..Default::default()
    };
    tx.update::<access::entity::account::Entity>(id, version, row).await?;
    note(&mut tx, "account-reopened", &username).await?;
    done(&app, &ctx, tx, id).await
}

pub async fn end_sessions(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<AccountId>,
    form: Form,
) -> Result<Response, Problem> {
    let (mut tx, username) = step(&app, &ctx, id, &form).await?;
    access::end_sessions_of(&tx, id).await?;
    note(&mut tx, "account-sessions-ended", &username).await?;
    done(&app, &ctx, tx, id).await
}

pub async fn invite(
    State(app): State<App>,
    ctx: Ctx,
    headers: HeaderMap,
    Id(id): Id<AccountId>,
    form: Form,
) -> Result<Response, Problem> {
    let (mut tx, username) = step(&app, &ctx, id, &form).await?;
    let account = one(&tx, id).await?;
    if account.disabled_at.is_some() {
        tx.rollback().await;
        return Err(Problem::Impossible("office-account-is-closed"));
    }
    let secret = access::invite(&tx, id).await?;
    note(&mut tx, "account-invited", &username).await?;
    tx.commit().await?;
    invitation_shown(&app, &ctx, &headers, (id, &account.name), &secret)
}

#[derive(Template)]
#[template(path = "municipality/invited.html")]
struct InvitedPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    name: String,
    link: String,
    qr: String,
    account: String,
}

/// The one time that an invitation's link is seen. It is not kept, so it cannot be shown again.
pub(super) fn invitation_shown(
    app: &App,
    ctx: &Ctx,
    headers: &HeaderMap,
    (id, name): (AccountId, &str),
    secret: &str,
) -> Result<Response, Problem> {
    let link = format!("{}{}", app.kit.origin(headers), ctx.url(&format!("/invitation/{secret}")));
    html(&InvitedPage {
        page: page(
            ctx,
            ctx.t("office-invited-title"),
            &[(LIST, &ctx.t("office-section-accounts"))],
        ),
        sections: sections(ctx),
        name: name.to_owned(),
        qr: kit::web::qr_svg(&link),
        link,
        account: ctx.url(&format!("{LIST}/{id}")),
    })
}
