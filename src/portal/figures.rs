//! Free places and waiting time of each service: counted by a job each hour into a small table, so that
//! a page for anybody asks one query, and says how old the figure is.

use super::store::portal_figure::{ActiveModel, Column, Entity, Model};
use crate::app::App;
use crate::placement;
use crate::services::{ServiceId, offers};
use kit::access::Actor;
use kit::audit::Entry;
use kit::jobs::{Handler, Job};
use kit::store::{StoreError, Tx};
use kit::types::Instant;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use std::collections::HashMap;
use std::sync::Arc;
use ui::Lang;
use ui::text::{text, text_args};

/// Counts each hour.
pub const COUNT: &str = "portal-count";
const PURPOSE: &str = "portal: figures of services";
/// Waiting of so many days back is looked at.
const YEAR: i32 = 365;
/// Of fewer people the middle would say more of them than of the service.
const LEAST_WAITED: usize = 5;
/// Rows of one statement.
const ROWS: usize = 200;
const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// Figures of a service as they were counted.
pub type Figure = Model;

/// Runs [`COUNT`].
pub fn counting(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move {
            let actor = Actor::system(job.municipality, PURPOSE);
            let mut tx = app.db.write(&actor).await?;
            count(&mut tx).await?;
            Ok(tx.commit().await?)
        })
    })
}

/// The middle of how many days people waited; none when they were too few.
#[must_use]
pub fn middle(mut days: Vec<i64>) -> Option<i64> {
    days.sort_unstable();
    (days.len() >= LEAST_WAITED).then(|| days[(days.len() - 1) / 2])
}

/// Counts the places of all services anew. Tells of how many services.
///
/// # Errors
/// When the database refuses.
pub async fn count(tx: &mut Tx) -> Result<usize, StoreError> {
    let all = offers(tx).await?;
    let places = placement::places(tx).await?;
    let mut waited = placement::waited(tx, tx.today().plus(-YEAR)).await?;
    let at = tx.now();
    let mut rows = Vec::with_capacity(all.len());
    for offer in &all {
        // A service without a unit has no known number of places, though people may wait for it.
        let known = places.get(&offer.id).copied().unwrap_or_default();
        let is_counted = known.total > 0;
        let days = waited.remove(&offer.id).unwrap_or_default();
        rows.push(ActiveModel {
            municipality_id: Set(tx.municipality()),
            service_id: Set(offer.id),
            total: Set(is_counted.then_some(known.total)),
            free: Set(is_counted.then(|| known.free())),
            waiting: Set(i64::try_from(known.waiting).unwrap_or_default()),
            waited: Set(i64::try_from(days.len()).unwrap_or_default()),
            wait_days: Set(middle(days)),
            counted_at: Set(at),
        });
    }
    let found = rows.len();
    Entity::delete_many()
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .exec(tx.conn())
        .await?;
    for some in rows.chunks(ROWS) {
        Entity::insert_many(some.to_vec()).exec_without_returning(tx.conn()).await?;
    }
    tx.audit(Entry::new("portal-counted", "service", "").because(&found.to_string()));
    Ok(found)
}

/// The figures of all services. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn figures(tx: &Tx) -> Result<HashMap<ServiceId, Figure>, StoreError> {
    let rows = tx.find::<Entity>().all(tx.conn()).await?;
    Ok(rows.into_iter().map(|row| (row.service_id, row)).collect())
}

/// Free places in words.
#[must_use]
pub fn places_words(lang: Lang, figure: Option<&Figure>) -> String {
    let counted = figure.and_then(|one| one.free.zip(one.total));
    match counted {
        None => text(lang, "portal-places-unknown").into_owned(),
        Some((0, total)) => text_args(lang, "portal-places-none", &[("total", total)]).into_owned(),
        Some((free, total)) => {
            let args = [("count", free), ("total", total)];
            text_args(lang, "portal-places-free", &args).into_owned()
        }
    }
}

/// Who waits and how long it takes, in words; empty when nobody waits and nothing is known.
#[must_use]
pub fn waiting_words(lang: Lang, figure: Option<&Figure>) -> Vec<String> {
    let Some(figure) = figure else { return Vec::new() };
    let mut all = Vec::new();
    if figure.waiting > 0 {
        all.push(text_args(lang, "portal-waiting", &[("count", figure.waiting)]).into_owned());
    }
    if let Some(days) = figure.wait_days {
        let long = [("long", long_words(lang, days))];
        all.push(text_args(lang, "portal-waited", &long).into_owned());
    }
    all
}

/// So many days as people say them: days, weeks, months.
#[must_use]
pub fn long_words(lang: Lang, days: i64) -> String {
    let (key, count) = match days {
        ..=13 => ("portal-long-days", days),
        14..=60 => ("portal-long-weeks", (days + 3) / 7),
        _ => ("portal-long-months", (days + 15) / 30),
    };
    text_args(lang, key, &[("count", count)]).into_owned()
}

/// When the figure was counted and how long ago that is, in words.
#[must_use]
pub fn age_words(lang: Lang, at: Instant, now: Instant) -> String {
    let ms = now.0 - at.0;
    let (key, count) = match ms {
        _ if ms < HOUR_MS => ("portal-ago-now", 0),
        _ if ms < 2 * DAY_MS => ("portal-ago-hours", ms / HOUR_MS),
        _ => ("portal-ago-days", ms / DAY_MS),
    };
    let ago = text_args(lang, key, &[("count", count)]).into_owned();
    text_args(lang, "portal-counted", &[("at", at.bg()), ("ago", ago)]).into_owned()
}

/// Whether a figure is too old to count on: the job did not run for a day.
#[must_use]
pub fn is_stale(at: Instant, now: Instant) -> bool {
    now.0 - at.0 > DAY_MS
}
