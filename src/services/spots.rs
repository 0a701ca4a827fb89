//! Places where services are given, as maps show them.

use super::site::{Site, sites};
use super::store::service;
use super::{Places, Point, ServiceId, places_on};
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

/// A place of a service that works today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The service.
    pub service: ServiceId,
    /// Its name.
    pub name: String,
    /// Its kind: the item of чл. 15 ЗСУ, 1 to 10.
    pub kind: u8,
    /// Whether it is a social service of ЗСУ.
    pub in_zsu: bool,
    /// EKATTE code of the settlement.
    pub ekatte: Option<String>,
    /// The place itself; none when it is not known or must not be.
    pub point: Option<Point>,
    /// Street and number; empty when the place must not be known.
    pub address: String,
    /// Places of the whole service today, when they are known.
    pub places: Option<i64>,
}

/// Where the services are that work today, by kind and name; one with several places stands several
/// times, one without any once. Three queries.
///
/// # Errors
/// When the database does not answer.
pub async fn spots(tx: &Tx) -> Result<Vec<Spot>, StoreError> {
    let rows = tx
        .find::<service::Entity>()
        .filter(service::Column::ClosedOn.is_null())
        .filter(service::Column::State.ne("closed"))
        .order_by_asc(service::Column::Kind)
        .order_by_asc(service::Column::Sorted)
        .all(tx.conn())
        .await?;
    let ids: Vec<ServiceId> = rows.iter().map(|row| row.id).collect();
    let today = tx.today();
    let places = places_on(tx, &ids, today).await?;
    let mut sites = sites(tx, &ids).await?;
    let mut all = Vec::new();
    for row in rows {
        let own = sites.remove(&row.id).unwrap_or_default().into_iter();
        let own = own.filter(|site| site.closed_on.is_none_or(|last| today <= last));
        let before = all.len();
        let total = places.get(&row.id).map(|places: &Places| places.total);
        all.extend(own.map(|site| of_site(&row, site, total)));
        if all.len() == before {
            all.push(of_service(&row, total));
        }
    }
    Ok(all)
}

fn of_service(row: &service::Model, places: Option<i64>) -> Spot {
    Spot {
        service: row.id,
        name: row.name.clone(),
        kind: u8::try_from(row.kind).unwrap_or_default(),
        in_zsu: row.in_zsu,
        ekatte: row.ekatte.clone(),
        point: None,
        address: row.address.clone(),
        places,
    }
}

/// Where no address is told, the point is not told either.
fn of_site(row: &service::Model, site: Site, places: Option<i64>) -> Spot {
    let point = site.latitude_e6.zip(site.longitude_e6).filter(|_| !site.address.is_empty());
    Spot {
        ekatte: site.ekatte.or_else(|| row.ekatte.clone()),
        point,
        address: site.address,
        ..of_service(row, places)
    }
}
