//! The rows of figures. The only place of this capability that names the ORM's entities.

pub mod figure {
    use crate::figures::{FigureImportId, ValueId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "figure")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ValueId,
        pub group_code: String,
        pub kind: String,
        pub area: String,
        pub ekatte: String,
        pub figure_on: Day,
        pub amount_milli: i64,
        pub source: String,
        pub note: String,
        pub folded: String,
        pub import_id: Option<FigureImportId>,
        pub import_row: i32,
        pub replaces_id: Option<ValueId>,
        pub slot: String,
        pub entered_at: Instant,
        pub account_name: String,
        pub ended_at: Option<Instant>,
        pub ended_how: String,
        pub ended_why: String,
        pub ended_by: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(figure, versioned);

pub mod figure_import {
    use crate::figures::FigureImportId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "figure_import")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FigureImportId,
        pub file_name: String,
        pub total: i32,
        pub rows_sealed: Vec<u8>,
        pub plan_sealed: Vec<u8>,
        pub read_at: Instant,
        pub entered_at: Option<Instant>,
        pub revoked_at: Option<Instant>,
        pub why_sealed: Vec<u8>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(figure_import, versioned);

pub mod figure_group {
    use crate::figures::FigureGroupId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "figure_group")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FigureGroupId,
        pub code: String,
        pub bg: String,
        pub en: String,
        pub part_of: String,
        pub note: String,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(figure_group, versioned);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<figure::Entity>(),
        columns::<figure_import::Entity>(),
        columns::<figure_group::Entity>(),
    ]
}
