//! The rows of the calendar of duties. The only place of this capability that names the ORM's entities.

pub mod duty_version {
    use crate::duties::DutyVersionId;
    use kit::types::{AccountId, Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "duty_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DutyVersionId,
        pub code: String,
        pub valid_from: Day,
        pub owner_id: Option<AccountId>,
        pub own_day: String,
        pub applies: bool,
        pub why: String,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(duty_version);

pub mod duty_start {
    use crate::duties::DutyStartId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "duty_start")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DutyStartId,
        pub from_on: Day,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(duty_start, versioned);

pub mod duty_event {
    use crate::duties::DutyEventId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "duty_event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DutyEventId,
        pub code: String,
        pub happened_on: Day,
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
kit::owned!(duty_event, versioned);

pub mod duty_occasion {
    use crate::duties::DutyOccasionId;
    use kit::types::{AccountId, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "duty_occasion")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DutyOccasionId,
        pub code: String,
        pub occasion: String,
        pub owner_id: AccountId,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(duty_occasion, versioned);

pub mod duty_mark {
    use crate::duties::DutyMarkId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "duty_mark")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DutyMarkId,
        pub code: String,
        pub occasion: String,
        pub year: i32,
        pub state: String,
        pub due_on: Day,
        pub done_on: Option<Day>,
        pub document_on: Option<Day>,
        pub content_sealed: Vec<u8>,
        pub media: String,
        pub turn: i64,
        pub entered_at: Instant,
        pub revoked_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(duty_mark, versioned);

pub mod duty_file {
    use crate::duties::{DutyFileId, DutyMarkId};
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "duty_file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DutyFileId,
        pub mark_id: DutyMarkId,
        pub media: String,
        pub sealed: Vec<u8>,
        pub sha256: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(duty_file);

pub mod duty_address {
    use crate::duties::DutyAddressId;
    use kit::types::{AccountId, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "duty_address")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DutyAddressId,
        pub account_id: AccountId,
        pub mail_sealed: Vec<u8>,
        pub made_at: Instant,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(duty_address, versioned);

pub mod duty_feed {
    use crate::duties::DutyFeedId;
    use kit::types::{AccountId, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "duty_feed")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DutyFeedId,
        pub account_id: AccountId,
        pub fingerprint: String,
        pub made_at: Instant,
        pub revoked_at: Option<Instant>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(duty_feed);

pub mod duty_reminder {
    use crate::duties::DutyReminderId;
    use kit::types::{AccountId, Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "duty_reminder")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DutyReminderId,
        pub account_id: AccountId,
        pub code: String,
        pub occasion: String,
        pub days: i32,
        pub due_on: Day,
        pub made_at: Instant,
        pub sent_at: Option<Instant>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(duty_reminder);

pub mod duty_paper {
    use crate::duties::DutyPaperId;
    use crate::people::{Keeps, Kept};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "duty_paper")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DutyPaperId,
        pub kind: String,
        pub period: String,
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
        const TABLE: &'static str = "duty_paper";
        const OBJECT: &'static str = "duty-paper";
        const PRINTING: &'static str = "print-duty-paper";
        const PURPOSE: &'static str = "duties: printing";

        fn kept(row: Model) -> Kept {
            let title = ui::text::text(ui::Lang::Bg, &format!("duties-paper-{}", row.kind));
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
kit::owned!(duty_paper);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<duty_version::Entity>(),
        columns::<duty_start::Entity>(),
        columns::<duty_event::Entity>(),
        columns::<duty_occasion::Entity>(),
        columns::<duty_mark::Entity>(),
        columns::<duty_file::Entity>(),
        columns::<duty_address::Entity>(),
        columns::<duty_feed::Entity>(),
        columns::<duty_reminder::Entity>(),
        columns::<duty_paper::Entity>(),
    ]
}
