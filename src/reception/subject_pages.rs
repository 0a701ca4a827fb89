//! What people come with: the buttons of the touch page, in the municipality's own words.

use super::SubjectId;
use super::overview::{frame, sections};
use super::store::reception_subject;
use super::store::setting::{self, Subject};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::web::{Compared, Ctx, Form, Id, Problem, again, html, see};
use ui::Choice;

const LIST: &str = "/reception/subjects";

#[derive(Template)]
#[template(path = "reception/subjects.html")]
struct SubjectsPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    rows: Vec<(String, reception_subject::Model)>,
    new: String,
}

pub async fn list(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = setting::subjects(&tx).await?;
    tx.audit(Entry::list("reception-subject"));
    tx.commit().await?;
    let row = |row: reception_subject::Model| (ctx.url(&format!("{LIST}/{}", row.id)), row);
    html(&SubjectsPage {
        page: ctx.page(ctx.t("reception-subjects-title")),
        sections: sections(&ctx),
        rows: rows.into_iter().map(row).collect(),
        new: ctx.url("/reception/subjects/new"),
    })
}

#[derive(Template)]
#[template(path = "reception/subject.html")]
struct SubjectForm {
    page: ui::Page,
    form: Form,
    action: String,
    back: String,
    version: String,
    offered: Vec<Choice>,
}

fn subject_form(ctx: &Ctx, id: Option<SubjectId>, form: Form) -> SubjectForm {
    let title = if id.is_some() { "reception-subject-edit" } else { "reception-subject-new" };
    let trail = [(LIST.to_owned(), ctx.t("reception-subjects-title").into_owned())];
    let mut page = frame(ctx, ctx.t(title), &trail);
    page.errors = form.errors();
    let offered = Choice::new("yes", ctx.t("reception-subject-offered"));
    SubjectForm {
        page,
        action: ctx.url(&id.map_or(LIST.to_owned(), |id| format!("{LIST}/{id}"))),
        back: ctx.url(LIST),
        version: form.get("_version").to_owned(),
        offered: vec![offered.checked(form.has_value("offered", "yes"))],
        form,
    }
}

fn read(form: &mut Form) -> Option<Subject> {
    let name = form.required("name", 80);
    let name_en = form.optional("name_en", 80);
    let place = form.parsed("place", "reception-number-wrong");
    let is_offered = form.has_value("offered", "yes");
    let subject = Subject { name, name_en, place: place?, is_offered };
    form.ok().then_some(subject)
}

async fn note_form(app: &App, ctx: &Ctx) -> Result<(), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    tx.audit(Entry::new("form", "reception-subject", ""));
    Ok(tx.commit().await?)
}

pub async fn new(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    note_form(&app, &ctx).await?;
    let form = Form::filled(ctx.lang, [("place", "1"), ("offered", "yes")]);
    html(&subject_form(&ctx, None, form))
}

pub async fn add(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let Some(new) = read(&mut form) else {
        return again(&subject_form(&ctx, None, form));
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(LIST)).await?;
    let id = setting::add_subject(&tx, &new).await?;
    tx.audit(Entry::write("reception-subject-added", id.0));
    tx.commit().await?;
    Ok(see(&ctx, LIST, Some("reception-saved")))
}

pub async fn edit(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SubjectId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = setting::subjects(&tx).await?;
    tx.audit(Entry::read("reception-subject", id.0));
    tx.commit().await?;
    let row = rows.into_iter().find(|row| row.id == id).ok_or(Problem::NotFound)?;
    let offered = if row.is_offered { "yes" } else { "" };
    let values = [
        ("name", row.name),
        ("name_en", row.name_en),
        ("place", row.place.to_string()),
        ("offered", offered.to_owned()),
        ("_version", row.version.to_string()),
    ];
    html(&subject_form(&ctx, Some(id), Form::filled(ctx.lang, values)))
}

pub async fn change(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SubjectId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let Some(new) = read(&mut form) else {
        return again(&subject_form(&ctx, Some(id), form));
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(LIST)).await?;
    match setting::change_subject(&tx, (id, form.version()), &new).await {
        Ok(()) => {}
        Err(StoreError::Conflict) => {
            let rows = setting::subjects(&tx).await?;
            tx.rollback().await;
            let row = rows.into_iter().find(|row| row.id == id).ok_or(Problem::NotFound)?;
            let label = ctx.t("reception-subject").into_owned();
            let (mine, theirs) = (new.name, row.name);
            return Err(Problem::Conflict(vec![Compared { label, mine, theirs }]));
        }
        Err(e) => return Err(e.into()),
    }
    tx.audit(Entry::write("reception-subject-changed", id.0));
    tx.commit().await?;
    Ok(see(&ctx, LIST, Some("reception-saved")))
}
