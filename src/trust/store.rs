//! The rows of limits. The only place of this capability that names the ORM's entities.

pub mod disclosure_limit {
    use crate::people::PersonId;
    use crate::trust::LimitId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "disclosure_limit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LimitId,
        pub person_id: PersonId,
        pub kind: String,
        pub other_id: Option<PersonId>,
        pub ground: String,
        pub from_on: Day,
        pub to_on: Option<Day>,
        pub until_on: Day,
        pub reason_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub ended_on: Option<Day>,
        pub ended_by: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(disclosure_limit, versioned);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    vec![kit::store::columns::<disclosure_limit::Entity>()]
}
