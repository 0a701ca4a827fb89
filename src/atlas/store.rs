//! The rows of the atlas. The only place of this capability that names the ORM's entities.

pub mod atlas_import {
    use crate::atlas::AtlasImportId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "atlas_import")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AtlasImportId,
        pub kind: String,
        pub file_name: String,
        pub source: String,
        pub total: i32,
        pub entered_at: Instant,
        pub revoked_at: Option<Instant>,
        pub revoked_why: String,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(atlas_import, versioned);

pub mod atlas_road {
    use crate::atlas::AtlasImportId;
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "atlas_road")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub import_id: AtlasImportId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub from_ekatte: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub to_ekatte: String,
        pub minutes_tenths: i32,
        pub metres: Option<i32>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(atlas_road);

pub mod atlas_border {
    use crate::atlas::AtlasImportId;
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "atlas_border")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub import_id: AtlasImportId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub ekatte: String,
        pub name: String,
        pub rings: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(atlas_border);

pub mod atlas_setting {
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "atlas_setting")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        pub value: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(atlas_setting);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<atlas_import::Entity>(),
        columns::<atlas_road::Entity>(),
        columns::<atlas_border::Entity>(),
        columns::<atlas_setting::Entity>(),
    ]
}
