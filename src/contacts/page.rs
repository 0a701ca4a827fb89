//! One contact: what it says, what it said before, and the ways to put it right.

use super::contact::{self, note_of, values};
use super::desk::Desk;
use super::entry::{self, contact_form};
use super::own_fields::of_contact;
use super::reference::{reference, words};
use super::store::contact::Model;
use super::{ContactId, change, lists, script};
use crate::app::App;
use crate::forms::{Own, Step};
use crate::people;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Compared, Ctx, Form, Id, Problem, again, html, see};
use ui::Link;

#[derive(Template)]
#[template(path = "contacts/contact.html")]
struct ContactPage {
    page: ui::Page,
    rows: Vec<(String, String)>,
    note: String,
    person: Option<Link>,
    answer: Option<entry::Answer>,
    sheet: Option<String>,
    history: Vec<Earlier>,
    is_cancelled: bool,
    /// Address and version of what may be done; none for who only reads.
    path: Option<String>,
    edit: String,
    version: i32,
    waits: bool,
    another: String,
}

/// What was said before a correction.
struct Earlier {
    title: String,
    rows: Vec<(String, String)>,
}

/// Label and words of each value of a contact's form, in the order of the page.
fn named(ctx: &Ctx, (desk, own): (&Desk, &Own), form: &Form) -> Vec<(String, String)> {
    let list = reference();
    let of = |name: &str, items| words(items, form.get(name), ctx.lang);
    let documents = form.all("documents");
    let documents =
        documents.iter().map(|code| lists::words(&desk.lists.documents, code, ctx.lang));
    let point = desk.points.iter().find(|point| point.id.to_string() == form.get("point"));
    let follow = form.clone().day_optional("follow").map(kit::types::Day::bg);
    let when = ["at-day", "at-month", "at-year"].map(|part| format!("{:0>2}", form.get(part)));
    let rows = [
        ("contacts-when", format!("{} {}", when.join("."), form.get("at-time"))),
        ("contacts-topic", lists::words(&desk.lists.topics, form.get("topic"), ctx.lang)),
        ("contacts-law", of("law", &list.law)),
        ("contacts-outcome", of("outcome", &list.outcome)),
        ("contacts-channel", of("channel", &list.channel)),
        ("contacts-point", point.map(|point| point.name.clone()).unwrap_or_default()),
        ("contacts-place", form.get("place").to_owned()),
        ("contacts-minutes", form.get("minutes").to_owned()),
        ("contacts-asker", of("asker", &list.asker)),
        ("contacts-ekatte", desk.place(form.get("ekatte"))),
        ("contacts-sex", of("sex", &list.sex)),
        ("contacts-age", of("age", &list.age)),
        ("contacts-documents", documents.collect::<Vec<_>>().join("; ")),
        ("contacts-campaign", lists::words(&desk.lists.campaigns, form.get("campaign"), ctx.lang)),
        ("contacts-follow", follow.unwrap_or_default()),
        ("contacts-note", form.get("note").to_owned()),
    ];
    let mut rows: Vec<_> = rows.map(|(key, value)| (ctx.t(key).into_owned(), value)).into();
    rows.extend(own.named(&own.read(&mut form.clone(), Step::Save), ctx.lang));
    rows
}

pub async fn contact_page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ContactId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = contact::contact(&tx, id).await?;
    let note = note_of(&tx, &row)?;
    let desk = Desk::load(&ctx, &tx).await?;
    let person = match row.person_id {
        Some(person) => Some(people::head(&tx, person).await?),
        None => None,
    };
    let answer = match row.script_id {
        Some(id) => Some(entry::answer_of(&ctx, &script::script(&tx, id).await?)),
        None => None,
    };
    let (own, extra) = of_contact(&tx, &desk, Some(id)).await?;
    let history = history(&ctx, &tx, (&desk, &own), &row).await?;
    tx.audit(Entry::read("contact", id.0).about(row.person_id.map(|person| person.0)));
    tx.commit().await?;
    let worker = super::desk::Boxes::words(&desk.workers, &row.account_id.to_string());
    let mut said = values(&row, String::new());
    said.extend(own.values(&extra));
    let mut rows = named(&ctx, (&desk, &own), &Form::filled(ctx.lang, said));
    rows.push((ctx.t("contacts-worker").into_owned(), worker));
    rows.retain(|(_, value)| !value.is_empty());
    let mut page = ctx.page(ctx.t("contacts-one"));
    page.back = Some(Link::new(ctx.url("/contacts"), ctx.t("contacts-title")));
    let path = ctx.url(&format!("/contacts/{id}"));
    let is_cancelled = row.cancelled_at.is_some();
    html(&ContactPage {
        page,
        rows,
        note,
        answer,
        history,
        is_cancelled,
        person: person.map(|p| Link::new(ctx.url(&format!("/people/{}", p.id)), p.name)),
        sheet: row.sheet_id.map(|id| ctx.url(&format!("/sheets/{id}"))),
        edit: format!("{path}/edit"),
        path: (ctx.actor.may(super::WRITE) && !is_cancelled).then_some(path),
        version: row.version,
        waits: row.follow_up_on.is_some() && row.followed_up_at.is_none(),
        another: ctx.url("/contacts/new"),
    })
}

/// What the contact said before each correction, as far as it differs from what followed.
async fn history(
    ctx: &Ctx,
    tx: &Tx,
    (desk, own): (&Desk, &Own),
    row: &Model,
) -> Result<Vec<Earlier>, StoreError> {
    let now = Form::filled(ctx.lang, now(tx, desk, row).await?);
    let mut later = named(ctx, (desk, own), &now);
    let mut all = Vec::new();
    for was in change::history(tx, row.id).await? {
        let said = named(ctx, (desk, own), &Form::filled(ctx.lang, was.values));
        let differs = said.iter().zip(&later).filter(|(old, new)| old != new);
        let rows = differs.map(|(old, _)| old.clone()).collect();
        let by = super::desk::Boxes::words(&desk.workers, &was.by.to_string());
        let args = [("when", was.at.bg()), ("by", by)];
        all.push(Earlier { title: ctx.ta("contacts-until", &args).into_owned(), rows });
        later = said;
    }
    Ok(all)
}

/// What a contact says, as the values of its form.
async fn now(tx: &Tx, desk: &Desk, row: &Model) -> Result<Vec<(String, String)>, StoreError> {
    let (own, extra) = of_contact(tx, desk, Some(row.id)).await?;
    let mut said = values(row, note_of(tx, row)?);
    said.extend(own.values(&extra));
    Ok(said)
}

pub async fn edit_contact(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ContactId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = contact::contact(&tx, id).await?;
    let desk = Desk::load(&ctx, &tx).await?;
    let mut values = now(&tx, &desk, &row).await?;
    values.push(("_version".into(), row.version.to_string()));
    let form = ctx.draft(&tx, Form::filled(ctx.lang, values)).await?;
    let page = contact_form(&ctx, &tx, &desk, form, Some(id)).await?;
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
    let row = contact::contact(&tx, id).await?;
    let desk = Desk::load(&ctx, &tx).await?;
    let Some(new) = entry::read(&tx, &desk, &mut form, Some(&row)).await? else {
        let page = contact_form(&ctx, &tx, &desk, form, Some(id)).await?;
        tx.commit().await?;
        return again(&page);
    };
    tx.commit().await?;
    let path = format!("/contacts/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    match new.change(&mut tx, &row, form.version()).await {
        Ok(()) => {}
        Err(StoreError::Conflict) => {
            tx.rollback().await;
            return Err(conflict(&app, &ctx, id, &form).await?);
        }
        Err(e) => return Err(e.into()),
    }
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("contacts-saved")))
}

/// Both versions of a contact that two people edited.
async fn conflict(app: &App, ctx: &Ctx, id: ContactId, form: &Form) -> Result<Problem, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = contact::contact(&tx, id).await?;
    let desk = Desk::load(ctx, &tx).await?;
    let theirs = Form::filled(ctx.lang, now(&tx, &desk, &row).await?);
    let (own, _) = of_contact(&tx, &desk, Some(id)).await?;
    tx.audit(Entry::read("contact", id.0).about(row.person_id.map(|person| person.0)));
    tx.commit().await?;
    let desk = (&desk, &own);
    let both = named(ctx, desk, form).into_iter().zip(named(ctx, desk, &theirs));
    let compared = both.map(|((label, mine), (_, theirs))| Compared { label, mine, theirs });
    Ok(Problem::Conflict(compared.filter(|c| c.mine != c.theirs).collect()))
}

/// Entered by mistake: out of lists and numbers, but kept.
pub async fn cancel_contact(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ContactId>,
    form: Form,
) -> Result<Response, Problem> {
    let next = match form.get("next") {
        "form" => "/contacts/new".to_owned(),
        _ => format!("/contacts/{id}"),
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&next)).await?;
    let row = contact::contact(&tx, id).await?;
    change::cancel(&mut tx, &row, form.version()).await?;
    tx.commit().await?;
    Ok(see(&ctx, &next, Some("contacts-cancelled")))
}

/// The agreed call was made.
pub async fn follow_up(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ContactId>,
    form: Form,
) -> Result<Response, Problem> {
    let next = format!("/contacts/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&next)).await?;
    let row = contact::contact(&tx, id).await?;
    change::followed_up(&mut tx, &row, form.version()).await?;
    tx.commit().await?;
    Ok(see(&ctx, &next, Some("contacts-followed")))
}
