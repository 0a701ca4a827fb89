//! Where staff write news and plans: the list, a new piece, its correction, taking it back.

use super::NewsId;
use super::edit_page::{page, sections};
use super::frame::HOME;
use super::news::{self, KINDS, NewNews, News};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Event;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, html, see};
use ui::NavItem;

/// The longest title.
pub const TITLE: usize = 200;
/// The longest text.
pub const BODY: usize = 8_000;
/// The longest address.
pub const LINK: usize = 300;
/// The list of pieces, below the municipality.
const NEWS: &str = "/portal-editing/news";

/// A piece in the list.
struct Row {
    href: String,
    title: String,
    kind: String,
    day: String,
    word: String,
    colour: &'static str,
}

#[derive(Template)]
#[template(path = "portal/edit_news.html")]
struct ListPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    new: String,
    heads: Vec<ui::Head>,
    rows: Vec<Row>,
}

fn row(ctx: &Ctx, one: &News, today: Day) -> Row {
    let (word, colour) = match one {
        _ if one.withdrawn_at.is_some() => ("portal-edit-withdrawn", "grey"),
        _ if one.published_on > today => ("portal-edit-later", "blue"),
        _ => ("portal-edit-public", "green"),
    };
    let href = ctx.url(&format!("{NEWS}/{}", one.id));
    Row {
        href: if one.withdrawn_at.is_some() { String::new() } else { href },
        title: one.title.clone(),
        kind: ctx.t(&format!("portal-news-{}", one.kind)).into_owned(),
        day: one.published_on.bg(),
        word: ctx.t(word).into_owned(),
        colour,
    }
}

/// `GET /portal-editing/news`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = news::all(&tx).await?;
    let today = tx.today();
    tx.audit(Entry::list("portal-news"));
    tx.commit().await?;
    let heads = [
        "portal-edit-column-title",
        "portal-edit-column-kind",
        "portal-edit-column-day",
        "portal-edit-column-state",
    ];
    html(&ListPage {
        page: ctx.page(ctx.t("portal-edit-title")),
        sections: sections(&ctx, "/news"),
        new: ctx.url(&format!("{NEWS}/new")),
        heads: heads.map(|key| ui::Head::new(ctx.t(key))).into(),
        rows: all.iter().map(|one| row(&ctx, one, today)).collect(),
    })
}

fn boxes(act: Act, both: (&Ctx, &Form)) -> Act {
    let until = both.0.t("portal-edit-until-hint").into_owned();
    act.one(both, "kind", ("portal-edit-column-kind", &KINDS), |code| format!("portal-news-{code}"))
        .line(both, "title", "portal-edit-field-title")
        .area(both, "body", ("portal-edit-field-body", "portal-edit-body-hint"))
        .line(both, "title-en", "portal-edit-field-title-en")
        .area(both, "body-en", ("portal-edit-field-body-en", "portal-edit-body-en-hint"))
        .line(both, "href", "portal-edit-field-href")
        .day(both, "until", ("portal-edit-field-until", until))
}

/// What was typed, with what is wrong noted.
fn typed(form: &mut Form) -> NewNews {
    let new = NewNews {
        kind: chosen(form, "kind", &KINDS),
        title: form.required("title", TITLE),
        body: form.required("body", BODY),
        title_en: form.optional("title-en", TITLE),
        body_en: form.optional("body-en", BODY),
        href: form.optional("href", LINK),
        until_on: form.day_optional("until"),
    };
    if !is_address(&new.href) {
        form.wrong("href", "portal-edit-wrong-href");
    }
    if new.kind == "plan" && new.until_on.is_none() {
        form.wrong("until", "portal-edit-wrong-until");
    }
    new
}

/// Whether a text is an address that a page may lead to, or empty.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let is_plain = !text.contains(char::is_whitespace);
    text.is_empty() || is_plain && (text.starts_with("https://") || text.starts_with("http://"))
}

fn new_shown(ctx: &Ctx, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("portal-edit-news-new", "/new", "portal-edit-publish");
    let act = act.lead(ctx.t("portal-edit-news-lead")).day(
        both,
        "from",
        ("portal-edit-field-from", ctx.t("portal-edit-from-hint").into_owned()),
    );
    let page = page(ctx, ctx.t("portal-edit-news-new"));
    boxes(act, both).shown(ctx, Around { page, home: NEWS.to_owned(), version: 0 }, form)
}

/// `GET /portal-editing/news/new`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut values = vec![("kind".to_owned(), KINDS[0].to_owned())];
    values.extend(day_values("from", Some(app.today())));
    new_shown(&ctx, &Form::filled(ctx.lang, values))
}

/// `POST /portal-editing/news/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let from = form.day("from");
    let new = typed(&mut form);
    let mut tx = app.db.write(&ctx.actor).await?;
    let (Some(from), true) = (from, form.ok()) else {
        tx.audit(Entry::refused("portal-news"));
        tx.commit().await?;
        return new_shown(&ctx, &form);
    };
    tx.use_form(&form.key(), &ctx.url(NEWS)).await?;
    let id = news::publish(&tx, &new, from).await?;
    let data = vec![("title", new.title)];
    tx.event(Event { kind: "portal-news-published", case: Some(id.0), data, ..Event::default() })
        .await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{NEWS}/{id}"), Some("portal-edit-saved")))
}

/// A piece for a form; one that was taken back is changed no more.
async fn standing(app: &App, ctx: &Ctx, id: NewsId) -> Result<News, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = news::one(&tx, id).await?;
    tx.audit(Entry::read("portal-news", id.0));
    tx.commit().await?;
    match one.withdrawn_at {
        None => Ok(one),
        Some(_) => Err(Problem::Impossible("portal-edit-wrong-withdrawn")),
    }
}

fn edit_shown(ctx: &Ctx, one: &News, form: &Form) -> Result<Response, Problem> {
    let home = format!("{NEWS}/{}", one.id);
    let page = page(ctx, one.title.clone());
    let around = Around { page, home, version: form.version_or(one.version) };
    let public =
        ui::Link::new(ctx.url(&format!("{HOME}/news/{}", one.id)), ctx.t("portal-edit-see"));
    let away = ui::Link::new(
        ctx.url(&format!("{NEWS}/{}/withdraw", one.id)),
        ctx.t("portal-edit-withdraw"),
    );
    let act = Act::new("portal-edit-news-edit", "", "ui-save").link(public).link(away);
    boxes(act, (ctx, form)).shown(ctx, around, form)
}

fn filled(ctx: &Ctx, one: &News) -> Form {
    let mut values = vec![
        ("kind".to_owned(), one.kind.clone()),
        ("title".to_owned(), one.title.clone()),
        ("body".to_owned(), one.body.clone()),
        ("title-en".to_owned(), one.title_en.clone()),
        ("body-en".to_owned(), one.body_en.clone()),
        ("href".to_owned(), one.href.clone()),
    ];
    values.extend(day_values("until", one.until_on));
    Form::filled(ctx.lang, values)
}

/// `GET /portal-editing/news/{id}`.
pub async fn edit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<NewsId>,
) -> Result<Response, Problem> {
    let one = standing(&app, &ctx, id).await?;
    edit_shown(&ctx, &one, &filled(&ctx, &one))
}

/// `POST /portal-editing/news/{id}`.
pub async fn edit_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<NewsId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let one = standing(&app, &ctx, id).await?;
    let new = typed(&mut form);
    let mut tx = app.db.write(&ctx.actor).await?;
    if !form.ok() {
        tx.audit(Entry::refused("portal-news"));
        tx.commit().await?;
        return edit_shown(&ctx, &one, &form);
    }
    let home = format!("{NEWS}/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    news::change(&tx, (id, form.version_or(one.version)), &new).await?;
    let data = vec![("title", new.title)];
    tx.event(Event { kind: "portal-news-changed", case: Some(id.0), data, ..Event::default() })
        .await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("portal-edit-saved")))
}

/// `GET /portal-editing/news/{id}/withdraw`.
pub async fn withdraw_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<NewsId>,
) -> Result<Response, Problem> {
    let one = standing(&app, &ctx, id).await?;
    let act = Act::new("portal-edit-withdraw", "/withdraw", "portal-edit-withdraw").grave();
    let act = act.lead(ctx.t("portal-edit-withdraw-lead"));
    let facts = vec![(ctx.t("portal-edit-field-title").into_owned(), one.title.clone())];
    let page = page(&ctx, ctx.t("portal-edit-withdraw"));
    let around = Around { page, home: format!("{NEWS}/{id}"), version: one.version };
    act.facts(facts).shown(&ctx, around, &Form::empty(ctx.lang))
}

/// `POST /portal-editing/news/{id}/withdraw`.
pub async fn withdraw_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<NewsId>,
    form: Form,
) -> Result<Response, Problem> {
    let one = standing(&app, &ctx, id).await?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("{NEWS}/{id}/withdraw"))).await?;
    news::withdraw(&tx, (id, form.version_or(one.version))).await?;
    let data = vec![("title", one.title)];
    tx.event(Event { kind: "portal-news-withdrawn", case: Some(id.0), data, ..Event::default() })
        .await?;
    tx.commit().await?;
    Ok(see(&ctx, NEWS, Some("portal-edit-withdrawn-done")))
}
