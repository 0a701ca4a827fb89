//! The rows of disability. The only place of this capability that names the ORM.

use super::{FactId, ScanId};
use crate::people::PersonId;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect, Select};

pub mod disability_fact {
    use crate::disability::FactId;
    use crate::people::PersonId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "disability_fact")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FactId,
        pub person_id: PersonId,
        pub line_id: FactId,
        pub kind: String,
        pub ends_on: Option<Day>,
        pub filed_on: Option<Day>,
        pub in_time: bool,
        pub replaced_by: Option<FactId>,
        pub alerts: i32,
        pub facts_sealed: Vec<u8>,
        pub account_name: String,
        pub made_at: Instant,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(disability_fact, versioned);

pub mod disability_scan {
    use crate::disability::{FactId, ScanId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "disability_scan")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ScanId,
        pub fact_id: FactId,
        pub media: String,
        pub sealed: Vec<u8>,
        pub account_name: String,
        pub made_at: Instant,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(disability_scan);

use disability_fact::Column;

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![columns::<disability_fact::Entity>(), columns::<disability_scan::Entity>()]
}

/// All versions of all facts of a person, the newest first.
pub async fn of_person(tx: &Tx, id: PersonId) -> Result<Vec<disability_fact::Model>, StoreError> {
    let rows = tx.find::<disability_fact::Entity>().filter(Column::PersonId.eq(id));
    Ok(rows.order_by_desc(Column::Id).all(tx.conn()).await?)
}

/// One version of a fact of a person.
pub async fn one(
    tx: &Tx,
    person: PersonId,
    id: FactId,
) -> Result<disability_fact::Model, StoreError> {
    let row = tx.find::<disability_fact::Entity>().filter(Column::Id.eq(id));
    let row = row.filter(Column::PersonId.eq(person)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

/// What holds and has a last day, under a condition.
pub fn ending(tx: &Tx, condition: Condition) -> Select<disability_fact::Entity> {
    tx.find::<disability_fact::Entity>()
        .filter(Column::ReplacedBy.is_null())
        .filter(Column::EndsOn.is_not_null())
        .filter(condition)
        .order_by_asc(Column::EndsOn)
        .order_by_asc(Column::Id)
}

/// What holds, ends up to a day, and was not yet noted so often.
pub async fn to_note(
    tx: &Tx,
    (today, until): (Day, Day),
    (noted, most): (i32, u64),
) -> Result<Vec<disability_fact::Model>, StoreError> {
    let condition = Condition::all()
        .add(Column::EndsOn.gte(today))
        .add(Column::EndsOn.lte(until))
        .add(Column::FiledOn.is_null())
        .add(Column::Alerts.lt(noted));
    Ok(ending(tx, condition).limit(most).all(tx.conn()).await?)
}

/// The scans of several facts, without their content.
pub async fn scans(tx: &Tx, ids: &[FactId]) -> Result<Vec<(FactId, ScanId)>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tx.find::<disability_scan::Entity>();
    let rows = rows.filter(disability_scan::Column::FactId.is_in(ids.iter().copied()));
    let rows = rows.order_by_asc(disability_scan::Column::Id).select_only();
    let rows = rows.column(disability_scan::Column::FactId).column(disability_scan::Column::Id);
    Ok(rows.into_tuple().all(tx.conn()).await?)
}

/// One scan.
pub async fn scan(tx: &Tx, id: ScanId) -> Result<disability_scan::Model, StoreError> {
    let row = tx.find::<disability_scan::Entity>().filter(disability_scan::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}
