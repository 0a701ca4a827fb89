//! The rows of the front desk. The only place of this capability that names the ORM.

pub mod foreign;

pub mod contact {
    use crate::frontdesk::ContactId;
    use crate::municipality::ServicePointId;
    use crate::people::PersonId;
    use kit::types::{AccountId, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "contact")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ContactId,
        pub at: Instant,
        pub account_id: AccountId,
        pub service_point_id: Option<ServicePointId>,
        pub channel: String,
        pub place: String,
        pub topic: String,
        pub law: String,
        pub outcome: String,
        pub minutes: i32,
        pub person_id: Option<PersonId>,
        pub note_sealed: Option<Vec<u8>>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(contact, versioned);

pub mod wish {
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
        columns::<contact::Entity>(),
        columns::<wish::Entity>(),
        columns::<signal::Entity>(),
        columns::<urgent_notice::Entity>(),
    ]
}
