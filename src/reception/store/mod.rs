//! The rows of the reception. With its parts the only place of this capability that asks the ORM.

pub mod booked;
pub mod queue;
pub mod setting;

pub mod reception_point {
    use crate::municipality::ServicePointId;
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "reception_point")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ServicePointId,
        pub touch_blind: Vec<u8>,
        pub touch_sealed: Vec<u8>,
        pub hall_blind: Vec<u8>,
        pub hall_sealed: Vec<u8>,
        pub gives_tickets: bool,
        pub per_minute: i32,
        pub slot_minutes: i32,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(reception_point, versioned);

pub mod reception_subject {
    use crate::reception::SubjectId;
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "reception_subject")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SubjectId,
        pub name: String,
        pub name_en: String,
        pub place: i32,
        pub is_offered: bool,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(reception_subject, versioned);

pub mod ticket {
    use crate::municipality::ServicePointId;
    use crate::reception::{SubjectId, TicketId};
    use kit::types::{AccountId, Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ticket")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TicketId,
        pub service_point_id: ServicePointId,
        pub day: Day,
        pub number: i64,
        pub subject_id: SubjectId,
        pub state: String,
        pub priority: String,
        pub reason_sealed: Option<Vec<u8>>,
        pub for_counter: Option<i32>,
        pub at_counter: Option<i32>,
        pub taken_at: Instant,
        pub first_called_at: Option<Instant>,
        pub called_at: Option<Instant>,
        pub called_times: i32,
        pub ended_at: Option<Instant>,
        pub account_id: Option<AccountId>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(ticket, versioned);

pub mod ticket_move {
    use crate::reception::{MoveId, TicketId};
    use kit::types::{AccountId, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ticket_move")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MoveId,
        pub ticket_id: TicketId,
        pub at: Instant,
        pub kind: String,
        pub counter: Option<i32>,
        pub account_id: Option<AccountId>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(ticket_move);

pub mod reception_hours {
    use crate::municipality::ServicePointId;
    use crate::reception::HoursId;
    use kit::types::{AccountId, Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "reception_hours")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: HoursId,
        pub service_point_id: ServicePointId,
        pub account_id: AccountId,
        pub hours: String,
        pub valid_from: Day,
        pub valid_to: Option<Day>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(reception_hours, versioned);

pub mod appointment {
    use crate::municipality::ServicePointId;
    use crate::people::PersonId;
    use crate::reception::{AppointmentId, SubjectId};
    use kit::types::{AccountId, Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "appointment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AppointmentId,
        pub service_point_id: ServicePointId,
        pub account_id: AccountId,
        pub day: Day,
        pub starts_at: Instant,
        pub minutes: i32,
        pub person_id: Option<PersonId>,
        pub name_sealed: Vec<u8>,
        pub phone_sealed: Vec<u8>,
        pub email_sealed: Vec<u8>,
        pub subject_id: SubjectId,
        pub note_sealed: Option<Vec<u8>>,
        pub more_sealed: Option<Vec<u8>>,
        pub state: String,
        pub reason_sealed: Option<Vec<u8>>,
        pub sequence: i32,
        pub booked_at: Instant,
        pub booked_by: Option<AccountId>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(appointment, versioned);

pub mod appointment_piece {
    use crate::reception::AppointmentId;
    use kit::types::{AccountId, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "appointment_piece")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub at: Instant,
        pub appointment_id: AppointmentId,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(appointment_piece);

pub mod appointment_message {
    use crate::reception::{AppointmentId, MessageId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "appointment_message")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MessageId,
        pub appointment_id: AppointmentId,
        pub kind: String,
        pub subject: String,
        pub text_sealed: Vec<u8>,
        pub to_sealed: Vec<u8>,
        pub written_at: Instant,
        pub sent_at: Option<Instant>,
        pub answer: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(appointment_message, versioned);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    vec![
        kit::store::columns::<reception_point::Entity>(),
        kit::store::columns::<reception_subject::Entity>(),
        kit::store::columns::<ticket::Entity>(),
        kit::store::columns::<ticket_move::Entity>(),
        kit::store::columns::<reception_hours::Entity>(),
        kit::store::columns::<appointment::Entity>(),
        kit::store::columns::<appointment_piece::Entity>(),
        kit::store::columns::<appointment_message::Entity>(),
    ]
}
