//! Adding a field to the open version of a form, changing it, moving it, taking it out.

use super::Kind;
use super::field::{Answer, FIELDS_MAX, Field, FieldKind, OPTIONS_MAX, Step, WORDS_MAX};
use super::list_page::{Place, frame, kind_of, load, path, required_words};
use super::publish::opened;
use super::version::{self, Forms, Version};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::types::{Day, encode_id};
use kit::web::{Ctx, Form, Problem, again, html, see};
use ui::Choice;

/// Rows of answers in a fresh form, and how many are added on asking.
const ROWS: usize = 5;

#[derive(Template)]
#[template(path = "forms/field.html")]
struct FieldPage {
    page: ui::Page,
    form: Form,
    action: String,
    cancel: String,
    edits: i32,
    kinds: Vec<Choice>,
    /// The kind in words when it can no longer be changed: there are answers of it.
    fixed: Option<String>,
    steps: Vec<Choice>,
    seals: Vec<Choice>,
    printed: Vec<Choice>,
    off: Vec<Choice>,
    rows: Vec<OptionRow>,
    has_options: bool,
    may_remove: bool,
}

struct OptionRow {
    number: usize,
    code: String,
    bg: ui::Field,
    en: ui::Field,
}

/// A field as the values of its form.
fn values(field: &Field) -> Vec<(String, String)> {
    let seal = match field.sealed {
        sealed if sealed == field.kind.is_text() => "usual",
        true => "yes",
        false => "no",
    };
    let texts = [
        ("key", field.key.as_str()),
        ("kind", field.kind.code()),
        ("bg", &field.bg),
        ("en", &field.en),
        ("help_bg", &field.help_bg),
        ("help_en", &field.help_en),
        ("required", field.required.map(Step::code).unwrap_or_default()),
        ("seal", seal),
        ("printed", if field.printed { "yes" } else { "" }),
        ("off", if field.off { "yes" } else { "" }),
    ];
    let mut all: Vec<_> = texts.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    for (number, option) in field.options.iter().enumerate() {
        let cells = [("code", &option.code), ("bg", &option.bg), ("en", &option.en)];
        all.extend(cells.map(|(cell, value)| (option_name(number, cell), value.clone())));
    }
    all.push(("rows".to_owned(), (field.options.len() + ROWS).to_string()));
    all
}

fn option_name(number: usize, cell: &str) -> String {
    format!("option-{number}-{cell}")
}

fn rows_of(form: &Form) -> usize {
    form.get("rows").parse().unwrap_or(ROWS).clamp(2, OPTIONS_MAX)
}

/// Whether a field was ever in force: then it has answers, perhaps.
fn was_in_force(forms: &Forms, kind: Kind, (key, today): (&str, Day)) -> bool {
    let mut past = forms.of(kind).filter(|version| !version.is_open(today));
    past.any(|version| version.field(key).is_some())
}

fn field_page(ctx: &Ctx, forms: &Forms, (open, today): (&Version, Day), form: Form) -> FieldPage {
    let kind = open.kind;
    let key = form.get("key").to_owned();
    let known = was_in_force(forms, kind, (&key, today));
    let title = if key.is_empty() { "forms-add" } else { "forms-change" };
    let mut page = frame(ctx, kind, ctx.t(title));
    page.errors = form.errors();
    let words = |code: &str| ctx.t(&format!("forms-kind-{code}")).into_owned();
    let steps = Step::of(kind).iter();
    let steps = steps.map(|step| Choice::new(step.code(), required_words(ctx, kind, Some(*step))));
    let seal = |code: &str| Choice::new(code, ctx.t(&format!("forms-seal-{code}")));
    let flag = |name: &str, key: &str, hint: &str| {
        let checked = form.has_value(name, "yes");
        vec![Choice::new("yes", ctx.t(key)).hint(ctx.t(hint)).checked(checked)]
    };
    let option = |number: usize| OptionRow {
        number: number + 1,
        code: form.get(&option_name(number, "code")).to_owned(),
        bg: form.field(&option_name(number, "bg")),
        en: form.field(&option_name(number, "en")),
    };
    let asked = FieldKind::from_code(form.get("kind"));
    FieldPage {
        action: ctx.url(&path(kind, "/field")),
        cancel: ctx.url(&path(kind, "")),
        edits: form.version_or(open.version),
        kinds: FieldKind::ALL.map(|kind| Choice::new(kind.code(), words(kind.code()))).into(),
        fixed: asked.filter(|_| known).map(|kind| words(kind.code())),
        steps: steps.collect(),
        seals: ["usual", "yes", "no"].map(seal).into(),
        printed: match kind {
            Kind::Assessment => flag("printed", "forms-printed", "forms-printed-hint"),
            _ => Vec::new(),
        },
        off: match known {
            true => flag("off", "forms-off", "forms-off-hint"),
            false => Vec::new(),
        },
        rows: (0..rows_of(&form)).map(option).collect(),
        has_options: asked.is_some_and(FieldKind::has_options),
        may_remove: !key.is_empty() && !known,
        page,
        form,
    }
}

pub async fn field(
    State(app): State<App>,
    ctx: Ctx,
    place: Place,
    form: Form,
) -> Result<Response, Problem> {
    let kind = kind_of(&place)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let forms = load(&mut tx, kind).await?;
    let today = tx.today();
    let open = forms.open(kind, today).ok_or(Problem::Impossible("forms-not-open"))?;
    let fresh = match form.get("key") {
        "" => {
            let usual = [("seal", "usual"), ("key", "")];
            Form::filled(ctx.lang, usual)
        }
        key => Form::filled(ctx.lang, values(open.field(key).ok_or(Problem::NotFound)?)),
    };
    let form = ctx.draft_like(&tx, fresh, &["key"]).await?;
    tx.commit().await?;
    html(&field_page(&ctx, &forms, (open, today), form))
}

/// The answers to choose from, as typed; those that were there keep their codes.
fn options(form: &mut Form, forms: &Forms, (kind, key): (Kind, &str)) -> Vec<Answer> {
    let versions = forms.of(kind).filter_map(|version| version.field(key));
    let known: Vec<String> =
        versions.flat_map(|field| &field.options).map(|option| option.code.clone()).collect();
    let numbers = known.iter().filter_map(|code| code.parse::<u32>().ok());
    let mut last = numbers.max().unwrap_or_default();
    let mut all: Vec<Answer> = Vec::new();
    for number in 0..rows_of(form) {
        let bg = form.optional(&option_name(number, "bg"), WORDS_MAX);
        let en = form.optional(&option_name(number, "en"), WORDS_MAX);
        if bg.is_empty() && en.is_empty() {
            continue;
        }
        let same = |option: &Answer| kit::search::plain(&option.bg) == kit::search::plain(&bg);
        if bg.is_empty() || en.is_empty() {
            let cell = if bg.is_empty() { "bg" } else { "en" };
            form.wrong(&option_name(number, cell), "forms-both-languages");
        } else if all.iter().any(same) {
            form.wrong(&option_name(number, "bg"), "forms-option-twice");
        }
        let code = form.get(&option_name(number, "code")).to_owned();
        let taken = all.iter().any(|option| option.code == code);
        let code = if known.contains(&code) && !taken {
            code
        } else {
            last += 1;
            last.to_string()
        };
        all.push(Answer { code, bg, en });
    }
    all
}

/// Reads the form of a field; what is wrong is noted beside it.
fn read(form: &mut Form, forms: &Forms, (open, today): (&Version, Day)) -> Field {
    let kind = open.kind;
    let key = form.get("key").to_owned();
    let was = open.field(&key);
    let known = was_in_force(forms, kind, (&key, today));
    let typed = form.required("kind", 20);
    let typed = FieldKind::from_code(&typed);
    let answered = match was.filter(|_| known) {
        Some(was) => was.kind,
        None => typed.unwrap_or_default(),
    };
    if typed.is_none() && !known {
        form.wrong("kind", "form-choose");
    }
    let (bg, en) = (form.required("bg", WORDS_MAX), form.required("en", WORDS_MAX));
    let same = |field: &&Field| {
        field.key != key && !field.off && kit::search::plain(&field.bg) == kit::search::plain(&bg)
    };
    if !bg.is_empty() && open.fields.iter().any(|field| same(&field)) {
        form.wrong("bg", "forms-label-twice");
    }
    let (help_bg, help_en) =
        (form.optional("help_bg", WORDS_MAX), form.optional("help_en", WORDS_MAX));
    let required = form.optional("required", 10);
    let step = Step::of(kind).iter().find(|step| step.code() == required).copied();
    if step.is_none() && !required.is_empty() {
        form.wrong("required", "form-choose");
    }
    let sealed = match form.get("seal") {
        "yes" => true,
        "no" => false,
        _ => answered.is_text(),
    };
    let options =
        if answered.has_options() { options(form, forms, (kind, &key)) } else { Vec::new() };
    if answered.has_options() && options.len() < 2 {
        form.wrong("option-0-bg", "forms-options-few");
    }
    Field {
        key,
        kind: answered,
        bg,
        en,
        help_bg,
        help_en,
        required: step,
        sealed,
        printed: kind == Kind::Assessment && form.has_value("printed", "yes"),
        off: known && form.has_value("off", "yes"),
        options,
    }
}

pub async fn save(
    State(app): State<App>,
    ctx: Ctx,
    place: Place,
    mut form: Form,
) -> Result<Response, Problem> {
    let kind = kind_of(&place)?;
    if form.has("more") {
        let more = (rows_of(&form) + ROWS).to_string();
        return shown_again(&app, &ctx, kind, form.with("rows", &more)).await;
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(kind, ""))).await?;
    ctx.sent(&tx, &form).await?;
    let (forms, today) = (Forms::load(&tx).await?, tx.today());
    let open = opened(&ctx, &forms, (kind, &form, today))?;
    let mut fields = open.fields.clone();
    let key = form.get("key").to_owned();
    let at = fields.iter().position(|field| field.key == key);
    if !key.is_empty() && at.is_none() {
        return Err(Problem::NotFound);
    }
    let is_new = at.is_none();
    match at {
        Some(at) if form.has("remove") && !was_in_force(&forms, kind, (&key, today)) => {
            fields.remove(at);
        }
        at => {
            let field = read(&mut form, &forms, (open, today));
            if is_new && fields.len() >= FIELDS_MAX {
                form.wrong("bg", "forms-too-many");
            }
            match at {
                Some(at) => fields[at] = field,
                None => fields.push(Field { key: encode_id(tx.new_id()), ..field }),
            }
        }
    }
    if !form.ok() {
        tx.rollback().await;
        return shown_again(&app, &ctx, kind, form).await;
    }
    version::change(&mut tx, open, (&fields, form.version())).await?;
    tx.commit().await?;
    let flash = if form.has("remove") { "forms-field-removed" } else { "forms-field-saved" };
    Ok(see(&ctx, &path(kind, ""), Some(flash)))
}

async fn shown_again(app: &App, ctx: &Ctx, kind: Kind, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let forms = load(&mut tx, kind).await?;
    let today = tx.today();
    tx.commit().await?;
    let open = forms.open(kind, today).ok_or(Problem::Impossible("forms-not-open"))?;
    let is_right = form.ok();
    let page = field_page(ctx, &forms, (open, today), form);
    if is_right { html(&page) } else { again(&page) }
}

/// A field one place up.
pub async fn order(
    State(app): State<App>,
    ctx: Ctx,
    place: Place,
    form: Form,
) -> Result<Response, Problem> {
    let kind = kind_of(&place)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(kind, ""))).await?;
    let (forms, today) = (Forms::load(&tx).await?, tx.today());
    let open = opened(&ctx, &forms, (kind, &form, today))?;
    let mut fields = open.fields.clone();
    let at = fields.iter().position(|field| field.key == form.get("key"));
    let at = at.ok_or(Problem::NotFound)?;
    fields.swap(at, at.saturating_sub(1));
    version::change(&mut tx, open, (&fields, form.version())).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(kind, ""), Some("forms-field-moved")))
}
