//! A version on its way: begun from the one before it, put into force from a day, taken back before
//! that day, or thrown away.

use super::Kind;
use super::compare::{Difference, differences};
use super::list_page::{Place, frame, kind_of, load, path, title_of};
use super::version::{self, Forms, Version, first_day};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::store::StoreError;
use kit::types::Day;
use kit::web::{Compared, Ctx, Form, Problem, again, day_values, html, see};

/// The next version, with the fields of the last one.
pub async fn begin_next(
    State(app): State<App>,
    ctx: Ctx,
    place: Place,
    form: Form,
) -> Result<Response, Problem> {
    let kind = kind_of(&place)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(kind, ""))).await?;
    let forms = Forms::load(&tx).await?;
    let fields = forms.of(kind).next_back().map(|last| last.fields.clone()).unwrap_or_default();
    match version::begin(&mut tx, kind, &fields).await {
        // Somebody else began it a moment ago: there it is.
        Ok(_) => tx.commit().await?,
        Err(StoreError::Conflict) => {
            tx.rollback().await;
            let mut tx = app.db.read(&ctx.actor).await?;
            load(&mut tx, kind).await?;
            tx.commit().await?;
        }
        Err(e) => return Err(e.into()),
    }
    Ok(see(&ctx, &path(kind, ""), Some("forms-begun")))
}

/// The open version of a form, to be changed by a sent form; a conflict when somebody else saved.
pub fn opened<'a>(
    ctx: &Ctx,
    forms: &'a Forms,
    (kind, form, today): (Kind, &Form, Day),
) -> Result<&'a Version, Problem> {
    let open = forms.open(kind, today).ok_or(Problem::Impossible("forms-not-open"))?;
    if open.version == form.version() {
        return Ok(open);
    }
    let names: Vec<&str> = open.fields.iter().map(|field| field.label(ctx.lang)).collect();
    Err(Problem::Conflict(vec![Compared {
        label: ctx.t("forms-fields").into_owned(),
        mine: ctx.t("forms-conflict-mine").into_owned(),
        theirs: names.join("; "),
    }]))
}

pub async fn discard(
    State(app): State<App>,
    ctx: Ctx,
    place: Place,
    form: Form,
) -> Result<Response, Problem> {
    let kind = kind_of(&place)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(kind, ""))).await?;
    let forms = Forms::load(&tx).await?;
    let open = opened(&ctx, &forms, (kind, &form, tx.today()))?;
    version::discard(&mut tx, open, form.version()).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(kind, ""), Some("forms-discarded")))
}

pub async fn take_back(
    State(app): State<App>,
    ctx: Ctx,
    place: Place,
    form: Form,
) -> Result<Response, Problem> {
    let kind = kind_of(&place)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(kind, ""))).await?;
    let forms = Forms::load(&tx).await?;
    let open = opened(&ctx, &forms, (kind, &form, tx.today()))?;
    version::date(&mut tx, open, (None, form.version())).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(kind, ""), Some("forms-taken-back")))
}

#[derive(Template)]
#[template(path = "forms/publish.html")]
struct PublishPage {
    page: ui::Page,
    form: Form,
    title: String,
    action: String,
    cancel: String,
    edits: i32,
    differences: Vec<Difference>,
}

fn publish_page(
    ctx: &Ctx,
    forms: &Forms,
    (open, today): (&Version, Day),
    form: Form,
) -> PublishPage {
    let now = forms.in_force(open.kind, today);
    let now = now.map(|version| version.fields.as_slice()).unwrap_or_default();
    let mut page = frame(ctx, open.kind, ctx.t("forms-publish"));
    page.errors = form.errors();
    PublishPage {
        page,
        title: title_of(ctx, open, today),
        action: ctx.url(&path(open.kind, "/publish")),
        cancel: ctx.url(&path(open.kind, "")),
        edits: open.version,
        differences: differences(ctx, open.kind, (now, &open.fields)),
        form,
    }
}

/// What will change, and from when: to be confirmed.
pub async fn page(State(app): State<App>, ctx: Ctx, place: Place) -> Result<Response, Problem> {
    let kind = kind_of(&place)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let forms = load(&mut tx, kind).await?;
    let today = tx.today();
    tx.commit().await?;
    let open = forms.open(kind, today).ok_or(Problem::Impossible("forms-not-open"))?;
    let from = first_day(&forms, kind, today);
    let form = Form::filled(ctx.lang, day_values("from", Some(from)));
    html(&publish_page(&ctx, &forms, (open, today), form))
}

pub async fn publish(
    State(app): State<App>,
    ctx: Ctx,
    place: Place,
    mut form: Form,
) -> Result<Response, Problem> {
    let kind = kind_of(&place)?;
    let from = form.day("from");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(kind, ""))).await?;
    let (forms, today) = (Forms::load(&tx).await?, tx.today());
    let open = opened(&ctx, &forms, (kind, &form, today))?;
    let first = first_day(&forms, kind, today);
    if from.is_some_and(|from| from < first) {
        let text = ctx.ta("forms-from-early", &[("day", first.bg())]).into_owned();
        form.wrong_text("from", text);
    }
    if open.fields.is_empty() {
        form.wrong("from", "forms-no-fields");
    }
    let (Some(from), true) = (from, form.ok()) else {
        tx.rollback().await;
        return shown_again(&app, &ctx, kind, form).await;
    };
    version::date(&mut tx, open, (Some(from), form.version())).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(kind, ""), Some("forms-published")))
}

async fn shown_again(app: &App, ctx: &Ctx, kind: Kind, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let forms = load(&mut tx, kind).await?;
    let today = tx.today();
    tx.commit().await?;
    let open = forms.open(kind, today).ok_or(Problem::Impossible("forms-not-open"))?;
    again(&publish_page(ctx, &forms, (open, today), form))
}
