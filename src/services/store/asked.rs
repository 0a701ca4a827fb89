//! What was asked of providers, what was reported, what the municipality decided.

pub mod service_inquiry {
    use crate::services::{InquiryId, ProviderId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "service_inquiry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: InquiryId,
        pub provider_id: ProviderId,
        pub email: String,
        pub secret_sealed: Vec<u8>,
        pub token_hash: String,
        pub state: String,
        pub asked_at: Instant,
        pub mailed_at: Option<Instant>,
        pub expires_at: Instant,
        pub answered_at: Option<Instant>,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(service_inquiry);

pub mod service_inquiry_entry {
    use crate::services::{InquiryId, ServiceId};
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "service_inquiry_entry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub inquiry_id: InquiryId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub service_id: ServiceId,
        pub answer: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(service_inquiry_entry);

pub mod service_report {
    use crate::services::{InquiryId, ReportId, ServiceId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "service_report")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ReportId,
        pub service_id: ServiceId,
        pub inquiry_id: Option<InquiryId>,
        pub text_sealed: Vec<u8>,
        pub by_whom: String,
        pub reported_at: Instant,
        pub handled_at: Option<Instant>,
        pub handled_by: String,
        pub outcome: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(service_report);

pub mod directory_setting {
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "directory_setting")]
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
kit::owned!(directory_setting);
