//! The texts of the guide and the news as JSON, for programs of the municipality.

use super::NewsId;
use super::book::{self, Text};
use super::edit_page::{BODY, LEAD, TITLE, hard};
use super::guide;
use super::news::{self, KINDS, NewNews, News};
use super::news_edit::{self, is_address};
use crate::app::App;
use axum::Json;
use axum::extract::{Path, State as Shared};
use kit::audit::Entry;
use kit::store::Event;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem};
use serde::{Deserialize, Serialize};
use ui::Lang;

/// A text of the guide in a language.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PortalTextOut {
    code: String,
    /// `bg` or `en`.
    language: &'static str,
    /// 0 for the shipped text that nobody changed.
    edition: i32,
    is_shipped: bool,
    text: Text,
    /// How many places of it are hard to read.
    hard: usize,
}

fn out(code: &str, lang: Lang, shown: guide::Shown) -> PortalTextOut {
    PortalTextOut {
        code: code.to_owned(),
        language: lang.tag(),
        edition: shown.edition,
        is_shipped: shown.is_shipped,
        hard: hard(&shown.text, lang).len(),
        text: shown.text,
    }
}

/// `GET /api/portal/texts`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/portal/texts",
    operation_id = "portal-texts",
    params(("text" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<PortalTextOut>)),
)]
pub async fn texts(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<PortalTextOut>>, Problem> {
    let lang = Lang::from_tag(form.get("text")).unwrap_or_default();
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = guide::all(&tx, lang).await?;
    tx.audit(Entry::list("portal-text"));
    tx.commit().await?;
    let each = all.into_iter().map(|(article, shown)| out(&article.code, lang, shown));
    Ok(Json(each.collect()))
}

/// A new version of a text.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct PortalTextIn {
    /// `bg` or `en`.
    language: String,
    /// The version that was read.
    edition: i32,
    /// The words; without them the shipped text stands again.
    text: Option<Text>,
}

/// `POST /api/portal/texts/{code}`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/portal/texts/{code}",
    operation_id = "portal-text-write",
    params(("code" = String, Path)),
    request_body = PortalTextIn,
    responses((status = 200, description = "", body = PortalTextOut)),
)]
pub async fn write(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
    form: Form,
) -> Result<Json<PortalTextOut>, Problem> {
    let sent: PortalTextIn = form.json()?;
    let article = book::article(&code).ok_or(Problem::NotFound)?;
    let lang = Lang::from_tag(&sent.language).ok_or(Problem::Impossible("form-choose"))?;
    let fits = |text: &str, most: usize| !text.trim().is_empty() && text.chars().count() <= most;
    let is_good = sent.text.as_ref().is_none_or(|text| {
        fits(&text.title, TITLE) && fits(&text.lead, LEAD) && fits(&text.body, BODY)
    });
    if !is_good {
        return Err(Problem::Impossible("portal-edit-wrong-length"));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("/api/portal/texts/{code}"))).await?;
    guide::write(&tx, (article, lang), sent.edition, sent.text.as_ref()).await?;
    let shown = guide::one(&tx, article, lang).await?;
    let data = vec![("code", code.clone()), ("language", sent.language)];
    tx.event(Event { kind: "portal-text-written", data, ..Event::default() }).await?;
    tx.commit().await?;
    Ok(Json(out(&code, lang, shown)))
}

/// A piece of news.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PortalNewsOut {
    #[schema(value_type = String)]
    id: NewsId,
    /// `news`, `plan`.
    kind: String,
    title: String,
    body: String,
    title_en: String,
    body_en: String,
    href: String,
    #[schema(value_type = String, format = Date)]
    published_on: Day,
    #[schema(value_type = Option<String>, format = Date)]
    until_on: Option<Day>,
    is_withdrawn: bool,
    version: i32,
}

fn told(one: News) -> PortalNewsOut {
    PortalNewsOut {
        id: one.id,
        kind: one.kind,
        title: one.title,
        body: one.body,
        title_en: one.title_en,
        body_en: one.body_en,
        href: one.href,
        published_on: one.published_on,
        until_on: one.until_on,
        is_withdrawn: one.withdrawn_at.is_some(),
        version: one.version,
    }
}

/// `GET /api/portal/news`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/portal/news",
    operation_id = "portal-news",
    responses((status = 200, description = "", body = Vec<PortalNewsOut>)),
)]
pub async fn news(Shared(app): Shared<App>, ctx: Ctx) -> Result<Json<Vec<PortalNewsOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = news::all(&tx).await?;
    tx.audit(Entry::list("portal-news"));
    tx.commit().await?;
    Ok(Json(all.into_iter().map(told).collect()))
}

/// A piece of news to be published.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct PortalNewsIn {
    /// `news`, `plan`.
    kind: String,
    title: String,
    body: String,
    #[serde(default)]
    title_en: String,
    #[serde(default)]
    body_en: String,
    #[serde(default)]
    href: String,
    /// Today when it is not told.
    #[schema(value_type = Option<String>, format = Date)]
    published_on: Option<Day>,
    #[schema(value_type = Option<String>, format = Date)]
    until_on: Option<Day>,
}

/// `POST /api/portal/news`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/portal/news",
    operation_id = "portal-news-publish",
    request_body = PortalNewsIn,
    responses((status = 200, description = "", body = PortalNewsOut)),
)]
pub async fn publish(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<PortalNewsOut>, Problem> {
    let sent: PortalNewsIn = form.json()?;
    let is_known = KINDS.contains(&sent.kind.as_str());
    let is_dated = sent.kind != "plan" || sent.until_on.is_some();
    let fits = |text: &str, most: usize| text.chars().count() <= most;
    let is_said = !sent.title.trim().is_empty() && !sent.body.trim().is_empty();
    let titles = [&sent.title, &sent.title_en].into_iter().all(|one| fits(one, news_edit::TITLE));
    let bodies = [&sent.body, &sent.body_en].into_iter().all(|one| fits(one, news_edit::BODY));
    let is_linked = is_address(&sent.href) && fits(&sent.href, news_edit::LINK);
    if !(is_known && is_said && titles && bodies) {
        return Err(Problem::Impossible("portal-edit-wrong-length"));
    }
    if !is_linked {
        return Err(Problem::Impossible("portal-edit-wrong-href"));
    }
    if !is_dated {
        return Err(Problem::Impossible("portal-edit-wrong-until"));
    }
    let new = NewNews {
        kind: sent.kind,
        title: sent.title,
        body: sent.body,
        title_en: sent.title_en,
        body_en: sent.body_en,
        href: sent.href,
        until_on: sent.until_on,
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/api/portal/news")).await?;
    let from = sent.published_on.unwrap_or(tx.today());
    let id = news::publish(&tx, &new, from).await?;
    let one = news::one(&tx, id).await?;
    let data = vec![("title", new.title)];
    tx.event(Event { kind: "portal-news-published", case: Some(id.0), data, ..Event::default() })
        .await?;
    tx.commit().await?;
    Ok(Json(told(one)))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(texts, write, news, publish))]
pub struct ApiDocument;
