//! Where staff write the texts of the guide: all of them with their version, one with what is hard to read
//! in it, its preview before it is published, its versions, and the way back to the shipped text.

use super::book::{self, Article, Text};
use super::frame::{EDIT, HOME};
use super::guide::{self, Shown, Version};
use super::lint::{self, Found};
use super::text::{Part, parts};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Event;
use kit::web::{Ctx, Form, Problem, again, html, see};
use std::collections::BTreeSet;
use ui::{Lang, Link, NavItem};

/// The longest title.
pub const TITLE: usize = 120;
/// The longest first sentences.
pub const LEAD: usize = 400;
/// The longest text: with it a page stays below 60 kB.
pub const BODY: usize = 12_000;

/// The lists beside each other.
#[must_use]
pub fn sections(ctx: &Ctx, current: &str) -> Vec<NavItem> {
    let all = [("", "portal-edit-guide"), ("/news", "portal-edit-news")];
    let item = |(rest, key): (&str, &str)| {
        NavItem::new(ctx.url(&format!("{EDIT}{rest}")), ctx.t(key)).current(rest == current)
    };
    all.map(item).into()
}

/// A page below the first one of those who write.
#[must_use]
pub fn page(ctx: &Ctx, title: impl Into<String>) -> ui::Page {
    let title = title.into();
    let mut page = ctx.page(title.clone());
    page.breadcrumbs =
        vec![Link::new(ctx.url(EDIT), ctx.t("portal-edit-title")), Link::new("", title)];
    page
}

/// What is hard to read in a text, in all its parts.
#[must_use]
pub fn hard(text: &Text, lang: Lang) -> Vec<Found> {
    let known: BTreeSet<String> = book::known(lang);
    let whole = [&text.title, &text.lead, &text.body];
    whole.iter().flat_map(|part| lint::lint(part, lang, &known)).collect()
}

/// What was found, as sentences.
fn sentences(ctx: &Ctx, found: &[Found]) -> Vec<String> {
    let said = |one: &Found| {
        let args = [("said", one.said.as_str()), ("advice", one.advice.as_str())];
        ctx.ta(&format!("portal-edit-lint-{}", one.rule), &args).into_owned()
    };
    found.iter().map(said).collect()
}

/// A text in the list of those who write.
struct Row {
    title: String,
    code: String,
    links: Vec<Link>,
    version: String,
    remarks: usize,
}

#[derive(Template)]
#[template(path = "portal/edit_list.html")]
struct ListPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    lead: String,
    heads: Vec<ui::Head>,
    rows: Vec<Row>,
}

fn version_words(ctx: &Ctx, shown: &Shown) -> String {
    match shown.is_shipped {
        true => ctx.ta("portal-edit-shipped", &[("day", shipped_day())]).into_owned(),
        false => ctx.ta("portal-edit-edition", &[("number", shown.edition)]).into_owned(),
    }
}

fn shipped_day() -> String {
    let day = book::version().parse::<kit::types::Day>();
    day.map_or_else(|_| book::version().to_owned(), kit::types::Day::bg)
}

/// `GET /portal-editing`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let bulgarian = guide::all(&tx, Lang::Bg).await?;
    let english = guide::all(&tx, Lang::En).await?;
    tx.audit(Entry::list("portal-text"));
    tx.commit().await?;
    let row = |((article, bg), (_, en)): ((&Article, Shown), (&Article, Shown))| {
        let link = |lang: Lang| {
            let rest = format!("{EDIT}/guide/{}?text={}", article.code, lang.tag());
            Link::new(ctx.url(&rest), lang.own_name())
        };
        Row {
            remarks: hard(&bg.text, Lang::Bg).len() + hard(&en.text, Lang::En).len(),
            version: format!("{} / {}", version_words(&ctx, &bg), version_words(&ctx, &en)),
            title: bg.text.title,
            code: article.code.clone(),
            links: vec![link(Lang::Bg), link(Lang::En)],
        }
    };
    let heads =
        ["portal-edit-column-title", "portal-edit-column-version", "portal-edit-column-hard"];
    html(&ListPage {
        page: ctx.page(ctx.t("portal-edit-title")),
        sections: sections(&ctx, ""),
        lead: ctx.t("portal-edit-lead").into_owned(),
        heads: heads.map(|key| ui::Head::new(ctx.t(key))).into(),
        rows: bulgarian.into_iter().zip(english).map(row).collect(),
    })
}

/// A version in the history of a text.
struct Past {
    number: i32,
    by: String,
    at: String,
    title: String,
}

#[derive(Template)]
#[template(path = "portal/edit_text.html")]
struct TextPage {
    page: ui::Page,
    form: Form,
    action: String,
    edition: i32,
    version: String,
    hard: Vec<String>,
    preview: Option<(String, String, Vec<Part>)>,
    past: Vec<Past>,
    public: String,
    other: Link,
    is_shipped: bool,
    shipped: Vec<(String, String)>,
}

/// What a page of a text shows besides the form.
struct Around {
    article: &'static Article,
    lang: Lang,
    shown: Shown,
    past: Vec<Version>,
}

async fn around(app: &App, ctx: &Ctx, code: &str, form: &Form) -> Result<Around, Problem> {
    let article = book::article(code).ok_or(Problem::NotFound)?;
    let lang = Lang::from_tag(form.get("text")).unwrap_or_default();
    let mut tx = app.db.read(&ctx.actor).await?;
    let shown = guide::one(&tx, article, lang).await?;
    let past = guide::versions(&tx, code, lang).await?;
    tx.audit(Entry::new("read", "portal-text", code));
    tx.commit().await?;
    Ok(Around { article, lang, shown, past })
}

fn draw(ctx: &Ctx, around: Around, (form, seen): (Form, Option<&Text>)) -> TextPage {
    let Around { article, lang, shown, past } = around;
    let own = article.text(lang);
    let title = format!("{} ({})", shown.text.title, lang.own_name());
    let mut page = page(ctx, title);
    page.errors = form.errors();
    let other = lang.other();
    let rest = format!("{EDIT}/guide/{}", article.code);
    let public = format!("{HOME}/guide/{}?lang={}", article.code, lang.tag());
    let past = past.into_iter().map(|row| Past {
        number: row.edition,
        by: row.account_name,
        at: row.made_at.bg(),
        title: if row.shipped { own.title.clone() } else { row.title },
    });
    let field = |key: &str, text: &str| (ctx.t(key).into_owned(), text.to_owned());
    TextPage {
        page,
        action: ctx.url(&rest),
        // The shipped text has no version: one more tells it from a form without any.
        edition: form.version_or(shown.edition + 1),
        version: version_words(ctx, &shown),
        hard: sentences(ctx, &hard(seen.unwrap_or(&shown.text), lang)),
        preview: seen.map(|text| (text.title.clone(), text.lead.clone(), parts(&text.body))),
        past: past.collect(),
        public: ctx.url(&public),
        other: Link::new(ctx.url(&format!("{rest}?text={}", other.tag())), other.own_name()),
        is_shipped: shown.is_shipped,
        shipped: vec![
            field("portal-edit-field-title", &own.title),
            field("portal-edit-field-lead", &own.lead),
            field("portal-edit-field-body", &own.body),
        ],
        form,
    }
}

/// `GET /portal-editing/guide/{code}`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let around = around(&app, &ctx, &code, &form).await?;
    let text = &around.shown.text;
    let values = [
        ("text", around.lang.tag()),
        ("title", text.title.as_str()),
        ("lead", text.lead.as_str()),
        ("body", text.body.as_str()),
    ];
    let form = Form::filled(ctx.lang, values);
    html(&draw(&ctx, around, (form, None)))
}

/// The words that were typed, with what is missing noted.
fn typed(form: &mut Form) -> Text {
    Text {
        title: form.required("title", TITLE),
        lead: form.required("lead", LEAD),
        body: form.required("body", BODY).replace("\r\n", "\n"),
    }
}

/// `POST /portal-editing/guide/{code}`: `act` is `preview`, `publish` or `shipped`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let around = around(&app, &ctx, &code, &form).await?;
    let is_back = form.get("act") == "shipped";
    let text = if is_back { Text::default() } else { typed(&mut form) };
    let is_preview = form.get("act") == "preview";
    let is_hard = !is_back && !hard(&text, around.lang).is_empty();
    if form.ok() && is_hard && !is_preview && !form.has_value("hard", "yes") {
        form.wrong("hard", "portal-edit-hard-confirm");
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    if !form.ok() || is_preview {
        let what = if form.ok() { "portal-text-previewed" } else { "portal-text-refused" };
        tx.audit(Entry::new(what, "portal-text", &code));
        tx.commit().await?;
        let is_ok = form.ok();
        let page = draw(&ctx, around, (form, Some(&text)));
        return if is_ok { html(&page) } else { again(&page) };
    }
    let path = format!("{EDIT}/guide/{code}");
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let of = (around.article, around.lang);
    let read = form.version_or(around.shown.edition + 1) - 1;
    guide::write(&tx, of, read, (!is_back).then_some(&text)).await?;
    let data = vec![("code", code.clone()), ("language", around.lang.tag().to_owned())];
    tx.event(Event { kind: "portal-text-written", data, ..Event::default() }).await?;
    tx.commit().await?;
    let there = format!("{path}?text={}", around.lang.tag());
    Ok(see(&ctx, &there, Some("portal-edit-saved")))
}
