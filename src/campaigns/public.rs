//! The page of a campaign for anybody: what it is for, where the next events are, which services there
//! are, materials to take home, photographs whose consent holds for it. Counted by day; no cookie and no address is kept.

use super::choice::Words;
use super::content::Shown;
use super::download::{Edition, Shelf};
use super::event::{self, Event};
use super::file::{self, Head, PHOTO};
use super::frame::{HOME, settlement_names};
use super::plan::{self, Campaign};
use super::store::campaign_view::{self, Column, Entity};
use super::{EventId, FileId};
use crate::app::App;
use crate::municipality::{ServicePoint, Settings, WEEKDAYS, service_points};
use crate::services::{Offer, offers};
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Id, Problem, html};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{EntityTrait, Set};
use std::collections::HashMap;
use ui::Lang;

/// A service as the page tells it.
struct Told {
    name: String,
    whom: String,
    place: String,
    phone: String,
}

/// An event that is ahead.
struct Ahead {
    day: String,
    hours: String,
    title: String,
    place: String,
}

#[derive(Template)]
#[template(path = "campaigns/public.html")]
struct PublicPage {
    page: ui::Page,
    aim: Vec<String>,
    period: String,
    ahead: Vec<Ahead>,
    desks: Vec<(String, String)>,
    services: Vec<Told>,
    editions: Vec<Edition>,
    photos: Vec<(String, String)>,
    emblem: String,
    statement: String,
    publicity: Vec<String>,
}

/// So many photographs stand on the page.
const PHOTOS: usize = 8;

/// Counts one opening of a page.
///
/// # Errors
/// When the database refuses.
pub async fn count(tx: &Tx, campaign: &Campaign, times: i64) -> Result<(), StoreError> {
    let row = campaign_view::ActiveModel {
        municipality_id: Set(tx.municipality()),
        campaign_id: Set(campaign.row.id),
        day: Set(tx.today().to_string()),
        views: Set(times),
    };
    let again = OnConflict::columns([Column::MunicipalityId, Column::CampaignId, Column::Day])
        .value(Column::Views, Expr::col((Entity, Column::Views)).add(times))
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Where and when the office receives, as lines of a page and of a paper.
#[must_use]
pub fn desk_lines(
    points: &[ServicePoint],
    today: kit::types::Day,
    lang: Lang,
) -> Vec<(String, String)> {
    let open = points.iter().filter(|point| point.works(today));
    open.map(|point| (point.name.clone(), desk_line(point, lang))).collect()
}

fn desk_line(point: &ServicePoint, lang: Lang) -> String {
    let day = |at: usize| point.hours.day(at);
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for at in (0..WEEKDAYS.len()).filter(|at| !day(*at).is_empty()) {
        match spans.last_mut() {
            Some(span) if span.1 + 1 == at && day(span.0) == day(at) => span.1 = at,
            _ => spans.push((at, at)),
        }
    }
    let name = |at: usize| ui::text::text(lang, &format!("campaigns-weekday-{}", WEEKDAYS[at]));
    let hours = spans.into_iter().map(|(first, last)| {
        let days = if first == last {
            name(first).into_owned()
        } else {
            format!("{}–{}", name(first), name(last))
        };
        format!("{days} {}", day(first))
    });
    let mut parts = vec![point.address.clone(), point.phone.clone()];
    parts.push(hours.collect::<Vec<_>>().join("; "));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

fn told(ctx: &Ctx, offer: Offer) -> Told {
    let hidden = ctx.t("campaigns-address-hidden").into_owned();
    Told {
        name: offer.name,
        whom: offer.users,
        place: if offer.address.is_empty() { hidden } else { offer.address },
        phone: offer.phone,
    }
}

/// An event that is ahead, in words.
fn ahead(one: &Event, (words, names, lang): (&Words, &HashMap<String, String>, Lang)) -> Ahead {
    let mut place = vec![names.get(&one.row.ekatte).cloned().unwrap_or_default()];
    place.push(one.row.place.clone());
    place.retain(|part| !part.is_empty());
    Ahead {
        day: one.row.held_on.bg(),
        hours: one.hours(),
        title: format!("{} ({})", one.row.title, words.say("event", &one.row.kind, lang)),
        place: place.join(", "),
    }
}

/// Address and words of a photograph.
fn pictured(ctx: &Ctx, (head, shown): (Head, Shown)) -> (String, String) {
    (ctx.url(&format!("{HOME}/photos/{}", head.id)), shown.about)
}

/// Who pays, line by line.
fn paying(printed: &serde_json::Value) -> Vec<String> {
    let lines = printed["lines"].as_array().cloned().unwrap_or_default();
    lines.iter().filter_map(|line| line.as_str().map(str::to_owned)).collect()
}

/// A text of what the project asks for, or the usual one; nothing when no project pays.
fn asked(printed: Option<&serde_json::Value>, name: &str, usual: &str) -> String {
    let said = printed.map(|all| all[name].as_str().unwrap_or(usual));
    said.unwrap_or_default().to_owned()
}

/// `GET /campaigns/photos/{id}`: a photograph of a campaign that anybody may see, while its consent
/// holds.
pub async fn photo(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let head = file::head(&tx, id).await?;
    let event = event::event(&tx, head.event_id).await?;
    let campaign = plan::campaign(&tx, event.row.campaign_id).await?;
    let is_open = campaign.row.is_public && campaign.row.revoked_at.is_none() && event.counts();
    if !is_open || head.kind != PHOTO || !head.shown(&tx)?.is_public {
        return Err(Problem::NotFound);
    }
    let (media, bytes) = file::content(&tx, id).await?;
    tx.commit().await?;
    let bare = super::photo::bare(&media, &bytes).ok_or(Problem::NotFound)?;
    Ok(([(header::CONTENT_TYPE, media)], bare).into_response())
}

/// `GET /campaigns/{code}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let campaign = plan::of_code(&tx, &code).await?;
    let events = event::events(&tx, Some(campaign.row.id)).await?;
    let names = settlement_names(&tx, &ctx.municipality.code).await?;
    let words = Words::load(&tx).await?;
    let points = service_points(&tx).await?;
    let all = offers(&tx).await?;
    let publicity = super::paper::publicity(&tx, &campaign).await?;
    let shelf = Shelf::load(&tx, Some(campaign.row.id)).await?;
    let held: Vec<EventId> =
        events.iter().filter(|one| one.counts()).map(|one| one.row.id).collect();
    let mut photos = file::public(&tx, &held).await?;
    photos.truncate(PHOTOS);
    let today = tx.today();
    tx.commit().await?;
    // Who works here looks whether the page is right; only others are counted.
    if ctx.actor.account.is_none() {
        let tx = app.db.write(&ctx.actor).await?;
        count(&tx, &campaign, 1).await?;
        tx.commit().await?;
    }
    let coming = events.iter().filter(|one| one.is_ahead(today));
    let ahead = coming.map(|one| ahead(one, (&words, &names, ctx.lang)));
    let phone = Settings::of(&ctx.municipality).phone;
    let mut desks = desk_lines(&points, today, ctx.lang);
    if !phone.is_empty() {
        desks.push((ctx.t("campaigns-phone").into_owned(), phone));
    }
    html(&PublicPage {
        page: ctx.public_page(campaign.row.name.clone()),
        aim: campaign.row.aim.lines().map(str::to_owned).collect(),
        period: campaign.period(),
        ahead: ahead.collect(),
        desks,
        editions: shelf.editions(&ctx, campaign.row.id),
        photos: photos.into_iter().map(|one| pictured(&ctx, one)).collect(),
        emblem: asked(publicity.as_ref(), "emblem_alt", &ctx.t("campaigns-emblem")),
        statement: asked(publicity.as_ref(), "statement", &ctx.t("campaigns-statement")),
        services: all.into_iter().map(|offer| told(&ctx, offer)).collect(),
        publicity: publicity.as_ref().map(paying).unwrap_or_default(),
    })
}

/// A campaign whose page anybody may open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenPage {
    /// The last part of its address, below `/campaigns/`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its days.
    pub period: String,
}

/// The campaigns that run today or are ahead and that anybody may see, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn open_pages(tx: &Tx) -> Result<Vec<OpenPage>, StoreError> {
    let today = tx.today();
    let mut all = plan::campaigns(tx).await?;
    all.retain(|one| one.row.is_public && one.row.revoked_at.is_none() && today <= one.row.to_on);
    let open = |one: Campaign| OpenPage {
        code: one.row.code.clone(),
        period: one.period(),
        name: one.row.name,
    };
    Ok(all.into_iter().map(open).collect())
}
