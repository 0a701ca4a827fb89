//! The rows of the front desk. The only place of this capability that names the ORM.

pub mod foreign;

pub mod wish {
    use crate::contacts::SheetId;
    use crate::frontdesk::{SignalId, WishId};
    use crate::municipality::ServicePointId;
    use crate::people::{PersonId, RepresentativeId};
    use crate::services::ServiceId;
    use kit::types::{AccountId, Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "wish")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: WishId,
        pub year: i32,
        pub number: i64,
        pub stated_at: Instant,
        pub stated_on: Day,
        pub registered_at: Instant,
        pub account_id: AccountId,
        pub service_point_id: Option<ServicePointId>,
        pub channel: String,
        pub person_id: PersonId,
        pub service_id: ServiceId,
        pub representative_id: Option<RepresentativeId>,
        pub facts_sealed: Vec<u8>,
        pub words_sealed: Option<Vec<u8>>,
        pub signal_id: Option<SignalId>,
        pub version: i32,
        pub via: String,
        pub place: String,
        pub sheet_id: Option<SheetId>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(wish, versioned);

pub mod signal {
    use crate::frontdesk::SignalId;
    use crate::people::PersonId;
    use kit::types::{AccountId, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "signal")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SignalId,
        pub year: i32,
        pub number: i64,
        pub received_at: Instant,
        pub account_id: AccountId,
        pub institution: String,
        pub channel: String,
        pub urgent: Option<String>,
        pub person_id: Option<PersonId>,
        pub sealed: Vec<u8>,
        pub state: String,
        pub closed_at: Option<Instant>,
        pub closed_reason: Option<String>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(signal, versioned);

pub mod signal_outreach {
    use crate::frontdesk::{AttemptId, SignalId};
    use kit::types::{AccountId, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "signal_outreach")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AttemptId,
        pub signal_id: SignalId,
        pub at: Instant,
        pub account_id: AccountId,
        pub channel: String,
        pub result: String,
        pub note_sealed: Option<Vec<u8>>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(signal_outreach);

pub mod urgent_notice {
    use crate::frontdesk::{NoticeId, SignalId, WishId};
    use kit::types::{AccountId, Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "urgent_notice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: NoticeId,
        pub wish_id: Option<WishId>,
        pub signal_id: Option<SignalId>,
        pub body: String,
        pub urgent: String,
        pub noticed_on: Day,
        pub notified_at: Option<Instant>,
        pub how: String,
        pub whom: String,
        pub account_id: Option<AccountId>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(urgent_notice, versioned);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<wish::Entity>(),
        columns::<signal::Entity>(),
        columns::<signal_outreach::Entity>(),
        columns::<urgent_notice::Entity>(),
    ]
}
