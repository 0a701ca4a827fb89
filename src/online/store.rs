//! The rows of what comes online. The only place of this capability that names the ORM's entities.

pub mod online_draft {
    use crate::online::{DraftId, SentId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "online_draft")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DraftId,
        pub kind: String,
        pub fingerprint: String,
        pub saved_on: Day,
        pub expires_on: Day,
        pub sent_id: Option<SentId>,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(online_draft, versioned);

pub mod online_sent {
    use crate::online::{CitizenId, SentId};
    use crate::people::PersonId;
    use kit::types::{AccountId, Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "online_sent")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SentId,
        pub kind: String,
        pub year: i32,
        pub number: i64,
        pub state: String,
        pub fingerprint: String,
        pub sent_on: Day,
        pub sent_at: Instant,
        pub due_on: Day,
        pub is_urgent: bool,
        pub officer_id: Option<AccountId>,
        pub person_id: Option<PersonId>,
        pub citizen_id: Option<CitizenId>,
        pub became: String,
        pub closed_on: Option<Day>,
        pub content_sealed: Vec<u8>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(online_sent, versioned);

pub mod online_step {
    use crate::online::{SentId, StepId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "online_step")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: StepId,
        pub sent_id: SentId,
        pub kind: String,
        pub day: Day,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(online_step);

pub mod online_file {
    use crate::online::{DraftId, FileId, SentId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "online_file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FileId,
        pub draft_id: Option<DraftId>,
        pub sent_id: Option<SentId>,
        pub media: String,
        pub size: i64,
        pub sha256: String,
        pub content_sealed: Vec<u8>,
        pub bytes_sealed: Vec<u8>,
        pub made_at: Instant,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(online_file);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<online_draft::Entity>(),
        columns::<online_sent::Entity>(),
        columns::<online_step::Entity>(),
        columns::<online_file::Entity>(),
    ]
}
