//! The rows of payroll. The only place of this capability that names the ORM's entities.

pub mod payroll_run {
    use crate::payroll::RunId;
    use kit::types::{AccountId, Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "payroll_run")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RunId,
        pub month: String,
        pub kind: String,
        pub attempt: i32,
        pub state: String,
        pub year: i32,
        pub number: i64,
        pub currency: String,
        pub rules: String,
        pub pay_by: Option<Day>,
        pub people: i32,
        pub held: i32,
        pub minutes: i64,
        pub gross: i64,
        pub contributions: i64,
        pub administration: i64,
        pub slips: i32,
        pub begun_by: Option<AccountId>,
        pub account_name: String,
        pub made_at: Instant,
        pub prepared_by: Option<AccountId>,
        pub prepared_name: String,
        pub prepared_at: Option<Instant>,
        pub approved_by: Option<AccountId>,
        pub approved_name: String,
        pub approved_at: Option<Instant>,
        pub released_name: String,
        pub released_at: Option<Instant>,
        pub cancelled_at: Option<Instant>,
        pub why_sealed: Option<Vec<u8>>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(payroll_run, versioned);

pub mod payroll_line {
    use crate::assistance::{AgreementId, ContractId};
    use crate::assistants::AssistantId;
    use crate::hours::ReportId;
    use crate::payroll::{LineId, RunId};
    use crate::people::PersonId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "payroll_line")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LineId,
        pub run_id: RunId,
        pub contract_id: ContractId,
        pub agreement_id: AgreementId,
        pub person_id: PersonId,
        pub assistant_id: AssistantId,
        pub report_id: ReportId,
        pub worked: String,
        pub kind: String,
        pub minutes: i32,
        pub minutes_before: i32,
        pub years: i32,
        pub price: String,
        pub percent: String,
        pub rate: String,
        pub gross_before: i64,
        pub currency: String,
        pub pay: i64,
        pub supplement: i64,
        pub contributions: i64,
        pub administration: i64,
        pub paid_currency: String,
        pub paid_pay: i64,
        pub paid_supplement: i64,
        pub paid_contributions: i64,
        pub paid_administration: i64,
        pub pay_by: Option<Day>,
        pub is_treasury: bool,
        pub turn: i32,
        pub released_turn: Option<i32>,
        pub held_kind: String,
        pub held_by: String,
        pub held_sealed: Option<Vec<u8>>,
        pub why_sealed: Option<Vec<u8>>,
        pub made_at: Instant,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(payroll_line, versioned);

pub mod payroll_net {
    use crate::assistance::ContractId;
    use crate::payroll::{NetId, RunId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "payroll_net")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: NetId,
        pub run_id: RunId,
        pub contract_id: ContractId,
        pub cents: i64,
        pub account_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(payroll_net, versioned);

pub mod payroll_slip {
    use crate::assistants::AssistantId;
    use crate::payroll::{RunId, SlipId};
    use crate::people::PaperId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "payroll_slip")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SlipId,
        pub run_id: RunId,
        pub assistant_id: AssistantId,
        pub paper_id: PaperId,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(payroll_slip);

pub mod payroll_request {
    use crate::payroll::{RequestId, RunId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "payroll_request")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RequestId,
        pub run_id: RunId,
        pub month: String,
        pub kind: String,
        pub year: i32,
        pub number: i64,
        pub currency: String,
        pub due_on: Day,
        pub again_on: Day,
        pub minutes: i64,
        pub gross: i64,
        pub contributions: i64,
        pub administration: i64,
        pub state_part: i64,
        pub child_aid: i64,
        pub supplement_aid: i64,
        pub filed_on: Option<Day>,
        pub document: String,
        pub expected_on: Option<Day>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(payroll_request, versioned);

pub mod payroll_claim {
    use crate::payroll::{ClaimId, RequestId};
    use crate::people::PersonId;
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "payroll_claim")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ClaimId,
        pub request_id: RequestId,
        pub person_id: PersonId,
        pub minutes: i64,
        pub gross: i64,
        pub contributions: i64,
        pub administration: i64,
        pub child_aid: i64,
        pub supplement_aid: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(payroll_claim);

pub mod payroll_transfer {
    use crate::payroll::{RequestId, TransferId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "payroll_transfer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TransferId,
        pub request_id: RequestId,
        pub received_on: Day,
        pub cents: i64,
        pub document: String,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(payroll_transfer);

pub mod payroll_paper {
    use crate::payroll::PayPaperId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "payroll_paper")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PayPaperId,
        pub kind: String,
        pub subject_id: i64,
        pub part: i32,
        pub period: String,
        pub year: i32,
        pub number: i64,
        pub made_at: Instant,
        pub account_name: String,
        pub data_sealed: Vec<u8>,
        pub sealed: Vec<u8>,
        pub sha256: String,
        pub code: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(payroll_paper);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<payroll_run::Entity>(),
        columns::<payroll_line::Entity>(),
        columns::<payroll_net::Entity>(),
        columns::<payroll_slip::Entity>(),
        columns::<payroll_request::Entity>(),
        columns::<payroll_claim::Entity>(),
        columns::<payroll_transfer::Entity>(),
        columns::<payroll_paper::Entity>(),
    ]
}
