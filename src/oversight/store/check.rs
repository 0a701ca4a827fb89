//! Rows of checks and of what belongs to one.

pub mod oversight_check {
    use crate::oversight::{CheckId, OversightPaperId, PlanId};
    use crate::services::{ProviderId, ServiceId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "oversight_check")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CheckId,
        pub provider_id: ProviderId,
        pub service_id: Option<ServiceId>,
        pub plan_id: Option<PlanId>,
        pub after_id: Option<CheckId>,
        pub kind: String,
        pub state: String,
        pub turn: i64,
        pub standard: String,
        pub ordered_on: Option<Day>,
        pub starts_on: Option<Day>,
        pub ends_on: Option<Day>,
        pub began_on: Option<Day>,
        pub ended_on: Option<Day>,
        pub due_on: Option<Day>,
        pub reported_on: Option<Day>,
        pub is_late: bool,
        pub is_bad: bool,
        pub sent_on: Option<Day>,
        pub objections_until: Option<Day>,
        pub agency_due_on: Option<Day>,
        pub agency_on: Option<Day>,
        pub fingerprint: String,
        pub order_paper_id: Option<OversightPaperId>,
        pub report_paper_id: Option<OversightPaperId>,
        pub letter_paper_id: Option<OversightPaperId>,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(oversight_check, versioned);

pub mod oversight_finding {
    use crate::oversight::{CheckId, FindingId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "oversight_finding")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FindingId,
        pub check_id: CheckId,
        pub code: String,
        pub result: String,
        pub source: String,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(oversight_finding, versioned);

pub mod oversight_file {
    use crate::oversight::{CheckId, EvidenceId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "oversight_file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: EvidenceId,
        pub check_id: CheckId,
        pub code: String,
        pub media: String,
        pub size: i32,
        pub sha256: String,
        pub sealed: Vec<u8>,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(oversight_file);

pub mod oversight_talk {
    use crate::oversight::{CheckId, TalkId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "oversight_talk")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TalkId,
        pub check_id: CheckId,
        pub consent: String,
        pub asked_on: Day,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(oversight_talk);

pub mod oversight_objection {
    use crate::oversight::{CheckId, ObjectionId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "oversight_objection")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ObjectionId,
        pub check_id: CheckId,
        pub received_on: Day,
        pub is_late: bool,
        pub answered_on: Option<Day>,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(oversight_objection, versioned);

pub mod oversight_prescription {
    use crate::decisions::DecisionId;
    use crate::oversight::{CheckId, PrescriptionId};
    use crate::services::ProviderId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "oversight_prescription")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PrescriptionId,
        pub check_id: CheckId,
        pub provider_id: ProviderId,
        pub code: String,
        pub given_on: Day,
        pub due_on: Day,
        pub state: String,
        pub done_on: Option<Day>,
        pub follow_id: Option<CheckId>,
        pub decision_id: Option<DecisionId>,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(oversight_prescription, versioned);
