//! The rows of complaints and of papers.

pub mod voice_complaint {
    use crate::services::{ProviderId, ServiceId};
    use crate::voices::{ComplaintId, VoicePaperId};
    use kit::types::{AccountId, Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "voice_complaint")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ComplaintId,
        pub year: i32,
        pub number: i64,
        pub kind: String,
        pub via: String,
        pub topic: String,
        pub service_id: Option<ServiceId>,
        pub provider_id: Option<ProviderId>,
        pub received_on: Day,
        pub due_on: Day,
        pub state: String,
        pub outcome: String,
        pub officer_id: Option<AccountId>,
        pub forwarded: String,
        pub answered_on: Option<Day>,
        pub is_anonymous: bool,
        pub reopened: i32,
        pub fingerprint: String,
        pub content_sealed: Vec<u8>,
        pub paper_id: Option<VoicePaperId>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(voice_complaint, versioned);

pub mod voice_step {
    use crate::voices::{ComplaintId, StepId, VoicePaperId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "voice_step")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: StepId,
        pub complaint_id: ComplaintId,
        pub kind: String,
        pub day: Day,
        pub content_sealed: Vec<u8>,
        pub paper_id: Option<VoicePaperId>,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(voice_step);

pub mod voice_paper {
    use crate::people::{Keeps, Kept};
    use crate::voices::VoicePaperId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "voice_paper")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: VoicePaperId,
        pub kind: String,
        pub about_id: i64,
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
        const TABLE: &'static str = "voice_paper";
        const OBJECT: &'static str = "voice-paper";
        const PRINTING: &'static str = "print-voice-paper";
        const PURPOSE: &'static str = "voices: printing";

        fn kept(row: Model) -> Kept {
            let title = ui::text::text(ui::Lang::Bg, &format!("voices-paper-{}", row.kind));
            Kept {
                id: row.id.0,
                about: None,
                title: title.into_owned(),
                template: crate::voices::template(&row.kind),
                made_at: row.made_at,
                data_sealed: row.data_sealed,
                sealed: row.sealed,
            }
        }
    }
}
kit::owned!(voice_paper);
