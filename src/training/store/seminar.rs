//! Rows of seminars: days, invitations, attendance, papers.

pub mod training_seminar {
    use crate::projects::ProjectId;
    use crate::training::{CourseId, SeminarId};
    use crate::workforce::EmployeeId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "training_seminar")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SeminarId,
        pub course_id: CourseId,
        pub after_id: Option<SeminarId>,
        pub kind: String,
        pub title: String,
        pub project_id: Option<ProjectId>,
        pub funding: String,
        pub trainer_id: Option<EmployeeId>,
        pub first_day: Day,
        pub last_day: Day,
        pub hours: i32,
        pub share: i32,
        pub content_sealed: Vec<u8>,
        pub entered_at: Instant,
        pub held_at: Option<Instant>,
        pub revoked_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(training_seminar, versioned);

pub mod training_day {
    use crate::training::{SeminarId, TrainingDayId};
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "training_day")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TrainingDayId,
        pub seminar_id: SeminarId,
        pub day: Day,
        pub hours: i32,
        pub begins: String,
        pub themes: String,
        pub code: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(training_day);

pub mod training_invited {
    use crate::training::{InvitedId, SeminarId};
    use crate::workforce::EmployeeId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "training_invited")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: InvitedId,
        pub seminar_id: SeminarId,
        pub employee_id: EmployeeId,
        pub fingerprint: String,
        pub failures: i32,
        pub is_rated: bool,
        pub ends_on: Day,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(training_invited);

pub mod training_attendance {
    use crate::training::{AttendanceId, SeminarId, TrainingDayId};
    use crate::workforce::EmployeeId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "training_attendance")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AttendanceId,
        pub seminar_id: SeminarId,
        pub day_id: TrainingDayId,
        pub employee_id: EmployeeId,
        pub hours: i32,
        pub how: String,
        pub turn: i64,
        pub why_sealed: Vec<u8>,
        pub entered_at: Instant,
        pub revoked_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(training_attendance, versioned);

pub mod training_paper {
    use crate::people::{Keeps, Kept};
    use crate::training::{SeminarId, TrainingDayId, TrainingPaperId};
    use crate::workforce::EmployeeId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "training_paper")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TrainingPaperId,
        pub kind: String,
        pub seminar_id: SeminarId,
        pub day_id: Option<TrainingDayId>,
        pub employee_id: Option<EmployeeId>,
        pub year: i32,
        pub number: i64,
        pub code: String,
        pub issued_on: Day,
        pub valid_until: Option<Day>,
        pub turn: i64,
        pub data_sealed: Vec<u8>,
        pub sealed: Vec<u8>,
        pub sha256: String,
        pub why_sealed: Vec<u8>,
        pub entered_at: Instant,
        pub revoked_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}

    impl Keeps for Entity {
        const TABLE: &'static str = "training_paper";
        const OBJECT: &'static str = "training-paper";
        const PRINTING: &'static str = "print-training-paper";
        const PURPOSE: &'static str = "training: printing";

        fn kept(row: Model) -> Kept {
            let title = ui::text::text(ui::Lang::Bg, &format!("training-paper-{}", row.kind));
            let is_list = row.kind == crate::training::LIST;
            Kept {
                id: row.id.0,
                about: None,
                title: title.into_owned(),
                template: if is_list { crate::training::SHEET } else { crate::people::PAPER },
                made_at: row.entered_at,
                data_sealed: row.data_sealed,
                sealed: row.sealed,
            }
        }
    }
}
kit::owned!(training_paper, versioned);

pub mod training_message {
    use crate::training::{InvitedId, SeminarId, TrainingMessageId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "training_message")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TrainingMessageId,
        pub seminar_id: SeminarId,
        pub invited_id: InvitedId,
        pub kind: String,
        pub turn: i32,
        pub subject: String,
        pub text_sealed: Vec<u8>,
        pub to_sealed: Vec<u8>,
        pub written_at: Instant,
        pub sent_at: Option<Instant>,
        pub answer: String,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(training_message, versioned);
