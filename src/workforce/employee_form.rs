//! Entering somebody, and changing what is known of them.

use super::course::GROUPS;
use super::employee::{self, NewEmployee, egn_of, email_of};
use super::frame::{self, HOME};
use super::load;
use super::{EmployeeId, WRITE};
use crate::app::App;
use crate::services;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::access;
use kit::audit;
use kit::mail::Mailer;
use kit::store::{StoreError, Tx};
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, see};
use law::Egn;
use ui::Choice;

/// The first list: where somebody stands.
pub const BACK: (&str, &str) = ("", "workforce-employees");

/// Providers to choose from.
///
/// # Errors
/// When the database does not answer.
pub async fn providers(tx: &Tx) -> Result<Vec<Choice>, StoreError> {
    let all = services::providers(tx).await?;
    Ok(all.into_iter().map(|one| Choice::new(one.id.to_string(), one.name)).collect())
}

async fn accounts(tx: &Tx) -> Result<Vec<Choice>, StoreError> {
    let all = access::accounts(tx, tx.today()).await?;
    Ok(all.into_iter().map(|one| Choice::new(one.id.to_string(), one.name)).collect())
}

struct Lists {
    providers: Vec<Choice>,
    accounts: Vec<Choice>,
}

async fn lists(tx: &Tx) -> Result<Lists, StoreError> {
    Ok(Lists { providers: providers(tx).await?, accounts: accounts(tx).await? })
}

/// Whose form it is: where it is sent, and the version.
struct Of {
    title: &'static str,
    home: String,
    version: i32,
}

fn shown(ctx: &Ctx, form: &Form, (of, lists): (Of, Lists)) -> Result<Response, Problem> {
    let both = (ctx, form);
    let rest = if of.version == 0 { "/employees/new" } else { "/edit" };
    let act = Act::new(of.title, rest, "ui-save")
        .line(both, "name", "workforce-name")
        .one(both, "group", ("workforce-column-group", &GROUPS), |code| {
            format!("workforce-group-{code}")
        })
        .part(ctx, "workforce-part-own")
        .choice(both, "account", (ctx.t("workforce-account").into_owned(), lists.accounts))
        .part(ctx, "workforce-part-provider")
        .choice(both, "provider", (ctx.t("workforce-provider").into_owned(), lists.providers))
        .line(both, "provider-post", "workforce-provider-post")
        .part(ctx, "workforce-part-egn")
        .line(both, "email", "workforce-email")
        .line(both, "egn", "workforce-egn");
    let page = frame::page(ctx, ctx.t(of.title), BACK);
    act.shown(ctx, Around { page, home: of.home, version: of.version }, form)
}

fn typed(form: &mut Form) -> NewEmployee {
    let mut new = NewEmployee {
        name: form.required("name", 150),
        group: chosen(form, "group", &GROUPS),
        provider: form.parsed_optional("provider", "form-choose"),
        provider_post: form.optional("provider-post", 150),
        account: form.parsed_optional("account", "form-choose"),
        egn: form.optional("egn", 20),
        email: form.optional("email", 200),
    };
    if !new.email.is_empty() && !Mailer::is_address(&new.email) {
        form.wrong("email", "workforce-wrong-email");
    }
    if !new.egn.is_empty() {
        match Egn::parse(&new.egn) {
            Ok(egn) => new.egn = egn.reveal(),
            Err(_) => form.wrong("egn", "workforce-wrong-egn"),
        }
    }
    if new.provider.is_some() && new.account.is_some() {
        form.wrong("account", "workforce-wrong-account");
    }
    new
}

/// `GET /workforce/employees/new`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let lists = lists(&tx).await?;
    tx.audit(audit::Entry::list("employee"));
    tx.commit().await?;
    let of = Of { title: "workforce-new", home: HOME.to_owned(), version: 0 };
    shown(&ctx, &Form::empty(ctx.lang), (of, lists))
}

/// `POST /workforce/employees/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let new = typed(&mut form);
    let mut tx = app.db.write(&ctx.actor).await?;
    if form.ok() && employee::with_name(&tx, &new.name, new.provider).await?.is_some() {
        form.wrong("name", "workforce-wrong-double");
    }
    if !form.ok() {
        let lists = lists(&tx).await?;
        tx.rollback().await;
        let of = Of { title: "workforce-new", home: HOME.to_owned(), version: 0 };
        return shown(&ctx, &form, (of, lists));
    }
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let id = employee::add(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/employees/{id}"), Some("workforce-done")))
}

/// `GET /workforce/employees/{id}/edit`.
pub async fn edit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EmployeeId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::employee(&tx, id).await?;
    let lists = lists(&tx).await?;
    let (egn, email) = (egn_of(&tx, &row)?, email_of(&tx, &row)?);
    tx.audit(audit::Entry::read("employee", id.0));
    tx.commit().await?;
    let values = [
        ("name", row.name.clone()),
        ("group", row.staff_group.clone()),
        ("provider", row.provider_id.map(|id| id.to_string()).unwrap_or_default()),
        ("provider-post", row.provider_post.clone()),
        ("account", row.account_id.map(|id| id.to_string()).unwrap_or_default()),
        ("egn", egn),
        ("email", email),
    ];
    let home = format!("{HOME}/employees/{id}");
    let of = Of { title: "workforce-edit", home, version: row.version };
    shown(&ctx, &Form::filled(ctx.lang, values), (of, lists))
}

/// `POST /workforce/employees/{id}/edit`.
pub async fn edit_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EmployeeId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let new = typed(&mut form);
    let mut tx = app.db.write(&ctx.actor).await?;
    let row = load::employee(&tx, id).await?;
    let version = form.version_or(row.version);
    let home = format!("{HOME}/employees/{id}");
    if !form.ok() {
        let lists = lists(&tx).await?;
        tx.rollback().await;
        return shown(&ctx, &form, (Of { title: "workforce-edit", home, version }, lists));
    }
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    employee::change(&mut tx, (id, version), &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("workforce-done")))
}

fn gone_shown(ctx: &Ctx, form: &Form, row: &load::Employee) -> Result<Response, Problem> {
    let act = Act::new("workforce-gone", "/gone", "ui-save")
        .lead(ctx.t("workforce-gone-lead"))
        .day((ctx, form), "on", ("workforce-gone-on", String::new()));
    let title = format!("{}: {}", ctx.t("workforce-gone"), row.name);
    let around = Around {
        page: frame::page(ctx, title, BACK),
        home: format!("{HOME}/employees/{}", row.id),
        version: form.version_or(row.version),
    };
    act.shown(ctx, around, form)
}

/// `GET /workforce/employees/{id}/gone`.
pub async fn gone_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EmployeeId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::employee(&tx, id).await?;
    tx.audit(audit::Entry::read("employee", id.0));
    tx.commit().await?;
    let form = Form::filled(ctx.lang, day_values("on", Some(row.gone_on.unwrap_or(app.today()))));
    gone_shown(&ctx, &form, &row)
}

/// `POST /workforce/employees/{id}/gone`.
pub async fn gone_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EmployeeId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let on = form.day("on");
    let mut tx = app.db.write(&ctx.actor).await?;
    let row = load::employee(&tx, id).await?;
    if !form.ok() {
        tx.rollback().await;
        return gone_shown(&ctx, &form, &row);
    }
    let home = format!("{HOME}/employees/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    employee::gone(&mut tx, (id, form.version_or(row.version)), on).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("workforce-done")))
}

/// A link to what may be done, for whoever may.
#[must_use]
pub fn deed(ctx: &Ctx, path: String, key: &str) -> Option<ui::Link> {
    ctx.actor.may(WRITE).then(|| ui::Link::new(ctx.url(&path), ctx.t(key)))
}
