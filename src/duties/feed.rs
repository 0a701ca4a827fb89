//! The calendar that other programs read at a secret address: days, what is due, articles; no names.
//! The secret is made from the key of the municipality and kept nowhere.

use super::DutyFeedId;
use super::frame::{bg_with, place};
use super::load::Row;
use super::store::duty_feed::{self, Column, Entity};
use chrono::{DateTime, NaiveDate, Utc};
use icalendar::{Calendar, Component, Event, EventLike, Property};
use kit::audit::Entry;
use kit::crypto::{Index, fingerprint};
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day, Instant};
use kit::web::Problem;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};

/// By what the secrets of addresses are made.
pub const SECRET: Index = Index::new("duty_feed", "secret");
const PROGRAM: &str = "-//Opora//Duties//BG";

/// The secret of an address.
///
/// # Errors
/// When the municipality's key is gone.
pub fn secret(tx: &Tx, id: DutyFeedId) -> Result<String, StoreError> {
    Ok(tx.key().secret(&SECRET, &id.to_string())?)
}

/// The address of an account that serves, when there is one.
///
/// # Errors
/// When the database does not answer.
pub async fn of_account(
    tx: &Tx,
    account: AccountId,
) -> Result<Option<duty_feed::Model>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::AccountId.eq(account))
        .filter(Column::RevokedAt.is_null())
        .order_by_desc(Column::Id);
    Ok(rows.one(tx.conn()).await?)
}

/// Whose a secret is. Whoever guesses learns nothing: it is as if no page were there.
///
/// # Errors
/// [`Problem::NotFound`] when it is nobody's, or was taken back.
pub async fn behind(tx: &Tx, secret: &str) -> Result<duty_feed::Model, Problem> {
    let rows = tx.find::<Entity>().filter(Column::Fingerprint.eq(fingerprint(secret)));
    let row = rows.one(tx.conn()).await.map_err(StoreError::from)?;
    row.filter(|row| row.revoked_at.is_none()).ok_or(Problem::NotFound)
}

/// Takes back whatever serves.
///
/// # Errors
/// When the database refuses.
pub async fn revoke(tx: &mut Tx, account: AccountId) -> Result<(), StoreError> {
    Entity::update_many()
        .set(duty_feed::ActiveModel { revoked_at: Set(Some(tx.now())), ..Default::default() })
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::AccountId.eq(account))
        .filter(Column::RevokedAt.is_null())
        .exec(tx.conn())
        .await?;
    tx.audit(Entry::write("duty-feed-revoked", account.0));
    Ok(())
}

/// Makes an address; the one before serves no more.
///
/// # Errors
/// When the database refuses.
pub async fn make(tx: &mut Tx, account: AccountId) -> Result<DutyFeedId, StoreError> {
    revoke(tx, account).await?;
    let id = DutyFeedId(tx.new_id());
    let row = duty_feed::Model {
        municipality_id: tx.municipality(),
        id,
        account_id: account,
        fingerprint: fingerprint(secret(tx, id)?),
        made_at: tx.now(),
        revoked_at: None,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("duty-feed", id.0));
    Ok(id)
}

fn date(day: Day) -> NaiveDate {
    let (month, at) = (day.0.month().unsigned_abs(), day.0.day().unsigned_abs());
    NaiveDate::from_ymd_opt(day.0.year().into(), month.into(), at.into()).unwrap_or_default()
}

/// The duties as a calendar reads them (RFC 5545): a day each, none of whoever answers for them.
#[must_use]
pub fn write(rows: &[Row], (slug, written): (&str, Instant)) -> String {
    let mut calendar = Calendar::empty();
    for (name, value) in
        [("VERSION", "2.0"), ("PRODID", PROGRAM), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")]
    {
        calendar.append_property(Property::new(name, value));
    }
    for row in rows {
        let one = &row.one;
        // What happened may name somebody: the title alone stands here.
        let args = [
            ("articles", one.duty.articles.join("; ")),
            ("path", format!("/{slug}{}", place(&one.duty.code, &one.occasion))),
        ];
        let mut event = Event::new();
        event
            .uid(&format!("{}-{}@{slug}", one.duty.code, one.occasion))
            .timestamp(DateTime::<Utc>::from_timestamp_millis(written.0).unwrap_or_default())
            .summary(&one.duty.title)
            .description(&bg_with("duties-feed-text", &args))
            .all_day(date(one.due));
        calendar.push(event.done());
    }
    calendar.to_string()
}
