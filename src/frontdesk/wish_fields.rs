//! The own fields of the office on a registered wish: filled in or corrected after it was taken.

use super::WishId;
use super::store::wish::{self as stored, Entity};
use super::wish::{number_text, wish};
use crate::app::App;
use crate::forms::{self, Boxes, Earlier, Forms, Kind, Own, Step, Values};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::web::{Compared, Ctx, Form, Id, Problem, again, html, see};
use ui::Link;

/// The own fields of a wish with what was answered.
pub async fn of_wish(
    tx: &Tx,
    forms: &Forms,
    row: &stored::Model,
) -> Result<(Own, Values), StoreError> {
    forms::of_row(tx, forms, (Kind::Wish, row.id.0, row.stated_on)).await
}

#[derive(Template)]
#[template(path = "frontdesk/wish_fields.html")]
struct FieldsPage {
    page: ui::Page,
    number: String,
    action: String,
    cancel: String,
    version: i32,
    boxes: Boxes,
    earlier: Vec<(String, String, String)>,
}

async fn fields_page(
    ctx: &Ctx,
    (tx, forms): (&Tx, &Forms),
    (row, own): (&stored::Model, &Own),
    (form, version): (&Form, i32),
) -> Result<FieldsPage, StoreError> {
    let mut page = ctx.page(ctx.t("frontdesk-wish-fields"));
    page.errors = form.errors();
    let address = ctx.url(&format!("/wishes/{}", row.id));
    page.back = Some(Link::new(address.clone(), ctx.t("frontdesk-wish")));
    let earlier = forms::earlier(tx, forms, (Kind::Wish, row.id.0, ctx.lang)).await?;
    let line = |one: Earlier| (one.label, one.words, one.until.bg());
    Ok(FieldsPage {
        page,
        number: number_text(ctx, row.year, row.number),
        action: format!("{address}/fields"),
        cancel: address,
        version,
        boxes: own.boxes(ctx, form, Step::Save),
        earlier: earlier.into_iter().map(line).collect(),
    })
}

pub async fn form(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<WishId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = wish(&tx, id).await?;
    let forms = Forms::load(&tx).await?;
    let (own, values) = of_wish(&tx, &forms, &row).await?;
    if own.is_empty() {
        return Err(Problem::NotFound);
    }
    let form = ctx.draft(&tx, Form::filled(ctx.lang, own.values(&values))).await?;
    let version = form.version_or(row.version);
    let page = fields_page(&ctx, (&tx, &forms), (&row, &own), (&form, version)).await?;
    tx.audit(Entry::read("wish", id.0).about(Some(row.person_id.0)));
    tx.commit().await?;
    html(&page)
}

pub async fn save(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<WishId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = wish(&tx, id).await?;
    let forms = Forms::load(&tx).await?;
    let (own, before) = of_wish(&tx, &forms, &row).await?;
    let values = own.read(&mut form, Step::Save);
    let seen = (&form, form.version());
    let shown = fields_page(&ctx, (&tx, &forms), (&row, &own), seen).await?;
    tx.audit(Entry::read("wish", id.0).about(Some(row.person_id.0)));
    tx.commit().await?;
    if !form.ok() {
        return again(&shown);
    }
    let result = format!("/wishes/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&result)).await?;
    ctx.sent(&tx, &form).await?;
    let same = stored::ActiveModel::default();
    match tx.update::<Entity>(id, form.version(), same).await {
        Err(StoreError::Conflict) => return Err(conflict(&ctx, &own, (&values, &before))),
        done => done?,
    }
    forms::save(&tx, (Kind::Wish, id.0), (&own, &values)).await?;
    let case = super::wish::case_of(&tx, id).await?.map(|(case, _)| case.0);
    let person = Some(row.person_id.0);
    tx.event(Event { kind: "wish-completed", person, case, data: Vec::new() }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &result, Some("frontdesk-wish-fields-saved")))
}

/// Both versions of what two people answered.
fn conflict(ctx: &Ctx, own: &Own, (mine, theirs): (&Values, &Values)) -> Problem {
    let both = own.named(mine, ctx.lang).into_iter().zip(own.named(theirs, ctx.lang));
    let both = both.map(|((label, mine), (_, theirs))| Compared { label, mine, theirs });
    Problem::Conflict(both.filter(|c| c.mine != c.theirs).collect())
}
