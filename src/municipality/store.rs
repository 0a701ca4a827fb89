//! The rows of the office. The only place of this capability that names the ORM.

pub mod settlement {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "settlement")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub ekatte: String,
        pub kind: String,
        pub name: String,
        pub name_latin: String,
        pub folded: String,
        pub municipality_code: String,
        pub municipality_name: String,
        pub district_code: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
