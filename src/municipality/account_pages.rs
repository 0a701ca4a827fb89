//! Pages of the staff accounts: list, one account, a new one, name and post.

use super::ADMIN;
use super::frame::{page, sections};
use super::point_pages::note;
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::access::{self, Account, NewAccount, Sessions};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::AccountId;
use kit::web::{Compared, Ctx, Form, Id, Problem, again, cut, html, list_address, see};
use sea_orm::Set;

pub(super) const LIST: &str = "/office/accounts";

#[derive(Template)]
#[template(path = "municipality/accounts.html")]
struct AccountsPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    form: Form,
    action: String,
    roles: Vec<ui::Choice>,
    states: Vec<ui::Choice>,
    rows: Vec<Row>,
    pages: ui::Pages,
    new: Option<String>,
}

struct Row {
    href: String,
    name: String,
    username: String,
    post: String,
    roles: String,
    state: AccountState,
}

/// What an account can be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AccountState {
    Open,
    Invited,
    Closed,
}

pub(super) fn state_of(account: &Account) -> AccountState {
    match (account.disabled_at.is_some(), account.has_second_factor) {
        (true, _) => AccountState::Closed,
        (false, true) => AccountState::Open,
        (false, false) => AccountState::Invited,
    }
}

/// The roles of the municipality as choices.
pub(super) async fn role_choices(ctx: &Ctx, tx: &Tx) -> Result<Vec<ui::Choice>, StoreError> {
    let roles = access::role_rights(tx).await?;
    let name = |role: &access::entity::role::Model| match ctx.lang {
        ui::Lang::Bg => role.name.clone(),
        ui::Lang::En => role.name_en.clone(),
    };
    Ok(roles.iter().map(|(role, _)| ui::Choice::new(role.id.clone(), name(role))).collect())
}

pub(super) fn role_names(roles: &[ui::Choice], held: &[String]) -> String {
    let names = roles.iter().filter(|role| held.contains(&role.value)).map(|r| r.text.clone());
    names.collect::<Vec<_>>().join(", ")
}

pub async fn list(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let accounts = access::accounts(&tx, app.today()).await?;
    let roles = role_choices(&ctx, &tx).await?;
    tx.audit(Entry::list("account"));
    tx.commit().await?;
    let wanted = kit::search::fold(form.get("q"));
    let rows = accounts.iter().filter(|account| {
        let text =
            kit::search::fold(&format!("{} {} {}", account.name, account.username, account.post));
        let role = form.get("role");
        let state = match form.get("state") {
            "closed" => state_of(account) == AccountState::Closed,
            "invited" => state_of(account) == AccountState::Invited,
            _ => state_of(account) != AccountState::Closed,
        };
        state
            && text.contains(&wanted)
            && (role.is_empty() || account.roles.iter().any(|r| r == role))
    });
    let rows = rows.map(|account| Row {
        href: ctx.url(&format!("{LIST}/{}", account.id)),
        name: account.name.clone(),
        username: account.username.clone(),
        post: account.post.clone(),
        roles: role_names(&roles, &account.roles),
        state: state_of(account),
    });
    let filters = ["q", "role", "state"].map(|name| (name, form.get(name)));
    let base = list_address(&ctx.url(LIST), &filters);
    let (rows, pages) = cut(rows.collect(), &form, &base);
    let states = [
        ("open", "office-accounts-open"),
        ("invited", "office-accounts-invited"),
        ("closed", "office-accounts-closed"),
    ];
    html(&AccountsPage {
        page: page(&ctx, ctx.t("office-section-accounts"), &[]),
        sections: sections(&ctx),
        form,
        action: ctx.url(LIST),
        roles,
        states: states.map(|(value, key)| ui::Choice::new(value, ctx.t(key))).into(),
        rows,
        pages,
        new: ctx.actor.may(ADMIN).then(|| ctx.url("/office/accounts/new")),
    })
}

#[derive(Template)]
#[template(path = "municipality/account.html")]
struct AccountPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    account: Account,
    roles: Vec<ui::Choice>,
    role_names: String,
    open_sessions: usize,
    state: AccountState,
    path: String,
    may_change: bool,
}

pub(super) async fn one(tx: &Tx, id: AccountId) -> Result<Account, StoreError> {
    let accounts = access::accounts(tx, tx.today()).await?;
    accounts.into_iter().find(|account| account.id == id).ok_or(StoreError::NotFound)
}

pub async fn show(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<AccountId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let account = one(&tx, id).await?;
    let roles = role_choices(&ctx, &tx).await?;
    let open_sessions = Sessions::of(&tx, id).await?.len();
    tx.audit(Entry::read("account", id.0));
    tx.commit().await?;
    let held = |role: ui::Choice| {
        let checked = account.roles.contains(&role.value);
        role.checked(checked)
    };
    html(&AccountPage {
        page: page(&ctx, account.name.clone(), &[(LIST, &ctx.t("office-section-accounts"))]),
        sections: sections(&ctx),
        role_names: role_names(&roles, &account.roles),
        roles: roles.into_iter().map(held).collect(),
        open_sessions,
        state: state_of(&account),
        path: ctx.url(&format!("{LIST}/{id}")),
        may_change: ctx.actor.may(ADMIN),
        account,
    })
}

#[derive(Template)]
#[template(path = "municipality/account_form.html")]
struct AccountForm {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    form: Form,
    action: String,
    version: i32,
    roles: Vec<ui::Choice>,
    is_new: bool,
    cancel: String,
}

fn account_form(
    ctx: &Ctx,
    form: Form,
    roles: Vec<ui::Choice>,
    edited: Option<(AccountId, i32)>,
) -> AccountForm {
    let title = ctx.t(if edited.is_some() { "office-account-edit" } else { "office-account-new" });
    let mut page = page(ctx, title, &[(LIST, &ctx.t("office-section-accounts"))]);
    page.errors = form.errors();
    let path = match edited {
        Some((id, _)) => ctx.url(&format!("{LIST}/{id}")),
        None => ctx.url(LIST),
    };
    let chosen = |role: ui::Choice| {
        let checked = form.has_value("role", &role.value);
        role.checked(checked)
    };
    AccountForm {
        page,
        sections: sections(ctx),
        roles: roles.into_iter().map(chosen).collect(),
        version: edited.map_or(0, |(_, version)| version),
        is_new: edited.is_none(),
        action: edited.map_or(path.clone(), |_| format!("{path}/edit")),
        cancel: path,
        form,
    }
}

pub async fn new(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let roles = role_choices(&ctx, &tx).await?;
    tx.audit(Entry::new("open-form", "account", ""));
    tx.commit().await?;
    html(&account_form(&ctx, Form::empty(ctx.lang), roles, None))
}

/// A name to sign in with: lower-case Latin letters, digits, dots.
pub(super) fn read_username(form: &mut Form, field: &str) -> String {
    let username = form.required(field, 60).to_lowercase();
    let fine =
        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_');
    if !username.is_empty() && (username.len() < 3 || !username.chars().all(fine)) {
        form.wrong(field, "office-username-wrong");
    }
    username
}

pub async fn add(
    State(app): State<App>,
    ctx: Ctx,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let roles = role_choices(&ctx, &tx).await?;
    let accounts = access::accounts(&tx, app.today()).await?;
    tx.rollback().await;
    let name = form.required("name", 200);
    let username = read_username(&mut form, "username");
    let post = form.optional("post", 200);
    if accounts.iter().any(|account| account.username == username) {
        form.wrong("username", "office-username-taken");
    }
    let given: Vec<String> = form
        .all("role")
        .into_iter()
        .filter(|id| roles.iter().any(|role| role.value == *id))
        .map(str::to_owned)
        .collect();
    if given.is_empty() {
        form.wrong("role", "office-role-needed");
    }
    if !form.ok() {
        return again(&account_form(&ctx, form, roles, None));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(LIST)).await?;
    let new = NewAccount { username: &username, name: &name, post: &post };
    let id = access::create_account(&tx, new).await?;
    let today = tx.today();
    for role in &given {
        access::give_role(&tx, id, role, today).await?;
    }
    let secret = access::invite(&tx, id).await?;
    note(&mut tx, "account-added", &username).await?;
    tx.commit().await?;
    super::account_steps::invitation_shown(&app, &ctx, &headers, (id, &name), &secret)
}

pub async fn edit(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<AccountId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let account = one(&tx, id).await?;
    tx.audit(Entry::read("account", id.0));
    tx.commit().await?;
    let form = Form::filled(ctx.lang, [("name", account.name), ("post", account.post)]);
    html(&account_form(&ctx, form, Vec::new(), Some((id, account.version))))
}

pub async fn change(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<AccountId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (name, post) = (form.required("name", 200), form.optional("post", 200));
    if !form.ok() {
        let version = form.version();
        return again(&account_form(&ctx, form, Vec::new(), Some((id, version))));
    }
    let path = format!("{LIST}/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    let there = one(&tx, id).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let row = access::entity::account::ActiveModel {
        name: Set(name.clone()),
        post: Set(post.clone()),
        ..Default::default()
    };
    match tx.update::<access::entity::account::Entity>(id, form.version(), row).await {
        Ok(()) => {}
        Err(StoreError::Conflict) => {
            tx.rollback().await;
            let rows =
                [("office-account-name", name, there.name), ("office-post", post, there.post)];
            let differing = rows.into_iter().filter(|(_, mine, theirs)| mine != theirs);
            let compared = differing.map(|(key, mine, theirs)| Compared {
                label: ctx.t(key).into_owned(),
                mine,
                theirs,
            });
            return Err(Problem::Conflict(compared.collect()));
        }
        Err(e) => return Err(e.into()),
    }
    note(&mut tx, "account-changed", &there.username).await?;
    tx.commit().await?;
    app.kit.sessions.forget();
    Ok(see(&ctx, &path, Some("office-saved")))
}
