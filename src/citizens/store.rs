//! The rows of accounts for citizens. The only place of this capability that names the ORM's entities.

pub mod citizen {
    use crate::citizens::CitizenId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "citizen")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CitizenId,
        pub login: String,
        pub password_hash: String,
        pub totp_sealed: Option<Vec<u8>>,
        pub totp_last_step: i64,
        pub identity: String,
        pub made_at: Instant,
        pub closed_at: Option<Instant>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(citizen, versioned);

pub mod citizen_passkey {
    use crate::citizens::{CitizenId, PasskeyId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "citizen_passkey")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PasskeyId,
        pub citizen_id: CitizenId,
        pub credential: String,
        pub key_sealed: Vec<u8>,
        pub made_at: Instant,
        pub used_at: Option<Instant>,
        pub removed_at: Option<Instant>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(citizen_passkey, versioned);

pub mod citizen_session {
    use crate::citizens::CitizenId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "citizen_session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub token_hash: String,
        pub id: i64,
        pub citizen_id: CitizenId,
        pub created_at: Instant,
        pub seen_at: Instant,
        pub ended_at: Option<Instant>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(citizen_session);

pub mod citizen_step {
    use crate::citizens::StepId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "citizen_step")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: StepId,
        pub kind: String,
        pub fingerprint: String,
        pub state_sealed: Vec<u8>,
        pub expires_at: Instant,
        pub used_at: Option<Instant>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(citizen_step, versioned);

pub mod citizen_code {
    use crate::citizens::{CitizenId, CodeId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "citizen_code")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CodeId,
        pub citizen_id: CitizenId,
        pub fingerprint: String,
        pub expires_at: Instant,
        pub used_at: Option<Instant>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(citizen_code, versioned);

pub mod citizen_link {
    use crate::citizens::{AccountLinkId, CitizenId};
    use crate::people::PersonId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "citizen_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AccountLinkId,
        pub citizen_id: CitizenId,
        pub person_id: PersonId,
        pub how: String,
        pub proof: String,
        pub made_at: Instant,
        pub account_name: String,
        pub ended_at: Option<Instant>,
        pub ended_how: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(citizen_link, versioned);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<citizen::Entity>(),
        columns::<citizen_passkey::Entity>(),
        columns::<citizen_session::Entity>(),
        columns::<citizen_step::Entity>(),
        columns::<citizen_code::Entity>(),
        columns::<citizen_link::Entity>(),
    ]
}
