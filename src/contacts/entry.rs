//! Entering a contact in half a minute: one screen, filled as the last time, the answer beside the
//! topic, and a fresh form after saving.

use super::contact::{self, NewContact};
use super::desk::{Boxes, Desk, open_points};
use super::lists;
use super::moment::moment_values;
use super::own_fields::of_contact;
use super::reference::{reference, words};
use super::script;
use super::{ContactId, store};
use crate::app::App;
use crate::forms::{self, Step};
use crate::people::{self, PersonId};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, html, see};

/// Where nothing better is known: an ordinary conversation at the counter.
const USUAL_MINUTES: &str = "10";
const USUAL_CHANNEL: &str = "visit_unplanned";
const USUAL_OUTCOME: &str = "informed";
/// The path that unfinished work is kept under.
const PATH: &str = "/contacts/new";

#[derive(Template)]
#[template(path = "contacts/form.html")]
pub struct ContactForm {
    pub page: ui::Page,
    form: Form,
    action: String,
    autosave: String,
    cancel: String,
    version: String,
    boxes: Boxes,
    person: Option<people::Head>,
    answer: Option<Answer>,
    topic_attrs: String,
    extra: forms::Boxes,
    saved: Option<Saved>,
    who_open: bool,
    more_open: bool,
}

/// What is answered on a topic today.
#[derive(Template)]
#[template(path = "contacts/answer.html")]
pub struct Answer {
    pub text: String,
    pub article: String,
    /// `версия 2, одобрена от … на …, важи от …`.
    pub version: String,
    pub href: String,
}

/// What was saved a moment ago, to be corrected or taken back.
struct Saved {
    text: String,
    edit: String,
    cancel: String,
    version: i32,
}

/// The answer on a topic that holds on a day.
pub async fn answer(
    ctx: &Ctx,
    tx: &Tx,
    (topic, on): (&str, Day),
) -> Result<Option<Answer>, StoreError> {
    if topic.is_empty() {
        return Ok(None);
    }
    let script = script::on(tx, topic, on).await?;
    Ok(script.map(|script| answer_of(ctx, &script)))
}

/// A version of an answer as pages show it.
pub fn answer_of(ctx: &Ctx, script: &script::Script) -> Answer {
    let args = [
        ("number", script.number.to_string()),
        ("by", script.approved_by.clone()),
        ("on", script.approved_on.bg()),
        ("from", script.valid_from.bg()),
    ];
    Answer {
        text: script.answer.clone(),
        article: script.article.clone(),
        version: ctx.ta("contacts-script-version", &args).into_owned(),
        href: ctx.url(&format!("/contacts/scripts/{}", script.topic)),
    }
}

/// The form; `editing` is what is corrected.
pub async fn contact_form(
    ctx: &Ctx,
    tx: &Tx,
    desk: &Desk,
    form: Form,
    editing: Option<ContactId>,
) -> Result<ContactForm, Problem> {
    let person = match form.get("person").parse::<PersonId>() {
        Ok(id) => Some(people::head(tx, id).await?),
        Err(_) => None,
    };
    let title = if editing.is_some() { "contacts-edit" } else { "contacts-new" };
    let mut page = ctx.page(ctx.t(title));
    page.errors = form.errors();
    let action = editing.map_or(PATH.to_owned(), |id| format!("/contacts/{id}/edit"));
    let is_open = |names: &[&str]| {
        names.iter().any(|name| form.field(name).error.is_some() || !form.get(name).is_empty())
    };
    let wrong = |names: &[&str]| names.iter().any(|name| form.field(name).error.is_some());
    let (own, _) = of_contact(tx, desk, editing).await?;
    let saved = match (editing, form.get("saved").parse::<ContactId>()) {
        (None, Ok(id)) => saved_now(ctx, tx, desk, id).await?,
        _ => None,
    };
    Ok(ContactForm {
        page,
        action: ctx.url(&action),
        autosave: ctx.url("/drafts"),
        cancel: ctx.url(&editing.map_or("/contacts".to_owned(), |id| format!("/contacts/{id}"))),
        version: editing.map(|_| form.get("_version").to_owned()).unwrap_or_default(),
        answer: answer(ctx, tx, (form.get("topic"), tx.today())).await?,
        topic_attrs: format!(
            "autofocus accesskey=\"t\" hx-get=\"{}\" hx-trigger=\"change\" hx-target=\"#answer\"",
            ctx.url("/contacts/answer")
        ),
        boxes: Boxes::of_form(ctx, desk, &form, tx.today()),
        extra: own.boxes(ctx, &form, Step::Save),
        who_open: is_open(&["age", "ekatte"]) || wrong(&["asker", "sex"]),
        more_open: is_open(&["follow-day", "documents"])
            || wrong(&["at", "at-time", "law", "place", "campaign", "follow"]),
        person,
        saved,
        form,
    })
}

/// The contact that this worker saved a moment ago.
async fn saved_now(
    ctx: &Ctx,
    tx: &Tx,
    desk: &Desk,
    id: ContactId,
) -> Result<Option<Saved>, StoreError> {
    let row = match contact::contact(tx, id).await {
        Ok(row) => row,
        Err(StoreError::NotFound) => return Ok(None),
        Err(e) => return Err(e),
    };
    if Some(row.account_id) != ctx.actor.account || row.cancelled_at.is_some() {
        return Ok(None);
    }
    let path = ctx.url(&format!("/contacts/{id}"));
    Ok(Some(Saved {
        text: format!(
            "{} · {} · {}",
            row.at.bg(),
            words(&reference().channel, &row.channel, ctx.lang),
            lists::words(&desk.lists.topics, &row.topic, ctx.lang)
        ),
        edit: format!("{path}/edit"),
        cancel: format!("{path}/cancel"),
        version: row.version,
    }))
}

/// A fresh form: place, channel and campaign as in this worker's last entry.
async fn fresh(ctx: &Ctx, tx: &Tx, asked: &Form) -> Result<Form, StoreError> {
    let last = contact::last_of(tx).await?;
    let point = last_point(tx, last.as_ref()).await?;
    let mut values = moment_values("at", tx.now());
    let today = last.as_ref().filter(|row| row.at.day() == tx.today());
    let campaign = today.map(|row| row.campaign.clone()).unwrap_or_default();
    let channel = last.as_ref().map_or(USUAL_CHANNEL, |row| row.channel.as_str());
    let channel = reference().channel.iter().find(|item| item.id == channel && !item.old);
    let channel = channel.map_or(USUAL_CHANNEL, |item| item.id.as_str()).to_owned();
    let or = |name: &str, usual: String| match asked.get(name) {
        "" => usual,
        asked => asked.to_owned(),
    };
    let rest = [
        ("channel", or("channel", channel)),
        ("topic", or("topic", String::new())),
        ("outcome", USUAL_OUTCOME.to_owned()),
        ("minutes", USUAL_MINUTES.to_owned()),
        ("point", or("point", point.map(|id| id.to_string()).unwrap_or_default())),
        ("asker", "self".to_owned()),
        ("sex", "unknown".to_owned()),
        ("campaign", campaign),
        ("person", asked.get("person").to_owned()),
        ("saved", asked.get("saved").to_owned()),
    ];
    values.extend(rest.map(|(name, value)| (name.to_owned(), value)));
    Ok(Form::filled(ctx.lang, values))
}

/// The point of a worker's last contact, or the first of the office.
async fn last_point(
    tx: &Tx,
    last: Option<&store::contact::Model>,
) -> Result<Option<crate::municipality::ServicePointId>, StoreError> {
    let points = open_points(tx).await?;
    let last = last.and_then(|row| row.service_point_id);
    let last = last.filter(|id| points.iter().any(|point| point.id == *id));
    Ok(last.or(points.first().map(|point| point.id)))
}

/// Where this account last received somebody, for the forms of other capabilities.
///
/// # Errors
/// When the database does not answer.
pub async fn usual_point(
    tx: &Tx,
) -> Result<Option<crate::municipality::ServicePointId>, StoreError> {
    let last = contact::last_of(tx).await?;
    last_point(tx, last.as_ref()).await
}

pub async fn new_contact(
    State(app): State<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let fresh = fresh(&ctx, &tx, &form).await?;
    let form = ctx.draft(&tx, fresh).await?;
    let desk = Desk::load(&ctx, &tx).await?;
    let page = contact_form(&ctx, &tx, &desk, form, None).await?;
    tx.audit(Entry::new("form", "contact", "").about(page.person.as_ref().map(|p| p.id.0)));
    tx.commit().await?;
    html(&page)
}

/// The answer alone, while a topic is chosen.
pub async fn answer_part(
    State(app): State<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = answer(&ctx, &tx, (form.get("topic"), tx.today())).await?;
    tx.audit(Entry::new("read", "answer-script", ""));
    tx.commit().await?;
    let (text, article) = (ctx.t("contacts-script-none").into_owned(), String::new());
    let none = || Answer { text, article, version: String::new(), href: String::new() };
    html(&found.unwrap_or_else(none))
}

/// Reads what was typed against what may be chosen.
pub async fn read(
    tx: &Tx,
    desk: &Desk,
    form: &mut Form,
    was: Option<&store::contact::Model>,
) -> Result<Option<NewContact>, StoreError> {
    let new = NewContact::read(form, desk, tx.now(), was);
    let (own, _) = of_contact(tx, desk, was.map(|row| row.id)).await?;
    let extra = own.read(form, Step::Save);
    let Some(new) = new.filter(|_| form.ok()) else {
        return Ok(None);
    };
    let mut new = NewContact { own, extra, ..new };
    match new.complete(tx).await {
        Ok(()) => Ok(Some(new)),
        Err(StoreError::NotFound) => {
            form.wrong("person", "contacts-person-unknown");
            Ok(None)
        }
        Err(e) => Err(e),
    }
}

pub async fn save_contact(
    State(app): State<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let desk = Desk::load(&ctx, &tx).await?;
    if form.has("show") {
        // Without scripts: the answer on the topic, nothing saved yet.
        let page = contact_form(&ctx, &tx, &desk, form, None).await?;
        audited(tx).await?;
        return html(&page);
    }
    let Some(new) = read(&tx, &desk, &mut form, None).await? else {
        let page = contact_form(&ctx, &tx, &desk, form, None).await?;
        tx.commit().await?;
        return again(&page);
    };
    tx.commit().await?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let id = ContactId(tx.new_id());
    let next = match form.has("open") {
        true => format!("/contacts/{id}"),
        false => format!("{PATH}?saved={id}"),
    };
    tx.use_form(&form.key(), &ctx.url(&next)).await?;
    new.save(&mut tx, id).await?;
    drop_draft(&ctx, &tx, &form, PATH).await?;
    tx.commit().await?;
    Ok(see(&ctx, &next, Some("contacts-saved")))
}

async fn audited(mut tx: Tx) -> Result<(), StoreError> {
    tx.audit(Entry::new("form", "contact", ""));
    tx.commit().await
}

/// Removes the draft of the page that a form says it stands on.
///
/// # Errors
/// When the database refuses.
pub async fn drop_draft(ctx: &Ctx, tx: &Tx, form: &Form, usual: &str) -> Result<(), StoreError> {
    let path = form.get("_path").strip_prefix(&ctx.url("")).unwrap_or_default();
    if !path.is_empty() && path != usual {
        ctx.drop_draft(tx, path).await?;
    }
    ctx.drop_draft(tx, usual).await
}
