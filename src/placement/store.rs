//! The rows of placement. The only place of this capability that names the ORM's entities.

pub use super::store_texts::{reason_text, reason_version};

pub mod service_unit {
    use crate::placement::UnitId;
    use crate::services::ServiceId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "service_unit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: UnitId,
        pub service_id: ServiceId,
        pub name: String,
        pub total: i32,
        pub funded: i32,
        pub taken: i32,
        pub reserved: i32,
        pub updated_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(service_unit, versioned);

pub mod placement {
    use crate::people::PersonId;
    use crate::placement::{PlacementId, UnitId};
    use crate::referral::{CaseId, ProposalId};
    use crate::services::ServiceId;
    use kit::types::{AccountId, Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "placement")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PlacementId,
        pub person_id: PersonId,
        pub case_id: Option<CaseId>,
        pub proposal_id: Option<ProposalId>,
        pub service_id: ServiceId,
        pub unit_id: Option<UnitId>,
        pub follows_id: Option<PlacementId>,
        pub state: String,
        pub duration: String,
        pub urgent: bool,
        pub stated_on: Day,
        pub next_on: Option<Day>,
        pub next_kind: String,
        pub officer_id: Option<AccountId>,
        pub accepted_on: Option<Day>,
        pub ended_on: Option<Day>,
        pub end_ground: String,
        pub end_reason_sealed: Option<Vec<u8>>,
        pub closed_at: Option<Instant>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(placement, versioned);

pub mod waiting_entry {
    use crate::placement::{EntryId, PlacementId};
    use crate::services::ServiceId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "waiting_entry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: EntryId,
        pub placement_id: PlacementId,
        pub service_id: ServiceId,
        pub turn: i64,
        pub entered_at: Instant,
        pub urgent_ground: String,
        pub reason_sealed: Option<Vec<u8>>,
        pub asked_on: Option<Day>,
        pub ask_on: Option<Day>,
        pub left_at: Option<Instant>,
        pub left_how: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(waiting_entry, versioned);

pub mod place_offer {
    use crate::people::PaperId;
    use crate::placement::{OfferId, PlacementId, UnitId};
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "place_offer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: OfferId,
        pub placement_id: PlacementId,
        pub unit_id: Option<UnitId>,
        pub offered_on: Day,
        pub answer_by: Day,
        pub how: String,
        pub answered_on: Option<Day>,
        pub answer: String,
        pub paper_id: Option<PaperId>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(place_offer, versioned);

pub mod waiting_skip {
    use crate::placement::{EntryId, OfferId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "waiting_skip")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub entry_id: EntryId,
        pub offer_id: OfferId,
        pub ground: String,
        pub reason_sealed: Vec<u8>,
        pub skipped_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(waiting_skip);

pub mod support_plan {
    use crate::placement::{PlacementId, PlanId};
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "support_plan")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PlanId,
        pub placement_id: PlacementId,
        pub attempt: i32,
        pub assessed_on: Day,
        pub fits: bool,
        pub planned_on: Option<Day>,
        pub received_on: Day,
        pub content_sealed: Vec<u8>,
        pub file_sealed: Vec<u8>,
        pub media: String,
        pub sha256: String,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(support_plan, versioned);

pub mod provider_refusal {
    use crate::people::PaperId;
    use crate::placement::{PlacementId, RefusalId};
    use crate::services::ServiceId;
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "provider_refusal")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RefusalId,
        pub placement_id: PlacementId,
        pub service_id: ServiceId,
        pub ground: String,
        pub reason_sealed: Vec<u8>,
        pub refused_on: Day,
        pub received_on: Day,
        pub late: bool,
        pub appealed_on: Option<Day>,
        pub appealed_by: String,
        pub appeal_ended_on: Option<Day>,
        pub outcome: String,
        pub paper_id: Option<PaperId>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(provider_refusal, versioned);

pub mod service_contract {
    use crate::people::PaperId;
    use crate::placement::{ContractId, PlacementId};
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "service_contract")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ContractId,
        pub placement_id: PlacementId,
        pub prolongs_id: Option<ContractId>,
        pub year: i32,
        pub number: i64,
        pub signed_on: Day,
        pub from_on: Day,
        pub until_on: Day,
        pub fee_cents: Option<i64>,
        pub content_sealed: Vec<u8>,
        pub reported_on: Option<Day>,
        pub evaluated_on: Option<Day>,
        pub evaluation_sealed: Option<Vec<u8>>,
        pub updated_on: Option<Day>,
        pub paper_id: Option<PaperId>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(service_contract, versioned);

pub mod provider_link {
    use crate::placement::{LinkId, PlacementId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "provider_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LinkId,
        pub placement_id: PlacementId,
        pub fingerprint: String,
        pub purpose: String,
        pub email: String,
        pub base: String,
        pub snapshot_sealed: Vec<u8>,
        pub made_at: Instant,
        pub expires_at: Instant,
        pub opened_at: Option<Instant>,
        pub answered_at: Option<Instant>,
        pub answer: String,
        pub revoked_at: Option<Instant>,
        pub nudged_on: Option<Day>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(provider_link, versioned);

pub mod provider_account {
    use crate::services::ProviderId;
    use kit::types::{AccountId, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "provider_account")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        pub provider_id: ProviderId,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(provider_account);

pub mod print_batch {
    use crate::placement::BatchId;
    use kit::types::{AccountId, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "print_batch")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: BatchId,
        pub account_id: Option<AccountId>,
        pub account_name: String,
        pub made_at: Instant,
        pub papers: String,
        pub total: i32,
        pub done: i32,
        pub finished_at: Option<Instant>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(print_batch, versioned);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<service_unit::Entity>(),
        columns::<placement::Entity>(),
        columns::<waiting_entry::Entity>(),
        columns::<place_offer::Entity>(),
        columns::<waiting_skip::Entity>(),
        columns::<support_plan::Entity>(),
        columns::<provider_refusal::Entity>(),
        columns::<service_contract::Entity>(),
        columns::<provider_link::Entity>(),
        columns::<provider_account::Entity>(),
        columns::<print_batch::Entity>(),
        columns::<reason_text::Entity>(),
        columns::<reason_version::Entity>(),
    ]
}
