//! The rows of assistance. The only place of this capability that names the ORM's entities.

pub mod assistance_application {
    use crate::assistance::ApplicationId;
    use crate::people::{PaperId, PersonId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "assistance_application")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ApplicationId,
        pub person_id: PersonId,
        pub year: i32,
        pub number: i64,
        pub filed_on: Day,
        pub state: String,
        pub due_on: Option<Day>,
        pub hours: i32,
        pub content_sealed: Vec<u8>,
        pub paper_id: Option<PaperId>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(assistance_application, versioned);

pub mod assistance_choice {
    use crate::assistance::{ApplicationId, ChoiceId};
    use crate::assistants::AssistantId;
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "assistance_choice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ChoiceId,
        pub application_id: ApplicationId,
        pub assistant_id: AssistantId,
        pub role: String,
        pub hours: i32,
        pub turn: i32,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(assistance_choice, versioned);

pub mod assistance_agreement {
    use crate::assistance::{AgreementId, ApplicationId};
    use crate::assistants::AssistantId;
    use crate::people::{PaperId, PersonId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "assistance_agreement")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AgreementId,
        pub application_id: ApplicationId,
        pub person_id: PersonId,
        pub assistant_id: AssistantId,
        pub year: i32,
        pub number: i64,
        pub before_number: String,
        pub here_from: Option<Day>,
        pub concluded_on: Day,
        pub hours: i32,
        pub directive_hours: i32,
        pub from_on: Day,
        pub until_on: Day,
        pub held_on: Option<Day>,
        pub ended_on: Option<Day>,
        pub end_ground: String,
        pub content_sealed: Vec<u8>,
        pub paper_id: Option<PaperId>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(assistance_agreement, versioned);

pub mod assistance_schedule {
    use crate::assistance::{AgreementId, ScheduleId};
    use crate::people::PaperId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "assistance_schedule")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ScheduleId,
        pub agreement_id: AgreementId,
        pub turn: i32,
        pub from_on: Day,
        pub content_sealed: Vec<u8>,
        pub replaced_at: Option<Instant>,
        pub paper_id: Option<PaperId>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(assistance_schedule, versioned);

pub mod assistance_contract {
    use crate::assistance::{AgreementId, ContractId};
    use crate::assistants::AssistantId;
    use crate::people::PaperId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "assistance_contract")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ContractId,
        pub agreement_id: AgreementId,
        pub assistant_id: AssistantId,
        pub substitute_of: Option<ContractId>,
        pub year: i32,
        pub number: i64,
        pub before_number: String,
        pub concluded_on: Day,
        pub starts_on: Day,
        pub ends_on: Day,
        pub hours: i32,
        pub hours_per_day: Option<i32>,
        pub ground: String,
        pub register_code: String,
        pub ended_on: Option<Day>,
        pub end_ground: String,
        pub content_sealed: Vec<u8>,
        pub paper_id: Option<PaperId>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(assistance_contract, versioned);

pub mod assistance_amendment {
    use crate::assistance::{AgreementId, AmendmentId, ContractId};
    use crate::people::PaperId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "assistance_amendment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AmendmentId,
        pub agreement_id: AgreementId,
        pub contract_id: Option<ContractId>,
        pub kind: String,
        pub concluded_on: Day,
        pub from_on: Day,
        pub hours_before: i32,
        pub hours_after: i32,
        pub content_sealed: Vec<u8>,
        pub paper_id: Option<PaperId>,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(assistance_amendment);

pub mod assistance_step {
    use crate::assistance::{AgreementId, ApplicationId, StepId};
    use crate::people::PaperId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "assistance_step")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: StepId,
        pub application_id: ApplicationId,
        pub agreement_id: Option<AgreementId>,
        pub kind: String,
        pub held_on: Day,
        pub content_sealed: Vec<u8>,
        pub paper_id: Option<PaperId>,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(assistance_step);

pub mod assistance_check {
    use crate::assistance::{ApplicationId, CheckId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "assistance_check")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CheckId,
        pub application_id: ApplicationId,
        pub kind: String,
        pub checked_on: Day,
        pub found: bool,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(assistance_check);

pub mod assistance_record {
    use crate::assistance::{ContractId, RecordId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "assistance_record")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RecordId,
        pub contract_id: ContractId,
        pub kind: String,
        pub code: String,
        pub due_on: Day,
        pub content_sealed: Vec<u8>,
        pub sent_on: Option<Day>,
        pub protocol: String,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(assistance_record, versioned);

pub mod assistance_message {
    use crate::assistance::{AgreementId, ApplicationId, MessageId};
    use crate::people::PaperId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "assistance_message")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MessageId,
        pub application_id: ApplicationId,
        pub agreement_id: Option<AgreementId>,
        pub body: String,
        pub kind: String,
        pub known_on: Day,
        pub due_on: Day,
        pub content_sealed: Vec<u8>,
        pub paper_id: Option<PaperId>,
        pub sent_on: Option<Day>,
        pub document: String,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(assistance_message, versioned);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<assistance_application::Entity>(),
        columns::<assistance_choice::Entity>(),
        columns::<assistance_agreement::Entity>(),
        columns::<assistance_schedule::Entity>(),
        columns::<assistance_contract::Entity>(),
        columns::<assistance_amendment::Entity>(),
        columns::<assistance_step::Entity>(),
        columns::<assistance_check::Entity>(),
        columns::<assistance_record::Entity>(),
        columns::<assistance_message::Entity>(),
    ]
}
