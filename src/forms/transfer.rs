//! A version of a form as a file, and such a file taken in by another municipality: as a draft, to
//! be looked at before it is in force.

use super::Kind;
use super::field::{FIELDS_MAX, Field, OPTIONS_MAX, Step};
use super::list_page::{Place, frame, kind_of, load, path, version_of};
use super::version::{self, Forms};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::StoreError;
use kit::web::{Ctx, Form, Problem, again, html, see};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// So long a key or a code of an answer is at most.
const KEY_MAX: usize = 20;
/// So large a file is at most.
const FILE_MAX: usize = 200_000;

/// What the file holds.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Which form.
    pub form: Kind,
    /// The number of the version where it comes from.
    #[serde(default)]
    pub number: i32,
    /// The fields in order.
    pub fields: Vec<Field>,
}

pub async fn definition(
    State(app): State<App>,
    ctx: Ctx,
    place: Place,
    form: Form,
) -> Result<Response, Problem> {
    let kind = kind_of(&place)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let forms = Forms::load(&tx).await?;
    let today = tx.today();
    tx.audit(Entry::new("print", "form-version", kind.code()));
    tx.commit().await?;
    let version = version_of(&forms, kind, (form.get("version"), today));
    let version = version.ok_or(Problem::NotFound)?;
    let fields = version.fields.clone();
    let whole = Definition { form: kind, number: version.number, fields };
    let text = serde_json::to_string_pretty(&whole).map_err(Problem::internal)?;
    let name = format!("{}-{}-{}.json", ctx.municipality.slug, kind.code(), version.number);
    let headers = [
        (header::CONTENT_TYPE, "application/json; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, text).into_response())
}

#[derive(Template)]
#[template(path = "forms/import.html")]
struct ImportPage {
    page: ui::Page,
    form: Form,
    action: String,
    cancel: String,
}

fn import_page(ctx: &Ctx, kind: Kind, form: Form) -> ImportPage {
    let mut page = frame(ctx, kind, ctx.t("forms-import"));
    page.errors = form.errors();
    ImportPage {
        page,
        action: ctx.url(&path(kind, "/import")),
        cancel: ctx.url(&path(kind, "")),
        form,
    }
}

pub async fn page(State(app): State<App>, ctx: Ctx, place: Place) -> Result<Response, Problem> {
    let kind = kind_of(&place)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    load(&mut tx, kind).await?;
    tx.commit().await?;
    html(&import_page(&ctx, kind, Form::empty(ctx.lang)))
}

/// The fields of a file for a form; the key of what is wrong with it otherwise.
pub fn read(bytes: &[u8], kind: Kind) -> Result<Vec<Field>, &'static str> {
    if bytes.len() > FILE_MAX {
        return Err("forms-file-large");
    }
    let whole: Definition = serde_json::from_slice(bytes).map_err(|_| "forms-file-unknown")?;
    if whole.form != kind {
        return Err("forms-file-other");
    }
    let keys: BTreeSet<&str> = whole.fields.iter().map(|field| field.key.as_str()).collect();
    let is_sound = !whole.fields.is_empty()
        && whole.fields.len() <= FIELDS_MAX
        && keys.len() == whole.fields.len()
        && whole.fields.iter().all(|field| is_sound(field, kind));
    if is_sound { Ok(whole.fields) } else { Err("forms-file-unknown") }
}

fn is_code(text: &str) -> bool {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    !text.is_empty() && text.len() <= KEY_MAX && text.bytes().all(is_plain)
}

fn is_sound(field: &Field, kind: Kind) -> bool {
    let short = |text: &str| text.chars().count() <= super::field::WORDS_MAX;
    let texts = [&field.bg, &field.en, &field.help_bg, &field.help_en];
    let codes: BTreeSet<&str> = field.options.iter().map(|option| option.code.as_str()).collect();
    let is_option =
        |o: &super::Answer| is_code(&o.code) && !o.bg.is_empty() && short(&o.bg) && short(&o.en);
    is_code(&field.key)
        && !field.bg.is_empty()
        && texts.into_iter().all(|text| short(text))
        && field.required.is_none_or(|step: Step| Step::of(kind).contains(&step))
        && (!field.printed || kind == Kind::Assessment)
        && codes.len() == field.options.len()
        && field.options.len() <= OPTIONS_MAX
        && field.kind.has_options() == (field.options.len() > 1)
        && field.options.iter().all(is_option)
}

pub async fn import(
    State(app): State<App>,
    ctx: Ctx,
    place: Place,
    mut form: Form,
) -> Result<Response, Problem> {
    let kind = kind_of(&place)?;
    let found = match form.file("file") {
        None => Err("forms-file-none"),
        Some(file) if file.bytes.is_empty() => Err("forms-file-none"),
        Some(file) => read(&file.bytes, kind),
    };
    let fields = match found {
        Ok(fields) => fields,
        Err(key) => {
            form.wrong("file", key);
            let mut tx = app.db.read(&ctx.actor).await?;
            load(&mut tx, kind).await?;
            tx.commit().await?;
            return again(&import_page(&ctx, kind, form));
        }
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(kind, ""))).await?;
    match version::begin(&mut tx, kind, &fields).await {
        Ok(_) => {}
        Err(StoreError::Conflict) => return Err(Problem::Impossible("forms-open-already")),
        Err(e) => return Err(e.into()),
    }
    tx.commit().await?;
    Ok(see(&ctx, &path(kind, ""), Some("forms-imported")))
}
