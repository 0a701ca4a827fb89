//! Identifiers of a person: shown in full on a stated reason, and added.

use super::form;
use super::onward::Onward;
use super::person_page::{Bar, Pair};
use super::search_page::Row;
use super::store::read;
use super::{IdentifierKind, NewPerson, PersonId, add_identifier, find_exact, identifiers_opened};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError};
use kit::web::{Ctx, Form, Id, Problem, again, html, see};
use ui::{Choice, Field, Link};

/// Why an identifier may be looked at; the key is `people-reason-<code>`.
const REASONS: [&str; 3] = ["check", "document", "letter"];

#[derive(Template)]
#[template(path = "people/identifiers.html")]
struct OpenPage {
    page: ui::Page,
    bar: Bar,
    action: String,
    back: String,
    reason: Field,
    reasons: Vec<Choice>,
    /// In the open; empty until a reason is given.
    opened: Vec<Pair>,
}

async fn open_page(
    app: &App,
    ctx: &Ctx,
    id: PersonId,
    form: &Form,
    opened: Vec<Pair>,
) -> Result<OpenPage, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = read::person(&tx, id).await?;
    let bar = Bar::new(&tx, ctx, &row, "/identifiers").await?;
    tx.audit(Entry::read("person", id.0).about(Some(id.0)));
    tx.commit().await?;
    let mut page = ctx.page(ctx.t("people-id-open"));
    page.errors = form.errors();
    Ok(OpenPage {
        page,
        bar,
        action: ctx.url(&format!("/people/{id}/identifiers/open")),
        back: ctx.url(&format!("/people/{id}")),
        reason: form.field("reason"),
        reasons: form::coded(ctx.lang, "people-reason", &REASONS),
        opened,
    })
}

/// `GET /people/{id}/identifiers/open`: asks why.
pub async fn ask(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Response, Problem> {
    html(&open_page(&app, &ctx, id, &Form::empty(ctx.lang), Vec::new()).await?)
}

/// `POST /people/{id}/identifiers/open`: shows them once, with a row of its own in the audit.
pub async fn open(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let reason = form.required("reason", 40);
    if form.ok() && !REASONS.contains(&reason.as_str()) {
        form.wrong("reason", "form-choose");
    }
    if !form.ok() {
        return again(&open_page(&app, &ctx, id, &form, Vec::new()).await?);
    }
    let mut tx = app.db.read(&ctx.actor).await?;
    read::person(&tx, id).await?;
    // The audit keeps the reason in words of the office, whatever the language of the screen.
    let words = ui::text::text(ui::Lang::Bg, &format!("people-reason-{reason}"));
    let list = identifiers_opened(&mut tx, id, &words).await?;
    tx.commit().await?;
    let opened = list.into_iter().map(|number| Pair {
        key: ctx.t(number.kind.text_key()).into_owned(),
        value: number.value,
    });
    html(&open_page(&app, &ctx, id, &form, opened.collect()).await?)
}

#[derive(Template)]
#[template(path = "people/identifier_new.html")]
struct NewPage {
    page: ui::Page,
    bar: Bar,
    action: String,
    back: String,
    id_kind: Field,
    id_kinds: Vec<Choice>,
    id_value: Field,
    differences: Vec<String>,
    confirm: Field,
    confirm_choices: Vec<Choice>,
    holder: Vec<Row>,
}

#[derive(Default)]
struct Open {
    differences: Vec<String>,
    holder: Option<PersonId>,
}

async fn new_page(
    app: &App,
    ctx: &Ctx,
    id: PersonId,
    form: &Form,
    open: Open,
) -> Result<NewPage, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = read::person(&tx, id).await?;
    let bar = Bar::new(&tx, ctx, &row, "/identifiers").await?;
    let holder: Vec<PersonId> = open.holder.into_iter().collect();
    let holder = super::found(&tx, &holder).await?;
    tx.audit(Entry::read("person", id.0).about(Some(id.0)));
    tx.commit().await?;
    let mut page = ctx.page(ctx.t("people-id-add"));
    page.errors = form.errors();
    page.back = Some(Link::new(ctx.url(&format!("/people/{id}")), ctx.t("ui-back")));
    Ok(NewPage {
        page,
        bar,
        action: ctx.url(&format!("/people/{id}/identifiers/new")),
        back: ctx.url(&format!("/people/{id}")),
        id_kind: form.field("id-kind"),
        id_kinds: form::kinds(ctx.lang),
        id_value: form.field("id-value"),
        differences: open.differences,
        confirm: Field { value: String::new(), ..form.field("confirm-egn") },
        confirm_choices: vec![Choice::new("yes", ctx.t("people-egn-confirm"))],
        holder: holder.iter().map(|found| Row::new(ctx, found, &Onward::Sheet)).collect(),
    })
}

/// `GET /people/{id}/identifiers/new`.
pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Response, Problem> {
    html(&new_page(&app, &ctx, id, &Form::empty(ctx.lang), Open::default()).await?)
}

/// `POST /people/{id}/identifiers/new`.
pub async fn save(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let read = form::read_identifier(&mut form, app.today());
    if read.is_none() && form.ok() {
        form.wrong("id-kind", "people-id-choose-kind");
    }
    let mut open = Open::default();
    if let Some((kind, value)) = &read {
        let tx = app.db.read(&ctx.actor).await?;
        let row = read::person(&tx, id).await?;
        open.holder = find_exact(&tx, *kind, value).await?;
        tx.rollback().await;
        if *kind == IdentifierKind::Egn {
            let mut known =
                NewPerson { birth_day: row.birth_day, sex: row.sex, ..NewPerson::default() };
            open.differences = form::compare_with_egn(&mut known, value, ctx.lang);
        }
    }
    let path = format!("/people/{id}");
    match open.holder {
        // Sent twice: it is there already.
        Some(holder) if holder == id => return Err(Problem::Done(ctx.url(&path))),
        Some(_) => form.wrong("id-value", "people-id-taken"),
        None => {}
    }
    if !open.differences.is_empty() && form.get("confirm-egn") != "yes" {
        form.wrong("confirm-egn", "people-egn-confirm-needed");
    }
    let Some((kind, value)) = read.filter(|_| form.ok()) else {
        return again(&new_page(&app, &ctx, id, &form, open).await?);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    match add_identifier(&tx, id, kind, &value).await {
        Ok(()) => {}
        Err(StoreError::Duplicate(_)) => {
            tx.rollback().await;
            form.wrong("id-value", "people-id-taken");
            return again(&new_page(&app, &ctx, id, &form, open).await?);
        }
        Err(e) => return Err(e.into()),
    }
    let data = vec![("kind", kind.code().to_owned())];
    tx.event(Event { kind: "identifier-added", person: Some(id.0), data, ..Event::default() })
        .await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("people-id-added")))
}
