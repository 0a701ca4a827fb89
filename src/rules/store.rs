//! The rows of a municipality's own values. The only place of this capability that names the ORM.

use super::ValueId;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, Set};

pub mod law_value {
    use crate::rules::ValueId;
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "law_value")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ValueId,
        pub rule: String,
        pub value: String,
        pub valid_from: Day,
        pub valid_to: Option<Day>,
        pub act: String,
        pub reason: String,
        pub withdrawn_on: Option<Day>,
        pub withdrawn_why: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(law_value, versioned);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    vec![kit::store::columns::<law_value::Entity>()]
}

/// All values of the municipality, withdrawn ones too, the oldest first.
pub async fn all(tx: &Tx) -> Result<Vec<law_value::Model>, StoreError> {
    let rows = tx.find::<law_value::Entity>();
    let rows = rows.order_by_asc(law_value::Column::ValidFrom).order_by_asc(law_value::Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// The values of one rule, the oldest first.
pub async fn of_rule(tx: &Tx, rule: &str) -> Result<Vec<law_value::Model>, StoreError> {
    let rows = tx.find::<law_value::Entity>().filter(law_value::Column::Rule.eq(rule));
    let rows = rows.order_by_asc(law_value::Column::ValidFrom).order_by_asc(law_value::Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// One value.
pub async fn one(tx: &Tx, id: ValueId) -> Result<law_value::Model, StoreError> {
    let row = tx.find::<law_value::Entity>().filter(law_value::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// Adds a value.
pub async fn add(tx: &Tx, new: &super::value::New) -> Result<ValueId, StoreError> {
    let id = ValueId(tx.new_id());
    tx.insert(law_value::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        rule: Set(new.rule.clone()),
        withdrawn_on: Set(None),
        withdrawn_why: Set(String::new()),
        version: Set(1),
        ..columns(new)
    })
    .await?;
    Ok(id)
}

/// Corrects a value if nobody else did since this version.
pub async fn change(
    tx: &Tx,
    (id, version): (ValueId, i32),
    new: &super::value::New,
) -> Result<(), StoreError> {
    tx.update::<law_value::Entity>(id, version, columns(new)).await
}

/// Withdraws a value if nobody changed it since this version.
pub async fn withdraw(
    tx: &Tx,
    (id, version): (ValueId, i32),
    (on, why): (Day, &str),
) -> Result<(), StoreError> {
    let row = law_value::ActiveModel {
        withdrawn_on: Set(Some(on)),
        withdrawn_why: Set(why.to_owned()),
        ..Default::default()
    };
    tx.update::<law_value::Entity>(id, version, row).await
}

fn columns(new: &super::value::New) -> law_value::ActiveModel {
    law_value::ActiveModel {
        value: Set(new.value.clone()),
        valid_from: Set(new.from),
        valid_to: Set(new.to),
        act: Set(new.act.clone()),
        reason: Set(new.reason.clone()),
        ..Default::default()
    }
}
