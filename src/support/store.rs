//! The rows of support. The only place of this capability that names the ORM's entities.

pub mod need_area {
    use crate::support::AreaId;
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "need_area")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AreaId,
        pub code: String,
        pub bg: String,
        pub en: String,
        pub turn: i32,
        pub off: bool,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(need_area, versioned);

pub mod support_version {
    use crate::people::PaperId;
    use crate::placement::PlacementId;
    use crate::support::VersionId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "support_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: VersionId,
        pub placement_id: PlacementId,
        pub kind: String,
        pub number: i32,
        pub base_id: Option<VersionId>,
        pub state: String,
        pub ground: String,
        pub fits: String,
        pub joint: bool,
        pub due_on: Option<Day>,
        pub approved_on: Option<Day>,
        pub approved_by: String,
        pub signed_on: Option<Day>,
        pub given_on: Option<Day>,
        pub sent_on: Option<Day>,
        pub sent_how: String,
        pub content_sealed: Vec<u8>,
        pub paper_id: Option<PaperId>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(support_version, versioned);

pub mod support_action {
    use crate::placement::PlacementId;
    use crate::support::{ActionId, VersionId};
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "support_action")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ActionId,
        pub version_id: VersionId,
        pub placement_id: PlacementId,
        pub turn: i32,
        pub due_on: Option<Day>,
        pub state: String,
        pub text_sealed: Vec<u8>,
        pub note_sealed: Option<Vec<u8>>,
        pub marked_on: Option<Day>,
        pub marked_by: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(support_action, versioned);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<need_area::Entity>(),
        columns::<support_version::Entity>(),
        columns::<support_action::Entity>(),
    ]
}
