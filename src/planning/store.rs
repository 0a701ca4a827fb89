//! The rows of planning. The only place of this capability that names the ORM's entities.

pub mod planning_cycle {
    use crate::planning::CycleId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "planning_cycle")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CycleId,
        pub kind: String,
        pub year: i32,
        pub state: String,
        pub figures_on: Day,
        pub proposed_at: Option<Instant>,
        pub decision_number: String,
        pub decided_on: Option<Day>,
        pub sent_number: String,
        pub sent_on: Option<Day>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(planning_cycle, versioned);

pub mod planning_part {
    use crate::planning::{CycleId, PartId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "planning_part")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PartId,
        pub cycle_id: CycleId,
        pub part: String,
        pub edition: i32,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(planning_part);

pub mod planning_figure {
    use crate::planning::{CycleId, FigureId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "planning_figure")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FigureId,
        pub cycle_id: CycleId,
        pub code: String,
        pub value: String,
        pub known_on: Day,
        pub list: String,
        pub content_sealed: Vec<u8>,
        pub taken_at: Instant,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(planning_figure, versioned);

pub mod planning_line {
    use crate::planning::{CycleId, LineId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "planning_line")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LineId,
        pub cycle_id: CycleId,
        pub budget: String,
        pub set_no: i32,
        pub users_now: i64,
        pub users_planned: i64,
        pub change: String,
        pub way: String,
        pub cost_cents: i64,
        pub content_sealed: Vec<u8>,
        pub removed_at: Option<Instant>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(planning_line, versioned);

pub mod planning_release {
    use crate::planning::{CycleId, ReleaseId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "planning_release")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ReleaseId,
        pub cycle_id: CycleId,
        pub published_on: Day,
        pub ends_on: Day,
        pub withdrawn_on: Option<Day>,
        pub withdrawn_by: String,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(planning_release, versioned);

pub mod planning_opinion {
    use crate::planning::{CycleId, OpinionId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "planning_opinion")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: OpinionId,
        pub cycle_id: CycleId,
        pub number: i64,
        pub document: String,
        pub via: String,
        pub received_on: Day,
        pub outcome: String,
        pub answered_on: Option<Day>,
        pub is_shown: bool,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(planning_opinion, versioned);

pub mod planning_debate {
    use crate::planning::{CycleId, DebateId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "planning_debate")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DebateId,
        pub cycle_id: CycleId,
        pub kind: String,
        pub held_on: Day,
        pub people: i32,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(planning_debate);

pub mod planning_inquiry {
    use crate::planning::{CycleId, InquiryId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "planning_inquiry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: InquiryId,
        pub cycle_id: CycleId,
        pub sent_on: Day,
        pub due_on: Day,
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
kit::owned!(planning_inquiry, versioned);

pub mod planning_demand {
    use crate::planning::{CycleId, DemandId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "planning_demand")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DemandId,
        pub cycle_id: CycleId,
        pub kind: String,
        pub received_on: Day,
        pub handled_on: Option<Day>,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(planning_demand, versioned);

pub mod planning_paper {
    use crate::people::{Keeps, Kept};
    use crate::planning::{CycleId, PlanPaperId, ReleaseId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "planning_paper")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PlanPaperId,
        pub cycle_id: CycleId,
        pub release_id: Option<ReleaseId>,
        pub document: String,
        pub phase: String,
        pub year: i32,
        pub number: i64,
        pub code: String,
        pub data_sealed: Vec<u8>,
        pub sealed: Vec<u8>,
        pub sha256: String,
        pub document_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}

    impl Keeps for Entity {
        const TABLE: &'static str = "planning_paper";
        const OBJECT: &'static str = "planning-paper";
        const PRINTING: &'static str = "print-planning-paper";
        const PURPOSE: &'static str = "planning: printing";

        fn kept(row: Model) -> Kept {
            Kept {
                id: row.id.0,
                about: None,
                title: crate::planning::frame::bg(&format!("planning-document-{}", row.document)),
                template: crate::people::PAPER,
                made_at: row.made_at,
                data_sealed: row.data_sealed,
                sealed: row.sealed,
            }
        }
    }
}
kit::owned!(planning_paper);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<planning_cycle::Entity>(),
        columns::<planning_part::Entity>(),
        columns::<planning_figure::Entity>(),
        columns::<planning_line::Entity>(),
        columns::<planning_release::Entity>(),
        columns::<planning_opinion::Entity>(),
        columns::<planning_debate::Entity>(),
        columns::<planning_inquiry::Entity>(),
        columns::<planning_demand::Entity>(),
        columns::<planning_paper::Entity>(),
    ]
}
