//! The rows of the contact log. The only place of this capability that names entities.

pub mod contact {
    use crate::contacts::{ContactId, ScriptId, SheetId};
    use crate::municipality::ServicePointId;
    use crate::people::PersonId;
    use kit::types::{AccountId, Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "contact")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ContactId,
        pub at: Instant,
        pub account_id: AccountId,
        pub service_point_id: Option<ServicePointId>,
        pub channel: String,
        pub place: String,
        pub topic: String,
        pub law: String,
        pub outcome: String,
        pub minutes: i32,
        pub person_id: Option<PersonId>,
        pub note_sealed: Option<Vec<u8>>,
        pub version: i32,
        pub asker: String,
        pub ekatte: Option<String>,
        pub sex: String,
        pub age_group: String,
        pub script_id: Option<ScriptId>,
        pub documents: String,
        pub campaign: String,
        pub follow_up_on: Option<Day>,
        pub followed_up_at: Option<Instant>,
        pub sheet_id: Option<SheetId>,
        pub cancelled_at: Option<Instant>,
        pub follow_up_by: Option<AccountId>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(contact, versioned);

pub mod contact_change {
    use crate::contacts::{ChangeId, ContactId};
    use kit::types::{AccountId, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "contact_change")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ChangeId,
        pub contact_id: ContactId,
        pub at: Instant,
        pub account_id: AccountId,
        pub was_sealed: Vec<u8>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(contact_change);

pub mod contact_choice {
    use crate::contacts::ChoiceId;
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "contact_choice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ChoiceId,
        pub list: String,
        pub code: String,
        pub law: String,
        pub bg: String,
        pub en: String,
        pub valid_from: Option<Day>,
        pub valid_to: Option<Day>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(contact_choice, versioned);

pub mod answer_script {
    use crate::contacts::ScriptId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "answer_script")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ScriptId,
        pub topic: String,
        pub number: i32,
        pub answer: String,
        pub article: String,
        pub approved_by: String,
        pub approved_on: Day,
        pub valid_from: Day,
        pub created_at: Instant,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(answer_script);

pub mod contact_sheet {
    use crate::contacts::SheetId;
    use crate::municipality::ServicePointId;
    use kit::types::{AccountId, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "contact_sheet")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SheetId,
        pub kind: String,
        pub at: Instant,
        pub entered_at: Instant,
        pub account_id: AccountId,
        pub service_point_id: Option<ServicePointId>,
        pub channel: String,
        pub place: String,
        pub ekatte: Option<String>,
        pub campaign: String,
        pub lines: i32,
        pub undone_at: Option<Instant>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(contact_sheet, versioned);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<contact::Entity>(),
        columns::<contact_change::Entity>(),
        columns::<contact_choice::Entity>(),
        columns::<answer_script::Entity>(),
        columns::<contact_sheet::Entity>(),
    ]
}

/// Settlements, owned by `municipality`; never written here.
pub mod settlement {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "settlement")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub ekatte: String,
        pub kind: String,
        pub name: String,
        pub municipality_code: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
