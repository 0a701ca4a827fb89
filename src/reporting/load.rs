//! Reading and writing the sheets of the layer.

use super::count::Map;
use super::entry::{Header, Sheet, day_number, packed, unpacked};
use super::layer::Change;
use super::question::{Dimension, Measure, Question};
use super::store::{report_past, report_sheet, report_state};
use crate::municipality::all_settlements;
use kit::store::entity::municipality;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};

/// Measure, service, provider, kind, group as a row holds them.
type Columns = (String, i64, i64, i32, String);

fn header((measure, service, provider, kind, group): Columns) -> Option<Header> {
    let measure = Measure::of(&measure)?.code();
    Some(Header { measure, service, provider, kind: u8::try_from(kind).unwrap_or(0), group })
}

fn sheet(columns: Columns, bytes: &[u8]) -> Result<Sheet, StoreError> {
    let header = header(columns);
    let header = header.ok_or_else(|| StoreError::Other("a measure nobody knows".to_owned()))?;
    Ok(Sheet { header, rows: unpacked(bytes)? })
}

/// All sheets that are known now, or those of a measure, with their ids.
///
/// # Errors
/// When the database does not answer.
pub async fn sheets(tx: &Tx, kept: Option<&str>) -> Result<Vec<(i64, Sheet)>, StoreError> {
    let mut query = tx.find::<report_sheet::Entity>();
    if let Some(code) = kept {
        query = query.filter(report_sheet::Column::Measure.eq(code));
    }
    let rows = query.all(tx.conn()).await?;
    let read = |row: report_sheet::Model| {
        let columns = (row.measure, row.service_id, row.provider_id, row.kind, row.need_group);
        Ok((row.id, sheet(columns, &row.packed)?))
    };
    rows.into_iter().map(read).collect()
}

/// The sheets that a question is answered from, as they were known on its day.
///
/// # Errors
/// When the database does not answer.
pub async fn known(tx: &Tx, question: &Question) -> Result<Vec<Sheet>, StoreError> {
    let kept = question.measure.kept();
    let now = sheets(tx, Some(kept)).await?.into_iter().map(|(_, sheet)| sheet);
    let Some(day) = question.as_known_on.filter(|day| *day < tx.today()) else {
        return Ok(now.collect());
    };
    let past = tx
        .find::<report_past::Entity>()
        .filter(report_past::Column::Measure.eq(kept))
        .filter(report_past::Column::UntilOn.gt(day))
        .all(tx.conn())
        .await?;
    let mut all: Vec<Sheet> = now.collect();
    for row in past {
        let columns = (row.measure, row.service_id, row.provider_id, row.kind, row.need_group);
        all.push(sheet(columns, &row.packed)?);
    }
    let known = day_number(day);
    for sheet in &mut all {
        sheet.rows.retain(|one| one.known <= known);
    }
    Ok(all)
}

/// Of which municipality each settlement is, when a question asks for it.
///
/// # Errors
/// When the database does not answer.
pub async fn map(tx: &Tx, question: &Question) -> Result<Map, StoreError> {
    let by_home = question.split.contains(&Dimension::HomeMunicipality)
        || !question.only(Dimension::HomeMunicipality).is_empty();
    if !by_home && question.measure != Measure::FromElsewhere {
        return Ok(Map::default());
    }
    let all = all_settlements(tx).await?.into_iter();
    let homes = all.filter_map(|one| Some((one.ekatte.parse().ok()?, one.municipality_code)));
    let own = municipality::Entity::find_by_id(tx.municipality()).one(tx.conn()).await?;
    Ok(Map { homes: homes.collect(), own: own.map(|row| row.code).unwrap_or_default() })
}

/// How far the layer has come; none before its first day.
///
/// # Errors
/// When the database does not answer.
pub async fn state(tx: &Tx) -> Result<Option<report_state::Model>, StoreError> {
    Ok(tx.find::<report_state::Entity>().one(tx.conn()).await?)
}

fn count(length: usize) -> i32 {
    i32::try_from(length).unwrap_or(i32::MAX)
}

/// Writes the sheets that changed; what was known until today stays beside them.
///
/// # Errors
/// When the database refuses.
pub async fn write(tx: &Tx, changes: &[Change], today: Day) -> Result<(), StoreError> {
    for change in changes {
        let (header, merged) = (&change.header, &change.merged);
        let model = report_sheet::Model {
            municipality_id: tx.municipality(),
            id: change.id.unwrap_or_else(|| tx.new_id()),
            measure: header.measure.to_owned(),
            service_id: header.service,
            provider_id: header.provider,
            kind: header.kind.into(),
            need_group: header.group.clone(),
            entries: count(merged.now.len()),
            packed: packed(&merged.now),
        };
        match change.id {
            None => tx.insert(model.into_active_model()).await?,
            Some(id) => {
                let active = report_sheet::ActiveModel {
                    entries: Set(model.entries),
                    packed: Set(model.packed),
                    ..Default::default()
                };
                report_sheet::Entity::update_many()
                    .set(active)
                    .filter(report_sheet::Column::MunicipalityId.eq(tx.municipality()))
                    .filter(report_sheet::Column::Id.eq(id))
                    .exec(tx.conn())
                    .await?;
            }
        }
        if !merged.past.is_empty() {
            let past = report_past::Model {
                municipality_id: tx.municipality(),
                id: tx.new_id(),
                measure: header.measure.to_owned(),
                service_id: header.service,
                provider_id: header.provider,
                kind: header.kind.into(),
                need_group: header.group.clone(),
                until_on: today,
                packed: packed(&merged.past),
            };
            tx.insert(past.into_active_model()).await?;
        }
    }
    Ok(())
}
