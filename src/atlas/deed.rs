//! Files of times and of borders: entered whole, taken back whole. Of two files the newer one
//! counts.

use super::AtlasImportId;
use super::borders::NewBorder;
use super::roads::NewRoad;
use super::store::{atlas_border, atlas_import, atlas_road};
use crate::municipality::all_settlements;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set,
};
use sheet::{Place, Places};

/// Times of roads.
pub const ROADS: &str = "roads";
/// Borders.
pub const BORDERS: &str = "borders";
/// What a file may hold; words have the key `atlas-kind-<code>`.
pub const KINDS: [&str; 2] = [ROADS, BORDERS];
/// Rows of one statement.
const ROWS: usize = 500;
/// So many files are shown.
const SHOWN: u64 = 100;

/// A file as it was entered.
pub type File = atlas_import::Model;

/// How a file stands: the end of its word's key and the colour of its tag.
#[must_use]
pub fn standing(file: &File) -> (&'static str, &'static str) {
    if file.revoked_at.is_some() { ("revoked", "grey") } else { ("counts", "green") }
}

/// The settlements of the country, by the names that people write.
///
/// # Errors
/// When the database does not answer.
pub async fn known(tx: &Tx) -> Result<Places, StoreError> {
    let all = all_settlements(tx).await?.into_iter().map(|row| Place {
        ekatte: row.ekatte,
        kind: row.kind,
        name: row.name,
        municipality_code: row.municipality_code,
        municipality: row.municipality_name,
    });
    Ok(Places::new(all.collect(), &tx.home()?.code))
}

/// All files, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn files(tx: &Tx) -> Result<Vec<File>, StoreError> {
    let rows = tx.find::<atlas_import::Entity>().order_by_desc(atlas_import::Column::Id);
    Ok(rows.limit(SHOWN).all(tx.conn()).await?)
}

/// One file.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn file(tx: &Tx, id: AtlasImportId) -> Result<File, StoreError> {
    let rows = tx.find::<atlas_import::Entity>().filter(atlas_import::Column::Id.eq(id));
    rows.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// The times of a file.
///
/// # Errors
/// When the database does not answer.
pub async fn roads_of(tx: &Tx, id: AtlasImportId) -> Result<Vec<atlas_road::Model>, StoreError> {
    use atlas_road::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::ImportId.eq(id))
        .order_by_asc(Column::FromEkatte)
        .order_by_asc(Column::ToEkatte);
    Ok(rows.all(tx.conn()).await?)
}

/// The borders of a file.
///
/// # Errors
/// When the database does not answer.
pub async fn borders_of(
    tx: &Tx,
    id: AtlasImportId,
) -> Result<Vec<atlas_border::Model>, StoreError> {
    use atlas_border::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::ImportId.eq(id)).order_by_asc(Column::Ekatte);
    Ok(rows.all(tx.conn()).await?)
}

async fn add(
    tx: &mut Tx,
    kind: &str,
    (name, source, total): (&str, &str, usize),
) -> Result<AtlasImportId, StoreError> {
    let id = AtlasImportId(tx.new_id());
    let row = atlas_import::Model {
        municipality_id: tx.municipality(),
        id,
        kind: kind.to_owned(),
        file_name: name.chars().take(super::frame::LINE).collect(),
        source: source.to_owned(),
        total: i32::try_from(total).unwrap_or(i32::MAX),
        entered_at: tx.now(),
        revoked_at: None,
        revoked_why: String::new(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("atlas-import", id.0));
    Ok(id)
}

/// Enters times of roads.
///
/// # Errors
/// When the database refuses.
pub async fn add_roads(
    tx: &mut Tx,
    (name, source): (&str, &str),
    roads: &[NewRoad],
) -> Result<AtlasImportId, StoreError> {
    let id = add(tx, ROADS, (name, source, roads.len())).await?;
    for part in roads.chunks(ROWS) {
        let rows = part.iter().map(|road| atlas_road::ActiveModel {
            municipality_id: Set(tx.municipality()),
            import_id: Set(id),
            from_ekatte: Set(road.from.clone()),
            to_ekatte: Set(road.to.clone()),
            minutes_tenths: Set(road.minutes_tenths),
            metres: Set(road.metres),
        });
        atlas_road::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(id)
}

/// Enters borders.
///
/// # Errors
/// When the database refuses.
pub async fn add_borders(
    tx: &mut Tx,
    (name, source): (&str, &str),
    borders: &[NewBorder],
) -> Result<AtlasImportId, StoreError> {
    let id = add(tx, BORDERS, (name, source, borders.len())).await?;
    for border in borders {
        let rings =
            serde_json::to_string(&border.rings).map_err(|e| StoreError::Other(e.to_string()))?;
        tx.insert(atlas_border::ActiveModel {
            municipality_id: Set(tx.municipality()),
            import_id: Set(id),
            ekatte: Set(border.ekatte.clone()),
            name: Set(border.name.clone()),
            rings: Set(rings),
        })
        .await?;
    }
    Ok(id)
}

/// Takes a file back: what the one before it said counts again.
///
/// # Errors
/// When it was taken back before, or somebody saved meanwhile.
pub async fn revoke(tx: &mut Tx, file: &File, why: &str) -> Result<(), Problem> {
    if file.revoked_at.is_some() {
        return Err(Problem::Impossible("atlas-refused-revoked"));
    }
    let active = atlas_import::ActiveModel {
        revoked_at: Set(Some(tx.now())),
        revoked_why: Set(why.to_owned()),
        ..Default::default()
    };
    tx.update::<atlas_import::Entity>(file.id, file.version, active).await?;
    tx.audit(Entry::write("atlas-import-revoked", file.id.0));
    Ok(())
}
