//! The rows of kit's own tables.

/// Declares the module of an entity and that its rows belong to a municipality.
#[macro_export]
macro_rules! owned {
    ($entity:ident) => {
        impl $crate::store::Owned for $entity::Entity {
            fn municipality() -> $entity::Column {
                $entity::Column::MunicipalityId
            }
        }
    };
    ($entity:ident, versioned) => {
        $crate::owned!($entity);
        impl $crate::store::Versioned for $entity::Entity {
            fn id() -> $entity::Column {
                $entity::Column::Id
            }
            fn version() -> $entity::Column {
                $entity::Column::Version
            }
        }
    };
}

#[expect(missing_docs, reason = "columns; schema.sql tells their meaning")]
pub mod municipality {
    use crate::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "municipality")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MunicipalityId,
        #[sea_orm(unique)]
        pub slug: String,
        #[sea_orm(unique)]
        pub code: String,
        pub name: String,
        pub name_en: String,
        pub settings: String,
        pub version: i32,
        pub created_at: Instant,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

#[expect(missing_docs, reason = "columns; schema.sql tells their meaning")]
pub mod municipality_key {
    use crate::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "municipality_key")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i32,
        pub wrapped: Vec<u8>,
        pub created_at: Instant,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
owned!(municipality_key);

#[expect(missing_docs, reason = "columns; keys.sql tells their meaning")]
pub mod index_key {
    use crate::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "index_key")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub tbl: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub col: String,
        pub wrapped: Vec<u8>,
        pub created_at: Instant,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
owned!(index_key);

#[expect(missing_docs, reason = "columns; schema.sql tells their meaning")]
pub mod register_counter {
    use crate::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "register_counter")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub register: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub year: i32,
        pub last: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
owned!(register_counter);

#[expect(missing_docs, reason = "columns; schema.sql tells their meaning")]
pub mod form_key {
    use crate::types::{AccountId, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "form_key")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub account_id: Option<AccountId>,
        pub location: String,
        pub at: Instant,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
owned!(form_key);

#[expect(missing_docs, reason = "columns; schema.sql tells their meaning")]
pub mod event {
    use crate::types::{AccountId, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub at: Instant,
        pub kind: String,
        pub account_id: Option<AccountId>,
        pub account_name: String,
        pub person_id: Option<i64>,
        pub case_id: Option<i64>,
        pub data: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
owned!(event);

#[expect(missing_docs, reason = "columns; schema.sql tells their meaning")]
pub mod change {
    use crate::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "change")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub kind: String,
        pub object_id: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
owned!(change);

#[expect(missing_docs, reason = "columns; schema.sql tells their meaning")]
pub mod draft {
    use crate::types::{AccountId, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "draft")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub account_id: AccountId,
        pub path: String,
        pub sealed: Vec<u8>,
        pub at: Instant,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
owned!(draft);
