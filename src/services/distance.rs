//! How far services are by air: from the point of the settlement where somebody lives to the place
//! of the service, in whole metres. Points of settlements are reference data of a municipality.

use super::site;
use super::store::settlement_point as row;
use super::{ServiceId, SiteId};
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use std::collections::HashMap;

/// Latitude and longitude in millionths of a degree.
pub type Point = (i32, i32);

/// The mean radius of the Earth in metres (IUGG).
const RADIUS_M: f64 = 6_371_008.8;
const E6: f64 = 1_000_000.0;

/// The point of a settlement as it was entered.
pub type SettlementPoint = row::Model;

/// How far a service is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Far {
    /// Metres by air.
    pub metres: i64,
    /// To the place itself; else to the point of its settlement.
    pub is_exact: bool,
}

/// Metres between two points on the sphere, by the haversine formula.
#[must_use]
pub fn metres(from: Point, to: Point) -> i64 {
    let angle = |e6: i32| (f64::from(e6) / E6).to_radians();
    let (south, north) = (angle(from.0), angle(to.0));
    let half = |difference: f64| (difference / 2.0).sin().powi(2);
    let east = angle(to.1) - angle(from.1);
    let chord = half(north - south) + south.cos() * north.cos() * half(east);
    let distance = 2.0 * RADIUS_M * chord.sqrt().clamp(0.0, 1.0).asin();
    #[expect(clippy::cast_possible_truncation, reason = "at most half of the Earth's girth")]
    let whole = distance.round() as i64;
    whole
}

/// All points of settlements, by code. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn points(tx: &Tx) -> Result<Vec<SettlementPoint>, StoreError> {
    let rows = tx.find::<row::Entity>().order_by_asc(row::Column::Ekatte);
    Ok(rows.all(tx.conn()).await?)
}

/// Writes where a settlement is, with the source of it; what was there is replaced.
///
/// # Errors
/// When the database refuses.
pub async fn put_point(
    tx: &Tx,
    ekatte: &str,
    (point, source): (Point, &str),
) -> Result<(), StoreError> {
    row::Entity::delete_many()
        .filter(row::Column::MunicipalityId.eq(tx.municipality()))
        .filter(row::Column::Ekatte.eq(ekatte))
        .exec(tx.conn())
        .await?;
    tx.insert(row::ActiveModel {
        municipality_id: Set(tx.municipality()),
        ekatte: Set(ekatte.to_owned()),
        latitude_e6: Set(point.0),
        longitude_e6: Set(point.1),
        source: Set(source.to_owned()),
    })
    .await
}

/// How far some services are from a settlement, each by its nearest place in use; a service without
/// a known place is not among them, and none is when the settlement has no point. Two queries.
///
/// # Errors
/// When the database does not answer.
pub async fn distances(
    tx: &Tx,
    ekatte: &str,
    ids: &[ServiceId],
) -> Result<HashMap<ServiceId, Far>, StoreError> {
    let points: HashMap<String, Point> = points(tx)
        .await?
        .into_iter()
        .map(|row| (row.ekatte, (row.latitude_e6, row.longitude_e6)))
        .collect();
    let Some(from) = points.get(ekatte) else { return Ok(HashMap::new()) };
    let today = tx.today();
    let far = |site: &site::Site| -> Option<(Far, SiteId)> {
        let own = site.latitude_e6.zip(site.longitude_e6);
        let of = || site.ekatte.as_ref().and_then(|code| points.get(code)).copied();
        let to = own.or_else(of)?;
        let is_open = site.closed_on.is_none_or(|last| today <= last);
        let is_exact = own.is_some();
        is_open.then(|| (Far { metres: metres(*from, to), is_exact }, site.id))
    };
    let sites = site::sites(tx, ids).await?;
    let nearest = sites.into_iter().filter_map(|(id, list)| {
        let all = list.iter().filter_map(far);
        let (far, _) = all.min_by_key(|(far, site)| (far.metres, *site))?;
        Some((id, far))
    });
    Ok(nearest.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_by_air_is_that_of_the_map() {
        let (ruse, mezdra) = ((43_848_700, 25_954_200), (43_143_600, 23_714_100));
        let far = metres(ruse, mezdra);
        assert!((195_000..200_000).contains(&far), "{far}");
        assert_eq!(metres(ruse, ruse), 0);
        assert_eq!(far, metres(mezdra, ruse));
        // A degree of a meridian is a 360th of the girth.
        assert_eq!(metres((0, 0), (1_000_000, 0)), 111_195);
    }
}
