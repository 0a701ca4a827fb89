//! The rows of campaigns. The only place of this capability that names the ORM's entities.

pub mod campaign {
    use crate::campaigns::CampaignId;
    use crate::projects::ProjectId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "campaign")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CampaignId,
        pub code: String,
        pub contact_code: String,
        pub project_id: Option<ProjectId>,
        pub name: String,
        pub aim: String,
        pub audience: String,
        pub channels: String,
        pub funded_by: String,
        pub from_on: Day,
        pub to_on: Day,
        pub targets: String,
        pub is_public: bool,
        pub entered_at: Instant,
        pub revoked_at: Option<Instant>,
        pub why_sealed: Vec<u8>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(campaign, versioned);

pub mod campaign_event {
    use crate::campaigns::{CampaignId, EventId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "campaign_event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: EventId,
        pub campaign_id: CampaignId,
        pub kind: String,
        pub title: String,
        pub held_on: Day,
        pub begins: String,
        pub ends: String,
        pub ekatte: String,
        pub place: String,
        pub partners: String,
        pub state: String,
        pub content_sealed: Vec<u8>,
        pub entered_at: Instant,
        pub reported_at: Option<Instant>,
        pub revoked_at: Option<Instant>,
        pub why_sealed: Vec<u8>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(campaign_event, versioned);

pub mod campaign_attendance {
    use crate::campaigns::{AttendanceId, EventId};
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "campaign_attendance")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AttendanceId,
        pub event_id: EventId,
        pub kind: String,
        pub people: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(campaign_attendance);

pub mod campaign_file {
    use crate::campaigns::{EventId, FileId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "campaign_file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FileId,
        pub event_id: EventId,
        pub kind: String,
        pub media: String,
        pub size: i32,
        pub people: i64,
        pub sealed: Vec<u8>,
        pub content_sealed: Vec<u8>,
        pub sha256: String,
        pub entered_at: Instant,
        pub revoked_at: Option<Instant>,
        pub why_sealed: Vec<u8>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(campaign_file, versioned);

pub mod campaign_paper {
    use crate::campaigns::{CampaignId, CampaignPaperId, EventId};
    use crate::people::{Keeps, Kept};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "campaign_paper")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CampaignPaperId,
        pub campaign_id: CampaignId,
        pub event_id: Option<EventId>,
        pub kind: String,
        pub form: String,
        pub language: String,
        pub year: i32,
        pub number: i64,
        pub code: String,
        pub digest: String,
        pub stock: String,
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
        const TABLE: &'static str = "campaign_paper";
        const OBJECT: &'static str = "campaign-paper";
        const PRINTING: &'static str = "print-campaign-paper";
        const PURPOSE: &'static str = "campaigns: printing";

        fn kept(row: Model) -> Kept {
            let title = ui::text::text(ui::Lang::Bg, &format!("campaigns-paper-{}", row.kind));
            Kept {
                id: row.id.0,
                about: None,
                title: title.into_owned(),
                template: crate::campaigns::paper::template(&row.kind),
                made_at: row.made_at,
                data_sealed: row.data_sealed,
                sealed: row.sealed,
            }
        }
    }
}
kit::owned!(campaign_paper);

pub mod campaign_entry {
    use crate::campaigns::{CampaignId, CampaignPaperId, EntryId};
    use crate::projects::ProjectId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "campaign_entry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: EntryId,
        pub register: String,
        pub campaign_id: Option<CampaignId>,
        pub project_id: Option<ProjectId>,
        pub paper_id: Option<CampaignPaperId>,
        pub kind: String,
        pub entry_on: Day,
        pub ekatte: String,
        pub place: String,
        pub title: String,
        pub detail: String,
        pub link: String,
        pub amount: i64,
        pub entered_at: Instant,
        pub revoked_at: Option<Instant>,
        pub why_sealed: Vec<u8>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(campaign_entry, versioned);

pub mod campaign_view {
    use crate::campaigns::CampaignId;
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "campaign_view")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub campaign_id: CampaignId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub day: String,
        pub views: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(campaign_view);

pub mod campaign_choice {
    use crate::campaigns::ChoiceId;
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "campaign_choice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ChoiceId,
        pub list: String,
        pub code: String,
        pub bg: String,
        pub en: String,
        pub is_offered: bool,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(campaign_choice, versioned);

pub mod campaign_population {
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "campaign_population")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub ekatte: String,
        pub people: i64,
        pub counted_on: Day,
        pub source: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(campaign_population);

pub mod campaign_import {
    use crate::campaigns::{CampaignId, ImportId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "campaign_import")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ImportId,
        pub campaign_id: CampaignId,
        pub kind: String,
        pub file_name: String,
        pub total: i32,
        pub rows_sealed: Vec<u8>,
        pub read_at: Instant,
        pub entered_at: Option<Instant>,
        pub revoked_at: Option<Instant>,
        pub why_sealed: Vec<u8>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(campaign_import, versioned);

pub mod campaign_import_row {
    use crate::campaigns::{EntryId, EventId, ImportId};
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "campaign_import_row")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub import_id: ImportId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i32,
        pub event_id: Option<EventId>,
        pub entry_id: Option<EntryId>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(campaign_import_row);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<campaign::Entity>(),
        columns::<campaign_event::Entity>(),
        columns::<campaign_attendance::Entity>(),
        columns::<campaign_file::Entity>(),
        columns::<campaign_paper::Entity>(),
        columns::<campaign_entry::Entity>(),
        columns::<campaign_view::Entity>(),
        columns::<campaign_choice::Entity>(),
        columns::<campaign_population::Entity>(),
        columns::<campaign_import::Entity>(),
        columns::<campaign_import_row::Entity>(),
    ]
}
