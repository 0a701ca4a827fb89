//! The rows of fees. The only place of this capability that names the ORM's entities.

pub mod fee_rate {
    use crate::fees::RateId;
    use crate::services::ServiceId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "fee_rate")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RateId,
        pub service_id: Option<ServiceId>,
        pub legacy_name: String,
        pub kind: String,
        pub percent: i32,
        pub cents: i64,
        pub unit: String,
        pub free_item: Option<i32>,
        pub reduced: Option<i32>,
        pub by_days: bool,
        pub basis: String,
        pub valid_from: Day,
        pub valid_to: Option<Day>,
        pub confidence: String,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(fee_rate, versioned);

pub mod fee_ground {
    use crate::fees::GroundId;
    use crate::people::PersonId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "fee_ground")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: GroundId,
        pub person_id: PersonId,
        pub from_on: Day,
        pub until_on: Option<Day>,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(fee_ground, versioned);

pub mod fee_account {
    use crate::fees::FeeAccountId;
    use crate::people::{PaperId, PersonId};
    use crate::placement::PlacementId;
    use crate::services::ServiceId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "fee_account")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FeeAccountId,
        pub placement_id: PlacementId,
        pub person_id: PersonId,
        pub service_id: ServiceId,
        pub month: String,
        pub attempt: i32,
        pub year: i32,
        pub number: i64,
        pub funding: String,
        pub cents: i64,
        pub due_on: Day,
        pub data_sealed: Vec<u8>,
        pub paper_id: Option<PaperId>,
        pub issued_at: Instant,
        pub account_name: String,
        pub cancelled_at: Option<Instant>,
        pub cancelled_by: String,
        pub why_sealed: Option<Vec<u8>>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(fee_account, versioned);

pub mod fee_remittance {
    use crate::fees::RemittanceId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "fee_remittance")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RemittanceId,
        pub month: String,
        pub funding: String,
        pub cents: i64,
        pub sent_on: Day,
        pub document: String,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(fee_remittance, versioned);

pub mod fee_payment {
    use crate::fees::{FeeAccountId, PaymentId, RemittanceId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "fee_payment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PaymentId,
        pub account_id: FeeAccountId,
        pub funding: String,
        pub cents: i64,
        pub paid_on: Day,
        pub how: String,
        pub document: String,
        pub reverses_id: Option<PaymentId>,
        pub remittance_id: Option<RemittanceId>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(fee_payment, versioned);

pub mod fee_run {
    use crate::fees::RunId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "fee_run")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RunId,
        pub month: String,
        pub total: i32,
        pub done: i32,
        pub began_at: Instant,
        pub ended_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(fee_run, versioned);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<fee_rate::Entity>(),
        columns::<fee_ground::Entity>(),
        columns::<fee_account::Entity>(),
        columns::<fee_remittance::Entity>(),
        columns::<fee_payment::Entity>(),
        columns::<fee_run::Entity>(),
    ]
}
