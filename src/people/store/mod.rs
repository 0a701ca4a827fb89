//! The rows of people. The only place of this capability that names the ORM.

pub mod bulk;
pub mod cards;
pub mod facts;
pub mod happened;
pub mod households;
pub mod merges;
pub mod names;
pub mod once;
pub mod pairs;
pub mod read;
pub mod write;

pub use write::IDENTIFIER;

pub mod person {
    use crate::people::PersonId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "person")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PersonId,
        pub given: String,
        pub middle: String,
        pub family: String,
        pub latin: String,
        pub folded: String,
        pub name_sealed: Option<Vec<u8>>,
        pub birth_day: Option<Day>,
        pub sex: String,
        pub phone: String,
        pub email: String,
        pub language: String,
        pub needs: String,
        pub note_sealed: Option<Vec<u8>>,
        pub is_protected: bool,
        pub died_on: Option<Day>,
        pub merged_into: Option<PersonId>,
        pub version: i32,
        pub created_at: Instant,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(person, versioned);

pub mod address {
    use crate::people::PersonId;
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "address")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub person_id: PersonId,
        pub kind: String,
        pub ekatte: Option<String>,
        pub line: String,
        pub sealed: Option<Vec<u8>>,
        pub valid_from: Day,
        pub valid_to: Option<Day>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(address);

pub mod person_name {
    use crate::people::PersonId;
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "person_name")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub person_id: PersonId,
        pub kind: String,
        pub name: String,
        pub name_sealed: Option<Vec<u8>>,
        pub until: Option<Day>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(person_name);

pub mod identifier {
    use crate::people::PersonId;
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "identifier")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub person_id: PersonId,
        pub kind: String,
        pub sealed: Vec<u8>,
        pub blind: Vec<u8>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(identifier);

pub mod representative {
    use crate::people::{PersonId, RepresentativeId};
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "representative")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RepresentativeId,
        pub person_id: PersonId,
        pub name: String,
        pub ground: String,
        pub document: String,
        pub limits_sealed: Vec<u8>,
        pub phone: String,
        pub valid_from: Day,
        pub valid_to: Option<Day>,
        pub version: i32,
        pub other_id: Option<PersonId>,
        pub why_sealed: Option<Vec<u8>>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(representative, versioned);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    let mut all = once::entities();
    all.extend([
        columns::<person::Entity>(),
        columns::<address::Entity>(),
        columns::<person_name::Entity>(),
        columns::<identifier::Entity>(),
        columns::<representative::Entity>(),
        columns::<facts::person_warning::Entity>(),
        columns::<facts::person_note::Entity>(),
        columns::<facts::person_paper::Entity>(),
    ]);
    all
}
