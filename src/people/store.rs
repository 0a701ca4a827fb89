//! The rows of people. The only place of this capability that names the ORM.

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
