//! Roles and rights as a table in words, and the form that changes a role.

use super::administrators::{administrators, still_administered};
use super::frame::{page, sections};
use super::point_pages::note;
use super::{ADMIN, READ};
use crate::app::App;
use crate::roles::RIGHTS;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kit::access::{self, RoleSpec};
use kit::audit::Entry;
use kit::store::Tx;
use kit::web::{Compared, Ctx, Form, Problem, again, html, see};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

const LIST: &str = "/office/roles";

#[derive(Template)]
#[template(path = "municipality/roles.html")]
struct RolesPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    roles: Vec<RoleHead>,
    rights: Vec<RightRow>,
    new: Option<String>,
}

struct RoleHead {
    name: String,
    holders: usize,
    people: String,
    edit: Option<String>,
}

struct RightRow {
    name: String,
    /// Names of the roles that have the right; a dash when none has.
    roles: String,
}

pub async fn list(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let roles = access::role_rights(&tx).await?;
    let accounts = access::accounts(&tx, app.today()).await?;
    tx.audit(Entry::list("role"));
    tx.commit().await?;
    let name = |role: &access::entity::role::Model| match ctx.lang {
        ui::Lang::Bg => role.name.clone(),
        ui::Lang::En => role.name_en.clone(),
    };
    let may_change = ctx.actor.may(ADMIN);
    let open = || accounts.iter().filter(|account| account.disabled_at.is_none());
    let heads = roles.iter().map(|(role, _)| RoleHead {
        name: name(role),
        holders: open().filter(|account| account.roles.contains(&role.id)).count(),
        people: ctx.url(&format!("/office/accounts?role={}", role.id)),
        edit: may_change.then(|| ctx.url(&format!("{LIST}/{}", role.id))),
    });
    let holding = |right: &str| {
        let held = roles.iter().filter(|(_, rights)| rights.iter().any(|one| one == right));
        let names: Vec<String> = held.map(|(role, _)| name(role)).collect();
        if names.is_empty() { "–".to_owned() } else { names.join(", ") }
    };
    let rights = RIGHTS
        .iter()
        .map(|(right, key)| RightRow { name: ctx.t(key).into_owned(), roles: holding(right) });
    html(&RolesPage {
        page: page(&ctx, ctx.t("office-section-roles"), &[]),
        sections: sections(&ctx),
        roles: heads.collect(),
        rights: rights.collect(),
        new: may_change.then(|| ctx.url("/office/roles/new")),
    })
}

#[derive(Template)]
#[template(path = "municipality/role_form.html")]
struct RoleForm {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    form: Form,
    action: String,
    rights: Vec<ui::Choice>,
    is_new: bool,
}

fn role_form(ctx: &Ctx, form: Form, id: Option<&str>) -> RoleForm {
    let title = ctx.t(if id.is_some() { "office-role-edit" } else { "office-role-new" });
    let mut page = page(ctx, title, &[(LIST, &ctx.t("office-section-roles"))]);
    page.errors = form.errors();
    let rights = RIGHTS.iter().map(|(right, key)| {
        ui::Choice::new(*right, ctx.t(key)).checked(form.has_value("right", right))
    });
    RoleForm {
        rights: rights.collect(),
        page,
        sections: sections(ctx),
        action: ctx.url(&id.map_or(LIST.to_owned(), |id| format!("{LIST}/{id}"))),
        is_new: id.is_none(),
        form,
    }
}

/// The role's rights as one text: what the form was filled from, since a role has no version.
fn seen(rights: &[String]) -> String {
    let mut sorted: Vec<&str> = rights.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    sorted.join(" ")
}

async fn one(tx: &Tx, id: &str) -> Result<(access::entity::role::Model, Vec<String>), Problem> {
    let roles = access::role_rights(tx).await?;
    roles.into_iter().find(|(role, _)| role.id == id).ok_or(Problem::NotFound)
}

pub async fn new(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    tx.audit(Entry::new("open-form", "role", ""));
    tx.commit().await?;
    html(&role_form(&ctx, Form::filled(ctx.lang, [("right", READ)]), None))
}

pub async fn edit(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (role, rights) = one(&tx, &id).await?;
    tx.audit(Entry::new("read", "role", &id));
    tx.commit().await?;
    let mut values = vec![
        ("name".to_owned(), role.name),
        ("name-en".to_owned(), role.name_en),
        ("seen".to_owned(), seen(&rights)),
    ];
    values.extend(rights.into_iter().map(|right| ("right".to_owned(), right)));
    html(&role_form(&ctx, Form::filled(ctx.lang, values), Some(&id)))
}

/// Names and rights as typed.
fn read_role(form: &mut Form) -> (String, String, Vec<&'static str>) {
    let name = form.required("name", 100);
    let name_en = form.required("name-en", 100);
    let chosen = RIGHTS.iter().filter(|(right, _)| form.has_value("right", right));
    let rights: Vec<&str> = chosen.map(|(right, _)| *right).collect();
    if rights.is_empty() {
        form.wrong("right", "office-right-needed");
    }
    (name, name_en, rights)
}

pub async fn add(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let there = access::role_rights(&tx).await?;
    tx.rollback().await;
    let id = form.required("id", 40).to_lowercase();
    let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if !id.is_empty() && (!id.chars().all(fine) || id == "new") {
        form.wrong("id", "office-role-id-wrong");
    }
    if there.iter().any(|(role, _)| role.id == id) {
        form.wrong("id", "office-role-id-taken");
    }
    let (name, name_en, rights) = read_role(&mut form);
    if !form.ok() {
        return again(&role_form(&ctx, form, None));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(LIST)).await?;
    let spec = RoleSpec { id: &id, name: &name, name_en: &name_en, rights: &rights };
    access::define_role(&tx, &spec).await?;
    note(&mut tx, "role-added", &name).await?;
    tx.commit().await?;
    Ok(see(&ctx, LIST, Some("office-saved")))
}

pub async fn change(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (name, name_en, rights) = read_role(&mut form);
    if !form.ok() {
        return again(&role_form(&ctx, form, Some(&id)));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    let before = administrators(&tx).await?;
    let (_, there) = one(&tx, &id).await?;
    tx.use_form(&form.key(), &ctx.url(LIST)).await?;
    if seen(&there) != form.get("seen") {
        tx.rollback().await;
        return Err(Problem::Conflict(compared(&ctx, &rights, &there)));
    }
    let spec = RoleSpec { id: &id, name: &name, name_en: &name_en, rights: &rights };
    access::define_role(&tx, &spec).await?;
    rename(&tx, &id, &name, &name_en).await?;
    if let Err(lost) = still_administered(&tx, before).await {
        tx.rollback().await;
        return Err(lost);
    }
    note(&mut tx, "role-changed", &name).await?;
    tx.commit().await?;
    app.kit.sessions.forget();
    Ok(see(&ctx, LIST, Some("office-saved")))
}

async fn rename(tx: &Tx, id: &str, name: &str, name_en: &str) -> Result<(), Problem> {
    use access::entity::role;
    role::Entity::update_many()
        .set(role::ActiveModel {
            name: Set(name.to_owned()),
            name_en: Set(name_en.to_owned()),
            ..Default::default()
        })
        .filter(role::Column::MunicipalityId.eq(tx.municipality()))
        .filter(role::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// The rights about which two editors disagree.
fn compared(ctx: &Ctx, mine: &[&str], theirs: &[String]) -> Vec<Compared> {
    let say = |has: bool| ctx.t(if has { "ui-yes" } else { "ui-no" }).into_owned();
    let rows = RIGHTS.iter().map(|(right, key)| Compared {
        label: ctx.t(key).into_owned(),
        mine: say(mine.contains(right)),
        theirs: say(theirs.iter().any(|r| r == right)),
    });
    rows.filter(|row| row.mine != row.theirs).collect()
}
