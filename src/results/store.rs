//! The rows of results. The only place of this capability that names the ORM's entities.

pub mod result_indicator {
    use crate::projects::ProjectId;
    use crate::results::IndicatorId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "result_indicator")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: IndicatorId,
        pub project_id: ProjectId,
        pub place: i32,
        pub code: String,
        pub name: String,
        pub definition: String,
        pub unit: String,
        pub base: i64,
        pub target: i64,
        pub counted: String,
        pub closed_on: Option<Day>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(result_indicator, versioned);

pub mod result_opening {
    use crate::municipality::ServicePointId;
    use crate::projects::ProjectId;
    use crate::results::OpeningId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "result_opening")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: OpeningId,
        pub project_id: ProjectId,
        pub point_id: ServicePointId,
        pub day: Day,
        pub entered_at: Instant,
        pub revoked_at: Option<Instant>,
        pub revoked_why: String,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(result_opening);

pub mod result_question {
    use crate::results::QuestionId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "result_question")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: QuestionId,
        pub code: String,
        pub codes: String,
        pub bg: String,
        pub en: String,
        pub is_asked: bool,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(result_question, versioned);

pub mod result_participant {
    use crate::projects::ProjectId;
    use crate::results::ParticipantId;
    use crate::workforce::EmployeeId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "result_participant")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ParticipantId,
        pub project_id: ProjectId,
        pub employee_id: EmployeeId,
        pub joined_on: Day,
        pub left_on: Option<Day>,
        pub answers_sealed: Vec<u8>,
        pub made_at: Instant,
        pub revoked_at: Option<Instant>,
        pub revoked_why: String,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(result_participant, versioned);

pub mod result_special {
    use crate::results::{ParticipantId, SpecialId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "result_special")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SpecialId,
        pub participant_id: ParticipantId,
        pub answers_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(result_special, versioned);

pub mod result_estimate {
    use crate::projects::ProjectId;
    use crate::results::EstimateId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "result_estimate")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: EstimateId,
        pub project_id: ProjectId,
        pub day: Day,
        pub activity: String,
        pub code: String,
        pub people: i64,
        pub of_people: i64,
        pub basis: String,
        pub entered_at: Instant,
        pub revoked_at: Option<Instant>,
        pub revoked_why: String,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(result_estimate);

pub mod result_pack {
    use crate::projects::ProjectId;
    use crate::results::PackId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "result_pack")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PackId,
        pub project_id: ProjectId,
        pub claim: String,
        pub from_on: Day,
        pub to_on: Day,
        pub state: String,
        pub done: i32,
        pub total: i32,
        pub missing: i32,
        pub index_sealed: Vec<u8>,
        pub sealed: Vec<u8>,
        pub sha256: String,
        pub made_at: Instant,
        pub finished_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(result_pack, versioned);

pub mod result_paper {
    use crate::people::{Keeps, Kept};
    use crate::projects::ProjectId;
    use crate::results::ReportId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "result_paper")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ReportId,
        pub project_id: ProjectId,
        pub kind: String,
        pub from_on: Day,
        pub to_on: Day,
        pub has_heading: bool,
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
        const TABLE: &'static str = "result_paper";
        const OBJECT: &'static str = "result-paper";
        const PRINTING: &'static str = "print-result-paper";
        const PURPOSE: &'static str = "results: printing";

        fn kept(row: Model) -> Kept {
            let title = ui::text::text(ui::Lang::Bg, &format!("results-paper-{}", row.kind));
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
kit::owned!(result_paper);

pub mod result_decision {
    use crate::projects::ProjectId;
    use crate::results::DecisionId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "result_decision")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DecisionId,
        pub project_id: ProjectId,
        pub subject: String,
        pub kind: String,
        pub valid_from: Day,
        pub content_sealed: Vec<u8>,
        pub entered_at: Instant,
        pub revoked_at: Option<Instant>,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(result_decision);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<result_indicator::Entity>(),
        columns::<result_opening::Entity>(),
        columns::<result_question::Entity>(),
        columns::<result_participant::Entity>(),
        columns::<result_special::Entity>(),
        columns::<result_estimate::Entity>(),
        columns::<result_pack::Entity>(),
        columns::<result_paper::Entity>(),
        columns::<result_decision::Entity>(),
    ]
}
