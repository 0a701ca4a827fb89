//! Somebody who is close to a person or speaks for them is entered, and the day it ends.

use super::onward::Onward;
use super::person_page::Bar;
use super::relation_pages::{self, RelationBoxes};
use super::representative::{self, add_representative};
use super::store::read;
use super::{PersonId, RepresentativeId};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::types::Day;
use kit::web::{Compared, Ctx, Form, Id, Problem, again, day_values, html, see};
use ui::DateField;

#[derive(Template)]
#[template(path = "people/representative.html")]
struct NewPage {
    page: ui::Page,
    bar: Bar,
    action: String,
    back: String,
    boxes: RelationBoxes,
    /// Where somebody of the register is chosen.
    choose: String,
}

pub async fn bar(app: &App, ctx: &Ctx, id: PersonId) -> Result<Bar, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = read::person(&tx, id).await?;
    let bar = Bar::new(&tx, ctx, &row, "/representatives").await?;
    tx.audit(Entry::read("person", id.0).about(Some(id.0)));
    tx.commit().await?;
    Ok(bar)
}

async fn draw(app: &App, ctx: &Ctx, id: PersonId, form: &Form) -> Result<NewPage, Problem> {
    let mut page = ctx.page(ctx.t("people-speaker-new"));
    page.errors = form.errors();
    Ok(NewPage {
        page,
        bar: bar(app, ctx, id).await?,
        action: ctx.url(&format!("/people/{id}/representatives/new")),
        back: ctx.url(&format!("/people/{id}")),
        boxes: RelationBoxes::new(app, ctx, form).await?,
        choose: ctx.url(&Onward::Relation(id).search_path()),
    })
}

/// `GET /people/{id}/representatives/new`.
pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut values = day_values("from", Some(app.today()));
    values.push(("other".to_owned(), form.get("other").to_owned()));
    let fresh = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    // Somebody who was just chosen from the register takes the place of who was typed.
    let fresh = fresh.with("other", form.get("other"));
    html(&draw(&app, &ctx, id, &fresh).await?)
}

/// `POST /people/{id}/representatives/new`.
pub async fn save(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let Some((from, new)) = relation_pages::read(&mut form, id) else {
        return again(&draw(&app, &ctx, id, &form).await?);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    let path = format!("/people/{id}");
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    super::head(&tx, id).await?;
    if let Some(other) = new.other {
        super::head(&tx, other).await?;
    }
    add_representative(&mut tx, id, from, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("people-speaker-added")))
}

#[derive(Template)]
#[template(path = "people/representative_end.html")]
struct EndPage {
    page: ui::Page,
    bar: Bar,
    action: String,
    back: String,
    version: i32,
    who: String,
    last: DateField,
}

async fn draw_end(
    app: &App,
    ctx: &Ctx,
    (id, representative): (PersonId, RepresentativeId),
    form: &Form,
) -> Result<EndPage, Problem> {
    let bar = bar(app, ctx, id).await?;
    let tx = app.db.read(&ctx.actor).await?;
    let row = read::representative(&tx, id, representative).await?;
    tx.rollback().await;
    let ground = ctx.t(&format!("people-ground-{}", row.ground));
    let mut page = ctx.page(ctx.t("people-speaker-end-title"));
    page.errors = form.errors();
    Ok(EndPage {
        page,
        bar,
        action: ctx.url(&format!("/people/{id}/representatives/{representative}/end")),
        back: ctx.url(&format!("/people/{id}")),
        version: if form.version() > 0 { form.version() } else { row.version },
        who: format!("{} – {ground}", row.name),
        last: form.date_field("last"),
    })
}

/// `GET /people/{id}/representatives/{representative}/end`.
pub async fn end_page(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, representative)): Path<(String, PersonId, RepresentativeId)>,
) -> Result<Response, Problem> {
    let fresh = Form::filled(ctx.lang, day_values("last", Some(app.today())));
    html(&draw_end(&app, &ctx, (id, representative), &fresh).await?)
}

/// `POST /people/{id}/representatives/{representative}/end`.
pub async fn end(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, representative)): Path<(String, PersonId, RepresentativeId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let last = form.day("last");
    let tx = app.db.read(&ctx.actor).await?;
    let row = read::representative(&tx, id, representative).await?;
    tx.rollback().await;
    if last.is_some_and(|last| last < row.valid_from) {
        form.wrong("last", "people-days-reversed");
    }
    let Some(last) = last.filter(|_| form.ok()) else {
        return again(&draw_end(&app, &ctx, (id, representative), &form).await?);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    let path = format!("/people/{id}");
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    match representative::end(&mut tx, id, (representative, form.version()), last).await {
        Ok(()) => {}
        Err(StoreError::Conflict) => {
            let theirs = read::representative(&tx, id, representative).await?;
            return Err(Problem::Conflict(vec![Compared {
                label: ctx.t("people-speaker-last").into_owned(),
                mine: last.bg(),
                theirs: theirs.valid_to.map(Day::bg).unwrap_or_default(),
            }]));
        }
        Err(e) => return Err(e.into()),
    }
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("people-speaker-ended")))
}
