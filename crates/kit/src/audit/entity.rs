//! The rows of the audit.

use crate::owned;

#[expect(missing_docs, reason = "columns; schema.sql tells their meaning")]
pub mod audit {
    use crate::types::{AccountId, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub at: Instant,
        pub actor: String,
        pub account_id: Option<AccountId>,
        pub on_behalf_of: Option<String>,
        pub role: String,
        pub session_id: Option<i64>,
        pub ip: String,
        pub action: String,
        pub object_kind: String,
        pub object_id: String,
        pub subject: Option<String>,
        pub purpose: String,
        pub reason: Option<String>,
        pub outcome: String,
        pub correlation: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
owned!(audit);

#[expect(missing_docs, reason = "columns; schema.sql tells their meaning")]
pub mod audit_seal {
    use crate::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_seal")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub seq: i64,
        pub audit_id: i64,
        pub hash: Vec<u8>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
owned!(audit_seal);

#[expect(missing_docs, reason = "columns; schema.sql tells their meaning")]
pub mod audit_checkpoint {
    use crate::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_checkpoint")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub seq: i64,
        pub at: Instant,
        pub hash: Vec<u8>,
        pub signature: Vec<u8>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
owned!(audit_checkpoint);

#[expect(missing_docs, reason = "columns; keys.sql tells their meaning")]
pub mod audit_tree_head {
    use crate::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_tree_head")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub size: i64,
        pub at: Instant,
        pub root: Vec<u8>,
        pub peaks: Vec<u8>,
        pub signature: Vec<u8>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
owned!(audit_tree_head);
