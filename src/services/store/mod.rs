//! The rows of the directory. The only place of this capability that names the ORM.

mod asked;
mod history;

pub use asked::{directory_setting, service_inquiry, service_inquiry_entry, service_report};
pub use history::{
    licence, service_capacity, service_document, service_share, service_site, service_state,
    settlement_point,
};

pub mod provider {
    use crate::services::ProviderId;
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "provider")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ProviderId,
        pub name: String,
        pub kind: String,
        pub address: String,
        pub phone: String,
        pub email: String,
        pub version: i32,
        pub eik: String,
        pub website: String,
        pub contact: String,
        pub note: String,
        pub folded: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(provider, versioned);

pub mod service {
    use crate::services::{ProviderId, ServiceId};
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "service")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ServiceId,
        pub code: String,
        pub provider_id: ProviderId,
        pub name: String,
        pub folded: String,
        pub legacy_name: String,
        pub kind: i32,
        pub in_zsu: bool,
        pub access: String,
        pub purpose: String,
        pub users: String,
        pub level: String,
        pub funding: String,
        pub environment: String,
        pub replacement_care: Option<String>,
        pub optional_referral: bool,
        pub legacy_home: bool,
        pub address: String,
        pub ekatte: Option<String>,
        pub capacity: Option<i32>,
        pub capacity_on: Option<Day>,
        pub decision: String,
        pub source: String,
        pub confidence: String,
        pub note: String,
        pub closed_on: Option<Day>,
        pub version: i32,
        pub also_kinds: String,
        pub ages: String,
        pub need_groups: String,
        pub durations: String,
        pub manners: String,
        pub standards: String,
        pub admission: String,
        pub fee: String,
        pub fee_source: String,
        pub phone: String,
        pub email: String,
        pub search: String,
        pub sorted: String,
        pub state: String,
        pub assured_on: Option<Day>,
        pub assured_how: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(service, versioned);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<provider::Entity>(),
        columns::<service::Entity>(),
        columns::<licence::Entity>(),
        columns::<service_site::Entity>(),
        columns::<service_capacity::Entity>(),
        columns::<service_state::Entity>(),
        columns::<service_document::Entity>(),
        columns::<service_share::Entity>(),
        columns::<settlement_point::Entity>(),
        columns::<service_inquiry::Entity>(),
        columns::<service_inquiry_entry::Entity>(),
        columns::<service_report::Entity>(),
        columns::<directory_setting::Entity>(),
    ]
}
