//! The rows of talks, of duty and of how the desk works. The only place of this capability that declares
//! the ORM's entities.

pub mod desk_talk {
    use crate::desk::TalkId;
    use kit::types::{AccountId, Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "desk_talk")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TalkId,
        pub day: Day,
        pub fingerprint: String,
        pub state: String,
        pub is_urgent: bool,
        pub risk: String,
        pub is_kept: bool,
        pub began_at: Instant,
        pub heard_at: Instant,
        pub taken_at: Option<Instant>,
        pub account_id: Option<AccountId>,
        pub ended_at: Option<Instant>,
        pub ended_how: String,
        pub lines_until: Option<Instant>,
        pub is_cleared: bool,
        pub content_sealed: Vec<u8>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(desk_talk, versioned);

pub mod desk_line {
    use crate::desk::{LineId, TalkId};
    use kit::types::{AccountId, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "desk_line")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LineId,
        pub talk_id: TalkId,
        pub via: String,
        pub at: Instant,
        pub account_id: Option<AccountId>,
        pub text_sealed: Vec<u8>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(desk_line);

pub mod desk_pass {
    use crate::desk::{PassId, TalkId};
    use kit::types::{AccountId, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "desk_pass")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PassId,
        pub talk_id: TalkId,
        pub kind: String,
        pub at: Instant,
        pub account_id: AccountId,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(desk_pass);

pub mod desk_duty {
    use crate::desk::DutyId;
    use kit::types::{AccountId, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "desk_duty")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DutyId,
        pub account_id: AccountId,
        pub is_extra: bool,
        pub began_at: Instant,
        pub ended_at: Option<Instant>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(desk_duty, versioned);

pub mod desk_point {
    use crate::municipality::ServicePointId;
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "desk_point")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ServicePointId,
        pub answers: bool,
        pub hours: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(desk_point, versioned);

pub mod desk_setting {
    use crate::desk::SettingId;
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "desk_setting")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SettingId,
        pub sites: String,
        pub keep_days: i32,
        pub idle_minutes: i32,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(desk_setting, versioned);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<desk_talk::Entity>(),
        columns::<desk_line::Entity>(),
        columns::<desk_pass::Entity>(),
        columns::<desk_duty::Entity>(),
        columns::<desk_point::Entity>(),
        columns::<desk_setting::Entity>(),
    ]
}
