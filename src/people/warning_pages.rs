//! The warnings on a person: what holds, what held; a new one; the end of one.

use super::person_page::{Bar, days};
use super::store::{facts, read};
use super::warning::{self, NewWarning, WARNINGS, Warning, add_warning, warnings};
use super::{PersonId, WRITE, WarningId};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::types::Day;
use kit::web::{Compared, Ctx, Form, Id, Problem, again, day_values, html, see};
use ui::{Choice, Link};

#[derive(Template)]
#[template(path = "people/warnings.html")]
struct WarningsPage {
    page: ui::Page,
    bar: Bar,
    new: Option<String>,
    now: Vec<Row>,
    past: Vec<Row>,
}

struct Row {
    title: String,
    text: String,
    why: String,
    days: String,
    by: String,
    ended: String,
    end: Option<String>,
}

fn row(ctx: &Ctx, person: PersonId, warning: Warning, today: Day) -> Row {
    let may = ctx.actor.may(WRITE) && warning.holds_on(today);
    let end = format!("/people/{person}/warnings/{}/end", warning.id);
    Row {
        title: ctx.t(&format!("people-warning-{}", warning.kind)).into_owned(),
        text: if warning.is_hidden {
            ctx.t("people-warning-hidden").into_owned()
        } else {
            warning.text
        },
        why: warning.why,
        days: days(ctx, Some(warning.valid_from), warning.valid_to),
        by: format!("{}, {}", warning.by, warning.made_at.bg()),
        ended: warning.ended,
        end: may.then(|| ctx.url(&end)),
    }
}

/// A page about a person, one step below their sheet.
pub fn frame(ctx: &Ctx, bar: &Bar, id: PersonId, key: &str) -> ui::Page {
    let mut page = ctx.page(ctx.t(key));
    page.breadcrumbs = vec![
        Link::new(ctx.url("/people"), ctx.t("people-title")),
        Link::new(ctx.url(&format!("/people/{id}")), bar.name.clone()),
        Link::new("", ctx.t(key)),
    ];
    page
}

/// `GET /people/{id}/warnings`.
pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let person = read::person(&tx, id).await?;
    let bar = Bar::new(&tx, &ctx, &person, "/warnings").await?;
    let list = warnings(&tx, id).await?;
    tx.audit(Entry::list("warning").about(Some(id.0)));
    tx.commit().await?;
    let today = app.today();
    let (now, past): (Vec<_>, Vec<_>) =
        list.into_iter().partition(|warning| warning.valid_to.is_none_or(|last| last >= today));
    let new = ctx.url(&format!("/people/{id}/warnings/new"));
    let rows = |list: Vec<Warning>| list.into_iter().map(|w| row(&ctx, id, w, today)).collect();
    html(&WarningsPage {
        page: frame(&ctx, &bar, id, "people-section-warnings"),
        bar,
        new: ctx.actor.may(WRITE).then_some(new),
        now: rows(now),
        past: rows(past),
    })
}

#[derive(Template)]
#[template(path = "people/warning.html")]
struct NewPage {
    page: ui::Page,
    bar: Bar,
    form: Form,
    kinds: Vec<Choice>,
    action: String,
    back: String,
}

async fn draw(app: &App, ctx: &Ctx, id: PersonId, form: Form) -> Result<NewPage, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let person = read::person(&tx, id).await?;
    let bar = Bar::new(&tx, ctx, &person, "/warnings").await?;
    tx.audit(Entry::read("person", id.0).about(Some(id.0)));
    tx.commit().await?;
    let mut page = frame(ctx, &bar, id, "people-warning-new");
    page.errors = form.errors();
    let kind = |code: &&str| {
        let text = ctx.t(&format!("people-warning-{code}"));
        Choice::new(*code, text).checked(form.get("kind") == *code)
    };
    Ok(NewPage {
        page,
        bar,
        kinds: WARNINGS.iter().map(kind).collect(),
        action: ctx.url(&format!("/people/{id}/warnings/new")),
        back: ctx.url(&format!("/people/{id}/warnings")),
        form,
    })
}

/// `GET /people/{id}/warnings/new`.
pub async fn new_page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Response, Problem> {
    let fresh = Form::filled(ctx.lang, day_values("from", Some(app.today())));
    let fresh = ctx.resumed(fresh, &[]).await?;
    html(&draw(&app, &ctx, id, fresh).await?)
}

/// `POST /people/{id}/warnings/new`.
pub async fn add(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let kind = form.required("kind", 40);
    if !kind.is_empty() && !WARNINGS.contains(&kind.as_str()) {
        form.wrong("kind", "form-choose");
    }
    let text = form.optional("text", 500);
    if kind == "other" && text.is_empty() {
        form.wrong("text", "form-required");
    }
    let why = form.required("why", 500);
    let from = form.day("from");
    let valid_to = form.day_optional("to");
    if let (Some(first), Some(last)) = (from, valid_to)
        && last < first
    {
        form.wrong("to", "people-days-reversed");
    }
    let Some(from) = from.filter(|_| form.ok()) else {
        return again(&draw(&app, &ctx, id, form).await?);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    let path = format!("/people/{id}/warnings");
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    super::head(&tx, id).await?;
    add_warning(&mut tx, id, from, &NewWarning { kind, text, why, valid_to }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("people-warning-added")))
}

#[derive(Template)]
#[template(path = "people/warning_end.html")]
struct EndPage {
    page: ui::Page,
    bar: Bar,
    form: Form,
    confirm: Vec<Choice>,
    warning: String,
    version: i32,
    action: String,
    back: String,
}

async fn draw_end(
    app: &App,
    ctx: &Ctx,
    (id, warning): (PersonId, WarningId),
    form: Form,
) -> Result<EndPage, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let person = read::person(&tx, id).await?;
    let bar = Bar::new(&tx, ctx, &person, "/warnings").await?;
    let list = warnings(&tx, id).await?;
    tx.audit(Entry::read("warning", warning.0).about(Some(id.0)));
    tx.commit().await?;
    let row = list.into_iter().find(|row| row.id == warning).ok_or(Problem::NotFound)?;
    let mut page = frame(ctx, &bar, id, "people-warning-end");
    page.errors = form.errors();
    let sure = Choice::new("yes", ctx.t("people-warning-end-sure"));
    Ok(EndPage {
        page,
        bar,
        confirm: vec![sure.checked(form.get("sure") == "yes")],
        warning: row.line(ctx.lang),
        version: if form.version() > 0 { form.version() } else { row.version },
        action: ctx.url(&format!("/people/{id}/warnings/{warning}/end")),
        back: ctx.url(&format!("/people/{id}/warnings")),
        form,
    })
}

/// `GET /people/{id}/warnings/{warning}/end`.
pub async fn end_page(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, warning)): Path<(String, PersonId, WarningId)>,
) -> Result<Response, Problem> {
    let fresh = Form::filled(ctx.lang, day_values("last", Some(app.today())));
    let fresh = ctx.resumed(fresh, &[]).await?;
    html(&draw_end(&app, &ctx, (id, warning), fresh).await?)
}

/// `POST /people/{id}/warnings/{warning}/end`: with a reason, and only when confirmed.
pub async fn end(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, warning)): Path<(String, PersonId, WarningId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let last = form.day("last");
    let why = form.required("why", 500);
    if form.get("sure") != "yes" {
        form.wrong("sure", "people-warning-end-confirm");
    }
    let tx = app.db.read(&ctx.actor).await?;
    let row = facts::warning(&tx, id, warning).await?;
    tx.rollback().await;
    if last.is_some_and(|last| last < row.valid_from) {
        form.wrong("last", "people-days-reversed");
    }
    let Some(last) = last.filter(|_| form.ok()) else {
        return again(&draw_end(&app, &ctx, (id, warning), form).await?);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    let path = format!("/people/{id}/warnings");
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    let ended = warning::end(&mut tx, id, (warning, form.version()), (last, &why)).await;
    match ended {
        Ok(()) => {}
        Err(StoreError::Conflict) => {
            let theirs = facts::warning(&tx, id, warning).await?;
            return Err(Problem::Conflict(vec![Compared {
                label: ctx.t("people-speaker-last").into_owned(),
                mine: last.bg(),
                theirs: theirs.valid_to.map(Day::bg).unwrap_or_default(),
            }]));
        }
        Err(e) => return Err(e.into()),
    }
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("people-warning-ended")))
}
