//! The rows of hours. The only place of this capability that names the ORM's entities.

pub mod hour_report {
    use crate::assistance::{AgreementId, ContractId};
    use crate::assistants::AssistantId;
    use crate::hours::ReportId;
    use crate::people::PersonId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hour_report")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ReportId,
        pub contract_id: ContractId,
        pub agreement_id: AgreementId,
        pub person_id: PersonId,
        pub assistant_id: AssistantId,
        pub month: String,
        pub attempt: i32,
        pub state: String,
        pub via: String,
        pub village: String,
        pub planned: i32,
        pub worked: i32,
        pub agreed: i32,
        pub counted: i32,
        pub years: i32,
        pub is_flat: bool,
        pub findings: i32,
        pub sent_on: Option<Day>,
        pub filed_on: Option<Day>,
        pub accepted_on: Option<Day>,
        pub class: String,
        pub pays_in: String,
        pub content_sealed: Vec<u8>,
        pub replaced_at: Option<Instant>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(hour_report, versioned);

pub mod hour_step {
    use crate::hours::{HourStepId, ReportId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hour_step")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: HourStepId,
        pub report_id: ReportId,
        pub kind: String,
        pub held_on: Day,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(hour_step);

pub mod hour_link {
    use crate::hours::HourLinkId;
    use crate::people::PersonId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hour_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: HourLinkId,
        pub person_id: PersonId,
        pub role: String,
        pub fingerprint: String,
        pub holder_sealed: Vec<u8>,
        pub made_at: Instant,
        pub expires_at: Instant,
        pub opened_at: Option<Instant>,
        pub revoked_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(hour_link, versioned);

pub mod hour_pin {
    use crate::hours::HourPinId;
    use crate::people::PersonId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hour_pin")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: HourPinId,
        pub person_id: PersonId,
        pub holder_sealed: Vec<u8>,
        pub pin_hash: String,
        pub failures: i32,
        pub made_at: Instant,
        pub ended_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(hour_pin, versioned);

pub mod hour_run {
    use crate::hours::HourRunId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hour_run")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: HourRunId,
        pub kind: String,
        pub month: String,
        pub village: String,
        pub papers: String,
        pub total: i32,
        pub done: i32,
        pub left_out: i32,
        pub began_at: Instant,
        pub ended_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(hour_run, versioned);

pub mod hour_blank {
    use crate::assistance::ContractId;
    use crate::hours::BlankId;
    use crate::people::PaperId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hour_blank")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: BlankId,
        pub contract_id: ContractId,
        pub month: String,
        pub paper_id: PaperId,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(hour_blank);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<hour_report::Entity>(),
        columns::<hour_step::Entity>(),
        columns::<hour_link::Entity>(),
        columns::<hour_pin::Entity>(),
        columns::<hour_run::Entity>(),
        columns::<hour_blank::Entity>(),
    ]
}
