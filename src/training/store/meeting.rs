//! Rows of supervision.

pub mod supervision {
    use crate::projects::ProjectId;
    use crate::training::SupervisionId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "supervision")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SupervisionId,
        pub kind: String,
        pub project_id: Option<ProjectId>,
        pub funding: String,
        pub starts_on: Day,
        pub ends_on: Day,
        pub content_sealed: Vec<u8>,
        pub entered_at: Instant,
        pub revoked_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(supervision, versioned);

pub mod supervision_meeting {
    use crate::training::{MeetingId, SupervisionId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "supervision_meeting")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MeetingId,
        pub supervision_id: SupervisionId,
        pub day: Day,
        pub hours: i32,
        pub content_sealed: Vec<u8>,
        pub entered_at: Instant,
        pub revoked_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(supervision_meeting, versioned);

pub mod supervision_person {
    use crate::training::{MeetingId, PersonRowId};
    use crate::workforce::EmployeeId;
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "supervision_person")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PersonRowId,
        pub meeting_id: MeetingId,
        pub employee_id: EmployeeId,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(supervision_person);

pub mod supervision_action {
    use crate::training::{ActionId, MeetingId, SupervisionId};
    use crate::workforce::EmployeeId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "supervision_action")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ActionId,
        pub supervision_id: SupervisionId,
        pub meeting_id: Option<MeetingId>,
        pub employee_id: Option<EmployeeId>,
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
kit::owned!(supervision_action, versioned);

pub mod supervision_paper {
    use crate::people::{Keeps, Kept};
    use crate::training::{GuidedPaperId, MeetingId, SupervisionId};
    use crate::workforce::EmployeeId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "supervision_paper")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: GuidedPaperId,
        pub kind: String,
        pub supervision_id: Option<SupervisionId>,
        pub meeting_id: Option<MeetingId>,
        pub employee_id: Option<EmployeeId>,
        pub covers: i32,
        pub year: i32,
        pub number: i64,
        pub code: String,
        pub issued_on: Day,
        pub data_sealed: Vec<u8>,
        pub sealed: Vec<u8>,
        pub sha256: String,
        pub entered_at: Instant,
        pub overtaken_at: Option<Instant>,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}

    impl Keeps for Entity {
        const TABLE: &'static str = "supervision_paper";
        const OBJECT: &'static str = "supervision-paper";
        const PRINTING: &'static str = "print-supervision-paper";
        const PURPOSE: &'static str = "training: printing";

        fn kept(row: Model) -> Kept {
            let title = ui::text::text(ui::Lang::Bg, &format!("training-paper-{}", row.kind));
            let is_protocol = row.kind == crate::training::PROTOCOL;
            let of_meeting = crate::training::PROTOCOL_SHEET;
            Kept {
                id: row.id.0,
                about: None,
                title: title.into_owned(),
                template: if is_protocol { of_meeting } else { crate::people::PAPER },
                made_at: row.entered_at,
                data_sealed: row.data_sealed,
                sealed: row.sealed,
            }
        }
    }
}
kit::owned!(supervision_paper);
