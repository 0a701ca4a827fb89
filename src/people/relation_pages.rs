//! The boxes of somebody who is close to a person or speaks for them; correcting what was entered.

use super::form;
use super::person_page::Bar;
use super::representative::{self, NewRepresentative};
use super::representative_pages::bar;
use super::store::read as rows;
use super::{CLOSE, GROUNDS, PersonId, RepresentativeId, heads};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kit::store::StoreError;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, day_values, html, see};
use ui::{Choice, DateField, Field};

/// The boxes.
pub struct RelationBoxes {
    pub name: Field,
    /// Who it is in the register, and the name there.
    pub other: String,
    pub other_name: Option<String>,
    pub ground: Field,
    pub grounds: Vec<Choice>,
    pub document: Field,
    pub limits: Field,
    pub phone: Field,
    pub from: DateField,
    pub to: DateField,
}

impl RelationBoxes {
    /// The boxes as a form fills them.
    pub async fn new(app: &App, ctx: &Ctx, form: &Form) -> Result<RelationBoxes, StoreError> {
        let mut other_name = None;
        if let Ok(id) = form.get("other").parse::<PersonId>() {
            let tx = app.db.read(&ctx.actor).await?;
            let mut people = heads(&tx, &[id]).await?;
            tx.rollback().await;
            other_name = people.remove(&id).map(|head| head.name);
        }
        Ok(RelationBoxes {
            name: form.field("name"),
            other: form.get("other").to_owned(),
            other_name,
            ground: form.field("ground"),
            grounds: form::grounds(ctx.lang),
            document: form.field("document"),
            limits: form.field("limits"),
            phone: form.field("phone"),
            from: form.date_field("from"),
            to: form.date_field("to"),
        })
    }
}

/// Reads and checks the boxes. `None` when something is wrong; the form has the messages.
pub fn read(form: &mut Form, person: PersonId) -> Option<(Day, NewRepresentative)> {
    let other = form.get("other").parse::<PersonId>().ok();
    let name = if other.is_some() { String::new() } else { form.required("name", 300) };
    let ground = form.required("ground", 40);
    let is_known = GROUNDS.contains(&ground.as_str()) || CLOSE.contains(&ground.as_str());
    if !ground.is_empty() && !is_known {
        form.wrong("ground", "form-choose");
    }
    if other == Some(person) {
        form.wrong("ground", "people-relation-self");
    }
    let document = form.optional("document", 300);
    let is_power = matches!(ground.as_str(), "attorney" | "lawyer");
    let limits = form.optional("limits", 1_000);
    if is_power && document.is_empty() {
        form.wrong("document", "people-speaker-document-needed");
    }
    if (is_power || ground == "helper") && limits.is_empty() {
        form.wrong("limits", "people-speaker-limits-needed");
    }
    let phone = form.optional("phone", 60);
    let from = form.day("from");
    let valid_to = form.day_optional("to");
    if ground == "helper" && valid_to.is_none() {
        form.wrong("to", "people-helper-until-needed");
    }
    if let (Some(first), Some(last)) = (from, valid_to)
        && last < first
    {
        form.wrong("to", "people-days-reversed");
    }
    let from = from.filter(|_| form.ok())?;
    Some((from, NewRepresentative { name, other, ground, document, limits, phone, valid_to }))
}

#[derive(Template)]
#[template(path = "people/relation_correct.html")]
struct CorrectPage {
    page: ui::Page,
    bar: Bar,
    action: String,
    back: String,
    version: i32,
    boxes: RelationBoxes,
    reason: Field,
}

async fn draw(
    app: &App,
    ctx: &Ctx,
    (id, representative): (PersonId, RepresentativeId),
    (form, version): (&Form, i32),
) -> Result<CorrectPage, Problem> {
    let mut page = ctx.page(ctx.t("people-relation-correct"));
    page.errors = form.errors();
    Ok(CorrectPage {
        page,
        bar: bar(app, ctx, id).await?,
        action: ctx.url(&format!("/people/{id}/representatives/{representative}/correct")),
        back: ctx.url(&format!("/people/{id}")),
        version,
        boxes: RelationBoxes::new(app, ctx, form).await?,
        reason: form.field("why"),
    })
}

/// `GET /people/{id}/representatives/{representative}/correct`.
pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, representative)): Path<(String, PersonId, RepresentativeId)>,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let row = rows::representative(&tx, id, representative).await?;
    let limits = tx.open("representative", "limits_sealed", row.id.0, &row.limits_sealed)?;
    tx.rollback().await;
    let mut values: Vec<(String, String)> = [
        ("name", row.name),
        ("other", row.other_id.map(|id| id.to_string()).unwrap_or_default()),
        ("ground", row.ground),
        ("document", row.document),
        ("limits", limits),
        ("phone", super::phone::shown(&row.phone)),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec();
    values.extend(day_values("from", Some(row.valid_from)));
    values.extend(day_values("to", row.valid_to));
    let form = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    html(&draw(&app, &ctx, (id, representative), (&form, row.version)).await?)
}

/// `POST /people/{id}/representatives/{representative}/correct`.
pub async fn save(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, representative)): Path<(String, PersonId, RepresentativeId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let read = read(&mut form, id);
    let why = form.required("why", 1_000);
    let version = form.version();
    let Some((from, new)) = read.filter(|_| form.ok()) else {
        return again(&draw(&app, &ctx, (id, representative), (&form, version)).await?);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    let path = format!("/people/{id}");
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    super::head(&tx, id).await?;
    let what = (from, &new, why.as_str());
    representative::correct(&mut tx, id, (representative, version), what).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("people-relation-corrected")))
}
