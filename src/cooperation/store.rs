//! The rows of cooperation with institutions. The only place of this capability that names the
//! ORM's entities.

pub mod cooperation_institution {
    use crate::cooperation::InstitutionId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "cooperation_institution")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: InstitutionId,
        pub kind: String,
        pub is_active: bool,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(cooperation_institution, versioned);

pub mod cooperation_conference {
    use crate::cooperation::ConferenceId;
    use crate::people::PersonId;
    use crate::placement::PlacementId;
    use crate::referral::CaseId;
    use kit::types::{AccountId, Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "cooperation_conference")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ConferenceId,
        pub year: i32,
        pub number: i64,
        pub case_id: CaseId,
        pub placement_id: Option<PlacementId>,
        pub person_id: PersonId,
        pub officer_id: Option<AccountId>,
        pub ground: String,
        pub day: Day,
        pub begins: String,
        pub form: String,
        pub state: String,
        pub sequence: i32,
        pub called_on: Option<Day>,
        pub citizen_on: Option<Day>,
        pub citizen_how: String,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(cooperation_conference, versioned);

pub mod cooperation_seat {
    use crate::cooperation::{ConferenceId, InstitutionId, SeatId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "cooperation_seat")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SeatId,
        pub conference_id: ConferenceId,
        pub institution_id: Option<InstitutionId>,
        pub role: String,
        pub part: String,
        pub sharing: String,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(cooperation_seat, versioned);

pub mod cooperation_message {
    use crate::cooperation::{ConferenceId, InvitationId, SeatId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "cooperation_message")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: InvitationId,
        pub conference_id: ConferenceId,
        pub seat_id: SeatId,
        pub kind: String,
        pub to_sealed: Vec<u8>,
        pub subject: String,
        pub text_sealed: Vec<u8>,
        pub fingerprint: String,
        pub ends_on: Day,
        pub sequence: i32,
        pub made_at: Instant,
        pub sent_at: Option<Instant>,
        pub answer: String,
        pub opened_at: Option<Instant>,
        pub reply: String,
        pub replied_at: Option<Instant>,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(cooperation_message);

pub mod cooperation_task {
    use crate::cooperation::{AgreedId, ConferenceId, InstitutionId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "cooperation_task")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AgreedId,
        pub conference_id: ConferenceId,
        pub institution_id: Option<InstitutionId>,
        pub due_on: Day,
        pub done_on: Option<Day>,
        pub dropped_on: Option<Day>,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(cooperation_task, versioned);

pub mod cooperation_request {
    use crate::cooperation::{InquiryId, InstitutionId};
    use crate::people::PersonId;
    use crate::referral::CaseId;
    use kit::types::{AccountId, Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "cooperation_request")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: InquiryId,
        pub direction: String,
        pub year: i32,
        pub number: i64,
        pub institution_id: InstitutionId,
        pub case_id: Option<CaseId>,
        pub person_id: Option<PersonId>,
        pub officer_id: Option<AccountId>,
        pub previous_id: Option<InquiryId>,
        pub ground: String,
        pub sent_on: Day,
        pub due_on: Day,
        pub reminded_on: Option<Day>,
        pub answered_on: Option<Day>,
        pub outcome: String,
        pub forwarded_id: Option<InstitutionId>,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(cooperation_request, versioned);

pub mod cooperation_paper {
    use crate::cooperation::{ConferenceId, CooperationPaperId, InquiryId, SeatId};
    use crate::people::{Keeps, Kept};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "cooperation_paper")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CooperationPaperId,
        pub kind: String,
        pub year: i32,
        pub number: i64,
        pub conference_id: Option<ConferenceId>,
        pub seat_id: Option<SeatId>,
        pub request_id: Option<InquiryId>,
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
        const TABLE: &'static str = "cooperation_paper";
        const OBJECT: &'static str = "cooperation-paper";
        const PRINTING: &'static str = "print-cooperation-paper";
        const PURPOSE: &'static str = "cooperation: printing";

        fn kept(row: Model) -> Kept {
            let title = ui::text::text(ui::Lang::Bg, &format!("cooperation-paper-{}", row.kind));
            Kept {
                id: row.id.0,
                about: None,
                title: title.into_owned(),
                template: include_str!("paper.typ"),
                made_at: row.made_at,
                data_sealed: row.data_sealed,
                sealed: row.sealed,
            }
        }
    }
}
kit::owned!(cooperation_paper);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<cooperation_institution::Entity>(),
        columns::<cooperation_conference::Entity>(),
        columns::<cooperation_seat::Entity>(),
        columns::<cooperation_message::Entity>(),
        columns::<cooperation_task::Entity>(),
        columns::<cooperation_request::Entity>(),
        columns::<cooperation_paper::Entity>(),
    ]
}
