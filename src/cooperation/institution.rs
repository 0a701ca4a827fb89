//! The institutions with which the office works: a list that it edits itself.

use super::InstitutionId;
use super::WRITE;
use super::content::{Reached, sealed};
use super::course::KINDS;
use super::frame::{self, HOME, LINE, TEXT, lists};
use super::load::{self, Institution};
use super::store::cooperation_institution;
use super::table::{self, Cell, Line, List};
use crate::app::App;
use crate::people::phone;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::mail::Mailer;
use kit::store::{StoreError, Tx};
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, chosen, see};
use sea_orm::{IntoActiveModel, Set};
use ui::{Choice, Link};

const COLUMNS: [&str; 5] = ["institution", "kind", "contact", "phone", "email"];
/// Whether it is asked and invited still; words have the key `cooperation-active-<code>`.
const ACTIVE: [&str; 2] = ["yes", "no"];
/// Where the list is.
const REST: &str = "/institutions";

/// Enters an institution.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, kind: &str, reached: &Reached) -> Result<InstitutionId, StoreError> {
    let id = InstitutionId(tx.new_id());
    let row = cooperation_institution::Model {
        municipality_id: tx.municipality(),
        id,
        kind: kind.to_owned(),
        is_active: true,
        content_sealed: sealed(tx, ("cooperation_institution", id.0), reached)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("cooperation-institution", id.0));
    Ok(id)
}

async fn correct(
    tx: &mut Tx,
    id: InstitutionId,
    (kind, is_active, reached): (&str, bool, &Reached),
    version: i32,
) -> Result<(), StoreError> {
    let active = cooperation_institution::ActiveModel {
        kind: Set(kind.to_owned()),
        is_active: Set(is_active),
        content_sealed: Set(sealed(tx, ("cooperation_institution", id.0), reached)?),
        ..Default::default()
    };
    tx.update::<cooperation_institution::Entity>(id, version, active).await?;
    tx.audit(Entry::write("cooperation-institution-corrected", id.0));
    Ok(())
}

/// Institutions to choose from: those that are asked still, and one that was chosen before.
#[must_use]
pub fn offered(all: &[Institution], chosen: Option<InstitutionId>) -> Vec<Choice> {
    let open = all.iter().filter(|one| one.row.is_active || Some(one.row.id) == chosen);
    open.map(|one| Choice::new(one.row.id.to_string(), one.content.name.clone())).collect()
}

/// The institution of a box; one that is not in the list is a mistake beside it.
pub fn picked(form: &mut Form, name: &str, all: &[Institution]) -> Option<InstitutionId> {
    let id: Option<InstitutionId> = form.parsed(name, "form-choose");
    let known = id.filter(|id| all.iter().any(|one| one.row.id == *id));
    if id.is_some() && known.is_none() {
        form.wrong(name, "form-choose");
    }
    known
}

async fn known(app: &App, ctx: &Ctx) -> Result<Vec<Institution>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::institutions(&tx).await?;
    tx.audit(Entry::list("cooperation-institution"));
    tx.commit().await?;
    Ok(all)
}

/// `GET /cooperation/institutions`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let may = ctx.actor.may(WRITE);
    let wanted = form.get("kind").to_owned();
    let all = known(&app, &ctx).await?;
    let own = all.iter().filter(|one| wanted.is_empty() || one.row.kind == wanted);
    let line = |one: &Institution| {
        let active = if one.row.is_active { ACTIVE[0] } else { ACTIVE[1] };
        let href = ctx.url(&format!("{HOME}{REST}/{}", one.row.id));
        let content = &one.content;
        Line {
            href: if may { href } else { String::new() },
            cells: vec![
                Cell::new(content.name.clone()),
                Cell::new(ctx.t(&format!("cooperation-kind-{}", one.row.kind))),
                Cell::new(content.contact.clone()),
                Cell::new(phone::shown(&content.phone)),
                Cell::new(content.email.clone()),
            ],
            word: ctx.t(&format!("cooperation-active-{active}")).into_owned(),
            colour: if one.row.is_active { "green" } else { "grey" },
        }
    };
    let lines = own.map(line).collect();
    let around = (ctx.page(ctx.t("cooperation-institutions")), lists(&ctx, REST));
    let mut list = List::new(around, format!("{HOME}{REST}"), &COLUMNS, lines);
    list.lead = ctx.t("cooperation-institutions-lead").into_owned();
    let kinds = choices(&ctx, &KINDS, &wanted, |code| format!("cooperation-kind-{code}"));
    list.picks = vec![("kind", ctx.t("cooperation-column-kind").into_owned(), kinds)];
    if may {
        let href = ctx.url(&format!("{HOME}{REST}/new"));
        list.actions = vec![Link::new(href, ctx.t("cooperation-institution-new"))];
    }
    table::shown(&ctx, form, list)
}

fn boxes(act: Act, both: (&Ctx, &Form)) -> Act {
    act.line(both, "name", "cooperation-column-institution")
        .one(both, "kind", ("cooperation-column-kind", &KINDS), |code| {
            format!("cooperation-kind-{code}")
        })
        .line(both, "email", "cooperation-column-email")
        .line(both, "phone", "cooperation-column-phone")
        .line(both, "address", "cooperation-address")
        .line(both, "contact", "cooperation-column-contact")
        .area(both, "note", ("cooperation-note", "cooperation-institution-hint"))
}

fn typed(form: &mut Form) -> (String, Reached) {
    let kind = chosen(form, "kind", &KINDS);
    let reached = Reached {
        name: form.required("name", LINE),
        email: form.optional("email", LINE),
        phone: form.optional("phone", LINE),
        address: form.optional("address", LINE),
        contact: form.optional("contact", LINE),
        note: form.optional("note", TEXT),
    };
    if !reached.email.is_empty() && !Mailer::is_address(&reached.email) {
        form.wrong("email", "cooperation-wrong-email");
    }
    (kind, reached)
}

/// A name stands once among the institutions that are asked.
fn once(form: &mut Form, (all, name): (&[Institution], &str), own: Option<InstitutionId>) {
    let plain = kit::search::plain(name);
    let same = |one: &&Institution| kit::search::plain(&one.content.name) == plain;
    let other = |one: &&Institution| one.row.is_active && Some(one.row.id) != own;
    if !plain.is_empty() && all.iter().filter(other).any(|one| same(&one)) {
        form.wrong("name", "cooperation-wrong-twice");
    }
}

fn new_shown(ctx: &Ctx, form: &Form) -> Result<Response, Problem> {
    let act = Act::new("cooperation-institution-new", "/new", "ui-save");
    let title = ctx.t("cooperation-institution-new");
    let page = frame::top_page(ctx, (REST, "cooperation-institutions"), title);
    let home = format!("{HOME}{REST}");
    boxes(act, (ctx, form)).shown(ctx, Around { page, home, version: 0 }, form)
}

/// `GET /cooperation/institutions/new`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    known(&app, &ctx).await?;
    new_shown(&ctx, &Form::empty(ctx.lang))
}

/// `POST /cooperation/institutions/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let all = known(&app, &ctx).await?;
    let (kind, reached) = typed(&mut form);
    once(&mut form, (&all, &reached.name), None);
    if !form.ok() {
        return new_shown(&ctx, &form);
    }
    let home = format!("{HOME}{REST}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    add(&mut tx, &kind, &reached).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("cooperation-done")))
}

fn shown(ctx: &Ctx, one: &Institution, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = boxes(Act::new("cooperation-institution", "", "ui-save"), both).one(
        both,
        "active",
        ("cooperation-active", &ACTIVE),
        |code| format!("cooperation-active-{code}"),
    );
    let page = frame::top_page(ctx, (REST, "cooperation-institutions"), one.content.name.clone());
    let home = format!("{HOME}{REST}/{}", one.row.id);
    act.shown(ctx, Around { page, home, version: form.version_or(one.row.version) }, form)
}

async fn own(app: &App, ctx: &Ctx, id: InstitutionId) -> Result<Institution, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::institution(&tx, id).await?;
    tx.audit(Entry::read("cooperation-institution", id.0));
    tx.commit().await?;
    Ok(one)
}

/// `GET /cooperation/institutions/{id}`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<InstitutionId>,
) -> Result<Response, Problem> {
    let one = own(&app, &ctx, id).await?;
    let content = one.content.clone();
    let active = if one.row.is_active { ACTIVE[0] } else { ACTIVE[1] };
    let values = [
        ("name", content.name),
        ("kind", one.row.kind.clone()),
        ("email", content.email),
        ("phone", content.phone),
        ("address", content.address),
        ("contact", content.contact),
        ("note", content.note),
        ("active", active.to_owned()),
    ];
    shown(&ctx, &one, &Form::filled(ctx.lang, values))
}

/// `POST /cooperation/institutions/{id}`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<InstitutionId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let one = own(&app, &ctx, id).await?;
    let all = known(&app, &ctx).await?;
    let (kind, reached) = typed(&mut form);
    let active = chosen(&mut form, "active", &ACTIVE);
    once(&mut form, (&all, &reached.name), Some(id));
    if !form.ok() {
        return shown(&ctx, &one, &form);
    }
    let home = format!("{HOME}{REST}");
    let version = form.version_or(one.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    correct(&mut tx, id, (&kind, active == ACTIVE[0], &reached), version).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("cooperation-done")))
}
