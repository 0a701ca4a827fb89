//! Who works where and for whose money: appointments, agreements, time sheets, leave.

pub mod workforce_appointment {
    use crate::workforce::{AppointmentId, EmployeeId, PostId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workforce_appointment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AppointmentId,
        pub employee_id: EmployeeId,
        pub post_id: PostId,
        pub kind: String,
        pub order_number: String,
        pub order_on: Day,
        pub from_on: Day,
        pub until_on: Option<Day>,
        pub end_reason: String,
        pub weekly_minutes: i32,
        pub entered_at: Instant,
        pub revoked_at: Option<Instant>,
        pub revoked_why: String,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(workforce_appointment, versioned);

pub mod workforce_funding {
    use crate::projects::ProjectId;
    use crate::workforce::{AppointmentId, FundingId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workforce_funding")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FundingId,
        pub appointment_id: AppointmentId,
        pub source: String,
        pub project_id: Option<ProjectId>,
        pub from_on: Day,
        pub until_on: Option<Day>,
        pub entered_at: Instant,
        pub revoked_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(workforce_funding, versioned);

pub mod workforce_supplement {
    use crate::projects::ProjectId;
    use crate::workforce::{EmployeeId, SupplementId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workforce_supplement")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SupplementId,
        pub employee_id: EmployeeId,
        pub number: String,
        pub signed_on: Day,
        pub task: String,
        pub from_on: Day,
        pub until_on: Day,
        pub rate_cents: i64,
        pub currency: String,
        pub month_minutes: i32,
        pub is_outside: bool,
        pub source: String,
        pub project_id: Option<ProjectId>,
        pub entered_at: Instant,
        pub revoked_at: Option<Instant>,
        pub revoked_why: String,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(workforce_supplement, versioned);

pub mod workforce_paper {
    use crate::people::{Keeps, Kept};
    use crate::workforce::WorkPaperId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workforce_paper")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: WorkPaperId,
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
        const TABLE: &'static str = "workforce_paper";
        const OBJECT: &'static str = "workforce-paper";
        const PRINTING: &'static str = "print-workforce-paper";
        const PURPOSE: &'static str = "workforce: printing";

        fn kept(row: Model) -> Kept {
            let title = ui::text::text(ui::Lang::Bg, &format!("workforce-paper-{}", row.kind));
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
kit::owned!(workforce_paper);

pub mod workforce_sheet {
    use crate::workforce::{EmployeeId, SupplementId, TimeSheetId, WorkPaperId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workforce_sheet")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TimeSheetId,
        pub supplement_id: SupplementId,
        pub employee_id: EmployeeId,
        pub month: String,
        pub turn: i32,
        pub minutes: i32,
        pub paper_id: Option<WorkPaperId>,
        pub signed_on: Option<Day>,
        pub signed_by: String,
        pub entered_at: Instant,
        pub revoked_at: Option<Instant>,
        pub revoked_why: String,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(workforce_sheet, versioned);

pub mod workforce_sheet_day {
    use crate::workforce::{EmployeeId, SheetDayId, TimeSheetId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workforce_sheet_day")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SheetDayId,
        pub sheet_id: TimeSheetId,
        pub employee_id: EmployeeId,
        pub day: Day,
        pub begin_minute: i32,
        pub end_minute: i32,
        pub work: String,
        pub entered_at: Instant,
        pub revoked_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(workforce_sheet_day, versioned);

pub mod workforce_mentor {
    use crate::workforce::{EmployeeId, MentorId};
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workforce_mentor")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MentorId,
        pub employee_id: EmployeeId,
        pub mentor_id: EmployeeId,
        pub from_on: Day,
        pub until_on: Day,
        pub ended_on: Option<Day>,
        pub note: String,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(workforce_mentor, versioned);

pub mod workforce_leave {
    use crate::workforce::{EmployeeId, LeaveId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workforce_leave")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LeaveId,
        pub employee_id: EmployeeId,
        pub deputy_id: Option<EmployeeId>,
        pub kind: String,
        pub from_on: Day,
        pub until_on: Day,
        pub entered_at: Instant,
        pub revoked_at: Option<Instant>,
        pub revoked_why: String,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(workforce_leave, versioned);

pub mod workforce_plan {
    use crate::workforce::{EmployeeId, PlanId};
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workforce_plan")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PlanId,
        pub employee_id: EmployeeId,
        pub noted_on: Day,
        pub due_on: Day,
        pub answered_on: Option<Day>,
        pub load: i32,
        pub most: i32,
        pub content_sealed: Vec<u8>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(workforce_plan, versioned);
