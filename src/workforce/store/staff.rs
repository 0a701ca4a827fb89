//! The office as it is made up: units, posts, people and what they can do.

pub mod workforce_setting {
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workforce_setting")]
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
kit::owned!(workforce_setting);

pub mod workforce_unit {
    use crate::workforce::UnitId;
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workforce_unit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: UnitId,
        pub parent_id: Option<UnitId>,
        pub name: String,
        pub from_on: Day,
        pub until_on: Option<Day>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(workforce_unit, versioned);

pub mod workforce_post {
    use crate::municipality::ServicePointId;
    use crate::projects::ProjectId;
    use crate::workforce::{PostId, UnitId};
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workforce_post")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PostId,
        pub unit_id: UnitId,
        pub point_id: Option<ServicePointId>,
        pub title: String,
        pub class_code: String,
        pub staff_group: String,
        pub places: i32,
        pub source: String,
        pub project_id: Option<ProjectId>,
        pub from_on: Day,
        pub until_on: Option<Day>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(workforce_post, versioned);

pub mod employee {
    use crate::services::ProviderId;
    use crate::workforce::EmployeeId;
    use kit::types::{AccountId, Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "employee")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: EmployeeId,
        pub name: String,
        pub folded: String,
        pub staff_group: String,
        pub provider_id: Option<ProviderId>,
        pub provider_post: String,
        pub account_id: Option<AccountId>,
        pub egn_blind: Vec<u8>,
        pub egn_sealed: Vec<u8>,
        pub email_sealed: Option<Vec<u8>>,
        pub entered_at: Instant,
        pub gone_on: Option<Day>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(employee, versioned);

pub mod workforce_competence {
    use crate::workforce::CompetenceId;
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workforce_competence")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CompetenceId,
        pub name: String,
        pub name_en: String,
        pub retired_on: Option<Day>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(workforce_competence, versioned);

pub mod workforce_need {
    use crate::workforce::{CompetenceId, NeedId, PostId};
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workforce_need")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: NeedId,
        pub post_id: PostId,
        pub competence_id: CompetenceId,
        pub level: i32,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(workforce_need, versioned);

pub mod workforce_held {
    use crate::workforce::{CompetenceId, EmployeeId, HeldId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workforce_held")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: HeldId,
        pub employee_id: EmployeeId,
        pub competence_id: CompetenceId,
        pub level: i32,
        pub held_on: Day,
        pub evidence: String,
        pub entered_at: Instant,
        pub revoked_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(workforce_held, versioned);
