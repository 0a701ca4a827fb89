//! Rows that no door takes: the list of settlements, and the many rows of the generator.

use super::files::SettlementLine;
use kit::store::{StoreError, Tx};
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, Set};

mod settlement {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "settlement")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub ekatte: String,
        pub kind: String,
        pub name: String,
        pub name_latin: String,
        pub folded: String,
        pub municipality_code: String,
        pub municipality_name: String,
        pub district_code: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Writes the settlements that are not there yet.
pub async fn settlements(tx: &Tx, lines: &[SettlementLine]) -> Result<(), StoreError> {
    let rows = lines.iter().map(|line| settlement::ActiveModel {
        ekatte: Set(line.ekatte.clone()),
        kind: Set(line.kind.clone()),
        name: Set(line.name.clone()),
        name_latin: Set(line.name_latin.clone()),
        folded: Set(line.folded.clone()),
        municipality_code: Set(line.municipality_code.clone()),
        municipality_name: Set(line.municipality_name.clone()),
        district_code: Set(line.district_code.clone()),
    });
    settlement::Entity::insert_many(rows)
        .on_conflict(OnConflict::column(settlement::Column::Ekatte).do_nothing().to_owned())
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}
