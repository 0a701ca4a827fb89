//! A new decision was asked for: on which day, with which number, whether in time.

use super::load;
use super::page::{self, frame};
use super::scan;
use super::state::last_in_time;
use super::{FactId, fact::Fact};
use crate::app::App;
use crate::people::{Bar, PersonId, scanned};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::types::Day;
use kit::web::{Compared, Ctx, Form, Problem, again, day_values, html, see};
use ui::Choice;

#[derive(Template)]
#[template(path = "disability/filed.html")]
struct FiledPage {
    page: ui::Page,
    bar: Bar,
    form: Form,
    version: i32,
    ends: String,
    last: String,
    steps: Vec<String>,
    articles: String,
    late: Vec<Choice>,
    is_late: bool,
    action: String,
    back: String,
}

fn key() -> &'static str {
    "disability-filed-title"
}

async fn draw(
    app: &App,
    ctx: &Ctx,
    (id, which): (PersonId, FactId),
    form: Form,
) -> Result<FiledPage, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let bar = Bar::of(&tx, ctx, id, "/disability").await?;
    let fact: Fact = load::fact(&tx, id, which).await?;
    tx.audit(Entry::read("disability", id.0).about(Some(id.0)));
    tx.commit().await?;
    let ends_on = fact.ends_on.filter(|_| fact.kind == "expert" && !fact.is_replaced);
    let ends_on = ends_on.ok_or(Problem::NotFound)?;
    let due = law.due(super::state::IN_TIME, ends_on.0, &[]).map_err(Problem::internal)?;
    let mut page = frame(ctx, &bar, id, Some(key()));
    page.errors = form.errors();
    let sure = Choice::new("yes", ctx.t("disability-filed-late-sure"));
    Ok(FiledPage {
        page,
        bar,
        version: if form.version() > 0 { form.version() } else { fact.version },
        ends: ends_on.bg(),
        last: due.due.map(|day| Day(day).bg()).unwrap_or_default(),
        steps: due.derivation.steps.iter().map(ToString::to_string).collect(),
        articles: due.derivation.articles.join("; "),
        late: vec![sure.checked(form.get("late") == "yes")],
        is_late: form.field("late").error.is_some() || form.get("late") == "yes",
        action: ctx.url(&format!("{}/{which}/filed", page::path(id))),
        back: ctx.url(&page::path(id)),
        form,
    })
}

/// `GET /people/{id}/disability/{fact}/filed`.
pub async fn form(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, which)): Path<(String, PersonId, FactId)>,
) -> Result<Response, Problem> {
    let fresh = Form::filled(ctx.lang, day_values("filed", Some(app.today())));
    let fresh = ctx.resumed(fresh, &[]).await?;
    html(&draw(&app, &ctx, (id, which), fresh).await?)
}

/// `POST /people/{id}/disability/{fact}/filed`.
pub async fn save(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, which)): Path<(String, PersonId, FactId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let tx = app.db.read(&ctx.actor).await?;
    let fact = load::fact(&tx, id, which).await?;
    tx.rollback().await;
    let on = form.day("filed");
    let number = form.required("number", 60);
    let with = form.optional("with", 200);
    let scan = scanned::scan_of(&mut form, "file");
    if on.is_some_and(|day| day > app.today()) {
        form.wrong("filed", "disability-future");
    }
    let last = fact.ends_on.and_then(|ends_on| last_in_time(&law, ends_on).ok().flatten());
    let is_late = on.zip(last).is_some_and(|(on, last)| on > last);
    if is_late && form.get("late") != "yes" {
        form.wrong("late", "disability-filed-late-confirm");
    }
    let Some(on) = on.filter(|_| form.ok()) else {
        return again(&draw(&app, &ctx, (id, which), form).await?);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    let path = page::path(id);
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    let filed = load::file(&mut tx, &law, (id, which, form.version()), (on, &number, &with)).await;
    let in_time = match filed {
        Ok(in_time) => in_time,
        Err(StoreError::Conflict) => {
            let theirs = load::fact(&tx, id, which).await?;
            return Err(Problem::Conflict(vec![Compared {
                label: ctx.t("disability-filed-on").into_owned(),
                mine: on.bg(),
                theirs: theirs.filed_on.map(Day::bg).unwrap_or_default(),
            }]));
        }
        Err(e) => return Err(e.into()),
    };
    if let Some(scan) = scan {
        scan::keep(&mut tx, (id, which), &scan).await?;
    }
    tx.commit().await?;
    let done = if in_time { "disability-filed-done" } else { "disability-filed-late-done" };
    Ok(see(&ctx, &path, Some(done)))
}
