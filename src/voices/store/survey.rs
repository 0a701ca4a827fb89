//! The rows of surveys. The only place of surveys that names the ORM's entities.

pub mod voice_form {
    use crate::voices::FormId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "voice_form")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FormId,
        pub code: String,
        pub edition: i32,
        pub title: String,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(voice_form);

pub mod voice_survey {
    use crate::voices::SurveyId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "voice_survey")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SurveyId,
        pub code: String,
        pub edition: i32,
        pub title: String,
        pub starts_on: Day,
        pub ends_on: Day,
        pub closed_on: Option<Day>,
        pub before_id: Option<SurveyId>,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(voice_survey, versioned);

pub mod voice_subject {
    use crate::services::{ProviderId, ServiceId};
    use crate::voices::{SubjectId, SurveyId};
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "voice_subject")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SubjectId,
        pub survey_id: SurveyId,
        pub service_id: ServiceId,
        pub provider_id: ProviderId,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(voice_subject);

pub mod voice_code {
    use crate::services::ServiceId;
    use crate::voices::{CodeId, SurveyId};
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "voice_code")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CodeId,
        pub survey_id: SurveyId,
        pub service_id: ServiceId,
        pub fingerprint: String,
        pub is_easy: bool,
        pub is_used: bool,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(voice_code);

pub mod voice_answer {
    use crate::services::ServiceId;
    use crate::voices::{AnswerId, SurveyId};
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "voice_answer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AnswerId,
        pub survey_id: SurveyId,
        pub service_id: ServiceId,
        pub how: String,
        pub is_easy: bool,
        pub content_sealed: Vec<u8>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(voice_answer);
