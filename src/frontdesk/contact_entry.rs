//! Entering a contact in half a minute, looking at one, and correcting it.

use super::contact::{self, NewContact, note_of, values};
use super::contact_list::{FilterChoices, href_of};
use super::moment::moment_values;
use super::reference::{reference, words};
use super::{ContactId, foreign};
use crate::app::App;
use crate::people::{self, PersonId};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Compared, Ctx, Form, Id, Problem, again, html, see};
use ui::Link;

/// Where nothing better is known: an ordinary conversation at the counter.
const USUAL_MINUTES: &str = "10";
const USUAL_CHANNEL: &str = "visit_unplanned";

#[derive(Template)]
#[template(path = "frontdesk/contact_form.html")]
struct ContactForm {
    page: ui::Page,
    form: Form,
    action: String,
    autosave: String,
    cancel: String,
    version: String,
    choices: FilterChoices,
    person: Option<people::Head>,
    details_open: bool,
}

async fn contact_form(
    ctx: &Ctx,
    tx: &Tx,
    form: Form,
    editing: Option<ContactId>,
) -> Result<ContactForm, Problem> {
    let person = match form.get("person").parse::<PersonId>() {
        Ok(id) => Some(people::head(tx, id).await?),
        Err(_) => None,
    };
    let title = if editing.is_some() { "frontdesk-contact-edit" } else { "frontdesk-contact-new" };
    let mut page = ctx.page(ctx.t(title));
    page.errors = form.errors();
    let action = match editing {
        Some(id) => format!("{}/edit", href_of(id)),
        None => "/contacts/new".to_owned(),
    };
    let wrong = |names: &[&str]| names.iter().any(|name| form.field(name).error.is_some());
    let details_open = wrong(&["at", "at-time", "law", "place"]);
    Ok(ContactForm {
        page,
        action: ctx.url(&action),
        autosave: ctx.url("/drafts"),
        cancel: ctx.url(&editing.map_or("/contacts".to_owned(), href_of)),
        version: editing.map(|_| form.get("_version").to_owned()).unwrap_or_default(),
        choices: FilterChoices::load(ctx, tx).await?,
        person,
        details_open,
        form,
    })
}

/// A fresh form: place and channel as in this worker's last entry.
async fn fresh(ctx: &Ctx, tx: &Tx, asked: &Form) -> Result<Form, StoreError> {
    let last = contact::last_of(tx).await?;
    let point = last.as_ref().and_then(|row| row.service_point_id);
    let point = match point {
        Some(point) => Some(point),
        None => foreign::points(tx).await?.first().map(|point| point.id),
    };
    let mut values = moment_values("at", tx.now());
    let channel = last.map_or_else(|| USUAL_CHANNEL.to_owned(), |row| row.channel);
    values.push(("channel".into(), channel));
    values.push(("minutes".into(), USUAL_MINUTES.into()));
    values.push(("point".into(), point.map(|id| id.to_string()).unwrap_or_default()));
    values.push(("person".into(), asked.get("person").to_owned()));
    Ok(Form::filled(ctx.lang, values))
}

pub async fn new_contact(
    State(app): State<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let fresh = fresh(&ctx, &tx, &form).await?;
    let form = ctx.draft(&tx, fresh).await?;
    let page = contact_form(&ctx, &tx, form, None).await?;
    tx.audit(Entry::new("form", "contact", "").about(page.person.as_ref().map(|p| p.id.0)));
    tx.commit().await?;
    html(&page)
}

/// Reads what was typed against what may be chosen.
pub async fn read(tx: &Tx, form: &mut Form) -> Result<Option<NewContact>, StoreError> {
    let points: Vec<_> = foreign::points(tx).await?.iter().map(|point| point.id).collect();
    let new = NewContact::read(form, &points, tx.now());
    if let Some(person) = new.as_ref().and_then(|new| new.person) {
        match people::head(tx, person).await {
            Ok(_) => {}
            Err(StoreError::NotFound) => {
                form.wrong("person", "frontdesk-person-unknown");
                return Ok(None);
            }
            Err(e) => return Err(e),
        }
    }
    Ok(new)
}

pub async fn save_contact(
    State(app): State<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let Some(new) = read(&tx, &mut form).await? else {
        let page = contact_form(&ctx, &tx, form, None).await?;
        tx.commit().await?;
        return again(&page);
    };
    tx.commit().await?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let id = ContactId(tx.new_id());
    let next = if form.has("another") { "/contacts/new".to_owned() } else { href_of(id) };
    tx.use_form(&form.key(), &ctx.url(&next)).await?;
    new.save(&mut tx, id).await?;
    drop_draft(&ctx, &tx, &form, "/contacts/new").await?;
    tx.commit().await?;
    Ok(see(&ctx, &next, Some("frontdesk-contact-saved")))
}

/// Removes the draft of the page that a form says it stands on.
pub async fn drop_draft(ctx: &Ctx, tx: &Tx, form: &Form, usual: &str) -> Result<(), StoreError> {
    let path = form.get("_path").strip_prefix(&ctx.url("")).unwrap_or_default();
    if !path.is_empty() && path != usual {
        ctx.drop_draft(tx, path).await?;
    }
    ctx.drop_draft(tx, usual).await
}

#[derive(Template)]
#[template(path = "frontdesk/contact.html")]
struct ContactPage {
    page: ui::Page,
    rows: Vec<(String, String)>,
    note: String,
    person: Option<Link>,
    edit: Option<String>,
    another: String,
}

pub async fn contact_page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ContactId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = contact::contact(&tx, id).await?;
    let note = note_of(&tx, &row)?;
    let lists = FilterChoices::load(&ctx, &tx).await?;
    let person = match row.person_id {
        Some(person) => Some(people::head(&tx, person).await?),
        None => None,
    };
    tx.audit(Entry::read("contact", id.0).about(row.person_id.map(|person| person.0)));
    tx.commit().await?;
    let point = row.service_point_id.map(|id| id.to_string()).unwrap_or_default();
    let list = reference();
    let rows = [
        ("frontdesk-contact-when", row.at.bg()),
        ("frontdesk-contact-topic", words(&list.topic, &row.topic, ctx.lang)),
        ("frontdesk-contact-law", words(&list.law, &row.law, ctx.lang)),
        ("frontdesk-contact-channel", words(&list.channel, &row.channel, ctx.lang)),
        ("frontdesk-contact-outcome", words(&list.outcome, &row.outcome, ctx.lang)),
        ("frontdesk-contact-minutes", row.minutes.to_string()),
        ("frontdesk-contact-point", FilterChoices::words(&lists.point, &point)),
        ("frontdesk-contact-place", row.place.clone()),
        (
            "frontdesk-contact-worker",
            FilterChoices::words(&lists.worker, &row.account_id.to_string()),
        ),
    ];
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    let mut page = ctx.page(ctx.t("frontdesk-contact-title"));
    page.back = Some(Link::new(ctx.url("/contacts"), ctx.t("frontdesk-contacts-title")));
    html(&ContactPage {
        page,
        rows: rows.map(|(key, value)| (ctx.t(key).into_owned(), value)).collect(),
        note,
        person: person.map(|p| Link::new(ctx.url(&format!("/people/{}", p.id)), p.name)),
        edit: ctx.actor.may(super::WRITE).then(|| ctx.url(&format!("{}/edit", href_of(id)))),
        another: ctx.url("/contacts/new"),
    })
}

pub async fn edit_contact(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ContactId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = contact::contact(&tx, id).await?;
    let mut values = values(&row, note_of(&tx, &row)?);
    values.push(("_version".into(), row.version.to_string()));
    let form = Form::filled(ctx.lang, values);
    let page = contact_form(&ctx, &tx, form, Some(id)).await?;
    tx.audit(Entry::read("contact", id.0).about(row.person_id.map(|person| person.0)));
    tx.commit().await?;
    html(&page)
}

pub async fn change_contact(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ContactId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    contact::contact(&tx, id).await?;
    let Some(new) = read(&tx, &mut form).await? else {
        let page = contact_form(&ctx, &tx, form, Some(id)).await?;
        tx.commit().await?;
        return again(&page);
    };
    tx.commit().await?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&href_of(id))).await?;
    match new.change(&mut tx, id, form.version()).await {
        Ok(()) => {}
        Err(StoreError::Conflict) => {
            tx.rollback().await;
            return Err(conflict(&app, &ctx, id, &form).await?);
        }
        Err(e) => return Err(e.into()),
    }
    tx.commit().await?;
    Ok(see(&ctx, &href_of(id), Some("frontdesk-contact-saved")))
}

/// Both versions of a contact that two people edited.
async fn conflict(app: &App, ctx: &Ctx, id: ContactId, form: &Form) -> Result<Problem, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = contact::contact(&tx, id).await?;
    let now = values(&row, note_of(&tx, &row)?);
    let theirs = Form::filled(ctx.lang, now);
    tx.audit(Entry::read("contact", id.0).about(row.person_id.map(|person| person.0)));
    tx.commit().await?;
    let lists = reference();
    let fields = [
        ("topic", "frontdesk-contact-topic", lists.topic.as_slice()),
        ("outcome", "frontdesk-contact-outcome", &lists.outcome),
        ("channel", "frontdesk-contact-channel", &lists.channel),
        ("law", "frontdesk-contact-law", &lists.law),
        ("minutes", "frontdesk-contact-minutes", &[]),
        ("place", "frontdesk-contact-place", &[]),
        ("note", "frontdesk-contact-note", &[]),
    ];
    let compared = fields.into_iter().map(|(name, key, list)| Compared {
        label: ctx.t(key).into_owned(),
        mine: words(list, form.get(name), ctx.lang),
        theirs: words(list, theirs.get(name), ctx.lang),
    });
    Ok(Problem::Conflict(compared.filter(|c| c.mine != c.theirs).collect()))
}
