//! The rows of notices. The only place of this capability that names the ORM's entities.

pub mod notice {
    use crate::notices::{BulletinId, CitizenId, NoticeId};
    use crate::people::PersonId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "notice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: NoticeId,
        pub receiver_blind: Vec<u8>,
        pub channel: String,
        pub code: String,
        pub kind: String,
        pub language: String,
        pub is_urgent: bool,
        pub person_id: Option<PersonId>,
        pub citizen_id: Option<CitizenId>,
        pub bulletin_id: Option<BulletinId>,
        pub to_sealed: Vec<u8>,
        pub content_sealed: Vec<u8>,
        pub href: String,
        pub state: String,
        pub attempts: i32,
        pub next_at: Instant,
        pub queued_at: Instant,
        pub day: Day,
        pub ended_at: Option<Instant>,
        pub sent_on: Option<Day>,
        pub result_sealed: Option<Vec<u8>>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(notice, versioned);

pub mod notice_step {
    use crate::notices::{NoticeId, NoticeStepId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "notice_step")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: NoticeStepId,
        pub notice_id: NoticeId,
        pub state: String,
        pub at: Instant,
        pub note_sealed: Option<Vec<u8>>,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(notice_step);

pub mod notice_template {
    use crate::notices::NoticeTemplateId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "notice_template")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: NoticeTemplateId,
        pub code: String,
        pub language: String,
        pub number: i32,
        pub subject: String,
        pub body: String,
        pub short: String,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(notice_template);

pub mod notice_bulletin {
    use crate::notices::BulletinId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "notice_bulletin")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: BulletinId,
        pub title: String,
        pub body: String,
        pub title_en: String,
        pub body_en: String,
        pub state: String,
        pub made_at: Instant,
        pub sent_at: Option<Instant>,
        pub readers: i32,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(notice_bulletin, versioned);

pub mod notice_reader {
    use crate::notices::ReaderId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "notice_reader")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ReaderId,
        pub receiver_blind: Vec<u8>,
        pub to_sealed: Vec<u8>,
        pub language: String,
        pub state: String,
        pub token_hash: String,
        pub fingerprint: String,
        pub asked_at: Instant,
        pub confirmed_at: Option<Instant>,
        pub left_at: Option<Instant>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(notice_reader, versioned);

pub mod notice_unreachable {
    use crate::notices::UnreachableId;
    use crate::people::PersonId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "notice_unreachable")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: UnreachableId,
        pub receiver_blind: Vec<u8>,
        pub channel: String,
        pub to_sealed: Vec<u8>,
        pub result_sealed: Vec<u8>,
        pub person_id: Option<PersonId>,
        pub noted_at: Instant,
        pub cleared_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(notice_unreachable, versioned);

pub mod notice_setting {
    use crate::notices::NoticeSettingId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "notice_setting")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: NoticeSettingId,
        pub number: i32,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(notice_setting);

pub mod notice_account {
    use crate::notices::{CitizenId, NoticeAccountId};
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "notice_account")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: NoticeAccountId,
        pub citizen_id: CitizenId,
        pub content_sealed: Vec<u8>,
        pub language: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(notice_account, versioned);

/// The entities, to be compared with the migrated tables.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<notice::Entity>(),
        columns::<notice_step::Entity>(),
        columns::<notice_template::Entity>(),
        columns::<notice_bulletin::Entity>(),
        columns::<notice_reader::Entity>(),
        columns::<notice_unreachable::Entity>(),
        columns::<notice_setting::Entity>(),
        columns::<notice_account::Entity>(),
    ]
}
