//! What a service was and is: licences, places, capacity, state, documents.

pub mod licence {
    use crate::services::{LicenceId, ProviderId, ServiceId};
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "licence")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LicenceId,
        pub provider_id: ProviderId,
        pub service_id: ServiceId,
        pub renews_id: Option<LicenceId>,
        pub number: String,
        pub issued_on: Day,
        pub valid_until: Day,
        pub asked_on: Option<Day>,
        pub ended_on: Option<Day>,
        pub ended_how: String,
        pub ground: String,
        pub source: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(licence, versioned);

pub mod service_site {
    use crate::services::{ServiceId, SiteId};
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "service_site")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SiteId,
        pub service_id: ServiceId,
        pub name: String,
        pub ekatte: Option<String>,
        pub address: String,
        pub latitude_e6: Option<i32>,
        pub longitude_e6: Option<i32>,
        pub phone: String,
        pub email: String,
        pub hours: String,
        pub note: String,
        pub closed_on: Option<Day>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(service_site, versioned);

pub mod service_capacity {
    use crate::services::{CapacityId, ServiceId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "service_capacity")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CapacityId,
        pub service_id: ServiceId,
        pub first_day: Day,
        pub counts: String,
        pub total: i32,
        pub funded: Option<i32>,
        pub decision: String,
        pub protocol: String,
        pub decided_on: Option<Day>,
        pub source: String,
        pub confidence: String,
        pub note: String,
        pub entered_at: Instant,
        pub account_name: String,
        pub struck_at: Option<Instant>,
        pub struck_why: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(service_capacity);

pub mod service_state {
    use crate::services::ServiceId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "service_state")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub service_id: ServiceId,
        pub state: String,
        pub first_day: Day,
        pub last_day: Option<Day>,
        pub season_from: String,
        pub season_until: String,
        pub reason: String,
        pub entered_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(service_state);

pub mod service_share {
    use crate::services::{ServiceId, ShareId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "service_share")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ShareId,
        pub service_id: ServiceId,
        pub first_day: Day,
        pub counts: String,
        pub state: i32,
        pub municipal: i32,
        pub own: i32,
        pub basis: String,
        pub entered_at: Instant,
        pub account_name: String,
        pub struck_at: Option<Instant>,
        pub struck_why: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(service_share);

pub mod settlement_point {
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "settlement_point")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub ekatte: String,
        pub latitude_e6: i32,
        pub longitude_e6: i32,
        pub source: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(settlement_point);

pub mod service_document {
    use crate::services::{ServiceDocumentId, ServiceId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "service_document")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ServiceDocumentId,
        pub service_id: ServiceId,
        pub kind: String,
        pub title: String,
        pub media: String,
        pub size: i32,
        pub sealed: Vec<u8>,
        pub sha256: String,
        pub added_at: Instant,
        pub account_name: String,
        pub removed_at: Option<Instant>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(service_document);
