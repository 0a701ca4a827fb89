//! The rows of this capability: results that were kept for the desk. The only place that names the ORM's
//! entity.

pub mod entitlement_kept {
    use crate::entitlements::KeptId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "entitlement_kept")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: KeptId,
        pub day: Day,
        pub until: Day,
        pub fingerprint: String,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(entitlement_kept);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    vec![kit::store::columns::<entitlement_kept::Entity>()]
}
