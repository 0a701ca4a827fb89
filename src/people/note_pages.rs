//! The notes on a person: the shared and the private ones beside each other, with who wrote them,
//! when, and what they said before.

use super::note::{self, NOTES, Note, add_note, notes};
use super::person_page::Bar;
use super::store::read;
use super::warning_pages::frame;
use super::{NoteId, PRIVATE, PersonId, WRITE};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::web::{Compared, Ctx, Form, Id, Problem, again, html, see};
use ui::Choice;

#[derive(Template)]
#[template(path = "people/notes.html")]
struct NotesPage {
    page: ui::Page,
    bar: Bar,
    form: Form,
    may: bool,
    kinds: Vec<Choice>,
    action: String,
    shared: Vec<Row>,
    private: Option<Vec<Row>>,
}

struct Row {
    text: String,
    by: String,
    correct: Option<String>,
    earlier: Vec<Earlier>,
}

struct Earlier {
    text: String,
    by: String,
    why: String,
}

fn by(note: &Note) -> String {
    format!("{}, {}", note.by, note.made_at.bg())
}

/// The notes of a kind, each with what it said before, the newest version first.
fn rows(ctx: &Ctx, id: PersonId, all: &[Note], kind: &str) -> Vec<Row> {
    let held = all.iter().filter(|note| note.kind == kind && !note.is_replaced);
    let row = |note: &Note| {
        // What a version said, and why the next one took its place.
        let mut why = note.why.clone();
        let before = all.iter().filter(|old| old.line == note.line && old.is_replaced);
        let earlier = before.map(|old| {
            let why = std::mem::replace(&mut why, old.why.clone());
            Earlier { text: old.text.clone(), by: by(old), why }
        });
        Row {
            text: note.text.clone(),
            by: by(note),
            earlier: earlier.collect(),
            correct: ctx
                .actor
                .may(WRITE)
                .then(|| ctx.url(&format!("/people/{id}/notes/{}", note.id))),
        }
    };
    held.map(row).collect()
}

async fn draw(app: &App, ctx: &Ctx, id: PersonId, form: Form) -> Result<NotesPage, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let person = read::person(&tx, id).await?;
    let bar = Bar::new(&tx, ctx, &person, "/notes").await?;
    let all = notes(&tx, id).await?;
    tx.audit(Entry::list("note").about(Some(id.0)));
    tx.commit().await?;
    let mut page = frame(ctx, &bar, id, "people-section-notes");
    page.errors = form.errors();
    let may_private = ctx.actor.may(PRIVATE);
    let offered = NOTES.iter().filter(|kind| may_private || **kind == "shared");
    let choice = |kind: &&str| {
        let choice = Choice::new(*kind, ctx.t(&format!("people-note-{kind}")));
        choice.hint(ctx.t(&format!("people-note-{kind}-hint"))).checked(form.get("kind") == *kind)
    };
    Ok(NotesPage {
        page,
        bar,
        may: ctx.actor.may(WRITE),
        kinds: offered.map(choice).collect(),
        action: ctx.url(&format!("/people/{id}/notes")),
        shared: rows(ctx, id, &all, "shared"),
        private: may_private.then(|| rows(ctx, id, &all, "private")),
        form,
    })
}

/// `GET /people/{id}/notes`.
pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Response, Problem> {
    let form = Form::filled(ctx.lang, [("kind", "shared")]);
    let form = ctx.resumed(form, &[]).await?;
    html(&draw(&app, &ctx, id, form).await?)
}

/// `POST /people/{id}/notes`.
pub async fn add(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let kind = form.required("kind", 20);
    let may = ctx.actor.may(PRIVATE) || kind == "shared";
    if !kind.is_empty() && (!may || !NOTES.contains(&kind.as_str())) {
        form.wrong("kind", "form-choose");
    }
    let text = form.required("text", 4_000);
    if !form.ok() {
        return again(&draw(&app, &ctx, id, form).await?);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    let path = format!("/people/{id}/notes");
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    super::head(&tx, id).await?;
    add_note(&mut tx, id, (&kind, &text)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("people-note-added")))
}

#[derive(Template)]
#[template(path = "people/note.html")]
struct CorrectPage {
    page: ui::Page,
    bar: Bar,
    form: Form,
    version: i32,
    action: String,
    back: String,
}

async fn draw_correct(
    app: &App,
    ctx: &Ctx,
    (id, which): (PersonId, NoteId),
    form: Option<Form>,
) -> Result<CorrectPage, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let person = read::person(&tx, id).await?;
    let bar = Bar::new(&tx, ctx, &person, "/notes").await?;
    let row = note::note(&tx, id, which).await?;
    tx.audit(Entry::read("note", which.0).about(Some(id.0)));
    tx.commit().await?;
    let form = match form {
        Some(form) => form,
        None => ctx.resumed(Form::filled(ctx.lang, [("text", row.text)]), &[]).await?,
    };
    let mut page = frame(ctx, &bar, id, "people-note-correct");
    page.errors = form.errors();
    Ok(CorrectPage {
        page,
        bar,
        version: if form.version() > 0 { form.version() } else { row.version },
        action: ctx.url(&format!("/people/{id}/notes/{which}")),
        back: ctx.url(&format!("/people/{id}/notes")),
        form,
    })
}

/// `GET /people/{id}/notes/{note}`.
pub async fn correct_page(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, which)): Path<(String, PersonId, NoteId)>,
) -> Result<Response, Problem> {
    html(&draw_correct(&app, &ctx, (id, which), None).await?)
}

/// `POST /people/{id}/notes/{note}`: a new version for a reason.
pub async fn correct(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, which)): Path<(String, PersonId, NoteId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let text = form.required("text", 4_000);
    let why = form.required("why", 500);
    if !form.ok() {
        return again(&draw_correct(&app, &ctx, (id, which), Some(form)).await?);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    let path = format!("/people/{id}/notes");
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    match note::correct(&mut tx, id, (which, form.version()), (&text, &why)).await {
        Ok(_) => {}
        Err(StoreError::Conflict) => {
            let all = notes(&tx, id).await?;
            let line = all.iter().find(|note| note.id == which).map(|note| note.line);
            let held = all.iter().find(|note| Some(note.line) == line && !note.is_replaced);
            return Err(Problem::Conflict(vec![Compared {
                label: ctx.t("people-note-text").into_owned(),
                mine: text,
                theirs: held.map(|note| note.text.clone()).unwrap_or_default(),
            }]));
        }
        Err(e) => return Err(e.into()),
    }
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("people-note-corrected")))
}
