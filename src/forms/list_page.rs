//! The forms with their own fields; one form: what is in force, what is being prepared, what was.

use super::boxes::Boxes;
use super::compare;
use super::field::{Field, Step};
use super::version::{Forms, Version};
use super::{Kind, Own};
use crate::app::App;
use crate::municipality;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, html};
use ui::{Head, Lang, Link, NavItem};

/// Municipality and form, as they stand in an address.
pub type Place = Path<(String, String)>;

/// The form that an address names.
pub fn kind_of(place: &Place) -> Result<Kind, Problem> {
    Kind::from_code(&place.1).ok_or(Problem::NotFound)
}

/// The path of a form's page.
pub fn path(kind: Kind, rest: &str) -> String {
    format!("/office/forms/{}{rest}", kind.code())
}

/// The name of a form.
pub fn name(ctx: &Ctx, kind: Kind) -> String {
    ctx.t(&format!("forms-form-{}", kind.code())).into_owned()
}

/// A page of a form, below the list of forms.
pub fn frame(ctx: &Ctx, kind: Kind, title: impl Into<String>) -> ui::Page {
    let (forms, own) = (ctx.t("forms-title").into_owned(), name(ctx, kind));
    let own_path = path(kind, "");
    municipality::office_page(ctx, title, &[("/office/forms", &forms), (&own_path, &own)])
}

/// Loads the versions for a page of a form, with the trace of who looked.
pub async fn load(tx: &mut Tx, kind: Kind) -> Result<Forms, Problem> {
    let forms = Forms::load(tx).await?;
    tx.audit(Entry::new("read", "form-version", kind.code()));
    Ok(forms)
}

/// `версия 2, в сила от 01.11.2026`.
pub fn title_of(ctx: &Ctx, version: &Version, today: Day) -> String {
    let number = version.number.to_string();
    let (key, day) = match version.valid_from {
        None => ("forms-version-draft", String::new()),
        Some(from) if from > today => ("forms-version-planned", from.bg()),
        Some(from) => ("forms-version-from", from.bg()),
    };
    ctx.ta(key, &[("number", number), ("day", day)]).into_owned()
}

#[derive(Template)]
#[template(path = "forms/list.html")]
struct FormsPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    heads: Vec<Head>,
    rows: Vec<FormRow>,
}

struct FormRow {
    form: Link,
    hint: String,
    now: String,
    fields: String,
    next: String,
}

pub async fn forms(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let forms = Forms::load(&tx).await?;
    let today = tx.today();
    tx.audit(Entry::list("form-version"));
    tx.commit().await?;
    let row = |kind: Kind| {
        let now = forms.in_force(kind, today);
        let next = forms.open(kind, today);
        let asked = now.map(|version| Own::of(version).fields.len()).unwrap_or_default();
        FormRow {
            form: Link::new(ctx.url(&path(kind, "")), name(&ctx, kind)),
            hint: ctx.t(&format!("forms-form-{}-hint", kind.code())).into_owned(),
            now: now.map(|v| title_of(&ctx, v, today)).unwrap_or_default(),
            fields: asked.to_string(),
            next: next.map(|v| title_of(&ctx, v, today)).unwrap_or_default(),
        }
    };
    let heads = ["forms-form", "forms-now", "forms-fields", "forms-next"];
    html(&FormsPage {
        page: municipality::office_page(&ctx, ctx.t("forms-title"), &[]),
        sections: municipality::office_sections(&ctx),
        heads: heads.map(|key| Head::new(ctx.t(key))).to_vec(),
        rows: Kind::ALL.map(row).into(),
    })
}

#[derive(Template)]
#[template(path = "forms/form.html")]
struct FormPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    base: String,
    lead: String,
    heads: Vec<Head>,
    /// The version that may be changed, with its count of edits.
    open: Option<Shown>,
    edits: i32,
    is_planned: bool,
    now: Option<Shown>,
    older: Vec<Older>,
}

struct Shown {
    number: i32,
    title: String,
    rows: Vec<Row>,
}

struct Row {
    key: String,
    label: String,
    other: String,
    kind: String,
    options: String,
    required: String,
    marks: Vec<(String, &'static str)>,
}

struct Older {
    title: String,
    compare: String,
    preview: String,
}

/// The step by which a field is required, in words.
pub fn required_words(ctx: &Ctx, kind: Kind, required: Option<Step>) -> String {
    match required {
        None => ctx.t("forms-step-never").into_owned(),
        Some(step) => ctx.t(&format!("forms-step-{}-{}", kind.code(), step.code())).into_owned(),
    }
}

fn row(ctx: &Ctx, kind: Kind, field: &Field) -> Row {
    let is_bg = ctx.lang == Lang::Bg;
    let marks = [
        (field.off, "forms-mark-off", "red"),
        (field.sealed, "forms-mark-sealed", "purple"),
        (field.printed, "forms-mark-printed", "grey"),
    ];
    let marks = marks.into_iter().filter(|(holds, ..)| *holds);
    let options: Vec<&str> = field.options.iter().map(|option| option.words(ctx.lang)).collect();
    Row {
        key: field.key.clone(),
        label: field.label(ctx.lang).to_owned(),
        other: if is_bg { &field.en } else { &field.bg }.clone(),
        kind: ctx.t(&format!("forms-kind-{}", field.kind.code())).into_owned(),
        options: options.join("; "),
        required: required_words(ctx, kind, field.required),
        marks: marks.map(|(_, key, colour)| (ctx.t(key).into_owned(), colour)).collect(),
    }
}

fn shown(ctx: &Ctx, version: &Version, today: Day) -> Shown {
    let rows = version.fields.iter().map(|field| row(ctx, version.kind, field));
    Shown { number: version.number, title: title_of(ctx, version, today), rows: rows.collect() }
}

pub async fn form(State(app): State<App>, ctx: Ctx, place: Place) -> Result<Response, Problem> {
    let kind = kind_of(&place)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let forms = load(&mut tx, kind).await?;
    let today = tx.today();
    tx.commit().await?;
    let now = forms.in_force(kind, today);
    let open = forms.open(kind, today);
    let url = |rest: &str| ctx.url(&path(kind, rest));
    let older = forms.of(kind).rev().filter(|version| !version.is_open(today));
    let older = older.map(|version| Older {
        title: title_of(&ctx, version, today),
        compare: compare::before(&forms, version)
            .map(|n| url(&format!("/compare?one={n}&other={}", version.number)))
            .unwrap_or_default(),
        preview: url(&format!("/preview?version={}", version.number)),
    });
    let older: Vec<Older> = older.collect();
    let heads = ["forms-label", "forms-kind", "forms-required-by"];
    let forms_title = ctx.t("forms-title").into_owned();
    html(&FormPage {
        page: municipality::office_page(&ctx, name(&ctx, kind), &[("/office/forms", &forms_title)]),
        sections: municipality::office_sections(&ctx),
        base: url(""),
        lead: ctx.t(&format!("forms-form-{}-hint", kind.code())).into_owned(),
        heads: heads.map(|key| Head::new(ctx.t(key))).to_vec(),
        edits: open.map(|version| version.version).unwrap_or_default(),
        is_planned: open.is_some_and(|version| version.valid_from.is_some()),
        open: open.map(|version| shown(&ctx, version, today)),
        now: now.map(|version| shown(&ctx, version, today)),
        older: if older.len() > 1 { older } else { Vec::new() },
    })
}

/// The version that a query names; else the open one, else the one in force.
pub fn version_of<'a>(
    forms: &'a Forms,
    kind: Kind,
    (asked, today): (&str, Day),
) -> Option<&'a Version> {
    let usual = || forms.open(kind, today).or_else(|| forms.in_force(kind, today));
    match asked.parse::<i32>() {
        Ok(number) => forms.of(kind).find(|version| version.number == number),
        Err(_) => usual(),
    }
}

#[derive(Template)]
#[template(path = "forms/preview.html")]
struct PreviewPage {
    page: ui::Page,
    title: String,
    lead: String,
    boxes: Boxes,
    lang: &'static str,
    other: Link,
}

/// How the fields will look in the form; nothing is saved.
pub async fn preview(
    State(app): State<App>,
    ctx: Ctx,
    place: Place,
    form: Form,
) -> Result<Response, Problem> {
    let kind = kind_of(&place)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let forms = load(&mut tx, kind).await?;
    let today = tx.today();
    tx.commit().await?;
    let version = version_of(&forms, kind, (form.get("version"), today));
    let version = version.ok_or(Problem::NotFound)?;
    let shown = match form.get("in") {
        "bg" => Lang::Bg,
        "en" => Lang::En,
        _ => ctx.lang,
    };
    let (code, key) = match shown {
        Lang::Bg => ("en", "forms-preview-en"),
        Lang::En => ("bg", "forms-preview-bg"),
    };
    let other = path(kind, &format!("/preview?version={}&in={code}", version.number));
    // Only the fields change their language, not the reader's own.
    let mut reader = ctx.clone();
    reader.lang = shown;
    html(&PreviewPage {
        page: frame(&ctx, kind, ctx.t("forms-preview")),
        title: title_of(&ctx, version, today),
        lead: ctx.t("forms-preview-lead").into_owned(),
        boxes: Own::of(version).boxes(&reader, &Form::empty(shown), Step::Save),
        lang: if shown == Lang::Bg { "bg" } else { "en" },
        other: Link::new(ctx.url(&other), ctx.t(key)),
    })
}
