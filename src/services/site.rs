//! Where a service is given: several places with address, settlement, coordinates, hours, phones.

use super::catalogue::NewService;
use super::store::{service, service_site as row};
use super::{ServiceId, SiteId};
use crate::municipality::Hours;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use std::collections::HashMap;

/// A place as it was entered.
pub type Site = row::Model;

/// What is known of a place.
#[derive(Clone, Debug, Default)]
pub struct NewSite {
    /// What it is called, or empty.
    pub name: String,
    /// EKATTE code of the settlement.
    pub ekatte: Option<String>,
    /// Street and number; empty when the place must not be known.
    pub address: String,
    /// Latitude and longitude in millionths of a degree.
    pub place: Option<(i32, i32)>,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Opening hours.
    pub hours: Hours,
    /// How to get in, and what else one should know.
    pub note: String,
    /// The last day on which it was used.
    pub closed_on: Option<Day>,
}

impl NewSite {
    fn columns(&self) -> row::ActiveModel {
        row::ActiveModel {
            name: Set(self.name.clone()),
            ekatte: Set(self.ekatte.clone()),
            address: Set(self.address.clone()),
            latitude_e6: Set(self.place.map(|place| place.0)),
            longitude_e6: Set(self.place.map(|place| place.1)),
            phone: Set(self.phone.clone()),
            email: Set(self.email.clone()),
            hours: Set(self.hours.to_text()),
            note: Set(self.note.clone()),
            closed_on: Set(self.closed_on),
            ..Default::default()
        }
    }

    /// What is known of a place that is there.
    pub fn of(row: &Site) -> NewSite {
        NewSite {
            name: row.name.clone(),
            ekatte: row.ekatte.clone(),
            address: row.address.clone(),
            place: row.latitude_e6.zip(row.longitude_e6),
            phone: row.phone.clone(),
            email: row.email.clone(),
            hours: Hours::from_text(&row.hours),
            note: row.note.clone(),
            closed_on: row.closed_on,
        }
    }
}

/// A coordinate in millionths of a degree, as typed: `43.8356`.
#[must_use]
pub fn degrees(typed: &str, most: i32) -> Option<i32> {
    let (whole, part) = typed.trim().split_once(['.', ',']).unwrap_or((typed.trim(), ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (sign, whole) = match whole.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, whole),
    };
    if whole.is_empty() || whole.len() > 3 || !is_digits(whole) || !is_digits(part) {
        return None;
    }
    let part: String = part.chars().chain("000000".chars()).take(6).collect();
    let value = whole.parse::<i32>().ok()? * 1_000_000 + part.parse::<i32>().ok()?;
    (value <= most * 1_000_000).then_some(sign * value)
}

/// A coordinate as it is written: `43.8356`.
pub fn written_degrees(e6: i32) -> String {
    let sign = if e6 < 0 { "-" } else { "" };
    let (whole, part) = (e6.unsigned_abs() / 1_000_000, e6.unsigned_abs() % 1_000_000);
    let part = format!("{part:06}");
    let part = part.trim_end_matches('0');
    format!("{sign}{whole}.{}", if part.is_empty() { "0" } else { part })
}

/// The places of some services, those in use first. One query.
pub async fn sites(
    tx: &Tx,
    ids: &[ServiceId],
) -> Result<HashMap<ServiceId, Vec<Site>>, StoreError> {
    let rows = tx
        .find::<row::Entity>()
        .filter(row::Column::ServiceId.is_in(ids.iter().copied()))
        .order_by_asc(row::Column::Id)
        .all(tx.conn())
        .await?;
    let mut found: HashMap<ServiceId, Vec<Site>> = HashMap::new();
    for one in rows {
        found.entry(one.service_id).or_default().push(one);
    }
    let today = tx.today();
    for list in found.values_mut() {
        list.sort_by_key(|one| one.closed_on.is_some_and(|last| last < today));
    }
    Ok(found)
}

/// One place of a service.
pub async fn site(tx: &Tx, service: ServiceId, id: SiteId) -> Result<Site, StoreError> {
    let found = tx
        .find::<row::Entity>()
        .filter(row::Column::Id.eq(id))
        .filter(row::Column::ServiceId.eq(service))
        .one(tx.conn())
        .await?;
    found.ok_or(StoreError::NotFound)
}

/// Enters a place.
///
/// # Errors
/// When the database refuses.
pub async fn add_site(tx: &Tx, service: ServiceId, new: &NewSite) -> Result<SiteId, StoreError> {
    let id = SiteId(tx.new_id());
    let mut row = new.columns();
    row.municipality_id = Set(tx.municipality());
    row.id = Set(id);
    row.service_id = Set(service);
    row.version = Set(1);
    tx.insert(row).await?;
    keep_step(tx, service).await?;
    Ok(id)
}

/// The place with which a service is entered.
pub(super) async fn first(tx: &Tx, id: ServiceId, new: &NewService) -> Result<(), StoreError> {
    if new.address.is_empty() {
        return Ok(());
    }
    let site =
        NewSite { address: new.address.clone(), ekatte: new.ekatte.clone(), ..NewSite::default() };
    add_site(tx, id, &site).await.map(|_| ())
}

/// Corrects a place.
pub async fn change_site(
    tx: &Tx,
    service: ServiceId,
    (id, version): (SiteId, i32),
    new: &NewSite,
) -> Result<(), StoreError> {
    tx.update::<row::Entity>(id, version, new.columns()).await?;
    keep_step(tx, service).await
}

/// Writes the address of the first place in use beside the service, where lists and letters read it.
pub async fn keep_step(tx: &Tx, id: ServiceId) -> Result<(), StoreError> {
    let all = sites(tx, &[id]).await?;
    let Some(first) = all.get(&id).and_then(|list| list.first()) else { return Ok(()) };
    let mut facts = super::facts::whole(tx, id).await?.facts;
    facts.address.clone_from(&first.address);
    let every = all[&id].iter().map(|one| one.address.as_str()).collect::<Vec<_>>().join(" ");
    let active = service::ActiveModel {
        address: Set(first.address.clone()),
        ekatte: Set(first.ekatte.clone().or(facts.ekatte.clone())),
        search: Set(NewService { address: every, ..facts }.sought_by()),
        ..Default::default()
    };
    service::Entity::update_many()
        .set(active)
        .filter(service::Column::MunicipalityId.eq(tx.municipality()))
        .filter(service::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_kept_without_loss() {
        for (typed, e6) in [("43.8356", 43_835_600), ("43,8356", 43_835_600), ("-0.5", -500_000)] {
            assert_eq!(degrees(typed, 90), Some(e6), "{typed}");
        }
        for wrong in ["", "91", "север", "43.8.3", "1e3", "43°"] {
            assert_eq!(degrees(wrong, 90), None, "{wrong}");
        }
        for e6 in [43_835_600, 25_000_000, -500_000, 1] {
            assert_eq!(degrees(&written_degrees(e6), 180), Some(e6));
        }
    }
}
