//! The rows of control. The only place of this capability that names the ORM's entities.

pub mod control_signal {
    use crate::assistance::AgreementId;
    use crate::control::{ControlPaperId, SignalId};
    use crate::people::PersonId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "control_signal")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SignalId,
        pub year: i32,
        pub number: i64,
        pub kind: String,
        pub via: String,
        pub person_id: Option<PersonId>,
        pub agreement_id: Option<AgreementId>,
        pub received_on: Day,
        pub due_on: Day,
        pub state: String,
        pub outcome: String,
        pub decided_on: Option<Day>,
        pub answered_on: Option<Day>,
        pub content_sealed: Vec<u8>,
        pub paper_id: Option<ControlPaperId>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(control_signal, versioned);

pub mod control_visit {
    use crate::assistance::AgreementId;
    use crate::assistants::AssistantId;
    use crate::control::{SignalId, VisitId};
    use crate::people::{PaperId, PersonId};
    use kit::types::{AccountId, Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "control_visit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: VisitId,
        pub agreement_id: AgreementId,
        pub person_id: PersonId,
        pub assistant_id: AssistantId,
        pub kind: String,
        pub signal_id: Option<SignalId>,
        pub after_id: Option<VisitId>,
        pub due_on: Day,
        pub planned_on: Day,
        pub officer_id: Option<AccountId>,
        pub state: String,
        pub held_on: Option<Day>,
        pub is_bad: bool,
        pub is_absent: bool,
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
kit::owned!(control_visit, versioned);

pub mod control_measure {
    use crate::control::{MeasureId, VisitId};
    use crate::people::PersonId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "control_measure")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MeasureId,
        pub visit_id: VisitId,
        pub person_id: PersonId,
        pub due_on: Day,
        pub done_on: Option<Day>,
        pub outcome: String,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(control_measure, versioned);

pub mod control_round {
    use crate::control::{ControlPaperId, RoundId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "control_round")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RoundId,
        pub kind: String,
        pub month: String,
        pub due_on: Day,
        pub began_on: Day,
        pub ended_on: Option<Day>,
        pub total: i32,
        pub paper_id: Option<ControlPaperId>,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(control_round, versioned);

pub mod control_line {
    use crate::assistance::ApplicationId;
    use crate::control::{LineId, RoundId};
    use crate::people::PersonId;
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "control_line")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LineId,
        pub round_id: RoundId,
        pub application_id: ApplicationId,
        pub person_id: PersonId,
        pub result: String,
        pub checked_on: Option<Day>,
        pub content_sealed: Vec<u8>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(control_line, versioned);

pub mod control_training {
    use crate::control::{ControlPaperId, TrainingId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "control_training")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TrainingId,
        pub kind: String,
        pub held_on: Day,
        pub minutes: i32,
        pub state: String,
        pub content_sealed: Vec<u8>,
        pub paper_id: Option<ControlPaperId>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(control_training, versioned);

pub mod control_attendance {
    use crate::assistants::AssistantId;
    use crate::control::{AttendanceId, TrainingId};
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "control_attendance")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AttendanceId,
        pub training_id: TrainingId,
        pub assistant_id: AssistantId,
        pub state: String,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(control_attendance, versioned);

pub mod control_mark {
    use crate::assistance::AgreementId;
    use crate::control::MarkId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "control_mark")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MarkId,
        pub agreement_id: AgreementId,
        pub code: String,
        pub marked_on: Day,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(control_mark);

pub mod control_paper {
    use crate::control::ControlPaperId;
    use crate::people::{Keeps, Kept};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "control_paper")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ControlPaperId,
        pub kind: String,
        pub month: String,
        pub year: i32,
        pub number: i64,
        pub code: String,
        pub data_sealed: Vec<u8>,
        pub sealed: Vec<u8>,
        pub sha256: String,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}

    impl Keeps for Entity {
        const TABLE: &'static str = "control_paper";
        const OBJECT: &'static str = "control-paper";
        const PRINTING: &'static str = "print-control-paper";
        const PURPOSE: &'static str = "control: printing";

        fn kept(row: Model) -> Kept {
            let title = ui::text::text(ui::Lang::Bg, &format!("control-paper-{}", row.kind));
            Kept {
                id: row.id.0,
                about: None,
                title: title.into_owned(),
                template: crate::people::PAPER,
                made_at: row.made_at,
                data_sealed: row.data_sealed,
                sealed: row.sealed,
            }
        }
    }
}
kit::owned!(control_paper);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<control_signal::Entity>(),
        columns::<control_visit::Entity>(),
        columns::<control_measure::Entity>(),
        columns::<control_round::Entity>(),
        columns::<control_line::Entity>(),
        columns::<control_training::Entity>(),
        columns::<control_attendance::Entity>(),
        columns::<control_mark::Entity>(),
        columns::<control_paper::Entity>(),
    ]
}
