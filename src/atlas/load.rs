//! What the atlas reads: settlements with their points, ways, borders, people, places of services.

use super::draw::At;
use super::reach::{Home, Near, Reached, Site, reached, spread};
use super::setting::{self, Numbers};
use super::store::{atlas_border, atlas_import, atlas_road};
use super::travel::Travel;
use super::{AtlasImportId, Place};
use crate::figures::{self, Territory};
use crate::municipality::settlements_of;
use crate::services::{self, Spot};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeMap, HashMap};

/// Groups that the map and its people are shown for; words have the key `atlas-group-<code>`.
pub const GROUPS: [&str; 9] = [
    "all",
    "children",
    "children-0-7",
    "children-disabled",
    "adults",
    "adults-disabled",
    "persons-disabled",
    "old",
    "old-unable",
];

/// Settlements of the municipality with their points, by name; one without a point is not there.
///
/// # Errors
/// When the database does not answer.
pub async fn places(tx: &Tx) -> Result<Vec<Place>, StoreError> {
    let points = points(tx).await?;
    let own = settlements_of(tx, &tx.home()?.code).await?;
    let place = |(ekatte, name): (String, String)| {
        let (lat_e6, lon_e6) = points.get(&ekatte).copied()?;
        Some(Place { ekatte, name, lat_e6, lon_e6 })
    };
    Ok(own.into_iter().filter_map(place).collect())
}

async fn points(tx: &Tx) -> Result<HashMap<String, At>, StoreError> {
    let rows = services::points(tx).await?.into_iter();
    Ok(rows.map(|row| (row.ekatte, (row.latitude_e6, row.longitude_e6))).collect())
}

/// Files of a kind that count, the oldest first.
async fn counting(tx: &Tx, kind: &str) -> Result<Vec<AtlasImportId>, StoreError> {
    use atlas_import::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::Kind.eq(kind))
        .filter(Column::RevokedAt.is_null())
        .order_by_asc(Column::Id)
        .select_only()
        .column(Column::Id)
        .into_tuple::<AtlasImportId>();
    Ok(rows.all(tx.conn()).await?)
}

/// Ways between some settlements: by the imported times, where they are silent by the straight
/// line. Four queries.
///
/// # Errors
/// When the database does not answer.
pub async fn travel(tx: &Tx, ekattes: &[String]) -> Result<Travel, StoreError> {
    use atlas_road::{Column, Entity};
    let numbers = setting::numbers(tx).await?;
    let mut travel = Travel::new(points(tx).await?, numbers.guess());
    let files = counting(tx, super::deed::ROADS).await?;
    let roads = tx
        .find::<Entity>()
        .filter(Column::ImportId.is_in(files))
        .filter(Column::FromEkatte.is_in(ekattes.iter().map(String::as_str)))
        .filter(Column::ToEkatte.is_in(ekattes.iter().map(String::as_str)))
        // The newer file counts: it is put over the older one.
        .order_by_asc(Column::ImportId)
        .all(tx.conn())
        .await?;
    for road in roads {
        travel.put((road.from_ekatte, road.to_ekatte), (road.minutes_tenths, road.metres));
    }
    Ok(travel)
}

/// A border with its outlines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Border {
    /// EKATTE code; empty for the municipality whole.
    pub ekatte: String,
    /// Its name in the file.
    pub name: String,
    /// The outlines.
    pub rings: Vec<Vec<At>>,
}

/// The borders that count, by settlement. Two queries.
///
/// # Errors
/// When the database does not answer, or a row is not as it was written.
pub async fn borders(tx: &Tx) -> Result<Vec<Border>, StoreError> {
    use atlas_border::{Column, Entity};
    let files = counting(tx, super::deed::BORDERS).await?;
    let rows = tx
        .find::<Entity>()
        .filter(Column::ImportId.is_in(files))
        .order_by_asc(Column::ImportId)
        .all(tx.conn())
        .await?;
    let mut all: BTreeMap<String, Border> = BTreeMap::new();
    for row in rows {
        let rings =
            serde_json::from_str(&row.rings).map_err(|e| StoreError::Other(e.to_string()))?;
        let border = Border { ekatte: row.ekatte.clone(), name: row.name, rings };
        all.insert(row.ekatte, border);
    }
    Ok(all.into_values().collect())
}

/// How many of a group live in some settlements.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct People {
    /// In the order in which the settlements were given.
    pub by: Vec<Option<f64>>,
    /// No figure of settlements is known: that of the municipality is spread as its population
    /// lives.
    pub is_spread: bool,
}

/// How many of a group live in each settlement on a day. At most three queries.
///
/// # Errors
/// When the database does not answer.
pub async fn people(
    tx: &Tx,
    ekattes: &[String],
    (group, on): (&str, Day),
) -> Result<People, StoreError> {
    let by = by_settlement(tx, ekattes, (group, on)).await?;
    if by.iter().any(Option::is_some) || group == "all" {
        return Ok(People { by, is_spread: false });
    }
    let whole = figures::chosen(tx, &[group], &Territory::Municipality, on).await?;
    let whole = whole.get(group).and_then(|chosen| f64::try_from(chosen.value.amount).ok());
    let Some(whole) = whole else { return Ok(People { by, is_spread: false }) };
    let population = by_settlement(tx, ekattes, ("all", on)).await?;
    Ok(People { by: spread(whole, &population), is_spread: true })
}

async fn by_settlement(
    tx: &Tx,
    ekattes: &[String],
    (group, on): (&str, Day),
) -> Result<Vec<Option<f64>>, StoreError> {
    let values = figures::by_settlement(tx, group, on).await?;
    let known: HashMap<String, f64> = values
        .into_iter()
        .filter_map(|(ekatte, value)| Some((ekatte, f64::try_from(value.amount).ok()?)))
        .collect();
    Ok(ekattes.iter().map(|ekatte| known.get(ekatte).copied()).collect())
}

/// What is asked of the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// A code of [`GROUPS`].
    pub group: String,
    /// The item of чл. 15 ЗСУ; none for every social service.
    pub kind: Option<u8>,
    /// What is near.
    pub near: Near,
}

/// The map as it stands on a day.
pub struct View {
    /// The settlements with those who live there, by name.
    pub homes: Vec<Home>,
    /// The places of services.
    pub sites: Vec<Site>,
    /// What each settlement reaches.
    pub reached: Vec<Reached>,
    /// Ways.
    pub travel: Travel,
    /// Borders.
    pub borders: Vec<Border>,
    /// The figure of the group is that of the municipality, spread.
    pub is_spread: bool,
    /// What the municipality decides.
    pub numbers: Numbers,
}

fn site(spot: Spot) -> Site {
    Site {
        service: spot.service,
        name: spot.name,
        ekatte: spot.ekatte,
        at: spot.point,
        places: spot.places,
    }
}

/// The places of services of a kind, or of every social service of ЗСУ.
///
/// # Errors
/// When the database does not answer.
pub async fn sites(tx: &Tx, kind: Option<u8>) -> Result<Vec<Site>, StoreError> {
    let spots = services::spots(tx).await?.into_iter();
    let wanted = spots.filter(|spot| spot.in_zsu && kind.is_none_or(|kind| kind == spot.kind));
    Ok(wanted.map(site).collect())
}

/// The places of every social service, each with its kind.
///
/// # Errors
/// When the database does not answer.
pub async fn sites_by_kind(tx: &Tx) -> Result<Vec<(u8, Site)>, StoreError> {
    let spots = services::spots(tx).await?.into_iter().filter(|spot| spot.in_zsu);
    Ok(spots.map(|spot| (spot.kind, site(spot))).collect())
}

/// Reads what the map shows.
///
/// # Errors
/// When the database does not answer.
pub async fn view(tx: &Tx, asked: &Asked) -> Result<View, StoreError> {
    let own = settlements_of(tx, &tx.home()?.code).await?;
    let sites = sites(tx, asked.kind).await?;
    let ekattes: Vec<String> = own.iter().map(|(ekatte, _)| ekatte.clone()).collect();
    let mut ends = ekattes.clone();
    ends.extend(sites.iter().filter_map(|site| site.ekatte.clone()));
    ends.sort();
    ends.dedup();
    let travel = travel(tx, &ends).await?;
    let people = people(tx, &ekattes, (&asked.group, tx.today())).await?;
    let homes: Vec<Home> = own
        .into_iter()
        .zip(people.by)
        .map(|((ekatte, name), people)| Home { ekatte, name, people })
        .collect();
    let reached = reached(&homes, &sites, (&travel, asked.near));
    Ok(View {
        reached,
        homes,
        sites,
        travel,
        borders: borders(tx).await?,
        is_spread: people.is_spread,
        numbers: setting::numbers(tx).await?,
    })
}
