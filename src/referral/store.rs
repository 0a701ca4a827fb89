//! The rows of referral. The only place of this capability that names the ORM.

pub mod decision {
    use crate::referral::DecisionId;
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "decision")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DecisionId,
        pub answer_sealed: Vec<u8>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(decision);

pub mod referral_case {
    use crate::people::PersonId;
    use crate::referral::CaseId;
    use crate::referral::DecisionId;
    use crate::referral::WishId;
    use crate::services::ServiceId;
    use kit::types::{AccountId, Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "referral_case")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CaseId,
        pub wish_id: WishId,
        pub person_id: PersonId,
        pub service_id: ServiceId,
        pub state: String,
        pub wish_on: Day,
        pub due_on: Option<Day>,
        pub next_on: Option<Day>,
        pub next_kind: String,
        pub officer_id: Option<AccountId>,
        pub rule: String,
        pub regime: String,
        pub competent: String,
        pub decision_id: DecisionId,
        pub closed_at: Option<Instant>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(referral_case, versioned);

pub mod meeting {
    use crate::referral::{CaseId, MeetingId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "meeting")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MeetingId,
        pub case_id: CaseId,
        pub offered_at: Instant,
        pub offered_channel: String,
        pub planned_at: Instant,
        pub place_kind: String,
        pub place: String,
        pub state: String,
        pub held_at: Option<Instant>,
        pub informed_orally: bool,
        pub informed_in_writing: bool,
        pub accessible_format: String,
        pub note_sealed: Option<Vec<u8>>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(meeting, versioned);

pub mod info_request {
    use crate::referral::{CaseId, RequestId};
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "info_request")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RequestId,
        pub case_id: CaseId,
        pub question_sealed: Vec<u8>,
        pub sent_on: Day,
        pub due_on: Day,
        pub answered_on: Option<Day>,
        pub answer_sealed: Option<Vec<u8>>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(info_request, versioned);

pub mod assessment {
    use crate::municipality::OrderId;
    use crate::referral::{AssessmentId, CaseId};
    use kit::types::{AccountId, Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "assessment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AssessmentId,
        pub case_id: CaseId,
        pub attempt: i32,
        pub year: Option<i32>,
        pub number: Option<i64>,
        pub state: String,
        pub order_id: Option<OrderId>,
        pub officer_id: Option<AccountId>,
        pub sealed: Vec<u8>,
        pub signed_on: Option<Day>,
        pub signed_how: String,
        pub signed_late: bool,
        pub late_reason: String,
        pub declined: bool,
        pub handed_over_at: Option<Instant>,
        pub handed_over_how: String,
        pub iis_consent_on: Option<Day>,
        pub iis_consent_withdrawn_on: Option<Day>,
        pub iis_entered_on: Option<Day>,
        pub appealed_on: Option<Day>,
        pub appeal_ended_on: Option<Day>,
        pub appeal_outcome: String,
        pub annulled_on: Option<Day>,
        pub annul_reason: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(assessment, versioned);

pub mod proposal {
    use crate::referral::{AssessmentId, ProposalId};
    use crate::services::ServiceId;
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "proposal")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ProposalId,
        pub assessment_id: AssessmentId,
        pub service_id: ServiceId,
        pub chosen: bool,
        pub duration: Option<String>,
        pub valid_until: Option<Day>,
        pub position: i32,
        pub taken_on: Option<Day>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(proposal);

pub mod pause {
    use crate::referral::{AssessmentId, PauseId, ProposalId};
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "pause")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PauseId,
        pub assessment_id: AssessmentId,
        pub proposal_id: Option<ProposalId>,
        pub ground: String,
        pub first_day: Day,
        pub last_day: Option<Day>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(pause, versioned);

pub mod document {
    use crate::referral::{CaseId, DocumentId};
    use kit::types::{AccountId, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "document")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DocumentId,
        pub case_id: CaseId,
        pub kind: String,
        pub register: String,
        pub year: i32,
        pub number: i64,
        pub title: String,
        pub made_at: Instant,
        pub account_id: Option<AccountId>,
        pub media: String,
        pub data_sealed: Vec<u8>,
        pub sealed: Vec<u8>,
        pub sha256: String,
        pub code: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(document);

pub mod hand_over {
    use crate::referral::{CaseId, DocumentId};
    use kit::types::{AccountId, Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hand_over")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub case_id: CaseId,
        pub receiver: String,
        pub channel: String,
        pub handed_on: Day,
        pub late: bool,
        pub document_id: Option<DocumentId>,
        pub account_id: Option<AccountId>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(hand_over);

/// The wish from which a case came; written by the front desk, read here.
pub mod wish_row {
    use crate::referral::WishId;
    use kit::types::{Instant, MunicipalityId};
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
        pub channel: String,
        pub representative_id: Option<i64>,
        pub facts_sealed: Vec<u8>,
        pub words_sealed: Option<Vec<u8>>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(wish_row);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<decision::Entity>(),
        columns::<referral_case::Entity>(),
        columns::<meeting::Entity>(),
        columns::<info_request::Entity>(),
        columns::<assessment::Entity>(),
        columns::<proposal::Entity>(),
        columns::<pause::Entity>(),
        columns::<document::Entity>(),
        columns::<hand_over::Entity>(),
    ]
}
