//! The page of a campaign for anybody: what it is for, where the next events are, which services there
//! are. Counted by day; no cookie and no address is kept.

use super::choice::Words;
use super::course::State;
use super::event;
use super::frame::settlement_names;
use super::plan::{self, Campaign};
use super::store::campaign_view::{self, Column, Entity};
use crate::app::App;
use crate::municipality::{ServicePoint, Settings, WEEKDAYS, service_points};
use crate::services::{Offer, offers};
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Problem, html};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{EntityTrait, Set};
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
    publicity: Vec<String>,
}

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

/// Who pays, line by line.
fn paying(printed: &serde_json::Value) -> Vec<String> {
    let lines = printed["lines"].as_array().cloned().unwrap_or_default();
    let lines = lines.iter().filter_map(|line| line.as_str().map(str::to_owned));
    printed["statement"].as_str().map(str::to_owned).into_iter().chain(lines).collect()
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
    let today = tx.today();
    tx.commit().await?;
    // Who works here looks whether the page is right; only others are counted.
    if ctx.actor.account.is_none() {
        let tx = app.db.write(&ctx.actor).await?;
        count(&tx, &campaign, 1).await?;
        tx.commit().await?;
    }
    let is_ahead = |one: &&event::Event| {
        one.state == State::Planned && one.row.revoked_at.is_none() && one.row.held_on >= today
    };
    let ahead = events.iter().filter(is_ahead).map(|one| Ahead {
        day: one.row.held_on.bg(),
        hours: one.hours(),
        title: format!("{} ({})", one.row.title, words.say("event", &one.row.kind, ctx.lang)),
        place: [names.get(&one.row.ekatte).cloned().unwrap_or_default(), one.row.place.clone()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
    });
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
        services: all.into_iter().map(|offer| told(&ctx, offer)).collect(),
        publicity: publicity.as_ref().map(paying).unwrap_or_default(),
    })
}
